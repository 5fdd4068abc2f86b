"""What to look at and what to ask: points for attention and open questions, in the order of what hangs on them in law."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assess.engine.change import change_of
from assess.engine.consequence import Consequence, consequence
from assess.engine.one_basis import as_read
from assess.engine.score import criterion_shares
from assess.engine.truth import line_of, result_of
from assess.model.condition import Node, leaves
from assess.model.results import (
    Assessment,
    Change,
    ElementResult,
    FactState,
    Finding,
    GroupResult,
    LeafResult,
    Trace,
    Truth,
)

ZERO = Fraction(0)


class Worked:
    """Results that several lists need, worked out once for an assessment: shares of weight, smallest changes."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self._changes: dict[str, Change | None] = {}

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """The share of the weight of each criterion."""
        return criterion_shares(self.assessment.framework, self.assessment.findings, self.assessment.scores)

    def change(self, finding: Finding) -> Change | None:
        """The smallest change of a finding of this assessment."""
        name = finding.criterion.id
        if name not in self._changes:
            self._changes[name] = change_of(finding)
        return self._changes[name]


class Question(NamedTuple):
    """A fact to find out."""

    state: FactState
    attributes: tuple[str, ...]
    """Features to find out; "" for the fact itself."""
    findings: tuple[Finding, ...]
    width: Fraction
    """Share of the framework's weight that hangs on it."""
    consequence: Consequence
    """The most that hangs on it in law."""


def questions(assessment: Assessment, worked: Worked | None = None) -> list[Question]:
    """What is open and decides something: what binds the State first; of equal consequence, what most open weight hangs on."""
    shares = (worked or Worked(assessment)).shares
    attributes: dict[str, dict[str, None]] = {}
    asked: dict[str, list[Finding]] = {}
    widths: dict[str, Fraction] = {}
    for finding in assessment.findings:
        if finding.low == finding.high or finding.criterion.obligation == "may":
            continue
        unknown: dict[str, dict[str, None]] = {}
        if finding.measured is not None and finding.measured.value is None:
            unknown[finding.measured.id] = {"": None}
        open_lines = [line for result in finding.elements for line in _open_lines(assessment, result)]
        for line in [*open_lines, *_deciding(assessment, finding.criterion.applies)]:
            bare = line.state.truth is Truth.UNKNOWN
            unknown.setdefault(line.state.id, {})["" if bare else line.leaf.attribute] = None
        for fact, names in unknown.items():
            attributes.setdefault(fact, {}).update(names)
            asked.setdefault(fact, []).append(finding)
            width = shares[finding.criterion.id] * (finding.high - finding.low) / len(unknown)
            widths[fact] = widths.get(fact, ZERO) + width
    made = [
        Question(
            assessment.facts[fact],
            tuple(attributes[fact]),
            tuple(findings),
            widths[fact],
            min(consequence(assessment, finding) for finding in findings),
        )
        for fact, findings in asked.items()
    ]
    return sorted(made, key=lambda question: (question.consequence, -question.width, question.state.id))


def _open_lines(assessment: Assessment, result: ElementResult) -> Iterator[LeafResult]:
    """What is open of an element that counts: of what it says, and of whether it applies."""
    if result.element.option or result.applies is Truth.FALSE:
        return
    if result.truth is Truth.UNKNOWN:
        yield from _unsettled(result.trace)
    if result.truth is not Truth.TRUE and result.applies is Truth.UNKNOWN:
        yield from _deciding(assessment, result.element.applies)


def _unsettled(trace: Trace) -> Iterator[LeafResult]:
    """The open lines that keep a condition open: not those of a part that is settled without them."""
    if trace.truth is not Truth.UNKNOWN:
        return
    if isinstance(trace, GroupResult):
        for child in trace.children:
            yield from _unsettled(child)
    else:
        yield trace


def _deciding(assessment: Assessment, node: Node | None) -> Iterator[LeafResult]:
    """The lines that keep it open whether something applies."""
    facts = {name: state.fact for name, state in assessment.facts.items()}
    for leaf in leaves(as_read(node, facts)) if node else ():
        state = assessment.facts[leaf.fact]
        yield from _unsettled(result_of(line_of(leaf, state.fact), state))


def gaps(assessment: Assessment, worked: Worked | None = None) -> list[Finding]:
    """Points for attention: by what hangs on them in law, then by the weight known to be missing."""
    shares = (worked or Worked(assessment)).shares
    found = [finding for finding in assessment.findings if finding.gap]
    found.sort(
        key=lambda f: (consequence(assessment, f), -shares[f.criterion.id] * (1 - f.high), f.criterion.id),
    )
    return led_by_sure(found)


def led_by_sure(found: list[Finding]) -> list[Finding]:
    """The list with the first finding in front that rests on high confidence and on what was read in full, where there is one."""
    first = next((i for i, finding in enumerate(found) if finding.sure), 0)
    return [found[first], *found[:first], *found[first + 1 :]] if found else found
