"""Small cases and profiles for tests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assess.engine.case import CaseReading, read_case
from assess.model.exercise import Exercise
from assess.model.profile import Profile
from assess.reading.exercises import read_exercise
from assess.reading.library import Library, load_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((ROOT / "examples/cases").iterdir())
PAIRS = ROOT / "tests/pairs/sample"
FEATURES = {
    "territorial": ("jurisdiction.territorial", ""),
    "in_whole_or_part": ("jurisdiction.territorial", "in_whole_or_part"),
    "conduct_or_effect": ("jurisdiction.territorial", "conduct_or_effect"),
    "system_in_territory": ("jurisdiction.territorial", "system_in_territory"),
    "offender_in_territory": ("jurisdiction.territorial", "offender_in_territory"),
    "ships": ("jurisdiction.ships", ""),
    "nationals": ("jurisdiction.nationals", ""),
    "covers_nationals": ("jurisdiction.nationals", "covers_nationals"),
    "dual": ("jurisdiction.nationals", "dual_criminality_or_no_state_jurisdiction"),
    "nexus": ("jurisdiction.nationals", "extra_nexus_required"),
    "residents": ("jurisdiction.nationals", "residents"),
    "other": ("jurisdiction.other_grounds", ""),
    "habitual": ("jurisdiction.other_grounds", "habitual_residents"),
    "passive": ("jurisdiction.other_grounds", "passive_personality"),
    "protective": ("jurisdiction.other_grounds", "protective"),
    "presence": ("jurisdiction.other_grounds", "presence"),
    "legal_person": ("jurisdiction.other_grounds", "for_legal_person_in_territory"),
}
"""The names of the brute force, and what a profile says for them."""


@cache
def catalogue() -> Library:
    return load_library(["cooperation"])


def profile(code: str, body: str, as_of: str = "2026-01-01") -> Profile:
    text = f"""schema: profile/v1
country: {code}
name: State {code}
invented: true
as_of: {as_of}
sources: {{act: {{kind: act, title: Act}}, list: {{kind: treaty, title: List}}}}
{body}"""
    made, problems = read_profile(parse_yaml(text.encode(), f"{code}.yaml"), catalogue().catalogue)
    assert made is not None, problems
    return made


def law_of(code: str, law: Mapping[str, Any], crime: bool | None) -> Profile:
    """A State whose law on jurisdiction is as the brute force has it: None is unknown."""
    facts: dict[str, Any] = {}
    for name, (fact, feature) in FEATURES.items():
        if not feature:
            facts[fact] = law[name]
    lines = []
    for fact, there in facts.items():
        features = [
            f"{feature}: {'unknown' if law[name] is None else str(law[name]).lower()}"
            for name, (owner, feature) in FEATURES.items()
            if owner == fact and feature
        ]
        if there is False:
            lines.append(f"  {fact}: {{status: none, from: 2000-01-01, searched: [act]}}")
        elif (
            there is None
        ):  # a provision in force in part: whether the rule is in force is open, its features are as they are
            lines.append(_rule(fact, "act.2", features))
        else:
            lines.append(_rule(fact, "act.1", features))
    said = {True: "{by: act.1}", False: "{status: none, from: 2000-01-01, searched: [act]}", None: "unknown"}[crime]
    lines.append(f"  offences.illegal_access: {said}")
    provisions = (
        "provisions: {act.1: {status: in_force, from: 2000-01-01}, act.2: {status: partly_in_force, from: 2000-01-01}}"
    )
    return profile(code, provisions + "\nfacts:\n" + "\n".join(lines))


def _rule(fact: str, pin: str, features: list[str]) -> str:
    marks = "confidence: medium, reading: Read so., " if fact == "jurisdiction.territorial" else ""
    return f"  {fact}: {{by: {pin}, {marks}features: {{{', '.join(features)}}}}}"


def case(
    roles: str,
    dates: str = "{conduct: {start: 2025-01-10}, request: 2025-06-02}",
    offences: str = "offences.illegal_access",
) -> Exercise:
    text = f"schema: case/v1\ntitle: A case\nroles: {roles}\noffences: {offences}\ndates: {dates}\n"
    made, problems = read_exercise(parse_yaml(text.encode(), "case.yaml"), catalogue().catalogue)
    assert made is not None, problems
    return made


def reading(exercise: Exercise, *profiles: Profile) -> CaseReading:
    return read_case(exercise, {each.country: each for each in profiles}, catalogue().catalogue)
