"""Forty and more ways to name a country: each finds it, or reports the closest names."""

import pytest

from assess.problems import UsageError
from assess.words.countries import country_codes, country_names, is_user_assigned, state_of_unit
from assess.words.country_search import LANGUAGES, find_subject

FOUND = {
    # codes
    "ZAF": "ZAF", "zaf": "ZAF", "za": "ZAF", " ZA ": "ZAF", "EUU": "EUU", "XKX": "XKX", "GBR-SCT": "GBR-SCT", "GB-SCT": "GBR-SCT",
    # names in several languages
    "South Africa": "ZAF", "south  africa": "ZAF", "Afrique du Sud": "ZAF", "Sudáfrica": "ZAF", "Südafrika": "ZAF", "南非": "ZAF",
    "جنوب أفريقيا": "ZAF", "Россия": "RUS", "Marruecos": "MAR", "Países Baixos": "NLD", "Allemagne": "DEU", "Deutschland": "DEU",
    # abbreviations
    "RSA": "ZAF", "UK": "GBR", "USA": "USA", "U.S.A.": "USA", "us": "USA", "UAE": "ARE", "DRC": "COD", "DPRK": "PRK", "EU": "EUU",
    "Lao PDR": "LAO", "St. Kitts & Nevis": "KNA",
    # names of the United Nations
    "Republic of South Africa": "ZAF", "Bolivia (Plurinational State of)": "BOL", "Iran (Islamic Republic of)": "IRN",
    "United Republic of Tanzania": "TZA", "Viet Nam": "VNM", "Netherlands (Kingdom of the)": "NLD", "The Gambia": "GMB",
    "Democratic People's Republic of Korea": "PRK", "Republic of Korea": "KOR", "Holy See": "VAT", "Türkiye": "TUR",
    "Cote d'Ivoire": "CIV", "Côte d’Ivoire": "CIV", "Syrian Arab Republic": "SYR", "Congo (Democratic Republic of the)": "COD",
    # former names
    "Burma": "MMR", "Swaziland": "SWZ", "Ivory Coast": "CIV", "Cape Verde": "CPV", "Czech Republic": "CZE", "Zaire": "COD",
    "Ceylon": "LKA", "Turkey": "TUR", "East Timor": "TLS", "Macedonia": "MKD", "Holland": "NLD",
    # what ISO 3166-1 has no code for
    "Kosovo": "XKX", "Scotland": "GBR-SCT", "European Union": "EUU",
}  # fmt: skip
NEAREST = {
    "Untied Kingdom": "did you mean GBR", "Philipines": "did you mean PHL", "Kazakstan": "did you mean KAZ",
    "Congo": "COD (Congo - Kinshasa), COG (Congo - Brazzaville)", "Korea": "KOR (South Korea), PRK (North Korea)",
    "Atlantis": "write its code", "": "write its code", "x" * 500: "write its code", "ZZ": "write its code",
}  # fmt: skip


def test_there_are_more_than_forty() -> None:
    assert len(FOUND) >= 40


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    assert find_subject(text).code == FOUND[text]


@pytest.mark.parametrize("text", NEAREST)
def test_the_nearest_is_said(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_subject(text)
    assert NEAREST[text] in str(caught.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_finds_its_country_or_says_which_it_could_be(language: str) -> None:
    for code, name in country_names(language).items():
        try:
            assert find_subject(name).code == code, name
        except UsageError as error:
            assert code in str(error), name


def test_codes_that_iso_leaves_to_its_users_are_no_countries() -> None:
    assert [code for code in country_codes() if is_user_assigned(code)] == []
    assert all(map(is_user_assigned, ("AAA", "AAZ", "QMA", "QZZ", "XAA", "XKX", "XXZ", "ZZA", "ZZZ")))
    assert not any(map(is_user_assigned, ("ABA", "QAT", "QLA", "XYA", "YAA", "ZYA")))
    assert (state_of_unit("GBR-SCT"), state_of_unit("GBR"), state_of_unit("GBR-")) == ("GBR", None, None)
