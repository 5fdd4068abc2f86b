"""What `assess bilateral -o FILE.json` holds, as records; see `outputs.py`."""

from datetime import date
from typing import Annotated, Literal

from assess.formats.outputs import Code, FrameworkRef
from assess.model.base import Constraint, record
from assess.model.pairs import Kind, ReadDay

Known = Literal["yes", "no", "unknown"]
Status = Literal["basis recorded", "basis recorded, conditions apply", "no basis recorded", "unknown"]


@record
class ReadCountry:
    """One of the States."""

    code: Code
    name: str
    as_of: date


@record
class TreatyData:
    """A treaty between the two."""

    id: str
    in_force_between: Known
    since: str | None
    """From when both are bound; null where a date is not known."""
    status: dict[str, str | None]
    """The status of each State, by its code."""


@record
class AgreementsData:
    """The agreements of one kind between the two."""

    kind: Literal["mla", "extradition", "police", "data_protection"]
    in_force: Known
    recorded_by: tuple[str, ...]
    one_side: bool
    """Whether only one profile records any."""


@record
class OffenceData:
    """An offence in both laws."""

    fact: str
    in_both_laws: Known
    countries: dict[str, Known]


@record
class PlaceData:
    """A place in an instrument."""

    instrument: str
    article: str | None


@record
class LineData:
    """A line of a condition, as the framework has it."""

    line: str
    truth: Known


@record
class BaseData:
    """One legal basis of a step."""

    id: str
    kind: Kind
    recorded: Known
    cites: tuple[PlaceData, ...]
    lines: tuple[LineData, ...]


@record
class ConditionData:
    """A condition of a step."""

    id: str
    asked: Known
    met: Known | None
    """Null where it depends on the case; no status depends on it."""


@record
class AlteringData:
    """A fact, with its State."""

    fact: str
    open: bool
    """Whether it is open; otherwise it is recorded otherwise."""


@record
class AlterationData:
    """Facts of which other answers would give a basis."""

    basis: str
    facts: tuple[AlteringData, ...]


@record
class PairStepData:
    """A step in one direction."""

    step: str
    stage: str
    status: Status
    settled: bool
    """Whether learning more can no longer change the status."""
    day: tuple[ReadDay, ...]
    bases: tuple[BaseData, ...]
    conditions: tuple[ConditionData, ...]
    grounds: tuple[str, ...]
    would_alter: tuple[AlterationData, ...]


@record
class DirectionData:
    """What one State could ask of the other."""

    requesting: Code
    requested: Code
    with_basis: int
    steps: tuple[PairStepData, ...]


@record
class BilateralData:
    """Two States read against each other, in both directions."""

    schema_: Literal["bilateral/v1"]
    framework: FrameworkRef
    countries: Annotated[tuple[ReadCountry, ...], Constraint(min_length=2, max_length=2)]
    treaties: tuple[TreatyData, ...]
    agreements: tuple[AgreementsData, ...]
    offences: tuple[OffenceData, ...]
    directions: Annotated[tuple[DirectionData, ...], Constraint(min_length=2, max_length=2)]


@record
class OpenedData:
    """A fact of a State's own, and what another answer would open."""

    fact: str
    open: bool
    opened: int
    """Steps, counted for each requesting State."""
    states: int
    steps: tuple[str, ...]


@record
class MatrixData:
    """Several States read against each other."""

    schema_: Literal["bilateral-matrix/v1"]
    framework: FrameworkRef
    countries: Annotated[tuple[ReadCountry, ...], Constraint(min_length=2)]
    steps: tuple[str, ...]
    statuses: dict[str, Status]
    """What each letter says."""
    directions: dict[str, dict[str, str]]
    """By the requesting and the requested State: a letter for each step, in their order."""
    would_open: dict[str, tuple[OpenedData, ...]] | None = None
    """With --corridors: by State."""


FILES = {"bilateral.v1.json": BilateralData, "bilateral-matrix.v1.json": MatrixData}
