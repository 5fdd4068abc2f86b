"""The view of a case: everything that is said of it in words, for text, HTML and PDF alike."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assess.engine.case import CaseReading, Claim, GroundReading, StateReading
from assess.engine.case_days import Period, T, U
from assess.engine.case_steps import WholeCase
from assess.model.exercise import Roles
from assess.resources import VERSION
from assess.views.case_figure import CaseFigure, case_figure
from assess.views.case_relations import (
    DualTable,
    StepTable,
    consultation_says,
    days_say,
    dual_tables,
    offence_title,
    only_words,
    overlaps_say,
    span_words,
    step_tables,
)
from assess.words import case_words as words
from assess.words.alphabet import alphabetical
from assess.words.citations import cited_in_turn, joined
from assess.words.countries import country_name, subject_name
from assess.words.figures import date_words
from assess.words.language import _, listed, quote, say, spoken


class StateView(NamedTuple):
    """One State of the case."""

    name: str
    code: str
    roles: tuple[str, ...]
    mark: str
    """ "invented State", or "hypothetical role" of a real one."""
    as_of: str


class GroundView(NamedTuple):
    """One ground of jurisdiction of one State."""

    title: str
    article: str
    sign: str
    mark: str
    found: str
    rests_on: str
    notes: tuple[str, ...]


class JurisdictionView(NamedTuple):
    """The grounds of one State."""

    name: str
    code: str
    grounds: tuple[GroundView, ...]
    notes: tuple[str, ...]


class Cell(NamedTuple):
    """What one State could assert over one offence."""

    code: str
    sign: str
    mark: str
    words: str
    notes: tuple[str, ...]


class OffenceView(NamedTuple):
    """Offences of the case of which the same is said."""

    titles: tuple[str, ...]
    cells: tuple[Cell, ...]


class CaseView(NamedTuple):
    """A case."""

    title: str
    summary: str
    notice: str
    hypothesis: str
    """Which States have roles that were given for the exercise only; empty where there are none."""
    limits: str
    days: tuple[tuple[str, str, str], ...]
    """Which day, when it is, and what is read on it."""
    states: tuple[StateView, ...]
    roles: tuple[tuple[str, str], ...]
    """Each role with its States."""
    figure: CaseFigure
    jurisdiction: tuple[JurisdictionView, ...]
    offences: tuple[OffenceView, ...]
    overlaps: tuple[str, ...]
    consultation: tuple[str, ...]
    powers: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    """Each power with what is recorded of it on the day of the measure, State by State: mark, sign, words."""
    changes: tuple[str, ...]
    """What differs between the days of the case."""
    dual: tuple[DualTable, ...]
    steps: tuple[StepTable, ...]
    rules: str
    """The rules about two States that the steps were read with."""
    withheld: int
    software: str
    date: str
    language: str
    direction: str


def case_view(case: WholeCase) -> CaseView:
    """The view of a case in the document's language; States are in alphabetical order of their names."""
    reading = case.reading
    names = {code: quote(profile.name) or subject_name(code) for code, profile in reading.profiles.items()}
    order = sorted(reading.states, key=lambda state: alphabetical(names[state.code]))
    steps = step_tables(case, names, [state.code for state in order])
    return CaseView(
        title=quote(reading.exercise.title),
        summary=quote(reading.exercise.summary),
        notice=words.notice(),
        hypothesis=_hypothesis(order, names),
        limits=words.limits(),
        days=tuple(_days(reading)),
        states=tuple(_state(reading, state, names) for state in order),
        roles=tuple(_roles(reading, names)),
        figure=case_figure(case, names, [state.code for state in order]),
        jurisdiction=tuple(_jurisdiction(reading, state, names) for state in order),
        offences=tuple(_offences(reading, [state.code for state in order])),
        overlaps=overlaps_say(reading, names),
        consultation=consultation_says(reading, names),
        powers=tuple(_powers(order)),
        changes=days_say(reading, names),
        dual=dual_tables(case, names, [state.code for state in order]),
        steps=steps,
        rules=f"{case.rules.framework.id} {case.rules.framework.head.version}",
        withheld=sum(
            entry.status == "withheld" for p in reading.profiles.values() for each in p.facts.values() for entry in each
        ),
        software=f"assess {VERSION}",
        date=max(str(profile.as_of) for profile in reading.profiles.values()),
        language=spoken().code.replace("_", "-"),
        direction=spoken().direction,
    )


def _hypothesis(states: Sequence[StateReading], names: dict[str, str]) -> str:
    real = [names[state.code] for state in states if state.hypothetical]
    if not real:
        return ""
    return _(
        "Roles of {states} are hypothetical: they were given for this exercise, in place of what the file of the case says of "
        "these roles."
    ).format(states=joined(real))


def _days(reading: CaseReading) -> Iterable[tuple[str, str, str]]:
    days = reading.days
    yield _("Conduct"), span_words(days.start, days.end), _("offences and grounds of jurisdiction")
    yield _("Measure"), date_words(days.measure), _("powers")
    yield _("Request"), date_words(days.request), _("dual criminality and thresholds, beside the conduct; treaties")
    yield _("Decision"), date_words(days.decision), _("treaties; a penalty that became lighter")


def _state(reading: CaseReading, state: StateReading, names: dict[str, str]) -> StateView:
    profile = reading.profiles[state.code]
    mark = _("hypothetical role") if state.hypothetical else _("invented State") if profile.invented else ""
    roles = tuple(map(words.there, state.roles)) or (_("no role in this case"),)
    name = names[state.code] if profile.invented else country_name(profile)
    return StateView(name, state.code, roles, mark, date_words(profile.as_of))


