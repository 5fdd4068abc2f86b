"""Files are written whole or not at all, with names as long as the system allows; if not, one line says why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assess.formats import files
from assess.formats.files import write
from assess.problems import ReportError


@pytest.mark.parametrize("length", [200, 243, 244, 250, 255])
def test_names_of_every_length_that_the_system_takes(length: int, tmp_path: Path) -> None:
    target = tmp_path / ("n" * (length - 4) + ".csv")
    write(target, "x")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(target.name, b"x")]


def test_a_longer_name_is_one_line(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 256)
    with pytest.raises(ReportError, match=r"cannot be written: File name too long$"):
        write(target, "x")
    assert list(tmp_path.iterdir()) == []


FULL = """
import resource, sys
from assess.formats.files import write
from assess.problems import ReportError
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(sys.argv[1], b"x" * 2000)
except ReportError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of resources are POSIX")
def test_where_there_is_no_room_nothing_is_left_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    done = subprocess.run([sys.executable, "-c", FULL, str(target)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{target} cannot be written: File too large\n"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x.csv", "old")]


def test_one_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x.csv", "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX")
def test_a_file_is_as_open_as_others_are(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "x.csv", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "x.csv").stat().st_mode & 0o777 == 0o640
