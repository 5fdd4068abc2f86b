"""Many States against each other: the status of every step in every direction, without traces.

Each line of a condition is worked out once for each State. For one requested State, the truth of a line towards all requesting
States is held as three whole numbers whose bits are the States (holds, does not hold, does not apply), so that a condition is a
few operations on numbers instead of one evaluation for each pair. Where an open condition reads a fact in more than one way, the
pairs that are open are read one by one, as `assess_pair` reads them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from assess.engine.between import agreements_between, applies, kept_apart, yes_or_no
from assess.engine.completions import Outcome, outcomes
from assess.engine.pair_rules import Ask, PairRules, StepRule
from assess.engine.pairs import PairStatus, side_states, tried
from assess.engine.truth import Condition, Test, evaluate_line
from assess.model.condition import SIDES
from assess.model.one_basis import GIVEN
from assess.model.pairs import PairFramework
from assess.model.profile import Profile
from assess.model.results import FactState, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

Masks = tuple[int, int, int]
"""The requesting States for which something holds, does not hold, does not apply; for all others it is open."""


class Counted(NamedTuple):
    """How many steps have which status, from one State to another."""

    recorded: int
    conditions: int
    none: int
    unknown: int

    @property
    def with_basis(self) -> int:
        """Steps with a basis, with conditions or without."""
        return self.recorded + self.conditions


class Matrix(NamedTuple):
    """The status of every step between any two of several States."""

    framework: PairFramework
    profiles: tuple[Profile, ...]
    days: tuple[date, ...]
    steps: tuple[str, ...]
    with_basis: tuple[tuple[int, ...], ...]
    """For each requested State and step, the requesting States (as bits) for which a basis is recorded."""
    asked: tuple[tuple[int, ...], ...]
    """For which of these a condition is asked for, or may be."""
    unknown: tuple[tuple[int, ...], ...]
    """For which it is open whether there is a basis."""

    def status(self, requesting: int, requested: int, step: int) -> PairStatus:
        """The status of a step, by the places of the States and of the step."""
        bit = 1 << requesting
        if self.with_basis[requested][step] & bit:
            return PairStatus.CONDITIONS if self.asked[requested][step] & bit else PairStatus.RECORDED
        return PairStatus.UNKNOWN if self.unknown[requested][step] & bit else PairStatus.NONE

    def counted(self, requesting: int, requested: int) -> Counted:
        """How many steps have which status in one direction."""
        bit = 1 << requesting
        basis = sum(1 for mask in self.with_basis[requested] if mask & bit)
        asked = sum(1 for mask in self.asked[requested] if mask & bit)
        unknown = sum(1 for mask in self.unknown[requested] if mask & bit)
        return Counted(basis - asked, asked, len(self.steps) - basis - unknown, unknown)


class Towards:
    """All requesting States as one of them, the requested State, sees them."""

    def __init__(self, many: "Many", requested: int) -> None:
        self.many = many
        self.requested = requested
        own = many.own[requested]
        self.masks: list[Masks] = []
        for i, name in enumerate(many.rules.names):
            side = name.partition(".")[0]
            if side == SIDES[0]:
                self.masks.append(many.requesting[i])
            elif side == SIDES[1]:
                self.masks.append(many.constant(own[i]))
            else:
                self.masks.append(many.between(name, requested))

    def read(self, ask: Ask) -> Masks:
        """A condition towards all requesting States, exact."""
        found = read(ask.test, self.masks, self.many.everyone)
        if not ask.tried:
            return found
        left = self.many.everyone & ~(found[0] | found[1] | found[2]) & ~(1 << self.requested)
        for i in _bits(left):
            truth = self._exact(ask, i)
            if truth is not U:
                bit = 1 << i
                found = (
                    found[0] | (bit if truth is T else 0),
                    found[1] | (bit if truth is F else 0),
                    found[2] | (bit if truth is NA else 0),
                )
        return found

    def _exact(self, ask: Ask, i: int) -> Truth:
        """The truth towards one State; what comes to the same for several States is worked out once."""
        many, bit = self.many, 1 << i
        lines = many.lines_of(ask)
        truths = [U] * len(self.masks)
        for k in lines:
            held, fails, none = self.masks[k]
            truths[k] = T if held & bit else F if fails & bit else NA if none & bit else U
        ways = []
        for name, ids in ask.tried:
            own = tuple([k for k in ids if truths[k] is U])
            if own:
                made = many.outcomes(name, i, self.requested, own)
                if made is None:
                    return U
                ways.append((own, made))
        key = (id(ask), tuple([truths[k] for k in lines]), tuple(ways))
        found = many.known.get(key)
        if found is None:
            found = many.known[key] = tried(ask, truths, ways)
        return found


class Many:
    """Several States, each with the truth of every line on it as requesting and as requested State."""

    def __init__(self, profiles: Sequence[Profile], rules: PairRules, as_of: date | None = None) -> None:
        self.profiles = tuple(profiles)
        self.rules = rules._replace(steps=tuple(each for each in rules.steps if each.step.counted))
        self.days = tuple([as_of or profile.as_of for profile in profiles])
        self.states: list[Mapping[str, FactState]] = [side_states(each, rules, as_of) for each in profiles]
        self.everyone = (1 << len(profiles)) - 1
        self.own = [self._lines(states, SIDES[1]) for states in self.states]
        asking = [self._lines(states, SIDES[0]) for states in self.states]
        self.requesting = [self._masks([each[i] for each in asking]) for i in range(len(rules.lines))]
        codes: dict[str, list[int]] = {}
        for i, profile in enumerate(profiles):
            codes.setdefault("EU" if profile.country == "EUU" else profile.country, []).append(i)
        self.named: list[dict[str, int]] = []
        """For each State, by kind, those that its agreements name."""
        for profile in profiles:
            found: dict[str, int] = {}
            for agreement in profile.agreements:
                for i in codes.get("EU" if agreement.with_ == "EUU" else agreement.with_, ()):
                    found[agreement.kind] = found.get(agreement.kind, 0) | 1 << i
            self.named.append(found)
        self.searched = sum(1 << i for i, profile in enumerate(profiles) if profile.agreements_searched)
        self.marked: dict[str, int] = {}
        """For each treaty, the States whose answer has something that can keep it from applying, or to which it cannot apply."""

        self.known: dict[Any, Truth] = {}
        self._asked: dict[int, tuple[int, ...]] = {}
        self._outcomes: dict[Any, tuple[Outcome, ...] | None] = {}

    def lines_of(self, ask: Ask) -> tuple[int, ...]:
        """All lines of a condition."""
        found = self._asked.get(id(ask))
        if found is None:
            found = self._asked[id(ask)] = tuple(dict.fromkeys(_all_lines(ask.test)))
        return found

    def outcomes(self, name: str, i: int, j: int, own: tuple[int, ...]) -> tuple[Outcome, ...] | None:
        """How the open lines of a fact may turn out."""
        side, _, rest = name.partition(".")
        place = i if side == SIDES[0] else j if side == SIDES[1] else -1
        key = (name, place, own)
        if key not in self._outcomes:
            state = self.states[place][rest] if place >= 0 else yes_or_no(name, self.rules.facts[name], U)
            made = outcomes(state, own, self.rules.lines, dict.fromkeys(own, 0))
            self._outcomes[key] = None if made is None else tuple(made)
        return self._outcomes[key]

    def _lines(self, states: Mapping[str, FactState], side: str) -> list[Truth]:
        prefix = f"{side}."
        return [
            evaluate_line(line, states[name[len(prefix) :]]) if name.startswith(prefix) else U
            for line, name in zip(self.rules.lines, self.rules.names, strict=True)
        ]

    def _masks(self, truths: Sequence[Truth]) -> Masks:
        found = [sum(1 << i for i, truth in enumerate(truths) if truth is wanted) for wanted in (T, F, NA)]
        return found[0], found[1], found[2]

    def constant(self, truth: Truth) -> Masks:
        """The same for all requesting States."""
        return (
            self.everyone if truth is T else 0,
            self.everyone if truth is F else 0,
            self.everyone if truth is NA else 0,
        )

    def between(self, name: str, requested: int) -> Masks:
        """What is asked of both States together."""
        kind, _, rest = name.partition(".")
        return self._treaty(rest, requested) if kind == "treaty" else self._agreement(rest, requested)

    def _treaty(self, rest: str, j: int) -> Masks:
        name = f"treaties.{rest}"
        if rest not in self.marked:
            self.marked[rest] = sum(1 << i for i, states in enumerate(self.states) if _marks(states[name]))
        held = self.everyone
        fails = 0
        for i in _bits(self.everyone if self.marked[rest] >> j & 1 else self.marked[rest]):
            two = self.states[i][name], self.states[j][name]
            truth = applies(kept_apart(two, (self.profiles[i], self.profiles[j]), min(self.days[i], self.days[j])), two)
            if truth is not T:
                held &= ~(1 << i)
                fails |= 1 << i if truth is F else 0
        return held, fails, 0

    def _agreement(self, kind: str, j: int) -> Masks:
        held, fails = 0, self.everyone if self.searched >> j & 1 else self.searched
        naming = sum(1 << i for i, own in enumerate(self.named) if own.get(kind, 0) >> j & 1)
        for i in _bits((self.named[j].get(kind, 0) | naming) & ~(1 << j)):
            two = self.profiles[i], self.profiles[j]
            truth = agreements_between(kind, two, (self.days[i], self.days[j])).truth
            held |= 1 << i if truth is T else 0
            fails = fails | 1 << i if truth is F else fails & ~(1 << i)
        return held, fails, 0


def _marks(state: FactState) -> bool:
    answer = state.answer
    if state.truth is NA or answer is None:
        return state.truth is NA
    return bool(answer.relations_excluded_with or answer.objections or answer.territories)


def _all_lines(test: Condition) -> Iterator[int]:
    if isinstance(test, Test):
        for part in test.parts:
            yield from _all_lines(part)
    else:
        yield test


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def read(test: Condition, masks: Sequence[Masks], everyone: int) -> Masks:
    """A condition over lines of which each has its masks: Kleene's logic for all States at once."""
    if not isinstance(test, Test):
        return masks[test]
    parts = [read(part, masks, everyone) for part in test.parts]
    if test.op == "not":
        return parts[0][1], parts[0][0], parts[0][2]
    if test.op == GIVEN:
        away = parts[0][2]
        other = parts[2] if len(parts) > 2 else (0, everyone, 0)
        then = parts[1]
        mixed = [(then[k] & ~away) | (other[k] & away) for k in range(3)]
        return mixed[0], mixed[1], mixed[2]
    none = everyone
    for part in parts:
        none &= part[2]
    if test.op == "all":
        held, fails = everyone, 0
        for part in parts:
            held &= part[0] | part[2]
            fails |= part[1]
        return held & ~none, fails, none
    if test.op == "any":
        held, fails = 0, everyone
        for part in parts:
            held |= part[0]
            fails &= part[1] | part[2]
        return held, fails & ~none, none
    enough = _at_least(test.n, [part[0] for part in parts], everyone)
    possible = _at_least(test.n, [everyone & ~(part[1] | part[2]) for part in parts], everyone)
    return enough & ~none, everyone & ~possible & ~none, none


