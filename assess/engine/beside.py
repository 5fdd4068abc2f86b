"""What treaties ask beside what a document is about: which option answers which article, what hangs on it, what none answers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.failing import Part, implied
from assess.engine.reforms import Point, Reform, Weight, at_choice, in_order, reforms
from assess.model.results import Assessment


class Answered(NamedTuple):
    """The options of a document, weighed by every article that they answer."""

    made: tuple[Reform, ...]
    """In order: by what hangs in law on all that they serve."""
    articles: Mapping[Point, tuple[str, ...]]
    """The ids of the options that answer an article of a treaty that falls short, by framework and criterion."""
    more: tuple[Reform, ...]
    """What articles ask and none of the options gives, as further amendments."""


def answered(made: Sequence[Reform], own: Sequence[Assessment], treaties: Sequence[Assessment]) -> Answered:
    """The options `made` of the assessments `own` beside the duties of law in `treaties`."""
    names = {each.framework.id for each in own}
    asked = {each.id: each for each in reforms([each for each in treaties if each.framework.id not in names])}
    found: dict[Point, dict[str, None]] = {}
    weights: dict[str, Weight] = {}
    left: dict[str, list[Part]] = {}
    for name, reform in asked.items():
        for part in filter(_duty, reform.parts):
            giving = [each for each in made if _gives(each, part)]
            for each in giving:
                found.setdefault(part.point, {})[each.id] = None
                # what an option is about decides whether it is core, whatever else an article asks
                consequence = part.consequence._replace(beside=each.parts[0].consequence.beside)
                weight = consequence, at_choice([part])
                weights[each.id] = min(weight, weights.get(each.id, weight))
            if not giving:
                left.setdefault(name, []).append(part)
    more = [asked[name]._replace(id=f"beside:{name}", parts=tuple(own_parts)) for name, own_parts in left.items()]
    for point, name in ((part.point, each.id) for each in more for part in each.parts):
        found.setdefault(point, {})[name] = None
    return Answered(
        tuple(in_order(made, weights)),
        {point: tuple(ids) for point, ids in found.items()},
        tuple(in_order(more)),
    )


def _duty(part: Part) -> bool:
    """Whether it is about law that a treaty says there shall be."""
    return part.finding.criterion.axis == "law" and part.finding.criterion.obligation == "shall"


def _gives(reform: Reform, part: Part) -> bool:
    """Whether a reform supplies, of the fact that an article reads, all that fails of it."""
    same = [each for each in reform.parts if each.state.id == part.state.id]
    if not same:
        return False
    if reform.kind in ("write", "commence") or part.element is None:
        return True
    lines = {line for each in same for line in each.lines}
    return lines.issuperset(part.lines) or implied(part, lines)
