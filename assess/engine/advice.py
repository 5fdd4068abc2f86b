"""What to do and what to ask: reforms gathered over all findings, open questions in the order in which answers would tell most."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from assess.engine.change import change_of
from assess.engine.score import criterion_shares
from assess.model.base import Text
from assess.model.condition import Leaf
from assess.model.results import Assessment, Change, FactState, Finding, GroupResult, LeafResult, Step, Trace, Truth

OBLIGATIONS = ("shall", "endeavour", "consider", "may")
ZERO = Fraction(0)


class Worked:
    """What several lists follow from, worked out once for an assessment: shares of weight, smallest changes."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self._changes: dict[str, Change | None] = {}

    @cached_property
    def shares(self) -> dict[str, Fraction]:
        """The share of the weight that hangs on each criterion."""
        return criterion_shares(self.assessment.framework, self.assessment.findings, self.assessment.scores)

    def change(self, finding: Finding) -> Change | None:
        """The smallest change of a finding of this assessment."""
        name = finding.criterion.id
        if name not in self._changes:
            self._changes[name] = change_of(finding)
        return self._changes[name]


class Action(NamedTuple):
    """One reform: a fact to supply or amend, with everything that it serves."""

    state: FactState
    do: Text
    owner: Text | None
    vehicle: str | None
    effort: int | None
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    closes: tuple[Finding, ...]
    """Findings for which this reform is all that is known to be missing."""
    gain: Fraction
    """Share of the framework's weight that is known to be missing and that the reform would supply."""
    needs: tuple[str, ...]
    """Facts that have to hold first and are not known to."""


class Question(NamedTuple):
    """A fact to find out."""

    state: FactState
    attributes: tuple[str, ...]
    """Features to find out; "" for the fact itself."""
    findings: tuple[Finding, ...]
    width: Fraction
    """Share of the framework's weight that hangs on it."""


def actions(assessment: Assessment, worked: Worked | None = None) -> list[Action]:
    """Reforms that the smallest changes of all gaps ask for: duties first, then by gain for effort, what is needed first before."""
    worked = worked or Worked(assessment)
    shares = worked.shares
    steps: dict[str, dict[tuple[Leaf, bool], Step]] = {}
    serves: dict[str, list[Finding]] = {}
    gains: dict[str, Fraction] = {}
    for finding in assessment.findings:
        if not finding.gap:
            continue
        if finding.measured is not None:
            reforms: dict[str, tuple[Step, ...]] = {finding.measured.id: ()}
        else:
            change = worked.change(finding)
            reforms = _by_fact(change.reform if change else ())
        for fact, own in reforms.items():
            steps.setdefault(fact, {}).update({(step.leaf, step.wanted): step for step in own})
            serves.setdefault(fact, []).append(finding)
            gain = shares[finding.criterion.id] * (1 - finding.high) / len(reforms)
            gains[fact] = gains.get(fact, ZERO) + gain
    made = [_action(worked, fact, tuple(steps[fact].values()), serves[fact], gains[fact]) for fact in serves]
    made = [action for action in made if action.do]  # an indicator that names no reform asks for none
    made.sort(key=lambda a: (_strength(a.findings), -a.gain / (a.effort or _MIDDLE), a.state.id))
    by_fact = {action.state.id: action for action in made}
    return [by_fact[fact] for fact in _needed_first(list(by_fact), {fact: a.needs for fact, a in by_fact.items()})]


class Recommendation(NamedTuple):
    """One reform with what it serves under each of several frameworks."""

    state: FactState
    served: tuple[tuple[Assessment, Action], ...]
    needs: tuple[str, ...]
    """Facts that have to hold first; those that another recommendation supplies come before it."""
    start: int
    end: int
    """Months from the decision, if each reform begins when what it needs is done; from the effort, so only roughly."""

    @property
    def effort(self) -> int:
        return max((action.effort or _MIDDLE) for _, action in self.served)

    @property
    def steps(self) -> tuple[Step, ...]:
        found = {(step.leaf, step.wanted): step for _, action in self.served for step in action.steps}
        return tuple(found.values())


_MIDDLE = 3
"""The effort of a reform whose catalogue entry gives none."""
MONTHS = {1: 3, 2: 6, 3: 12, 4: 24, 5: 36}
"""How long a reform of each effort takes; our own rule of thumb, and said so wherever it is printed."""


def recommendations(assessments: Sequence[Assessment], worked: Sequence[Worked] = ()) -> list[Recommendation]:
    """The reforms of all assessments of one country, each once, in order: as `actions`, over all frameworks together."""
    served: dict[str, list[tuple[Assessment, Action]]] = {}
    for assessment, own in zip(assessments, worked or map(Worked, assessments), strict=True):
        for action in actions(assessment, own):
            served.setdefault(action.state.id, []).append((assessment, action))

    def order(fact: str) -> tuple[int, Fraction, str]:
        found = [action for _, action in served[fact]]
        gain = sum((action.gain for action in found), ZERO)
        effort = max(action.effort or _MIDDLE for action in found)
        return min(_strength(action.findings) for action in found), -gain / effort, fact

    needs = {fact: tuple(dict.fromkeys(n for _, a in rows for n in a.needs)) for fact, rows in served.items()}
    made: list[Recommendation] = []
    ends: dict[str, int] = {}
    for fact in _needed_first(sorted(served, key=order), needs):
        rows = served[fact]
        start = max((ends[need] for need in needs[fact] if need in ends), default=0)
        ends[fact] = start + MONTHS[max(action.effort or _MIDDLE for _, action in rows)]
        made.append(Recommendation(rows[0][1].state, tuple(rows), needs[fact], start, ends[fact]))
    return made


