"""What stands in the spreadsheet of a comparison."""

from collections.abc import Sequence

from assess.compare import Comparison
from assess.engine.score import level_of
from assess.model.base import say
from assess.report import words
from assess.report.comparison import NOTE, row_title
from assess.report.sheets import Book, Cell, Column, Sheet, about_sheet, framework_line, framework_name, reading
from assess.resources import VERSION


def comparison_book(comparisons: Sequence[Comparison]) -> Book:
    """The spreadsheet of a comparison; every sheet has all frameworks, countries in alphabetical order."""
    countries = comparisons[0].countries
    sheets = (_about(comparisons), _scores(comparisons), _findings(comparisons))
    day = max(str(country.assessment.as_of) for country in countries)
    return Book(", ".join(country.name for country in countries), day, sheets)


def _about(comparisons: Sequence[Comparison]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            "Country",
            f"{c.name} ({c.code}), law as of {c.assessment.as_of}, {words.REVIEWS[c.assessment.profile.review]}",
        )
        for c in comparisons[0].countries
    ]
    rows += [("Framework", framework_line(each.framework)) for each in comparisons]
    rows += [("Software", f"assess {VERSION}"), ("Please note", words.PREFACE), *reading(), ("Overlaps", NOTE)]
    return about_sheet(rows)


def _scores(comparisons: Sequence[Comparison]) -> Sheet:
    columns = (
        Column("Framework", 18),
        Column("Domain", 34),
        Column("Axis", 10),
        Column("Country", 24),
        Column("Code", 8),
        Column("Low", 8),
        Column("High", 8),
        Column("Known", 9),
        Column("Level", 36),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in comparisons:
        for row in each.rows:
            for country, score in zip(each.countries, row.scores, strict=True):
                head = (
                    framework_name(each.framework),
                    row_title(row),
                    words.AXES[row.axis],
                    country.name,
                    country.code,
                )
                if score is None:
                    rows.append((*head, "", "", "", "not applicable"))
                else:
                    level = words.level(level_of(score, each.framework.method))
                    rows.append((*head, score.low, score.high, score.coverage, level))
    return Sheet("Scores", columns, tuple(rows))


def _findings(comparisons: Sequence[Comparison]) -> Sheet:
    columns = (
        Column("Framework", 18),
        Column("Domain", 26),
        Column("Axis", 10),
        Column("Criterion", 22),
        Column("Title", 40),
        Column("Country", 24),
        Column("Code", 8),
        Column("Finding", 24),
        Column("Low", 8),
        Column("High", 8),
        Column("Known", 9),
    )
    rows = [
        (
            framework_name(each.framework),
            say(row.domain.title),
            words.AXES[row.criterion.axis],
            row.criterion.id,
            say(row.criterion.title),
            country.name,
            country.code,
            words.RATINGS[finding.rating],
            finding.low,
            finding.high,
            finding.coverage,
        )
        for each in comparisons
        for row in each.findings
        for country, finding in zip(each.countries, row.findings, strict=True)
    ]
    return Sheet("Findings", columns, tuple(rows))
