"""JSON outputs as records, from which their JSON Schemas are made. Every key is always there unless it has a default.

The number of a format changes (`assessment/v2`) when a key is removed or gets another meaning, not when one is added.
"""

from datetime import date
from typing import Annotated, Any, Literal

from assess.engine.bindings import Stands
from assess.model.base import Constraint, record
from assess.model.framework import Axis
from assess.model.profile import Profile, ProvisionStatus, SourceKind
from assess.model.results import Counted

Calendar = date
"""A day; a second name, needed where a key is called `date`."""
Exact = Annotated[str, Constraint(pattern=r"^(0|[1-9][0-9]*)(/[1-9][0-9]*)?$")]
"""A fraction in lowest terms, "5/12", or a whole number."""
Code = Annotated[str, Constraint(pattern=r"^[A-Z]{3}$")]
Sha256 = Annotated[str, Constraint(pattern=r"^[0-9a-f]{64}$")]
Written = Annotated[str, Constraint(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A date as far as it is known."""
TruthValue = Literal[True, False, "unknown", "not applicable"]
ScoreAxis = Literal["law", "capacity", "practice", "all"]
"""An axis, or "all" if the method takes them together."""
RatingWord = Literal[
    "met", "at_least_partly_met", "partly_met", "at_most_partly_met", "not_met", "unknown", "not_assessed", "not_applicable"
]  # fmt: skip
Known = Literal["answered", "none", "unknown", "absent", "withheld", "not_applicable"]


@record
class Number:
    """A number in two forms: exact, and as a decimal."""

    exact: Exact
    decimal: float
    """Six places; more if it would otherwise look like 0 or 1."""


Ends = Annotated[tuple[Number, ...], Constraint(min_length=2, max_length=2)]
"""The low and the high end of an interval."""


@record
class FrameworkRef:
    """The framework that was applied."""

    id: str
    version: str
    sha256: Sha256
    """The hash of its own files."""


@record
class GateState:
    """A cap on one domain and axis."""

    id: str
    fired: TruthValue
    cap: Annotated[str, Constraint(pattern=r"^[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$")]
    """As written in the framework."""
    says: str


@record
class ScoreData:
    """A score as an interval, from 0 to 1."""

    low: Number
    high: Number
    coverage: Number
    """The share of applicable weight whose answer is known."""
    level: str | None
    """In words; null if the method has no levels."""
    weight: Exact
    not_applicable: Exact
    """The share of weight that does not apply."""
    outer: bool
    """Whether the interval may be wider than necessary."""
    with_not_applicable_as_0: Ends | None
    """The interval if what does not apply is counted as 0."""
    stage: Annotated[tuple[int, ...], Constraint(min_length=2, max_length=2)] | None
    """The stage reached at worst and at best, if criteria have stages."""
    gates: tuple[GateState, ...]


@record
class DomainScore(ScoreData):
    """The score of one domain on one axis."""

    domain: str
    axis: ScoreAxis


@record
class LineTrace:
    """One line of a condition, with what was found of its fact."""

    line: str
    truth: TruthValue
    fact: str
    known: Known
    citations: tuple[str, ...]
    """SOURCE or SOURCE PIN; only the first if there are many."""
    more_citations: int = 0
    """How many are left out here; `facts` has all of them."""


@record
class GroupTrace:
    """A group of a condition, and whether one basis has to give all of it."""

    op: Literal["all", "any", "not", "at_least"]
    truth: TruthValue
    of: "tuple[LineTrace | GroupTrace, ...]"
    on_one_basis: bool = False


@record
class ElementData:
    """The smallest part of a criterion."""

    id: str
    says: str
    truth: TruthValue
    """Whether it holds, by the facts alone."""
    counts_as: Counted | None
    """Null where it is not scored."""
    applies: TruthValue
    essential: bool
    option: bool
    remark: str | None
    """Why it was taken out, or why a narrowing is no gap: a code."""
    remarked: str | None
    """What is printed beside it."""
    trace: LineTrace | GroupTrace


@record
class StepData:
    """A line that has to become true, or false if `wanted` is false."""

    fact: str
    line: str
    wanted: bool
    on_one_basis: str | None = None
    """Of what one basis has to give with the rest: the whole."""


@record
class ChangeData:
    """The smallest change that would make the finding met."""

    reform: tuple[StepData, ...]
    """Known not to hold."""
    confirm: tuple[StepData, ...]
    """Not known."""


@record
class CiteData:
    """A place in an instrument."""

    instrument: str
    article: str | None
    obligation: Literal["shall", "endeavour", "consider", "may"]
    standing: Stands
    """Where the State stands under it on the day of the assessment."""
    since: Written | None
    """Since when, or the day of the step."""
    in_force_on: Written | None
    """Of consent that is deposited: from when it will be in force for the State, where the profile says so."""
    binding: bool
    """In force for the State, not reserved, and a duty."""


@record
class FindingData:
    """One criterion applied to the profile."""

    criterion: str
    domain: str
    axis: Axis
    title: str
    obligation: Literal["shall", "endeavour", "consider", "may"]
    verified: Literal["text", "secondary", "unverified"]
    cites: tuple[CiteData, ...]
    binding: bool
    """Whether one of these places is."""
    weight: Exact
    rating: RatingWord
    narrower: tuple[str, ...]
    """The elements, by id, that count although they do not hold in full; where there are any, "met" says that there is no gap."""
    low: Number
    high: Number
    coverage: Number
    gap: bool
    outer: bool
    would_become: RatingWord | None
    """The rating if pending texts were law."""
    measured: str | None
    """The fact of a measure, which has no elements."""
    elements: tuple[ElementData, ...]
    change: ChangeData | None
    options: tuple[str, ...]


@record
class ServedData:
    """An element known to fail that an action would supply, as far as one fact is concerned."""

    criterion: str
    element: str
    fact: str


@record
class CountsData:
    """Five numbers that add up to the total; what is declared (or permitted) or compatible is narrower, and no gap."""

    identified: int
    declared: int
    compatible: int
    open: int
    missing: int
    total: int


@record
class ActionData:
    """What could be done."""

    id: str
    """The same wherever the same is to be done: "amend:cmca.48"."""
    kind: Literal["amend", "commence", "provide", "extend", "write", "review"]
    do: str
    provisions: tuple[str, ...]
    waits_for: Literal["adoption", "assent", "promulgation", "instrument", "regulations", "date"] | None
    until: str | None
    facts: tuple[str, ...]
    owner: str
    vehicle: str | None
    effort: Annotated[int, Constraint(ge=1, le=5)] | None
    criteria: tuple[str, ...]
    elements: tuple[ServedData, ...]
    needs: tuple[str, ...]
    after: tuple[str, ...]


@record
class QuestionData:
    """Something unknown that keeps findings open."""

    fact: str
    features: tuple[str, ...]
    question: str
    criteria: tuple[str, ...]


@record
class FactData:
    """What the profile says about a fact on the law cut-off date."""

    known: Known
    status: str | None
    value: bool | int | float | str | None
    citations: tuple[str, ...]
    confidence: Literal["high", "medium", "low"]
    read: Literal["full", "part"]
    """"part" where a source was read in part only."""


@record
class ProvisionData:
    """The status of a piece of law on the law cut-off date."""

    status: ProvisionStatus | Literal["not_yet_in_force"]
    from_: Written | None
    until: Written | None
    by: str | None
    cite: tuple[str, ...]


@record
class SourceData:
    """A source that is cited."""

    kind: SourceKind
    title: str
    short: str | None
    unit: str | None
    publisher: str | None
    url: str | None
    date: Written | None
    retrieved: Written | None


@record
class AssessmentData:
    """All findings of one profile under one framework, with scores."""

    schema_: Literal["assessment/v1"]
    software: str
    country: Code
    as_of: date
    review: Literal["desk", "authorities", "peer"]
    withheld: int
    """Answers that the release leaves out."""
    framework: FrameworkRef
    totals: dict[ScoreAxis, ScoreData]
    shadows: dict[ScoreAxis, dict[str, Ends]]
    """Other totals: the geometric mean, and the lowest domain."""
    scores: tuple[DomainScore, ...]
    counts: dict[Literal["elements", "measures"], CountsData]
    findings: tuple[FindingData, ...]
    actions: tuple[ActionData, ...]
    questions: tuple[QuestionData, ...]
    facts: dict[str, FactData]
    """The facts that the traces read."""
    provisions: dict[str, ProvisionData | None]
    """The provisions that these facts rest on; null if the status on the law cut-off date is not known."""
    sources: dict[str, SourceData]
    """Those that are cited."""
    profile: Profile
    """What was read, without what a release leaves out; keys that say nothing are left out."""


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
class ComparisonData:
    """Several countries side by side under one framework, in alphabetical order."""

    schema_: Literal["comparison/v1"]
    framework: FrameworkRef
    countries: Annotated[tuple[ComparedCountry, ...], Constraint(min_length=2)]
    scores: tuple[ScoreRow, ...]
    met_by_none: tuple[str, ...]
    differing: tuple[str, ...]
    findings: tuple[FindingRow, ...]


LISTS = {"assessment.v1.json": AssessmentData, "comparison.v1.json": ComparisonData}
"""Files that have one entry for each framework."""


def output_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas (draft-07) of outputs, by file name."""
    from assess.formats import asked_data, case_data, manifest, pair_data
    from assess.reading.json_schema import draft7  # slow to import

    made = {name: draft7(name, model, listed=True) for name, model in LISTS.items()}
    single = {"questions.v1.json": asked_data.QuestionsData, **manifest.FILES, **pair_data.FILES, **case_data.FILES}
    return made | {name: draft7(name, model) for name, model in single.items()}
