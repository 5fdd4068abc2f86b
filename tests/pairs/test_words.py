"""What is said between two States: pins of what gives the answer, each fact once, nothing that is not in force."""

from pathlib import Path
from typing import Any

import pytest

from assess import bilateral_files
from assess.engine.pairs import assess_pair
from assess.formats.pair_texts import text
from assess.views.outline_view import outline_view
from assess.views.pair_view import PairStepView, pair_view
from tests.pairs.build import catalogue, profile, rules, step

ROOT = Path(__file__).parents[2]
FLAGS = {name: {"type": "flag", "question": f"Is it {name}?", "spread": True} for name in ("a", "b")}
FACTS = catalogue({"law": {"kind": "provision", "title": "Law", "features": FLAGS}, "unit": {"kind": "capability"}})
PROVISIONS = {"s.1": {"status": "in_force"}, "s.4": {"status": "in_force"}}
TWO = {"by": [{"of": ["s.1"], "features": {"a": True}}, {"of": ["s.4"], "features": {"b": True}}]}
PARTY = {"status": "party", "from": "2010-01-01", "cite": ["p"]}


def said(
    made: dict[str, Any], requested: dict[str, Any], requesting: dict[str, Any] | None = None, **stage: Any
) -> PairStepView:
    found = rules(FACTS, {"steps": [made], **stage}, instruments={"i": {"title": "I", "fact": "treaties.budapest"}})
    two = [
        profile(FACTS, code, facts, provisions=PROVISIONS)
        for code, facts in (("KEN", requesting or {}), ("GHA", requested))
    ]
    view = pair_view([assess_pair(two[i], two[1 - i], found) for i in range(2)])
    return view.directions[0].stages[0].steps[0]


def test_an_answer_on_a_feature_cites_the_basis_that_gives_it() -> None:
    shown = said(step("requested.t.law", shows=["requested.t.law.a", "requested.t.law.b"]), {"t.law": TWO}).shows
    assert shown == ("Ghana: Is it a? yes (S, 1).", "Ghana: Is it b? yes (S, 4).")
    (record,) = said(step("requested.t.law.b"), {"t.law": TWO}).record
    assert record == "Ghana: Law: Is it b? yes (S, 4)."


def test_each_fact_is_said_once_over_all_bases() -> None:
    found = said(step("requested.t.law.a", {"all": ["requested.t.law.a", "requested.t.law.b"]}), {"t.law": TWO})
    assert found.record == ("Ghana: Law: Is it a? yes; Is it b? yes (S, 1; S, 4).",)


def test_where_a_treaty_stands_is_not_said_again_of_what_is_in_force() -> None:
    made = step({"in_force_between": "budapest"})
    assert said(made, {"treaties.budapest": PARTY}, {"treaties.budapest": PARTY}).record == ()
    (record,) = said(made, {"treaties.budapest": "none"}, {"treaties.budapest": PARTY}).record
    assert record.startswith("Ghana: budapest")


@pytest.mark.parametrize(("other", "shown"), [(PARTY, True), ("none", False)])
def test_reservations_are_shown_under_the_state_that_made_them_where_the_treaty_is_in_force(
    other: Any, shown: bool
) -> None:
    reserved = {
        **PARTY,
        "reservations": [{"paragraph": "29(4)", "text": "Its own words.", "cite": ["p"]}],
        "declarations": [],
    }
    made = step(
        {"in_force_between": "budapest"},
        reservations=[{"treaty": "budapest", "paragraphs": "29(4)", "says": "What then?"}],
    )
    found = said(made, {"treaties.budapest": reserved}, {"treaties.budapest": other}).reservations
    assert any("Ghana, reservation under 29(4): Its own words. What then?" in each for each in found) is shown
    assert any(each.startswith("Kenya") for each in found) is shown  # whether Kenya reserved anything is open


