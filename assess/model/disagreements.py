"""The list of what two readers answer differently: made by `assess merge`, filled in by hand, read again to settle it."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal, NamedTuple

from assess.model.base import CiteText, Constraint, Day, Title, Whole, Word, mapped, record, up_to
from assess.model.profile import Answer, Confidence, Country, ProvisionEntry, Source

Names = tuple[CiteText, ...]


@record
class Reading:
    """The answer of one reader."""

    reader: Word
    at: Title
    """Where it stands: FILE:LINE:COLUMN."""
    confidence: Confidence | None = None
    """As given, or by the kind of its first source."""
    answer: Any = None
    """As in a profile, with its citations, and with the names that sources and provisions have in the agreed profile."""


@record
class Dispute:
    """Something that two readers answer differently."""

    question: Title | None = None
    """In plain words."""
    differs: Annotated[tuple[Word, ...], up_to("features")] = ()
    """In what the two differ: answer, status, by, dates, features.any_data ...; provisions or sources: only in law, or in sources,
    that are to be settled themselves."""
    answers: Annotated[tuple[Reading, ...], up_to("listed", least=2)]
    settled: Any = None
    """To fill in: the name of the reader who is followed, or an answer written as in a profile. Empty: not settled."""


@record
class Share:
    """How far the two agree on some facts."""

    facts: Whole
    """Facts that both answer."""
    alike: Whole
    """Of these, those answered alike in full."""
    asked: Whole
    """Questions (facts and features) that both answer."""
    same: Whole
    """Of these, those with the same answer, whatever it rests on."""
    kappa: Word | None = None
    """Cohen's kappa of these answers as a fraction; left out where it is not defined."""


@record
class DisagreementsFile:
    """What two readers of one State answer differently, to be settled."""

    schema_: Literal["disagreements/v1"]
    country: Country
    as_of: Day
    """The law cut-off of both profiles."""
    readers: Annotated[tuple[Word, ...], Constraint(min_length=2, max_length=2)]
    facts: Annotated[dict[Word, Dispute], Constraint(before=mapped)] = field(default_factory=dict)
    sources: Annotated[dict[Word, Dispute], Constraint(before=mapped)] = field(default_factory=dict)
    """Sources with one name and two contents; until it is settled that they are one, both are kept, under two names."""
    provisions: Annotated[dict[CiteText, Dispute], Constraint(before=mapped)] = field(default_factory=dict)
    """Law that the two enter with another status or other dates; until it is settled, both are kept, under two names."""
    system: Annotated[dict[Word, Dispute], Constraint(before=mapped)] = field(default_factory=dict)
    renamed: dict[Word, dict[CiteText, CiteText]] = field(default_factory=dict)
    """For readers of the list: sources and provisions that have another name in the agreed profile, by reader."""
    only: dict[Word, Names] = field(default_factory=dict)
    """For readers of the list: the facts, and the features (FACT.FEATURE), that only one reader answers, by reader; the agreed
    profile has them."""
    agreement: dict[Word, Share] = field(default_factory=dict)
    """For readers of the list: how far the two agree, by domain; `total` has each fact once."""


class Settled(NamedTuple):
    """What was agreed: by name, the number of the reader who is followed (0 or 1), or the answer itself."""

    facts: Mapping[str, int | tuple[Answer, ...]] = {}
    provisions: Mapping[str, int | tuple[ProvisionEntry, ...]] = {}
    system: Mapping[str, int | str] = {}
    sources: Mapping[str, int | Source] = {}
