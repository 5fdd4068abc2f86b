"""Codes of subjects: what ISO 3166 leaves to its users, and units of States."""

import re

_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-X][A-Z]|ZZ[A-Z]")
"""Alpha-3 codes that ISO 3166 will never give to a country, and leaves to whoever needs one."""
_INVENTED = re.compile(r"X([A-X])\1")
"""Those of them that invented States of exercises have here, and nothing else: XAA, XBB, XCC and so on."""
_UNIT = re.compile(r"([A-Z]{3})-[A-Z0-9]{1,3}")


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166 leaves the code to its users: XKX, for instance. What it stands for is what its user says."""
    return bool(_USER_ASSIGNED.fullmatch(code))


def is_invented(code: str) -> bool:
    """Whether the code is kept here for invented States, such as XAA."""
    return bool(_INVENTED.fullmatch(code))


def state_of_unit(code: str) -> str | None:
    """The State of which a code means a unit, as in GBR-SCT (the alpha-3 code, and what follows in ISO 3166-2)."""
    match = _UNIT.fullmatch(code)
    return match[1] if match else None
