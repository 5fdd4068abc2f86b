"""The fact catalogue: what can be known about a country, and which reform would supply what is missing."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Annotated, Literal

from assess.model.base import (
    LONGEST,
    Constraint,
    Flag,
    Id,
    Language,
    Number,
    Text,
    Title,
    Unit,
    Whole,
    Word,
    record,
    up_to,
)

Route = Literal["dedicated", "general", "case_law", "constitution", "regulation", "treaty_direct", "practice_direction"]
Kind = Literal["provision", "treaty", "capability", "number", "choice", "yes_no"]
Vehicle = Literal["act", "regulation", "agreement", "institution", "training", "budget", "circular"]

TREATY_STATUSES = ("none", "not_party", "invited", "signed", "consent_deposited", "party", "withdrawn")
CAPABILITY_STATUSES = ("none", "planned", "partial", "operational")
WORKING = ("partial", "operational")
"""Statuses of a capability in which it has its features."""

Routes = Annotated[tuple[Route, ...], up_to("words")]
WordList = Annotated[tuple[Word, ...], up_to("words")]
Labels = Annotated[dict[Word, Title], up_to("words")]


@record
class Feature:
    """A testable property of a fact, at the grain of treaty text."""

    type: Literal["flag", "number", "choice"]
    question: Text
    """In plain words, for whoever fills in a profile."""
    unit: Unit | None = None
    """Unit of a number."""
    min: Number | None = None
    max: Number | None = None
    words: WordList = ()
    """Answers of a choice."""
    labels: Labels = field(default_factory=dict)
    """How the words are printed; a word without a label is printed as it is."""
    ordered: Flag = False
    """Whether the words are given from least to most, so that they can be compared."""
    judgement: Flag = False
    """A judgement needs a `reading`, and has at most medium confidence."""
    wider: Literal["up", "down"] | None = None
    """Which way the law covers more: `up` with true, a higher number, a later word; `down` the other way round. What is scored
    reads it that way only. Left out for what limits a power or protects persons, and for what is only recorded."""
    matters: Text | None = None
    """In one sentence, what hangs on it for cooperation with other States, where that is not what hangs on the fact as a whole."""
    spread: Flag = False
    """A limb or limit that law may spread over several sections (one more act, ground, limit, right). What is not spread says
    something of one rule, and within an element one basis has to give all of it."""
    protective: Flag = False
    """A ground of refusal or a safeguard depends on the answer: no change of it is ever advised."""


FeatureSet = Annotated[dict[Id, Feature], up_to("features")]
Instead = Annotated[str, Constraint(max_length=LONGEST["text"])]
Retired = Annotated[dict[Id, Instead], up_to("features")]


@record
class Reform:
    """A reform that would supply the fact, and who could do it."""

    do: Text | None = None
    effort: Annotated[Whole, Constraint(ge=1, le=5)] | None = None
    """From 1 (weeks, no new text) to 5 (years, new institutions)."""
    vehicle: Vehicle | None = None
    owner: Title | None = None
    """Never a court or a parliament."""
    consult: Text | None = None
    """Whom to consult; if left out, this follows from the vehicle."""
    needs: Annotated[tuple[Word, ...], up_to("listed")] = ()
    """Facts that have to hold first."""
    actionable: Flag = True


@record
class Fact:
    """Something true, false, measured or unknown about a country."""

    kind: Kind
    title: Title
    question: Text
    """In plain words."""
    evidence: Text | None = None
    """What counts as evidence."""
    routes: Routes | None = None
    """The admissible routes of a fact of law."""
    uses: Annotated[tuple[Id, ...], up_to("listed")] = ()
    """Feature sets of the same file."""
    features: FeatureSet = field(default_factory=dict)
    unit: Unit | None = None
    min: Number | None = None
    max: Number | None = None
    words: WordList = ()
    labels: Labels = field(default_factory=dict)
    ordered: Flag = False
    narrowings: Labels = field(default_factory=dict)
    """Of a treaty: the narrowings of domestic law that declarations under it make, in words."""
    may_not_apply: Text | None = None
    """Allows `not_applicable`, for this reason."""
    open_to: Literal["any_state", "invitation", "members", "parties_to"] | None = None
    """Of a treaty: who can join it."""
    after: Word | None = None
    """Of a treaty: the one to which one has to be Party first."""
    act: Flag = False
    """Of an act of an organisation, which stands among the treaties: it binds members through transposition."""
    reform: Reform | None = None
    authority: Flag = False
    """A body or contact that other States deal with; every briefing lists it, whether or not the framework reads it."""
    note: Text | None = None
    retired: Retired = field(default_factory=dict)
    """Features that are gone, with what to write instead."""


@record
class Topic:
    """One file of the catalogue."""

    schema_: Literal["catalogue/v1"]
    topic: Id
    """The prefix of every fact id in the file."""
    language: Language = "en"
    """The language of texts that do not name one."""
    title: Title
    routes: Routes = ("dedicated", "general", "regulation")
    """Admissible routes of facts that do not name any."""
    reform: Reform | None = None
    """Keys of `reform` for facts that leave them out."""
    feature_sets: Annotated[dict[Id, FeatureSet], up_to("features")] = field(default_factory=dict)
    retired_features: Annotated[dict[Id, Retired], up_to("features")] = field(default_factory=dict)
    """Features that are gone from a set, by the set."""
    facts: Annotated[dict[Id, Fact], up_to("facts", least=1)]
    retired: Retired = field(default_factory=dict)
    """Facts that are gone, with what to write instead."""


class Catalogue:
    """All facts by id (`powers.production_order`), with features and the defaults of their files filled in."""

    def __init__(self, topics: "list[Topic]") -> None:
        self.topics = {topic.topic: topic.title for topic in topics}
        named = [(topic, topic.topic, name, fact) for topic in topics for name, fact in topic.facts.items()]
        gone = {f"{topic.topic}.{name}": instead for topic in topics for name, instead in topic.retired.items()}
        self.facts = Facts({f"{prefix}.{name}": _filled(fact, topic) for topic, prefix, name, fact in named}, gone)


class Facts(dict[str, Fact]):
    """Facts by id; `retired` has the ids that are gone, with what to write instead."""

    def __init__(self, facts: Mapping[str, Fact], retired: Mapping[str, str]) -> None:
        super().__init__(facts)
        self.retired = dict(retired)


def _filled(fact: Fact, topic: Topic) -> Fact:
    shared = {name: feature for used in fact.uses for name, feature in topic.feature_sets.get(used, {}).items()}
    routes = topic.routes if fact.kind == "provision" and fact.routes is None else fact.routes
    reform, default = fact.reform or topic.reform, topic.reform
    if fact.reform and default:
        reform = replace(
            fact.reform,
            do=fact.reform.do or default.do,
            effort=fact.reform.effort or default.effort,
            vehicle=fact.reform.vehicle or default.vehicle,
            owner=fact.reform.owner or default.owner,
            consult=fact.reform.consult or default.consult,
        )
    gone = {name: instead for used in fact.uses for name, instead in topic.retired_features.get(used, {}).items()}
    return replace(fact, features=shared | fact.features, routes=routes, reform=reform, retired=gone | fact.retired)
