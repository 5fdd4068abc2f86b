"""The citations of answers: places in sources are kept as data and put into words once, where they are printed.

Wording is never taken apart again; whether a source was just named, for example, is seen from the data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import NamedTuple

from assess.model.base import Text
from assess.model.profile import PENDING, ProvisionEntry, Source
from assess.model.results import BasisState, FactState
from assess.words import french
from assess.words.figures import dated
from assess.words.language import N_, _, is_marked, ngettext, quote, spoken, unmarked

_PROVISION_STATUS = {
    "bill": N_("a bill"),
    "passed": N_("passed"),
    "assented": N_("assented to"),
    "published": N_("published"),
    "adopted": N_("adopted"),
    "not_yet_in_force": N_("not yet in force"),
    "in_force": N_("in force"),
    "partly_in_force": N_("in force in part"),
    "suspended": N_("suspended"),
    "struck_down": N_("struck down"),
    "repealed": N_("repealed"),
    "expired": N_("expired"),
}


_DATED = {
    "bill": N_("a bill of {date}"),
    "passed": N_("{status} on {date}"),
    "assented": N_("{status} on {date}"),
    "published": N_("{status} on {date}"),
    "adopted": N_("{status} on {date}"),
    "not_yet_in_force": N_("not yet in force, binds from {date}"),
    "partly_in_force": N_("in force in part since {date}"),
    "suspended": N_("{status} since {date}"),
    "struck_down": N_("{status} on {date}"),
    "repealed": N_("{status} on {date}"),
    "expired": N_("{status} on {date}"),
}


class Cited(NamedTuple):
    """One source with those of its pins that are read together."""

    source: str
    """Its name in the profile."""
    pins: tuple[str, ...]
    """In words, with their status if they are not in force; empty if the source is cited as a whole."""


Place = tuple[Cited, ...]
"""Citations that belong together: mostly from one source, or from several that are read together."""


def places(state: FactState, sources: Mapping[str, Source]) -> list[Place]:
    """Everything the answer on a fact cites, each place once."""
    found = [_basis(each, sources) for each in state.bases if each.basis is not None]
    if state.answer:
        texts = [*state.answer.cite, *(state.answer.searched if state.known == "none" else ())]
        found += [_cite(text) for text in texts]
    return list(dict.fromkeys(found))


def _cite(text: str) -> Place:
    """A citation as SOURCE or SOURCE PIN; the pin is printed as it was written."""
    name, _sep, pin = text.partition(" ")
    return (Cited(name, (pin,) if pin else ()),)


def _basis(state: BasisState, sources: Mapping[str, Source]) -> Place:
    by_source: dict[str, list[str]] = {}
    for name, entry in state.provisions:
        key, _sep, pin = name.partition(".")
        source = sources.get(key)
        text = f"{source.unit} {pin}" if source and source.unit else pin
        status = provision_status(entry, source)
        by_source.setdefault(key, []).append(f"{text} ({status})" if status else text)
    return tuple(Cited(key, tuple(pins)) for key, pins in by_source.items())


def provision_status(entry: ProvisionEntry | None, source: Source | None) -> str:
    """The status of a provision that is not in force: "suspended by Invented Court since 5 March 2024".

    Of law that was made, all that sources show is that no commencement was found in them, as at the day on which they were read.
    """
    if entry is None:
        return _("status on that day not known")
    if entry.status == "in_force":
        return ""
    word: str = entry.status  # the engine puts "not_yet_in_force" there, which nobody can enter
    if word == "not_yet_in_force" and entry.until:
        return dated("not in force before {date}", entry.until)
    status = _(_PROVISION_STATUS[word])
    if entry.by:
        status = _("{status} by {authority}").format(status=status, authority=quote(entry.by))
    said = dated(_DATED[entry.status], entry.from_, status=status) if entry.from_ else status
    if entry.status == "struck_down" and entry.takes_effect:
        return dated("{status}, in force until {date}", entry.takes_effect, status=said)
    if entry.status not in PENDING or entry.status == "bill":
        return said
    if entry.until:
        return dated("{status}; not in force before {date}", entry.until, status=said)
    read = source.retrieved if source else None  # the date of a law itself says nothing of when somebody looked
    if read is None:
        return _("{status}; no commencement found in the sources consulted").format(status=said)
    return dated("{status}; no commencement found in the sources consulted as at {date}", read, status=said)


def standing(entry: ProvisionEntry, source: Source | None) -> str:
    """The status of a provision over one period, in force or not."""
    if entry.status != "in_force":
        return provision_status(entry, source)
    if not entry.from_:
        return _(_PROVISION_STATUS["in_force"])
    return dated("{status} since {date}", entry.from_, status=_(_PROVISION_STATUS["in_force"]))


def written_place(text: str, sources: Mapping[str, Source]) -> str:
    """A citation as a profile writes it, SOURCE or SOURCE PIN, in words."""
    return worded(_cite(text), sources)


_names: ContextVar[Mapping[str, str]] = ContextVar("names", default=MappingProxyType({}))


@contextmanager
def naming(names: Mapping[str, str]) -> Iterator[None]:
    """Inside the `with` block sources are cited by these names, by their keys: "[S12]", or the short title of a law."""
    token = _names.set(names)
    try:
        yield
    finally:
        _names.reset(token)


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """How a source is cited: by the name of the surrounding `naming`, else by its short title, or else its title."""
    source = sources.get(key)
    return _names.get().get(key) or (quote(source.short or source.title) if source else key)


def worded(place: Place, sources: Mapping[str, Source], named: str = "") -> str:
    """A place in words; a source that was just `named` is not named again before a pin."""
    said = []
    for cited in place:
        pins = _pins(cited.pins)
        if not pins:
            said.append(source_name(cited.source, sources))
        elif cited.source == named:
            said.append(pins)
        else:
            said.append(f"{source_name(cited.source, sources)}, {pins}")
        named = cited.source
    return _("; read with ").join(said)


def provisions_say(names: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Provisions as they are named in a sentence: "ss. 41, 44 and 48 of the Cybercrimes Act"."""
    by_source: dict[str, list[str]] = {}
    for name in names:
        key, _sep, pin = name.partition(".")
        by_source.setdefault(key, []).append(pin)
    if by_source and _french():
        return french.joined([_of_source_in_french(key, pins, sources) for key, pins in by_source.items()])
    said = [_of_source(key, pins, sources) for key, pins in by_source.items()]
    return joined(said)


