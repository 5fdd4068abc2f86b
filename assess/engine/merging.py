"""Two profiles of one State merged: what both readers answer alike, or only one answers, and what is left to settle."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from assess.engine import alike
from assess.engine.agreement import Agreement, agreement
from assess.engine.alike import Differs, Sides
from assess.engine.kept_apart import Aligned, Entries, aligned
from assess.model.as_written import as_written
from assess.model.catalogue import Fact
from assess.model.disagreements import Settled
from assess.model.profile import Agreement as Treaty
from assess.model.profile import Answer, Comments, Profile, Source, System

Answers = tuple[Answer, ...]
Section = Literal["facts", "provisions", "system", "sources"]
LAW, SOURCES = "provisions", "sources"
"""Said of an answer that differs in its law only, or in a source with one name and two contents: these are to be settled."""
_REVIEWS = ("desk", "authorities", "peer")


class Point(NamedTuple):
    """Something that two readers answer differently."""

    section: Section
    name: str
    differs: tuple[str, ...]
    """In what: "answer", "by", "features.any_data", "status" ..."""
    answers: tuple[Any, Any]
    """Of each reader, with the names of the agreed profile."""
    settled: bool = False


class Merged(NamedTuple):
    """The agreed profile, and what became of every answer."""

    profile: Profile
    sides: tuple[Profile, Profile]
    """The two profiles, in which a name means the same."""
    names: tuple[dict[str, str], dict[str, str]]
    """The names of sources and provisions that changed, by the old name, of each."""
    alike: tuple[str, ...]
    """Facts that both answer alike."""
    only: tuple[tuple[str, ...], tuple[str, ...]]
    """Facts that only one of them answers."""
    parts: tuple[tuple[str, ...], tuple[str, ...]]
    """Features that only one of them answers, of facts that both answer: FACT.FEATURE."""
    points: tuple[Point, ...]


def merge(one: Profile, other: Profile, facts: Mapping[str, Fact], note: Any, settled: Settled | None = None) -> Merged:
    """Two profiles of one country on one day as one; `facts` give the order, `note` is said of what is not settled.

    The result does not depend on which is first. Merging a profile with itself gives it back, and merging the result with one of
    the two again gives the result, as long as nothing was settled.
    """
    settled = settled or Settled()
    found = aligned(one, other, {}, {})
    points: list[Point] = []
    same_source: dict[str, Source] = {}
    for name, mine, theirs in found.two:
        points.append(
            Point("sources", name, _in_what(mine, theirs, alike.source), (mine, theirs), name in settled.sources)
        )
        if (chosen := settled.sources.get(name)) is not None:
            same_source[name] = (mine, theirs)[chosen] if isinstance(chosen, int) else chosen
    if same_source:
        found = aligned(one, other, {}, same_source)
    law: dict[str, Entries] = {}
    for name, *both in found.apart:
        if (choice := settled.provisions.get(name)) is not None:
            law[name] = both[choice] if isinstance(choice, int) else choice
    points += [
        Point("provisions", name, _in_what(a, b, alike.provision), (a, b), name in law) for name, a, b in found.apart
    ]
    if law:
        found = aligned(one, other, law, same_source)
    sources = _joined(found, "sources", alike.source)
    provisions = _joined(found, "provisions", alike.provision)
    system, differing = _system(found.sides[0].system, found.sides[1].system, settled.system)
    points += differing
    made, same, only, disputed = _facts(found.sides, facts, note, sources, settled.facts)
    for differs, left in ((LAW, found.apart), (SOURCES, found.two)):  # what differs in them only is settled with them
        if left:
            one_source = {name: first for name, first, _second in found.two} if differs == SOURCES else {}
            as_one = aligned(one, other, law, same_source | one_source)
            both_law = law | {name: first for name, first, _second in as_one.apart}
            as_one = aligned(one, other, both_law, same_source | one_source)
            disputed = [_with_its_law(point, as_one.sides, differs, note, sources) for point in disputed]
    head = _head(*found.sides)
    profile = replace(found.sides[0], **head, system=system, sources=sources, provisions=provisions, facts=made)
    parts = _parts(found.sides, (*same, *(point.name for point in disputed)))
    return Merged(profile, found.sides, found.names, same, only, parts, (*points, *disputed))


def _with_its_law(
    point: Point, sides: tuple[Profile, Profile], differs: str, note: Any, sources: Mapping[str, Source]
) -> Point:
    if point.differs == (LAW,):
        return point
    one, other = (side.facts[point.name] for side in sides)
    left = _fact(one, other, note, Sides({**sides[0].sources, **sides[1].sources, **sources}))[1]
    return point if left else point._replace(differs=(differs,))


def _parts(sides: tuple[Profile, Profile], names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The features that only one of the two answers, where both answer the fact."""
    found: tuple[list[str], list[str]] = ([], [])
    for name in names:
        mine, theirs = (features_of(side.facts[name]) for side in sides)
        if not mine or not theirs:  # one has no law there, or none to describe
            continue
        found[0].extend(f"{name}.{each}" for each in mine if each not in theirs)
        found[1].extend(f"{name}.{each}" for each in theirs if each not in mine)
    return tuple(found[0]), tuple(found[1])


def features_of(entries: Answers) -> list[str]:
    """The features that an answer gives, on any of its bases."""
    given = [each.features for each in entries] + [basis.features for each in entries for basis in each.by]
    return [*dict.fromkeys(name for features in given for name in features)]


