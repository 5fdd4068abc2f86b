"""Ranks of totals, only where they are asked for: tiers of what cannot be told apart, and ranks where all figures are known."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.comparison import Comparison, Row
from assess.engine.drawn import DrawnRow
from assess.engine.orders import ranked
from assess.engine.score import printed
from assess.model.framework import Method

APART = Fraction(95, 100)
"""From this share of draws on two countries count as told apart."""


class Ranking(NamedTuple):
    """The ranks of one total."""

    axis: str
    tiers: tuple[tuple[int, ...], ...]
    """The countries (by their places) from the highest tier down; each is told apart from all countries of other tiers."""
    ranks: tuple[int | None, ...] | None
    """Of each country, its rank by the printed figure, ties sharing one; None where not all figures are known exactly."""
    left: tuple[int, ...]
    """Countries to which nothing applies."""


def rankings(compared: Comparison) -> tuple[Ranking, ...]:
    """The rankings of the totals of a comparison, axis after axis."""
    drawn = {row.axis: row for row in (compared.drawn.rows if compared.drawn else ()) if row.domain is None}
    return tuple(
        _ranking(row, drawn.get(row.axis), compared.framework.method_at(0))
        for row in compared.rows
        if row.domain is None
    )


def _ranking(row: Row, drawn: DrawnRow | None, method: Method) -> Ranking:
    known = [i for i, score in enumerate(row.scores) if score is not None]
    left = tuple(i for i, score in enumerate(row.scores) if score is None)
    figures = [printed(s.low, method) if s is not None else None for s in row.scores]
    if all(score is None or score.low == score.high for score in row.scores):
        ranks = ranked(figures)
        tiers = [tuple(i for i in known if ranks[i] == rank) for rank in sorted({r for r in ranks if r})]
        return Ranking(row.axis, tuple(tiers), tuple(ranks), left)
    above = [set(each) for each in row.order.above]
    if drawn is not None:
        for i in known:
            above[i] |= {j for j, share in enumerate(drawn.higher[i]) if share is not None and share >= APART}
    return Ranking(row.axis, tiers_of(known, above), None, left)


def tiers_of(members: Sequence[int], above: Sequence[set[int]]) -> tuple[tuple[int, ...], ...]:
    """Tiers from the top: who can be reached from each other by steps that do not lead upwards are in one tier. So what is not told
    apart is together, directly or through others, and so are shares of draws that go in a circle."""
    down = {i: {j for j in members if j != i and i not in above[j]} for i in members}
    reached: dict[int, set[int]] = {}
    for i in members:
        found, new = {i}, [i]
        while new:
            more = down[new.pop()] - found
            found |= more
            new += more
        reached[i] = found
    tiers = {tuple(sorted(j for j in reached[i] if i in reached[j])) for i in members}
    return tuple(sorted(tiers, key=lambda tier: -len(reached[tier[0]])))
