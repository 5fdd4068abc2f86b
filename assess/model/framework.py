"""A framework: criteria drawn from one document or instrument, grouped in domains, and how they add up."""

from dataclasses import field
from typing import Annotated, Any, Literal

from assess.model.base import (
    LONGEST,
    Constraint,
    Day,
    Flag,
    Id,
    Language,
    Pin,
    Positive,
    Ratio,
    Refused,
    Share,
    Text,
    Title,
    Url,
    Whole,
    Word,
    ratio,
    record,
    up_to,
)
from assess.model.catalogue import Vehicle
from assess.model.condition import Node, leaves, parse_condition

Exact = Annotated[Ratio, ratio(-(10**15))]
Axis = Literal["law", "capacity", "practice"]
AXES: tuple[Axis, ...] = ("law", "capacity", "practice")


def _parsed(value: Any) -> Node:
    """The condition as a tree; what is wrong with its form is reported with its place."""
    node, faults = parse_condition(value)
    if node is None or faults:
        raise Refused("bad-condition", faults=faults)
    return node


class _Condition:
    """Reads a condition from the content of a file."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        function = {"type": "no-info", "function": _parsed}
        return {"type": "function-plain", "function": function, "json_schema_input_schema": {"type": "any"}}


Condition = Annotated[Node, _Condition()]


@record
class Cite:
    """A place in an instrument."""

    instrument: Word
    article: Pin | None = None
    obligation: Literal["shall", "endeavour", "consider", "may"] | None = None
    """How strong this article is, where that differs from the criterion."""
    note: Text | None = None


CiteList = Annotated[tuple[Cite, ...], up_to("cites")]


@record
class Narrowing:
    """A narrowing of the element that the treaty allows."""

    allowed_by: Pin
    needs: Literal["declaration", "reservation", "nothing"] = "declaration"
    """What a bound State has to make for it; `nothing` where the text itself permits it."""
    kind: Id | None = None
    """Which of the narrowings that the paragraph allows this is; a declaration says which it makes (`narrows`). Without one,
    whatever is made under the paragraph makes it."""


@record
class Element:
    """The smallest testable part of a criterion."""

    id: Id
    says: Text
    """What is true when the element holds."""
    holds: Condition
    essential: Flag = False
    """If it fails, the criterion is 0."""
    weight: Positive = 1
    option: Flag = False
    """Shown, never scored."""
    applies: Condition | None = None
    reservable: Pin | None = None
    """The paragraph under which a bound State may exclude the element."""
    narrowing: Narrowing | None = None
    note: Text | None = None


@record
class Measure:
    """A number between two fixed goalposts, or points for words."""

    fact: Word
    from_: Exact | None = None
    to: Exact | None = None
    target: Exact | None = None
    """In the unit of the fact; below it the finding is a gap. Without one, `to` is the target."""
    points: Annotated[dict[Word, Share], up_to("words")] = field(default_factory=dict)


@record
class Recommendation:
    """What to do where the criterion is not met; keys that are left out come from the reform of the fact."""

    do: Text
    owner: Title | None = None
    vehicle: Vehicle | None = None
    effort: Annotated[Whole, Constraint(ge=1, le=5)] | None = None


@record
class Criterion:
    """One requirement."""

    id: Id
    title: Title
    article: Pin | None = None
    obligation: Literal["shall", "endeavour", "consider", "may"] = "shall"
    axis: Axis = "law"
    stage: Annotated[Whole, Constraint(ge=1)] | None = None
    weight: Annotated[Ratio, ratio(0)] | None = None
    """If left out, 1, or 0 for `may`."""
    question: Text
    matters: Text | None = None
    """In one sentence, what hangs on it for cooperation with other States."""
    applies: Condition | None = None
    elements: Annotated[tuple[Element, ...], up_to("elements")] = ()
    measure: Measure | None = None
    recommendation: Recommendation | None = None
    cites: CiteList = ()
    drawn_from: Annotated[tuple[Word, ...], up_to("listed")] = ()
    verified: Literal["text", "secondary", "unverified"] = "unverified"
    """How the citation was checked; an unverified criterion is a draft."""
    notes: Text | None = None


@record
class Domain:
    """A chapter of criteria, or a group of chapters (then without criteria)."""

    domain: Id
    title: Title
    intro: Text | None = None
    weight: Positive = 1
    parent: Id | None = None
    criteria: Annotated[tuple[Criterion, ...], up_to("criteria")] = ()


@record
class Level:
    """A word for scores from a lower bound upwards."""

    word: Title
    from_: Share


@record
class Gate:
    """A cap on one domain and axis when a function is known to be missing entirely."""

    id: Id
    domain: Id
    axis: Axis = "law"
    cap: Share
    unless: Condition
    says: Text
    cites: CiteList = ()


@record
class Method:
    """How findings add up."""

    aggregation: Literal["arithmetic", "geometric", "minimum"] = "arithmetic"
    """How domains add up to the framework score; the score of a domain is always a weighted arithmetic mean."""
    axes: Literal["apart", "together"] = "apart"
    levels: Annotated[tuple[Level, ...], up_to("listed")] = ()
    coverage_threshold: Share = "2/3"
    gates: Annotated[tuple[Gate, ...], up_to("listed")] = ()
    scale: Positive = 1
    """Printed scores run from 0 to this number."""
    decimals: Annotated[Whole, Constraint(ge=0, le=6)] = 2


@record
class Origin:
    """The document or instrument a framework is drawn from."""

    title: Title
    short: Title | None = None
    """How citations name it."""
    citation: Title | None = None
    """Where it is found, such as a number and a date: its words and the date differ from language to language."""
    fact: Word | None = None
    """The fact that tells whether the State is bound by it; without one, `treaties.` with its own id, if there is such a fact."""
    act: Flag = False
    """An act of an organisation that binds members, and no guidance, although no fact tells whom."""
    url: Url | None = None
    note: Text | None = None


Road = Literal["signature", "accession"]
"""How a State joins: it signs and ratifies, or it accedes."""


@record
class JoiningStep:
    """One step towards being bound, and who takes it."""

    id: Id
    title: Title
    authority: Title
    """Who acts: a ministry, the depositary, the other Parties."""
    cites: CiteList = ()
    done: Condition | None = None
    """Shows from the profile that the step has been taken."""
    road: Road | None = None
    """The road on which the step arises; without one, on each."""
    note: Text | None = None


@record
class Designation:
    """An authority or contact to be named with the instrument."""

    article: Pin
    title: Title
    fact: Word | None = None
    due: Title | None = None
    """When it has to be made."""


@record
class Permitted:
    """A declaration or reservation that the text allows."""

    paragraph: Pin
    kind: Literal["declaration", "reservation"]
    says: Text
    due: Title | None = None
    """When it can be made."""


@record
class Joining:
    """How a State becomes bound."""

    open_to: Literal["any_state", "invitation", "parties_to", "members", "not_open"]
    says: Text
    parties_to: Word | None = None
    """The treaty fact one has to be Party to first; a signatory of it may sign where `signatories` says so."""
    signatories: Flag = False
    signs: Annotated[tuple[Word, ...], up_to("listed")] = ()
    """Codes of the States that sign and ratify where others accede (of a protocol: where they signed the treaty it belongs to)."""
    signature_until: Day | None = None
    """The last day for signature; States accede afterwards."""
    in_force_since: Day | None = None
    """Entry into force of the instrument itself. If absent, it is not in force, and findings describe alignment."""
    entry_rule: Text | None = None
    """When it enters into force for a State that joins."""
    steps: Annotated[tuple[JoiningStep, ...], up_to("listed")] = ()
    designations: Annotated[tuple[Designation, ...], up_to("listed")] = ()
    permitted: Annotated[tuple[Permitted, ...], up_to("listed")] = ()
    """All declarations and reservations that are allowed."""


@record
class Limit:
    """What the framework is known not to ask, or to ask more roughly than the text it is drawn from."""

    id: Id
    says: Text


@record
class FrameworkFile:
    """`framework.yaml`."""

    schema_: Literal["framework/v1"]
    id: Id
    title: Title
    short: Title | None = None
    language: Language = "en"
    """The language of texts that do not name one; used where a translation is missing."""
    version: Word
    publisher: Title | None = None
    source: Origin
    licence: Annotated[str, Constraint(max_length=LONGEST["title"])] | None = None
    nature: Literal["policy", "treaty", "directive", "capability", "index"] = "policy"
    treaty: Word | None = None
    """The fact that tells whether the State is bound."""
    method: Method = field(default_factory=Method)
    instruments: Annotated[dict[Id, Origin], up_to("listed")] = field(default_factory=dict)
    domains: Annotated[tuple[Id | Domain, ...], up_to("domains", least=1)]
    background: Annotated[dict[Word, Text], up_to("listed")] = field(default_factory=dict)
    """Statements of the document that are background, with the reason."""
    joining: Joining | None = None
    known_limits: Annotated[tuple[Limit, ...], up_to("listed")] = ()
    """Printed with the method, and by `assess frameworks show`."""
    notes: Text | None = None


class Framework:
    """A framework with its domains read in; `hash` (SHA-256, in hexadecimal) identifies the files it came from.

    `criteria` has each criterion with its domain, by the id of the criterion, in the order of the files.

    Example:
        >>> (framework,) = load_library(["budapest"]).frameworks
        >>> domain, criterion = framework.criteria["art16"]
        >>> domain.domain, criterion.article, criterion.obligation
        ('procedural_law', '16', 'shall')
    """

    def __init__(self, head: FrameworkFile, domains: "list[Domain]", digest: str = "") -> None:
        self.head = head
        self.domains = domains
        self.hash = digest
        self.criteria: dict[str, tuple[Domain, Criterion]] = {c.id: (d, c) for d in domains for c in d.criteria}

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def files(self) -> list[str]:
        """The names of its files; other files in its folder, such as a profile, do not belong to it."""
        return sorted(["framework.yaml", *(f"{name}.yaml" for name in self.head.domains if isinstance(name, str))])

    @property
    def method(self) -> Method:
        return self.head.method

    @property
    def reads(self) -> set[str]:
        """The facts that its conditions and measures name."""
        criteria = [criterion for domain in self.domains for criterion in domain.criteria]
        nodes = [node for criterion in criteria for e in criterion.elements for node in (e.holds, e.applies) if node]
        nodes += [criterion.applies for criterion in criteria if criterion.applies]
        nodes += [gate.unless for gate in self.method.gates]
        nodes += [step.done for step in (self.head.joining.steps if self.head.joining else ()) if step.done]
        named = {leaf.fact for node in nodes for leaf in leaves(node)}
        return named | {criterion.measure.fact for criterion in criteria if criterion.measure}


@record
class Case:
    """Facts in short form and the ratings they must give."""

    name: Title
    facts: Annotated[dict[Word, Any], up_to("facts")] = field(default_factory=dict)
    expect: Annotated[dict[Word, Word], up_to("criteria", least=1)]
    elements: Annotated[dict[Word, Annotated[dict[Word, Flag | Word], up_to("elements")]], up_to("criteria")] = field(
        default_factory=dict
    )


@record
class CaseFile:
    """Worked cases of one domain."""

    schema_: Literal["cases/v1"]
    cases: Annotated[tuple[Case, ...], up_to("cases")]
