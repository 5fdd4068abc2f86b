"""What countries share, in words: criteria that most of them read differently, and groups of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from assess.engine.comparison import Comparison, CriterionRow, Row
from assess.engine.grouping import counts_of, range_of, read_differently
from assess.views.domains import paths
from assess.words import terms
from assess.words.figures import percent
from assess.words.language import _, listed, ngettext, say

ACROSS = 9
"""So many groups stand side by side."""


class ReadingRow(NamedTuple):
    """A criterion that most countries read differently."""

    title: str
    article: str
    number: str
    """In how many of the countries to which it applies."""
    elements: str
    """What is concerned, with the number of countries."""


class GroupTable(NamedTuple):
    """Some of the groups side by side."""

    heads: tuple[str, ...]
    scores: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Of each score: domain, axis, and for each group its range with the share known."""
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each criterion: in how many countries of each group it is identified, a point for attention, or open."""


class GroupView(NamedTuple):
    """The countries by groups."""

    title: str
    groups: tuple[tuple[str, str, str], ...]
    """Of each: its title, its countries, and where that is written."""
    without: str
    """The countries that are in none."""
    tables: tuple[GroupTable, ...]


def reading_rows(compared: Comparison, order: Sequence[CriterionRow]) -> tuple[ReadingRow, ...]:
    """The criteria that most countries read differently, as the domains are printed."""
    places = {row.criterion.id: i for i, row in enumerate(order)}
    found = sorted(read_differently(compared), key=lambda reading: places[reading.row.criterion.id])
    return tuple(
        ReadingRow(
            say(each.row.criterion.title),
            each.row.criterion.article or "",
            _("{n} of {all}").format(n=each.differing, all=each.countries),
            listed(f"{say(each.row.criterion.elements[place].says)} ({n})" for place, n in each.elements),
        )
        for each in found
    )


def reading_title() -> str:
    """The heading of criteria that most countries read differently."""
    return _("Not identified in full in most of the countries")


def reading_note() -> str:
    """What it means, and what it does not."""
    return _(
        "Identified in part only, narrower, or not identified in more than half of the countries to which the criterion applies; "
        "with the number of countries for each element. A shared reading may be worth an exchange or a common model text. This is "
        "no advice to change a safeguard or a ground of refusal."
    )


def group_view(compared: Comparison, rows: Sequence[Row], criteria: Sequence[CriterionRow]) -> GroupView | None:
    """The groups of a comparison; None where there are none."""
    grouping = compared.grouping
    if grouping is None:
        return None
    codes, titles = [country.code for country in compared.countries], paths(compared.framework)
    tables = []
    for start in range(0, len(grouping.groups), ACROSS):
        own = grouping.groups[start : start + ACROSS]
        scores = [
            (
                titles[row.domain.domain] if row.domain else _("Framework"),
                terms.axis(row.axis),
                tuple(range_words(compared, row, group.columns) for group in own),
            )
            for row in rows
        ]
        counted = [
            (say(row.criterion.title), tuple(counts_words(row, group.columns) for group in own)) for row in criteria
        ]
        heads = tuple(
            ngettext("{title} ({n} country)", "{title} ({n} countries)", len(g.columns)).format(
                title=g.title, n=len(g.columns)
            )
            for g in own
        )
        tables.append(GroupTable(heads, tuple(filter(_said, scores)), tuple(filter(_said, counted))))
    return GroupView(
        grouping.title,
        tuple((g.title, " ".join(codes[i] for i in g.columns), g.said) for g in grouping.groups),
        " ".join(codes[i] for i in grouping.without),
        tuple(tables),
    )


def _said(row: tuple[Any, ...]) -> bool:
    """Whether anything is known; a row without ink says nothing."""
    return any(row[-1])


def range_words(compared: Comparison, row: Row, columns: Sequence[int]) -> str:
    """ "0.10–0.98, 34% known"; nothing where nothing is known."""
    found = range_of(row, columns)
    if found is None:
        return _("not applicable")
    if not found.known and found.low == 0 and found.high == 1:
        return ""
    figures = terms.figures(found.low, found.high, compared.framework.method_at(found.depth))
    return _("{range}, {share} known").format(range=figures, share=percent(found.known))


def counts_words(row: CriterionRow, columns: Sequence[int]) -> str:
    """ "3 · 1 · 5"; nothing where all is open."""
    found = counts_of(row, columns)
    if not found.identified and not found.attention:
        return ""
    return f"{found.identified} · {found.attention} · {found.open}"


def group_note() -> str:
    """How to read the tables of groups."""
    return _(
        "A range goes from the lowest to the highest end of the scores in a group; what is known is the mean of its countries. "
        "Of each criterion: identified · point for attention · open. Groups are on record elsewhere and are not made from scores."
    )
