"""Geometry of the figures: numbers to positions, nothing else. Sizes are in SVG user units.

Figures hold digits and signs only; their labels stand in the cells of the tables around them, so that every script is set by the
page. Where the page runs from right to left, so do the figures (`flip`).
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Segment(NamedTuple):
    """A part of a bar."""

    kind: str
    x: float
    width: float
    n: int
    label_x: float
    shown: bool
    """Whether the count fits into the part."""


class Stack(NamedTuple):
    """Counts as parts of one bar."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    reading: str


class Interval(NamedTuple):
    """A score from 0 to 1 as a bar: what is known to be there, what is open, and what is known not to be there."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    reading: str


class Square(NamedTuple):
    """One finding in the matrix."""

    x: float
    y: float
    size: float
    mark: str
    number: str
    target: str


class Matrix(NamedTuple):
    """The findings of a domain, side by side."""

    width: float
    height: float
    squares: tuple[Square, ...]
    reading: str


class Span(NamedTuple):
    """A stretch of time on an axis that begins with the decision."""

    width: float
    height: float
    x: float
    length: float
    ticks: tuple[float, ...]
    reading: str


WIDTH, HEIGHT = 130.0, 10.0
BAR, BAR_HEIGHT, DIGIT = 330.0, 15.0, 6.0
SQUARE, GAP, PER_ROW = 26.0, 2.0, 14
TIME, TIME_HEIGHT = 120.0, 11.0


def scale(value: Fraction | float, left: float, right: float) -> float:
    """The position of a share (0 to 1) between two edges, clipped to them."""
    return round(left + min(max(float(value), 0.0), 1.0) * (right - left), 2)


def interval(low: Fraction, high: Fraction, reading: str, *, flip: bool = False) -> Interval:
    """The figure of a score: it carries ink only for what is known."""
    segments = []
    for kind, start, end in (("yes", Fraction(0), low), ("open", low, high), ("no", high, Fraction(1))):
        x1, x2 = sorted(scale(value, *((WIDTH, 0) if flip else (0, WIDTH))) for value in (start, end))
        if x2 > x1:
            segments.append(Segment(kind, x1, round(x2 - x1, 2), 0, round((x1 + x2) / 2, 2), shown=False))
    return Interval(WIDTH, HEIGHT, tuple(segments), reading)


def stack(counts: Sequence[tuple[str, int]], longest: int, reading: str, *, flip: bool = False) -> Stack:
    """Counts by kind as parts of a bar; a bar of `longest` fills the width."""
    segments = []
    at = 0
    for kind, count in counts:
        if not count:
            continue
        x1, x2 = sorted(
            scale(Fraction(n, max(longest, 1)), *((BAR, 0) if flip else (0, BAR))) for n in (at, at + count)
        )
        at += count
        shown = x2 - x1 >= DIGIT * len(str(count)) + 3
        segments.append(Segment(kind, x1, round(x2 - x1, 2), count, round((x1 + x2) / 2, 2), shown))
    return Stack(BAR, BAR_HEIGHT, tuple(segments), reading)


def matrix(items: Sequence[tuple[str, str, str]], reading: str, *, flip: bool = False) -> Matrix:
    """Findings as (mark, number, target), in rows of `PER_ROW`."""
    width = PER_ROW * (SQUARE + GAP)
    squares = []
    for i, (mark, number, target) in enumerate(items):
        row, column = divmod(i, PER_ROW)
        x = column * (SQUARE + GAP)
        squares.append(Square(width - x - SQUARE if flip else x, row * (SQUARE + GAP), SQUARE, mark, number, target))
    rows = -(-len(items) // PER_ROW) or 1
    return Matrix(width, rows * (SQUARE + GAP), tuple(squares), reading)


def span(start: int, end: int, longest: int, reading: str, *, flip: bool = False) -> Span:
    """From one month to another, on an axis of `longest` months with a tick each year."""
    edges = (TIME, 0.0) if flip else (0.0, TIME)
    x1, x2 = sorted(scale(Fraction(n, max(longest, 1)), *edges) for n in (start, end))
    ticks = tuple(scale(Fraction(n, max(longest, 1)), *edges) for n in range(0, longest + 1, 12))
    return Span(TIME, TIME_HEIGHT, x1, round(x2 - x1, 2), ticks, reading)
