"""Runs the tests that reach a mutant, in a fork of one process that has collected them all.

A fork costs milliseconds where a fresh process costs seconds of imports. The mutated functions get their new code in place, so
every reference to them, also those that pydantic or a cache holds, runs the mutant. Code outside functions is not mutated.
"""

import functools
import gc
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import types
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutation.mutants import Mutant

_PROCESSOR = 40  # seconds of the processor for one mutant: a loop without an end is noticed
_CLOCK = 400  # of the clock, for one that sleeps
_TESTS = 12.0  # seconds of tests, as the first run measured them; the quickest come first
_MEMORY = 4 << 30


class Runner:
    """The plugin: pytest collects, and then this runs the tests instead of pytest."""

    def __init__(self, mutants: list[Mutant], told: Callable[[Mutant, str], None]) -> None:
        self.mutants, self.told, self.failed = mutants, told, False
        self.work = Path(tempfile.mkdtemp(prefix="mutants"))
        self.measured: coverage.Coverage | None = None
        self.current = ""  # the test that runs, while the first run measures

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
        """Fixtures that several tests share are made by the first of them, but each test can notice a fault in them."""
        if self.measured is None or fixturedef.scope == "function":
            return (yield)
        self.measured.switch_context(_shared(fixturedef))
        try:
            return (yield)
        finally:
            self.measured.switch_context(self.current)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("tests could not be collected")
        try:
            self._loop({item.nodeid: item for item in session.items})
        finally:
            shutil.rmtree(self.work, ignore_errors=True)
        return True

    def _loop(self, items: dict[str, pytest.Item]) -> None:
        answer = self.work / "first.json"
        self._forked(lambda: self._first(list(items.values()), answer), limit=False)
        first = json.loads(answer.read_text())
        seconds, reached = first["seconds"], first["reached"]
        if left_out := sorted(set(items) - set(seconds)):
            print(f"left out, since they fail without a mutant: {', '.join(left_out)}", file=sys.stderr, flush=True)
        self._same_without(items, seconds)
        sharing = {name: {_shared(made) for made in _fixtures(item)} for name, item in items.items()}
        for mutant in self.mutants:
            lines = reached.get(mutant.path, {})
            contexts = {context for line in mutant.lines for context in lines.get(str(line), ())}
            names = {name for name in seconds if name in contexts or not contexts.isdisjoint(sharing[name])}
            ordered, total = [], 0.0
            for name in sorted(names, key=lambda n: (seconds[n], n)):
                total += seconds[name]
                if ordered and total > _TESTS:
                    break
                ordered.append(items[name])
            if not ordered:
                self.told(mutant, "no test reaches it")
                continue
            killed = self._forked(functools.partial(self._mutated, mutant, ordered), limit=True)
            self.told(mutant, "killed" if killed else f"survived {len(ordered)} of {len(names)} tests")

    def _same_without(self, items: dict[str, pytest.Item], seconds: dict[str, float]) -> None:
        """A control: unchanged code put in the same way must survive, in a fork and in this order; otherwise no answer is valid."""
        path = self.mutants[0].path
        same = Mutant(path, 1, range(0), "", "", Path(path).read_text("utf-8"))
        quick = [items[name] for name in sorted(seconds, key=lambda n: (seconds[n], n)) if seconds[name] < 1]
        if self._forked(functools.partial(self._mutated, same, quick), limit=True):
            raise RuntimeError("the tests fail without a mutant when they run in the order of their length")

    def _first(self, items: list[pytest.Item], answer: Path) -> bool:
        """Which test reaches which line, and how long it takes; a test that fails without a mutant is left out."""
        measured = coverage.Coverage(data_file=None, include=["assess/*"], config_file=False)
        measured.start()
        self.measured = measured
        seconds: dict[str, float] = {}
        for item, following in _pairs(items):
            self.current = item.nodeid
            measured.switch_context(self.current)
            start, self.failed = time.process_time(), False
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if not self.failed:
                seconds[item.nodeid] = time.process_time() - start
        measured.stop()
        data = measured.get_data()
        found = {os.path.relpath(name): data.contexts_by_lineno(name) for name in data.measured_files()}
        answer.write_text(json.dumps({"seconds": seconds, "reached": found}))
        return True

    def _mutated(self, mutant: Mutant, items: list[pytest.Item]) -> bool:
        _put_in(mutant)
        self.failed = False
        for item, following in _pairs(items):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return False
        return True

    def _forked(self, run: Callable[[], bool], *, limit: bool) -> bool:
        """Whether the child found a failure, ended by itself, or had to be ended."""
        folder = Path(tempfile.mkdtemp(dir=self.work))
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 1)
                os.dup2(quiet, 2)
                if limit:
                    spent = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
                    resource.setrlimit(resource.RLIMIT_CPU, (spent + _PROCESSOR, spent + _PROCESSOR + 1))
                    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                    signal.alarm(_CLOCK)
                # what a mutant keeps must not be read by the next; what was kept without it would hide it
                os.environ["ASSESS_CACHE"] = str(folder)
                os._exit(0 if run() else 1)
            finally:
                os._exit(2)
        _, status = os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
        return status != 0


def _shared(fixture: "pytest.FixtureDef[Any]") -> str:
    return f"fixture {fixture.baseid} {fixture.argname}"


def _fixtures(item: pytest.Item) -> list["pytest.FixtureDef[Any]"]:
    """The fixtures that a test has, its own and those of these."""
    info = getattr(item, "_fixtureinfo", None)
    return [made for each in info.name2fixturedefs.values() for made in each] if info else []


def _pairs(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _put_in(mutant: Mutant) -> None:
    """Give every live function of the module its code from the mutant, and clear caches."""
    name = os.path.abspath(mutant.path)
    before = _functions(compile(Path(name).read_text("utf-8"), name, "exec", dont_inherit=True))
    after = _functions(compile(mutant.source, name, "exec", dont_inherit=True))
    changed = {(c.co_qualname, c.co_firstlineno): new for c, new in zip(before, after, strict=True)}
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename == name:
            new = changed.get((thing.__code__.co_qualname, thing.__code__.co_firstlineno))
            if new is not None:
                thing.__code__ = new
        elif isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()


def _functions(code: types.CodeType) -> list[types.CodeType]:
    """Functions of the module and methods of its classes, in order; inner functions come with the outer one."""
    found: list[types.CodeType] = []
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            is_class = not part.co_flags & 0x2  # CO_NEWLOCALS: a function has it, the body of a class has not
            found += _functions(part) if is_class else [part]
    return found


def run(tests: list[str], mutants: list[Mutant], told: Callable[[Mutant, str], None]) -> int:
    """Run the mutants against these tests; `told` is called with each answer as it comes."""
    options: list[Any] = ["-q", "-s", "-rN", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return int(pytest.main([*options, "-m", "not documents", *tests], plugins=[Runner(mutants, told)]))
