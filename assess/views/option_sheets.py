"""The sheets of a spreadsheet that hold options, which findings each serves, and questions."""

from collections.abc import Iterable, Mapping, Sequence

from assess.engine.advice import Worked, questions
from assess.engine.reforms import Reform
from assess.model.results import Assessment, Finding
from assess.views.cells import Cell, Column, Link, Sheet, first_rows
from assess.views.domains import numbers_of
from assess.views.finding_sheets import article_says, finding_key
from assess.views.option_words import details, option_says
from assess.views.question_words import question_says
from assess.views.roadmap_view import option_ids
from assess.words import sentences, terms
from assess.words.citations import provisions_say
from assess.words.language import _, headed, say

Numbers = Mapping[str, Mapping[str, str]]
"""The numbers of findings, by framework and criterion."""


def option_sheets(worked: Sequence[Worked], made: Sequence[Reform]) -> tuple[Sheet, Sheet, Sheet]:
    """Options, what each serves, and questions."""
    numbers = {own.assessment.framework.id: numbers_of(own.assessment) for own in worked}
    return _options(made, numbers), _served(made, numbers), _questions(worked, numbers)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _options(made: Sequence[Reform], numbers: Numbers) -> Sheet:
    columns = (
        Column(_("Number"), 9),
        Column(_("Option"), 60),
        Column(_("In detail"), 60),
        Column(_("Provisions"), 30),
        Column(_("Lead"), 28),
        Column(_("Vehicle"), 14),
        Column(_("Primary law"), 14),
        Column(_("Effort, 1 to 5"), 9),
        Column(_("Serves"), 30),
        Column(_("After number"), 9),
    )
    ids = option_ids(made)
    rows = tuple(_option(each, ids, numbers) for each in made)
    return Sheet("Options", _("Options"), columns, rows, first_rows([ids[each.id] for each in made]), fixed=1)


def _option(reform: Reform, ids: Mapping[str, str], numbers: Numbers) -> tuple[Cell, ...]:
    number = ids[reform.id]
    serves = _lines(
        headed(terms.framework_name(each.framework), ", ".join(_number(each, f, numbers) for f in findings))
        for each, findings in reform.served
    )
    after = [ids[need] for need in reform.after]
    return (
        number,
        option_says(reform),
        _lines(details(reform)),
        provisions_say(reform.provisions, reform.parts[0].assessment.profile.sources),
        say(reform.owner) or _("to be decided"),
        terms.vehicle(reform.vehicle),
        sentences.primary_law(reform.vehicle),
        reform.effort or "",
        Link(serves, "Served", number),
        Link(", ".join(after), "Options", after[0]) if after else "",
    )


def _number(assessment: Assessment, finding: Finding, numbers: Numbers) -> str:
    return numbers[assessment.framework.id][finding.criterion.id]


def _served(made: Sequence[Reform], numbers: Numbers) -> Sheet:
    """The way from each option to each of its findings and back: one row for each pair."""
    columns = (
        Column(_("Option"), 9),
        Column(_("Framework"), 18),
        Column(_("Number"), 9),
        Column(_("Title"), 40),
        Column(_("Article"), 40),
        Column(_("Finding"), 18),
        Column(_("Supplies all that is missing"), 14),
    )
    ids = option_ids(made)
    rows: list[tuple[Cell, ...]] = [
        (
            Link(ids[reform.id], "Options", ids[reform.id]),
            terms.framework_name(each.framework),
            Link(_number(each, finding, numbers), "Findings", finding_key(each, finding)),
            say(finding.criterion.title),
            article_says(each, finding),
            terms.result(finding),
            terms.yes_no((each.framework.id, finding.criterion.id) in reform.closes),
        )
        for reform in made
        for each, findings in reform.served
        for finding in findings
    ]
    keys = [ids[reform.id] for reform in made for _each, findings in reform.served for _finding in findings]
    return Sheet("Served", _("What options serve"), columns, tuple(rows), first_rows(keys))


def _questions(worked: Sequence[Worked], numbers: Numbers) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Number"), 9),
        Column(_("Question"), 60),
        Column(_("In detail"), 60),
        Column(_("What counts as evidence"), 40),
        Column(_("Serves"), 30),
        Column(_("Fact"), 34),
        Column(_("Whom to ask"), 28),
    )
    rows: list[tuple[Cell, ...]] = []
    for own in worked:
        assessment = own.assessment
        for number, question in enumerate(questions(assessment, own), 1):
            text, features = question_says(question, assessment.profile.sources)
            serves = ", ".join(_number(assessment, f, numbers) for f in question.findings)
            rows.append(
                (
                    terms.framework_name(assessment.framework),
                    number,
                    text,
                    _lines(features),
                    say(question.state.fact.evidence),
                    Link(serves, "Findings", finding_key(assessment, question.findings[0])),
                    question.state.id,
                    say(question.state.fact.reform.owner if question.state.fact.reform else None) or _("to be decided"),
                )
            )
    return Sheet("Questions", _("Questions"), columns, tuple(rows))