def _french() -> bool:
    return spoken().code.partition("_")[0] == "fr"


def _of_source_in_french(key: str, pins: list[str], sources: Mapping[str, Source]) -> french.Named:
    source = sources.get(key)
    law = law_name(key, sources)
    unit = source.unit if source else None
    if source is None or source.kind == "decision":
        return french.plain(f"{law} ({with_unit(pins, unit)})")
    if (unit or "").lower() not in french.UNITS:
        return french.plain(f"{with_unit(pins, unit)} ({law})")
    own = (source.language or "").partition("_")[0] == "fr" or not is_marked(law)
    return french.provisions(pins, unit, french.of_law(law, source.kind, french=own))


def provisions_begin(names: Sequence[str], sources: Mapping[str, Source]) -> str:
    """The same at the beginning of a sentence, with the word for the unit: "Sections 2 and 14 of the Cybercrimes Act"."""
    if _french():
        said = provisions_say(names, sources)
        return f"{said[:1].upper()}{said[1:]}"
    by_source: dict[str, list[str]] = {}
    for name in names:
        key, _sep, pin = name.partition(".")
        by_source.setdefault(key, []).append(pin)
    (key, pins), *rest = by_source.items()
    unit = (sources[key].unit or "").lower() if key in sources else ""
    if unit == "s.":
        words = ngettext("Section {pins}", "Sections {pins}", len(pins))
    elif unit == "art.":
        words = ngettext("Article {pins}", "Articles {pins}", len(pins))
    else:
        said = provisions_say(names, sources)
        return said[:1].upper() + said[1:]
    first = _in_law(words.format(pins=joined(pins)), key, sources)
    return joined([first, *(_of_source(key, pins, sources) for key, pins in rest)])


def _of_source(key: str, pins: list[str], sources: Mapping[str, Source]) -> str:
    return _in_law(with_unit(pins, sources[key].unit if key in sources else None), key, sources)


def with_unit(pins: list[str], unit: str | None) -> str:
    """Pins with their unit, which several of them name once: "ss. 22 and 23"."""
    if not unit:
        return joined(pins)
    if len(pins) == 1:
        return _said(f"{unit} {pins[0]}")
    if unit in _UNITS:
        return f"{_(_UNITS[unit])} {joined(pins)}"
    return joined([f"{unit} {pin}" for pin in pins])


