"""HTML as a tree, and its text as the runs of a Word document."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
SKIPPED = frozenset(("head", "script", "style", "template", "title", "svg"))
_DEEPEST = 60
# characters that XML does not allow, and control characters, which have no use in a text
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_THIN = frozenset(("cites", "figures", "kind", "known", "rating", "url"))
"""Classes that are not bold, even in a header."""
_SOFT = frozenset(("kind", "known", "cites", "figures", "level", "where", "url", "rating", "small"))


class Node:
    """An element of the HTML."""

    __slots__ = ("attrs", "children", "classes", "tag")

    def __init__(self, tag: str, attrs: Mapping[str, str]) -> None:
        self.tag = tag
        self.attrs = attrs
        self.classes = frozenset(attrs.get("class", "").split())
        self.children: list[Node | str] = []

    def walk(self) -> "Iterator[Node]":
        """The element and all in it."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def raw(self) -> str:
        """The text directly in it."""
        return "".join(child for child in self.children if isinstance(child, str)).strip()

    def text(self) -> str:
        """All of its text, figures left out."""
        if self.tag in SKIPPED:
            return ""
        return " ".join("".join(c if isinstance(c, str) else c.text() for c in self.children).split())


class _Tree(HTMLParser):
    """Reads HTML into nodes; elements that are not closed end with the one around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for i in range(len(self.open) - 1, 0, -1):
            if self.open[i].tag == tag:
                del self.open[i:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Node:
    """The tree of an HTML document."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


def escape(text: str) -> str:
    """Text as it may stand in XML: unwritable characters become �."""
    return _UNWRITABLE.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as it may stand in an attribute."""
    return escape(text).replace('"', "&quot;")


class Look(NamedTuple):
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    soft: bool = False
    language: str = ""
    rtl: bool = False
    link: bool = False


def look_of(node: Node, look: Look, *, bold: bool = False) -> Look:
    return Look(
        (look.bold or bold or node.tag in ("b", "strong")) and not node.classes & _THIN,
        look.italic or node.tag in ("i", "em"),
        look.soft or bool(node.classes & _SOFT),
        node.attrs.get("lang", "") or look.language,
        node.attrs.get("dir", "") == "rtl" or (look.rtl and "dir" not in node.attrs),
        look.link,
    )


def run(text: str, look: Look) -> str:
    text = re.sub(r"[ \t\r\n]+", " ", text)
    if not text:
        return ""
    props = '<w:rStyle w:val="Hyperlink"/>' if look.link else ""
    props += "<w:b/>" if look.bold else ""
    props += "<w:i/>" if look.italic else ""
    props += '<w:color w:val="4A5158"/>' if look.soft and not look.link else ""
    props += "<w:rtl/>" if look.rtl else ""
    if look.language:
        kind = "w:bidi" if look.rtl else "w:val"
        props += f'<w:lang {kind}="{quoted(look.language)}"/>'
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


PAGE_OF = (
    '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> </w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_SPACES = re.compile(r'(<w:t xml:space="preserve">)( ?)([^<]*)(</w:t>)')


def tidy(runs: str) -> str:
    """No blank at the beginning or end of a line, and no two in a row, as in HTML."""
    open_ = True

    def one(found: re.Match[str]) -> str:
        nonlocal open_
        text = found[2] + found[3]
        if open_:
            text = text.lstrip(" ")
        if text:
            open_ = text.endswith(" ")
        return f"{found[1]}{text}{found[4]}"

    parts = re.split(r"(<w:r><w:br/></w:r>)", runs)
    made = []
    for part in parts:
        if part.startswith("<w:r><w:br/>"):
            open_ = True
        made.append(_SPACES.sub(one, part))
    return "".join(made)


def ordered(props: str) -> str:
    """The properties of a paragraph in the order of their schema."""
    order = ("pStyle", "keepNext", "pageBreakBefore", "numPr", "bidi")
    found = re.findall(r"<w:numPr>.*?</w:numPr>|<w:\w+[^>]*/>", props)
    return "".join(sorted(found, key=lambda each: order.index(re.match(r"<w:(\w+)", each)[1])))  # type: ignore[index]
