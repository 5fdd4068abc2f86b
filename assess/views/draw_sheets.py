"""The sheets of a comparison's workbook that hold draws."""

from collections.abc import Sequence

from assess.engine.comparison import Comparison
from assess.engine.drawn import DrawnRow
from assess.views.cells import Cell, Column, Share, Sheet
from assess.views.domains import paths
from assess.views.draw_view import pair_words
from assess.words import terms
from assess.words.language import _

MOST_PAIRS = 60
"""Of more countries only the totals have every pair: Excel holds about a million rows."""


def draw_sheets(comparisons: Sequence[Comparison]) -> tuple[Sheet, ...]:
    """Scores and positions, then pairs; nothing where nothing was drawn."""
    if not any(each.drawn for each in comparisons):
        return ()
    columns = (
        Column(_("Framework"), 18), Column(_("Domain"), 34), Column(_("Axis"), 10), Column(_("Country"), 24), Column(_("Code"), 8),
        Column(_("Evidence drawn"), 10), Column(_("5th percentile"), 8), Column(_("Median"), 8), Column(_("95th percentile"), 8),
        Column(_("Position: 5th percentile"), 9), Column(_("Position: median"), 9), Column(_("Position: 95th percentile"), 9),
    )  # fmt: skip
    spreads: list[tuple[Cell, ...]] = []
    pairs: list[tuple[Cell, ...]] = []
    for each in comparisons:
        if each.drawn is None:
            continue
        titles = paths(each.framework)
        for rows, evidence in ((each.drawn.rows, False), (each.drawn.evidence, True)):
            for row in rows:
                title = titles[row.domain] if row.domain else _("Framework")
                head = (terms.framework_name(each.framework), title, terms.axis(row.axis))
                for country, spread in zip(each.countries, row.countries, strict=True):
                    if spread:
                        scores = tuple(Share(score, terms.bounds(each.framework.method)) for score in spread.score)
                        spreads.append(
                            (*head, country.name, country.code, terms.yes_no(evidence), *scores, *spread.position)
                        )
                pairs += _pairs(head, each, row, terms.yes_no(evidence))
    of_pairs = (
        Column(_("Framework"), 18), Column(_("Domain"), 34), Column(_("Axis"), 10), Column(_("Country"), 8), Column(_("Other"), 8),
        Column(_("Evidence drawn"), 10), Column(_("Scores higher in"), 10), Column(_("Certain or exact"), 16),
    )  # fmt: skip
    return Sheet("Draws", _("Draws"), columns, tuple(spreads)), Sheet("Pairs", _("Pairs"), of_pairs, tuple(pairs))


def _pairs(head: tuple[Cell, ...], compared: Comparison, row: DrawnRow, evidence: str) -> list[tuple[Cell, ...]]:
    codes = [country.code for country in compared.countries]
    if row.domain is not None and len(codes) > MOST_PAIRS:
        return []
    found: list[tuple[Cell, ...]] = []
    for i, own in enumerate(row.higher):
        for j, share in enumerate(own):
            if share is None or j <= i:
                continue
            sure = (i, j) in row.sure
            said = _("certain") if sure or (j, i) in row.sure else _("exact") if (i, j) in row.exact else ""
            figure = pair_words(row, i, j)
            found.append((*head, codes[i], codes[j], evidence, figure, said))
    return found
