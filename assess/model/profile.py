"""A country profile: provisions, facts with their citations, sources and dates."""

from dataclasses import field
from typing import Annotated, Any, Literal

from assess.model.base import (
    LONGEST,
    MOST,
    Cites,
    CiteText,
    Constraint,
    Day,
    Flag,
    Id,
    InForce,
    Language,
    Pin,
    Scalar,
    SourceName,
    Text,
    Title,
    UnitText,
    Url,
    When,
    Word,
    mapped,
    record,
    up_to,
)
from assess.model.catalogue import Route

Handling = Literal["public", "official", "restricted"]
Confidence = Literal["high", "medium", "low"]
SourceKind = Literal[
    "act", "bill", "regulation", "treaty", "policy", "decision", "statistic", "official_page", "press", "expert"
]
ProvisionStatus = Literal[
    "bill",
    "passed",
    "assented",
    "published",
    "adopted",
    "in_force",
    "partly_in_force",
    "suspended",
    "struck_down",
    "repealed",
    "expired",
]

PENDING = ("bill", "passed", "assented", "published", "adopted")
"""Statuses of a text that may become law."""

Awaits = Literal["assent", "promulgation", "instrument", "regulations"]
"""What a text that is made and not in force still waits for; a day set by the law itself is an entry of its own."""

CONFIDENCE: dict[str, Confidence] = {
    "act": "high", "regulation": "high", "treaty": "high", "decision": "high", "bill": "high",
    "policy": "medium", "statistic": "medium", "official_page": "medium", "press": "low", "expert": "low",
}  # fmt: skip
"""Confidence in an answer that does not give it, by the kind of its first source."""


def _country(pattern: str) -> Constraint:
    hint = "write its three capital letters, such as KEN"
    return Constraint(pattern=pattern, max_length=LONGEST["word"], code="unknown-country", hint=hint)


Country = Annotated[str, _country(r"^[A-Z]{3}(-[A-Z0-9]{1,3})?$")]
"""ISO 3166-1 alpha-3; EUU is the European Union, GBR-SCT a unit of a State, XKX and others what ISO 3166 leaves to its users."""
Partner = Annotated[str, _country(r"^([A-Z]{3}|EU)$")]
"""Another country, or the European Union, which concludes agreements of its own."""
Features = Annotated[dict[Word, Scalar], up_to("features")]


@record
class Source:
    """A document or page on which answers rest."""

    kind: SourceKind
    title: Title
    short: Title | None = None
    """How citations name it; the list of sources gives the whole title."""
    unit: UnitText | None = None
    """How its pins are printed: "s." gives "s. 51"."""
    url: Url | None = None
    """Printed, never opened."""
    publisher: Title | None = None
    date: When | None = None
    retrieved: When | None = None
    language: Word | None = None
    grade: Literal["A", "B", "C"] | None = None
    """A: the text of the law was read; B: an official or intergovernmental page; C: a secondary source."""
    read: Literal["full", "part"] | None = None
    """How much of it was read: what rests on a part is printed as such."""
    note: Text | None = None
    handling: Handling = "public"


@record
class ProvisionEntry:
    """The status of one piece of law over one period."""

    status: ProvisionStatus
    """Only `in_force` counts."""
    from_: When | None = None
    """First day (inclusive)."""
    until: When | None = None
    """First day on which it no longer holds."""
    by: Title | None = None
    """Who struck it down, suspended or repealed it."""
    awaits: Awaits | None = None
    """Of a text that is not in force yet: what it still waits for, where it is known."""
    authority: Title | None = None
    """Who is to act for it to come into force, as the text names the office: "the President"."""
    takes_effect: When | None = None
    """Of what was struck down with suspended effect: the first day on which it is no longer in force."""
    replaces: Cites = ()
    """Provisions that this text would put out of force."""
    cite: Cites = ()
    note: Text | None = None


@record
class Basis:
    """Provisions, read together, that answer a fact of law, and the features they give it."""

    of: Annotated[tuple[CiteText, ...], up_to("read_together", least=1)]
    route: Route = "dedicated"
    features: Features = field(default_factory=dict)
    reading: Text | None = None
    """One sentence saying why the text covers computer data."""


