"""Functions in processes under limits: the reason of each end is told, nothing is left behind, and no foreign module is run."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assess import processes
from assess.formats.pdf import made_with
from assess.problems import ReportError
from assess.processes import Child, Ended, Fault, Limits, borrowed
from tests.tasks import add, end, fail, fill, grow, kill, larger, leap, linger, loud, number, refuse, sleep, talk, turn

pytestmark = pytest.mark.documents  # processes that are waited for

ROOT = Path(__file__).parent.parent
LIMITS = Limits(20, 400_000_000, 1_000_000)
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and limits of resources are POSIX")


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


def test_a_process_does_one_task_after_another_and_only_answers_are_heard(child: Child) -> None:
    first = child.run(number, limits=LIMITS)
    assert int(first) != os.getpid()
    assert child.run(loud, "sné", limits=LIMITS).decode() == "sné"
    with pytest.raises(ReportError, match=r"^no paper$"):
        child.run(refuse, limits=LIMITS)
    with pytest.raises(ReportError, match=r"^/tmp/x cannot be read or written: No space left on device$"):
        child.run(fill, limits=LIMITS)
    with pytest.raises(Fault, match=r"^KeyError: 'x'$"):
        child.run(fail, limits=LIMITS)
    assert child.run(number) == first


@POSIX
@pytest.mark.parametrize(
    ("function", "arguments", "limits", "why", "detail"),
    [
        (turn, (), LIMITS._replace(seconds=0.2), "time", ""),
        (add, (), LIMITS._replace(seconds=0.2), "time", ""),
        (grow, (), LIMITS, "memory", ""),
        (leap, (), LIMITS, "memory", ""),
        (talk, (), LIMITS, "output", ""),
        (end, (3,), LIMITS, "lost", "code 3"),
        (end, (0,), LIMITS, "lost", "code 0"),
        (kill, (9,), LIMITS, "killed", "SIGKILL"),
        (kill, (11,), LIMITS, "lost", "SIGSEGV"),
        (kill, (6,), LIMITS, "memory", "SIGABRT"),
    ],
)
def test_how_a_process_ended_is_told_apart(
    child: Child, function: Callable[..., bytes], arguments: tuple[Any, ...], limits: Limits, why: str, detail: str
) -> None:
    with pytest.raises(Ended) as ended:
        child.run(function, *arguments, limits=limits)
    assert (ended.value.why, ended.value.detail) == (why, detail)


def test_one_that_uses_no_processor_is_ended_by_the_clock(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_CLOCK", 4)
    monkeypatch.setattr(processes, "_START_UP", 0)
    with pytest.raises(Ended) as ended:
        child.run(sleep, limits=LIMITS._replace(seconds=0.5))
    assert ended.value.why == "time"


@POSIX
def test_a_limit_is_that_of_its_own_task(child: Child) -> None:
    """Processor time is counted over the life of a process, and address space is not given back."""
    child.run(number, limits=LIMITS._replace(memory=100_000_000, seconds=2))
    assert child.run(larger, limits=LIMITS._replace(seconds=2)) == b"done"
    assert child.run(larger, limits=LIMITS._replace(seconds=2)) == b"done"


def test_a_process_is_kept_for_the_next_task_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def one() -> bytes:
        with borrowed() as process:
            return process.run(number)

    first = one()
    assert one() == first
    with borrowed() as process, borrowed() as other:
        assert process.run(number) == first != other.run(number)
    monkeypatch.setattr(processes, "TASKS_EACH", 0)
    assert len({one(), one(), first}) == 3
    monkeypatch.setattr(processes, "TASKS_EACH", 50)
    last = one()
    monkeypatch.setattr(processes, "IDLE", 0)
    assert one() != last


def test_a_process_ends_when_nobody_borrows_it_but_not_while_its_borrower_is_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = processes._START.replace(
        "from assess.child", "import assess.processes as p; p.IDLE = -29.5; from assess.child"
    )
    monkeypatch.setattr(processes, "_START", start)
    child = Child()
    try:
        first = child.run(number)
        time.sleep(1.5)
        assert child.run(number) == first
        assert child.rest()
        assert child._process is not None
        assert child._process.wait(60) == 0
    finally:
        child.close()


def test_one_that_is_left_at_a_task_is_ended_with_its_temporary_files(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with pytest.raises(KeyboardInterrupt), borrowed() as process:
        process.send(linger, str(told))
        while not (told.exists() and told.read_text()):
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert not Path(told.read_text()).parent.exists()
    assert process not in processes._idle


ORPHAN = """
import sys
from tests.tasks import linger
from assess.processes import borrowed
with borrowed() as process:
    process.run(linger, sys.argv[1])
