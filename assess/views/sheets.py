"""The content of the spreadsheet of an assessment: sheets with headers and typed cells, which `workbook.py` writes."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, get_args

from assess.engine.advice import Worked, questions
from assess.engine.reforms import Reform, by_point, reforms
from assess.model.framework import Framework
from assess.model.profile import Profile
from assess.model.results import Assessment, Change, Counted, Finding
from assess.resources import VERSION
from assess.views.domains import findings_in_order, paths
from assess.views.element_rows import ElementRow, element_rows
from assess.views.option_words import details, option_says
from assess.views.question_words import question_says
from assess.views.roadmap_view import option_ids
from assess.words import sentences, terms
from assess.words.alphabet import alphabetical
from assess.words.citations import source_name
from assess.words.figures import date_words
from assess.words.language import _, headed, quote, say


class Share(NamedTuple):
    """A score or share from 0 to 1, shown with two decimals, or more if these would look like a bound that it does not reach."""

    value: Fraction
    bounds: tuple[Fraction, ...] = ()
    """The lower bounds of levels."""


Cell = str | int | Share


class Column(NamedTuple):
    """One column; its width counts characters."""

    title: str
    width: int = 14


class Sheet(NamedTuple):
    """One sheet: a table with its header."""

    name: str
    """The name of the table, the same in every language."""
    title: str
    """The title of the sheet."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Book(NamedTuple):
    """A whole spreadsheet; `day` is the law cut-off."""

    title: str
    day: str
    sheets: tuple[Sheet, ...]


def briefing_book(assessments: Sequence[Assessment], country: str) -> Book:
    """The spreadsheet of one country's assessments; every sheet has all frameworks, in the order given."""
    first = assessments[0]
    worked = [Worked(each) for each in assessments]
    made = reforms(assessments, worked)
    sheets = (
        _findings(worked, made),
        _elements(assessments),
        _options(made),
        _questions(worked),
        _sources(first.profile),
    )
    title = _("{country}: points for attention").format(country=country)
    return Book(title, str(first.as_of), (_about(assessments, country), *sheets))


def framework_line(framework: Framework) -> str:
    """A framework exactly as it was read."""
    return f"{say(framework.head.title)} ({framework.id} {framework.head.version}), SHA-256 {framework.hash}"


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


# About


def reading() -> list[tuple[Cell, ...]]:
    """How to read the words and numbers of every spreadsheet."""
    return [
        (_("Reading: identified"), _("The sources listed show it.")),
        (
            _("Reading: not identified"),
            _("The sources consulted were read in full and do not have it, or say that it is not there."),
        ),
        (_("Reading: open"), _("The sources consulted do not settle it, or nobody has looked. Never counted as no.")),
        (
            _("Reading: low, high, known"),
            _(
                "From 0 to 1: the result if every open answer were unfavourable (low) or favourable (high), and the share of "
                "the weight that is answered (known). Law, capacity and practice are never added together."
            ),
        ),
        (_("Order"), _("Rows are in the order of the framework or of the alphabet. No order is a ranking.")),
    ]


def about_sheet(rows: Iterable[tuple[Cell, ...]]) -> Sheet:
    """The first sheet: what the others are, and how to read them."""
    return Sheet("About", _("About"), (Column(_("Item"), 26), Column(_("Text"), 100)), tuple(rows))


def _about(assessments: Sequence[Assessment], country: str) -> Sheet:
    first = assessments[0]
    rows: list[tuple[Cell, ...]] = [
        (_("Country"), f"{country} ({first.profile.country})"),
        (_("Law as of"), date_words(first.as_of)),
        (_("Review"), terms.review(first.profile.review)),
    ]
    rows += [(_("Framework"), framework_line(each.framework)) for each in assessments]
    rows += [(_("Software"), f"assess {VERSION}"), (_("Please note"), terms.preface())]
    if note := quote(first.profile.note):
        rows.append((_("Note on the profile"), note))
    rows.append((_("Answers withheld from this release"), first.withheld))
    rows += reading()
    rows += [
        (
            _("Point for attention"),
            _(
                "Even if every open answer were favourable, something of the criterion would not be identified, or a "
                "measure would not reach its target. If yes, the sheet “Options” says what could be done."
            ),
        ),
        (
            _("Counts of elements"),
            _(
                "Options and what does not apply are left out; a measure counts as one. Without the rows of the obligation "
                "“option”, the sums are those of the briefing."
            ),
        ),
        (_("Draft"), _("Yes: the citation of the criterion has not been checked against the text.")),
    ]
    return about_sheet(rows)


