"""Jurisdiction by brute force: the two-valued rules written down a second time, in plain words of yes and no, and every way in
which open answers may turn out tried. Only what the rules of the engine and these have in common can be right in both."""

from itertools import product
from typing import Any

TERRITORIAL = ("in_whole_or_part", "conduct_or_effect", "system_in_territory", "offender_in_territory")
ROLES = (
    "suspect_located_in", "victims_in", "systems_in", "suspect_national_of", "suspect_resident_of", "victims_nationals_of",
    "aimed_at", "on_ship_of", "for_legal_person_in",
)  # fmt: skip


def grounds(
    law: dict[str, Any],
    roles: dict[str, Any],
    code: str,
    crime_at: dict[str, bool],
    part_is_result: bool,
    link: bool,
    elsewhere: bool,
) -> set[str]:
    """The grounds of a State whose law is wholly known. `part_is_result`: whether its law takes an effect for a part of the
    offence; `link`: whether a further link is there, of which a case never says anything; `elsewhere`: whether the act is an
    offence where it was done, if the case does not say where that was."""
    found = set()
    located = roles.get("suspect_located_in")
    places = [roles[name] for name in ("suspect_located_in", "victims_in", "systems_in") if roles.get(name)]
    all_here = len(places) > 1 and all(each == (code,) for each in places)
    rule = law["territorial"]

    def has(name: str) -> bool:
        return code in (roles.get(name) or ())

    def gives(feature: str) -> bool:
        return bool(rule and law[feature])

    if has("suspect_located_in") and (
        (all_here and rule) or gives("in_whole_or_part") or gives("conduct_or_effect") or gives("offender_in_territory")
    ):
        found.add("conduct")
    part = gives("in_whole_or_part") and part_is_result
    if has("systems_in") and (
        (all_here and rule) or gives("system_in_territory") or gives("conduct_or_effect") or part
    ):
        found.add("system")
    if has("victims_in") and ((all_here and rule) or gives("conduct_or_effect") or part):
        found.add("effect")
    if has("on_ship_of") and law["ships"]:
        found.add("ship")
    abroad = located != (code,)
    if has("suspect_national_of") and abroad and law["nationals"] and law["covers_nationals"]:
        there = [crime_at[each] for each in located or () if each != code]
        punishable = not law["dual"] or (all(there) if there else elsewhere)
        if punishable and (not law["nexus"] or link):
            found.add("national")
    if (
        has("suspect_resident_of")
        and abroad
        and ((law["nationals"] and law["residents"]) or (law["other"] and law["habitual"]))
    ):
        found.add("resident")
    for role, feature, name in (
        ("victims_nationals_of", "passive", "victim"), ("aimed_at", "protective", "protective"),
        ("suspect_located_in", "presence", "presence"), ("for_legal_person_in", "legal_person", "legal_person"),
    ):  # fmt: skip
        if has(role) and law["other"] and law[feature]:
            found.add(name)
    return found


def outcomes(
    law: dict[str, Any], roles: dict[str, Any], code: str, crimes: dict[str, Any]
) -> tuple[set[str], set[str]]:
    """The grounds that hold however what is open turns out, and those that may hold."""
    open_law = [name for name, value in law.items() if value is None]
    open_crimes = [name for name, value in crimes.items() if value is None]
    always: set[str] | None = None
    ever: set[str] = set()
    for values in product((False, True), repeat=len(open_law) + len(open_crimes) + 3):
        own = law | dict(zip(open_law, values, strict=False))
        crime = crimes | dict(zip(open_crimes, values[len(open_law) :], strict=False))
        found = grounds(own, roles, code, crime, *values[-3:])
        always = found if always is None else always & found
        ever |= found
    return always or set(), ever
