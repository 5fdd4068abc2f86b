"""What drives a result: shares of its variance, exact where a score is a weighted mean.

For independent open answers the first-order index of Sobol' is the share of each in the variance; nothing has to be drawn. For
weights from a Dirichlet distribution the variance of the mean is the sum of w (x - mean)^2, up to a factor that all share.
A. Saltelli and others, Global Sensitivity Analysis (2008).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from assess.engine.comparison import Comparison, Row
from assess.engine.score import criterion_shares
from assess.model.base import exact
from assess.model.results import Truth

MOST_PIVOTS = 16
"""So many open answers are completed together."""


class Part(NamedTuple):
    """A part of what drives a result: a criterion or a domain, and its share."""

    name: str
    share: Fraction


class Drivers(NamedTuple):
    """What drives the spread of one total over all countries."""

    axis: str
    open: tuple[Part, ...]
    """Criteria with open answers; their shares of the spread that open answers make, the largest first."""
    weights: tuple[Part, ...]
    """Domains; their shares of the spread that weights make between domains."""


def shares_of(variances: Mapping[str, Fraction]) -> tuple[Part, ...]:
    """Shares of independent variances, the largest first."""
    total = sum(variances.values(), Fraction(0))
    parts = [Part(name, each / total) for name, each in variances.items() if each]
    return tuple(sorted(parts, key=lambda part: (-part.share, part.name)))


def of_weights(values: Sequence[Fraction], weights: Sequence[Fraction]) -> list[Fraction]:
    """What the weight of each part does to a mean: w (x - mean)^2, with weights that add up to 1."""
    total = sum(weights, Fraction(0))
    if not total:
        return [Fraction(0) for _ in values]
    mean = sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0)) / total
    return [w / total * (v - mean) ** 2 for v, w in zip(values, weights, strict=True)]


def drivers(compared: Comparison) -> tuple[Drivers, ...]:
    """What drives each total at the weights of the framework, added up over all countries: open answers lie evenly between their
    ends, so that the variance of each is the square of its length by 12; domains stand at the middle of their intervals."""
    return tuple(_drivers(compared, row) for row in compared.rows if row.domain is None)


def _drivers(compared: Comparison, row: Row) -> Drivers:
    spread: dict[str, Fraction] = {}
    moved: dict[str, Fraction] = {}
    for country in compared.countries:
        assessment = country.assessment
        shares = criterion_shares(assessment.framework, assessment.findings, assessment.scores)
        for finding in assessment.findings:
            if row.axis not in ("all", finding.criterion.axis) or finding.applies is not Truth.TRUE:
                continue
            name = finding.criterion.id
            more = (shares[name] * (finding.high - finding.low)) ** 2 / 12
            if more:
                spread[name] = spread.get(name, Fraction(0)) + more
        top = [
            d for d in assessment.framework.domains if d.parent is None and (d.domain, row.axis) in assessment.scores
        ]
        scores = [assessment.scores[d.domain, row.axis] for d in top]
        for domain, more in zip(
            top, of_weights([(s.low + s.high) / 2 for s in scores], [exact(d.weight) for d in top]), strict=True
        ):
            moved[domain.domain] = moved.get(domain.domain, Fraction(0)) + more
    return Drivers(row.axis, shares_of(spread), shares_of(moved))


def pivots(low: Fraction, parts: Sequence[Fraction], bound: Fraction) -> list[Fraction] | None:
    """For each open yes or no, worth so much: the share of completions of all others in which it decides whether a score reaches a
    bound (the Banzhaf index). None for too many of them."""
    if len(parts) > MOST_PIVOTS:
        return None
    found = []
    for i, own in enumerate(parts):
        others = [part for k, part in enumerate(parts) if k != i]
        decides = 0
        for chosen in product((0, 1), repeat=len(others)):
            base = low + sum((part for part, on in zip(others, chosen, strict=True) if on), Fraction(0))
            decides += base < bound <= base + own
        found.append(Fraction(decides, 2 ** len(others)))
    return found
