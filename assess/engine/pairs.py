"""Two profiles under a framework about two States: on which recorded basis one could ask the other for each step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import product
from typing import NamedTuple

from assess.engine.between import (
    AgreementsBetween,
    TreatyBetween,
    agreements_between,
    applies,
    kept_apart,
    treaty_between,
    yes_or_no,
)
from assess.engine.completions import LIMIT, Outcome, outcomes
from assess.engine.facts import fact_states
from assess.engine.listings import reaches
from assess.engine.pair_rules import Ask, StepRule
from assess.engine.pair_rules import PairRules as PairRules
from assess.engine.pair_rules import prepare_pairs as prepare_pairs
from assess.engine.truth import (
    evaluate_line,
    result_of,
    traced,
    truth_of,
)
from assess.model.catalogue import Fact
from assess.model.condition import AGREEMENTS, SIDES
from assess.model.pairs import (
    READ_DAYS,
    Asked,
    PairFramework,
    PairStep,
    ReadDay,
    Reserved,
    Route,
    Said,
    Stage,
)
from assess.model.profile import Profile
from assess.model.results import FactState, Inputs, Trace, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


class PairStatus(Enum):
    """What is recorded on a step in one direction.

    Example:
        >>> PairStatus.CONDITIONS.value
        'basis recorded, conditions apply'
    """

    RECORDED = "basis recorded"
    CONDITIONS = "basis recorded, conditions apply"
    NONE = "no basis recorded"
    UNKNOWN = "unknown"


class RouteResult(NamedTuple):
    """One legal basis in one direction."""

    route: Route
    truth: Truth
    """On all the days on which it is read; UNKNOWN where they differ."""
    trace: Trace
    """As of the first of these days."""
    by_day: Mapping[ReadDay, Truth]

    @property
    def differs(self) -> bool:
        """Whether the days on which it is read give different answers."""
        return len(set(self.by_day.values())) > 1


class ConditionResult(NamedTuple):
    """One condition in one direction."""

    condition: Asked
    asked: Truth
    """Whether the treaty or the requested State's law asks for it."""
    met: Truth | None
    """Whether both profiles record what it asks for; None where the case decides. No result depends on it."""
    asked_trace: Trace | None
    met_trace: Trace | None


class Alteration(NamedTuple):
    """Recorded facts of which another answer would give a basis."""

    route: Route
    facts: tuple[tuple[str, bool], ...]
    """With their State; whether it is open (True), or recorded otherwise."""


class StepResult(NamedTuple):
    """One step in one direction."""

    stage: Stage
    step: PairStep
    status: PairStatus
    basis: Truth
    settled: bool
    """Whether learning more can no longer change the status."""
    routes: tuple[RouteResult, ...]
    conditions: tuple[ConditionResult, ...]
    alterations: tuple[Alteration, ...]
    outline: tuple[tuple[str, Said, Truth], ...]
    """The sentences of its outline, each with its part and whether it belongs there."""


class OffenceRow(NamedTuple):
    """One offence in both laws."""

    id: str
    fact: Fact
    states: tuple[FactState, FactState]
    """Of the requesting and the requested State, on the day of the conduct."""
    truth: Truth
    """Whether both laws record it."""


States = Mapping[str, FactState]


class PairResult(NamedTuple):
    """One direction: what one State could ask of the other.

    Example:
        >>> there, back = bilateral_files("examples/profiles/phl.yaml", "examples/profiles/chl.yaml")
        >>> [each.status.value for each in there.steps if each.step.id == "preservation"]
        ['basis recorded, conditions apply']
        >>> [each.truth is Truth.TRUE for each in there.treaties if each.id == "budapest"]
        [True]
    """

    framework: PairFramework
    requesting: Profile
    requested: Profile
    days: Mapping[ReadDay, tuple[date, date]]
    """The day that is read for each State."""
    steps: tuple[StepResult, ...]
    treaties: tuple[TreatyBetween, ...]
    agreements: tuple[AgreementsBetween, ...]
    offences: tuple[OffenceRow, ...]
    states: Mapping[ReadDay, States]
    """All states of facts, by the day that is read; names begin with the State."""
    inputs: Inputs | None = None
    """The files that the profiles were read against, and for whom they are released."""

    @property
    def counted(self) -> tuple[StepResult, ...]:
        """The steps that numbers are about."""
        return tuple(each for each in self.steps if each.step.counted)

    @property
    def with_basis(self) -> int:
        """How many steps have a basis."""
        return sum(each.basis is T for each in self.counted)


# Reading


