"""Alphabetical order: by letters first, then by accents, then by case, so that "Élément" stands among the words in E.

It is the order of English, French and the other languages that sort an accented letter with its base letter. A language that counts
one as a letter of its own (Swedish å, Spanish ñ) needs an entry here when it gets words. Measured against ICU: the names of all
249 countries in English, French and Portuguese come in the same order.

ICU itself is a compiled library that not every machine has. pyuca has the same tables in pure Python but would add 8 MB and a
quarter of a second to each run.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from assess.words.language import unmarked

_LIKE = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th",
    "ʻ": "'", "‘": "'", "’": "'", "‑": "-", "–": "-",
})  # fmt: skip
"""Letters without a decomposition in Unicode, and the letters they are sorted as."""


class Place(NamedTuple):
    """The place of a text in the alphabet."""

    letters: tuple[tuple[int, str], ...]
    accents: tuple[str, ...]
    """The accents of each letter; a letter with an accent comes after one without."""
    capitals: tuple[bool, ...]
    """Small letters come first."""
    text: str
    """The text itself, so that no two texts share a place."""


def alphabetical(text: str) -> Place:
    """The key for sorting texts, without language marks: spaces, signs, digits, then letters."""
    plain = unmarked(text)
    letters: list[tuple[int, str]] = []
    accents: list[str] = []
    for character in unicodedata.normalize("NFKD", plain.casefold().translate(_LIKE)):
        if not unicodedata.combining(character):
            letters.append(_letter(character))
            accents.append("")
        elif accents:
            accents[-1] += character
    return Place(tuple(letters), tuple(accents), tuple(map(str.isupper, plain)), plain)


@lru_cache(maxsize=4096)
def _letter(character: str) -> tuple[int, str]:
    return "ZCPSNLM".index(unicodedata.category(character)[0]), character