def _at_least(n: int, parts: Sequence[int], everyone: int) -> int:
    """For which States at least `n` of these hold."""
    reached = [everyone] + [0] * n
    for part in parts:
        for k in range(n, 0, -1):
            reached[k] |= reached[k - 1] & part
    return reached[n]


def matrix(profiles: Sequence[Profile], rules: PairRules, as_of: date | None = None) -> Matrix:
    """The status of every step between any two of these States.

    Raises:
        ValueError: fewer than two States, one twice, or a day later than a profile's own.
    """
    return matrix_of(Many(profiles, rules, as_of))


def matrix_of(many: Many) -> Matrix:
    """The same, of States that were already read."""
    if len(many.profiles) < 2 or len({each.country for each in many.profiles}) != len(many.profiles):
        raise ValueError("two or more different States are read against each other")
    rows = [_row(Towards(many, j), many.rules.steps) for j in range(len(many.profiles))]
    return Matrix(
        many.rules.framework,
        many.profiles,
        many.days,
        tuple(rule.step.id for rule in many.rules.steps),
        tuple(tuple(basis for basis, _, _ in row) for row in rows),
        tuple(tuple(asked for _, asked, _ in row) for row in rows),
        tuple(tuple(unknown for _, _, unknown in row) for row in rows),
    )


def _row(towards: Towards, steps: Sequence[StepRule]) -> list[Masks]:
    """For each step: with a basis, of these with conditions, open."""
    others = towards.many.everyone & ~(1 << towards.requested)
    found = []
    for rule in steps:
        held, fails, none = towards.read(rule.basis)
        asked = 0
        for _, ask, _ in rule.conditions:
            if ask is None:
                asked = others
                break
            _, not_asked, away = towards.read(ask)
            asked |= others & ~(not_asked | away)
        found.append((held & others, asked & held & others, others & ~(held | fails | none)))
    return found
