"""A profile on one day: which provisions are in force, and the state of each fact."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assess.model.base import PartialDate, earliest, latest
from assess.model.catalogue import Fact
from assess.model.profile import PENDING, Answer, Basis, Profile, ProvisionEntry, Reservation
from assess.model.results import BasisState, FactState, Made, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


def fact_states(
    profile: Profile,
    facts: Mapping[str, Fact],
    as_of: date | None = None,
    *,
    pending: bool = False,
    absent: Mapping[str, FactState] | None = None,
) -> dict[str, FactState]:
    """The state of each of `facts` on `as_of` (the profile's own day by default).

    With `pending`, bills and adopted texts count as in force and what they replace does not. Before the profile's day,
    what carries no date is unknown. `absent` are states already made, for facts of which the profile says nothing.
    """
    day = as_of or profile.as_of
    kept: dict[str, FactState] = profile.worked.setdefault(("states", day, pending), {})
    provisions = profile.worked.get(("provisions", day, pending))
    if provisions is None:
        provisions = profile.worked["provisions", day, pending] = _Provisions(profile, day, pending=pending)
    states = (
        dict(absent)
        if absent is not None
        else {name: FactState(name, fact, "absent", U) for name, fact in facts.items()}
    )
    answers = profile.facts
    for name in states:
        if entries := answers.get(name):
            state = kept.get(name)
            if state is None or state.fact is not facts[name]:
                entry = _current(entries, day, provisions.earlier)
                state = kept[name] = _state(name, facts[name], entry, day, provisions)
            states[name] = state
    return states


def covers(start: date | PartialDate | None, end: date | PartialDate | None, day: date) -> Truth:
    """Whether a period covers a day, from `start` (inclusive) until `end` (exclusive): the one place that compares dates.

    Of a date known in part, every day that can be meant has to have passed, or to be still to come; between them it is open.
    """
    if (start is not None and day < earliest(start)) or (end is not None and latest(end) <= day):
        return F
    return T if (start is None or latest(start) <= day) and (end is None or day < earliest(end)) else U


def _current(entries: Sequence[Any], day: date, earlier: bool) -> Any:
    """The entry that covers `day`, or None: a gap is unknown; so is, on an `earlier` day, what carries no date at all.

    An answer that names provisions is not undated: law takes its dates from them.
    """
    if len(entries) == 1 and not earlier:  # nearly always, and mostly without dates
        (entry,) = entries
        undated = entry.from_ is None and entry.until is None
        return entry if undated or covers(entry.from_, entry.until, day) is T else None
    for entry in entries:
        if earlier and entry.from_ is None and entry.until is None and not getattr(entry, "by", ()):
            continue
        if covers(entry.from_, entry.until, day) is T:
            return entry
    return None


class _Provisions:
    """The provisions of a profile on one day, each worked out once."""

    def __init__(self, profile: Profile, day: date, *, pending: bool) -> None:
        self.entries = profile.provisions
        self.day = day
        self.earlier = day < profile.as_of
        self.pending = pending
        self.found: dict[str, tuple[Truth, ProvisionEntry | None]] = {}
        current = (_current(entries, day, self.earlier) for entries in self.entries.values()) if pending else ()
        self.replaced = frozenset(
            name for entry in current if entry and entry.status in PENDING for name in entry.replaces
        )

    def __getitem__(self, name: str) -> tuple[Truth, ProvisionEntry | None]:
        """Whether a provision is in force, and its entry on the day."""
        found = self.found.get(name)
        if found is None:
            found = self.found[name] = self._find(name)
        return found

    def _find(self, name: str) -> tuple[Truth, ProvisionEntry | None]:
        entry: ProvisionEntry | None = _current(self.entries.get(name, ()), self.day, self.earlier)
        if entry is None:
            return U, None
        if name in self.replaced:
            return F, entry
        if entry.status == "in_force" or (self.pending and entry.status in PENDING):
            return T, entry
        # of a text in force in part, the profile does not say which part: enter the parts apart
        return (U if entry.status == "partly_in_force" else F), entry


def _state(name: str, fact: Fact, answer: Answer | None, day: date, provisions: _Provisions) -> FactState:
    if answer is None:
        return FactState(name, fact, "unknown", U)
    status = answer.status
    if status is None:
        if fact.kind == "provision":
            bases = tuple([_basis(basis, answer, provisions) for basis in answer.by])
            truths = [basis.truth for basis in bases]
            return FactState(
                name, fact, "answered", T if T in truths else U if U in truths else F, bases, None, None, answer
            )
        value = answer.value
        truth = U if fact.kind != "yes_no" else T if value is True else F
        return FactState(name, fact, "answered", truth, (), None, value, answer)
    if status == "withheld":
        return FactState(name, fact, "withheld", U)
    if status == "not_applicable":
        return FactState(name, fact, "not_applicable", NA, answer=answer)
    if fact.kind == "treaty":
        return _treaty(name, fact, answer, day, provisions.earlier)
    if status == "unknown":
        return FactState(name, fact, "unknown", U, answer=answer)
    if status == "none":
        # "none" answers a question of yes or no with no; of a number or a word it settles nothing
        value = False if fact.kind == "yes_no" else None
        return FactState(name, fact, "none", F, status="none", value=value, answer=answer)
    truth = T if status == "operational" else F
    return FactState(name, fact, "answered", truth, (BasisState(truth, answer.features, None),), status, None, answer)


def _treaty(name: str, fact: Fact, answer: Answer, day: date, earlier: bool) -> FactState:
    """Where the State stands to a treaty, with what it has reserved and declared."""
    status = answer.status
    lists = in_effect(answer.reservations, day, earlier), in_effect(answer.declarations, day, earlier)
    if status == "unknown":
        return FactState(name, fact, "unknown", U, (), None, None, answer, *lists)
    known, truth = "none" if status == "none" else "answered", T if status == "party" else F
    return FactState(name, fact, known, truth, (), status, None, answer, *lists)


def in_effect(entries: tuple[Reservation, ...] | None, day: date | None, earlier: bool) -> tuple[Made, ...] | None:
    """Reservations or declarations that are, or may be, in effect on `day`; None where it is not known which were made.

    Without `made`, one is in effect on the profile's own day, and may have been before it.
    """
    if entries is None:
        return None
    found = []
    for entry in entries:
        truth = T if day is None else covers(entry.made, entry.withdrawn, day)
        if truth is not F:
            named = tuple([paragraph.replace(" ", "") for paragraph in entry.reaches or (entry.paragraph,)])
            found.append(Made(named, U if earlier and entry.made is None else truth))
    return tuple(found)


def _basis(basis: Basis, answer: Answer, provisions: _Provisions) -> BasisState:
    """Provisions read together: all have to be in force."""
    if len(basis.of) == 1:
        (name,) = basis.of
        truth, entry = provisions[name]
        return BasisState(truth, basis.features or answer.features, basis, ((name, entry),))
    found = [provisions[name] for name in basis.of]
    truths = [truth for truth, _ in found]
    truth = F if F in truths else U if U in truths else T
    entries = tuple([(name, entry) for name, (_, entry) in zip(basis.of, found, strict=True)])
    return BasisState(truth, basis.features or answer.features, basis, entries)
