"""Rows of elements, sentences of comparisons, pending texts, brands: value by value."""

from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_profile
from assess.model.results import Assessment, Rating, Truth
from assess.views.brand_view import BrandView, brand_view, marked
from assess.views.briefing_view import briefing_view
from assess.views.comparison_view import differing_title, met_title, note
from assess.views.element_rows import _measure_counts_as, element_rows, references
from assess.views.pending_view import pending_lines, would_become
from assess.words.language import unmarked
from tests.build import elements, library, profile
from tests.views.world import FACTS, PROFILE, assessed

LOGO = Path(__file__).parents[1] / "trees" / "logo.svg"


def finding(result: Assessment, name: str) -> Any:
    return next(each for each in result.findings if each.criterion.id == name)


def test_rows_of_elements_value_by_value() -> None:
    result = assessed()
    found = [tuple(row)[:5] for row in element_rows(finding(result, "c1"))]
    assert found == [
        ("e0", "Access is an offence.", "identified", Truth.TRUE, ""),
        ("e1", "Tools are covered", "not identified", Truth.FALSE, ""),
        ("e2", "Aid is covered", "open", Truth.UNKNOWN, ""),
        ("e3", "Orders exist", "not identified", None, ""),
    ]
    (row,) = element_rows(finding(result, "c4"))
    assert tuple(row)[:5] == ("", "How many?", "below the target", Truth.FALSE, "")
    assert ([state.id for state in row.states], row.result) == (["t.staff"], None)
    assert row.citations(result.profile.sources) == ["Page"]


@pytest.mark.parametrize("rating", list(Rating))
def test_as_what_a_measure_counts(rating: Rating) -> None:
    counted = {
        Rating.MET: Truth.TRUE, Rating.UNKNOWN: Truth.UNKNOWN, Rating.NOT_ASSESSED: Truth.UNKNOWN, Rating.NOT_APPLICABLE: None,
    }  # fmt: skip
    assert _measure_counts_as(rating) is counted.get(rating, Truth.FALSE)


def test_elements_that_do_not_apply_are_not_counted() -> None:
    made = library(
        {"a": "yes_no", "b": "yes_no"},
        [
            {"id": "c1", "elements": [*elements("t.a", applies="t.b"), {"id": "e9", "says": "N", "holds": "t.b"}]},
            {"id": "c2", "elements": elements("t.a"), "applies": "t.b"},
        ],
    )
    text = "sources: {s: {kind: press, title: P}}\nfacts: {t.a: {value: true, cite: s}, t.b: {value: false, cite: s}}"
    (result,) = assess_profile(profile(made, text), made)
    assert [(row.id, row.counted) for each in result.findings for row in element_rows(each)] == [
        ("e0", None), ("e9", Truth.FALSE), ("e0", None),
    ]  # fmt: skip


def test_references_are_as_a_profile_writes_them_each_once() -> None:
    facts = assessed(PROFILE.replace("t.unit: unknown", "t.unit: {status: none, searched: [q, p], cite: [q]}")).facts
    assert references(facts["t.access"]) == ["s 1", "s 2"]
    assert references(facts["t.staff"]) == ["q"]
    assert references(facts["t.unit"]) == ["q", "p"]
    assert references(assessed().facts["t.unit"]) == []


def test_a_place_is_given_for_what_is_known_only() -> None:
    text = PROFILE.replace("t.unit: unknown", "t.unit: {status: unknown, cite: [q]}")
    domains = [{"id": "c1", "elements": elements({"any": ["t.access", "t.unit"]}, "t.unit")}]
    made = library(FACTS, domains)
    (result,) = assess_profile(profile(made, text), made)
    (part,) = briefing_view([result], country="K").parts
    (chapter,) = part.chapters
    assert [(e.mark, e.where) for e in chapter.findings[0].elements] == [
        ("yes", ("Act, s. 1 with s. 2",)),
        ("open", ()),
    ]


def test_a_cap_that_is_applied() -> None:
    text = PROFILE.replace("{by: s.8}", "{status: none, searched: [s]}")
    (part,) = briefing_view([assessed(text)], country="K").parts
    (line,) = [line for line in part.method if line.startswith("Cap at")]
    assert line == "Cap at 0.40 on Law – Powers, law (applied), where: No order at all."


# Sentences


def test_sentences_of_a_comparison() -> None:
    assert note() == (
        "Countries are in alphabetical order. Overlapping intervals are not a tie and not a difference: they say that the "
        "answers known so far do not settle the order."
    )
    assert met_title() == "Identified in full in none of them"
    assert differing_title() == "Different whatever the open answers are"


def test_what_a_bill_would_change() -> None:
    result = assessed()
    assert pending_lines(result) == ("Orders (article 18): now not identified; it would become identified",)
    would = result.pending["c5"]._replace(low=F(1, 4), high=F(1, 2))
    assert would_become(result, would) == "identified (0.25–0.50)"


