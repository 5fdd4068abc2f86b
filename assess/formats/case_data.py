"""A case as data, and the records of that data; see `outputs.py`."""

from datetime import date
from typing import Any, Literal

from assess.engine.case import Claim, OffenceReading, StateReading
from assess.engine.case_days import Period, T, U
from assess.engine.case_pairs import Dual
from assess.engine.case_steps import DirectionSteps, WholeCase
from assess.formats.outputs import Calendar, Code
from assess.model.base import record
from assess.model.exercise import Roles
from assess.model.results import Truth
from assess.resources import VERSION
from assess.words.case_words import notice
from assess.words.countries import country_name
from assess.words.language import quote, say, spoken

Word = Literal["yes", "part", "open", "no"]
"""On each day of the conduct, on some days only, open, on none."""
Answer = Literal["yes", "open", "no"]


@record
class StretchData:
    """Days of the conduct with the same answer; both belong to them."""

    start: date
    end: date
    found: Answer


@record
class GroundData:
    """One ground of jurisdiction of one State over one offence."""

    ground: str
    article: str
    """The place in article 22 of the Convention on Cybercrime that it corresponds to."""
    role: str
    fact: str
    found: Word
    days: tuple[StretchData, ...]
    conditions: tuple[str, ...]
    """What the law asks for beside, not settled."""
    on_decision: Answer


@record
class ClaimData:
    """What one State could assert over one offence; never that it has jurisdiction."""

    offence_at_conduct: Word
    offence_at_request: Answer
    could_assert: Word
    days: tuple[StretchData, ...]
    grounds: tuple[GroundData, ...]
    lighter_penalty: tuple[float | None, ...]
    """The longest prison term in months at the end of the conduct and, if less, on the day of the decision (null: no offence any
    more); empty where nothing became lighter."""


@record
class ConsultationData:
    """Whether article 22(5) would apply if each State that could assert jurisdiction claimed it."""

    day: Calendar
    would_apply: Answer
    parties: tuple[Code, ...]
    open: tuple[Code, ...]


@record
class CaseOffenceData:
    """One offence."""

    offence: str
    title: str
    article: str
    states: dict[Code, ClaimData]
    overlap: Word
    consultation: tuple[ConsultationData, ...]


@record
class CaseStateData:
    """One State."""

    code: Code
    name: str
    as_of: date
    invented: bool
    hypothetical_role: bool
    roles: tuple[str, ...]
    data_only: bool
    """Its only roles are those of data, which are no ground of article 22."""
    not_stated: tuple[str, ...]
    """Grounds of its law on which the case says nothing."""
    instead_of_extradition: Answer
    consultation_basis: Answer
    powers_at_measure: dict[str, Answer]


@record
class ThresholdData:
    """A term of imprisonment that the offence has to reach under both laws."""

    source: Literal["convention", "law"]
    months: float
    at_conduct: Word
    at_request: Answer
    applies: Answer


@record
class DualData:
    """One offence under both laws."""

    offence: str
    at_conduct: Word
    at_request: Answer
    differs: bool
    """Then the requested State's rule decides which day counts."""
    thresholds: tuple[ThresholdData, ...]


@record
class CaseStepData:
    """One step in one direction."""

    step: str
    title: str
    status: str
    bases: tuple[str, ...]
    """Those that are recorded, by the ids of the rules."""
    conditions: dict[str, Answer]
    """Whether each is asked for."""


@record
class DirectionData:
    """What one State would ask of another."""

    requesting: Code
    requested: Code
    purposes: tuple[str, ...]
    dual_criminality: tuple[DualData, ...]
    steps: tuple[CaseStepData, ...]
    first_without_established_basis: str | None


@record
class CaseDaysData:
    """The days on which law is read."""

    conduct_start: date
    conduct_end: date
    measure: date
    request: date
    decision: date


@record
class CaseData:
    """A case read against the law of its States: an exercise on public law."""

    schema_: Literal["case_report/v1"]
    software: str
    notice: str
    language: str
    title: str
    days: CaseDaysData
    roles: dict[str, tuple[Code, ...]]
    """Those that the case states."""
    states: tuple[CaseStateData, ...]
    offences: tuple[CaseOffenceData, ...]
    directions: tuple[DirectionData, ...]
    rules: str


