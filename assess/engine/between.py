"""What stands between two States on a day: whether a treaty applies between them, and which agreements they have."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from assess.engine.facts import covers
from assess.model.base import PartialDate, latest
from assess.model.catalogue import Fact
from assess.model.profile import Agreement, Excluded, Objection, Profile, Territory
from assess.model.results import FactState, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE


class Apart(NamedTuple):
    """An entry of a profile that keeps, or may keep, a treaty from applying between the two."""

    by: str
    """The country whose profile records it."""
    truth: Truth
    """TRUE: it keeps the treaty from applying; UNKNOWN where its dates do not tell."""
    entry: Excluded | Objection | Territory


class TreatyBetween(NamedTuple):
    """Where a treaty stands between two States on a day."""

    id: str
    """Without `treaties.`."""
    fact: Fact
    truth: Truth
    """Whether it is in force between them."""
    states: tuple[FactState, FactState]
    """Of the requesting and the requested State."""
    since: date | PartialDate | None
    """The later of the two dates from which each is bound; None where one is not known."""
    apart: tuple[Apart, ...]


class AgreementsBetween(NamedTuple):
    """The agreements of one kind that either profile records with the other State."""

    kind: str
    truth: Truth
    """Whether one is in force; UNKNOWN too where neither profile records one and neither list is said to be complete."""
    entries: tuple[tuple[str, Agreement, Truth], ...]
    """Each with the country that records it, and whether it is in force."""
    one_side: bool
    """Whether only one profile records any."""


def kept_apart(states: tuple[FactState, FactState], profiles: tuple[Profile, Profile], day: date) -> tuple[Apart, ...]:
    """What the two profiles record that keeps a treaty from applying between the two States."""
    found = []
    for i, state in enumerate(states):
        answer, own, other = state.answer, profiles[i], profiles[1 - i]
        if answer is None:
            continue
        for excluded in answer.relations_excluded_with:
            if _means(excluded.with_, excluded.name, other):
                found.append(Apart(own.country, covers(excluded.date, excluded.until, day), excluded))
        for objection in answer.objections:
            if objection.excludes_relations and _means(objection.by, objection.name, other):
                found.append(Apart(own.country, covers(objection.made, objection.withdrawn, day), objection))
        for territory in answer.territories:
            if not territory.applies and territory.code in (own.country, other.country):
                found.append(Apart(own.country, covers(territory.from_, territory.until, day), territory))
    return tuple([each for each in found if each.truth is not F])


def _means(code: str, name: Any, other: Profile) -> bool:
    """Whether an entry names the other State; codes that ISO 3166 leaves to its users can mean several, so names count there."""
    if code == "EU":
        return other.country == "EUU"
    return code == other.country and (name is None or other.name is None or name == other.name)


def applies(apart: Iterable[Apart], states: tuple[FactState, FactState]) -> Truth:
    """Whether nothing keeps a treaty from applying between the two; no where one of them cannot be bound by it at all."""
    truths = {each.truth for each in apart}
    return F if T in truths or any(state.truth is NA for state in states) else U if U in truths else T


def treaty_between(
    name: str, states: tuple[FactState, FactState], profiles: tuple[Profile, Profile], day: date
) -> TreatyBetween:
    """Where a treaty stands between two States."""
    apart = kept_apart(states, profiles, day)
    truths = {*(state.truth for state in states), applies(apart, states)}
    truth = F if F in truths or NA in truths else U if U in truths else T
    since = [state.answer.from_ for state in states if state.truth is T and state.answer]
    known = [each for each in since if each is not None]
    later = max(known, key=latest) if len(known) == 2 else None
    return TreatyBetween(name, states[0].fact, truth, states, later, apart)


def agreements_between(kind: str, profiles: tuple[Profile, Profile], days: tuple[date, date]) -> AgreementsBetween:
    """The agreements of a kind between two States, as their profiles record them."""
    found: list[tuple[str, Agreement, Truth]] = []
    sides: list[Truth | None] = []
    for i, own in enumerate(profiles):
        other, day = profiles[1 - i], days[i]
        mine = [
            (own.country, each, _in_force(each, own, day))
            for each in own.agreements
            if each.kind == kind and _means(each.with_, each.name, other)
        ]
        truths = {truth for _, _, truth in mine}
        # what a list that is not said to be complete leaves out is open, beside an agreement that is known not to be in force too
        sides.append(T if T in truths else U if U in truths else F if own.agreements_searched else None)
        found += mine
    return AgreementsBetween(kind, _both(sides), tuple(found), len({country for country, _, _ in found}) == 1)


def _both(sides: list[Truth | None]) -> Truth:
    known = set(sides)
    if F in known:  # two profiles that say different things do not settle it
        return U if T in known or U in known else F
    return T if T in known else U


def _in_force(agreement: Agreement, profile: Profile, day: date) -> Truth:
    since = agreement.in_force
    if isinstance(since, bool):
        return (T if day >= profile.as_of else U) if since else F if day <= profile.as_of else U
    return U if since is None else covers(since, None, day)


def yes_or_no(name: str, fact: Fact, truth: Truth) -> FactState:
    """The state of what is asked of both States together."""
    value = None if truth is U else truth is T
    return FactState(name, fact, "unknown" if truth is U else "answered", truth, value=value)
