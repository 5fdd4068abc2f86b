"""The world's treaty table: the status of each State under each instrument, with the date for which sources hold, and the
sources."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from assess.engine.joining_rules import Standing, standing
from assess.model.base import PartialDate, earliest, latest, text_in
from assess.model.profile import Source
from assess.model.status import Instrument, Region, StatusData
from assess.problems import UsageError, did_you_mean, one_line
from assess.words.alphabet import alphabetical
from assess.words.countries import subject_name
from assess.words.language import N_, _

TREATIES = ("treaty", "act", "scheme", "network")
MEMBERSHIPS = ("membership",)
_SHOWN = {
    "member": N_("member"), "associate": N_("associate member"), "observer": N_("observer"), "none": N_("none"),
    "unknown": N_("unknown"), "not_open": N_("not open"), "party": N_("Party"), "consent_deposited": N_("consent deposited"),
    "signed": N_("signed"), "invited": N_("invited"), "withdrawn": N_("withdrawn"), "bound": N_("bound (member)"),
    "ceased": N_("ceased to be a member"), "ratified": N_("ratification reported, deposit not read"),
    "not_party": N_("not Party (invitation unknown)"), "not_yet": N_("not open yet"),
}  # fmt: skip
_PENDING = {"consent_deposited": N_("consent deposited, treaty not in force")}
"""What is said instead of a treaty that is not in force."""
MARKS = {
    "party": "P", "bound": "B", "member": "P", "consent_deposited": "D", "ratified": "R", "signed": "S", "invited": "I",
    "withdrawn": "W", "ceased": "C", "not_party": "N", "none": "-", "not_open": ".", "not_yet": "~", "unknown": "?",
    "associate": "A", "observer": "O",
}  # fmt: skip
"""One letter for each status, for a table that has to be narrow."""
LEGEND = N_(
    "P Party or member, B bound as a member, D consent deposited and not in force for the State, R ratification reported (deposit "
    "not read), S signed, I invited, W withdrawn, C ceased to be a member, N not Party (invitation unknown), - none on a "
    "list that is closed, . not open to it, ~ not open yet, ? not known"
)


def shown(status: str, head: Instrument) -> str:
    """A status in words for readers, in the language spoken."""
    return _(_PENDING[status]) if head.not_in_force and status in _PENDING else _(_SHOWN[status])


class Cell(NamedTuple):
    """One State under one instrument."""

    instrument: str
    status: str
    """A word of the data: party, signed, none, not_open, unknown ..."""
    stands: Standing
    shown: str
    """The status in words for readers."""

    @property
    def mark(self) -> str:
        return MARKS[self.status]


class Line(NamedTuple):
    """One State."""

    code: str
    name: str
    region: Region | None
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """Everything that the table shows."""

    day: date
    """Dates after it are not counted yet."""
    instruments: dict[str, Instrument]
    lines: tuple[Line, ...]
    sources: dict[str, Source]
    counts: dict[str, dict[str, int]]
    """Counts of the lines shown, by instrument and status."""


def table(
    data: StatusData, instruments: Sequence[str] = (), groups: Sequence[str] = (), day: date | None = None
) -> Table:
    """The table of these instruments (by default, of all but memberships), for the States that are in all these groups.

    Raises:
        UsageError: no instrument or group has that name, or no State is in all of the groups.
    """
    chosen = [_instrument(data, name) for name in instruments]
    names = chosen or [name for name, head in data.instruments.items() if head.kind in TREATIES]
    states = subjects(data)
    for group in groups:
        having = members_of(data, group)
        states = [state for state in states if state in having]
    if not states:
        named = " and ".join(one_line(group) for group in groups)
        raise UsageError(
            f"no State is in {named}; several groups give the States that are in all of them, so give one at a time"
        )
    on = day or last_day(data)
    lines = [_line(data, state, names, on) for state in states]
    lines.sort(key=lambda line: (alphabetical(line.name), line.code))
    used = [name for line in lines for cell in line.cells for name in cell.stands.sources]
    counts = {
        name: _counted(line.cells[i].status for line in lines) for i, name in enumerate(names)
    }  # fmt: skip
    kept = {name: data.sources[name] for name in sorted(set(used))}
    return Table(on, {name: data.instruments[name] for name in names}, tuple(lines), kept, counts)


def _counted(statuses: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for status in statuses:
        found[status] = found.get(status, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: list(MARKS).index(pair[0])))


def subjects(data: StatusData) -> list[str]:
    """The subjects with a line: members of the United Nations, and others in a list that was read."""
    return sorted({state for rows in data.rows.values() for state in rows})


def last_day(data: StatusData) -> date:
    """The last day for which any source holds."""
    return max(latest(head.read) for head in data.instruments.values())


def _line(data: StatusData, state: str, names: Sequence[str], day: date) -> Line:
    cells = []
    for name in names:
        stands = standing(data, name, state, day)
        own = stands.row.status if stands.row is not None and earliest(stands.row.day) <= day else ""
        status = "ratified" if own == "ratified" else stands.status
        cells.append(Cell(name, status, stands, shown(status, data.instruments[name])))
    return Line(state, subject_name(state), data.regions.get(state), tuple(cells))


def _instrument(data: StatusData, name: str) -> str:
    key = _plain(name)
    by_name = {one: one for one in data.instruments}
    for one, head in data.instruments.items():
        for text in (text_in(head.title), text_in(head.short)):
            if text:
                by_name.setdefault(_plain(text), one)
    if key in by_name:
        return by_name[key]
    hint = did_you_mean(key, by_name) or f"there are: {', '.join(data.instruments)}"
    raise UsageError(f"there is no instrument {one_line(repr(name))}; {hint}")


def groups(data: StatusData) -> dict[str, frozenset[str]]:
    """Every group that can be named: regions, groups of the United Nations and of the World Bank, organisations."""
    found: dict[str, set[str]] = {}
    for state, region in data.regions.items():
        for text in (region.region, region.subregion, region.un_group, region.world_bank_region, region.income):
            if text:
                found.setdefault(_plain(text), set()).add(state)
    for name, head in data.instruments.items():
        if head.kind in MEMBERSHIPS:
            having = {state for state, row in data.rows.get(name, {}).items() if row.status == "member"}
            found[_plain(name)] = having
            found.setdefault(_plain(text_in(head.title)), having)
    for short, name in _SHORT.items():
        if name in found:
            found.setdefault(short, found[name])
    return {name: frozenset(states) for name, states in found.items()}


_SHORT = {"au": "african_union", "council_of_europe": "coe", "las": "arab_league", "un_members": "un"}


def members_of(data: StatusData, group: str) -> frozenset[str]:
    """The States of a group.

    Raises:
        UsageError: no group has that name.
    """
    known = groups(data)
    key = _plain(group)
    if key not in known:
        hint = did_you_mean(key, known) or f"there are: {', '.join(sorted(known))}"
        raise UsageError(f"there is no group {one_line(repr(group))}; {hint}")
    return known[key]


_SIGNS = str.maketrans({"&": " and ", "-": " ", "(": " ", ")": " ", "_": " ", ",": " "})


def _plain(text: str) -> str:
    return "_".join(text.casefold().translate(_SIGNS).split())


def when(value: date | PartialDate | None) -> str:
    """A date as far as it is known."""
    return "" if value is None else str(value)
