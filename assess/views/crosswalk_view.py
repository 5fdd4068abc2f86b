"""A crosswalk of two frameworks, as an annex of the briefing."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from assess.engine.crosswalk import Crosswalk
from assess.model.condition import Leaf
from assess.model.framework import Criterion
from assess.model.results import FactState, Step
from assess.views import charts
from assess.words import sentences, terms
from assess.words.language import _, say, spoken


def article_name(criterion: Criterion) -> str:
    """The name of a criterion: its article, if it has one."""
    return f"{criterion.article} {say(criterion.title)}" if criterion.article else say(criterion.title)


def _asks(lines: Iterable[Leaf], states: Mapping[str, FactState]) -> str:
    """What lines ask, in words, each fact named once."""
    return " ".join(sentences.steps_say(Step(states[line.fact], line, True) for line in lines if line.fact in states))


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


def crosswalk_view(found: Crosswalk, states: Mapping[str, FactState]) -> CrosswalkView:
    """The view of a crosswalk; `states` are those of the facts that both frameworks read, by id."""
    first, second = map(terms.framework_name, (found.first, found.second))
    rows = tuple(
        (
            article_name(pair.first),
            article_name(pair.second),
            _asks([line for d in pair.differences for line in d.lines_first], states),
            _asks([line for d in pair.differences for line in d.lines_second], states),
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
