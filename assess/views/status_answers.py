"""Answers of a profile that the status data give: the treaty facts of a State, each with its sources, its day and what is doubtful.

The texts go into files that people edit, so they are English whatever language is spoken. They name no kind of subject: what is not
in a list is "not in the list".
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from assess.engine.joining_rules import Standing, barred, standing
from assess.model.base import PartialDate, text_in
from assess.model.catalogue import TREATY_STATUSES, Catalogue
from assess.model.codes import state_of_unit
from assess.model.profile import Confidence
from assess.model.status import Instrument, Row, StatusData
from assess.words.countries import country_codes, with_article
from assess.words.language import _

When = date | PartialDate
_STEPS = ("party", "consent_deposited", "signed", "invited", "withdrawn")
_SAID = {
    "party": "Party", "consent_deposited": "instrument deposited", "signed": "signed", "invited": "invited",
    "withdrawn": "withdrawn", "bound": "bound as a member", "ceased": "no member any more", "none": "no step read",
    "not_party": "not Party", "member": "member", "associate": "associate member", "observer": "observer",
    "not_open": "not open to it", "not_yet": "not open yet", "unknown": "not known",
}  # fmt: skip
_WHEN = {"consent_deposited": "on", "signed": "on", "invited": "on"}


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


def is_state(data: StatusData, subject: str) -> bool:
    """Whether a list says that it is a State: a member of the United Nations, or the Holy See. Of others nothing is said."""
    row = data.rows.get("un", {}).get(subject)
    return subject == "VAT" or (row is not None and row.status == "member")


def used_sources(given: Mapping[str, Given]) -> list[str]:
    """The sources that these answers name, in the order of their first use."""
    return list(dict.fromkeys(name for each in given.values() for name in (*each.cite, *each.searched)))


def _of_one(data: StatusData, fact: str, name: str, subject: str, day: date, *, refusable: bool) -> Given:
    head, stands = data.instruments[name], standing(data, name, subject, day)
    if stands.status == "not_yet":
        note = f"Not open before {head.opened}."
        return Given(fact, "none", searched=stands.sources, confidence=stands.confidence, note=note, day=stands.day)
    if stands.row is not None and not (refusable and stands.status == "ceased"):
        return _by_row(fact, head, stands, stands.row)
    if stands.row is not None:
        since = f" since {stands.since}" if stands.since is not None else ""
        reason = f"No member any more{since} (as of {stands.day})."
        return Given(fact, "not_applicable", cite=stands.sources, reason=reason, day=stands.day)
    if stands.why == "not_open" and refusable and barred(data, name, subject, day):
        reason = _only(data, head, stands)
        return Given(fact, "not_applicable", cite=stands.sources, reason=reason, day=stands.day)
    if stands.why == "not_open":
        note = _only(data, head, stands)
        return Given(fact, "none", searched=stands.sources, confidence=stands.confidence, note=note, day=stands.day)
    if stands.why == "closed":
        note = " ".join(_closed(data, head, stands))
        if stands.status == "not_party":
            return Given(
                fact, "not_party", cite=stands.sources, confidence=stands.confidence, note=note, day=stands.day
            )
        return Given(fact, "none", searched=stands.sources, confidence=stands.confidence, note=note, day=stands.day)
    return Given(fact, "unknown", cite=stands.sources, note=_open_list(stands), day=stands.day)


def _by_row(fact: str, head: Instrument, stands: Standing, row: Row) -> Given:
    note = " ".join(_row_notes(head, stands, row))
    status = {"bound": "party", "ceased": "none"}.get(stands.status, stands.status)
    if status not in TREATY_STATUSES:
        return Given(fact, "unknown", cite=row.sources, note=note, day=row.day)
    if status == "none":
        return Given(fact, "none", searched=row.sources, confidence=row.confidence, note=note, day=row.day)
    until = row.until if row.status == stands.status == "invited" else None
    return Given(
        fact, status, since=stands.since, invited_until=until, cite=row.sources, confidence=row.confidence, note=note,
        day=row.day,
    )  # fmt: skip


def _row_notes(head: Instrument, stands: Standing, row: Row) -> Iterator[str]:
    if row.derived:
        yield "Derived, not read." if "status" in row.derived else "Derived in part."
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


def _closed(data: StatusData, head: Instrument, stands: Standing) -> Iterator[str]:
    if stands.status == "not_party":
        yield f"Not among the Parties, all of which are known as of {stands.day}; whether it was invited is not known."
    else:
        yield f"Not in the list, of which {all_known(head)} as of {stands.day}."
    if stands.way is not None and stands.way.says:
        yield text_in(stands.way.says)
    elif stands.way is not None and stands.way.outside:
        yield _only(data, head, stands)


def all_known(head: Instrument) -> str:
    """Who is known of a list that is closed: nobody is Party to what is not in force."""
    if head.not_in_force:
        return "all that signed or ratified are known"
    return "all Parties are known" if head.kind == "treaty" else "all members are known"


def closed_as_of(head: Instrument) -> str:
    """How far a list is known, in the language spoken."""
    if head.closed is None:
        return _("not a closed list")
    if head.not_in_force:
        return _("all that signed or ratified known as of {date}").format(date=head.closed)
    if head.kind == "treaty":
        return _("all Parties known as of {date}").format(date=head.closed)
    return _("all members known as of {date}").format(date=head.closed)


def _open_list(stands: Standing) -> str:
    read = f"(as of {stands.day})" if stands.day is not None else "(of a later day)"
    if stands.why == "outside_lists":
        return f"No entry of its own in the lists read {read}."
    note = f"Not among the rows read, which are no complete list {read}."
    return f"{note} {text_in(stands.way.says)}" if stands.way is not None and stands.way.says else note


def _rules(head: Instrument) -> str:
    return " ".join(text_in(rule.says) for rule in head.joining)


def _only(data: StatusData, head: Instrument, stands: Standing) -> str:
    """To whom alone it is open, and what shows that this subject is not among them."""
    outside = stands.way.outside if stands.way is not None else ()
    verb = "Binds only" if head.kind == "act" else "Open only to"
    if head.only:
        listed = f"; not in the list of members (as of {stands.day})" if head.kind == "act" else ""
        return f"{verb} {text_in(head.only)}{listed}."
    names = " or ".join(with_article(text_in(data.instruments[name].title)) for name in outside)
    if not names:
        return "No rule of joining covers it."
    bodies = all(data.instruments[name].kind == "membership" for name in outside)
    who, listed = ("members of", "members") if bodies else ("Parties to", "Parties")
    return f"{verb} {who} {names}; not in the list of {listed} (as of {stands.day})."


def _of_several(data: StatusData, fact: str, instruments: list[str], subject: str, day: date) -> Given:
    """A fact that several regional treaties can answer: the one in which the State has gone furthest is used."""
    stands = {name: standing(data, name, subject, day) for name in instruments}
    for status in _STEPS:
        having = [name for name in instruments if stands[name].status == status]
        if having:
            first = data.instruments[having[0]]
            row = stands[having[0]].row
            assert row is not None
            given = _by_row(fact, first, stands[having[0]], row)
            titles = "; ".join(text_in(data.instruments[name].title) for name in having)
            return given._replace(note=f"{titles}. {given.note}".strip())
    listed = [name for name in instruments if stands[name].status in ("none", "not_party")]
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
        return Given(fact, "not_applicable", cite=stands.sources, reason=_only(data, head, stands), day=stands.day)
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
    """A unit of a State is never Party or invited: what is known is said of the State."""
    whole = with_article(country_codes().get(state, state))
    stands = {name: standing(data, name, state, day) for name in instruments}
    if refusable and all(barred(data, name, state, day) for name in instruments):
        first = stands[instruments[0]]
        said = _only(data, data.instruments[instruments[0]], first)
        reason = f"Through {whole}: {said[:1].lower()}{said[1:]}"
        return Given(fact, "not_applicable", cite=first.sources, reason=reason, day=first.day)
    best = next((name for status in _STEPS for name in instruments if stands[name].status == status), instruments[0])
    status, since = stands[best].status, stands[best].since
    said = f"{_SAID[status]} {_WHEN.get(status, 'since')} {since}" if since is not None else _SAID[status]
    said = "status not known" if status == "unknown" else said
    ending = "; territorial declaration: unknown." if law else "."
    return Given(
        fact, "unknown", cite=stands[best].sources, note=f"Through {whole} ({said}){ending}", day=stands[best].day
    )
