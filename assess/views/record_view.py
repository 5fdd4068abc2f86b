"""What a profile records beside its findings: the law with its dates, reservations with their text, what was counted, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assess.engine.facts import fact_states
from assess.model.base import When
from assess.model.profile import PENDING, Answer, Profile, ProvisionEntry, Source
from assess.model.results import Assessment, FactState
from assess.views.trace_view import states_of
from assess.words import terms
from assess.words.alphabet import alphabetical
from assess.words.citations import Cited, source_name, standing, worded, written_place
from assess.words.countries import partner_name
from assess.words.figures import dated
from assess.words.language import N_, _, listed, quote, say

_AWAITS = {
    "assent": N_("awaits assent"),
    "promulgation": N_("awaits promulgation"),
    "instrument": N_("awaits the instrument that brings it into force"),
    "regulations": N_("awaits regulations"),
}
"""What a text that is not in force waits for."""


class MadeView(NamedTuple):
    """A reservation or a declaration; or where a treaty applies, an objection, and with whom the treaty is not in force."""

    treaty: str
    kind: str
    paragraph: str
    text: str
    dates: str
    cites: str


class LawView(NamedTuple):
    """Provisions of one source of which the same is recorded."""

    source: str
    pins: str
    periods: tuple[str, ...]
    """Status, dates, by whom, and what is cited and noted, period by period."""


class AnswerView(NamedTuple):
    """What stands beside an answer and is not told with a finding."""

    title: str
    texts: tuple[str, ...]


class RecordView(NamedTuple):
    """The annex."""

    made: tuple[MadeView, ...]
    law: tuple[LawView, ...]
    answers: tuple[AnswerView, ...]


def record_view(assessments: Sequence[Assessment], countries: Mapping[str, str]) -> RecordView:
    """The annex of one country's assessments; what its findings tell of the same answers is not told again."""
    first = assessments[0]
    profile = first.profile
    read = {name: state for each in assessments for f in each.findings for name, state in states_of(f).items()}
    states = fact_states(profile, first.context, first.as_of) | read
    ordered = sorted(states.values(), key=lambda state: alphabetical(say(state.fact.title)))
    return RecordView(
        tuple(
            made
            for state in ordered
            for made in made_views(say(state.fact.title), state.answer, profile.sources, countries)
        ),
        law_views(profile),
        tuple(
            AnswerView(say(state.fact.title), texts)
            for state in ordered
            if (texts := tuple(_texts(state, told=state.id in read)))
        ),
    )


def made_views(
    treaty: str, answer: Answer | None, sources: Mapping[str, Source], countries: Mapping[str, str]
) -> Iterator[MadeView]:
    """Each reservation and declaration of an answer, and to whom and with whom the treaty applies, as the profile gives it."""
    if answer is None:
        return
    for kind, entries in ((_("reservation"), answer.reservations), (_("declaration"), answer.declarations)):
        for entry in made_entries(entries):
            paragraph = entry.paragraph
            if entry.reaches:
                paragraph = _("{paragraph}, as to {reaches}").format(
                    paragraph=paragraph, reaches=", ".join(entry.reaches)
                )
            dates = [
                dated("made on {date}", entry.made) if entry.made else "",
                _("at signature") if entry.made_at == "signature" else "",
                dated("confirmed on {date}", entry.confirmed) if entry.confirmed else "",
                dated("withdrawn on {date}", entry.withdrawn) if entry.withdrawn else "",
                _("withdrawn as to {parts}").format(parts=", ".join(entry.withdraws)) if entry.withdraws else "",
                dated("effective {date}", entry.withdrawal_effective) if entry.withdrawal_effective else "",
            ]
            yield MadeView(
                treaty, kind, paragraph, quote(entry.text), listed(filter(None, dates)), cited(entry.cite, sources)
            )
    yield from applied_views(treaty, answer, sources, countries)


def applied_views(
    treaty: str, answer: Answer, sources: Mapping[str, Source], countries: Mapping[str, str]
) -> Iterator[MadeView]:
    """Where a treaty applies, who objected to what, and with whom it is not in force, as the profile gives it."""
    for place in answer.territories:
        kind = _("application to a territory") if place.applies else _("no application to a territory")
        named = quote(place.name) or ""
        if place.code:
            shown = countries.get(place.code, place.code)
            named = f"{named} ({place.code})" if named else shown
        text = ": ".join(filter(None, (named, quote(place.text))))
        yield MadeView(treaty, kind, "", text, _period(place.from_, place.until), cited(place.cite, sources))
    for each in answer.objections:
        dates = [
            dated("made on {date}", each.made) if each.made else "",
            dated("withdrawn on {date}", each.withdrawn) if each.withdrawn else "",
        ]
        kind = _("objection by {country}").format(country=quote(each.name) or partner_name(each.by, countries))
        relations = (
            _("no treaty relations with that State") if each.excludes_relations else _("treaty relations remain")
        )
        text = " ".join(filter(None, (quote(each.text), f"({relations})")))
        yield MadeView(treaty, kind, each.to or "", text, listed(filter(None, dates)), cited(each.cite, sources))
    for one in answer.relations_excluded_with:
        text = ": ".join(filter(None, (quote(one.name) or partner_name(one.with_, countries), quote(one.text))))
        kind = _("not in force with another Party")
        yield MadeView(treaty, kind, "", text, _period(one.date, one.until), cited(one.cite, sources))


