"""Runs functions in separate processes, under limits, and tells why a process ended without an answer.

A process is a fresh Python that reads tasks from standard input and writes answers to standard output; this works on every system.
It uses the module path of this process without the working folder, whose files may come from strangers. The answer is bytes, or a
sentence that says why there are none. `assess.child` is the code inside the process.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from assess.problems import ReportError

TASKS_EACH = 100
"""Tasks of one process (a PDF takes two): the libraries for layout keep a little of each document in memory, which would add up."""
_START = "import sys; sys.path[:] = sys.argv[2:]; from assess.child import serve; serve(sys.argv[1])"
_CLOCK, _START_UP = (20, 60) if hasattr(signal, "setitimer") else (4, 10)
"""The limit by the clock: so many times the limit of processor time, and some seconds more. Where processor time is counted, this
is only for tasks that use none, and other processes may be busy beside them."""
_PATIENCE = 5.0
"""Seconds that a process has to end after closing its output."""
IDLE = 25.0
"""Seconds that a process is kept for the next task; half a minute after that, it ends by itself."""
REST = bytes(8)
"""Sent instead of a task: the process may end if nothing comes for a while."""
OUT_OF_MEMORY = 77
"""Exit code of a process that can no longer say why it ends."""
_HOME = Path(__file__).parent.parent


class Limits(NamedTuple):
    """What one task may use."""

    seconds: float
    """Seconds of processor time; where the system does not count it (Windows), four times as many by the clock."""
    memory: int
    """In bytes, where the system can say (not on Windows)."""
    output: int
    """The size of the answer in bytes."""


UNLIMITED = Limits(1e6, 1 << 60, 1 << 40)
"""For a task that sets limits for the processes it starts itself."""


class Ended(Exception):
    """A process gave no answer. The task is not tried here: what ended that process would end this one too."""

    def __init__(self, why: Literal["time", "memory", "output", "killed", "lost"], detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail
        """What the system says about its end."""


class Fault(Exception):
    """The function raised an error that it does not document; the text names it."""


class Child:
    """One process; it does one task after another.

    Raises:
        ReportError: none can be started, or there is no place for temporary files.
    """

    def __init__(self) -> None:
        self._folder = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._limits = UNLIMITED
        self._late = False
        self._busy = False
        self._taken = 0
        self._resting = 0.0
        _all.add(self)  # first, so that nothing is left behind if this is interrupted
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        import tempfile  # slow to import

        try:
            # removed in `close`, because a killed process cannot do it
            self._folder = tempfile.mkdtemp(prefix="assess-")
        except OSError as error:
            raise ReportError(f"no temporary folder can be made: {error.strerror or error}") from error
        command = [sys.executable, *_flags(), "-c", _START, self._folder, *_path()]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - ours
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_HOME
            )
        except OSError as error:
            raise ReportError(f"no process can be started: {error.strerror or error}") from error

    def send(self, function: Callable[..., bytes | str], *arguments: Any, limits: Limits = UNLIMITED) -> None:
        """Starts a task in the process; `receive` returns its answer. The function has to be importable by its name."""
        task = pickle.dumps((function.__module__, function.__qualname__, arguments, tuple(limits)), protocol=5)
        self._busy = True
        self._taken += 1
        self._limits = limits
        if limits is not UNLIMITED:
            self._timer = threading.Timer(limits.seconds * _CLOCK + _START_UP, self._too_late)
            self._timer.daemon = True
            self._timer.start()
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(OSError):  # the process is gone; `receive` will report it
            self._process.stdin.write(len(task).to_bytes(8, "big") + task)
            self._process.stdin.flush()

    def receive(self) -> bytes:
        """The result of the task's function; text in UTF-8.

        Raises:
            ReportError: as the function raised it.
            Fault: the function raised something else.
            Ended: the process gave no answer, and is gone.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        head = content = b""
        size = 0
        with suppress(OSError):
            head = self._process.stdout.read(9)
            size = int.from_bytes(head[1:], "big")
            if size > self._limits.output:
                raise Ended("output")
            content = self._process.stdout.read(size)
        if len(head) < 9 or len(content) < size:
            raise self._end()
        self._stop_timer()
        self._busy = False
        return _answer(head[:1], content)

    def run(self, function: Callable[..., bytes | str], *arguments: Any, limits: Limits = UNLIMITED) -> bytes:
        """`send`, then `receive`."""
        self.send(function, *arguments, limits=limits)
        return self.receive()

    @property
    def usable(self) -> bool:
        """Whether it waits for a task and may be given one."""
        alive = self._process is not None and self._process.poll() is None
        return alive and not self._busy and self._taken < TASKS_EACH

    def rest(self) -> bool:
        """Lets the process wait for the next borrower for a while; returns whether it can be used again."""
        self._resting = time.monotonic()
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(REST)
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    @property
    def rested(self) -> float:
        """Seconds since then."""
        return time.monotonic() - self._resting

    def kill(self) -> None:
        """Ends the process, whatever it is doing; a waiting `receive` raises `Ended`."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Ends the process and removes its temporary folder."""
        self._stop_timer()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # input that was never read
                    if pipe is not None:
                        pipe.close()
        if self._folder:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
        _all.discard(self)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_late(self) -> None:
        self._late = True
        self.kill()

    def _end(self) -> Ended:
        """How the process ended."""
        assert self._process is not None
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # it closed its output and runs on, which our code never does
            return Ended("lost")
        name = _signal(-code)
        if self._late or name == "SIGXCPU":
            return Ended("time")
        if code == OUT_OF_MEMORY:
            return Ended("memory")
        if name in ("SIGABRT", "SIGTRAP"):  # how libraries end a process that gets no more memory
            return Ended("memory", name)
        if name:
            return Ended("killed" if name == "SIGKILL" else "lost", name)
        return Ended("lost", f"code {code}")


