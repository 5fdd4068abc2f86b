"""Countries by their ISO 3166-1 alpha-3 code, named by Babel; and subjects that have no such code."""

import os
from collections.abc import Mapping
from importlib.util import find_spec

from assess.cache import remember
from assess.model.profile import Profile
from assess.words import french
from assess.words.language import ENGLISH, _, quote, spoken

_NOT_COUNTRIES = frozenset(["EU", "EZ", "UN", "XK", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "QO", "TA"])
_WITHDRAWN = frozenset(["BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"])

EUROPEAN_UNION = "EUU"
"""The European Union, which is Party to treaties; ISO 3166 has no alpha-3 code for it, data sets use this one."""
_OWN_NAMES = {
    "XKX": "Kosovo",
    "GBR-ENG": "England", "GBR-SCT": "Scotland", "GBR-WLS": "Wales", "GBR-NIR": "Northern Ireland",
}  # fmt: skip
"""Names of subjects that ISO 3166-1 has no code for, where one is in general use; others are named by their author."""


def own_name(code: str) -> str | None:
    """The name in general use of a subject without a code of ISO 3166-1; nothing where its author has to give one."""
    return _OWN_NAMES.get(code)


_UNITED_NATIONS: dict[str, dict[str, str]] = {
    "en": {
        "PSE": "State of Palestine", "VAT": "Holy See", "MMR": "Myanmar", "CPV": "Cabo Verde",
        "COD": "Democratic Republic of the Congo", "COG": "Congo",
    },
    "fr": {"PSE": "État de Palestine", "VAT": "Saint-Siège", "MMR": "Myanmar", "CPV": "Cabo Verde",
           "COD": "République démocratique du Congo", "COG": "Congo"},
    "es": {"PSE": "Estado de Palestina", "VAT": "Santa Sede"},
    "ar": {"PSE": "دولة فلسطين", "VAT": "الكرسي الرسولي"},
    "ru": {"PSE": "Государство Палестина", "VAT": "Святой Престол"},
    "zh": {"PSE": "巴勒斯坦国", "VAT": "教廷"},
}  # fmt: skip
"""Names as the depositary of treaties of the United Nations writes them, where the library has another kind of name: of the
territory, with a former name, or with a capital in it."""

_THE = frozenset([
    "United Kingdom", "United States", "United Arab Emirates", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives",
    "Marshall Islands", "Solomon Islands", "Cook Islands", "Comoros", "Seychelles", "Central African Republic",
    "Dominican Republic", "Democratic Republic of the Congo", "Holy See", "State of Palestine", "European Union",
    "Czech Republic", "British Virgin Islands", "U.S. Virgin Islands", "Cayman Islands", "Falkland Islands", "Faroe Islands",
    "Northern Mariana Islands", "Isle of Man", "Congo", "Turks & Caicos Islands", "Åland Islands", "Pitcairn Islands",
])  # fmt: skip
_BARE = frozenset(["INTERPOL", "ASEAN", "ECOWAS", "SADC"])


def with_article(name: str) -> str:
    """An English name as it stands inside a sentence: the United Kingdom, the African Union, Kenya."""
    of_body = " " in name and name.rsplit(" ", 1)[-1] in ("Union", "Nations", "Community", "States", "Europe")
    return f"the {name}" if name not in _BARE and (name in _THE or of_body or name.startswith(_BODIES)) else name


_BODIES = (
    "Organization of",
    "Association of",
    "League of",
    "Council of",
    "Commonwealth",
    "Economic Community of",
    "G20",
    "G7 ",
)


def country_names(language: str = "en", *, official: bool = True) -> dict[str, str]:
    """Country names in `language`, by alpha-3 code: the 249 of ISO 3166-1, as the library has them where not `official`."""
    from babel.core import Locale, get_global

    names = Locale.parse(language).territories
    own = _UNITED_NATIONS.get(language, {}) if official else {}
    return {
        code3: own.get(code3, names[codes[0]])
        for code3, codes in get_global("territory_aliases").items()
        if len(code3) == 3
        and code3.isalpha()
        and code3 not in _WITHDRAWN
        and len(codes) == 1
        and codes[0] not in _NOT_COUNTRIES
        and codes[0] in names
    }


def all_languages() -> list[str]:
    """Every language in which the library names countries."""
    from babel.localedata import locale_identifiers

    return sorted(one for one in locale_identifiers() if "_" not in one and one != "root")


def country_codes(language: str = "en") -> dict[str, str]:
    """Country names by alpha-3 code; cached, because the library that has them is slow to import."""

    def names() -> dict[str, str]:
        return country_names(language)

    return remember(f"names-official-{language}-{edition(language)}", names, _packed, _unpacked)


def edition(language: str) -> str:
    """What names depend on: another version of the library may have other names."""
    found = find_spec("babel")
    try:
        data = os.stat(os.path.join(os.path.dirname(str(found and found.origin)), "locale-data", f"{language}.dat"))
    except OSError:
        return ""
    return f"{data.st_size}-{data.st_mtime_ns}"


def _packed(names: dict[str, str]) -> bytes:
    return "\n".join(f"{code} {name}" for code, name in names.items()).encode()


def _unpacked(content: bytes) -> dict[str, str]:
    lines = content.decode().split("\n")
    if not all(len(line) > 4 and line[:3].isupper() and line[3] == " " for line in lines):
        raise ValueError
    return {line[:3]: line[4:] for line in lines}


def two_letters() -> dict[str, str]:
    """Alpha-3 codes by the alpha-2 code of the same country."""

    def codes() -> dict[str, str]:
        from babel.core import get_global

        aliases = get_global("territory_aliases")
        return {code: aliases[code][0] for code in country_codes()}

    kept = remember(f"letters-{edition('en')}", codes, _packed, _unpacked)
    return {two: three for three, two in kept.items()}


def partner_name(code: str, names: Mapping[str, str]) -> str:
    """The name of the other side of an agreement in the document's language: a country of `names`, or the European Union."""
    return _union() if code in ("EU", EUROPEAN_UNION) else names.get(code, code)


def _union() -> str:
    def name() -> str:
        from babel.core import Locale

        return str(Locale.parse(spoken().code).territories["EU"])

    return remember(f"union-{spoken().code}-{edition(spoken().code)}", name, str.encode, bytes.decode)


def country_name(profile: Profile) -> str:
    """The country's name in the document's language: the profile's own name, or else the standard one; of an invented State it
    says that it is one."""
    name = quote(profile.name) or subject_name(profile.country)
    return _("{name} (invented State)").format(name=name) if profile.invented else name


def in_sentence(name: str) -> str:
    """A name inside a sentence: with its article in English and French; other languages are worded so that none is needed."""
    if spoken().code == ENGLISH:
        return with_article(name)
    if spoken().code.partition("_")[0] != "fr":
        return name
    known = name in country_codes(spoken().code).values() or name == _union()
    return french.with_article(name) if known else french.plain(name)


def subject_name(code: str) -> str:
    """The standard name of a country or of the European Union in the document's language; for anything else, its code."""
    return partner_name(code, country_codes(spoken().code))