"""


@POSIX
def test_a_process_whose_parent_is_gone_goes_too(tmp_path: Path) -> None:
    told = tmp_path / "told"
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN, str(told)], cwd=ROOT)
    while not (told.exists() and told.read_text()):
        assert parent.poll() is None
        time.sleep(0.01)
    parent.kill()
    parent.wait()
    folder = Path(told.read_text()).parent
    for _ in range(1000):
        if not folder.exists():
            break
        time.sleep(0.01)
    assert not folder.exists()


@POSIX
def test_a_fork_of_this_process_has_none_of_its_processes() -> None:
    with borrowed() as process:
        first = process.run(number)
    code = os.fork()
    if code == 0:  # never return into pytest from here
        try:
            with borrowed() as process:
                os._exit(0 if process.run(number) != first else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(code, 0)[1]) == 0
    with borrowed() as process:
        assert process.run(number) == first


def test_what_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(ReportError, match=r"^no process can be started: No such file or directory$"):
        Child()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(ReportError, match=r"^no temporary folder can be made: No such file or directory$"):
        Child()


# A working folder that is a stranger's


PLANTED = (
    "json", "sitecustomize", "usercustomize", "weasyprint", "assess", "multiprocessing", "pickle", "jinja2", "signal",
    "tempfile", "threading", "importlib", "encodings", "resource", "xlsxwriter",
)  # fmt: skip
COMMANDS = {
    "run": ("run", "{index}/profile.yaml", "-f", "{index}", "-o", "x.pdf"),
    "many": ("run", "{profiles}/ken.yaml", "{profiles}/khm.yaml", "-o", "out/", "--format", "html", "--jobs", "2"),
    "template": ("run", "{index}/profile.yaml", "-f", "{index}", "--template", "{house}", "-o", "x.html"),
    "validate": ("validate", "{house}"),
    "compare": ("compare", "{profiles}/ken.yaml", "{profiles}/khm.yaml", "-f", "interpol", "-o", "x.pdf"),
}
SLOW = ("run", "compare")


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A working folder with foreign modules; the file `ran` is there if one of them was run."""
    folder = tmp_path / "strange"
    folder.mkdir()
    for name in PLANTED:
        (folder / f"{name}.py").write_text(
            f"import os\nos.close(os.open({str(folder / 'ran')!r}, os.O_CREAT))\nraise SystemExit(9)"
        )
    return folder


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.documents] * (name in SLOW)) for name in COMMANDS]
)
def test_no_module_of_the_working_folder_is_run(name: str, strange: Path, tmp_path: Path) -> None:
    scripts, house = tmp_path / "scripts", tmp_path / "house"
    scripts.mkdir()
    house.mkdir()
    (house / "briefing.html.jinja").write_text('{% extends "shipped/briefing.html.jinja" %}\n')
    places = {"index": ROOT / "examples/index", "profiles": ROOT / "examples/profiles", "house": house}
    script = scripts / "assess_command.py"  # as installed: elsewhere
    script.write_text("from assess.cli.main import main\nif __name__ == '__main__':\n    main()\n")
    command = [sys.executable, str(script), *(argument.format(**places) for argument in COMMANDS[name])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=strange, env=environment, capture_output=True, text=True)
    assert not (strange / "ran").exists()
    assert done.returncode == 0, done.stderr
    if "-o" in command:
        assert done.stderr.startswith("wrote ")
    if name == "run":
        command = [sys.executable, str(script), "verify", "x.pdf"]
        done = subprocess.run(command, cwd=strange, env=environment, capture_output=True, text=True)
        assert done.stdout.startswith("x.pdf: equal\n"), done.stderr
        assert not (strange / "ran").exists()


def test_nor_where_this_process_looks_for_modules_there(strange: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(strange)
    monkeypatch.setenv("PYTHONPATH", f"{strange}{os.pathsep}")
    monkeypatch.setattr(sys, "path", ["", str(strange), ".", *sys.path])
    child = Child()
    try:
        assert int(child.run(number))
        assert child.run(made_with).startswith(b"weasyprint ")
    finally:
        child.close()
    assert not (strange / "ran").exists()


@POSIX
def test_the_working_folder_may_be_gone_or_go_by_another_name(strange: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = strange.parent / "link"
    link.symlink_to(strange)
    monkeypatch.chdir(strange)
    with monkeypatch.context() as here:
        here.setattr(sys, "path", [str(link), "../link", str(strange / "../link"), *sys.path])
        assert not [entry for entry in processes._path() if Path(entry).resolve() == strange]
    gone = strange.parent / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    child = Child()
    try:
        assert int(child.run(number))
    finally:
        child.close()
