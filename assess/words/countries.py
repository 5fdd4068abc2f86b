"""Countries by their ISO 3166-1 alpha-3 code, named by Babel; and subjects that have no such code."""

import os
import re
from collections.abc import Mapping
from importlib.util import find_spec

from assess.cache import remember
from assess.model.profile import Profile
from assess.words.language import quote, spoken

_NOT_COUNTRIES = frozenset(["EU", "EZ", "UN", "XK", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "QO", "TA"])
_WITHDRAWN = frozenset(["BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"])

EUROPEAN_UNION = "EUU"
"""The European Union, which is Party to treaties. ISO 3166 has no alpha-3 code for it; data sets use this one."""
_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-X][A-Z]|ZZ[A-Z]")
"""Alpha-3 codes that ISO 3166 will never give to a country and leaves to its users."""
_UNIT = re.compile(r"([A-Z]{3})-[A-Z0-9]{1,3}")


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166 leaves the code to its users, such as XKX. Its user decides what it stands for."""
    return bool(_USER_ASSIGNED.fullmatch(code))


def state_of_unit(code: str) -> str | None:
    """The State to which a unit with this code belongs, as in GBR-SCT (the alpha-3 code, and the rest of the code in ISO
    3166-2)."""
    match = _UNIT.fullmatch(code)
    return match[1] if match else None


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
    """Country names by alpha-3 code; cached, because the library that has them is slow to import."""

    def names() -> dict[str, str]:
        return country_names(language)

    return remember(f"names-{language}-{edition(language)}", names, _packed, _unpacked)


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
    """The country's name in the document's language: the profile's own name, or else the standard one."""
    return quote(profile.name) or subject_name(profile.country)


def subject_name(code: str) -> str:
    """The standard name of a country or of the European Union in the document's language; for anything else, its code."""
    return partner_name(code, country_codes(spoken().code))
