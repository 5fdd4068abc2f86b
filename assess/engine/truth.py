"""Conditions over the states of facts: Kleene's three-valued logic, every child evaluated so that traces are complete.

Inside the engine a line is known by its number: a framework's lines are listed once, and a condition is a number or a
`Test` of conditions.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Fact
from assess.model.condition import Leaf, Node
from assess.model.one_basis import GIVEN, JOINT, parts
from assess.model.results import BasisState, FactState, GroupResult, LeafResult, Trace, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
    "in": lambda value, words: value in words,
}  # fmt: skip
_new = tuple.__new__
"""Makes a named tuple without calling its constructor, for those that are made hundreds of times in an assessment."""
_ORDERED = (">=", "<=", ">", "<")
_STATUSES = {"treaty": TREATY_STATUSES, "capability": CAPABILITY_STATUSES}


class Test(NamedTuple):
    """`all`, `any`, `not` (one part) or `at_least` (n of the parts)."""

    op: str
    n: int
    parts: "tuple[Condition, ...]"


Condition = int | Test
"""A line by its number, or a test of conditions."""


class Line(NamedTuple):
    """A line prepared for evaluation."""

    leaf: Leaf
    satisfied: Callable[[Any], bool]
    """Whether a value that it reads fits what it says."""
    free: Truth
    """Its truth if the value is not known: U, unless it holds for every value that the catalogue allows, or for none."""
    among: "tuple[Line, ...]" = ()
    """Of a joint line: the lines that one basis has to give."""
    asks: "Condition" = 0
    """And the condition over them, by their places."""
    twice: tuple[tuple[str, tuple[int, ...], tuple[Any, ...]], ...] = ()
    """The attributes that several of them read, with their places, and the values that decide these."""


def line_of(leaf: Leaf, fact: Fact) -> Line:
    """Prepares a line for evaluation."""
    if leaf.op == JOINT:
        return _joint(leaf, fact)
    satisfied = _satisfied(leaf, fact)
    found = {satisfied(value) for value in values(leaf.attribute, fact, [leaf])} if leaf.op != "is" else {True, False}
    return Line(leaf, satisfied, U if len(found) == 2 else T if True in found else F)


def _joint(leaf: Leaf, fact: Fact) -> Line:
    """A line that one basis has to meet as a whole."""
    read = parts(leaf)
    among = tuple([line_of(one, fact) for one in read])
    places: dict[str, list[int]] = {}
    for i, one in enumerate(read):
        places.setdefault(one.attribute, []).append(i)
    twice = tuple([
        (name, tuple(own), tuple(values(name, fact, [read[i] for i in own])))
        for name, own in places.items() if len(own) > 1
    ])  # fmt: skip
    made = Line(leaf, bool, U, among, compiled(leaf.literal, {one: i for i, one in enumerate(read)}), twice)
    return made._replace(free=on_basis(made, {}))


_TRIED = 4096
"""So many ways in which attributes that a joint line reads more than once may turn out are tried."""


def on_basis(line: Line, features: Mapping[str, Any]) -> Truth:
    """The truth of a joint line on a basis with these features."""
    truths = [_says(one, features) for one in line.among]
    found = truth_of(line.asks, truths)
    if found is not U or not line.twice:
        return found
    open_ones = [one for one in line.twice if features.get(one[0], "unknown") == "unknown"]
    size = 1
    for _, _, ways in open_ones:
        size *= len(ways)
    if not open_ones or size > _TRIED:
        return found
    seen = set()
    for chosen in product(*[ways for _, _, ways in open_ones]):
        for (_, own, _), value in zip(open_ones, chosen, strict=True):
            for i in own:
                truths[i] = T if line.among[i].satisfied(value) else F
        seen.add(truth_of(line.asks, truths))
    return seen.pop() if len(seen) == 1 else U


def _says(line: Line, features: Mapping[str, Any]) -> Truth:
    """What a line says of a basis with these features."""
    value = features.get(line.leaf.attribute, "unknown")
    return line.free if value == "unknown" else T if line.satisfied(value) else F


def _satisfied(leaf: Leaf, fact: Fact) -> Callable[[Any], bool]:
    if leaf.op == "is":
        return lambda value: value is True
    compare, literal = _OPERATORS[leaf.op], leaf.literal
    if leaf.op not in _ORDERED:
        return lambda value: bool(compare(value, literal))
    if leaf.attribute == "status":
        words = _STATUSES[fact.kind] if fact.kind == "capability" else ()
    else:
        spec = fact.features[leaf.attribute] if leaf.attribute else fact
        words = spec.words if spec.ordered else ()
    if words:
        kept = frozenset(word for word in words if compare(words.index(word), words.index(literal)))
        return kept.__contains__
    return lambda value: bool(compare(value, literal))


def values(attribute: str, fact: Fact, read: Iterable[Leaf], marks: Iterable[Any] = ()) -> Sequence[Any]:
    """Values of an attribute of a fact that between them decide every line of `read` in every possible way.

    Of a number these are the numbers compared with, its ends in the catalogue, those in `marks`, and one number in each
    space between.
    """
    if attribute == "status":
        return _STATUSES[fact.kind]
    spec: Any = fact.features[attribute] if attribute else fact
    kind = spec.type if attribute else spec.kind
    if kind in ("flag", "yes_no"):
        return (False, True)
    if kind == "choice":
        return tuple(spec.words)
    if kind != "number":
        return ()
    points = turns(attribute, fact, read, marks) or [0]
    every = [points[0] - 1, points[0], *(p for a, b in pairwise(points) for p in ((a + b) / 2, b)), points[-1] + 1]
    low, high = spec.min, spec.max
    return tuple([p for p in every if (low is None or low <= p) and (high is None or p <= high)])


def statuses(state: FactState) -> Sequence[str]:
    """The statuses that a treaty may have: all, one, or, where it is known not to bind yet, all others."""
    if state.status is not None:
        return (state.status,)
    return tuple([word for word in TREATY_STATUSES if word != "party"]) if state.truth is F else TREATY_STATUSES


def turns(attribute: str, fact: Fact, read: Iterable[Leaf], marks: Iterable[Any] = ()) -> list[Any]:
    """The numbers at which a line about a number changes its truth, and the limits of the number."""
    spec: Any = fact.features[attribute] if attribute else fact
    found = {mark for mark in (spec.min, spec.max, *marks) if mark is not None}
    for leaf in read:
        if leaf.attribute == attribute and leaf.op != "is":
            found.update(leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,))
    return sorted(found)


def evaluate_line(line: Line, state: FactState) -> Truth:
    """The truth of one line."""
    truth = state.truth
    if truth is NA:
        return NA
    leaf = line.leaf
    attribute = leaf.attribute
    if not attribute:
        if leaf.op == "is":
            return truth
        return line.free if state.value is None else T if line.satisfied(state.value) else F
    if attribute == "status":
        if state.status is not None:
            return T if line.satisfied(state.status) else F
        if truth is not F:
            return line.free
        found = {line.satisfied(word) for word in statuses(state)}  # a treaty that does not bind yet
        return U if len(found) == 2 else T if True in found else F
    # a feature line says that the fact holds and the comparison too, on one and the same basis
    bases = state.bases
    if not bases:
        return F if truth is F or line.free is F else U if truth is U else line.free
    result = F
    for basis in bases:
        there = basis.truth
        if there is F:
            continue
        says = on_basis(line, basis.features) if line.among else _says(line, basis.features)
        if says is T and there is T:
            return T
        if says is not F:
            result = U
    return result


def result_of(line: Line, state: FactState) -> LeafResult | GroupResult:
    """A line with what it read; of a joint line, its parts as the basis has them that comes nearest to giving them all."""
    truth = evaluate_line(line, state)
    if not line.among:
        return _new(LeafResult, (line.leaf, truth, state, None, None))
    nearest = _nearest(line, state, truth)
    read: list[LeafResult] = []
    for one in line.among:
        alone = evaluate_line(one, state)
        said = alone
        if nearest is not None:
            said = combine("all", 0, [nearest.truth, _says(one, nearest.features)])
        read.append(LeafResult(one.leaf, said, state, nearest, alone))
    found = traced(line.asks, read)
    return found._replace(truth=truth)


def _nearest(line: Line, state: FactState, truth: Truth) -> BasisState | None:
    """The basis on which a joint line is as it is; where it fails on all, the one in force that lacks least."""
    best: tuple[tuple[bool, int, bool], BasisState] | None = None
    for basis in state.bases:
        says = on_basis(line, basis.features)
        if basis.truth is F or combine("all", 0, [basis.truth, says]) is not truth:
            continue
        lacks = sum(_says(one, basis.features) is F for one in line.among)
        other = basis.basis is not None and basis.basis.route != "dedicated"
        key = (basis.truth is not T, lacks, other)
        if best is None or key < best[0]:
            best = key, basis
    return best[1] if best else None


Reading = tuple[int, Line, Leaf, str, Callable[[Any], bool], Truth]
"""A line as it is read for every profile: its number, itself, and its parts, laid out so that they need not be looked up."""


def reading(i: int, line: Line) -> Reading:
    """A line laid out."""
    return i, line, line.leaf, line.leaf.attribute, line.satisfied, line.free


def read_into(results: list[Trace], lines: Iterable[Reading], state: FactState) -> None:
    """Puts the results of the lines on one fact into their places; of law on one basis, which is most of what is known, without a
    call for each."""
    if state.fact.kind != "provision" or (state.truth is not F and len(state.bases) != 1):
        for i, line, *_ in lines:
            results[i] = result_of(line, state)
        return
    truth, features = (F, {}) if state.truth is F else state.bases[0][:2]
    for i, line, leaf, attribute, satisfied, free in lines:
        if line.among:
            results[i] = result_of(line, state)
            continue
        says = truth
        if truth is not F and attribute:
            value = features.get(attribute, "unknown")
            if value == "unknown":
                says = truth if free is T else free
            elif not satisfied(value):
                says = F
        results[i] = _new(LeafResult, (leaf, says, state, None, None))


def combine(op: str, n: int, truths: Sequence[Truth]) -> Truth:
    """Kleene's `all`, `any`, `not` and `at_least`; operands that are not applicable drop out, `n` stays."""
    if op == "all":
        return F if F in truths else U if U in truths else T if T in truths else NA
    if op == "any":
        return T if T in truths else U if U in truths else F if F in truths else NA
    if op == "not":
        return {T: F, F: T, U: U, NA: NA}[truths[0]]
    if op == GIVEN:
        return truths[1] if truths[0] is not NA else truths[2] if len(truths) > 2 else F
    true, unknown = truths.count(T), truths.count(U)
    if truths.count(NA) == len(truths):
        return NA
    return T if true >= n else U if true + unknown >= n else F


