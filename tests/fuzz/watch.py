"""One input given to the command line inside a process that is watched: how it ended, what it took, what it left behind.

Every check is a promise of `docs/security.md`; a broken one is a `Finding`.
"""

import csv
import faulthandler
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.fuzz.mutate import MARKER, spoiled
from tests.fuzz.seeds import ROOT
from tests.fuzz.targets import Case

SECONDS = 5.0
"""Of processor time, for one command."""
MEMORY = 500_000_000
"""Bytes in memory at most, for one command."""
CODES = (0, 1, 2, 3, 4)
"""How a command may end: 70 is a fault of the program, and nobody stops these (130)."""
_BACKSTOP_SECONDS, _BACKSTOP_MEMORY = 15, 900_000_000
"""Beyond these a command is ended by the system."""
MOST_SAID = 2_000_000
"""Bytes that a refusal may say."""
MOST_WRITTEN = 100_000_000
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NUMBER = re.compile(r"[-+]?[0-9.,]+(e[-+]?[0-9]+)?\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Finding(NamedTuple):
    """A promise that was broken."""

    kind: str
    where: str
    """What tells it from others of its kind."""
    detail: str


class Result(NamedTuple):
    """What came of a case."""

    codes: list[int]
    seconds: float
    memory: int
    findings: list[Finding]


# What is opened, run and asked of the network


class _Audit:
    """Sees what Python is about to do; it cannot be switched off, so a process of its own has it."""

    def __init__(self) -> None:
        self.active = False
        self.seen: list[str] = []
        self.read: tuple[str, ...] = ()
        self.write: tuple[str, ...] = ()
        sys.addaudithook(self)

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event == "open":
            self._opened(*given)
        elif event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) and event != "socket.__new__":
            self.seen.append(f"network: {event}")
        elif event in ("os.system", "os.exec", "os.spawn", "pty.spawn", "webbrowser.open"):
            self.seen.append(f"started: {event}")
        elif event == "subprocess.Popen" and given[0] != sys.executable:
            self.seen.append(f"started: {str(given[0])[:100]}")
        elif event == "pickle.find_class" and not str(given[0]).startswith("babel."):  # its own data come so
            self.seen.append(f"unpickled: {given}")

    def _opened(self, path: Any, mode: Any, flags: int) -> None:
        if not isinstance(path, (str, bytes)):
            return
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else False
        self.active = False
        try:
            name = os.path.abspath(os.fsdecode(path))
            above, last = os.path.split(name)
            # a link that is refused is not followed
            full = os.path.join(os.path.realpath(above), last) if flags & os.O_NOFOLLOW else os.path.realpath(name)
        except (ValueError, OSError):
            return
        finally:
            self.active = True
        if not full.startswith(self.write if writes else self.read):
            self.seen.append(f"{'wrote' if writes else 'opened'}: {full[:200]}")


