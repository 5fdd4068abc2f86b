"""The shipped status data, and what is refused when reading such data."""

import csv
import io
import re
from pathlib import Path

import pytest

from assess.model.base import earliest, latest
from assess.problems import InvalidInput
from assess.reading.status import COLUMNS, REGION_COLUMNS, Rows, load_status, read_status
from assess.resources import data_dir
from docs.status_page import status as documented
from tests.status.shipped import STATUS as DATA

FOLDER = data_dir("frameworks") / "status"
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


def shipped() -> dict[str, bytes]:
    """The files of the shipped data."""
    return {
        str(path): path.read_bytes()
        for path in [*FOLDER.glob("*.yaml"), *FOLDER.glob("*.csv"), *FOLDER.glob("rows/*.csv")]
    }


def told_of(files: dict[str, bytes]) -> list[str]:
    return [f"{fault.code}: {fault.message}" for fault in read_status(files, FOLDER)[1]]


def changed(name: str, row: str, columns: tuple[str, ...], **cells: str) -> list[str]:
    """The codes and messages for one table of the shipped data with one row of it changed."""
    path = str(FOLDER / name)
    lines = list(csv.DictReader(io.StringIO((FOLDER / name).read_text(encoding="utf-8"))))
    for line in lines:
        if line["state"] == row:
            if "until" in line:
                line["until"] = ""  # the end of an invitation goes with it
            line.update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    files = {path: out.getvalue().encode()}
    tables = Rows(DATA.instruments, DATA.sources)
    if name == "regions.csv":
        tables.regions(path, files)
    else:
        tables.rows(FOLDER, Path(name).stem, files)
    return [f"{fault.code}: {fault.message}" for fault in tables.problems]


def broken(instrument: str, row: str, **cells: str) -> list[str]:
    return changed(f"rows/{instrument}.csv", row, COLUMNS, **cells)


PARTY = {"status": "party", "invited": ""}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, []),
        ({"sources": ""}, ["unsourced-row: KEN: the row has no source"]),
        ({"day": ""}, ["unsourced-row: KEN: the row has no day"]),
        ({"grade": ""}, ["unsourced-row: KEN: the row has no grade"]),
        ({"grade": "hearsay"}, ['bad-row: KEN: "hearsay" is not a grade']),
        ({"sources": "nowhere"}, ['bad-row: KEN: "nowhere" is not in sources.yaml']),
        ({"day": "last week"}, ['bad-row: KEN: day: "last week" is not a date']),
        ({"status": "ratifed"}, ['bad-row: KEN: "ratifed" is not a status of such an instrument']),
        ({"status": "member"}, ['bad-row: KEN: "member" is not a status of such an instrument']),
        ({"invited": "", "in_force": "2024-10-01"}, ["bad-row: KEN: invited, and in force since 2024-10-01"]),
        (PARTY | {"deposited": "2024-05-01", "in_force": "2024-01-01"}, ["bad-row: KEN: in_force is before deposited"]),
        (PARTY | {"signed": "2024-05-01", "deposited": "2024", "in_force": "2024-04"}, ["bad-row: KEN: in_force is before signed"]),
        ({"derived": "status", "note": ""}, ["bad-row: KEN: something is derived and the note does not say how"]),
        ({"status": "withdrawn", "until": "", "note": ""}, ["bad-row: KEN: what has ended has no date of effect"]),
        ({"state": "KEX"}, ['bad-row: KEX: "KEX" is not the code of a State']),
        ({"state": "AAA"}, ['bad-row: AAA: "AAA" is not the code of a State']),
    ],
)  # fmt: skip
def test_a_bad_row_is_told(cells: dict[str, str], told: list[str]) -> None:
    assert broken("budapest", "KEN", **cells) == told


