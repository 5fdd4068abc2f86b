"""How findings add up: means of intervals, gates, coverage, levels and stages. Exact fractions throughout."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor, gcd, lcm
from typing import NamedTuple

from assess.engine.extremes import NOTHING, Part, Sum, can_be_nothing, share
from assess.engine.joint import Tied
from assess.engine.scales import ONE, ZERO, ratio, target_of
from assess.model.base import exact
from assess.model.framework import AXES, Domain, Framework, Level, Method
from assess.model.results import Finding, GateResult, LevelReading, Rating, Score, Truth

ALL = "all"


class Item(NamedTuple):
    """Something that enters a mean: its interval and weight, and whether it applies (None: not known)."""

    weight: Fraction
    low: Fraction
    high: Fraction
    coverage: Fraction = ONE
    applies: bool | None = True
    outer: bool = False


def mean(items: Iterable[Item]) -> Score | None:
    """The weighted mean; None if nothing with weight applies."""
    kept = [item for item in items if item.applies is not False and item.weight]
    if not kept:
        return None
    maybe = [item for item in kept if item.applies is None]
    weight = _dot([(item.weight, ONE) for item in kept])
    known = _dot([(item.weight, item.coverage) for item in kept])
    if maybe:
        sure = [item for item in kept if item.applies]
        base = _dot([(item.weight, ONE) for item in sure])
        low = _hull([(i.weight, i.low) for i in maybe], base, _dot([(i.weight, i.low) for i in sure]), lowest=True)
        high = _hull([(i.weight, i.high) for i in maybe], base, _dot([(i.weight, i.high) for i in sure]), lowest=False)
    else:
        low = _dot([(item.weight, item.low) for item in kept]) / weight
        high = _dot([(item.weight, item.high) for item in kept]) / weight
    applies = Truth.UNKNOWN if len(maybe) == len(kept) else Truth.TRUE
    outer = any(item.outer for item in kept)
    return Score(low, high, known / weight, weight, ZERO, outer, applies=applies)


def _plain_mean(parts: Sequence[tuple[Fraction, Finding | Score]]) -> Score | None:
    """The same if everything applies, in whole numbers; this is so for nearly all units."""
    weights = 0
    unit = 1
    lows: dict[int, int] = {}
    highs: dict[int, int] = {}
    known: dict[int, int] = {}
    outer = False
    for weight, part in parts:
        share, below = (1, 1) if weight is ONE else weight.as_integer_ratio()
        if unit % below:  # from here on, all weights are counted in smaller parts
            more = lcm(unit, below) // unit
            unit *= more
            weights *= more
            lows, highs, known = ({bottom: top * more for bottom, top in sums.items()} for sums in (lows, highs, known))
        share *= unit // below
        weights += share
        outer = outer or part.outer
        low, high, coverage = part.low, part.high, part.coverage
        if low is not ZERO:
            bottom = low.denominator
            lows[bottom] = lows.get(bottom, 0) + share * low.numerator
        if high is ONE:
            highs[1] = highs.get(1, 0) + share
        elif high is not ZERO:
            bottom = high.denominator
            highs[bottom] = highs.get(bottom, 0) + share * high.numerator
        if coverage is ONE:
            known[1] = known.get(1, 0) + share
        else:
            bottom = coverage.denominator
            known[bottom] = known.get(bottom, 0) + share * coverage.numerator
    if not weights:
        return None
    all_weight = ratio(weights, unit)
    return Score(_share(lows, weights), _share(highs, weights), _share(known, weights), all_weight, ZERO, outer)


def _mean_of(findings: Sequence[Finding]) -> Score | None:
    """The mean of findings."""
    kept = [(f.weight, f) for f in findings if f.applies is Truth.TRUE]
    if len(kept) < len(findings) and Truth.UNKNOWN in [f.applies for f in findings]:
        return mean([item_of(finding) for finding in findings])
    return _plain_mean(kept)


def _share(sums: Mapping[int, int], weight: int) -> Fraction:
    """The sums by denominator, divided by the weight."""
    if not sums:
        return ZERO
    unit = lcm(*sums)
    top = sum([top * (unit // bottom) for bottom, top in sums.items()])
    return ratio(top, unit * weight)


def _dot(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The sum of products, exact; reduced once at the end, since adding fractions one by one reduces each time."""
    top, bottom = 0, 1
    for a, b in pairs:
        n, d = a.as_integer_ratio()
        if b is not ONE:
            m, e = b.as_integer_ratio()
            n, d = n * m, d * e
        if d == bottom:
            top += n
        else:
            top, bottom = top * d + n * bottom, bottom * d
            if bottom > 1 << 64:
                common = gcd(top, bottom)
                top, bottom = top // common, bottom // common
    return Fraction(top, bottom)


