"""A framework about two States: steps of cooperation, each with its legal bases, conditions and grounds to examine."""

from dataclasses import field
from typing import Annotated, Any, Literal

from assess.model.base import (
    LONGEST,
    Constraint,
    Flag,
    Id,
    Language,
    Pin,
    Refused,
    Text,
    Title,
    Word,
    listed,
    record,
    up_to,
)
from assess.model.catalogue import Catalogue, Fact, Facts
from assess.model.condition import AGREEMENTS, SIDES, Node, parse_condition
from assess.model.framework import CiteList, Limit, Origin

ReadDay = Literal["conduct", "request", "measure", "decision"]
"""The day whose law is read: of the conduct, of the request, of the measure, or of the decision on it."""
READ_DAYS: tuple[ReadDay, ...] = ("conduct", "request", "measure", "decision")
Days = Annotated[tuple[ReadDay, ...], up_to("listed", one=True)]
"""One day, or several: then what is read has to be the same on all of them, else the requested State's rule decides."""
Kind = Literal["treaty", "agreement", "scheme", "national_law"]


def _parsed(value: Any) -> Node:
    node, faults = parse_condition(value, pair=True)
    if node is None or faults:
        raise Refused("bad-condition", faults=faults)
    return node


class _PairCondition:
    """Reads a condition about two States from the content of a file."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        function = {"type": "no-info", "function": _parsed}
        return {"type": "function-plain", "function": function, "json_schema_input_schema": {"type": "any"}}


PairNode = Annotated[Node, _PairCondition()]
Names = Annotated[tuple[Word, ...], up_to("listed", one=True)]
"""Facts or features with the State that is meant: requested.powers.production_order."""


@record
class Route:
    """One legal basis on which a step could rest."""

    id: Id
    kind: Kind
    says: Text
    """The basis in words, as it is printed where it holds."""
    holds: PairNode
    day: Days = ()
    """If left out, the day of the step."""
    law: Names = ()
    """Facts of law whose sections are printed beside the basis, because the requested State would act under them."""
    cites: CiteList = ()
    note: Text | None = None


@record
class Reserved:
    """Paragraphs of a treaty whose reservations and declarations are printed with the step, under the State that made them."""

    treaty: Id
    paragraphs: Annotated[tuple[Pin, ...], up_to("listed", one=True, least=1)]
    says: Text | None = None
    """The question that it raises for the other State."""


@record
class Asked:
    """Something that the treaty or the requested State's law may ask of a request."""

    id: Id
    title: Title
    says: Text
    """What is asked, as it is printed where it is asked or may be."""
    asked_if: PairNode | None = None
    """Whether it is a condition at all; left out: it always is."""
    open_if_reserved: Reserved | None = None
    """Between Parties, open instead of not asked where the requested State reserved one of these paragraphs, or may have."""
    met_if: PairNode | None = None
    """Whether the two profiles record what it asks for; left out: it depends on the case."""
    offences: Flag = False
    """Whether the table of offences, element by element in both laws, belongs to it."""
    day: Days = ()
    cites: CiteList = ()
    note: Text | None = None


@record
class Used:
    """A condition in a step: the one that is declared under this id, with what differs here."""

    use: Id
    says: Text | None = None
    asked_if: PairNode | None = None
    open_if_reserved: Reserved | None = None
    met_if: PairNode | None = None
    day: Days = ()
    cites: CiteList = ()
    note: Text | None = None


@record
class Ground:
    """A bar or a ground of refusal: always printed with the step, never worked out."""

    id: Id
    title: Title
    says: Text
    kind: Literal["prohibition", "mandatory", "optional", "examine"] = "examine"
    shows: Names = ()
    """Facts that are printed beside it as they are recorded; no result depends on them."""
    cites: CiteList = ()
    note: Text | None = None


@record
class Said:
    """A sentence of an outline, with what it rests on."""

    id: Id
    says: Text
    if_: PairNode | None = None
    """Printed only where this holds; as open where it is open. Left out: always printed."""
    shows: Names = ()
    """Facts whose recorded answers are printed with it."""
    person: Flag = False
    """Whether it is about a person: then there is no place for it here, and it is given in the request itself."""
    cites: CiteList = ()


Sentences = Annotated[tuple[Said, ...], up_to("listed")]


@record
class Outline:
    """What goes into the outline of a request for this measure."""

    title: Title
    channel: Sentences = ()
    """Through whom and how it is sent; language and form."""
    contents: Sentences = ()
    """What the request has to say of the case; the place is left blank."""
    undertakings: Sentences = ()
    """What the requesting State promises, and the limits on use."""
    urgency: Sentences = ()
    """Periods after which data no longer exist, and what can be asked for at once."""


PARTS = ("channel", "contents", "undertakings", "urgency")
"""The parts of an outline."""


def _used(value: Any) -> Any:
    return [{"use": each} if isinstance(each, str) else each for each in listed(value)]


