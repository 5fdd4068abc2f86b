"""What a document may contain: it is parsed, checked, and written again from the parsed content, so that nothing else can be in
it."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_to_bytes

from assess.reading.drawings import drawing_size, spelt
from assess.reading.pictures import MAX_SIDE, PictureError, inspect


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HTML_TAGS = _words(
    "html head title meta style body header footer main nav section article aside div span p h1 h2 h3 h4 h5 h6 hgroup a b i em "
    "strong small sub sup u s mark q cite abbr dfn code kbd samp var time data del ins br wbr hr pre blockquote address ul ol li "
    "dl dt dd figure figcaption img table caption colgroup col thead tbody tfoot tr th td details summary bdi bdo"
)
SVG_TAGS = _words(
    "svg g defs path rect circle ellipse line polyline polygon text tspan desc metadata clippath lineargradient radialgradient stop"
)
"""What they may hold, and how much of it, `assess.reading.drawings` knows."""
_VOID = _words("meta br wbr hr img col")
_ATTRIBUTES = _words(
    "id class lang dir title role hidden translate abbr alt scope colspan rowspan headers span start value type reversed "
    "datetime width height valign align name content charset http-equiv href src open xmlns xmlns:xlink xml:lang xlink:href "
    "viewbox preserveaspectratio x y x1 x2 y1 y2 dx dy cx cy r rx ry fx fy d points transform fill fill-opacity fill-rule stroke "
    "stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity "
    "font-family font-size font-weight font-style text-anchor dominant-baseline alignment-baseline letter-spacing offset "
    "stop-color stop-opacity clip-path clip-rule clippathunits gradientunits gradienttransform spreadmethod color display "
    "visibility version focusable vector-effect"
)
_DRAWN = _words("fill stroke clip-path color font-family transform")
"""Attributes that are read as style."""
_SPACES = ("xmlns", "xmlns:xlink")
_SPACES_OF_SVG = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_POLICY = "content-security-policy"
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_OBJECT = re.compile(r"<[^<>]{1,200} at 0x[0-9a-fA-F]{6,16}>")
_FETCHES = _words(
    "src image image-set -webkit-image-set element -moz-element paint expression cross-fade -webkit-cross-fade"
)
"""Style functions that may fetch or run something; `url` has its own check."""
_RUNS = _words("behavior -moz-binding")

Report = Callable[[str, str, str], None]
"""Called with what is not allowed, the text by which its place can be found, and a hint."""


class Checked(HTMLParser):
    """Parses a document and writes it again with the allowed content; everything else is reported.

    Args:
        report: called for each thing that is not allowed.
        policy: returns the content security policy for the styles that were found in the document.
    """

    def __init__(self, report: Report, policy: Callable[..., str]) -> None:
        super().__init__(convert_charrefs=True)
        self.report, self.policy = report, policy
        self.made: list[str] = []
        self.styles: list[str] = []
        self.in_style = False
        self.head_at: int | None = None
        self.known: set[str] = set()  # pictures looked at already
        self.drawing: list[str] | None = None
        """The drawing that is open, as XML has it."""
        self.begun = ""

    def document(self) -> str:
        """The document; the policy stands first in its head."""
        if self.drawing is not None:
            self.report("a drawing without an end", self.begun, "write </svg>")
        if self.head_at is None:
            self.report("a document without <head>", "<html", "begin with {% extends %} of the shipped base.html.jinja")
            return ""
        policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(self.policy(*self.styles))}">\n'
        return "".join([*self.made[: self.head_at], "\n", policy, *self.made[self.head_at :]])

    def handle_decl(self, decl: str) -> None:
        if decl.strip().lower() != "doctype html":
            self.report(f"the declaration {decl[:40]!r}", decl[:40], "write <!DOCTYPE html>")
        self.made.append("<!DOCTYPE html>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HTML_TAGS and tag not in SVG_TAGS:
            self.report(f"the element <{tag[:40]}>", f"<{tag}", "leave it out")
            return
        kept = []
        for name, given in attrs:
            value = given or ""
            self._attribute(tag, name, value)
            self._objects(value)
            kept.append(f' {name}="{escape(value)}"')
        given_names = {name: (value or "").strip().lower() for name, value in attrs}
        if tag == "meta" and "http-equiv" in given_names:
            if given_names["http-equiv"] == _POLICY:
                return  # the document gets its own policy
            self.report(f"<meta http-equiv={given_names['http-equiv'][:40]!r}>", "http-equiv", "leave it out")
        if tag == "img" and not given_names.get("src"):
            self.report("a picture without `src`", "<img", "give it a data: address, or leave it out")
        self.made.append(f"<{tag}{''.join(kept)}>")
        if tag == "svg" and self.drawing is None:
            self.drawing, self.begun = [], (self.get_starttag_text() or "")[:60]
        if self.drawing is not None:
            own = "".join(f' {spelt(name)}="{escape(value or "")}"' for name, value in attrs if name not in _SPACES)
            space = _SPACES_OF_SVG if not self.drawing else ""
            self.drawing.append(f"<{spelt(tag)}{space}{own}>")
        if tag == "head" and self.head_at is None:
            self.head_at = len(self.made)
        if tag == "style":
            self.in_style = True
            self.styles.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and (tag in SVG_TAGS or tag in ("style", "title")):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self.in_style:
            self.in_style = False
            self._style(self.styles[-1])
        if (tag in HTML_TAGS or tag in SVG_TAGS) and tag not in _VOID:
            self.made.append(f"</{tag}>")
            if self.drawing is not None:
                self.drawing.append(f"</{spelt(tag)}>")
                if tag == "svg":
                    self._drawn("".join(self.drawing))
                    self.drawing = None

    def handle_data(self, data: str) -> None:
        if self.drawing is not None:
            self.drawing.append(escape(data, quote=False))
        if not self.in_style:
            self._objects(data)
            self.made.append(escape(data, quote=False))
            return
        self.styles[-1] += data
        self.made.append(data)

    def _style(self, text: str) -> None:
        if "<" in text:
            self.report("< in a style", "<style", "write it as \\3c")
        self._css(text)
        if "&" in text:  # in a drawing, a style is ordinary text with character references
            self._css(unescape(text))

    def _objects(self, text: str) -> None:
        if found := _OBJECT.search(text):
            hint = "print a text or a number, not a function or a list that is still being made"
            self.report(f"{found.group()[:80]!r}, an address in memory,", "", hint)

    def handle_comment(self, data: str) -> None:
        """HTML comments are left out; Jinja comments never reach the document."""

    def handle_pi(self, data: str) -> None:
        self.report("a processing instruction", f"<?{data[:20]}", "leave it out")

    def unknown_decl(self, data: str) -> None:
        self.report("a marked section", f"<![{data[:20]}", "leave it out")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        bare = _SPACE.sub("", value)
        if name.startswith("on"):
            self.report(f"the event handler {name[:40]}", name, "nothing runs in a document")
        elif name not in _ATTRIBUTES and not re.fullmatch(r"(aria|data)-[a-z0-9-]+", name):
            self.report(f"the attribute {name[:40]} of <{tag}>", name, "leave it out")
        elif name in ("href", "xlink:href"):
            if tag not in ("a", "use") or not bare.startswith("#"):
                self.report(
                    f"the address {value[:80]!r}", value, "link to a part of the document (#id); print other addresses"
                )
        elif name == "src":
            self._picture(value, value)
        elif name in _DRAWN and ("(" in value or "\\" in value):
            self._css(value)

    def _picture(self, value: str, token: str) -> None:
        if value in self.known:
            return
        self.known.add(value)
        if value[:5].lower() != "data:":
            self.report(f"the address {value[:80]!r}", token, "pictures are data: addresses; put a logo into the brand")
            return
        try:
            kind, raw = _data(value)
            found = inspect(raw)
            if found.kind != kind:
                raise PictureError(f"it says it is {kind or 'nothing'}, and is {found.kind}")
        except PictureError as error:
            hint = "pictures are PNG, JPEG or plain SVG, at most 2 MB and 4000 x 4000"
            self.report(f"the picture {value[:40]!r} ({error})", token[:60], hint)

    def _drawn(self, text: str) -> None:
        """A drawing within the document, by the rules of pictures."""
        try:
            size = drawing_size(text.encode("utf-8", "replace"), inline=True)
            if max(size) > MAX_SIDE:
                raise PictureError(f"it is {size[0]} x {size[1]} pixels; at most {MAX_SIDE} x {MAX_SIDE} are taken")
        except PictureError as error:
            self.report(f"the drawing ({error})", self.begun, "draw with what `docs/formats.md` lists for pictures")

    def _css(self, text: str) -> None:
        for token in _tokens(text):
            name = getattr(token, "lower_name", "") or getattr(token, "lower_value", "")
            if token.type == "url":
                self._styled(token.value.strip())
            elif (token.type, name) == ("function", "url"):  # with its address in quotes
                self._styled("".join(getattr(each, "value", "") for each in token.arguments).strip())
            elif token.type == "error":
                self.report("a style that cannot be read", "", "a text in quotes, or an address, has no end")
            elif (token.type, name) == ("at-keyword", "import"):
                self.report("@import in a style", "@import", "write the rules into the style itself")
            elif (token.type == "function" and name in _FETCHES) or (token.type == "ident" and name in _RUNS):
                what = f"{name}()" if token.type == "function" else name
                self.report(f"{what} in a style", name, "a style refers to nothing outside the document")

    def _styled(self, address: str) -> None:
        """An address in a style."""
        if address[:5].lower() == "data:":
            self._picture(address, address)
        elif not address.startswith("#"):
            self.report(f"the address {address[:80]!r}", address, "a style refers to nothing outside the document")


def _tokens(text: str) -> Iterator[Any]:
    """The tokens of a style, including blocks and function arguments, as browsers read it, with escapes resolved."""
    import tinycss2  # imported only to check documents of readers' templates

    left = tinycss2.parse_component_value_list(text, skip_comments=True)[::-1]
    while left:
        token = left.pop()
        yield token
        left += (getattr(token, "arguments", None) or getattr(token, "content", None) or [])[::-1]


def _data(address: str) -> tuple[str, bytes]:
    """Media type and content of a data: address."""
    head, comma, body = address[5:].partition(",")
    kind, _, coding = head.strip().lower().partition(";")
    if not comma:
        raise PictureError("the address has no content")
    try:
        raw = unquote_to_bytes(body)
        return kind, base64.b64decode(b"".join(raw.split()), validate=True) if coding.endswith("base64") else raw
    except (binascii.Error, ValueError):
        raise PictureError("it is not well-formed base64") from None