# Findings and elements


def _findings(worked: Sequence[Worked], made: Sequence[Reform]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Domain"), 22),
        Column(_("Axis"), 10),
        Column(_("Criterion"), 22),
        Column(_("Title"), 34),
        Column(_("Article"), 10),
        Column(_("Obligation"), 12),
        Column(_("Finding"), 18),
        Column(_("Low"), 8),
        Column(_("High"), 8),
        Column(_("Known"), 9),
        Column(_("Point for attention"), 13),
        Column(_("Elements identified"), 13),
        Column(_("Elements not identified"), 13),
        Column(_("Elements open"), 13),
        Column(_("Not identified"), 50),
        Column(_("Open"), 50),
        Column(_("Evidence"), 40),
        Column(_("Smallest change"), 50),
        Column(_("Options"), 10),
        Column(_("Draft"), 8),
        Column(_("Elements narrower, as declared or as the text permits"), 16),
        Column(_("Elements compatible if declared at signature or deposit"), 16),
        Column(_("Narrower, and no gap"), 50),
    )
    ids, serving = option_ids(made), by_point(made)
    options = {point: ", ".join(ids[each.id] for each in own) for point, own in serving.items()}
    rows = [
        _finding(own, finding, domains, options)
        for own, domains in ((own, paths(own.assessment.framework)) for own in worked)
        for finding in findings_in_order(own.assessment)
    ]
    return Sheet("Findings", _("Findings"), columns, tuple(rows))


def _finding(
    worked: Worked, finding: Finding, domains: Mapping[str, str], options: Mapping[tuple[str, str], str]
) -> tuple[Cell, ...]:
    assessment = worked.assessment
    criterion = finding.criterion
    own = list(element_rows(finding))
    sources = assessment.profile.sources
    by = {kind: [row for row in own if row.group == kind] for kind in get_args(Counted)}
    return (
        terms.framework_name(assessment.framework),
        domains[finding.domain.domain],
        terms.axis(criterion.axis),
        criterion.id,
        say(criterion.title),
        criterion.article or "",
        terms.obligation(criterion.obligation),
        terms.result(finding),
        Share(finding.low),
        Share(finding.high),
        Share(finding.coverage),
        terms.yes_no(finding.gap),
        *(len(by[kind]) for kind in ("identified", "missing", "open")),
        _lines(_element_says(finding, row) for row in by["missing"]),
        _lines(_element_says(finding, row) for row in by["open"]),
        _lines(dict.fromkeys(text for row in own for text in row.citations(sources))),
        _smallest_change(worked.change(finding)),
        options.get((assessment.framework.id, criterion.id), ""),
        terms.yes_no(criterion.verified == "unverified"),
        len(by["declared"]),
        len(by["compatible"]),
        _lines(_element_says(finding, row) for row in (*by["declared"], *by["compatible"])),
    )


def _element_says(finding: Finding, row: ElementRow) -> str:
    """What an element says, with the remark on it; for a measure, what is measured and whether it reaches its target."""
    if finding.measured is not None:
        return headed(say(finding.measured.fact.title), row.status)
    return f"{row.says} ({row.remark})" if row.remark else row.says


def _smallest_change(change: Change | None) -> str:
    if change is None:
        return ""
    to_change = [
        text if text == sentences.nothing_removed() else " ".join((_("To change."), text))
        for text in sentences.changes_say(change.reform)
    ]
    return _lines([*to_change, *(" ".join((_("To confirm."), text)) for text in sentences.steps_say(change.confirm))])


