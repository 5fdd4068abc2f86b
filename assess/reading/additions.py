"""Additions after the end of a PDF, such as signatures and stamps, and whether they change what was there before.

Programs add to a PDF by writing objects after its end. Such an object is either new or replaces an earlier one. New objects on the
pages are additions; an object that replaces another is a change.
"""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from assess.reading.embedded import _careful, _reader

_MAY_GAIN = {
    "/Page": {"/Annots", "/Tabs", "/LastModified"},
    "/Catalog": {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Version", "/Metadata"},
}
"""Keys that an addition may give to a page and to the catalogue of the file."""
_SHOWN = 10
_LONGEST = 500_000
_MOST = 50
"""The most additions to one file that are followed."""


class Additions(NamedTuple):
    """The objects after the end of a PDF."""

    added: tuple[str, ...]
    """Each kind of addition, with how many there are."""
    changed: tuple[str, ...]
    """What was there before and has been replaced or removed."""


def additions(raw: bytes, size: int) -> Additions:
    """What was added after the PDF in the first `size` bytes of `raw`."""
    with _careful():
        try:
            before, after = _reader(raw[:size]), _reader(raw)
            after.resolved_objects.clear()  # drops tables of earlier additions: their numbers may now mean other objects
            changed = tuple(dict.fromkeys(_changed(before, after, size, set(_freed(after, raw, size)))))
            return Additions(tuple(_kinds(after, size)), changed[:_SHOWN])
        except Exception:  # a damaged file can make a parser fail in any way
            return Additions((), ("what follows cannot be read",))


def _places(reader: Any) -> dict[int, int]:
    """The offset of each object; for one packed into an object stream, the offset of the stream."""
    found = {number: at for objects in reader.xref.values() for number, at in objects.items()}
    packed = {number: found.get(stream, 0) for number, (stream, _) in reader.xref_objStm.items()}
    return packed | found


def _freed(reader: Any, raw: bytes, size: int) -> Iterator[int]:
    """The objects that an addition marks as deleted; pypdf ignores these marks."""
    from pypdf.generic import read_object

    head: Any
    at = int(raw[raw.rindex(b"startxref") + 9 :].split()[0])
    for _ in range(_MOST):
        if at < size:
            return
        if raw[at : at + 4] == b"xref":
            table = raw[at + 4 : raw.index(b"trailer", at)]
            if len(table) > _LONGEST:
                raise ValueError("a long table")
            words = table.split()
            while words:
                first, count = int(words[0]), int(words[1])
                yield from (first + i for i in range(count) if words[4 + 3 * i] == b"f")
                del words[: 2 + 3 * count]
            head = read_object(io.BytesIO(raw[at + 4 + len(table) + 7 :].lstrip()), reader)
        else:
            head = read_object(io.BytesIO(raw[raw.index(b"obj", at) + 3 :].lstrip()), reader)
            widths, rows, index = head["/W"], head.get_data(), head.get("/Index", [0, head["/Size"]])
            if sum(index[1::2]) * sum(widths) != len(rows):
                raise ValueError("a table of another length")
            numbers = [
                n for first, count in zip(index[::2], index[1::2], strict=True) for n in range(first, first + count)
            ]
            if widths[0]:
                yield from (n for i, n in enumerate(numbers) if not any(rows[i * sum(widths) :][: widths[0]]))
        if "/XRefStm" in head or "/Encrypt" in head:
            raise ValueError("a table beside the table")
        at = int(head.get("/Prev", 0))
    raise ValueError("a chain without end")


def _changed(before: Any, after: Any, size: int, freed: set[int]) -> Iterator[str]:
    old, new = _places(before), _places(after)
    if not any(at >= size for at in new.values()):
        yield "what follows is not a valid addition to a PDF"
    roots = [reader.trailer["/Root"] for reader in (before, after)]
    for number in old:
        if number in freed:
            yield f"object {number}, which is removed"
        elif new.get(number, size) >= size and number not in _descriptions(before) | _root(before):
            yield from _apart(_object(before, number), _object(after, number), _name(before, number))
    one, two = roots
    yield from _apart(one, two, "the catalogue")
    if len(after.pages) != len(before.pages):
        yield "the number of pages"
    form = two.get("/AcroForm")
    if form is not None and "/XFA" in form.get_object():
        yield "the catalogue (a form that is shown instead of the pages)"


def _root(reader: Any) -> set[int]:
    return {reader.trailer.raw_get("/Root").idnum}


def _object(reader: Any, number: int) -> Any:
    from pypdf.generic import IndirectObject

    return IndirectObject(number, 0, reader).get_object()


def _name(reader: Any, number: int) -> str:
    """An object for messages."""
    for count, page in enumerate(reader.pages, 1):
        if page.indirect_reference.idnum == number:
            return f"page {count}"
    return f"object {number}"


def _descriptions(reader: Any) -> set[int]:
    """The objects with title and dates of the file, which every program that adds something rewrites."""
    root = reader.trailer["/Root"].get_object()
    held = [each.raw_get(key) for each, key in ((reader.trailer, "/Info"), (root, "/Metadata")) if key in each]
    return {each.idnum for each in held if hasattr(each, "idnum")}


def _apart(one: Any, two: Any, name: str) -> Iterator[str]:
    """What differs between an object and its replacement."""
    if not isinstance(one, dict) or not isinstance(two, dict) or "/Length" in one or "/Length" in two:
        if _written(one) != _written(two):
            yield name
        return
    gains = _MAY_GAIN.get(str(one.get("/Type")), set())
    for key in sorted({*one, *two}):
        if _written(one.get(key)) != _written(two.get(key)) and key not in gains:
            yield f"{name} ({key})"
    old, new = ({_written(each) for each in (given.get("/Annots") or ())} for given in (one, two))
    if old - new:
        yield f"{name} (/Annots)"


def _written(value: Any) -> bytes:
    if value is None:
        return b""
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def _kinds(reader: Any, size: int) -> Iterator[str]:
    found = Counter[str]()
    for number, at in sorted(_places(reader).items()):
        if at < size:
            continue
        one = _object(reader, number)
        if number in _descriptions(reader):
            found["other description of the file (title and dates)"] += 1
        elif not isinstance(one, dict):
            continue
        elif "/ByteRange" in one:
            found["signature"] += 1
        elif "/Rect" in one and one.get("/Subtype") != "/Widget":
            found[f"annotation ({str(one.get('/Subtype', '?'))[1:40]})"] += 1
        elif "/Rect" in one:
            found["form field"] += 1
        elif "/JS" in one:
            found["script"] += 1
    for kind, count in found.items():
        name, space, rest = kind.partition(" (")
        yield f"{count} {name}{'' if count == 1 else 's'}{space}{rest}"