def _hull(maybe: list[tuple[Fraction, Fraction]], total: Fraction, value: Fraction, *, lowest: bool) -> Fraction:
    """The lowest (highest) mean over all choices of which of `maybe` to include beside the `total` that is sure."""
    for weight, score in sorted(maybe, key=lambda pair: pair[1], reverse=not lowest):
        if not total or (score * total < value if lowest else score * total > value):
            total += weight
            value += weight * score
    return value / total


def geometric(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Weighted geometric mean, to twelve decimals; a zero makes it zero."""
    if ZERO in values:
        return ZERO
    first = values[0]
    if all([value is first or value == first for value in values]):  # noqa: C419
        return first
    whole = all([weight.denominator == 1 for weight in weights])  # noqa: C419
    total = float(sum([weight.numerator for weight in weights]) if whole else sum(weights))
    product = 1.0
    for value, weight in zip(values, weights, strict=True):
        product *= (value.numerator / value.denominator) ** (weight.numerator / weight.denominator / total)
    units, _, decimals = f"{product:.12f}".partition(".")
    return Fraction(int(units + decimals), 10**12)


def minimum(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The lowest value."""
    return ZERO if ZERO in values else min(values)


def _ends(
    method: Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction], parts: Sequence[tuple[Fraction, Score]]
) -> tuple[Fraction, Fraction]:
    """Another kind of mean at worst and at best; what may not apply is counted only if it moves that end."""
    sure = [(weight, score) for weight, score in parts if score.applies is Truth.TRUE]
    maybe = [(weight, score) for weight, score in parts if score.applies is Truth.UNKNOWN]
    found = []
    for turn in (1, -1):
        weights = [weight for weight, _ in sure]
        values = [score.low if turn > 0 else score.high for _, score in sure]
        ends = [(score.low if turn > 0 else score.high, weight) for weight, score in maybe]
        for value, weight in sorted(ends, key=lambda end: turn * end[0]):
            if not values or turn * (value - method(values, weights)) < 0:
                values.append(value)
                weights.append(weight)
        found.append(method(values, weights))
    return found[0], found[1]


def item_of(finding: Finding) -> Item:
    """A finding as part of a mean."""
    applies = {Truth.TRUE: True, Truth.UNKNOWN: None}.get(finding.applies, False)
    return Item(finding.weight, finding.low, finding.high, finding.coverage, applies, finding.outer)


def capped(score: Score, gates: Sequence[GateResult]) -> Score:
    """The score under its gates: a fired gate caps both ends, an undecided one the lower."""
    low, high = score.low, score.high
    for result in gates:
        cap = exact(result.gate.cap)
        if result.fired is not Truth.FALSE:
            low = min(low, cap)
        if result.fired is Truth.TRUE:
            high = min(high, cap)
    return score._replace(low=low, high=high, gates=tuple(gates))


def stage_reached(findings: Iterable[Finding]) -> tuple[int, int] | None:
    """The last stage whose requirements, and those of all stages before it, hold: at worst and at best."""
    stages: dict[int, list[Finding]] = {}
    staged = [finding for finding in findings if finding.criterion.stage is not None]
    for finding in staged:
        if finding.criterion.stage is not None and finding.applies is not Truth.FALSE:
            stages.setdefault(finding.criterion.stage, []).append(finding)
    if not stages:
        return None
    ordered = sorted(stages.items())

    def may_be_empty(found: Sequence[Finding]) -> bool:
        return all(f.applies is Truth.UNKNOWN for f in found)

    low = high = 0
    for stage, found in ordered:
        if any(f.rating is not Rating.MET for f in found):
            break
        if not may_be_empty(found):
            low = stage
    else:
        if not low:  # if all stages were empty, there would be nothing to say
            low = ordered[0][0]
    for stage, found in ordered:
        can = [_can_be_met(f) for f in found]
        if not all(met or f.applies is Truth.UNKNOWN for met, f in zip(can, found, strict=True)):
            break
        high = stage if any(can) else high
    return low, high


