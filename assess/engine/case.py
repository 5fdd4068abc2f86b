"""A case read against the law of its States: who could assert jurisdiction and on which ground, where grounds overlap, whether a
duty to consult would apply, and what differs between the days of the case.

It never says who has jurisdiction or who should yield: article 22 of the Convention on Cybercrime sets no order among States, and
concurrent jurisdiction is lawful.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from assess.engine import grounds
from assess.engine.between import treaty_between
from assess.engine.case_days import F, Law, Period, T, U, every, period, some
from assess.engine.grounds import GROUNDS, Ground, Place, linked, truth_of
from assess.engine.truth import combine
from assess.model.base import Text
from assess.model.catalogue import Catalogue
from assess.model.exercise import Exercise, Roles, split
from assess.model.profile import Profile
from assess.model.results import FactState, Truth

CONVENTION = "treaties.budapest"
POWERS = (
    "powers.expedited_preservation", "powers.partial_disclosure", "powers.subscriber_information_order",
    "powers.production_order", "powers.search_seizure_data", "powers.freezing_seizure_confiscation",
)  # fmt: skip
"""Powers that a case turns on, in the order in which it comes to them."""
ARTICLES = {
    "offences.illegal_access": "2",
    "offences.illegal_interception": "3",
    "offences.data_interference": "4",
    "offences.system_interference": "5",
    "offences.misuse_of_tools": "6",
    "offences.misuse_of_access_data": "6",
    "offences.computer_forgery": "7",
    "offences.computer_fraud": "8",
    "offences.child_sexual_abuse_material": "9",
    "offences.copyright": "10",
    "offences.related_rights": "10",
}
"""The offences established in accordance with the Convention on Cybercrime, by its articles: those that 22(5) speaks of."""


class GroundReading(NamedTuple):
    """One ground of one State, over the conduct."""

    ground: Ground
    found: Period
    conditions: tuple[str, ...]
    """What the law asks for beside, and the case or the profiles leave open or deny, by its id."""
    later: Truth
    """The same on the day of the decision: whether a change reaches earlier conduct is a question for that law."""
    state: FactState
    """The fact that it rests on, on the first day on which it holds, else on the first day of the conduct."""


class Lighter(NamedTuple):
    """The longest prison term of an offence became shorter after the conduct."""

    before: float
    after: float | None
    """None: on the day of the decision it is no offence any more."""


class Claim(NamedTuple):
    """What one State could assert over one offence."""

    code: str
    offence: str
    criminal: Period
    """Whether the law of the State made the conduct an offence, day by day."""
    criminal_at_request: Truth
    grounds: tuple[GroundReading, ...]
    """Those with which the case links the State."""
    found: Period
    """An offence, and one ground at least."""
    lighter: Lighter | None
    state: FactState


class Consultation(NamedTuple):
    """Whether article 22(5) would apply if each State that could assert jurisdiction claimed it, on one day."""

    day: date
    found: Truth
    parties: tuple[str, ...]
    """Those of them that are Party on the day."""
    open_: tuple[str, ...]
    """Those of which that is not settled, or which could be among those that assert jurisdiction."""


class OffenceReading(NamedTuple):
    """One offence of the case."""

    fact: str
    title: Text
    asked: Text | None
    """Where one conduct of several is meant: the question about it."""
    article: str
    """The article of the Convention on Cybercrime that establishes it; empty for another offence."""
    claims: tuple[Claim, ...]
    overlap: Period
    """Whether two States or more could assert jurisdiction over the same days."""
    consultation: tuple[Consultation, ...]


class StateReading(NamedTuple):
    """One State of the case."""

    code: str
    roles: tuple[str, ...]
    hypothetical: bool
    not_stated: tuple[Ground, ...]
    """Grounds of its law on which the case says nothing, such as the nationality of the suspect."""
    data_only: bool
    """Whether its only roles are those of data, which are no ground of article 22."""
    instead: Truth
    """Whether article 22(3) could apply there if extradition were refused because of nationality."""
    consultation_basis: Truth
    """Whether its own law or practice has a basis to consult other States."""
    powers: tuple[tuple[FactState, bool], ...]
    """Powers on the day of the measure, and whether the answer is another on the day of the decision."""
    convention: tuple[FactState, ...]
    """Where it stands under the Convention on Cybercrime on each of the days on which treaties are read."""


class CaseReading(NamedTuple):
    """A case over the law of its States."""

    exercise: Exercise
    profiles: dict[str, Profile]
    states: tuple[StateReading, ...]
    offences: tuple[OffenceReading, ...]
    days: "CaseDays"
    starts: tuple[date, ...]
    """The first day of each stretch of the conduct over which the law that is read stays the same."""


class CaseDays(NamedTuple):
    """The days on which law is read."""

    start: date
    end: date
    request: date
    measure: date
    decision: date

    @property
    def relations(self) -> tuple[date, ...]:
        """The days on which treaties are read."""
        return tuple(dict.fromkeys((self.request, self.decision)))


def days_of(exercise: Exercise) -> CaseDays:
    """The days of a case, with those that it leaves out."""
    dates = exercise.dates
    start, request = dates.conduct.start, dates.request
    return CaseDays(start, dates.conduct.end or start, request, dates.measure or request, dates.decision or request)


def read_case(
    exercise: Exercise,
    profiles: Mapping[str, Profile],
    catalogue: Catalogue,
    hypothetical: frozenset[str] = frozenset(),
) -> CaseReading:
    """The reading of a case; the order in which profiles are given changes nothing.

    Args:
        profiles: by code, one for each State that has a role; others may be there too.
        hypothetical: real States whose roles were given for the sake of the exercise.
    """
    law = Law(profiles, catalogue, (*grounds.FACTS, CONVENTION, *POWERS, *exercise.offences))
    days, codes = days_of(exercise), sorted(profiles)
    starts = [days.start, *law.changes(codes, days.start, days.end)]
    return CaseReading(
        exercise,
        {code: profiles[code] for code in codes},
        tuple(_state(law, exercise.roles, code, days, code in hypothetical) for code in codes),
        tuple(_offence(law, exercise, fact, days, starts) for fact in exercise.offences),
        days,
        tuple(starts),
    )


def _state(law: Law, roles: Roles, code: str, days: CaseDays, hypothetical: bool) -> StateReading:
    own = roles_of(roles, code)
    places = Place(law, code, days.start, roles, "")
    silent = tuple(g for g in GROUNDS if linked(g, roles, code) is None and g.rule(places) is T)
    data_only = bool(own) and all(role in grounds.DATA_ROLES for role in own)
    instead = grounds.instead_of_extradition(places._replace(day=days.decision))
    basis = law.holds(code, grounds.CONSULTATION, days.decision)
    convention = tuple(law.state(code, CONVENTION, day) for day in days.relations)
    powers = tuple(_power(law, code, name, days) for name in POWERS)
    return StateReading(code, own, hypothetical, silent, data_only, instead, basis, powers, convention)


def _power(law: Law, code: str, name: str, days: "CaseDays") -> tuple[FactState, bool]:
    state = law.state(code, name, days.measure)
    return state, state.truth is not law.state(code, name, days.decision).truth


def roles_of(roles: Roles, code: str) -> tuple[str, ...]:
    """The roles of a State, in the order of the format."""
    return tuple(role for role in Roles.__dataclass_fields__ if code in (getattr(roles, role) or ()))


def _offence(law: Law, exercise: Exercise, fact: str, days: CaseDays, starts: Sequence[date]) -> OffenceReading:
    claims = tuple(_claim(law, exercise.roles, code, fact, days, starts) for code in law.profiles)
    there = [[piece_on(claim.found, day) for claim in claims] for day in starts]
    overlap = period(starts, days.end, [combine("at_least", 2, truths) if len(truths) > 1 else F for truths in there])
    article = ARTICLES.get(fact, "")
    consulted = tuple(_consultation(law, claims, day) for day in days.relations) if article else ()
    name, feature = split(fact)
    asked = law.facts[name].features[feature].question if feature else None
    return OffenceReading(fact, law.facts[name].title, asked, article, claims, overlap, consulted)


def piece_on(found: Period, day: date) -> Truth:
    """The truth on one of the days of a period."""
    return next(piece.truth for piece in found.pieces if piece.start <= day <= piece.end)


def _claim(law: Law, roles: Roles, code: str, fact: str, days: CaseDays, starts: Sequence[date]) -> Claim:
    criminal = [law.crime(code, fact, day) for day in starts]
    read: list[GroundReading] = []
    for ground in GROUNDS:
        if not linked(ground, roles, code):
            continue
        places = [Place(law, code, day, roles, fact) for day in starts]
        truths = [truth_of(ground, place) for place in places]
        first = truths.index(T) if T in truths else 0
        open_ones = dict.fromkeys(id_ for place in places for id_, truth in ground.conditions(place) if truth is not T)
        read.append(GroundReading(
            ground, period(starts, days.end, truths), tuple(open_ones),
            truth_of(ground, Place(law, code, days.decision, roles, fact)), law.state(code, ground.fact, starts[first]),
        ))  # fmt: skip
    both = [
        every(crime, some(*(piece_on(one.found, day) for one in read)))
        for crime, day in zip(criminal, starts, strict=True)
    ]
    return Claim(
        code, fact, period(starts, days.end, criminal), law.crime(code, fact, days.request), tuple(read),
        period(starts, days.end, both), _lighter(law, code, fact, days), law.state(code, split(fact)[0], starts[0]),
    )  # fmt: skip


def prison_months(state: FactState) -> float | None:
    """The longest prison term of an offence in force; None where it is not known."""
    if state.truth is not T:
        return None
    found = []
    for basis in state.bases:
        if basis.truth is F:
            continue
        months = basis.features.get("max_prison_months", "unknown")
        if basis.features.get("fine_only") is True:
            months = 0
        if basis.truth is U or not isinstance(months, (int, float)) or isinstance(months, bool):
            return None
        found.append(float(months))
    return max(found, default=None)


def _lighter(law: Law, code: str, fact: str, days: CaseDays) -> Lighter | None:
    """The most that could be imposed at the end of the conduct, and less on the day of the decision."""
    before = prison_months(law.state(code, split(fact)[0], days.end))
    if before is None:
        return None
    now = law.state(code, split(fact)[0], days.decision)
    if law.crime(code, fact, days.decision) is F:
        return Lighter(before, None)
    after = prison_months(now)
    return Lighter(before, after) if after is not None and after < before else None


def _consultation(law: Law, claims: Sequence[Claim], day: date) -> Consultation:
    """Between each two of them: both could assert jurisdiction, and the Convention is in force between them."""
    could = {c.code: T if c.found.word in ("yes", "part") else U if c.found.word == "open" else F for c in claims}
    pairs = {
        (one, other): every(could[one], could[other], between(law, one, other, day))
        for one, other in combinations(could, 2)
    }
    named = {truth: {code for pair, own in pairs.items() if own is truth for code in pair} for truth in (T, U)}
    return Consultation(
        day,
        some(*pairs.values()),
        tuple(code for code in could if code in named[T]),
        tuple(code for code in could if code in named[U] - named[T]),
    )


def between(law: Law, one: str, other: str, day: date) -> Truth:
    """Whether the Convention on Cybercrime is in force between two States on a day."""
    states = law.state(one, CONVENTION, day), law.state(other, CONVENTION, day)
    return treaty_between(CONVENTION, states, (law.profiles[one], law.profiles[other]), day).truth
