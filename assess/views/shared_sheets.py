"""The sheets of a comparison's workbook that hold groups of countries and what most of them read differently."""

from collections.abc import Sequence

from assess.engine.comparison import Comparison
from assess.engine.grouping import counts_of, range_of
from assess.views.cells import Cell, Column, Share, Sheet
from assess.views.domains import paths
from assess.views.shared_view import reading_rows
from assess.words import terms
from assess.words.language import _, say


def group_sheets(comparisons: Sequence[Comparison]) -> tuple[Sheet, ...]:
    """What most read differently; and the ranges and counts of groups, where there are any."""
    return (_differently(comparisons), *(_ranges(comparisons) if any(c.grouping for c in comparisons) else ()))


def _differently(comparisons: Sequence[Comparison]) -> Sheet:
    columns = (
        Column(_("Framework"), 18), Column(_("Criterion"), 40), Column(_("Article"), 12), Column(_("Countries"), 12),
        Column(_("Elements"), 80),
    )  # fmt: skip
    rows = [
        (terms.framework_name(each.framework), row.title, row.article, row.number, row.elements)
        for each in comparisons
        for row in reading_rows(each, each.findings)
    ]
    return Sheet("Differently", _("Read differently"), columns, tuple(rows))


def _ranges(comparisons: Sequence[Comparison]) -> tuple[Sheet, ...]:
    ranges = (
        Column(_("Framework"), 18), Column(_("Domain"), 34), Column(_("Axis"), 10), Column(_("Group"), 30),
        Column(_("Countries"), 10), Column(_("Low"), 8), Column(_("High"), 8), Column(_("Known"), 9), Column(_("Source"), 40),
    )  # fmt: skip
    counts = (
        Column(_("Framework"), 18), Column(_("Criterion"), 40), Column(_("Group"), 30), Column(_("Identified"), 10),
        Column(_("Point for attention"), 10), Column(_("Open"), 10), Column(_("Not applicable"), 10),
    )  # fmt: skip
    found: list[tuple[Cell, ...]] = []
    counted: list[tuple[Cell, ...]] = []
    for each in comparisons:
        if each.grouping is None:
            continue
        name, titles, bounds = (
            terms.framework_name(each.framework),
            paths(each.framework),
            terms.bounds(each.framework.method),
        )
        for row in each.rows:
            title = titles[row.domain.domain] if row.domain else _("Framework")
            for group in each.grouping.groups:
                if own := range_of(row, group.columns):
                    ends = Share(own.low, bounds), Share(own.high, bounds)
                    found.append(
                        (
                            name,
                            title,
                            terms.axis(row.axis),
                            group.title,
                            own.countries,
                            *ends,
                            Share(own.known),
                            group.said,
                        )
                    )
        for criterion in each.findings:
            for group in each.grouping.groups:
                counted.append(
                    (name, say(criterion.criterion.title), group.title, *counts_of(criterion, group.columns))
                )
    return Sheet("Groups", _("Groups"), ranges, tuple(found)), Sheet(
        "GroupFindings", _("Findings by group"), counts, tuple(counted)
    )
