"""An executor whose tasks run in processes of `assess.processes`; a process that is lost takes only its own task with it."""

import pickle
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, ParamSpec, TypeVar

from assess import child
from assess.processes import Child, borrowed

P = ParamSpec("P")
T = TypeVar("T")


class Processes(ThreadPoolExecutor):
    """A given number of processes at most, each controlled by a thread; functions, arguments and results are pickled.

    A future raises `assess.processes.Ended` if the process gave no result.
    """

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, "assess")
        self._at_work: set[Child] = set()
        self._stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return super().submit(self._run, partial(fn, *args, **kwargs))

    def _run(self, call: Callable[[], T]) -> T:
        with borrowed() as process:
            self._at_work.add(process)
            try:
                if self._stopped:
                    raise RuntimeError("stopped")
                done, result = pickle.loads(process.run(child.call, pickle.dumps(call, protocol=5)))
            finally:
                self._at_work.discard(process)
        if not done:
            raise result
        made: T = result
        return made

    def stop(self) -> None:
        """Ends everything at once, whatever it is doing."""
        self._stopped = True
        for process in list(self._at_work):
            process.kill()
        self.shutdown(wait=True, cancel_futures=True)

    def __exit__(self, kind: Any, *_: Any) -> None:
        if kind is None:
            self.shutdown(wait=True)
        else:
            self.stop()


class Results:
    """Collects futures of any executor as they are done."""

    def __init__(self) -> None:
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()

    def watch(self, future: Future[Any]) -> None:
        future.add_done_callback(self._done.put)

    def next(self) -> Future[Any]:
        """The next watched future that is done; waits for it."""
        while True:
            try:
                return self._done.get(timeout=1)  # on some systems, a wait without a limit cannot be interrupted
            except Empty:
                continue
