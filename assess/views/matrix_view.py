"""The words of a matrix of States: how many steps have a basis from each to each, and what would open most."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.corridors import Corridor
from assess.engine.pair_matrix import Matrix
from assess.words.alphabet import alphabetical
from assess.words.countries import country_name
from assess.words.language import _, ngettext, say


class MatrixLine(NamedTuple):
    """One requesting State."""

    name: str
    code: str
    cells: tuple[str, ...]
    """For each requested State, in the same order: steps with a basis, and with those that are open; empty for itself."""


def order(matrix: Matrix) -> list[int]:
    """The places of the States in alphabetical order."""
    names = [country_name(profile) for profile in matrix.profiles]
    return sorted(range(len(names)), key=lambda i: (alphabetical(names[i]), matrix.profiles[i].country))


def lines(matrix: Matrix) -> list[MatrixLine]:
    """All States in alphabetical order."""
    places = order(matrix)
    return [
        MatrixLine(
            country_name(matrix.profiles[i]),
            matrix.profiles[i].country,
            tuple("" if i == j else cell(matrix, i, j) for j in places),
        )
        for i in places
    ]


def cell(matrix: Matrix, requesting: int, requested: int) -> str:
    """Steps with a basis in one direction: "12", or "12–17" where five more are open."""
    found = matrix.counted(requesting, requested)
    low = found.with_basis
    return f"{low}–{low + found.unknown}" if found.unknown else str(low)


def span(matrix: Matrix, place: int, *, requested: bool) -> str:
    """The fewest and the most steps with a basis recorded, over all other States."""
    others = [i for i in range(len(matrix.profiles)) if i != place]
    counts = [(matrix.counted(i, place) if requested else matrix.counted(place, i)).with_basis for i in others]
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low}–{high}"


def key(matrix: Matrix) -> str:
    """What the numbers say."""
    n = len(matrix.steps)
    return ngettext(
        "Steps out of {n} for which a basis is recorded, for requests from the State in the row to the State in the column; after "
        "the dash, with the steps that are open.",
        "Steps out of {n} for which a basis is recorded, for requests from the State in the row to the State in the column; after "
        "the dash, with the steps that are open.",
        n,
    ).format(n=n)


def corridor_says(one: Corridor, matrix: Matrix, titles: dict[str, str], facts: dict[str, str]) -> str:
    """What another answer of one fact would open."""
    steps = _("; ").join(titles[name] for name in one.steps)
    text = (
        _("{fact} (open): {n} more with a basis, from {partners} States ({steps})")
        if one.is_open
        else _("{fact}: {n} more with a basis, from {partners} States ({steps})")
    )
    return text.format(fact=facts[one.fact], n=one.opened, partners=one.partners, steps=steps)


def step_titles(matrix: Matrix) -> dict[str, str]:
    """The title of each step."""
    return {name: say(step.title) for name, (_stage, step) in matrix.framework.steps.items()}


def corridor_lines(
    found: Sequence[Sequence[Corridor]], matrix: Matrix, facts: dict[str, str]
) -> list[tuple[str, tuple[str, ...]]]:
    """For each State, in alphabetical order, what would open most."""
    titles = step_titles(matrix)
    return [
        (country_name(matrix.profiles[i]), tuple(corridor_says(one, matrix, titles, facts) for one in found[i]))
        for i in order(matrix)
    ]


def corridor_note() -> str:
    """What the list of facts is, and is not."""
    return _(
        "Facts on each State’s own record that would give a basis for more steps when it is asked. Grounds of refusal, bars, "
        "safeguards, data protection, reservations and other States’ law are never among them."
    )
