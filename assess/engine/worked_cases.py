"""Worked cases: facts in short form, the ratings they must give, and which elements no case ever decides."""

from collections.abc import Mapping
from typing import Any

from assess.engine.assessment import Prepared, absent, assess_states
from assess.engine.facts import in_effect
from assess.model.base import text_in
from assess.model.catalogue import WORKING, Fact
from assess.model.framework import Case
from assess.model.profile import Answer, Listed, Reservation
from assess.model.results import BasisState, ElementResult, FactState, Finding, Truth
from assess.tuples import NamedTuple

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


class Mismatch(NamedTuple):
    """A result of a case that differs from the expected one."""

    case: str
    criterion: str
    expected: str
    found: str


def short_state(name: str, fact: Fact, value: Any) -> FactState:
    """The state of a fact written in the short form of cases (see `docs/formats.md`)."""
    if value == "unknown":
        return FactState(name, fact, "unknown", U)
    if value == "not_applicable":
        return FactState(name, fact, "not_applicable", NA)
    if fact.kind in ("number", "choice", "yes_no"):
        if value == "none":
            return FactState(name, fact, "none", F, status="none", value=False if fact.kind == "yes_no" else None)
        truth = U if fact.kind != "yes_no" else T if value is True else F
        return FactState(name, fact, "answered", truth, value=value)
    features = dict(value) if isinstance(value, dict) else {}
    status = features.pop("status", None) if isinstance(value, dict) else value
    if status in ("none", "unknown"):
        truth = F if status == "none" else U
        return FactState(name, fact, status, truth, status="none" if status == "none" else None)
    if fact.kind == "treaty":
        answer = Answer(
            status=status,
            reservations=_entries(features, "reservations"),
            declarations=_entries(features, "declarations"),
        )
        lists = in_effect(answer.reservations, None, False), in_effect(answer.declarations, None, False)
        return FactState(name, fact, "answered", T if status == "party" else F, (), status, None, answer, *lists)
    truth = T if fact.kind == "provision" or status in ("operational", None) else F
    word = (status or "operational") if fact.kind == "capability" else None
    works = T if word in WORKING else truth
    return FactState(name, fact, "answered", truth, (BasisState(works, features, None),), word)


def _entries(features: Mapping[str, Any], key: str) -> Listed | None:
    """ "2 security_measure" is a declaration under article 2 of that narrowing; "2" alone does not say which it makes."""
    named = features.get(key)
    if named is None:
        return None
    parted = [str(one).split() for one in named]
    return Listed(listed=tuple(Reservation(paragraph=one[0], narrows=tuple(one[1:]) or None) for one in parted))


def run_case(case: Case, rules: Prepared) -> tuple[list[Mismatch], tuple[Finding, ...]]:
    """The ratings and elements that differ from what the case expects, and all findings."""
    states = absent(rules.base.facts)
    for name, value in case.facts.items():
        if name in states:
            states[name] = short_state(name, states[name].fact, value)
    findings = assess_states(rules, states)
    by_id = {finding.criterion.id: finding for finding in findings}
    wrong: list[Mismatch] = []
    title = text_in(case.name)
    for name, rating in case.expect.items():
        found = by_id[name].rating.value
        if found != rating:
            wrong.append(Mismatch(title, name, rating, found))
    for name, elements in case.elements.items():
        results = {result.element.id: result for result in by_id[name].elements}
        for element, expected in elements.items():
            wanted, got = (
                {True: "identified", False: "missing", "unknown": "open"}.get(expected, expected),
                _said(results[element]),
            )
            if got != wanted:
                wrong.append(Mismatch(title, f"{name}.{element}", _WORDS[wanted], _WORDS[got]))
    return wrong, findings


_WORDS: dict[Any, str] = {
    "identified": T.value, "missing": F.value, "open": U.value, "not_applicable": NA.value,
    "declared": "narrower, as declared or permitted", "compatible": "narrower, compatible if declared",
}  # fmt: skip


def _said(result: ElementResult) -> str:
    left_out = result.applies is F or result.truth is NA
    return "not_applicable" if left_out else result.counted


def undecided(cases: list[tuple[str, Case]], rules: Prepared) -> list[str]:
    """Elements that the cases do not show both holding and failing, as criterion.element (holds | does not hold)."""
    seen: dict[str, set[Truth]] = {}
    for _, case in cases:
        for finding in run_case(case, rules)[1]:
            if finding.criterion.id in case.expect:
                for result in finding.elements:
                    seen.setdefault(f"{finding.criterion.id}.{result.element.id}", set()).add(result.holds)
    missing = []
    for rule in rules.base.rules:
        for element in rule.criterion.elements:
            name = f"{rule.criterion.id}.{element.id}"
            lacking = [truth.value for truth in (T, F) if truth not in seen.get(name, set())]
            if lacking:
                missing.append(f"{name} ({' and '.join(lacking)})")
    return missing
