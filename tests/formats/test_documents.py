"""Documents: literal text, nothing fetched, tagged and reproducible PDF, atomic files, released profiles."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

import assess
from assess.api import assess_profile, document
from assess.formats.files import write
from assess.formats.pdf import render_pdf
from assess.formats.templates.folder import shipped_templates
from assess.model.base import LONGEST
from assess.problems import ReportError
from assess.reading.library import load_library
from tests.build import elements, library, profile
from tests.formats.briefings import Briefings, small
from tests.needs import need_pdftotext

ROOT = Path(__file__).parent.parent.parent


def test_text_of_inputs_appears_literally_in_html() -> None:
    made, one = small()
    html = document(assess_profile(one, made), ".html")
    assert isinstance(html, str)
    (script,) = re.findall(r"(?s)<script.*?</script>", html)
    assert script == f"<script>{shipped_templates().shipped['briefing.js']}</script>"
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} {% for x in y %}" in html
    assert "default-src &#39;none&#39;" in html
    assert "http://127.0.0.1:9/x" in html  # printed as text
    assert re.findall(r'href="(http[^"]*)" rel="noreferrer"', html) == re.findall(r'href="(http[^"]*)"', html)
    assert set(re.findall(r'href="(http[^"]*)"', html)) == {
        "http://127.0.0.1:9/x"
    }  # a link, which nothing opens by itself
    assert "src=" not in html


def test_what_is_for_screens_stays_out_of_the_pdf(briefings: Briefings) -> None:
    made, one = small()
    screen = document(assess_profile(one, made), ".html")
    for word in ("<script", "<details", 'class="skip"', "<main", "@media screen", 'role="search"'):
        assert word in screen  # type: ignore[operator]
        assert word not in briefings["hostile"].html


def test_the_script_writes_text_and_never_markup() -> None:
    script = shipped_templates().shipped["briefing.js"]
    assert script.startswith('"use strict";')
    assert "textContent" in script
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|\.style\b|fetch|XMLHttp", script
    )


def test_text_of_inputs_appears_literally_in_pdf(briefings: Briefings) -> None:
    need_pdftotext()
    command = ["pdftotext", "-layout", str(briefings["hostile"].path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "<script>alert(1)</script> {{7*7}}" in " ".join(text.split())


def test_a_word_as_long_as_a_title_may_be_leaves_the_page_whole() -> None:
    made, one = small("W" * LONGEST["title"])
    html = document(assess_profile(one, made), ".html")
    assert "W" * LONGEST["title"] in html  # type: ignore[operator]


def test_csv_cells_are_no_formulas() -> None:
    made, one = small("=HYPERLINK(1)")
    text = document(assess_profile(one, made), ".csv")
    assert ",'=HYPERLINK(1)," in text  # type: ignore[operator]


def test_what_is_restricted_is_nowhere_in_a_public_release() -> None:
    made, one = small("plain")
    results = assess_profile(one, made, release="public")
    assert results[0].withheld == 1
    full = assess_profile(one, made)
    assert (full[0].scores["d", "law"].low, results[0].scores["d", "law"].low) == (1, 0.5)
    for kind in (".txt", ".json", ".csv", ".html"):
        assert "SECRET" in document(full, kind) or kind == ".txt"  # type: ignore[operator]
        assert "SECRET" not in document(results, kind)  # type: ignore[operator]
    pdf = document(results, ".pdf")
    assert isinstance(pdf, bytes)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [o.read_bytes() for o in opened.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"SECRET" in content for content in (pdf, *streams))


def test_the_pdf_is_tagged_titled_and_has_an_outline(briefings: Briefings) -> None:
    with pikepdf.open(briefings["index"].path) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en"
        assert str(opened.docinfo["/Title"]).startswith("Example State – Digital readiness")
        assert opened.Root.Outlines.Count != 0
        metadata = bytes(opened.Root.Metadata.read_bytes())
        assert b"pdfuaid:part" in metadata
        assert b"pdfaid:part" in metadata
        figures = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert figures
        assert all("/Alt" in figure for figure in figures)
        fonts = {str(o.BaseFont) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
        assert fonts
        assert all("Noto" in font for font in fonts)


@pytest.mark.documents
def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    index = ROOT / "examples/index"
    for name, seed in (("a", "1"), ("b", "77")):
        command = [sys.executable, "-m", "assess", "run", str(index / "profile.yaml"), "-f", str(index)]
        command += ["-o", str(tmp_path / f"{name}.pdf"), "-o", str(tmp_path / f"{name}.html")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True)
    for kind in ("pdf", "html"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://example.org/x.png", "x.png"]
)
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(ReportError):
        render_pdf(f"<html lang=en><title>t</title><body><img src='{address}' alt=x></body></html>")


def test_a_missing_pango_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ReportError, match=r"libpango-1\.0-0") as raised:
        render_pdf("<p>x</p>")
    assert all(name in str(raised.value) for name in ("Debian", "Fedora", "macOS", "Windows"))
    assert "\n" not in str(raised.value)


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    write(target, "first")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ReportError, match="cannot be written"):
        write(target, "second")
    assert target.read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_pending_texts_say_what_findings_would_become() -> None:
    made = library({"a": {"kind": "provision", "features": {"x": {"type": "flag", "question": "Q?"}}}},
                   [{"id": "c", "elements": elements("t.a", "t.a.x")}])  # fmt: skip
    text = """
sources: {s: {kind: act, title: S}, b: {kind: bill, title: B}}
provisions: {s.1: {status: in_force}, b.2: {status: bill, replaces: [s.1]}}
facts:
  t.a:
    by:
      - {of: [s.1], features: {x: false}}
      - {of: [b.2], features: {x: true}}
"""
    (result,) = assess_profile(profile(made, text), made)
    assert result.findings[0].rating.value == "partly_met"
    assert result.pending["c"].rating.value == "met"
    assert "would become identified" in document([result], ".txt")  # type: ignore[operator]


def test_the_example_countries_compare() -> None:
    paths = [ROOT / "examples/profiles" / name for name in ("ken.yaml", "khm.yaml")]
    from assess.api import compare_files, comparison_document

    compared = compare_files(paths)
    assert [country.code for country in compared[0].countries] == ["KHM", "KEN"]
    assert all(row.findings[0].gap and row.findings[1].gap for row in compared[0].met_by_none)
    for kind in (".txt", ".json", ".csv", ".html"):
        assert comparison_document(compared, kind)


def test_public_names_work_in_one_line() -> None:
    (result,) = assess.assess_file(ROOT / "examples/profiles/ken.yaml")
    assert result.profile.country == "KEN"
    assert load_library(["cooperation"]).frameworks[0].id == "cooperation"
