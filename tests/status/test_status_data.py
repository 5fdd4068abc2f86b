"""The shipped status data, and what is refused when reading such data."""

import csv
import io
import re
from pathlib import Path

import pytest

from assess.model.base import earliest, latest
from assess.problems import InvalidInput
from assess.reading.status import COLUMNS, load_status, read_status
from assess.resources import data_dir
from docs.status_page import status as documented

FOLDER = data_dir("frameworks") / "status"
DATA = load_status()
ROOT = Path(__file__).parent.parent.parent


def test_every_row_has_sources_a_day_and_a_grade() -> None:
    for name, rows in DATA.rows.items():
        for row in rows.values():
            assert row.sources and row.day and row.grade, (name, row)
            assert all(source in DATA.sources for source in row.sources)
            assert not row.derived or row.note, (name, row)


def test_nothing_is_there_from_memory() -> None:
    for path in [*FOLDER.glob("rows/*.csv"), FOLDER / "sources.yaml", FOLDER / "instruments.yaml"]:
        assert not re.search(r"\b(memory|recalled|believed)\b", path.read_text(encoding="utf-8")), path


def test_rows_and_sources_are_all_used() -> None:
    assert {path.stem for path in FOLDER.glob("rows/*.csv")} == set(DATA.instruments)
    used = {source for rows in DATA.rows.values() for row in rows.values() for source in row.sources}
    used |= {source for region in DATA.regions.values() for source in region.sources}
    for head in DATA.instruments.values():
        used |= {*head.sources, *(source for total in head.published for source in total.sources)}
    assert used == set(DATA.sources)


def test_no_row_speaks_of_a_later_day_than_its_instrument() -> None:
    for name, rows in DATA.rows.items():
        read = latest(DATA.instruments[name].read)
        assert all(earliest(row.day) <= read for row in rows.values()), name


EXACT = {"un": 193, "african_union": 55, "coe": 46, "eu": 27, "sadc": 16, "arab_league": 22, "cis": 9, "interpol": 196,
         "asean_mlat": 10, "ets_30": 50, "ets_24": 50}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_lists_that_are_closed_have_as_many_rows_as_somebody_has_published(name: str) -> None:
    bound = [row for row in DATA.rows[name].values() if row.status in ("party", "member")]
    assert len(bound) == EXACT[name]
    assert DATA.instruments[name].closed is not None
    assert EXACT[name] in [total.parties for total in DATA.instruments[name].published]


def test_budapest_gives_the_count_of_the_day_it_is_closed() -> None:
    """78 Parties on 10 January 2025: all rows except those that joined afterwards."""
    parties = [row for row in DATA.rows["budapest"].values() if row.status == "party"]
    after = [row.state for row in parties if row.state in ("NZL", "ECU")]
    assert len(parties) - len(after) in (77, 78)


def broken(instrument: str, change: str, **cells: str) -> list[str]:
    """The codes and messages for the shipped data with one row changed."""
    files = {
        str(path): path.read_bytes()
        for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("*.csv"), *FOLDER.glob("rows/*.csv")]
    }
    path = str(FOLDER / "rows" / f"{instrument}.csv")
    lines = list(csv.DictReader(io.StringIO(files[path].decode())))
    for line in lines:
        if line["state"] == change:
            line.update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    files[path] = out.getvalue().encode()
    return [f"{fault.code}: {fault.message}" for fault in read_status(files, FOLDER)[1]]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, []),
        ({"sources": ""}, ["unsourced-row: KEN: the row has no source"]),
        ({"day": ""}, ["unsourced-row: KEN: the row has no day"]),
        ({"grade": ""}, ["unsourced-row: KEN: the row has no grade"]),
        ({"grade": "hearsay"}, ['bad-row: KEN: "hearsay" is no grade']),
        ({"sources": "nowhere"}, ['bad-row: KEN: "nowhere" is not in sources.yaml']),
        ({"day": "last week"}, ['bad-row: KEN: day: "last week" is not a date']),
        ({"status": "ratifed"}, ['bad-row: KEN: "ratifed" is not a status of such an instrument']),
        ({"status": "member"}, ['bad-row: KEN: "member" is not a status of such an instrument']),
        ({"in_force": "2024-01-01"}, ["bad-row: KEN: invited, and in force since 2024-01-01"]),
        ({"status": "party", "deposited": "2024-05-01", "in_force": "2024-01-01"}, ["bad-row: KEN: in_force is before deposited"]),
        ({"derived": "status", "note": ""}, ["bad-row: KEN: something is derived, but the note does not say how"]),
        ({"status": "withdrawn", "note": ""}, ["bad-row: KEN: a withdrawal has no date of effect"]),
        ({"state": "KEX"}, ['bad-row: KEX: "KEX" is not the code of a State']),
        ({"state": "AAA"}, ['bad-row: AAA: "AAA" is not the code of a State']),
    ],
)  # fmt: skip
def test_a_bad_row_is_told(cells: dict[str, str], told: list[str]) -> None:
    assert broken("budapest", "KEN", **cells) == told


def test_rows_stand_in_order_once_each() -> None:
    assert broken("budapest", "KEN", state="ALB") != []


def test_a_missing_table_and_one_that_nobody_declares(tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    for name in ("instruments.yaml", "sources.yaml", "regions.csv"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    for path in FOLDER.glob("rows/*.csv"):
        (tmp_path / "rows" / path.name).write_bytes(path.read_bytes())
    load_status(tmp_path)
    (tmp_path / "rows/malabo.csv").rename(tmp_path / "rows/malibo.csv")
    with pytest.raises(InvalidInput) as caught:
        load_status(tmp_path)
    assert [fault.message for fault in caught.value.problems] == [
        "the header: there is no such table", 'the file: no instrument is called "malibo"',
    ]  # fmt: skip


def test_the_page_is_up_to_date_and_counts_beside_what_was_published() -> None:
    text = (ROOT / "docs/status.md").read_text(encoding="utf-8")
    assert text == documented()
    assert "79 Party, 2 signed, 10 invited" in text and "75 in, 2 signed only, 18 invited (2024-06-20)" in text
