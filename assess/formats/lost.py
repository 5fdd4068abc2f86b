"""Characters that no font at hand can draw: which they are, and where they stand."""

import html as entities
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from assess.problems import one_line

_SHOWN = 12
"""Characters of a script that are named."""
_PLACES = 10
_AROUND = 40
"""Letters of a text that are quoted on each side."""
_PIECE = re.compile(r'[<>"\n]')
"""What ends a text or the value of an attribute; the lines at the head and foot of pages stand in attributes."""


class Origin(NamedTuple):
    """A file that texts of a document come from."""

    path: str
    raw: bytes


def is_unseen(character: str) -> bool:
    """Whether layout handles the character without a glyph: line ends, directions, joiners, variation selectors."""
    return character in "\t\n\r" or unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def characters(html: str) -> str:
    """Every character of a document once, in order, also those that are written as entities."""
    return "".join(sorted(set(entities.unescape(html) if "&" in html else html)))


def replaced(html: str, drawn: Iterable[int]) -> str:
    """The text with the replacement character for everything that is not drawn; both standards refuse missing glyphs."""
    known = frozenset(drawn)
    strange = {c for c in characters(html) if ord(c) not in known and not is_unseen(c)}
    if not strange:
        return html

    def entity(found: re.Match[str]) -> str:
        return "\N{REPLACEMENT CHARACTER}" if strange & set(entities.unescape(found[0])) else found[0]

    html = _ENTITY.sub(entity, html)
    return html.translate({ord(c): " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in strange})


_ENTITY = re.compile(r"&#?\w{1,32};")


def report(lost: Sequence[tuple[str, str]], html: str, origins: Iterable[Origin]) -> str:
    """What cannot be drawn and where it stands, in lines: a place in a file for each text that has one, else the text.

    Args:
        lost: scripts, each with its characters.
    """
    every = "".join(characters for _, characters in lost)
    lines = [f"no font at hand can draw {_named(*each)}" for each in lost]
    places, left = _places(set(every), origins)
    lines += [f"    {place}" for place in places[:_PLACES]]
    if len(places) > _PLACES:
        lines.append(f"    and in {len(places) - _PLACES} other texts")
    if left:
        lines += [f"    in the document: {text}" for text in _quoted(left, html)]
    return "\n".join(lines)


def _named(script: str, lost: str) -> str:
    shown = " ".join(f"{c} (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in lost[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    count = f"{len(lost)} character{'' if len(lost) == 1 else 's'}"
    return f"{count} of the {script} script: {shown}{more}" if script else f"{count}: {shown}{more}"


def _places(lost: set[str], origins: Iterable[Origin]) -> tuple[list[str], set[str]]:
    """The places of texts that hold lost characters, and the characters that stand in no file."""
    from assess.reading.yamlfile import parse_yaml  # only where something is lost

    places, left = [], set(lost)
    for origin in origins:
        document = parse_yaml(origin.raw, origin.path)
        for loc, text, key in _texts(document.data, ()):
            here = lost & set(text)
            if here:
                places.append(f"{document.place(loc, key=key)}: {_around(text, here)}")
                left -= here
    return places, left


def _texts(data: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    if isinstance(data, str):
        yield loc, data, False
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(key, str):
                yield (*loc, key), key, True
            yield from _texts(value, (*loc, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _texts(value, (*loc, i))


def _around(text: str, lost: set[str]) -> str:
    """The part of a text around its first lost character."""
    at = min(i for i in (text.find(c) for c in lost) if i >= 0)
    start, end = max(0, at - _AROUND), at + _AROUND
    cut = " ".join(text[start:end].split())
    return one_line(f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}")


def _quoted(lost: set[str], html: str) -> list[str]:
    """Texts of the document that hold characters which no file has, each quoted once."""
    found: list[str] = []
    for line in dict.fromkeys(map(entities.unescape, _PIECE.split(html))):
        if here := lost & set(line):
            found.append(_around(line, here))
            if len(found) == _PLACES:
                break
    return found or [one_line("".join(sorted(lost)))]
