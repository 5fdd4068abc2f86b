"""Output of the program: text on any terminal and code page, one line for every error, and the right exit code."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

import assess as package
from assess.cli import main as command_line
from assess.formats.scorecard import explanation
from assess.problems import visible

ROOT = Path(__file__).parent.parent.parent
KEN = str(ROOT / "examples/profiles/ken.yaml")
PROFILE = """schema: profile/v1
country: SEN
as_of: 2026-10-31
sources:
  a: {kind: act, title: "%s", unit: art.}
provisions:
  a.1: {status: in_force}
facts:
  offences.illegal_access: {by: a.1}
"""
# what a program does to the screen of whoever reads it: clear, rename the window, write from right to left, hide a tail
HOSTILE = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2066hidden\u2069",
    "\u200fabc",
    "a\rb",
    "a\x00b",
    "a\u2028b",
]


def assess(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | options.pop("environment", {})
    command = [sys.executable, "-m", "assess", *arguments]
    return subprocess.run(command, capture_output="stdout" not in options, env=environment, **options)


def one_line(error: bytes) -> str:
    text = error.decode()
    assert text.count("\n") == 1, text
    assert text.endswith("\n"), text
    assert "Traceback" not in text
    return text


# Code pages


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1252", "Legea nr. 5 privind prevenirea și combaterea"), ("cp1252", "Ustawa o łączności"), ("cp1252", "قانون مكافحة"),
        ("cp932", "Loi n° 5"), ("cp437", "Loi n° 5"), ("cp866", "Loi n° 5"), ("ascii", "Loi n° 5"),
    ],
)  # fmt: skip
def test_a_code_page_that_lacks_characters_gets_the_nearest_ones(encoding: str, title: str, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE % title, encoding="utf-8")
    done = assess("explain", str(tmp_path / "p.yaml"), "illegal_access", environment={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    text = done.stdout.decode(encoding)
    assert "[x] identified (essential)" in text
    assert "art. 1" in text
    told = done.stderr.decode(encoding)
    assert told.count("\n") <= 1
    assert ("the nearest ones were written instead" in told) == (bool(told)), told


def test_accents_are_dropped_and_what_has_no_likeness_becomes_a_question_mark(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE % "Legea și łódź – “x” قا", encoding="utf-8")
    done = assess("explain", str(tmp_path / "p.yaml"), "illegal_access", environment={"PYTHONIOENCODING": "ascii"})
    assert b'Legea si lodz - "x" ??' in done.stdout


def test_nothing_is_said_of_a_code_page_that_has_everything() -> None:
    done = assess("run", KEN, environment={"PYTHONIOENCODING": "utf-8"})
    assert done.stderr == b""
    assert "—".encode() in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("new", "CIV"), ("schema",), ("frameworks", "crosswalk", "budapest", "malabo", "--format", "json"),
     ("frameworks", "crosswalk", "budapest", "malabo", "--format", "csv")],
)  # fmt: skip
def test_data_are_utf8_on_every_code_page(arguments: tuple[str, ...]) -> None:
    wanted = assess(*arguments, environment={"PYTHONIOENCODING": "utf-8"}).stdout
    found = assess(*arguments, environment={"PYTHONIOENCODING": "cp437"})
    assert (found.returncode, found.stdout, found.stderr) == (0, wanted, b"")


# Terminals


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_works_unseen(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable(), ascii(shown)
    assert "\\" in shown


def test_what_languages_need_stays() -> None:
    for text in ("می\u200cخواهم", "क्\u200dष", "a\xa0b\u202fc", "two\nlines", "— “x” é"):
        assert visible(text) == text


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202egnp.exe", "\x9b31m"])
def test_a_file_name_does_nothing_to_the_terminal(text: str, tmp_path: Path) -> None:
    name = f"x{text}.json"
    written = assess("run", KEN, "-o", name, cwd=tmp_path)
    assert written.returncode == 0
    absent = assess("run", f"y{text}.yaml", cwd=tmp_path)
    option = assess("run", KEN, f"--{text}", cwd=tmp_path)
    framework = assess("run", KEN, "-f", text, cwd=tmp_path)
    criterion = assess("explain", KEN, text, cwd=tmp_path)
    assert (absent.returncode, option.returncode, framework.returncode, criterion.returncode) == (3, 2, 2, 2)
    for done in (written, absent, option, framework, criterion):
        assert visible(done.stderr.decode()) == done.stderr.decode()
        assert ascii(text)[1:-1].encode() in done.stderr


def test_direction_marks_of_a_title_are_shown_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE % "Act \u202eevil\u2069 of 2018", encoding="utf-8")
    for arguments in (("explain", "p.yaml", "illegal_access"), ("run", "p.yaml")):
        text = assess(*arguments, cwd=tmp_path).stdout.decode()
        assert "\u202e" not in text
    assert (
        r"Act \u202eevil\u2069 of 2018" in assess("explain", "p.yaml", "illegal_access", cwd=tmp_path).stdout.decode()
    )


def test_texts_of_the_functions_are_harmless_too(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROFILE % "Act \u202eevil\u2069 of 2018", encoding="utf-8")
    (result,) = package.assess_file(tmp_path / "p.yaml")
    renamed = result._replace(profile=replace(result.profile, name="A\u202eB"))
    made = package.document([renamed], ".txt")
    assert r"A\u202eB (SEN)" in str(made)
    ((assessment, finding),) = package.find_criterion([result], "illegal_access")
    assert r"Act \u202eevil\u2069 of 2018" in explanation(assessment, finding)


# Ends


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [("frameworks", "list"), ("--help",), ("run", KEN), ("new", "GHA"), ("--version",)]
)
def test_output_that_cannot_be_written(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = assess(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 4
    assert "No space left on device" in one_line(done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_where_even_standard_error_cannot_be_written_the_exit_code_stands() -> None:
    with open("/dev/full", "wb") as full:
        assert assess("run", "absent.yaml", stdout=subprocess.PIPE, stderr=full).returncode == 3


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = assess("frameworks", "list", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def raising(error: BaseException) -> click.Command:
    @click.command("run")
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ValueError("a\nb\x1b[2J"), 70, r"ValueError: a\nb\x1b[2J"),
        (KeyError("x"), 70, "KeyError: 'x'"),
        (ZeroDivisionError(), 70, "ZeroDivisionError"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), 70, "UnicodeEncodeError"),
        (MemoryError(), 70, "not enough memory"),
        (RecursionError("maximum recursion depth exceeded"), 70, "nested too deeply"),
        (ValueError("x" * 5000), 70, "ValueError: xxx"),
        (OSError(28, "No space left on device"), 4, "No space left on device"),
        (OSError(36, "File name too long", "x" * 5000), 4, "File name too long"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_whatever_happens_ends_in_one_line_and_never_with_one(
    error: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_line._Lazy, "get_command", lambda *_: raising(error))
    monkeypatch.setattr(sys, "argv", ["assess", "run"])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    assert stop.value.code == code
    told = one_line(capsys.readouterr().err.encode())
    assert says in told
    assert len(told) < 1000
    assert ("a fault of the program" in told) == (code == 70)


def test_the_place_of_a_fault_is_shown_to_who_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSESS_DEBUG", "1")
    monkeypatch.setattr(command_line._Lazy, "get_command", lambda *_: raising(ValueError("here")))
    monkeypatch.setattr(sys, "argv", ["assess", "run"])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    err = capsys.readouterr().err
    assert stop.value.code == 70
    assert "Traceback" in err
    assert "in command" in err


STOPPED_AT = """
import os, signal, sys, time

