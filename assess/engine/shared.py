"""Facts that are one and the same for several countries, such as a regional court: completed once for all of them.

An open answer marked `shared: ID` in several profiles has one true value. So two scores may overlap as intervals although one is
above the other in each completion; the difference of a pair is therefore bounded over the completions, not over the intervals.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple

from assess.engine.assessment import Prepared, score_states
from assess.engine.orders import Ends, apart
from assess.engine.truth import statuses, turns, values
from assess.model.catalogue import CAPABILITY_STATUSES
from assess.model.results import Assessment, BasisState, FactState, Finding, Score, Truth

LIMIT = 64
"""Completions of shared facts that are tried; each one takes a new assessment of every country that has one of them open."""

Unit = tuple[str | None, str]
"""A domain and axis; without a domain, the total of the axis."""


class Shared(NamedTuple):
    """A fact that is open and the same in several countries."""

    fact: str
    name: str
    """What the profiles write behind `shared:`."""
    countries: frozenset[int]
    """The places of the countries."""
    states: tuple[FactState, ...]
    """How it may turn out."""


class World(NamedTuple):
    """One completion of all shared facts: the scores and findings of every country in it."""

    scores: tuple[Mapping[Unit, Score], ...]
    findings: tuple[tuple[Finding, ...], ...]


def units_of(scores: Mapping[tuple[str, str], Score], totals: Mapping[str, Score]) -> dict[Unit, Score]:
    """The scores of an assessment by unit, totals among them."""
    found: dict[Unit, Score] = {(None, axis): score for axis, score in totals.items()}
    found |= {unit: score for unit, score in scores.items()}  # noqa: C416 - the keys are of a wider type
    return found


def shared_facts(assessments: Sequence[Assessment], rules: Prepared) -> tuple[list[Shared], list[str]]:
    """The facts that are shared and open, and the names of those that are too many to be tried together."""
    places: dict[tuple[str, str], list[int]] = {}
    for i, assessment in enumerate(assessments):
        for name, state in assessment.facts.items():
            if state.answer is not None and state.answer.shared and state.known == "unknown":
                places.setdefault((name, state.answer.shared), []).append(i)
    found: list[Shared] = []
    left: list[str] = []
    for (fact, name), own in places.items():
        if len(own) < 2:
            continue
        ways = _ways(assessments[own[0]].facts[fact], rules)
        if not ways or len(ways) * prod(len(one.states) for one in found) > LIMIT:
            left.append(fact)
        else:
            found.append(Shared(fact, name, frozenset(own), ways))
    return found, left


def worlds(assessments: Sequence[Assessment], rules: Prepared) -> tuple[list[World], list[Shared], list[str]]:
    """Every completion of the shared facts (one, where there are none), those facts, and the names of those left out."""
    facts, left = shared_facts(assessments, rules)
    plain = World(tuple(units_of(a.scores, a.totals) for a in assessments), tuple(a.findings for a in assessments))
    if not facts:
        return [plain], [], left
    made = []
    kept: dict[tuple[int, tuple[int, ...]], tuple[Mapping[Unit, Score], tuple[Finding, ...]]] = {}
    for chosen in product(*(range(len(one.states)) for one in facts)):
        scores, findings = list(plain.scores), list(plain.findings)
        for i, assessment in enumerate(assessments):
            own = tuple(k if i in one.countries else -1 for one, k in zip(facts, chosen, strict=True))
            if set(own) == {-1}:
                continue
            if (i, own) not in kept:
                states = {one.fact: one.states[k] for one, k in zip(facts, own, strict=True) if k >= 0}
                found = score_states(rules, {**assessment.facts, **states})
                kept[i, own] = units_of(found.scores, found.totals), found.findings
            scores[i], findings[i] = kept[i, own]
        made.append(World(tuple(scores), tuple(findings)))
    return made, facts, left


def _ways(state: FactState, rules: Prepared) -> tuple[FactState, ...]:
    """How a fact may turn out. What is open within one way, such as features, stays open for each country alone."""
    name, fact = state.id, state.fact
    lines = [line for line in rules.base.lines.all if line.leaf.fact == name and line.leaf.op != "value"]
    if fact.kind == "provision":
        return (
            FactState(name, fact, "answered", Truth.FALSE),
            FactState(name, fact, "answered", Truth.TRUE, (BasisState(Truth.TRUE, {}, None),)),
        )
    if fact.kind == "treaty":
        words = list(statuses(state))
        truths = [Truth.TRUE if word == "party" else Truth.FALSE for word in words]
        return tuple(
            FactState(name, fact, "answered", truth, status=word) for word, truth in zip(words, truths, strict=True)
        )
    if fact.kind == "capability":
        return tuple(
            FactState(
                name, fact, "answered", Truth.TRUE if word == "operational" else Truth.FALSE,
                (BasisState(Truth.FALSE if word in ("none", "planned") else Truth.TRUE, {}, None),), word,
            )
            for word in CAPABILITY_STATUSES
        )  # fmt: skip
    marks, leaves = rules.base.lines.marks.get(name, ()), [line.leaf for line in lines]
    if fact.kind == "number" and marks:
        # a measure runs straight between its goalposts, so that these tell all; not where a line turns between them
        found: Sequence[Any] = () if leaves else turns("", fact, (), marks)
    else:
        found = values("", fact, leaves)
    truth = {True: Truth.TRUE, False: Truth.FALSE} if fact.kind == "yes_no" else {}
    return tuple(FactState(name, fact, "answered", truth.get(value, Truth.UNKNOWN), value=value) for value in found)


def least_differences(every: Sequence[World], unit: Unit) -> list[list[Fraction | None]] | None:
    """The least difference of each pair over all completions; None where nothing is shared, so that the ends of both tell it."""
    if len(every) == 1:
        return None
    tables = [apart([_ends(scores.get(unit)) for scores in world.scores]) for world in every]
    size = range(len(tables[0]))
    return [[_least([table[i][j] for table in tables]) for j in size] for i in size]


def _least(found: Sequence[Fraction | None]) -> Fraction | None:
    """Where one of the two may not apply at all, nothing is certain about the pair."""
    known = [each for each in found if each is not None]
    return min(known) if known and len(known) == len(found) else Fraction(-1)


def _ends(score: Score | None) -> Ends | None:
    return (score.low, score.high) if score is not None else None