class Watch:
    """A folder in which cases run one after another, in this process."""

    def __init__(self, base: Path, *, second: bool = True) -> None:
        """Args:
        base: a folder of one's own.
        second: whether outputs are compared with those of another process, where a case asks for it.
        """
        self.base = base.resolve()
        self.second = second
        self.audit = _Audit()
        self.log = open(self.base / "log", "w")
        faulthandler.enable(self.log)
        faulthandler.register(signal.SIGXCPU, self.log, chain=True)
        os.environ |= {"ASSESS_CACHE": str(self.base / "cache"), "TMPDIR": str(self.base / "tmp")}
        os.environ.pop("ASSESS_DEBUG", None)
        tempfile.tempdir = str(self.base / "tmp")
        for name in ("cache", "tmp"):
            (self.base / name).mkdir(exist_ok=True, mode=0o700)
        homes = (ROOT, sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), "/usr/share/zoneinfo", "/usr/lib")
        self.audit.read = (*(os.path.realpath(home) for home in homes), str(self.base), "/proc/", "/dev/null")
        self.audit.write = (str(self.base), "/dev/null", "/dev/full")

    def run(self, case: Case, *, twist: bool = False) -> Result:
        """Gives the commands of a case and looks at what came of each."""
        found: list[Finding] = []
        codes, most, peak = [], 0.0, 0
        folder = self._folder(case)
        for command in case.commands:
            kept = self._twisted(case) if twist else None
            with _limits():
                _reset_peak()
                start = time.process_time()
                code, seen = self._called(command, case)
                seconds, memory = time.process_time() - start, _peak()
            codes.append(code)
            most, peak = max(most, seconds), max(peak, memory)
            out, err = (self.base / "out").read_bytes(), (self.base / "err").read_bytes()
            found += _ended(code, out, err, command, seconds, memory)
            if code == 70:
                found[-1] = found[-1]._replace(where=self._place(command, case) or found[-1].where)
            if not case.free:
                found += [Finding("reached out", each.split(":")[0], each) for each in dict.fromkeys(seen)]
            found += _outputs(folder, case, command, code)
            if not case.pages and (left := [path.name for path in (self.base / "tmp").iterdir()]):
                found.append(Finding("left behind", "temporary files", ", ".join(left[:5])))
            if kept is not None and (out, code) != kept:
                found.append(Finding("cache", "another result", err.decode(errors="replace")[-300:]))
            if case.twice and self.second and code in (0, 1) and not case.free:
                found += self._again(folder, case, command, out, code)
        return Result(codes, most, peak, found)

    def _folder(self, case: Case) -> Path:
        folder = self.base / "case"
        os.chdir(self.base)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.base / "tmp", ignore_errors=True)
        folder.mkdir()
        (self.base / "tmp").mkdir()
        for name, raw in case.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(raw)
        os.chdir(folder)
        return folder

    def _called(self, command: Sequence[str], case: Case) -> tuple[int, list[str]]:
        """The exit code, and what was opened and started; both outputs go into files."""
        from assess.cli.main import main

        (self.base / "in").write_bytes(case.stdin)
        kept = [os.dup(number) for number in (0, 1, 2)]
        streams = sys.stdin, sys.stdout, sys.stderr
        argv = sys.argv
        for number, name in enumerate(("in", "out", "err")):
            opened = os.open(self.base / name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(opened, number)
            os.close(opened)
        sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), encoding="utf-8")
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), encoding="utf-8", write_through=True)
        sys.argv = ["assess", *command]
        self.audit.seen = []
        self.audit.active = True
        try:
            main()
            code: Any = 0
        except SystemExit as error:
            code = error.code
        except BaseException as error:
            code = 71
            sys.stderr.write(f"{type(error).__name__} left the program: {error}")
        finally:
            self.audit.active = False
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            sys.stdin, sys.stdout, sys.stderr = streams
            sys.argv = argv
            for number, copy in enumerate(kept):
                os.dup2(copy, number)
                os.close(copy)
        return code if isinstance(code, int) else 72, self.audit.seen

    def _place(self, command: Sequence[str], case: Case) -> str:
        """Where in the program a fault happened, shown by doing it again."""
        os.environ["ASSESS_DEBUG"] = "1"
        self._folder(case)
        with _limits():
            self._called(command, case)
        del os.environ["ASSESS_DEBUG"]
        said = (self.base / "err").read_text(errors="replace")
        places = re.findall(r'File "[^"]*/(assess/[^"]+)", line (\d+), in (\S+)', said)
        kind = re.findall(r"^(\w[\w.]*(?:Error|Exception|Warning|Interrupt)\w*)\b", said, re.M)
        return f"{kind[-1] if kind else 'fault'} in {':'.join(places[-1])}" if places else ""

    def _again(self, folder: Path, case: Case, command: Sequence[str], out: bytes, code: int) -> list[Finding]:
        """The same in a fresh process with another hash seed."""
        first = _listed(folder)
        self._folder(case)
        seed = str(len(out) % 1000 + 1)
        done = subprocess.run(
            [sys.executable, "-m", "assess", *command], cwd=folder, input=case.stdin, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )  # fmt: skip
        second = _listed(folder)
        apart = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        if apart or (done.stdout, done.returncode) != (out, code):
            return [
                Finding(
                    "other bytes", ", ".join(apart) or "standard output", f"hash seed {seed}, exit {done.returncode}"
                )
            ]
        return []

    def _twisted(self, case: Case) -> tuple[bytes, int] | None:
        """Spoils the cache as the case says; what a run gives without one, where it must give the same."""
        from assess.cache import _HEAD, _checksum

        random = Random(case.files["cache-twist.json"].decode())
        home = self.base / "cache/assess"
        shutil.rmtree(home, ignore_errors=True)
        plain = Case({}, case.commands)
        self._called(case.commands[0], plain)  # fills it
        expected = (self.base / "out").read_bytes(), 0
        one = random.choice(sorted(home.glob("*.kept")))
        raw = one.read_bytes()
        match random.randrange(5):
            case 0:
                one.write_bytes(spoiled(random, raw))
            case 1:
                one.chmod(0o666)
                one.write_bytes(_checksum(one, b"[]") + b"[]")
            case 2:
                one.unlink()
                (one.symlink_to("/dev/zero") if random.random() < 0.5 else os.mkfifo(one))
            case 3:
                others = [each for each in home.glob("*.kept") if each != one]
                one.write_bytes(random.choice(others).read_bytes() if others else b"")
            case _:  # what is right to the checksum is believed as far as the models allow it
                content = spoiled(random, raw[_HEAD:])
                one.write_bytes(_checksum(one, content) + content)
                return None
        return expected


# Limits


