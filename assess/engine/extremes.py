"""The lowest and the highest weighted mean over independent choices: exact, without trying all combinations.

A score is a share: weight that holds over weight that counts. Where parts are chosen independently of each other, the
best share is found by working out for each part alone what it adds to `held - share * counted`, and raising the share until
no part adds anything (Dinkelbach's algorithm).
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from assess.tuples import NamedTuple


class Sum(NamedTuple):
    """The contribution of one choice to a share."""

    held: int | Fraction
    counted: int | Fraction
    fails: bool = False
    """Whether something essential fails, which makes the whole 0."""


NOTHING = Sum(0, 0)

Part = Sequence["Sum | tuple[Part, ...]"]
"""Alternatives, of which one is taken; each is a sum, or several parts that are all taken."""


def lowest(base: Sum, parts: Sequence[Iterable[Sum]]) -> Fraction | None:
    """The lowest share over all choices of one alternative from each of `parts`, added to `base`; None if nothing can count."""
    made = [list(part) for part in parts]
    if base.fails or any(choice.fails for part in made for choice in part):
        return Fraction(0)
    return share(base, made, -1)


def highest(base: Sum, parts: Sequence[Iterable[Sum]]) -> Fraction | None:
    """The highest."""
    made = [[choice for choice in part if not choice.fails] for part in parts]
    if base.fails or not all(made):
        return Fraction(0)
    best = share(base, made, 1)
    if best is None and any(choice.fails for part in parts for choice in part):
        return Fraction(0)
    return best


def share(base: Sum, parts: Sequence[Part], sign: int) -> Fraction | None:
    """The highest share, or with sign -1 the lowest; None if nothing can count."""
    unit = lcm(*_denominators(([base], *parts)))
    held, counted, still = _folded(([base], *parts), unit)
    top, bottom = held, counted
    for part in still:
        start = _most(part)
        top, bottom = top + start[0], bottom + start[1]
    if not bottom:
        return None
    while still:
        now, below = held, counted
        for part in still:
            choice = _best(part, sign * top, sign * bottom)
            now, below = now + choice[0], below + choice[1]
        if sign * (bottom * now - top * below) <= 0:
            break
        top, bottom = now, below
    return Fraction(top, bottom)


def can_be_nothing(part: Part) -> bool:
    """Whether everything that is chosen may fall away."""
    return any(
        not choice.counted if isinstance(choice, Sum) else all(can_be_nothing(below) for below in choice)
        for choice in part
    )


Folded = tuple[int, int, "list[list[Folded]]"]
"""A choice in whole numbers: what holds and counts in any case, and the parts that still have alternatives."""


def _denominators(choice: "Sum | tuple[Part, ...]") -> set[int]:
    if isinstance(choice, Sum):
        return {choice.held.denominator, choice.counted.denominator}
    return {each for part in choice for one in part for each in _denominators(one)}


def _folded(choice: "Sum | tuple[Part, ...]", unit: int) -> Folded:
    """A choice in whole numbers, of which `unit` make 1; parts without an alternative are added up once and for all."""
    if isinstance(choice, Sum):
        held, counted, _ = choice
        if unit == 1:
            return int(held), int(counted), []
        return held.numerator * (unit // held.denominator), counted.numerator * (unit // counted.denominator), []
    top = bottom = 0
    still: list[list[Folded]] = []
    for part in choice:
        alternatives = [_folded(one, unit) for one in part]
        if len(alternatives) == 1:
            held, counted, below = alternatives[0]
            top, bottom = top + held, bottom + counted
            still += below
        else:
            still.append(alternatives)
    return top, bottom, still


def _most(part: "list[Folded]") -> tuple[int, int]:
    """The choice with the most weight that counts."""
    found = []
    for held, counted, still in part:
        below = [_most(each) for each in still]
        found.append((held + sum([one[0] for one in below]), counted + sum([one[1] for one in below])))
    return max(found, key=lambda one: one[1])


def _best(part: "list[Folded]", top: int, bottom: int) -> tuple[int, int]:
    """The choice that adds most to the share `top` / `bottom`; both are negative if the lowest share is wanted."""
    best = (0, 0)
    most: int | None = None
    for held, counted, still in part:
        for each in still:
            more, below = _best(each, top, bottom)
            held, counted = held + more, counted + below
        adds = bottom * held - top * counted
        if most is None or adds > most:
            best, most = (held, counted), adds
    return best
