"""A tagged PDF as its readers see it: the structure tree with the text of each element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass
class Element:
    """An element of the structure tree; a kid is another one, or text with the number of its page."""

    tag: str
    source: pikepdf.Dictionary
    kids: list["Element | tuple[int, str]"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Page and text, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.pieces()
            else:
                yield kid

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.pieces()).split())

    def below(self, *tags: str) -> list["Element"]:
        """The nearest elements below with one of these tags."""
        found = []
        for kid in self.kids:
            if isinstance(kid, Element):
                found += [kid] if kid.tag in tags else kid.below(*tags)
        return found


def read(pdf: pikepdf.Pdf) -> Element:
    """The structure tree of an open PDF."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    marked = [_marked(page) for page in pdf.pages]

    def element(source: pikepdf.Dictionary, page: int | None) -> Element:
        made = Element(str(source.S)[1:], source)
        page = pages[source.Pg.objgen] if "/Pg" in source else page
        kids: Any = source.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    made.kids.append(element(kid, page))
            else:
                assert page is not None
                made.kids.append((page, marked[page].get(int(kid), "")))
        return made

    return element(pdf.Root.StructTreeRoot.K[0], None)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content number on a page."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[int | None] = []
    letters: dict[bytes, str] = {}
    saved = []
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ q Q"):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            open_marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "q":
            saved.append(letters)
        elif operator == "Q":
            letters = saved.pop()
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        else:
            mark = next((each for each in reversed(open_marks) if each is not None), None)
            if mark is not None:
                shown = operands[0] if operator == "TJ" else operands
                codes = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
                text = "".join(
                    letters.get(codes[i : i + 2], "\N{REPLACEMENT CHARACTER}") for i in range(0, len(codes), 2)
                )
                found[mark] = found.get(mark, "") + text
    return found


def _letters(font: pikepdf.Object) -> dict[bytes, str]:
    """The meaning of each two-byte code, from the font's own table."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    assert found, "the font has no table of characters"
    return found
