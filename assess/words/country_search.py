"""Finding a country by whatever it is called: codes, names in several languages, names of the United Nations, former names.

The result is only a code and says nothing about the status of the subject. A name that can mean two countries finds neither; the
message names both.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from assess.cache import remember
from assess.problems import UsageError, one_line
from assess.words.countries import (
    EUROPEAN_UNION,
    country_codes,
    country_names,
    edition,
    is_user_assigned,
    state_of_unit,
    two_letters,
)

LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "de", "it", "nl", "sw", "tr", "id")
"""The languages in which names are looked up."""


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
    # former names, and others still in use
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
    "kosovo": Subject("XKX", "Kosovo"), "xk": Subject("XKX", "Kosovo"),
    "england": Subject("GBR-ENG", "England"), "scotland": Subject("GBR-SCT", "Scotland"), "wales": Subject("GBR-WLS", "Wales"),
    "northern ireland": Subject("GBR-NIR", "Northern Ireland"),
}  # fmt: skip
"""Subjects without a code in ISO 3166-1; the name is the one that was asked for."""
_SEVERAL = {
    "congo": ("COD", "COG"), "korea": ("KOR", "PRK"), "guiana": ("GUY", "GUF", "SUR"), "samoa islands": ("WSM", "ASM"),
    "sudans": ("SDN", "SSD"), "virgin islands": ("VGB", "VIR"),
}  # fmt: skip


def find_subject(text: str) -> Subject:
    """The country, or the other subject, that `text` names.

    Raises:
        UsageError: it names none, or more than one; the message names the closest.
    """
    code = text.strip().upper()
    codes = country_codes()
    if code in codes or code == EUROPEAN_UNION:
        return Subject(code)
    if state_of_unit(code) in codes or is_user_assigned(code):
        return Subject(code, code)
    if state_of_unit(f"AAA-{code[3:]}") and len(code) > 3 and code[2:3] == "-" and code[:2] in two_letters():
        unit = f"{two_letters()[code[:2]]}-{code[3:]}"  # GB-SCT, as ISO 3166-2 writes it
        return Subject(unit, unit)
    if len(code) == 2 and code in two_letters() and code.lower() not in _OTHERS:
        return Subject(two_letters()[code])
    return _by_name(text, codes)


def _by_name(text: str, codes: dict[str, str]) -> Subject:
    key = _key(text)
    if key in _NAMED:
        return _NAMED[key]
    names = _index()
    found = names.get(key) or names.get(_shorter(key))
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
    """The codes of the names that look most like `key`."""
    from difflib import get_close_matches

    if not key or len(key) > 80:
        return []
    codes = [code for code in country_codes() if code == key.upper()]
    close = [code for name in get_close_matches(key, list(names), n=3, cutoff=0.75) for code in names[name].split(",")]
    return list(dict.fromkeys([*codes, *close]))[:1]


def _index() -> dict[str, str]:
    """Codes by name, several separated by commas; cached, because collecting names in thirteen languages takes a second."""

    def made() -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for language in LANGUAGES:
            for code, name in country_names(language).items():
                for key in {_key(name), _shorter(_key(name))}:
                    if code not in found.setdefault(key, []):
                        found[key].append(code)
        index = {key: ",".join(sorted(codes)) for key, codes in found.items() if key}
        shorter = {_shorter(key): code for key, code in _OTHERS.items() if _shorter(key)}
        return {**shorter, **index, **{key: ",".join(codes) for key, codes in _SEVERAL.items()}, **_OTHERS}

    return remember(f"country-index-{edition('en')}", made, _packed, _unpacked)


def _packed(index: dict[str, str]) -> bytes:
    return "\n".join(f"{codes}\t{key}" for key, codes in index.items()).encode()


def _unpacked(content: bytes) -> dict[str, str]:
    pairs = [line.split("\t") for line in content.decode().split("\n")]
    return {key: codes for codes, key in pairs}


_SMALL = re.compile(r"\b(the|of|republic|state|kingdom)\b")


def _key(text: str) -> str:
    """A name in the form in which names are compared: no accents, no punctuation, small letters, one form of "and" and "saint"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", plain.replace("&", " and ").replace("\u0131", "i")).split()
    return " ".join("st" if word == "saint" else word for word in words)[:200]


def _shorter(key: str) -> str:
    """The name without words that many long names have."""
    return " ".join(_SMALL.sub(" ", key).split())
