"""Each problem code has a bad file with its whole message, and the documentation lists them all."""

import io
import sys
from pathlib import Path

import pytest

from assess.api import validate_files
from assess.problem_codes import CODES
from assess.problems import MAX_PROBLEMS
from assess.reading.library import MAX_FOLDER
from assess.reading.yamlfile import MAX_BYTES, MAX_NODES
from assess.run.validate import untranslated
from docs.generate import problems as documented

HERE = Path(__file__).parent / "problems"
MADE = {
    "passed-over", "file-not-found", "file-not-readable", "file-too-large", "folder-too-large", "too-many-nodes",
    "too-many-problems",
    "status-differs", "older-name", "emblem-not-reviewed", "unsafe-content", "bad-pdf", "no-data", "bad-embedded", "bad-font",
    "other-readers", "not-to-settle", "answers-changed",
}  # fmt: skip
"""Codes whose bad input is made by a test, because it is large or depends on the machine, on a profile or on two."""


@pytest.mark.parametrize("code", sorted(set(CODES) - MADE))
def test_the_whole_message(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / code)
    bad = "bad.yaml" if Path("bad.yaml").exists() else "bad"
    problems = validate_files([bad]) or untranslated("fr", [bad])  # what is not translated is no fault
    found = "\n".join(map(str, problems)) + "\n"
    assert found == Path("expected.txt").read_text(encoding="utf-8")
    assert f": {code}: " in found


@pytest.mark.parametrize(
    "code", sorted(set(CODES) - MADE - {"template-syntax", "template-fails", "missing-translation"})
)
def test_each_message_says_what_to_write_instead(code: str) -> None:
    lines = (HERE / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if f": {code}: " in line)
    assert lines[at + 1].startswith("    ")


def test_every_code_has_its_folder() -> None:
    assert {path.name for path in HERE.iterdir()} == set(CODES) - MADE


def test_the_documentation_is_up_to_date() -> None:
    text = (HERE.parent.parent / "docs/problems.md").read_text(encoding="utf-8")
    assert text == documented()


def messages(path: str | Path) -> list[str]:
    return [fault.code for fault in validate_files([path])]


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages(tmp_path / "absent.yaml") == ["file-not-found"]
    assert messages("/dev/zero") == ["file-not-found"]
    assert messages("bad\0name") == ["file-not-readable"]
    (tmp_path / "large.yaml").write_bytes(b"a" * (MAX_BYTES + 1))
    assert messages(tmp_path / "large.yaml") == ["file-too-large"]
    (tmp_path / "many.yaml").write_text("a: [" + "1," * (MAX_NODES + 1) + "]")
    assert messages(tmp_path / "many.yaml") == ["too-many-nodes"]
    (tmp_path / "f/facts").mkdir(parents=True)
    (tmp_path / "f/framework.yaml").write_text("schema: framework/v1\n")
    for name in "ab":
        (tmp_path / f"f/{name}.yaml").write_bytes(b"#" * (MAX_FOLDER // 2 - 100))
    assert "folder-too-large" not in messages(tmp_path / "f")
    (tmp_path / "f/c.yaml").write_bytes(b"#" * 200)
    assert messages(tmp_path / "f") == ["folder-too-large"]
    (tmp_path / "wrong.yaml").write_text("a: [" + "*a," * (MAX_PROBLEMS + 1) + "]")
    assert messages(tmp_path / "wrong.yaml") == ["yaml-alias"] * MAX_PROBLEMS + ["too-many-problems"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"schema: profile/v9\n")))
    assert messages("-") == ["wrong-schema"]
