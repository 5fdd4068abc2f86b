"""`assess countries`: the same table as text, CSV, JSON, a spreadsheet and a page, with dates and sources in each."""

import csv
import io
import json
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from assess.api import countries_document, countries_table
from assess.cli.main import cli
from assess.formats.countries_texts import COLUMNS
from assess.problems import UsageError
from assess.views.countries_view import LEGEND, MARKS, members_of, subjects
from assess.words.alphabet import alphabetical
from assess.words.language import speaking
from tests.status.shipped import STATUS as DATA

ROOT = Path(__file__).parent.parent.parent
AFRICA = countries_table("budapest", "africa")


def test_each_state_has_a_line_in_alphabetical_order() -> None:
    table = countries_table()
    names = [line.name for line in table.lines]
    assert names == sorted(names, key=alphabetical)
    assert names.index("São Tomé & Príncipe") < names.index("Saudi Arabia")
    assert {line.code for line in table.lines} == set(subjects(DATA))
    assert all(len(line.cells) == len(table.instruments) for line in table.lines)
    assert "budapest" in table.instruments and "african_union" not in table.instruments


def test_the_cells_of_one_instrument() -> None:
    found = {line.code: line.cells[0] for line in AFRICA.lines}
    assert (found["KEN"].status, str(found["KEN"].stands.since)) == ("invited", "2024-10-09")
    assert (found["GHA"].status, str(found["GHA"].stands.since)) == ("party", "2019-04-01")
    assert (found["ZWE"].status, str(found["ZWE"].stands.day)) == ("not_party", "2025-01-10")
    assert "EST" not in found
    assert AFRICA.counts["budapest"]["party"] == sum(1 for cell in found.values() if cell.status == "party")


def test_csv_has_a_row_for_each_with_day_and_sources() -> None:
    text = str(countries_document(AFRICA, ".csv")).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(AFRICA.lines)
    for row in rows:
        assert row["as_of"] and row["sources"], row
        assert set(row["sources"].split()) <= set(DATA.sources)


def test_json_carries_instruments_counts_and_sources() -> None:
    data = json.loads(str(countries_document(AFRICA, ".json")))
    assert data["schema"] == "countries/v1"
    kenya = next(each for each in data["countries"] if each["code"] == "KEN")["status"]["budapest"]
    assert (kenya["status"], kenya["since"], kenya["as_of"], kenya["sources"]) == (
        "invited", "2024-10-09", "2024-10-09", ["nc4_2024"],
    )  # fmt: skip
    assert data["sources"]["nc4_2024"]["url"].startswith("https://nc4.go.ke/")
    assert data["instruments"]["budapest"]["closed"] == "2025-01-10"
    cited = {name for each in data["countries"] for cell in each["status"].values() for name in cell["sources"]}
    assert cited == set(data["sources"])


