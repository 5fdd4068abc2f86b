"""Treaty status and memberships as read in sources: instruments, their rules of joining, and rows."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from assess.model.base import (
    LONGEST,
    Cites,
    Constraint,
    Day,
    Flag,
    Id,
    PartialDate,
    Text,
    Title,
    When,
    Whole,
    Word,
    record,
    up_to,
)
from assess.model.profile import Confidence, Source
from assess.tuples import NamedTuple

InstrumentKind = Literal["treaty", "act", "scheme", "network", "membership"]
RowStatus = Literal[
    "party",
    "consent_deposited",
    "signed",
    "ratified",
    "invited",
    "withdrawn",
    "bound",
    "ceased",
    "none",
    "member",
    "associate",
    "observer",
]
Grade = Literal["official", "official_secondary", "dataset", "press"]
GRADES: tuple[str, ...] = get_args(Grade)

CONFIDENCE: dict[str, Confidence] = {
    "official": "high", "official_secondary": "medium", "dataset": "medium", "press": "low",
}  # fmt: skip
"""Confidence in a row, by its grade; one step lower if the status is derived."""

Subject = Annotated[
    str,
    Constraint(
        pattern=r"^[A-Z]{3}$", max_length=LONGEST["word"], code="unknown-country", hint="write KEN, or EUU for the EU"
    ),
]
Subjects = Annotated[tuple[Subject, ...], up_to("listed")]
Ids = Annotated[tuple[Id, ...], up_to("listed")]


@record
class Who:
    """The States to which a rule of joining applies: all given keys have to hold."""

    any_state: Flag = False
    members: Ids = ()
    """Members of one of these organisations."""
    named: Subjects = ()
    except_: Subjects = ()
    signed: Id | None = None
    """States that signed this instrument, whether or not they have ratified it since."""
    acceded: Id | None = None
    """States that are Party to this instrument without having signed it."""
    party: Id | None = None


@record
class Rule:
    """One way of joining; the first rule that fits is used."""

    who: Who
    how: Word
    """signature, accession, invitation, membership, request."""
    says: Text
    until: Day | None = None
    """The last day of `how`."""
    then: Word | None = None
    """How to join afterwards."""


@record
class Published:
    """A published total, to compare with the rows."""

    day: When
    parties: Whole | None = None
    """Parties, or members."""
    signed: Whole | None = None
    """Those that only signed."""
    invited: Whole | None = None
    sources: Annotated[Cites, up_to("cites", least=1)]


@record
class Instrument:
    """A treaty, an act that binds members, a scheme, a network or an organisation."""

    kind: InstrumentKind
    title: Title
    short: Title | None = None
    fact: Word | None = None
    """The fact of the catalogue that it answers."""
    others: Flag = False
    """Whether treaties that are not in the data can answer the fact too; then not being Party to this one settles nothing."""
    depositary: Title | None = None
    opened: When | None = None
    """For signature."""
    in_force: When | None = None
    """Since when the instrument itself is in force; absent where it is not, or the day was not read."""
    not_in_force: Flag = False
    """The instrument was not in force on the last day read: nobody is Party yet."""
    only: Text | None = None
    """To whom alone it is open, after "open only to", where that is no list of members."""
    signature_until: Day | None = None
    joining: Annotated[tuple[Rule, ...], up_to("listed")] = ()
    withdrawal: Text | None = None
    """The period of notice for a withdrawal, if it was read."""
    read: When
    """The last day for which any source of the rows holds."""
    closed: When | None = None
    """The day up to which all Parties (or members) are known: a State without a row was not one of them."""
    closed_but: Subjects = ()
    """States about which nothing follows nevertheless."""
    open_for: Annotated[tuple[RowStatus, ...], up_to("words")] = ()
    """Statuses for which the list is not complete, although it is closed."""
    published: Annotated[tuple[Published, ...], up_to("listed")] = ()
    doubts: Text | None = None
    sources: Annotated[Cites, up_to("cites", least=1)]


@record
class InstrumentsFile:
    """`instruments.yaml`."""

    schema_: Literal["status/v1"]
    instruments: Annotated[dict[Id, Instrument], up_to("listed", least=1)]


@record
class SourcesFile:
    """`sources.yaml`."""

    schema_: Literal["status-sources/v1"]
    sources: Annotated[dict[Id, Source], up_to("sources", least=1)]


class Row(NamedTuple):
    """One State (or the European Union) and one instrument."""

    state: str
    status: RowStatus
    invited: date | PartialDate | None
    signed: date | PartialDate | None
    deposited: date | PartialDate | None
    in_force: date | PartialDate | None
    """For this State."""
    until: date | PartialDate | None
    """The day from which a withdrawal has effect; of an invitation, the day on which a source says that it ends."""
    territories: str
    derived: tuple[str, ...]
    """The columns that were not read but follow from other sources; the note says how."""
    sources: tuple[str, ...]
    day: date | PartialDate
    """The last day for which the sources hold."""
    grade: Grade
    note: str

    @property
    def confidence(self) -> Confidence:
        """The confidence, by the grade; one step lower if the status is derived."""
        found = CONFIDENCE[self.grade]
        if "status" not in self.derived:
            return found
        return "medium" if found == "high" else "low"


class Region(NamedTuple):
    """Where a country lies, and in which groups others put it."""

    state: str
    region: str
    subregion: str
    un_group: str
    world_bank_region: str
    income: str
    sources: tuple[str, ...]
    day: date | PartialDate


class StatusData(NamedTuple):
    """Everything under `status`."""

    instruments: Mapping[str, Instrument]
    sources: Mapping[str, Source]
    rows: Mapping[str, Mapping[str, Row]]
    """By instrument and State."""
    regions: Mapping[str, Region]


NOTHING = StatusData({}, {}, {}, {})
