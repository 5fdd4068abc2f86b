"""What can be said for certain of the order of several scores that are known as intervals: positions, relations, diagram.

The relation is a partial order: one stands above another if it does so in every completion of what is open. Everything here
follows from the least difference of each pair, so that what moves two scores together (an answer that is the same for both)
is counted once (`shared.py`).
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

MOST_COUNTED = 12
"""Of so many countries the admissible orders are counted; beyond, the work doubles with each one more."""

Ends = tuple[Fraction, Fraction]
"""The lowest and the highest value of a score."""


class Order(NamedTuple):
    """What is certain about the order of scores, each given by its place. Those that do not apply have no position."""

    positions: tuple[tuple[int, int] | None, ...]
    """The best and the worst position that each may have; 1 is the highest score."""
    above: tuple[frozenset[int], ...]
    """Of each, those that score lower whatever the open answers are."""
    edges: tuple[tuple[int, int], ...]
    """The relations that do not follow from others: the lines of the Hasse diagram, the upper one first."""
    extensions: int | None
    """How many orders the relations leave; None where there are too many countries to count them."""

    @property
    def pairs(self) -> int:
        """How many pairs are in a certain order."""
        return sum(map(len, self.above))


def order_of(ends: Sequence[Ends | None], least: Sequence[Sequence[Fraction | None]] | None = None) -> Order:
    """The order of scores.

    Args:
        ends: of each score; None where it does not apply.
        least: the least difference between the first and the second of each pair; without it, everything that is open is open for
            each score alone.
    """
    known = [i for i, each in enumerate(ends) if each is not None]
    lows, highs = ([each[n] if each else Fraction(0) for each in ends] for n in (0, 1))

    def higher(i: int, j: int) -> bool:
        return lows[i] > highs[j] if least is None else (least[i][j] or 0) > 0

    def can_be_lower(i: int, j: int) -> bool:
        return lows[i] < highs[j] if least is None else (least[i][j] or 0) < 0

    above = [
        frozenset(j for j in known if j != i and higher(i, j)) if ends[i] else frozenset() for i in range(len(ends))
    ]
    below = [0] * len(ends)
    for lower in above:
        for j in lower:
            below[j] += 1
    positions = tuple(
        (1 + below[i], 1 + sum(1 for j in known if j != i and can_be_lower(i, j))) if each else None
        for i, each in enumerate(ends)
    )
    relation = tuple(above)
    return Order(positions, relation, reduced(relation), linear_extensions(relation, known))


def apart(ends: Sequence[Ends | None]) -> list[list[Fraction | None]]:
    """The least difference of each pair where nothing open is common to two of them."""
    return [[a[0] - b[1] if a and b else None for b in ends] for a in ends]


def reduced(above: Sequence[frozenset[int]]) -> tuple[tuple[int, int], ...]:
    """The transitive reduction of a partial order: the relations that do not follow from two others."""
    found = []
    for i, lower in enumerate(above):
        through = frozenset[int]().union(*(above[j] for j in lower))
        found += [(i, j) for j in sorted(lower - through)]
    return tuple(found)


def levels_of(above: Sequence[frozenset[int]], members: Sequence[int]) -> list[list[int]]:
    """The rows of the Hasse diagram from top to bottom: each stands below all that stand above it."""

    @cache
    def depth(i: int) -> int:
        return 1 + max((depth(j) for j in members if i in above[j]), default=-1)

    rows: dict[int, list[int]] = {}
    for i in members:
        rows.setdefault(depth(i), []).append(i)
    return [rows[n] for n in sorted(rows)]


def linear_extensions(above: Sequence[frozenset[int]], members: Sequence[int], most: int = MOST_COUNTED) -> int | None:
    """How many orders from top to bottom agree with the relations; None for more than `most` members.

    Built up from the top: a set of members is a beginning if nothing in it stands below something outside of it.
    """
    if len(members) > most:
        return None
    places = {member: n for n, member in enumerate(members)}
    before = [sum(1 << places[j] for j in members if i in above[j]) for i in members]
    ways = {0: 1}
    for _ in members:
        longer: dict[int, int] = {}
        for begun, count in ways.items():
            for n, needs in enumerate(before):
                if not begun >> n & 1 and needs & ~begun == 0:
                    longer[begun | 1 << n] = longer.get(begun | 1 << n, 0) + count
        ways = longer
    return sum(ways.values())


def higher_share(above: Sequence[frozenset[int]], members: Sequence[int], i: int, j: int) -> Fraction | None:
    """In which share of the admissible orders `i` stands above `j`; None where they are too many to count."""
    every = linear_extensions(above, members)
    if not every:
        return None
    with_it = [each | {j} | above[j] if n == i else each for n, each in enumerate(above)]
    if i in above[j]:
        return Fraction(0)
    closed = [each | with_it[i] if i in each else each for each in with_it]
    return Fraction(linear_extensions(closed, members) or 0, every)


def ranked(figures: Sequence[Fraction | None]) -> list[int | None]:
    """Ranks of exact figures, the highest first; equal figures share a rank, and the next ones are left out (1, 2, 2, 4)."""
    known = sorted((each for each in figures if each is not None), reverse=True)
    return [None if each is None else known.index(each) + 1 for each in figures]
