"""The smallest change that would make a finding met: what to reform, what to confirm."""

from collections.abc import Iterable, Sequence

from assess.engine.truth import line_of
from assess.model.condition import Leaf
from assess.model.results import Change, ElementResult, Finding, GroupResult, LeafResult, Step, Trace, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_KEPT = 256
"""Alternatives kept while they are combined; no criterion comes near it unless it is written to."""

Steps = frozenset[tuple[Leaf, bool]]


def change_of(finding: Finding) -> Change | None:
    """The smallest change of a finding that is not known to be met; it follows from the trace, and is worked out when asked for."""
    return smallest_change(finding.elements) if finding.elements and finding.low < 1 else None


def smallest_change(elements: Iterable[ElementResult]) -> Change | None:
    """Fewest reforms (facts known not to hold) first, then fewest facts to confirm; None where nothing would do."""
    lines: dict[Leaf, LeafResult] = {}
    single: list[tuple[Leaf, bool]] = []  # most elements are one line: no alternatives to weigh
    parts: list[list[Steps]] = []
    for result in elements:
        if result.truth is T or result.truth is NA or result.element.option or result.applies is F:
            continue
        trace = result.trace
        if isinstance(trace, LeafResult) and trace.truth is not NA:
            lines[trace.leaf] = trace
            single.append((trace.leaf, True))
        else:
            parts.append(_ways(trace, True, lines))
    steps: Steps = frozenset(single)
    if parts or not _consistent(steps, lines):
        partial = _together([[steps], *parts], lines)
        if not partial:
            return None
        steps = partial[0] if len(partial) == 1 else min(partial, key=lambda way: _cost(way, lines))
    reform: list[Step] = []
    confirm: list[Step] = []
    for leaf, wanted in sorted(steps, key=_in_order):
        line = lines[leaf]
        (confirm if line.truth is U else reform).append(Step(line.state, leaf, wanted))
    return Change(tuple(reform), tuple(confirm)) if reform or confirm else None


def _in_order(step: tuple[Leaf, bool]) -> tuple[str, bool]:
    """By the text of the line: a set has another order in every process."""
    return step[0].text, step[1]


def _ways(trace: Trace, wanted: bool, lines: dict[Leaf, LeafResult]) -> list[Steps]:
    """Sets of lines to settle so that the condition becomes true (or false, where not `wanted`)."""
    if isinstance(trace, LeafResult):
        lines[trace.leaf] = trace
        if trace.truth is (T if wanted else F):
            return [frozenset()]
        return [] if trace.truth is NA else [frozenset({(trace.leaf, wanted)})]
    assert isinstance(trace, GroupResult)
    children = [child for child in trace.children if child.truth is not NA]
    if trace.op == "not":
        return _ways(children[0], not wanted, lines) if children else []
    if wanted and trace.op == "all":
        return _together([_ways(child, True, lines) for child in children], lines)
    if wanted and trace.op == "any":
        return _sound([steps for child in children for steps in _ways(child, True, lines)], lines)
    need = {"all": len(children), "any": 1, "at_least": trace.n}[trace.op]
    if not wanted:  # enough children have to fail that fewer than `need` are left
        need = len(children) - need + 1
    if need > len(children):
        return []
    found: list[list[Steps]] = [[] for _ in range(need + 1)]  # by how many children are settled
    found[0] = [frozenset()]
    for child in children:
        ways = _ways(child, wanted, lines)
        for count in range(need, 0, -1):
            found[count] = _sound([*found[count], *(a | b for a in found[count - 1] for b in ways)], lines)
    return found[need]


def _together(parts: Sequence[list[Steps]], lines: dict[Leaf, LeafResult]) -> list[Steps]:
    """Ways to have all parts; those with one way only are simply joined."""
    if not all(parts):
        return []
    joined = frozenset[tuple[Leaf, bool]]().union(*(part[0] for part in parts if len(part) == 1))
    found = [joined] if _consistent(joined, lines) else []
    for part in parts:
        if len(part) > 1:
            found = _sound([a | b for a in found for b in part], lines)
    return found


def _sound(candidates: Iterable[Steps], lines: dict[Leaf, LeafResult]) -> list[Steps]:
    """Without those that contradict themselves; where there are very many, the cheapest."""
    sound = [steps for steps in dict.fromkeys(candidates) if _consistent(steps, lines)]
    return sound if len(sound) <= _KEPT else sorted(sound, key=lambda steps: _cost(steps, lines))[:_KEPT]


def _cost(steps: Steps, lines: dict[Leaf, LeafResult]) -> tuple[int, int, int, list[tuple[str, bool]]]:
    reform = {leaf.fact for leaf, _ in steps if lines[leaf].truth is not U}
    blocked = sum(1 for fact in reform if _fixed(fact, steps, lines))
    confirm = {leaf.fact for leaf, _ in steps} - reform
    return len(reform) + 100 * blocked, len(confirm), len(steps), sorted(map(_in_order, steps))


def _fixed(fact: str, steps: Steps, lines: dict[Leaf, LeafResult]) -> bool:
    """Whether the fact cannot be changed by reform (geography, say)."""
    state = next(lines[leaf].state for leaf, _ in steps if leaf.fact == fact)
    return state.fact.reform is not None and not state.fact.reform.actionable


def _consistent(steps: Iterable[tuple[Leaf, bool]], lines: dict[Leaf, LeafResult]) -> bool:
    """Whether one value can satisfy all lines about the same word or number."""
    compared = [leaf for leaf, wanted in steps if wanted and leaf.op != "is"]
    if len(compared) < 2:
        return True
    by_name: dict[str, list[Leaf]] = {}
    for leaf in compared:
        by_name.setdefault(leaf.name, []).append(leaf)
    for same in by_name.values():
        values = {v for leaf in same for v in (leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,))}
        numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
        values |= {v + d for v in numbers for d in (-1, 1)}
        words = ()
        if len(same) > 1 and not any(all(line_of(leaf, lines[leaf].state.fact).satisfied(v) for leaf in same) for v in values):
            return False
    return True