FILES = {"case_report.v1.json": CaseData}
"""The schema of `assess case -o FILE.json`."""


def as_data(case: WholeCase) -> dict[str, Any]:
    """The case as plain data, States by their codes."""
    reading = case.reading
    days, roles = reading.days, reading.exercise.roles
    return {
        "schema": "case_report/v1",
        "software": f"assess {VERSION}",
        "notice": notice(),
        "language": spoken().code,
        "title": quote(reading.exercise.title),
        "days": {
            "conduct_start": str(days.start), "conduct_end": str(days.end), "measure": str(days.measure),
            "request": str(days.request), "decision": str(days.decision),
        },
        "roles": {
            role: sorted(states) for role in Roles.__dataclass_fields__ if (states := getattr(roles, role)) is not None
        },
        "states": [_state(case, state) for state in reading.states],
        "offences": [_offence(each) for each in reading.offences],
        "directions": [_direction(each) for each in case.directions],
        "rules": f"{case.rules.framework.id} {case.rules.framework.head.version}",
    }  # fmt: skip


def _answer(truth: Truth) -> str:
    return "yes" if truth is T else "open" if truth is U else "no"


def _days(found: Period) -> list[dict[str, str]]:
    return [{"start": str(p.start), "end": str(p.end), "found": _answer(p.truth)} for p in found.pieces]


def _state(case: WholeCase, state: StateReading) -> dict[str, Any]:
    profile = case.reading.profiles[state.code]
    return {
        "code": state.code,
        "name": country_name(profile),
        "as_of": str(profile.as_of),
        "invented": profile.invented,
        "hypothetical_role": state.hypothetical,
        "roles": list(state.roles),
        "data_only": state.data_only,
        "not_stated": [ground.id for ground in state.not_stated],
        "instead_of_extradition": _answer(state.instead),
        "consultation_basis": _answer(state.consultation_basis),
        "powers_at_measure": {power.id: _answer(power.truth) for power, _changed in state.powers},
    }


def _offence(each: OffenceReading) -> dict[str, Any]:
    return {
        "offence": each.fact,
        "title": say(each.title),
        "article": each.article,
        "states": {claim.code: _claim(claim) for claim in each.claims},
        "overlap": each.overlap.word,
        "consultation": [
            {"day": str(c.day), "would_apply": _answer(c.found), "parties": list(c.parties), "open": list(c.open_)}
            for c in each.consultation
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "offence_at_conduct": claim.criminal.word,
        "offence_at_request": _answer(claim.criminal_at_request),
        "could_assert": claim.found.word,
        "days": _days(claim.found),
        "grounds": [
            {
                "ground": one.ground.id, "article": one.ground.article, "role": one.ground.role, "fact": one.ground.fact,
                "found": one.found.word, "days": _days(one.found), "conditions": list(one.conditions),
                "on_decision": _answer(one.later),
            }
            for one in claim.grounds
        ],
        "lighter_penalty": [claim.lighter.before, claim.lighter.after] if claim.lighter else [],
    }  # fmt: skip


def _direction(each: DirectionSteps) -> dict[str, Any]:
    first = each.first_open
    return {
        "requesting": each.direction.requesting,
        "requested": each.direction.requested,
        "purposes": list(each.direction.purposes),
        "dual_criminality": [_dual(one) for one in each.direction.dual],
        "steps": [
            {
                "step": step.result.step.id,
                "title": say(step.result.step.title),
                "status": step.status.value,
                "bases": [route.route.id for route in step.result.routes if route.truth is T],
                "conditions": {one.condition.id: _answer(one.asked) for one in step.result.conditions},
            }
            for step in each.steps
        ],
        "first_without_established_basis": first.result.step.id if first else None,
    }


def _dual(one: Dual) -> dict[str, Any]:
    return {
        "offence": one.offence,
        "at_conduct": one.at_conduct.word,
        "at_request": _answer(one.at_request),
        "differs": one.differs,
        "thresholds": [
            {
                "source": t.source, "months": t.months, "at_conduct": t.at_conduct.word, "at_request": _answer(t.at_request),
                "applies": _answer(t.applies),
            }
            for t in one.thresholds
        ],
    }  # fmt: skip
