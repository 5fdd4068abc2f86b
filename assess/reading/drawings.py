"""SVG in inputs and in documents: a small subset that only draws, within limits; everything else is refused, with its line.

The subset is defined here and in `docs/formats.md`: nothing that refers to another file or runs, nothing that draws other elements
again (`use`, markers, patterns), no style sheets, filters or masks, and every number within limits. Without these limits, a few
hundred bytes can take gigabytes to lay out.
"""

import math
import re
from collections.abc import Callable
from xml.parsers import expat

from assess.reading import svg_values as value_of
from assess.reading.pictures import PictureError

MAX_ELEMENTS = 5_000
"""Elements drawn; a clip path counts each time it is used."""
MAX_DEPTH = 20
MAX_PATHS = 500_000
"""Characters of all paths together; a clip path counts each time it is used."""
MAX_TEXT = 1_000
"""Characters that are drawn."""
MAX_STOPS = 32
"""Stops of one gradient."""
MAX_SHADES = 10_000
"""Stops of gradients, counted for each element that they paint."""
MAX_TURNS = 16
"""Transformations nested in each other."""
MAX_INLINE = 20_000
"""Elements, and characters of text, of a drawing within a document: the squares of a domain are one drawing."""

_SVG = "http://www.w3.org/2000/svg"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_Check = Callable[[str], object]
_STYLED: dict[str, _Check] = {
    **dict.fromkeys(_words("opacity fill-opacity stroke-opacity stop-opacity"), value_of.share),
    **dict.fromkeys(_words("fill stroke color stop-color"), value_of.colour),
    **dict.fromkeys(_words("letter-spacing word-spacing"), value_of.spacing),
    **dict.fromkeys(
        _words(
            "fill-rule clip-rule stroke-linecap stroke-linejoin display visibility overflow text-anchor font-style font-variant "
            "font-stretch text-align white-space dominant-baseline alignment-baseline color-interpolation color-rendering "
            "shape-rendering text-rendering image-rendering paint-order vector-effect isolation mix-blend-mode writing-mode "
            "direction unicode-bidi text-orientation text-transform clip"
        ),
        value_of.word,
    ),
    **dict.fromkeys(
        _words(
            "font-family font-weight line-height enable-background font-variant-ligatures font-variant-position "
            "font-variant-caps font-variant-numeric font-variant-alternates font-variant-east-asian font-feature-settings "
            "text-decoration text-decoration-line text-decoration-style text-decoration-color text-indent baseline-shift "
            "shape-padding shape-margin inline-size solid-color solid-opacity"
        ),
        value_of.plain,
    ),
    **dict.fromkeys(_words("marker marker-start marker-mid marker-end filter mask"), value_of.the_word("none")),
    "font-size": value_of.font_size,
    "stroke-width": value_of.positive,
    "stroke-miterlimit": value_of.limit,
    "stroke-dasharray": value_of.dashes,
    "stroke-dashoffset": value_of.length,
}
"""Attributes, or properties in `style`, that everything that is drawn may have."""
_XML = "http://www.w3.org/XML/1998/namespace"
_SILENT: dict[str, _Check] = {
    **dict.fromkeys(_words("class version baseProfile lang role focusable"), value_of.plain),
    f"{_XML} space": value_of.word,
    f"{_XML} lang": value_of.plain,
}
"""Attributes without effect on the drawing, like `aria-` and `data-`."""
_XY: dict[str, _Check] = dict.fromkeys(_words("x y"), value_of.length)
_GRADIENT: dict[str, _Check] = {
    "gradientUnits": value_of.word, "gradientTransform": value_of.turns, "spreadMethod": value_of.the_word("pad"),
}  # fmt: skip
_ELEMENTS: dict[str, dict[str, _Check]] = {
    "svg": {
        **_XY, "width": value_of.positive, "height": value_of.positive, "viewBox": value_of.view,
        "preserveAspectRatio": value_of.word,
    },
    **{name: {} for name in ("g", "defs", "title", "desc", "metadata")},
    "path": {"d": value_of.path},
    "rect": {**_XY, **dict.fromkeys(_words("width height rx ry"), value_of.positive)},
    "circle": {"cx": value_of.length, "cy": value_of.length, "r": value_of.positive},
    "ellipse": {"cx": value_of.length, "cy": value_of.length, "rx": value_of.positive, "ry": value_of.positive},
    "line": dict.fromkeys(_words("x1 y1 x2 y2"), value_of.length),
    "polyline": {"points": value_of.points},
    "polygon": {"points": value_of.points},
    "text": {**_XY, "dx": value_of.length, "dy": value_of.length},
    "tspan": {**_XY, "dx": value_of.length, "dy": value_of.length},
    "clipPath": {"clipPathUnits": value_of.the_word("userSpaceOnUse")},
    "linearGradient": {**dict.fromkeys(_words("x1 y1 x2 y2"), value_of.length), **_GRADIENT},
    "radialGradient": {**dict.fromkeys(_words("cx cy r fx fy"), value_of.length), **_GRADIENT},
    "stop": {"offset": value_of.share},
}  # fmt: skip
"""The allowed elements, with the attributes that only they have."""
_SHAPES = _words("path rect circle ellipse line polyline polygon")
_WITHIN = {
    "svg": _words("g defs title desc metadata text clipPath linearGradient radialGradient") | _SHAPES,
    "text": _words("tspan title desc"), "tspan": _words("tspan title desc"), "clipPath": _SHAPES | {"title"},
    "linearGradient": _words("stop"), "radialGradient": _words("stop"),
    **dict.fromkeys(_SHAPES, _words("title desc")),
}  # fmt: skip
_WITHIN["g"] = _WITHIN["defs"] = _WITHIN["svg"]
_LINK = "a"
"""Within a document a part of a drawing may lead to a part of the document."""
_RECORD = _words(
    "RDF Work format type title date creator publisher contributor rights license License permits requires prohibits Agent "
    "language description subject Bag li identifier source relation coverage"
)
"""Elements of other kinds within `metadata`, as drawing programs write them."""