@record
class Reservation:
    """A reservation or declaration to a treaty."""

    paragraph: Pin
    """The paragraph that allows it: "29(4)"."""
    reaches: Annotated[tuple[Pin, ...], up_to("cites", one=True)] = ()
    """The paragraphs that it covers, if it covers only some."""
    text: Text | None = None
    made: When | None = None
    withdrawn: When | None = None
    cite: Cites = ()
    made_at: Literal["signature", "deposit"] | None = None
    """One made at signature is open until it is `confirmed`; without this, nothing hangs on the occasion."""
    confirmed: When | None = None
    """When one made at signature was confirmed: from then on it has effect."""
    withdrawal_effective: When | None = None
    """When the withdrawal took effect, where that is not the day of `withdrawn`."""
    withdraws: Annotated[tuple[Pin, ...], up_to("cites", one=True)] = ()
    """Of a withdrawal in part: the paragraphs withdrawn."""
    narrows: Annotated[tuple[Id, ...], up_to("cites", one=True)] | None = None
    """Which narrowings it makes, by the `kind` that the framework gives them; absent: not known, an empty list: none."""


@record
class Territory:
    """A territory, or a unit of a federal State, to which a treaty applies or not."""

    applies: Flag
    name: Title | None = None
    code: Country | None = None
    """ISO 3166: GRL, or GBR-SCT; a territory without a code has a `name`."""
    from_: When | None = None
    until: When | None = None
    text: Text | None = None
    cite: Cites = ()


@record
class Objection:
    """An objection of another State to a reservation or declaration of this one."""

    by: Partner
    """ISO 3166-1 alpha-3."""
    name: Title | None = None
    """The name of that State, if ISO 3166 has no name for its code."""
    to: Pin | None = None
    """The paragraph of the reservation or declaration; absent: to all that was made."""
    made: When | None = None
    withdrawn: When | None = None
    excludes_relations: Flag = False
    """Whether it keeps the treaty from entering into force between the two States."""
    text: Text | None = None
    cite: Cites = ()


@record
class Excluded:
    """Another State with which the treaty is not in force, although both are Parties."""

    with_: Partner
    """ISO 3166-1 alpha-3."""
    name: Title | None = None
    """The name of that State, if ISO 3166 has no name for its code."""
    date: When | None = None
    """From when; absent: for as long as both are Parties."""
    until: When | None = None
    text: Text | None = None
    cite: Cites = ()


@record
class Listed:
    """The reservations or the declarations to a treaty, and whether these are all of them."""

    complete: Flag = True
    """False where only some are known: what is not listed stays open."""
    listed: Annotated[tuple[Reservation, ...], up_to("reservations")] = ()


def _listed(value: Any) -> Any:
    return {"listed": value} if isinstance(value, (list, tuple)) else value


def _basis(value: Any) -> Any:
    bases = value if isinstance(value, list) else [value]
    return [{"of": [basis]} if isinstance(basis, str) else basis for basis in bases]


def _period(value: Any) -> Any:
    return str(value) if type(value) is int else value


def _answers(value: Any) -> Any:
    """An answer that is only a status, or a list of dated answers."""
    answers = value if isinstance(value, list) else [value]
    return [{"status": answer} if isinstance(answer, str) else answer for answer in answers]


@record
class Answer:
    """What is known of one fact over one period. The keys depend on the kind of fact."""

    status: Word | None = None
    """`none`, `unknown`, `not_applicable`, `withheld`, or the status of a treaty or capability."""
    value: Scalar | None = None
    by: Annotated[tuple[Basis, ...], Constraint(before=_basis, max_length=MOST["bases"])] = ()
    """Law: the bases it rests on; each of them suffices."""
    route: Route | None = None
    features: Features = field(default_factory=dict)
    reading: Text | None = None
    cite: Cites = ()
    """SOURCE, or SOURCE PIN."""
    searched: Cites = ()
    """Sources that were read in full, for the answer `none`."""
    reason: Text | None = None
    confidence: Confidence | None = None
    handling: Handling = "public"
    note: Text | None = None
    """Printed with the findings that read the fact."""
    shared: Id | None = None
    """What it is about is one and the same for every State whose profile names this id: a regional court, a common treaty. While it
    is open, a comparison completes it once for all of them."""
    from_: When | None = None
    until: When | None = None
    period: Annotated[str, Constraint(before=_period, max_length=LONGEST["word"])] | None = None
    """What a number covers: 2025, or 2024-2025."""
    definition: Text | None = None
    """What was counted."""
    invited_until: When | None = None
    position: Literal["pursuing", "not_pursuing", "undecided"] | None = None
    """What the State has said of joining a treaty; `cite` names where."""
    position_since: When | None = None
    """When it said so."""
    reservations: Annotated[Listed, Constraint(before=_listed)] | None = None
    """Absent: not known; an empty list: none; {complete: false, listed: [...]}: known in part."""
    declarations: Annotated[Listed, Constraint(before=_listed)] | None = None
    territories: Annotated[tuple[Territory, ...], up_to("reservations")] = ()
    """Of a treaty: where it applies beyond, or not within, the whole of the State."""
    objections: Annotated[tuple[Objection, ...], up_to("reservations")] = ()
    """Of a treaty: those of other States to what this one reserved or declared."""
    relations_excluded_with: Annotated[tuple[Excluded, ...], up_to("reservations")] = ()
    """Of a treaty: the Parties with which it is not in force."""