@record
class PairStep:
    """One step of cooperation, in one direction."""

    id: Id
    """The name of the measure too, under which its outline is asked for."""
    title: Title
    question: Text
    day: Days = ("request",)
    basis: Annotated[tuple[Route, ...], up_to("listed", least=1)]
    conditions: Annotated[tuple[Used, ...], Constraint(before=_used, max_length=100)] = ()
    grounds: Annotated[tuple[Id, ...], up_to("listed", one=True)] = ()
    reservations: Annotated[tuple[Reserved, ...], up_to("listed")] = ()
    shows: Names = ()
    """Facts that are printed with the step as they are recorded."""
    alters: Names = ()
    """Facts of which it may be printed that another answer would alter the result."""
    outline: Outline | None = None
    counted: Flag = True
    """No for what is recorded beside cooperation, as how long providers keep data: it has no place among steps with a basis."""
    verified: Literal["text", "secondary", "unverified"] = "unverified"
    notes: Text | None = None


@record
class Stage:
    """One file: steps that belong together, and conditions and grounds that steps of every file may use."""

    stage: Id
    title: Title
    intro: Text | None = None
    conditions: Annotated[tuple[Asked, ...], up_to("listed")] = ()
    grounds: Annotated[tuple[Ground, ...], up_to("listed")] = ()
    steps: Annotated[tuple[PairStep, ...], up_to("listed")] = ()


@record
class PairHead:
    """`framework.yaml` of a framework about two States."""

    schema_: Literal["framework/v1"]
    subject: Literal["pair"]
    id: Id
    title: Title
    short: Title | None = None
    language: Language = "en"
    version: Word
    publisher: Title | None = None
    source: Origin
    licence: Annotated[str, Constraint(max_length=LONGEST["title"])] | None = None
    instruments: Annotated[dict[Id, Origin], up_to("listed")] = field(default_factory=dict)
    stages: Annotated[tuple[Id, ...], up_to("domains", least=1)]
    """The files, in their order."""
    treaties: Annotated[tuple[Id, ...], up_to("listed")] = ()
    """Treaties whose standing between the two is always printed: ids of the catalogue, without `treaties.`."""
    offences: Annotated[tuple[Word, ...], up_to("facts")] = ()
    """The offences that both laws are compared on."""
    known_limits: Annotated[tuple[Limit, ...], up_to("listed")] = ()
    notes: Text | None = None


class PairFramework:
    """A framework about two States with its files read in; `hash` identifies the files it came from."""

    def __init__(self, head: PairHead, stages: "list[Stage]", digest: str = "") -> None:
        self.head = head
        self.stages = stages
        self.hash = digest
        self.conditions = {one.id: one for stage in stages for one in stage.conditions}
        self.grounds = {one.id: one for stage in stages for one in stage.grounds}
        self.steps: dict[str, tuple[Stage, PairStep]] = {s.id: (stage, s) for stage in stages for s in stage.steps}

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def files(self) -> list[str]:
        return sorted(["framework.yaml", *(f"{name}.yaml" for name in self.head.stages)])


KEPT_TOPICS = ("safeguards", "data_protection")
KEPT_FACTS = (
    *(f"cooperation.{name}" for name in ("persecution_refusal", "use_limitation", "personal_data_transfers")),
    *(f"requests.{name}" for name in ("mla_grounds", "extradition_grounds", "specialty", "non_refoulement")),
    *(f"requests.{name}" for name in ("death_penalty", "death_penalty_computer_offences", "provisional_arrest")),
)
KEPT_FEATURES = ("nationality_ground", "threshold_months", "treaty_required", "arrangement_needed", "listed_offences")
"""What protects persons or lets a State refuse: of none of it is it ever printed that another answer would alter a result."""


def pair_facts(catalogue: Catalogue) -> Facts:
    """What conditions of a pair can name: each fact once for each State, and what is asked of both together."""
    found = {f"{side}.{name}": fact for side in SIDES for name, fact in catalogue.facts.items()}
    for name, fact in catalogue.facts.items():
        if fact.kind == "treaty":
            found[f"treaty.{name.partition('.')[2]}"] = Fact(kind="yes_no", title=fact.title, question=_APART)
    for kind in AGREEMENTS:
        found[f"agreement.{kind}"] = Fact(kind="yes_no", title=kind, question=_AGREED)
    return Facts(found, {f"{side}.{name}": text for side in SIDES for name, text in catalogue.facts.retired.items()})


_APART = "Does nothing keep the treaty from applying between the two States?"
_AGREED = "Is an agreement of this kind in force between the two States?"


def kept(name: str, fact: Fact, feature: str = "") -> bool:
    """Whether of a fact (without its State), or of a feature, it is never printed that another answer would alter a result."""
    if name.partition(".")[0] in KEPT_TOPICS or name in KEPT_FACTS or feature in KEPT_FEATURES:
        return True
    return feature in fact.features and fact.features[feature].protective
