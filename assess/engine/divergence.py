"""Substantive criminal law of two countries, element by element: which conduct both punish as far as it is recorded, and where
their texts part. It is a comparison of texts; whether an act is punishable in both States is for their authorities."""

from collections.abc import Iterator
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow
from assess.model.condition import leaves
from assess.model.results import ElementResult, Rating, Truth

TOPIC = "offences."
"""The topic of the catalogue under which conduct stands that is punished."""


class OffencePair(NamedTuple):
    """One offence in two countries; elements by their place in the criterion."""

    row: CriterionRow
    both: tuple[int, ...]
    """Identified in both."""
    first: tuple[int, ...]
    """Identified in the first and not in the second."""
    second: tuple[int, ...]
    neither: tuple[int, ...]
    open: tuple[int, ...]
    """Open in one of them at least."""

    @property
    def same(self) -> bool:
        """Whether all of it is identified in both."""
        return not (self.first or self.second or self.neither or self.open)

    @property
    def apart(self) -> bool:
        """Whether an element is identified in one of them only."""
        return bool(self.first or self.second)


def offences(compared: Comparison) -> tuple[CriterionRow, ...]:
    """The criteria of which every scored element is about conduct that is punished."""
    return tuple(
        row
        for row in compared.findings
        if row.criterion.elements
        and all(leaf.fact.startswith(TOPIC) for e in row.criterion.elements if not e.option for leaf in leaves(e.holds))
    )


def pair(compared: Comparison, i: int, j: int) -> Iterator[OffencePair]:
    """The offences of two countries (by their places)."""
    for row in offences(compared):
        one, other = row.findings[i], row.findings[j]
        if Rating.NOT_APPLICABLE in (one.rating, other.rating):
            continue
        found: dict[tuple[Truth, Truth] | None, list[int]] = {}
        for place, (a, b) in enumerate(zip(one.elements, other.elements, strict=True)):
            if not a.element.option:
                found.setdefault(_key(a, b), []).append(place)
        yes, no = Truth.TRUE, Truth.FALSE
        keys: tuple[tuple[Truth, Truth] | None, ...] = ((yes, yes), (yes, no), (no, yes), (no, no), None)
        yield OffencePair(row, *(tuple(found.get(key, ())) for key in keys))


def _key(a: ElementResult, b: ElementResult) -> tuple[Truth, Truth] | None:
    """What the facts alone say of both; None where one is open or does not apply."""
    sides = (a.holds, b.holds)
    return sides if set(sides) <= {Truth.TRUE, Truth.FALSE} else None
