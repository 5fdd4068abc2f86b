"""How unknown facts may turn out, as far as the lines that read them distinguish it.

A world is a number: its bit i says whether line i holds. Completing every unknown at its worst and at its best for the
lines that read it gives exact bounds where one completion is worst (and one best) for all these lines at once. Where that
is not so (a fact read with both signs, or compared with several words) the fact is tried: each `Outcome` is one way in
which its lines turn out together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assess.engine.truth import Condition, Line, moved, statuses, true_at, turns, values
from assess.model.catalogue import CAPABILITY_STATUSES, WORKING
from assess.model.condition import Leaf
from assess.model.one_basis import parts
from assess.model.results import BasisState, FactState, Truth
from assess.tuples import NamedTuple

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
            ways = on_basis({}, state, ids, lines, sign, limit, there=there) if word in WORKING else {(0, 0)}
            if ways is None:
                return None
            found |= {(worst | status, best | status) for worst, best in ways}
    else:
        found = {(0, 0)}
        for basis in state.bases or (BasisState(U, {}, None),):
            if basis.truth is F:
                continue
            there = kind == "provision" or state.truth is T
            ways = on_basis(
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


class Split(NamedTuple):
    """Lines of which some are joint, as the single lines that they come to: each by its place."""

    ids: list[int]
    lines: list[Line]
    sign: dict[int, int]
    alone: dict[int, int]
    """Of a place: the line that is asked for by itself."""
    joint: list[tuple[int, Condition]]
    """Of a joint line: its condition over places."""

    def joined(self, world: int) -> int:
        """What the lines are in a world of the single ones, all of which one basis gives."""
        found = sum(1 << i for place, i in self.alone.items() if world >> place & 1)
        return found | sum(1 << i for i, asks in self.joint if true_at(asks, world))


def split(ids: Iterable[int], lines: Sequence[Line], sign: Signs) -> Split:
    """The single lines that joint ones bring together, each read as the lines are that read it."""
    places: dict[Leaf, int] = {}
    found = Split([], [], {}, {}, [])
    for i in ids:
        own = []
        for one in lines[i].among or (lines[i],):
            place = places.setdefault(one.leaf, len(places))
            if place == len(found.lines):
                found.ids.append(place)
                found.lines.append(one)
            read = found.sign.get(place, sign[i])
            found.sign[place] = read if read == sign[i] else 0
            own.append(place)
        if lines[i].among:
            found.joint.append((i, moved(lines[i].asks, own)))
        else:
            found.alone[own[0]] = i
    return found


def on_basis(
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

    A joint line holds where one of them gives all that it brings together.
    """
    if not any([lines[i].among for i in ids]):  # noqa: C419
        return _in_force(features, state, ids, lines, sign, limit, there=there, several=several)
    single = split(ids, lines, sign)
    ways = _in_force(features, state, single.ids, single.lines, single.sign, limit, there=there)
    if ways is None:
        return None
    found = {(single.joined(worst), single.joined(best)) for worst, best in ways}
    if several:
        for worst, best in sorted(found):
            found |= {(worst | a, best | b) for a, b in found}
            if len(found) > limit:
                return None
    return found


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
    there = [i for i in ids if not lines[i].leaf.attribute]
    status = [i for i in ids if lines[i].leaf.attribute == "status"]
    families = _families_of([i for i in ids if i not in there and i not in status], lines)
    bare = sum(1 << i for i in there)

    def in_force(bases: Sequence[Mapping[str, Any]], there: bool = True, *, several: bool = False) -> list[Choice]:
        choices = [Choice(bare, [bare if there else 0])]
        for own in families:
            worlds = {0}
            for features in bases:
                found = on_basis(features, state, own, lines, dict.fromkeys(own, 0), LIMIT)
                if found is None:
                    return []
                ways = [world for world, _ in found]
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


def _families_of(ids: Iterable[int], lines: Sequence[Line]) -> list[list[int]]:
    """Lines that read one attribute, or several that joint lines bring together: what is independent of all else."""
    families: list[tuple[set[str], list[int]]] = []
    for i in ids:
        names = {leaf.attribute for leaf in parts(lines[i].leaf)}
        own = [i]
        for touching in [family for family in families if family[0] & names]:
            families.remove(touching)
            names |= touching[0]
            own = [*touching[1], *own]
        families.append((names, own))
    return [own for _, own in families]


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
