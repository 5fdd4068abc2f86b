"""Weights from judgements in pairs (T. L. Saaty's analytic hierarchy process): how many times one weighs another."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

RANDOM = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Of tables of this size filled at random, the mean index of inconsistency (Saaty 1980)."""
MOST = len(RANDOM) - 1
"""So many things can be judged in pairs."""


class Judged(NamedTuple):
    """What judgements come to."""

    weights: tuple[Fraction, ...]
    """They add up to 1, to six decimals."""
    largest: float
    """The principal eigenvalue; without contradictions it is the number of things."""
    ratio: float
    """How inconsistent they are beside judgements at random; above 0.1 they should be looked at again."""


def judged(table: Sequence[Sequence[Fraction]]) -> Judged:
    """Weights from a table of which the entry in row i, column j says how many times i weighs j."""
    n = len(table)
    rows = [[float(each) for each in row] for row in table]
    weights = [1 / n] * n
    for _ in range(1000):
        product = [sum(a * w for a, w in zip(row, weights, strict=True)) for row in rows]
        total = sum(product)
        new = [each / total for each in product]
        if max(abs(a - b) for a, b in zip(new, weights, strict=True)) < 1e-14:
            break
        weights = new
    product = [sum(a * w for a, w in zip(row, weights, strict=True)) for row in rows]
    largest = sum(p / w for p, w in zip(product, weights, strict=True)) / n
    index = (largest - n) / (n - 1) if n > 1 else 0.0
    ratio = max(index, 0.0) / RANDOM[n] if n > 2 else 0.0
    return Judged(tuple(Fraction(round(w * 10**6), 10**6) for w in weights), largest, ratio)
