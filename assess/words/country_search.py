"""Finding a country by whatever it is called: codes, names in several languages, names of the United Nations, former names.

The result is only a code and says nothing about the status of the subject. A name that can mean two countries finds neither; the
message names both.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from assess.cache import remember
from assess.model.codes import is_user_assigned, state_of_unit
from assess.problems import UsageError, one_line
from assess.words.countries import (
    EUROPEAN_UNION,
    all_languages,
    country_codes,
    country_names,
    edition,
    own_name,
    two_letters,
)

LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "de", "it", "nl", "sw", "tr", "id")
"""In which names are looked up first; then in every other language that the library has."""


class Subject(NamedTuple):
    """The result: a code, and a name if the code has none of its own."""

    code: str
    name: str | None = None


_OTHERS = {
    # abbreviations in wide use
    "uk": "GBR", "u k": "GBR", "gb": "GBR", "us": "USA", "u s": "USA", "u s a": "USA", "uae": "ARE", "rsa": "ZAF", "drc": "COD",
    "dr congo": "COD", "rdc": "COD", "roc": "COG", "congo kinshasa": "COD", "congo brazzaville": "COG", "ksa": "SAU", "prc": "CHN",
    "rok": "KOR", "dprk": "PRK", "png": "PNG", "bih": "BIH", "eu": EUROPEAN_UNION, "ue": EUROPEAN_UNION, "rf": "RUS",
    "lao pdr": "LAO", "fsm": "FSM", "svg": "VCT", "st vincent": "VCT", "st lucia": "LCA",
    "st kitts": "KNA", "st kitts and nevis": "KNA",
    "st vincent and the grenadines": "VCT", "car": "CAF",
    # names of the United Nations
    "united states of america": "USA", "united kingdom of great britain and northern ireland": "GBR", "russian federation": "RUS",
    "viet nam": "VNM", "lao people s democratic republic": "LAO", "syrian arab republic": "SYR", "republic of korea": "KOR",
    "democratic people s republic of korea": "PRK", "korea dpr": "PRK", "korea republic": "KOR", "islamic republic of iran": "IRN",
    "iran islamic republic": "IRN", "plurinational state of bolivia": "BOL", "bolivia plurinational state": "BOL",
    "bolivarian republic of venezuela": "VEN", "venezuela bolivarian republic": "VEN", "united republic of tanzania": "TZA",
    "tanzania united republic": "TZA", "republic of moldova": "MDA", "moldova republic": "MDA",
    "federated states of micronesia": "FSM",
    "micronesia federated states": "FSM", "democratic republic of the congo": "COD", "congo democratic republic": "COD",
    "republic of the congo": "COG", "republic of congo": "COG", "state of palestine": "PSE", "holy see": "VAT", "vatican": "VAT",
    "brunei darussalam": "BRN",
    "timor leste": "TLS", "cabo verde": "CPV", "eswatini": "SWZ", "czechia": "CZE", "turkiye": "TUR", "cote d ivoire": "CIV",
    "republic of north macedonia": "MKD", "kyrgyz republic": "KGZ", "slovak republic": "SVK", "people s republic of china": "CHN",
    "republic of south africa": "ZAF", "hong kong": "HKG", "macao": "MAC", "macau": "MAC", "taiwan": "TWN",
    "state of kuwait": "KWT", "lao": "LAO", "micronesia": "FSM", "sri lanka democratic socialist republic": "LKA",
    "chinese taipei": "TWN", "hong kong sar": "HKG", "macao sar": "MAC", "hong kong china": "HKG",
    "kingdom of the netherlands": "NLD", "commonwealth of dominica": "DMA", "commonwealth of the bahamas": "BHS",
    "united mexican states": "MEX", "swiss confederation": "CHE", "hellenic republic": "GRC", "argentine republic": "ARG",
    "french republic": "FRA", "italian republic": "ITA", "portuguese republic": "PRT", "lebanese republic": "LBN",
    "gabonese republic": "GAB", "togolese republic": "TGO", "tunisian republic": "TUN",
    "union of the comoros": "COM", "grand duchy of luxembourg": "LUX", "principality of liechtenstein": "LIE",
    "hashemite kingdom of jordan": "JOR", "oriental republic of uruguay": "URY", "eastern republic of uruguay": "URY",
    "co operative republic of guyana": "GUY", "cooperative republic of guyana": "GUY", "sultanate of oman": "OMN",
    "people s democratic republic of algeria": "DZA", "arab republic of egypt": "EGY", "islamic republic of mauritania": "MRT",
    "islamic republic of pakistan": "PAK", "islamic republic of afghanistan": "AFG", "republic of the union of myanmar": "MMR",
    "federal democratic republic of ethiopia": "ETH", "federal democratic republic of nepal": "NPL",
    "democratic socialist republic of sri lanka": "LKA", "democratic republic of sao tome and principe": "STP",
    "democratic republic of timor leste": "TLS", "socialist republic of viet nam": "VNM", "socialist republic of vietnam": "VNM",
    "slovak": "SVK", "kyrgyz": "KGZ", "kirghizia": "KGZ", "kingdom of saudi arabia": "SAU", "saudi": "SAU",
    "emirates": "ARE", "vatican city state": "VAT", "vatican city": "VAT", "palestine": "PSE",
    "palestinian territory": "PSE", "occupied palestinian territory": "PSE", "republic of the sudan": "SDN",
    # former names, and others that are still heard
    "west germany": "DEU", "east germany": "DEU", "german democratic republic": "DEU", "gdr": "DEU", "frg": "DEU", "brd": "DEU",
    "azania": "ZAF", "union of south africa": "ZAF", "tanganyika": "TZA",
    "north vietnam": "VNM", "south vietnam": "VNM", "soviet russia": "RUS", "malaya": "MYS",
    "french sudan": "MLI", "ubangi shari": "CAF", "portuguese guinea": "GNB", "spanish guinea": "GNQ", "belgian congo": "COD",
    "congo leopoldville": "COD", "southwest africa": "NAM", "south west africa": "NAM", "dutch east indies": "IDN",
    "formosa": "TWN", "abyssinia": "ETH", "mesopotamia": "IRQ", "transjordan": "JOR", "hellas": "GRC", "eire": "IRL",
    "republic of ireland": "IRL", "british solomon islands": "SLB", "tobago": "TTO", "aotearoa": "NZL",
    "east pakistan": "BGD", "salvador": "SLV",
    # as their own texts have them, and other ways of writing
    "bundesrepublik deutschland": "DEU", "republique francaise": "FRA", "estados unidos mexicanos": "MEX", "bharat": "IND",
    "republica italiana": "ITA", "repubblica italiana": "ITA", "republica portuguesa": "PRT", "republica francesa": "FRA",
    "former yugoslav republic of macedonia": "MKD", "macedonia the former yugoslav republic of": "MKD", "congo dr": "COD",
    "libyan arab jamahiriya": "LBY", "great socialist people s libyan arab jamahiriya": "LBY", "burkina": "BFA",
    "falkland islands malvinas": "FLK", "malvinas": "FLK", "臺灣": "TWN", "qazaqstan": "KAZ",
    "cote divoire": "CIV", "한국": "KOR", "ประเทศไทย": "THA", "nippon": "JPN", "nihon": "JPN", "taiwan province of china": "TWN",
    "republica popular china": "CHN", "中华人民共和国": "CHN", "中華人民共和国": "CHN", "российская федерация": "RUS",
    "المملكة العربية السعودية": "SAU", "republique d afrique du sud": "ZAF", "republica de sudafrica": "ZAF",
    "burma": "MMR", "swaziland": "SWZ", "cape verde": "CPV", "ivory coast": "CIV", "czech republic": "CZE", "macedonia": "MKD",
    "fyrom": "MKD", "turkey": "TUR", "east timor": "TLS", "zaire": "COD", "ceylon": "LKA", "siam": "THA", "persia": "IRN",
    "upper volta": "BFA", "dahomey": "BEN", "rhodesia": "ZWE", "southern rhodesia": "ZWE", "northern rhodesia": "ZMB",
    "nyasaland": "MWI", "gold coast": "GHA", "bechuanaland": "BWA", "basutoland": "LSO", "british honduras": "BLZ",
    "kampuchea": "KHM", "holland": "NLD", "great britain": "GBR", "britain": "GBR", "america": "USA", "western samoa": "WSM",
    "new hebrides": "VUT", "gilbert islands": "KIR", "ellice islands": "TUV", "british guiana": "GUY", "dutch guiana": "SUR",
    "bielorussia": "BLR", "byelorussia": "BLR", "moldavia": "MDA", "european union": EUROPEAN_UNION,
    # codes used in sports, if no country has the same letters in ISO 3166
    "ger": "DEU", "ned": "NLD", "sui": "CHE", "cro": "HRV", "por": "PRT", "gre": "GRC", "phi": "PHL", "ngr": "NGA", "tan": "TZA",
    "zim": "ZWE", "sri": "LKA", "mas": "MYS", "ina": "IDN", "chi": "CHL", "crc": "CRI",
}  # fmt: skip
_NAMED = {
    "kosovo": "XKX", "xk": "XKX", "england": "GBR-ENG", "scotland": "GBR-SCT", "wales": "GBR-WLS", "cymru": "GBR-WLS",
    "northern ireland": "GBR-NIR",
}  # fmt: skip
"""Subjects that ISO 3166-1 has no code for."""
_SEVERAL = {
    "congo": ("COD", "COG"), "korea": ("KOR", "PRK"), "guiana": ("GUY", "GUF", "SUR"), "samoa islands": ("WSM", "ASM"),
    "sudans": ("SDN", "SSD"), "virgin islands": ("VGB", "VIR"), "republic of china": ("CHN", "TWN"),
    "guineas": ("GIN", "GNB", "GNQ"),
    "yugoslavia": ("BIH", "HRV", "MKD", "MNE", "SRB", "SVN"), "serbia and montenegro": ("MNE", "SRB"),
    "czechoslovakia": ("CZE", "SVK"), "netherlands antilles": ("BES", "CUW", "SXM"),
    "rhodesia and nyasaland": ("MWI", "ZMB", "ZWE"),
    "soviet union": ("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"),
}  # fmt: skip
_SAME = {"ussr": "soviet union", "former yugoslavia": "yugoslavia", "socialist federal republic of yugoslavia": "yugoslavia",
         "federal republic of yugoslavia": "serbia and montenegro"}  # fmt: skip


def find_subject(text: str) -> Subject:
    """The country, or the other subject, that `text` names.

    Raises:
        UsageError: it names none, or more than one; the message names the closest.
    """
    code = text.strip().upper() if text.isascii() else ""  # capitals of other letters can be several: \u00df is SS
    codes = country_codes()
    if code in codes or code == EUROPEAN_UNION:
        return Subject(code)
    if state_of_unit(code) in codes or is_user_assigned(code):
        return Subject(code, own_name(code))
    if len(code) > 3 and code[2:3] == "-" and state_of_unit(f"AAA-{code[3:]}") and code[:2] in two_letters():
        unit = f"{two_letters()[code[:2]]}-{code[3:]}"  # GB-SCT, as ISO 3166-2 writes it
        return Subject(unit, own_name(unit))
    if len(code) == 2 and code in two_letters() and code.lower() not in _OTHERS:
        return Subject(two_letters()[code])
    return _by_name(text, codes)


def bears(name: str) -> str:
    """The codes of the countries that bear this name, in whatever language; empty where none does."""
    key = _key(name)
    tried = (key, _SAME.get(key, key), key.removeprefix("the "), _shorter(key), _shortest(key))
    return next((_NAMED.get(each) or _index()[each] for each in tried if each in _NAMED or each in _index()), "")


def _by_name(text: str, codes: dict[str, str]) -> Subject:
    key = _key(text)
    key = _SAME.get(key, key)
    if key in _NAMED:
        return Subject(_NAMED[key], own_name(_NAMED[key]))
    names = _index()
    turned = _key(" ".join(reversed(re.split(r"[,(]", text, maxsplit=1))))  # Korea, Republic of
    tried = (key, key.removeprefix("the "), turned, _shorter(key), _shortest(key))
    found = next((names[each] for each in tried if each in names), None)
    if found and "," not in found:
        return Subject(found)
    raise UsageError(_nobody(text, found.split(",") if found else _near(key, names), codes))


def _nobody(text: str, near: Iterable[str], codes: dict[str, str]) -> str:
    asked = one_line(repr(text))
    named = [f"{code} ({codes[code]})" if code in codes else code for code in near]
    if len(named) > 1:
        return f"{asked} can mean more than one country: {', '.join(named)}; write the code"
    hint = f"did you mean {named[0]}?" if named else "write its code of ISO 3166-1, such as KEN, or its name in English"
    return f"{asked} is no code and no name of a country that is known here; {hint}"


def _near(key: str, names: dict[str, str]) -> list[str]:
    """The codes of the names that look most like `key`; of the names that begin alike, since more would take long."""
    from difflib import get_close_matches

    if not key or len(key) > 80:
        return []
    codes = [code for code in country_codes() if code == key.upper()]
    alike = [name for name in names if name[:1] == key[:1] and abs(len(name) - len(key)) < 4]
    close = [code for name in get_close_matches(key, alike, n=3, cutoff=0.75) for code in names[name].split(",")]
    return list(dict.fromkeys([*codes, *close]))[:1]


@cache
def _index() -> dict[str, str]:
    """Codes by name, several with commas; kept in the cache, since to gather the names of all languages takes two seconds."""

    def made() -> dict[str, str]:
        first = _gathered([country_names(one, official=kind) for one in LANGUAGES for kind in (True, False)])
        rest = [one for one in all_languages() if one not in LANGUAGES]
        second = _gathered([country_names(one) for one in rest])
        shorter = {_shorter(key): code for key, code in _OTHERS.items() if _shorter(key)}
        several = {key: ",".join(codes) for key, codes in _SEVERAL.items()}
        return {**_parts(), **second, **shorter, **first, **several, **_OTHERS}

    return remember(f"country-index-3-{edition('en')}", made, _packed, _unpacked)


def _gathered(names: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Codes by name; several where a name, in whatever language, is that of several."""
    found: dict[str, list[str]] = {}
    for language in names:
        for code, name in language.items():
            for key in {_key(name), _shorter(_key(name))} - {"united"}:
                if code not in found.setdefault(key, []):
                    found[key].append(code)
    return {key: ",".join(sorted(codes)) for key, codes in found.items() if key}


