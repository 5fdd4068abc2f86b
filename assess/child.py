"""The inside of a process of `assess.processes`: reads tasks from standard input, does them within their limits, writes answers
back."""

import contextlib
import gc
import importlib
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from assess.problems import ReportError
from assess.processes import IDLE, OUT_OF_MEMORY, REST

_SLACK = 300_000_000
"""Address space beyond the memory in use: mapped libraries and fonts, stacks of threads."""
_LOOK = 0.05


class TimeIsUp(BaseException):
    """The task took too long. It is not an Exception, so that no code on the way handles it as an error of its own."""


class _State:
    """What the thread that watches the process has to know."""

    memory = 0
    """The limit of the task; 0 where there is no task."""
    resting: float | None = None
    """The time since which nobody has borrowed the process."""


def serve(folder: str) -> NoReturn:
    """Does tasks until no more come; `folder` is for temporary files."""
    with contextlib.suppress(ValueError):  # the parent process decides what an interrupt does
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)  # as in assess.cli.main
    tempfile.tempdir = folder
    given, made = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nothing:
        os.dup2(nothing.fileno(), 1)  # keeps what libraries print out of the answers
    threading.Thread(target=_look_after, args=(os.getppid(), folder), daemon=True).start()
    with contextlib.suppress(OSError):  # nobody waits for the answer any more
        while head := given.read(8):
            if head == REST:
                _State.resting = time.monotonic()
                continue
            _State.resting = None
            kind, answer = _do(given.read(int.from_bytes(head, "big")))
            made.write(kind + len(answer).to_bytes(8, "big") + answer)
            made.flush()
    os._exit(0)  # an orderly exit would take a tenth of a second


def _do(task: bytes) -> tuple[bytes, bytes]:
    """The kind of an answer, and the answer."""
    try:
        module, name, arguments, limits = pickle.loads(task)
        with _limited(*limits[:2]):
            function: Callable[..., bytes | str] = getattr(importlib.import_module(module), name)
            answer = function(*arguments)
            return b"=", answer.encode("utf-8") if isinstance(answer, str) else answer
    except ReportError as error:
        return b"!", str(error).encode("utf-8", errors="replace")
    except TimeIsUp:
        return b"t", b""
    except MemoryError:
        return b"m", b""
    except OSError as error:  # nearly always from a temporary file
        where = error.filename or tempfile.gettempdir()
        return b"!", f"{where} cannot be read or written: {error.strerror or error}".encode(errors="replace")
    except BaseException as error:
        return b"?", f"{type(error).__name__}: {str(error)[:300]}".encode(errors="replace")


# Limits


@contextlib.contextmanager
def _limited(seconds: float, memory: int) -> Iterator[None]:
    _State.memory = memory
    _limit_memory(memory)
    _limit_time(seconds)
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        _State.memory = 0
        _limit_memory(sys.maxsize)  # the next task may be large and has its own limits


def _limit_time(seconds: float) -> None:
    """Limits processor time. Where the system does not count it, the parent process watches the clock."""

    def stop(*_: object) -> None:
        raise TimeIsUp

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, seconds)
    with contextlib.suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        # after that, even code that cannot be interrupted is ended
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 3)
        _set(resource.RLIMIT_CORE, 0)


def _limit_memory(memory: int) -> None:
    with contextlib.suppress(ImportError):
        import resource

        _set(resource.RLIMIT_AS, memory + _SLACK)


def _set(name: int, value: int) -> None:
    import resource

    _, most = resource.getrlimit(name)
    value = min(value, sys.maxsize)
    with contextlib.suppress(ValueError, OSError):  # a system that does not know the limit
        resource.setrlimit(name, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def _look_after(parent: int, folder: str) -> None:
    """Ends the process when it uses too much memory, when nobody waits for it, or when no task has come for a long time."""
    held = _memory()
    while True:
        time.sleep(_LOOK)
        limit = _State.memory
        if limit and held() > limit:
            os._exit(OUT_OF_MEMORY)
        alone = os.getppid() != parent
        resting = _State.resting
        if alone or (resting is not None and time.monotonic() - resting > IDLE + 30):
            if alone:
                shutil.rmtree(folder, ignore_errors=True)
            os._exit(0)


def _memory() -> Callable[[], int]:
    """How many bytes of memory the process uses, as far as the system says."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        place, page = os.open("/proc/self/statm", os.O_RDONLY), os.sysconf("SC_PAGE_SIZE")
        return lambda: int(os.pread(place, 100, 0).split()[1]) * page
    try:
        import resource
    except ImportError:
        return lambda: 0
    unit = 1 if sys.platform == "darwin" else 1024
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def call(content: bytes) -> bytes:
    """Calls a pickled function with its arguments and pickles the result or error, for `assess.run.workers`."""
    make: Callable[[], Any] = pickle.loads(content)
    try:
        made: tuple[bool, Any] = True, make()
    except Exception as error:
        made = False, error
    return pickle.dumps(made, protocol=5)
