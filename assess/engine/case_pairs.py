"""Which State would have to ask which other for what in a case, and dual criminality and thresholds of penalty between the two, at
the conduct and at the request: which of the two days counts is for the requested State's rule."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assess.engine.case import ARTICLES, CONVENTION, CaseReading, Claim, between, piece_on
from assess.engine.case_days import F, Law, Period, T, U, every, period
from assess.model.catalogue import Catalogue
from assess.model.exercise import split
from assess.model.results import Truth

EXTRADITION = "cooperation.extradition"
_CONVENTION_MONTHS = 12
"""Article 24(1)(a) of the Convention on Cybercrime: a maximum of at least one year under the laws of both Parties concerned."""
PURPOSES = {
    "data": ("data_located_in", "provider_established_in", "data_controlled_from"),
    "suspect": ("suspect_located_in",),
    "victims": ("victims_in", "systems_in"),
}
"""What is asked for, and the roles of the State that would be asked."""


class Threshold(NamedTuple):
    """A term of imprisonment that the offence has to reach under the laws of both States for extradition."""

    source: str
    """"convention", or "law": that of the requested State."""
    months: float
    at_conduct: Period
    at_request: Truth
    applies: Truth
    """Whether the threshold is in question: of the convention, whether both States are Party at the request."""


class Dual(NamedTuple):
    """One offence under the laws of both States."""

    offence: str
    at_conduct: Period
    at_request: Truth
    thresholds: tuple[Threshold, ...]

    @property
    def differs(self) -> bool:
        """Whether the two days give another answer."""
        return {"yes": T, "no": F, "open": U}.get(self.at_conduct.word) is not self.at_request


class Direction(NamedTuple):
    """One State that could assert jurisdiction, and another in which something is that it would need."""

    requesting: str
    requested: str
    purposes: tuple[str, ...]
    dual: tuple[Dual, ...]


def directions(reading: CaseReading, catalogue: Catalogue) -> tuple[Direction, ...]:
    """The directions in which help is needed, in alphabetical order of codes."""
    law = Law(reading.profiles, catalogue, (*reading.exercise.offences, CONVENTION, EXTRADITION))
    found = []
    for asking in reading.profiles:
        claims = [claim for each in reading.offences for claim in each.claims if claim.code == asking]
        if all(claim.found.word == "no" for claim in claims):
            continue
        for asked in reading.profiles:
            purposes = _purposes(reading, asked)
            if asked != asking and purposes:
                dual = tuple(
                    _dual(law, reading, claim, asked, "suspect" in purposes)
                    for claim in claims
                    if claim.found.word != "no"
                )
                found.append(Direction(asking, asked, purposes, dual))
    return tuple(found)


def _purposes(reading: CaseReading, code: str) -> tuple[str, ...]:
    roles = reading.exercise.roles
    return tuple(name for name, own in PURPOSES.items() if any(code in (getattr(roles, role) or ()) for role in own))


def _dual(law: Law, reading: CaseReading, claim: Claim, asked: str, person: bool) -> Dual:
    days, fact = reading.days, claim.offence
    other = next(c for each in reading.offences if each.fact == fact for c in each.claims if c.code == asked)
    starts = reading.starts
    both = [every(piece_on(claim.criminal, day), piece_on(other.criminal, day)) for day in starts]
    at_request = every(claim.criminal_at_request, other.criminal_at_request)
    pair = (claim.code, asked)
    thresholds = _thresholds(law, pair, fact, reading) if person else ()
    return Dual(fact, period(starts, days.end, both), at_request, thresholds)


def _thresholds(law: Law, pair: Sequence[str], fact: str, reading: CaseReading) -> tuple[Threshold, ...]:
    found, request = [], reading.days.request
    if fact in ARTICLES:
        parties = between(law, pair[0], pair[1], request)
        if parties is not F:
            found.append(_threshold(law, pair, fact, ("convention", _CONVENTION_MONTHS, parties), reading))
    state = law.state(pair[1], EXTRADITION, request)
    own = [basis.features.get("threshold_months", "unknown") for basis in state.bases if basis.truth is T]
    known = [months for months in own if isinstance(months, (int, float)) and not isinstance(months, bool)]
    if known and len(known) == len(own):
        found.append(_threshold(law, pair, fact, ("law", min(known), T), reading))
    return tuple(found)


def _threshold(
    law: Law, pair: Sequence[str], fact: str, what: tuple[str, float, Truth], reading: CaseReading
) -> Threshold:
    source, months, applies = what

    def reached(day: date) -> Truth:
        return every(*(law.holds(code, split(fact)[0], day, "max_prison_months", ">=", months) for code in pair))

    conduct = period(reading.starts, reading.days.end, [reached(day) for day in reading.starts])
    return Threshold(source, months, conduct, reached(reading.days.request), applies)
