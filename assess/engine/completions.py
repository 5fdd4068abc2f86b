"""How unknown facts may turn out, as far as the lines that read them distinguish it.

A world is a number: its bit i says whether line i holds. Completing every unknown at its worst and at its best for the
lines that read it gives exact bounds where one completion is worst (and one best) for all these lines at once. Where that
is not so (a fact read with both signs, or compared with several words) the fact is tried: each `Outcome` is one way in
which its lines turn out together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from assess.engine.truth import Line, turns, values
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES
from assess.model.results import BasisState, FactState, Made, Truth

LIMIT = 4096
"""The most completions that are tried together."""

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
Signs = Mapping[int, int]
"""Of each line: 1 where its holding can only help, -1 where it can only harm, 0 where it may do either."""


class Outcome(NamedTuple):
    """One way in which a fact may turn out: its lines with what is left free at its worst, and at its best."""

    worst: int
    best: int
    value: Any = None
    """What a measure reads."""


class Variable(NamedTuple):
    """Something to be tried, with the lines that it decides."""

    lines: int
    outcomes: tuple[Outcome, ...] | None
    """None where they are too many."""


def outcomes(
    state: FactState, ids: Sequence[int], lines: Sequence[Line], sign: Signs, limit: int = LIMIT
) -> list[Outcome] | None:
    """How an unknown fact may turn out for these unknown lines of it; one outcome where none has to be tried, None where too many.

    A fact of law stands on the bases that the profile gives, or (where nothing is known of it) on none or one.
    """
    kind = state.fact.kind
    if kind == "treaty":
        worlds = [sum(1 << i for i in ids if _status_says(lines[i], word)) for word in TREATY_STATUSES]
        return collapsed([Outcome(world, world) for world in sorted(set(worlds))], ids, sign)
    if kind in ("number", "choice", "yes_no"):
        worlds = _worlds(ids, lines, values("", state.fact, [lines[i].leaf for i in ids]))
        return collapsed([Outcome(world, world) for world in worlds], ids, sign)
    found: set[tuple[int, int]] | None
    if kind == "capability" and state.status is None:
        found = set()
        for word in CAPABILITY_STATUSES:
            status = sum(1 << i for i in ids if lines[i].leaf.attribute == "status" and lines[i].satisfied(word))
            ways = _in_force({}, state, ids, lines, sign, limit) if word == "operational" else {(0, 0)}
            if ways is None:
                return None
            found |= {(worst | status, best | status) for worst, best in ways}
    else:
        found = {(0, 0)}
        for basis in state.bases or (BasisState(U, {}, None),):
            if basis.truth is F:
                continue
            ways = _in_force(basis.features, state, ids, lines, sign, limit)
            if ways is None:
                return None
            if basis.truth is U:
                ways = ways | {(0, 0)}
            if len(found) * len(ways) > limit * 16:
                return None
            found = {(worst | a, best | b) for worst, best in found for a, b in ways}
            if len(found) > limit:
                return None
    return collapsed([Outcome(*ends) for ends in sorted(found)], ids, sign)


def _status_says(line: Line, word: str) -> bool:
    return word == "party" if line.leaf.op == "is" else line.satisfied(word)


def _worlds(ids: Iterable[int], lines: Sequence[Line], found: Iterable[Any]) -> list[int]:
    return sorted({sum(1 << i for i in ids if lines[i].satisfied(value)) for value in found})


def _in_force(
    features: Mapping[str, Any], state: FactState, ids: Sequence[int], lines: Sequence[Line], sign: Signs, limit: int
) -> set[tuple[int, int]] | None:
    """How the lines may turn out on one basis that is in force. Features of which one value is best stay free."""
    by_attribute: dict[str, list[int]] = {}
    bare = 0
    for i in ids:
        attribute = lines[i].leaf.attribute
        if attribute:
            by_attribute.setdefault(attribute, []).append(i)
        else:
            bare |= 1 << i
    by_attribute.pop("status", None)
    found = {(bare, bare)}
    for attribute, own in by_attribute.items():
        value = features.get(attribute, "unknown")
        if value == "unknown":
            worlds = _worlds(own, lines, values(attribute, state.fact, [lines[i].leaf for i in own]))
        else:
            worlds = _worlds(own, lines, (value,))
        ways = {(outcome.worst, outcome.best) for outcome in collapsed([Outcome(w, w) for w in worlds], own, sign)}
        found = {(worst | a, best | b) for worst, best in found for a, b in ways}
        if len(found) > limit:
            return None
    return found


def collapsed(found: list[Outcome], ids: Iterable[int], sign: Signs) -> list[Outcome]:
    """The outcomes, or one in their place if one of them is worst, and one best, for all these lines."""
    if len(found) < 2:
        return found
    helps = harms = 0
    for i in ids:
        if not sign[i]:
            return found
        if sign[i] > 0:
            helps |= 1 << i
        else:
            harms |= 1 << i
    # as far as a line harms, its holding is turned round, so that more bits are always better
    worst, best = [one.worst ^ harms for one in found], [one.best ^ harms for one in found]
    lowest, highest = worst[0], best[0]
    for one, other in zip(worst, best, strict=True):
        lowest &= one
        highest |= other
    return [Outcome(lowest ^ harms, highest ^ harms)] if lowest in worst and highest in best else found


class Choice(NamedTuple):
    """Lines that turn out together, whatever else does, and how they may."""

    lines: int
    worlds: list[int]


def unbound(state: FactState) -> FactState:
    """What a reform can make of a fact: anything; law on as many bases as it has now, or on one made for it."""
    bases = (BasisState(U, {}, None),) * (len(state.bases) if state.fact.kind == "provision" else 0)
    return FactState(state.id, state.fact, "absent", U, bases)


def patterns(state: FactState, ids: Sequence[int], lines: Sequence[Line]) -> list[list[Choice]]:
    """All that a fact may be, known or unknown: within one pattern (of bases in force, or a status) attributes are independent.

    None at all where there are too many to look at.
    """
    fact = state.fact
    every = sum(1 << i for i in ids)
    if fact.kind == "treaty":
        statuses = TREATY_STATUSES if state.status is None else (state.status,)
        return [
            [Choice(every, sorted({sum(1 << i for i in ids if _status_says(lines[i], word)) for word in statuses}))]
        ]
    if fact.kind in ("number", "choice", "yes_no"):
        found = values("", fact, [lines[i].leaf for i in ids]) if state.value is None else (state.value,)
        return [[Choice(every, _worlds(ids, lines, found))]]
    by_attribute: dict[str, list[int]] = {}
    for i in ids:
        by_attribute.setdefault(lines[i].leaf.attribute, []).append(i)
    there, status = (by_attribute.pop(name, []) for name in ("", "status"))
    bare = sum(1 << i for i in there)

    def in_force(bases: Sequence[Mapping[str, Any]]) -> list[Choice]:
        choices = [Choice(bare, [bare])]
        for attribute, own in by_attribute.items():
            worlds = {0}
            for features in bases:
                value = features.get(attribute, "unknown")
                free = values(attribute, fact, [lines[i].leaf for i in own]) if value == "unknown" else (value,)
                ways = _worlds(own, lines, free)
                if len(worlds) * len(ways) > LIMIT:
                    return []
                worlds = {world | one for world in worlds for one in ways}
            choices.append(Choice(sum(1 << i for i in own), sorted(worlds)))
        return choices

    asked = sum(1 << i for i in status)
    nothing = [Choice(every & ~asked, [0])]
    if fact.kind == "capability":
        features = state.bases[0].features if state.bases else {}
        words = CAPABILITY_STATUSES if state.status is None else (state.status,)
        return [
            [
                Choice(asked, _worlds(status, lines, (word,))),
                *(in_force([features]) if word == "operational" else nothing),
            ]
            for word in words
        ]
    if state.truth is F:
        return [nothing]
    if not state.bases:
        return [nothing, in_force([{}])]
    sure = [basis.features for basis in state.bases if basis.truth is T]
    maybe = [basis.features for basis in state.bases if basis.truth is U]
    if len(maybe) > 6:
        return []
    chosen = [[one for k, one in enumerate(maybe) if n >> k & 1] for n in range(1 << len(maybe))]
    found = [in_force([*sure, *own]) if sure or own else nothing for own in chosen]
    return found if all(found) else []


def measured(state: FactState, ids: Sequence[int], lines: Sequence[Line], marks: Iterable[Any]) -> list[Outcome]:
    """How an unknown value that a measure reads may turn out, each with the value.

    Between two numbers at which something turns, every line stays as it is and every measure runs straight, so that the ends of the
    space between tell all.
    """
    fact, leaves, marks = state.fact, [lines[i].leaf for i in ids], list(marks)
    found = values("", fact, leaves, marks)
    sharp = set(turns("", fact, leaves, marks)) if fact.kind == "number" else set(found)
    around = [found[0], *found, found[-1]]
    made = []
    for i, one in enumerate(found):
        world = sum(1 << k for k in ids if lines[k].satisfied(one))
        made += [Outcome(world, world, end) for end in ((one,) if one in sharp else (around[i], around[i + 2]))]
    return made


def lists(given: Sequence[Made] | None, named: Mapping[int, str], sign: Signs, limit: int = LIMIT) -> list[Variable]:
    """How what a State has reserved (or declared) may turn out, as far as these lines name paragraphs.

    Any paragraph may be named where nothing is known of the list. One that is covers those below it. Paragraphs that do not hang
    together are variables apart.
    """
    reached = [(paragraph,) for paragraph in named.values()] if given is None else [
        entry.paragraphs for entry in given if entry.truth is U
    ]  # fmt: skip
    masks = {sum(1 << i for i, paragraph in named.items() if covered(paragraph, one)) for one in reached} - {0}
    families: list[set[int]] = []
    for mask in sorted(masks):
        touching = [family for family in families if any(mask & other for other in family)]
        families = [family for family in families if family not in touching] + [{mask}.union(*touching)]
    found = []
    for family in families:
        worlds = {0}
        every = 0
        for mask in sorted(family):
            every |= mask
            if len(worlds) <= limit:
                worlds |= {world | mask for world in worlds}
        ids = [i for i in named if every >> i & 1]
        ways = tuple(collapsed([Outcome(w, w) for w in sorted(worlds)], ids, sign)) if len(worlds) <= limit else None
        found.append(Variable(every, ways))
    return found


def covered(paragraph: str, named: Iterable[str]) -> bool:
    """Whether naming these paragraphs covers this one: it is one of them or lies below one."""
    return any(paragraph == one or paragraph.startswith(f"{one}(") for one in named)