def _signal(number: int) -> str:
    """The name of a signal, or nothing."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}" if number > 0 else ""


def _flags() -> list[str]:
    """Flags for Python: ignore the environment; the same text encoding and handling of compiled modules as here."""
    flags = ["-I"]
    if sys.flags.dont_write_bytecode:
        flags.append("-B")
    if sys.flags.utf8_mode:
        flags += ["-X", "utf8"]
    return flags


def _path() -> list[str]:
    """The module path without the working folder; if the program itself is there, that folder comes last."""
    found = []
    places = [
        place for place in (os.curdir, str(_HOME)) if os.path.exists(place)
    ]  # the working folder may have been deleted
    for entry in dict.fromkeys(filter(None, sys.path)):
        with suppress(OSError):  # there is no such folder
            if not any(os.path.samefile(entry, place) for place in places):
                found.append(os.path.abspath(entry))
    return [*found, str(_HOME.resolve())]


def _answer(kind: bytes, content: bytes) -> bytes:
    if kind == b"=":
        return content
    text = content.decode("utf-8", errors="replace")
    if kind == b"!":
        raise ReportError(text)
    if kind == b"?":
        raise Fault(text)
    raise Ended("time" if kind == b"t" else "memory")


# Processes that wait for the next task


_all: set[Child] = set()
_idle: list[Child] = []
_foreign: list[Child] = []
_lock = threading.Lock()


@contextmanager
def borrowed() -> Iterator[Child]:
    """Lends a process that waits for a task, or a new one, and keeps it for the next borrower. If it is still busy afterwards, it
    is ended."""
    child = _waiting() or Child()
    try:
        yield child
    finally:
        if child.usable and child.rest():
            with _lock:
                _idle.append(child)
        else:
            child.close()


def _waiting() -> Child | None:
    while True:
        with _lock:
            child = _idle.pop() if _idle else None
        if child is None or (child.usable and child.rested < IDLE):
            return child
        child.close()


@atexit.register
def _end_all() -> None:
    for child in list(_all):
        child.close()


def _forget() -> None:
    """Runs in a fork of this process, where the children belong to the parent. A reference is kept so that they are not cleaned
    up."""
    global _lock
    _lock = threading.Lock()
    _foreign.extend(_all)
    _all.clear()
    _idle.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
