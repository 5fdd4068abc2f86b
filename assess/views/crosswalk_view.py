"""A crosswalk of two frameworks, as an annex of the briefing."""

from typing import NamedTuple

from assess.engine.crosswalk import Crosswalk
from assess.model.framework import Criterion
from assess.views import charts
from assess.words import terms
from assess.words.language import _, headed, listed, say, spoken


def article_name(criterion: Criterion) -> str:
    """The name of a criterion: its article, if it has one."""
    return f"{criterion.article} {say(criterion.title)}" if criterion.article else say(criterion.title)


class CrosswalkView(NamedTuple):
    """A crosswalk as an annex of the briefing."""

    first: str
    second: str
    rows: tuple[tuple[str, str, str, str], ...]
    """The article of each, and what only one of them asks for."""
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    counts: tuple[int, int, int]
    """How many criteria are only in the first, in both (counted in the first), and only in the second."""
    figure: charts.Stack


def crosswalk_view(found: Crosswalk) -> CrosswalkView:
    """The view of a crosswalk."""
    first, second = map(terms.framework_name, (found.first, found.second))
    rows = tuple(
        (
            article_name(pair.first),
            article_name(pair.second),
            listed(headed(d.fact.partition(".")[2], ", ".join(d.only_first)) for d in pair.differences if d.only_first),
            listed(
                headed(d.fact.partition(".")[2], ", ".join(d.only_second)) for d in pair.differences if d.only_second
            ),
        )
        for pair in found.pairs
    )
    both = len({pair.first.id for pair in found.pairs})
    counts = (len(found.only_first), both, len(found.only_second))
    figure = charts.stack(
        [("first", counts[0]), ("both", counts[1]), ("second", counts[2])],
        sum(counts),
        _("Criteria: {a} only in {first}, {both} in both, {b} only in {second}.").format(
            a=counts[0], first=first, both=both, b=counts[2], second=second
        ),
        flip=spoken().direction == "rtl",
    )
    return CrosswalkView(
        first,
        second,
        rows,
        tuple(map(article_name, found.only_first)),
        tuple(map(article_name, found.only_second)),
        counts,
        figure,
    )
