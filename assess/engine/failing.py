"""What fails in points for attention, by element and fact: the parts that reforms are made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from assess.engine.advice import Worked
from assess.engine.consequence import Consequence
from assess.engine.roads import Wanted, said, would_be
from assess.engine.truth import line_of, lines_of
from assess.model.results import (
    Assessment,
    BasisState,
    ElementResult,
    FactState,
    Finding,
    GroupResult,
    LeafResult,
    Trace,
    Truth,
)
from assess.tuples import NamedTuple


class Part(NamedTuple):
    """An element that fails, as far as one fact could supply it."""

    assessment: Assessment
    finding: Finding
    element: ElementResult | None
    """None for a measure, and where no single element of a point is known to fail."""
    state: FactState
    lines: tuple[Wanted, ...]
    consequence: Consequence
    amends: str = ""
    """The provision that would have to say it; empty where no provision would be amended."""
    sure: bool = True
    """Whether the reform would supply it: what a text not yet in force says of it may be open."""
    place: int = 0
    """The position of the finding in its assessment."""
    more: bool = False
    """Whether the words of the element say more than what fails: some of what it asks for holds, or is open."""

    @property
    def point(self) -> tuple[str, str]:
        return self.assessment.framework.id, self.finding.criterion.id


def parts_of(worked: Worked) -> Iterator[Part]:
    """Everything that fails in the points of one assessment, by element and fact."""
    assessment = worked.assessment
    for place, finding in enumerate(assessment.findings):
        if not finding.gap:
            continue
        weighs = worked.consequence(finding)
        if finding.measured is not None:
            yield Part(assessment, finding, None, finding.measured, (), weighs, place=place)
            continue
        change = worked.change(finding)
        changed = {step.state.id: step.state for step in change.reform} if change else {}
        failing = [result for result in finding.elements if fails(result)]
        # where each may fall away but not all, each is a part of the point: a reservation, say, that may cover some of them
        failing = failing or [result for result in finding.elements if fails(result, surely=False)]
        for result in failing:
            by_fact: dict[str, dict[Wanted, FactState]] = {}
            for line, wanted in _failing(result.trace, True):
                by_fact.setdefault(line.state.id, {})[line.leaf, wanted] = line.state
            beside = _beside(lines_of(result.trace), by_fact)
            chosen = [name for name in by_fact if name in changed] or list(by_fact)
            for name in chosen:
                (state, *_rest) = by_fact[name].values()
                lines, more = tuple(by_fact[name]), bool(beside - {name})
                yield Part(assessment, finding, result, state, lines, weighs, place=place, more=more)
        if not failing:  # only together are its elements known not to hold
            every = changed or {line.state.id: line.state for e in finding.elements for line in lines_of(e.trace)}
            for state in every.values():
                yield Part(assessment, finding, None, state, (), weighs, place=place)


def _beside(lines: Iterable[LeafResult], failing: Mapping[str, Collection[Wanted]]) -> set[str]:
    """What an element asks for beside what fails, and that holds or is open: "" stands for features, facts have their ids."""
    found = set()
    for line in lines:
        own = failing.get(line.state.id, ())
        if line.truth is not Truth.FALSE and (line.leaf, False) not in own:
            found.add("" if line.leaf.attribute else line.state.id)
    return found


def fails(result: ElementResult, *, surely: bool = True) -> bool:
    """Whether an element is known to fail: not one that holds, is open, is an option, or (`surely`) may not apply."""
    counts = result.applies is Truth.TRUE or (not surely and result.applies is Truth.UNKNOWN)
    return result.truth is Truth.FALSE and counts and not result.element.option


def _failing(trace: Trace, wanted: bool) -> Iterator[tuple[LeafResult, bool]]:
    """The lines that are known to stand in the way of what is wanted of a condition."""
    if trace.truth is not (Truth.FALSE if wanted else Truth.TRUE):
        return
    if not isinstance(trace, GroupResult):
        yield trace, wanted
        return
    for child in trace.children:
        yield from _failing(child, wanted is not (trace.op == "not"))


def on_the_road(part: Part, basis: BasisState | None) -> Part:
    """The part with what a basis lacks that would be amended: of what one basis has to give, all that it does not give itself."""
    if basis is None or part.element is None:
        return part
    lines: dict[Wanted, None] = {}
    for line, wanted in _failing(part.element.trace, True):
        if line.state.id == part.state.id and line.alone is None:
            lines[line.leaf, wanted] = None
    for group in _joint(part.element.trace):
        for line in lines_of(group):
            if line.state.id == part.state.id and said(line.state, basis, line.leaf) is not Truth.TRUE:
                lines[line.leaf, True] = None
    return part._replace(lines=tuple(lines) or part.lines)


def _joint(trace: Trace) -> Iterator[GroupResult]:
    """The groups that one basis would have to give and none does."""
    if isinstance(trace, GroupResult) and trace.truth is Truth.FALSE:
        if trace.joint:
            yield trace
        else:
            for child in trace.children:
                yield from _joint(child)


def implied(part: Part, lines: Collection[Wanted]) -> bool:
    """Whether an element would hold, as far as its fact is concerned, where these lines on that fact were as wanted."""

    def told(line: LeafResult) -> Truth:
        leaf = line.leaf
        for other, wanted in lines:
            if other == leaf:
                return Truth.TRUE if wanted else Truth.FALSE
            same = other.attribute == leaf.attribute and other.op == "==" and leaf.op != "is" and wanted
            if same and line_of(leaf, part.state.fact).satisfied(other.literal):
                return Truth.TRUE
        return line.truth

    return part.element is not None and would_be(part.element.trace, part.state.id, told) is Truth.TRUE
