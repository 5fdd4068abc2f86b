"""Bounds of several criteria together, where one unknown is good for one of them and bad for another."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine import completions
from assess.engine.evaluate import Rule, Rules, completed
from assess.model.condition import Leaf
from assess.model.results import FactState, Finding, LeafResult, Truth

ZERO = Fraction(0)


class Knot(NamedTuple):
    """Criteria (by position) of one domain and axis that read an unknown in opposite ways."""

    unit: tuple[str, str]
    rules: tuple[int, ...]
    sign: completions.Signs
    mixed: tuple[completions.Variable, ...]


class Bound(NamedTuple):
    """What the criteria of a knot score together, weights included; no bounds where there were too many completions."""

    rules: frozenset[int]
    low: Fraction | None
    high: Fraction | None


def knots(rules: Rules) -> Iterator[Knot]:
    """The knots of a framework, whatever a profile says."""
    together = rules.framework.method.axes == "together"
    units: dict[tuple[str, str], list[int]] = {}
    for i, rule in enumerate(rules.rules):
        units.setdefault((rule.domain.domain, "all" if together else rule.criterion.axis), []).append(i)
    for unit, members in units.items():
        sign = _joined([rules.rules[i] for i in members])
        reading: dict[Leaf, set[int]] = {}
        for i in members:
            for leaf in rules.rules[i].sign:
                reading.setdefault(leaf, set()).add(i)
        groups: list[set[int]] = []
        for variable in completions.variables(sign):
            readers = set[int]().union(*(reading[leaf] for leaf in variable.leaves))
            if len(readers) < 2:
                continue
            state = FactState(variable.fact, rules.facts[variable.fact], "absent", Truth.UNKNOWN)
            if completions.needs_trying(variable, state, sign):
                touching = [group for group in groups if group & readers]
                groups = [group for group in groups if group not in touching] + [readers.union(*touching)]
        for group in groups:
            own = _joined([rules.rules[i] for i in group])
            yield Knot(unit, tuple(sorted(group)), own, completions.mixed(own, rules.facts))


def _joined(rules: list[Rule]) -> completions.Signs:
    sign: completions.Signs = {}
    for rule in rules:
        for leaf, own in rule.sign.items():
            sign[leaf] = own if sign.get(leaf, own) == own else 0
    return sign


def joint_bounds(
    knot: Knot, rules: Sequence[Rule], findings: tuple[Finding, ...], results: Mapping[Leaf, LeafResult]
) -> Bound | None:
    """The criteria of a knot over all completions together; None where nothing ties them in this profile."""
    members = frozenset(i for i in knot.rules if findings[i].applies is Truth.TRUE)
    if sum(findings[i].low != findings[i].high for i in members) < 2:
        return None
    found = completions.corners(results, knot.sign, knot.mixed)
    if found is None:
        return Bound(members, None, None)
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    for corner in found:
        for truths, sums, pick in ((corner.worst, lows, min), (corner.best, highs, max)):
            total = ZERO
            for i in members:
                scores = [s for s in completed(rules[i], truths, results, findings[i].elements) if s is not None]
                if not scores:
                    return Bound(members, None, None)
                total += rules[i].weight * pick(scores)
            sums.append(total)
    return Bound(members, min(lows), max(highs))
