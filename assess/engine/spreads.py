"""Drawn scores of several countries summed up: medians, intervals, positions, and how often one is above another."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from assess.engine.drawn import Spread

Array = NDArray[np.float64]
CLOSE = 9
"""Decimals to which scores are compared: sums in another order may differ in the last digits of a float."""


def summed_up(scores: Array) -> tuple[tuple[Spread | None, ...], list[list[Fraction | None]]]:
    """Medians, intervals and positions of each country (rows), and in which share of the draws each is above each other."""
    n, draws = scores.shape
    scores = np.round(scores, CLOSE)
    there = ~np.isnan(scores)
    whole = bool(there.all())
    places = np.empty((n, draws), dtype=np.int32)
    above = np.empty((n, n), dtype=np.int64)
    small = np.int16 if n < 32000 else np.int32
    for i in range(n):
        over = scores > scores[i]  # nothing is above or below what does not apply
        places[i] = 1 + over.sum(axis=0, dtype=small)
        above[:, i] = np.count_nonzero(over, axis=1)
    kept = [slice(None) if whole else there[i] for i in range(n)]
    spreads = tuple(_spread(scores[i][kept[i]], places[i][kept[i]], n) for i in range(n))
    shares: list[list[Fraction | None]] = []
    for i in range(n):
        both = [draws] * n if whole else np.count_nonzero(there & there[i], axis=1).tolist()
        own, other = above[i].tolist(), above[:, i].tolist()
        shares.append([
            Fraction(both[j] + own[j] - other[j], 2 * both[j]) if both[j] and i != j else None for j in range(n)
        ])  # fmt: skip
    return spreads, shares


def _spread(scores: Array, places: NDArray[np.int32], n: int) -> Spread | None:
    if not len(scores):
        return None
    at = sorted({max(-(-len(scores) * share // 100) - 1, 0) for share in (5, 50, 95)})
    ends, order = np.partition(scores, at), np.partition(places, at)
    five, half, most = (max(-(-len(scores) * share // 100) - 1, 0) for share in (5, 50, 95))
    score = tuple(_rounded(float(ends[k])) for k in (five, half, most))
    position = tuple(int(order[k]) for k in (five, half, most))
    counts = np.bincount(places, minlength=n + 1)[1:].tolist()
    return Spread(score, position, tuple(counts))  # type: ignore[arg-type]


def _rounded(value: float) -> Fraction:
    """A score to four decimals; one that is not 0 or 1 does not become so."""
    steps = round(value * 10000)
    if 10**-CLOSE < value < 1 - 10**-CLOSE:
        steps = min(max(steps, 1), 9999)
    return Fraction(steps, 10000)