class _Element:
    """An element that is still open, or that others refer to."""

    def __init__(self, name: str, line: int, outer: "_Element | None") -> None:
        self.name, self.line, self.outer = name, line, outer
        self.paints: dict[str, str] = dict(outer.paints) if outer else {}
        """The gradient that `fill` and `stroke` name; children inherit it."""
        self.turns: int = outer.turns if outer else 0
        self.stops = self.elements = self.path = 0
        """Within it."""


class _Reader:
    """Handlers of the XML parser; the first thing that is not allowed ends the reading."""

    def __init__(self, parser: expat.XMLParserType, inline: bool) -> None:
        self.parser, self.inline = parser, inline
        self.most_elements, self.most_text = (MAX_INLINE, MAX_INLINE) if inline else (MAX_ELEMENTS, MAX_TEXT)
        self.stack: list[_Element] = []
        self.named: dict[str, _Element] = {}
        self.painted: list[tuple[str, int]] = []
        self.clipped: list[tuple[str, int]] = []
        self.elements = self.paths = self.text = 0
        self.size = {"width": 0, "height": 0}

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def refuse(self, why: str, line: int = 0) -> PictureError:
        return PictureError(f"line {line or self.line} of the SVG: {why}")

    def doctype(self, _: str, __: str | None, ___: str | None, declares: bool) -> None:
        if declares:
            raise self.refuse("a DOCTYPE that declares something is not allowed; delete it")

    def entity(self, name: str, _: bool) -> None:
        raise self.refuse(f"the entity &{name[:40]}; is not allowed")

    def instruction(self, target: str, _: str) -> None:
        raise self.refuse(f"the processing instruction {target[:40]} is not allowed")

    def start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        outer = self.stack[-1] if self.stack else None
        if any(each.name == "metadata" for each in self.stack):
            if name not in _RECORD or space == _SVG or "id" in attributes:
                raise self.refuse(f"the element <{name[:40]}> within <metadata> is not allowed")
            self.stack.append(_Element("record", self.line, outer))
        else:
            element = self._element(space, name, outer)
            self.stack.append(element)
            for key in sorted(
                attributes, key=lambda each: each == "style"
            ):  # as it takes precedence over the attributes
                self._attribute(element, key, attributes[key])
            self._paints(element)
        self.elements += 1
        if self.elements > self.most_elements:
            raise self.refuse(f"more than {self.most_elements:,} elements are not allowed")
        if len(self.stack) > MAX_DEPTH:
            raise self.refuse(f"more than {MAX_DEPTH} levels are not allowed")

    def _element(self, space: str, name: str, outer: _Element | None) -> _Element:
        if self.inline and (space, name) == (_SVG, _LINK) and outer is not None and outer.name in ("svg", "g"):
            return _Element("g", self.line, outer)
        if space != _SVG or name not in _ELEMENTS:
            kind = f"the element <{name[:40]}>" + ("" if space == _SVG else ", which is not SVG,")
            raise self.refuse(f"{kind} is not allowed; allowed elements: {', '.join(_ELEMENTS)}")
        if outer is None and name != "svg":
            raise self.refuse("the first element is not <svg>")
        if outer is not None and name not in _WITHIN.get(outer.name, ()):
            raise self.refuse(f"the element <{name}> within <{outer.name}> is not allowed")
        if name == "stop" and outer:
            outer.stops += 1
            if outer.stops > MAX_STOPS:
                raise self.refuse(f"more than {MAX_STOPS} stops of a gradient are not allowed")
        return _Element(name, self.line, outer)

    def _attribute(self, element: _Element, key: str, value: str) -> None:
        if self.inline and key == "href" and re.fullmatch(r"#[\w.:-]{1,200}", value):
            return
        check = _ELEMENTS[element.name].get(key) or _STYLED.get(key) or _SILENT.get(key)
        if key == "style":
            self._style(element, value)
        elif key == "id":
            self._checked(key, value, value_of.name)
            self.named.setdefault(value, element)
        elif key == "transform" and element.name not in ("svg", "stop", "clipPath"):
            element.turns += self._checked(key, value, value_of.turns)
            if element.turns > MAX_TURNS:
                raise self.refuse(f"more than {MAX_TURNS} transformations nested in each other are not allowed")
        elif key in ("fill", "stroke", "clip-path") and (key == "clip-path" or value.lstrip().startswith("url")):
            self._reference(element, key, value)
        elif check or key.startswith(("aria-", "data-")):
            found = self._checked(key, value, check or value_of.plain)
            if key in ("d", "points"):
                self.paths += found
                for each in self.stack:
                    each.path += found
            elif key in ("width", "height") and element.outer is None:
                self.size[key] = math.ceil(value_of.pixels(value))
            elif key in ("fill", "stroke") and value.strip() != "inherit":
                element.paints.pop(key, None)
        else:
            raise self.refuse(f"the attribute {key.rpartition(' ')[2][:40]} of <{element.name}> is not allowed")

    def _checked(self, key: str, value: str, check: _Check) -> int:
        try:
            found = check(value)
        except ValueError as error:
            raise self.refuse(f'{key.rpartition(" ")[2]}="{value[:40]}": {error}') from None
        return found if isinstance(found, int) else 0

    def _style(self, element: _Element, value: str) -> None:
        for declaration in filter(str.strip, value.split(";")):
            key, _, given = (part.strip() for part in declaration.partition(":"))
            if key.startswith("-inkscape-"):  # which other programs ignore
                self._checked(key, given, value_of.plain)
            elif key in _STYLED or key == "clip-path":
                self._attribute(element, key, given)
            else:
                raise self.refuse(f'style="{declaration.strip()[:40]}" of <{element.name}> is not allowed')

    def _reference(self, element: _Element, key: str, value: str) -> None:
        if value.strip() == "none":
            return
        self._checked(key, value, value_of.reference)
        if key != "clip-path":
            element.paints[key] = value_of.reference(value)
        elif any(each.name == "clipPath" for each in self.stack):
            raise self.refuse("clip-path within <clipPath> is not allowed")
        else:
            self.clipped.append((value_of.reference(value), self.line))

    def _paints(self, element: _Element) -> None:
        if element.name in _SHAPES or element.name in ("text", "tspan"):
            self.painted += [(name, element.line) for name in element.paints.values()]
        for each in self.stack[:-1]:
            each.elements += 1

    def end(self, _: str) -> None:
        self.stack.pop()

    def characters(self, value: str) -> None:
        if self.stack and self.stack[-1].name in ("text", "tspan"):
            self.text += len(value)
            if self.text > self.most_text:
                raise self.refuse(f"more than {self.most_text:,} characters of text are not allowed")

    def finish(self) -> None:
        """Checks references, whose targets may come later in the file."""
        shades, elements, paths = 0, self.elements, self.paths
        for name, line in self.painted:
            gradient = self.named.get(name)
            if gradient is None or gradient.name not in ("linearGradient", "radialGradient"):
                raise self.refuse(f"there is no gradient {name!r}", line)
            shades += gradient.stops
        for name, line in self.clipped:
            clip = self.named.get(name)
            if clip is None or clip.name != "clipPath":
                raise self.refuse(f"there is no clipPath {name!r}", line)
            elements, paths = elements + clip.elements, paths + clip.path
        for found, limit, what in (
            (shades, MAX_SHADES, "gradient stops, counted for each element that they paint,"),
            (elements, self.most_elements, "elements, counting clip paths each time,"),
            (paths, MAX_PATHS, "characters of paths, counting clip paths each time,"),
        ):
            if found > limit:
                raise PictureError(f"the SVG has {found:,} {what} of which at most {limit:,} are allowed")


def spelt(name: str) -> str:
    """How XML spells an element or attribute of a drawing; HTML reads them in any case."""
    return _SPELT.get(name, name)


_NAMES = [*_ELEMENTS, *_STYLED, "baseProfile", *(name for attributes in _ELEMENTS.values() for name in attributes)]
_SPELT: dict[str, str] = {name.lower(): name for name in _NAMES if name != name.lower()}


def drawing_size(raw: bytes, *, inline: bool = False) -> tuple[int, int]:
    """Width and height in pixels, 0 where the drawing does not give them; `inline` if it is part of a document, not a file.

    Raises:
        PictureError: it is not SVG, or contains something that is not allowed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(parser, inline)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.SkippedEntityHandler = reader.entity
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(raw, True)
    except PictureError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = f"line {error.lineno} of the SVG: " if isinstance(error, expat.ExpatError) else "the SVG: "
        raise PictureError(f"{line}it is not well-formed XML") from None
    reader.finish()
    return reader.size["width"], reader.size["height"]
