"""The view of what is recorded between two States: both directions, step by step."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from assess.engine.between import TreatyBetween
from assess.engine.pairs import ConditionResult, OffenceRow, PairResult, RouteResult, StepResult
from assess.model.pairs import Ground, PairFramework
from assess.model.results import FactState, Truth
from assess.resources import VERSION
from assess.views.pair_words import (
    GROUNDS,
    KINDS,
    STATUSES,
    Speaking,
    asked_says,
    cites_say,
    days_say,
    preface,
    route_says,
    status_says,
)
from assess.words import sentences, terms
from assess.words.citations import citations
from assess.words.figures import date_words
from assess.words.language import _, listed, say, spoken


class RouteView(NamedTuple):
    """One legal basis."""

    kind: str
    says: str
    truth: str
    """Whether it is recorded, in words."""
    mark: str
    """The name of its sign."""
    cites: str
    note: str


class ConditionView(NamedTuple):
    """One condition."""

    title: str
    says: str
    state: str
    """Whether it applies, and what is recorded of it."""
    applies: Literal["yes", "open", "no"]
    asked: bool
    """Whether it applies, or may."""
    offences: bool
    """Whether the table of offences belongs to it."""
    cites: str
    note: str


class PairStepView(NamedTuple):
    """One step in one direction."""

    id: str
    title: str
    question: str
    status: str
    mark: str
    days: str
    """Whose day is read."""
    routes: tuple[RouteView, ...]
    record: tuple[str, ...]
    """What is recorded on the bases that hold or, where none does, on all of them."""
    conditions: tuple[ConditionView, ...]
    grounds: tuple[str, ...]
    reservations: tuple[str, ...]
    shows: tuple[str, ...]
    alters: tuple[str, ...]
    """Which recorded facts would give a basis."""
    note: str
    draft: bool
    """Whether its citations were not checked yet."""


class PairStageView(NamedTuple):
    """Steps that belong together."""

    title: str
    intro: str
    steps: tuple[PairStepView, ...]


class DirectionView(NamedTuple):
    """What one State could ask of the other."""

    id: str
    title: str
    counted: str
    stages: tuple[PairStageView, ...]


class BetweenRow(NamedTuple):
    """A treaty between the two."""

    title: str
    said: str
    stands: tuple[str, str]
    """Where each State stands, the first-named first."""
    apart: tuple[str, ...]
    """What keeps it from applying."""


class ElementRow(NamedTuple):
    """One element of an offence in both laws."""

    question: str
    answers: tuple[str, str]
    differs: bool


class OffenceView(NamedTuple):
    """One offence in both laws, the first-named State first."""

    title: str
    said: str
    law: tuple[str, str]
    elements: tuple[ElementRow, ...]


class GroundView(NamedTuple):
    """A bar or a ground of refusal; shown, never worked out."""

    title: str
    kind: str
    says: str
    shows: tuple[str, ...]
    cites: str
    note: str


class PairView(NamedTuple):
    """Two States, in both directions."""

    title: str
    framework: str
    version: str
    countries: tuple[tuple[str, str, str, str], ...]
    """Name, code, law cut-off and review."""
    apart: str
    """Said where the two cut-off days differ."""
    directions: tuple[DirectionView, ...]
    treaties: tuple[BetweenRow, ...]
    neither: str
    """The treaties to which neither is recorded as Party, in one sentence."""
    agreements: tuple[str, ...]
    offences: tuple[OffenceView, ...]
    grounds: tuple[GroundView, ...]
    limits: tuple[str, ...]
    withheld: int
    note: str
    preface: str
    software: str
    date: str
    language: str
    direction: str


def pair_view(results: Sequence[PairResult]) -> PairView:
    """The view of both directions, the first as the countries were given."""
    first = results[0]
    speaking, head = Speaking(first), first.framework.head
    days = [first.days["request"][0], first.days["request"][1]]
    countries = tuple(
        (name, profile.country, date_words(day), terms.review(profile.review))
        for name, profile, day in zip(speaking.names, speaking.profiles, days, strict=True)
    )
    tongue = spoken()
    return PairView(
        title=_("{first} and {second}").format(first=speaking.names[0], second=speaking.names[1]),
        framework=say(head.title),
        version=head.version,
        countries=countries,
        apart=dates_apart(days),
        directions=tuple(_direction(each) for each in results),
        treaties=tuple(
            BetweenRow(say(each.fact.title), *speaking.treaty(each))
            for each in first.treaties
            if each.id in head.treaties and not joined_by_neither(each)
        ),
        neither=_neither([each for each in first.treaties if each.id in head.treaties and joined_by_neither(each)]),
        agreements=speaking.agreements(),
        offences=tuple(offence_view(each, speaking) for each in first.offences),
        grounds=_grounds(results),
        limits=tuple(say(each.says) for each in head.known_limits),
        withheld=sum(withheld(profile) for profile in speaking.profiles),
        note=note(),
        preface=preface(),
        software=f"assess {VERSION}",
        date=str(max(days)),
        language=tongue.code.replace("_", "-"),
        direction=tongue.direction,
    )


def joined_by_neither(between: TreatyBetween) -> bool:
    """Whether nothing is recorded of a treaty that either State did, so that its name says it all."""
    return not between.apart and all(
        state.known == "not_applicable"
        or (
            state.known == "none"
            and sentences.treaty_standing(state) == sentences.treaty_standing(state, position=False)
        )
        for state in between.states
    )


def _neither(left: Sequence[TreatyBetween]) -> str:
    titles = _("; ").join(say(each.fact.title) for each in left)
    return _("Neither is recorded as Party to: {treaties}.").format(treaties=titles) if titles else ""


def note() -> str:
    """What a result says, and what it does not."""
    return _(
        "A recorded basis is no answer on a request: grounds of refusal, assurances and discretion are for the competent "
        "authorities and courts. What is unknown is not counted as no."
    )


def dates_apart(days: Sequence[Any]) -> str:
    """Said where the cut-off days of two profiles differ."""
    if len(set(days)) == 1:
        return ""
    return _("The two profiles state the law as of different days.")


def withheld(profile: Any) -> int:
    """How many answers are withheld."""
    return sum(any(entry.status == "withheld" for entry in entries) for entries in profile.facts.values())


def _direction(result: PairResult) -> DirectionView:
    speaking = Speaking(result)
    stages: dict[str, list[PairStepView]] = {}
    for step in result.steps:
        stages.setdefault(step.stage.stage, []).append(_step(step, speaking))
    made = [
        PairStageView(say(stage.title), say(stage.intro), tuple(stages[stage.stage]))
        for stage in result.framework.stages
        if stage.stage in stages
    ]
    name = f"{result.requesting.country}-{result.requested.country}".lower()
    return DirectionView(name, speaking.title(), speaking.counted(), tuple(made))


def _step(found: StepResult, speaking: Speaking) -> PairStepView:
    step, states = found.step, speaking.result.states[found.step.day[0]]
    framework = speaking.result.framework
    return PairStepView(
        step.id,
        say(step.title),
        say(step.question),
        status_says(found.status),
        STATUSES[found.status][0],
        days_say(step.day),
        tuple(_route(each, speaking) for each in found.routes),
        speaking.record([each for each in found.routes if each.truth is Truth.TRUE] or found.routes, states),
        tuple(_condition(each, framework) for each in found.conditions),
        tuple(say(framework.grounds[name].title) for name in step.grounds),
        tuple(said for each in step.reservations for said in speaking.reserved(each, states)),
        speaking.shown(step.shows, states),
        tuple(dict.fromkeys(speaking.alteration(each) for each in found.alterations)),
        say(step.notes),
        step.verified == "unverified",
    )


_MARKS = {Truth.TRUE: "yes", Truth.FALSE: "na", Truth.UNKNOWN: "open"}


def _route(found: RouteResult, speaking: Speaking) -> RouteView:
    route = found.route
    return RouteView(
        _(KINDS[route.kind]),
        say(route.says),
        route_says(found, speaking.result),
        _MARKS.get(found.truth, "na"),
        cites_say(route.cites, speaking.result.framework),
        say(route.note),
    )


def _condition(found: ConditionResult, framework: PairFramework) -> ConditionView:
    one = found.condition
    return ConditionView(
        say(one.title),
        say(one.says),
        asked_says(found),
        {Truth.TRUE: "yes", Truth.UNKNOWN: "open"}.get(found.asked, "no"),  # type: ignore[arg-type]
        found.asked is not Truth.FALSE,
        one.offences,
        cites_say(one.cites, framework),
        say(one.note),
    )


def _grounds(results: Sequence[PairResult]) -> tuple[GroundView, ...]:
    """The grounds that steps name, each once, with what is recorded on them in either direction."""
    framework = results[0].framework
    used = {name for _stage, step in framework.steps.values() for name in step.grounds}
    return tuple(ground_view(ground, results) for name, ground in framework.grounds.items() if name in used)


def ground_view(ground: Ground, results: Sequence[PairResult]) -> GroundView:
    """A bar or a ground, with what is recorded beside it."""
    shown = [said for each in results for said in Speaking(each).shown(ground.shows, each.states["request"])]
    return GroundView(
        say(ground.title),
        _(GROUNDS[ground.kind]),
        say(ground.says),
        tuple(dict.fromkeys(shown)),
        cites_say(ground.cites, results[0].framework),
        say(ground.note),
    )


def offence_view(row: OffenceRow, speaking: Speaking) -> OffenceView:
    """One offence in both laws."""
    law = tuple(
        listed(citations(state, profile.sources)) if state.truth is Truth.TRUE else offence_says(state)
        for state, profile in zip(row.states, speaking.profiles, strict=True)
    )
    said = {
        Truth.TRUE: _("an offence in both laws as recorded"),
        Truth.FALSE: _("not identified in both laws"),
        Truth.UNKNOWN: _("open"),
    }[row.truth]
    return OffenceView(say(row.fact.title), said, (law[0], law[1]), tuple(_elements(row)))


def offence_says(state: FactState) -> str:
    """What is recorded of an offence that is not known to be in force."""
    if state.known == "absent":
        return _("not examined")
    return _("not identified") if state.truth is Truth.FALSE else _("open")


def _elements(row: OffenceRow) -> list[ElementRow]:
    """The elements of an offence that either law is recorded on, side by side."""
    found = []
    for name, feature in row.fact.features.items():
        if feature.wider is None:
            continue
        answers = [_given(state, name) for state in row.states]
        if not any(answers):
            continue
        words = [_(" or ").join(terms.value(each, feature) for each in given) or _("open") for given in answers]
        known = all(answers)
        found.append(ElementRow(say(feature.question), (words[0], words[1]), known and words[0] != words[1]))
    return found


def _given(state: FactState, name: str) -> list[Any]:
    values = [b.features[name] for b in state.bases if b.truth is Truth.TRUE and name in b.features]
    return [each for each in dict.fromkeys(values) if each != "unknown"]
