"""Measures prepared for scoring: the score of a number between its goalposts, or of a word."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assess.model.base import exact
from assess.model.catalogue import Fact
from assess.model.framework import Criterion
from assess.tuples import NamedTuple

ZERO, ONE = Fraction(0), Fraction(1)


@lru_cache(maxsize=4096)
def ratio(top: int, bottom: int) -> Fraction:
    """A fraction of whole numbers, always `ZERO` or `ONE` where it is one of them; the same few shares come up again and again."""
    return ZERO if not top else ONE if top == bottom else Fraction(top, bottom)


class Scale(NamedTuple):
    """A measure prepared for scoring."""

    fact: str
    points: dict[Any, Fraction]
    """Of words."""
    start: Fraction
    end: Fraction
    target: Fraction
    """Between 0 and 1: below it the finding is a gap."""


def scale_of(criterion: Criterion, facts: Mapping[str, Fact]) -> Scale | None:
    """The measure of a criterion made ready, where it has one."""
    measure = criterion.measure
    if measure is None:
        return None
    if measure.points:
        answers: dict[str, Any] = {"true": True, "false": False} if facts[measure.fact].kind == "yes_no" else {}
        points = {answers.get(word, word): exact(share) for word, share in measure.points.items()}
        return Scale(measure.fact, points, ZERO, ONE, ONE)
    assert measure.from_ is not None
    assert measure.to is not None
    return Scale(measure.fact, {}, exact(measure.from_), exact(measure.to), target_of(criterion))


def target_of(criterion: Criterion) -> Fraction:
    """The score from which a criterion is met."""
    measure = criterion.measure
    if measure is None or measure.target is None or measure.from_ is None or measure.to is None:
        return ONE
    return _between(exact(measure.from_), exact(measure.to), exact(measure.target))


def score_of(scale: Scale, value: Any) -> Fraction:
    """The score of a value."""
    if scale.points:
        return scale.points[value]
    return _between(scale.start, scale.end, value if isinstance(value, Fraction) else exact(value))


def _between(start: Fraction, end: Fraction, number: Fraction) -> Fraction:
    return min(max((number - start) / (end - start), ZERO), ONE)
