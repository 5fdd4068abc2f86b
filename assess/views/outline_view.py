"""The view of the outline of a request: what public law fills in; what has to be said of the case stays blank."""

from collections.abc import Iterable
from typing import NamedTuple

from assess.engine.pairs import PairResult, RouteResult, StepResult
from assess.model.condition import SIDES
from assess.model.framework import Cite
from assess.model.pairs import Outline, Said
from assess.model.results import FactState, Truth
from assess.resources import VERSION
from assess.views.pair_view import GroundView, OffenceView, dates_apart, ground_view, offence_view, withheld
from assess.views.pair_words import (
    Speaking,
    asked_says,
    cited_with,
    cites_say,
    days_say,
    preface,
    route_says,
    status_says,
)
from assess.words import terms
from assess.words.countries import in_sentence
from assess.words.figures import date_words
from assess.words.language import _, headed, listed, say, spoken

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class OutlineLine(NamedTuple):
    """One sentence, with what it rests on and what is recorded."""

    says: str
    asked_by: str
    """The treaties in force between the two, and the law, that ask for it."""
    record: tuple[str, ...]
    """Recorded answers; nothing that is unknown."""
    is_open: bool
    """Whether it is open if it belongs here."""
    blank: bool
    """Whether a place is left for what has to be said."""
    person: bool
    """Whether it is about a person, so that it is given in the request itself."""


class OutlinePart(NamedTuple):
    """One part of the outline."""

    title: str
    lines: tuple[OutlineLine, ...]
    confirm: tuple[str, ...]
    """What the sources do not settle: to be found out before the request is sent."""


class OutlineView(NamedTuple):
    """The outline of a request for one measure."""

    heading: str
    title: str
    requesting: tuple[str, str]
    """Name and code."""
    requested: tuple[str, str]
    dates: tuple[str, ...]
    """Of which day the law of each State is."""
    status: str
    bases: tuple[str, ...]
    """The bases that are recorded."""
    open_bases: tuple[str, ...]
    record: tuple[str, ...]
    """What is recorded on them."""
    channel: OutlinePart
    contents: OutlinePart
    undertakings: OutlinePart
    urgency: OutlinePart
    conditions: tuple[tuple[str, str, str, str], ...]
    """Title, text, whether it is asked for, and where."""
    dual: str
    """Whether dual criminality is asked for."""
    offences: tuple[OffenceView, ...]
    open_offences: str
    """Offences that neither law is recorded to have."""
    grounds: tuple[GroundView, ...]
    reservations: tuple[str, ...]
    withheld: int
    note: str
    preface: str
    software: str
    date: str
    language: str
    direction: str


_SET_BY = {"language": "language_rule"}
"""A question that arises only where another is not answered with no."""


def heading() -> str:
    """What the paper is."""
    return _("Outline, to be completed by the competent authority")


def outline_view(result: PairResult, step: StepResult, outline: Outline) -> OutlineView:
    """The outline of a request for the measure of a step."""
    made = _Making(result, step)
    speaking, days = made.speaking, result.days["request"]
    dual = [each for each in step.conditions if each.condition.offences]
    rows = [row for row in result.offences if any(state.truth is T for state in row.states)]
    left = [say(row.fact.title) for row in result.offences if row not in rows]
    held = [each for each in step.routes if each.truth is T]
    maybe = [each for each in step.routes if each.truth is U]
    tongue = spoken()
    return OutlineView(
        heading=heading(),
        title=say(outline.title),
        requesting=(speaking.names[0], result.requesting.country),
        requested=(speaking.names[1], result.requested.country),
        dates=tuple(
            _("{country}: law as of {date}; {review}").format(
                country=name, date=date_words(day), review=terms.review(profile.review)
            )
            for name, day, profile in zip(speaking.names, days, speaking.profiles, strict=True)
        )
        + tuple(filter(None, [dates_apart(days)])),
        status=status_says(step.status),
        bases=tuple(made.basis(each) for each in held),
        open_bases=tuple(made.basis(each) for each in maybe),
        record=speaking.record(held, made.states, known=True),
        channel=made.part(_("Authorities, channel, language and form"), "channel"),
        contents=made.part(_("The case: what has to be said"), "contents"),
        undertakings=made.part(_("Undertakings and limits on use"), "undertakings"),
        urgency=made.part(_("Time"), "urgency"),
        conditions=tuple(
            (
                say(each.condition.title),
                say(each.condition.says),
                asked_says(each),
                made.in_force(each.condition.cites),
            )
            for each in step.conditions
            if each.asked is not F
        ),
        dual=listed(dict.fromkeys(asked_says(each) for each in dual)),
        offences=tuple(offence_view(row, speaking) for row in rows) if dual else (),
        open_offences=listed(left) if dual else "",
        grounds=tuple(ground_view(result.framework.grounds[name], [result]) for name in step.step.grounds),
        reservations=tuple(said for each in step.step.reservations for said in speaking.reserved(each, made.states)),
        withheld=sum(withheld(profile) for profile in speaking.profiles),
        note=_(
            "The toolkit fills in what public law records; it knows nothing of the case. What it does not know it leaves out. Read "
            "as of {days}."
        ).format(days=days_say(step.step.day)),
        preface=preface(),
        software=f"assess {VERSION}",
        date=str(max(days)),
        language=tongue.code.replace("_", "-"),
        direction=tongue.direction,
    )


