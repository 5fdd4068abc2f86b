"""Shares of weights that put one country above another, where they can be worked out without drawing anything.

With weights from a Dirichlet distribution: J. Aitchison, The Statistical Analysis of Compositional Data (1986), on its marginals;
for the flat one, the share of a simplex beyond a plane.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import exp, lgamma, log, log1p

MOST_FLAT = 12
"""Of more criteria the sum for flat weights has terms so large that nothing is gained by it."""


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8; Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    tiny = 1e-300
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), tiny)
    value = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d or tiny)
            c = 1 + term / c or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * value


def higher(differences: Sequence[Fraction], alphas: Sequence[Fraction]) -> Fraction | float | None:
    """In which share of weights drawn from Dirichlet(alphas) the weighted sum of the differences is above 0.

    Exact where all differences have one sign, where they come to two values apart from 0 (whole criteria met or not), and for flat
    weights over differing values. None otherwise.
    """
    groups: dict[Fraction, Fraction] = {}
    for difference, alpha in zip(differences, alphas, strict=True):
        if (
            difference and alpha
        ):  # what is equal moves nothing: the other weights have the same distribution among themselves
            groups[difference] = groups.get(difference, Fraction(0)) + alpha
    if not groups:
        return Fraction(1, 2)  # a tie counts half
    if min(groups) > 0 or max(groups) < 0:
        return Fraction(int(min(groups) > 0))
    if len(groups) == 2:
        (up, a), (down, b) = sorted(groups.items(), reverse=True)
        at = -down / (up - down)
        return 1 - at if a == b == 1 else 1 - incomplete_beta(float(a), float(b), float(at))
    if set(groups.values()) == {Fraction(1)} and len(groups) <= MOST_FLAT:
        return _flat(list(groups))
    return None


def _flat(differences: Sequence[Fraction]) -> Fraction:
    """For weights spread evenly over the simplex and differing values."""
    total, last = Fraction(0), len(differences) - 1
    for i, one in enumerate(differences):
        if one > 0:
            below = Fraction(1)
            for j, other in enumerate(differences):
                below *= one - other if i != j else 1
            total += one**last / below
    return total


def least_in_box(
    differences: Sequence[Fraction], lows: Sequence[Fraction], highs: Sequence[Fraction]
) -> Fraction | None:
    """The least weighted sum of the differences for weights within bounds that add up to 1; None if no such weights exist.

    The rest beyond the lower bounds goes to the lowest differences first.
    """
    rest = 1 - sum(lows)
    if rest < 0 or sum(highs) < 1:
        return None
    found = sum((low * each for low, each in zip(lows, differences, strict=True)), Fraction(0))
    for each, low, high in sorted(zip(differences, lows, highs, strict=True)):
        taken = min(rest, high - low)
        found += taken * each
        rest -= taken
    return found


def uniform_higher(first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> Fraction:
    """The share in which the first of two values is higher, each drawn evenly and alone from its interval; ties count half."""
    (a, b), (c, d) = first, second
    if a == b and c == d:
        return Fraction(a > c) if a != c else Fraction(1, 2)
    if a == b:
        return min(max((a - c) / (d - c), Fraction(0)), Fraction(1))
    if c == d:
        return 1 - uniform_higher(second, first)

    def area(x: Fraction) -> Fraction:
        """The integral of max(x - c, 0) up to x, less what is beyond d."""
        return (max(x - c, Fraction(0)) ** 2 - max(x - d, Fraction(0)) ** 2) / 2

    return (area(b) - area(a)) / ((b - a) * (d - c))
