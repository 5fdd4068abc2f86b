"""Pictures in inputs: kind and size read from their first bytes, never decoded; SVG only where it is a plain drawing."""

import re
import zlib
from typing import NamedTuple
from xml.parsers import expat

MAX_PICTURE = 2_000_000
MAX_SIDE = 4_000
MAX_DRAWN = 20_000
"""Elements of an SVG, those drawn again through a reference counted each time."""
MAX_SVG_DEPTH = 50


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DRAWING = _words(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc metadata style clipPath "
    "mask linearGradient radialGradient stop pattern marker"
)
_LINK = re.compile(r"url\s*\(\s*['\"]?\s*(.*?)\s*['\"]?\s*\)", re.I | re.S)
_NUMBER = re.compile(r"\s*\+?(\d+(?:\.\d*)?)")


class PictureError(ValueError):
    """Why a picture cannot be taken."""


class Picture(NamedTuple):
    """A picture that may be printed."""

    kind: str
    """Its media type."""
    width: int
    height: int
    """In pixels; 0 for a drawing that names no size."""


def inspect(raw: bytes) -> Picture:
    """Kind and size of a picture, after its limits have been checked.

    Raises:
        PictureError: it is of another kind, damaged, too large, or an SVG that does more than draw.
    """
    if len(raw) > MAX_PICTURE:
        raise PictureError(f"it is larger than {MAX_PICTURE // 1_000_000} MB")
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        picture = Picture("image/png", *_png(raw))
    elif raw.startswith(b"\xff\xd8"):
        picture = Picture("image/jpeg", *_jpeg(raw))
    elif b"<svg" in raw[:4096]:
        picture = Picture("image/svg+xml", *_svg(raw))
    else:
        raise PictureError("it is neither PNG nor JPEG nor SVG")
    if max(picture.width, picture.height) > MAX_SIDE:
        raise PictureError(
            f"it is {picture.width} x {picture.height} pixels; at most {MAX_SIDE} x {MAX_SIDE} are taken"
        )
    return picture


def _png(raw: bytes) -> tuple[int, int]:
    size, at, data = (0, 0), 8, False
    while at + 12 <= len(raw):
        length, name = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        body = raw[at + 4 : at + 8 + length]
        if zlib.crc32(body) != int.from_bytes(raw[at + 8 + length : at + 12 + length]):
            break
        if at == 8:
            if name != b"IHDR" or length != 13:
                break
            size = int.from_bytes(body[4:8]), int.from_bytes(body[8:12])
        data = data or name == b"IDAT"
        if name == b"IEND" and data and min(size) > 0:
            return size
        at += 12 + length
    raise PictureError("the PNG is damaged or cut off")


def _jpeg(raw: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == 0xFF:  # a filler before the marker
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(raw[at + 5 : at + 7]), int.from_bytes(raw[at + 7 : at + 9])
            if min(width, height) > 0 and b"\xff\xd9" in raw[-64:]:
                return width, height
            break
        at += 2 + int.from_bytes(raw[at + 2 : at + 4])
    raise PictureError("the JPEG is damaged or cut off")


class _Node:
    """An element of an SVG, with what it refers to."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[_Node] = []
        self.uses: list[str] = []


class _Reader:
    """Handlers of the XML parser; the first thing that is more than drawing ends the reading."""

    def __init__(self) -> None:
        self.stack: list[_Node] = []
        self.root: _Node | None = None
        self.named: dict[str, _Node] = {}
        self.size = (0, 0)

    def doctype(self, *_: object) -> None:
        raise PictureError("the SVG has a DOCTYPE, in which entities can be declared")

    def instruction(self, *_: object) -> None:
        raise PictureError("the SVG has a processing instruction")

    def start(self, full: str, attributes: dict[str, str]) -> None:
        name = full.rpartition(":")[2]
        if name not in _DRAWING and not self._in_metadata():
            raise PictureError(f"the SVG has an element {name[:40]}; only drawing is taken")
        if name in ("script", "foreignObject"):
            raise PictureError(f"the SVG has an element {name}")
        if len(self.stack) >= MAX_SVG_DEPTH:
            raise PictureError(f"the SVG is nested deeper than {MAX_SVG_DEPTH} levels")
        node = _Node(name)
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node
            self.size = _side(attributes.get("width", "")), _side(attributes.get("height", ""))
        self.stack.append(node)
        for key, value in attributes.items():
            self._attribute(node, key.rpartition(":")[2].lower(), value)

    def _in_metadata(self) -> bool:
        return any(node.name == "metadata" for node in self.stack)

    def _attribute(self, node: _Node, key: str, value: str) -> None:
        if key.startswith("on"):
            raise PictureError(f"the SVG has an event handler ({key[:40]})")
        links = [value.strip()] if key in ("href", "src") else styled_links(value)
        for link in links:
            if not link.startswith("#"):
                raise PictureError(f"the SVG refers to {link[:60]!r}")
            node.uses.append(link[1:])
        if key == "id":
            self.named.setdefault(value, node)

    def end(self, _: str) -> None:
        self.stack.pop()

    def text(self, value: str) -> None:
        if self.stack and self.stack[-1].name == "style" and ("\\" in value or "@" in value or styled_links(value)):
            raise PictureError("the style of the SVG has an at-rule, an escape or a reference")


def styled_links(value: str) -> list[str]:
    """The addresses that a style refers to; what cannot be read for certain counts as one."""
    found = _LINK.findall(value)
    if "\\" in value or len(found) < len(re.findall(r"url\s*\(", value, re.I)):
        found.append(value)
    return found


def _side(text: str) -> int:
    found = _NUMBER.match(text)
    return min(int(float(found.group(1)[:20])), 10**9) if found and "%" not in text else 0


def _svg(raw: bytes) -> tuple[int, int]:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError("the SVG is not well-formed XML") from None
    if reader.root is None or reader.root.name != "svg":
        raise PictureError("it is not an SVG")
    _count(reader.root, reader.named, {}, set())
    return reader.size


def _count(node: _Node, named: dict[str, _Node], counted: dict[int, int], open_: set[int]) -> int:
    """How many elements are drawn for one: a few references in a row can ask for billions."""
    key = id(node)
    if key in counted:
        return counted[key]
    if key in open_ or len(open_) > 4 * MAX_SVG_DEPTH:
        raise PictureError("the SVG refers to itself")
    open_.add(key)
    total = 1 + sum(_count(child, named, counted, open_) for child in node.children)
    total += sum(_count(named[use], named, counted, open_) for use in node.uses if use in named)
    if total > MAX_DRAWN:
        raise PictureError(f"the SVG draws more than {MAX_DRAWN} elements")
    open_.discard(key)
    counted[key] = total
    return total
