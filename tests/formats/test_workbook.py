"""The spreadsheet: the content of the assessment, literal text, real numbers, tables that can be filtered, the same bytes."""

import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from assess.api import assess_file, assess_profile, compare_files, comparison_document, document
from assess.engine.advice import questions
from assess.engine.reforms import reforms
from assess.formats.workbook import LONGEST, writable
from assess.model.base import text_in
from assess.words import counting, terms
from tests.build import elements, library, profile
from tests.formats.test_documents import small

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
NAMES = [
    "About", "Findings", "Elements", "Options", "Questions", "Sources", "Law", "Answers", "Reservations", "Agreements", "Comments",
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
        assert table.attrib["name"] == name
        assert table.attrib["ref"].endswith(str(max(len(rows), 1) + 1))
        assert table.find("{*}autoFilter") is not None
        page = part(content, f"xl/worksheets/sheet{i}.xml")
        assert 'state="frozen"' in page
        assert 'orientation="landscape"' in page
        assert 'fitToHeight="0"' in page
        assert "conditionalFormatting" not in page
        assert f"{name}!$1:$1" in workbook
    assert not re.search(r"FF(FF0000|C7CE|00B050)", part(content, "xl/styles.xml"))


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
    assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())
    assert not any("externalLink" in name for name in parts)
    assert not any("127.0.0.1" in text for name, text in parts.items() if name != "xl/sharedStrings.xml")


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
    assert list(read) == ["About", "Scores", "Findings"]
    assert [row["Code"] for row in read["Findings"][:2]] == ["KHM", "KEN"]
    assert len(read["Findings"]) == 2 * len(compared.findings)
    for row, finding in zip(read["Findings"], (f for each in compared.findings for f in each.findings), strict=True):
        assert row["Finding"] == terms.result(finding)
        assert row["Low"] == pytest.approx(float(finding.low))
    scores = [score for row in compared.rows for score in row.scores]
    assert [row["High"] for row in read["Scores"]] == [pytest.approx(float(s.high)) if s else "" for s in scores]
