"""What `assess diff -o FILE.json` holds, as records; see `outputs.py`."""

from datetime import date
from typing import Annotated, Literal

from assess.formats.effect_data import FindingEnds, ScoreEnds
from assess.formats.outputs import Code, FrameworkRef, Known, ScoreAxis
from assess.model.base import Constraint, record
from assess.model.framework import Axis
from assess.model.profile import ProvisionStatus

Signed = Annotated[str, Constraint(pattern=r"^-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?$")]
"""A fraction in lowest terms, or a whole number; with a sign where it is below 0."""
Move = Annotated[tuple[Signed, ...], Constraint(min_length=2, max_length=2)]
"""What the low and the high end have moved by."""
CauseWord = Literal["law", "knowledge", "framework"]
Reading = Literal["improvement", "lower", "overlap"]
"""Whether the intervals separate, and which way."""


@record
class ProvisionMoved:
    """A provision that is in force otherwise than it was; null where its status is not known or it is not entered."""

    provision: str
    cause: Literal["law", "knowledge"]
    before: ProvisionStatus | Literal["not_yet_in_force"] | None
    after: ProvisionStatus | Literal["not_yet_in_force"] | None


@record
class FactMoved:
    """An answer that is otherwise than it was."""

    fact: str
    causes: tuple[Literal["law", "knowledge"], ...]
    before: Known
    after: Known
    undated: bool
    """Whether it is open before only because the answer carries no date."""


@record
class CauseShares:
    """What each cause has moved of the two ends; they add up to the whole."""

    law: Move
    knowledge: Move
    framework: Move


@record
class ScoreMoved:
    """One domain on one axis, or the total of one axis (then without a domain); null where nothing applies."""

    domain: str | None
    axis: ScoreAxis
    before: ScoreEnds | None
    after: ScoreEnds | None
    shares: CauseShares | None
    reading: Reading


@record
class FindingMoved:
    """One finding that moved."""

    criterion: str
    domain: str
    axis: Axis
    title: str
    before: FindingEnds
    after: FindingEnds
    causes: tuple[CauseWord, ...]
    reading: Reading


@record
class DifferenceData:
    """What has changed under one framework, or two versions of it."""

    framework: FrameworkRef
    framework_before: FrameworkRef
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    """Criteria whose texts, rules or weights are others."""
    scores: tuple[ScoreMoved, ...]
    findings: tuple[FindingMoved, ...]


@record
class AgreementMoved:
    """A bilateral agreement that is new, gone, or otherwise than it was."""

    with_: str
    cause: Literal["law", "knowledge"]
    before: bool
    """Whether the earlier profile enters it."""
    after: bool


@record
class DiffData:
    """What has changed between two days."""

    schema_: Literal["diff/v1"]
    software: str
    country: Code
    from_day: date
    to_day: date
    provisions: tuple[ProvisionMoved, ...]
    agreements: tuple[AgreementMoved, ...]
    facts: tuple[FactMoved, ...]
    differences: tuple[DifferenceData, ...]
