"""What belongs together stays on one line: dates, and the word for a section or an article with its number."""

import re

from assess.words.figures import months

_OTHER = r"""<!--.*?-->|<(style|script|title|svg)\b.*?</\1\s*>|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>"""
"""Parts of the HTML that are not text of the page."""
_TEXT = re.compile(rf"{_OTHER}|([^<]+)", re.S)
_UNIT = re.compile(
    r"(?<!\w)((?:ss?|[Aa]rts?|cls?|regs?|rr?|paras?|Nos?|[Nn]|№)\.|n°|§§?|[Ss]ections?|[Aa]rticles?|[Cc]lauses?|[Rr]ules?"
    r"|[Rr]ègles?) (?=\d)"
)
_SPACE = "\N{NO-BREAK SPACE}"
_OPENED = re.compile(r"([«“(][ \u00a0\u202f]?)(<span\b[^<>]*>)")
_CLOSED = re.compile(r"(</span>)([ \u00a0\u202f]?[»”])")
_INLINE = re.compile(r"(?<=\S) (<(?:a|b|span)\b(?:\s[^<>]*)?>)(?=[^\s<])")


def tied(html: str) -> str:
    """The document with spaces that do not break in "31 October 2026" and "s. 51", in its texts alone."""
    names = "|".join(map(re.escape, sorted(months(), key=len, reverse=True)))
    date = re.compile(rf"(?<!\w)(\d{{1,2}}(?:er)?) ({names})(?: (\d{{4}}))?(?!\w)|(?<!\w)({names}) (\d{{4}})(?!\w)")

    def joined(found: re.Match[str]) -> str:
        return _SPACE.join(filter(None, found.groups()))

    def text(found: re.Match[str]) -> str:
        own = found[2]
        return found[0] if own is None else date.sub(joined, _UNIT.sub(rf"\1{_SPACE}", own))

    return _TEXT.sub(text, html)


def led(html: str) -> str:
    """The document for paper with a place to break after the space before a link or bold words, and with quotation marks inside of
    what they quote in another language.

    Where a line ends there and just does not hold what follows, WeasyPrint (66) breaks the text before it at its first space
    instead: "UN / Convention against Corruption: Party since ...".
    """
    html = _OPENED.sub(r"\2\1", _CLOSED.sub(r"\2\1", html))
    return _INLINE.sub(" \N{ZERO WIDTH SPACE}\\1", html)
