"""Which recorded facts of a State's own, answered otherwise, would give a basis for most steps with most other States."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.completions import outcomes, unbound
from assess.engine.pair_alterations import kept_in
from assess.engine.pair_matrix import Many, Masks, Matrix, Towards, read
from assess.engine.pair_rules import StepRule
from assess.engine.truth import lines_in
from assess.model.condition import SIDES
from assess.model.results import Truth

T, F = Truth.TRUE, Truth.FALSE


class Corridor(NamedTuple):
    """One fact of one State, and what another answer would open to requests from the others."""

    state: int
    """The place of the State."""
    fact: str
    """Without its State."""
    opened: int
    """Steps, counted for each requesting State, that would have a basis and have none recorded now."""
    steps: tuple[str, ...]
    partners: int
    """How many requesting States that concerns."""
    is_open: bool
    """Whether the fact is open; otherwise it is recorded otherwise."""


def corridors(many: Many, found: Matrix, most: int = 3) -> list[list[Corridor]]:
    """For each State, in the order of its place, the facts that would open most, most first.

    Only facts that a step names as what may be said to alter it (`alters`), and only the requested State's own.
    """
    return [_of(Towards(many, j), found, most) for j in range(len(many.profiles))]


def _of(towards: Towards, found: Matrix, most: int) -> list[Corridor]:
    many = towards.many
    reading: dict[str, list[tuple[int, StepRule]]] = {}
    for k, rule in enumerate(many.rules.steps):
        for name in rule.alters:
            if name.partition(".")[0] == SIDES[1] and not kept_in(name, rule.basis, many.rules):
                reading.setdefault(name, []).append((k, rule))
    made = [one for name, steps in sorted(reading.items()) if (one := _corridor(towards, found, name, steps))]
    return sorted(made, key=lambda one: (-one.opened, one.fact))[:most]


def _corridor(towards: Towards, found: Matrix, name: str, steps: Sequence[tuple[int, StepRule]]) -> Corridor | None:
    many, j = towards.many, towards.requested
    ids = [
        i
        for i in dict.fromkeys(i for _, rule in steps for i in lines_in(rule.basis.test))
        if many.rules.names[i] == name
    ]
    own = name.partition(".")[2]
    if not ids or all(many.own[j][i] is T for i in ids):
        return None
    best: tuple[int, tuple[str, ...], int] = 0, (), 0
    for outcome in outcomes(unbound(many.states[j][own]), ids, many.rules.lines, dict.fromkeys(ids, 0)) or ():
        masks: list[Masks] = list(towards.masks)
        for i in ids:
            masks[i] = many.constant(T if outcome.worst >> i & 1 else F)
        opened, named, partners = 0, [], 0
        for k, rule in steps:
            held, _, _ = read(rule.basis.test, masks, many.everyone)
            new = held & ~found.with_basis[j][k] & ~(1 << j)
            if new:
                opened += new.bit_count()
                named.append(rule.step.id)
                partners |= new
        best = max(best, (opened, tuple(named), partners.bit_count()), key=lambda one: one[0])
    if not best[0]:
        return None
    return Corridor(j, own, best[0], best[1], best[2], all(many.own[j][i] is not F for i in ids))
