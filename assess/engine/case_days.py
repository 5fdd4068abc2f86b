"""A profile on the days of a case: the state of a fact on a day, and the stretches of the conduct over which law stays the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from assess.engine.facts import fact_states
from assess.engine.truth import combine, evaluate_line, line_of
from assess.model.base import earliest, latest
from assess.model.catalogue import Catalogue
from assess.model.condition import Leaf
from assess.model.exercise import split
from assess.model.profile import Profile
from assess.model.results import FactState, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


class Law:
    """The profiles of the States of a case, by code, read on any day. A day after a profile's own is unknown, not assumed."""

    def __init__(self, profiles: Mapping[str, Profile], catalogue: Catalogue, facts: Iterable[str]) -> None:
        self.profiles = {code: profiles[code] for code in sorted(profiles)}
        names = {split(name)[0] for name in facts}
        self.facts = {name: catalogue.facts[name] for name in sorted(names) if name in catalogue.facts}
        self._states: dict[tuple[str, date], dict[str, FactState]] = {}

    def states(self, code: str, day: date) -> dict[str, FactState]:
        """The state of each fact in a State on a day."""
        found = self._states.get((code, day))
        if found is None:
            profile = self.profiles[code]
            if day > profile.as_of:
                found = {name: FactState(name, fact, "unknown", U) for name, fact in self.facts.items()}
            else:
                found = fact_states(profile, self.facts, day)
                if day != profile.as_of:  # the profile would keep a copy for each day
                    profile.worked.pop(("states", day, False), None)
                    profile.worked.pop(("provisions", day, False), None)
            self._states[code, day] = found
        return found

    def state(self, code: str, fact: str, day: date) -> FactState:
        return self.states(code, day)[fact]

    def holds(
        self, code: str, fact: str, day: date, feature: str = "", op: str = "is", literal: object = None
    ) -> Truth:
        """The truth of one line about a State on a day; what does not apply to it does not hold."""
        state = self.state(code, fact, day)
        truth = evaluate_line(line_of(Leaf(fact, feature, op, literal, ""), state.fact), state)
        return F if truth is NA else truth

    def crime(self, code: str, offence: str, day: date) -> Truth:
        """Whether the law of a State makes it an offence on a day."""
        fact, feature = split(offence)
        return self.holds(code, fact, day, feature)

    def changes(self, codes: Iterable[str], start: date, end: date) -> list[date]:
        """The days after `start`, up to `end`, on which one of these facts may change in one of these States."""
        found: set[date] = set()
        for code in codes:
            profile = self.profiles[code]
            entries: list[object] = []
            for name in self.facts:
                for answer in profile.facts.get(name, ()):
                    entries.append(answer)
                    entries += [
                        entry for basis in answer.by for one in basis.of for entry in profile.provisions.get(one, ())
                    ]
            for entry in entries:
                for key in ("from_", "until", "takes_effect"):
                    when = getattr(entry, key, None)
                    if when is not None:
                        found |= {earliest(when), latest(when)}
            found.add(profile.as_of + timedelta(days=1) if profile.as_of < date.max else profile.as_of)
        return sorted(day for day in found if start < day <= end)


class Piece(NamedTuple):
    """A stretch of days over which a truth stays the same; both days belong to it."""

    start: date
    end: date
    truth: Truth


class Period(NamedTuple):
    """The truth of something over the conduct, stretch by stretch."""

    pieces: tuple[Piece, ...]

    @property
    def word(self) -> str:
        """ "yes" or "no" where it is so on every day, "part" where on some days only, "open" where that is not known."""
        truths = {piece.truth for piece in self.pieces}
        if truths == {T}:
            return "yes"
        if T in truths:
            return "part"
        return "open" if U in truths else "no"

    @property
    def days(self) -> tuple[Piece, ...]:
        """The stretches on which it is so, where it is not so on all."""
        return tuple(piece for piece in self.pieces if piece.truth is T) if self.word == "part" else ()


def period(starts: Sequence[date], end: date, truths: Sequence[Truth]) -> Period:
    """A period from the first day of each stretch and its truth; neighbours with the same truth are one."""
    pieces: list[Piece] = []
    for i, (start, truth) in enumerate(zip(starts, truths, strict=True)):
        last = starts[i + 1] - timedelta(days=1) if i + 1 < len(starts) else end
        if pieces and pieces[-1].truth is truth:
            pieces[-1] = pieces[-1]._replace(end=last)
        else:
            pieces.append(Piece(start, last, truth))
    return Period(tuple(pieces))


def every(*truths: Truth) -> Truth:
    """Kleene's "and"."""
    return combine("all", 0, truths)


def some(*truths: Truth) -> Truth:
    """Kleene's "or"; of nothing, false."""
    return combine("any", 0, truths) if truths else F


def denied(truth: Truth) -> Truth:
    """Kleene's "not"."""
    return combine("not", 0, [truth])


def at_most_open(truth: Truth) -> Truth:
    """What a fact supports without settling it: open where it holds."""
    return U if truth is T else truth