def side_states(profile: Profile, rules: PairRules, day: date | None = None) -> dict[str, FactState]:
    """The states of a profile's facts on a day.

    Raises:
        ValueError: the day is later than the profile's own.
    """
    if day and day > profile.as_of:
        raise ValueError(f"the profile states the law as of {profile.as_of}; nothing is known of {day}")
    return fact_states(profile, rules.read, day)


def pair_states(
    profiles: tuple[Profile, Profile],
    states: tuple[Mapping[str, FactState], Mapping[str, FactState]],
    days: tuple[date, date],
    rules: PairRules,
) -> dict[str, FactState]:
    """All that conditions can name, of the requesting and the requested State on these days."""
    found = {f"{side}.{name}": state for side, own in zip(SIDES, states, strict=True) for name, state in own.items()}
    for name in dict.fromkeys(rules.names):
        kind, _, rest = name.partition(".")
        if kind == "treaty":
            two = states[0][f"treaties.{rest}"], states[1][f"treaties.{rest}"]
            truth = applies(kept_apart(two, profiles, min(days)), two)
            found[name] = yes_or_no(name, rules.facts[name], truth)
        elif kind == "agreement":
            found[name] = yes_or_no(name, rules.facts[name], agreements_between(rest, profiles, days).truth)
    return found


def exact(ask: Ask, truths: Sequence[Truth], rules: PairRules, states: States) -> Truth:
    """The truth of a condition: unknown only where answers that are still open can make it either.

    Beyond 4,096 completions together it may stay unknown where it is not.
    """
    found = truth_of(ask.test, truths)
    if found is not U or not ask.tried:
        return found
    ways: list[tuple[Sequence[int], Sequence[Outcome]]] = []
    for name, ids in ask.tried:
        own = [i for i in ids if truths[i] is U]
        if own:
            made = outcomes(states[name], own, rules.lines, dict.fromkeys(own, 0))
            if made is None:
                return U
            ways.append((own, made))
    return tried(ask, truths, ways)


def tried(ask: Ask, truths: Sequence[Truth], ways: Sequence[tuple[Sequence[int], Sequence[Outcome]]]) -> Truth:
    """The truth of an open condition, by the ways in which lines that are open may turn out together."""
    size = 1
    for _, made in ways:
        size *= len(made)
    if size > LIMIT:
        return U
    seen = set()
    each = list(truths)
    for chosen in product(*[made for _, made in ways]):
        for (own, _), outcome in zip(ways, chosen, strict=True):
            for i in own:
                each[i] = T if outcome.worst >> i & 1 else F
        seen.add(truth_of(ask.test, each))
        if U in seen or len(seen) > 1:
            return U
    return seen.pop()


class Reading(NamedTuple):
    """Both States on the days that are read, and the truth of every line on each of them."""

    rules: PairRules
    days: Mapping[ReadDay, tuple[date, date]]
    states: Mapping[ReadDay, States]
    truths: Mapping[ReadDay, Sequence[Truth]]

    def by_day(self, ask: Ask) -> dict[ReadDay, Truth]:
        """The truth of a condition on each of its days."""
        return {day: exact(ask, self.truths[day], self.rules, self.states[day]) for day in ask.days}

    def truth(self, ask: Ask) -> Truth:
        """Its truth where it is the same on all its days; else the requested State's rule decides, which is not worked out."""
        found = set(self.by_day(ask).values())
        return found.pop() if len(found) == 1 else U

    def trace(self, ask: Ask) -> Trace:
        """What it reads, as of the first of its days."""
        day = ask.days[0]
        results = _Results(self.rules, self.states[day])
        return traced(ask.test, results)  # type: ignore[arg-type]

    @property
    def one_day(self) -> bool:
        """Whether the same day is read for everything."""
        return len(set(self.days.values())) == 1


class _Results:
    """The results of lines, each made when a trace asks for it."""

    def __init__(self, rules: PairRules, states: States) -> None:
        self.rules = rules
        self.states = states

    def __getitem__(self, i: int) -> Trace:
        return result_of(self.rules.lines[i], self.states[self.rules.names[i]])


def read_pair(
    requesting: Profile, requested: Profile, rules: PairRules, days: Mapping[ReadDay, date | None] | None = None
) -> Reading:
    """Both profiles on the days that are read: by default each on its own."""
    profiles = requesting, requested
    asked = {name: (days or {}).get(name) for name in READ_DAYS}
    made: dict[date | None, tuple[tuple[date, date], States, Sequence[Truth]]] = {}
    for day in dict.fromkeys(asked.values()):
        states = side_states(requesting, rules, day), side_states(requested, rules, day)
        both = day or requesting.as_of, day or requested.as_of
        found = pair_states(profiles, states, both, rules)
        truths = [evaluate_line(line, found[name]) for line, name in zip(rules.lines, rules.names, strict=True)]
        made[day] = both, found, truths
    return Reading(rules, *({name: made[day][part] for name, day in asked.items()} for part in range(3)))  # type: ignore[arg-type]


