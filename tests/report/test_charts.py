"""Geometry of the charts: positions on one axis, nothing over anything else."""

from fractions import Fraction
from itertools import pairwise

import pytest

from assess.report.charts import LEFT, RIGHT, TITLE_LETTERS, WIDTH, Row, plot, scale


@pytest.mark.parametrize(("value", "x"), [(0, 10.0), (1, 30.0), (Fraction(1, 4), 15.0), (-1, 10.0), (2, 30.0)])
def test_a_share_has_its_place_between_the_edges(value: Fraction, x: float) -> None:
    assert scale(value, 10, 30) == x


def rows(count: int) -> list[Row]:
    return [Row("Law", Fraction(0), Fraction(1), i % 2 == 0, "0.00–1.00") for i in range(count)]


def test_rows_and_titles_of_groups_never_overlap() -> None:
    made = plot([("A", rows(1)), ("A domain with a title that takes more than one line", rows(1)), ("B", rows(3))], "R")
    lines = [mark.y for mark in made.marks]
    assert all(later - earlier > 10 for earlier, later in pairwise(lines))
    titles = [y for y, _ in made.heads]
    assert all(later - earlier > 10 for earlier, later in pairwise(titles))
    assert max(lines + titles) < made.height
    assert len(made.rules) == 2
    assert lines[1] < made.rules[1] < lines[2]


def test_intervals_stay_inside_the_axis_and_ticks_mark_it() -> None:
    made = plot([("A", rows(2))], "R")
    assert {(mark.x1, mark.x2) for mark in made.marks} == {(LEFT, RIGHT)}
    assert [label for _, label in made.ticks] == ["0", "0.25", "0.5", "0.75", "1"]
    assert (made.ticks[0][0], made.ticks[-1][0]) == (LEFT, RIGHT)
    assert [mark.filled for mark in made.marks] == [True, False]


def test_a_title_without_spaces_is_cut_not_spilt() -> None:
    made = plot([("W" * 100_000, rows(1)), ("", [])], "R")
    assert len(made.heads) <= 3
    assert all(len(text) <= TITLE_LETTERS + 2 for _, text in made.heads)
    assert made.width == WIDTH
