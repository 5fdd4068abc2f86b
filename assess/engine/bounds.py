"""Exact bounds of one criterion over all completions of what is unknown, and of conditions.

Elements that share nothing that has to be tried are bounded apart (`extremes`), so that what is tried together stays
small. Over the limit, the elements concerned keep the outer bounds of Kleene's logic.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from assess.engine import completions, extremes, listings
from assess.engine.completions import Outcome, Variable
from assess.engine.extremes import Sum
from assess.engine.lines import by_fact
from assess.engine.pieces import Known, Open, Piece, bits, listed, mask, piece, standing
from assess.engine.plan import Rule, Rules
from assess.engine.scales import score_of
from assess.engine.truth import lines_in, residual, true_at
from assess.model.results import ElementResult, FactState, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
_new = tuple.__new__
"""Makes a named tuple without calling its constructor, for those that are made hundreds of times in an assessment."""


class Bounds(NamedTuple):
    """The lowest and highest score where the criterion applies."""

    low: Fraction
    high: Fraction
    applies: Truth
    outer: bool
    """They may be wider than necessary."""


Group = tuple[list[Piece | None], list[Variable], int]
"""Elements that depend on each other (None is the criterion's own condition), the variables that tie them, and the lines they
read."""


class Scope:
    """One criterion as far as it is open in one profile.

    `elements` are its elements by Kleene's logic, exact for those that read nothing that has to be tried; `tied` are lines that
    other criteria read in other ways, `asked` says whether one of them asks where the State stands to the treaty.
    """

    def __init__(
        self,
        rule: Rule,
        found: Known,
        elements: Sequence[ElementResult],
        tied: frozenset[int] = frozenset(),
        *,
        asked: bool = False,
    ) -> None:
        self.rule, self.found = rule, found
        truths = found.truths
        self.applies: Open = T if rule.applies is None else residual(rule.applies, truths)
        trying = found.unknown & rule.mixed
        if tied:
            trying = trying.union([i for i in tied if truths[i] is U])
        self.low, self.high, self.open = self._parts(elements, trying, asked or rule.asks_standing)
        self.condition = 0 if isinstance(self.applies, Truth) else mask(lines_in(self.applies))
        self.lines = self.condition
        for one in self.open:
            self.lines |= one.lines
        scale = rule.scale
        if scale and truths[value := found.rules.lines.measured[scale.fact]] is U:
            self.lines |= 1 << value
        self.free, self.tried = variables(self.lines, self.signs(), found)
        self._kept: dict[tuple[int, int, int], Bounds | None] = {}
        self._hanging: dict[int, tuple[Sequence[Outcome], list[Group]]] = {}
        self._added: dict[tuple[int, int, int, int], tuple[frozenset[Sum], frozenset[Sum], bool]] = {}
        # what an element adds depends only on its own lines, in which few worlds differ; `open` holds the elements
        self._adds: dict[int, dict[tuple[int, int], tuple[Sum, Sum]]] = {id(one): {} for one in self.open}
        # many completions add the same in the end: of those, each end is worked out once
        self._ends: dict[tuple[bool, tuple[frozenset[Sum], ...]], Fraction | None] = {}
        self._equal: dict[Bounds, Bounds] = {}  # equal bounds are one object: `joint` tells ways apart by these

    def _parts(
        self, elements: Sequence[ElementResult], trying: frozenset[int], asked: bool
    ) -> tuple[Sum, Sum, list[Piece]]:
        """What elements that depend on no others add, at worst and at best, and the elements that are left."""
        bound = standing(self.found, asked=asked)
        low = high = counted = 0
        low_fails = high_fails = False
        rest: list[Piece] = []
        for part, result in zip(self.rule.parts, elements, strict=True):
            element = part.element
            if element.option:
                continue
            if trying.isdisjoint(part.reads):
                truth = NA if result.applies is F else result.truth
                if truth is NA:
                    continue
            else:
                one = piece(part, self.found, bound)
                if one is None:
                    continue
                if one.keeps or not isinstance(one.holds, Truth):
                    rest.append(one)
                    continue
                truth = one.holds
            counted += part.weight
            essential = element.essential and not (part.spared is not None and self.found.truths[part.spared] is T)
            if truth is T:
                low += part.weight
            elif essential:
                low_fails = True
            if truth is not F:
                high += part.weight
            elif essential:
                high_fails = True
        return Sum(low, counted, low_fails), Sum(high, counted, high_fails), rest

    def signs(self) -> dict[int, int]:
        """How each open line is read (see `completions.Signs`)."""
        return {i: self.rule.sign[i] for i in bits(self.lines)}

    def bounds(self, fixed: Sequence[tuple[int, Outcome]] = ()) -> Bounds | None:
        """The bounds when some lines are fixed; None if the criterion then never applies."""
        if self.applies is F or self.applies is NA:
            return None
        taken = worst = best = 0
        for lines, outcome in fixed:
            taken |= lines
            worst |= outcome.worst & lines
            best |= outcome.best & lines
        worst |= self.free.worst & ~taken
        best |= self.free.best & ~taken
        if self.rule.scale:
            tried = [variable for variable in self.tried if not variable.lines & taken]
            return self._measured(worst, fixed, tried)
        key = taken, worst & self.lines, best & self.lines  # many completions differ only in lines that others read
        if key not in self._kept:
            made = self._bounded(*key)
            self._kept[key] = None if made is None else self._equal.setdefault(made, made)
        return self._kept[key]

    def _bounded(self, taken: int, worst: int, best: int) -> Bounds | None:
        treaty, groups = self._groups(taken)
        found = [self._apart(taken, worst | one.worst, best | one.best, groups) for one in treaty]
        kept = [one for one in found if one]
        if not kept:
            return None
        sure = len(kept) == len(found) and all(one.applies is T for one in kept)
        return Bounds(
            min(one.low for one in kept),
            max(one.high for one in kept),
            T if sure else U,
            any(one.outer for one in kept),
        )

    def together(self, taken: int = 0) -> int:
        """The most completions that are tried together when the lines `taken` are fixed."""
        most = 1
        treaty, groups = self._groups(taken)
        for _, own, _lines in groups:
            size = len(treaty)
            for variable in own:
                size *= len(variable.outcomes) if variable.outcomes is not None else self.found.rules.limit + 1
            most = max(most, size)
        return most

    def _treaty(self, tried: Sequence[Variable]) -> tuple[Sequence[Outcome], list[Variable]]:
        """How the State may stand to the treaty (every element that the treaty lets States exclude depends on it), and the
        other variables."""
        bound = self.found.rules.lines.bound
        if bound is not None:
            for variable in tried:
                if variable.lines >> bound & 1 and variable.outcomes:
                    return variable.outcomes, [other for other in tried if other is not variable]
        return (Outcome(0, 0),), list(tried)

    def _groups(self, taken: int) -> tuple[Sequence[Outcome], "list[Group]"]:
        """How the State may stand to the treaty, and the groups of elements that depend on each other, when the lines `taken`
        are fixed."""
        if taken not in self._hanging:
            treaty, rest = self._treaty([variable for variable in self.tried if not variable.lines & taken])
            self._hanging[taken] = treaty, self._grouped(rest)
        return self._hanging[taken]

    def _grouped(self, tried: Sequence[Variable]) -> "list[Group]":
        """Groups of elements that depend on each other (None is the criterion's own condition), with their variables and lines."""
        groups: list[tuple[list[Piece | None], int, int]] = []
        members: list[tuple[Piece | None, int]] = [(one, one.lines) for one in self.open]
        if self.condition:
            members.append((None, self.condition))
        of = [(1 << k, variable.lines) for k, variable in enumerate(tried)]
        for member, lines in members:
            ties = 0
            for bit, own in of:
                if own & lines:
                    ties |= bit
            touching = [group for group in groups if group[1] & ties]
            if not touching:
                groups.append(([member], ties, lines))
                continue
            groups = [group for group in groups if not group[1] & ties]
            joined_members = [one for group in touching for one in group[0]]
            for _, other, more in touching:
                ties |= other
                lines |= more
            groups.append(([*joined_members, member], ties, lines))
        return [(together, [tried[k] for k in bits(ties)], lines) for together, ties, lines in groups]

    def _apart(self, taken: int, worst: int, best: int, groups: "Sequence[Group]") -> Bounds | None:
        """Bounds with each group completed by itself."""
        lows: list[frozenset[Sum]] = []
        highs: list[frozenset[Sum]] = []
        never = outer = False
        maybe = False
        limit = self.found.rules.limit
        for nth, (members, own, lines) in enumerate(groups):
            size = 1
            for variable in own:
                size *= len(variable.outcomes) if variable.outcomes is not None else limit + 1
            if size > limit:
                outer = True
                maybe = maybe or None in members
                for member in members:
                    if member is not None:
                        lows.append(frozenset(member.ways()))
                        highs.append(lows[-1])
                continue
            key = taken, nth, worst & lines, best & lines
            if key not in self._added:
                self._added[key] = self._together(members, own, lines, worst, best)
            low, high, left_out = self._added[key]
            maybe = maybe or left_out
            if not low:
                never = True
            lows.append(low)
            highs.append(high)
        if never:
            return None
        least, most = self._end(lows, high=False), self._end(highs, high=True)
        if least is None or most is None:
            return None
        maybe = maybe or (not self.low.counted and all(any(not one.counted for one in part) for part in lows))
        return Bounds(least, most, U if maybe else T, outer)

    def _end(self, parts: Sequence[frozenset[Sum]], *, high: bool) -> Fraction | None:
        """One end of what these parts may add, each chosen by itself."""
        key = high, tuple(parts)
        if key not in self._ends:
            found = extremes.highest(self.high, parts) if high else extremes.lowest(self.low, parts)
            self._ends[key] = found
        return self._ends[key]

    def _together(
        self, members: Sequence[Piece | None], tried: Sequence[Variable], lines: int, worst: int, best: int
    ) -> tuple[frozenset[Sum], frozenset[Sum], bool]:
        """What a group may add at worst and at best, and whether the criterion may not apply."""
        pieces = [member for member in members if member is not None]
        condition = None if len(pieces) == len(members) else self.applies
        lows: set[Sum] = set()
        highs: set[Sum] = set()
        left_out = False
        worlds = {(worst & lines, best & lines)}  # many completions are alike as far as this group reads them
        for variable in tried:
            ways = {(one.worst & lines, one.best & lines) for one in variable.outcomes or ()}
            worlds = {(low | worse, high | better) for low, high in worlds for worse, better in ways}
        seen = [(one, one.lines, self._adds[id(one)]) for one in pieces]
        for low, high in worlds:
            if condition is not None and not isinstance(condition, Truth) and not true_at(condition, low):
                left_out = True
                continue
            least: int | Fraction = 0
            most: int | Fraction = 0
            counted: int | Fraction = 0
            least_fails = most_fails = False
            for one, read, adds in seen:
                key = low & read, high & read
                if (added := adds.get(key)) is None:
                    added = adds[key] = one.at(*key)
                (held, weight, fails), (more, _, still) = added
                counted += weight
                least += held
                most += more
                least_fails |= fails
                most_fails |= still
            lows.add(_new(Sum, (least, counted, least_fails)))
            highs.add(_new(Sum, (most, counted, most_fails)))
        return frozenset(lows), frozenset(highs), left_out

    def _measured(self, base: int, fixed: Sequence[tuple[int, Outcome]], tried: Sequence[Variable]) -> Bounds | None:
        """A measure when it is open what it reads or whether it applies."""
        scale = self.rule.scale
        assert scale is not None
        rules = self.found.rules
        value = rules.lines.measured[scale.fact]
        size = 1
        for variable in tried:
            size *= len(variable.outcomes) if variable.outcomes is not None else rules.limit + 1
        everything = ends(self.found, scale.fact, self.rule)
        if size > rules.limit:
            return Bounds(*everything, U, True)
        lows: list[Fraction] = []
        highs: list[Fraction] = []
        left_out = False
        read = next((one.value for lines, one in fixed if lines >> value & 1), None)
        for chosen in product(*[variable.outcomes or () for variable in tried]):
            world = base | _joined(one.worst for one in chosen)
            if not isinstance(self.applies, Truth) and not true_at(self.applies, world):
                left_out = True
                continue
            mine = next((o.value for v, o in zip(tried, chosen, strict=True) if v.lines >> value & 1), read)
            low, high = everything if mine is None else (score_of(scale, mine),) * 2
            lows.append(low)
            highs.append(high)
        return Bounds(min(lows), max(highs), U if left_out else T, False) if lows else None


def variables(lines: int, sign: completions.Signs, found: Known) -> tuple[Outcome, list[Variable]]:
    """Splits open lines into those that have to be tried and the rest, at their worst and at their best."""
    worst = best = 0
    tried: list[Variable] = []
    rules = found.rules
    for name, ids in by_fact(bits(lines), rules.lines).items():
        if name in ("reservations", "declarations"):
            given = listed(found.states.get(rules.framework.head.treaty or ""), name)
            ways = listings.lists(given, {i: rules.lines.paragraphs[i][1:] for i in ids}, sign, rules.limit)
        else:
            ways = [Variable(mask(ids), _outcomes(name, ids, sign, found))]
        for variable in ways:
            if variable.outcomes is not None and len(variable.outcomes) == 1:
                worst |= variable.outcomes[0].worst
                best |= variable.outcomes[0].best
            else:
                tried.append(variable)
    return Outcome(worst, best), tried


def _outcomes(name: str, ids: list[int], sign: completions.Signs, found: Known) -> tuple[Outcome, ...] | None:
    rules, state = found.rules, found.states[name]
    value = rules.lines.measured.get(name)
    if value not in ids:
        if state.bases or state.status is not None or state.value is not None or state.truth is not U:
            made_ = completions.outcomes(state, ids, rules.lines.all, sign, rules.limit)
            return None if made_ is None else tuple(made_)
        return unknown(state, ids, sign, rules)
    others = [i for i in ids if i != value]
    if not others:  # only measures read it: each has its ends
        return (Outcome(0, 0),)
    return tuple(completions.measured(state, others, rules.lines.all, rules.lines.marks.get(name, ())))


def unknown(state: FactState, ids: Sequence[int], sign: completions.Signs, rules: Rules) -> tuple[Outcome, ...] | None:
    """How a fact of which nothing is known may turn out: the same for every State, and worked out once."""
    key = tuple([(i, sign[i]) for i in ids])
    if key not in rules.unknowns:
        made = completions.outcomes(state, ids, rules.lines.all, sign, rules.limit)
        rules.unknowns[key] = None if made is None else tuple(made)
    return rules.unknowns[key]


def ends(found: Known, fact: str, rule: Rule) -> tuple[Fraction, Fraction]:
    """The lowest and highest score of a measure."""
    scale = rule.scale
    assert scale is not None
    state, lines = found.states[fact], found.rules.lines
    if state.value is not None:
        score = score_of(scale, state.value)
        return score, score
    scores = [
        score_of(scale, one.value) for one in completions.measured(state, (), lines.all, lines.marks.get(fact, ()))
    ]
    return min(scores), max(scores)


def _joined(worlds: Iterable[int]) -> int:
    found = 0
    for world in worlds:
        found |= world
    return found
