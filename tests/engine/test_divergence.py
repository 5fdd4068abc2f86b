"""Offences of two countries, element by element."""

import json

import pytest

from assess.engine.comparison import Comparison
from assess.engine.divergence import offences, pair
from assess.run.comparisons import comparison_document
from assess.views.comparison_view import comparison_view
from tests.build import library
from tests.views.test_comparison_pages import several

LAW = {
    "access": {"kind": "provision", "features": {"any_part": {"type": "flag", "question": "Q?"}}},
    "fraud": {"kind": "provision"},
}
ELEMENTS = [
    {"id": "offence", "says": "Access is an offence", "holds": "offences.access", "essential": True},
    {"id": "part", "says": "Any part is enough", "holds": "offences.access.any_part"},
    {"id": "more", "says": "An option", "holds": "offences.fraud", "option": True},
]


def compared(answers: dict[str, str]) -> Comparison:
    criteria = [
        {"id": "access", "title": "Illegal access", "elements": ELEMENTS},
        {"id": "fraud", "title": "Fraud", "elements": [{"id": "offence", "says": "Fraud", "holds": "offences.fraud"}]},
        {"id": "other", "title": "Other", "elements": [{"id": "e", "says": "S", "holds": "t.a"}]},
    ]
    return several(answers, library({"a": "yes_no"}, criteria, others={"offences": LAW}))


def answer(any_part: str) -> str:
    return f"offences.access: {{by: p.1, features: {{any_part: {any_part}}}}}"


def made(**facts: str) -> Comparison:
    with pytest.MonkeyPatch.context() as patch:
        sources = "sources: {p: {kind: act, title: P}}\nprovisions: {p.1: {status: in_force}}\n"
        patch.setattr("tests.views.test_comparison_pages.SOURCES", sources)
        return compared(facts)


FRAUD = "offences.fraud: {status: none, searched: [p]}"


def test_only_offences_are_compared_and_options_are_left_out() -> None:
    found = made(KEN=answer("true"), GHA=f"{answer('false')}, {FRAUD}")
    assert [row.criterion.id for row in offences(found)] == ["access", "fraud"]
    access, fraud = pair(found, 1, 0)
    assert [country.code for country in found.countries] == ["GHA", "KEN"]
    assert (access.both, access.first, access.second, access.neither, access.open) == ((0,), (1,), (), (), ())
    assert (access.same, access.apart) == (False, True)
    assert (fraud.open, fraud.same, fraud.apart) == ((0,), False, False)


def test_a_pair_is_written_out_and_many_pairs_are_counted() -> None:
    found = made(KEN=f"{answer('true')}, {FRAUD}", GHA=f"{answer('false')}, {FRAUD}")
    view = comparison_view([found]).parts[0].divergence
    assert view is not None
    (one,) = view.pairs
    assert (one.title, one.same, one.open) == ("GHA and KEN", "", "Fraud")
    assert one.apart == (("Illegal access", "only in KEN: Any part is enough"),)
    text = str(comparison_document([found], ".txt"))
    assert "- Illegal access: only in KEN: Any part is enough" in text
    (data,) = json.loads(str(comparison_document([found], ".json")))
    assert data["offences"][0]["offences"]["access"] == {
        "both": ["offence"], "first": [], "second": ["part"], "neither": [], "open": []
    }  # fmt: skip
    many = made(KEN=answer("true"), GHA=answer("true"), KHM=answer("false"), SEN="")
    table = dict(comparison_view([many]).parts[0].divergence.table)  # type: ignore[union-attr]
    assert table["GHA"] == ("", "1 · 0 · 1", "0 · 1 · 1", "0 · 0 · 2")
    assert "Of 2 offences" in str(comparison_document([many], ".html"))


def test_a_framework_without_offences_has_no_pairs() -> None:
    criteria = [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.a"}]}]
    found = several({"KEN": "", "GHA": ""}, library({"a": "yes_no"}, criteria))
    assert comparison_view([found]).parts[0].divergence is None
    (data,) = json.loads(str(comparison_document([found], ".json")))
    assert data["offences"] is None
