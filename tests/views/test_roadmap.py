"""The roadmap: order, spans, horizons, what each option serves and closes, and its wording."""

import re
from typing import Any

import pytest

from assess.api import assess_profile, document
from assess.model.results import Assessment
from assess.views.briefing_view import briefing_view
from assess.views.charts import TIME
from assess.views.roadmap_view import OptionView, RoadmapView
from assess.words.language import speaking
from tests.build import elements, library, profile

HEAD = "sources: {s: {kind: act, title: S, unit: s.}}\n"
TREATY = {"kind": "treaty", "title": "A treaty"}


def law(title: str, effort: int | None = None, *needs: str, **reform: Any) -> dict[str, Any]:
    given = {"do": f"Provide for {title}", "needs": list(needs), **({"effort": effort} if effort else {}), **reform}
    features = {"x": {"type": "flag", "question": f"Does {title} reach x?"}}
    return {"kind": "provision", "title": title.title(), "features": features, "reform": given}


def asks(name: str, *conditions: Any, **extra: Any) -> dict[str, Any]:
    return {"id": name, "elements": elements(*(conditions or (f"t.{name}",))), **extra}


def assessed(
    facts: dict[str, Any], *heads: tuple[dict[str, Any], list[dict[str, Any]]], text: str = ""
) -> list[Assessment]:
    """One assessment for each framework; facts not answered in `text` are known not to hold."""
    found = []
    for i, (head, criteria) in enumerate(heads or (({}, []),)):
        made = library(facts, criteria, **{"id": f"f{i}", **head})
        missing = "".join(
            f"  t.{name}: {{status: none, searched: [s]}}\n" for name in facts if f"t.{name}:" not in text
        )
        found += assess_profile(profile(made, f"{HEAD}facts:\n{text}{missing}"), made)
    return found


def roadmap(facts: dict[str, Any], *criteria: dict[str, Any], text: str = "", **head: Any) -> RoadmapView:
    return briefing_view(assessed(facts, (head, list(criteria)), text=text), country="Kenya").roadmap


def options(facts: dict[str, Any], *criteria: dict[str, Any], text: str = "", **head: Any) -> tuple[OptionView, ...]:
    return roadmap(facts, *criteria, text=text, **head).options


def test_without_a_gap_there_is_no_option() -> None:
    made = roadmap({"a": law("a")}, asks("a"), text="  t.a: unknown\n")
    assert (made.options, made.longest) == ((), 12)


def test_what_is_needed_comes_first_and_is_named_by_its_number() -> None:
    facts = {"a": law("a", 1, "t.b", "t.c"), "b": law("b", 3), "c": law("c", 1)}
    made = options(facts, asks("a", weight=9), asks("b"), asks("c"))
    assert [(each.id, each.text, each.after) for each in made] == [
        ("R1", "Provide for b.", ""), ("R2", "Provide for c.", ""), ("R3", "Provide for a.", "R1, R2"),
    ]  # fmt: skip


def test_spans_follow_from_the_effort_on_an_axis_of_whole_years() -> None:
    made = roadmap({"a": law("a", 2, "t.b"), "b": law("b", 3)}, asks("a"), asks("b"))
    assert made.longest == 24
    first, second = (each.figure for each in made.options)
    assert (first.x, first.length) == (0, TIME / 2)
    assert (second.x, second.length) == (TIME / 2, TIME / 4)
    assert second.reading == "About 18 months from the decision, begun in month 12."
    assert len(first.ticks) == 3


def test_spans_are_mirrored_where_the_page_runs_from_right_to_left(tmp_path: Any) -> None:
    path = tmp_path / "ar/LC_MESSAGES/assess.po"
    path.parent.mkdir(parents=True)
    path.write_text("")
    found = assessed({"a": law("a", 2, "t.b"), "b": law("b", 3)}, ({}, [asks("a"), asks("b")]))
    with speaking("ar", tmp_path):
        first, second = (each.figure for each in briefing_view(found, country="Kenya").roadmap.options)
    assert (first.x, second.x + second.length) == (TIME / 2, TIME / 2)


@pytest.mark.parametrize(
    ("effort", "shown", "horizon"),
    [
        (1, "1 of 5", "short (to 12 months)"), (2, "2 of 5", "short (to 12 months)"), (3, "3 of 5", "short (to 12 months)"),
        (4, "4 of 5", "medium (to 24 months)"), (5, "5 of 5", "long (over 24 months)"), (None, "–", "short (to 12 months)"),
    ],
)  # fmt: skip
def test_the_horizon_is_in_words(effort: int | None, shown: str, horizon: str) -> None:
    (only,) = options({"a": law("a", effort)}, asks("a"))
    assert (only.effort, only.horizon) == (shown, horizon)


def test_the_horizon_counts_from_the_decision_not_from_the_beginning_of_the_reform() -> None:
    made = options({"a": law("a", 1, "t.b"), "b": law("b", 4)}, asks("a"), asks("b"))
    assert [each.horizon for each in made] == ["medium (to 24 months)", "long (over 24 months)"]


