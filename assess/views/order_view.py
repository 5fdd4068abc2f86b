"""What is certain of the order of countries, in words and as a diagram: it is said before anything that depends on assumptions."""

from collections.abc import Sequence
from math import factorial
from typing import NamedTuple

from assess.engine.comparison import Comparison, Row
from assess.views.date_marks import marked_codes
from assess.views.domains import paths
from assess.views.hasse import Hasse, hasse
from assess.words import terms
from assess.words.figures import quantity
from assess.words.language import _, listed, ngettext, say

LISTED = 40
"""So many relations of one score are written out."""


class OrderRow(NamedTuple):
    """A score of which the order of some countries is certain."""

    title: str
    axis: str
    said: tuple[str, ...]
    """Who scores higher than whom; what follows from two others is not repeated."""
    positions: str
    """The positions that each country may have, where they are fewer than all."""
    left: str
    """How many orders are left; empty where they were not counted."""
    figure: Hasse | None


class OrderView(NamedTuple):
    """What is certain of the order under one framework."""

    summary: str
    rows: tuple[OrderRow, ...]
    shared: tuple[str, ...]
    """What is open and the same for several countries."""


def order_view(compared: Comparison, rows: Sequence[Row]) -> OrderView:
    """The scores in the order of `rows`; those of which nothing is certain are only counted."""
    codes = marked_codes(compared)
    titles = paths(compared.framework)
    certain = [row for row in rows if row.order.pairs]
    return OrderView(
        _summary(len(certain), len(rows)),
        tuple(_row(row, codes, titles[row.domain.domain] if row.domain else _("Framework")) for row in certain),
        shared_words(compared),
    )


def _summary(certain: int, scores: int) -> str:
    if not certain:
        return _("No order is certain, whatever the open answers are.")
    return ngettext(
        "Whatever the open answers are, some countries are in a certain order in {certain} of {n} score.",
        "Whatever the open answers are, some countries are in a certain order in {certain} of {n} scores.",
        scores,
    ).format(certain=certain, n=scores)


def _row(row: Row, codes: Sequence[str], title: str) -> OrderRow:
    said = relations(row, codes)
    return OrderRow(
        title,
        terms.axis(row.axis),
        said,
        positions_words(row, codes),
        left_words(row),
        hasse(row.order, codes, _("{title}: {list}").format(title=title, list="; ".join(said))),
    )


def relations(row: Row, codes: Sequence[str]) -> tuple[str, ...]:
    """The relations in words, one sentence for all countries that score higher than the same others."""
    lower: dict[int, list[str]] = {}
    for i, j in row.order.edges[:LISTED]:
        lower.setdefault(i, []).append(codes[j])
    upper: dict[tuple[str, ...], list[int]] = {}
    for i, found in lower.items():
        upper.setdefault(tuple(found), []).append(i)
    said = []
    for others, those in upper.items():
        names, below = _(", ").join(codes[i] for i in those), _(", ").join(others)
        if len(those) == 1:
            said.append(_("{country} scores higher than {others}").format(country=names, others=below))
        else:
            said.append(_("each of {countries} scores higher than {others}").format(countries=names, others=below))
    rest = len(row.order.edges) - LISTED
    return (*said, terms.more(rest)) if rest > 0 else tuple(said)


def position_words(position: tuple[int, int] | None) -> str:
    """ "2", or "2–5"."""
    if position is None:
        return ""
    best, worst = position
    return str(best) if best == worst else f"{best}–{worst}"


def positions_words(row: Row, codes: Sequence[str]) -> str:
    """The positions of those of whom they are not all open."""
    every = (1, sum(1 for each in row.order.positions if each))
    known = [
        f"{code} {position_words(each)}"
        for code, each in zip(codes, row.order.positions, strict=True)
        if each and each != every
    ]
    return _(", ").join(known[:LISTED]) + (f" {terms.more(len(known) - LISTED)}" if len(known) > LISTED else "")


def left_words(row: Row) -> str:
    """How many of all orders agree with what is certain."""
    if row.order.extensions is None:
        return ""
    every = factorial(sum(1 for each in row.order.positions if each))
    return _("{left} of {all} orders").format(left=quantity(row.order.extensions), all=quantity(every))


def shared_words(compared: Comparison) -> tuple[str, ...]:
    """What is open and the same for several countries, with these."""
    codes = marked_codes(compared)
    said = [
        _("{fact}: open, and the same for {countries}").format(
            fact=say(one.states[0].fact.title), countries=_(", ").join(codes[i] for i in sorted(one.countries))
        )
        for one in compared.shared
    ]
    if compared.apart:
        facts = [say(compared.countries[0].assessment.facts[name].fact.title) for name in compared.apart]
        said.append(
            _("Too many to be completed together, and so open for each country alone: {facts}").format(
                facts=listed(facts)
            )
        )
    return tuple(said)


def certain_title() -> str:
    """The heading of what is certain."""
    return _("What is certain of the order")


def certain_note() -> str:
    """How to read it."""
    return _(
        "One country scores higher than another for certain where it does so in each completion of what is open, at the weights of "
        "the framework. Position 1 is the highest score. What follows from two other relations is not repeated."
    )