def _parts() -> dict[str, str]:
    """The first part of a name of two, such as Bosnia and Trinidad, and what stands before brackets."""
    found: dict[str, list[str]] = {}
    for code, name in country_names("en").items():
        for key in {_key(re.split(r" & | \(", name)[0])} - {_key(name)}:
            found.setdefault(key, []).append(code)
    return {key: ",".join(sorted(codes)) for key, codes in found.items() if key}


def _packed(index: dict[str, str]) -> bytes:
    return "\n".join(f"{codes}\t{key}" for key, codes in index.items()).encode()


def _unpacked(content: bytes) -> dict[str, str]:
    pairs = [line.split("\t") for line in content.decode().split("\n")]
    return {key: codes for codes, key in pairs}


_SMALL = re.compile(r"\b(the|of|republic|state|kingdom)\b")
_FORMS = re.compile(
    r"\b(the|of|and|republic|state|kingdom|federal|federated|federation|democratic|islamic|arab|people|s|socialist|united|union|"
    r"commonwealth|principality|sultanate|plurinational|bolivarian|confederation|independent|co operative|cooperative|federative|"
    r"republique|republica|republik|repubblica|cumhuriyeti|federativa|federale|bolivariana|plurinacional|do|da|de|del|du|des|la|"
    r"estado|etat|royaume|reino)\b"
)


def _key(text: str) -> str:
    """A name in the form in which names are compared: no accents, no punctuation, small letters, one form of "and" and "saint"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", plain.replace("&", " and ").replace("\u0131", "i")).split()
    return " ".join("st" if word == "saint" else word for word in words)[:200]


def _shorter(key: str) -> str:
    """The name without words that many long names have."""
    return " ".join(_SMALL.sub(" ", key).split())


def _shortest(key: str) -> str:
    """Without every word that says what form of State it is; one word at least is left out, and one is left."""
    short = " ".join(_FORMS.sub(" ", key).split())
    return short if len(short) > 3 else ""
