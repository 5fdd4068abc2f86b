"""Criteria applied to the states of facts: findings with their intervals, ratings and traces."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from assess.engine.bounds import Bounds, Scope, ends
from assess.engine.change import Working
from assess.engine.pieces import Known, known
from assess.engine.plan import Part, Rule, Rules
from assess.engine.scales import ONE, ZERO, ratio
from assess.engine.truth import combine, lines_of, read_into, traced, truth_of
from assess.model.framework import Gate
from assess.model.results import ElementResult, FactState, Finding, GateResult, Rating, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
_new = tuple.__new__
"""Makes a named tuple without calling its constructor, for those that are made hundreds of times in an assessment."""


def evaluate_all(
    rules: Rules, states: Mapping[str, FactState]
) -> tuple[tuple[Finding, ...], Known, tuple[GateResult, ...]]:
    """One finding per criterion, what is known of every line, and the gates."""
    results = list(rules.blank)
    examined = set()
    for name, lines in rules.reading:
        state = states[name]
        if state.known != "absent":
            examined.add(name)
            read_into(results, lines, state)
    for other in (rules.framework.head.treaty, *rules.lines.measured):
        if other and states[other].known != "absent":
            examined.add(other)
    found = known(rules, states, results, examined)
    findings = tuple([_finding(rule, found) for rule in rules.rules])
    return findings, found, tuple([_gate(gate, rule, found) for gate, rule in rules.gates])


def evaluate_again(
    found: Known, findings: Sequence[Finding], states: Mapping[str, FactState], changed: set[str]
) -> tuple[Finding, ...]:
    """The findings after the states of the facts of law in `changed` have changed; findings that read none of them are kept."""
    rules = found.rules
    results = list(found.results)
    for name, lines in rules.reading:
        if name in changed:
            read_into(results, lines, states[name])
    now = known(rules, states, results, found.examined)
    pairs = zip(rules.rules, findings, strict=True)
    return tuple([old if changed.isdisjoint(rule.facts) else _finding(rule, now) for rule, old in pairs])


def _finding(rule: Rule, found: Known) -> Finding:
    make = _measured if rule.scale else _summed
    if not found.examined.isdisjoint(rule.facts):
        return make(rule, found)
    unexamined = found.rules.unexamined  # findings about which nothing was examined are the same for every State
    name = rule.criterion.id
    if name not in unexamined:
        unexamined[name] = make(rule, found)
    return unexamined[name]


def _summed(rule: Rule, found: Known) -> Finding:
    """The weight share of the elements that hold."""
    criterion, results = rule.criterion, found.results
    applies = T if rule.applies is None else truth_of(rule.applies, found.truths)
    if rule.even is not None:  # most criteria are lines of one weight: those need no call for each
        lines = [results[i] for i in rule.plain]
        truths = [line.truth for line in lines]
        pairs = zip(rule.even, truths, lines, strict=True)
        parts = tuple([_new(ElementResult, (element, truth, line, T, "")) for element, truth, line in pairs])
        true, false = truths.count(T), truths.count(F)
        total, settled = len(truths) - truths.count(NA), true + false
        essential = [results[i].truth for i in rule.essential]
        fails, open_essential = F in essential, U in essential
    else:
        parts, true, settled, total, fails, open_essential = _weighed(rule, found)
    if not total or applies is F or applies is NA:
        return _not_applicable(rule, parts, None)
    outer = False
    answered = not found.examined.isdisjoint(rule.asked)
    if found.unknown.isdisjoint(rule.mixed):  # Kleene's bounds are exact
        low, high, rating = _interval(true, settled, total, fails, open_essential, answered)
    else:
        bounds = Scope(rule, found, parts).bounds()
        if bounds is None:
            return _not_applicable(rule, parts, None)
        low, high, applies, outer = bounds
        low, high = ratio(*low.as_integer_ratio()), ratio(*high.as_integer_ratio())
        rating = rate(low, high, answered=answered)
    coverage = ONE if settled == total or low is high else ratio(settled, total)
    gap = high is not ONE and criterion.obligation != "may"
    working = None if low is ONE else Working(rule, found)
    return _new(
        Finding,
        (criterion, rule.domain, rule.weight, low, high, applies, rating, coverage, gap, parts, None, outer, working),
    )


@lru_cache(maxsize=4096)
def _interval(
    true: int, settled: int, total: int, fails: bool, open_essential: bool, answered: bool
) -> tuple[Fraction, Fraction, Rating]:
    """The interval that follows from the weight that holds, is known, and counts in all, with its rating; the same few come up
    again and again."""
    low = ZERO if fails or open_essential else ratio(true, total)
    high = ZERO if fails else ratio(true + total - settled, total)
    return low, high, rate(low, high, answered=answered)


def _weighed(rule: Rule, found: Known) -> tuple[tuple[ElementResult, ...], int, int, int, bool, bool]:
    """The elements; the weight that holds, that is known, and in all; and whether something essential fails or is open."""
    results = found.results
    total = settled = true = 0
    fails = open_essential = False
    elements: list[ElementResult] = []
    for part, element, plain, weight, essential, spared in rule.rows:
        if plain is not None:
            line = results[plain]
            truth = line.truth
            elements.append(_new(ElementResult, (element, truth, line, T, "")))
        else:
            result = _element(part, found)
            elements.append(result)
            truth = NA if result.applies is F else result.truth
        if truth is NA or not weight:
            continue
        total += weight
        if truth is U:
            open_essential = open_essential or essential
            continue
        settled += weight
        if truth is T:
            true += weight
        elif essential and not (spared is not None and found.truths[spared] is T):
            fails = True
    return tuple(elements), true, settled, total, fails, open_essential


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
        bounds = Scope(rule, found, ()).bounds()
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
    if low == 1:
        return Rating.MET
    if high == 0:
        return Rating.NOT_MET
    if low != 0:
        return Rating.AT_LEAST_PARTLY if high == 1 else Rating.PARTLY
    if high != 1:
        return Rating.AT_MOST_PARTLY
    return Rating.UNKNOWN if answered else Rating.NOT_ASSESSED


def _gate(gate: Gate, rule: Rule, found: Known) -> GateResult:
    """A gate fires where its condition is known not to hold."""
    (part,) = rule.parts
    trace = traced(part.holds, found.results)
    truth = trace.truth
    if truth is U and not found.unknown.isdisjoint(rule.mixed):
        bounds = Scope(rule, found, [ElementResult(part.element, truth, trace)]).bounds()
        if bounds and not bounds.outer and bounds.low == bounds.high:
            truth = T if bounds.low else F
    return GateResult(gate, {T: F, F: T, U: U, NA: F}[truth], trace)


# Elements: what a reservation removes and what a declaration allows


def _element(part: Part, found: Known) -> ElementResult:
    trace = traced(part.holds, found.results)
    if part.shown is not None:
        shown = traced(part.shown, found.results)
        if shown.truth is trace.truth and all(len(line.state.bases) < 2 for line in lines_of(shown)):
            trace = shown
    applies = T if part.applies is None else truth_of(part.applies, found.truths)
    if part.reserved is None and part.narrowed is None and not part.permitted:
        return ElementResult(part.element, trace.truth, trace, F if applies is NA else applies)
    truth, applies, remark = _under_treaty(
        part, trace.truth, F if applies is NA else applies, found.truths, found.rules
    )
    return ElementResult(part.element, truth, trace, applies, remark)


def _under_treaty(
    part: Part, truth: Truth, applies: Truth, truths: Sequence[Truth], rules: Rules
) -> tuple[Truth, Truth, str]:
    """The element's truth and whether it applies, given the State's reservations and declarations."""
    bound = F if rules.lines.bound is None else truths[rules.lines.bound]
    truth, remark = _narrowed(part, truth, bound, truths)
    if part.reserved is not None and bound is not F:
        made = truths[part.reserved]
        if made is T and bound is T:
            return truth, F, "reserved"
        if made is not F and applies is T:
            # it may also remove what holds, which is worth no remark
            applies, remark = U, remark if truth is T else "reservation_unknown"
    return truth, applies, remark


def _narrowed(part: Part, holds: Truth, bound: Truth, truths: Sequence[Truth]) -> tuple[Truth, str]:
    """What an element counts as that may be narrower in the law, and the remark on it.

    A narrowing can only be found in law that is there: without the fact, the element fails.
    """
    narrowing = part.element.narrowing
    present = combine("all", 0, [truths[i] for i in part.law])
    if narrowing is None or not part.law or holds in (T, NA) or present in (F, NA):
        return holds, ""
    if narrowing.needs == "nothing":
        allowed, remark = T, "permitted"
    elif bound is F:
        allowed, remark = T, _REMARKS[narrowing.needs][0]
    else:
        assert part.narrowed is not None
        allowed = combine("any", 0, [F if bound is T else U, truths[part.narrowed]])
        remark = dict(zip((T, U, F), _REMARKS[narrowing.needs][1:], strict=True))[allowed]
    if allowed is F:
        return holds, remark if holds is F else ""
    if allowed is U:
        return U, remark if holds is F else ""
    if holds is F:
        return present, remark if present is T else ""
    return combine("any", 0, [U, present]), f"{remark}?" if present is T else ""


_REMARKS = {
    "declaration": ("declare_on_joining", "declared", "declaration_unknown", "not_declared"),
    "reservation": ("reserve_on_joining", "narrowed_by_reservation", "reservation_unknown", "not_reserved"),
}
"""For a State that is not bound; then for a bound State that made it, that may have made it, and that did not. With a question
mark after it, it is open whether the law is narrower."""
