"""What cannot be true of a row of the status data, or of the head of an instrument: dates that contradict a status or each other,
days that nobody can have read of, States that there are not."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from assess.model.base import PartialDate, earliest, latest
from assess.model.profile import Source
from assess.model.status import Instrument
from assess.words.countries import EUROPEAN_UNION, country_codes

When = date | PartialDate
Fault = tuple[str, str]
"""Why, and what to do."""
_STEPS = ("invited", "signed", "deposited", "in_force", "until")
_DATES_OF = {
    "party": ("invited", "signed", "deposited", "in_force"),
    "consent_deposited": ("invited", "signed", "deposited", "in_force"),
    "ratified": ("signed",),  # at home; with a deposit it would be more
    "signed": ("signed",),
    "invited": ("invited", "until"),
    "withdrawn": _STEPS,
    "ceased": _STEPS,
    "bound": ("in_force",),
    "none": (),
    "member": ("invited", "signed", "deposited", "in_force"),
    "associate": ("signed", "in_force"),
    "observer": ("in_force",),
}
"""The days that a State of each status has behind it."""
_AHEAD = 2
"""Years by which entry into force or the end of a membership is known ahead: the Charter of the Organization of American States
ends for a State two years after its notice (article 143), and no other instrument here takes longer."""
_INVITED = 5
"""Years for which the Committee of Ministers invites a State to join a convention of the Council of Europe."""
_REGIONS = {
    "region": ("Africa", "Americas", "Antarctic", "Asia", "Europe", "Oceania"),
    "un_group": (
        "", "African Group", "Asia and the Pacific Group", "Eastern European Group", "Latin American and Caribbean Group",
        "Western European and Others Group",
    ),
    "world_bank_region": (
        "", "East Asia & Pacific", "Europe & Central Asia", "Latin America & Caribbean", "Middle East & North Africa",
        "North America", "South Asia", "Sub-Saharan Africa",
    ),
    "income": ("", "High income", "Upper middle income", "Lower middle income", "Low income"),
}  # fmt: skip
"""The groups as their makers name them; another spelling would be another group."""


def contradictions(
    status: str, dates: Mapping[str, When | None], day: When | None, head: Instrument
) -> Iterator[Fault]:
    """What is wrong with the days of a row; `day` is the last of which its sources speak."""
    known = [(name, when) for name in _STEPS if (when := dates[name]) is not None]
    for name, when in known:
        if status in _DATES_OF and name not in _DATES_OF[status]:
            yield f"{status}, and {_said(name)} {when}", "correct one of the two"
    for (first, start), (second, end) in combinations(known, 2):
        if latest(end) < earliest(start):
            yield f"{second} is before {first}", "correct one of the two"
    yield from _outside(known, head)
    if day is None:
        return
    if earliest(day) > latest(head.read):
        yield f"day: {day} is after {head.read}, the last day of which any source speaks", "correct one of the two"
    for name, when in known:
        ahead = 0
        if name in ("in_force", "until"):
            ahead = _INVITED if status == "invited" else _AHEAD
        if (earliest(when).year - ahead, *earliest(when).timetuple()[1:3]) > latest(day).timetuple()[:3]:
            yield f"{name}: {when} is too long after {day}, of which the sources speak", "correct one of the two"
    in_force = dates["in_force"]
    if status == "consent_deposited" and in_force is not None and latest(in_force) <= earliest(day):
        yield f"consent_deposited, and in force since {in_force}", "write party"


def _said(name: str) -> str:
    return {"in_force": "in force since", "until": "withdrawn from"}.get(name, name)


def _outside(known: list[tuple[str, When]], head: Instrument) -> Iterator[Fault]:
    """Days on which nobody could yet sign, or no longer."""
    for name, when in known:
        if head.opened is not None and latest(when) < earliest(head.opened):
            yield f"{name}: {when} is before {head.opened}, when it was opened", "correct one of the two"
        elif name == "in_force" and head.in_force is not None and latest(when) < earliest(head.in_force):
            yield f"in_force: {when} is before {head.in_force}, since when it is in force", "correct one of the two"
        if name == "signed" and head.signature_until is not None and earliest(when) > head.signature_until:
            yield f"signed: {when} is after {head.signature_until}, the last day of signature", "correct one of the two"


def head_faults(head: Instrument, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """What is wrong with the head of an instrument: its days, and the States that it names."""
    retrieved = [latest(source.retrieved) for source in sources.values() if source.retrieved is not None]
    if retrieved and earliest(head.read) > max(retrieved):
        yield f"read: {head.read} is after the day on which any source was retrieved", "correct the year"
    days = [("closed", head.closed), *(("published", total.day) for total in head.published)]
    for name, when in days:
        if when is not None and earliest(when) > latest(head.read):
            yield (
                f"{name}: {when} is after {head.read}, the last day of which any source speaks",
                "correct one of the two",
            )
    for first, start, second, end in (
        ("opened", head.opened, "in_force", head.in_force), ("opened", head.opened, "signature_until", head.signature_until),
    ):  # fmt: skip
        if start is not None and end is not None and latest(end) < earliest(start):
            yield f"{second} is before {first}", "correct one of the two"
    if head.not_in_force and head.in_force is not None:
        yield f"in force since {head.in_force}, and not in force", "correct one of the two"
    if head.closed_but and head.closed is None:
        yield "closed_but without closed", "say up to which day the list is closed, or leave closed_but out"
    states = {*country_codes(), EUROPEAN_UNION}
    named = [("closed_but", head.closed_but)]
    for rule in head.joining:
        named += [("named", rule.who.named), ("except", rule.who.except_)]
        if rule.then is not None and rule.until is None:
            yield "then without until", "say on which day the first way of joining ends"
    for key, codes in named:
        for code in codes:
            if code not in states:
                yield f"{key}: {code} is not the code of a State", "write KEN; EUU is the European Union"


def source_faults(source: Source) -> Iterator[Fault]:
    """A source speaks of no day after the one on which it was read."""
    if source.date is not None and source.retrieved is not None and earliest(source.date) > latest(source.retrieved):
        yield f"date: {source.date} is after {source.retrieved}, when it was retrieved", "correct one of the two"


def region_faults(cells: Mapping[str, str]) -> Iterator[Fault]:
    """Groups that are spelt as no group is."""
    for name, words in _REGIONS.items():
        if cells[name] not in words:
            shown = cells[name] or "nothing"
            yield f"{name}: {shown} is no group", f"one of {', '.join(word for word in words if word)}"
