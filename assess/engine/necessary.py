"""Which pairs of countries are in the same order for all weights and aggregations that may be drawn, whatever the open answers are.

What is said here is sure; where it cannot be shown so simply, it is not said, and the share of draws stands with "> 99 %".
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from assess.engine.draws import Part

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
MARGIN = 1e-9
"""Differences smaller than this may come from the arithmetic of floats."""


class Certain(NamedTuple):
    """What is sure of one score, for each pair (rows: the first country, columns: the second)."""

    never_lower: Bools
    always_higher: Bools
    positive: Bools
    """Of each country, whether its score is surely above 0."""
    present: Bools
    """Of each country, whether it surely has a score."""
    worst: tuple[Floats, ...]
    """For each expert, if there are any, the lowest score of each country."""
    best: tuple[Floats, ...]

    def pairs(self) -> frozenset[tuple[int, int]]:
        """The pairs of which the first is always higher."""
        return frozenset((int(i), int(j)) for i, j in np.argwhere(self.always_higher) if i != j)


def same_in_all(parts: Sequence["Part"], i: int) -> bool:
    """Whether a country's readings are the same however shared answers turn out."""
    first = parts[0]
    return all(
        part.caps[i] == first.caps[i]
        and all(np.array_equal(getattr(part, name)[i], getattr(first, name)[i]) for name in ("low", "high", "applies", "sure"))
        for part in parts[1:]
    )  # fmt: skip


def criteria_certain(parts: Sequence["Part"], experts: Sequence[Sequence[Fraction]]) -> Certain:
    """Of the criteria of one domain, over all completions of shared answers."""
    found = [_of(part, np.array([[float(w) for w in one] for one in experts])) for part in parts]
    first = found[0]
    for other in found[1:]:
        first = Certain(
            first.never_lower & other.never_lower,
            first.always_higher & other.always_higher,
            first.positive & other.positive,
            first.present & other.present,
            tuple(np.minimum(a, b) for a, b in zip(first.worst, other.worst, strict=True)),
            tuple(np.maximum(a, b) for a, b in zip(first.best, other.best, strict=True)),
        )
    return first


def _of(part: "Part", experts: Floats) -> Certain:
    n = len(part.low)
    sure, there = part.applies == 1, part.applies > 0
    present = sure.any(axis=1)
    lowest = np.where(there, part.low, 1).min(axis=1)
    highest = np.where(there, part.high, 0).max(axis=1)
    caps = [min((cap for cap, _ in own), default=1.0) for own in part.caps]
    floor, ceiling = np.array(caps), np.array([min((c for c, f in own if f == 1), default=1.0) for own in part.caps])
    never, always = np.zeros((n, n), dtype=bool), np.zeros((n, n), dtype=bool)
    plain = np.all(sure == there, axis=1)
    for i in range(n):
        if not present[i]:
            continue
        same = plain & plain[i] & np.all(there == there[i], axis=1)
        least = np.where(there[i], part.low[i] - part.high, 0)
        beyond = lowest[i] - highest
        never[i] = (same & np.all(least >= 0, axis=1)) | (beyond >= 0)
        always[i] = (same & np.all(least >= 0, axis=1) & np.any(least > 0, axis=1)) | (beyond > 0)
        top = np.minimum(highest, ceiling)  # where a gate caps the first, the cap itself has to be higher
        if floor[i] < 1:
            never[i] &= floor[i] >= top
            always[i] &= floor[i] > top
    never[:, ~present] = always[:, ~present] = False
    worst: list[Floats] = []
    best: list[Floats] = []
    if len(experts):
        never[:], always[:] = True, True
        for weights in experts:
            low, high = _ends(part, weights, plain, lowest, highest)
            low, high = np.minimum(low, floor), np.minimum(high, ceiling)
            never &= low[:, None] >= high[None, :] - MARGIN / 2
            always &= low[:, None] > high[None, :] + MARGIN
            worst.append(low)
            best.append(high)
        never &= present[:, None] & present[None, :]
        always &= present[:, None] & present[None, :]
    return Certain(never, always, present & (np.minimum(lowest, floor) > 0), present, tuple(worst), tuple(best))


def _ends(part: "Part", weights: Floats, plain: Bools, lowest: Floats, highest: Floats) -> tuple[Floats, Floats]:
    """The ends of each score at these weights; of one whose criteria may or may not apply, the ends of all of them."""
    counted = (part.applies * weights).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        low = (part.applies * part.low * weights).sum(axis=1) / counted
        high = (part.applies * part.high * weights).sum(axis=1) / counted
    usable = plain & (counted > 0)
    return np.where(usable, low, lowest), np.where(usable, high, highest)


def group_certain(below: Sequence[Certain], experts: Sequence[Sequence[Fraction]], ways: Sequence[str]) -> Certain:
    """Of several domains together: higher in each of them is higher in every mean of them."""
    present = np.all([each.present for each in below], axis=0)
    positive = np.all([each.positive for each in below], axis=0) & present
    both = present[:, None] & present[None, :]
    never = np.all([each.never_lower for each in below], axis=0) & both
    some = np.any([each.always_higher for each in below], axis=0)
    always = never & some
    if "geometric" in ways:  # where one domain may be 0, so may both means
        always &= positive[:, None]
    if "minimum" in ways:
        always &= np.all([each.always_higher for each in below], axis=0)
    worst: list[Floats] = []
    best: list[Floats] = []
    for e, own in enumerate(experts):
        weights = np.array([float(w) for w in own]) / (float(sum(own)) or 1.0)
        low = np.sum([w * each.worst[e] for w, each in zip(weights, below, strict=True)], axis=0)
        high = np.sum([w * each.best[e] for w, each in zip(weights, below, strict=True)], axis=0)
        worst.append(low)
        best.append(high)
    if experts and tuple(ways) == ("arithmetic",):
        apart = [low[:, None] - high[None, :] for low, high in zip(worst, best, strict=True)]
        never = np.all([each >= -MARGIN / 2 for each in apart], axis=0) & both
        always = np.all([each > MARGIN for each in apart], axis=0) & both
    return Certain(never, always, positive, present, tuple(worst), tuple(best))
