"""The spreadsheet: the content of the assessment, literal text, real numbers, tables that can be filtered, the same bytes."""

import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from assess.api import assess_file, assess_profile, compare_files, comparison_document, document
from assess.engine.advice import questions
from assess.engine.reforms import reforms
from assess.formats.workbook import LONGEST, writable
from assess.model.base import PartialDate, text_in
from assess.run.documents import treaties_of
from assess.views.briefing_view import briefing_view
from assess.words import counting, terms
from tests.build import elements, library, profile
from tests.formats.test_documents import small

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
NAMES = [
    "About", "Findings", "Elements", "Options", "What options serve", "Questions", "Treaties", "Evidence", "Sources", "Law",
    "Answers", "Reservations", "Agreements", "Comments",
]  # fmt: skip


def made(results: Any) -> bytes:
    content = document(results, ".xlsx")
    assert isinstance(content, bytes)
    return content


def sheets(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Each sheet as rows by header."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {}
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def part(content: bytes, name: str) -> str:
    return parts_of(content)[name]


@pytest.fixture(scope="module")
def two() -> tuple[Any, dict[str, list[dict[str, Any]]]]:
    results = assess_file(KEN, ("cooperation", "budapest"))
    return results, sheets(made(results))


def test_findings_say_what_the_assessment_says(two: Any) -> None:
    results, read = two
    assert list(read) == NAMES
    findings = [(each, finding) for each in results for finding in each.findings]
    assert len(read["Findings"]) == len(findings)
    for row, (assessment, finding) in zip(read["Findings"], findings, strict=True):
        assert row["Framework"] == text_in(assessment.framework.head.short)
        assert row["Criterion"] == finding.criterion.id
        assert row["Finding"] == terms.result(finding)
        assert (row["Low"], row["High"], row["Known"]) == pytest.approx(
            (float(finding.low), float(finding.high), float(finding.coverage))
        )
        assert all(type(row[name]) is float for name in ("Low", "High", "Known", "Elements open"))
        assert row["Point for attention"] == ("yes" if finding.gap else "no")
        if finding.criterion.obligation != "may":
            found = counting.counts([finding]).together
            assert row["Elements identified"] == found.identified
            assert row["Elements open"] == found.open
            assert row["Elements not identified"] == found.missing
            assert row["Elements narrower, as declared or as the text permits"] == found.declared
            assert row["Elements compatible if declared at signature or deposit"] == found.compatible
        assert len(row["Open"].splitlines()) == row["Elements open"]
        assert len(row["Not identified"].splitlines()) == row["Elements not identified"]


def test_elements_options_questions_and_sources_are_all_there(two: Any) -> None:
    results, read = two
    listed = [element for each in results for f in each.findings for element in f.elements]
    assert [row["Element"] for row in read["Elements"]] == [each.element.id for each in listed]
    assert [row["Status"] for row in read["Elements"]] == [terms.element_status(each) for each in listed]
    assert len(read["Options"]) == len(reforms(results))
    assert len(read["Questions"]) == sum(len(questions(each)) for each in results)
    assert len(read["Sources"]) == len(results[0].profile.sources)
    cited = [row["Cited as"].casefold() for row in read["Sources"]]
    assert cited == sorted(cited)


def test_options_are_worded_by_the_standing_of_the_state(two: Any) -> None:
    results, read = two
    assert terms.bound(results[1]) == "not_bound"
    duties = [row["Option"] for row in read["Options"] if "Cooperation:" not in row["Serves"]]
    assert any(row["Option"].startswith("If accession is pursued: ") for row in read["Options"])
    assert duties
    assert all(text.startswith(("If accession is pursued: ", "Consider: ", "Review ")) for text in duties)


def test_the_first_sheet_says_what_this_is_and_how_to_read_it(two: Any) -> None:
    results, read = two
    about = [(row["Item"], str(row["Text"])) for row in read["About"]]
    assert about[0] == ("Country", "Kenya (KEN)")
    assert ("Please note", terms.preface()) in about
    for each in results:
        assert any(each.framework.hash in text and each.framework.head.version in text for _, text in about)
    text = "\n".join(text for _, text in about)
    assert all(word in text for word in ("31 October 2026", "desk review", "assess 0.", "Never counted as no"))


def test_every_sheet_is_a_table_with_its_header_frozen_and_repeated_in_print(two: Any) -> None:
    content = made(two[0])
    workbook = part(content, "xl/workbook.xml")
    for i, (name, rows) in enumerate(two[1].items(), 1):
        table = ET.fromstring(part(content, f"xl/tables/table{i}.xml"))
        assert table.attrib["name"] == ("Served" if name == "What options serve" else name)
        assert table.attrib["ref"].endswith(str(max(len(rows), 1) + 1))
        assert table.find("{*}autoFilter") is not None
        page = part(content, f"xl/worksheets/sheet{i}.xml")
        assert 'state="frozen"' in page
        assert 'orientation="landscape"' in page
        assert 'fitToHeight="0"' in page
        assert "conditionalFormatting" not in page
        assert re.search(rf"'?{name}'?!(\$A:\$[AB],'?{name}'?!)?\$1:\$1<", workbook)
    assert not re.search(r"FF(FF0000|C7CE|00B050)", part(content, "xl/styles.xml"))


def addresses(parts: dict[str, str]) -> list[str]:
    """Where links lead out of the file."""
    rels = [text for name, text in parts.items() if name.startswith("xl/worksheets/_rels")]
    found = [each.attrib for text in rels for each in ET.fromstring(text) if each.attrib["Type"].endswith("/hyperlink")]
    assert all(each["TargetMode"] == "External" for each in found)
    return [each["Target"] for each in found]


def inner(content: bytes, sheet: str) -> dict[str, str]:
    """The links of one sheet that lead to another: from which cell to which."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    page = ET.fromstring(part(content, f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"))
    return {each.attrib["ref"]: each.attrib["location"] for each in page.iter() if "location" in each.attrib}


def at(read: dict[str, list[dict[str, Any]]], place: str) -> dict[str, Any]:
    """The row that a link leads to."""
    sheet, cell = place.rsplit("!", 1)
    return read[sheet.strip("'").replace("''", "'")][int(re.sub(r"\D", "", cell)) - 2]


def test_findings_options_and_sources_lead_to_each_other(two: Any) -> None:
    results, read = two
    content = made(results)
    findings = read["Findings"]
    for sheet in ("Elements", "Evidence", "What options serve"):
        column = "C" if sheet == "What options serve" else "B"
        places = inner(content, sheet)
        for i, row in enumerate(read[sheet], 2):
            found = at(read, places[f"{column}{i}"])
            assert (found["Framework"], found["Number"], found["Title"]) == (
                row["Framework"],
                row["Number"],
                row["Title"],
            )
    there = inner(content, "Findings")
    letters = {name: chr(65 + i) for i, name in enumerate(findings[0]) if i < 26}
    seen = 0
    for i, row in enumerate(findings, 2):
        element = at(read, there[f"B{i}"])
        assert (element["Framework"], element["Number"]) == (row["Framework"], row["Number"])
        if row["Options"]:
            seen += 1
            option = at(read, there[f"{letters['Options']}{i}"])
            assert option["Number"] == row["Options"].partition(",")[0]
            assert f"{row['Framework']}: " in option["Serves"]
            assert re.search(rf"(?<![\w.]){re.escape(row['Number'])}(?![\w.])", option["Serves"])
    assert seen == sum(finding.gap and bool(row["Options"]) for row, finding in
                       zip(findings, (f for each in results for f in each.findings), strict=True)) > 5  # fmt: skip
    for i, row in enumerate(read["Evidence"], 2):
        assert at(read, inner(content, "Evidence")[f"G{i}"])["Cited as"] == row["Source"] if i < 30 else True
    sources = set(addresses(parts_of(content)))
    assert sources <= {str(each.url) for each in results[0].profile.sources.values()}
    assert len(sources) > 10


def test_numbers_are_those_of_the_briefing(two: Any) -> None:
    results, read = two
    view = briefing_view(results, country="Kenya", treaties=treaties_of(results[0]))
    printed = [(part.short, f.number, f.title) for part in view.parts for c in part.chapters for f in c.findings]
    assert [(row["Framework"], row["Number"], row["Title"]) for row in read["Findings"]] == printed
    assert [row["Number"] for row in read["Options"]] == [option.id for option in view.roadmap.options]
    assert [row["Option"] for row in read["Options"]] == [option.text for option in view.roadmap.options]


def test_an_article_stands_with_its_instrument(two: Any) -> None:
    results, read = two
    for row, finding in zip(read["Findings"], (f for each in results for f in each.findings), strict=True):
        cited = [cite.article for cite in finding.criterion.cites if cite.article]
        assert all(re.search(r"[^\W\d_]{2,}.*, ", row["Article"]) and article in row["Article"] for article in cited)
        assert not re.fullmatch(r"[\d(), ]+", row["Article"])


def test_treaties_have_their_status_dates_and_roads(two: Any) -> None:
    _results, read = two
    budapest = next(row for row in read["Treaties"] if row["Treaty"].startswith("Convention on Cybercrime"))
    assert budapest["Framework"] == "Budapest Convention"
    assert budapest["Status"].startswith("invited to accede on 9 October 2024")
    assert (budapest["Since"], budapest["Invitation open until"]) == (date(2024, 10, 9), date(2029, 10, 9))
    assert budapest["Treaty in force since"] == date(2004, 7, 1)
    assert "Kenya can accede to the instrument." in budapest["How a State joins"]
    first = next(row for row in read["Treaties"] if row["Treaty"].startswith("First Protocol"))
    assert first["Where the State stands"].startswith("opens on becoming Party to the Convention on Cybercrime")
    corruption = next(row for row in read["Treaties"] if "Corruption" in row["Treaty"])
    assert corruption["In force for the State from"] == date(2005, 12, 14)


def test_days_are_dates_and_what_is_less_known_or_older_than_excel_stays_text() -> None:
    assert writable(str(date(1861, 10, 6))) == "1861-10-06"
    framework, one = small("plain")
    source = next(iter(one.sources.values()))
    days: list[Any] = [date(2024, 2, 29), PartialDate(2024, 5), PartialDate(1999), date(1861, 10, 6), date(1900, 3, 1)]
    sources = {f"s{i}": replace(source, date=day, handling="public") for i, day in enumerate(days)}
    read = sheets(made(assess_profile(replace(one, sources={**one.sources, **sources}), framework)))
    found = [row["Date"] for row in read["Sources"]]
    assert [day for day in found if day] == [date(2024, 2, 29), "2024-05", "1999", "1861-10-06", date(1900, 3, 1)]


@pytest.mark.parametrize(
    "url",
    ["https://bank.example\u202emoc.live/", "https://пример.example/x", "https://x/" + "a" * 2_500, "http://x/\x01"],
)
def test_an_address_that_could_mislead_or_is_too_long_stays_text(url: str) -> None:
    framework, one = small("plain")
    sources = {name: replace(source, url=url) for name, source in one.sources.items()}
    content = made(assess_profile(replace(one, sources=sources), framework))
    assert addresses(parts_of(content)) == []
    assert {row["Address"] for row in sheets(content)["Sources"]} == {writable(url)}


def test_no_row_hides_a_line_where_heights_are_not_found_by_the_program(two: Any) -> None:
    content = made(two[0])
    page = ET.fromstring(part(content, "xl/worksheets/sheet2.xml"))
    heights = {int(row.attrib["r"]): float(row.attrib["ht"]) for row in page.iter() if row.tag.endswith("}row")}
    for i, row in enumerate(two[1]["Findings"], 2):
        lines = max(len(str(text).splitlines()) for text in row.values())
        assert heights[i] >= min(15 * lines, 409)


HOSTILE = [
    "=1+1", "@x", "+1", "-1", "1", "{=1}", "http://127.0.0.1:9/x", "internal:About!A1", "<script>alert(1)</script>",
    "\u202eright to left\u200f", "\U0001f600", "_x0041_", "]]>", "&amp;", " blanks ",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_come_back_literally(text: str) -> None:
    framework, one = small(text)
    content = made(assess_profile(one, framework))
    read = sheets(content)
    assert read["Findings"][0]["Title"] == text
    assert {row["Title"]: row["Address"] for row in read["Sources"]} == {
        text: "http://127.0.0.1:9/x",
        "SECRETSOURCE": "",
    }
    parts = parts_of(content)
    assert not any("<f>" in text for text in parts.values())
    assert not any("externalLink" in name for name in parts)
    assert set(addresses(parts)) == {"http://127.0.0.1:9/x"}
    leads = re.findall(r' (?:Target|location)="([^"]*)"', "".join(parts.values()))
    assert {each for each in leads if "127.0.0.1" in each} == {"http://127.0.0.1:9/x"}


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    text = writable("W" * 100_000)  # several texts together: one alone is never so long
    assert len(text) == LONGEST
    assert text.endswith(" … [cut: a cell holds 32,767 characters, this text has 100,000]")


@pytest.mark.parametrize("length", [LONGEST // 2, LONGEST // 2 + 1, LONGEST])
def test_the_limit_counts_as_excel_counts(length: int) -> None:
    kept = writable("\U0001f600" * length)  # two units each
    assert len(kept.encode("utf-16-le")) // 2 <= LONGEST
    assert ("[cut: " in kept) == (length > LONGEST // 2)
    assert "\ufffd" not in kept


def test_what_a_cell_cannot_hold_becomes_a_replacement_sign() -> None:
    assert writable("a\x00b\x1bc\ufffed\ud800e\tf\r\ng\rh") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng\nh"
    framework, one = small("plain")
    (result,) = assess_profile(replace(one, note="\x01\uffff"), framework)  # the reader of profiles refuses them
    assert {"Item": "Note on the profile", "Text": "\ufffd\ufffd"} in sheets(made([result]))["About"]


def test_nothing_restricted_is_in_a_public_release() -> None:
    framework, one = small("plain")
    full, public = (made(assess_profile(one, framework, release=release)) for release in ("full", "public"))
    texts = ["".join(parts_of(content).values()) for content in (full, public)]
    assert ["SECRETSOURCE" in text for text in texts] == [True, False]
    assert "SECRET" not in texts[1]
    assert {"Item": "Answers withheld from this release", "Text": 1.0} in sheets(public)["About"]


def test_a_sheet_without_rows_is_still_a_table() -> None:
    framework = library({"a": {"kind": "provision"}}, [{"id": "c", "elements": elements("t.a")}])
    text = "sources: {s: {kind: act, title: S}}\nprovisions: {s.1: {status: in_force}}\nfacts: {t.a: {by: s.1}}"
    read = sheets(made(assess_profile(profile(framework, text), framework)))
    assert read["Options"] == []  # one empty row, which readers leave out
    assert read["Findings"][0]["Finding"] == "identified"


def test_a_measure_is_a_row_of_its_own() -> None:
    index = ROOT / "examples/index"
    (result,) = assess_file(index / "profile.yaml", [index])
    read = sheets(made([result]))
    assert len(read["Elements"]) == len(result.findings)
    assert {row["Kind"] for row in read["Elements"]} == {"measure"}
    assert all(row["Status"] == terms.result(f) for row, f in zip(read["Elements"], result.findings, strict=True))


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "77")):
        command = [sys.executable, "-m", "assess", "run", str(KEN), "-o", str(tmp_path / f"{name}.xlsx")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_file_carries_the_day_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    framework, one = small("plain")
    results = assess_profile(one, framework)
    assert ">2026-01-01T00:00:00Z<" in part(made(results), "docProps/core.xml")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert ">1970-01-01T00:00:00Z<" in part(made(results), "docProps/core.xml")


def test_a_comparison_as_a_spreadsheet() -> None:
    (compared,) = compare_files([KEN, KHM])
    content = comparison_document([compared], ".xlsx")
    assert isinstance(content, bytes)
    read = sheets(content)
    assert list(read) == ["About", "Scores", "Findings", "Read differently"]
    assert [row["Code"] for row in read["Findings"][:2]] == ["KHM", "KEN"]
    assert len(read["Findings"]) == 2 * len(compared.findings)
    for row, finding in zip(read["Findings"], (f for each in compared.findings for f in each.findings), strict=True):
        assert row["Finding"] == terms.result(finding)
        assert row["Low"] == pytest.approx(float(finding.low))
    scores = [score for row in compared.rows for score in row.scores]
    assert [row["High"] for row in read["Scores"]] == [pytest.approx(float(s.high)) if s else "" for s in scores]
