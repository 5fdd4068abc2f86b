"""The view of a comparison, for its template."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.compare import Comparison, CriterionRow
from assess.model.base import say
from assess.report import words
from assess.report.comparison import NOTE, row_title, score_cells
from assess.resources import VERSION


class ComparisonView(NamedTuple):
    """A comparison."""

    title: str
    version: str
    countries: tuple[tuple[str, str, str, str], ...]
    axes: tuple[tuple[str, tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]], ...]
    met_by_none: tuple[tuple[str, tuple[str, ...]], ...]
    differing: tuple[tuple[str, tuple[str, ...]], ...]
    note: str
    software: str


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
        axes.append((words.AXES[axis], rows))

    def listed(rows: Sequence[CriterionRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((say(row.criterion.title), tuple(words.RATINGS[f.rating] for f in row.findings)) for row in rows)

    return ComparisonView(
        say(compared.framework.head.title),
        f"{compared.framework.id} {compared.framework.head.version}",
        tuple((c.name, c.code, str(c.assessment.as_of), words.REVIEWS[c.assessment.profile.review]) for c in countries),
        tuple(axes),
        listed(compared.met_by_none),
        listed(compared.differing),
        NOTE,
        f"assess {VERSION}",
    )
