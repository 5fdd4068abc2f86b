"""Work in several processes: every task told of, the lost ones too; nothing left behind; no stranger's modules."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from assess.run.workers import Lost, each

ROOT = Path(__file__).parent.parent


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def die_on_two(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def exit_on_two(number: int) -> int:
    if number == 2:
        os._exit(3)
    return number


def wait_in_a_folder(told: Path, number: int) -> int:
    if number:
        with tempfile.TemporaryDirectory() as folder:
            (told / "place").write_text(folder)
            (told / "place").rename(told / "there")
            time.sleep(600)
    return number


class Deadly:
    """Ends the process that it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)

    def __call__(self, number: int) -> int:
        return number


def test_every_task_has_its_result() -> None:
    results = dict(each(double, range(5), 2, 50))
    assert {number: result[0] for number, result in results.items() if not isinstance(result, Lost)} == {
        number: 2 * number for number in range(5)
    }
    assert os.getpid() not in {result[1] for result in results.values() if not isinstance(result, Lost)}
    assert multiprocessing.active_children() == []


def test_a_process_does_no_more_than_its_share() -> None:
    results = dict(each(double, range(5), 1, 2))
    assert len({result[1] for result in results.values() if not isinstance(result, Lost)}) == 3


@pytest.mark.parametrize(("make", "code"), [(die_on_two, -9), (exit_on_two, 3)])
def test_a_process_that_dies_takes_only_its_own_task_with_it(make: "partial[int]", code: int) -> None:
    assert sorted(each(make, range(5), 2, 50)) == [(0, 0), (1, 1), (2, Lost(code)), (3, 3), (4, 4)]


def test_processes_that_cannot_even_begin_are_told_of() -> None:
    assert sorted(each(Deadly(), range(3), 2, 50)) == [(number, Lost(3)) for number in range(3)]


def test_stopping_ends_every_process_and_their_temporary_folders(tmp_path: Path) -> None:
    with closing(each(partial(wait_in_a_folder, tmp_path), range(2), 2, 50)) as results:
        assert next(results) == (0, 0)
        while not (tmp_path / "there").exists():
            time.sleep(0.01)
        assert Path((tmp_path / "there").read_text()).is_dir()
    assert multiprocessing.active_children() == []
    assert not Path((tmp_path / "there").read_text()).exists()


def test_modules_in_the_current_folder_are_not_picked_up(tmp_path: Path) -> None:
    strange, scripts = tmp_path / "strange", tmp_path / "scripts"
    for folder in (strange, scripts):
        folder.mkdir()
    for name in ("multiprocessing", "pickle", "assess", "weasyprint", "xlsxwriter"):
        (strange / f"{name}.py").write_text("raise SystemExit('a stranger was run')")
    command = scripts / "assess_command.py"  # as installed: a script elsewhere
    command.write_text("from assess.cli.main import main\nif __name__ == '__main__':\n    main()\n")
    profiles = [str(ROOT / f"examples/profiles/{name}.yaml") for name in ("ken", "khm")]
    done = subprocess.run(
        [sys.executable, str(command), "run", *profiles, "-o", "out/", "--format", "xlsx", "--jobs", "2"],
        cwd=strange, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("", "wrote out/ken.xlsx\nwrote out/khm.xlsx\n", 0)
