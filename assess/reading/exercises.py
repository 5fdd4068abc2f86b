"""Case files: the file to an `Exercise`, with all its problems; and roles that the command line gives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from assess.model.base import Refused, day_read
from assess.model.catalogue import Catalogue
from assess.model.codes import is_invented
from assess.model.exercise import Exercise, Roles, split
from assess.problems import InvalidInput, Problem, UsageError, did_you_mean, one_line
from assess.reading.checking import Report, bounded, check_fact, mapping, strings
from assess.reading.to_model import found, model_or_problems, shape, wrong_schema
from assess.reading.translations import in_language
from assess.reading.yamlfile import Document, Loc, read_yaml
from assess.words.country_search import find_subject

LONGEST_CONDUCT = 30
"""Years. Law is read on each day on which it changes."""

_PERSON = re.compile(
    r"(^|_)(names?|persons?|people|suspects?|accused|defendants?|offenders?|perpetrators?|victims?|witness(es)?|complainants?|"
    r"surname|first_?name|last_?name|aliases|alias|nick(name)?|pseudonym|birth(day|date|place)?|born|dob|gender|sex|passport|"
    r"identity|id_?(card|number)|e?_?mail|phones?|telephone|mobile|address(es)?|account(s)?|user(name)?s?|handles?|wallets?|ips?|"
    r"ip_address(es)?|imei|plate|photo|picture|nom|prenom|personnes?|victimes?|adresse|naissance)($|_)",
    re.IGNORECASE,
)
"""Keys that somebody would write who wants to say who it was, or what leads to somebody."""
_PLACES = ("_in", "_of", "_at", "_from")
_ROLES = tuple(Roles.__dataclass_fields__)


def load_exercise(path: str | Path, catalogue: Catalogue) -> Exercise:
    """The case in a file.

    Raises:
        InvalidInput: with everything that is wrong with it.
    """
    exercise, problems = read_exercise(read_yaml(path), catalogue)
    if exercise is None or problems:
        raise InvalidInput(problems)
    return exercise


def read_exercise(document: Document, catalogue: Catalogue) -> tuple[Exercise | None, list[Problem]]:
    """A case, or all its problems."""
    problems = list(document.problems)
    if document.data is None and problems:
        return None, problems
    if fault := wrong_schema(document, "case/v1"):
        return None, [*problems, fault]
    exercise, faults = shape(document, Exercise, document.data)
    if exercise is not None and exercise.language != "en":
        exercise = in_language(exercise, exercise.language)
    return model_or_problems(exercise, problems, _persons(document), faults, _checked(document, catalogue))


@bounded
def _persons(document: Document) -> list[Problem]:
    """Keys that stand for a person, wherever they are; those that the format has mean States."""
    report = Report(document)
    for loc in _keys(document.data, ()):
        name = loc[-1]
        if loc[0] == "roles" and len(loc) == 2 and str(name).endswith(_PLACES) and did_you_mean(str(name), _ROLES):
            continue  # a role that is misspelt, and reported as such
        if isinstance(name, str) and name not in _ROLES and _PERSON.search(name.replace("-", "_").replace(" ", "_")):
            report.add(
                loc,
                "no-person",
                "leave it out; a role names States only, such as victims_in: [XBB]",
                key=True,
                name=name,
            )
    return report.problems


def _keys(value: Any, loc: Loc) -> Iterator[Loc]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*loc, name)
            yield from _keys(inner, (*loc, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _keys(inner, (*loc, i))


@bounded
def _checked(document: Document, catalogue: Catalogue) -> list[Problem]:
    """What is wrong with the States, the offences and the days."""
    report, data = Report(document), mapping(document.data)
    for role, raw in mapping(data.get("roles")).items():
        if role not in _ROLES:
            continue
        seen: dict[str, int] = {}
        for loc, code in strings(raw, ("roles", role)):
            if code in seen:
                hint = "keep one of the two"
                report.add(loc, "duplicate-id", hint, name=code, first=f"line {seen[code]}")
            seen.setdefault(code, report.line(loc))
            if not is_invented(code):
                hint = "write an invented State: XAA, XBB, XCC ..."
                if re.fullmatch(r"[A-Z]{3}", code):
                    hint = f'{hint}; on the command line: --role "{role_words(role)}={code}"'
                report.add(loc, "real-state", hint, value=found(code))
    named: dict[str, int] = {}
    for loc, name in strings(data.get("offences"), ("offences",)):
        _offence(report, loc, name, catalogue)
        if name in named:
            report.add(loc, "duplicate-id", "keep one of the two", name=name, first=f"line {named[name]}")
        named.setdefault(name, report.line(loc))
    _days(report, mapping(data.get("dates")))
    return report.problems


def _offence(report: Report, loc: Loc, name: str, catalogue: Catalogue) -> None:
    """Checks the name of an offence: a fact, or one conduct of several that a fact brings together."""
    if not name.startswith("offences."):
        full = f"offences.{name}"
        known = split(full)[0] in catalogue.facts
        hint = f"write {full}" if known else "write the id of an offence, such as offences.illegal_access"
        report.add(loc, "unknown-fact", hint, name=found(name))
        return
    fact_name, feature = split(name)
    fact = check_fact(report, loc, fact_name, catalogue.facts)
    if fact is not None and feature:
        flags = [each for each, spec in fact.features.items() if spec.type == "flag" and spec.wider == "up"]
        if feature not in flags:
            hint = did_you_mean(feature, flags) or f"write {fact_name}"
            report.add(loc, "unknown-feature", hint, fact=fact_name, name=found(feature))


def _days(report: Report, dates: Mapping[str, Any]) -> None:
    conduct = mapping(dates.get("conduct"))
    start, end = _day(conduct.get("start")), _day(conduct.get("end"))
    first: tuple[Loc, date | None] = (("dates", "conduct", "start"), start)
    chains = [
        [first, (("dates", "conduct", "end"), end)],
        [first, (("dates", "request"), _day(dates.get("request"))), (("dates", "decision"), _day(dates.get("decision")))],
        [first, (("dates", "measure"), _day(dates.get("measure")))],
    ]  # fmt: skip
    for chain in chains:
        for (before, one), (loc, other) in pairwise([(loc, day) for loc, day in chain if day is not None]):
            if one is not None and other is not None and other < one:
                why = f"{other} is before {'.'.join(map(str, before))}, {one}"
                report.add(loc, "bad-case", "correct one of the two dates", why=why)
    if start and end and (end - start).days > LONGEST_CONDUCT * 366:
        why = f"the conduct lasts more than {LONGEST_CONDUCT} years"
        report.add(("dates", "conduct", "end"), "bad-case", "write a shorter period", why=why)


def _day(value: Any) -> date | None:
    try:
        found_day: date | None = None if value is None else day_read(value)
    except Refused:
        return None
    return found_day


# Roles from the command line


def role_words(role: str) -> str:
    """The name of a role as the command line takes it: "suspect located in"."""
    return role.replace("_", " ")


def with_roles(exercise: Exercise, given: Iterable[str]) -> tuple[Exercise, frozenset[str]]:
    """The case with the roles of the command line, each "ROLE=COUNTRY" in place of what the file says; and the States so named.

    Raises:
        UsageError: no such role or country, or an invented State, which takes its role in the file.
    """
    named: dict[str, list[str]] = {}
    for text in given:
        role, sign, country = text.partition("=")
        name = re.sub(r"[ _-]+", "_", role.strip().lower())
        if not sign or not country.strip():
            raise UsageError(
                f'{one_line(repr(text))} gives no role; write ROLE=COUNTRY, such as "suspect located in=KEN"'
            )
        if name not in _ROLES:
            known = "; ".join(map(role_words, _ROLES))
            hint = did_you_mean(role_words(name), map(role_words, _ROLES))
            raise UsageError(
                one_line(f"there is no role {role.strip()!r}; {f'{hint} ' if hint else ''}there are: {known}")
            )
        code = country.strip() if is_invented(country.strip()) else find_subject(country).code
        if code not in named.setdefault(name, []):
            named[name].append(code)
    roles = replace(exercise.roles, **{name: tuple(codes) for name, codes in named.items()})
    real = frozenset(code for codes in named.values() for code in codes if not is_invented(code))
    return replace(exercise, roles=roles), real
