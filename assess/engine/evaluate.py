"""Criteria applied to the states of facts: findings with their intervals, ratings and traces."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from assess.engine import completions
from assess.engine.truth import combine, evaluate, evaluate_leaf, truth_under
from assess.model.base import exact
from assess.model.catalogue import Catalogue, Fact
from assess.model.condition import Leaf, Node, leaves
from assess.model.framework import Criterion, Domain, Element, Framework, Gate
from assess.model.profile import Reservation
from assess.model.results import ElementResult, FactState, Finding, GateResult, LeafResult, Rating, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
ZERO, ONE = Fraction(0), Fraction(1)


class Rule(NamedTuple):
    """A criterion made ready: exact weights, and how each line is read."""

    criterion: Criterion
    domain: Domain
    weight: Fraction
    elements: tuple[tuple[Element, int], ...]
    """With their weights as whole numbers of a common unit."""
    plain: tuple[Leaf | None, ...]
    """For each element, its one line if there is nothing else to it."""
    sign: completions.Signs
    mixed: tuple[completions.Variable, ...]
    """Unknowns that no single value completes at best (or at worst) for all lines that read them."""
    leaves: tuple[Leaf, ...]


class Rules(NamedTuple):
    """The criteria of a framework made ready, and all lines and facts that they and the gates read."""

    framework: Framework
    rules: tuple[Rule, ...]
    leaves: tuple[Leaf, ...]
    facts: dict[str, Fact]
    """Those the framework reads."""


def make_rules(framework: Framework, catalogue: Catalogue) -> Rules:
    """Exact weights and signs, worked out once."""
    rules = []
    lines: dict[Leaf, None] = {}
    names: dict[str, None] = {}
    for domain, criterion in framework.criteria.values():
        conditions: list[tuple[Node, int]] = [(criterion.applies, 0)] if criterion.applies else []
        shown: list[Leaf] = []
        for element in criterion.elements:
            if element.option:
                shown += leaves(element.holds) + (leaves(element.applies) if element.applies else [])
                continue
            conditions.append((element.holds, 1))
            if element.applies:
                conditions.append((element.applies, 0))
        sign = completions.signs(conditions)
        own = tuple(dict.fromkeys([*sign, *shown]))
        weights = [exact(element.weight) for element in criterion.elements]
        unit = lcm(*(weight.denominator for weight in weights))
        weighted = tuple((e, int(w * unit)) for e, w in zip(criterion.elements, weights, strict=True))
        mixed = completions.mixed(sign, catalogue.facts)
        plain = tuple(map(_plain, criterion.elements))
        rules.append(Rule(criterion, domain, weight_of(criterion), weighted, plain, sign, mixed, own))
        lines |= dict.fromkeys(own)
        if criterion.measure:
            names[criterion.measure.fact] = None
    for gate in framework.method.gates:
        lines |= dict.fromkeys(leaves(gate.unless))
    names |= dict.fromkeys(leaf.fact for leaf in lines)
    if framework.head.treaty:
        names[framework.head.treaty] = None
    joining = framework.head.joining
    if joining:
        for step in joining.steps:
            names |= dict.fromkeys(leaf.fact for leaf in (leaves(step.done) if step.done else ()))
        named = [joining.parties_to, *(designation.fact for designation in joining.designations)]
        names |= dict.fromkeys(name for name in named if name)
    return Rules(framework, tuple(rules), tuple(lines), {name: catalogue.facts[name] for name in names})


def _plain(element: Element) -> Leaf | None:
    bare = element.applies is None and element.reservable is None and element.narrowing is None
    return element.holds if bare and isinstance(element.holds, Leaf) else None


def weight_of(criterion: Criterion) -> Fraction:
    """The weight of a criterion: 1 where none is given, 0 for what is only allowed."""
    if criterion.weight is None:
        return ZERO if criterion.obligation == "may" else ONE
    return exact(criterion.weight)


def evaluate_all(
    rules: Rules, states: Mapping[str, FactState]
) -> tuple[tuple[Finding, ...], dict[Leaf, LeafResult], tuple[GateResult, ...]]:
    """One finding per criterion, the result of every line, and the gates."""
    results = {}
    for leaf in rules.leaves:
        state = states[leaf.fact]
        results[leaf] = LeafResult(leaf, evaluate_leaf(leaf, state), state)
    treaty = states.get(rules.framework.head.treaty or "")
    findings = tuple([_finding(rule, states, results, treaty) for rule in rules.rules])
    return findings, results, tuple([_gate(gate, results) for gate in rules.framework.method.gates])


def _gate(gate: Gate, results: Mapping[Leaf, LeafResult]) -> GateResult:
    trace = evaluate(gate.unless, results)
    return GateResult(gate, {T: F, F: T, U: U, NA: F}[trace.truth], trace)


def _finding(
    rule: Rule, states: Mapping[str, FactState], results: Mapping[Leaf, LeafResult], treaty: FactState | None
) -> Finding:
    criterion = rule.criterion
    applies = evaluate(criterion.applies, results).truth if criterion.applies else T
    if criterion.measure:
        return _measured(rule, states[criterion.measure.fact], T if applies is NA else applies)
    # most elements are one line without conditions of their own: those need no further call
    elements = tuple(
        [
            ElementResult(element, results[line].truth, results[line]) if line else _element(element, results, treaty)
            for (element, _), line in zip(rule.elements, rule.plain, strict=True)
        ]
    )
    low = high = ZERO
    total = known = true = 0
    essential_fails = essential_open = uncertain = open_ways = False
    for (element, weight), result in zip(rule.elements, elements, strict=True):
        if element.option or result.applies is F or result.truth is NA:
            continue
        total += weight
        if result.applies is U or result.remark == "declaration_unknown":
            open_ways = uncertain = True
        if result.truth is T:
            true += weight
            known += weight
        elif result.truth is F:
            known += weight
            essential_fails = essential_fails or element.essential
        else:
            uncertain = True
            essential_open = essential_open or element.essential
    outer = False
    if not total:
        applies = F
    else:  # Kleene's bounds, exact unless an unknown is read in more than one way
        low = ZERO if essential_fails or essential_open else Fraction(true, total)
        high = ZERO if essential_fails else Fraction(true + total - known, total)
        if uncertain and (rule.mixed or open_ways):
            bounds = _bounds(rule, results, elements)
            if bounds is None:
                outer = True
                low, high = (ZERO, ONE) if open_ways else (low, high)
            else:
                low, high, applies_now = bounds
                applies = applies_now if applies is T else applies
    if applies is F or applies is NA:
        return _not_applicable(rule, elements, None)
    coverage = ONE if known == total or low == high else Fraction(known, total)
    answered = not (low == 0 and high == 1) or any(results[leaf].state.known != "absent" for leaf in rule.leaves)
    gap = high < 1 and criterion.obligation != "may"
    rating = rate(low, high, answered=answered)
    return Finding(
        criterion, rule.domain, rule.weight, low, high, applies, rating, coverage, gap, elements, None, outer
    )


def _not_applicable(rule: Rule, elements: tuple[ElementResult, ...], measured: FactState | None) -> Finding:
    return Finding(
        rule.criterion, rule.domain, rule.weight, ZERO, ZERO, F, Rating.NOT_APPLICABLE, ONE, False, elements, measured,
        False,
    )  # fmt: skip


def rate(low: Fraction, high: Fraction, *, answered: bool = True) -> Rating:
    """The rating that follows an interval."""
    if low == 1:
        return Rating.MET
    if high == 0:
        return Rating.NOT_MET
    if low > 0:
        return Rating.AT_LEAST_PARTLY if high == 1 else Rating.PARTLY
    if high < 1:
        return Rating.AT_MOST_PARTLY
    return Rating.UNKNOWN if answered else Rating.NOT_ASSESSED


# Elements: what a reservation removes and what a declaration allows


def _element(element: Element, results: Mapping[Leaf, LeafResult], treaty: FactState | None) -> ElementResult:
    trace = evaluate(element.holds, results)
    applies = evaluate(element.applies, results).truth if element.applies else T
    if element.reservable is None and element.narrowing is None:
        return ElementResult(element, trace.truth, trace, T if applies is NA else applies)
    facts = [results[leaf].state for leaf in leaves(element.holds)]
    truth, applies, remark = _under_treaty(element, trace.truth, T if applies is NA else applies, facts, treaty)
    return ElementResult(element, truth, trace, applies, remark)


def _under_treaty(
    element: Element, truth: Truth, applies: Truth, facts: Sequence[FactState], treaty: FactState | None
) -> tuple[Truth, Truth, str]:
    """The element's truth and whether it applies, given the State's reservations and declarations."""
    bound = treaty.truth if treaty else F
    remark = ""
    present = combine("all", 0, [state.truth for state in facts])
    # a narrowing can only be found in law that is there: without the fact, the element fails
    if element.narrowing and truth is not T and present is not F:
        made = _made(treaty, element.narrowing.needs, element.narrowing.allowed_by)
        allowed = T if bound is F or made is T else U if bound is U or made is U else F
        if allowed is T:
            remark = "" if truth is U else "declared" if bound is T else "declare_on_joining"
            truth = present
        elif allowed is U:
            remark = "declaration_unknown" if truth is F else ""
            truth = U
    if element.reservable and bound is not F:
        made = _made(treaty, "reservation", element.reservable)
        if made is T and bound is T:
            return truth, F, "reserved"
        if made is not F and truth is not T and applies is T:
            applies, remark = U, "reservation_unknown"
    return truth, applies, remark


def _made(treaty: FactState | None, kind: str, paragraph: str) -> Truth:
    """Whether the State made a reservation or declaration under this paragraph; unknown where none are listed at all."""
    answer = treaty.answer if treaty else None
    entries: Sequence[Reservation] | None = getattr(answer, f"{kind}s", None) if answer else None
    if entries is None:
        return U
    wanted = paragraph.replace(" ", "")
    for entry in entries:
        named = [p.replace(" ", "") for p in entry.reaches or (entry.paragraph,)]
        if entry.withdrawn is None and (wanted in named or any(wanted.startswith(f"{p}(") for p in named)):
            return T
    return F


# Bounds over the completions of unknown facts


def _bounds(
    rule: Rule, results: Mapping[Leaf, LeafResult], elements: tuple[ElementResult, ...]
) -> tuple[Fraction, Fraction, Truth] | None:
    """Lowest and highest score over all completions and whether the criterion applies; None where they are too many."""
    found = completions.corners(results, rule.sign, rule.mixed)
    if found is None:
        return None
    scores: list[Fraction] = []
    excluded = False
    for corner in found:
        for truths in corner:
            for score in completed(rule, truths, results, elements):
                if score is None:
                    excluded = True
                else:
                    scores.append(score)
    if not scores:
        return ZERO, ZERO, F
    return min(scores), max(scores), U if excluded else T


def completed(
    rule: Rule, truths: Mapping[Leaf, Truth], results: Mapping[Leaf, LeafResult], elements: tuple[ElementResult, ...]
) -> Iterator[Fraction | None]:
    """The score where each line has a definite truth; several where it is open what was reserved or declared."""
    ways: list[tuple[int, int, bool]] = [(0, 0, False)]
    for (element, weight), result in zip(rule.elements, elements, strict=True):
        if element.option or result.applies is F:
            continue
        if element.applies and truth_under(element.applies, truths) is F:
            continue
        truth = result.truth if result.truth is not U else truth_under(element.holds, truths)
        options = (True, False) if result.remark == "declaration_unknown" else (truth is T,)
        scored = [
            (true + weight * holds, total + weight, fails or (element.essential and not holds))
            for true, total, fails in ways
            for holds in options
        ]
        ways = scored + ways if result.remark == "reservation_unknown" else scored
    for true, total, fails in ways:
        yield None if not total else ZERO if fails else Fraction(true, total)


def _measured(rule: Rule, state: FactState, applies: Truth) -> Finding:
    """A number between its goalposts, or the points of a word."""
    criterion = rule.criterion
    measure = criterion.measure
    assert measure is not None
    if state.truth is NA or applies is F:
        return _not_applicable(rule, (), state)
    value, target = state.value, ONE
    low, high = ZERO, ONE
    if measure.points:
        if value is not None:
            low = high = exact(measure.points["true" if value is True else "false" if value is False else value])
        else:
            points = [exact(p) for p in measure.points.values()]
            low, high = min(points), max(points)
    else:
        assert measure.from_ is not None and measure.to is not None
        start, end = exact(measure.from_), exact(measure.to)
        if measure.target is not None:
            target = _clip((exact(measure.target) - start) / (end - start))
        if value is not None:
            low = high = _clip((exact(value) - start) / (end - start))
    known = value is not None
    rating = Rating.MET if known and low >= target else rate(low, high, answered=state.known != "absent")
    gap = high < target and criterion.obligation != "may"
    return Finding(
        criterion,
        rule.domain,
        rule.weight,
        low,
        high,
        applies,
        rating,
        ONE if known else ZERO,
        gap,
        (),
        state,
        False,
    )


def _clip(number: Fraction) -> Fraction:
    return min(max(number, ZERO), ONE)
