"""What to look at and what to ask: points for attention and open questions, in the order of what hangs on them in law."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assess.engine.change import change_of
from assess.engine.consequence import Consequence, consequence
from assess.engine.score import criterion_shares
from assess.engine.truth import line_of, result_of
from assess.model.condition import Node, leaves
from assess.model.one_basis import as_read
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
    """Results that several lists need, worked out once for an assessment: shares of weight, consequences, smallest changes."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self._changes: dict[str, Change | None] = {}
        self._consequences: dict[str, Consequence] = {}

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """The share of the weight of each criterion."""
        return criterion_shares(self.assessment.framework, self.assessment.findings, self.assessment.scores)

    def consequence(self, finding: Finding) -> Consequence:
        """What hangs in law on a finding of this assessment."""
        name = finding.criterion.id
        if name not in self._consequences:
            self._consequences[name] = consequence(self.assessment, finding)
        return self._consequences[name]

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
    """The strongest consequence in law of any of these findings."""


def questions(assessment: Assessment, worked: Worked | None = None) -> list[Question]:
    """The open facts that decide something: first those on which a binding duty hangs, then those that keep most weight open."""
    worked = worked or Worked(assessment)
    shares = worked.shares
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
        width = shares[finding.criterion.id] * (finding.high - finding.low) / max(1, len(unknown))
        for fact, names in unknown.items():
            attributes.setdefault(fact, {}).update(names)
            asked.setdefault(fact, []).append(finding)
            widths[fact] = widths.get(fact, ZERO) + width
    made = [
        Question(
            assessment.facts[fact],
            tuple(attributes[fact]),
            tuple(findings),
            widths[fact],
            min(worked.consequence(finding) for finding in findings),
        )
        for fact, findings in asked.items()
    ]
    return sorted(made, key=lambda question: (question.consequence, -question.width, question.state.id))


def _open_lines(assessment: Assessment, result: ElementResult) -> Iterator[LeafResult]:
    """The open lines of an element that counts, both on what it says and on whether it applies."""
    if result.element.option or result.applies is Truth.FALSE:
        return
    if result.truth is Truth.UNKNOWN:
        yield from _unsettled(result.trace)
    if result.truth is not Truth.TRUE and result.applies is Truth.UNKNOWN:
        yield from _deciding(assessment, result.element.applies)


def _unsettled(trace: Trace) -> Iterator[LeafResult]:
    """The unknown lines that leave a condition open, without those in parts that are settled anyway."""
    if trace.truth is not Truth.UNKNOWN:
        return
    if isinstance(trace, GroupResult):
        for child in trace.children:
            yield from _unsettled(child)
    else:
        yield trace


def _deciding(assessment: Assessment, node: Node | None) -> Iterator[LeafResult]:
    """The lines that leave it open whether something applies."""
    if not node:
        return
    facts = {name: state.fact for name, state in assessment.facts.items()}
    for leaf in leaves(as_read(node, facts)):
        state = assessment.facts[leaf.fact]
        yield from _unsettled(result_of(line_of(leaf, state.fact), state))


def gaps(assessment: Assessment, worked: Worked | None = None) -> list[Finding]:
    """Points for attention: by what hangs on them in law, then by the weight known to be missing."""
    worked = worked or Worked(assessment)
    shares = worked.shares
    found = [finding for finding in assessment.findings if finding.gap]
    found.sort(
        key=lambda f: (worked.consequence(f), -shares[f.criterion.id] * (1 - f.high), f.criterion.id),
    )
    return led_by_sure(found)


def led_by_sure(found: list[Finding]) -> list[Finding]:
    """The list, with the first finding that rests on high confidence and fully read sources moved to the front, if there is
    one."""
    first = next((i for i, finding in enumerate(found) if finding.sure), 0)
    return [found[first], *found[:first], *found[first + 1 :]] if found else found