def _period(start: When | None, end: When | None) -> str:
    parts = [dated("since {date}", start) if start else "", dated("until {date}", end) if end else ""]
    return listed(filter(None, parts))


def made_entries(given: Any) -> Sequence[Any]:
    """The reservations or declarations of an answer; none where it is not known which were made."""
    return getattr(given, "listed", given) or ()


def cited(texts: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Citations as a profile writes them, in words."""
    return listed(written_place(text, sources) for text in texts)


def provision_place(name: str, sources: Mapping[str, Source], *, named: bool = True) -> str:
    """A provision, SOURCE.PIN, in words: "Cybercrimes Act, s. 14"; its source is left out where it was just `named`."""
    key, _sep, pin = name.partition(".")
    source = sources.get(key)
    text = f"{source.unit} {pin}" if source and source.unit else pin
    return worded((Cited(key, (text,)),), sources, "" if named else key)


def law_views(profile: Profile) -> tuple[LawView, ...]:
    """The provisions of a profile by source, those of which the same is recorded on one line."""
    sources = profile.sources
    lines: dict[tuple[str, str], tuple[tuple[ProvisionEntry, ...], list[str]]] = {}
    for name, entries in profile.provisions.items():
        key, _sep, pin = name.partition(".")
        lines.setdefault((key, repr(entries)), (entries, []))[1].append(pin)
    made = []
    for (key, _same), (entries, pins) in lines.items():
        source = sources.get(key)
        unit = f"{source.unit} " if source and source.unit else ""
        periods = tuple(period_says(entry, source, sources) for entry in entries)
        made.append(LawView(source_name(key, sources), unit + ", ".join(pins), periods))
    return tuple(sorted(made, key=lambda line: alphabetical(line.source)))


def period_says(entry: ProvisionEntry, source: Source | None, sources: Mapping[str, Source]) -> str:
    """What a profile records of a provision over one period."""
    parts = [standing(entry, source)]
    if entry.until and (entry.status == "bill" or entry.status not in PENDING):
        parts.append(dated("until {date}", entry.until))
    if entry.awaits:
        parts.append(_(_AWAITS[entry.awaits]))
    if entry.authority:
        parts.append(_("{authority} is to act").format(authority=quote(entry.authority)))
    if entry.replaces:
        replaced = listed(provision_place(name, sources) for name in entry.replaces)
        parts.append(_("would replace {provisions}").format(provisions=replaced))
    said = ", ".join(parts)
    if entry.cite:
        said = _("{status} ({sources})").format(status=said, sources=cited(entry.cite, sources))
    return f"{said}. {quote(entry.note)}" if entry.note else said


def _texts(state: FactState, *, told: bool) -> Iterator[str]:
    """What an answer says beside its value; findings tell its readings and its note, and why it does not arise."""
    answer = state.answer
    if answer is None:
        return
    if answer.definition:
        yield _("Counted: {text}").format(text=quote(answer.definition))
    if answer.period:
        yield _("Period: {text}").format(text=answer.period)
    if state.fact.kind != "treaty":  # whose dates stand with its status
        if answer.from_:
            yield dated("Since {date}.", answer.from_)
        if answer.until:
            yield dated("Until {date}.", answer.until)
    if told:
        return
    if answer.reason:
        yield _("Does not arise: {text}").format(text=quote(answer.reason))
    yield from readings_say(answer)
    if answer.note:
        yield quote(answer.note)


def readings_say(answer: Answer) -> Iterator[str]:
    """Why the texts cover what is asked, as the authors of the profile read them."""
    for reading in (answer.reading, *(basis.reading for basis in answer.by)):
        if reading:
            yield _("Reading: {text}").format(text=quote(reading))


def answer_says(answer: Answer) -> str:
    """A status or a value as it is recorded."""
    if answer.status:
        return answer.status
    if isinstance(answer.value, bool):
        return terms.yes_no(answer.value)
    return "" if answer.value is None else str(answer.value)
