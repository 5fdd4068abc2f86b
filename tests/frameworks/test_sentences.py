"""What an element says, and what is recommended, is printed alone in many places: "Not identified: …", "Confirm: …".

So each sentence names its subject, in English and in French.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assess.reading.library import framework_folders, load_library
from assess.reading.yamlfile import read_yaml

ROOT = Path(__file__).parent.parent.parent / "frameworks"
BARE = re.compile(
    r"(It (?!is enough that|has to be shown that)"
    r"|(They|Its|Their|Such|These|This|That|All (of )?(these|them)|One of (these|them))\b)"
    r"|.*\b(in|on|for|beside|under|about|among|one of) (it|them)\b"
)
"""A sentence that begins with a word for what stands before it, or hangs on such a word ("Companies are heard in it")."""
FULL = {  # what the word stands for is in the same sentence
    "No bilateral treaty is needed, or a common convention can stand in for it",
    "Service provider is covered, and with it those who only store data for others",
    "Whoever represents the legal person, decides for it or controls it counts",
    "Both conduct on the territory and effects on it are enough",
    "Route cyber activity reports to the cybercrime unit, act on them and give feedback.",
}
BARE_FR = re.compile(
    r"(Il (?!suffit|existe|est répondu|est permis|peut être répondu|n’est pas nécessaire|faut)"
    r"|(Elle|Ils|Elles|Son|Sa|Ses|Leur|Leurs|Ces|Cette|Cet|Ce)\b)|.*\b(y sont|y est|en est une?|en font partie|en fait partie)\b"
)


def texts(records: Any) -> Iterator[tuple[str, str]]:
    """Each text of elements and recommendations below, with the name of its element."""
    if isinstance(records, dict):
        for key, value in records.items():
            if key == "elements":
                for name, element in value.items():
                    yield name, element if isinstance(element, str) else element.get("says", "")
            elif key == "recommendation":
                yield key, value if isinstance(value, str) else value.get("do", "")
            else:
                yield from texts(value)


def english() -> Iterator[tuple[str, str]]:
    for framework in load_library(sorted(framework_folders())).frameworks:
        for name, (_, criterion) in framework.criteria.items():
            for element in criterion.elements:
                yield f"{framework.id} {name}.{element.id}", str(element.says)
            if criterion.recommendation and criterion.recommendation.do:
                yield f"{framework.id} {name}", str(criterion.recommendation.do)


def test_the_patterns_find_what_does_not_stand_alone() -> None:
    for sentence in ("It covers article 9", "They are equipped", "Its staff are trained", "Companies are heard in it"):
        assert BARE.match(sentence)
    assert not BARE.match("It is enough that part of the offence was committed there")
    assert BARE_FR.match("Elle envoie des demandes") and not BARE_FR.match("Il suffit qu’une partie ait lieu ici")


def test_each_english_sentence_names_its_subject() -> None:
    found = list(english())
    assert len(found) > 1800
    assert [(name, said) for name, said in found if BARE.match(said) and said not in FULL] == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*/translations/fr/*.yaml")), ids=lambda path: f"{path.parts[-4]}-{path.stem}"
)
def test_each_french_sentence_names_its_subject(path: Path) -> None:
    assert [(name, said) for name, said in texts(read_yaml(path).data) if BARE_FR.match(said)] == []
