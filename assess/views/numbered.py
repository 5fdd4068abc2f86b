"""The options of a document with their numbers, the same in every form of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.advice import Worked
from assess.engine.beside import answered
from assess.engine.joining import path_to_joining
from assess.engine.reforms import Point, Reform, by_point, reforms
from assess.model.results import Assessment
from assess.views.roadmap_view import option_ids
from assess.views.treaty_view import is_open


class Numbered(NamedTuple):
    """All options, in order."""

    made: tuple[Reform, ...]
    more: tuple[Reform, ...]
    """What articles of treaties ask beside them."""
    ids: Mapping[str, str]
    """Their numbers by the ids of the reforms: "R1" and on, and "T1" and on for those beside."""
    articles: Mapping[Point, tuple[str, ...]]
    """The numbers of what would give what a finding asks, by framework and criterion, those of treaties included."""


def numbered(
    assessments: Sequence[Assessment], worked: Sequence[Worked] = (), treaties: Sequence[Assessment] = ()
) -> Numbered:
    """The options of the assessments, in the order of what hangs on all that they serve in these `treaties` as well."""
    open_ones = [each for each in treaties if is_open(path_to_joining(each))]
    found = answered(reforms(assessments, worked), assessments, open_ones)
    ids = option_ids(found.made) | {each.id: f"T{i}" for i, each in enumerate(found.more, 1)}
    articles = {point: tuple(ids[each.id] for each in own) for point, own in by_point(found.made).items()}
    articles |= {point: tuple(ids[name] for name in names) for point, names in found.articles.items()}
    return Numbered(found.made, found.more, ids, articles)
