"""The steps of a case from report to evidence to trial: which of them has a recorded basis, for each State that would have to ask
another; read with the rules about two States, each on the day that the step names."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from assess.engine.case import CaseReading, read_case
from assess.engine.case_days import F, T
from assess.engine.case_pairs import Direction, directions
from assess.engine.pairs import PairRules, PairStatus, StepResult, assess_pair
from assess.model.catalogue import Catalogue
from assess.model.exercise import Exercise
from assess.model.pairs import ReadDay
from assess.model.profile import Profile

ORDER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("spontaneous_information", ("data", "suspect", "victims")),
    ("preservation", ("data",)),
    ("partial_disclosure", ("data",)),
    ("stored_data", ("data",)),
    ("freezing", ("suspect",)),
    ("provisional_arrest", ("suspect",)),
    ("extradition", ("suspect",)),
    ("transfer_of_proceedings", ("suspect",)),
    ("service", ("victims",)),
    ("video_testimony", ("victims",)),
    ("admissibility", ("data", "suspect", "victims")),
)
"""Steps of the rules about two States in the order in which a case comes to them, each with what it is asked for. Steps that the
rules have beside (direct orders to providers, interception, joint teams ...) are for `assess bilateral`: whether a case needs them,
its roles do not say."""
ALTERNATIVES = {"transfer_of_proceedings": "extradition"}
"""Steps that are taken instead of another: a case does not end where they have no basis."""


class CaseStep(NamedTuple):
    """One step in one direction."""

    result: StepResult
    changed: bool
    """Whether the beginning and the end of the conduct give another result; the status is then unknown."""

    @property
    def status(self) -> PairStatus:
        return PairStatus.UNKNOWN if self.changed else self.result.status

    @property
    def instead_of(self) -> str:
        """The step that this one can take the place of; empty of those that have to be taken."""
        return ALTERNATIVES.get(self.result.step.id, "")

    @property
    def established(self) -> bool:
        """Whether a basis is recorded, with or without conditions."""
        return not self.changed and self.result.basis is T

    @property
    def none(self) -> bool:
        return not self.changed and self.result.basis is F


class DirectionSteps(NamedTuple):
    """The steps that one State would ask of another, in order."""

    direction: Direction
    steps: tuple[CaseStep, ...]

    @property
    def first_open(self) -> CaseStep | None:
        """The first step without an established basis, of those that have to be taken."""
        return next((step for step in self.steps if not step.established and not step.instead_of), None)


class WholeCase(NamedTuple):
    """Everything that is said of a case.

    Example:
        >>> found = case_file("examples/cases/ransomware/case.yaml", ["examples/cases/ransomware/xaa.yaml",
        ...     "examples/cases/ransomware/xbb.yaml", "examples/cases/ransomware/xcc.yaml"])
        >>> [state.code for state in found.reading.states]
        ['XAA', 'XBB', 'XCC']
    """

    reading: CaseReading
    directions: tuple[DirectionSteps, ...]
    rules: PairRules


def whole_case(
    exercise: Exercise,
    profiles: Mapping[str, Profile],
    catalogue: Catalogue,
    rules: PairRules,
    hypothetical: frozenset[str] = frozenset(),
) -> WholeCase:
    """A case read against the law of its States; the order in which they are given changes nothing.

    Raises:
        ValueError: a day of the case is later than a profile's own.
    """
    reading = read_case(exercise, profiles, catalogue, hypothetical)
    found = [DirectionSteps(each, _steps(each, reading, rules)) for each in directions(reading, catalogue)]
    return WholeCase(reading, tuple(found), rules)


def _steps(direction: Direction, reading: CaseReading, rules: PairRules) -> tuple[CaseStep, ...]:
    days = reading.days
    read: dict[date, dict[str, StepResult]] = {}
    for conduct in dict.fromkeys((days.start, days.end)):
        each: dict[ReadDay, date | None] = {
            "conduct": conduct, "request": days.request, "measure": days.measure, "decision": days.decision,
        }  # fmt: skip
        two = reading.profiles[direction.requesting], reading.profiles[direction.requested]
        read[conduct] = {step.step.id: step for step in assess_pair(*two, rules, each).steps}
    first, last = read[days.start], read[days.end]
    found = []
    for name, purposes in ORDER:
        if name in first and set(purposes) & set(direction.purposes):
            changed = first[name].status is not last[name].status
            found.append(CaseStep(first[name], changed))
    return tuple(found)
