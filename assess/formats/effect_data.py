"""What `assess whatif -o FILE.json` holds, as records; see `outputs.py`."""

from datetime import date
from typing import Literal

from assess.formats.outputs import Code, Exact, FrameworkRef, RatingWord, ScoreAxis
from assess.model.base import record
from assess.model.framework import Axis

Fired = Literal["holds", "does not hold", "unknown", "not applicable"]


@record
class ScoreEnds:
    """A score as an interval, from 0 to 1."""

    low: Exact
    high: Exact
    coverage: Exact
    level: str | None
    """In words; null if the method has no levels."""


@record
class ScoreMoveData:
    """One domain on one axis, or the total of one axis (then without a domain); null where nothing applies."""

    domain: str | None
    axis: ScoreAxis
    before: ScoreEnds | None
    after: ScoreEnds | None
    moved: bool


@record
class GateMoveData:
    """A cap that applies, does not apply or is open, and was otherwise before; null where it is not tested."""

    gate: str
    domain: str
    axis: ScoreAxis
    before: Fired | None
    after: Fired | None


@record
class FindingEnds:
    """A finding as an interval."""

    rating: RatingWord
    low: Exact
    high: Exact


@record
class FindingMoveData:
    """One finding that moves."""

    criterion: str
    domain: str
    axis: Axis
    title: str
    before: FindingEnds
    after: FindingEnds
    gained: tuple[str, ...]
    """Elements that hold now, or are open now and were known not to hold."""
    lost: tuple[str, ...]
    """Elements that held and do not, or were open and are known not to hold."""


@record
class LeftData:
    """A finding that the text touches and leaves with something missing or open."""

    criterion: str
    missing: tuple[str, ...]
    open: tuple[str, ...]


@record
class EffectData:
    """What changes under one framework."""

    framework: FrameworkRef
    scores: tuple[ScoreMoveData, ...]
    gates: tuple[GateMoveData, ...]
    findings: tuple[FindingMoveData, ...]
    left: tuple[LeftData, ...]
    narrowed: tuple[str, ...]
    """Criteria in which something is less than it was."""


@record
class StepTaken:
    """One thing that is supposed."""

    kind: Literal["set", "reform", "pending"]
    said: str
    """The argument, the path of the file, or the provision."""
    title: str | None
    """Of a reform."""


@record
class WhatIfData:
    """What a text, or an answer, would change."""

    schema_: Literal["whatif/v1"]
    software: str
    country: Code
    as_of: date
    steps: tuple[StepTaken, ...]
    enacted: tuple[str, ...]
    """Provisions counted as in force."""
    ended: tuple[str, ...]
    """Provisions counted as out of force, since they are replaced."""
    effects: tuple[EffectData, ...]