class _Making:
    def __init__(self, result: PairResult, step: StepResult) -> None:
        self.result = result
        self.step = step
        self.speaking = Speaking(result)
        self.states = result.states[step.step.day[0]]
        self.binding = {f"treaties.{each.id}" for each in result.treaties if each.truth is T}

    def basis(self, found: RouteResult) -> str:
        """A basis with where it is found and, of a treaty, whether it is in force between the two."""
        text, place = say(found.route.says).rstrip("."), self.in_force(found.route.cites)
        said = _("{text} ({place})").format(text=text, place=place) if place else text
        return (
            headed(said, route_says(found, self.result)) if found.route.kind == "treaty" and found.truth is T else said
        )

    def in_force(self, cites: Iterable[Cite]) -> str:
        """Places in treaties that are in force between the two, and in what is no treaty."""
        known = self.result.framework.head.instruments
        kept = [
            cite
            for cite in cites
            if cite.instrument not in known
            or known[cite.instrument].fact is None
            or known[cite.instrument].fact in self.binding
        ]
        return cites_say(kept, self.result.framework)

    def part(self, title: str, name: str) -> OutlinePart:
        """A part, without what does not belong here."""
        lines, confirm = [], []
        for part, said, truth in self.step.outline:
            if part == name and truth is not F:
                line, open_ones = self.line(said, truth, blank=name == "contents")
                lines.append(line)
                confirm += open_ones
        return OutlinePart(title, tuple(lines), tuple(dict.fromkeys(confirm)))

    def line(self, said: Said, truth: Truth, *, blank: bool) -> tuple[OutlineLine, list[str]]:
        """One sentence; what the sources do not settle about it is given apart."""
        asked = [self.in_force(said.cites)]
        record: list[str] = []
        confirm: list[str] = []
        for name in said.shows:
            side, topic, own, *feature = name.split(".")
            state, at = self.states[f"{side}.{topic}.{own}"], SIDES.index(side)
            given = _given(state, feature[0]) if feature else []
            if feature and _given(state, _SET_BY.get(feature[0], "")) == [False]:
                continue
            if feature and not given:
                spec = state.fact.features[feature[0]]
                confirm.append(headed(self.speaking.names[at], say(spec.question)))
            elif not feature and state.known not in ("answered", "none"):
                confirm.append(headed(self.speaking.names[at], say(state.fact.title)))
            elif blank and feature and given == [True]:
                asked.append(cited_with(state, feature, self.speaking.profiles[at]))
            elif not (blank and given == [False]):
                record += self.speaking.shown([name], self.states)
        by = listed(dict.fromkeys(filter(None, asked)))
        if blank and truth is T:
            confirm = []  # whether another text asks for it too changes nothing
        return OutlineLine(
            say(said.says), by, tuple(record), truth is U, blank and not said.person, said.person
        ), confirm


def _given(state: FactState, name: str) -> list[object]:
    values = [b.features[name] for b in state.bases if b.truth is T and name in b.features]
    return [each for each in dict.fromkeys(values) if each != "unknown"]


def asks_whom(view: OutlineView) -> str:
    """Who asks whom."""
    asks, asked = in_sentence(view.requesting[0]), in_sentence(view.requested[0])
    return _("Request from {requesting} to {requested}").format(requesting=asks, requested=asked)