def test_an_outline_cites_no_treaty_that_is_not_in_force_and_gives_a_person_no_place() -> None:
    cites = [{"instrument": "i", "article": "1"}]
    outline = {
        "title": "O",
        "contents": [
            {"id": "a", "says": "A", "cites": cites, "shows": ["requested.t.law.a"]},
            {"id": "b", "says": "B", "person": True},
            {"id": "c", "says": "C", "if": "requested.t.unit"},
            {"id": "d", "says": "D", "if": "requested.t.law.b"},
        ],
    }
    made = step("requested.t.law", outline=outline)
    found = rules(FACTS, {"steps": [made]}, instruments={"i": {"title": "I", "fact": "treaties.budapest"}})
    facts = {"t.law": {"by": [{"of": ["s.1"], "features": {"a": True, "b": False}}]}}
    two = profile(FACTS, "KEN", {}, provisions=PROVISIONS), profile(FACTS, "GHA", facts, provisions=PROVISIONS)
    result = assess_pair(*two, found)
    view = outline_view(result, result.steps[0], found.steps[0].step.outline)  # type: ignore[arg-type]
    lines = {line.says: line for line in view.contents.lines}
    assert [*lines] == ["A", "B", "C"]  # what the law does not ask for is left out
    assert lines["A"].asked_by == "S, 1"
    assert (lines["A"].blank, lines["B"].blank, lines["B"].person) == (True, False, True)
    assert lines["C"].is_open


def test_an_answer_on_a_feature_says_how_sure_it_is() -> None:
    unsure = {"t.law": {**TWO, "confidence": "low"}}
    assert said(step("requested.t.law", shows=["requested.t.law.a"]), unsure).shows == (
        "Ghana: Is it a? yes (S, 1; low confidence).",
    )
    assert said(step("requested.t.law.b"), unsure).record == ("Ghana: Law: Is it b? yes (S, 4; low confidence).",)


@pytest.mark.parametrize(
    ("other", "shown"),
    [(PARTY, "in force between the two States"), ("none", "not in force between the two States")],
)
def test_a_basis_in_a_treaty_says_whether_the_treaty_is_in_force(other: Any, shown: str) -> None:
    found = said(step({"in_force_between": "budapest"}), {"treaties.budapest": PARTY}, {"treaties.budapest": other})
    assert [route.truth for route in found.routes] == [shown]


def test_the_text_says_grounds_and_records_once_and_treaties_of_neither_in_one_line() -> None:
    paths = [ROOT / "examples" / "profiles" / f"{code}.yaml" for code in ("ken", "gha")]
    printed = text(bilateral_files(*paths))
    assert printed.count("Neither is recorded as Party to: ") == 1
    assert printed.count("to examine at each step, where it says nothing else: ") == 2
    there = " ".join(printed.partition("Requests from Kenya to Ghana")[2].partition("Requests from Ghana")[0].split())
    assert there.count("Ghana: Commonwealth: yes") == 1
    assert "see also: [mutual_assistance]" in there
    assert "conditions that apply: " in there and "open whether they apply: " in there
    assert "(open)" not in there.replace("Kenya: ", "").partition("would alter")[0]


def test_an_outline_asks_no_language_where_no_rule_sets_one() -> None:
    form = {"language_rule": {"type": "flag", "question": "Rule?"}, "language": {"type": "flag", "question": "Which?"}}
    facts = catalogue({"form": {"kind": "provision", "title": "Form", "features": form}})
    shows = ["requested.t.form.language_rule", "requested.t.form.language"]
    made = step("requested.t.form", outline={"title": "O", "channel": [{"id": "l", "says": "L", "shows": shows}]})
    found = rules(facts, {"steps": [made]})
    for rule, asked in ((False, ()), (True, ("Ghana: Which?",))):
        own = {"t.form": {"by": [{"of": ["s.1"], "features": {"language_rule": rule, "language": "unknown"}}]}}
        two = profile(facts, "KEN", {}, provisions=PROVISIONS), profile(facts, "GHA", own, provisions=PROVISIONS)
        result = assess_pair(*two, found)
        view = outline_view(result, result.steps[0], found.steps[0].step.outline)  # type: ignore[arg-type]
        assert view.channel.confirm == asked
