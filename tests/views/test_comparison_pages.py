"""Comparisons of many: groups of countries, statuses of treaties and bodies, signs that mean one thing, what can be exchanged."""

import json
import re
from datetime import date
from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.comparison import Comparison, compare
from assess.formats.html import render_comparison
from assess.formats.style import read_style
from assess.model.status import Region
from assess.reading.library import load_library
from assess.run.comparisons import comparison_document
from assess.views.comparison_view import SIGNS, comparison_view, mark_of
from assess.views.country_groups import TOGETHER, WIDEST, groups_of
from assess.words.language import speaking
from tests.build import elements, library, profile
from tests.status.shipped import STATUS

SOURCES = "sources: {p: {kind: press, title: P}}\n"


def several(facts: dict[str, str], made: Any = None) -> Comparison:
    """Countries, each with these facts in YAML, under the shipped core framework or another library."""
    made = made or load_library(["cooperation"])
    done = []
    for code, text in facts.items():
        head = f"schema: profile/v1\ncountry: {code}\nas_of: 2026-06-30\n{SOURCES}facts: {{{text}}}"
        done.append((code, assess_profile(profile(made, head), made)[0]))
    return compare(done)


# Groups


def region(code: str, name: str, below: str = "") -> Region:
    return Region(code, name, below, "", "", "", (), date(2026, 1, 1))


def test_a_few_countries_stand_together_wherever_they_lie() -> None:
    assert groups_of([f"C{i}" for i in range(TOGETHER)], {}) == (("", tuple(range(TOGETHER))),)


def test_many_countries_stand_by_region_in_their_own_order_and_what_has_none_comes_last() -> None:
    codes = [f"C{i:02}" for i in range(TOGETHER + 1)]
    regions = {code: region(code, "Asia" if i % 2 else "Africa") for i, code in enumerate(codes[1:])}
    found = groups_of(codes, regions)
    assert [group.title for group in found] == ["Africa", "Asia", "Others"]
    assert found[0].columns == tuple(range(1, len(codes), 2))
    assert found[2].columns == (0,)


def test_a_wide_region_is_divided_and_small_neighbours_share_a_page() -> None:
    parts = {"Caribbean": 20, "Central America": 3, "North America": 4, "South America": 12}
    names = [name for name, n in parts.items() for _ in range(n)]
    codes = [f"C{i:02}" for i in range(len(names))]
    found = groups_of(codes, {c: region(c, "Americas", name) for c, name in zip(codes, names, strict=True)})
    assert [(group.title, len(group.columns)) for group in found] == [
        ("Caribbean (1 of 2)", 10), ("Caribbean (2 of 2)", 10), ("Central America; North America", 7), ("South America", 12),
    ]  # fmt: skip
    assert [i for group in found for i in group.columns] == list(range(len(codes)))


def test_every_state_of_the_world_fits_on_a_page_once() -> None:
    codes = sorted(STATUS.regions)
    found = groups_of(codes, STATUS.regions)
    assert sorted(i for group in found for i in group.columns) == list(range(len(codes)))
    assert max(len(group.columns) for group in found) <= WIDEST
    assert len({group.title for group in found}) == len(found)


def test_every_region_of_the_data_has_a_french_name() -> None:
    codes = sorted(STATUS.regions)
    with speaking("fr"):
        titles = " ".join(group.title for group in groups_of(codes, STATUS.regions))
    assert not re.search(
        r"Africa\b|Asia\b|Europe \(|Northern|Southern|Eastern|Western|Central [AE]|America\b|Others", titles
    )


# Treaties and bodies


TREATY = {
    "KEN": "treaties.budapest: {status: party, from: 2020-05-01, cite: [p]}, "
    "treaties.un_convention: {status: party, from: 2026-03-01, cite: [p]}, "
    "cooperation.contact_24_7: {status: operational, cite: [p]}",
    "GHA": "treaties.budapest: {status: none, searched: [p]}, "
    "treaties.un_convention: {status: consent_deposited, from: 2026-02-01, cite: [p]}, "
    "cooperation.contact_24_7: {status: planned, cite: [p]}",
    "KHM": "treaties.budapest: unknown, cooperation.contact_24_7: {status: none, searched: [p]}",
}


