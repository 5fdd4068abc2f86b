"""The treaty page: each instrument open to the State, where it stands, what has to be law, and what is due on joining."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from assess.engine.bindings import BEGUN, Standing, of_framework
from assess.engine.facts import fact_states
from assess.engine.joining import Path, path_to_joining
from assess.engine.reforms import Point
from assess.model.base import latest
from assess.model.framework import Joining
from assess.model.results import Assessment, FactState, Finding, Truth
from assess.views.calendar_view import calendar, treaty_dates
from assess.views.context_view import TreatyView, treaty_row
from assess.views.joining_view import designation_says, opening_says
from assess.views.standing_view import standing_says
from assess.words import sentences
from assess.words.citations import citations
from assess.words.countries import country_name, in_sentence
from assess.words.figures import dated, quantity
from assess.words.language import _, headed, listed, lower, ngettext, quote, say
from assess.words.positions import position_of


class ArticleView(NamedTuple):
    """An article that asks something of domestic law."""

    name: str
    """ "19 Search and seizure of stored computer data"."""
    target: str
    """The name of its place in annex A; empty where the briefing is not about this instrument."""
    options: tuple[str, ...]
    """The options, and further amendments, that would give what falls short: "R2", "T1"."""


class InstrumentView(NamedTuple):
    """One instrument."""

    id: str
    title: str
    standing: str
    """Where the State stands, in a sentence."""
    dates: tuple[str, ...]
    """What has a day: the end of an invitation, the last day of signature, the entry into force."""
    opening: str
    """Whether and how the State can join; empty where it is bound."""
    counts: str
    """How many articles that ask something of the law are in the law, to amend, and to read."""
    amend: tuple[ArticleView, ...]
    read: tuple[ArticleView, ...]
    designations: tuple[str, ...]
    permitted: tuple[str, ...]
    """The declarations and reservations that the text permits, by their articles only."""
    made: tuple[str, ...]
    """The reservations and declarations of the State, as recorded."""
    sources: str
    note: str
    begun: bool
    """Whether the State is on the way: invited, signed, consent deposited, or said to be pursued."""
    bound: bool
    numbers: tuple[int, int, int]
    """In the law, to amend, to read."""


class TreatiesView(NamedTuple):
    """The whole page."""

    instruments: tuple[InstrumentView, ...]
    others: tuple[str, ...]
    """Treaties that no framework takes apart, each with its status."""
    not_open: tuple[str, ...]
    """Instruments that are not open to the State, each with what would open it."""
    open: tuple[str, ...]
    """Treaties of which the profile does not settle the status, or that were not examined."""
    calendar: tuple[str, ...]
    """The days to come of the instruments and of law on record, in order of time, each with what happens on it."""


def treaties_view(
    assessments: Sequence[Assessment],
    treaties: Sequence[Assessment],
    numbers: Mapping[str, Mapping[str, str]],
    options: Mapping[Point, Sequence[str]] = MappingProxyType({}),
) -> TreatiesView:
    """The view.

    Args:
        assessments: what the briefing is about.
        treaties: the same profile under every framework that is a treaty.
        numbers: those of the findings of the briefing, by framework.
        options: the numbers of what would give what an article asks, by framework and criterion.
    """
    first = assessments[0]
    own = {each.framework.head.id: each for each in assessments}
    every = {each.framework.head.treaty: own.get(each.framework.head.id, each) for each in (*treaties, *assessments)}
    instruments, not_open = [], []
    for name, each in every.items():
        if not name or each.framework.head.joining is None:
            continue
        path = path_to_joining(each)
        if path is not None and not is_open(path):
            not_open.append(_shut(each, path))
            continue
        instruments.append(_instrument(each, path, numbers, options))
    states = fact_states(first.profile, first.context, first.as_of)
    joined = {name for name, each in every.items() if each.framework.head.joining is not None}
    rest = [s for name, s in states.items() if s.fact.kind == "treaty" and name not in joined]
    settled = [s for s in rest if s.known in ("answered", "none")]
    return TreatiesView(
        tuple(sorted(instruments, key=lambda one: (not one.bound, not one.begun))),
        tuple(_other(treaty_row(s, first.profile)) for s in settled),
        tuple(filter(None, not_open)),
        tuple(say(s.fact.title) for s in rest if s.known in ("unknown", "absent", "withheld")),
        calendar(
            [one for one in every.values() if one.framework.head.id in {each.id for each in instruments}],
            first.profile,
            first.as_of,
        ),
    )


def _other(row: TreatyView) -> str:
    said = headed(row.title, listed(filter(None, (row.status, *row.made))))
    return _("{text} ({sources})").format(text=said, sources=row.cites) if row.cites else said


def is_open(path: Path | None) -> bool:
    """Whether an instrument binds the State, can be joined by it, or could be asked for."""
    return path is None or path.eligible is not Truth.FALSE or _asked(path)


def _asked(path: Path) -> bool:
    """Whether an instrument that is joined on invitation could be asked for."""
    open_ = path.treaty is None or path.treaty.known != "not_applicable"
    return path.joining.open_to == "invitation" and open_


def _shut(assessment: Assessment, path: Path) -> str:
    """What would open an instrument; nothing of one that is not open to the State at all."""
    if path.joining.open_to != "parties_to":
        return ""
    reason = opening_says(assessment, path)
    return headed(say(assessment.framework.head.short or assessment.framework.head.title), lower(reason).rstrip("."))


def _instrument(
    assessment: Assessment,
    path: Path | None,
    numbers: Mapping[str, Mapping[str, str]],
    options: Mapping[Point, Sequence[str]],
) -> InstrumentView:
    head = assessment.framework.head
    joining = head.joining
    assert joining is not None
    state = assessment.facts.get(head.treaty or "")
    standing = of_framework(assessment)
    duties = [f for f in assessment.findings if f.criterion.axis == "law" and f.criterion.obligation == "shall"]
    duties = [f for f in duties if f.applies is not Truth.FALSE]
    amend = [f for f in duties if f.gap]
    read = [f for f in duties if not f.gap and f.low != f.high]
    counted = len(duties) - len(amend) - len(read), len(amend), len(read)
    profile = assessment.profile
    row = treaty_row(state, profile) if state is not None else None
    return InstrumentView(
        head.id,
        _title(assessment),
        _standing(assessment, state),
        tuple(text for _day, text in treaty_dates(assessment, joining, state)),
        opening_says(assessment, path) if path is not None and _settled(state) else "",
        _counts(*counted),
        tuple(_article(assessment, f, numbers, options) for f in amend),
        tuple(_article(assessment, f, numbers, {}) for f in read),
        tuple(
            designation_says(
                d, assessment.facts[d.fact].truth if d.fact in assessment.facts else Truth.UNKNOWN, due=path is not None
            )
            for d in joining.designations
        ),
        tuple(_permitted(joining)),
        row.made if row else (),
        listed(citations(state, profile.sources)) if state is not None else "",
        quote(state.answer.note) if state is not None and state.answer else "",
        standing is not None and standing.stands in BEGUN and not standing.declined,
        path is None,
        counted,
    )


def _settled(state: FactState | None) -> bool:
    """Whether the profile says where the State stands: of what is not known, no road is shown."""
    return state is not None and state.known in ("answered", "none")


def _title(assessment: Assessment) -> str:
    """The name of the treaty in the catalogue, which is there in every language of the toolkit; else that of the framework."""
    head = assessment.framework.head
    fact = assessment.context.get(head.treaty or "")
    return say(fact.title) if fact else say(head.title)


def _standing(assessment: Assessment, state: FactState | None) -> str:
    country = in_sentence(country_name(assessment.profile))
    if state is None or state.known in ("unknown", "absent", "withheld"):
        text = _("The status of {country} is not known.").format(country=country)
    elif state.truth is Truth.TRUE and state.answer is not None and not state.fact.act:
        since = state.answer.from_
        text = (
            dated("{country} has been a Party since {date}.", since, country=country)
            if since
            else _("{country} is a Party.").format(country=country)
        )
    elif state.status == "invited" and state.answer is not None:
        text = _invited(state, country, assessment.as_of)
    elif state.status == "signed" and state.answer is not None and state.answer.from_:
        text = dated("{country} signed on {date}.", state.answer.from_, country=country)
    elif state.status is None and state.answer is not None and state.answer.status == "party":  # on a later day
        text = f"{standing_says(assessment, Standing('later', state.answer.from_))}."
    elif state.known == "none" or state.status == "none":
        text = _("No signature or deposit by {country} was found.").format(country=country)
    else:
        text = headed(country, sentences.treaty_standing(state, position=False)) + "."
    if state is not None and state.answer is not None and state.answer.position and state.truth is not Truth.TRUE:
        said = position_of(country, state.answer.position, state.answer.position_since)
        text = f"{text} {said[:1].upper()}{said[1:]}."
    notes = [] if state is None else [sentences.as_at(state, assessment.profile), sentences.how_sure([state])]
    if any(notes):
        text = f"{text.rstrip('.')} ({listed(filter(None, notes))})."
    return text[:1].upper() + text[1:]


def _invited(state: FactState, country: str, as_of: date) -> str:
    assert state.answer is not None
    since, until = state.answer.from_, state.answer.invited_until
    said = (
        dated("{country} was invited to accede on {date}.", since, country=country)
        if since
        else _("{country} has been invited to accede.").format(country=country)
    )
    if until is None:
        return said
    over = latest(until) < as_of
    end = dated("The invitation ended on {date}." if over else "The invitation ends on {date}.", until)
    return f"{said} {end}"


def _counts(law: int, amend: int, read: int) -> str:
    total = law + amend + read
    text = ngettext(
        "{total} criterion drawn from the instrument concerns law: {found}.",
        "{total} criteria drawn from the instrument concern law: {found}.",
        total,
    )
    said = [
        ngettext("{n} found in the law", "{n} found in the law", law).format(n=quantity(law)) if law else "",
        _("{n} to make or amend").format(n=quantity(amend)) if amend else "",
        ngettext("{n} open", "{n} open", read).format(n=quantity(read)) if read else "",
    ]
    return text.format(total=quantity(total), found=", ".join(filter(None, said))) if total else ""


def _article(
    assessment: Assessment,
    finding: Finding,
    numbers: Mapping[str, Mapping[str, str]],
    options: Mapping[Point, Sequence[str]],
) -> ArticleView:
    criterion, own = finding.criterion, assessment.framework.head.id
    target = f"{own}-{criterion.id}" if own in numbers else ""
    return ArticleView(
        f"{criterion.article or ''} {say(criterion.title)}".strip(), target, tuple(options.get((own, criterion.id), ()))
    )


def _permitted(joining: Joining) -> list[str]:
    said = []
    for kind, text in (
        ("declaration", _("Declarations: articles {places}")),
        ("reservation", _("Reservations: articles {places}")),
    ):
        places = list(dict.fromkeys(each.paragraph for each in joining.permitted if each.kind == kind))
        if places:
            said.append(text.format(places=", ".join(places)))
    return said
