"""The body of a Word document from the HTML of our templates: the same headings, paragraphs, lists and tables, as WordprocessingML.

The HTML is the one that the PDF is laid out from, so both say the same. Figures are left out where the cells beside them have the
same in words; a figure that stands alone gives the sentence that describes it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from assess.formats.word_runs import PAGE_OF, SKIPPED, Look, Node, look_of, ordered, quoted, run, tidy

_BLOCKS = frozenset(
    ("article", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2",
     "h3", "h4", "h5", "header", "html", "li", "main", "nav", "ol", "p", "section", "table", "tbody", "td", "tfoot", "th", "thead",
     "tr", "ul")
)  # fmt: skip
_BREAKS = frozenset(("cites", "nested"))
"""Classes that the style sheet puts on a line of their own."""
_STYLES = {"h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading3", "caption": "Caption",
           "figcaption": "Caption", "dt": "Term", "dd": "Meaning"}  # fmt: skip
_CLASSES = {"kicker": "Kicker", "subtitle": "Subtitle", "small": "Small", "note": "Small", "preface": "Small", "key": "Small",
            "publisher": "Kicker", "marks": "Kicker"}  # fmt: skip
_PAGES = frozenset(("brief", "annex", "toc", "part"))
"""Classes of sections that begin a page."""
LINKED = re.compile(r"https?://[\x21-\x7e]{1,2000}\Z")
"""What becomes a link: an address without characters that could make it look like another; others stay text."""


class Paper(NamedTuple):
    """What the body needs of the package around it."""

    relate: Callable[[str], str]
    """The id of a relation to an address."""
    number: Callable[[], int]
    """A new numbered list."""
    picture: Callable[[str, str], str]
    """The XML of a picture, from its address in the HTML and its description; empty where it cannot be shown."""
    comment: Callable[[str], int]
    """The id of a new comment."""
    wide: int
    """The width of the text, in twentieths of a point."""
    rtl: bool


class Body:
    """Writes a tree as paragraphs and tables."""

    def __init__(self, root: Node, paper: Paper, comments: Mapping[str, str]) -> None:
        self.paper = paper
        self.comments = comments
        targets = {node.attrs.get("href", "")[1:] for node in root.walk() if node.attrs.get("href", "").startswith("#")}
        self.names = {name: f"b{i}" for i, name in enumerate(sorted(targets), 1)}
        """The names of bookmarks: ids are longer than Word allows, and have other characters."""
        self.marks: list[str] = []
        """Ids that the next paragraph is the place of."""
        self.set: set[str] = set()
        self.notes: list[str] = []
        """Comments on the next paragraph."""
        self.new_page = False
        self.sheets = 0
        """How many sheets to be torn out there were: the first stands under the heading of its annex."""
        self.previous = ""
        """The style of the paragraph before."""
        self.root = root

    def xml(self) -> str:
        """All paragraphs and tables."""
        return "".join(self.blocks(self.root, Look()))

    # Blocks

    def blocks(self, node: Node, look: Look, style: str = "") -> Iterator[str]:
        """The paragraphs and tables in a node; text between blocks makes paragraphs of its own."""
        self._here(node)
        inline: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and (
                child.tag in _BLOCKS or (child.tag not in SKIPPED and _holds_blocks(child))
            ):
                yield from self._loose(inline, look, style)
                inline = []
                yield from self._block(child, look, style)
            elif not (isinstance(child, Node) and child.tag in SKIPPED - {"svg"}):
                inline.append(child)
        yield from self._loose(inline, look, style)

    def _here(self, node: Node) -> None:
        name = node.attrs.get("id", "")
        if name in self.names and name not in self.set:
            self.set.add(name)
            self.marks.append(name)
        if name and name in self.comments:
            self.notes.append(self.comments[name])
        if node.tag in ("section", "nav") and node.classes & _PAGES and "alone" not in self.root.classes:
            self.new_page = True
        if "sheet" in node.classes:
            self.new_page |= self.sheets > 0 and "short" not in node.classes
            self.sheets += 1

    def _loose(self, inline: "list[Node | str]", look: Look, style: str) -> Iterator[str]:
        if any(child.strip() if isinstance(child, str) else child.text() or _sole(child) for child in inline):
            yield self.paragraph(inline, look, style)

    def _block(self, node: Node, look: Look, style: str) -> Iterator[str]:
        tag = node.tag
        look = look_of(node, look)
        if "hidden" in node.attrs:
            return
        if tag == "table":
            yield from self._table(node, look)
        elif "margin" in node.classes:
            yield self._margin(node, look)
        elif tag == "nav" and "toc" in node.classes:
            yield from self._contents(node, look)
        elif tag in ("ul", "ol"):
            yield from self._list(node, look)
        elif tag == "p" or tag in _STYLES:
            own = _STYLES.get(tag) or next((_CLASSES[name] for name in sorted(node.classes) if name in _CLASSES), style)
            yield from self.blocks(node, look, own)
        else:
            yield from self.blocks(node, look, style)

    def _margin(self, node: Node, look: Look) -> str:
        """What stands beside a point on paper is one line above it; the comment on its finding belongs to it."""
        self._here(node)
        leads = [child.attrs.get("href", "")[1:] for child in node.walk() if child.tag == "a"]
        self.notes += [self.comments[name] for name in leads if name in self.comments]
        inline = [" · " if isinstance(child, Node) and child.tag == "br" else child for child in node.children]
        return self.paragraph(inline, look, "Margin", keep=True)

    def _contents(self, node: Node, look: Look) -> Iterator[str]:
        """The contents: each entry leads to its place and names its page, which Word works out when the document is opened."""
        self._here(node)
        for each in node.walk():
            if each.tag == "h2":
                yield self.paragraph(each.children, look, "Heading1")
            elif each.tag == "li":
                links = [child for child in each.children if isinstance(child, Node) and child.tag == "a"]
                name = self.names.get(links[0].attrs.get("href", "")[1:], "") if links else ""
                if name:
                    style = "Contents1" if "top" in each.classes else "Contents2"
                    yield self.paragraph([*links, Node("page", {"name": name})], look, style)

    def _list(self, node: Node, look: Look, depth: int = 0) -> Iterator[str]:
        self._here(node)
        number = self.paper.number() if node.tag == "ol" and node.children and depth == 0 else 0
        for item in node.children:
            if not isinstance(item, Node):
                continue
            if item.tag in ("ul", "ol"):
                yield from self._list(item, look, depth + 1)
                continue
            inner = [child for child in item.children if isinstance(child, Node) and child.tag in ("ul", "ol")]
            rest = Node(item.tag, item.attrs)
            rest.children = [child for child in item.children if child not in inner]
            style = f"ListBullet{depth + 1 if depth else ''}" if node.tag == "ul" or depth else f"#{number}"
            yield from self.blocks(rest, look_of(item, look), style)
            for child in inner:
                yield from self._list(child, look, min(depth + 1, 2))

    def paragraph(self, inline: "Iterable[Node | str]", look: Look, style: str = "", *, keep: bool = False) -> str:
        """One paragraph."""
        props = ""
        if style.startswith("#"):
            props += (
                f'<w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{style[1:]}"/></w:numPr>'
            )
        elif style:
            props += f'<w:pStyle w:val="{style}"/>'
        if keep or style == "Caption" or (style == "Small" and self.previous.startswith("Heading")):
            props += "<w:keepNext/>"
        self.previous = style
        if self.new_page and style not in ("Cell", "Caption"):
            props += "<w:pageBreakBefore/>"
            self.new_page = False
        if self.paper.rtl:
            props += "<w:bidi/>"
        runs = "".join(self._inline(inline, look))
        notes = [self.paper.comment(text) for text in self.notes]
        self.notes = []
        before = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in notes)
        after = "".join(
            f'<w:commentRangeEnd w:id="{n}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{n}"/></w:r>'
            for n in notes
        )
        marks, self.marks = self.marks, []
        for name in marks:
            number = self.names[name][1:]
            before += f'<w:bookmarkStart w:id="{number}" w:name="{self.names[name]}"/><w:bookmarkEnd w:id="{number}"/>'
        return f"<w:p><w:pPr>{ordered(props)}</w:pPr>{before}{tidy(runs)}{after}</w:p>"

    # Text

    def _inline(self, inline: "Iterable[Node | str]", look: Look) -> Iterator[str]:
        for child in inline:
            if isinstance(child, str):
                yield run(child, look)
                continue
            self._here(child)
            if child.tag == "br":
                yield "<w:r><w:br/></w:r>"
            elif child.tag == "img":
                yield self.paper.picture(child.attrs.get("src", ""), child.attrs.get("alt", "")) + "<w:r><w:br/></w:r>"
            elif child.tag == "svg":
                continue
            elif child.tag == "a":
                yield self._link(child, look)
            elif child.tag == "page":
                yield PAGE_OF.format(name=child.attrs["name"])
            elif "url" in child.classes and LINKED.match(address := child.text()):
                yield self._outside(address, "".join(self._inline(child.children, look._replace(link=True))))
            else:
                if child.classes & _BREAKS:
                    yield "<w:r><w:br/></w:r>"
                yield from self._inline(child.children, look_of(child, look))
                if "sign" in child.classes:
                    yield run(" ", look)
                elif "missing" in child.classes:  # a text of which the translation is missing names its language
                    yield run(f" [{child.attrs.get('lang', '')}]", look._replace(soft=True))

    def _link(self, node: Node, look: Look) -> str:
        href = node.attrs.get("href", "")
        if href.startswith("#") and href[1:] in self.names:
            runs = "".join(self._inline(node.children, look._replace(link=True)))
            return f'<w:hyperlink w:anchor="{self.names[href[1:]]}" w:history="1">{runs}</w:hyperlink>'
        if LINKED.match(href):
            return self._outside(href, "".join(self._inline(node.children, look._replace(link=True))))
        return "".join(self._inline(node.children, look))

    def _outside(self, address: str, runs: str) -> str:
        return f'<w:hyperlink r:id="{quoted(self.paper.relate(address))}" w:history="1">{runs}</w:hyperlink>'

    # Tables

    def _table(self, node: Node, look: Look) -> Iterator[str]:
        self._here(node)
        rows: list[tuple[Node, list[Node], bool]] = []
        for part in node.children:
            if not isinstance(part, Node):
                continue
            if part.tag == "caption":
                yield self.paragraph(part.children, look, "Caption", keep=True)
            elif part.tag == "tr":
                rows.append((part, _cells(part), False))
            elif part.tag in ("thead", "tbody", "tfoot"):
                own = [row for row in part.children if isinstance(row, Node) and row.tag == "tr"]
                for i, row in enumerate(own):
                    if i == 0:
                        row.children.insert(0, Node("anchor", {"id": part.attrs.get("id", "")}))
                    rows.append((row, _cells(row), part.tag == "thead"))
        if not rows:
            return
        count = max(sum(_span(cell) for cell in cells) for _row, cells, _head in rows)
        widths = _widths([cells for _row, cells, _head in rows], count, self.paper.wide)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        made = []
        for row, cells, head in rows:
            self._here(row)
            for child in row.children:
                if isinstance(child, Node) and child.tag == "anchor":
                    self._here(child)
            made.append(self._row(cells, widths, look, head=head))
        bidi = "<w:bidiVisual/>" if self.paper.rtl else ""
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Lines"/>{bidi}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="{int(rows[0][2])}" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
        )
        yield '<w:p><w:pPr><w:pStyle w:val="After"/></w:pPr></w:p>'

    def _row(self, cells: "list[Node]", widths: list[int], look: Look, *, head: bool) -> str:
        props = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
        made, at = [], 0
        for cell in cells:
            span = min(_span(cell), len(widths) - at) or 1
            width = sum(widths[at : at + span])
            at += span
            merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            inner = "".join(self.blocks(cell, look_of(cell, look, bold=cell.tag == "th"), "Cell"))
            if not inner.endswith("</w:p>"):
                inner += self.paragraph([_alone(cell)], look, "Cell")
            made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{inner}</w:tc>')
        for width in widths[at:]:
            made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p/></w:tc>')
        return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(made)}</w:tr>"


def _holds_blocks(node: Node) -> bool:
    return any(each.tag in _BLOCKS for each in node.walk())


def _sole(node: Node) -> bool:
    """Whether a node without text is a picture."""
    return any(each.tag == "img" for each in node.walk())


def _alone(cell: Node) -> str:
    """The sentence of the figure in a cell that has nothing else."""
    figures = [each for each in cell.walk() if each.tag == "svg"]
    titles = [t for figure in figures for t in figure.children if isinstance(t, Node) and t.tag == "title"]
    return titles[0].raw() if titles else ""


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")]


def _span(cell: Node) -> int:
    text = cell.attrs.get("colspan", "1")
    return min(int(text), 60) if text.isdecimal() and text != "0" else 1


def _widths(rows: "list[list[Node]]", count: int, wide: int) -> list[int]:
    """Widths of columns by what they hold: enough for the longest word, and more for longer texts."""
    least, much = [3] * count, [1.0] * count
    for cells in rows:
        at = 0
        for cell in cells:
            if _span(cell) == 1 and at < count:
                text = cell.text() or _alone(cell)
                least[at] = max(least[at], min(max(map(len, text.split()), default=0), 15))
                much[at] = max(much[at], min(len(text), 400) ** 0.75)
            at += _span(cell)
    floors = [_INSIDE + _LETTER * each for each in least]
    rest = max(wide - sum(floors), 0)
    shrunk = min(wide / sum(floors), 1)
    return [int(floor * shrunk + rest * each / sum(much)) for floor, each in zip(floors, much, strict=True)]


_INSIDE, _LETTER = 160, 106
"""The space at the sides of a cell, and a wide letter in it, in twentieths of a point."""
