"""Rules that ask for as much work as the limits of reading allow: an assessment and its changes end, in bounded time and memory.

Each runs in a fork whose processor time and memory end it.
"""

import os
import resource
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.engine.assessment import assess
from assess.engine.change import change_of
from assess.model.condition import MAX_DEPTH
from assess.model.condition import MAX_NODES as MOST_LINES
from tests.build import elements, library, profile, rules

SECONDS = 5
MEMORY = 400_000_000
"""More than the process holds already."""
Made = tuple[dict[str, Any], Any, dict[str, Any], str]
"""Facts, criteria or domains, the head of the framework, and the profile."""

pytestmark = [
    pytest.mark.documents,  # seconds each
    pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited as Linux does it"),
]

NUMBERS: dict[str, Any] = {f"n{i}": "number" for i in range(100)}
WORDS = [f"w{i}" for i in range(100)]
LAW: dict[str, Any] = {
    "kind": "provision",
    "features": {name: {"type": "choice", "words": WORDS, "question": "Q?"} for name in ("a", "b", "c")},
}


def both_ways(i: int) -> str:
    return f"t.n{i % 100} {'>=' if i % 3 else '<='} {i}"


def deep(lines: int, depth: int) -> Any:
    """A condition as deep as may be, with that many lines in all."""
    node: Any = both_ways(0)
    each = lines // depth
    for level in range(depth - 1):
        node = {("any", "all")[level % 2]: [node, *(both_ways(level * each + k) for k in range(1, each))]}
    return node


def deep_gates() -> Made:
    gates = [
        {"id": f"g{i}", "domain": "d", "cap": 0.5, "unless": deep(MOST_LINES - 20, MAX_DEPTH), "says": "S"}
        for i in range(50)
    ]
    return NUMBERS, [{"id": "c", "elements": elements(*(both_ways(i) for i in range(100)))}], {"gates": gates}, ""


def deep_elements() -> Made:
    return (
        NUMBERS,
        [{"id": f"c{i}", "elements": elements(*[deep(MOST_LINES - 20, MAX_DEPTH)] * 5)} for i in range(20)],
        {},
        "",
    )


def at_least() -> Made:
    many = {"at_least": {"n": 90, "of": [both_ways(i) for i in range(180)]}}
    none = {"not": {"at_least": {"n": 30, "of": [both_ways(i) for i in range(180)]}}}
    return NUMBERS, [{"id": f"c{i}", "elements": elements(many, none)} for i in range(20)], {}, ""


def at_least_of_at_least() -> Made:
    part = [{"at_least": {"n": 3, "of": [both_ways(7 * k + i) for i in range(7)]}} for k in range(20)]
    return (
        NUMBERS,
        [{"id": f"c{i}", "elements": elements({"at_least": {"n": 10, "of": part}})} for i in range(20)],
        {},
        "",
    )


def words_of_unknown_law() -> Made:
    lines = [f"t.law.{name} == {word}" for name in ("a", "b", "c") for word in WORDS[:33]]
    return {"law": LAW}, [{"id": f"c{i}", "elements": elements(*lines)} for i in range(20)], {}, ""


def words_on_many_bases() -> Made:
    _, criteria, head, _ = words_of_unknown_law()
    law = "".join(f"  s.{i}: {{status: partly_in_force}}\n" for i in range(50))
    bases = ", ".join(f"{{of: [s.{i}]}}" for i in range(50))
    text = f"sources: {{s: {{kind: act, title: S}}}}\nprovisions:\n{law}facts: {{t.law: {{by: [{bases}]}}}}\n"
    return {"law": LAW}, criteria, head, text


def words_ruled_out() -> Made:
    lines = [f"t.law.{name} != {word}" for name in ("a", "b", "c") for word in WORDS[:33]]
    return (
        {"law": LAW},
        [{"id": f"c{i}", "elements": elements({"all": lines}, {"any": lines})} for i in range(20)],
        {},
        "",
    )


def one_number_in_all_criteria() -> Made:
    criteria = [
        {"id": f"c{i}", "elements": elements(f"t.n0 >= {i}", f"t.n0 <= {i + 7}", f"t.n1 == {i}")} for i in range(1_000)
    ]
    return NUMBERS, criteria, {}, ""


def application_tied_to_everything() -> Made:
    criteria = [
        {"id": f"c{i}", "applies": both_ways(i),
         "elements": elements(*(both_ways(i + k) for k in range(20)), applies=both_ways(i + 1))}
        for i in range(100)
    ]  # fmt: skip
    return NUMBERS, criteria, {}, ""


def reservable_elements() -> Made:
    made = [
        {"id": f"e{i}", "says": "S", "holds": both_ways(i), "reservable": f"{i % 50}({i})", "essential": i % 7 == 0}
        for i in range(100)
    ]
    text = "sources: {p: {kind: official_page, title: P}}\nfacts: {t.party: {status: party, cite: p}}\n"
    criteria = [{"id": f"c{i}", "elements": made} for i in range(10)]
    return {**NUMBERS, "party": "treaty"}, criteria, {"treaty": "t.party"}, text


HOSTILE: list[Callable[[], Made]] = [
    deep_gates, deep_elements, at_least, at_least_of_at_least, words_of_unknown_law, words_on_many_bases, words_ruled_out,
    one_number_in_all_criteria, application_tied_to_everything, reservable_elements,
]  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: str(made.__name__))
def test_rules_that_ask_for_much_work_end(made: Callable[[], Made], tmp_path: Path) -> None:
    facts, criteria, head, text = made()
    if "gates" in head:
        head = {"method": {"gates": head["gates"]}}
    read = library(facts, criteria, **head)
    state = profile(read, text or "facts: {}\n")
    log = tmp_path / "log"
    child = os.fork()
    if child == 0:
        _limited(lambda: _work(read, state), log)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code == 0, log.read_text() if log.exists() else f"ended with {code}"


def _work(read: Any, state: Any) -> None:
    start = time.process_time()
    found = assess(state, rules(read))
    for finding in found.findings:
        change_of(finding)
        assert 0 <= finding.low <= finding.high <= 1
    seconds = time.process_time() - start
    assert seconds < SECONDS, f"{seconds:.1f} s"


def _limited(work: Callable[[], None], log: Path) -> None:
    """Runs and leaves the process."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY, mapped + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))
    try:
        work()
    except BaseException:
        log.write_text(traceback.format_exc())
        os._exit(1)
    os._exit(0)
