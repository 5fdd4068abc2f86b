"""The lowest and the highest weighted mean over independent choices: exact, without trying all combinations.

A score is a share: weight that holds over weight that counts. Where parts are chosen independently of each other, the
best share is found by working out for each part alone what it adds to `held - share * counted`, and raising the share until
no part adds anything (Dinkelbach's algorithm).
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple


class Sum(NamedTuple):
    """The contribution of one choice to a share."""

    held: int | Fraction
    counted: int | Fraction
    fails: bool = False
    """Whether something essential fails, which makes the whole 0."""


NOTHING = Sum(0, 0)

Part = Sequence["Sum | tuple[Part, ...]"]
"""Alternatives, one of which is taken: each is a sum, or further parts that are all taken."""


def lowest(base: Sum, parts: Sequence[Iterable[Sum]]) -> Fraction | None:
    """The lowest share over all choices of one from each of `parts`, beside `base`; None where nothing can count."""
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
    """The highest share, or with the sign -1 the lowest; None where nothing can count."""
    held, counted = base.held, base.counted
    top, bottom = held, counted
    for part in parts:
        start = _most(part)
        top, bottom = top + start.held, bottom + start.counted
    if not bottom:
        return None
    while True:
        now, below = held, counted
        for part in parts:
            choice = _best(part, top, bottom, sign)
            now, below = now + choice.held, below + choice.counted
        if sign * (bottom * now - top * below) <= 0:
            return Fraction(top, bottom)
        top, bottom = now, below


def can_be_nothing(part: Part) -> bool:
    """Whether everything that is chosen may fall away."""
    return any(
        not choice.counted if isinstance(choice, Sum) else all(can_be_nothing(below) for below in choice)
        for choice in part
    )


def _most(part: Part) -> Sum:
    """The choice with the most weight that counts."""
    return max((_made(choice, _most) for choice in part), key=lambda one: one.counted)


def _best(part: Part, top: int | Fraction, bottom: int | Fraction, sign: int) -> Sum:
    """The choice that adds most to a share of `top` to `bottom`."""
    found = [_made(choice, lambda below: _best(below, top, bottom, sign)) for choice in part]
    return max(found, key=lambda one: sign * (bottom * one.held - top * one.counted)) if len(found) > 1 else found[0]


def _made(choice: "Sum | tuple[Part, ...]", pick: Callable[[Part], Sum]) -> Sum:
    if isinstance(choice, Sum):
        return choice
    found = [pick(part) for part in choice]
    return Sum(sum(one.held for one in found), sum(one.counted for one in found))
