"""Preparing to join: the steps for a State that is not bound, from the framework and the profile."""

from typing import NamedTuple

from assess.engine.truth import compiled, evaluate_line, line_of, truth_of
from assess.model.base import earliest, latest
from assess.model.condition import leaves
from assess.model.framework import Designation, Joining, JoiningStep
from assess.model.results import Assessment, FactState, Finding, Truth


class StepState(NamedTuple):
    """A step, and whether the profile shows that it was taken (UNKNOWN if it does not say)."""

    step: JoiningStep
    done: Truth


class Path(NamedTuple):
    """The way to being bound. There is no percentage of readiness: what is missing is listed."""

    joining: Joining
    treaty: FactState | None
    eligible: Truth
    """Whether the State may join according to the profile: UNKNOWN if that depends on others."""
    steps: tuple[StepState, ...]
    law: tuple[Finding, ...]
    """Duties of law that are known not to be met in full."""
    open: tuple[Finding, ...]
    """Duties of law that are open."""
    designations: tuple[tuple[Designation, Truth], ...]


def path_to_joining(assessment: Assessment) -> Path | None:
    """The path, or None if the instrument already binds the State or there is nothing to join."""
    head = assessment.framework.head
    joining = head.joining
    treaty = assessment.facts.get(head.treaty) if head.treaty else None
    if joining is None or (treaty is not None and treaty.truth is Truth.TRUE):
        return None
    duties = [f for f in assessment.findings if f.criterion.axis == "law" and f.criterion.obligation == "shall"]
    return Path(
        joining,
        treaty,
        _eligible(assessment, joining, treaty),
        tuple(StepState(step, _done(assessment, step)) for step in joining.steps),
        tuple(f for f in duties if f.gap),
        tuple(f for f in duties if not f.gap and f.low != f.high),
        tuple(
            (d, assessment.facts[d.fact].truth if d.fact in assessment.facts else Truth.UNKNOWN)
            for d in joining.designations
        ),
    )


def _eligible(assessment: Assessment, joining: Joining, treaty: FactState | None) -> Truth:
    if joining.open_to == "any_state":
        return Truth.TRUE
    if joining.open_to == "not_open":
        return Truth.FALSE
    if joining.open_to == "parties_to" and joining.parties_to:
        return assessment.facts[joining.parties_to].truth
    if joining.open_to == "invitation" and treaty is not None and treaty.known == "answered":
        until = treaty.answer.invited_until if treaty.answer else None
        if treaty.status == "invited" and until and earliest(until) < assessment.as_of:
            # an invitation that has run out, or may have where only its month or year is known
            return Truth.FALSE if latest(until) < assessment.as_of else Truth.UNKNOWN
        return Truth.TRUE if treaty.status in ("invited", "signed", "consent_deposited") else Truth.FALSE
    if treaty is not None and treaty.known == "not_applicable":
        return Truth.FALSE
    return Truth.UNKNOWN


def _done(assessment: Assessment, step: JoiningStep) -> Truth:
    if step.done is None:
        return Truth.UNKNOWN
    numbers = {leaf: i for i, leaf in enumerate(dict.fromkeys(leaves(step.done)))}
    states = assessment.facts
    truths = [evaluate_line(line_of(leaf, states[leaf.fact].fact), states[leaf.fact]) for leaf in numbers]
    return truth_of(compiled(step.done, numbers), truths)
