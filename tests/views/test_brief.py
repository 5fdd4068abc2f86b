"""The two pages for a minister: what is to be decided, by when, whom to ask what, what is on record, and what is not known."""

import html
import re
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.formats.style import Style
from assess.model.results import Assessment, Rating
from assess.views.brief_view import BriefView, DecisionView, FirstAskedView, PointView
from assess.views.briefing_view import briefing_view
from assess.views.charts import BAR
from assess.words import counting
from assess.words.countries import country_codes
from tests.build import elements, library, profile
from tests.views.test_briefing import KENYA

FACTS: dict[str, Any] = {
    **{
        name: {"kind": "provision", "title": name.upper(), "reform": {"do": f"Provide for {name}"}}
        for name in "abcdefgh"
    },
    "n": {"kind": "number", "title": "N", "unit": "days"},
    "law": {
        "kind": "provision",
        "title": "Law",
        "features": {
            name: {"type": "flag", "question": f"Is it {name}?"} | ({"matters": "Of q."} if name == "q" else {})
            for name in ("p", "q", "r", "u", "v")
        },
    },
}
SOURCES = """
sources: {s: {kind: act, title: An act, short: Act, unit: s., grade: A, read: full}, p: {kind: press, title: A page}}
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


# What is to be decided


def amended(*names: str, **extra: Any) -> dict[str, Any]:
    """A criterion on one law, of which some features are denied."""
    features = [{"id": n, "says": f"{n.upper()} is covered.", "holds": f"t.law.{n}"} for n in names]
    first = {"id": "there", "says": "Access is an offence.", "holds": "t.law", "essential": True}
    return {"id": "access", "title": "Access", "elements": [first, *features], **extra}


def whole(*names: str, **extra: Any) -> dict[str, Any]:
    """The same without an essential element: each of its elements is what it is about."""
    made = amended(*names, **extra)
    return {**made, "elements": [{**each, "essential": False} for each in made["elements"]]}


def denied(*names: str) -> str:
    return f"{{by: {{of: [s.1], features: {{{', '.join(f'{name}: false' for name in names)}}}}}}}"


def test_a_decision_says_what_the_law_gives_what_it_lacks_and_what_hangs_on_it() -> None:
    matters = "Of q."
    made = brief(assessed({"d": [amended("p", "q", matters=matters)]}, {"law": denied("p", "q")}))
    assert made.decisions == (
        DecisionView(
            "R1",
            "Amend s. 1 of the Act",
            (
                "It provides that access is an offence.",
                "It was not found there, nor in what else is cited, that p is covered; that q is covered.",
                matters,
            ),
            (PointView("1.1", "f-access"),),
        ),
    )
    assert made.more == 0


def test_of_what_falls_short_three_elements_are_said_and_how_many_more_there_are() -> None:
    names = ("p", "q", "r", "u", "v")
    made = brief(assessed({"d": [amended(*names)]}, {"law": denied(*names)}))
    assert made.decisions[0].says == (
        "It provides that access is an offence.",
        "It was not found there, nor in what else is cited, that p is covered; that q is covered; that r is covered (and 2 more).",
        "Of q.",
    )


def test_what_hangs_on_it_is_what_hangs_on_what_fails_each_said_once() -> None:
    facts = {"law": denied("p")}
    # of a criterion whose essential element holds, what it is about as a whole does not hang on the rest
    assert brief(assessed({"d": [amended("p", matters="Whole.")]}, facts)).decisions[0].says[2:] == ()
    assert brief(assessed({"d": [amended("q", matters="Whole.")]}, {"law": denied("q")})).decisions[0].says[2:] == (
        "Of q.",
    )
    assert brief(assessed({"d": [whole("p", matters="Whole.")]}, facts)).decisions[0].says[-1] == "Whole."
    facts = {"law": denied("p", "q")}
    one = assessed({"d": [whole("p", matters="First.")]}, facts, id="f1", short="One")
    two = assessed({"d": [amended("q", matters="Other.")]}, facts, id="f2", short="Two")
    three = assessed({"d": [{**whole("p", matters="Third."), "title": "Entry"}]}, facts, id="f3", short="Three")
    (decision,) = brief(one, two, three).decisions
    assert decision.says[-3:] == ("First.", "Of q.", "The same step also serves: entry.")
    assert [point.number for point in decision.points] == ["One 1.1", "Two 1.1", "Three 1.1"]


def test_at_most_six_options_in_the_order_of_the_roadmap_and_how_many_more_there_are() -> None:
    criteria = [criterion(f"c{name}", name) for name in "abcdefgh"]
    result = assessed({"d": criteria}, dict.fromkeys("abcdefgh", NO))
    whole = briefing_view([result], country="Kenya")
    assert [(each.id, each.head) for each in whole.brief.decisions] == [
        ("R1", "Provide for a"), ("R2", "Provide for b"), ("R3", "Provide for c"),
        ("R4", "Provide for d"), ("R5", "Provide for e"), ("R6", "Provide for f"),
    ]  # fmt: skip
    assert [each.head for each in whole.roadmap.options[:6]] == [each.head for each in whole.brief.decisions]
    assert whole.brief.more == 2
    assert "2 more options stand in the full briefing." in printed(result)
    assert "1 more option stands in the full briefing." in printed(
        assessed({"d": criteria[:7]}, dict.fromkeys("abcdefgh", NO))
    )


def printed(*results: Assessment) -> str:
    page = document(results, ".html", Style(brief=True))
    assert isinstance(page, str)
    return page


def test_a_duty_comes_before_a_heavier_request_and_a_measure_says_how_it_is_rated() -> None:
    criteria = [
        criterion("soft", "a", obligation="consider", weight=9), criterion("duty", "b"), criterion("open", "e"),
        {"id": "days", "title": "Days", "measure": {"fact": "t.n", "from": 10, "to": 0}, "weight": 0.1},
    ]  # fmt: skip
    made = brief(assessed({"d": criteria}, {"a": NO, "b": NO, "n": "{value: 10, cite: [p]}"}))
    assert [(each.head, each.says, [point.number for point in each.points]) for each in made.decisions] == [
        ("Provide for b", (), ["1.2"]),
        (
            "Work towards the target: N, value 10 days; target at most 0 days (low confidence)",
            ("Finding: above the target (value 10 days; target at most 0 days).",),
            ["1.4"],
        ),
        ("Consider: provide for a", (), ["1.1"]),
    ]


@pytest.mark.parametrize(("letters", "kept"), [(800, 5), (1_080, 4), (1_400, 3), (4_000, 3)])
def test_as_many_options_as_two_pages_hold_and_three_at_least(letters: int, kept: int) -> None:
    matters = [f"{name}{'x' * (letters - 2)}." for name in "abcde"]  # apart, since what is said again is left out
    criteria = [criterion(f"c{i}", name, matters=matters[i]) for i, name in enumerate("abcde")]
    made = brief(assessed({"d": criteria}, dict.fromkeys("abcde", NO)))
    assert (len(made.decisions), made.more) == (kept, 5 - kept)


def test_options_of_several_frameworks_name_theirs() -> None:
    one = assessed({"d": [criterion("c1", "a"), criterion("c2", "b")]}, {"a": NO, "b": NO}, id="f1", short="One")
    two = assessed({"d": [criterion("c3", "c")]}, {"c": NO}, id="f2", title="Two")
    made = brief(one, two)
    assert [[tuple(point) for point in each.points] for each in made.decisions] == [
        [("Two 1.1", "f2-c3")],
        [("One 1.1", "f1-c1")],
        [("One 1.2", "f1-c2")],
    ]
    assert [bar.title for bar in made.bars] == ["One", "Two"]


def test_what_two_frameworks_ask_for_by_the_same_option_is_one_decision() -> None:
    one = assessed({"d": [criterion("c1", "a"), criterion("c2", "b")]}, {"a": NO, "b": NO}, id="f1", short="One")
    two = assessed({"d": [criterion("c3", "a")]}, {"a": NO, "b": NO}, id="f2", title="Two")
    made = brief(one, two)
    assert [(each.id, [point.number for point in each.points]) for each in made.decisions] == [
        ("R1", ["One 1.1", "Two 1.1"]),
        ("R2", ["One 1.2"]),
    ]
    assert made.more == 0


# What is on record


def test_what_is_on_record_are_duties_identified_in_full_one_of_each_domain_with_their_law() -> None:
    domains = {
        "d1": [criterion("light", "a"), criterion("heavy", "b", weight=3)],
        "d2": [criterion("part", "a", "c"), criterion("whole", "a", "b")],
        "d3": [criterion("soft", "a", obligation="consider"), criterion("free", "a", obligation="may")],
    }
    result = assessed(domains, {"a": "{by: s.1}", "b": "{by: {of: [s.2, s.3]}}", "c": NO})
    made = brief(result)
    assert [(each.title, tuple(each.point), each.says) for each in made.recorded] == [
        ("Heavy", ("1.2", "f-heavy"), "Sections 2 and 3 of the Act provide that S."),
        ("Whole", ("2.2", "f-whole"), "Section 1 of the Act provides that S."),
        # a second of one domain only where there are no others
        ("Light", ("1.1", "f-light"), "Section 1 of the Act provides that S."),
    ]
    by_title = {finding.criterion.title: finding for finding in result.findings}
    for each in made.recorded:
        assert by_title[each.title].rating is Rating.MET
        assert by_title[each.title].criterion.obligation == "shall"


def test_at_most_three_are_on_record_and_of_each_two_elements() -> None:
    said = [{"id": f"e{i}", "says": f"Element {i}.", "holds": "t.a"} for i in range(4)]
    domains = {f"d{i}": [{"id": f"c{i}", "title": f"C{i}", "elements": said}] for i in range(5)}
    made = brief(assessed(domains, {"a": YES}))
    assert [each.title for each in made.recorded] == ["C0", "C1", "C2"]
    assert {each.says for each in made.recorded} == {"Section 1 of the Act provides that element 0; that element 1."}


def test_what_is_less_sure_comes_after_what_is_sure_and_says_so() -> None:
    domains = {"d1": [criterion("unsure", "a", weight=9)], "d2": [criterion("sure", "b")]}
    made = brief(assessed(domains, {"a": "{by: s.1, confidence: medium}", "b": "{by: s.2}"}))
    assert [(each.title, each.says) for each in made.recorded] == [
        ("Sure", "Section 2 of the Act provides that S."),
        ("Unsure", "Section 1 of the Act provides that S (medium confidence)."),
    ]


def test_it_rests_on_what_is_there_and_not_on_where_something_was_looked_for() -> None:
    facts = {"any": ["t.c", "t.a", "t.d"]}
    either = {"id": "either", "title": "Either", "elements": [{"id": "e", "says": "S", "holds": facts}]}
    made = brief(
        assessed({"d": [either]}, {"a": YES, "c": "{status: none, searched: [p], confidence: medium}", "d": "unknown"})
    )
    assert [each.says for each in made.recorded] == ["Section 1 of the Act provides that S (medium confidence)."]


def test_no_duty_in_full_nothing_on_record_but_the_counts() -> None:
    result = assessed({"d": [criterion("c", "a", "b")]}, {"a": YES})
    assert brief(result).recorded == ()
    on_record = printed(result).partition(">What is on record<")[2]
    assert ">1 of 2<" in on_record
    assert "<li>" not in on_record


# Whom to ask


def test_questions_stand_under_the_authority_that_would_lead_two_of_each_and_four_authorities() -> None:
    facts = {
        f"f{i:02}": {"kind": "yes_no", "question": f"Is it {i}?", **({"reform": {"owner": owner}} if owner else {})}
        for i, owner in enumerate(["police", "police", "police", "court", "", "ministry", "registry", "office"])
    }
    made = library(facts, [{"id": f"c{i}", "elements": elements(f"t.f{i:02}")} for i in range(8)])
    results = assess_profile(profile(made, "facts: {}"), made)
    assert brief(*results).asked == (
        FirstAskedView("police", ("Is it 0?", "Is it 1?")),
        FirstAskedView("court", ("Is it 3?",)),
        FirstAskedView("authority to be named", ("Is it 4?",)),
        FirstAskedView("ministry", ("Is it 5?",)),
    )


def test_of_what_is_there_only_its_open_features_are_asked_two_of_them_by_name() -> None:
    made = brief(assessed({"d": [amended("p", "q", "r")]}, {"law": "{by: s.1}"}))
    assert made.asked == (
        FirstAskedView("authority to be named", ("Law: s. 1 of the Act is on record. Is it p? Is it q? (and 1 more)",)),
    )


def test_a_question_on_one_fact_is_asked_once() -> None:
    one = assessed({"d": [criterion("c1", "a", weight=1), criterion("c2", "b", weight=5)]}, {}, id="f1")
    two = assessed({"d": [criterion("c3", "b")]}, {}, id="f2")
    made = brief(one, two)
    assert [(each.authority, len(each.questions)) for each in made.asked] == [("authority to be named", 2)]


def test_where_all_is_known_nobody_is_asked() -> None:
    result = assessed({"d": [criterion("c", "a")]}, {"a": YES})
    assert brief(result).asked == ()
    assert "Nothing: every answer that counts is known." in printed(result)


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
    assert made.assessed == ("F, drawn from S: 3 criteria with 5 elements.", "1 law was read in full.")
    assert made.unknown.startswith("2 of 5 elements are open")


def test_counts_of_a_whole_example_add_up() -> None:
    (result,) = assess_file(KENYA)
    made, counts = brief(result), counting.counts(result.findings)
    for name in ("identified", "open", "missing", "total"):
        assert sum(getattr(bar, name) for bar in made.bars) == getattr(counts.together, name)
    assert made.unknown.startswith(f"{counts.together.open} of {counts.together.total} elements are open")


def by_axis(law: str, other: str) -> str:
    criteria = [criterion("c1", "a", "b"), criterion("c2", "c", axis="capacity"), criterion("c3", "d", axis="practice")]
    facts = {"a": YES, "b": law, "c": other, "d": other}
    return brief(assessed({"d": criteria}, facts)).counts


def test_law_is_counted_apart_from_what_is_open_beside_it() -> None:
    assert by_axis("unknown", "unknown") == (
        "1 of 2 elements that ask something of the law is identified. Of all 3 open elements, 2 concern capacity and practice, "
        "which public sources seldom show in full."
    )
    assert by_axis(YES, NO) == "2 of 2 elements that ask something of the law are identified."
    only_law = assessed({"d": [criterion("c1", "a")]}, {"a": YES})
    assert brief(only_law).counts == ""


ACT, READ, PAGE = "{kind: act, title: T}", "{kind: act, title: T, grade: A}", "{kind: press, title: T, grade: A}"
FULL = "{kind: act, title: T, grade: A, read: full}"
PART, RULES = "{kind: act, title: T, grade: A, read: part}", "{kind: regulation, title: T, grade: A}"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([], "No law was read in its own text."),
        ([PAGE, ACT], "No law was read in its own text. 1 is known from other sources only."),
        ([FULL, PAGE], "1 law was read in full."),
        (
            [READ, RULES, ACT],
            "2 laws were read in part, or it is not recorded how far. 1 is known from other sources only.",
        ),
        ([FULL, ACT, ACT], "1 law was read in full. 2 are known from other sources only."),
        ([PART], "1 law was read in part, or it is not recorded how far."),
        (
            [PART, FULL, FULL, RULES],
            "2 laws were read in full. 2 laws were read in part, or it is not recorded how far.",
        ),
    ],
)
def test_how_much_law_was_read_in_its_own_text(sources: list[str], said: str) -> None:
    made = library(FACTS, [criterion("c", "a")])
    text = "sources: {" + ", ".join(f"s{i}: {source}" for i, source in enumerate(sources)) + "}\n"
    assert brief(*assess_profile(profile(made, text), made)).assessed[1] == said


# The page


@pytest.fixture(scope="module", params=[["cooperation"], ["budapest", "un_convention"]], ids=len)
def page(request: pytest.FixtureRequest) -> str:
    """The text of the brief of an example, without marks."""
    made = document(assess_file(KENYA, request.param), ".html", Style(brief=True))
    assert isinstance(made, str)
    body = re.sub(r"(?s)^.*?<body[^>]*>|<style>.*?</style>|<script>.*?</script>|<title>.*?</title>", " ", made)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_no_decimal_and_no_share_is_in_the_brief(page: str) -> None:
    # the numbers of findings look like decimals, those of treaties are articles
    text, numbers = re.subn(r"\((\d+\.\d+|[A-Z][^()]* \d[^ ]*(, [A-Z][^()]* \d[^ ]*)*)\)", "", page)
    assert numbers >= 8
    assert re.findall(r"(?<![\d.])\d+[.,]\d+(?![\d.])", text) == []
    assert not re.search(r"\d\s?%", text)


def test_no_other_country_is_in_the_brief(page: str) -> None:
    others = [name for code, name in country_codes().items() if code != "KEN"]
    assert len(others) > 200
    assert [name for name in others if re.search(rf"\b{re.escape(name)}\b", page)] == []


def test_options_of_a_desk_review_are_not_called_decisions(page: str) -> None:
    assert "For decision" in page
    assert "Decisions requested" not in page


def test_it_decides_first_then_come_dates_questions_and_what_is_on_record(page: str) -> None:
    heads = ["For decision", "Dates to come", "Whom to ask what", "What is on record", "What is open is never"]
    places = [page.index(head) for head in heads]
    assert places == sorted(places)
    assert places[0] < page.index("R1 Amend ") < page.index("R4 ") < places[1]
    assert "R7" not in page


def test_the_calendar_has_the_end_of_the_invitation_and_the_end_of_signature(page: str) -> None:
    calendar = page.partition("Dates to come")[2].partition("Whom to ask what")[0]
    assert calendar.split(". ") == [
        " 31 December 2026: UN Convention: signature closes; States accede afterwards",
        "9 October 2029: Budapest Convention: the invitation to accede ends",
        "",
    ]


def test_a_treaty_that_the_state_is_on_the_way_to_comes_first(page: str) -> None:
    decided = page.partition("For decision ")[2].partition(" R1 ")[0]
    assert re.match(
        r"Convention on Cybercrime \(ETS No\. 185\)\. Kenya was invited to accede on 9 October 2024\. The invitation "
        r"ends on 9 October 2029\. Kenya said on 8 October 2025 that it pursues "
        r"joining \(medium confidence\)\. "
        r"\d+ criteria drawn from the instrument concern law: \d+ found in the law, \d+ to make or amend, \d+ open\. "
        r"African Union Convention on Cyber Security",
        decided,
    )


def test_a_brief_for_decision_requests_decisions_once_reviewed() -> None:
    made = library(FACTS, [criterion("c", "a")])
    text = f"schema: profile/v1\ncountry: KEN\nas_of: 2026-01-01\nreview: authorities\n{SOURCES}facts:\n  t.a: {NO}\n"
    page = document(assess_profile(profile(made, text), made), ".html", Style(brief=True))
    assert isinstance(page, str)
    assert "Decisions requested" in page
    assert ">For decision<" not in page
