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
class DrawnCountryData:
    """One country in the draws of one score."""

    score: Annotated[tuple[str, ...], Constraint(min_length=3, max_length=3)]
    """With a decimal point: the values at 5, 50 and 95 per cent."""
    position: Annotated[tuple[int, ...], Constraint(min_length=3, max_length=3)]
    positions: tuple[int, ...]
    """How many draws give it each position, from the first on."""


@record
class DrawnRowData:
    """The draws of one score."""

    domain: str | None
    axis: ScoreAxis
    countries: dict[Code, DrawnCountryData | None]
    higher: dict[Code, dict[Code, str]]
    """In which share of the draws the first scores higher than the second; ties count half. Of more than sixty countries only with
    the totals."""
    sure: tuple[Annotated[tuple[Code, ...], Constraint(min_length=2, max_length=2)], ...]
    """Pairs in the same order for all weights and aggregations that may be drawn, whatever the open answers are."""
    exact: tuple[Annotated[tuple[Code, ...], Constraint(min_length=2, max_length=2)], ...]
    """Pairs of which the share was worked out and not drawn."""


@record
class FactorData:
    """One of the things that vary: its part in the spread of the scores (indices of Sobol')."""

    first: float
    """What it does alone."""
    total: float
    """What it does alone and together with others."""


@record
class DriversData:
    """What drives the spread of a total over all countries."""

    factors: dict[Literal["open", "weights", "aggregation"], FactorData]
    open: dict[str, Exact]
    """Of what open answers do, the share of each criterion, the largest first; exact, at the weights of the framework."""
    weights: dict[str, Exact]
    """Of what weights of domains do, the share of each domain."""


@record
class DrawsData:
    """Draws of weights, aggregation and open answers, the same for all countries."""

    draws: int
    seed: int
    concentration: str | None
    """Of the Dirichlet distribution; null where the weights are those of named sets."""
    experts: tuple[str, ...]
    aggregations: tuple[Literal["arithmetic", "geometric", "minimum"], ...]
    library: str
    drivers: dict[ScoreAxis, DriversData]
    rows: tuple[DrawnRowData, ...]
    evidence: tuple[DrawnRowData, ...]
    """The same with answers of less than high confidence drawn anew."""


@record
class ReadDifferently:
    """A criterion that most of the countries read differently."""

    criterion: str
    countries: int
    """To how many it applies."""
    differing: int
    """In how many it is identified in part only, narrower, or not."""
    elements: dict[str, int]
    """In how many of these each element is not identified or narrower."""


@record
class GroupScore:
    """The range of one score in a group: from the lowest end to the highest, with the mean share known."""

    domain: str | None
    axis: ScoreAxis
    low: Exact
    high: Exact
    coverage: Exact
    countries: int


@record
class GroupCounts:
    """In how many countries of a group a criterion is found so."""

    identified: int
    attention: int
    open: int
    not_applicable: int


@record
class GroupData:
    """A group of countries."""

    id: str
    title: str
    source: str
    countries: tuple[Code, ...]
    scores: tuple[GroupScore, ...]
    criteria: dict[str, GroupCounts]


@record
class GroupsData:
    """Groups by an attribute that is on record elsewhere, never made from scores."""

    attribute: str
    title: str
    without: tuple[Code, ...]
    """Countries that are in no group."""
    groups: tuple[GroupData, ...]


@record
class OffenceElements:
    """The elements of an offence in two countries, by their ids."""

    both: tuple[str, ...]
    first: tuple[str, ...]
    """Identified in the first and not in the second."""
    second: tuple[str, ...]
    neither: tuple[str, ...]
    open: tuple[str, ...]
    """Open in one of them at least."""


@record
class OffencePairData:
    """The offences of two countries."""

    countries: Annotated[tuple[Code, ...], Constraint(min_length=2, max_length=2)]
    offences: dict[str, OffenceElements]


@record
class TierData:
    """The total of one axis in tiers."""

    axis: ScoreAxis
    tiers: tuple[tuple[Code, ...], ...]
    """From the highest down; each is told apart from all countries of other tiers."""
    ranks: dict[Code, int | None] | None
    """By the printed figure, ties sharing one rank; null where not all figures are known exactly."""


@record
class ComparisonData:
    """Several countries side by side under one framework, in alphabetical order."""

    schema_: Literal["comparison/v1"]
    framework: FrameworkRef
    countries: Annotated[tuple[ComparedCountry, ...], Constraint(min_length=2)]
    scores: tuple[ScoreRow, ...]
    shared: tuple[SharedFact, ...]
    draws: DrawsData | None
    met_by_none: tuple[str, ...]
    read_differently: tuple[ReadDifferently, ...]
    groups: GroupsData | None
    offences: tuple[OffencePairData, ...] | None
    """Null where the framework has no offences, and for more than sixty countries."""
    tiers: tuple[TierData, ...] | None
    """Only where they were asked for."""
    differing: tuple[str, ...]
    findings: tuple[FindingRow, ...]
