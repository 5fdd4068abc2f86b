"""How a fact that is missing could be supplied: by which provision, amended or brought into force, or by new law."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from re import compile as pattern

from assess.engine.truth import combine, line_of
from assess.model.base import PartialDate, Text, earliest
from assess.model.condition import Leaf
from assess.model.profile import Profile, ProvisionEntry
from assess.model.results import BasisState, FactState, GroupResult, LeafResult, Trace, Truth
from assess.tuples import NamedTuple

When = date | PartialDate

STEPS = {
    "bill": "adoption",
    "passed": "assent",
    "assented": "promulgation",
    "published": "instrument",
    "adopted": "instrument",
}
"""What a text of each status that is not in force still waits for, where the profile does not say."""

_CONSTITUTION = pattern(r"(?i)\s*(the\s+|la\s+)?constitu(tion|ción|ição)\b")
_UNWRITTEN = ("constitution", "case_law", "treaty_direct")
"""Routes that no act of ordinary law-making amends."""
_WRITTEN = ("act", "bill", "regulation", "policy")
_DEFINITIONS = "definitions.core"
"""The section that this fact rests on first is where a law defines its words; rules are not written there."""
_OWN = 2
"""A section on which more facts of one topic rest than this is a definition, a scope or a penalty that they share."""


class Waiting(NamedTuple):
    """What a text that has been made but is not in force still waits for."""

    step: str
    """"adoption", "assent", "promulgation", "instrument", "regulations", or "date": the law itself names the day."""
    authority: Text | None = None
    day: When | None = None


class Road(NamedTuple):
    """How one fact could be supplied."""

    kind: str
    """"amend" a provision in force, "commence" one that is not in force yet, "provide" for what only a constitution, a judgment
    or a treaty bears so far, "extend" a body that is there, or "write" what is not there at all."""
    lead: str = ""
    """The provision that would be amended."""
    awaited: tuple[tuple[str, Waiting], ...] = ()
    """The provisions that would come into force, with what they wait for."""
    basis: BasisState | None = None
    """What would come into force."""
    amended: BasisState | None = None
    """The basis of the provision that would be amended."""
    lost: tuple[tuple[str, ProvisionEntry], ...] = ()
    """Provisions that gave the fact and no longer do: suspended, struck down, repealed, expired."""


Wanted = tuple[Leaf, bool]
"""A line that fails, and whether it has to hold (or, under `not`, not to hold)."""


class Law:
    """The provisions of a profile, as far as advice needs them."""

    def __init__(self, profile: Profile, day: date) -> None:
        self.profile, self.day = profile, day
        self._resting = _resting(profile)
        self._defining = {
            basis.of[0] for answer in profile.facts.get(_DEFINITIONS, ()) for basis in answer.by if len(basis.of)
        }

    def road(self, state: FactState, lines: Iterable[Wanted]) -> Road:
        """The road for a fact of which these lines fail: commencement where that would supply any of them, else an amendment."""
        lines = list(lines)
        if state.fact.kind == "capability":
            there = state.known == "answered" and state.status in ("partial", "operational")
            return Road("extend" if there else "write")
        if state.fact.kind != "provision":
            return Road("write")
        bases = [basis for basis in state.bases if basis.basis is not None]
        in_force = [basis for basis in bases if basis.truth is not Truth.FALSE]
        waiting = [(basis, awaited) for basis in bases if (awaited := self._awaited(basis))]
        if waiting:
            basis, awaited = max(waiting, key=lambda each: _given(state, each[0], lines))
            if _given(state, basis, lines) or not in_force:
                return Road("commence", self._lead(state, basis, {name for name, _ in awaited}), awaited, basis)
        for basis in sorted(in_force, key=_nearest):
            if lead := self._lead(state, basis):
                return Road("amend", lead, amended=basis)
        all_of_them = {name: entry for basis in bases if basis.truth is Truth.FALSE for name, entry in basis.provisions}
        lost = tuple((name, entry) for name, entry in all_of_them.items() if entry and entry.status not in _RUNS)
        return Road("provide" if in_force else "write", lost=lost)

    def _awaited(self, basis: BasisState) -> tuple[tuple[str, Waiting], ...]:
        """What the provisions of a basis wait for, if nothing else keeps it from being in force."""
        if basis.truth is not Truth.FALSE:
            return ()
        found = []
        for name, entry in basis.provisions:
            if entry is None or entry.status == "in_force":
                continue
            if entry.status not in STEPS:
                return ()
            found.append((name, self._waiting(name, entry)))
        return tuple(found)

    def _waiting(self, name: str, entry: ProvisionEntry) -> Waiting:
        later = [e.from_ for e in self.profile.provisions.get(name, ()) if e.status == "in_force" and e.from_]
        days = sorted((day for day in later if earliest(day) > self.day), key=earliest)
        if days:
            return Waiting("date", None, days[0])
        return Waiting(entry.awaits or STEPS[entry.status], entry.authority)

    def _lead(self, state: FactState, basis: BasisState, among: Collection[str] = ()) -> str:
        """The provision of a basis that would be amended: the first that few facts of the same topic rest on; "" where none can be.

        Sections that are read together have one that gives the rule; definitions, scope and penalties serve many facts.
        """
        names = [name for name, _ in basis.provisions if self._can_be_amended(name, basis)]
        if among:
            names = [name for name in names if name in among]
        names = [name for name in names if name not in self._defining] or names
        if not names:
            return ""
        topic = state.id.partition(".")[0]
        counts = [self._resting[topic, name] for name in names]
        least = min(counts)
        return names[counts.index(least)] if least <= _OWN else names[0]

    def _can_be_amended(self, name: str, basis: BasisState) -> bool:
        source = self.profile.sources.get(name.partition(".")[0])
        if source is None or source.kind not in _WRITTEN or (basis.basis and basis.basis.route in _UNWRITTEN):
            return False
        titles = (source.title, source.short or "")
        texts = [text for title in titles for text in (title.values() if isinstance(title, Mapping) else (title,))]
        return not any(_CONSTITUTION.match(text) for text in texts)


_RUNS = ("in_force", "partly_in_force", *STEPS)


def _resting(profile: Profile) -> Counter[tuple[str, str]]:
    """How many facts of each topic rest on a provision."""
    found: Counter[tuple[str, str]] = profile.worked.get("resting", Counter())
    if "resting" not in profile.worked:
        for fact, answers in profile.facts.items():
            topic = fact.partition(".")[0]
            found.update({(topic, name) for answer in answers for basis in answer.by for name in basis.of})
        profile.worked["resting"] = found
    return found


def _nearest(basis: BasisState) -> tuple[bool, bool, int]:
    """The order of bases: those in force before those that may be, then dedicated ones first, then those that give most
    features."""
    route = basis.basis.route if basis.basis else ""
    return basis.truth is not Truth.TRUE, route != "dedicated", -sum(v is True for v in basis.features.values())


def _given(state: FactState, basis: BasisState, lines: Sequence[Wanted]) -> int:
    """How many of these lines a basis would give if it were in force."""
    return sum(said(state, basis, leaf) is (Truth.TRUE if wanted else Truth.FALSE) for leaf, wanted in lines)


def said(state: FactState, basis: BasisState, leaf: Leaf) -> Truth:
    """What a line would be if a basis were in force."""
    if not leaf.attribute:
        return Truth.TRUE
    value = basis.features.get(leaf.attribute, "unknown")
    if value == "unknown":
        return Truth.UNKNOWN
    return Truth.TRUE if line_of(leaf, state.fact).satisfied(value) else Truth.FALSE


def would_be(trace: Trace, fact: str, told: Callable[[LeafResult], Truth]) -> Truth:
    """What a condition would be if the lines of one fact were as they are `told` to be.

    Of what has to hold beside them, what is known to fail is supplied by other reforms; an alternative to them stays as it is.
    """
    return _would_be(trace, fact, told) or trace.truth


def _would_be(trace: Trace, fact: str, told: Callable[[LeafResult], Truth]) -> Truth | None:
    """None where no line is one of the fact's."""
    if not isinstance(trace, GroupResult):
        return told(trace) if trace.state.id == fact else None
    found = [_would_be(child, fact, told) for child in trace.children]
    if not any(found):
        return None
    beside = trace.op == "all"
    truths = [
        truth or (Truth.TRUE if beside and child.truth is Truth.FALSE else child.truth)
        for truth, child in zip(found, trace.children, strict=True)
    ]
    return combine(trace.op, trace.n, truths)
