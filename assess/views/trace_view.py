"""The trace of an element, line by line: what its rule asks, whether that holds, and what was read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assess.engine.truth import lines_of
from assess.model.profile import Source
from assess.model.results import FactState, Finding, GroupResult, LeafResult, Step, Trace, Truth
from assess.words import sentences, terms
from assess.words.citations import citations
from assess.words.language import _, listed


class TraceLine(NamedTuple):
    """One line of the rule of an element."""

    depth: int
    """How many groups it is nested in."""
    rule: str
    """As written in the framework; empty for a group."""
    asks: str
    """The same in words; for a group, how many of its lines have to hold."""
    answer: str
    """Whether it holds, in words; lines have no signs, because a line that does not hold does not always mean that something is
    missing."""
    where: str
    """What is cited for the fact; empty if an earlier line has it."""
    opens: bool
    """Whether it is a group, whose lines follow."""
    closes: tuple[int, ...]
    """The depths of the groups that end with it, the innermost first."""


def trace_lines(trace: Trace, sources: Mapping[str, Source]) -> tuple[TraceLine, ...]:
    """The lines of a trace, a group before its lines; the citations of a fact are given with its first line."""
    told: set[str] = set()
    made = []
    for depth, part, closes in walk(trace):
        if isinstance(part, GroupResult):
            rule, asks, where = "", group_says(part), ""
        else:
            rule, (asks,) = part.leaf.text, sentences.steps_say([Step(part.state, part.leaf, True)])
            where = "" if part.state.id in told else listed(citations(part.state, sources))
            told.add(part.state.id)
        made.append(TraceLine(depth, rule, asks, answer_says(part), where, isinstance(part, GroupResult), closes))
    return tuple(made)


def walk(trace: Trace, depth: int = 0, closing: tuple[int, ...] = ()) -> Iterator[tuple[int, Trace, tuple[int, ...]]]:
    """Each group and line with its depth and the depths of the groups that end with it."""
    if not isinstance(trace, GroupResult):
        yield depth, trace, closing
        return
    yield depth, trace, ()
    for child in trace.children[:-1]:
        yield from walk(child, depth + 1)
    yield from walk(trace.children[-1], depth + 1, (depth, *closing))


def group_says(group: GroupResult) -> str:
    """How many lines of a group have to hold."""
    if group.op == "at_least":
        return _("at least {n} of").format(n=group.n)
    if group.op == "all" and group.joint:
        return _("all of, in one place")
    return {"all": _("all of"), "any": _("any of"), "not": _("not")}[group.op]


def answer_says(part: Trace) -> str:
    """The truth of a line or group, with the value that was read, if any; "not examined" is kept apart."""
    said = terms.truth(part.truth)
    if isinstance(part, GroupResult):
        return said
    if part.truth is Truth.UNKNOWN and part.state.known == "absent":
        return _("{answer} ({value})").format(answer=said, value=_("not examined"))
    value = _value(part)
    return _("{answer} ({value})").format(answer=said, value=value) if value else said


def _value(line: LeafResult) -> str:
    """The value that a line read, in words; for yes or no, its truth says enough."""
    state, attribute = line.state, line.leaf.attribute
    if attribute == "status":
        named = terms.treaty_status if state.fact.kind == "treaty" else terms.capability_status
        return named(state.status)
    read = state.value
    if attribute:
        bases = state.bases if line.basis is None else (line.basis,)
        found = [b.features[attribute] for b in bases if attribute in b.features and b.truth is not Truth.FALSE]
        read = found[0] if found else None
    if read is None or isinstance(read, bool) or read == "unknown":
        return ""
    return terms.value(read, state.fact.features[attribute] if attribute else state.fact)


def states_of(finding: Finding) -> dict[str, FactState]:
    """The facts that a finding reads, with their states."""
    states = {line.state.id: line.state for each in finding.elements for line in lines_of(each.trace)}
    if finding.measured is not None:
        states[finding.measured.id] = finding.measured
    return states