def _can_be_met(finding: Finding) -> bool:
    return finding.high >= target_of(finding.criterion) if finding.criterion.obligation == "may" else not finding.gap


def unit_score(findings: Sequence[Finding], gates: Sequence[GateResult], ties: Sequence[Tied] = ()) -> Score | None:
    """One domain on one axis."""
    score = _mean_of(findings)
    if score is None:
        return None
    for tie in ties:
        score = _tightened(score, findings, tie)
    out = [f.weight for f in findings if f.applies is Truth.FALSE]
    stage = stage_reached(findings)
    if out or stage:
        excluded = sum(out, ZERO)
        score = score._replace(excluded=excluded, stage=stage)
        if excluded * 5 > score.weight + excluded:
            part = score.weight / (score.weight + excluded)
            score = score._replace(with_excluded=(score.low * part, score.high * part))
    return capped(score, gates) if gates else score


def _tightened(score: Score, findings: Sequence[Finding], tie: Tied) -> Score:
    """The score when some criteria are completed together."""
    apart = [f for f in findings if f.weight and f.criterion.id not in tie.names and f.applies is not Truth.FALSE]
    sure_ones = [f for f in apart if f.applies is Truth.TRUE]
    maybe = [f for f in apart if f.applies is not Truth.TRUE]
    counted = _dot([(f.weight, ONE) for f in sure_ones])
    ends: list[Fraction] = []
    for part, sign in ((tie.lows, -1), (tie.highs, 1)):
        parts: list[Part] = [part]
        parts += [[Sum(f.weight * (f.low if sign < 0 else f.high), f.weight), NOTHING] for f in maybe]
        held = _dot([(f.weight, f.low if sign < 0 else f.high) for f in sure_ones])
        end = share(Sum(held, counted), parts, sign)
        assert end is not None
        ends.append(end)
    sure = bool(sure_ones) or not can_be_nothing(tie.lows)
    outer = tie.outer or any(f.outer for f in apart)
    return score._replace(
        low=ends[0], high=ends[1], outer=outer, applies=Truth.TRUE if sure else Truth.UNKNOWN
    )  # fmt: skip


def all_scores(
    framework: Framework,
    findings: Sequence[Finding],
    gates: Sequence[GateResult],
    ties: Mapping[tuple[str, str], Sequence[Tied]],
    kept: Mapping[tuple[str, str], Score | None],
) -> tuple[dict[tuple[str, str], Score], dict[str, Score], dict[str, dict[str, tuple[Fraction, Fraction]]]]:
    """Scores by domain and axis, totals by axis, and other means of these; `kept` has units already scored, without gates."""
    together = framework.method.axes == "together"
    scores: dict[tuple[str, str], Score] = {}
    totals: dict[str, Score] = {}
    shadows: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    by_axis: dict[str, list[Finding]] = {}
    chapters: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        axis = ALL if together else finding.criterion.axis
        by_axis.setdefault(axis, []).append(finding)
        chapters.setdefault((finding.domain.domain, axis), []).append(finding)
    children: dict[str | None, list[Domain]] = {}
    for domain in framework.domains:
        children.setdefault(domain.parent, []).append(domain)

    for axis in [axis for axis in (ALL, *AXES) if axis in by_axis]:

        def scored(domain: Domain, axis: str = axis, depth: int = 1) -> Score | None:
            own = [g for g in gates if g.gate.domain == domain.domain and (together or g.gate.axis == axis)]
            key = (domain.domain, axis)
            if domain.domain in children:
                below = [
                    (child, score) for child in children[domain.domain] if (score := scored(child, axis, depth + 1))
                ]
                found = _added(below, way_at(framework.method, depth))
                found = capped(found, own) if found else None
            elif key in kept:
                found = kept[key]
                found = capped(found, own) if found and own else found
            else:
                found = unit_score(chapters.get(key, []), own, ties.get(key, ()))
            if found:
                scores[key] = found = found._replace(depth=depth) if framework.method.depths else found
            return found

        top = [(domain, score) for domain in children.get(None, []) if (score := scored(domain))]
        total = _group(top)
        if total is None:
            continue
        weighed = [(exact(domain.weight), score) for domain, score in top]
        ends = {name: _ends(method, weighed) for name, method in (("geometric", geometric), ("minimum", minimum))}
        if (way := way_at(framework.method, 0)) != "arithmetic":
            low, high = ends[way]
            total = total._replace(low=low, high=high)
        totals[axis], shadows[axis] = total._replace(stage=stage_reached(by_axis[axis])), ends
    return scores, totals, shadows