def _in_law(said: str, key: str, sources: Mapping[str, Source]) -> str:
    """Pins with the name of their law: "s. 48 of the Cybercrimes Act"."""
    law = law_name(key, sources)
    if key in sources and sources[key].kind == "decision":
        return _("{law} ({pins})").format(pins=said, law=law)
    text = (
        _("{pins} of the {law}") if re.search(_ARTICLE, re.sub(_BRACKETS, "", unmarked(law))) else _("{pins} of {law}")
    )
    return text.format(pins=said, law=law)


def law_name(key: str, sources: Mapping[str, Source]) -> str:
    """How a law is named in a sentence: its short title, else its title up to the first comma, where that names no other source."""
    source = sources.get(key)
    if source is None:
        return key
    if source.short:
        return quote(source.short)
    heads = [_head(text) for text in _texts(source.title)]
    others = [
        text for other in sources if other != key for text in _texts(sources[other].short or sources[other].title)
    ]
    if not all(heads) or any(text.startswith(head) for head in heads for text in others):
        return quote(source.title)
    title = source.title
    return quote({code: _head(text) for code, text in title.items()} if isinstance(title, Mapping) else heads[0])


def _texts(title: Text) -> list[str]:
    return list(title.values()) if isinstance(title, Mapping) else [title]


def _head(title: str) -> str:
    found = _HEAD.match(title)
    return found[0].strip() if found else ""


def joined(texts: Sequence[str]) -> str:
    """Names in a sentence: "41, 44 and 48"."""
    if len(texts) < 2:
        return "".join(texts)
    return _("{some} and {last}").format(some=", ".join(texts[:-1]), last=texts[-1])


_UNITS = {
    N_("s."): N_("ss."), N_("art."): N_("arts"), N_("Art."): N_("Arts"), N_("cl."): N_("cls"), N_("reg."): N_("regs"),
    N_("r."): N_("rr."), "§": "§§",
}  # fmt: skip
"""Units as they are written before several pins."""
_ARTICLE = r"^(?!(?:The|An?)\b).*\b(Act|Code|Law|Bill|Constitution|Regulations?|Rules?|Ordinance|Decree)\b"
"""Names of law before which English puts "the"; what stands in brackets is a translation."""
_BRACKETS = r"\([^()]*\)"
_HEAD = re.compile(r"(?:[^,(]|\([^()]*\))+")


def cited_as(cited: Cited) -> str:
    """The pins of one source in words; empty where it is cited as a whole."""
    return _pins(cited.pins)


def _pins(pins: tuple[str, ...]) -> str:
    if len(pins) < 2:
        return "".join(map(_said, pins))
    return _("{first} with {others}").format(first=_said(pins[0]), others=_several(pins[1:]))


def _said(pin: str) -> str:
    """A pin with the word for its unit in the document's language."""
    unit, sep, rest = pin.partition(" ")
    several = {many: one for one, many in _UNITS.items()}
    return f"{_(unit)}{sep}{rest}" if sep and (unit in _UNITS or unit in several) else pin


def _several(pins: tuple[str, ...]) -> str:
    """Pins of one unit name it once: "ss. 16 and 20"."""
    units = {unit for unit, _sep, _pin in (pin.partition(" ") for pin in pins)}
    unit = units.pop() if len(units) == 1 else ""
    if len(pins) < 2 or unit not in _UNITS:
        return ", ".join(map(_said, pins))
    return f"{_(_UNITS[unit])} {joined([pin.partition(' ')[2] for pin in pins])}"


def citations(state: FactState, sources: Mapping[str, Source]) -> list[str]:
    """Everything the answer on a fact cites, in words, each place by itself."""
    return [worded(place, sources) for place in places(state, sources)]


def cited_in_turn(states: Iterable[FactState], sources: Mapping[str, Source]) -> list[str]:
    """Everything that several facts cite, in words, one after the other; what a wider place holds too is not said again."""
    found = list(dict.fromkeys(place for state in states for place in places(state, sources)))
    told = [
        any(_holds(other, place) and (j < i or not _holds(place, other)) for j, other in enumerate(found) if j != i)
        for i, place in enumerate(found)
    ]
    return list(_in_turn((place for place, again in zip(found, told, strict=True) if not again), sources))


def _holds(wide: Place, place: Place) -> bool:
    """Whether a place cites every pin that another cites; a source cited as a whole is not held by its pins."""
    pins = {each.source: set(each.pins) for each in wide}
    return all(each.pins and pins.get(each.source, set()).issuperset(each.pins) for each in place)


def _in_turn(found: Iterable[Place], sources: Mapping[str, Source]) -> Iterator[str]:
    named = ""
    for place in found:
        yield worded(place, sources, named)
        named = place[-1].source
