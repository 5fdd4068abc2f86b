"""Two profiles made to name the same things alike: one source has one name, two sources or pieces of law have two."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple

from assess.engine import alike
from assess.engine.alike import Differs
from assess.model.as_written import as_written
from assess.model.profile import Profile, ProvisionEntry, Source

Entries = tuple[ProvisionEntry, ...]


class Aligned(NamedTuple):
    """Two profiles in which a name means the same in both."""

    sides: tuple[Profile, Profile]
    names: tuple[dict[str, str], dict[str, str]]
    """The names of sources and provisions that changed, by the old name, of each."""
    apart: tuple[tuple[str, Entries, Entries], ...]
    """The pieces of law that the two enter differently, by the name that they had, with the entries of each."""
    two: tuple[tuple[str, Source, Source], ...]
    """The sources with one name and two contents."""


def aligned(one: Profile, other: Profile, law: Mapping[str, Entries], known: Mapping[str, Source]) -> Aligned:
    """The two profiles with names that mean the same.

    Args:
        law: provisions of which it was settled what holds. known: sources of which it was settled what they are.
    """
    one, other = _known(one, known), _known(other, known)
    names, clashing = _sources(one, other)
    sides = (renamed(one, names[0]), renamed(other, names[1]))
    sides = (_settled(sides[0], law), _settled(sides[1], law))
    shared = [name for name in sides[0].provisions if name in sides[1].provisions]
    clashes = [name for name in sorted(shared) if not _alike(sides, name)]
    moves: tuple[dict[str, str], dict[str, str]] = ({}, {})
    pins = _by_pin(sides)
    second = {
        of: _next(of, {*sides[0].sources, *sides[1].sources}) for of in {name.partition(".")[0] for name in clashes}
    }
    for name in clashes:
        both = [side.provisions[name] for side in sides]
        for i in (0, 1):
            if (twin := _same_law(sides, i, name, pins[1 - i])) is not None:  # kept apart before
                moves[i][name] = twin
                break
        else:
            later = 1 if _text(both[0]) <= _text(both[1]) else 0
            source, _, pin = name.partition(".")
            moves[later][name] = f"{second[source]}.{pin}"
    done = (_moved(sides[0], moves[0]), _moved(sides[1], moves[1]))
    changed = tuple(_together(names[i], moves[i], (one, other)[i]) for i in (0, 1))
    found = tuple((name, sides[0].provisions[name], sides[1].provisions[name]) for name in clashes)
    two = tuple((name, one.sources[name], other.sources[name]) for name in clashing)
    return Aligned(done, (changed[0], changed[1]), found, two)


def _known(profile: Profile, known: Mapping[str, Source]) -> Profile:
    sources = {name: known.get(name, source) for name, source in profile.sources.items()}
    return replace(profile, sources=sources) if sources != profile.sources else profile


def _sources(one: Profile, other: Profile) -> tuple[tuple[dict[str, str], dict[str, str]], list[str]]:
    """The new names of sources: two with one name get two, one with two names gets one; and the names that two had."""
    clashing = []
    names: tuple[dict[str, str], dict[str, str]] = ({}, {})
    sides = one.sources, other.sources
    taken = {*one.sources, *other.sources}
    titles = [_by_title(sides[i], sides[1 - i]) for i in (0, 1)]
    for name in sorted(one.sources.keys() & other.sources.keys()):
        if _is_one(sides[0][name], sides[1][name]):
            continue
        for i in (0, 1):
            mine, theirs = sides[i], sides[1 - i]
            twin = next((n for n in _titled(mine[name], titles[1 - i]) if _is_one(mine[name], theirs[n])), None)
            if twin is not None and twin not in names[i].values():  # kept apart before
                names[i][name] = twin
                break
        else:
            clashing.append(name)
            later = 1 if _text(sides[0][name]) <= _text(sides[1][name]) else 0
            names[later][name] = _next(name, taken)
            taken.add(names[later][name])
    used = {*names[0].values()}
    for name in sorted(one.sources.keys() - other.sources.keys()):
        if name in names[1].values():
            continue
        same = (n for n in _titled(one.sources[name], titles[1]) if n not in used)
        twin = next((n for n in same if _is_one(one.sources[name], other.sources[n])), None)
        if twin is not None:
            used.add(twin)
            first = min(name, twin)
            (names[1] if first == name else names[0])[twin if first == name else name] = first
    return names, clashing


def _by_title(sources: Mapping[str, Source], besides: Mapping[str, Source]) -> dict[str, list[str]]:
    """The sources whose names the other profile does not have, by each form of their titles."""
    found: dict[str, list[str]] = {}
    for name in sorted(sources.keys() - besides.keys()):
        for title in _forms(sources[name]):
            found.setdefault(title, []).append(name)
    return found


def _titled(source: Source, titles: Mapping[str, list[str]]) -> list[str]:
    return sorted({name for title in _forms(source) for name in titles.get(title, ())})


def _forms(source: Source) -> list[str]:
    return [source.title] if isinstance(source.title, str) else [*source.title.values()]


def _is_one(one: Source, other: Source) -> bool:
    try:
        alike.source(one, other)
    except Differs:
        return False
    return True


def _alike(sides: tuple[Profile, Profile], name: str, other: str = "") -> bool:
    try:
        alike.provision(sides[0].provisions[name], sides[1].provisions[other or name])
    except Differs:
        return False
    return True


def _by_pin(sides: tuple[Profile, Profile]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The provisions that only one of the two has, of each, by their pins."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for i in (0, 1):
        for name in sorted(sides[i].provisions.keys() - sides[1 - i].provisions.keys()):
            found[i].setdefault(name.partition(".")[2], []).append(name)
    return found


def _same_law(sides: tuple[Profile, Profile], i: int, name: str, pins: Mapping[str, list[str]]) -> str | None:
    """Another name under which the other profile has the provision as this one enters it; `pins` are those only it has."""
    mine, theirs = sides[i], sides[1 - i]
    source, _, pin = name.partition(".")
    for twin in pins.get(pin, ()):
        of = twin.partition(".")[0]
        if of not in theirs.sources or not _is_one(mine.sources[source], theirs.sources[of]):
            continue
        if _alike((mine, theirs), name, twin):
            return twin
    return None


def _next(name: str, taken: set[str]) -> str:
    return next(made for n in count(2) if (made := f"{name}_{n}") not in taken)


def _settled(profile: Profile, law: Mapping[str, Entries]) -> Profile:
    known = {name: law.get(name, entries) for name, entries in profile.provisions.items()}
    return replace(profile, provisions=known) if known != profile.provisions else profile


def _moved(profile: Profile, moves: Mapping[str, str]) -> Profile:
    """The profile with provisions under other names, whose sources it then has too."""
    if not moves:
        return profile
    sources = dict(profile.sources)
    for old, new in moves.items():
        sources.setdefault(new.partition(".")[0], sources[old.partition(".")[0]])
    made: Profile = _follow(profile, {}, moves)
    return replace(made, sources=sources)


def renamed(profile: Profile, sources: Mapping[str, str]) -> Profile:
    """The profile with sources under other names; provisions and citations follow."""
    if not sources:
        return profile
    law = {name: _under(name, sources) for name in _named(profile)}
    made: Profile = _follow(profile, sources, {old: new for old, new in law.items() if old != new})
    return replace(made, sources={sources.get(name, name): each for name, each in profile.sources.items()})


def _under(name: str, sources: Mapping[str, str]) -> str:
    source, dot, pin = name.partition(".")
    return f"{sources.get(source, source)}{dot}{pin}"


def _named(profile: Profile) -> Iterator[str]:
    """The provisions that are entered, stood on or replaced anywhere."""
    yield from profile.provisions
    for entries in profile.provisions.values():
        for entry in entries:
            yield from entry.replaces
    for answers in profile.facts.values():
        for answer in answers:
            for basis in answer.by:
                yield from basis.of


def _follow(value: Any, sources: Mapping[str, str], law: Mapping[str, str]) -> Any:
    """A record in which every citation and every provision has its new name."""
    changed: dict[str, Any] = {}
    for key in value.__dataclass_fields__:
        each = getattr(value, key)
        if not each or key == "sources":
            continue
        if key in ("cite", "searched"):
            made: Any = tuple(_cited(text, sources) for text in each)
        elif key in ("of", "replaces"):
            made = tuple(law.get(name, name) for name in each)
        elif key == "provisions":
            made = {law.get(name, name): _within(entries, sources, law) for name, entries in each.items()}
        else:
            made = _within(each, sources, law)
        if made != each:
            changed[key] = made
    return replace(value, **changed) if changed else value


def _within(value: Any, sources: Mapping[str, str], law: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_within(each, sources, law) for each in value)
    if isinstance(value, dict):
        return {key: _within(each, sources, law) for key, each in value.items()}
    return _follow(value, sources, law) if hasattr(value, "__dataclass_fields__") else value


def _cited(text: str, sources: Mapping[str, str]) -> str:
    source, space, pin = text.partition(" ")
    return f"{sources.get(source, source)}{space}{pin}"


def _together(first: Mapping[str, str], then: Mapping[str, str], profile: Profile) -> dict[str, str]:
    """Old names with the names that they have in the end."""
    made = {old: new for old, new in first.items() if old != new}
    for old in profile.provisions:
        between = _under(old, first)
        if (new := then.get(between, between)) != old:
            made[old] = new
    return made


def _text(value: Any) -> str:
    """What two readings are put in order by, whichever came first."""
    return repr(as_written(value, days=True))