def way_at(method: Method, depth: int) -> str:
    """How domains add up to a score at this depth."""
    if not method.depths:
        return "arithmetic" if depth else method.aggregation
    return method.depths[min(depth, len(method.depths) - 1)].aggregation


def _added(parts: Sequence[tuple[Domain, Score]], way: str) -> Score | None:
    """Domains added up to one that holds them."""
    found = _group(parts)
    if found is None or way == "arithmetic":
        return found
    method = {"geometric": geometric, "minimum": minimum}[way]
    low, high = _ends(method, [(exact(domain.weight), score) for domain, score in parts])
    return found._replace(low=low, high=high)


def _group(parts: Sequence[tuple[Domain, Score]]) -> Score | None:
    if all(score.applies is Truth.TRUE for _, score in parts):
        return _plain_mean([(exact(domain.weight), score) for domain, score in parts])
    sure = {Truth.TRUE: True, Truth.UNKNOWN: None}
    return mean(Item(exact(d.weight), s.low, s.high, s.coverage, sure[s.applies], s.outer) for d, s in parts)


def level_of(score: Score, method: Method) -> LevelReading:
    """The level in words: one level if both ends are in it, otherwise the range, or "not rated" if too little is known."""
    if not method.levels:
        return LevelReading("none")
    ends = (score.low, score.high)
    if method.levels_from == "printed":
        ends = (printed(score.low, method), printed(score.high, method))
    low, high = (_level(end, method.levels) for end in ends)
    if low is high:
        return LevelReading("level", low.word, low.word)
    if score.coverage < exact(method.coverage_threshold):
        return LevelReading("not_rated", low.word, high.word)
    return LevelReading("between", low.word, high.word)


def printed(value: Fraction, method: Method) -> Fraction:
    """A figure rounded half up to the decimals that are printed on the scale of the framework."""
    steps = exact(method.scale) * Fraction(10**method.decimals)
    return Fraction(floor(value * steps + Fraction(1, 2))) / steps


def _level(value: Fraction, levels: Sequence[Level]) -> Level:
    return [level for level in levels if exact(level.from_) <= value][-1]


def criterion_shares(
    framework: Framework, findings: Sequence[Finding], scores: Mapping[tuple[str, str], Score]
) -> dict[str, Fraction]:
    """The weight of each criterion in the total of its axis, among those that apply; for each axis, these weights add up to 1."""
    together = framework.method.axes == "together"
    domains = {domain.domain: domain for domain in framework.domains}
    units: dict[tuple[str, str], Fraction] = {}

    def unit_share(domain: Domain, axis: str) -> Fraction:
        key = (domain.domain, axis)
        if key not in units:
            siblings = [d for d in framework.domains if d.parent == domain.parent and (d.domain, axis) in scores]
            above = unit_share(domains[domain.parent], axis) if domain.parent else ONE
            units[key] = above * exact(domain.weight) / sum(exact(d.weight) for d in siblings)
        return units[key]

    shares: dict[str, Fraction] = {}
    for finding in findings:
        axis = ALL if together else finding.criterion.axis
        unit = scores.get((finding.domain.domain, axis))
        applies = unit is not None and finding.applies is not Truth.FALSE and unit.weight
        shares[finding.criterion.id] = (
            finding.weight / unit.weight * unit_share(finding.domain, axis) if unit and applies else ZERO
        )
    return shares
