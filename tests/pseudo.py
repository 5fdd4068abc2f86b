"""An Arabic pseudo-translation of everything, so that pages from right to left can be seen before there is Arabic text.

Words are replaced by Arabic words of about their length; figures, placeholders and names of markup stay.
"""

import io
import re
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from assess.model.base import text_in
from assess.model.catalogue import Catalogue
from assess.model.framework import Framework
from assess.reading.library import Library
from assess.reading.translations import with_texts

_WORDS = [
    "في", "من", "على", "أن", "إلى", "هذا", "قانون", "دولة", "تعاون", "جريمة", "سلطة", "نظام", "بيانات", "حاسوب", "اتفاقية",
    "مساعدة", "قضائية", "معلومات", "اختصاص", "المحكمة", "التحقيق", "الإلكترونية", "الاتصالات", "الاحتفاظ", "المتبادلة", "الاستجابة",
]  # fmt: skip
_KEPT = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)s|</?[a-z]+[^>]*>|[0-9][0-9.,:/()a-z-]*|[^\w\s]|\s+)")


def pseudo(text: str) -> str:
    """The text in Arabic words, the same for the same text."""
    return "".join(_word(part) if part and not _KEPT.fullmatch(part) else part for part in _KEPT.split(text))


def _word(word: str) -> str:
    fitting = [each for each in _WORDS if abs(len(each) - len(word)) <= 2] or [_WORDS[-1]]
    return fitting[sum(map(ord, word)) % len(fitting)]


def locale(root: Path, folder: Path) -> Path:
    """A folder of catalogues with Arabic for all of the toolkit's words; `root` is the checkout."""
    source = read_po(io.BytesIO((root / "assess/words/locale/fr/LC_MESSAGES/assess.po").read_bytes()))
    made = Catalog(locale="ar")
    for message in source:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(pseudo(message.id[1]) for _ in range(made.num_plurals)))
        else:
            made.add(message.id, pseudo(message.id))
    path = folder / "ar/LC_MESSAGES/assess.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, made)
    return folder


def library(one: Library) -> Library:
    """The library with Arabic beside every text."""
    frameworks = tuple(Framework(_arabic(f.head), [_arabic(d) for d in f.domains], f.hash) for f in one.frameworks)
    catalogue = Catalogue([])
    catalogue.topics = dict(one.catalogue.topics)
    catalogue.facts = {name: _arabic(fact) for name, fact in one.catalogue.facts.items()}
    return Library(catalogue, frameworks)


def _arabic(one: Any) -> Any:
    return with_texts(one, lambda text: {"en": text_in(text), "ar": pseudo(text_in(text))})