def compiled(node: Node, numbers: Mapping[Leaf, int]) -> Condition:
    """A condition over the numbers of its lines."""
    if isinstance(node, Leaf):
        return numbers[node]
    return Test(node.op, node.n, tuple([compiled(child, numbers) for child in node.children]))


def moved(condition: Condition, places: Sequence[int]) -> Condition:
    """The same condition over lines that have other numbers."""
    if isinstance(condition, int):
        return places[condition]
    return condition._replace(parts=tuple([moved(part, places) for part in condition.parts]))


def lines_in(condition: Condition) -> list[int]:
    """The numbers of all lines of a condition, left to right."""
    if isinstance(condition, int):
        return [condition]
    read = condition.parts if condition.op != GIVEN else condition.parts[1:]
    return [line for part in read for line in lines_in(part)]


def traced(condition: Condition, results: Sequence[Trace]) -> Trace:
    """The trace of a condition, from the results of its lines."""
    if type(condition) is int:
        return results[condition]
    op, n, below = condition  # type: ignore[misc]
    if op == GIVEN:
        given, otherwise = traced(below[0], results).truth is not NA, len(below) > 2
        found = traced(below[1] if given or not otherwise else below[2], results)
        return found if given or otherwise else found._replace(truth=F)
    children = tuple([results[part] if type(part) is int else traced(part, results) for part in below])
    return GroupResult(op, n, combine(op, n, [child.truth for child in children]), children)


