"""A profile on one day: which provisions are in force, and the state of each fact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assess.model.base import PartialDate, earliest, latest
from assess.model.catalogue import WORKING, Fact
from assess.model.profile import CONFIDENCE, PENDING, Answer, Basis, Listed, Profile, ProvisionEntry, Reservation
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
    for name in states.keys() & answers.keys():  # each goes to its own place, so the order of the set does not matter
        if entries := answers[name]:
            state = kept.get(name)
            if state is None or state.fact is not facts[name]:
                entry = _current(entries, day, provisions.earlier)
                state = kept[name] = _sure(_state(name, facts[name], entry, day, provisions), profile)
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
    if len(entries) == 1 and not earlier:  # the usual case, mostly without dates
        (entry,) = entries
        undated = entry.from_ is None and entry.until is None
        return entry if undated or covers(entry.from_, entry.until, day) is T else None
    for entry in entries:
        if earlier and entry.from_ is None and entry.until is None and not getattr(entry, "by", ()):
            continue
        if covers(entry.from_, entry.until, day) is T:
            return entry
    return None


def not_begun(entries: Sequence[Any], day: date, real: Sequence[Any], begins: Sequence[str]) -> Any:
    """The entry with which something begins that had surely not begun on `day`, or None.

    `real` are the entries with which it is (or was) there. Where the first of them is one of `begins`, it was not there before;
    nor where a text waited to become law until then. Where none is entered, it was not before the first of all entries. What
    carries no date may have begun at any time.
    """
    if not entries or any(entry.from_ is None for entry in entries):
        return None
    first = min(real or entries, key=lambda entry: earliest(entry.from_))
    waited = any(entry.status in PENDING and earliest(entry.from_) < earliest(first.from_) for entry in entries)
    return first if day < earliest(first.from_) and (not real or first.status in begins or waited) else None


_BEGINS = ("in_force", "partly_in_force")
"""With these law begins to be in force; with the others (suspended, repealed ...) it had begun before."""


class _Provisions:
    """The provisions of a profile on one day, each worked out once."""

    def __init__(self, profile: Profile, day: date, *, pending: bool) -> None:
        self.entries = profile.provisions
        self.answers = profile.facts
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
            entries = self.entries.get(name, ())
            later = not_begun(entries, self.day, [e for e in entries if e.status not in PENDING], _BEGINS)
            if later is None:
                return U, None
            if later.status in PENDING or later.status in _BEGINS:
                return F, replace(later, status="not_yet_in_force")
            return F, replace(
                later, status="not_yet_in_force", by=None, from_=None, until=later.from_
            )  # begins suspended
        if name in self.replaced:
            return F, entry
        if entry.status == "struck_down" and entry.takes_effect is not None:
            return covers(None, entry.takes_effect, self.day), entry
        if entry.status == "in_force" or (self.pending and entry.status in PENDING):
            return T, entry
        # of a text in force in part, the profile does not say which part: enter the parts apart
        return (U if entry.status == "partly_in_force" else F), entry


def provisions_on(profile: Profile, day: date) -> dict[str, tuple[Truth, ProvisionEntry | None]]:
    """Whether each provision of a profile is in force on a day, and its entry on that day, by its name."""
    found = _Provisions(profile, day, pending=False)
    return {name: found[name] for name in profile.provisions}


def _state(name: str, fact: Fact, answer: Answer | None, day: date, provisions: _Provisions) -> FactState:
    if answer is None:
        entries = provisions.answers.get(name, ()) if fact.kind == "treaty" else ()
        later = not_begun(entries, day, [e for e in entries if e.status in ("party", "withdrawn")], ("party",))
        if later is not None and later.status not in ("unknown", "withheld", "not_applicable"):
            return FactState(name, fact, "answered", F, answer=later)  # not bound yet
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
    # what is at work in part has its features as answered; only the line about the capability itself does not hold
    truth, works = T if status == "operational" else F, T if status in WORKING else F
    return FactState(name, fact, "answered", truth, (BasisState(works, answer.features, None),), status, None, answer)


def _treaty(name: str, fact: Fact, answer: Answer, day: date, earlier: bool) -> FactState:
    """Where the State stands to a treaty, with what it has reserved and declared."""
    status = answer.status
    lists = in_effect(answer.reservations, day, earlier), in_effect(answer.declarations, day, earlier)
    if status == "unknown":
        return FactState(name, fact, "unknown", U, (), None, None, answer, *lists, in_part(answer))
    known, truth = "none" if status == "none" else "answered", T if status == "party" else F
    return FactState(name, fact, known, truth, (), status, None, answer, *lists, in_part(answer))


def _sure(state: FactState, profile: Profile) -> FactState:
    """The state with how sure its answer is."""
    answer = state.answer
    if answer is None or state.known not in ("answered", "none"):
        return state
    names = [name.partition(".")[0] for basis in state.bases for name, _ in basis.provisions]
    names += [text.partition(" ")[0] for text in (*answer.cite, *(answer.searched if state.known == "none" else ()))]
    sources = [profile.sources[name] for name in names if name in profile.sources]
    confidence = answer.confidence or (CONFIDENCE[sources[0].kind] if sources else "high")
    extent = "part" if any(source.read == "part" for source in sources) else "full"
    if confidence == "high" and extent == "full":
        return state
    return state._replace(confidence=confidence, extent=extent)


def in_effect(entries: Listed | None, day: date | None, earlier: bool) -> tuple[Made, ...] | None:
    """Reservations or declarations that are, or may be, in effect on `day`; None where it is not known which were made.

    The entry that says that the State is bound holds from entry into force on, so that no reservation has effect before. Without
    `made`, one is in effect on the profile's own day, and may have been before it; made at signature it is open until confirmed.
    """
    if entries is None:
        return None
    found = []
    for entry in entries.listed:
        named, withdrawn = _tight(entry.reaches or (entry.paragraph,)), _tight(entry.withdraws)
        end = entry.withdrawal_effective or entry.withdrawn
        for paragraphs, without, until in (
            ((named, withdrawn, None), (withdrawn, (), end)) if withdrawn else ((named, (), end),)
        ):
            truth = _begun(entry, day, earlier)
            if truth is not F and day is not None:
                over = covers(None, until, day)
                truth = over if over is not T else truth
            if truth is not F:
                found.append(Made(paragraphs, truth, entry.narrows, without))
    return tuple(found)


def _begun(entry: Reservation, day: date | None, earlier: bool) -> Truth:
    """Whether a reservation or declaration has taken effect by a day, as far as its beginning shows."""
    if entry.made_at == "signature":
        if entry.confirmed is None:
            made = T if day is None or entry.made is None else covers(entry.made, None, day)
            return F if made is F else U
        return T if day is None else _at_signature(entry, day)
    if day is None:
        return T
    return U if earlier and entry.made is None else covers(entry.made, None, day)


def _at_signature(entry: Reservation, day: date) -> Truth:
    """Of one made at signature and confirmed: from the confirmation on; open from the signature until then."""
    confirmed = covers(entry.confirmed, None, day)
    if confirmed is not F:
        return confirmed
    return F if entry.made is not None and covers(entry.made, None, day) is F else U


def _tight(paragraphs: Sequence[str]) -> tuple[str, ...]:
    return tuple([paragraph.replace(" ", "") for paragraph in paragraphs])


def in_part(answer: Answer) -> tuple[str, ...]:
    """The lists that are known only in part."""
    lists = (("reservations", answer.reservations), ("declarations", answer.declarations))
    return tuple([name for name, one in lists if one is not None and not one.complete])


def _basis(
    basis: Basis, answer: Answer, provisions: "_Provisions | Mapping[str, tuple[Truth, ProvisionEntry | None]]"
) -> BasisState:
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


def basis_states(
    name: str, fact: Fact, answer: Answer, bases: Sequence[Basis], provisions: Mapping[str, tuple[Truth, Any]]
) -> FactState:
    """The state of a fact of law that stands on these bases, while provisions are in force as given."""
    states = tuple([_basis(basis, answer, provisions) for basis in bases])
    truths = [state.truth for state in states]
    truth = T if T in truths else U if U in truths else F
    return FactState(name, fact, "answered", truth, states, None, None, answer)
