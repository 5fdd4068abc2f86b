"""Several countries of a comparison as groups: ranges of scores and counts of findings. Groups come from attributes on record
elsewhere, never from the scores themselves."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow, Row
from assess.model.results import Rating


class Members(NamedTuple):
    """A group, with the places of its countries in the comparison."""

    id: str
    title: str
    columns: tuple[int, ...]
    said: str = ""
    """Where it is written who belongs to it, and as of when."""


class Grouping(NamedTuple):
    """Groups by one attribute. A country may be in several of them, or in none."""

    attribute: str
    title: str
    groups: tuple[Members, ...]
    without: tuple[int, ...]
    """Countries that are in none."""


class Range(NamedTuple):
    """The scores of a group's countries: from the lowest end to the highest."""

    low: Fraction
    high: Fraction
    known: Fraction
    """The mean share known."""
    countries: int
    """How many have this score."""
    depth: int
    """How deep the domain lies, for its scale."""


class Counts(NamedTuple):
    """How a criterion is found in a group's countries."""

    identified: int
    attention: int
    open: int
    """Nothing is settled, or what is known leaves no gap."""
    not_applicable: int


def range_of(row: Row, columns: Sequence[int]) -> Range | None:
    """The range of one score in a group; None where it applies to none of its countries."""
    scores = [score for i in columns if (score := row.scores[i]) is not None]
    if not scores:
        return None
    known = sum((score.coverage for score in scores), Fraction(0)) / len(scores)
    return Range(min(s.low for s in scores), max(s.high for s in scores), known, len(scores), scores[0].depth)


def counts_of(row: CriterionRow, columns: Sequence[int]) -> Counts:
    """The findings of one criterion in a group."""
    found = [row.findings[i] for i in columns]
    out = sum(f.rating is Rating.NOT_APPLICABLE for f in found)
    met = sum(f.rating is Rating.MET for f in found)
    gaps = sum(f.gap and f.rating is not Rating.NOT_APPLICABLE for f in found)
    return Counts(met, gaps, len(found) - out - met - gaps, out)


class Reading(NamedTuple):
    """A criterion that most of the countries read in another way than the text that it is drawn from."""

    row: CriterionRow
    countries: int
    """To how many it applies."""
    differing: int
    """In how many it is identified in part only, narrower, or not."""
    elements: tuple[tuple[int, int], ...]
    """The elements concerned, by their place in the criterion, and in how many countries each is not identified."""


def read_differently(compared: Comparison) -> tuple[Reading, ...]:
    """Criteria that more than half of all countries to which they apply are known to read differently; the most shared first.

    It describes texts and is no advice: safeguards and grounds of refusal differ for good reasons.
    """
    found = []
    for row in compared.findings:
        if row.criterion.measure is not None or row.criterion.obligation == "may":
            continue
        findings = [f for f in row.findings if f.rating is not Rating.NOT_APPLICABLE]
        other = [f for f in findings if f.gap or (f.narrower and f.low)]
        if len(other) < 2 or 2 * len(other) <= len(findings):
            continue
        missing = []
        for place in range(len(row.criterion.elements)):
            parts = [f.elements[place] for f in other if place < len(f.elements)]
            n = sum(part.scored and part.counted in ("missing", "declared", "compatible") for part in parts)
            if n:
                missing.append((place, n))
        missing.sort(key=lambda pair: (-pair[1], pair[0]))
        found.append(Reading(row, len(findings), len(other), tuple(missing)))
    return tuple(found)
