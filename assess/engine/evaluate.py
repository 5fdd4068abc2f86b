"""Criteria applied to the states of facts: findings with their intervals, ratings and traces."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from assess.engine.bounds import Bounds, Known, Scope, ends, known
from assess.engine.change import Working
from assess.engine.plan import Part, Rule, Rules
from assess.engine.truth import combine, evaluate_line, traced, truth_of
from assess.model.framework import Gate
from assess.model.results import ElementResult, FactState, Finding, GateResult, LeafResult, Rating, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
ZERO, ONE = Fraction(0), Fraction(1)


def evaluate_all(
    rules: Rules, states: Mapping[str, FactState]
) -> tuple[tuple[Finding, ...], Known, tuple[GateResult, ...]]:
    """One finding per criterion, what is known of every line, and the gates."""
    results = list(rules.blank)
    examined = set()
    lines = rules.lines.all
    for name, ids in rules.reading:
        state = states[name]
        if state.known != "absent":
            examined.add(name)
            for i in ids:
                line = lines[i]
                results[i] = LeafResult(line.leaf, evaluate_line(line, state), state)
    for other in (rules.framework.head.treaty, *rules.lines.measured):
        if other and states[other].known != "absent":
            examined.add(other)
    found = known(rules, states, results, examined)
    findings = tuple([_finding(rule, found) for rule in rules.rules])
    return findings, found, tuple([_gate(gate, rule, found) for gate, rule in rules.gates])


@lru_cache(maxsize=4096)
def _ratio(top: int, bottom: int) -> Fraction:
    return Fraction(top, bottom)


def _finding(rule: Rule, found: Known) -> Finding:
    if found.examined.isdisjoint(rule.facts):  # what nobody looked at is the same for every State
        unexamined = found.rules.unexamined
        name = rule.criterion.id
        if name not in unexamined:
            unexamined[name] = _measured(rule, found) if rule.scale else _summed(rule, found)
        return unexamined[name]
    return _measured(rule, found) if rule.scale else _summed(rule, found)


def _summed(rule: Rule, found: Known) -> Finding:
    """The weight share of the elements that hold."""
    criterion, results, truths = rule.criterion, found.results, found.truths
    applies = T if rule.applies is None else truth_of(rule.applies, truths)
    total = knowns = true = 0
    fails = open_essential = False
    elements: list[ElementResult] = []
    # most elements are one line without conditions of their own: those need no further call
    for part in rule.parts:
        element = part.element
        if part.plain is not None:
            line = results[part.plain]
            truth = line.truth
            elements.append(ElementResult(element, truth, line))
        else:
            result = _element(part, found)
            elements.append(result)
            truth = NA if result.applies is F else result.truth
        if element.option or truth is NA:
            continue
        weight = part.weight
        total += weight
        if truth is U:
            open_essential = open_essential or element.essential
            continue
        knowns += weight
        if truth is T:
            true += weight
        elif element.essential:
            fails = True
    results_ = tuple(elements)
    if not total or applies is F or applies is NA:
        return _not_applicable(rule, results_, None)
    outer = False
    if not found.unknown.isdisjoint(rule.mixed):
        bounds = Scope(rule, found).bounds()
        if bounds is None:
            return _not_applicable(rule, results_, None)
        low, high, applies, outer = bounds
    else:  # Kleene's bounds are exact
        low = ZERO if fails or open_essential else _ratio(true, total)
        high = ZERO if fails else _ratio(true + total - knowns, total)
    coverage = ONE if knowns == total or low == high else _ratio(knowns, total)
    answered = not found.examined.isdisjoint(rule.asked)
    gap = high is not ONE and high < ONE and criterion.obligation != "may"
    rating = rate(low, high, answered=answered)
    working = None if low is ONE or low == ONE else Working(rule, found)
    return Finding(
        criterion, rule.domain, rule.weight, low, high, applies, rating, coverage, gap, results_, None, outer, working
    )


def _measured(rule: Rule, found: Known) -> Finding:
    """A number between its goalposts, or the points of a word."""
    criterion, scale, truths = rule.criterion, rule.scale, found.truths
    assert scale is not None
    state = found.states[scale.fact]
    applies = T if rule.applies is None else truth_of(rule.applies, truths)
    if state.truth is NA or applies is F or applies is NA:
        return _not_applicable(rule, (), state)
    bounds: Bounds | None
    if applies is U:
        bounds = Scope(rule, found).bounds()
    else:
        bounds = Bounds(*ends(found, scale.fact, rule), T, outer=False)
    if bounds is None:
        return _not_applicable(rule, (), state)
    low, high, applies, outer = bounds
    answered = not found.examined.isdisjoint(rule.asked)
    rating = Rating.MET if low >= scale.target else rate(low, high, answered=answered)
    gap = high < scale.target and criterion.obligation != "may"
    coverage = ONE if low == high else ZERO
    return Finding(criterion, rule.domain, rule.weight, low, high, applies, rating, coverage, gap, (), state, outer)


def _not_applicable(rule: Rule, elements: tuple[ElementResult, ...], measured: FactState | None) -> Finding:
    return Finding(
        rule.criterion, rule.domain, rule.weight, ZERO, ZERO, F, Rating.NOT_APPLICABLE, ONE, False, elements, measured,
        False,
    )  # fmt: skip


def rate(low: Fraction, high: Fraction, *, answered: bool = True) -> Rating:
    """The rating that follows an interval."""
    if low == ONE:
        return Rating.MET
    if high == ZERO:
        return Rating.NOT_MET
    if low > ZERO:
        return Rating.AT_LEAST_PARTLY if high == ONE else Rating.PARTLY
    if high < ONE:
        return Rating.AT_MOST_PARTLY
    return Rating.UNKNOWN if answered else Rating.NOT_ASSESSED


def _gate(gate: Gate, rule: Rule, found: Known) -> GateResult:
    """A gate fires where its condition is known not to hold."""
    (part,) = rule.parts
    trace = traced(part.holds, found.results)
    truth = trace.truth
    if truth is U and not found.unknown.isdisjoint(rule.mixed):
        bounds = Scope(rule, found).bounds()
        if bounds and not bounds.outer and bounds.low == bounds.high:
            truth = T if bounds.low else F
    return GateResult(gate, {T: F, F: T, U: U, NA: F}[truth], trace)


# Elements: what a reservation removes and what a declaration allows


def _element(part: Part, found: Known) -> ElementResult:
    trace = traced(part.holds, found.results)
    applies = T if part.applies is None else truth_of(part.applies, found.truths)
    if part.reserved is None and part.narrowed is None:
        return ElementResult(part.element, trace.truth, trace, F if applies is NA else applies)
    truth, applies, remark = _under_treaty(
        part, trace.truth, F if applies is NA else applies, found.truths, found.rules
    )
    return ElementResult(part.element, truth, trace, applies, remark)


def _under_treaty(
    part: Part, truth: Truth, applies: Truth, truths: Sequence[Truth], rules: Rules
) -> tuple[Truth, Truth, str]:
    """The element's truth and whether it applies, given the State's reservations and declarations."""
    assert rules.lines.bound is not None
    bound = truths[rules.lines.bound]
    remark = ""
    # a narrowing can only be found in law that is there: without the fact, the element fails
    present = combine("all", 0, [truths[i] for i in part.law])
    if part.narrowed is not None and (truth is F or truth is U) and (present is T or present is U):
        allowed = T if bound is F else combine("any", 0, [F if bound is T else U, truths[part.narrowed]])
        if allowed is T:
            remark = "" if truth is U else "declared" if bound is T else "declare_on_joining"
            truth = combine("any", 0, [truth, present])
        elif allowed is U:
            remark = "declaration_unknown" if truth is F else ""
            truth = U
    if part.reserved is not None and bound is not F:
        made = truths[part.reserved]
        if made is T and bound is T:
            return truth, F, "reserved"
        if made is not F and applies is T:
            # it may also remove what holds, which is worth no remark
            applies, remark = U, remark if truth is T else "reservation_unknown"
    return truth, applies, remark
