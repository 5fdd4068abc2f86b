"""A small world of treaties and organisations, for tests that say what each case is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assess.model.profile import Source
from assess.model.status import Instrument, Row, StatusData

READ = date(2025, 6, 1)
DAY = date(2026, 1, 1)


def head(kind: str = "treaty", **more: Any) -> Instrument:
    """An instrument whose list is open, without rules of joining."""
    given = {"title": "The Treaty", "read": READ, "sources": ("list",), **more}
    return Instrument(kind=kind, **given)  # type: ignore[arg-type]


def row(state: str, status: str, **more: Any) -> Row:
    """A row without dates, from an official source."""
    dates = dict.fromkeys(("invited", "signed", "deposited", "in_force", "until"))
    given = {
        "territories": "",
        "derived": (),
        "sources": ("row",),
        "day": READ,
        "grade": "official",
        "note": "",
        **dates,
        **more,
    }
    return Row(state=state, status=status, **given)  # type: ignore[arg-type]


def world(instruments: Mapping[str, Instrument], *rows: tuple[str, Row], without: str = "") -> StatusData:
    """Status data; KEN and GHA are members of the United Nations. `without` names an instrument that has no table."""
    heads = {"un": head("membership", title="United Nations"), **instruments}
    tables: dict[str, dict[str, Row]] = {name: {} for name in heads if name != without}
    tables["un"] = {state: row(state, "member") for state in ("GHA", "KEN")}
    for name, each in rows:
        tables[name][each.state] = each
    sources = {name: Source(kind="official_page", title=name) for name in ("list", "row")}
    return StatusData(heads, sources, tables, {})
