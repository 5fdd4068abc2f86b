"""The view of a comparison, for its template."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow, Row
from assess.engine.score import level_of
from assess.model.base import exact
from assess.model.results import Score
from assess.resources import VERSION
from assess.words import terms
from assess.words.language import _, date_words, say, spoken


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


def note() -> str:
    """How to read a comparison."""
    return _(
        "Countries stand in alphabetical order. Overlapping intervals are not a tie and not a difference: they say that "
        "the answers known so far do not settle the order."
    )


def met_title() -> str:
    """Over criteria that none meets."""
    return _("Not identified in full in any of them")


def differing_title() -> str:
    """Over criteria whose intervals do not overlap."""
    return _("Different whatever the open answers are")


def row_title(row: Row) -> str:
    """The domain, or "Framework"."""
    return say(row.domain.title) if row.domain else _("Framework")


def score_cells(comparison: Comparison, score: Score | None) -> list[str]:
    """Interval, coverage and level of a score."""
    method = comparison.framework.method
    if score is None:
        return [_("not applicable"), "", ""]
    interval = terms.interval(score.low, score.high, exact(method.scale), method.decimals)
    known = _("{share} known").format(share=terms.percent(score.coverage))
    return [interval, known, terms.level(level_of(score, method))]
