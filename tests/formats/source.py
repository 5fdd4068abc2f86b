"""The content of a document's HTML, to compare a PDF with: texts, headings, header cells and pictures."""

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr"}
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "em",
    "i",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "wbr",
}
BOXED = {"sign", "mark", "cites"}
"""Classes of `span` that the shipped style sets as boxes of their own: a reader copies them as words of their own."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# letters, marks and overrides that make a line run from right to left
RIGHT_TO_LEFT = ("R", "AL", "RLO", "RLE", "RLI")


def squeeze(text: str) -> str:
    """The letters of a text, without line breaks, spaces and invisible marks."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(c for c in letters if not c.isspace() and unicodedata.category(c) != "Cf")


def turns(text: str) -> bool:
    """Whether a part of the text runs from right to left; then it is not drawn in the order of its letters."""
    return any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text)


def _boxed(attributes: Iterable[tuple[str, str | None]]) -> bool:
    return bool(BOXED & set((dict(attributes).get("class") or "").split()))


class Source(HTMLParser):
    """Everything that is printed, in the order of the file; text in pictures is drawn, and does not count here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.title = "", ""
        self.texts: list[str] = []
        self.running = ""  # all of them, with a space wherever a block starts or ends
        self.headings: list[tuple[int, str]] = []
        self.scopes: dict[str, set[str]] = {"row": set(), "col": set()}
        self.links: list[str] = []
        self.pictures: list[str] = []
        self._open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)

    @cached_property
    def turns(self) -> bool:
        """Whether some of the document runs from right to left."""
        return turns(self.running)

    def key(self, text: str) -> str:
        """What two texts share that say the same, one of them as drawn.

        In a document that turns, readers differ in where they put what stands between two directions, and in the order of
        a ligature's letters: there it is the letters in any order.
        """
        letters = squeeze(text)
        return "".join(sorted(filter(str.isalnum, letters))) if self.turns else letters

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE or _boxed(attrs):
            self.running += " "
        if tag not in VOID:
            self._open.append((tag, dict(attrs), []))
        elif tag == "br":
            self.handle_data(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _, _ in self._open]
        for _, _, text in self._open:
            text.append(data)
        if "body" in tags and not {"style", "script", "template", "svg"} & set(tags):
            self.running += data
            if data.strip():
                self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, attributes, parts = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if tag not in INLINE or _boxed(attributes.items()):
            self.running += " "
        text = " ".join("".join(parts).split())
        if tag in HEADINGS:
            self.headings.append((int(tag[1]), text))
        elif tag == "th" and attributes.get("scope"):
            self.scopes[str(attributes["scope"]).removesuffix("group")].add(text)
        elif tag == "a" and "href" in attributes:
            self.links.append(text)
        elif tag == "title" and self._open[-1][0] == "head":
            self.title = text
        elif tag == "title" and self._open[-1][0] == "svg":
            self.pictures.append(text)
        elif tag == "html":
            self.language = str(attributes.get("lang"))
