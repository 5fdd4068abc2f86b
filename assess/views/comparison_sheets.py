"""The content of the spreadsheet of a comparison."""

from collections.abc import Sequence

from assess.engine.comparison import Comparison
from assess.engine.score import level_of
from assess.resources import VERSION
from assess.views.cells import Book, Cell, Column, Share, Sheet
from assess.views.comparison_view import note, ordered, rows_in_order
from assess.views.domains import paths
from assess.views.draw_sheets import draw_sheets
from assess.views.shared_sheets import group_sheets
from assess.views.sheets import about_sheet, framework_line, reading
from assess.words import terms
from assess.words.figures import date_words
from assess.words.language import _, say


def comparison_book(comparisons: Sequence[Comparison]) -> Book:
    """The spreadsheet of a comparison; every sheet has all frameworks, countries in alphabetical order."""
    countries = comparisons[0].countries
    sheets: tuple[Sheet, ...] = (_about(comparisons), _scores(comparisons), _findings(comparisons))
    sheets += (*group_sheets(comparisons), *draw_sheets(comparisons))
    day = max(str(country.assessment.as_of) for country in countries)
    return Book(", ".join(country.name for country in countries), day, sheets)


def _about(comparisons: Sequence[Comparison]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            _("Country"),
            _("{name} ({code}), law as of {date}, {review}").format(
                name=c.name,
                code=c.code,
                date=date_words(c.assessment.as_of),
                review=terms.review(c.assessment.profile.review),
            ),
        )
        for c in comparisons[0].countries
    ]
    rows += [(_("Framework"), framework_line(each.framework)) for each in comparisons]
    rows += [
        (_("Software"), f"assess {VERSION}"),
        (_("Please note"), terms.preface()),
        *reading(),
        (_("Overlaps"), note()),
    ]
    return about_sheet(rows)


def _scores(comparisons: Sequence[Comparison]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Domain"), 34),
        Column(_("Axis"), 10),
        Column(_("Country"), 24),
        Column(_("Code"), 8),
        Column(_("Low"), 8),
        Column(_("High"), 8),
        Column(_("Known"), 9),
        Column(_("Level"), 36),
        Column(_("Best position"), 9),
        Column(_("Worst position"), 9),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in comparisons:
        bounds, titles = terms.bounds(each.framework.method), paths(each.framework)
        for row, _depth in rows_in_order(each):
            for country, score, position in zip(each.countries, row.scores, row.order.positions, strict=True):
                head = (
                    terms.framework_name(each.framework),
                    titles[row.domain.domain] if row.domain else _("Framework"),
                    terms.axis(row.axis),
                    country.name,
                    country.code,
                )
                if score is None:
                    rows.append((*head, "", "", "", _("not applicable"), "", ""))
                else:
                    level = terms.level(level_of(score, each.framework.method_at(score.depth)))
                    low, high = Share(score.low, bounds), Share(score.high, bounds)
                    rows.append((*head, low, high, Share(score.coverage), level, *(position or ("", ""))))
    return Sheet("Scores", _("Scores"), columns, tuple(rows))


def _findings(comparisons: Sequence[Comparison]) -> Sheet:
    columns = (
        Column(_("Framework"), 18),
        Column(_("Domain"), 26),
        Column(_("Axis"), 10),
        Column(_("Criterion"), 22),
        Column(_("Title"), 40),
        Column(_("Country"), 24),
        Column(_("Code"), 8),
        Column(_("Finding"), 24),
        Column(_("Low"), 8),
        Column(_("High"), 8),
        Column(_("Known"), 9),
    )
    rows = [
        (
            terms.framework_name(each.framework),
            titles[row.domain.domain],
            terms.axis(row.criterion.axis),
            row.criterion.id,
            say(row.criterion.title),
            country.name,
            country.code,
            terms.result(finding),
            Share(finding.low),
            Share(finding.high),
            Share(finding.coverage),
        )
        for each, titles in ((each, paths(each.framework)) for each in comparisons)
        for row in ordered(each, each.findings)
        for country, finding in zip(each.countries, row.findings, strict=True)
    ]
    return Sheet("Findings", _("Findings"), columns, tuple(rows))
