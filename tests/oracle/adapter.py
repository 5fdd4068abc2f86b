"""The one module here that knows the toolkit: an instance in plain data goes in, what the engine makes of it comes out.

An instance has `facts` (the catalogue's topic `t`), `framework` (with its domains in place), `profile`, and `day` where the
assessment is for a day before the profile's own.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from assess.engine.assessment import Prepared, assess, prepare
from assess.engine.change import change_of
from assess.engine.score import level_of
from assess.model.condition import Leaf, Node
from assess.model.profile import Answer, Basis, Listed, Profile, ProvisionEntry, Reservation
from assess.model.results import Assessment, Finding, Truth
from assess.reading.library import load_library
from assess.reading.profiles import load_profile
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
    change: tuple[list[tuple[Any, bool]], list[tuple[Any, bool]]] | None
    """Lines to reform and to confirm, each with the truth it has to have."""
    said: tuple[str, ...]
    """As what its elements are counted."""


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
    pending: dict[str, Interval]
    """Of findings that would be other ones if bills and adopted texts were in force, what they would be."""


def catalogue(instance: Mapping[str, Any]) -> dict[str, Any]:
    """The facts by their whole names."""
    return {f"t.{name}": spec for name, spec in instance["facts"].items()}


def prepared(instance: Mapping[str, Any]) -> tuple[Any, Prepared]:
    """The library and its framework, prepared."""
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
        {name: (finding.low, finding.high) for name, finding in found.pending.items()},
    )


def _finding(finding: Finding) -> Finding_:
    change = change_of(finding)
    steps = change and (
        [(_written(step.whole or step.leaf), step.wanted) for step in change.reform],
        [(_written(step.whole or step.leaf), step.wanted) for step in change.confirm],
    )
    said = (
        ()
        if finding.measured or finding.applies is Truth.FALSE
        else tuple(one.counted for one in finding.elements if one.scored)
    )
    return Finding_(finding.low, finding.high, TRUTHS[finding.applies], finding.rating.value, finding.coverage, finding.gap,
                    finding.outer, steps, said)  # fmt: skip


def _written(node: Node) -> Any:
    """A condition as YAML has it; of a line that one basis has to meet, what it brings together."""
    if isinstance(node, Leaf):
        return _written(node.literal) if node.op == "together" else node.text
    below = [_written(child) for child in node.children]
    return {node.op: {"n": node.n, "of": below} if node.op == "at_least" else below}


# What is shipped


class Learnt(NamedTuple):
    """A profile in which one more thing is known, and of which fact that is."""

    what: str
    facts: frozenset[str]
    profile: Callable[[], Profile]
    """Made when it is asked for: a sample takes few."""


@cache
def shipped(framework: str) -> Prepared:
    """A shipped framework, prepared."""
    found = load_library([framework])
    return prepare(found.frameworks[0], found.catalogue)


@cache
def shipped_profile(path: Path) -> Profile:
    """A shipped profile; all shipped frameworks have one catalogue."""
    return load_profile(path, load_library(["cooperation"]))


def facts_read(framework: Prepared) -> dict[str, Any]:
    """The facts that a framework reads, with their specifications."""
    return dict(framework.base.facts)


def assessed(found: Profile, framework: Prepared) -> Engine:
    """A profile under a framework, in plain data."""
    return plain(assess(found, framework))


def all_learnt(found: Profile, facts: Mapping[str, Any], paragraphs: Mapping[str, Sequence[str]]) -> Iterator[Learnt]:
    """Everything that may be learnt of a profile: each value of each fact (by its specification), one step from what is known.

    `paragraphs` are those under which something may be reserved or declared, by treaty.
    """
    new = ProvisionEntry(status="in_force")
    for name, spec in facts.items():
        entries = found.facts.get(name, ())
        open_ = not entries or (len(entries) == 1 and entries[0].status in ("unknown", "withheld"))
        if open_:
            for words, answer in _new_answers(spec, paragraphs.get(name, ())):
                added = {"learnt.1": (new,)} if answer.by else {}
                yield Learnt(f"{name} {words}", frozenset({name}), partial(_with, found, {name: (answer,)}, added))
        elif len(entries) == 1:
            for words, answer in _more_answers(spec, entries[0], paragraphs.get(name, ())):
                yield Learnt(f"{name} {words}", frozenset({name}), partial(_with, found, {name: (answer,)}))
    for provision, listed in found.provisions.items():
        if len(listed) == 1 and listed[0].status == "partly_in_force":
            reading = {name for name, entries in found.facts.items()
                       if any(provision in basis.of for entry in entries for basis in entry.by)}  # fmt: skip
            for status in ("in_force", "repealed"):
                entry = {provision: (replace(listed[0], status=status),)}
                yield Learnt(f"{provision} {status}", frozenset(reading), partial(_with, found, {}, entry))


def _with(found: Profile, facts: Mapping[str, Any], provisions: Mapping[str, Any] | None = None) -> Profile:
    return replace(found, facts={**found.facts, **facts}, provisions={**found.provisions, **(provisions or {})})


def _values_of(spec: Any, kind: str) -> list[Any]:
    if kind in ("flag", "yes_no"):
        return [True, False]
    if kind == "choice":
        return list(spec.words)
    low, high = spec.min if spec.min is not None else 0, spec.max if spec.max is not None else 10_000
    return sorted({value for value in (low, 1, 29, 30, 60, 90, 91, 365, high) if low <= value <= high})


def _given(spec: Any, known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One more feature, each value of it; then all that were open at once, one way and the other."""
    unknown = [name for name in spec.features if known.get(name, "unknown") == "unknown"]
    values = {name: _values_of(spec.features[name], spec.features[name].type) for name in unknown}
    for name in unknown:
        for value in values[name]:
            yield {**known, name: value}
    if len(unknown) > 1:
        for end in (0, -1):
            yield {**known, **{name: values[name][end] for name in unknown}}


