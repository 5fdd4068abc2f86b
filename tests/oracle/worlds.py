"""Facts in definite worlds: every state that a fact may have, as far as it is not known which one it has.

A state is what a framework can read of it: a mapping from each line to its truth (None where the fact does not apply), with
"there" (law in force, capability operational), "bound" (a treaty) and "value" (a number, a word) beside the lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import Any

from tests.oracle.lines import Line, lines_of, satisfies
from tests.oracle.together import Atom, Bases, given

CAPABILITY = ("none", "planned", "partial", "operational")
TREATY = ("none", "invited", "signed", "consent_deposited", "party", "withdrawn")
PENDING = ("bill", "passed", "assented", "published", "adopted")
LISTS = "(lists)"
"""What a State has reserved and declared, as if it were a fact of its own."""

MOST = 20_000
"""Completions together that are still tried."""

State = dict[Any, Any]


class TooMany(Exception):
    """More completions than brute force ends with in good time."""


class Profile:
    """A profile on one day, in plain data as its YAML gives it."""

    def __init__(self, raw: Mapping[str, Any], day: str | None = None, *, pending: bool = False) -> None:
        self.facts = raw.get("facts") or {}
        self.provisions = raw.get("provisions") or {}
        self.day = str(day or raw["as_of"])
        self.earlier = self.day < str(raw["as_of"])
        self.pending = pending
        bills = [self.entry(entries) for entries in self.provisions.values()]
        self.replaced = {
            name
            for bill in bills
            if pending and bill and bill["status"] in PENDING
            for name in _listed(bill.get("replaces", ()))
        }

    def entry(self, entries: Any, *, law: bool = False) -> dict[str, Any] | None:
        """The entry in effect on the day; before the profile's own day, one without a date is not known to be."""
        for entry in _listed(entries):
            entry = {"status": entry} if isinstance(entry, str) else entry
            start, end = (str(entry[key]) if entry.get(key) else None for key in ("from", "until"))
            if self.earlier and not (start or end) and not (law and "by" in entry):
                continue
            if (start is None or start <= self.day) and (end is None or self.day < end):
                return dict(entry)
        return None

    def first(self, entries: list[Any], all_of: list[Any]) -> dict[str, Any] | None:
        """The entry that begins first, where that is surely after the day."""
        if not entries or not all(isinstance(one, dict) and one.get("from") for one in all_of):
            return None
        found: dict[str, Any] = min(entries, key=lambda one: str(one["from"]))
        return found if self.day < str(found["from"]) else None

    def not_bound_yet(self, fact: str) -> bool:
        """Whether what is said of a treaty begins after the day, so that it does not bind on it."""
        entries = _listed(self.facts.get(fact, ()))
        if self.answer(fact) is not None:
            return False
        bound = [one for one in entries if isinstance(one, dict) and one.get("status") in ("party", "withdrawn")]
        first = self.first(bound or entries, all_of=entries)
        if first is None or first.get("status") in ("unknown", "withheld", "not_applicable"):
            return False
        return not bound or first["status"] == "party"

    def answer(self, fact: str) -> dict[str, Any] | None:
        """What is said of a fact on the day; law takes its dates from its provisions."""
        return self.entry(self.facts[fact], law=True) if self.facts.get(fact) else None

    def in_force(self, provision: str) -> bool | None:
        """Whether a provision is in force; None where that is not known."""
        entries = self.provisions.get(provision, ())
        entry = self.entry(entries)
        if entry is None:
            begun = [one for one in _listed(entries) if one["status"] not in PENDING]
            first = self.first(begun or _listed(entries), all_of=_listed(entries))
            return False if first and (not begun or first["status"] in ("in_force", "partly_in_force")) else None
        if provision in self.replaced:
            return False
        if entry["status"] == "partly_in_force":
            return None
        if entry["status"] == "struck_down" and entry.get("takes_effect"):
            return self.day < str(entry["takes_effect"])
        return entry["status"] == "in_force" or (self.pending and entry["status"] in PENDING)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def bases_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The bases of an answer of law: what each stands on, and the features that it gives."""
    bases = [{"of": basis} if isinstance(basis, str) else basis for basis in _listed(answer["by"])]
    return [
        {"of": _listed(basis["of"]), "features": basis.get("features") or answer.get("features") or {}}
        for basis in bases
    ]


class Reader:
    """The states of facts, as the lines of one framework read them."""

    def __init__(
        self,
        catalogue: Mapping[str, Any],
        lines: Iterable[Line],
        marks: Mapping[str, set[Any]],
        together: Iterable[Bases | Atom] = (),
    ) -> None:
        self.catalogue = catalogue
        self.together: dict[str, list[Bases | Atom]] = {}
        for key in sorted(set(together), key=str):
            self.together.setdefault(key.fact, []).append(key)
        self.lines: dict[str, list[Line]] = {}
        for line in sorted(set(lines), key=str):
            self.lines.setdefault(line.fact, []).append(line)
        self.marks = marks
        """Other numbers at which something turns: the goalposts of measures, by fact."""

    def only(self, keys: Iterable[Any]) -> "Reader":
        """A reader of no more than these keys of one fact: fewer states to tell apart."""
        kept = list(keys)
        lines = [key for key in kept if isinstance(key, Line)]
        together = [key for key in kept if isinstance(key, (Bases, Atom))]
        lines += [line for key in together for line in (key.lines if isinstance(key, Bases) else lines_of(key.tree))]
        return Reader(self.catalogue, lines, self.marks, together)

    def possible(self, fact: str, profile: Profile) -> list[State]:
        """Every state that the fact may have by what the profile says of it."""
        return _distinct(self._possible(fact, profile))

    def reachable(self, fact: str, profile: Profile) -> list[State]:
        """Every state that a reform could give the fact: law on any bases, amended or made."""
        spec, answer = self.catalogue[fact], profile.answer(fact)
        if answer and answer.get("status") == "not_applicable":
            return self.possible(fact, profile)
        return _distinct([*self._any(fact, spec), *self._possible(fact, profile)])

    def _possible(self, fact: str, profile: Profile) -> Iterator[State]:
        spec, answer = self.catalogue[fact], profile.answer(fact)
        kind = spec["kind"]
        status = answer.get("status") if answer else "unknown"
        if status == "not_applicable":
            yield {
                **dict.fromkeys([*self.lines.get(fact, ()), *self.together.get(fact, ())]),
                "there": None,
                "bound": False,
                "value": None,
                "works": False,
                "na": True,
            }
        elif kind == "treaty" and profile.not_bound_yet(fact):
            yield from (self._treaty(fact, word) for word in TREATY if word != "party")
        elif status in ("unknown", "withheld") or answer is None:
            yield from self._any(fact, spec)
        elif kind == "provision":
            if status == "none":
                yield self._law(fact, spec, [])
                return
            found = [self._law(fact, spec, [])]
            for basis in bases_of(answer):  # what any basis gives holds, so bases are added one by one
                ways = _distinct(
                    self._law(fact, spec, [] if features is None else [features])
                    for features in self._basis(fact, spec, basis, profile)
                )
                if len(found) * len(ways) > MOST:
                    raise TooMany
                found = _distinct(_either(one, other) for one in found for other in ways)
            yield from found
        elif kind == "capability":
            for features in self._features(fact, spec, answer.get("features") or {}):
                yield self._capability(fact, spec, str(status), features)
        elif kind == "treaty":
            yield self._treaty(fact, str(status))
        elif status == "none":  # of a yes-or-no question "none" is no; a number or a word is not known by it
            yield from [self._value(fact, spec, False)] if kind == "yes_no" else self._any(fact, spec)
        else:
            yield self._value(fact, spec, answer["value"])

    def _any(self, fact: str, spec: Mapping[str, Any]) -> Iterator[State]:
        kind = spec["kind"]
        if kind == "provision":
            yield self._law(fact, spec, [])
            work = 0
            found: dict[Any, State] = {}  # what any basis gives holds, so bases are added one by one
            for features in self._features(fact, spec, {}):
                one = self._law(fact, spec, [features])
                if _key(one) in found:  # and has been combined with all there are
                    continue
                work += len(found)
                if work > 5 * MOST:
                    raise TooMany
                found |= {_key(made): made for made in (one, *(_either(other, one) for other in found.values()))}
                if len(found) > MOST:
                    raise TooMany
            yield from found.values()
        elif kind == "capability":
            for status in CAPABILITY:
                for features in self._features(fact, spec, {}):
                    yield self._capability(fact, spec, status, features)
        elif kind == "treaty":
            for status in TREATY:
                yield self._treaty(fact, status)
        else:
            for value in self._values(fact, "", spec, kind):
                yield self._value(fact, spec, value)

    def _basis(
        self, fact: str, spec: Mapping[str, Any], basis: Mapping[str, Any], profile: Profile
    ) -> Iterator[dict[str, Any] | None]:
        """A basis in force with all its features settled, or None where it is not in force: each way it may be."""
        truths = [profile.in_force(name) for name in basis["of"]]
        if not all(truth is True for truth in truths):
            yield None
        if False not in truths:
            yield from self._features(fact, spec, basis["features"])

    def _features(self, fact: str, spec: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        read = sorted({line.attribute for line in self.lines.get(fact, ()) if line.attribute not in ("", "status")})
        ways = []
        for name in read:
            value = known.get(name, "unknown")
            feature = spec["features"][name]
            ways.append(list(self._values(fact, name, feature, feature["type"])) if value == "unknown" else [value])
        if prod(map(len, ways)) > MOST:
            raise TooMany
        for values in product(*ways):
            yield dict(zip(read, values, strict=True))

    def _values(self, fact: str, attribute: str, spec: Mapping[str, Any], kind: str) -> Iterator[Any]:
        if kind in ("flag", "yes_no"):
            yield from (False, True)
        elif kind == "choice":
            yield from spec["words"]
        else:
            marks: set[Any] = set() if attribute else set(self.marks.get(fact, ()))
            for line in self.lines.get(fact, ()):
                if line.attribute == attribute:
                    marks.update(line.literal if isinstance(line.literal, tuple) else (line.literal,))
            low, high = spec.get("min"), spec.get("max")
            marks |= {end for end in (low, high) if end is not None}
            points = sorted(Fraction(str(mark)) for mark in marks) or [Fraction(0)]
            points = [points[0] - 1, *points, *((a + b) / 2 for a, b in pairwise(points)), points[-1] + 1]
            for point in points:
                if (low is None or point >= Fraction(str(low))) and (high is None or point <= Fraction(str(high))):
                    yield point

    # What each line says of a definite state

    def _law(self, fact: str, spec: Mapping[str, Any], bases: list[dict[str, Any]]) -> State:
        def says(line: Line) -> bool:
            return any(line.attribute == "" or self._compared(line, spec, basis) for basis in bases)

        state: State = {**{line: says(line) for line in self.lines.get(fact, ())}, "there": bool(bases)}
        if fact in self.together:
            lines = [line for line in self.lines[fact] if line.attribute != ""]
            gives = [frozenset(line for line in lines if self._compared(line, spec, basis)) for basis in bases]
            for key in self.together[fact]:
                whole = isinstance(key, Bases)
                state[key] = key.of(gives) if whole else any(given(key.tree, own) for own in gives)  # type: ignore[union-attr]
        return state

    def _capability(self, fact: str, spec: Mapping[str, Any], status: str, features: dict[str, Any]) -> State:
        works = status in ("partial", "operational")

        def says(line: Line) -> bool:
            if line.attribute == "status":
                return satisfies(status, line.op, line.literal, CAPABILITY)
            if line.attribute == "":
                return status == "operational"
            return works and self._compared(line, spec, features)

        there = status == "operational"
        return {**{line: says(line) for line in self.lines.get(fact, ())}, "there": there, "works": works}

    def _treaty(self, fact: str, status: str) -> State:
        party = status == "party"
        return {
            **{
                line: satisfies(status, line.op, line.literal) if line.attribute else party
                for line in self.lines.get(fact, ())
            },
            "bound": party,
        }

    def _value(self, fact: str, spec: Mapping[str, Any], value: Any) -> State:
        words = tuple(spec["words"]) if spec.get("ordered") else ()
        return {
            **{line: satisfies(value, line.op, line.literal, words) for line in self.lines.get(fact, ())},
            "value": value,
        }

    def _compared(self, line: Line, spec: Mapping[str, Any], features: Mapping[str, Any]) -> bool:
        feature = spec["features"][line.attribute]
        words = tuple(feature["words"]) if feature.get("ordered") else ()
        return satisfies(features[line.attribute], line.op, line.literal, words)


def lists(profile: Profile, treaty: str, wanted: Iterable[tuple[str, str, str]]) -> list[State]:
    """Every set of reservations and declarations that the State may have made, as far as elements name them.

    `wanted` are a kind of list ("reservations", "declarations"), a paragraph, and the narrowing of it that is asked for, or ""
    where whatever is made under the paragraph will do.
    """
    answer = profile.answer(treaty) or {}
    ways: list[list[State]] = []
    for kind in ("reservations", "declarations"):
        asked = sorted({(paragraph, narrowing) for one, paragraph, narrowing in wanted if one == kind})
        narrowings = {narrowing for _, narrowing in asked} - {""}
        given = answer.get(kind)
        entries = given["listed"] if isinstance(given, dict) else given or ()
        open_ends = given is None or (isinstance(given, dict) and not given.get("complete", True))
        # each way in which each of them may have been made: the paragraphs it names, the narrowings it makes; or not at all
        entered: list[list[tuple[list[str], list[str], set[str]] | None]] = []
        for entry in entries:
            stands = _stands(entry, profile)
            named = [str(one) for one in _listed(entry.get("reaches") or entry["paragraph"])]
            gone: list[str] = []
            if _withdrawn(entry, profile):
                gone = [str(one) for one in _listed(entry.get("withdraws") or ())]
                if not gone:
                    continue
            if stands is False:
                continue
            makes = [set(_listed(entry["narrows"]))] if "narrows" in entry else _subsets(narrowings)
            found: list[tuple[list[str], list[str], set[str]] | None] = [(named, gone, each) for each in makes]
            if stands is None:
                found.append(None)
            entered.append(found)
        if open_ends:
            for paragraph in sorted({paragraph for paragraph, _ in asked}):
                entered.append([None, *(([paragraph], [], each) for each in _subsets(narrowings))])
        if prod(map(len, entered)) > MOST:
            raise TooMany
        ways.append(
            [
                {
                    (kind, paragraph, narrowing): any(
                        _covers(one, paragraph)
                        and not any(_covers(other, paragraph) for other in gone)
                        and (not narrowing or narrowing in makes)
                        for named, gone, makes in filter(None, chosen)
                        for one in named
                    )
                    for paragraph, narrowing in asked
                }
                for chosen in product(*entered)
            ]
        )
    return _distinct([a | b for a, b in product(*map(_distinct, ways))])


def _stands(entry: Mapping[str, Any], profile: Profile) -> bool | None:
    """Whether a reservation or declaration has begun to have effect; None where that is open."""
    made, confirmed = (str(entry[key]) if entry.get(key) else None for key in ("made", "confirmed"))
    if made and made > profile.day:
        return False
    if entry.get("made_at") == "signature":  # it falls unless it is confirmed on being bound
        return True if confirmed and confirmed <= profile.day else None
    # made at a time not recorded: before a day that has passed, or after it
    return None if not made and profile.earlier else True


def _withdrawn(entry: Mapping[str, Any], profile: Profile) -> bool:
    """Whether it was withdrawn, in whole or in part, with effect."""
    end = entry.get("withdrawal_effective") or entry.get("withdrawn")
    return bool(end) and str(end) <= profile.day


def _subsets(words: Iterable[str]) -> list[set[str]]:
    found: list[set[str]] = [set()]
    for word in sorted(words):
        found += [one | {word} for one in found]
    return found


def _covers(made: str, paragraph: str) -> bool:
    """A reservation to a paragraph reaches what is below it."""
    made, paragraph = made.replace(" ", ""), paragraph.replace(" ", "")
    return paragraph == made or paragraph.startswith(f"{made}(")


def project(states: Iterable[State], keys: Iterable[Any]) -> list[State]:
    """The states as far as these keys tell them apart."""
    wanted = [*keys, "na"]
    return _distinct([{key: state[key] for key in wanted if key in state} for state in states])


def _distinct(states: Iterable[State]) -> list[State]:
    return list({_key(state): state for state in states}.values())


def _key(state: State) -> Any:
    return tuple(state.items())


def _either(one: State, other: State) -> State:
    """Law that stands on both: what either basis gives holds."""
    return {key: key.of([*one[key], *other[key]]) if isinstance(key, Bases) else one[key] or other[key] for key in one}
