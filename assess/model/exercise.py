"""A case file: an exercise over invented States. It says where things are, which offences are meant and on which days; it has no
place for a person."""

from dataclasses import field
from typing import Annotated, Literal

from assess.model.base import LONGEST, Constraint, Day, Language, Text, Title, Word, listed, record, up_to

State = Annotated[
    str,
    Constraint(
        pattern=r"^[A-Z]{3}$", max_length=LONGEST["word"], code="unknown-country", hint="write its three capital letters: XAA"
    ),
]  # fmt: skip
"""The code of an invented State: XAA, XBB, XCC and so on."""
States = Annotated[tuple[State, ...], Constraint(before=listed, max_length=30)]


@record
class Roles:
    """Which States have which part in the case. A role left out is not stated and is not read; an empty list says that there is
    none."""

    suspect_located_in: States | None = None
    """Where the suspect was during the conduct, and is."""
    victims_in: States | None = None
    """Where the victims are, and so where effects were felt."""
    systems_in: States | None = None
    """Where the computer systems are that were attacked or used."""
    data_located_in: States | None = None
    """Where the servers are that hold the data looked for. It is no ground of jurisdiction of article 22."""
    provider_established_in: States | None = None
    """Where a service provider that holds data is established. It is no ground of jurisdiction of article 22."""
    data_controlled_from: States | None = None
    """From where somebody can lawfully reach and disclose the data. It is no ground of jurisdiction of article 22."""
    suspect_national_of: States | None = None
    """Nationality of the suspect, where a law's ground needs it."""
    suspect_resident_of: States | None = None
    """Where the suspect has a habitual residence."""
    victims_nationals_of: States | None = None
    """Nationality of victims, where a law's ground needs it."""
    aimed_at: States | None = None
    """Whose own institutions or interests as a State the offence was aimed at."""
    on_ship_of: States | None = None
    """The flag of a ship on which the offence was committed."""
    on_aircraft_of: States | None = None
    """Where an aircraft on which the offence was committed is registered."""
    for_legal_person_in: States | None = None
    """Where a legal person is established for whose benefit the offence was committed."""
    laundering_aimed_at: States | None = None
    """Into which territory laundering done abroad was meant to bring proceeds."""


@record
class Conduct:
    """The days of the conduct; one that goes on has a `start` and an `end`."""

    start: Day
    end: Day | None = None
    """The last day of conduct that goes on; absent: it was one day."""


@record
class Dates:
    """The days on which law is read: offences at the conduct, treaties at the request and the decision, powers at the measure."""

    conduct: Conduct
    request: Day
    """When assistance or extradition is asked for."""
    measure: Day | None = None
    """When a power is used, such as an order to preserve data; absent: on the day of the request."""
    decision: Day | None = None
    """When the request is decided; absent: on the day of the request."""


Offences = Annotated[tuple[Word, ...], up_to("listed", least=1, one=True)]


@record
class Exercise:
    """A case that several States could have to work together: an exercise on public law."""

    schema_: Literal["case/v1"]
    title: Title
    summary: Text | None = None
    """What happened, without any person."""
    language: Language = "en"
    """The language of texts that do not name one."""
    roles: Roles = field(default_factory=Roles)
    offences: Offences
    """Facts of the catalogue: offences.illegal_access; or one conduct of several that a fact brings together:
    offences.property_offences_extended.extortion."""
    dates: Dates


def split(offence: str) -> tuple[str, str]:
    """The fact of an offence, and the feature that is meant if it is one of several conducts that the fact brings together."""
    topic, _, rest = offence.partition(".")
    name, _, feature = rest.partition(".")
    return f"{topic}.{name}", feature
