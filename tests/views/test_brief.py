"""The two pages for a minister: what was assessed, counts, cited strengths, points for attention, dates, and what is not known."""

import html
import re
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.formats.style import Style
from assess.model.results import Assessment, Rating
from assess.views.brief_view import BriefView
from assess.views.briefing_view import briefing_view
from assess.views.charts import BAR
from assess.words import counting
from assess.words.countries import country_codes
from tests.build import elements, library, profile
from tests.views.test_briefing import KENYA

FACTS: dict[str, Any] = {
    **{name: {"kind": "provision", "title": name.upper(), "reform": {"do": f"Provide for {name}"}} for name in "abcde"},
    "n": {"kind": "number", "title": "N", "unit": "days"},
}
SOURCES = """
sources: {s: {kind: act, title: An act, short: Act, unit: s., grade: A}, p: {kind: press, title: A page}}
provisions: {s.1: {status: in_force}, s.2: {status: in_force}, s.3: {status: in_force}, s.4: {status: in_force}}
"""


def criterion(name: str, *facts: str, **extra: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title(), "elements": elements(*(f"t.{f}" for f in facts)), **extra}


def assessed(domains: dict[str, list[dict[str, Any]]], facts: dict[str, str], **head: Any) -> Assessment:
    made = library(FACTS, {name: {"criteria": criteria} for name, criteria in domains.items()}, **head)
    body = "".join(f"  t.{name}: {answer}\n" for name, answer in facts.items())
    (result,) = assess_profile(profile(made, f"{SOURCES}facts:\n{body}"), made)
    return result


def brief(*results: Assessment) -> BriefView:
    return briefing_view(results, country="Kenya").brief


YES, NO = "{by: s.1}", "{status: none, searched: [s]}"


# Strengths


def test_strengths_are_duties_identified_in_full_one_of_each_domain_with_the_places_that_show_them() -> None:
    domains = {
        "d1": [criterion("light", "a"), criterion("heavy", "b", weight=3)],
        "d2": [criterion("part", "a", "c"), criterion("whole", "a", "b")],
        "d3": [criterion("soft", "a", obligation="consider"), criterion("free", "a", obligation="may")],
    }
    result = assessed(domains, {"a": "{by: s.1}", "b": "{by: {of: [s.2, s.3]}}", "c": NO})
    made = brief(result)
    assert [(each.title, each.number, each.text) for each in made.strengths] == [
        ("Heavy", "1.2", "Act, s.\u00a02 with s.\u00a03"),
        ("Whole", "2.2", "Act, s.\u00a01; s.\u00a02 with s.\u00a03"),
        ("Light", "1.1", "Act, s.\u00a01"),  # a second of one domain only where there are no others
    ]
    by_title = {finding.criterion.title: finding for finding in result.findings}
    for each in made.strengths:
        assert by_title[each.title].rating is Rating.MET
        assert by_title[each.title].criterion.obligation == "shall"


def test_at_most_three_strengths_and_of_each_two_places() -> None:
    domains = {f"d{i}": [criterion(f"c{i}", "a", "b", "c", "d")] for i in range(5)}
    answers = {name: f"{{by: s.{i}}}" for i, name in enumerate("abcd", 1)}
    made = brief(assessed(domains, answers))
    assert len(made.strengths) == 3
    assert {each.text for each in made.strengths} == {"Act, s.\u00a01; s.\u00a02 (and 2 more)"}


def test_a_strength_rests_on_what_is_there_and_not_on_where_something_was_looked_for() -> None:
    facts = {"any": ["t.c", "t.a", "t.d"]}
    either = {"id": "either", "title": "Either", "elements": [{"id": "e", "says": "S", "holds": facts}]}
    made = brief(assessed({"d": [either]}, {"a": YES, "c": "{status: none, searched: [p]}", "d": "unknown"}))
    assert [each.text for each in made.strengths] == ["Act, s.\u00a01"]


def test_no_duty_in_full_no_strength() -> None:
    result = assessed({"d": [criterion("c", "a", "b")]}, {"a": YES})
    assert brief(result).strengths == ()
    page = document([result], ".html", Style(brief=True))
    assert isinstance(page, str)
    assert "No duty is identified in full on the sources consulted." in page


# Points for attention


def test_points_say_what_is_not_identified_and_how_many_more_there_are() -> None:
    criteria = [criterion(f"c{i}", "a", "b", "c", weight=9 - i) for i in range(7)]
    made = brief(assessed({"d": criteria}, {"a": NO, "b": NO, "c": NO}))
    assert [each.number for each in made.points] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    assert {each.text for each in made.points} == {"Not identified: S; S (and 1 more)."}
    assert made.more_points == 2


def test_a_duty_comes_before_a_heavier_request_and_a_measure_says_how_it_is_rated() -> None:
    criteria = [
        criterion("soft", "a", obligation="consider", weight=9), criterion("duty", "a"), criterion("open", "e"),
        {"id": "days", "title": "Days", "measure": {"fact": "t.n", "from": 10, "to": 0}, "weight": 0.1},
    ]  # fmt: skip
    made = brief(assessed({"d": criteria}, {"a": NO, "n": "{value: 10, cite: [p]}"}))
    assert [(each.title, each.text) for each in made.points] == [
        ("Duty", "Not identified: S."),
        ("Days", "Finding: above the target (value 10 days; target at most 0 days)."),
        ("Soft", "Not identified: S."),
    ]


