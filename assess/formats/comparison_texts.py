"""A comparison as text, data and tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from assess.engine.comparison import Comparison, CriterionRow
from assess.engine.score import level_of
from assess.formats.tables import numbers
from assess.problems import visible
from assess.views.comparison_view import differing_title, met_title, note, ordered, row_title, rows_by_axis, score_cells
from assess.words import terms
from assess.words.columns import columns, wrapped
from assess.words.figures import date_words
from assess.words.language import _, listed, say, unmarked


def text(comparison: Comparison, *, width: int = 80) -> str:
    """Side by side in alphabetical order; intervals, coverage and level of each."""
    framework, countries = comparison.framework, comparison.countries
    lines = [f"{say(framework.head.title)} ({framework.id} {framework.head.version})", ""]
    lines += columns(
        [[_("Country"), _("Law as of"), _("Review")]]
        + [
            [f"{c.name} ({c.code})", date_words(c.assessment.as_of), terms.review(c.assessment.profile.review)]
            for c in countries
        ],
        width,
    )
    for axis, rows in rows_by_axis(comparison):
        lines += ["", terms.axis(axis)]
        for row, depth in rows:
            indent = "  " * (depth + 1)
            lines += wrapped(row_title(row), width, first=indent, indent=f"{indent}  ")
            scores = zip(countries, row.scores, strict=True)
            cells = [[f"{indent}  {c.code}", *score_cells(comparison, score)] for c, score in scores]
            lines += columns(cells, width, grow=3)
    lines += _list(comparison, met_title(), comparison.met_by_none, width)
    lines += _list(comparison, differing_title(), comparison.differing, width)
    lines += ["", *wrapped(note(), width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _list(comparison: Comparison, title: str, rows: Sequence[CriterionRow], width: int) -> list[str]:
    if not rows:
        return ["", _("{title}: none").format(title=title)]
    lines = ["", f"{title} ({len(rows)})"]
    for row in ordered(comparison, rows):
        lines += wrapped(f"{say(row.criterion.title)} [{row.criterion.id}]", width, first="  - ")
        parts = [f"{c.code} {terms.result(f)}" for c, f in zip(comparison.countries, row.findings, strict=True)]
        lines += wrapped(listed(parts), width, first="    ")
    return lines


COLUMNS = ("row", "framework", "domain", "axis", "criterion", "country", "low", "high", "coverage", "level_or_rating")


def table(comparisons: Sequence[Comparison]) -> list[list[str]]:
    """The header; then, for each framework, a row for each domain, axis and country, and one for each criterion and country."""
    return [list(COLUMNS), *(row for each in comparisons for row in _rows(each))]


def _rows(comparison: Comparison) -> Iterator[list[str]]:
    framework, bounds = comparison.framework.id, terms.bounds(comparison.framework.method)
    for row in comparison.rows:
        for country, score in zip(comparison.countries, row.scores, strict=True):
            domain = row.domain.domain if row.domain else ""
            word = terms.level(level_of(score, comparison.framework.method)) if score else "not applicable"
            yield [
                "score",
                framework,
                domain,
                row.axis,
                "",
                country.code,
                *(numbers(score, bounds) if score else ["", "", ""]),
                word,
            ]
    for each in comparison.findings:
        place = [framework, each.domain.domain, each.criterion.axis, each.criterion.id]
        for country, finding in zip(comparison.countries, each.findings, strict=True):
            yield ["criterion", *place, country.code, *numbers(finding), finding.rating.value]


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data."""
    return {
        "schema": "comparison/v1",
        "framework": {
            "id": comparison.framework.id,
            "version": comparison.framework.head.version,
            "sha256": comparison.framework.hash,
        },
        "countries": [{"code": c.code, "name": c.name, "as_of": str(c.assessment.as_of)} for c in comparison.countries],
        "scores": [
            {
                "domain": row.domain.domain if row.domain else None,
                "axis": row.axis,
                "countries": {
                    c.code: None if s is None else {"low": str(s.low), "high": str(s.high), "coverage": str(s.coverage)}
                    for c, s in zip(comparison.countries, row.scores, strict=True)
                },
            }
            for row in comparison.rows
        ],
        "met_by_none": [row.criterion.id for row in comparison.met_by_none],
        "differing": [row.criterion.id for row in comparison.differing],
        "findings": [
            {
                "criterion": row.criterion.id,
                "countries": {
                    c.code: {"rating": f.rating.value, "low": str(f.low), "high": str(f.high)}
                    for c, f in zip(comparison.countries, row.findings, strict=True)
                },
            }
            for row in comparison.findings
        ],
    }
