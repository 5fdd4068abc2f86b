"""A function over many tasks in several processes: each loss is told of its own task, and nothing outlives the caller."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE = 5.0
"""Seconds for a process to tidy up after itself when it is told to stop."""


class Lost(NamedTuple):
    """Instead of a result: the process ended before it gave one."""

    code: int | None
    """Its exit code; negative: the number of the signal that ended it."""


def each(make: Callable[[T], R], tasks: Sequence[T], jobs: int, at_most: int) -> Generator[tuple[int, R | Lost]]:
    """The number of each task with what `make` gives for it, as they come; a process does `at_most` tasks.

    The processes are fresh ones (`spawn`): nothing of this one is shared but what is sent. `make`, tasks and results are
    pickled. Closing the iterator, or an exception where it waits, ends all processes.
    """
    waiting = list(enumerate(tasks))[::-1]
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(_Worker(make))
                workers[-1].take(*waiting.pop())
            ready = connection.wait([worker.pipe for worker in workers])
            for worker in [worker for worker in workers if worker.pipe in ready]:
                number, result = worker.result()
                if waiting and worker.taken < at_most and not isinstance(result, Lost):
                    worker.take(*waiting.pop())
                else:
                    workers.remove(worker)
                    worker.end()
                yield number, result
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """One process, with the task it is at."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, gc.get_threshold()), daemon=True)
        with _safe_path():
            self.process.start()
        theirs.close()  # so that the pipe ends when the process does
        with suppress(OSError):  # not as an argument: starting a process waits for ever if one that reads much dies
            self.pipe.send(make)
        self.task: int | None = None
        self.taken = 0

    def take(self, number: int, task: Any) -> None:
        self.task = number
        self.taken += 1
        with suppress(OSError):  # it is gone, which `result` will tell
            self.pipe.send(task)

    def result(self) -> tuple[int, Any]:
        assert self.task is not None
        number, self.task = self.task, None
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(_PATIENCE)
            return number, Lost(self.process.exitcode)

    def end(self) -> None:
        if self.task is not None:
            self.process.terminate()
        self.pipe.close()  # one that waits for a task ends by itself
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@contextmanager
def _safe_path() -> Iterator[None]:
    """Python would look for its own modules in the current folder first, which may be a stranger's."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _serve(pipe: Any, collect: tuple[int, int, int]) -> None:
    """What a worker does, until nothing more comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one alone decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that temporary folders are removed
    gc.set_threshold(*collect)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        make = pipe.recv()
        while True:
            pipe.send(make(pipe.recv()))
