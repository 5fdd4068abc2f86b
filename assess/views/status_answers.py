"""Answers of a profile that the status data give: the treaty facts of a State, each with its sources, its day and what is doubtful.

The texts go into files that people edit, so they are English whatever language is spoken. They name no kind of subject: what is not
in a list is "not in the list".
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from assess.engine.joining_rules import Standing, standing
from assess.model.base import PartialDate, text_in
from assess.model.catalogue import TREATY_STATUSES, Catalogue
from assess.model.profile import Confidence
from assess.model.status import Instrument, Row, StatusData
from assess.words.countries import country_codes, state_of_unit

When = date | PartialDate
_BOUND = ("party", "consent_deposited", "signed", "invited", "withdrawn")


class Given(NamedTuple):
    """One answer as it would be in a profile; empty keys are left out."""

    fact: str
    status: str = ""
    value: bool | None = None
    since: When | None = None
    invited_until: When | None = None
    cite: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    confidence: Confidence | None = None
    reason: str = ""
    note: str = ""
    day: When | None = None
    """The last day for which it holds; part of the note or the source, not a key of its own."""

    @property
    def settled(self) -> bool:
        """Whether it says more than "the sources do not settle it"."""
        return self.status != "unknown"


def answers(data: StatusData, catalogue: Catalogue, subject: str, day: date) -> dict[str, Given]:
    """What the data say about each fact of the catalogue that they answer, for a State, a unit of one, or another subject."""
    by_fact: dict[str, list[str]] = {}
    for name, head in data.instruments.items():
        if head.fact in catalogue.facts:
            by_fact.setdefault(str(head.fact), []).append(name)
    state = state_of_unit(subject)
    found = {}
    for fact, instruments in by_fact.items():
        refusable = catalogue.facts[fact].may_not_apply is not None
        kind = catalogue.facts[fact].kind
        if state is not None:
            found[fact] = _of_unit(data, fact, instruments, state, day, refusable=refusable, law=kind == "treaty")
        elif any(data.instruments[name].others for name in instruments):
            found[fact] = _of_several(data, fact, instruments, subject, day)
        elif kind == "treaty":
            found[fact] = _of_one(data, fact, instruments[0], subject, day, refusable=refusable)
        else:
            found[fact] = _of_scheme(data, fact, instruments[0], subject, day, refusable=refusable)
    return found


def used_sources(given: Mapping[str, Given]) -> list[str]:
    """The sources that these answers name, in the order of their first use."""
    return list(dict.fromkeys(name for each in given.values() for name in (*each.cite, *each.searched)))


def _of_one(data: StatusData, fact: str, name: str, subject: str, day: date, *, refusable: bool) -> Given:
    head, stands = data.instruments[name], standing(data, name, subject, day)
    if stands.row is not None:
        return _by_row(fact, head, stands, stands.row)
    if stands.why == "not_open" and refusable:
        return Given(fact, "not_applicable", cite=stands.sources, reason=_not_open(data, stands), day=stands.day)
    if stands.why == "not_open":
        note = f"Not open to it: {_rules(head)}"
        return Given(fact, "none", searched=stands.sources, confidence=stands.confidence, note=note, day=stands.day)
    if stands.why == "closed":
        note = " ".join(_closed(head, stands))
        return Given(fact, "none", searched=stands.sources, confidence=stands.confidence, note=note, day=stands.day)
    return Given(fact, "unknown", cite=stands.sources, note=_open_list(stands), day=stands.day)


def _by_row(fact: str, head: Instrument, stands: Standing, row: Row) -> Given:
    note = " ".join(_row_notes(head, stands, row))
    if stands.status not in TREATY_STATUSES:
        return Given(fact, "unknown", cite=row.sources, note=note, day=row.day)
    if stands.status == "none":
        return Given(fact, "none", searched=row.sources, confidence=row.confidence, note=note, day=row.day)
    until = _valid_until(row.invited, head.invitation_years) if stands.status == "invited" else None
    return Given(
        fact, stands.status, since=stands.since, invited_until=until, cite=row.sources, confidence=row.confidence, note=note,
        day=row.day,
    )  # fmt: skip


def _row_notes(head: Instrument, stands: Standing, row: Row) -> Iterator[str]:
    if row.derived:
        yield "Derived, not read:" if "status" in row.derived else "Derived in part:"
    if row.note:
        yield row.note
    if stands.status == "party" and row.deposited is not None:
        yield (
            f"Instrument deposited on {row.deposited}."
            if isinstance(row.deposited, date)
            else (f"Instrument deposited in {row.deposited}.")
        )
    if row.territories:
        yield f"Territories: {row.territories}."
    if stands.status == "party" and head.kind == "treaty" and stands.since is None and "not read" not in row.note:
        yield "Day of entry into force not read."
    yield f"As of {row.day}."


def _closed(head: Instrument, stands: Standing) -> Iterator[str]:
    yield f"Not in the list, of which all Parties are known as of {stands.day}."
    if "invited" in head.open_for:
        yield "Not everybody who was invited is named in the sources."
    if stands.way is not None and stands.way.says:
        yield text_in(stands.way.says)
    elif stands.way is not None and stands.way.outside:
        yield _rules(head)


def _open_list(stands: Standing) -> str:
    if stands.why == "outside_lists":
        return f"No entry of its own in the lists read (as of {stands.day})."
    note = f"Not among the rows read, which are no complete list (as of {stands.day})."
    return f"{note} {text_in(stands.way.says)}" if stands.way is not None and stands.way.says else note


def _rules(head: Instrument) -> str:
    return " ".join(text_in(rule.says) for rule in head.joining)


def _not_open(data: StatusData, stands: Standing) -> str:
    outside = stands.way.outside if stands.way is not None else ()
    names = " or ".join(_the(text_in(data.instruments[name].title)) for name in outside)
    return f"Not in the list of members of {names} (as of {stands.day})." if names else "No rule of joining covers it."


def _the(name: str) -> str:
    return name if name in ("INTERPOL",) else f"the {name}"


def _of_several(data: StatusData, fact: str, instruments: list[str], subject: str, day: date) -> Given:
    """A fact that several regional treaties can answer: the one in which the State has gone furthest is used."""
    stands = {name: standing(data, name, subject, day) for name in instruments}
    for status in _BOUND:
        having = [name for name in instruments if stands[name].status == status]
        if having:
            first = data.instruments[having[0]]
            row = stands[having[0]].row
            assert row is not None
            given = _by_row(fact, first, stands[having[0]], row)
            titles = "; ".join(text_in(data.instruments[name].title) for name in having)
            return given._replace(note=f"{titles}. {given.note}".strip())
    listed = [name for name in instruments if stands[name].status == "none"]
    named = "; ".join(
        f"{text_in(data.instruments[name].short or data.instruments[name].title)} (as of {stands[name].day})"
        for name in listed
    )
    note = f"Not in the lists of: {named}. " if named else ""
    unread = [name for name in instruments if stands[name].why == "no_row"]
    if unread:
        note += f"Parties not read: {'; '.join(text_in(data.instruments[name].title) for name in unread)}. "
    listed += unread
    cite = tuple(dict.fromkeys(source for name in listed for source in data.instruments[name].sources))
    return Given(fact, "unknown", cite=cite, note=f"{note}Other regional treaties were not read.")


def _of_scheme(data: StatusData, fact: str, name: str, subject: str, day: date, *, refusable: bool) -> Given:
    """A scheme or a network, which is not a treaty: taking part depends on practice too."""
    head, stands = data.instruments[name], standing(data, name, subject, day)
    if stands.why == "not_open" and refusable:
        return Given(fact, "not_applicable", cite=stands.sources, reason=_not_open(data, stands), day=stands.day)
    if stands.row is not None and head.kind == "network":
        note = " ".join(_row_notes(head, stands, stands.row))
        return Given(fact, value=True, cite=stands.sources, confidence="low", note=note, day=stands.day)
    if stands.row is not None:
        note = f"In the list of members (as of {stands.row.day}); whether its law applies the Scheme was not examined."
        return Given(fact, "unknown", cite=stands.sources, note=note, day=stands.day)
    return Given(
        fact, "unknown", cite=stands.sources, note=f"No list of members is public. {_rules(head)}", day=stands.day
    )


def _of_unit(
    data: StatusData, fact: str, instruments: list[str], state: str, day: date, *, refusable: bool, law: bool
) -> Given:
    """A unit of a State is never Party or invited: what is known is said about the State."""
    whole = country_codes().get(state, state)
    stands = {name: standing(data, name, state, day) for name in instruments}
    if refusable and all(each.why == "not_open" for each in stands.values()):
        first = stands[instruments[0]]
        reason = f"Through {whole}: {_not_open(data, first)[:1].lower()}{_not_open(data, first)[1:]}"
        return Given(fact, "not_applicable", cite=first.sources, reason=reason, day=first.day)
    best = next((name for status in _BOUND for name in instruments if stands[name].status == status), instruments[0])
    status, since = stands[best].status, stands[best].since
    said = f"{status.replace('_', ' ')} since {since}" if since is not None else status.replace("_", " ")
    ending = "; territorial declaration: unknown." if law else "."
    return Given(
        fact, "unknown", cite=stands[best].sources, note=f"Through {whole} ({said}){ending}", day=stands[best].day
    )


def _valid_until(start: When | None, years: int | None) -> When | None:
    if start is None or years is None:
        return None
    if isinstance(start, PartialDate):
        return PartialDate(start.year + years, start.month)
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return date(start.year + years, 3, 1)
