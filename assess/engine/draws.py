"""Draws of a comparison: weights, aggregation, open answers and confidence varied together, the same for all countries.

Each country and each domain has its own stream of random numbers, found from the seed and its name. So the order of the files
changes nothing, and neither does another country that is added.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assess.engine.closed_forms import higher
from assess.engine.comparison import Comparison
from assess.engine.drawn import Drawn, DrawnRow, Driver, Setting
from assess.engine.necessary import Certain, criteria_certain, group_certain, same_in_all
from assess.engine.score import ALL, way_at
from assess.engine.shared import Unit, World
from assess.engine.spreads import summed_up
from assess.model.base import exact
from assess.model.framework import Domain
from assess.model.results import Finding, LeafResult, Trace, Truth

Array = NDArray[np.float64]
RELIABILITY = {"high": 1.0, "medium": 0.8, "low": 0.6}
MOST_EXACT = 40
"""Of so many countries the shares that can be are worked out and not drawn."""


class Part(NamedTuple):
    """The criteria of one domain on one axis, for each country: rows are countries, columns criteria."""

    low: Array
    high: Array
    applies: Array
    """1, 0, or 1/2 where it is open."""
    sure: Array
    """How far the answers are relied on."""
    caps: tuple[tuple[tuple[float, float], ...], ...]
    """For each country its gates: the cap, and 1 where it has fired or 1/2 where that is open."""


def draw(compared: Comparison, setting: Setting) -> Drawn:
    """The draws of all scores of a comparison."""
    method = way_at(compared.framework.method, 0)
    aggregations = ("arithmetic", "geometric", *(("minimum",) if method == "minimum" else ()))
    rows = rows_of(compared, setting, aggregations)
    causes = drivers(compared, setting, aggregations)
    findings = (f for world in compared.worlds for own in world.findings for f in own)
    doubtful = any(_reliability(finding) < 1 for finding in findings)
    again = _Drawing(compared, setting, aggregations, evidence=True).rows() if doubtful else ()
    return Drawn(setting, aggregations, f"numpy {np.__version__}", rows, causes, again)


MOST_FOR_DRIVERS, FEW = 4_096, 24
"""Draws from which it is worked out what drives a spread, for so many countries; fewer for more."""


def drivers(compared: Comparison, setting: Setting, aggregations: tuple[str, ...]) -> dict[str, tuple[Driver, ...]]:
    """Indices of Sobol' of what varies, over all countries together: each is held while all else is drawn anew, and drawn anew
    while all else is held (I. M. Sobol' 2001; A. Saltelli and others 2008)."""
    many = max(MOST_FOR_DRIVERS * FEW // max(len(compared.countries), FEW), 512)
    less = setting._replace(draws=min(setting.draws, many))
    other = setting.seed + (1 << 63)
    names = ("open", "weights", *(("aggregation",) if len(aggregations) > 1 else ()))

    def totals(anew: Sequence[str]) -> dict[str, Array]:
        seeds = {name: other if name in anew else setting.seed for name in names}
        return _Drawing(compared, less, aggregations, evidence=False, seeds=seeds).totals()

    base = totals(())
    if not any(_spread_of(scores, scores) > MARGIN for scores in base.values()):
        return {}
    held = {name: totals([n for n in names if n != name]) for name in names}
    anew = {name: totals([name]) for name in names}
    found = {}
    for axis, scores in base.items():
        variance = _spread_of(scores, scores)
        if variance > MARGIN:
            found[axis] = tuple(
                Driver(
                    name,
                    _share(_spread_of(scores, held[name][axis]) / variance),
                    _share(1 - _spread_of(scores, anew[name][axis]) / variance),
                )
                for name in names
            )
    return found


MARGIN = 1e-12


def _spread_of(first: Array, second: Array) -> float:
    """The covariance of two sets of draws, added up over the countries (rows)."""
    there = ~(np.isnan(first) | np.isnan(second))
    found = 0.0
    for a, b, kept in zip(first, second, there, strict=True):
        if kept.any():
            x, y = a[kept], b[kept]
            middle = (x.mean() + y.mean()) / 2  # of both: it makes the estimate steadier
            found += float(((x - middle) * (y - middle)).mean())
    return found


def _share(value: float) -> Fraction:
    return Fraction(round(min(max(value, 0.0), 1.0) * 1000), 1000)


def rows_of(compared: Comparison, setting: Setting, aggregations: tuple[str, ...]) -> tuple[DrawnRow, ...]:
    """The draws at the stated confidence, without what drives them."""
    return _Drawing(compared, setting, aggregations, evidence=False).rows()


def stream(seed: int, *names: str) -> np.random.Generator:
    """Random numbers for something with a name, always the same ones."""
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


class _Drawing:
    """One run over all draws."""

    def __init__(
        self,
        compared: Comparison,
        setting: Setting,
        aggregations: tuple[str, ...],
        *,
        evidence: bool,
        seeds: Mapping[str, int] | None = None,
    ) -> None:
        self.seeds = dict.fromkeys(("open", "weights", "aggregation"), setting.seed) | dict(seeds or {})
        self.compared = compared
        self.setting = setting
        self.aggregations = aggregations
        self.evidence = evidence
        self.codes = [country.code for country in compared.countries]
        self.children: dict[str | None, list[Domain]] = {}
        for domain in compared.framework.domains:
            self.children.setdefault(domain.parent, []).append(domain)
        n, draws = len(compared.worlds), setting.draws
        self.world = (
            stream(self.seeds["open"], "worlds").integers(n, size=draws) if n > 1 else np.zeros(draws, dtype=int)
        )
        self.expert = stream(self.seeds["weights"], "experts").integers(max(len(setting.experts), 1), size=draws)
        self.way = stream(self.seeds["aggregation"], "aggregation").integers(len(aggregations), size=draws)
        self.scores: dict[Unit, Array | None] = {}
        self.certain: dict[Unit, Certain] = {}

    def totals(self) -> dict[str, Array]:
        """The drawn totals by axis: rows are countries, columns draws."""
        for axis in dict.fromkeys(row.axis for row in self.compared.rows):
            self._group(None, axis)
        return {axis: found for (domain, axis), found in self.scores.items() if domain is None and found is not None}

    def rows(self) -> tuple[DrawnRow, ...]:
        """The rows of the comparison, in their order."""
        self.totals()
        found = []
        for row in self.compared.rows:
            unit = (row.domain.domain if row.domain else None, row.axis)
            scores = self.scores[unit]
            assert scores is not None
            exact = {} if self.evidence else self._exact(unit)
            sure = frozenset[tuple[int, int]]() if self.evidence else self.certain[unit].pairs()
            spreads, shares = summed_up(scores)
            table = tuple(
                tuple(exact.get((i, j), share) for j, share in enumerate(own)) for i, own in enumerate(shares)
            )
            found.append(DrawnRow(*unit, spreads, table, sure, frozenset(exact)))
        return tuple(found)

    def _unit(self, domain: Domain, axis: str, depth: int) -> Array | None:
        unit = (domain.domain, axis)
        if unit not in self.scores:
            self.scores[unit] = (
                self._group(domain, axis, depth) if domain.domain in self.children else self._criteria(domain, axis)
            )
        return self.scores[unit]

    def _weights(self, name: str, weights: Sequence[Fraction], own: Sequence[Sequence[Fraction]]) -> Array:
        """Weights in each draw (rows), which do not have to add up to 1; `own` are those of each expert."""
        if own:
            return np.array([[float(each) for each in one] for one in own])[self.expert]
        total = sum(weights)
        alphas = [float(self.setting.concentration * each / total) for each in weights]
        return stream(self.seeds["weights"], "weights", name).standard_gamma(alphas, (self.setting.draws, len(alphas)))

    def _criteria(self, domain: Domain, axis: str) -> Array | None:
        """The drawn scores of a domain with criteria: rows are countries, columns draws; NaN where nothing applies."""
        together = self.compared.framework.method.axes == "together"
        places = [
            k
            for k, row in enumerate(self.compared.findings)
            if row.domain.domain == domain.domain and (together or row.criterion.axis == axis)
            if row.findings[0].weight
        ]
        if not places:
            return None
        weights = [self.compared.findings[k].findings[0].weight for k in places]
        ids = [self.compared.findings[k].criterion.id for k in places]
        sets = [[e.criteria.get(name, w) for name, w in zip(ids, weights, strict=True)] for e in self.setting.experts]
        drawn = self._weights(f"{domain.domain}/{axis}", weights, sets)
        parts = [_part(world, places, (domain.domain, axis)) for world in self.compared.worlds]
        self.certain[domain.domain, axis] = criteria_certain(parts, sets)
        if not any(part.applies.any() for part in parts):
            return None
        first = parts[0]
        settled = drawn @ (first.low * first.applies).T
        counted = drawn @ first.applies.T
        found = np.empty((len(self.codes), self.setting.draws))
        for i, code in enumerate(self.codes):
            rng = stream(self.seeds["open"], code, f"{domain.domain}/{axis}")
            numbers = _Numbers(rng, self.setting.draws, len(places), evidence=self.evidence, whole=len(parts) > 1)
            if same_in_all(parts, i):
                found[i] = _drawn(first, i, drawn, numbers, settled[:, i], counted[:, i])
                continue
            for w, part in enumerate(parts):
                own = _drawn(part, i, drawn, numbers, drawn @ (part.low[i] * part.applies[i]), drawn @ part.applies[i])
                found[i] = np.where(self.world == w, own, found[i])
        return found

    def _group(self, domain: Domain | None, axis: str, depth: int = 0) -> Array | None:
        """The drawn scores of a domain that holds others, or of the total of an axis."""
        below = [
            (child, score)
            for child in self.children.get(domain.domain if domain else None, ())
            if (score := self._unit(child, axis, depth + 1)) is not None
        ]
        unit = (domain.domain if domain else None, axis)
        if not below:
            self.scores[unit] = None
            return None
        weights = [exact(child.weight) for child, _ in below]
        sets = [
            [e.domains.get(child.domain, w) for (child, _), w in zip(below, weights, strict=True)]
            for e in self.setting.experts
        ]
        drawn = self._weights(f"{unit[0] or ''}//{axis}", weights, sets).T
        ways = self.aggregations if domain is None else (way_at(self.compared.framework.method, depth),)
        self.certain[unit] = group_certain([self.certain[child.domain, axis] for child, _ in below], sets, ways)
        stack = [score for _, score in below]
        found = np.empty_like(stack[0])
        for k, way in enumerate(ways):
            own = self.way == k if len(ways) > 1 else slice(None)
            found[:, own] = _mean([scores[:, own] for scores in stack], drawn[:, own], way)
        if domain is not None:
            caps = _caps(self.compared.worlds[0], unit)
            for i, own in enumerate(caps):
                if own:  # what is sure of the domains below is not sure of a score that a gate may cap
                    self.certain[unit].always_higher[i] = self.certain[unit].never_lower[i] = False
                found[i] = _capped(found[i], own, stream(self.seeds["open"], self.codes[i], f"{unit[0]}//{axis}"))
        self.scores[unit] = found
        return found

    def _exact(self, unit: Unit) -> dict[tuple[int, int], Fraction]:
        """Shares that need no draw: of countries of which all of a domain is known, with weights around those of the framework."""
        if self.setting.experts or len(self.compared.worlds) > 1 or len(self.codes) > MOST_EXACT:
            return {}
        rows = [
            row
            for row in self.compared.findings
            if row.domain.domain == unit[0] and unit[1] in (row.criterion.axis, ALL) and row.findings[0].weight
        ]
        scores = [each.get(unit) for each in self.compared.worlds[0].scores]
        known = [
            i
            for i, score in enumerate(scores)
            if score and not score.gates
            if all(r.findings[i].low == r.findings[i].high and r.findings[i].applies is Truth.TRUE for r in rows)
        ]
        total = sum((row.findings[0].weight for row in rows), Fraction(0))
        if not rows or not total:
            return {}
        alphas = [self.setting.concentration * row.findings[0].weight / total for row in rows]
        found: dict[tuple[int, int], Fraction] = {}
        for i in known:
            for j in (each for each in known if each > i):
                share = higher([row.findings[i].low - row.findings[j].low for row in rows], alphas)
                if share is not None:
                    found[i, j] = Fraction(share).limit_denominator(10**9)
                    found[j, i] = 1 - found[i, j]
        return found


class _Numbers:
    """The random numbers of one country in one domain, drawn where they are needed, each kind from a stream of its own."""

    def __init__(
        self, rng: np.random.Generator, draws: int, criteria: int, *, evidence: bool, whole: bool = False
    ) -> None:
        self.streams = dict(zip(("value", "applies", "caps", "doubt", "anew"), rng.spawn(5), strict=True))
        self.size, self.evidence, self.whole = (draws, criteria), evidence, whole
        self.kept: dict[str, Array] = {}

    def of(self, name: str, wanted: NDArray[np.bool_]) -> Array:
        """A number from 0 to 1 for each draw and each wanted criterion."""
        if name not in self.kept:
            size = self.size if self.whole else (self.size[0], int(wanted.sum()))
            self.kept[name] = self.streams[name].random(size)
        return self.kept[name][:, wanted] if self.whole else self.kept[name]


def _drawn(part: Part, i: int, weights: Array, numbers: _Numbers, settled: Array, counted: Array) -> Array:
    """The scores of one country in one domain."""
    low, high, applies, sure = part.low[i], part.high[i], part.applies[i], part.sure[i]
    opened = high > low
    maybe = applies == 0.5
    doubted = (sure < 1) & (applies > 0) if numbers.evidence else np.zeros(len(low), dtype=bool)
    if maybe.any() or doubted.any():
        values = np.broadcast_to(low, weights.shape).copy()
        if opened.any():
            values[:, opened] += (high - low)[opened] * numbers.of("value", opened)
        if doubted.any():
            again = numbers.of("doubt", doubted) >= sure[doubted]
            values[:, doubted] = np.where(again, numbers.of("anew", doubted), values[:, doubted])
        own = weights * applies
        if maybe.any():
            own[:, maybe] = weights[:, maybe] * (numbers.of("applies", maybe) < 0.5)
        settled, counted = (own * values).sum(axis=1), own.sum(axis=1)
    elif opened.any():
        more = (high - low)[opened] * applies[opened]
        settled = settled + np.einsum("nk,nk,k->n", weights[:, opened], numbers.of("value", opened), more)
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(counted > 0, settled / counted, np.nan)
    return _capped(scores, part.caps[i], numbers.streams["caps"])


def _capped(scores: Array, caps: Sequence[tuple[float, float]], rng: np.random.Generator) -> Array:
    for cap, fired in caps:
        capped = np.minimum(scores, cap)
        scores = capped if fired == 1 else np.where(rng.random(len(scores)) < 0.5, capped, scores)
    return scores


def _mean(stack: Sequence[Array], weights: Array, way: str) -> Array:
    """Scores of domains added up; a domain of which nothing applies drops out."""
    if way == "minimum":
        return np.asarray(np.fmin.reduce(list(stack)))
    total, counted = np.zeros_like(stack[0]), np.zeros_like(stack[0])
    for scores, weight in zip(stack, weights, strict=True):
        there = ~np.isnan(scores)
        with np.errstate(divide="ignore"):
            values = np.log(np.where(there, scores, 1)) if way == "geometric" else np.where(there, scores, 0)
        total += values * weight
        counted += there * weight
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / counted
    return np.exp(mean) if way == "geometric" else mean


def _part(world: World, places: Sequence[int], unit: Unit) -> Part:
    own = [[findings[k] for k in places] for findings in world.findings]
    open_ = {Truth.TRUE: 1.0, Truth.UNKNOWN: 0.5}
    return Part(
        np.array([[float(f.low) for f in each] for each in own]),
        np.array([[float(f.high) for f in each] for each in own]),
        np.array([[open_.get(f.applies, 0.0) for f in each] for each in own]),
        np.array([[_reliability(f) for f in each] for each in own]),
        _caps(world, unit),
    )


def _caps(world: World, unit: Unit) -> tuple[tuple[tuple[float, float], ...], ...]:
    fired = {Truth.TRUE: 1.0, Truth.UNKNOWN: 0.5}
    scores: list[Any] = [each.get(unit) for each in world.scores]
    return tuple(
        tuple((float(exact(g.gate.cap)), fired[g.fired]) for g in score.gates if g.fired in fired) if score else ()
        for score in scores
    )


def _reliability(finding: Finding) -> float:
    """How far a finding is relied on: as far as the least certain answer that it reads."""
    parts: list[Trace] = [each.trace for each in finding.elements if each.scored]
    states: list[Any] = [finding.measured] if finding.measured is not None else []
    for part in parts:
        if isinstance(part, LeafResult):
            states.append(part.state)
        else:
            parts += part.children
    return min((RELIABILITY[s.confidence] for s in states if s.known in ("answered", "none")), default=1.0)
