"""Geometry of the charts: numbers to positions, nothing else. Sizes are in SVG user units."""

from fractions import Fraction
from textwrap import wrap
from typing import NamedTuple


class Row(NamedTuple):
    """What one row of a plot shows."""

    label: str
    low: Fraction
    high: Fraction
    rated: bool
    """Whether enough is known for a level."""
    text: str


class Mark(NamedTuple):
    """Where one row of the dot-and-interval plot stands."""

    axis: str
    y: float
    x1: float
    x2: float
    filled: bool
    text: str


class Plot(NamedTuple):
    """A dot-and-interval plot on one 0-1 axis."""

    width: float
    height: float
    left: float
    """Of the 0-1 axis; what belongs to its left are the titles of groups at 0 and the labels of rows at `labels`."""
    right: float
    labels: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    heads: tuple[tuple[float, str], ...]
    """Lines of group titles."""
    rules: tuple[float, ...]
    """Between groups."""
    reading: str


WIDTH, LABELS, LEFT, RIGHT = 560.0, 176.0, 226.0, 442.0
ROW, LINE, TOP, GAP = 12.5, 10.5, 16.0, 6.0
TITLE_LETTERS = 34
"""Of a group title on one line, in bold Noto Sans of 9 units."""


def scale(value: Fraction | float, left: float, right: float) -> float:
    """The position of a share (0 to 1) between two edges, clipped to them."""
    return round(left + min(max(float(value), 0.0), 1.0) * (right - left), 2)


def plot(groups: list[tuple[str, list[Row]]], reading: str) -> Plot:
    """Rows in groups: the title, wrapped, at the left; row labels; the intervals; the figures at the right."""
    marks: list[Mark] = []
    heads: list[tuple[float, str]] = []
    rules: list[float] = []
    y = TOP
    for title, rows in groups:
        lines = wrap(title, TITLE_LETTERS, max_lines=3, placeholder=" …")
        heads += [(round(y + 9 + i * LINE, 2), line) for i, line in enumerate(lines)]
        for i, row in enumerate(rows):
            middle = round(y + i * ROW + 6, 2)
            ends = scale(row.low, LEFT, RIGHT), scale(row.high, LEFT, RIGHT)
            marks.append(Mark(row.label, middle, *ends, row.rated, row.text))
        y = round(y + max(len(rows) * ROW, len(lines) * LINE) + GAP, 2)
        rules.append(round(y - GAP / 2, 2))
    ticks = tuple((scale(Fraction(i, 4), LEFT, RIGHT), f"{i / 4:g}") for i in range(5))
    return Plot(WIDTH, y, LEFT, RIGHT, LABELS, ticks, tuple(marks), tuple(heads), tuple(rules[:-1]), reading)