# Brands


def brand(folder: Path, text: str, language: str = "") -> tuple[BrandView, Any]:
    (folder / "logo.svg").write_bytes(LOGO.read_bytes())
    (folder / "brand.yaml").write_text(f"schema: brand/v1\n{text}", encoding="utf-8")
    return brand_view(folder / "brand.yaml", language)


def test_a_brand_value_by_value(tmp_path: Path) -> None:
    text = """language: fr
ministry: {en: Ministry, fr: Ministère}
logo: logo.svg
logo_alt: {fr: Un écu, en: A shield}
logo_kind: national
colours: {accent: "#003366", heading: "#112233"}
footer: {en: Foot, fr: Pied}
classification: {en: OFFICIAL, fr: OFFICIEL}
draft: true
"""
    view, emblem = brand(tmp_path, text)
    assert view._replace(logo="") == BrandView(
        "Ministère",
        "",
        "Un écu",
        ":root { --accent: #003366; --heading: #112233; }\n",
        "",
        "",
        "Pied",
        "OFFICIEL",
        True,
        "fr",
    )
    assert view.logo.startswith("data:image/svg+xml;base64,")
    assert (emblem.line, emblem.path.endswith("brand.yaml")) == (6, True)
    english, _ = brand(tmp_path, text, "en")
    assert (english.ministry, english.footer, english.classification, english.language) == (
        "Ministry",
        "Foot",
        "OFFICIAL",
        "fr",
    )
    _, none = brand(tmp_path, text.replace("national", "organisation"))
    assert none is None
    assert brand(tmp_path, "draft: false\n") == (BrandView(), None)


def test_marks_of_a_run_come_before_those_of_the_brand() -> None:
    own = BrandView(classification="A", draft=True)
    assert (marked(own, None, False), marked(own, "", False).classification) == (own, "")
    assert marked(own, "B", False) == own._replace(classification="B")
    assert marked(BrandView(), None, True).draft is True
    assert marked(BrandView(), None, False) == BrandView()


# What is on record, of the brief


def recorded(rows: dict[str, list[tuple[str, Any, int]]]) -> list[tuple[str, str, str]]:
    """What is on record of a country in which all holds, of domains with criteria: title, condition, weight."""
    facts: dict[str, Any] = dict.fromkeys("abcd", "yes_no")
    domains = {
        name: {
            "criteria": [{"id": t.lower(), "title": t, "weight": w, "elements": elements(c)} for t, c, w in criteria]
        }
        for name, criteria in rows.items()
    }
    made = library(facts, domains)
    cited = ", ".join(f"t.{name}: {{value: true, cite: [{name}1, {name}2]}}" for name in "abc")
    sources = ", ".join(
        f"{name}{n}: {{kind: official_page, title: {name.upper()}{n}}}" for name in "abc" for n in (1, 2)
    )
    text = f"sources: {{{sources}}}\nfacts: {{{cited}, t.d: {{value: false, searched: [a1]}}}}"
    (result,) = assess_profile(profile(made, text), made)
    brief = briefing_view([result], country="K").brief
    return [(each.title, each.point.number, unmarked(each.says)) for each in brief.recorded]


def test_what_is_on_record_is_of_most_weight_first_one_of_each_domain_before_others() -> None:
    rows = {"x": [("One", "t.a", 1), ("Two", "t.b", 3), ("Three", "t.c", 2)], "y": [("Four", "t.c", 1)]}
    assert [(title, number) for title, number, _says in recorded(rows)] == [
        ("Four", "2.1"), ("Two", "1.2"), ("Three", "1.3"),
    ]  # fmt: skip


def test_a_second_of_a_domain_waits_for_the_first_of_every_other() -> None:
    rows = {"x": [("Alpha", "t.a", 1), ("Beta", "t.b", 1)], "y": [("Gamma", "t.c", 1), ("Zeta", "t.a", 1)]}
    assert [title for title, _number, _says in recorded(rows)] == ["Alpha", "Gamma", "Beta"]


def test_what_is_on_record_cites_and_what_cites_nothing_is_left_out() -> None:
    rows = {"x": [("One", {"not": "t.d"}, 5), ("Two", "t.a", 1)], "y": [("Three", {"all": ["t.a", "t.b", "t.c"]}, 1)]}
    assert recorded(rows) == [
        ("Three", "2.1", "On record: S [S1] [S2] [S3] [S4] [S5] [S6] (medium confidence)."),
        ("Two", "1.2", "On record: S [S1] [S2] (medium confidence)."),
    ]


def test_what_stays_the_same_in_words_is_told_in_figures() -> None:
    result = assessed()
    (now,) = (each for each in result.findings if each.criterion.id == "c5")
    same = now._replace(high=F(1, 2))
    (said,) = pending_lines(result._replace(pending={"c5": same}))
    assert said == "Orders (article 18): now not identified (0.00); it would become not identified (0.00–0.50)"