@contextmanager
def _limits() -> Iterator[None]:
    """Ends what goes far beyond what is allowed; children set their own."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    used = time.process_time()
    before = {name: resource.getrlimit(name) for name in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    resource.setrlimit(resource.RLIMIT_AS, (mapped + _BACKSTOP_MEMORY, before[resource.RLIMIT_AS][1]))
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + _BACKSTOP_SECONDS, before[resource.RLIMIT_CPU][1]))
    try:
        yield
    finally:
        for name, limit in before.items():
            resource.setrlimit(name, limit)


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


# Checks


def _ended(code: int, out: bytes, err: bytes, command: Sequence[str], seconds: float, memory: int) -> list[Finding]:
    said = err.decode("utf-8", errors="replace")
    last = said.strip().rpartition("\n")[2]
    found = []
    if seconds > SECONDS:
        found.append(Finding("too slow", command[0] if command else "", f"{seconds:.1f} s of processor time"))
    if memory > MEMORY:
        found.append(Finding("too much memory", command[0] if command else "", f"{memory // 1_000_000} MB"))
    if "Traceback (most recent call last)" in said or "Exception ignored" in said:
        found.append(Finding("traceback", last[:60], said[-2000:]))
    if code in (2, 3, 4) and not said.strip() and not ("--format" in command and out):
        found.append(Finding("silent", f"exit {code}", ""))
    if len(err) > MOST_SAID:
        found.append(Finding("too much said", command[0], f"{len(err)} bytes on standard error"))
    if len(out) > MOST_WRITTEN:
        found.append(Finding("too much written", command[0], f"{len(out)} bytes on standard output"))
    if odd := _UNSEEN.search(said):
        found.append(
            Finding(
                "terminal", "standard error", f"{odd[0]!r} in {said[max(0, odd.start() - 80) : odd.start() + 20]!r}"
            )
        )
    data = {"--format", "new", "crosswalk", "schema"} & {*command}
    if not data and (odd := _UNSEEN.search(shown := out.decode("utf-8", errors="surrogateescape"))):
        found.append(
            Finding(
                "terminal", "standard output", f"{odd[0]!r} in {shown[max(0, odd.start() - 80) : odd.start() + 20]!r}"
            )
        )
    if code not in CODES:  # last, since where it happened is added to it
        found.append(Finding(f"exit {code}", re.sub(r"[0-9'\"].*", "", last)[:80], said[-2000:]))
    return found


def _listed(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _outputs(folder: Path, case: Case, command: Sequence[str], code: int) -> list[Finding]:
    found = []
    there = _listed(folder)
    for name, raw in there.items():
        if Path(name).name.startswith(".assess-"):
            found.append(Finding("half written", "a partial file stays", name))
        elif raw == case.files.get(name):
            continue
        elif name in case.files and not case.free:
            found.append(Finding("input changed", command[0], name))
        elif name not in case.files:
            if code in (2, 3) and command[0] != "verify":
                found.append(Finding("half written", f"exit {code}, and a file", name))
            if why := _spoilt(name, raw):
                found.append(Finding("bad output", f"{Path(name).suffix}: {why[0]}", f"{name}: {why[1]}"))
    found += [Finding("input lost", command[0], name) for name in case.files if name not in there and not case.free]
    wanted = [command[i + 1] for i, word in enumerate(command[:-1]) if word == "-o"]
    if code == 0 and not case.free:
        found += [Finding("no output", command[0], name) for name in wanted if name not in there]
    return found


class _Page(HTMLParser):
    """Whether a page would do what a text of the input asks for."""

    why = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = (value or "").strip().lower()
            if (name.startswith("on") and "evil" in text) or (
                name in ("href", "src") and text.startswith(("javascript:", "file:", "data:text"))
            ):
                self.why = f"<{tag} {name}={value!r}>"[:200]


def _spoilt(name: str, raw: bytes) -> tuple[str, str] | None:
    """What is wrong with an output."""
    if len(raw) > MOST_WRITTEN:
        return "too large", f"{len(raw)} bytes"
    kind = Path(name).suffix.lower()
    try:
        if kind == ".json":
            json.loads(raw)
        elif kind == ".csv":
            csv.field_size_limit(10**9)
            for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
                for cell in row:
                    if cell.startswith(_FORMULA) and not _NUMBER.match(cell):
                        return "formula", cell[:100]
        elif kind == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(raw)) as book:
                if book.testzip():
                    return "damaged", ""
        elif kind == ".pdf" and not (raw.startswith(b"%PDF-") and raw.rstrip().endswith(b"%%EOF")):
            return "cut off", repr(raw[-40:])
        elif kind == ".html":
            text = raw.decode("utf-8")
            page = _Page()
            page.feed(text)
            if not text.rstrip().endswith("</html>"):
                return "cut off", text[-80:]
            if MARKER in text or page.why:
                return "script", page.why
    except (ValueError, zipfile.BadZipFile, csv.Error) as error:
        return type(error).__name__, str(error)[:200]
    return None
