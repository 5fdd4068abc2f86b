"""Draws of a comparison in words: what was varied, the spread of each country, in which share of the settings one is higher."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.comparison import Comparison
from assess.engine.drawn import Drawn, DrawnRow, Spread
from assess.engine.sensitivity import drivers
from assess.model.results import Score
from assess.views.country_groups import TOGETHER
from assess.views.date_marks import marked_codes, marked_names
from assess.views.domains import branches, paths
from assess.views.order_view import position_words
from assess.words import terms
from assess.words.figures import percent, quantity
from assess.words.language import _, listed, ngettext, say

FEW = 4
"""Of so many countries each pair has a sentence of its own."""
WIDE = 18
"""So many countries fit into a table of pairs."""
APART = Fraction(95, 100)


class DrawnCountry(NamedTuple):
    """One country in the draws of one score."""

    code: str
    known: str
    """The share known: of a country of which little is known, the draws mostly show what was assumed."""
    score: str
    """The median, with the values at 5 and 95 per cent; empty where nothing applies."""
    position: str
    evidence: str
    """The score where answers of less than high confidence are drawn anew too; empty where there are none."""
    evidence_position: str


class DrawnScore(NamedTuple):
    """The draws of one score."""

    title: str
    axis: str
    countries: tuple[DrawnCountry, ...]
    said: tuple[str, ...]
    """Sentences about pairs: each of them among a few countries, else those that are told apart."""
    drivers: tuple[str, ...]
    """Of a total: what drives the spread of its scores."""
    table: tuple[tuple[str, tuple[str, ...]], ...]
    """For the total of an axis: in which share the country of the row scores higher than that of the column."""


class DrawView(NamedTuple):
    """Draws under one framework."""

    settings: tuple[str, ...]
    """What was varied, and how; in sentences."""
    rows: tuple[DrawnScore, ...]
    """Scores of which nothing is known of any country are left out; of many countries only totals are here."""
    left: str
    """Where the others are, if some are left out because there are many countries."""
    evidence: bool
    """Whether there are draws of evidence, printed apart."""


def draw_view(compared: Comparison) -> DrawView | None:
    """The draws of a comparison, domain after domain as they are printed; None where nothing was drawn."""
    drawn = compared.drawn
    if drawn is None:
        return None
    order = {branch.domain.domain: i for i, branch in enumerate(branches(compared.framework))}
    axes = list(dict.fromkeys(row.axis for row in drawn.rows))

    def place(pair: tuple[DrawnRow, DrawnRow | None]) -> tuple[int, int]:
        row = pair[0]
        return axes.index(row.axis), order[row.domain] if row.domain else -1

    again: Sequence[DrawnRow | None] = drawn.evidence or (None,) * len(drawn.rows)
    pairs = sorted(zip(drawn.rows, again, strict=True), key=place)
    scores = {(row.domain.domain if row.domain else None, row.axis): row.scores for row in compared.rows}
    known = [pair for pair in pairs if any(s and s.coverage for s in scores[pair[0].domain, pair[0].axis])]
    many = len(compared.countries) > TOGETHER
    shown = [pair for pair in known if pair[0].domain is None] if many else known
    rows = tuple(_row(compared, row, other, scores[row.domain, row.axis]) for row, other in shown)
    left = _("The draws of each domain are in the workbook, the table and the data.") if many else ""
    return DrawView(settings_words(drawn), rows, left, bool(drawn.evidence))


def settings_words(drawn: Drawn) -> tuple[str, ...]:
    """What was drawn."""
    setting = drawn.setting
    said = [_("{n} draws, seed {seed}.").format(n=quantity(setting.draws), seed=setting.seed)]
    if setting.experts:
        names = listed(expert.name for expert in setting.experts)
        said.append(_("In each draw the weights are those of one of these sets: {names}.").format(names=names))
    else:
        said.append(
            _(
                "Weights vary around those of the framework (Dirichlet, concentration {k}), the same for all countries."
            ).format(k=quantity(setting.concentration))
        )
    ways = {"arithmetic": _("arithmetic mean"), "geometric": _("geometric mean"), "minimum": _("lowest domain")}
    said.append(
        _("Domains are added up by one of these, each as often: {ways}.").format(
            ways=listed(ways[w] for w in drawn.aggregations)
        )
    )
    said.append(
        _(
            "A criterion with an open answer lies anywhere between its ends; where little is known, draws mostly show this "
            "assumption."
        )
    )
    if drawn.evidence:
        said.append(
            _(
                "Apart from that, answers of medium and low confidence are drawn anew in 20 and 40 per cent of the draws; what "
                "comes of it stands apart."
            )
        )
    said.append(_("A share is one of settings tried, and no probability."))
    return tuple(said)


def _row(compared: Comparison, row: DrawnRow, again: DrawnRow | None, scores: Sequence[Score | None]) -> DrawnScore:
    codes = marked_codes(compared)
    others: Sequence[Spread | None] = again.countries if again else (None,) * len(codes)
    countries = []
    for code, own, doubted, score in zip(codes, row.countries, others, scores, strict=True):
        if own is None or score is None:
            countries.append(DrawnCountry(code, "", "", "", "", ""))
            continue
        more = (score_words(compared, doubted, score.depth), spread_words(doubted.position)) if doubted else ("", "")
        countries.append(
            DrawnCountry(
                code,
                percent(score.coverage),
                score_words(compared, own, score.depth),
                spread_words(own.position),
                *more,
            )
        )
    title = paths(compared.framework)[row.domain] if row.domain else _("Framework")
    names = marked_names(compared)
    said = _each_pair(row, again, names) if len(codes) <= FEW else _apart(row, codes)
    table = _table(row, codes) if row.domain is None and FEW < len(codes) <= WIDE else ()
    causes = _drivers(compared, row.axis) if row.domain is None else ()
    return DrawnScore(title, terms.axis(row.axis), tuple(countries), said, causes, table)


NAMED = 5
"""So many open answers and weights are named that drive a spread."""


def _drivers(compared: Comparison, axis: str) -> tuple[str, ...]:
    """What drives the spread of a total: what varies, and within it which open answers and which weights."""
    assert compared.drawn is not None
    names = {"open": _("open answers"), "weights": _("weights"), "aggregation": _("the way of adding up domains")}
    found = compared.drawn.drivers.get(axis, ())
    if not found:
        return ()
    alone = listed(f"{names[each.name]} {rounded(each.first)}" for each in found)
    said = [_("What drives the spread of these scores, each by itself: {list}.").format(list=alone)]
    own = next(each for each in drivers(compared) if each.axis == axis)
    criteria, titles = compared.framework.criteria, paths(compared.framework)
    if own.open:
        text = listed(f"{say(criteria[part.name][1].title)} {percent(part.share)}" for part in own.open[:NAMED])
        said.append(
            _("Of what open answers do, most comes from: {list} (exact, at the weights of the framework).").format(
                list=text
            )
        )
    if len(own.weights) > 1:
        text = listed(f"{titles[part.name]} {percent(part.share)}" for part in own.weights[:NAMED])
        said.append(_("Of what weights of domains do, most comes from that of: {list}.").format(list=text))
    return tuple(said)


def rounded(share: Fraction) -> str:
    """An estimated share: that it comes out as nothing or all does not make it so."""
    if share * 200 >= 199:
        return f"> {percent(Fraction(99, 100))}"
    return f"< {percent(Fraction(1, 100))}" if share * 200 <= 1 else percent(share)


def score_words(compared: Comparison, spread: Spread, depth: int) -> str:
    """ "0.62 (0.51–0.70)"."""
    method = compared.framework.method_at(depth)
    low, middle, high = spread.score
    return f"{terms.figure(middle, method)} ({terms.figures(low, high, method)})"


def spread_words(position: tuple[int, int, int]) -> str:
    """ "2 (1–4)"."""
    low, middle, high = position
    return f"{middle} ({position_words((low, high))})" if low != high else str(middle)


def share_words(share: Fraction, *, sure: bool = False) -> str:
    """A share in whole per cent; 100 only where the order is sure, whatever is drawn."""
    if sure:
        return percent(Fraction(1))
    return rounded(share)


def pair_words(row: DrawnRow, i: int, j: int) -> str:
    """The share in which one scores higher than another; nothing where one of them is not drawn."""
    share = row.higher[i][j]
    if share is None:
        return ""
    if (j, i) in row.sure:
        return percent(Fraction(0))
    return share_words(share, sure=(i, j) in row.sure)


def _each_pair(row: DrawnRow, again: DrawnRow | None, names: Sequence[str]) -> tuple[str, ...]:
    said = []
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            share = row.higher[i][j]
            if share is None:
                continue
            first, second = (i, j) if share >= Fraction(1, 2) else (j, i)
            values = {
                "country": names[first],
                "other": names[second],
                "share": _spoken(share if first == i else 1 - share),
            }
            if (first, second) in row.sure:
                text = _(
                    "{country} scores higher than {other} in every setting that may be drawn, whatever the open answers are."
                )
            else:
                text = _("In {share} of the tested settings {country} scores higher than {other}.")
            more = again.higher[first][second] if again else None
            if more is not None:
                text += " " + _("With evidence drawn too: {evidence}.")
                values["evidence"] = _spoken(more)
            said.append(text.format(**values))
    return tuple(said)


def _spoken(share: Fraction) -> str:
    """The same within a sentence."""
    if share * 200 >= 199:
        return _("more than {share}").format(share=percent(Fraction(99, 100)))
    return _("less than {share}").format(share=percent(Fraction(1, 100))) if share * 200 <= 1 else percent(share)


def _apart(row: DrawnRow, codes: Sequence[str]) -> tuple[str, ...]:
    every = sum(1 for i, own in enumerate(row.higher) for share in own[i + 1 :] if share is not None)
    found: list[str] = []
    n = 0
    for i, own in enumerate(row.higher):
        lower = [(j, share) for j, share in enumerate(own) if share is not None and share >= APART]
        n += len(lower)
        if lower and len(codes) <= 2 * WIDE:
            text = _(", ").join(f"{codes[j]} ({pair_words(row, i, j)})" for j, _share in lower)
            found.append(_("{country} scores higher than {others}").format(country=codes[i], others=text))
    count = ngettext(
        "Told apart in 95 per cent of the tested settings or more: {n} of {all} pair.",
        "Told apart in 95 per cent of the tested settings or more: {n} of {all} pairs.",
        every,
    )
    return (count.format(n=quantity(n), all=quantity(every)), *found)


def _table(row: DrawnRow, codes: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (code, tuple("" if i == j else pair_words(row, i, j) for j in range(len(codes))))
        for i, code in enumerate(codes)
    )


def draw_title() -> str:
    """The heading of draws."""
    return _("Shares of draws")