def test_the_spreadsheet_has_the_same_rows(tmp_path: Path) -> None:
    raw = countries_document(AFRICA, ".xlsx")
    assert isinstance(raw, bytes)
    assert raw == countries_document(AFRICA, ".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert book.sheet_names == ["Status", "Instruments", "Sources"]
    status = book.get_sheet_by_name("Status").to_python()
    assert status[0] == list(COLUMNS) and len(status) == len(AFRICA.lines) + 1
    sources = {row[0] for row in book.get_sheet_by_name("Sources").to_python()[1:]}
    assert sources == set(AFRICA.sources)


def test_the_page_fetches_nothing_and_every_source_it_names_is_on_it() -> None:
    import re

    text = str(countries_document(AFRICA, ".html"))
    assert "<script" not in text and "src=" not in text and "@import" not in text
    assert set(re.findall(r'href="#([^"]+)"', text)) == set(re.findall(r'<dt id="([^"]+)"', text)) <= set(DATA.sources)
    assert text.count("<tr>") == len(AFRICA.lines) + 1 and 'scope="row"' in text and "<caption>" in text


def test_the_text_says_days_counts_and_sources() -> None:
    text = str(countries_document(AFRICA, ".txt"))
    assert "last read 2026-02-05; all Parties" in text
    assert "nc4_2024: Kenya, Malawi and Papua New Guinea invited" in text
    assert all(len(line) <= 112 for line in text.splitlines())
    many = str(countries_document(countries_table(groups="asean"), ".txt"))
    assert LEGEND.split(",")[0] in many and set(MARKS.values()) <= set(LEGEND.replace(" ", "")) | {"A", "O"}


@pytest.mark.parametrize(
    ("group", "state", "other"),
    [
        ("africa", "KEN", "FRA"), ("Western Africa", "GHA", "KEN"), ("african_union", "MAR", "FRA"), ("AU", "MAR", "FRA"),
        ("Council of Europe", "TUR", "RUS"), ("low_income", "MOZ", "KEN"), ("Latin American and Caribbean Group", "CHL", "ESP"),
        ("Europe & Central Asia", "KAZ", "KEN"), ("asean", "PHL", "IND"),
    ],
)  # fmt: skip
def test_groups(group: str, state: str, other: str) -> None:
    found = members_of(DATA, group)
    assert state in found and other not in found


def test_several_groups_are_those_in_all_of_them() -> None:
    both = {line.code for line in countries_table("budapest", ["commonwealth", "africa"]).lines}
    assert both == members_of(DATA, "commonwealth") & members_of(DATA, "africa") & set(subjects(DATA))


def test_what_came_later_is_left_out() -> None:
    old = countries_table("budapest", "africa", as_of="2018-12-31")
    assert old.day == date(2018, 12, 31)
    found = {line.code: line.cells[0] for line in old.lines}
    assert [found[code].status for code in ("MUS", "GHA", "BEN")] == ["party", "unknown", "unknown"]
    assert found["GHA"].stands.day is None  # a source of a later day says nothing of this one


@pytest.mark.parametrize(("instrument", "day"), [("budapest", "2001-11-22"), ("un_convention", "2025-01-01")])
def test_before_it_was_opened_nobody_could_join(instrument: str, day: str) -> None:
    table = countries_table(instrument, as_of=day)
    assert {line.cells[0].shown for line in table.lines} == {"not open yet"}
    assert {str(line.cells[0].stands.day) for line in table.lines} == {str(DATA.instruments[instrument].opened)}


def test_words_fit_what_the_instrument_is() -> None:
    def said(instrument: str, language: str = "en") -> str:
        with speaking(language):
            return " ".join(str(countries_document(countries_table(instrument), ".txt")).split())

    for act in ("eu_attacks_directive", "ecowas_directive"):
        text = said(act)
        assert "adopted 20" in text and "bound (member)" in text and "all members known as of" in text
        assert "opened" not in text and " Party" not in text and "Parties" not in text
    assert "Mali (MLI) ceased to be a member* 2025-01-29" in said("ecowas_directive")
    assert "Russia (RUS) ceased to be a member 2022-03-16" in said("coe") and "withdrawn" not in said("coe")
    protocol = said("budapest_protocol_2")
    assert "all that signed or ratified known as of 2026-02-05" in protocol and "all Parties" not in protocol
    assert "consent deposited, treaty not in force" in protocol and "not in force on the last day read" in protocol
    assert "Azerbaijan (AZE) ratification reported, deposit not read" in said("un_convention")
    french = said("budapest", "fr")
    assert "Afrique du Sud (ZAF) signé" in french and "Kenya (KEN) invitation" in french and "Country" not in french
    for instrument in DATA.instruments:
        assert "_" not in said(instrument).partition("Country Status")[0].replace(f"[{instrument}]", ""), instrument


@pytest.mark.parametrize(
    ("instrument", "group", "told"),
    [
        ("budapst", "africa", "did you mean budapest"),
        ("budapest", "afrika", "did you mean africa"),
        ("nothing at all", "africa", "there are: budapest,"),
        ("", "africa", "there is no instrument"),
        ("budapest", ["africa", "asia"], "no State is in africa and asia; several groups give"),
    ],
)
def test_wrong_names_are_told(instrument: str, group: str | list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        countries_table(instrument, group)


def test_a_pdf_is_refused_and_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = [word for kind in ("csv", "json", "xlsx", "html") for word in ("-o", f"world.{kind}")]
    result = CliRunner().invoke(cli, ["countries", "-i", "budapest", *outputs], standalone_mode=False)
    assert result.exception is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["world.csv", "world.html", "world.json", "world.xlsx"]
    (tmp_path / "d").mkdir()
    folder = "is a folder; the table of countries goes to one file"
    refusals = {
        "world.pdf": "is not written as .pdf: its files end with .csv",
        "d/": folder,
        "d": folder,
        "world": "a file without",
    }
    for output, told in refusals.items():
        refused = CliRunner().invoke(cli, ["countries", "-o", output], standalone_mode=False)
        assert told in str(refused.exception) and "pdf, .html" not in str(refused.exception)


def test_nothing_heavy_is_imported_for_it() -> None:
    code = (
        "import sys\nfrom assess.api import countries_document, countries_table\n"
        "countries_document(countries_table(), '.txt')\n"
        "heavy = {'pydantic', 'jinja2', 'weasyprint', 'pypdf', 'xlsxwriter', 'orjson', 'PIL'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "heavy: []\n"


def test_the_whole_table_takes_less_than_a_second() -> None:
    """Of processor time, which does not depend on what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "assess", "countries"], capture_output=True, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0
