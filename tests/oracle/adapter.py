"""The one module here that knows the toolkit: an instance in plain data goes in, what the engine makes of it comes out.

An instance has `facts` (the catalogue's topic `t`), `framework` (with its domains in place), `profile`, and `day` where the
assessment is for a day before the profile's own.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from assess.engine.assessment import Prepared, assess
from assess.engine.change import change_of
from assess.engine.score import level_of
from assess.model.results import Assessment, Finding, Truth
from tests.build import library, profile, rules
from tests.oracle.lines import OPEN

TRUTHS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: OPEN, Truth.NOT_APPLICABLE: None}
SOURCES = {"s": {"kind": "act", "title": "S"}, "p": {"kind": "official_page", "title": "P"}}

Interval = tuple[Fraction, Fraction]


class Finding_(NamedTuple):
    """A finding of the engine in plain data."""

    low: Fraction
    high: Fraction
    applies: Any
    rating: str
    coverage: Fraction
    gap: bool
    outer: bool
    change: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] | None
    """Lines to reform and to confirm, each with the truth it has to have."""


class Score_(NamedTuple):
    """A score of the engine in plain data."""

    low: Fraction
    high: Fraction
    coverage: Fraction
    excluded: Fraction
    with_excluded: Interval | None
    gates: dict[str, Any]
    stage: tuple[int, int] | None
    level: tuple[str, Any, Any]
    outer: bool


class Engine(NamedTuple):
    """All of it."""

    findings: dict[str, Finding_]
    units: dict[tuple[str, str], Score_]
    totals: dict[str, Score_]
    shadows: dict[str, dict[str, Interval]]


def catalogue(instance: Mapping[str, Any]) -> dict[str, Any]:
    """The facts by their whole names."""
    return {f"t.{name}": spec for name, spec in instance["facts"].items()}


def prepared(instance: Mapping[str, Any]) -> tuple[Any, Prepared]:
    """The library and its framework, made ready."""
    facts = {name: _spec(spec) for name, spec in instance["facts"].items()}
    head = {key: value for key, value in instance["framework"].items() if key != "domains"}
    domains = {
        domain["domain"]: {key: value for key, value in _domain(domain).items() if key != "domain"}
        for domain in instance["framework"]["domains"]
    }
    made = library(facts, domains, **head)
    return made, rules(made)


def _spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    features = {
        name: {"question": "Q?", **({"unit": "u"} if feature["type"] == "number" else {}), **feature}
        for name, feature in spec.get("features", {}).items()
    }
    return {**spec, "may_not_apply": "R", **({"features": features} if features else {})}


def _domain(domain: Mapping[str, Any]) -> dict[str, Any]:
    if "criteria" not in domain:
        return dict(domain)
    criteria = [
        {**c, **({"elements": [{"says": "S", **e} for e in c["elements"]]} if "elements" in c else {})}
        for c in domain["criteria"]
    ]
    return {**domain, "criteria": criteria}


def read_profile(made: Any, raw: Mapping[str, Any]) -> Any:
    """The profile of an instance, through the real reader."""
    text = {"schema": "profile/v1", "country": "KEN", "sources": SOURCES, **raw}
    text["facts"] = {name: _answers(answer) for name, answer in raw["facts"].items()}
    return profile(made, "# country: is given\n" + json.dumps(text, default=str))


def _answers(raw: Any) -> Any:
    if isinstance(raw, list):
        return [_answers(one) for one in raw]
    if isinstance(raw, str) or "by" in raw or raw.get("status") in ("unknown", "withheld"):
        return raw
    return {"cite": ["p"], **({"reason": "R"} if raw.get("status") == "not_applicable" else {}), **raw}


def run(instance: Mapping[str, Any], ready: tuple[Any, Prepared] | None = None) -> Engine:
    """What the engine makes of an instance."""
    made, framework = ready or prepared(instance)
    day = date.fromisoformat(str(instance["day"])) if instance.get("day") else None
    return plain(assess(read_profile(made, instance["profile"]), framework, day))


def plain(found: Assessment) -> Engine:
    """An assessment as plain data."""
    method = found.framework.method

    def score(one: Any) -> Score_:
        reading = level_of(one, method)
        gates = {result.gate.id: TRUTHS[result.fired] for result in one.gates}
        return Score_(one.low, one.high, one.coverage, one.excluded, one.with_excluded, gates, one.stage,
                      (reading.kind, reading.low, reading.high), one.outer)  # fmt: skip

    return Engine(
        {finding.criterion.id: _finding(finding) for finding in found.findings},
        {unit: score(one) for unit, one in found.scores.items()},
        {axis: score(one) for axis, one in found.totals.items()},
        found.shadows,
    )


def _finding(finding: Finding) -> Finding_:
    change = change_of(finding)
    steps = change and (
        [(step.leaf.text, step.wanted) for step in change.reform],
        [(step.leaf.text, step.wanted) for step in change.confirm],
    )
    return Finding_(finding.low, finding.high, TRUTHS[finding.applies], finding.rating.value, finding.coverage, finding.gap,
                    finding.outer, steps)  # fmt: skip