def _contradicting(spec: Any) -> Iterator[tuple[dict[str, Any], ...]]:
    """Bases that say different things: of each feature every value, a basis for each; and two that differ in every feature."""
    values = {name: _values_of(feature, feature.type) for name, feature in spec.features.items()}
    for name, given in values.items():
        yield tuple({name: value} for value in given)
    if len(values) > 1:
        yield tuple({name: given[end] for name, given in values.items()} for end in (0, -1))


def _new_answers(spec: Any, paragraphs: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    kind = spec.kind
    if kind == "provision":
        yield "none", Answer(status="none")
        for features in ({}, *_given(spec, {})):
            yield f"in force {features}", Answer(by=(Basis(of=("learnt.1",), features=features),))
        for features in _contradicting(spec):
            yield f"in force {features}", Answer(by=tuple(Basis(of=("learnt.1",), features=each) for each in features))
    elif kind == "capability":
        for status in ("none", "planned", "partial", "operational"):
            yield status, Answer(status=status)
        for features in _given(spec, {}):
            yield f"operational {features}", Answer(status="operational", features=features)
    elif kind == "treaty":
        for status in ("none", "invited", "signed", "consent_deposited", "party", "withdrawn"):
            yield status, Answer(status=status)
        for words, answer in _more_answers(spec, Answer(status="party"), paragraphs):
            yield f"party {words}", answer
    else:
        if kind == "yes_no":
            yield "none", Answer(status="none")
        for value in _values_of(spec, kind):
            yield f"{value}", Answer(value=value)


def _more_answers(spec: Any, known: Answer, paragraphs: Sequence[str]) -> Iterator[tuple[str, Answer]]:
    if spec.kind == "provision" and known.by:
        for i, basis in enumerate(known.by):
            for features in _given(spec, basis.features or known.features):
                bases = (*known.by[:i], replace(basis, features=features), *known.by[i + 1 :])
                yield f"basis {i} {features}", replace(known, by=bases, features={})
    elif spec.kind == "capability" and known.status in ("planned", "partial", "operational"):
        for features in _given(spec, known.features):
            yield f"{features}", replace(known, features=features)
    elif spec.kind == "treaty" and known.status in ("party", "signed", "consent_deposited", "invited", "withdrawn"):
        for key in ("reservations", "declarations"):
            if getattr(known, key) is None:
                for made in ((), *((one,) for one in paragraphs), tuple(paragraphs)):
                    entries = tuple(Reservation(paragraph=paragraph) for paragraph in made)
                    for complete in (True, False):
                        yield f"{key} {made}", replace(known, **{key: Listed(complete=complete, listed=entries)})
