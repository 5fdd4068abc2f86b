"""Gives one input to the command line inside a watched process: how it ended, what it used, what it left behind.

Every check is a promise of `docs/security.md`; a broken one is a `Finding`.
"""

import faulthandler
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from assess.processes import _end_all
from tests.fuzz.case import Case
from tests.fuzz.checks import Finding, ended, listed, outputs
from tests.fuzz.mutate import spoiled
from tests.fuzz.seeds import ROOT

_BACKSTOP_SECONDS, _BACKSTOP_MEMORY = 15, 900_000_000
"""Beyond these, the system ends a command."""


class Result(NamedTuple):
    """The result of a case."""

    codes: list[int]
    seconds: float
    memory: int
    findings: list[Finding]


# What is opened, run and asked of the network


class _Audit:
    """Sees what Python is about to do. It cannot be turned off, so it is used in a separate process."""

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
        self.log = open(self.base / "log", "w")  # noqa: SIM115 - for faulthandler, to the end
        faulthandler.enable(self.log)
        faulthandler.register(signal.SIGXCPU, self.log, chain=True)
        os.environ |= {"ASSESS_CACHE": str(self.base / "cache"), "TMPDIR": str(self.base / "tmp")}
        os.environ.pop("ASSESS_DEBUG", None)
        tempfile.tempdir = str(self.base / "tmp")
        for name in ("cache", "tmp"):
            (self.base / name).mkdir(exist_ok=True, mode=0o700)
        homes = (ROOT, sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), "/usr/share/zoneinfo", "/usr/lib")
        compiled = (sys.pycache_prefix,) if sys.pycache_prefix else ()  # where Python is told to keep its own
        self.audit.read = (*map(os.path.realpath, homes), str(self.base), "/proc/", "/dev/null", *compiled)
        self.audit.write = (str(self.base), "/dev/null", "/dev/full", *compiled)

    def run(self, case: Case, *, twist: bool = False) -> Result:
        """Runs the commands of a case and checks the result of each."""
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
            found += ended(code, out, err, command, seconds, memory)
            if code == 70:
                found[-1] = found[-1]._replace(where=self._place(command, case) or found[-1].where)
            if not case.free:
                found += [Finding("reached out", each.split(":")[0], each) for each in dict.fromkeys(seen)]
            found += outputs(folder, case, command, code)
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
        _end_all()  # those that wait have folders in what is removed now
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
        sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), encoding="utf-8")  # noqa: SIM115
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8")  # noqa: SIM115
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), encoding="utf-8", write_through=True)  # noqa: SIM115
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
        first = listed(folder)
        self._folder(case)
        seed = str(len(out) % 1000 + 1)
        done = subprocess.run(
            [sys.executable, "-m", "assess", *command], cwd=folder, input=case.stdin, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )  # fmt: skip
        second = listed(folder)
        apart = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        if apart or (done.stdout, done.returncode) != (out, code):
            return [
                Finding(
                    "other bytes", ", ".join(apart) or "standard output", f"hash seed {seed}, exit {done.returncode}"
                )
            ]
        return []

    def _twisted(self, case: Case) -> tuple[bytes, int] | None:
        """Damages the cache as the case says; returns the result of a run without cache, if it must be the same."""
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
    """Ends commands that go far beyond the limits; child processes set their own."""
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