def _roles(reading: CaseReading, names: dict[str, str]) -> Iterable[tuple[str, str]]:
    for role in Roles.__dataclass_fields__:
        states = getattr(reading.exercise.roles, role)
        if states is not None:
            shown = listed(sorted((f"{names[code]} ({code})" for code in states), key=alphabetical))
            yield words.role(role), shown or _("none")


def _powers(states: Sequence[StateReading]) -> Iterable[tuple[str, tuple[tuple[str, str, str], ...]]]:
    for i in range(len(states[0].powers)):
        cells = []
        for state in states:
            power, changed = state.powers[i]
            word = "yes" if power.truth is T else "open" if power.truth is U else "no"
            said = words.power(word)
            if changed:
                said = _("{text}; not the same on the day of the decision").format(text=said)
            cells.append((word, words.SIGNS[word], said))
        yield say(states[0].powers[i][0].fact.title), tuple(cells)


# Jurisdiction


def _jurisdiction(reading: CaseReading, state: StateReading, names: dict[str, str]) -> JurisdictionView:
    claims = [claim for each in reading.offences for claim in each.claims if claim.code == state.code]
    notes = []
    if state.data_only:
        notes.append(
            _("Only data, a provider or control of data are there: that by itself is no ground of article 22.")
        )
    elif not any(claim.grounds for claim in claims):
        notes.append(_("No role in this case is a ground of jurisdiction there."))
    if state.not_stated:
        stated = listed(dict.fromkeys(words.silent(ground.id) for ground in state.not_stated))
        notes.append(
            _("Its law has further grounds that are not read, because the case does not state: {what}.").format(
                what=stated
            )
        )
    if state.instead is T:
        notes.append(
            _(
                "If extradition is refused because the suspect is a national, the suspect could be tried there under its law "
                "(article 22(3), which applies only after a request for extradition)."
            )
        )
    elif state.instead is U:
        notes.append(
            _(
                "Whether a suspect not extradited because of nationality could be tried there is open (article 22(3), which "
                "applies only after a request for extradition)."
            )
        )
    if state.consultation_basis is T:
        notes.append(_("Its own law or practice has a basis to consult other States on where to prosecute."))
    return JurisdictionView(names[state.code], state.code, tuple(_grounds(reading, claims)), tuple(notes))


def _grounds(reading: CaseReading, claims: Sequence[Claim]) -> Iterable[GroundView]:
    """Each ground once; where offences give different results, once for each result, with the offences."""
    ids = dict.fromkeys(one.ground.id for claim in claims for one in claim.grounds)
    for id_ in ids:
        by_word: dict[str, list[tuple[Claim, GroundReading]]] = {}
        for claim in claims:
            for one in claim.grounds:
                if one.ground.id == id_:
                    by_word.setdefault(one.found.word, []).append((claim, one))
        for word, found in by_word.items():
            claim, first = found[0]
            notes = [*_ground_notes(reading, first)]
            if len(by_word) > 1:
                titles = {each.fact: offence_title(each) for each in reading.offences}
                notes.insert(0, _("for: {offences}").format(offences=listed(titles[c.offence] for c, _found in found)))
            sources = reading.profiles[claim.code].sources
            yield GroundView(
                words.ground(id_), first.ground.article, words.SIGNS[word], word, words.found(word),
                "; ".join(cited_in_turn([first.state], sources)), tuple(notes),
            )  # fmt: skip


def _ground_notes(reading: CaseReading, found: GroundReading) -> Iterable[str]:
    word = found.found.word
    yield from _stretches(found.found)
    if word in ("open", "part"):
        yield from map(words.condition, found.conditions)
    decision = date_words(reading.days.decision)
    if word != "yes" and found.later is T:
        yield _("recorded on {date}; whether that reaches earlier conduct is a question of that law").format(
            date=decision
        )
    if word == "yes" and found.later is not T:
        yield _("not so on {date}; which day counts is a question of that law").format(date=decision)


def _stretches(found: Period) -> Iterable[str]:
    if found.days:
        yield _("only {days}").format(days=only_words(found))


def _offences(reading: CaseReading, codes: Sequence[str]) -> Iterable[OffenceView]:
    """Each offence; those of which the same is said of every State together."""
    found: dict[tuple[Cell, ...], list[str]] = {}
    for each in reading.offences:
        claims = {claim.code: claim for claim in each.claims}
        title = offence_title(each)
        if each.article:
            title = _("{offence}, article {article} of the Convention on Cybercrime").format(
                offence=title, article=each.article
            )
        found.setdefault(tuple(_cell(claims[code]) for code in codes), []).append(title)
    return (OffenceView(tuple(titles), cells) for cells, titles in found.items())


def _cell(claim: Claim) -> Cell:
    word = claim.found.word
    notes = [*_stretches(claim.found)]
    linked = bool(claim.grounds)
    if word == "no" and not linked:
        said = _("no link with the case that is a ground")
    elif word == "no" and claim.criminal.word == "no":
        said = _("not identified as an offence at the conduct")
    else:
        said = words.claim(word)
    if word == "open" and claim.criminal.word == "open":
        notes.append(_("whether it was an offence there at the conduct is open"))
    if word == "open" and all(one.found.word != "yes" for one in claim.grounds):
        notes.append(_("whether a ground of its law reaches the case is open"))
    return Cell(claim.code, words.SIGNS[word], word, said, tuple(notes))
