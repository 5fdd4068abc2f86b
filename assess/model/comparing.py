"""Files that a comparison can be given: named sets of weights, and groups of countries."""

from dataclasses import field
from typing import Annotated, Literal

from assess.model.base import Cites, Constraint, Id, Positive, Ratio, Title, Url, When, Word, ratio, record, up_to
from assess.model.profile import Country

Weight = Annotated[Ratio, ratio(0)]


@record
class Judgements:
    """Domains judged in pairs; their weights follow from it (analytic hierarchy process)."""

    of: Annotated[tuple[Id, ...], Constraint(min_length=2, max_length=10)]
    """The domains, in the order of rows and columns."""
    table: Annotated[tuple[Annotated[tuple[Positive, ...], Constraint(max_length=10)], ...], Constraint(max_length=10)]
    """In row i and column j: how many times the i-th weighs the j-th."""


@record
class WeightSet:
    """The weights of one expert or panel; what is not named keeps the weight that the framework gives it."""

    name: Title
    source: Title | None = None
    """Who gave them, and where they are written down."""
    domains: Annotated[dict[Id, Weight], up_to("domains")] = field(default_factory=dict)
    judgements: Judgements | None = None
    """In place of weights of domains."""
    criteria: Annotated[dict[Id, Weight], up_to("all_criteria")] = field(default_factory=dict)


@record
class WeightsFile:
    """Named sets of weights for the draws of a comparison under one framework."""

    schema_: Literal["weights/v1"]
    framework: Word
    """The id of the framework whose domains and criteria are named."""
    sets: Annotated[tuple[WeightSet, ...], up_to("listed", least=1)]


@record
class GroupSource:
    """Where it is written who belongs to a group."""

    title: Title
    url: Url | None = None
    """Printed, never opened."""
    publisher: Title | None = None


@record
class CountryGroup:
    """Countries that share an attribute, on a day."""

    title: Title
    members: Annotated[tuple[Country, ...], Constraint(min_length=1, max_length=300)]
    as_of: When
    """When the source lists them, as far as it is known."""
    cite: Cites
    """The source, and the place in it."""


@record
class Attribute:
    """An attribute by which countries can be grouped; a country may be in several of its groups, or in none."""

    title: Title
    groups: Annotated[dict[Id, CountryGroup], up_to("listed", least=1)]


@record
class GroupsFile:
    """Groups of countries by attributes that are on record elsewhere; never made from scores."""

    schema_: Literal["groups/v1"]
    sources: Annotated[dict[Id, GroupSource], up_to("sources")] = field(default_factory=dict)
    attributes: Annotated[dict[Id, Attribute], up_to("listed", least=1)]
