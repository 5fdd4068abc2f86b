"""Geometry of the charts: numbers to positions, nothing else. Sizes are in SVG user units."""

from fractions import Fraction
from typing import NamedTuple


class Mark(NamedTuple):
    """One row of the dot-and-interval plot."""

    label: str
    axis: str
    y: float
    x1: float
    x2: float
    filled: bool
    """Whether enough is known for the interval to be rated."""
    text: str


class Plot(NamedTuple):
    """A dot-and-interval plot on one 0-1 axis."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    heads: tuple[tuple[float, str], ...]
    reading: str


def scale(value: Fraction | float, left: float, right: float) -> float:
    """The position of a share (0 to 1) between two edges, clipped to them."""
    return round(left + min(max(float(value), 0.0), 1.0) * (right - left), 2)


def plot(
    groups: list[tuple[str, list[tuple[str, Fraction, Fraction, bool, str]]]], reading: str, *, width: float = 660
) -> Plot:
    """Rows in groups (domains): axis label, low, high, whether it is rated, and the text beside it."""
    left, right, row, head = 96.0, width - 150.0, 15.0, 19.0
    marks: list[Mark] = []
    heads: list[tuple[float, str]] = []
    y = 18.0
    for title, rows in groups:
        heads.append((round(y + 10, 2), title))
        y += head
        for label, low, high, filled, text in rows:
            marks.append(
                Mark(title, label, round(y + 6, 2), scale(low, left, right), scale(high, left, right), filled, text)
            )
            y += row
        y += 3
    ticks = tuple((scale(Fraction(i, 4), left, right), f"{i / 4:g}") for i in range(5))
    return Plot(width, round(y + 6, 2), left, right, ticks, tuple(marks), tuple(heads), reading)