def assess_pair(
    requesting: Profile, requested: Profile, rules: PairRules, days: Mapping[ReadDay, date | None] | None = None
) -> PairResult:
    """What one State could ask of the other, step by step.

    Args:
        days: the days of the conduct, the request, the measure and the decision; one that is left out is each profile's own.

    Raises:
        ValueError: one country twice, or a day later than a profile's own.
    """
    if requesting.country == requested.country:
        raise ValueError("two different States are read against each other")
    reading = read_pair(requesting, requested, rules, days)
    profiles, head = (requesting, requested), rules.framework.head
    at, when = reading.states["request"], reading.days["request"]
    named = dict.fromkeys((*head.treaties, *(name[7:] for name in rules.names if name.startswith("treaty."))))
    treaties = tuple([treaty_between(t, _two(at, f"treaties.{t}"), profiles, min(when)) for t in named])
    agreements = tuple([agreements_between(kind, profiles, when) for kind in AGREEMENTS])
    offences = tuple([_offence(name, rules, reading.states["conduct"]) for name in head.offences])
    steps = tuple([step_result(rule, reading) for rule in rules.steps])
    return PairResult(
        rules.framework, requesting, requested, reading.days, steps, treaties, agreements, offences, reading.states
    )


def _two(states: States, name: str) -> tuple[FactState, FactState]:
    return states[f"requesting.{name}"], states[f"requested.{name}"]


def _offence(name: str, rules: PairRules, states: States) -> OffenceRow:
    two = _two(states, name)
    truths = {state.truth for state in two}
    return OffenceRow(name, rules.read[name], two, F if F in truths else U if U in truths else T)


def step_result(rule: StepRule, reading: Reading) -> StepResult:
    """One step in one direction."""
    from assess.engine.pair_alterations import alterations

    routes = []
    for route, ask in rule.routes:
        by_day = reading.by_day(ask)
        found = set(by_day.values())
        truth = found.pop() if len(found) == 1 else U
        routes.append(RouteResult(route, truth, reading.trace(ask), by_day))
    basis = basis_of(rule, reading, [each.truth for each in routes])
    conditions = []
    for one, asked, met in rule.conditions:
        conditions.append(
            ConditionResult(
                one,
                T if asked is None else _asked(one, _plain(reading.truth(asked)), reading),
                None if met is None else reading.truth(met),
                None if asked is None else reading.trace(asked),
                None if met is None else reading.trace(met),
            )
        )
    asked_truths = [each.asked for each in conditions]
    status = status_of(basis, asked_truths)
    settled = basis is F or (basis is T and (T in asked_truths or U not in asked_truths))
    altered = () if basis is T else alterations(rule, reading)
    said = tuple([(part, one, T if ask is None else _plain(reading.truth(ask))) for part, one, ask in rule.outline])
    return StepResult(rule.stage, rule.step, status, basis, settled, tuple(routes), tuple(conditions), altered, said)


def _asked(one: Asked, asked: Truth, reading: Reading) -> Truth:
    """Whether a condition is asked for: a reservation between Parties that may have been made keeps it open."""
    if asked is not F or one.open_if_reserved is None:
        return asked
    days = one.day or ("request",)
    return U if any(_may_be_reserved(one.open_if_reserved, reading.states[day]) for day in days) else F


def _may_be_reserved(pins: Reserved, states: States) -> bool:
    two = _two(states, f"treaties.{pins.treaty}")
    if F in (two[0].truth, two[1].truth) or NA in (two[0].truth, two[1].truth):
        return False
    made = two[1].reservations
    if made is None or "reservations" in two[1].in_part:
        return True
    return any(each.truth is not F and reaches(each, pin.replace(" ", "")) for each in made for pin in pins.paragraphs)


def basis_of(rule: StepRule, reading: Reading, routes: Sequence[Truth]) -> Truth:
    """Whether any route holds: exact where all are read on one day."""
    if T in routes:
        return T
    if reading.one_day:
        return _plain(exact(rule.basis, reading.truths["request"], reading.rules, reading.states["request"]))
    return U if U in routes else F


def _plain(truth: Truth) -> Truth:
    """What does not apply gives no basis, and is not asked for."""
    return F if truth is NA else truth


def status_of(basis: Truth, asked: Iterable[Truth]) -> PairStatus:
    """The status of a step: conditions apply where one is asked for, or may be."""
    if basis is not T:
        return PairStatus.NONE if basis is F else PairStatus.UNKNOWN
    return PairStatus.CONDITIONS if any(truth in (T, U) for truth in asked) else PairStatus.RECORDED
