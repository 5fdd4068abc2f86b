"""The grounds on which a State could assert jurisdiction over an offence under its own law, from the roles of a case.

Each ground has a link (the role that the State has) and a rule of its law. A role that is not stated is not read: the ground is
then "not stated", and counts neither for the State nor against it. Where data are, where a provider is established and from where
data are controlled is no ground of article 22 of the Convention on Cybercrime, and none here.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from assess.engine.case_days import F, Law, T, U, at_most_open, denied, every, some
from assess.model.exercise import Roles
from assess.model.results import Truth

TERRITORIAL, NATIONALS, OTHER, AUT_DEDERE = (
    "jurisdiction.territorial", "jurisdiction.nationals", "jurisdiction.other_grounds", "jurisdiction.aut_dedere",
)  # fmt: skip
CONSULTATION = "jurisdiction.consultation"
FACTS = (
    TERRITORIAL, NATIONALS, OTHER, AUT_DEDERE, CONSULTATION, "jurisdiction.ships", "jurisdiction.aircraft",
)  # fmt: skip
DATA_ROLES = ("data_located_in", "provider_established_in", "data_controlled_from")
"""Roles that are no ground of article 22."""


class Place(NamedTuple):
    """What a rule is asked about: a State, on a day, with the offence of the case."""

    law: Law
    code: str
    day: date
    roles: Roles
    offence: str

    def rule(self, fact: str, feature: str = "") -> Truth:
        """Whether the law of the State has the rule, or gives the feature to it, on the day."""
        return self.law.holds(self.code, fact, self.day, feature)


class Ground(NamedTuple):
    """A ground of jurisdiction."""

    id: str
    article: str
    """The place in article 22 that it corresponds to; 22(4) leaves further grounds to domestic law."""
    role: str
    """The role that links the State with the case."""
    fact: str
    """The fact that it rests on."""
    rule: Callable[[Place], Truth]
    conditions: Callable[[Place], tuple[tuple[str, Truth], ...]] = lambda place: ()
    """What the law asks for beside, each with its truth."""


def _alone(place: Place) -> Truth:
    """Whether everything that is stated of the conduct and its effects happened in this State alone: then the plain rule on
    offences in the territory is enough."""
    stated = [
        states for states in (place.roles.suspect_located_in, place.roles.victims_in, place.roles.systems_in) if states
    ]
    here = len(stated) > 1 and all(states == (place.code,) for states in stated)
    return place.rule(TERRITORIAL) if here else F


def _conduct(place: Place) -> Truth:
    features = ("in_whole_or_part", "conduct_or_effect", "offender_in_territory")
    return some(_alone(place), *(place.rule(TERRITORIAL, each) for each in features))


def _result(*features: str) -> Callable[[Place], Truth]:
    """An effect is there. That a part of the offence is enough leaves open whether the effect is such a part: each law says."""

    def rule(place: Place) -> Truth:
        part = at_most_open(place.rule(TERRITORIAL, "in_whole_or_part"))
        return some(_alone(place), *(place.rule(TERRITORIAL, each) for each in features), part)

    return rule


def _feature(fact: str, *features: str) -> Callable[[Place], Truth]:
    return lambda place: some(*(place.rule(fact, each) for each in features)) if features else place.rule(fact)


def _residents(place: Place) -> Truth:
    return some(place.rule(NATIONALS, "residents"), place.rule(OTHER, "habitual_residents"))


def _abroad(place: Place) -> tuple[tuple[str, Truth], ...]:
    """What the law on nationals asks for beside nationality. A further link is one that the case does not state: it stays open."""
    places = [code for code in place.roles.suspect_located_in or () if code != place.code]
    there = [place.law.crime(code, place.offence, place.day) for code in places if code in place.law.profiles]
    punishable = (
        U if not there or len(there) < len(places) else T if set(there) == {T} else F if set(there) == {F} else U
    )
    asked = place.rule(NATIONALS, "dual_criminality_or_no_state_jurisdiction")
    link = place.rule(NATIONALS, "extra_nexus_required")
    found = []
    if asked is not F:
        found.append(("punishable_there", some(denied(asked), punishable)))
    if link is not F:
        found.append(("further_link", U))
    return tuple(found)


GROUNDS = (
    Ground("conduct", "22(1)(a)", "suspect_located_in", TERRITORIAL, _conduct),
    Ground("system", "22(1)(a)", "systems_in", TERRITORIAL, _result("system_in_territory", "conduct_or_effect")),
    Ground("effect", "22(1)(a)", "victims_in", TERRITORIAL, _result("conduct_or_effect")),
    Ground("ship", "22(1)(b)", "on_ship_of", "jurisdiction.ships", _feature("jurisdiction.ships")),
    Ground("aircraft", "22(1)(c)", "on_aircraft_of", "jurisdiction.aircraft", _feature("jurisdiction.aircraft")),
    Ground("national", "22(1)(d)", "suspect_national_of", NATIONALS, _feature(NATIONALS, "covers_nationals"), _abroad),
    Ground("resident", "22(4)", "suspect_resident_of", OTHER, _residents),
    Ground("victim", "22(4)", "victims_nationals_of", OTHER, _feature(OTHER, "passive_personality")),
    Ground("protective", "22(4)", "aimed_at", OTHER, _feature(OTHER, "protective")),
    Ground("presence", "22(4)", "suspect_located_in", OTHER, _feature(OTHER, "presence")),
    Ground("legal_person", "22(4)", "for_legal_person_in", OTHER, _feature(OTHER, "for_legal_person_in_territory")),
    Ground("laundering", "22(4)", "laundering_aimed_at", OTHER, _feature(OTHER, "laundering_abroad")),
)  # fmt: skip
"""In the order of article 22."""


def linked(ground: Ground, roles: Roles, code: str) -> bool | None:
    """Whether the case links the State with the ground; None where the case does not state it."""
    states = getattr(roles, ground.role)
    if states is None:
        return None
    if ground.id in ("national", "resident") and roles.suspect_located_in == (code,):
        return False  # these reach conduct abroad; what was done at home is the territory's
    return code in states


def truth_of(ground: Ground, place: Place) -> Truth:
    """Whether the law of the State gives the ground on the day, with what it asks for beside."""
    return every(ground.rule(place), *(truth for _, truth in ground.conditions(place)))


def instead_of_extradition(place: Place) -> Truth:
    """Whether a national located there who is not extradited because of nationality could be tried there: article 22(3), which
    applies only once that has happened, so it is never counted among the grounds."""
    found = place.roles.suspect_located_in or ()
    if place.code not in found or place.code not in (place.roles.suspect_national_of or ()):
        return F
    return place.rule(AUT_DEDERE, "non_extradited_national_triable")
