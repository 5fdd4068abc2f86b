"""The sheets of a spreadsheet that hold what a profile records: sources, law, answers, reservations, agreements and comments."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from assess.model.profile import Answer, Basis, Profile, Source
from assess.model.results import Assessment
from assess.views.cells import Address, Cell, Column, Link, Sheet, date_cell, first_rows
from assess.views.record_view import answer_says, cited, made_entries, made_views, period_says, provision_place
from assess.words import terms
from assess.words.alphabet import alphabetical
from assess.words.citations import source_name
from assess.words.countries import partner_name
from assess.words.language import N_, _, quote, say


def record_sheets(assessments: Sequence[Assessment], countries: Mapping[str, str]) -> tuple[Sheet, ...]:
    """What the profile records, whatever the frameworks read of it; `countries` are names by code."""
    profile = assessments[0].profile
    titles = {name: say(fact.title) for name, fact in assessments[0].context.items()}
    titles |= {name: say(state.fact.title) for each in assessments for name, state in each.facts.items()}
    return (
        _sources(profile),
        _law(profile),
        _answers(profile, titles),
        _made(profile, titles, countries),
        _agreements(profile, countries),
        _comments(profile),
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _sources(profile: Profile) -> Sheet:
    columns = (
        Column(_("Cited as"), 30),
        Column(_("Title"), 60),
        Column(_("Kind"), 14),
        Column(_("Grade"), 8),
        Column(_("Read"), 10),
        Column(_("Publisher"), 28),
        Column(_("Date"), 12),
        Column(_("Retrieved"), 12),
        Column(_("Language"), 11),
        Column(_("Handling"), 11),
        Column(_("Address"), 50),
        Column(_("Note"), 50),
    )
    keys = sorted(profile.sources, key=lambda key: (alphabetical(source_name(key, profile.sources)), key))
    rows: list[tuple[Cell, ...]] = [
        (
            quote(source.short or source.title),
            quote(source.title),
            terms.source_kind(source.kind),
            source.grade or "",
            _(_READ[source.read]) if source.read else "",
            quote(source.publisher),
            date_cell(source.date),
            date_cell(source.retrieved),
            source.language or "",
            source.handling,
            Address(source.url) if source.url else "",
            quote(source.note),
        )
        for source in (profile.sources[key] for key in keys)
    ]
    return Sheet("Sources", _("Sources"), columns, tuple(rows), first_rows(keys), fixed=1)


_READ = {"full": N_("in full"), "part": N_("in part")}


def _law(profile: Profile) -> Sheet:
    columns = (
        Column(_("Source"), 30),
        Column(_("Provision"), 22),
        Column(_("From"), 12),
        Column(_("Until"), 12),
        Column(_("As recorded"), 90),
    )
    sources = profile.sources
    rows: list[tuple[Cell, ...]] = [
        (
            Link(source_name(name.partition(".")[0], sources), "Sources", name.partition(".")[0]),
            provision_place(name, sources, named=False),
            date_cell(entry.from_),
            date_cell(entry.until),
            period_says(entry, sources.get(name.partition(".")[0]), sources),
        )
        for name, entries in profile.provisions.items()
        for entry in entries
    ]
    return Sheet("Law", _("Law"), columns, tuple(rows))


def _answers(profile: Profile, titles: Mapping[str, str]) -> Sheet:
    columns = (
        Column(_("Fact"), 34),
        Column(_("Title"), 34),
        Column(_("Answer"), 16),
        Column(_("From"), 12),
        Column(_("Until"), 12),
        Column(_("Features"), 40),
        Column(_("Evidence"), 50),
        Column(_("Reading"), 50),
        Column(_("Reason"), 40),
        Column(_("Period"), 12),
        Column(_("What was counted"), 40),
        Column(_("Confidence"), 12),
        Column(_("Note"), 60),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            titles.get(name, ""),
            answer_says(answer),
            date_cell(answer.from_),
            date_cell(answer.until),
            _features(answer),
            _evidence(answer, profile.sources),
            _lines(quote(each) for each in (answer.reading, *(basis.reading for basis in answer.by))),
            quote(answer.reason),
            answer.period or "",
            quote(answer.definition),
            answer.confidence or "",
            quote(answer.note),
        )
        for name, answers in profile.facts.items()
        for answer in answers
    ]
    return Sheet("Answers", _("Answers"), columns, tuple(rows), fixed=1)


def _features(answer: Answer) -> str:
    """The features of each basis apart, since no two need be alike."""
    bases: Iterable[Answer | Basis] = (answer, *answer.by)
    return _lines("; ".join(f"{name}: {_plain(value)}" for name, value in each.features.items()) for each in bases)


def _plain(value: bool | int | float | str) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _evidence(answer: Answer, sources: Mapping[str, Source]) -> str:
    law = (_("; ").join(provision_place(name, sources) for name in basis.of) for basis in answer.by)
    return _lines((*law, cited(answer.cite, sources), cited(answer.searched, sources)))


def _made(profile: Profile, titles: Mapping[str, str], countries: Mapping[str, str]) -> Sheet:
    columns = (
        Column(_("Treaty"), 40),
        Column(_("Kind"), 14),
        Column(_("Paragraph"), 16),
        Column(_("Text"), 80),
        Column(_("Made"), 12),
        Column(_("Withdrawn"), 12),
        Column(_("Dates"), 30),
        Column(_("Evidence"), 50),
    )
    rows: list[tuple[Cell, ...]] = []
    for name, answers in profile.facts.items():
        for answer in answers:
            entries = [*made_entries(answer.reservations), *made_entries(answer.declarations)]
            views = made_views(titles.get(name, name), answer, profile.sources, countries)
            for made, entry in zip_longest(views, entries):  # where a treaty applies, and with whom, comes after them
                days = (
                    date_cell(entry.made if entry else None),
                    date_cell((entry.withdrawal_effective or entry.withdrawn) if entry else None),
                )
                rows.append((made.treaty, made.kind, made.paragraph, made.text, *days, made.dates, made.cites))
    return Sheet("Reservations", _("Reservations"), columns, tuple(rows))


def _agreements(profile: Profile, countries: Mapping[str, str]) -> Sheet:
    columns = (
        Column(_("With"), 24),
        Column(_("Subject"), 24),
        Column(_("Title"), 60),
        Column(_("In force"), 14),
        Column(_("Evidence"), 50),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            quote(each.name) or partner_name(each.with_, countries),
            each.kind,
            quote(each.title),
            terms.yes_no(each.in_force) if isinstance(each.in_force, bool) else date_cell(each.in_force),
            cited(each.cite, profile.sources),
        )
        for each in profile.agreements
    ]
    if profile.agreements_searched:
        rows.append(("", "", _("list read in full"), "", cited(profile.agreements_searched, profile.sources)))
    return Sheet("Agreements", _("Agreements"), columns, tuple(rows))


def _comments(profile: Profile) -> Sheet:
    columns = (
        Column(_("Date"), 12),
        Column(_("By"), 30),
        Column(_("On"), 24),
        Column(_("Text"), 100),
    )
    rows: list[tuple[Cell, ...]] = [
        (date_cell(each.date), quote(each.by), each.on or "", quote(each.text))
        for each in (profile.comments.received if profile.comments else ())
    ]
    return Sheet("Comments", _("Comments"), columns, tuple(rows))
