"""Exact bounds where unknown facts are read in more than one way.

Setting every unknown line to its worst and to its best gives exact bounds as long as one value of each unknown is worst (and one
best) for all lines that read it. Where that is not so (a fact read with both signs, or compared with several words) the
values of those unknowns are tried together; all others stay at their corners.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from assess.engine.truth import satisfies, words_of
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact
from assess.model.condition import Group, Leaf, Node
from assess.model.results import FactState, LeafResult, Truth

LIMIT = 4096

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
Signs = dict[Leaf, int]
"""Of each line: 1 read positively, -1 under a negation, 0 both (or where it decides what applies)."""


def signs(nodes: Iterable[tuple[Node, int]]) -> Signs:
    """How each line is read in these conditions; each comes with the sign of the whole (0 for `applies`)."""
    found: Signs = {}
    pending = list(nodes)
    while pending:
        node, sign = pending.pop()
        if isinstance(node, Group):
            pending += [(child, -sign if node.op == "not" else sign) for child in node.children]
        else:
            found[node] = sign if found.get(node, sign) == sign else 0
    return found


class Variable(NamedTuple):
    """Something unknown: a fact itself (attribute ""), or a feature of it, with the lines that read it."""

    fact: str
    attribute: str
    leaves: tuple[Leaf, ...]


def variables(read: Iterable[Leaf]) -> list[Variable]:
    """What these lines read, in a fixed order; a line about a feature also reads the fact."""
    found: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in sorted(read, key=lambda leaf: leaf.text):
        found.setdefault((leaf.fact, ""), []).append(leaf)
        if leaf.attribute not in ("", "status"):
            found.setdefault((leaf.fact, leaf.attribute), []).append(leaf)
    return [Variable(fact, attribute, tuple(leaves)) for (fact, attribute), leaves in found.items()]


def _values(variable: Variable, state: FactState) -> list[Any]:
    """Values that between them decide every line on the variable in every possible way."""
    spec: Any = state.fact.features[variable.attribute] if variable.attribute else state.fact
    kind = spec.type if variable.attribute else spec.kind
    if kind in ("flag", "yes_no"):
        return [False, True]
    if kind == "choice":
        return list(spec.words)
    if kind == "treaty":
        return list(TREATY_STATUSES)
    if kind == "capability":
        return list(CAPABILITY_STATUSES)
    if kind == "provision":
        return ["none", "in_force"]
    marks: set[float] = set()
    for leaf in variable.leaves:
        if leaf.attribute == variable.attribute and leaf.literal is not None:
            marks.update(leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,))
    points = sorted(marks)
    between = [(a + b) / 2 for a, b in pairwise(points)]
    return [points[0] - 1, *points, *between, points[-1] + 1] if points else [0]


def _holds(leaf: Leaf, variable: Variable, state: FactState, value: Any) -> bool:
    """What `leaf` says of the variable when it has `value` (for a feature line read as its fact: whether the fact holds)."""
    if variable.attribute or state.fact.kind in ("number", "choice", "yes_no"):
        return satisfies(leaf, value, words_of(leaf, state))
    if leaf.attribute == "status":
        return satisfies(leaf, value, words_of(leaf, state))
    return bool(value == {"provision": "in_force", "capability": "operational", "treaty": "party"}[state.fact.kind])


def _vectors(variable: Variable, state: FactState) -> list[tuple[bool, ...]]:
    """The ways in which the lines on an unknown variable can turn out together."""
    one = {
        tuple(_holds(leaf, variable, state, value) for leaf in variable.leaves) for value in _values(variable, state)
    }
    if not variable.attribute or not state.bases:
        return sorted(one)
    total: set[tuple[bool, ...]] = {(False,) * len(variable.leaves)}
    for truth, features, *_ in state.bases:  # any basis may give the feature
        if truth is F:
            continue
        value = features.get(variable.attribute, "unknown")
        if value == "unknown":
            options = one
        else:
            options = {tuple(satisfies(leaf, value, words_of(leaf, state)) for leaf in variable.leaves)}
        if truth is U:
            options = options | {(False,) * len(variable.leaves)}
        total = {tuple(map(max, kept, new)) for kept in total for new in options}
    return sorted(total)


def mixed(sign: Signs, facts: Mapping[str, Fact]) -> tuple[Variable, ...]:
    """The variables of these lines that have to be tried value by value when they are unknown."""
    return tuple(
        variable
        for variable in variables(sign)
        if needs_trying(variable, FactState(variable.fact, facts[variable.fact], "absent", U), sign)
    )


def needs_trying(variable: Variable, state: FactState, sign: Signs) -> bool:
    """Whether no single value is best (or none is worst) for all lines at once."""
    first = sign[variable.leaves[0]]
    if any(sign[leaf] == 0 for leaf in variable.leaves):
        return True
    alike = all(sign[leaf] == first for leaf in variable.leaves)
    if alike and (len(variable.leaves) == 1 or (not variable.attribute and state.fact.kind == "provision")):
        return False
    vectors = [tuple(v == (sign[leaf] > 0) for v, leaf in zip(vector, variable.leaves, strict=True))
               for vector in _vectors(variable, state)]  # fmt: skip
    best, worst = tuple(map(max, zip(*vectors, strict=True))), tuple(map(min, zip(*vectors, strict=True)))
    return best not in vectors or worst not in vectors


class Corners(NamedTuple):
    """One completion: the truth of every line at its worst and at its best."""

    worst: dict[Leaf, Truth]
    best: dict[Leaf, Truth]


def corners(results: Mapping[Leaf, LeafResult], sign: Signs, tryable: Sequence[Variable]) -> Iterator[Corners] | None:
    """The completions whose corners bound everything that reads these lines; None where they are over the limit.

    `tryable` are the mixed variables of `sign`; lines whose truth is known are left as they are.
    """
    states = {leaf.fact: results[leaf].state for leaf in sign}
    unknown = [leaf for leaf in sign if results[leaf].truth is U]
    facts = {leaf.fact for leaf in unknown}
    tried: list[tuple[Variable, list[tuple[bool, ...]]]] = []
    total = 1
    for variable in tryable:
        if variable.fact not in facts or not _open(variable, states[variable.fact], results):
            continue
        vectors = _vectors(variable, states[variable.fact])
        tried.append((variable, vectors))
        total *= len(vectors)
        if total > LIMIT:
            return None
    return _corners(results, sign, unknown, states, tried)


def _open(variable: Variable, state: FactState, results: Mapping[Leaf, LeafResult]) -> bool:
    """Whether the variable itself is unknown."""
    if variable.attribute:
        return any(results[leaf].truth is U for leaf in variable.leaves)
    if state.fact.kind in ("provision", "capability"):
        return state.truth is U
    return state.truth is U and state.value is None and state.status is None


def _corners(
    results: Mapping[Leaf, LeafResult],
    sign: Signs,
    unknown: list[Leaf],
    states: Mapping[str, FactState],
    tried: list[tuple[Variable, list[tuple[bool, ...]]]],
) -> Iterator[Corners]:
    known = {leaf: results[leaf].truth for leaf in sign}
    for choice in product(*(vectors for _, vectors in tried)):
        fixed: dict[tuple[Leaf, str], bool] = {}
        for (variable, _), vector in zip(tried, choice, strict=True):
            for leaf, value in zip(variable.leaves, vector, strict=True):
                fixed[leaf, variable.attribute] = value
        worst, best = dict(known), dict(known)
        for leaf in unknown:
            low, high = _line(leaf, sign[leaf] or 1, fixed, states[leaf.fact])
            worst[leaf], best[leaf] = T if low else F, T if high else F
        yield Corners(worst, best)


def _line(leaf: Leaf, sign: int, fixed: Mapping[tuple[Leaf, str], bool], state: FactState) -> tuple[bool, bool]:
    """A line at its worst and best, given the variables that are fixed; the others are at the corners of its sign."""
    free_worst, free_best = sign < 0, sign > 0
    if leaf.attribute in ("", "status"):
        value = fixed.get((leaf, ""))
        return (free_worst, free_best) if value is None else (value, value)
    known_fact = state.truth is T
    low = high = True
    for attribute, known in (("", known_fact), (leaf.attribute, False)):
        value = fixed.get((leaf, attribute))
        if known:
            continue
        low = low and (free_worst if value is None else value)
        high = high and (free_best if value is None else value)
    return low, high
