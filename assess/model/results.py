"""Results of the rules engine: truth values, states of facts, findings with their traces, scores, assessments."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from assess.model.base import earliest
from assess.model.catalogue import Fact
from assess.model.condition import Leaf
from assess.model.framework import Criterion, Domain, Element, Framework, Gate
from assess.model.profile import Answer, Basis, Profile, ProvisionEntry


class Truth(Enum):
    """Kleene's three values, and "not applicable" for an operand that drops out.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml")
        >>> result.facts["offences.illegal_access"].truth is Truth.TRUE
        True
    """

    TRUE = "holds"
    FALSE = "does not hold"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"

    __hash__ = object.__hash__  # there is one object of each, and that of `Enum` takes the hash of its name each time


class BasisState(NamedTuple):
    """One basis of a fact on the day of assessment."""

    truth: Truth
    """TRUE: in force; FALSE: not in force; UNKNOWN: its dates or statuses do not say."""
    features: dict[str, Any]
    basis: Basis | None
    provisions: tuple[tuple[str, ProvisionEntry | None], ...] = ()
    """Each provision with its entry on that day."""


class Made(NamedTuple):
    """A reservation or declaration on the day of assessment."""

    paragraphs: tuple[str, ...]
    """The paragraphs that it reaches, without spaces."""
    truth: Truth
    """TRUE in effect, UNKNOWN where its dates do not tell."""
    narrows: tuple[str, ...] | None = None
    """The narrowings that it makes; None where that is not known."""
    without: tuple[str, ...] = ()
    """Paragraphs withdrawn from it."""


class Lists(NamedTuple):
    """What a State has reserved, or declared, on the day of assessment."""

    made: tuple[Made, ...] = ()
    complete: bool = True
    """Whether nothing else was made."""


class FactState(NamedTuple):
    """What a profile says about one fact on the day of assessment."""

    id: str
    fact: Fact
    known: str
    """"answered", "none", "unknown", "absent", "withheld" or "not_applicable"."""
    truth: Truth
    """Whether the fact itself holds; UNKNOWN for numbers and choices."""
    bases: tuple[BasisState, ...] = ()
    status: str | None = None
    """Of a treaty or a capability."""
    value: Any = None
    """Of a number, a choice or a yes_no."""
    answer: Answer | None = None
    reservations: tuple[Made, ...] | None = None
    """Of a treaty: those in effect; None if it is not known which were made."""
    declarations: tuple[Made, ...] | None = None
    in_part: tuple[str, ...] = ()
    """Which of the two lists, "reservations" and "declarations", are known in part."""
    confidence: str = "high"
    """In the answer: as given, else by the kind of its first source."""
    extent: str = "full"
    """"part" where a source that it rests on was read in part only."""

    @property
    def sure(self) -> bool:
        """Whether nothing has to be said of how sure the answer is."""
        return self.confidence == "high" and self.extent == "full"

    def declines(self, day: date) -> bool:
        """Of a treaty that does not bind the State: whether it had said by then that it does not pursue joining."""
        answer = self.answer
        if answer is None or self.truth is Truth.TRUE or answer.position != "not_pursuing":
            return False
        return answer.position_since is None or earliest(answer.position_since) <= day


class LeafResult(NamedTuple):
    """One line of a condition, with what it read."""

    leaf: Leaf
    truth: Truth
    state: FactState
    basis: BasisState | None = None
    """Where one basis has to give this line with others: the one that gives them all, or comes nearest to it."""
    alone: Truth | None = None
    """And its truth if any basis would do."""


class GroupResult(NamedTuple):
    """`all`, `any`, `not` or `at_least`, with all its children."""

    op: str
    n: int
    truth: Truth
    children: "tuple[LeafResult | GroupResult, ...]"

    @property
    def joint(self) -> bool:
        """Whether one basis has to give all that it asks for."""
        first = self.children[0]
        return first.joint if isinstance(first, GroupResult) else first.alone is not None


Trace = LeafResult | GroupResult


Counted = Literal["identified", "declared", "compatible", "open", "missing"]
"""What is so by the facts alone; narrower, as the State declared or the text permits; narrower, and no gap if declared on joining;
open; not identified."""


class ElementResult(NamedTuple):
    """One element of a criterion."""

    element: Element
    truth: Truth
    """What it counts as: TRUE too where a narrowing that is found is no gap."""
    trace: Trace
    applies: Truth = Truth.TRUE
    remark: str = ""
    """"reserved", "declared", "declare_on_joining" ...: why a narrowing is no gap or an element is left out."""

    @property
    def holds(self) -> Truth:
        """What the facts alone say: the one thing of which "identified" is said."""
        return self.trace.truth

    @property
    def counted(self) -> Counted:
        """Which of the five counts it belongs to."""
        if self.truth is Truth.UNKNOWN or (self.truth is Truth.TRUE and self.holds is Truth.UNKNOWN):
            return "open"
        if self.truth is self.holds:
            return "identified" if self.truth is Truth.TRUE else "missing"
        return "compatible" if self.remark in ("declare_on_joining", "reserve_on_joining") else "declared"

    @property
    def scored(self) -> bool:
        """Whether it counts in the score."""
        return not self.element.option and self.applies is not Truth.FALSE and self.truth is not Truth.NOT_APPLICABLE


class Step(NamedTuple):
    """One line that has to become true (or, where not `wanted`, false)."""

    state: FactState
    leaf: Leaf
    wanted: bool
    whole: Leaf | None = None
    """Where one basis has to give the line with others: the line that brings them together."""
    apart: bool = False
    """Whether another basis gives it than the one that gives the rest."""


class Change(NamedTuple):
    """The smallest change that would make a finding met."""

    reform: tuple[Step, ...]
    """Lines known not to hold, which have to be changed."""
    confirm: tuple[Step, ...]
    """Unknown lines, which have to be confirmed."""


class Rating(Enum):
    """How a finding is rated; the text follows the interval.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml")
        >>> all(finding.low == 1 for finding in result.findings if finding.rating is Rating.MET and not finding.measured)
        True
    """

    MET = "met"
    AT_LEAST_PARTLY = "at_least_partly_met"
    PARTLY = "partly_met"
    AT_MOST_PARTLY = "at_most_partly_met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"

    __hash__ = object.__hash__


class Finding(NamedTuple):
    """One criterion applied to one profile. `low`, `high` and `coverage` are shares from 0 to 1, exact.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml")
        >>> finding = result.findings[0]
        >>> 0 <= finding.low <= finding.high <= 1, 0 <= finding.coverage <= 1
        (True, True)
        >>> len(finding.elements) == len(finding.criterion.elements)
        True
    """

    criterion: Criterion
    domain: Domain
    weight: Fraction
    low: Fraction
    high: Fraction
    applies: Truth
    rating: Rating
    coverage: Fraction
    gap: bool
    """Best reading still below 1 (or below the target of a measure)."""
    elements: tuple[ElementResult, ...]
    measured: FactState | None
    outer: bool
    """Whether the interval may be wider than necessary, because there are too many completions to try."""
    working: Any = None
    """The input from which `assess.engine.change.change_of` works out the smallest change."""

    @property
    def sure(self) -> bool:
        """Whether all that it rests on is answered with high confidence, from what was read in full."""
        parts: list[Trace] = [each.trace for each in self.elements if each.scored]
        for part in parts:
            if isinstance(part, GroupResult):
                parts += part.children
            elif not part.state.sure:
                return False
        return self.measured is None or self.measured.sure

    @property
    def narrower(self) -> tuple[ElementResult, ...]:
        """The elements that count although the facts alone do not say that they hold: a narrowing of them is no gap."""
        return tuple([e for e in self.elements if e.scored and e.truth is Truth.TRUE and e.holds is not Truth.TRUE])


class GateResult(NamedTuple):
    """Whether a gate fired: TRUE, FALSE or UNKNOWN."""

    gate: Gate
    fired: Truth
    trace: Trace

    @property
    def told(self) -> bool:
        """Whether it is printed: where it fired, or where it is open and something was answered that it reads."""
        if self.fired is not Truth.UNKNOWN:
            return self.fired is Truth.TRUE
        parts: list[Trace] = [self.trace]
        for part in parts:
            if isinstance(part, GroupResult):
                parts += part.children
            elif part.state.known != "absent":
                return True
        return False


class Score(NamedTuple):
    """A scored unit: one domain (or the framework) on one axis. `low`, `high` and `coverage` are shares from 0 to 1, exact.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml")
        >>> score = result.scores["jurisdiction", "law"]
        >>> type(score.low).__name__, 0 <= score.low <= score.high <= 1
        ('Fraction', True)
    """

    low: Fraction
    high: Fraction
    coverage: Fraction
    weight: Fraction
    """Weight that applies or may apply."""
    excluded: Fraction
    """Weight not applicable."""
    outer: bool = False
    with_excluded: tuple[Fraction, Fraction] | None = None
    """The interval with what does not apply counted as 0, where that is more than 20 % of the weight."""
    gates: tuple[GateResult, ...] = ()
    stage: tuple[int, int] | None = None
    applies: Truth = Truth.TRUE
    """UNKNOWN if it is open whether anything in it applies."""
    depth: int = 0
    """Where the method tells depths apart: 0 for a total, 1 for a domain, 2 for one within a domain."""


class LevelReading(NamedTuple):
    """A level in words: one level, a range of levels, or not rated."""

    kind: str
    """"level", "between", "not_rated" or "none" (the framework has no levels)."""
    low: Any = None
    high: Any = None


class Inputs(NamedTuple):
    """What an assessment was made from, apart from the profile itself."""

    files: Mapping[str, bytes] = MappingProxyType({})
    """The files of the frameworks and facts that were read with it, by the names under which documents carry them."""
    release: str = "full"
    """"full", or "public" if what may not be published was left out."""


class Assessment(NamedTuple):
    """All findings of one profile under one framework, with the scores.

    `findings` are in the order of the framework, one for each criterion; `facts` has the state of each fact it reads, by its id.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml", "budapest")
        >>> result.framework.id, result.profile.country, len(result.findings) == len(result.framework.criteria)
        ('budapest', 'KEN', True)
        >>> sorted(result.totals)
        ['capacity', 'law', 'practice']
    """

    framework: Framework
    profile: Profile
    as_of: Any
    findings: tuple[Finding, ...]
    scores: dict[tuple[str, str], Score]
    """By domain and axis ("law", "capacity", "practice", or "all" where axes are taken together)."""
    totals: dict[str, Score]
    """By axis."""
    shadows: dict[str, dict[str, tuple[Fraction, Fraction]]]
    """By axis: the geometric mean of the domains and the domain with most open points, as intervals."""
    facts: dict[str, FactState]
    pending: dict[str, Finding]
    """Findings that would change if bills and adopted texts were in force."""
    withheld: int
    context: dict[str, Fact]
    """Treaties and authorities of the catalogue, whether or not the framework reads them."""
    inputs: Inputs = Inputs()
