"""Checks of a reform file by itself, without the profile over which it will be laid."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from assess.model.catalogue import Catalogue
from assess.problems import InvalidInput, Problem
from assess.reading.checking import mapping, sequence
from assess.reading.overlay import Over, written_out
from assess.reading.yamlfile import Document, parse_yaml

_DAY = date(2000, 1, 1)
"""Stands for the day of the profile, on which nothing depends here."""


def check_reform(document: Document, catalogue: Catalogue) -> list[Problem]:
    """Everything wrong with a reform file, apart from what only the profile can tell.

    Sources and provisions that it does not declare are those of the profile; laying it over shows whether they are there.
    """
    data = mapping(document.data)
    base = parse_yaml(b"schema: profile/v1\n", document.path)
    own, provisions = mapping(data.get("sources")), mapping(data.get("provisions"))
    base.data |= {
        "country": data.get("country"),
        "name": "-",
        "as_of": _DAY.isoformat(),
        "sources": {
            name: {"kind": "act", "title": "-"} for name in _sources(data) if name not in own and " " not in name
        },
        "provisions": {name: {"status": "in_force"} for name in _provisions(data) if name not in provisions},
    }
    over = Over(base, catalogue, _DAY)
    try:
        over.lay(document)
        over.read()
    except InvalidInput as error:
        return error.problems
    return []


def _answers(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for raw in mapping(data.get("facts")).values():
        yield from (mapping(each) for each in sequence(raw))


def _provisions(data: dict[str, Any]) -> dict[str, None]:
    """The provisions that are named: replaced, or stood on."""
    named = [
        name for entry in mapping(data.get("provisions")).values() for name in sequence(mapping(entry).get("replaces"))
    ]
    named += [name for answer in _answers(data) for basis in written_out(answer) for name in basis["of"]]
    return dict.fromkeys(name for name in named if isinstance(name, str) and name.partition(".")[2])


def _sources(data: dict[str, Any]) -> dict[str, None]:
    """The sources that are named: those of provisions, and those cited."""
    named = [name.partition(".")[0] for name in (*_provisions(data), *mapping(data.get("provisions")))]
    entries = [*_answers(data), *map(mapping, mapping(data.get("provisions")).values())]
    cites = [text for entry in entries for key in ("cite", "searched") for text in sequence(entry.get(key))]
    return dict.fromkeys([*named, *(text.partition(" ")[0] for text in cites if isinstance(text, str))])
