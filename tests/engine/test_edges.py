"""What is equal is not apart, not lower and not narrower: the edges of comparisons that no larger test notices."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from assess.engine.case import prison_months
from assess.engine.difference import _apart
from assess.engine.effect import FindingMove
from assess.engine.orders import order_of
from assess.engine.ranking import tiers_of
from assess.model.results import Truth

HALF, MORE = Fraction(1, 2), Fraction(3, 4)


def found(low: Fraction, high: Fraction) -> Any:
    return SimpleNamespace(low=low, high=high, applies=Truth.TRUE)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ((HALF, HALF), (HALF, HALF), 0),
        ((HALF, MORE), (MORE, Fraction(1)), 0),  # they touch
        ((MORE, Fraction(1)), (HALF, MORE), 0),
        ((Fraction(0), HALF), (MORE, Fraction(1)), 1),
        ((MORE, Fraction(1)), (Fraction(0), HALF), -1),
    ],
)
def test_intervals_that_touch_are_not_apart(before: Any, after: Any, way: int) -> None:
    assert _apart(found(*before), found(*after)) == way
    assert _apart(None, found(*after)) == 0


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [
        ((HALF, MORE), (HALF, MORE), False),
        ((HALF, MORE), (HALF, HALF), True),  # the upper end alone
        ((HALF, MORE), (Fraction(0), MORE), True),
        ((HALF, MORE), (MORE, Fraction(1)), False),
    ],
)
def test_less_at_one_end_is_less(before: Any, after: Any, less: bool) -> None:
    assert FindingMove(found(*before), found(*after), (), ()).narrower is less
    assert FindingMove(found(*before), found(*after), (), (found(HALF, HALF),)).narrower


def test_countries_with_one_figure_share_its_position() -> None:
    order = order_of([(HALF, HALF), (HALF, HALF), (Fraction(0), Fraction(1, 4))])
    assert order.positions == ((1, 1), (1, 1), (3, 3))
    least = [[Fraction(0)] * 2 for _ in range(2)]
    assert order_of([(HALF, MORE)] * 2, least).positions == ((1, 1), (1, 1))  # as high as each other whatever is open


def test_tiers_come_from_the_top() -> None:
    assert tiers_of((0, 1, 2), [set(), {0, 2}, {0}]) == ((1,), (2,), (0,))
    assert tiers_of((0, 1, 2), [{1}, set(), {1}]) == ((0, 2), (1,))
    assert tiers_of((0, 1, 2), [{1}, {2}, {0}]) == ((0, 1, 2),)  # shares of draws that go in a circle


def test_the_longest_prison_term_is_the_longest_of_all_bases_in_force() -> None:
    def basis(months: Any, truth: Truth = Truth.TRUE) -> Any:
        return SimpleNamespace(truth=truth, features={"max_prison_months": months})

    def months(*bases: Any, truth: Truth = Truth.TRUE) -> float | None:
        return prison_months(SimpleNamespace(truth=truth, bases=bases))  # type: ignore[arg-type]

    assert months(basis(12), basis(36), basis(60, Truth.FALSE)) == 36
    assert months(basis(12), basis("unknown")) is None
    assert months(basis(12), truth=Truth.UNKNOWN) is None
