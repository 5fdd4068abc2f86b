"""The view of a comparison, for its template."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow, Row
from assess.engine.score import level_of
from assess.model.results import Score
from assess.resources import VERSION
from assess.views.domains import branches
from assess.words import terms
from assess.words.figures import date_words, percent
from assess.words.language import _, say, spoken


class ComparedRow(NamedTuple):
    """The scores of one domain on one axis."""

    title: str
    depth: int
    """How deep the domain is nested in others, whose rows come before it."""
    cells: tuple[tuple[str, ...], ...]
    """For each country: interval, share known, level."""


class ComparisonView(NamedTuple):
    """A comparison."""

    title: str
    version: str
    countries: tuple[tuple[str, str, str, str], ...]
    axes: tuple[tuple[str, tuple[ComparedRow, ...]], ...]
    lists: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]
    """Criteria that no country meets, and criteria that differ whatever the open answers are: heading, then title and rating in
    each country."""
    note: str
    software: str
    date: str
    language: str
    direction: str


def comparison_view(compared: Comparison) -> ComparisonView:
    """The view of a comparison."""
    countries = compared.countries
    axes = tuple(
        (
            terms.axis(axis),
            tuple(
                ComparedRow(row_title(row), depth, tuple(tuple(score_cells(compared, score)) for score in row.scores))
                for row, depth in rows
            ),
        )
        for axis, rows in rows_by_axis(compared)
    )

    def listed(rows: Sequence[CriterionRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        rows = ordered(compared, rows)
        return tuple((say(row.criterion.title), tuple(map(terms.result, row.findings))) for row in rows)

    return ComparisonView(
        say(compared.framework.head.title),
        f"{compared.framework.id} {compared.framework.head.version}",
        tuple(
            (c.name, c.code, date_words(c.assessment.as_of), terms.review(c.assessment.profile.review))
            for c in countries
        ),
        axes,
        ((met_title(), listed(compared.met_by_none)), (differing_title(), listed(compared.differing))),
        note(),
        f"assess {VERSION}",
        max(str(c.assessment.as_of) for c in countries),
        spoken().code.replace("_", "-"),
        spoken().direction,
    )


def rows_in_order(compared: Comparison) -> list[tuple[Row, int]]:
    """The rows, the framework first, then each domain under its own parent, with its depth."""
    order = {branch.domain.domain: (i, branch.depth) for i, branch in enumerate(branches(compared.framework))}

    def place(row: Row) -> tuple[int, int]:
        return order[row.domain.domain] if row.domain else (-1, 0)

    return [(row, place(row)[1]) for row in sorted(compared.rows, key=place)]


def rows_by_axis(compared: Comparison) -> list[tuple[str, list[tuple[Row, int]]]]:
    """The same rows, axis after axis."""
    rows = rows_in_order(compared)
    axes = dict.fromkeys(row.axis for row, _depth in rows)
    return [(axis, [(row, depth) for row, depth in rows if row.axis == axis]) for axis in axes]


def ordered(compared: Comparison, rows: Iterable[CriterionRow]) -> list[CriterionRow]:
    """The criteria in the order in which their domains are printed."""
    order = {branch.domain.domain: i for i, branch in enumerate(branches(compared.framework))}
    return sorted(rows, key=lambda row: order[row.domain.domain])


def note() -> str:
    """How to read a comparison."""
    return _(
        "Countries are in alphabetical order. Overlapping intervals are not a tie and not a difference: they say that "
        "the answers known so far do not settle the order."
    )


def met_title() -> str:
    """The heading of criteria that no country meets."""
    return _("Not identified in full in any of them")


def differing_title() -> str:
    """The heading of criteria whose intervals do not overlap."""
    return _("Different whatever the open answers are")


def row_title(row: Row) -> str:
    """The domain, or "Framework"."""
    return say(row.domain.title) if row.domain else _("Framework")


def score_cells(comparison: Comparison, score: Score | None) -> list[str]:
    """Interval, coverage and level of a score."""
    method = comparison.framework.method
    if score is None:
        return [_("not applicable"), "", ""]
    interval = terms.figures(score.low, score.high, method) + ("*" if score.outer else "")
    known = _("{share} known").format(share=percent(score.coverage))
    return [interval, known, terms.level(level_of(score, method))]
