"""What `assess compare -o FILE.json` holds, as records; see `outputs.py`."""

from datetime import date
from typing import Annotated, Literal

from assess.formats.outputs import Code, Exact, FrameworkRef, RatingWord, ScoreAxis
from assess.model.base import Constraint, record


@record
class ComparedCountry:
    """One of the countries."""

    code: Code
    name: str
    as_of: date


@record
class ComparedScore:
    """The score of one country."""

    low: Exact
    high: Exact
    coverage: Exact


@record
class ScoreRow:
    """One domain on one axis, or the total of one axis (then without a domain)."""

    domain: str | None
    axis: ScoreAxis
    countries: dict[Code, ComparedScore | None]
    """Null if nothing applies."""
    positions: dict[Code, Annotated[tuple[int, ...], Constraint(min_length=2, max_length=2)] | None]
    """The best and the worst position that each may have, whatever the open answers are; 1 is the highest score."""
    certain: tuple[Annotated[tuple[Code, ...], Constraint(min_length=2, max_length=2)], ...]
    """Pairs of which the first scores higher than the second for certain; those that follow from others are left out."""
    orders: int | None
    """How many orders agree with what is certain; null where there are too many countries to count them."""


@record
class ComparedFinding:
    """The finding of one country."""

    rating: RatingWord
    low: Exact
    high: Exact


@record
class FindingRow:
    """One criterion."""

    criterion: str
    countries: dict[Code, ComparedFinding]


@record
class SharedFact:
    """A fact that is open, and one and the same for several of the countries."""

    fact: str
    id: str
    """The name that the profiles give it."""
    countries: tuple[Code, ...]


@record
class ComparisonData:
    """Several countries side by side under one framework, in alphabetical order."""

    schema_: Literal["comparison/v1"]
    framework: FrameworkRef
    countries: Annotated[tuple[ComparedCountry, ...], Constraint(min_length=2)]
    scores: tuple[ScoreRow, ...]
    shared: tuple[SharedFact, ...]
    met_by_none: tuple[str, ...]
    differing: tuple[str, ...]
    findings: tuple[FindingRow, ...]
