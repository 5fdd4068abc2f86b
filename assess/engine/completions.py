"""How unknown facts may turn out, as far as the lines that read them distinguish it.

A world is a number: its bit i says whether line i holds. Completing every unknown at its worst and at its best for the
lines that read it gives exact bounds where one completion is worst (and one best) for all these lines at once. Where that
is not so (a fact read with both signs, or compared with several words) the fact is tried: each `Outcome` is one way in
which its lines turn out together.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assess.engine.truth import Line, statuses, turns, values
from assess.model.catalogue import CAPABILITY_STATUSES, WORKING
from assess.model.results import BasisState, FactState, Lists, Made, Truth

LIMIT = 4096
"""The most completions that are tried together."""

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
Signs = Mapping[int, int]
"""Of each line: 1 where its holding can only help, -1 where it can only harm, 0 where it may do either."""


class Outcome(NamedTuple):
    """One way in which a fact may turn out: its lines, with what stays free at its worst and at its best."""

    worst: int
    best: int
    value: Any = None
    """The value that a measure reads."""


class Variable(NamedTuple):
    """Something to be tried, with the lines that it decides."""

    lines: int
    outcomes: tuple[Outcome, ...] | None
    """None where they are too many."""


def outcomes(
    state: FactState, ids: Sequence[int], lines: Sequence[Line], sign: Signs, limit: int = LIMIT
) -> list[Outcome] | None:
    """How an unknown fact may turn out for these unknown lines of it; one outcome where none has to be tried, None where too many.

    A fact of law stands on the bases that the profile gives, or (where nothing is known of it) on none, one or several.
    """
    kind = state.fact.kind
    if kind == "treaty":
        worlds = [sum(1 << i for i in ids if _status_says(lines[i], word)) for word in statuses(state)]
        return collapsed([Outcome(world, world) for world in sorted(set(worlds))], ids, sign)
    if kind in ("number", "choice", "yes_no"):
        worlds = _worlds(ids, lines, values("", state.fact, [lines[i].leaf for i in ids]))
        return collapsed([Outcome(world, world) for world in worlds], ids, sign)
    found: set[tuple[int, int]] | None
    if kind == "capability" and state.status is None:
        found = set()
        for word in CAPABILITY_STATUSES:
            status = sum(1 << i for i in ids if lines[i].leaf.attribute == "status" and lines[i].satisfied(word))
            there = word == "operational"
            ways = _in_force({}, state, ids, lines, sign, limit, there=there) if word in WORKING else {(0, 0)}
            if ways is None:
                return None
            found |= {(worst | status, best | status) for worst, best in ways}
    else:
        found = {(0, 0)}
        for basis in state.bases or (BasisState(U, {}, None),):
            if basis.truth is F:
                continue
            there = kind == "provision" or state.truth is T
            ways = _in_force(
                basis.features,
                state,
                ids,
                lines,
                sign,
                limit,
                there=there,
                several=kind == "provision" and not state.bases,
            )
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
    features: Mapping[str, Any],
    state: FactState,
    ids: Sequence[int],
    lines: Sequence[Line],
    sign: Signs,
    limit: int,
    *,
    there: bool = True,
    several: bool = False,
) -> set[tuple[int, int]] | None:
    """How the lines may turn out on one basis that is in force, or on `several` of which each gives what it likes.

    Features of which one value is best stay free. Where it is not `there`, the features are and the line about the fact itself
    does not hold: a capability at work in part.
    """
    by_attribute: dict[str, list[int]] = {}
    bare = 0
    for i in ids:
        attribute = lines[i].leaf.attribute
        if attribute:
            by_attribute.setdefault(attribute, []).append(i)
        elif there:
            bare |= 1 << i
    by_attribute.pop("status", None)
    found = {(bare, bare)}
    for attribute, own in by_attribute.items():
        value = features.get(attribute, "unknown")
        if value == "unknown":
            worlds = _worlds(own, lines, values(attribute, state.fact, [lines[i].leaf for i in own]))
            worlds = together(worlds, limit) if several else worlds
            if len(worlds) > limit:
                return None
        else:
            worlds = _worlds(own, lines, (value,))
        ways = {(outcome.worst, outcome.best) for outcome in collapsed([Outcome(w, w) for w in worlds], own, sign)}
        found = {(worst | a, best | b) for worst, best in found for a, b in ways}
        if len(found) > limit:
            return None
    return found


def together(worlds: Iterable[int], limit: int = LIMIT) -> list[int]:
    """What several bases may give together, if each of them gives one of these; cut off at the limit."""
    found: set[int] = set()
    for one in worlds:
        found |= {one} | {one | other for other in found}
        if len(found) > limit:
            break
    return sorted(found)


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
    # lines that harm are inverted, so that more bits are always better
    worst, best = [one.worst ^ harms for one in found], [one.best ^ harms for one in found]
    lowest, highest = worst[0], best[0]
    for one, other in zip(worst, best, strict=True):
        lowest &= one
        highest |= other
    return [Outcome(lowest ^ harms, highest ^ harms)] if lowest in worst and highest in best else found


class Choice(NamedTuple):
    """Lines that turn out together, independently of all others, and the ways in which they may."""

    lines: int
    worlds: list[int]


def unbound(state: FactState) -> FactState:
    """What a reform can make of a fact: anything; law on one basis or several, amended or made for it."""
    return FactState(state.id, state.fact, "absent", U)


def patterns(state: FactState, ids: Sequence[int], lines: Sequence[Line]) -> list[list[Choice]]:
    """All that a fact may be, known or unknown: within one pattern (of bases in force, or a status) attributes are independent.

    None at all where there are too many to look at.
    """
    fact = state.fact
    every = sum(1 << i for i in ids)
    if fact.kind == "treaty":
        worlds = {sum(1 << i for i in ids if _status_says(lines[i], word)) for word in statuses(state)}
        return [[Choice(every, sorted(worlds))]]
    if fact.kind in ("number", "choice", "yes_no"):
        found = values("", fact, [lines[i].leaf for i in ids]) if state.value is None else (state.value,)
        return [[Choice(every, _worlds(ids, lines, found))]]
    by_attribute: dict[str, list[int]] = {}
    for i in ids:
        by_attribute.setdefault(lines[i].leaf.attribute, []).append(i)
    there, status = (by_attribute.pop(name, []) for name in ("", "status"))
    bare = sum(1 << i for i in there)

    def in_force(bases: Sequence[Mapping[str, Any]], there: bool = True, *, several: bool = False) -> list[Choice]:
        choices = [Choice(bare, [bare if there else 0])]
        for attribute, own in by_attribute.items():
            worlds = {0}
            for features in bases:
                value = features.get(attribute, "unknown")
                free = values(attribute, fact, [lines[i].leaf for i in own]) if value == "unknown" else (value,)
                ways = _worlds(own, lines, free)
                if len(worlds) * len(ways) > LIMIT:
                    return []
                worlds = {world | one for world in worlds for one in ways}
            if several:
                worlds = {*together(worlds)}
                if len(worlds) > LIMIT:
                    return []
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
                *(in_force([features], word == "operational") if word in WORKING else nothing),
            ]
            for word in words
        ]
    if state.truth is F:
        return [nothing]
    if not state.bases:
        made = in_force([{}], several=True)
        return [nothing, made] if made else []
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


def lists(given: Lists | None, named: Mapping[int, tuple[str, str]], sign: Signs, limit: int = LIMIT) -> list[Variable]:
    """How what a State has reserved (or declared) may turn out, as far as these lines name paragraphs and narrowings of them.

    Any paragraph may be named, with any narrowing, where the list is not complete. One that is named covers those below it.
    Paragraphs that do not depend on each other are separate variables.
    """
    reached: list[tuple[Made, tuple[str, ...]]] = []
    if given is None or not given.complete:
        reached += [
            (Made((paragraph,), U), ways) for paragraph, narrowing in named.values() for ways in ((), (narrowing,))
        ]
    narrowings = sorted({narrowing for _, narrowing in named.values() if narrowing})
    for entry in given.made if given else ():
        if entry.narrows is None:  # it makes none of them, one or several
            reached += [(entry, (narrowing,)) for narrowing in narrowings]
        if entry.truth is U:
            reached.append((entry, entry.narrows or ()))
    masks = {
        sum(1 << i for i, (at, narrowing) in named.items()
            if reaches(entry, at) and (not narrowing or narrowing in makes))
        for entry, makes in reached
    } - {0}  # fmt: skip
    return list(_families(frozenset(masks), tuple([(i, sign[i]) for i in named]), limit))


@lru_cache(maxsize=1024)
def _families(masks: frozenset[int], read: tuple[tuple[int, int], ...], limit: int) -> tuple[Variable, ...]:
    """What each set of lines that hang together may turn out to be; `read` has all lines with their signs."""
    sign = dict(read)
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
        ids = [i for i in sign if every >> i & 1]
        ways = tuple(collapsed([Outcome(w, w) for w in sorted(worlds)], ids, sign)) if len(worlds) <= limit else None
        found.append(Variable(every, ways))
    return tuple(found)


def reaches(entry: Made, paragraph: str) -> bool:
    """Whether a reservation or declaration reaches a paragraph: named and not withdrawn."""
    return covered(paragraph, entry.paragraphs) and not covered(paragraph, entry.without)


@lru_cache(maxsize=4096)
def covered(paragraph: str, named: tuple[str, ...]) -> bool:
    """Whether naming these paragraphs covers this one: it is one of them or lies below one."""
    return any(paragraph == one or paragraph.startswith(f"{one}(") for one in named)