_EARLY = "is before 2001-11-23, when it was opened"
_LATE = "is too long after 2024-10-09, of which the sources speak"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # before anybody could
        ({"invited": "2001-11-22"}, [f"invited: 2001-11-22 {_EARLY}"]),
        ({"invited": "2001-10"}, [f"invited: 2001-10 {_EARLY}"]),
        ({"invited": "2001-11"}, []),
        ({"invited": "2001-11-23"}, []),
        (PARTY | {"signed": "1991"}, [f"signed: 1991 {_EARLY}"]),
        (PARTY | {"deposited": "0201-11-24"}, [f"deposited: 0201-11-24 {_EARLY}"]),
        (PARTY | {"in_force": "2001-11-22"}, [f"in_force: 2001-11-22 {_EARLY}"]),
        (PARTY | {"in_force": "2004-06-30"}, ["in_force: 2004-06-30 is before 2004-07-01, since when it is in force"]),
        (PARTY | {"in_force": "2004-07-01"}, []),
        (PARTY | {"in_force": "2004"}, []),
        # after what the sources can speak of
        ({"invited": "2999-01-01"}, [f"invited: 2999-01-01 {_LATE}"]),
        ({"invited": "2024-10-10"}, [f"invited: 2024-10-10 {_LATE}"]),
        ({"invited": "2024-10"}, []),
        (PARTY | {"signed": "2025"}, [f"signed: 2025 {_LATE}"]),
        (PARTY | {"deposited": "2024-10-10"}, [f"deposited: 2024-10-10 {_LATE}"]),
        (PARTY | {"in_force": "2026-10-09"}, []),
        (PARTY | {"in_force": "2026-10-10"}, [f"in_force: 2026-10-10 {_LATE}"]),
        (PARTY | {"in_force": "2028-02-29"}, [f"in_force: 2028-02-29 {_LATE}"]),
        ({"status": "withdrawn", "invited": "", "until": "2999"}, [f"until: 2999 {_LATE}"]),
        ({"status": "withdrawn", "invited": "", "until": "2026"}, []),
        ({"until": "2029-10-09"}, []),
        ({"until": "2029-10-10"}, [f"until: 2029-10-10 {_LATE}"]),
        ({"day": "2999-01-01"}, ["day: 2999-01-01 is after 2026-02-05, the last day of which any source speaks"]),
        ({"day": "2026-02-06"}, ["day: 2026-02-06 is after 2026-02-05, the last day of which any source speaks"]),
        ({"day": "2026-02-05"}, []),
        ({"day": "2026-02"}, []),
        # out of step with each other
        (PARTY | {"invited": "2024-06-01", "signed": "2024-05-01"}, ["signed is before invited"]),
        (PARTY | {"invited": "2024-06-01", "deposited": "2024-05-01"}, ["deposited is before invited"]),
        (PARTY | {"invited": "2024-06-01", "deposited": "2024-06-01"}, []),
        ({"status": "withdrawn", "invited": "", "in_force": "2024-05-01", "until": "2024-04"}, ["until is before in_force"]),
        # of another status
        ({"status": "none"}, ["none, and invited 2024-10-09"]),
        ({"status": "none", "invited": "", "signed": "2024-05-01"}, ["none, and signed 2024-05-01"]),
        ({"status": "signed"}, ["signed, and invited 2024-10-09"]),
        ({"status": "signed", "invited": "", "deposited": "2024-05-01"}, ["signed, and deposited 2024-05-01"]),
        ({"invited": "", "signed": "2024-05-01"}, ["invited, and signed 2024-05-01"]),
        ({"status": "ratified", "invited": "", "in_force": "2024-05-01"}, ["ratified, and in force since 2024-05-01"]),
        ({"status": "ratified", "invited": "", "deposited": "2024-05-01"}, ["ratified, and deposited 2024-05-01"]),
        ({"status": "ratified", "invited": "", "signed": "2024-05-01"}, []),
        (PARTY | {"until": "2024-05-01"}, ["party, and withdrawn from 2024-05-01"]),
        (PARTY | {"status": "consent_deposited", "in_force": "2024-10-09"}, ["consent_deposited, and in force since 2024-10-09"]),
        (PARTY | {"status": "consent_deposited", "in_force": "2024-10-10"}, []),
        # texts
        ({"note": "a\x07b"}, ["the text contains a control character (\\x07)"]),
        ({"territories": "\x1b[2J"}, ["the text contains a control character (\\x1b)"]),
        ({"note": "\ue000"}, ["the text contains a control character (\\ue000)"]),
        ({"note": "one\ntwo"}, ["note has more than one line"]),
        ({"note": "one\u2028two"}, ["note has more than one line"]),
        ({"territories": "a" * 20_001}, ["territories has 20001 characters"]),
        ({"territories": "a" * 20_000}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_true_of_a_row(cells: dict[str, str], told: list[str]) -> None:
    expected = [
        f"bad-row: KEN: {one}" if "control character" not in one else f"control-character: {one}" for one in told
    ]
    assert broken("budapest", "KEN", **cells) == expected


def test_nobody_signs_after_the_last_day_of_signature() -> None:
    files = shipped()
    path = str(FOLDER / "instruments.yaml")
    files[path] = files[path].replace(b"signature_until: 2026-12-31", b"signature_until: 2025-10-25")
    told = told_of(files)
    late = "is after 2025-10-25, the last day of signature"
    assert told and all(late in one for one in told)
    assert broken("un_convention", "DZA", status="signed", signed="2025-10-25") == []


def test_the_grade_gives_the_confidence_and_what_is_derived_is_a_step_lower() -> None:
    files = shipped()
    path = str(FOLDER / "rows/budapest.csv")
    row = next(line for line in files[path].decode().splitlines() if line.startswith("KEN"))
    found = {}
    for grade in ("official", "official_secondary", "dataset", "press"):
        for derived in ("", "status", "invited"):
            cells = next(csv.reader([row]))
            cells[8], cells[11], cells[12] = derived, grade, "N"
            out = io.StringIO()
            csv.writer(out, lineterminator="").writerow(cells)
            made = {**files, path: files[path].replace(row.encode(), out.getvalue().encode())}
            data, problems = read_status(made, FOLDER)
            assert problems == []
            found[grade, derived] = data.rows["budapest"]["KEN"].confidence
    assert found == {
        ("official", ""): "high", ("official", "invited"): "high", ("official", "status"): "medium",
        ("official_secondary", ""): "medium", ("official_secondary", "invited"): "medium", ("official_secondary", "status"): "low",
        ("dataset", ""): "medium", ("dataset", "invited"): "medium", ("dataset", "status"): "low",
        ("press", ""): "low", ("press", "invited"): "low", ("press", "status"): "low",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("named: [CAN, JPN, USA, ZAF]", "named: [CAN, JPN, USA, ZAX]", "named: ZAX is not the code of a State"),
        ("except: [DNK]", "except: [DNM]", "except: DNM is not the code of a State"),
        ("closed_but: [URY]", "closed_but: [URQ]", "closed_but: URQ is not the code of a State"),
        ("closed_but: [URY]", "closed_but: [XKX]", "closed_but: XKX is not the code of a State"),
        ("who: {members: [coe]}", "who: {members: [coa]}", '"coa" is declared nowhere'),
        ("closed: 2025-01-10", "closed: 2999-01-10", "closed: 2999-01-10 is after NEWEST"),
        ("day: 2025-08, parties: 81", "day: 2999, parties: 81", "published: 2999 is after NEWEST"),
        ("read: 2026-02-05\n    closed: 2025", "read: 2999\n    closed: 2025",
         "read: 2999 is after the day on which any source was retrieved"),
        ("signature_until: 2026-12-31", "signature_until: 2025-10-24", "signature_until is before opened"),
        ("in_force: 2004-07-01", "in_force: 2001-07-01", "in_force is before opened"),
        ("        until: 2026-12-31\n        then: accession", "        then: accession", "then without until"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_of_an_instrument(old: str, new: str, told: str) -> None:
    told = told.replace("NEWEST", "2026-02-05, the last day of which any source speaks")
    files = shipped()
    path = str(FOLDER / "instruments.yaml")
    assert old.encode() in files[path]
    files[path] = files[path].replace(old.encode(), new.encode(), 1)
    faults = [fault for fault in read_status(files, FOLDER)[1] if fault.message.startswith("instruments.")]
    assert [fault.message.partition(": ")[2] for fault in faults] == [told]
    assert all(fault.place.line > 1 for fault in faults)


def test_what_is_closed_but_for_somebody_has_a_day() -> None:
    files = shipped()
    path = str(FOLDER / "instruments.yaml")
    head = files[path].index(b"closed_but: [URY]")
    day = files[path].rindex(b"    closed: ", 0, head)
    files[path] = files[path][:day] + files[path][files[path].index(b"\n", day) + 1 :]
    assert told_of(files) == ["bad-row: instruments.oas_mla: closed_but without closed"]


def test_a_source_speaks_of_no_day_after_it_was_read() -> None:
    files = shipped()
    path = str(FOLDER / "sources.yaml")
    files[path] = files[path].replace(b"date: 2004-06-18", b"date: 2999-06-18", 1)
    assert told_of(files) == ["bad-row: sources.coe_185_2004: date: 2999-06-18 is after 2026-11, when it was retrieved"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"region": ""}, "region: nothing is no group"),
        ({"region": "Afrika"}, "region: Afrika is no group"),
        ({"un_group": "African group"}, "un_group: African group is no group"),
        ({"world_bank_region": "Africa"}, "world_bank_region: Africa is no group"),
        ({"income": "Middle income"}, "income: Middle income is no group"),
        ({"sources": "nowhere"}, '"nowhere" is not in sources.yaml'),
        ({"day": "2024-13-01"}, 'day: "2024-13-01" is not a date'),
    ],
)
def test_what_is_wrong_with_a_row_of_regions(cells: dict[str, str], told: str) -> None:
    assert changed("regions.csv", "KEN", REGION_COLUMNS, **cells) == [f"bad-row: KEN: {told}"]


def test_rows_stand_in_order_once_each() -> None:
    out_of_order = "bad-row: ALB: the row is out of order, or there are two for this State"
    assert broken("budapest", "KEN", state="ALB", status="party", invited="") == [out_of_order]
    files = shipped()
    path = str(FOLDER / "rows/budapest.csv")
    row = next(line for line in files[path].splitlines(keepends=True) if line.startswith(b"KEN"))
    files[path] = files[path].replace(row, row + row)
    assert told_of(files) == ["bad-row: KEN: the row is out of order, or there are two for this State"]


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