def _in_what(one: Any, other: Any, join: Any) -> tuple[str, ...]:
    try:
        join(one, other)
    except Differs as differs:
        return (str(differs),)
    return ()


def _joined(found: Aligned, key: str, join: Any) -> dict[str, Any]:
    """The sources or the provisions of both, in the order of the profile whose text comes first."""
    sides = sorted((getattr(side, key) for side in found.sides), key=lambda each: repr(as_written(each, days=True)))
    first, second = sides
    made = {name: join(each, second[name]) if name in second else each for name, each in first.items()}
    return made | {name: each for name, each in second.items() if name not in first}


def _facts(
    sides: tuple[Profile, Profile],
    known: Mapping[str, Fact],
    note: Any,
    sources: Mapping[str, Source],
    settled: Mapping[str, int | Answers],
) -> tuple[dict[str, Answers], tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]], list[Point]]:
    made: dict[str, Answers] = {}
    same: list[str] = []
    only: tuple[list[str], list[str]] = ([], [])
    points: list[Point] = []
    for name in known:
        both = sides[0].facts.get(name), sides[1].facts.get(name)
        given = tuple(bool(each) and not _withheld(each) for each in both)
        if both[0] and both[1] and all(given):
            one, other = both[0], both[1]
            answers, differs = _fact(one, other, note, Sides(sources))
            choice = settled.get(name)
            if not differs:
                same.append(name)
            else:
                points.append(Point("facts", name, differs, (one, other), choice is not None))
                if isinstance(choice, int):
                    answers = _followed(one, other, choice, sources)
                elif choice is not None:
                    answers = choice
            made[name] = answers
        elif any(given):
            i = given.index(True)
            made[name] = both[i] or ()
            only[i].append(name)
        elif both[0] or both[1]:  # withheld by one or both
            made[name] = both[0] or both[1] or ()
    return made, tuple(same), (tuple(only[0]), tuple(only[1])), points


def _withheld(entries: Answers | None) -> bool:
    return bool(entries) and all(each.status == "withheld" for each in entries or ())


def _fact(one: Answers, other: Answers, note: Any, sides: Sides) -> tuple[Answers, tuple[str, ...]]:
    """The joined answer, and in what the two differ; what differs is unknown in it."""
    try:
        answers, disputed = alike.answers(one, other, sides)
    except Differs as differs:
        return alike.unsettled((one, other), note, sides), (str(differs),)
    return (alike.noted(answers, note) if disputed else answers), disputed


def _followed(one: Answers, other: Answers, who: int, sources: Mapping[str, Source]) -> Answers:
    """The answer of one reader; where the two differ in features only, what the other one says besides is kept."""
    try:
        return alike.answers(one, other, Sides(sources, who))[0]
    except Differs:
        return (one, other)[who]


def _head(one: Profile, other: Profile) -> dict[str, Any]:
    """What stands at the head of a profile, and its agreements."""
    language = one.language if one.language == other.language else "en"
    return {
        "name": alike.texts(one.name, other.name),
        "review": min(one.review, other.review, key=_REVIEWS.index),
        "note": alike.texts(one.note, other.note),
        "language": language,
        "comments": _comments(one.comments, other.comments),
        "agreements": _agreements(one.agreements, other.agreements),
    }


def _comments(one: Comments | None, other: Comments | None) -> Comments | None:
    if one is None or other is None or one == other:
        return one or other
    invited = min([each.invited for each in (one, other) if each.invited is not None], key=str, default=None)
    return Comments(invited=invited, received=alike.union(one.received, other.received))


def _agreements(one: Sequence[Treaty], other: Sequence[Treaty]) -> tuple[Treaty, ...]:
    """The agreements of both; where they differ in more than what they cite, both are kept."""
    first, second = ({str(replace(each, cite=())): each for each in side} for side in (one, other))
    if [*first] == [*second] or (first.keys() > second.keys()):
        order = [*first]
    else:
        order = [*second] if second.keys() > first.keys() else sorted({**first, **second})
    if len(first) < len(one) or len(second) < len(other):  # one is entered twice
        return tuple(alike.union(one, other))
    cites = {key: alike.union(*(side[key].cite if key in side else () for side in (first, second))) for key in order}
    return tuple(replace(first.get(key) or second[key], cite=cites[key]) for key in order)


def _system(one: System, other: System, settled: Mapping[str, int | str]) -> tuple[System, list[Point]]:
    """The legal system; what the two say differently is left out until it is settled."""
    made: dict[str, Any] = {}
    points = []
    for key in System.__dataclass_fields__:
        a, b = getattr(one, key), getattr(other, key)
        made[key] = a or b
        if a and b and a != b:
            choice = settled.get(key)
            points.append(Point("system", key, ("answer",), (a, b), choice is not None))
            made[key] = (a, b)[choice] if isinstance(choice, int) else choice
    return System(**made), points


def agreements(merged: Merged, domains: Mapping[str, Sequence[str]]) -> dict[str, Agreement]:
    """How far the two agree on the facts of each domain."""
    same = frozenset(merged.alike)
    differing = {point.name for point in merged.points if point.section == "facts"}
    found = {}
    for domain, names in domains.items():
        both = [name for name in names if name in same or name in differing]
        pairs = [(merged.sides[0].facts[name], merged.sides[1].facts[name]) for name in both]
        found[domain] = agreement(pairs, sum(name in same for name in both), merged.profile.as_of)
    return found
