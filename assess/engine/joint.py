"""Bounds of the criteria of one domain and axis together, where one unknown moves several of them and not all in one direction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import lcm
from operator import itemgetter
from typing import Any, NamedTuple

from assess.engine import completions, listings
from assess.engine.bounds import Bounds, Scope
from assess.engine.completions import Outcome, Variable
from assess.engine.extremes import NOTHING, Part, Sum
from assess.engine.lines import by_fact, mixed
from assess.engine.pieces import Known, listed, mask
from assess.engine.plan import Rule, Rules
from assess.model.results import Finding, Truth

U = Truth.UNKNOWN


class Knot(NamedTuple):
    """A domain on one axis, with those of its criteria (by position) that read an unknown which has to be tried for all of them
    together."""

    unit: tuple[str, str]
    rules: tuple[int, ...]
    sign: dict[int, int]
    shared: frozenset[str]
    """The facts (and lists of the treaty) in question."""
    lines: frozenset[int]
    """Their lines."""


class Tied(NamedTuple):
    """What criteria (by id) may add to their domain together, at worst and at best."""

    names: frozenset[str]
    lows: Part
    highs: Part
    outer: bool


def knots(rules: Rules) -> Iterator[Knot]:
    """All knots of a framework; they do not depend on a profile."""
    together = rules.framework.method.axes == "together"
    units: dict[tuple[str, str], list[int]] = {}
    for i, rule in enumerate(rules.rules):
        if rule.weight:
            units.setdefault((rule.domain.domain, "all" if together else rule.criterion.axis), []).append(i)
    for unit, members in units.items():
        sign: dict[int, int] = {}
        readers: dict[str, set[int]] = {}
        for i in members:
            for line, own in rules.rules[i].sign.items():
                sign[line] = own if sign.get(line, own) == own else 0
                readers.setdefault(rules.lines.facts[line], set()).add(i)
        shared = {name for name, own in readers.items() if len(own) > 1}
        if not shared:
            continue
        within = {line: own for line, own in sign.items() if rules.lines.facts[line] in shared}
        lines = mixed(within, rules.lines, rules.facts)
        if lines:
            found = frozenset(rules.lines.facts[line] for line in lines)
            yield Knot(
                unit, tuple(sorted(set().union(*(readers[name] for name in found)))), sign, found, frozenset(lines)
            )


def tied(knot: Knot, rules: Sequence[Rule], findings: Sequence[Finding], found: Known) -> Tied | None:
    """The criteria of a knot over all completions together; None where nothing ties them in this profile."""
    opened = [i for i in knot.lines if found.truths[i] is U]
    if not opened:
        return None
    unsure = [i for i in knot.rules if findings[i].applies is U or findings[i].low != findings[i].high]
    readers: dict[str, int] = {}
    for i in unsure:
        names = {found.rules.lines.facts[line] for line in opened if line in rules[i].sign}
        for name in names:
            readers[name] = readers.get(name, 0) + 1
    tying = frozenset([line for line in opened if readers.get(found.rules.lines.facts[line], 0) > 1])
    members = [i for i in unsure if not tying.isdisjoint(rules[i].sign)]
    if len(members) < 2:
        return None
    asked = any(rules[i].asks_standing for i in knot.rules)
    scopes = {i: Scope(rules[i], found, findings[i].elements, tying, asked=asked) for i in members}
    shared = list(_shared(knot, scopes, found))
    bound = found.rules.lines.bound
    treaty = next((one for one in shared if bound is not None and one.lines >> bound & 1 and one.outcomes), None)
    rest = [one for one in shared if one is not treaty]
    members = [i for i in members if any(scopes[i].lines & one.lines for one in shared)]
    if len(members) < 2:
        return None
    groups = _groups(members, rest, scopes)
    lows: list[tuple[Part, ...]] = []
    highs: list[tuple[Part, ...]] = []
    outer = False
    standings = treaty.outcomes if treaty and treaty.outcomes else (None,)
    for standing in standings:
        low_parts: list[Part] = []
        high_parts: list[Part] = []
        for own, ties in groups:
            taken = sum(one.lines for one in ties) | (treaty.lines if treaty else 0)
            size = len(standings) * max(scopes[i].together(taken) for i in own)
            for one in ties:
                size *= len(one.outcomes) if one.outcomes is not None else found.rules.limit + 1
            if size > found.rules.limit:
                outer = True
                for i in own:
                    bounds = Bounds(findings[i].low, findings[i].high, findings[i].applies, outer=True)
                    low_parts.append(_part(rules[i], bounds, high=False))
                    high_parts.append(_part(rules[i], bounds, high=True))
                continue
            ways: dict[tuple[int, ...], list[Bounds | None]] = {}
            # each outcome with its lines, so that what is chosen is what is fixed
            outcomes = [[(one.lines, outcome) for outcome in one.outcomes or ()] for one in ties]
            standing_fixed = [(treaty.lines, standing)] if treaty and standing else []
            reading: list[tuple[Scope, Callable[[Any], Any], list[int], dict[Any, Bounds | None]]] = []
            for i in own:
                read = [k for k, one in enumerate(ties) if one.lines & scopes[i].lines]
                reading.append((scopes[i], itemgetter(*read) if read else len, read, {}))
            for chosen in product(*[range(len(each)) for each in outcomes]):
                together: list[Bounds | None] = []
                for scope, key_of, read, made in reading:
                    key = key_of(chosen)
                    if key not in made:
                        fixed = [outcomes[k][chosen[k]] for k in read]
                        made[key] = scope.bounds([*fixed, *standing_fixed])
                    together.append(made[key])
                ways.setdefault(tuple(map(id, together)), together)  # many completions come to the same
            outer = outer or any(one is not None and one.outer for *_, made in reading for one in made.values())
            for parts, end in ((low_parts, False), (high_parts, True)):
                kept = _telling([rules[i] for i in own], list(ways.values()), high=end)
                parts.append([tuple([_part(rules[i], one, high=end) for i, one in zip(own, way, strict=True)])
                              for way in kept])  # fmt: skip
        lows.append(tuple(low_parts))
        highs.append(tuple(high_parts))
    tied_names = frozenset(findings[i].criterion.id for i in members)
    return Tied(tied_names, lows, highs, outer)


def _telling(
    rules: Sequence[Rule], ways: Sequence[Sequence[Bounds | None]], *, high: bool
) -> list[Sequence[Bounds | None]]:
    """The ways that can decide the end of a domain. Those in which every criterion applies count the same weight, so that only the
    one that adds least (most) matters."""
    sure, others = list[Sequence[Bounds | None]](), list[Sequence[Bounds | None]]()
    for way in ways:
        (sure if all([one is not None and one.applies is not U for one in way]) else others).append(way)  # noqa: C419
    if len(sure) < 2:
        return [*others, *sure]
    adds: dict[int, Fraction] = {}
    for way in sure:
        for rule, one in zip(rules, way, strict=True):
            if one is not None and id(one) not in adds:
                adds[id(one)] = rule.weight * (one.high if high else one.low)
    unit = lcm(*(each.denominator for each in adds.values()))
    whole = {name: each.numerator * (unit // each.denominator) for name, each in adds.items()}
    pick = max if high else min
    return [*others, pick(sure, key=lambda way: sum([whole[id(one)] for one in way]))]


def _part(rule: Rule, bounds: Bounds | None, *, high: bool) -> Part:
    """What a criterion may add to its domain."""
    if bounds is None:
        return [NOTHING]
    score = bounds.high if high else bounds.low
    kept = [Sum(rule.weight * score, rule.weight)]
    return [*kept, NOTHING] if bounds.applies is U else kept


def _shared(knot: Knot, scopes: Mapping[int, Scope], found: Known) -> Iterator[Variable]:
    """What has to be tried for several of these criteria together."""
    rules = found.rules
    every = 0
    for scope in scopes.values():
        every |= scope.lines
    ids = [i for i in knot.sign if every >> i & 1 and rules.lines.facts[i] in knot.shared]
    for name, own in by_fact(ids, rules.lines).items():
        if sum(bool(scope.lines & mask(own)) for scope in scopes.values()) < 2:
            continue
        if name in ("reservations", "declarations"):
            given = listed(found.states.get(rules.framework.head.treaty or ""), name)
            named = {i: rules.lines.paragraphs[i][1:] for i in own}
            made = listings.lists(given, named, knot.sign, rules.limit)
        else:
            made = [Variable(mask(own), _outcomes(name, own, knot, found))]
        for variable in made:
            several = sum(bool(scope.lines & variable.lines) for scope in scopes.values()) > 1
            if several and (variable.outcomes is None or len(variable.outcomes) > 1):
                yield variable


def _outcomes(name: str, own: list[int], knot: Knot, found: Known) -> tuple[Outcome, ...] | None:
    rules, state = found.rules, found.states[name]
    value = rules.lines.measured.get(name)
    if value in own:
        others = [i for i in own if i != value]
        return tuple(completions.measured(state, others, rules.lines.all, rules.lines.marks.get(name, ())))
    made = completions.outcomes(state, own, rules.lines.all, knot.sign, rules.limit)
    return None if made is None else tuple(made)


def _groups(
    members: Sequence[int], ties: Sequence[Variable], scopes: Mapping[int, Scope]
) -> list[tuple[list[int], list[Variable]]]:
    """Criteria that depend on each other, with what ties them."""
    groups: list[tuple[list[int], set[int]]] = []
    for i in members:
        own = {k for k, one in enumerate(ties) if one.lines & scopes[i].lines}
        touching = [group for group in groups if group[1] & own]
        groups = [group for group in groups if not group[1] & own]
        groups.append(([*(j for group in touching for j in group[0]), i], own.union(*(group[1] for group in touching))))
    return [(together, [ties[k] for k in sorted(own)]) for together, own in groups]