def test_points_of_several_frameworks_take_turns_and_name_theirs() -> None:
    one = assessed({"d": [criterion("c1", "a"), criterion("c2", "b")]}, {"a": NO, "b": NO}, id="f1", short="One")
    two = assessed({"d": [criterion("c3", "c")]}, {"c": NO}, id="f2", title="Two")
    made = brief(one, two)
    assert [each.number for each in made.points] == ["One 1.1", "Two 1.1", "One 1.2"]
    assert [bar.title for bar in made.bars] == ["One", "Two"]


def test_what_two_frameworks_ask_for_by_the_same_option_is_one_point() -> None:
    one = assessed({"d": [criterion("c1", "a"), criterion("c2", "b")]}, {"a": NO, "b": NO}, id="f1", short="One")
    two = assessed({"d": [criterion("c3", "a")]}, {"a": NO, "b": NO}, id="f2", title="Two")
    made = brief(one, two)
    assert [(each.number, each.options) for each in made.points] == [("One 1.1", ("R1",)), ("One 1.2", ("R2",))]
    assert made.more_points == 1


# Counts


def test_counts_are_those_of_the_words_everywhere() -> None:
    domains = {
        "d1": [criterion("c1", "a", "b", "e"), criterion("c2", "a", obligation="may")],
        "d2": [criterion("c3", "a", "c")],
    }
    result = assessed(domains, {"a": YES, "b": NO, "c": "unknown"})
    made = brief(result)
    assert counting.counts(result.findings)[:2] == ((2, 2, 5, 0, 0), (0, 0, 0, 0, 0))
    assert [(bar.title, bar.identified, bar.open, bar.missing, bar.total) for bar in made.bars] == [
        ("D1", 1, 1, 1, 3), ("D2", 1, 1, 0, 2),
    ]  # fmt: skip
    assert [sum(segment.width for segment in bar.figure.segments) for bar in made.bars] == [
        BAR,
        pytest.approx(BAR * 2 / 3, abs=0.02),
    ]
    assert "3 criteria with 5 elements. 2 of 5 elements identified, 2 open, 1 not identified." in made.assessed[0]
    assert "The profile names 2 sources; the text of the law was read in 1 of them." in made.assessed[0]
    assert made.unknown.startswith("2 of 5 elements are open")


def test_counts_of_a_whole_example_add_up() -> None:
    (result,) = assess_file(KENYA)
    made, counts = brief(result), counting.counts(result.findings)
    for name in ("identified", "open", "missing", "total"):
        assert sum(getattr(bar, name) for bar in made.bars) == getattr(counts.together, name)
    assert counting.counted(counts) in made.assessed[0]


def test_questions_are_those_that_settle_most_each_once() -> None:
    one = assessed({"d": [criterion("c1", "a", weight=1), criterion("c2", "b", weight=5)]}, {}, id="f1")
    two = assessed({"d": [criterion("c3", "b")]}, {}, id="f2")
    assert len(brief(one, two).questions) == 2


# The page


@pytest.fixture(scope="module", params=[["cooperation"], ["budapest", "un_convention"]], ids=len)
def page(request: pytest.FixtureRequest) -> str:
    """The text of the brief of an example, without marks."""
    made = document(assess_file(KENYA, request.param), ".html", Style(brief=True))
    assert isinstance(made, str)
    body = re.sub(r"(?s)^.*?<body[^>]*>|<style>.*?</style>|<script>.*?</script>|<title>.*?</title>", " ", made)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_no_decimal_and_no_share_is_in_the_brief(page: str) -> None:
    text, numbers = re.subn(r"\(([A-Z][^()]* )?\d+\.\d+\)", "", page)  # the numbers of findings look like decimals
    assert numbers >= 8
    assert re.findall(r"(?<![\d.])\d+[.,]\d+(?![\d.])", text) == []
    assert not re.search(r"\d\s?%", text)


def test_no_other_country_is_in_the_brief(page: str) -> None:
    others = [name for code, name in country_codes().items() if code != "KEN"]
    assert len(others) > 200
    assert [name for name in others if re.search(rf"\b{re.escape(name)}\b", page)] == []


def test_options_of_a_desk_review_are_not_called_decisions(page: str) -> None:
    assert "Options for consideration" in page
    assert "Decisions requested" not in page


def test_the_calendar_has_the_end_of_the_invitation(page: str) -> None:
    calendar = page.partition("Calendar of treaty dates")[2].partition("What is not known")[0]
    assert re.search(r"\d+ [A-Z][a-z]{2} 20\d\d .*: the invitation to accede ends", calendar)


def test_a_brief_for_decision_requests_decisions_once_reviewed() -> None:
    made = library(FACTS, [criterion("c", "a")])
    text = f"schema: profile/v1\ncountry: KEN\nas_of: 2026-01-01\nreview: authorities\n{SOURCES}facts:\n  t.a: {NO}\n"
    page = document(assess_profile(profile(made, text), made), ".html", Style(brief=True))
    assert isinstance(page, str)
    assert "Decisions requested" in page
    assert "Options for consideration" not in page
