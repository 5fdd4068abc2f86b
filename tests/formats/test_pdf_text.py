"""A PDF has the same text as its HTML: in reading order by its structure, and word for word when copied."""

import re
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.formats.briefings import BRIEFINGS, Briefings
from tests.formats.pdftree import Element
from tests.formats.source import Source, squeeze, turns
from tests.needs import need_pdftotext

pytestmark = pytest.mark.documents


def out_of_order(source: Source, tree: Element) -> list[str]:
    """Texts of the HTML that do not follow one another in the structure tree; running headers are no part of it."""
    whole = squeeze("".join(text for _, text in tree.pieces()))
    at, lost = 0, []
    for text in source.texts:
        letters = squeeze(text)
        # marks and digits beside words from right to left are not drawn where they are written
        if turns(text) or (source.turns and not letters.isalpha()):
            continue
        end = _end(whole, text, at)
        if end < 0:
            lost.append(text.strip())
        else:
            at = end
    return lost


def _end(whole: str, text: str, at: int) -> int:
    """Where a text ends, or -1; one that runs over a page may have the header of its table in between, once."""
    words = text.split()
    for n in range(len(words), 0, -1):
        first, rest = squeeze("".join(words[:n])), squeeze("".join(words[n:]))
        found = whole.find(first, at)
        if found >= 0:
            again = whole.find(rest, found + len(first), found + len(first) + len(rest) + _HEADER)
            if again >= 0:
                return again + len(rest)
    return -1


_HEADER = 200
"""Letters that the header of a table has at most."""


def words(source: Source, text: str) -> Counter[str]:
    text = re.sub(r"\.{4,}", " ", text)  # leaders of a table of contents
    return Counter(filter(None, map(source.key, unicodedata.normalize("NFKC", text).split())))


def lost_words(source: Source, path: Path) -> list[str]:
    """Words of the HTML that `pdftotext` does not give as often; a line may break inside of some.

    Where a document turns, the reader loses spaces between the directions: there it is the letters that it gives less often.
    """
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    if source.turns:
        given, wanted = (Counter(filter(str.isalnum, squeeze(each))) for each in (text, source.running))
        return list((wanted - given).elements())
    said = words(source, text)
    pieces = {word.replace("-", "") for word in said}  # the reader drops a hyphen at the end of a line

    @cache
    def broken(word: str) -> bool:
        # of the shortest words any long one could be put together
        return word in pieces or any(word[:i] in pieces and broken(word[i:]) for i in range(3, len(word)))

    lost = (words(source, source.running) - said).elements()
    return [
        word
        for word in lost
        if not ((set("-–/") & set(word) or ")(" in word or len(word) > 20) and broken(word.replace("-", "")))
    ]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_text_is_in_the_structure_in_order(name: str, briefings: Briefings) -> None:
    one = briefings[name]
    assert len(one.source.texts) > 50
    assert out_of_order(one.source, one.tree) == []


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_word_can_be_copied(name: str, briefings: Briefings) -> None:
    need_pdftotext()
    lost = lost_words(briefings[name].source, briefings[name].path)
    assert [word for word in lost if len(word) > 1] == []  # narrow cells of one sign are joined by the reader


def test_the_comparison_finds_what_is_lost_and_what_is_out_of_order(briefings: Briefings) -> None:
    one = briefings["index"]
    first = next(text for text in one.source.texts if len(text.split()) > 8)
    changed = Source(one.html.replace(first, f"{first} unprinted"))
    assert out_of_order(changed, one.tree) == [f"{first} unprinted".strip()]
    moved = Source(one.html.replace("</body>", f"<p>{first}</p></body>"))
    assert out_of_order(moved, one.tree) == [first.strip()]


def test_the_comparison_finds_words_that_cannot_be_copied(briefings: Briefings) -> None:
    need_pdftotext()
    one = briefings["index"]
    lost = lost_words(Source(one.html.replace("</body>", "<p>unprinted words</p></body>")), one.path)
    assert sorted(lost) == ["unprinted", "words"]


def test_words_from_right_to_left_are_taken_by_their_letters() -> None:
    source = Source("<html><body><p>اتفاقية بودابست (2001)، الأولى</p></body></html>")
    # as a reader gives it: marks of direction, a comma and brackets elsewhere, a ligature in the order it was drawn
    read = "\u202bاتفاقية بودابست \u202a(\u202c ،)2001\u202c األولى"
    assert words(source, source.running) == words(source, read)
    assert words(source, source.running) != words(source, read.replace("بودابست", "بودابس"))
    assert not turns("Conseil de l’Europe, 2001–2026")