def lines_of(trace: Trace) -> list[LeafResult]:
    """All lines of a trace, left to right."""
    if isinstance(trace, GroupResult):
        return [line for child in trace.children for line in lines_of(child)]
    return [trace]


def truth_of(condition: Condition, truths: Sequence[Truth]) -> Truth:
    """The truth of a condition, without a trace."""
    if type(condition) is int:
        return truths[condition]
    op, n, below = condition  # type: ignore[misc]
    return combine(op, n, [truth_of(part, truths) for part in below])


def true_at(condition: Condition, world: int) -> bool:
    """Whether a condition holds if exactly the lines with set bits hold; every line of it applies."""
    if type(condition) is int:
        return world >> condition & 1 == 1
    op, n, below = condition  # type: ignore[misc]
    if op == "not":
        return not true_at(below[0], world)
    left = len(below) if op == "all" else 1 if op == "any" else n
    for part in below:
        if true_at(part, world):
            left -= 1
            if not left:
                return True
        elif op == "all":
            return False
    return False


def residual(condition: Condition, truths: Sequence[Truth]) -> Condition | Truth:
    """The part of a condition that is still open: its truth, or a condition over unknown lines only."""
    if isinstance(condition, int):
        truth = truths[condition]
        return condition if truth is U else truth
    if condition.op == GIVEN:
        given, then, *otherwise = condition.parts
        if residual(given, truths) is not NA:
            return residual(then, truths)
        return residual(otherwise[0], truths) if otherwise else F
    return joined(condition.op, [residual(part, truths) for part in condition.parts], condition.n)


def joined(op: str, parts: Iterable[Condition | Truth], n: int = 0) -> Condition | Truth:
    """A test with parts of which some are settled; parts that do not apply drop out."""
    kept = [part for part in parts if part is not NA]
    if not kept:
        return NA
    known = [part for part in kept if isinstance(part, Truth)]
    rest = tuple([part for part in kept if not isinstance(part, Truth)])
    if op == "not":
        return Test("not", 0, rest) if rest else F if known[0] is T else T
    if op == "all":
        if F in known:
            return F
        return T if not rest else rest[0] if len(rest) == 1 else Test("all", 0, rest)
    if op == "any":
        if T in known:
            return T
        return F if not rest else rest[0] if len(rest) == 1 else Test("any", 0, rest)
    n -= known.count(T)
    if n <= 0 or n > len(rest):
        return T if n <= 0 else F
    return Test("at_least", n, rest)
