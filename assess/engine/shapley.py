"""How much of a change is due to each of several causes: Shapley's shares, which add up to the whole."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial


def shares(value: Callable[[Collection[str]], Fraction], causes: Sequence[str]) -> dict[str, Fraction]:
    """The share of each cause: what it adds to the value, as a mean over all orders in which the causes can come in.

    Args:
        value: of a set of causes that are at work, the others not.
    """
    count = len(causes)
    known = {
        frozenset(some): value(frozenset(some)) for size in range(count + 1) for some in combinations(causes, size)
    }
    found = {}
    for cause in causes:
        total = Fraction(0)
        for before, at in known.items():
            if cause not in before:
                orders = factorial(len(before)) * factorial(count - len(before) - 1)
                total += orders * (known[before | {cause}] - at)
        found[cause] = total / factorial(count)
    return found
