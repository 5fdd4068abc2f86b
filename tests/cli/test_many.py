"""`run` with several profiles: which files, all problems first, the same bytes, failures named, stopped cleanly."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from assess.cli.progress import follow
from assess.problems import ReportError, UsageError
from assess.run import batch
from tests.cli.test_commands import KEN, KHM, call, exit_code

ROOT = Path(__file__).parent.parent.parent


def planned(*arguments: str, outputs: tuple[str, ...], formats: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    return [(target.profile, target.path) for target in batch.plan(arguments, outputs, formats)]


def test_a_folder_has_a_file_for_each_profile_named_as_it_is() -> None:
    assert planned("a/x.yaml", "b/y.z.yaml", outputs=("out/",)) == [(0, "out/x.pdf"), (1, "out/y.z.pdf")]
    both = planned("x.yaml", "y.yaml", outputs=("out/",), formats=("html", "xlsx", "html"))
    assert both == [(0, "out/x.html"), (0, "out/x.xlsx"), (1, "out/y.html"), (1, "out/y.xlsx")]
    assert planned("x.yaml", outputs=("out/", "one.csv", "out/")) == [(0, "out/x.pdf"), (0, "one.csv")]
    assert planned("x.yaml", "y.yaml", outputs=()) == []


def test_a_folder_that_is_there_needs_no_slash(tmp_path: Path) -> None:
    folder = tmp_path / "out.pdf"
    folder.mkdir()
    assert planned("x.yaml", outputs=(str(folder),)) == [(0, str(folder / "x.pdf"))]


@pytest.mark.parametrize(
    ("profiles", "outputs", "formats", "says"),
    [
        (("x.yaml", "y.yaml"), ("one.pdf",), (), "write -o FOLDER/ for one file each, or `assess compare`"),
        (("a/x.yaml", "b/x.yaml"), ("out/",), (), "a/x.yaml and b/x.yaml would both be written to x.pdf; rename one"),
        (("X.yaml", "x.yml"), ("out/",), ("csv",), "X.yaml and x.yml would both be written to x.csv"),
        (("-",), ("out/",), (), "standard input has no name to write into a folder; write -o FILE"),
        (("x.yaml",), (), ("pdf",), "write -o FOLDER/ too, or -o FILE with its ending"),
        (("x.yaml",), ("one.pdf",), ("pdf",), "write -o FOLDER/ too"),
        (("x.yaml",), ("out",), (), "has to be one of .pdf, .html, .docx, .json, .csv, .xlsx"),
        (("./x.json", "y.json"), ("./",), ("json",), "./x.json is a profile that is read; give another folder"),
        (("x.json",), ("x.json",), (), "x.json is a profile that is read"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    profiles: tuple[str, ...],
    outputs: tuple[str, ...],
    formats: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no folder `out` yet
    with pytest.raises(UsageError) as refused:
        batch.plan(profiles, outputs, formats)
    assert says in str(refused.value)


def test_all_problems_of_all_files_come_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(Path(KEN).read_text(encoding="utf-8").replace("status: in_force", "status: inforce", 1))
    out = f"{tmp_path}/out/"
    assert exit_code("run", KEN, str(bad), "absent.yaml", "-o", out, monkeypatch=monkeypatch) == 3
    err = capsys.readouterr().err
    assert "inforce" in err
    assert "absent.yaml:1:1: file-not-found" in err
    assert err.endswith("\n2 problems\n")
    assert exit_code("run", KEN, KHM, "--as-of", "2030-01-01", "-o", out, monkeypatch=monkeypatch) == 2
    err = capsys.readouterr().err
    assert KEN in err
    assert KHM in err
    assert not Path(out).exists()


def test_scorecards_stand_one_after_another() -> None:
    assert call("run", KEN, KHM).output == f"{call('run', KEN).output}\n{call('run', KHM).output}"


def test_two_processes_write_what_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    formats = [word for kind in ("html", "json", "csv", "xlsx") for word in ("--format", kind)]
    said = []
    for jobs in ("1", "2"):
        folder = f"{tmp_path}/{jobs}/deep/"
        assert exit_code("run", KHM, KEN, "-o", folder, *formats, "--jobs", jobs, monkeypatch=monkeypatch) == 0
        said.append(capsys.readouterr().err.replace(folder, ""))
    names = [f"{name}.{kind}" for name in ("khm", "ken") for kind in ("html", "json", "csv", "xlsx")]
    assert said == ["".join(f"wrote {name}\n" for name in names)] * 2
    for name in names:
        assert (tmp_path / "1/deep" / name).read_bytes() == (tmp_path / "2/deep" / name).read_bytes()
    for name in names[:4]:
        alone = tmp_path / name
        assert (
            exit_code("run", f"{ROOT}/examples/profiles/{name[:3]}.yaml", "-o", str(alone), monkeypatch=monkeypatch)
            == 0
        )
        assert alone.read_bytes() == (tmp_path / "1/deep" / name).read_bytes()


@pytest.mark.documents
def test_a_pdf_is_the_same_from_any_process(tmp_path: Path) -> None:
    index = ROOT / "examples/index"
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_bytes((index / "profile.yaml").read_bytes())
    profiles = [str(tmp_path / f"{name}.yaml") for name in ("a", "b", "c")]
    for jobs in (1, 2):
        run = batch.read(profiles, [str(index)])
        outcomes = list(batch.write_all(run, batch.plan(profiles, [f"{tmp_path}/{jobs}/"]), jobs))
        assert not any(outcome.failure for outcome in outcomes)
    assert len({path.read_bytes() for path in tmp_path.glob("[12]/*.pdf")}) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_fails_does_not_stop_the_others_and_is_named(
    jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ken.json", "khm.csv"):
        (tmp_path / name).mkdir()  # a folder in the place of the file
    arguments = ("-o", f"{tmp_path}/", "--format", "json", "--format", "csv", "--jobs", jobs, "--fail-on", "gap")
    assert exit_code("run", KEN, KHM, *arguments, monkeypatch=monkeypatch) == 4
    lines = capsys.readouterr().err.splitlines()
    if jobs == "2":
        assert lines.pop(0) == "note: --jobs is for HTML and PDF; the other formats are quicker in one process"
    assert lines[:3] == [
        f"wrote {tmp_path}/ken.csv", f"wrote {tmp_path}/khm.json", "assess: 2 of 4 documents could not be written:"
    ]  # fmt: skip
    assert [line.split(" cannot be written")[0] for line in lines[3:]] == [
        f"  {tmp_path}/ken.json",
        f"  {tmp_path}/khm.csv",
    ]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_fault_in_one_document_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.document

    def document(results: object, kind: str, style: object = None, told: object = None) -> object:
        if kind == ".csv":
            raise KeyError("x")
        if kind == ".html":
            raise ReportError("no paper")
        return real(results, kind, style, told)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "document", document)
    run = batch.read([KEN], ["cooperation"])
    targets = batch.plan([KEN], [f"{tmp_path}/"], ["csv", "html", "json"])
    outcomes = list(batch.write_all(run, targets))
    assert [outcome.failure for outcome in outcomes] == [
        f"{tmp_path}/ken.csv: a fault of the program: KeyError: 'x'", f"{tmp_path}/ken.html: no paper", ""
    ]  # fmt: skip
    with pytest.raises(ReportError, match=r"^2 of 3 documents could not be written:\n"):
        batch.failed(outcomes)
    with pytest.raises(KeyError):  # alone, it is not hidden
        list(batch.write_all(run, targets[:1]))


def test_only_what_takes_long_is_made_by_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "document", None)  # fails in this process, and in no other
    run = batch.read([KEN, KHM], ["cooperation"])
    outcomes = list(batch.write_all(run, batch.plan([KEN, KHM], [f"{tmp_path}/"], ["csv", "html"]), jobs=2))
    assert [(Path(outcome.path).name, outcome.failure == "") for outcome in outcomes] == [
        ("ken.csv", False), ("ken.html", True), ("khm.csv", False), ("khm.html", True)
    ]  # fmt: skip


@pytest.mark.parametrize("threshold", [("--fail-on", "gap"), ("--min-coverage", "0.9")])
def test_thresholds_hold_over_all(
    threshold: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    complete = tmp_path / "none.yaml"
    index = str(ROOT / "examples/index")
    complete.write_bytes((ROOT / "examples/index/profile.yaml").read_bytes())
    alone = [exit_code("run", str(path), "-f", index, *threshold, monkeypatch=monkeypatch) for path in (complete, KHM)]
    assert exit_code("run", str(complete), KHM, "-f", index, *threshold, monkeypatch=monkeypatch) == max(alone) == 1
    out = ("-o", f"{tmp_path}/out/", "--format", "csv")
    assert exit_code("run", str(complete), KHM, "-f", index, *threshold, *out, monkeypatch=monkeypatch) == 1
    assert (tmp_path / "out/none.csv").exists()


class Terminal(io.StringIO):
    """Standard error as a terminal, or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(("terminal", "total", "bar"), [(True, 2, True), (True, 1, False), (False, 2, False)])