def shared(made: Sequence[Recommendation]) -> list[Recommendation]:
    """Reforms that serve gaps under several frameworks, those that serve most criteria first."""
    several = [each for each in made if len(each.served) > 1]
    return sorted(several, key=lambda each: (-sum(len(a.findings) for _, a in each.served), each.state.id))


def _by_fact(steps: Sequence[Step]) -> dict[str, tuple[Step, ...]]:
    grouped: dict[str, tuple[Step, ...]] = {}
    for step in steps:
        grouped[step.state.id] = (*grouped.get(step.state.id, ()), step)
    return grouped


def _action(worked: Worked, fact: str, steps: tuple[Step, ...], findings: list[Finding], gain: Fraction) -> Action:
    assessment = worked.assessment
    state = assessment.facts[fact]
    reform = state.fact.reform
    own = next((f.criterion.recommendation for f in findings if f.criterion.recommendation), None)
    alone = [f for f in findings if _closed_by(worked.change(f), fact)]
    # a criterion's own wording is for what it asks as a whole, not for one of several reforms that it takes
    whole = len(findings) == 1 and _reformed(worked.change(findings[0])) <= {fact}
    wording = own.do if own and (whole or not (reform and reform.do)) else None
    needs = tuple(
        n for n in (reform.needs if reform else ()) if n in assessment.facts and _missing(assessment.facts[n])
    )
    return Action(
        state,
        wording or (reform.do if reform and reform.do else ""),
        (own and own.owner) or (reform.owner if reform else None),
        (own and own.vehicle) or (reform.vehicle if reform else None),
        (own and own.effort) or (reform.effort if reform else None),
        steps,
        tuple(findings),
        tuple(alone),
        gain,
        needs,
    )


def _reformed(change: Change | None) -> set[str]:
    """The facts that a smallest change would reform."""
    return {step.state.id for step in change.reform} if change else set()


def _closed_by(change: Change | None, fact: str) -> bool:
    return change is not None and not change.confirm and _reformed(change) == {fact}


def _missing(state: FactState) -> bool:
    unanswered = state.value is None or state.fact.kind == "yes_no"
    return state.truth in (Truth.FALSE, Truth.UNKNOWN) and unanswered


def _strength(findings: Sequence[Finding]) -> int:
    return min(OBLIGATIONS.index(f.criterion.obligation) for f in findings)


def _needed_first(facts: Sequence[str], needs: Mapping[str, Sequence[str]]) -> list[str]:
    """The same order, but what another reform needs comes before it (the catalogue has no circles)."""
    ordered: dict[str, None] = {}

    def place(fact: str) -> None:
        if fact in ordered:
            return
        for need in needs[fact]:
            if need in needs:
                place(need)
        ordered[fact] = None

    for fact in facts:
        place(fact)
    return list(ordered)


def questions(assessment: Assessment, worked: Worked | None = None) -> list[Question]:
    """Unknown facts, those first on which most of the open weight hangs."""
    shares = (worked or Worked(assessment)).shares
    attributes: dict[str, dict[str, None]] = {}
    asked: dict[str, list[Finding]] = {}
    widths: dict[str, Fraction] = {}
    for finding in assessment.findings:
        if finding.low == finding.high or finding.criterion.obligation == "may":
            continue
        unknown: dict[str, dict[str, None]] = {}
        if finding.measured is not None:
            unknown[finding.measured.id] = {"": None}
        for result in finding.elements:
            if result.truth is Truth.UNKNOWN and not result.element.option and result.applies is not Truth.FALSE:
                for line in lines_of(result.trace):
                    if line.truth is Truth.UNKNOWN:
                        bare = line.state.truth is Truth.UNKNOWN
                        unknown.setdefault(line.state.id, {})["" if bare else line.leaf.attribute] = None
        for fact, names in unknown.items():
            attributes.setdefault(fact, {}).update(names)
            asked.setdefault(fact, []).append(finding)
            width = shares[finding.criterion.id] * (finding.high - finding.low) / len(unknown)
            widths[fact] = widths.get(fact, ZERO) + width
    made = [
        Question(assessment.facts[fact], tuple(attributes[fact]), tuple(asked[fact]), widths[fact]) for fact in asked
    ]
    return sorted(made, key=lambda question: (-question.width, question.state.id))


def lines_of(trace: Trace) -> list[LeafResult]:
    """All lines of a trace, left to right."""
    if isinstance(trace, GroupResult):
        return [line for child in trace.children for line in lines_of(child)]
    return [trace]


def gaps(assessment: Assessment, worked: Worked | None = None) -> list[Finding]:
    """Points for attention: duties first, then by the weight known to be missing."""
    shares = (worked or Worked(assessment)).shares
    found = [f for f in assessment.findings if f.gap]
    found.sort(
        key=lambda f: (
            OBLIGATIONS.index(f.criterion.obligation),
            -shares[f.criterion.id] * (1 - f.high),
            f.criterion.id,
        ),
    )
    return led_by_sure(found)


def led_by_sure(found: list[Finding]) -> list[Finding]:
    """The list with the first finding in front that rests on high confidence and on what was read in full, where there is one."""
    first = next((i for i, finding in enumerate(found) if finding.sure), 0)
    return [found[first], *found[:first], *found[first + 1 :]] if found else found