def test_no_state_is_called_party_to_a_treaty_that_is_not_in_force() -> None:
    view = comparison_view([several(TREATY)], STATUS)
    rows = {row.title: row for row in view.treaties}
    budapest, convention = (
        next(row for title, row in rows.items() if word in title) for word in ("185", "United Nations")
    )
    assert budapest.cells == ("no action identified", "Party since 1 May 2020", "not settled or not examined")
    assert convention.cells == (
        "contracting State since 1 February 2026; the treaty is not in force",
        "contracting State since 1 March 2026; the treaty is not in force",
        "not settled or not examined",
    )
    assert convention.listed == (
        ("contracting State; the treaty is not in force", "GHA KEN", 2), ("not settled or not examined", "KHM", 1),
    )  # fmt: skip
    assert not any("Party" in word for word, _codes, _n in convention.listed)
    assert "Arab" not in " ".join(rows)  # nobody said anything of it


def test_what_some_operate_and_others_do_not_is_there_for_exchange() -> None:
    view = comparison_view([several(TREATY)], STATUS)
    assert [tuple(row)[1:] for row in view.operated] == [("KEN", "GHA", "KHM")]
    (body,) = view.authorities
    assert body.listed == (("operational", "KEN", 1), ("planned", "GHA", 1), ("none identified", "KHM", 1))
    only = {"KEN": TREATY["KEN"], "KHM": "cooperation.contact_24_7: unknown"}
    assert comparison_view([several(only)], STATUS).operated == ()  # what is open is no lack


def test_among_many_those_of_whom_nothing_is_known_are_not_spelt_out() -> None:
    codes = [code for code, where in sorted(STATUS.regions.items()) if where.region in ("Africa", "Europe")][:40]
    facts = {
        code: "treaties.budapest: {status: party, from: 2020, cite: [p]}" if i < 3 else ""
        for i, code in enumerate(codes)
    }
    row = comparison_view([several(facts)], STATUS).treaties[0]
    assert row.listed == (("Party", " ".join(codes[:3]), 3), ("not settled or not examined", "all others", 37))


# Signs


def test_each_sign_means_one_thing() -> None:
    assert len({sign for sign, _says in SIGNS.values()}) == len({says for _sign, says in SIGNS.values()}) == len(SIGNS)
    from assess.formats.fonts import lacking

    assert not lacking("".join(sign for sign, _says in SIGNS.values()))


FACTS = {"a": {"kind": "provision"}, "b": "yes_no", "n": {"kind": "number", "unit": "u"}}
CRITERIA = [
    {"id": "both", "title": "Both", "elements": elements("t.a", "t.b")},
    {"id": "may", "title": "May", "obligation": "may", "elements": elements("t.b")},
    {"id": "number", "title": "Number", "measure": {"fact": "t.n", "from": 0, "to": 10}},
]


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ("t.a: none, t.b: {value: true, cite: [p]}, t.n: {value: 4, cite: [p]}", "part yes no"),
        ("t.a: {status: none, searched: [p]}, t.b: {value: false, cite: [p]}, t.n: {value: 10, cite: [p]}", "no option yes"),
        ("t.a: unknown, t.b: {value: true, cite: [p]}", "least yes -"),
        ("t.a: unknown, t.b: {value: false, cite: [p]}, t.n: unknown", "most option open"),
        ("t.a: unknown, t.b: unknown", "open open -"),
        ("", "- - -"),
    ],
)  # fmt: skip
def test_the_sign_of_each_reading(facts: str, marks: str) -> None:
    made = library(FACTS, CRITERIA)
    text = facts.replace("t.a: none", "t.a: {status: none, searched: [p]}")
    (one, _other) = several({"KEN": text, "KHM": ""}, made).countries
    assert [mark_of(finding) or "-" for finding in one.assessment.findings] == marks.split()


# Documents