def test_an_asterisk_marks_what_the_reform_alone_would_close() -> None:
    facts = {"a": law("a"), "b": law("b")}
    alone, both, unknown = asks("a"), asks("both", "t.a", "t.b"), asks("open", "t.a", "t.a.x == false", "t.c")
    facts["c"] = {"kind": "yes_no"}
    made = options(facts, alone, both, unknown, text="  t.c: unknown\n")
    assert [(each.text, each.serves) for each in made] == [
        ("Provide for a.", (("", ("1.1*", "1.2", "1.3")),)), ("Provide for b.", (("", ("1.2",)),)),
    ]  # fmt: skip


def test_several_frameworks_share_one_option_with_the_numbers_of_each() -> None:
    facts = {"a": law("a"), "b": law("b")}
    found = assessed(facts, ({"short": "One"}, [asks("b"), asks("a")]), ({"title": "Two"}, [asks("a")]))
    made = briefing_view(found, country="Kenya").roadmap.options
    assert [(each.text, each.serves) for each in made] == [
        ("Provide for a.", (("One", ("1.2*",)), ("Two", ("1.1*",)))), ("Provide for b.", (("One", ("1.1*",)),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("obligation", "status", "text"),
    [
        ("shall", "party", "Provide for a."),
        ("shall", "signed", "In preparing ratification: provide for a."),
        ("shall", "consent_deposited", "In preparing ratification: provide for a."),
        ("shall", "invited", "If accession is pursued: provide for a."),
        ("shall", "none", "If accession is pursued: provide for a."),
        ("endeavour", "party", "Consider: provide for a."),
        ("consider", "none", "Consider: provide for a."),
    ],
)
def test_the_mood_follows_the_obligation_and_the_standing(obligation: str, status: str, text: str) -> None:
    answer = "{status: none, searched: [s]}" if status == "none" else f"{{status: {status}, cite: [s 1]}}"
    facts = {"a": law("a"), "treaty": TREATY}
    (only,) = options(facts, asks("a", obligation=obligation), text=f"  t.treaty: {answer}\n", treaty="t.treaty")
    assert only.text == text


def test_of_several_frameworks_the_strongest_claim_words_it() -> None:
    facts = {"a": law("a"), "one": TREATY, "two": TREATY}
    text = "  t.one: {status: signed, cite: [s 1]}\n  t.two: {status: party, cite: [s 1]}\n"
    soft = asks("a", obligation="consider")
    signed, bound = ({"treaty": "t.one"}, [asks("a")]), ({"treaty": "t.two"}, [asks("a")])

    def worded(*heads: Any) -> str:
        (only,) = briefing_view(assessed(facts, *heads, text=text), country="Kenya").roadmap.options
        return only.text

    assert worded(signed, bound) == "Provide for a."
    assert worded(bound, signed) == "Provide for a."
    assert worded(signed, ({"treaty": "t.two"}, [soft])) == "In preparing ratification: provide for a."


def test_of_equal_duties_the_text_that_binds_most_words_it() -> None:
    facts = {"a": law("a"), "one": TREATY, "two": TREATY}

    def worded(text: str, *treaties: str | None) -> str:
        heads = [({"treaty": treaty} if treaty else {}, [asks("a")]) for treaty in treaties]
        made: set[str] = set()
        for ordered in (heads, heads[::-1]):
            (only,) = briefing_view(assessed(facts, *ordered, text=text), country="Kenya").roadmap.options
            made.add(only.text)
        (found,) = made
        return found

    signed, open_ = "  t.one: {status: signed, cite: [s 1]}\n", "  t.two: unknown\n"
    assert worded(signed + open_, "t.one", "t.two") == "In preparing ratification: provide for a."
    assert worded(signed + open_, "t.two", None) == "Provide for a."  # no treaty asks under no condition
    assert worded(signed + open_, "t.one", None) == "Provide for a."


def test_reforms_that_serve_several_frameworks_say_what_to_do_and_which_articles() -> None:
    facts = {"a": law("a"), "b": law("b"), "c": {"kind": "provision", "title": "C", "reform": {"effort": 1}}}
    one = (
        {"short": "One"},
        [
            asks("a", article="2"),
            asks("b"),
            asks("c", article="3", recommendation={"do": "Set c up"}),
            asks("again", "t.b"),
        ],
    )
    two = (
        {"title": "Two"},
        [asks("a", title="Access"), asks("b", article="9"), asks("c", recommendation={"do": "Write c"})],
    )
    made = briefing_view(assessed(facts, one, two), country="Kenya").shared
    assert made == (
        ("Provide for b", ("One: C, C", "Two: 9")),
        ("Provide for a", ("One: 2", "Two: Access")),
        ("Set c up", ("One: 3", "Two: C")),
    )
    assert briefing_view(assessed(facts, one), country="Kenya").shared == ()


def test_who_leads_who_is_asked_and_whether_an_act_is_needed() -> None:
    facts = {
        "a": law("a", owner="ministry of justice", vehicle="act"),
        "b": law("b", owner="police", vehicle="training", consult="the bar"),
        "c": law("c"),
    }
    made = options(facts, asks("a"), asks("b"), asks("c"))
    assert [(each.owner, each.vehicle, each.primary, each.consult.split(",")[0]) for each in made] == [
        ("ministry of justice", "act", "yes", "police"),
        ("police", "training", "no", "the bar"),
        ("to be decided", "to be decided", "to be decided", "to be decided"),
    ]


def test_the_elements_that_an_option_would_supply_stand_beside_it_each_once() -> None:
    (only,) = options({"a": law("a")}, asks("c1", "t.a", title="One"), asks("c2", "t.a", "t.a.x", title="Two"))
    assert only.details == ("One: S", "Two: S")


@pytest.mark.parametrize(("review", "decided"), [("desk", False), ("authorities", True), ("peer", True)])
def test_decisions_are_requested_only_of_what_was_reviewed(review: str, decided: bool) -> None:
    made = library({"a": law("a")}, [asks("a")])
    head = f"schema: profile/v1\ncountry: KEN\nas_of: 2026-01-01\nreview: {review}\n{HEAD}"
    results = assess_profile(profile(made, f"{head}facts: {{t.a: {{status: none, searched: [s]}}}}"), made)
    assert briefing_view(results, country="Kenya").roadmap.decided is decided
    html = document(results, ".html")
    assert isinstance(html, str)
    assert ("Decisions requested" in html, ">For decision<" in html) == (decided, not decided)


# What is the same of every option


def test_what_is_the_same_of_every_option_is_said_once_and_its_column_left_out() -> None:
    facts = {name: law(name, vehicle="act", owner="ministry of justice") for name in "ab"}
    made = roadmap(facts, asks("a"), asks("b"))
    same = ("Effort of all: –.", "Horizon of all: short (to 12 months).")
    assert made.same == ("Vehicle of all: act.", "Lead of all (proposed): ministry of justice.", *same)
    assert made.columns == ()
    made = roadmap({**facts, "b": law("b", vehicle="regulation", owner="ministry of justice")}, asks("a"), asks("b"))
    assert (made.same, made.columns) == (("Lead of all (proposed): ministry of justice.", *same), ("vehicle",))
    needs = {"a": law("a", 1, "t.b", vehicle="act"), "b": law("b", 1, vehicle="act", owner="police")}
    made = roadmap(needs, asks("a"), asks("b"))
    same = ("Vehicle of all: act.", "Effort of all: 1 of 5.", "Horizon of all: short (to 12 months).")
    assert (made.same, made.columns) == (same, ("owner", "after"))


def test_of_one_option_nothing_is_said_of_all() -> None:
    made = roadmap({"a": law("a", vehicle="act")}, asks("a"))
    assert (made.same, made.columns) == ((), ("vehicle", "owner", "effort", "horizon"))


def test_the_page_has_only_the_columns_that_differ() -> None:
    def heads(*owners: str) -> list[str]:
        facts = {name: law(name, vehicle="act", owner=owner) for name, owner in zip("ab", owners, strict=True)}
        page = document(assessed(facts, ({}, [asks("a"), asks("b")])), ".html")
        assert isinstance(page, str)
        table = page.partition('id="roadmap"')[2].partition("</section>")[0]
        return re.findall(r'<th scope="col">([^<]*)</th>', table)

    assert heads("police", "police") == ["No.", "Step", "Time", "Criteria served"]
    assert heads("police", "court") == ["No.", "Step", "Vehicle; lead (proposed)", "Time", "Criteria served"]


@pytest.mark.parametrize(
    ("fact", "is_law", "head"),
    [
        (law("a", vehicle="act"), True, "Provide for a"), (law("a", vehicle="regulation"), True, "Provide for a"),
        (law("a", vehicle="circular"), False, "Provide for a"), (law("a"), False, "Provide for a"),
    ],
)  # fmt: skip
def test_what_makes_law_stands_in_the_table_of_amendments(fact: dict[str, Any], is_law: bool, head: str) -> None:
    (option,) = options({"a": fact}, asks("a"))
    assert (option.law, option.head) == (is_law, head)


def test_an_amendment_is_law_whatever_its_vehicle_and_its_head_has_no_words_of_the_text() -> None:
    text = "  t.a: {by: s.1, features: {x: false}}\n"
    made = library({"a": law("a")}, [asks("a", "t.a", "t.a.x")])
    head = HEAD + "provisions: {s.1: {status: in_force}}\n"
    (option,) = briefing_view(
        assess_profile(profile(made, f"{head}facts:\n{text}"), made), country="Kenya"
    ).roadmap.options
    assert (option.law, option.head, option.text) == (
        True, "Amend s. 1 of S", "Amend s. 1 of S, on A, so that: S.",
    )  # fmt: skip
