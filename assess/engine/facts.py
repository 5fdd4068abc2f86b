"""A profile on one day: which provisions are in force, what each fact's state is."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assess.model.base import earliest, latest
from assess.model.catalogue import Fact
from assess.model.profile import PENDING, Answer, Basis, Profile, ProvisionEntry
from assess.model.results import BasisState, FactState, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


def fact_states(
    profile: Profile, facts: Mapping[str, Fact], as_of: date | None = None, *, pending: bool = False
) -> dict[str, FactState]:
    """The state of each of `facts` on `as_of` (the profile's own day by default).

    With `pending`, bills and adopted texts count as in force and what they replace does not.
    Before the profile's day, what carries no date is unknown.
    """
    day = as_of or profile.as_of
    earlier = day < profile.as_of
    replaced = _replaced(profile, day) if pending else frozenset()
    answers = profile.facts
    provisions: dict[str, tuple[Truth, ProvisionEntry | None]] = {}

    def provision(name: str) -> tuple[Truth, ProvisionEntry | None]:
        if name not in provisions:
            provisions[name] = _provision(profile, name, day, earlier, pending, replaced)
        return provisions[name]

    states: dict[str, FactState] = {}
    for name, fact in facts.items():
        entries = answers.get(name)
        if not entries:
            states[name] = FactState(name, fact, "absent", U)
            continue
        # law takes its dates from its provisions
        answer = (
            entries[0] if len(entries) == 1 and not earlier else _current(entries, day, earlier and not entries[0].by)
        )
        states[name] = _state(name, fact, answer, provision)
    return states


def _current(entries: Iterable[Any], day: date, dated: bool) -> Any:
    """The entry that covers `day`, or None: a gap is unknown; so is what has no date where it must be `dated`."""
    for entry in entries:
        if entry.from_ is None and dated and entry.until is None:
            continue
        # of a date known in part, every day that can be meant has to have passed, or to be still to come
        if (entry.from_ is None or latest(entry.from_) <= day) and (entry.until is None or day < earliest(entry.until)):
            return entry
    return None


def _provision(
    profile: Profile, name: str, day: date, earlier: bool, pending: bool, replaced: frozenset[str]
) -> tuple[Truth, ProvisionEntry | None]:
    entry: ProvisionEntry | None = _current(profile.provisions.get(name, ()), day, earlier)
    if entry is None:
        return U, None
    if name in replaced:
        return F, entry
    if entry.status == "in_force" or (pending and entry.status in PENDING):
        return T, entry
    # of a text in force in part, the profile does not say which part: enter the parts apart
    return (U if entry.status == "partly_in_force" else F), entry


def _replaced(profile: Profile, day: date) -> frozenset[str]:
    entries = (_current(entries, day, False) for entries in profile.provisions.values())
    return frozenset(name for entry in entries if entry and entry.status in PENDING for name in entry.replaces)


def _state(name: str, fact: Fact, answer: Answer | None, provision: Any) -> FactState:
    if answer is None:
        return FactState(name, fact, "unknown", U)
    status = answer.status
    if status is not None:
        if status == "unknown":
            return FactState(name, fact, "unknown", U, answer=answer)
        if status == "withheld":
            return FactState(name, fact, "withheld", U)
        if status == "not_applicable":
            return FactState(name, fact, "not_applicable", NA, answer=answer)
        if status == "none":
            return FactState(name, fact, "none", F, status="none", answer=answer)
        if fact.kind == "treaty":
            return FactState(name, fact, "answered", T if status == "party" else F, (), status, None, answer)
        truth = T if status == "operational" else F
        basis = BasisState(truth, answer.features, None)
        return FactState(name, fact, "answered", truth, (basis,), status, None, answer)
    if fact.kind == "provision":
        bases = tuple(_basis(basis, answer, provision) for basis in answer.by)
        truths = [basis.truth for basis in bases]
        truth = T if T in truths else U if U in truths else F
        return FactState(name, fact, "answered", truth, bases, None, None, answer)
    value = answer.value
    truth = U if fact.kind != "yes_no" else T if value is True else F
    return FactState(name, fact, "answered", truth, (), None, value, answer)


def _basis(basis: Basis, answer: Answer, provision: Any) -> BasisState:
    """Provisions read together: all have to be in force."""
    found = [provision(name) for name in basis.of]
    truths = [truth for truth, _ in found]
    truth = F if F in truths else U if U in truths else T
    features = basis.features or answer.features
    entries = tuple((name, entry) for name, (_, entry) in zip(basis.of, found, strict=True))
    return BasisState(truth, features, basis, entries)
