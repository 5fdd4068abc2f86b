"""The world's treaty table as text, data, tables and a page, each with dates and sources."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from assess.formats.files import Kind
from assess.model.as_written import as_written
from assess.model.base import Text, text_in
from assess.model.status import Instrument, Region
from assess.problems import UsageError, one_line, visible
from assess.resources import VERSION
from assess.views.cells import Book, Column, Sheet
from assess.views.countries_view import LEGEND, Cell, Line, Table, shown, when
from assess.views.status_answers import closed_as_of
from assess.words.columns import columns, wrapped
from assess.words.language import ENGLISH, N_, _, spoken

_NOTE = N_(
    "Only what was read in a source, or follows from one, is here. On a list that is closed, who is not in it is none as of its "
    "day; otherwise nothing follows. Check a status with its depositary before you rely on it."
)


def document(table: Table, kind: Kind) -> str | bytes:
    """The table as a document of one kind.

    Raises:
        UsageError: it cannot be written as that kind.
    """
    if kind == ".txt":
        return text(table)
    if kind == ".html":
        return html(table)
    if kind == ".csv":
        from assess.formats.tables import csv_file

        return csv_file(rows(table))
    if kind == ".json":
        from assess.formats.data import to_json

        return to_json(as_data(table))
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook

        return render_workbook(book(table))
    raise UsageError(f"the table of countries is not written as {kind}; {_KINDS}")


_KINDS = "its files end with .csv, .json, .xlsx or .html"


def kind_of(path: str) -> Kind:
    """The kind of document that a path asks for.

    Raises:
        UsageError: the table is not written to such a file.
    """
    ending = Path(path).suffix.lower()
    if path.endswith(("/", "\\")) or Path(path).is_dir():
        raise UsageError(f"{one_line(path)} is a folder; the table of countries goes to one file: {_KINDS}")
    for kind in _WRITTEN:
        if kind == ending:
            return kind
    raise UsageError(
        f"{one_line(path)}: the ending of an output file says what to write; the table of countries is not written "
        f"as {one_line(ending) or 'a file without one'}: {_KINDS}"
    )


_WRITTEN: tuple[Kind, ...] = (".csv", ".json", ".xlsx", ".html")


def text(table: Table, *, width: int = 80) -> str:
    """For a terminal: one instrument with its dates and sources, or all of them with one letter for each status."""
    names = list(table.instruments)
    lines = _one(table, width) if len(names) == 1 else _many(table, width)
    return visible("\n".join([*lines, "", *wrapped(_(_NOTE), width)])) + "\n"


def _one(table: Table, width: int) -> Iterator[str]:
    ((name, head),) = table.instruments.items()
    yield from _about(name, head, table, width)
    yield ""
    rows = [[_("Country"), _("Status"), _("Since"), _("As of"), _("Sources")]]
    for line in table.lines:
        cell = line.cells[0]
        stands = cell.stands
        rows.append([
            f"{line.name} ({line.code})", cell.shown + ("*" if stands.row is not None and stands.row.derived else ""),
            when(stands.since), when(stands.day), " ".join(stands.sources),
        ])  # fmt: skip
    yield from columns(rows, max(width, 110), grow=4)
    if any(line.cells[0].stands.row is not None and line.cells[0].stands.row.derived for line in table.lines):
        yield ""
        yield _("* derived, in whole or in part: the note in CSV, JSON or the spreadsheet says how")
    yield ""
    for source, each in table.sources.items():
        parts = [text_in(each.title), text_in(each.publisher), when(each.date), each.url or ""]
        yield from wrapped(f"{source}: {', '.join(filter(None, parts))}", width, indent="  ")


def _about(name: str, head: Instrument, table: Table, width: int) -> Iterator[str]:
    yield from wrapped(f"{text_in(head.title)} [{name}]", width)
    yield from wrapped("; ".join(_facts(head)), width, indent="  ")
    for rule in head.joining:
        yield from wrapped(text_in(rule.says), width, first="  - ")
    yield from wrapped(_counts(name, table), width, indent="  ")
    if head.doubts:
        yield from wrapped(_("Doubts: {text}").format(text=text_in(head.doubts)), width, indent="  ")


def _facts(head: Instrument) -> Iterator[str]:
    """The days of an instrument; an act is adopted, a treaty opened."""
    if head.opened:
        yield (_("adopted {date}") if head.kind == "act" else _("opened {date}")).format(date=when(head.opened))
    if head.in_force:
        yield _("in force since {date}").format(date=when(head.in_force))
    if head.not_in_force:
        yield _("not in force on the last day read")
    if head.signature_until:
        yield _("open for signature until {date}").format(date=head.signature_until)
    yield _("last read {date}").format(date=when(head.read))
    yield closed_as_of(head)


def _counts(name: str, table: Table) -> str:
    head = table.instruments[name]
    return ", ".join(f"{count} {shown(status, head)}" for status, count in table.counts[name].items())


def _many(table: Table, width: int) -> Iterator[str]:
    names = list(table.instruments)
    short = {name: f"{i + 1}" for i, name in enumerate(names)}
    rows = [[_("Country"), *short.values()]]
    rows += [[f"{line.name[:28]} ({line.code})", *(cell.mark for cell in line.cells)] for line in table.lines]
    yield from columns(rows, max(width, 40 + 3 * len(names)))
    yield ""
    yield from wrapped(_(LEGEND), width)
    yield ""
    for name, head in table.instruments.items():
        parts = [_("last read {date}").format(date=when(head.read)), closed_as_of(head), _counts(name, table)]
        said = f"{text_in(head.short or head.title)} [{name}]: {'; '.join(parts)}"
        yield from wrapped(said, width, first=f"{short[name]:>2} ", indent="   ")
    yield ""
    yield from wrapped(
        _("Days and sources of each row: --instrument NAME, or -o FILE (.csv, .json, .xlsx, .html)"), width
    )


COLUMNS = (
    "country", "name", "instrument", "status", "since", "invited", "signed", "deposited", "in_force", "until", "territories",
    "as_of", "grade", "derived", "joins_by", "sources", "note",
)  # fmt: skip


def rows(table: Table) -> list[list[str]]:
    """The header, then a row for each State and instrument."""
    return [list(COLUMNS), *(_row(line, cell) for line in table.lines for cell in line.cells)]


def _row(line: Line, cell: Cell) -> list[str]:
    stands, row = cell.stands, cell.stands.row
    dates = [row.invited, row.signed, row.deposited, row.in_force, row.until] if row is not None else [None] * 5
    way = stands.way.how if stands.way is not None else ""
    return [
        line.code, line.name, cell.instrument, cell.status, when(stands.since), *map(when, dates), row.territories if row else "",
        when(stands.day), row.grade if row else "", " ".join(row.derived) if row else "", way, " ".join(stands.sources),
        row.note if row else "",
    ]  # fmt: skip


def as_data(table: Table) -> dict[str, Any]:
    """The table as plain data."""
    return {
        "schema": "countries/v1",
        "software": f"assess {VERSION}",
        "as_of": str(table.day),
        "instruments": {name: _plain(as_written(head)) for name, head in table.instruments.items()},
        "counts": table.counts,
        "countries": [
            {
                "code": line.code,
                "name": line.name,
                "region": _region(line.region),
                "status": {cell.instrument: _status(line, cell) for cell in line.cells},
            }
            for line in table.lines
        ],
        "sources": {name: _plain(as_written(source)) for name, source in table.sources.items()},
    }


def _status(line: Line, cell: Cell) -> dict[str, Any]:
    named = dict(zip(COLUMNS, _row(line, cell), strict=True))
    kept: dict[str, Any] = {
        key: value for key, value in named.items() if value and key not in ("country", "name", "instrument")
    }
    return {**kept, "sources": list(cell.stands.sources)}


def _region(region: Region | None) -> dict[str, str] | None:
    keys = ("region", "subregion", "un_group", "world_bank_region", "income")
    return None if region is None else {key: getattr(region, key) for key in keys if getattr(region, key)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, bool)) or value is None else str(value)


_HEADS = (
    Column("instrument", 20), Column("title", 50), Column("opened", 12), Column("in_force", 12), Column("signature_until", 14),
    Column("read", 12), Column("closed", 12), Column("joining", 60), Column("doubts", 60),
)  # fmt: skip


def _head(name: str, head: Instrument) -> tuple[str, ...]:
    days = (head.opened, head.in_force, head.signature_until, head.read, head.closed)
    rules = "\n".join(text_in(rule.says) for rule in head.joining)
    return (name, text_in(head.title), *map(when, days), rules, text_in(head.doubts))


def book(table: Table) -> Book:
    """The spreadsheet: status, instruments, sources."""
    widths = {"name": 26, "instrument": 20, "sources": 40, "note": 60, "status": 18}
    found = rows(table)
    status = Sheet(
        "status", "Status", tuple(Column(name, widths.get(name, 12)) for name in COLUMNS), tuple(map(tuple, found[1:]))
    )
    heads = Sheet(
        "instruments", "Instruments", _HEADS, tuple(_head(name, head) for name, head in table.instruments.items())
    )
    sources = Sheet(
        "sources",
        "Sources",
        (Column("source", 20), Column("title", 60), Column("publisher", 30), Column("date", 12), Column("retrieved", 12),
         Column("url", 60), Column("note", 60)),
        tuple(
            (name, text_in(each.title), text_in(each.publisher), when(each.date), when(each.retrieved), each.url or "",
             text_in(each.note))
            for name, each in table.sources.items()
        ),
    )  # fmt: skip
    return Book("Status of treaties and memberships", str(table.day), (status, heads, sources))


_STYLE = (
    "body{font:15px/1.45 'Noto Sans',system-ui,sans-serif;margin:2rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;"
    "margin:1rem 0}th,td{border-bottom:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top}thead th{position:"
    "sticky;top:0;background:#f2f2f2}caption{text-align:left;font-weight:bold;padding:.5rem 0}small{color:#444}"
)


def html(table: Table) -> str:
    """One page that loads nothing: each cell has the status, its date, and the day for which the sources hold."""
    names = list(table.instruments)
    title, day = _("Status of treaties and memberships"), _("Data as of {date}.").format(date=table.day)
    caption, country, instruments, cited = (
        escape(each) for each in (_("Status by country"), _("Country"), _("Instruments"), _("Sources"))
    )
    mark = "" if spoken().code == ENGLISH else ' lang="en" dir="ltr"'

    def english(text: Text) -> str:
        """A text of the data, which are in English."""
        return f"<span{mark}>{escape(text_in(text))}</span>" if mark else escape(text_in(text))

    parts = [
        f'<!DOCTYPE html>\n<html lang="{spoken().code.replace("_", "-")}" dir="{spoken().direction}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<main><h1>{escape(title)}</h1><p>{escape(day)} {escape(_(_NOTE))}</p>",
        f"<table><caption>{caption}</caption><thead><tr>",
        f'<th scope="col">{country}</th>',
        *(f'<th scope="col">{english(head.short or head.title)}</th>' for head in table.instruments.values()),
        "</tr></thead><tbody>",
    ]
    for line in table.lines:
        parts.append(f'<tr><th scope="row">{escape(line.name)} <small>({escape(line.code)})</small></th>')
        parts += [_cell(cell) for cell in line.cells]
        parts.append("</tr>")
    parts.append(f"</tbody></table><h2>{instruments}</h2><ul>")
    for name in names:
        head = table.instruments[name]
        rules = english(" ".join([*(text_in(rule.says) for rule in head.joining), text_in(head.doubts)]).strip())
        parts.append(f"<li>{english(head.title)}: {escape('; '.join(_facts(head)))}. {rules}</li>")
    parts.append(f"</ul><h2>{cited}</h2><dl>")
    for name, source in table.sources.items():
        about = ", ".join(filter(None, [text_in(source.title), text_in(source.publisher), when(source.date)]))
        link = f' <a href="{escape(source.url)}" rel="noreferrer">{escape(source.url)}</a>' if source.url else ""
        parts.append(f'<dt id="{escape(name)}">{escape(name)}</dt><dd{mark}>{escape(about)}{link}</dd>')
    parts.append("</dl></main></body></html>\n")
    return "".join(parts)


def _cell(cell: Cell) -> str:
    stands = cell.stands
    since = f" {when(stands.since)}" if stands.since is not None else ""
    derived = _(" (derived)") if stands.row is not None and "status" in stands.row.derived else ""
    links = " ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in stands.sources)
    told = _("as of {date}").format(date=when(stands.day))
    small = f"<br><small>{escape(told)}: {links}</small>" if stands.status != "unknown" else ""
    return f"<td>{escape(cell.shown)}{since}{derived}{small}</td>"
