"""Two profiles of one State on two days: each thing that is different, and whether the law changed or our knowledge of it.

A difference is one of law if its `from` lies after the old day (or, of what ended, its `until`; of a reservation, the day on which
it was made or withdrawn), else one of knowledge: what is entered later may have been so all the time. A basis is as new as the
provisions that it stands on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from assess.engine.effect import same_state
from assess.engine.facts import basis_states, fact_states, in_effect, provisions_on
from assess.model.base import earliest
from assess.model.catalogue import Fact
from assess.model.profile import Agreement, Answer, Basis, Profile, ProvisionEntry
from assess.model.results import FactState, Truth

Cause = Literal["law", "knowledge"]
LAW: Cause = "law"
KNOWLEDGE: Cause = "knowledge"
Found = tuple[Truth, ProvisionEntry | None]
"""Whether a provision is in force, with its entry on the day."""
_LISTS = ("reservations", "declarations")


class ProvisionChange(NamedTuple):
    """A provision that is in force otherwise than it was, or that only one of the two profiles enters."""

    name: str
    cause: Cause
    before: ProvisionEntry | None
    after: ProvisionEntry | None
    entered: tuple[bool, bool]
    """Whether each of the two profiles enters it at all."""


class AgreementChange(NamedTuple):
    """A bilateral treaty or arrangement that only one of the two profiles has as it is."""

    cause: Cause
    before: Agreement | None
    after: Agreement | None


class FactChange(NamedTuple):
    """An answer that is otherwise than it was."""

    name: str
    causes: tuple[Cause, ...]
    """Both, where a part of it is law and a part knowledge."""
    before: FactState
    after: FactState
    undated: bool = False
    """Whether it is open before only because one and the same answer carries no date."""


class Side(NamedTuple):
    """A profile on a day."""

    profile: Profile
    day: date

    @property
    def earlier(self) -> bool:
        """Whether the day is before that of the profile, so that what carries no date is open."""
        return self.day < self.profile.as_of


class Mixer:
    """The states of facts with the law, and the knowledge, of either side."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.before = provisions_on(old.profile, old.day)
        self.after = provisions_on(new.profile, new.day)
        self.provisions = tuple(self._provisions())
        self.cause = {each.name: each.cause for each in self.provisions}

    # Provisions

    def _provisions(self) -> Iterable[ProvisionChange]:
        for name in dict.fromkeys([*self.before, *self.after]):
            was, now = self.before.get(name), self.after.get(name)
            if _told(was) != _told(now):
                cause = LAW if self.moved_in_law(name) else KNOWLEDGE
                entries = (was[1] if was else None, now[1] if now else None)
                yield ProvisionChange(name, cause, *entries, (was is not None, now is not None))

    def moved_in_law(self, name: str) -> bool:
        """Whether something about a provision began, or ended, after the old day and by the new one."""
        entries = self.new.profile.provisions.get(name, ())
        return any(self._between(entry.from_) or self._between(entry.until) for entry in entries)

    def _between(self, when: Any) -> bool:
        """Whether a date lies after the old day and not after the new one, on every reading of it."""
        return when is not None and self.old.day < earliest(when) <= self.new.day

    def _mixed(self, law: bool, knowledge: bool) -> dict[str, Found]:
        taken = {LAW: law, KNOWLEDGE: knowledge}
        nothing: Found = (Truth.UNKNOWN, None)
        return {
            name: (self.after if taken[self.cause.get(name, KNOWLEDGE)] else self.before).get(name, nothing)
            for name in dict.fromkeys([*self.before, *self.after])
        }

    # Facts

    def states(self, facts: Mapping[str, Fact], *, law: bool, knowledge: bool) -> dict[str, FactState]:
        """The state of each of these facts, with the law and the knowledge of the old side or of the new."""
        if law == knowledge:
            side = self.new if law else self.old
            return fact_states(side.profile, facts, side.day)
        before, after = (self.states(facts, law=both, knowledge=both) for both in (False, True))
        provisions = self._mixed(law, knowledge)
        return {name: self._state(before[name], after[name], provisions, law=law) for name in before}

    def _state(self, old: FactState, new: FactState, provisions: Mapping[str, Found], *, law: bool) -> FactState:
        """One state with the law of one side and the knowledge of the other: with the new law if `law`."""
        kind = new.fact.kind
        if kind == "provision" and (_stands(old) or _stands(new)) and not self._answer_is_law(old, new):
            gained, lost = self._bases(old, new)
            own, other = (old, new) if law else (new, old)
            bases = [each for each in _by(own) if each not in (lost if law else gained)]
            bases += [each for each in (gained if law else lost) if each not in bases]
            if not bases:
                return own if not _stands(own) else other
            given = own.answer if _stands(own) else other.answer
            assert given is not None
            return basis_states(new.id, new.fact, given, bases, provisions)
        of_law = self._answer_is_law(old, new)
        taken = new if of_law == law else old
        if kind == "treaty":
            lists = {name: self._list(old, new, name, law=law) for name in _LISTS}
            part = {name for name in _LISTS if name in (new if lists[name] is getattr(new, name) else old).in_part}
            return taken._replace(**lists, in_part=tuple(name for name in _LISTS if name in part))
        return taken

    def _answer_is_law(self, old: FactState, new: FactState) -> bool:
        """Whether the answer as a whole began, or the old one ended, after the old day."""
        begins = new.answer.from_ if new.answer else None
        ends = [answer.until for answer in self.new.profile.facts.get(new.id, ())]
        return self._between(begins) or (new.answer is None and any(self._between(end) for end in ends))

    def _bases(self, old: FactState, new: FactState) -> tuple[list[Basis], list[Basis]]:
        """The bases gained and lost by changes of law; all other differences of bases are knowledge."""
        before, after = _by(old), _by(new)
        gained = [b for b in after if b not in before and any(map(self.moved_in_law, b.of))]
        lost = [b for b in before if b not in after and any(map(self.moved_in_law, b.of))]
        return gained, lost

    def _list(self, old: FactState, new: FactState, name: str, *, law: bool) -> Any:
        """What was reserved, or declared: what is known now of the old day tells law and knowledge apart."""
        was, now = getattr(old, name), getattr(new, name)
        answer = new.answer
        then = in_effect(getattr(answer, name), self.old.day, earlier=True) if answer else None
        if was == now:
            return now
        if then == was:  # only the law has moved
            return now if law else was
        if then == now:  # only our knowledge has
            return was if law else now
        return now if law else then

    # What is different

    def facts(self, facts: Mapping[str, Fact]) -> tuple[FactChange, ...]:
        """Those of these facts that read otherwise, apart from those of which only the force of their provisions has changed."""
        before, after = (self.states(facts, law=both, knowledge=both) for both in (False, True))
        mixed = self.states(facts, law=True, knowledge=False)
        found = []
        for name, old in before.items():
            new = after[name]
            if same_state(old, new) or _same_answer(old, new):
                continue
            halfway = mixed[name]
            causes: list[Cause] = [LAW] if not same_state(old, halfway) else []
            causes += [KNOWLEDGE] if not same_state(halfway, new) else []
            found.append(FactChange(name, tuple(causes), old, new, self._undated(old, new)))
        return tuple(found)

    def agreements(self) -> tuple[AgreementChange, ...]:
        """The agreements that are new, gone, or otherwise than they were."""
        old, new = (
            {(e.with_, e.kind, str(e.title)): e for e in side.profile.agreements} for side in (self.old, self.new)
        )
        found = []
        for key in dict.fromkeys([*old, *new]):
            was, now = old.get(key), new.get(key)
            force = now.in_force if now else None
            begun = not isinstance(force, bool) and self._between(force)
            if was is not None and now is not None and was.in_force == now.in_force and not begun:
                continue
            found.append(AgreementChange(LAW if begun else KNOWLEDGE, was, now))
        return tuple(found)

    def _undated(self, old: FactState, new: FactState) -> bool:
        if not self.old.earlier or old.known != "unknown" or old.answer is not None or new.answer is None:
            return False
        return (
            new.answer.from_ is None
            and new.answer.until is None
            and new.answer in self.old.profile.facts.get(old.id, ())
        )


def _told(found: Found | None) -> tuple[object, ...] | None:
    """What is told of a provision: nothing where it is not entered."""
    return None if found is None else (found[0], found[1].status if found[1] else None)


def _stands(state: FactState) -> bool:
    return any(basis.basis is not None for basis in state.bases)


def _by(state: FactState) -> Sequence[Basis]:
    """The bases of a fact of law, each with its own features."""
    return [_whole(basis.basis, state.answer) for basis in state.bases if basis.basis is not None]


def _whole(basis: Basis, answer: Answer | None) -> Basis:
    if basis.features or answer is None or not answer.features:
        return basis
    return Basis(of=basis.of, route=basis.route, features=answer.features, reading=basis.reading)


def _same_answer(old: FactState, new: FactState) -> bool:
    """Whether both stand on the same bases, so that only their provisions can differ."""
    return old.fact.kind == "provision" and _stands(old) and _stands(new) and _by(old) == _by(new)
