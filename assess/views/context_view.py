"""The context of an assessment: treaties, agreements, designated authorities, dates, comments and sources."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args

from assess.engine.facts import fact_states
from assess.model.base import When
from assess.model.catalogue import Fact
from assess.model.profile import Profile, Reservation, SourceKind
from assess.model.results import Assessment, FactState
from assess.views.record_view import cited
from assess.words import sentences, terms
from assess.words.alphabet import alphabetical
from assess.words.citations import citations, law_name, source_name
from assess.words.countries import partner_name
from assess.words.figures import date_words, dated
from assess.words.language import N_, _, headed, listed, quote, refers, say, spoken


class TreatyView(NamedTuple):
    """The status of the State under one treaty."""

    title: str
    status: str
    """The status with its dates."""
    made: tuple[str, ...]
    """Reservations and declarations."""
    cites: str


class AuthorityView(NamedTuple):
    """A body or contact that other States deal with."""

    title: str
    status: str
    cites: str


class CommentView(NamedTuple):
    """What the authorities said."""

    day: str
    by: str
    text: str
    on: str


class ContextView(NamedTuple):
    """The legal and institutional setting, as far as the profile records it."""

    system: str
    agreements: tuple[tuple[str, str, str, str, str], ...]
    """With whom, kind, title, in force since, sources."""
    agreements_searched: str
    """Lists of agreements that were read in full."""
    authorities: tuple[AuthorityView, ...]
    open_authorities: tuple[str, ...]
    invitation: str
    """Whether the authorities were invited to comment."""
    comments: tuple[CommentView, ...]


class SourceView(NamedTuple):
    """One source."""

    key: str
    number: str
    """ "S12", as findings cite it; what is law they cite by its name."""
    title: str
    kind: str
    grade: str
    details: str
    note: str
    url: str
    link: str
    """The address, where it may be a link; empty for anything but plain http and https."""


_STRUCTURES = {"unitary": N_("unitary State"), "federal": N_("federal State"), "plural": N_("State of several laws")}
_RECEPTIONS = {
    "monist": N_("treaties apply directly"),
    "dualist": N_("treaties need a law to apply"),
    "mixed": N_("treaties apply in part directly, in part through a law"),
}
AGREEMENT_KINDS = {
    "mla": N_("mutual legal assistance"),
    "extradition": N_("extradition"),
    "police": N_("police cooperation"),
    "data_protection": N_("data protection"),
}


def context_view(assessments: Sequence[Assessment], countries: Mapping[str, str]) -> ContextView:
    """The view; what is absent from the profile is listed as not settled. `countries` are names by code."""
    first = assessments[0]
    profile = first.profile
    states = fact_states(profile, first.context, first.as_of)
    bodies = [s for s in states.values() if s.fact.kind != "treaty"]
    known = [s for s in bodies if s.known in ("answered", "none")]
    titles = {f.criterion.id: say(f.criterion.title) for a in assessments for f in a.findings}
    return ContextView(
        system=_system(profile),
        agreements=tuple(
            (
                quote(a.name) or partner_name(a.with_, countries),
                _(AGREEMENT_KINDS[a.kind]),
                quote(a.title),
                in_force_says(a.in_force),
                cited(a.cite, profile.sources),
            )
            for a in profile.agreements
        ),
        agreements_searched=cited(profile.agreements_searched, profile.sources),
        authorities=tuple(
            AuthorityView(
                say(s.fact.title),
                terms.capability_status("none" if s.known == "none" else s.status),
                listed(citations(s, profile.sources)),
            )
            for s in known
        ),
        open_authorities=tuple(say(s.fact.title) for s in bodies if s not in known and s.known != "not_applicable"),
        invitation=_invitation(profile),
        comments=tuple(
            CommentView(
                date_words(each.date) if each.date else "",
                quote(each.by),
                quote(each.text),
                titles.get(each.on or "", each.on or ""),
            )
            for each in (profile.comments.received if profile.comments else ())
        ),
    )


def in_force_says(since: When | bool | None) -> str:
    """Since when an agreement is in force, or whether it is."""
    if since is None:
        return _("not recorded")
    return terms.yes_no(since) if isinstance(since, bool) else date_words(since, length="medium")


def _system(profile: Profile) -> str:
    system = profile.system
    parts = [_(_STRUCTURES[system.structure])] if system.structure else []
    parts += [_(_RECEPTIONS[system.reception])] if system.reception else []
    return listed(parts)


def treaty_row(state: FactState, profile: Profile) -> TreatyView:
    """The status under one treaty, with what the State made on joining."""
    answer = state.answer
    made: list[str] = []
    given = (answer.reservations, answer.declarations) if answer else ()
    if state.status == "party" and answer and not any(e is not None and (e.listed or e.complete) for e in given):
        made.append(_("reservations and declarations: not known"))
    elif state.status == "party" and answer:
        for name, entries in ((_("reservations"), answer.reservations), (_("declarations"), answer.declarations)):
            if entries is None or not (entries.listed or entries.complete):
                made.append(_("{kind}: not known").format(kind=name))
            elif not entries.listed:
                made.append(_("{kind}: none").format(kind=name))
            else:
                listed_ = ", ".join(reservation_says(entry, state.fact) for entry in entries.listed)
                made.append(
                    headed(name, listed_ if entries.complete else _("{list} (known in part)").format(list=listed_))
                )
    return TreatyView(
        say(state.fact.title),
        sentences.treaty_standing(state),
        tuple(made),
        listed(citations(state, profile.sources)),
    )


def reservation_says(entry: Reservation, treaty: Fact) -> str:
    """The paragraph, with the narrowings that it makes."""
    said = entry.paragraph
    if entry.narrows:
        said = f"{said} ({', '.join(say(treaty.narrowings.get(word)) or word for word in entry.narrows)})"
    if entry.made_at == "signature" and entry.confirmed is None:
        said = _("{paragraph} (made at signature; no confirmation found)").format(paragraph=said)
    until = entry.withdrawal_effective or entry.withdrawn
    if until and entry.withdraws:
        said = _("{paragraph}, as to {parts}").format(paragraph=said, parts=", ".join(entry.withdraws))
    return dated("{paragraph} (withdrawn {date})", until, paragraph=said) if until else said


def _invitation(profile: Profile) -> str:
    comments = profile.comments
    if comments is None or (comments.invited is None and not comments.received):
        return _("Comments of the country’s authorities were not invited.")
    if comments.invited is None:
        return _("Comments of the country’s authorities are printed here as received.")
    text = dated("Comments of the country’s authorities were invited on {date}.", comments.invited)
    return text if comments.received else " ".join((text, _("None had been received when this document was made.")))


# Sources


def source_views(profile: Profile) -> tuple[SourceView, ...]:
    """Law first, then the others in the order of the kinds; by title within a kind."""
    return tuple(_source(key, number, profile) for key, number in _numbered(profile).items())


def source_names(profile: Profile, *, alone: bool = False) -> dict[str, str]:
    """How a briefing cites each source, by its key: law by its name, and all else by its number in the list of sources.

    Where the two pages stand `alone` there is no list, and all have their names.
    """
    law = [key for key, source in profile.sources.items() if alone or source.kind in _NAMED]
    numbers = {key: refers(number) for key, number in _numbered(profile).items()}
    return numbers | {key: law_name(key, profile.sources) for key in law}


_NAMED = ("act", "bill", "regulation", "treaty")
"""Kinds of sources that are cited by their names."""


def _numbered(profile: Profile) -> dict[str, str]:
    kinds = get_args(SourceKind)
    keys = sorted(
        profile.sources,
        key=lambda key: (
            kinds.index(profile.sources[key].kind),
            alphabetical(source_name(key, profile.sources)),
            key,
        ),
    )
    return {key: f"S{i}" for i, key in enumerate(keys, 1)}


def _source(key: str, number: str, profile: Profile) -> SourceView:
    source = profile.sources[key]
    details = [
        quote(source.publisher),
        dated("dated {date}", source.date) if source.date else "",
        dated("retrieved {date}", source.retrieved) if source.retrieved else "",
        _("language: {code}").format(code=source.language)
        if source.language and source.language != spoken().code
        else "",
        _("read in part") if source.read == "part" else "",
        _("handling: {word}").format(word=source.handling) if source.handling != "public" else "",
    ]
    return SourceView(
        key,
        number,
        headed(quote(source.short), quote(source.title)) if source.short else quote(source.title),
        terms.source_kind(source.kind),
        source.grade or "–",
        listed(filter(None, details)),
        quote(source.note),
        source.url or "",
        source.url if source.url and re.fullmatch(_LINKED, source.url) else "",
    )


_LINKED = r"https?://[\x21-\x7e]{1,2000}"
