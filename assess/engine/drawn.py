"""What draws of a comparison are asked for and what they give; the drawing itself is in `draws.py`, which imports numpy."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

LEAST_DRAWS = 100
"""Of fewer, a share says nothing."""
MOST_DRAWS = 100_000
CONCENTRATION = 20
"""Of the Dirichlet distribution: a criterion with a tenth of the weight then mostly has between 2 and 22 per cent of it."""


class Expert(NamedTuple):
    """A named set of weights; what it does not name keeps the weight of the framework."""

    name: str
    domains: Mapping[str, Fraction]
    criteria: Mapping[str, Fraction]


class Setting(NamedTuple):
    """What is drawn. All countries meet the same weights and the same aggregation in each draw."""

    draws: int
    seed: int = 1
    concentration: Fraction = Fraction(CONCENTRATION)
    """How close drawn weights are to those of the framework."""
    experts: tuple[Expert, ...] = ()
    """Where there are any, each draw takes the weights of one of them."""


class Spread(NamedTuple):
    """The score and the position of one country over all draws: the median, and the values at 5 and 95 per cent."""

    score: tuple[Fraction, Fraction, Fraction]
    """To four decimals: 5 per cent, median, 95 per cent."""
    position: tuple[int, int, int]
    positions: tuple[int, ...]
    """How many draws give it each position, from the first on."""


class DrawnRow(NamedTuple):
    """The draws of one domain on one axis, or of the total of an axis (then without a domain)."""

    domain: str | None
    axis: str
    countries: tuple[Spread | None, ...]
    """None where nothing applies."""
    higher: tuple[tuple[Fraction | None, ...], ...]
    """In which share of the draws the first scores higher than the second; ties count half. None where one of them is not drawn."""
    sure: frozenset[tuple[int, int]]
    """Pairs of which the first scores higher for all weights and aggregations that may be drawn, whatever the open answers are."""
    exact: frozenset[tuple[int, int]]
    """Pairs of which the share was worked out and not drawn."""


class Driver(NamedTuple):
    """One of the things that vary, and its part in the spread of a total over all countries (indices of Sobol')."""

    name: str
    """"open", "weights" or "aggregation"."""
    first: Fraction
    """What it does alone."""
    total: Fraction
    """What it does alone and together with others."""


class Drawn(NamedTuple):
    """Draws of a comparison."""

    setting: Setting
    aggregations: tuple[str, ...]
    """How domains were added up, one way or another in each draw."""
    library: str
    """What made the random numbers, with its version."""
    rows: tuple[DrawnRow, ...]
    drivers: dict[str, tuple[Driver, ...]]
    """By axis: what drives the spread of its total; nothing where nothing varies."""
    evidence: tuple[DrawnRow, ...]
    """The same with answers of less than high confidence drawn anew; empty where there are none."""
