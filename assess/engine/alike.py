"""Two readings of one thing joined: what only one says is taken, what both say has to be alike, what supports it adds up.

Joining is symmetric, and joining again what is already in changes nothing. What cannot be joined raises `Differs`; nothing is
chosen between two readings, unless the caller says whose counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from assess.model.base import earliest, latest
from assess.model.profile import CONFIDENCE, Answer, Basis, Listed, ProvisionEntry, Source

OPEN = "unknown"
_HANDLING = ("public", "official", "restricted")
_CONFIDENCE = ("low", "medium", "high")
_TEXTS = frozenset(("note", "text", "reading", "reason", "definition", "by", "authority", "name"))
"""What a reader adds in words of his own: both are kept."""
_ORDER = (
    ("from_", "until"), ("from_", "takes_effect"), ("from_", "invited_until"), ("made", "withdrawn"), ("made", "confirmed"),
    ("withdrawn", "withdrawal_effective"), ("date", "until"), ("date", "retrieved"),
)  # fmt: skip
"""Dates that have to come one after the other; two readings can be in order while the two together are not."""


class Differs(Exception):
    """Two readings that cannot both be right; carries the key in which they differ."""


class Sides(NamedTuple):
    """What joining two answers needs to know beside them."""

    sources: Mapping[str, Source]
    """Of both readers: the confidence of an answer that does not give it depends on the kind of its source."""
    prefer: int | None = None
    """Whose features count where they differ (0 or 1); without it they become unknown."""


def answers(
    one: tuple[Answer, ...], other: tuple[Answer, ...], sides: Sides
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """The answers of two readers to one fact as one, and the features in which they differ, which are unknown in it.

    Raises:
        Differs: the answers as such are not alike.
    """
    if one == other:
        return one, ()
    if len(one) != len(other):
        raise Differs("dates")
    if len(one) > 1:
        one, other = _by_date(one), _by_date(other)
        if [(each.from_, each.until) for each in one] != [(each.from_, each.until) for each in other]:
            raise Differs("dates")
    disputed: list[str] = []
    made = tuple(_answer(a, b, sides, disputed) for a, b in zip(one, other, strict=True))
    return made, tuple(dict.fromkeys(disputed))


def provision(one: tuple[ProvisionEntry, ...], other: tuple[ProvisionEntry, ...]) -> tuple[ProvisionEntry, ...]:
    """The entries of two readers for one piece of law as one.

    Raises:
        Differs: they give it another status or other dates.
    """
    if one == other:
        return one
    if len(one) != len(other):
        raise Differs("dates")
    made = tuple(_record(a, b) for a, b in zip(_by_date(one), _by_date(other), strict=True))
    starts = [(each.from_, each.until) for each in made]
    if len(made) > 1 and any([(e.from_, e.until) for e in _by_date(each)] != starts for each in (one, other)):
        raise Differs("dates")
    return made


def source(one: Source, other: Source) -> Source:
    """Two descriptions of one source; of how it was read, the more careful one.

    Raises:
        Differs: they are two sources.
    """
    if one == other:
        return one
    made = {
        "kind": _said("kind", one.kind, other.kind),
        "title": _both("title", one.title, other.title) if _same(one.title, other.title) else _apart("title"),
        "url": _said("url", one.url, other.url),
        "date": _said("date", one.date, other.date),
        "retrieved": max(_given(one.retrieved, other.retrieved), key=lambda day: (latest(day), str(day)), default=None),
        "grade": max(_given(one.grade, other.grade), default=None),
        "read": "part" if "part" in (one.read, other.read) else one.read or other.read,
        "note": _both("note", one.note, other.note),
        "handling": max(one.handling, other.handling, key=_HANDLING.index),
    }
    made |= {
        key: min(_given(getattr(one, key), getattr(other, key)), key=str, default=None)
        for key in ("short", "unit", "publisher", "language")
    }
    joined: Source = _ordered(replace(one, **made))
    return joined


def unsettled(both: Iterable[tuple[Answer, ...]], note: Any, sides: Sides) -> tuple[Answer, ...]:
    """The answer to a fact that two readers answer differently: unknown, with what they cite, and with `note`."""
    readings = [*both]
    every = [answer for entries in readings for answer in entries]
    made = Answer(
        status=OPEN,
        cite=_union_of([each.cite for each in every]),
        searched=_union_of([each.searched for each in every]),
        handling=max((each.handling for each in every), key=_HANDLING.index),
        note=note,
    )
    for entries in readings:
        if len(entries) == 1 and entries[0].status == OPEN:  # it is in, with what it says beside
            made = _answer(made, entries[0], sides, [])
    return (made,)


def noted(answers_: tuple[Answer, ...], note: Any) -> tuple[Answer, ...]:
    """The answers with a note more."""
    return tuple(replace(each, note=_both("note", each.note, note)) for each in answers_)


def texts(one: Any, other: Any) -> Any:
    """Two texts as one that has both, in each language; either may be absent."""
    return _both("note", one, other)


def union(one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """What either has. The longer list keeps its order where it has all of the other; else the order is that of their texts."""
    first, second = ([each for i, each in enumerate(side) if each not in side[:i]] for side in (one, other))
    more = [each for each in second if each not in first]
    if not more and (len(first) > len(second) or first == second):
        return tuple(first)
    return tuple(second if len(first) + len(more) == len(second) and more else sorted([*first, *more], key=str))


def _union_of(lists: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
    made: tuple[Any, ...] = ()
    for each in lists:
        made = union(made, each)
    return made


def _by_date(entries: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(entries, key=lambda each: "" if each.from_ is None else str(earliest(each.from_))))


def _answer(one: Answer, other: Answer, sides: Sides, disputed: list[str]) -> Answer:
    if one == other:
        return one
    if one.status != other.status:
        raise Differs("status" if one.status and other.status else "answer")
    made = _record(one, other, apart=("by", "features", "confidence", "route", "reading"))
    features = _features(sides, disputed)
    if one.by or other.by:
        made = _on_bases(made, one, other, features)
    else:
        made = replace(
            made,
            features=features(one.features, other.features),
            route=_said("route", one.route, other.route),
            reading=_both("reading", one.reading, other.reading),
        )
    return _as_sure(made, one, other, sides)


Join = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]


def _features(sides: Sides, disputed: list[str]) -> Join:
    """How features are joined: where both give one and differ, it is unknown and `disputed` has it."""

    def join(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
        made = dict(one) if [*one] == [*other] else dict(sorted({**one, **other}.items()))
        for name in one.keys() & other.keys():
            if one[name] != other[name]:
                disputed.append(f"features.{name}")
                made[name] = OPEN if sides.prefer is None else (one, other)[sides.prefer][name]
        return made

    return join


def _on_bases(made: Answer, one: Answer, other: Answer, features: Join) -> Answer:
    """The bases of an answer of law: both name the same, or the answers differ."""
    short = _is_short(one) and _is_short(other)
    first, second = (_keyed(each) for each in (one, other))
    if first.keys() != second.keys():
        raise Differs("by")
    if any(len(each) > 1 for each in (*first.values(), *second.values())):  # the same provisions, entered twice
        if first != second:
            raise Differs("by")
        bases = [basis for each in first.values() for basis in each]
    else:
        bases = [_basis(a, second[key][0], features) for key, (a,) in first.items()]
    if [each.of for each in bases] != [each.of for each in other.by]:
        bases.sort(key=lambda each: (each.of, each.route))
    if not short:
        reading = _both("reading", *(None if _is_short(each) else each.reading for each in (one, other)))
        return replace(made, by=tuple(bases), features={}, route=None, reading=reading)
    (basis,) = bases
    route = one.route or other.route
    return replace(made, by=(Basis(of=basis.of),), features=basis.features, route=route, reading=basis.reading)


def _is_short(answer: Answer) -> bool:
    """Whether an answer has one basis, with its features beside it."""
    if len(answer.by) != 1 or len(answer.by[0].of) != 1:
        return False
    (basis,) = answer.by
    return not basis.features and not basis.reading and basis.route == "dedicated"


def _keyed(answer: Answer) -> dict[Any, list[Basis]]:
    """The bases by what they stand on: provisions in any order, and the route."""
    bases = answer.by
    if _is_short(answer):
        (basis,) = bases
        route = answer.route or basis.route
        bases = (replace(basis, features=answer.features, reading=answer.reading, route=route),)
    found: dict[Any, list[Basis]] = {}
    for basis in bases:
        found.setdefault((frozenset(basis.of), basis.route), []).append(basis)
    return found


def _basis(one: Basis, other: Basis, features: Join) -> Basis:
    of = one.of if one.of == other.of else tuple(sorted(one.of))
    reading = _both("reading", one.reading, other.reading)
    return Basis(of=of, route=one.route, features=features(one.features, other.features), reading=reading)


def _as_sure(made: Answer, one: Answer, other: Answer, sides: Sides) -> Answer:
    """The joined answer, no surer than the less sure of the two; said only where it would not follow from the sources."""
    less = min((confidence(each, sides.sources) for each in (one, other)), key=_CONFIDENCE.index)
    plain = replace(made, confidence=None)
    told = one.confidence or other.confidence
    return replace(plain, confidence=less) if told or confidence(plain, sides.sources) != less else plain


def confidence(answer: Answer, sources: Mapping[str, Source]) -> Any:
    """How sure an answer is: as it says, or by the kind of its first source."""
    if answer.confidence:
        return answer.confidence
    names = [name.partition(".")[0] for basis in answer.by for name in basis.of]
    names += [text.partition(" ")[0] for text in (*answer.cite, *answer.searched)]
    return next((CONFIDENCE[sources[name].kind] for name in names if name in sources), "high")


def _record(one: Any, other: Any, *, apart: Sequence[str] = ()) -> Any:
    """Two records as one, key by key; the keys `apart` are joined elsewhere."""
    if one == other:
        return one
    made: dict[str, Any] = {}
    for key in one.__dataclass_fields__:
        if key in apart:
            continue
        a, b = getattr(one, key), getattr(other, key)
        if a != b:
            made[key] = _value(key, a, b)
    return _ordered(replace(one, **made))


def _value(key: str, one: Any, other: Any) -> Any:
    if key in ("cite", "searched"):
        return union(one, other)
    if key in _TEXTS:
        return _both(key, one, other)
    if key == "handling":
        return max(one, other, key=_HANDLING.index)
    if key in ("reservations", "declarations"):
        return _lists(key, one, other)
    if key in ("territories", "objections", "relations_excluded_with"):
        return _named(key, one, other)
    if key in ("of", "replaces", "reaches", "withdraws", "narrows") and one and other and {*one} == {*other}:
        return tuple(sorted(one))
    return _said(key, one, other)


def _lists(key: str, one: Listed | None, other: Listed | None) -> Any:
    """Reservations or declarations: a complete list holds all of the other one."""
    if one is None or other is None:
        return one or other
    listed = _named(key, one.listed, other.listed)
    for each in (one, other):
        if each.complete and len(listed) != len(each.listed):
            raise Differs(key)
    return Listed(complete=one.complete or other.complete, listed=listed)


_KEYS = ("paragraph", "made_at", "code", "with_", "by", "to")


def _named(key: str, one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """Entries about the same paragraph, territory or State joined; what only one has is taken."""
    if not one or not other:
        return tuple(one or other)

    def name(each: Any) -> tuple[str, ...]:
        own = tuple(str(getattr(each, part)) for part in _KEYS if part in each.__dataclass_fields__)
        return (*own, str(each.name)) if getattr(each, "code", "") is None else own

    first, second = {name(each): each for each in one}, {name(each): each for each in other}
    if len(first) < len(one) or len(second) < len(other):
        raise Differs(key)
    made = {
        each: _record(first.get(each, second.get(each)), second.get(each, first.get(each)))
        for each in {**first, **second}
    }
    order = [*made] if {*made} == {*first} else [*second] if {*made} == {*second} else sorted(made)
    if [*first] != [*second] and {*first} == {*second}:
        order = sorted(made)
    return tuple(made[each] for each in order)


def _said(key: str, one: Any, other: Any) -> Any:
    """What one of the two says, or both alike."""
    if one == other or other is None or other == ():
        return one
    if one is None or one == ():
        return other
    raise Differs(key.rstrip("_"))


def _given(*values: Any) -> list[Any]:
    return [value for value in values if value is not None]


def _apart(key: str) -> Any:
    raise Differs(key)


def _same(one: Any, other: Any) -> bool:
    """Whether two titles are alike, in every language that both have; one at least."""
    first, second = _languages(one), _languages(other)
    shared = first.keys() & second.keys()
    return bool(shared) and all(first[each] == second[each] for each in shared)


def _languages(text: Any) -> dict[str, str]:
    return {"en": text} if isinstance(text, str) else dict(text or {})


def _both(key: str, one: Any, other: Any) -> Any:
    if one == other or not other:
        return one or other
    if not one:
        return other
    first, second = _languages(one), _languages(other)
    made = {each: _one_text(first.get(each, ""), second.get(each, "")) for each in sorted({*first, *second})}
    return made["en"] if isinstance(one, str) and isinstance(other, str) else made


def _one_text(one: str, other: str) -> str:
    if one in other or other in one:
        return max(one, other, key=len)
    return " / ".join(sorted((one, other)))


def _ordered(made: Any) -> Any:
    for first, second in _ORDER:
        start, end = getattr(made, first, None), getattr(made, second, None)
        if start is None or end is None:
            continue
        if latest(end) < earliest(start) or (second == "until" and latest(end) == earliest(start)):
            raise Differs(second.rstrip("_"))
    return made
