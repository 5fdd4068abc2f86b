"""Whether an instrument is open to a State, and how the State would join: depending on membership, region and the steps already
taken.

Rules are data (`joining` of an instrument); these functions read them. A unit of a State does not join anything by itself; its
State does. Nothing here says what a subject is.
"""

from datetime import date

from assess.model.base import PartialDate, Text, earliest, latest
from assess.model.profile import Confidence
from assess.model.results import Truth
from assess.model.status import Instrument, Row, Rule, StatusData, Who
from assess.tuples import NamedTuple

When = date | PartialDate
_BOUND = ("party", "consent_deposited", "bound")
_ENDED = ("withdrawn", "ceased")


class Way(NamedTuple):
    """Whether an instrument is open to a State, how it joins, and what decides it."""

    open: Truth
    how: str
    """signature, accession, invitation ...; empty if it is not open, or not known to be open."""
    says: Text
    outside: tuple[str, ...]
    """If it is not open: the organisations of which the State is not a member, or the instruments to which it is not Party."""


def member(data: StatusData, organisation: str, state: str, day: date) -> Truth:
    """Whether a State is a member; on a closed list, a State without a row is not one."""
    row = data.rows.get(organisation, {}).get(state)
    head = data.instruments.get(organisation)
    if row is not None and row.status in ("ceased", "member"):
        left = row.status == "ceased" and (row.until is None or earliest(row.until) <= day)
        return Truth.FALSE if left else Truth.TRUE
    if row is not None:
        return Truth.FALSE  # an observer, an associate, or named as outside
    closed = head is not None and head.closed is not None and state not in head.closed_but
    return Truth.FALSE if closed else Truth.UNKNOWN


def takes_part(data: StatusData, state: str) -> bool:
    """Whether lists of Parties would name this subject, as far as sources show: it is a member or observer of the United Nations,
    or already in such a list."""
    row = data.rows.get("un", {}).get(state)
    if row is not None:
        return True
    return any(
        state in rows and rows[state].status != "none"
        for name, rows in data.rows.items()
        if (head := data.instruments.get(name)) is not None and head.kind == "treaty"
    )


def may_join(data: StatusData, instrument: str, state: str, day: date) -> Way:
    """The first rule of the instrument that fits; FALSE if none can, UNKNOWN if that depends on something unknown."""
    head = data.instruments[instrument]
    outside: list[str] = []
    doubtful = False
    for rule in head.joining:
        fits = _fits(data, rule.who, state, day)
        if fits is Truth.TRUE:
            return Way(Truth.TRUE, _how(rule, day), rule.says, ())
        doubtful = doubtful or fits is Truth.UNKNOWN
        named = (rule.who.signed, rule.who.acceded, rule.who.party)
        outside += [*rule.who.members, *(one for one in named if one)]
    if doubtful or not head.joining:
        return Way(Truth.UNKNOWN, "", "", ())
    return Way(Truth.FALSE, "", "", tuple(dict.fromkeys(outside)))


def _how(rule: Rule, day: date) -> str:
    return rule.then if rule.until is not None and day > rule.until and rule.then else rule.how


