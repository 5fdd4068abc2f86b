"""Geometry of the figures: everything inside its box, in order, and mirrored where the page runs from right to left."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.views.charts import (
    BAR,
    DIGIT,
    GAP,
    PER_ROW,
    SQUARE,
    TIME,
    WIDTH,
    Matrix,
    Stack,
    interval,
    matrix,
    scale,
    span,
    stack,
)

SHARES = st.fractions(min_value=0, max_value=1)
COUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=5)
FLIPS = st.booleans()
KINDS = ("yes", "open", "no", "first", "second")


def stacked(counts: list[int], longest: int, *, flip: bool = False) -> Stack:
    return stack(list(zip(KINDS, counts, strict=False)), longest, "R.", flip=flip)


def squared(count: int, *, flip: bool = False) -> Matrix:
    return matrix([("yes", f"1.{i}", f"f-c{i}") for i in range(count)], "R.", flip=flip)


@pytest.mark.parametrize(("value", "x"), [(0, 10.0), (1, 30.0), (Fraction(1, 4), 15.0), (-1, 10.0), (2, 30.0)])
def test_a_share_has_its_place_between_the_edges(value: Fraction, x: float) -> None:
    assert scale(value, 10, 30) == x
    assert scale(value, 30, 10) == 40 - x


# Intervals


def test_an_interval_has_ink_for_what_is_known_and_is_white_for_what_is_open() -> None:
    made = interval(Fraction(1, 4), Fraction(3, 4), "R.")
    assert [(each.kind, each.x, each.width) for each in made.segments] == [
        ("yes", 0.0, WIDTH / 4),
        ("open", WIDTH / 4, WIDTH / 2),
        ("no", WIDTH * 3 / 4, WIDTH / 4),
    ]
    assert (made.width, made.reading) == (WIDTH, "R.")


@pytest.mark.parametrize(
    ("low", "high", "kinds"),
    [
        (0, 1, ["open"]),
        (1, 1, ["yes"]),
        (0, 0, ["no"]),
        (Fraction(1, 2), 1, ["yes", "open"]),
        (0, Fraction(1, 2), ["open", "no"]),
    ],
)
def test_a_part_of_nothing_is_not_drawn(low: Fraction, high: Fraction, kinds: list[str]) -> None:
    assert [each.kind for each in interval(Fraction(low), Fraction(high), "R.").segments] == kinds


@given(st.lists(SHARES, min_size=2, max_size=2).map(sorted), FLIPS)
def test_the_parts_of_an_interval_fill_its_width_and_mirror(ends: list[Fraction], flip: bool) -> None:
    made, other = (interval(*ends, "R.", flip=side) for side in (flip, not flip))
    assert sum(each.width for each in made.segments) == pytest.approx(WIDTH, abs=0.05)
    assert all(each.x >= 0 and each.x + each.width <= WIDTH + 0.01 for each in made.segments)
    for one, mirrored in zip(made.segments, other.segments, strict=False):
        if one.kind == mirrored.kind:
            assert one.x == pytest.approx(WIDTH - mirrored.x - mirrored.width, abs=0.021)


# Stacks


def test_a_count_of_nothing_has_no_segment_and_one_kind_fills_the_bar() -> None:
    made = stacked([0, 7, 0], 7)
    assert [(each.kind, each.x, each.width, each.n) for each in made.segments] == [("open", 0, BAR, 7)]
    assert made.segments[0].label_x == BAR / 2
    assert stacked([0, 0, 0], 0).segments == ()


def test_segments_stand_in_the_order_given_or_the_other_way_round() -> None:
    made, other = stacked([1, 2, 3], 12), stacked([1, 2, 3], 12, flip=True)
    assert [each.kind for each in sorted(made.segments, key=lambda s: s.x)] == ["yes", "open", "no"]
    assert [each.kind for each in sorted(other.segments, key=lambda s: s.x)] == ["no", "open", "yes"]
    assert made.segments[0].x == 0
    assert other.segments[0].x + other.segments[0].width == BAR
    assert sum(each.width for each in made.segments) == pytest.approx(BAR / 2)


def test_a_number_is_printed_only_where_it_fits() -> None:
    made = stacked([1, 999], 1000)
    assert [each.shown for each in made.segments] == [False, True]


@given(COUNTS, st.integers(0, 10**6), FLIPS)
def test_segments_touch_without_overlap_inside_the_bar(counts: list[int], more: int, flip: bool) -> None:
    made = stacked(counts, sum(counts) + more, flip=flip)
    mirrored = stacked(counts, sum(counts) + more, flip=not flip)
    assert [each.n for each in made.segments] == [n for n in counts if n]
    assert all(each.x >= 0 and each.x + each.width <= BAR + 0.02 for each in made.segments)
    for first, second in pairwise(sorted(made.segments, key=lambda s: (s.x, s.x + s.width))):
        assert first.x + first.width == pytest.approx(second.x, abs=0.02)
    for one, other in zip(made.segments, mirrored.segments, strict=True):
        assert one.x == pytest.approx(BAR - other.x - other.width, abs=0.02)
        assert one.x <= one.label_x <= one.x + one.width + 0.01
        assert not one.shown or one.width >= DIGIT * len(str(one.n))


@given(COUNTS, st.integers(0, 10))
def test_more_than_the_longest_is_clipped_to_the_bar(counts: list[int], longest: int) -> None:
    assert all(each.x + each.width <= BAR + 0.02 for each in stacked(counts, longest).segments)


# Matrices


def test_squares_fill_a_row_and_go_on_below() -> None:
    made = squared(PER_ROW + 1)
    assert [(each.x, each.y) for each in made.squares[:2]] == [(0, 0), (SQUARE + GAP, 0)]
    assert (made.squares[-1].x, made.squares[-1].y) == (0, SQUARE + GAP)
    assert made.height == 2 * (SQUARE + GAP)
    assert (made.squares[3].mark, made.squares[3].number, made.squares[3].target) == ("yes", "1.3", "f-c3")


def test_no_finding_and_one_finding() -> None:
    assert (squared(0).squares, squared(0).height) == ((), SQUARE + GAP)
    (one,) = squared(1, flip=True).squares
    assert (one.x + one.size, one.y) == (squared(1).width, 0)


@given(st.integers(1, 200), FLIPS)
def test_squares_stay_inside_and_apart_and_mirror(count: int, flip: bool) -> None:
    made, other = squared(count, flip=flip), squared(count, flip=not flip)
    assert all(each.x >= 0 and each.x + each.size <= made.width for each in made.squares)
    assert all(each.y >= 0 and each.y + each.size <= made.height for each in made.squares)
    assert len({(each.x, each.y) for each in made.squares}) == count
    by_row: dict[float, list[float]] = {}
    for each in made.squares:
        by_row.setdefault(each.y, []).append(each.x)
    assert all(b - a >= SQUARE + GAP for xs in by_row.values() for a, b in pairwise(sorted(xs)))
    assert all(b - a >= SQUARE + GAP for a, b in pairwise(sorted(by_row)))
    assert [each.x for each in made.squares] == [made.width - each.x - each.size for each in other.squares]


# Spans


def test_a_span_begins_at_its_month_with_a_tick_each_year() -> None:
    made = span(6, 18, 36, "R.")
    assert (made.x, made.length) == (TIME / 6, TIME / 3)
    assert made.ticks == (0, TIME / 3, 2 * TIME / 3, TIME)
    other = span(6, 18, 36, "R.", flip=True)
    assert (other.x, other.length, other.ticks) == (TIME / 2, TIME / 3, made.ticks[::-1])


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=2).map(sorted), st.integers(0, 10_000), FLIPS)
def test_a_span_stays_inside_its_axis(ends: list[int], longest: int, flip: bool) -> None:
    made = span(*ends, longest, "R.", flip=flip)
    assert made.x >= 0
    assert made.length >= 0
    assert made.x + made.length <= made.width + 0.01
    assert all(0 <= x <= made.width for x in made.ticks)
    assert len(made.ticks) == longest // 12 + 1
