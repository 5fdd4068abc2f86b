"""One profile under one framework: the whole assessment."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from assess.engine.evaluate import evaluate_again, evaluate_all
from assess.engine.facts import fact_states
from assess.engine.joint import Knot, Tied, knots, tied
from assess.engine.pieces import Known
from assess.engine.plan import Rules, make_rules
from assess.engine.score import ALL, all_scores, unit_score
from assess.model.catalogue import Catalogue, Fact
from assess.model.framework import Framework
from assess.model.profile import PENDING, Profile
from assess.model.results import Assessment, FactState, Finding, Score, Truth
from assess.tuples import NamedTuple


class Prepared(NamedTuple):
    """A framework prepared for any number of profiles."""

    base: Rules
    knots: tuple[Knot, ...]
    context: dict[str, Fact]
    """Treaties and authorities, which a briefing lists whether or not the framework reads them."""


@lru_cache(maxsize=16)
def prepare(framework: Framework, catalogue: Catalogue) -> Prepared:
    """Works out once what does not depend on a profile."""
    rules = make_rules(framework, catalogue)
    context = {name: fact for name, fact in catalogue.facts.items() if fact.kind == "treaty" or fact.authority}
    return Prepared(rules, tuple(knots(rules)), context)


def assess(profile: Profile, rules: Prepared, as_of: date | None = None) -> Assessment:
    """All findings with their traces, the scores, and what findings would become if pending texts were law.

    Raises:
        ValueError: `as_of` is later than the profile's own day.
    """
    if as_of and as_of > profile.as_of:
        raise ValueError(f"the profile states the law as of {profile.as_of}; nothing is known of {as_of}")
    states = fact_states(profile, rules.base.facts, as_of, absent=rules.base.absent)
    findings, known, gates = evaluate_all(rules.base, states)
    ties: dict[tuple[str, str], list[Tied]] = {}
    for knot in rules.knots:
        if found := tied(knot, rules.base.rules, findings, known):
            ties.setdefault(knot.unit, []).append(found)
    kept = _unexamined(rules.base, findings, known, ties)
    scores, totals, shadows = all_scores(rules.base.framework, findings, gates, ties, kept)
    pending = _pending(profile, rules, findings, known, as_of)
    if "withheld" not in profile.worked:
        statuses = [[entry.status for entry in entries] for entries in profile.facts.values()]
        profile.worked["withheld"] = sum("withheld" in each for each in statuses)
    return Assessment(
        rules.base.framework,
        profile,
        as_of or profile.as_of,
        findings,
        scores,
        totals,
        shadows,
        states,
        pending,
        profile.worked["withheld"],
        rules.context,
    )


def _unexamined(
    rules: Rules, findings: Sequence[Finding], known: Known, ties: Mapping[tuple[str, str], Sequence[Tied]]
) -> Mapping[tuple[str, str], Score | None]:
    """The scores of domains about which nothing is known: the same for every State, so worked out once."""
    found = {}
    for unit, facts in rules.units:
        if known.examined.isdisjoint(facts):
            if unit not in rules.unscored:
                domain, axis = unit
                own = [f for f in findings if f.domain.domain == domain and axis in (f.criterion.axis, ALL)]
                rules.unscored[unit] = unit_score(own, (), ties.get(unit, ()))
            found[unit] = rules.unscored[unit]
    return found


def assess_states(rules: Prepared, states: Mapping[str, FactState]) -> tuple[Finding, ...]:
    """Only the findings, from states of facts that do not come from a profile (worked cases)."""
    return evaluate_all(rules.base, states)[0]


def _pending(
    profile: Profile, rules: Prepared, findings: tuple[Finding, ...], known: Known, as_of: date | None
) -> dict[str, Finding]:
    """The findings that would change if bills and adopted texts were law and what they replace were not."""
    if "pending" not in profile.worked:
        entries = [entry for entries in profile.provisions.values() for entry in entries]
        profile.worked["pending"] = any(entry.status in PENDING for entry in entries)
    if not profile.worked["pending"]:
        return {}
    states = fact_states(profile, rules.base.facts, as_of, pending=True, absent=rules.base.absent)
    changed = {
        name
        for name, state in states.items()
        if state.bases and [basis.truth for basis in state.bases] != [b.truth for b in known.states[name].bases]
    }
    would = evaluate_again(known, findings, states, changed)
    pairs = zip(findings, would, strict=True)
    moved = [(old, new) for old, new in pairs if new is not old]
    return {new.criterion.id: new for old, new in moved if (old.low, old.high) != (new.low, new.high)}


def absent(facts: Mapping[str, Fact]) -> dict[str, FactState]:
    """The states of facts about which nothing is known."""
    return {name: FactState(name, fact, "absent", Truth.UNKNOWN) for name, fact in facts.items()}
