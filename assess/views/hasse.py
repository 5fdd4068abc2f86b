"""Geometry of the diagram of a partial order: who stands above whom, with a line for each relation that follows from no other."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.orders import Order, levels_of


class Node(NamedTuple):
    """A country."""

    x: float
    y: float
    label: str


class Hasse(NamedTuple):
    """The diagram."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    reading: str


WIDEST, LINES = 10, 24
"""So many countries side by side, and so many lines, can still be told apart in a figure; more are only said in words."""
STEP, RISE, EDGE, HALF = 46.0, 34.0, 22.0, 8.0


def hasse(order: Order, codes: Sequence[str], reading: str) -> Hasse | None:
    """The diagram of those that stand above or below another; None where words say it as well (one relation), or where they are
    too many."""
    related = sorted({i for edge in order.edges for i in edge})
    if not 2 <= len(order.edges) <= LINES:
        return None
    rows = levels_of(order.above, related)
    widest = max(map(len, rows))
    if widest > WIDEST:
        return None
    width, height = 2 * EDGE + (widest - 1) * STEP, 2 * HALF + (len(rows) - 1) * RISE
    places = {}
    for n, row in enumerate(rows):
        start = EDGE + (widest - len(row)) * STEP / 2
        for k, i in enumerate(row):
            places[i] = (round(start + k * STEP, 2), round(HALF + n * RISE, 2))
    nodes = tuple(Node(*places[i], codes[i]) for i in related)
    lines = tuple(
        (places[i][0], places[i][1] + HALF - 1, places[j][0], places[j][1] - HALF + 1) for i, j in order.edges
    )
    return Hasse(width, height, nodes, lines, reading)
