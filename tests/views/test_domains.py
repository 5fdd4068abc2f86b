"""Domains under their own parents, whatever the order of the files; in every format."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.engine.comparison import compare
from assess.formats import comparison_texts
from assess.formats.html import render_comparison
from assess.model.results import Assessment
from assess.views.comparison_sheets import comparison_book
from assess.views.comparison_view import comparison_view
from assess.views.domains import branches, chapters_of, findings_in_order, numbers_of, paths
from assess.views.sheets import briefing_book
from tests.build import elements, library, profile

INDEX = Path(__file__).parent.parent.parent / "examples/index"


def criteria(name: str) -> list[dict[str, Any]]:
    return [{"id": f"{name}{i}", "title": f"{name}{i}", "elements": elements("t.a")} for i in range(2)]


DOMAINS: dict[str, dict[str, Any]] = {
    "leaf": {"title": "Leaf", "parent": "inner", "criteria": criteria("leaf")},
    "alone": {"title": "Alone", "criteria": criteria("alone")},
    "outer": {"title": "Outer"},
    "side": {"title": "Side", "parent": "outer", "criteria": criteria("side")},
    "inner": {"title": "Inner", "parent": "outer"},
}


def assessed(country: str = "KEN") -> Assessment:
    made = library({"a": {"kind": "yes_no"}}, DOMAINS)
    head = f"schema: profile/v1\ncountry: {country}\nas_of: 2026-01-01\n"
    (result,) = assess_profile(profile(made, f"{head}facts: {{t.a: unknown}}"), made)
    return result


def test_a_parent_comes_before_its_children_and_these_before_the_next() -> None:
    framework = assessed().framework
    assert [(b.domain.domain, b.depth, b.path) for b in branches(framework)] == [
        ("alone", 0, "Alone"),
        ("outer", 0, "Outer"),
        ("side", 1, "Outer – Side"),
        ("inner", 1, "Outer – Inner"),
        ("leaf", 2, "Outer – Inner – Leaf"),
    ]
    assert [b.domain.domain for b in chapters_of(framework)] == ["alone", "side", "leaf"]
    assert paths(framework)["leaf"] == "Outer – Inner – Leaf"


def test_findings_and_their_numbers_follow() -> None:
    result = assessed()
    assert [f.criterion.id for f in findings_in_order(result)] == [
        "alone0",
        "alone1",
        "side0",
        "side1",
        "leaf0",
        "leaf1",
    ]
    assert numbers_of(result) == {
        "alone0": "1.1", "alone1": "1.2", "side0": "2.1", "side1": "2.2", "leaf0": "3.1", "leaf1": "3.2",
    }  # fmt: skip


ORDER = ["Alone", "Outer", "Side", "Inner", "Leaf"]


def positions(text: str, names: list[str]) -> list[int]:
    return [text.index(name) for name in names]


def test_text_and_html_print_them_so() -> None:
    text, html = (document([assessed()], kind) for kind in (".txt", ".html"))
    assert isinstance(text, str)
    assert isinstance(html, str)
    table = text[text.index("\nDomain") :]
    assert [line.split("  nothing")[0].split("  0.00")[0].rstrip() for line in table.splitlines()[2:7]] == [
        "Alone", "Outer", "  Side", "  Inner", "    Leaf",
    ]  # fmt: skip
    rows = html[html.index('<table class="ratings">') :]
    shown = ["Alone", "Outer", 'depth-1">Side', 'depth-1">Inner', 'depth-2">Leaf']
    assert positions(rows, shown) == sorted(positions(rows, shown))
    assert "3 Outer – Inner – Leaf</h2>" in html


def test_the_workbook_and_a_comparison_print_them_so() -> None:
    book = briefing_book([assessed()], "Kenya")
    domains = ["Alone"] * 2 + ["Outer – Side"] * 2 + ["Outer – Inner – Leaf"] * 2
    for sheet in book.sheets[1:3]:
        assert [row[2] for row in sheet.rows] == domains, sheet.name
    compared = compare([("Kenya", assessed()), ("Ghana", assessed("GHA"))])
    (axis,) = comparison_view([compared]).parts[0].axes
    assert [(row.title, row.depth) for row in axis[1]] == [
        ("Framework", 0), ("Alone", 0), ("Outer", 0), ("Side", 1), ("Inner", 1), ("Leaf", 2),
    ]  # fmt: skip
    lines = comparison_texts.text(compared).splitlines()
    assert [line for line in lines if line.strip() in ("Framework", *ORDER)] == [
        "  Framework", "  Alone", "  Outer", "    Side", "    Inner", "      Leaf",
    ]  # fmt: skip
    html = render_comparison(comparison_view([compared]))
    assert 'depth-2">Leaf' in html
    _about, scores, findings, *_others = comparison_book([compared]).sheets
    assert list(dict.fromkeys(row[1] for row in scores.rows)) == [
        "Framework", "Alone", "Outer", "Outer – Side", "Outer – Inner", "Outer – Inner – Leaf",
    ]  # fmt: skip
    assert [row[3] for row in findings.rows[::2]] == ["alone0", "alone1", "side0", "side1", "leaf0", "leaf1"]


def test_the_example_index_speaks_of_measures_under_their_pillars() -> None:
    results = assess_file(INDEX / "profile.yaml", [INDEX])
    text = document(results, ".txt")
    assert isinstance(text, str)
    table = text[text.index("\nDomain") :].splitlines()[2:7]
    assert [line.split("  ")[0] or line[:10].rstrip() for line in table] == [
        "Infrastructure", "  Networks", "  Devices", "Skills", "  People",
    ]  # fmt: skip
    assert "0 of 5 measures at their target, 0 open, 5 short of it." in text
    assert "Price of mobile data [price]: above the target" in text
    assert "value 3.1 per cent; target at most 2 per cent; score 84.50 of 100" in text


@pytest.mark.parametrize("kind", [".txt", ".html"])
def test_no_measure_is_worded_as_law(kind: str) -> None:
    text = document(assess_file(INDEX / "profile.yaml", [INDEX]), kind)
    assert isinstance(text, str)
    head = (
        text.split("How to read")[0] + text.split('class="part"')[-1].split('class="method"')[0]
        if kind == ".html"
        else text
    )
    assert "identified" not in head.replace("[identified]", "")


def test_the_csv_says_in_words_how_a_measure_stands() -> None:
    text = document(assess_file(INDEX / "profile.yaml", [INDEX]), ".csv")
    assert isinstance(text, str)
    (row,) = [row for row in csv.reader(io.StringIO(text)) if row[0] == "element" and "price" in row]
    assert "above the target" in row