Entries = Annotated[tuple[ProvisionEntry, ...], up_to("entries", one=True)]
Answers = Annotated[tuple[Answer, ...], Constraint(before=_answers, max_length=MOST["entries"])]


@record
class Agreement:
    """A bilateral treaty or arrangement."""

    with_: Partner
    """ISO 3166-1 alpha-3, or EU."""
    name: Title | None = None
    """The name of the other side, if ISO 3166 has no name for its code."""
    kind: Literal["mla", "extradition", "police", "data_protection"]
    title: Title
    in_force: InForce | None = None
    cite: Cites = ()


@record
class Comment:
    """What the authorities of the country said about the assessment."""

    text: Text
    date: When | None = None
    by: Title | None = None
    """An office, never a person."""
    on: Id | None = None
    """The id of a criterion; not checked, because it does not say of which framework."""


@record
class Comments:
    """Whether the authorities were asked, and what they said."""

    invited: When | None = None
    received: Annotated[tuple[Comment, ...], up_to("comments")] = ()


@record
class System:
    """The legal system, for readers."""

    structure: Literal["unitary", "federal", "plural"] | None = None
    reception: Literal["monist", "dualist", "mixed"] | None = None


class _Read:
    """Keeps the bytes of the file, and what was worked out from it, beside the model. They are not fields, so `replace` and
    equality ignore them."""

    __slots__ = ("_path", "_raw", "_worked")

    @property
    def worked(self) -> dict[Any, Any]:
        """Results that depend on the profile alone, kept for the next framework."""
        found: dict[Any, Any] | None = getattr(self, "_worked", None)
        if found is None:
            found = {}
            object.__setattr__(self, "_worked", found)
        return found

    @property
    def raw(self) -> bytes:
        """The file as it was given; empty once anything has been changed, so that a release cannot carry what it left out."""
        return getattr(self, "_raw", b"")

    @property
    def path(self) -> str:
        """The file that it was read from, as it was named; only for messages, and empty once anything has been changed."""
        return getattr(self, "_path", "")

    def read_from(self, raw: bytes, path: str) -> None:
        object.__setattr__(self, "_raw", raw)  # the model itself stays frozen
        object.__setattr__(self, "_path", path)


@record
class Profile(_Read):
    """One country's provisions, facts, sources and dates.

    `facts` and `provisions` have the entries of each id, mostly one; several where they are dated.

    Example:
        >>> profile = load_profile("examples/profiles/ken.yaml", load_library(["cooperation"]))
        >>> profile.country, profile.as_of.year, profile.facts["treaties.budapest"][0].status
        ('KEN', 2026, 'invited')
    """

    schema_: Literal["profile/v1"]
    country: Country
    """ISO 3166-1 alpha-3, or EUU for the European Union. A subject without a code takes one that ISO 3166 leaves to its users
    (XKX), a unit of a State one such as GBR-SCT; these two need a `name`."""
    name: Title | None = None
    """The name to print, if it should differ from the standard one or there is none."""
    invented: Flag = False
    """Whether the State and its law are made up, for an exercise: it then has a code such as XAA, XBB or XCC, and no other State
    has one of these."""
    as_of: Day
    """Law cut-off: results depend on this day, never on today."""
    system: System = field(default_factory=System)
    review: Literal["desk", "authorities", "peer"] = "desk"
    note: Text | None = None
    language: Language = "en"
    """The language of texts that do not name one."""
    comments: Comments | None = None
    """Absent: comments were not invited."""
    editions: Annotated[tuple[Id, ...], up_to("listed", one=True)] = ()
    """Topics of facts of certain frameworks, such as editions of an index: read where one that declares them is in use."""
    sources: Annotated[dict[SourceName, Source], Constraint(before=mapped, max_length=MOST["sources"])] = field(
        default_factory=dict
    )
    provisions: Annotated[dict[CiteText, Entries], Constraint(before=mapped, max_length=MOST["provisions"])] = field(
        default_factory=dict
    )
    """By SOURCE.PIN; everything after the first dot is the pin."""
    facts: Annotated[dict[Word, Answers], Constraint(before=mapped, max_length=MOST["facts"])] = field(
        default_factory=dict
    )
    agreements: Annotated[tuple[Agreement, ...], up_to("agreements")] = ()
    agreements_searched: Cites = ()
    """Lists of the State's agreements that were read in full: what `agreements` does not have is then known not to be there."""
