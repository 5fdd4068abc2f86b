"""The alphabet: letters before accents before capitals; the names of countries and the glossary in that order."""

import random

import pytest

from assess.words.alphabet import alphabetical
from assess.words.countries import country_names
from assess.words.glossary import glossary
from assess.words.language import quote, say, speaking


@pytest.mark.parametrize(
    "texts",
    [
        ["Åland Islands", "Côte d’Ivoire", "Croatia", "Zimbabwe"],
        ["Critère", "Élément", "Essentiel", "Réserve"],
        ["cote", "Cote", "coté", "côte", "Côté"],  # letters, then accents, then small before capital
        ["a", "A", "à", "ab", "b"],
        ["A b", "A-b", "A1", "Aa"],  # spaces, signs, digits, letters
        ["Œuvre", "oeuvres", "Of"],
        ["Oslo", "Østland", "Oz"],
        ["d'Alembert", "d’Alembert", "Dalles"],
        ["", "a"],
    ],
)
def test_texts_come_in_the_order_of_the_alphabet(texts: list[str]) -> None:
    shuffled = random.Random(1).sample(texts, len(texts))
    assert sorted(shuffled, key=alphabetical) == texts


def test_no_two_texts_share_a_place() -> None:
    assert alphabetical("e\u0301") != alphabetical("é")
    assert sorted(["é", "e\u0301"], key=alphabetical) == sorted(["e\u0301", "é"], key=alphabetical)


def test_marks_of_language_have_no_place() -> None:
    with speaking("fr"):
        assert sorted([say("b"), "c", quote("a")], key=alphabetical) == [quote("a"), say("b"), "c"]


# as ICU 72 sorts them, root collation (which English and French use)
ENGLISH = [
    "Afghanistan",
    "Åland Islands",
    "Albania",
    "Colombia",
    "Comoros",
    "Costa Rica",
    "Côte d’Ivoire",
    "Croatia",
    "Cuba",
    "Curaçao",
]
FRENCH = [
    "Égypte",
    "Émirats arabes unis",
    "Équateur",
    "Érythrée",
    "Espagne",
    "Estonie",
    "Eswatini",
    "État de Palestine",
    "États-Unis",
    "Éthiopie",
]


@pytest.mark.parametrize(("code", "names"), [("en", ENGLISH), ("fr", FRENCH)])
def test_names_of_countries_are_where_readers_look_for_them(code: str, names: list[str]) -> None:
    everyone = sorted(country_names(code).values(), key=alphabetical)
    assert [name for name in everyone if name in names] == names


def test_the_glossary_is_in_the_order_of_the_language() -> None:
    english = [term for term, _meaning in glossary()]
    assert english[:3] == ["Axis", "Basis", "Cap"]
    assert "Measure" in english
    with speaking("fr"):
        french = [term for term, _meaning in glossary()]
        assert [term for term in french if term[0] in "DEÉF"] == ["Disposition", "Élément", "Essentiel", "Fondement"]
