"""Countries by their ISO 3166-1 alpha-3 code, named by Babel."""

import os
from collections.abc import Mapping
from importlib.util import find_spec

from assess.cache import remember
from assess.model.profile import Profile
from assess.words.language import quote, spoken

_NOT_COUNTRIES = frozenset(["EU", "EZ", "UN", "XK", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "QO", "TA"])
_WITHDRAWN = frozenset(["BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"])


def country_names(language: str = "en") -> dict[str, str]:
    """Country names in `language`, by alpha-3 code: the 249 of ISO 3166-1."""
    from babel.core import Locale, get_global

    names = Locale.parse(language).territories
    return {
        code3: names[codes[0]]
        for code3, codes in get_global("territory_aliases").items()
        if len(code3) == 3
        and code3.isalpha()
        and code3 not in _WITHDRAWN
        and len(codes) == 1
        and codes[0] not in _NOT_COUNTRIES
        and codes[0] in names
    }


def country_codes(language: str = "en") -> dict[str, str]:
    """Country names by alpha-3 code; kept in the cache, since the library that knows them is slow to import."""

    def names() -> dict[str, str]:
        return country_names(language)

    return remember(f"names-{language}-{_edition(language)}", names, _packed, _unpacked)


def _edition(language: str) -> str:
    """What the names depend on: another version of the library may write them otherwise."""
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

    kept = remember(f"letters-{_edition('en')}", codes, _packed, _unpacked)
    return {two: three for three, two in kept.items()}


def partner_name(code: str, names: Mapping[str, str]) -> str:
    """The other side of an agreement in the language spoken: a country of `names`, or the European Union."""
    if code != "EU":
        return names.get(code, code)
    from babel.core import Locale

    return str(Locale.parse(spoken().code).territories[code])


def country_name(profile: Profile) -> str:
    """The country's name in the language spoken: the profile's own, else the standard one."""
    return quote(profile.name) or country_codes(spoken().code).get(profile.country, profile.country)
