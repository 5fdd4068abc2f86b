"""What is known of all lines in one profile, and what of an element is still open."""

from collections.abc import Mapping, Sequence

from assess.engine import listings
from assess.engine.extremes import NOTHING, Sum
from assess.engine.lines import Named
from assess.engine.plan import Part, Rules
from assess.engine.truth import Condition, joined, lines_in, residual, true_at
from assess.model.results import FactState, Lists, Trace, Truth
from assess.tuples import NamedTuple

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
Open = Condition | Truth
"""A condition over unknown lines, or its truth."""


class Known(NamedTuple):
    """What is known of all lines of a framework."""

    rules: Rules
    states: Mapping[str, FactState]
    results: Sequence[Trace]
    truths: Sequence[Truth]
    """For every line by its number, including those on the treaty and on measures."""
    examined: set[str]
    """The facts of which the profile says something."""
    unknown: frozenset[int]
    """The open lines among those that may have to be tried."""
    anything: bool
    """Whether the State may be bound, and may have reserved and declared anything: if bound, it may be as if it were not."""


def known(rules: Rules, states: Mapping[str, FactState], results: Sequence[Trace], examined: set[str]) -> Known:
    """All lines with their truths."""
    lines = rules.lines
    truths = [result.truth for result in results]
    if lines.bound is not None:
        treaty = states.get(rules.framework.head.treaty or "")
        bound = F if treaty is None or treaty.truth is NA else treaty.truth
        truths.append(bound)
        for named in lines.paragraphs.values():
            truths.append(F if bound is F else made(treaty, named))
    truths += [U if states[fact].value is None and states[fact].truth is not NA else T for fact in lines.measured]
    unknown = frozenset([i for i in rules.mixed if truths[i] is U])
    anything = False
    if lines.bound is not None and truths[lines.bound] is U:
        anything = rules.lists_apart and (
            treaty is None or (treaty.reservations is None and treaty.declarations is None)
        )
    return Known(rules, states, results, truths, examined, unknown, anything)


def made(treaty: FactState | None, named: Named) -> Truth:
    """Whether the State made such a reservation or declaration; unknown where it is not listed and the list is not complete."""
    kind, paragraph, narrowing = named
    lists = listed(treaty, kind)
    if lists is None:
        return U
    found = {
        U if narrowing and entry.narrows is None else entry.truth
        for entry in lists.made
        if listings.reaches(entry, paragraph) and (not narrowing or entry.narrows is None or narrowing in entry.narrows)
    }
    return T if T in found else U if U in found or not lists.complete else F


def listed(treaty: FactState | None, kind: str) -> Lists | None:
    """What the State has reserved, or declared; None where nothing is known of it."""
    made = None if treaty is None else treaty.reservations if kind == "reservations" else treaty.declarations
    return None if treaty is None or made is None else Lists(made, kind not in treaty.in_part)


class Piece(NamedTuple):
    """An element as far as it is open."""

    weight: int
    essential: bool
    keeps: tuple[Condition, ...]
    """It counts where all of these hold."""
    holds: Open
    spared: Open
    """If it fails while this holds, only its own weight is lost, even if it is essential."""
    lines: int
    """The unknown lines on which it depends."""

    def at(self, worst: int, best: int) -> tuple[Sum, Sum]:
        """What it adds in a world, at its worst and at its best."""
        for condition in self.keeps:
            if not true_at(condition, worst):
                return NOTHING, NOTHING
        return self._sum(worst), self._sum(best)

    def _sum(self, world: int) -> Sum:
        holds, spared = self.holds, self.spared
        if holds is T if isinstance(holds, Truth) else true_at(holds, world):
            return Sum(self.weight, self.weight)
        fails = self.essential and not (spared is T if isinstance(spared, Truth) else true_at(spared, world))
        return Sum(0, self.weight, fails)

    def ways(self) -> list[Sum]:
        """Everything it may add, whatever else is the case; this may include too much, never too little."""
        found = [] if self.holds is F else [Sum(self.weight, self.weight)]
        if self.holds is not T:
            found += [Sum(0, self.weight, self.essential), *([Sum(0, self.weight)] if self.spared is not F else [])]
        return [*found, NOTHING] if self.keeps else found


def standing(found: Known, *, asked: bool) -> Open:
    """Whether the treaty binds the State, as far as it matters: it does only for what the treaty lets States exclude, or if a
    line asks."""
    bound = found.rules.lines.bound
    if bound is None:
        return F
    return T if found.anything and not asked else residual(bound, found.truths)


def piece(part: Part, found: Known, bound: Open) -> Piece | None:
    """An element as far as it is open, or None where it is known to fall away."""
    truths = found.truths
    holds = residual(part.holds, truths)
    if holds is NA:
        return None
    keeps: list[Open] = [] if part.applies is None else [residual(part.applies, truths)]
    if part.reserved is not None:
        keeps.append(joined("not", [joined("all", [bound, residual(part.reserved, truths)])]))
    if part.narrowed is not None or part.permitted:
        there = joined("all", [residual(i, truths) for i in part.law])
        allowed: Open = T
        if part.narrowed is not None:
            allowed = joined("any", [joined("not", [bound]), residual(part.narrowed, truths)])
        holds = joined("any", [holds, joined("all", [F if there is NA else there, allowed])])
    if any(keep is F or keep is NA for keep in keeps):
        return None
    still = tuple([keep for keep in keeps if not isinstance(keep, Truth)])
    read = [i for keep in still for i in lines_in(keep)]
    if not isinstance(holds, Truth):
        read += lines_in(holds)
    spared = F if part.spared is None or holds is T else residual(part.spared, truths)
    if not isinstance(spared, Truth):
        read += lines_in(spared)
    return Piece(part.weight, part.element.essential, still, holds, spared, mask(read))


def mask(ids: Sequence[int]) -> int:
    """A world where these lines hold."""
    found = 0
    for i in ids:
        found |= 1 << i
    return found


def bits(number: int) -> list[int]:
    """The numbers of the bits that are set."""
    found = []
    while number:
        low = number & -number
        found.append(low.bit_length() - 1)
        number ^= low
    return found