def test_a_bar_only_on_a_terminal_and_for_several(
    terminal: bool, total: int, bar: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcomes() -> Generator[batch.Outcome]:
        yield from (batch.Outcome(f"{i}.pdf") for i in range(total))

    stream = Terminal(terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(follow(outcomes(), total)) == total
    assert (f"{total}/{total}" in stream.getvalue()) == bar
    assert stream.getvalue().endswith("".join(f"wrote {i}.pdf\n" for i in range(total)))
    assert bar or stream.getvalue().startswith("wrote")


def interruptible() -> None:
    """A command in the background, as these tests may be in CI, ignores Ctrl-C, and so does everything it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="signals to a group of processes are POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.documents
def test_ctrl_c_stops_everything_and_leaves_no_half_written_file(jobs: str, tmp_path: Path) -> None:
    profiles = sorted(map(str, (ROOT / "examples/profiles").glob("*.yaml")))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "assess", "run", *profiles, "-o", f"{tmp_path}/out/", "--jobs", jobs]
    run = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=interruptible,
    )  # fmt: skip
    try:
        # a document is being laid out, so that the first process waits; its own processes have their folders one within another
        while run.poll() is None and not any("fonts.conf" in files for *_, files in os.walk(temporary)):
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)
        _, err = run.communicate()  # ends when no process holds standard error any more
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
    assert err.splitlines()[-1] == "stopped"
    assert "Traceback" not in err
    assert run.returncode == 130
    left = [path.name for path in (tmp_path / "out").iterdir()]
    assert all(name.endswith(".pdf") and not name.startswith(".") for name in left)
    assert len(left) < len(profiles)
    assert list(temporary.iterdir()) == []