def _elements(assessments: Sequence[Assessment]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Domain"), 22),
        Column(_("Axis"), 10),
        Column(_("Criterion"), 22),
        Column(_("Title"), 34),
        Column(_("Element"), 20),
        Column(_("Says"), 60),
        Column(_("Status"), 16),
        Column(_("Kind"), 14),
        Column(_("Remark"), 30),
        Column(_("Facts"), 34),
        Column(_("Evidence"), 50),
    )
    rows = [
        (
            terms.framework_name(each.framework),
            domains[finding.domain.domain],
            terms.axis(finding.criterion.axis),
            finding.criterion.id,
            say(finding.criterion.title),
            row.id,
            row.says,
            row.status,
            _kind(row),
            row.remark,
            _lines(state.id for state in row.states),
            _lines(row.citations(each.profile.sources)),
        )
        for each, domains in ((each, paths(each.framework)) for each in assessments)
        for finding in findings_in_order(each)
        for row in element_rows(finding)
    ]
    return Sheet("Elements", _("Elements"), columns, tuple(rows))


def _kind(row: ElementRow) -> str:
    if row.result is None:
        return _("measure")
    element = row.result.element
    return _("an option, not scored") if element.option else _("essential") if element.essential else ""


# Options, questions and sources


def _options(made: Sequence[Reform]) -> Sheet:
    columns = (
        Column(_("Number"), 9),
        Column(_("Option"), 60),
        Column(_("In detail"), 60),
        Column(_("Lead"), 28),
        Column(_("Vehicle"), 14),
        Column(_("Primary law"), 14),
        Column(_("Effort, 1 to 5"), 9),
        Column(_("Serves"), 30),
        Column(_("After number"), 9),
    )
    ids = option_ids(made)
    return Sheet("Options", _("Options"), columns, tuple(_option(each, ids) for each in made))


def _option(reform: Reform, ids: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        ids[reform.id],
        option_says(reform),
        _lines(details(reform)),
        say(reform.owner) or _("to be decided"),
        terms.vehicle(reform.vehicle),
        sentences.primary_law(reform.vehicle),
        reform.effort or "",
        _lines(
            headed(terms.framework_name(each.framework), finding.criterion.id)
            for each, findings in reform.served
            for finding in findings
        ),
        ", ".join(ids[need] for need in reform.after),
    )


def _questions(worked: Sequence[Worked]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Number"), 9),
        Column(_("Question"), 60),
        Column(_("In detail"), 60),
        Column(_("What counts as evidence"), 40),
        Column(_("Serves"), 30),
        Column(_("Fact"), 34),
    )
    rows: list[tuple[Cell, ...]] = []
    for own in worked:
        for number, question in enumerate(questions(own.assessment, own), 1):
            text, features = question_says(question, own.assessment.profile.sources)
            rows.append(
                (
                    terms.framework_name(own.assessment.framework),
                    number,
                    text,
                    _lines(features),
                    say(question.state.fact.evidence),
                    _lines(f.criterion.id for f in question.findings),
                    question.state.id,
                )
            )
    return Sheet("Questions", _("Questions"), columns, tuple(rows))


def _sources(profile: Profile) -> Sheet:
    columns = (
        Column(_("Cited as"), 30),
        Column(_("Title"), 60),
        Column(_("Kind"), 14),
        Column(_("Grade"), 8),
        Column(_("Publisher"), 28),
        Column(_("Date"), 12),
        Column(_("Retrieved"), 12),
        Column(_("Language"), 11),
        Column(_("Handling"), 11),
        Column(_("Address"), 50),
        Column(_("Note"), 50),
    )
    keys = sorted(profile.sources, key=lambda key: (alphabetical(source_name(key, profile.sources)), key))
    rows = [
        (
            quote(source.short or source.title),
            quote(source.title),
            terms.source_kind(source.kind),
            source.grade or "",
            quote(source.publisher),
            str(source.date or ""),
            str(source.retrieved or ""),
            source.language or "",
            source.handling,
            source.url or "",
            quote(source.note),
        )
        for source in (profile.sources[key] for key in keys)
    ]
    return Sheet("Sources", _("Sources"), columns, tuple(rows))
