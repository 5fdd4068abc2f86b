"""The citations of answers: places in sources are kept as data and put into words once, where they are printed.

Wording is never taken apart again; whether a source was just named, for example, is seen from the data.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assess.model.profile import ProvisionEntry, Source
from assess.model.results import BasisState, FactState
from assess.words.figures import dated
from assess.words.language import N_, _, quote

_PROVISION_STATUS = {
    "bill": N_("a bill"),
    "adopted": N_("adopted, not in force"),
    "in_force": N_("in force"),
    "partly_in_force": N_("in force in part"),
    "suspended": N_("suspended"),
    "struck_down": N_("struck down"),
    "repealed": N_("repealed"),
    "expired": N_("expired"),
}


_DATED = {
    "bill": N_("a bill of {date}"),
    "adopted": N_("adopted on {date}, not in force"),
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
        status = _status(entry)
        by_source.setdefault(key, []).append(f"{text} ({status})" if status else text)
    return tuple(Cited(key, tuple(pins)) for key, pins in by_source.items())


def _status(entry: ProvisionEntry | None) -> str:
    """The status of a provision that is not in force: "suspended by Invented Court since 5 March 2024"."""
    if entry is None:
        return _("status on that day not known")
    if entry.status == "in_force":
        return ""
    status = _(_PROVISION_STATUS[entry.status])
    if entry.by:
        status = _("{status} by {authority}").format(status=status, authority=quote(entry.by))
    return dated(_DATED[entry.status], entry.from_, status=status) if entry.from_ else status


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """How a source is cited: by its short title, or else its title."""
    source = sources.get(key)
    return quote(source.short or source.title) if source else key


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


def _pins(pins: tuple[str, ...]) -> str:
    if len(pins) < 2:
        return "".join(pins)
    return _("{first} with {others}").format(first=pins[0], others=", ".join(pins[1:]))


def citations(state: FactState, sources: Mapping[str, Source]) -> list[str]:
    """Everything the answer on a fact cites, in words, each place by itself."""
    return [worded(place, sources) for place in places(state, sources)]


def cited_in_turn(states: Iterable[FactState], sources: Mapping[str, Source]) -> list[str]:
    """Everything that several facts cite, in words, each place once and one after the other."""
    return list(_in_turn(dict.fromkeys(place for state in states for place in places(state, sources)), sources))


def _in_turn(found: Iterable[Place], sources: Mapping[str, Source]) -> Iterator[str]:
    named = ""
    for place in found:
        yield worded(place, sources, named)
        named = place[-1].source
