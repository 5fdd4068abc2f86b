"""Ranks in words, with the warning that goes with them. They are made only where they are asked for."""

from typing import NamedTuple

from assess.engine.comparison import Comparison
from assess.engine.ranking import Ranking, rankings
from assess.model.base import exact
from assess.views.date_marks import marked_names
from assess.words import terms
from assess.words.figures import number
from assess.words.language import _


class RankRow(NamedTuple):
    """One tier."""

    rank: str
    """ "1", or "2–5" for several that are not told apart."""
    countries: str
    figures: str
    """Where all figures are known exactly."""


class RankView(NamedTuple):
    """The ranks of one total."""

    title: str
    rows: tuple[RankRow, ...]
    left: str
    """Countries to which nothing applies."""


def rank_views(compared: Comparison) -> tuple[RankView, ...]:
    """The ranks of the totals; nothing where they were not asked for."""
    return tuple(_view(compared, each) for each in rankings(compared)) if compared.ranked else ()


def _view(compared: Comparison, ranking: Ranking) -> RankView:
    names, method = marked_names(compared), compared.framework.method_at(0)
    row = next(row for row in compared.rows if row.domain is None and row.axis == ranking.axis)
    rows = []
    begun = 1
    for tier in ranking.tiers:
        end = begun + len(tier) - 1
        figures = ""
        if ranking.ranks is not None:
            score = row.scores[tier[0]]
            assert score is not None
            figures = number(score.low, exact(method.scale), method.decimals, terms.bounds(method))
            rank = str(begun)  # a tie shares one rank
        else:
            rank = str(begun) if begun == end else f"{begun}–{end}"
        rows.append(RankRow(rank, _(", ").join(names[i] for i in tier), figures))
        begun = end + 1
    return RankView(terms.axis(ranking.axis), tuple(rows), _(", ").join(names[i] for i in ranking.left))


def rank_title() -> str:
    """The heading of ranks."""
    return _("Tiers of totals")


def rank_warning(compared: Comparison) -> str:
    """What ranks do not say."""
    warning = _(
        "Warning: a rank is no measure of a State. It depends on the weights of the framework, on what was examined and on what is "
        "open, and it adds up what differs in kind."
    )
    apart = _(
        "Countries of one tier are not told apart and stand in alphabetical order; each is told apart from all countries of other "
        "tiers, for certain or, where there are draws, in 95 per cent of them or more."
    )
    exactly = _("Equal figures share a rank; ranks go by the printed figures.")
    ranks = [each.ranks is not None for each in rankings(compared)]
    return " ".join([warning, *([apart] if not all(ranks) else []), *([exactly] if any(ranks) else [])])
