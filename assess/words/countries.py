"""Countries by their ISO 3166-1 alpha-3 code, named by Babel."""

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

    return remember(f"countries-{language}", names) or {}


def country_name(profile: Profile) -> str:
    """The country's name in the language spoken: the profile's own, else the standard one."""
    return quote(profile.name) or country_codes(spoken().code).get(profile.country, profile.country)
