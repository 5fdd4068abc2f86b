"""Forty and more ways to name a country: each finds it, or reports the closest names."""

import pytest

from assess.model.codes import is_user_assigned, state_of_unit
from assess.problems import UsageError
from assess.words.countries import country_codes, country_names
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
    "Azania": "ZAF", "West Germany": "DEU", "Holy See (the)": "VAT", "Upper Volta": "BFA", "Persia": "IRN",
    "Kazakstan": "KAZ", "Siam": "THA",
    # the first part of a name of two, and what stands in brackets
    "Bosnia": "BIH", "Trinidad": "TTO", "Antigua": "ATG", "Sao Tome": "STP", "São Tomé": "STP", "St Vincent": "VCT",
    "Congo-Kinshasa": "COD", "Congo (Brazzaville)": "COG", "Palestinian Territories": "PSE", "Vatican City": "VAT",
    # what form of State it is, in whatever order and language
    "Federal Republic of Germany": "DEU", "Federative Republic of Brazil": "BRA", "Federal Democratic Republic of Ethiopia": "ETH",
    "Korea, Republic of": "KOR", "Korea (Democratic People's Republic of)": "PRK", "Tanzania, United Republic of": "TZA",
    "Taiwan, Province of China": "TWN", "Kingdom of Eswatini": "SWZ", "United Mexican States": "MEX", "Bahamas, The": "BHS",
    "the United Kingdom": "GBR", "Commonwealth of Australia": "AUS", "Independent State of Papua New Guinea": "PNG",
    "República de Chile": "CHL", "République du Sénégal": "SEN", "Bundesrepublik Deutschland": "DEU", "Royaume du Maroc": "MAR",
    "Republik Indonesia": "IDN", "Türkiye Cumhuriyeti": "TUR", "State of Palestine": "PSE", "Libyan Arab Jamahiriya": "LBY",
    # other languages than the ten that come first
    "南アフリカ": "ZAF", "iNingizimu Afrika": "ZAF", "Suid-Afrika": "ZAF", "대한민국": "KOR", "ไทย": "THA", "भारत": "IND",
    "বাংলাদেশ": "BGD", "ኢትዮጵያ": "ETH", "Україна": "UKR", "Ελλάδα": "GRC", "ישראל": "ISR", "پاکستان": "PAK", "Suomi": "FIN",
    "Polska": "POL", "Việt Nam": "VNM", "Soomaaliya": "SOM", "中國": "CHN",
    # accents and signs dropped
    "Cote dIvoire": "CIV", "Curacao": "CUW", "Reunion": "REU", "SAO TOME AND PRINCIPE": "STP", "Turkiye": "TUR",
    # what ISO 3166-1 has no code for
    "Kosovo": "XKX", "Scotland": "GBR-SCT", "European Union": "EUU",
}  # fmt: skip
NEAREST = {
    "Untied Kingdom": "did you mean GBR", "Philipines": "did you mean PHL",
    "Congo": "COD (Democratic Republic of the Congo), COG (Congo)", "Korea": "KOR (South Korea), PRK (North Korea)",
    "Republic of China": "CHN (China), TWN (Taiwan)", "Yugoslavia": "BIH (Bosnia & Herzegovina), HRV (Croatia), MKD",
    "Serbia and Montenegro": "MNE (Montenegro), SRB (Serbia)", "USSR": "more than one country", "United": "write its code",
    "States": "write its code", "KEN-ß": "is no code", "ſau": "is no code",
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


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo", ["COD", "COG"]), ("Korea", ["KOR", "PRK"]), ("Guiana", ["GUY", "GUF", "SUR"]), ("Samoa Islands", ["WSM", "ASM"]),
        ("the Sudans", ["SDN", "SSD"]), ("Virgin Islands", ["VGB", "VIR"]),
    ],
)  # fmt: skip
def test_a_name_of_several_names_them_all(text: str, codes: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        find_subject(text)
    named = ", ".join(f"{code} ({country_codes()[code]})" for code in codes)
    assert str(caught.value) == f"{text!r} can mean more than one country: {named}; write the code"


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("kosovo", "XKX", "Kosovo"), ("XK", "XKX", "Kosovo"), ("England", "GBR-ENG", "England"), ("wales", "GBR-WLS", "Wales"),
        ("Scotland", "GBR-SCT", "Scotland"), ("Northern  Ireland", "GBR-NIR", "Northern Ireland"),
    ],
)  # fmt: skip
def test_subjects_without_a_code_of_iso_have_the_name_that_was_asked_for(text: str, code: str, name: str) -> None:
    found = find_subject(text)
    assert (found.code, found.name) == (code, name)


def test_codes_that_iso_leaves_to_its_users_are_no_countries() -> None:
    assert [code for code in country_codes() if is_user_assigned(code)] == []
    assert all(map(is_user_assigned, ("AAA", "AAZ", "QMA", "QZZ", "XAA", "XKX", "XXZ", "ZZA", "ZZZ")))
    assert not any(map(is_user_assigned, ("ABA", "QAT", "QLA", "XYA", "YAA", "ZYA")))
    assert (state_of_unit("GBR-SCT"), state_of_unit("GBR"), state_of_unit("GBR-")) == ("GBR", None, None)