def test_on_paper_groups_stand_one_after_the_other_and_on_a_screen_all_together() -> None:
    codes = sorted(code for code, where in STATUS.regions.items() if where.region in ("Africa", "Oceania"))[:20]
    made = library(FACTS, CRITERIA)
    view = comparison_view([several(dict.fromkeys(codes, "t.b: {value: true, cite: [p]}"), made)], STATUS)
    paper, screen = render_comparison(view), render_comparison(view, screen=True)
    assert "size: A4 landscape" in paper
    assert paper.count("<h3>") == 2 * len(view.groups) > 2
    assert paper.count('<table class="grid scores') == paper.count('<table class="grid signs') == len(view.groups)
    assert screen.count("<h3>") == 0
    assert screen.count('<div class="scroll" tabindex="0"') == screen.count('<table class="grid facts') == 2
    assert re.search(r"thead th \{ position: sticky; inset-block-start: 0", screen)
    assert re.search(r"tbody th, \.scroll thead th:first-child \{ position: sticky; inset-inline-start: 0", screen)
    assert f'<abbr title="{view.countries[0][0]}">{view.countries[0][1]}</abbr>' in screen
    assert len(re.findall(r"<td[^>]*></td>", paper)) > 0  # no ink where nobody looked


def test_a_comparison_has_a_brand_marks_and_a_language() -> None:
    compared = several(TREATY)
    style = read_style([".html"], language="fr", classification="RESTREINT", draft=True)
    with speaking("fr"):
        html = comparison_document([compared], ".html", style)
    assert isinstance(html, str)
    for said in ('<html lang="fr"', "RESTREINT", "PROJET", "État contractant", "Traités"):
        assert said in html, said
    assert "contracting State" not in html


# What is certain of the order


LADDER = {"a": "yes_no", "b": "yes_no", "c": "yes_no", "d": "yes_no"}


def ladder(answers: dict[str, str]) -> Comparison:
    """Countries with y, n or ? for each of four criteria."""
    made = library(LADDER, [{"id": n, "title": n, "elements": elements(f"t.{n}")} for n in LADDER])
    words = {"y": "{value: true, cite: [p]}", "n": "{value: false, cite: [p]}", "?": "unknown"}
    return several(
        {code: ", ".join(f"t.{n}: {words[a]}" for n, a in zip(LADDER, said, strict=True)) for code, said in answers.items()},
        made,
    )  # fmt: skip


def test_what_is_certain_is_said_and_drawn() -> None:
    compared = ladder({"KEN": "yyy?", "GHA": "y?nn", "KHM": "nnn?", "SEN": "?nnn"})
    view = comparison_view([compared]).parts[0].order
    assert view.summary == "Whatever the open answers are, some countries are in a certain order in 2 of 2 scores."
    row = view.rows[0]
    assert (row.title, row.axis, row.left) == ("Framework", "Law", "6 of 24 orders")
    assert row.said == ("KEN scores higher than GHA, KHM, SEN",)
    assert row.positions == "GHA 2, KEN 1, KHM 2–4, SEN 2–4"  # GHA may be level with the others, not below them
    assert row.figure is not None
    assert [node.label for node in row.figure.nodes] == ["GHA", "KEN", "KHM", "SEN"]
    assert len({node.y for node in row.figure.nodes}) == 2
    assert len(row.figure.lines) == 3
    (data,) = json.loads(str(comparison_document([compared], ".json")))
    assert data["scores"][0]["positions"] == {"GHA": [2, 2], "KEN": [1, 1], "KHM": [2, 4], "SEN": [2, 4]}
    assert data["scores"][0]["certain"] == [["KEN", "GHA"], ["KEN", "KHM"], ["KEN", "SEN"]]
    assert data["scores"][0]["orders"] == 6
    text = str(comparison_document([compared], ".txt"))
    assert "What is certain of the order" in text
    assert max(map(len, text.splitlines())) <= 80
    html = render_comparison(comparison_view([compared]))
    assert html.count('<svg class="hasse"') == 2
    assert "<title>Framework: KEN scores higher than GHA, KHM, SEN</title>" in html


def test_nothing_certain_is_said_in_one_sentence() -> None:
    compared = ladder({"KEN": "????", "GHA": "y???"})
    order = comparison_view([compared]).parts[0].order
    assert (order.rows, order.summary) == (
        (), "No order is certain, whatever the open answers are.",
    )  # fmt: skip


def test_many_countries_are_not_drawn_and_their_orders_not_counted() -> None:
    codes = sorted(STATUS.regions)[:60]
    compared = ladder({code: "yyyy" if i == 30 else "nnnn" for i, code in enumerate(codes)})
    row = comparison_view([compared]).parts[0].order.rows[0]
    assert (row.figure, row.left) == (None, "")
    assert len(row.said) == 2
    assert row.said[1] == "(and 19 more)"
