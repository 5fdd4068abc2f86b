"""The sheets of a spreadsheet that hold what a profile records: law, answers, reservations, agreements and comments."""

from collections.abc import Iterable, Mapping, Sequence

from assess.model.profile import Answer, Basis, Profile, Source
from assess.model.results import Assessment
from assess.views.record_view import answer_says, cited, made_views, period_says, provision_place
from assess.views.sheets import Cell, Column, Sheet
from assess.words.citations import source_name
from assess.words.countries import partner_name
from assess.words.language import _, quote, say


def record_sheets(assessments: Sequence[Assessment], countries: Mapping[str, str]) -> tuple[Sheet, ...]:
    """What the profile records, whatever the frameworks read of it; `countries` are names by code."""
    profile = assessments[0].profile
    titles = {name: say(fact.title) for name, fact in assessments[0].context.items()}
    titles |= {name: say(state.fact.title) for each in assessments for name, state in each.facts.items()}
    return (
        _law(profile),
        _answers(profile, titles),
        _made(profile, titles, countries),
        _agreements(profile, countries),
        _comments(profile),
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


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
            source_name(name.partition(".")[0], sources),
            provision_place(name, sources, named=False),
            str(entry.from_ or ""),
            str(entry.until or ""),
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
            str(answer.from_ or ""),
            str(answer.until or ""),
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
    return Sheet("Answers", _("Answers"), columns, tuple(rows))


def _features(answer: Answer) -> str:
    """The features of each basis apart, since no two need be alike."""
    bases: Iterable[Answer | Basis] = (answer, *answer.by)
    return _lines("; ".join(f"{name}: {_plain(value)}" for name, value in each.features.items()) for each in bases)


def _plain(value: bool | int | float | str) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _evidence(answer: Answer, sources: Mapping[str, Source]) -> str:
    law = ("; ".join(provision_place(name, sources) for name in basis.of) for basis in answer.by)
    return _lines((*law, cited(answer.cite, sources), cited(answer.searched, sources)))


def _made(profile: Profile, titles: Mapping[str, str], countries: Mapping[str, str]) -> Sheet:
    columns = (
        Column(_("Treaty"), 40),
        Column(_("Kind"), 14),
        Column(_("Paragraph"), 16),
        Column(_("Text"), 80),
        Column(_("Dates"), 30),
        Column(_("Evidence"), 50),
    )
    rows = tuple(
        tuple(made)
        for name, answers in profile.facts.items()
        for answer in answers
        for made in made_views(titles.get(name, name), answer, profile.sources, countries)
    )
    return Sheet("Reservations", _("Reservations"), columns, rows)


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
            "" if each.in_force is None else str(each.in_force).lower(),
            cited(each.cite, profile.sources),
        )
        for each in profile.agreements
    ]
    return Sheet("Agreements", _("Agreements"), columns, tuple(rows))


def _comments(profile: Profile) -> Sheet:
    columns = (
        Column(_("Date"), 12),
        Column(_("By"), 30),
        Column(_("On"), 24),
        Column(_("Text"), 100),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(each.date or ""), quote(each.by), each.on or "", quote(each.text))
        for each in (profile.comments.received if profile.comments else ())
    ]
    return Sheet("Comments", _("Comments"), columns, tuple(rows))