module, profile = sys.argv[1:]

class Finder:
    def find_spec(self, name, *_):
        if name == module:
            os.write(1, b"!")
            time.sleep(30)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Finder())
sys.argv = ["assess", "run", profile, "-o", "x.html"]
from assess.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("module", ["click", "assess.cli.screen", "assess.cli.run", "assess.api", "jinja2"])
def test_who_stops_it_at_any_time_gets_one_line(module: str, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", STOPPED_AT, module, KEN], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.read(1) == b"!"  # it is importing the module
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert one_line(err) == "stopped\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x" * 5000, "y" * 300, "a\0b"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "{}"), ("run", KEN, "-f", "{}"), ("run", KEN, "--frameworks", "{}"), ("run", KEN, "-o", "{}.json"),
        ("run", KEN, "-o", "{}"), ("run", KEN, "--as-of", "{}"), ("run", KEN, "--language", "{}"), ("run", KEN, "-o", "{}/"),
        ("explain", KEN, "{}"), ("explain", "{}", "x"), ("compare", "{}", KEN), ("new", "{}"), ("new", "GHA", "-o", "{}/x"),
        ("validate", "{}"), ("validate", "--translations", "{}"), ("verify", "{}"), ("frameworks", "show", "{}"), ("test", "{}"),
        ("schema", "-f", "{}"), ("{}",), ("run", KEN, "--{}"), ("run", KEN, "--min-coverage", "{}"),
    ],
)  # fmt: skip
def test_names_of_any_length_are_refused_in_few_words(
    arguments: tuple[str, ...],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["assess", *(each.format(name) for each in arguments)])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    err = capsys.readouterr().err
    assert stop.value.code in (2, 3, 4)
    assert visible(err) == err
    assert max(map(len, err.splitlines())) < 1300
    assert "Traceback" not in err


@pytest.mark.parametrize("size", [230, 244, 250, 255])
def test_a_name_as_long_as_a_name_can_be_is_written_to(size: int, tmp_path: Path) -> None:
    name = "x" * (size - 5) + ".json"
    done = assess("run", KEN, "-o", name, cwd=tmp_path)
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert one_line(done.stderr) == f"wrote {name}\n"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "2", "-0.1", "half"])
def test_a_share_is_a_number_from_0_to_1(value: str) -> None:
    done = assess("run", KEN, f"--min-coverage={value}")
    assert done.returncode == 2
    assert b"is not a share from 0 to 1" in done.stderr


def test_json_on_standard_output_is_json_whatever_it_holds(tmp_path: Path) -> None:
    (tmp_path / "p\u202e.yaml").write_text("schema: profile/v1\n", encoding="utf-8")
    done = assess("validate", "--format", "json", "p\u202e.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert json.loads(done.stdout)["problems"][0]["path"] == "p\u202e.yaml"
