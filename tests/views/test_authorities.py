"""What each authority is asked: by who owns the fact, only what is open, in the order of what hangs on it in law."""

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, questions_document
from assess.engine.advice import questions
from assess.engine.asking import asks, by_authority, designations
from assess.engine.consequence import BINDING, PURSUED
from assess.engine.reforms import reforms
from assess.model.results import Assessment
from assess.problems import UsageError
from assess.run.documents import treaties_of
from assess.views.authorities_view import AskedView, asked_views
from assess.views.domains import numbers_of
from assess.words.language import say, speaking
from tests.build import elements, library, profile

ROOT = Path(__file__).parent.parent.parent
PROFILES = [ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm", "chl", "gha")]
FRAMEWORKS = ("cooperation", "budapest", "un_convention")


@pytest.fixture(scope="module", params=PROFILES, ids=lambda path: path.stem)
def results(request: pytest.FixtureRequest) -> list[Assessment]:
    return assess_file(request.param, FRAMEWORKS)


def by_name(views: tuple[AskedView, ...], name: str) -> AskedView:
    (found,) = [view for view in views if view.name == name]
    return found


def test_every_open_question_is_asked_once_of_who_owns_the_fact(results: list[Assessment]) -> None:
    found = asks(results, [questions(each) for each in results])
    facts = [ask.question.state.id for ask in found]
    assert len(facts) == len(set(facts))
    assert set(facts) == {question.state.id for each in results for question in questions(each)}
    asked = by_authority(results, [questions(each) for each in results], reforms(results))
    told = [(say(each.owner), ask.question.state.id) for each in asked for ask in each.asks]
    assert sorted(fact for _owner, fact in told) == sorted(facts)
    for each in asked:
        for ask in each.asks:
            assert ask.question.state.fact.reform
            assert ask.question.state.fact.reform.owner == each.owner
            assert all(f.low != f.high for _assessment, own in ask.served for f in own)
        assert [ask.question.consequence for ask in each.asks] == sorted(ask.question.consequence for ask in each.asks)
    leads = [reform.id for each in asked for reform in each.leads]
    assert sorted(leads) == sorted(reform.id for reform in reforms(results))


def test_what_binds_comes_first_and_is_said(results: list[Assessment]) -> None:
    asked = by_authority(results, [questions(each) for each in results], reforms(results))
    first = [each.asks[0].question.consequence for each in asked if each.asks and each.owner]
    assert first == sorted(first)
    kinds = {ask.question.state.id: ask.question.consequence.kind for each in asked for ask in each.asks}
    for view in asked_views(results):
        for ask in (*view.questions, *view.figures):
            assert ask.why.startswith("On a duty that binds") == (kinds[ask.fact] == BINDING)
            assert ask.why.startswith("On a duty of a treaty") == (kinds[ask.fact] == PURSUED)


def test_numbers_and_names_are_those_of_the_briefing(results: list[Assessment]) -> None:
    numbers = {each.framework.id: numbers_of(each) for each in results}
    for view in asked_views(results):
        for ask in view.questions:
            for name in ask.criteria:
                framework, _sep, criterion = name.partition(":")
                assert re.search(rf"(?<![\d.]){re.escape(numbers[framework][criterion])}(?![\d.])", ask.serves)


def test_pages_have_everything_and_who_is_asked_little_comes_last(results: list[Assessment]) -> None:
    whole, page = asked_views(results), asked_views(results, page=True)
    for full in whole:
        assert by_name(page, full.name) == full
    assert [view.short for view in page] == sorted(view.short for view in page)


def world(standing: str, unit: str = "unknown") -> list[Assessment]:
    """A treaty with two designations, and one question for each of two ministries and for nobody."""
    made = library(
        {
            "law": {"kind": "provision", "title": "A law", "question": "Is there a law?", "evidence": "The law.",
                    "features": {"wide": {"type": "flag", "question": "Is it wide?"}}, "reform": {"owner": "ministry of law"}},
            "unit": {"kind": "capability", "title": "A unit", "question": "Is there a unit?", "reform": {"owner": "police"}},
            "cases": {"kind": "number", "title": "Cases", "question": "How many cases?", "reform": {"owner": "police"}},
            "other": {"kind": "yes_no", "title": "Other", "question": "Is there more?"},
            "treaty": {"kind": "treaty", "title": "A treaty", "open_to": "any_state"},
        },
        [
            {"id": "c1", "article": "1", "cites": [{"instrument": "conv", "article": "1"}],
             "elements": elements("t.law", "t.law.wide")},
            {"id": "c2", "axis": "capacity", "elements": elements("t.unit", "t.other")},
            {"id": "c3", "axis": "capacity", "measure": {"fact": "t.cases", "from": 0, "to": 10, "target": 5}},
        ],
        nature="treaty",
        treaty="t.treaty",
        instruments={"conv": {"title": "The Convention", "short": "Conv", "fact": "t.treaty"}},
        joining={
            "open_to": "any_state",
            "says": "It is open.",
            "steps": [{"id": "s", "title": "Deposit", "authority": "ministry"}],
            "designations": [{"article": "9", "title": "Unit to be named", "fact": "t.unit", "due": "at deposit"},
                             {"article": "10", "title": "Languages"}],
        },
    )  # fmt: skip
    one = profile(
        made,
        "sources: {a: {kind: act, title: Act, unit: s.}, p: {kind: official_page, title: Page}}\n"
        "provisions: {a.1: {status: in_force}}\n"
        f"facts:\n  t.law: {{by: a.1}}\n  t.unit: {unit}\n  t.treaty: {{status: {standing}, cite: [p]}}",
    )
    return assess_profile(one, made)


def test_each_is_asked_what_is_open_about_its_own_facts() -> None:
    views = asked_views(world("signed"))
    assert [view.name for view in views] == ["Ministry of law", "Police", "Authority to be decided"]
    law, police, nobody = views
    (ask,) = law.questions
    assert (ask.text, ask.features, ask.evidence, ask.record) == (
        "A law: s. 1 of the Act is on record",
        ("Is it wide?",),
        "The law.",
        "Act, s. 1",
    )
    assert ask.why == "On a duty of a treaty that Kenya is joining or has been invited to join"
    assert [(each.number, each.text) for each in police.questions] == [("1", "Is there a unit?")]
    assert [(each.number, each.text, each.serves) for each in police.figures] == [("2", "How many cases?", "1.3")]
    assert [each.title for each in police.designations] == ["Unit to be named"]
    assert police.designations[0][2:] == ("at deposit", "open, or not examined")
    assert [each.title for each in nobody.designations] == ["Languages"]
    assert nobody.designations[0].due == "when the State joins"


def test_who_is_bound_is_told_so_and_names_nobody_whom_the_profile_shows() -> None:
    views = asked_views(world("party"))
    assert by_name(views, "Ministry of law").questions[0].why == "On a duty that binds Kenya"
    assert by_name(views, "Police").designations[0].due == "due on joining; the treaty binds the State"
    there = asked_views(world("party", "{status: operational, cite: [p]}"))
    assert by_name(there, "Police").designations == ()
    assert by_name(there, "Police").questions == ()
    assert len(designations(world("signed", "{status: operational, cite: [p]}"))) == 2  # named with the instrument


def test_nothing_is_asked_where_nothing_is_open() -> None:
    made = library({"a": {"kind": "provision"}}, [{"id": "c", "elements": elements("t.a")}])
    one = profile(
        made, "sources: {s: {kind: act, title: S}}\nprovisions: {s.1: {status: in_force}}\nfacts: {t.a: {by: s.1}}"
    )
    results = assess_profile(one, made)
    assert asked_views(results) == ()
    text = questions_document(results, ".txt")
    assert text.endswith("\n\nNo question is open, and there is no option to lead.\n")
    assert "No question is open" in questions_document(results, ".html")


# As documents


def test_the_text_is_eighty_columns_wide_and_has_everything(results: list[Assessment]) -> None:
    text = questions_document(results, ".txt")
    assert max(map(len, text.splitlines())) <= 80
    flat = "".join(text.split())  # lines break after hyphens too
    for view in asked_views(results):
        assert "".join(view.name.split()) in flat
        for ask in (*view.questions, *view.figures):
            assert "".join(ask.text.split()) in flat
            assert all("".join(feature.split()) in flat for feature in ask.features)
            assert "".join(ask.evidence.split()) in flat
        assert all("".join(option.text.split()) in flat for option in view.options)
    assert not re.search(r"\b[a-z]+_[a-z_]+\b|==(?!=)|\d{4}-\d\d-\d\d", re.sub("={3,}", "", text))


def test_data_and_table_have_the_same(results: list[Assessment]) -> None:
    views = asked_views(results, beside=treaties_of(results[0]))
    data = json.loads(questions_document(results, ".json"))
    assert [each["authority"] for each in data["authorities"]] == [view.name for view in views]
    assert [len(each["questions"]) for each in data["authorities"]] == [len(view.questions) for view in views]
    rows = list(csv.DictReader(io.StringIO(questions_document(results, ".csv").removeprefix("\ufeff"))))
    counted = {
        kind: sum(row["row"] == kind for row in rows) for kind in ("question", "figure", "designation", "option")
    }
    assert counted == {
        "question": sum(len(view.questions) for view in views), "figure": sum(len(view.figures) for view in views),
        "designation": sum(len(view.designations) for view in views), "option": sum(len(view.options) for view in views),
    }  # fmt: skip


def test_authorities_are_chosen_by_name_or_part_of_it() -> None:
    results = assess_file(PROFILES[0], "cooperation")

    def named(*authorities: str) -> list[str]:
        data = json.loads(questions_document(results, ".json", authorities))
        return [each["authority"] for each in data["authorities"]]

    assert named("police") == ["Police"]
    assert named("MINISTRY OF JUSTICE") == ["Ministry of justice"]
    assert set(named("ministry of")) > {"Ministry of justice", "Ministry of foreign affairs"}
    assert named("justice", "police") == [name for name in named() if name in ("Ministry of justice", "Police")]
    with pytest.raises(
        UsageError, match="no authority is called 'ministry of justise' here; did you mean ministry of justice"
    ):
        named("ministry of justise")
    with pytest.raises(UsageError, match="no authority is called ' ' here; there are: "):
        named(" ")
    with pytest.raises(UsageError, match=r"not written as \.pdf; there are: \.txt, \.html, \.json, \.csv"):
        questions_document(results, ".pdf")


def test_no_word_of_ours_stays_english_in_french() -> None:
    results = assess_file(PROFILES[0], "budapest", language="fr")
    with speaking("fr"):
        names = [view.name for view in asked_views(results)]
    text = questions_document(results, ".txt", language="fr")
    assert "Ministère de la justice" in names
    assert text.startswith("Kenya (KEN)\u00a0: ce qui est demandé à chaque autorité")
    english = r"\b(Questions to|Serves|What would|On record|Options that|Figures to|Law as of|On a duty)\b"
    assert not re.search(english, text)


def test_texts_of_strangers_stay_text() -> None:
    hostile = "=1+1 <img src=x onerror=alert(1)>"
    made = library(
        {
            "a": {
                "kind": "yes_no",
                "title": hostile,
                "question": hostile,
                "evidence": hostile,
                "reform": {"owner": hostile},
            }
        },
        [{"id": "c", "elements": elements("t.a")}],
    )
    results = assess_profile(profile(made, "facts: {}"), made)
    html = questions_document(results, ".html")
    assert "<img" not in html
    for line in questions_document(results, ".csv").splitlines():
        assert not re.search(r'(^|,)"?[=+@-]', line)


def test_the_same_question_is_not_repeated_for_each_framework() -> None:
    results = assess_file(PROFILES[1], FRAMEWORKS)
    views = asked_views(results)
    facts = [ask.fact for view in views for ask in (*view.questions, *view.figures)]
    assert len(facts) == len(set(facts))
    several = [
        ask for view in views for ask in view.questions if len({name.partition(":")[0] for name in ask.criteria}) > 1
    ]
    assert len(several) > 10
    assert all(": " in ask.serves and "; " in ask.serves for ask in several)


def order(view: AskedView) -> list[Any]:
    return [ask.why for ask in view.questions]


def test_groups_of_one_consequence_stand_together() -> None:
    for view in asked_views(assess_file(PROFILES[3], FRAMEWORKS)):
        whys = order(view)
        assert len([1 for a, b in pairwise(whys) if a != b]) <= 2