def _fits(data: StatusData, who: Who, state: str, day: date) -> Truth:
    found: list[Truth] = []
    if who.any_state:
        found.append(Truth.TRUE if takes_part(data, state) and state != "EUU" else Truth.UNKNOWN)
        if state == "EUU":
            found.append(Truth.FALSE)
    if who.members:
        found.append(_any([member(data, each, state, day) for each in who.members]))
    if who.named:
        found.append(Truth.TRUE if state in who.named else Truth.FALSE)
    if state in who.except_:
        found.append(Truth.FALSE)
    if who.party:
        found.append(_bound(data, who.party, state, day))
    if who.signed:
        found.append(_signed(data, who.signed, state, day))
    if who.acceded:
        signed, bound = _signed(data, who.acceded, state, day), _bound(data, who.acceded, state, day)
        found.append(_all([bound, {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(signed, signed)]))
    return _all(found)


def _any(found: list[Truth]) -> Truth:
    return Truth.TRUE if Truth.TRUE in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.FALSE


def _all(found: list[Truth]) -> Truth:
    return Truth.FALSE if Truth.FALSE in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.TRUE


def _bound(data: StatusData, instrument: str, state: str, day: date) -> Truth:
    status = standing(data, instrument, state, day).status
    return Truth.TRUE if status in _BOUND else Truth.UNKNOWN if status == "unknown" else Truth.FALSE


def _signed(data: StatusData, instrument: str, state: str, day: date) -> Truth:
    """Whether a State signed, by the day of signature or by the way in which its rule lets it join."""
    row = data.rows.get(instrument, {}).get(state)
    if row is not None and (row.signed is not None or row.status == "signed"):
        return Truth.TRUE
    bound = _bound(data, instrument, state, day)
    if bound is not Truth.TRUE:
        return bound
    return Truth.TRUE if may_join(data, instrument, state, day).how == "signature" else Truth.FALSE


class Standing(NamedTuple):
    """The status of a State under an instrument, and what that rests on."""

    status: str
    """A status of a row, or unknown, not_open, not_party (whether it was invited is not known), not_yet (it was not open yet)."""
    since: When | None
    row: Row | None
    day: When | None
    """The last day of which what it rests on speaks; nothing where that is later than the day asked for and settles nothing."""
    why: str
    """row, closed, not_open, no_row, outside_lists, before: what the status rests on."""
    sources: tuple[str, ...]
    confidence: Confidence
    way: Way | None = None


def standing(data: StatusData, instrument: str, state: str, day: date) -> Standing:
    """The status of `state` under an instrument on a day, as far as the rows and the rules of joining show it."""
    head = data.instruments[instrument]
    row = data.rows.get(instrument, {}).get(state)
    if head.opened is not None and earliest(head.opened) > day:
        return Standing("not_yet", None, None, head.opened, "before", head.sources, "high")
    if row is not None:
        status, since = _by_row(row, day, head)
        late = status == "unknown" and row.status != "ratified" and earliest(row.day) > day
        return Standing(status, since, row, None if late else row.day, "row", row.sources, row.confidence)
    way = may_join(data, instrument, state, day) if head.joining else None
    closed = head.closed is not None and state not in head.closed_but
    known = takes_part(data, state)
    if way is not None and way.open is Truth.FALSE and (barred(data, instrument, state, day) or not (closed and known)):
        rest = _outside(data, way.outside, state)
        return Standing(
            "not_open", None, None, rest[0] or head.read, "not_open", rest[1] or head.sources, "medium", way
        )
    if closed and known:
        asked = "invited" in head.open_for and way is not None and way.how == "invitation"
        status = "not_party" if asked else "none"
        return Standing(status, None, None, head.closed, "closed", head.sources, _of_sources(data, instrument), way)
    why = "outside_lists" if closed or not known else "no_row"
    spoke = head.closed if closed else head.read
    late = spoke is not None and earliest(spoke) > day
    return Standing("unknown", None, None, None if late else spoke, why, head.sources, "low", way)


def _by_row(row: Row, day: date, head: Instrument) -> tuple[str, When | None]:
    """The status that a row shows on a day, and since when."""
    status: str = row.status
    if status in _ENDED:
        if row.until is None or earliest(row.until) <= day:
            return status, row.until
        status = {"treaty": "party", "act": "bound"}.get(head.kind, "member")
    if status in ("member", "associate", "observer", "bound", "none"):
        return status, None
    dates = {"invited": row.invited, "signed": row.signed, "consent_deposited": row.deposited, "party": row.in_force}
    steps = list(dates)
    if status == "ratified":  # whether it was deposited is not known: at least what came before is
        known = row.signed is not None and latest(row.signed) <= day
        return ("signed", row.signed) if known else ("unknown", None)
    own = dates[status] or (row.deposited if status == "party" else None)
    if (own is not None and latest(own) <= day) or (own is None and latest(row.day) <= day):
        return status, dates[status]
    for step in reversed(steps[: steps.index(status)]):  # on an earlier day it had not come so far
        when = dates[step]
        if when is not None and latest(when) <= day:
            return step, when
    return "unknown", None


def barred(data: StatusData, instrument: str, state: str, day: date) -> bool:
    """Whether the instrument is closed to this subject for as long as it is what it is: by membership alone, or because what it is
    open to the Parties of is closed to it in the same way."""
    head = data.instruments[instrument]
    way = may_join(data, instrument, state, day) if head.joining else None
    if way is None or way.open is not Truth.FALSE:
        return False
    return all(
        data.instruments[name].kind == "membership" or barred(data, name, state, day)
        for name in way.outside
        if name != instrument
    )


def _outside(data: StatusData, outside: tuple[str, ...], state: str) -> tuple[When | None, tuple[str, ...]]:
    """The evidence that a State is in none of these: the oldest day, and the sources."""
    days: list[When] = []
    sources: list[str] = []
    for name in outside:
        head, row = data.instruments[name], data.rows.get(name, {}).get(state)
        days += [row.day] if row is not None else [head.closed] if head.closed is not None else []
        sources += row.sources if row is not None else head.sources
    return min(days, key=latest, default=None), tuple(dict.fromkeys(sources))


def _of_sources(data: StatusData, instrument: str) -> Confidence:
    """The confidence in a closed list: that of its best rows."""
    found = {row.confidence for row in data.rows.get(instrument, {}).values()}
    return "medium" if found & {"high", "medium"} else "low"
