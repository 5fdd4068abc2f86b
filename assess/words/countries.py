"""Countries by their ISO 3166-1 alpha-3 code, named by Babel."""

import os
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


def country_name(profile: Profile) -> str:
    """The country's name in the language spoken: the profile's own, else the standard one."""
    return quote(profile.name) or country_codes(spoken().code).get(profile.country, profile.country)
