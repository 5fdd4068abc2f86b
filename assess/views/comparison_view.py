"""The view of a comparison, for its template."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow
from assess.resources import VERSION
from assess.views.comparison_texts import differing_title, met_title, note, row_title, score_cells
from assess.words import terms
from assess.words.language import date_words, say, spoken


class ComparisonView(NamedTuple):
    """A comparison."""

    title: str
    version: str
    countries: tuple[tuple[str, str, str, str], ...]
    axes: tuple[tuple[str, tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]], ...]
    lists: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    """Criteria that none meets, and those that differ whatever is open: heading, then title and rating in each country."""
    note: str
    software: str
    date: str
    language: str
    direction: str


def comparison_view(compared: Comparison) -> ComparisonView:
    """The view of a comparison."""
    countries = compared.countries
    axes = []
    for axis in dict.fromkeys(row.axis for row in compared.rows):
        rows = tuple(
            (row_title(row), tuple(tuple(score_cells(compared, score)) for score in row.scores))
            for row in compared.rows
            if row.axis == axis
        )
        axes.append((terms.axis(axis), rows))

    def listed(rows: Sequence[CriterionRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((say(row.criterion.title), tuple(terms.rating(f.rating) for f in row.findings)) for row in rows)

    return ComparisonView(
        say(compared.framework.head.title),
        f"{compared.framework.id} {compared.framework.head.version}",
        tuple(
            (c.name, c.code, date_words(c.assessment.as_of), terms.review(c.assessment.profile.review))
            for c in countries
        ),
        tuple(axes),
        ((met_title(), listed(compared.met_by_none)), (differing_title(), listed(compared.differing))),
        note(),
        f"assess {VERSION}",
        max(str(c.assessment.as_of) for c in countries),
        spoken().code.replace("_", "-"),
        spoken().direction,
    )
