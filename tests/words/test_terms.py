"""Single words and figures: ratings, counts, values with units, levels, measures."""

from dataclasses import replace
from fractions import Fraction as F
from typing import Any

import pytest

from assess.api import assess_profile
from assess.model.results import Assessment, LevelReading, Rating, Truth
from assess.words import counting, terms
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile

FACTS: dict[str, Any] = {
    "law": {"kind": "provision", "title": "Law", "features": {"x": {"type": "flag", "question": "Is it x?"}}},
    "unit": {"kind": "capability", "title": "Unit"},
    "days": {"kind": "number", "title": "Days", "unit": "days", "may_not_apply": "R"},
    "share": {"kind": "number", "title": "Share", "unit": "per cent"},
    "plan": {"kind": "choice", "title": "Plan", "words": ["no_plan", "draft", "full"], "labels": {"full": "in full"}},
    "asked": {"kind": "yes_no", "title": "Asked"},
    "treaty": {"kind": "treaty", "title": "A treaty"},
}  # fmt: skip
SOURCES = """
sources: {s: {kind: act, title: An act, unit: s.}, p: {kind: decision, title: A page}}
provisions: {s.1: {status: in_force}}
"""


def assessed(criteria: list[dict[str, Any]], facts: str, **head: Any) -> Assessment:
    made = library(FACTS, criteria, **head)
    (result,) = assess_profile(profile(made, f"{SOURCES}facts:\n{facts}"), made)
    return result


def measure(fact: str, **scale: Any) -> dict[str, Any]:
    return {"id": fact, "title": fact.title(), "measure": {"fact": f"t.{fact}", **scale}}


# Ratings


def test_each_rating_and_truth_has_its_own_word() -> None:
    assert [terms.rating(each) for each in Rating] == [
        "identified", "identified at least in part", "identified in part", "identified at most in part", "not identified", "open",
        "not examined", "not applicable",
    ]  # fmt: skip
    assert [terms.truth(each) for each in Truth] == ["identified", "not identified", "open", "not applicable"]
    with speaking("fr"):
        assert [terms.rating(each) for each in (Rating.MET, Rating.AT_MOST_PARTLY, Rating.UNKNOWN)] == [
            "identifié", "identifié au plus en partie", "ouvert",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("says", "name", "english", "french"),
    [
        (terms.axis, "capacity", "Capacity", "Capacités"), (terms.axis, "all", "All", "Tous"),
        (terms.review, "peer", "peer reviewed", "revu par des pairs"),
        (terms.treaty_status, "none", "no action identified", "aucune démarche identifiée"),
        (terms.treaty_status, "withdrawn", "withdrawn", "retiré"), (terms.treaty_status, None, "", ""),
        (terms.treaty_status, "odd", "odd", "odd"),
        (terms.capability_status, "partial", "partly operational", "en partie opérationnel"),
        (terms.capability_status, None, "", ""),
        (terms.remark, "reserved", "left out: reserved by the State", "écarté\xa0: réserve faite par l’État"),
        (terms.remark, "", "", ""),
        (terms.source_kind, "act", "act", "loi"), (terms.vehicle, "budget", "budget", "budget"),
        (terms.vehicle, None, "to be decided", "à déterminer"),
            (terms.obligation, "may", "allowed, not asked", "permis, non demandé"),
        (terms.obligation, "shall", "asked of every State", "demandé à tout État"),
    ],
)  # fmt: skip
def test_words_of_files_are_in_words_of_readers(says: Any, name: str | None, english: str, french: str) -> None:
    assert says(name) == english
    with speaking("fr"):
        assert says(name) == french


# Levels


def test_a_level_is_one_word_a_range_or_nothing() -> None:
    assert terms.level(LevelReading("level", "few", "few")) == "few"
    assert terms.level(LevelReading("between", "few", "most")) == "between “few” and “most”"
    assert terms.level(LevelReading("not_rated", "few", "most")) == "not rated"
    assert terms.level(LevelReading("none")) == ""


def test_figures_are_on_the_scale_of_the_framework_and_keep_off_its_levels() -> None:
    levels = [{"word": "few", "from": 0}, {"word": "most", "from": 0.6}]
    method = assessed([measure("days", **{"from": 0, "to": 10})], "  t.days: unknown\n", method={
        "levels": levels, "scale": 100, "decimals": 1,
    }).framework.method  # fmt: skip
    assert terms.bounds(method) == (F(0), F(3, 5))
    assert terms.figure(F("0.59996"), method) == "59.9"
    assert terms.figure(F(3, 5), method) == "60.0"
    assert terms.figures(F("0.59996"), F("0.99999"), method) == "59.9–99.9"
    assert terms.figures(F(1, 4), F(1, 4), method) == "25.0"


# Values


def test_values_have_their_words_and_units() -> None:
    facts = assessed(
        [{"id": "c", "elements": elements(*(f"t.{n} == 1" for n in ("days", "share")), "t.plan == full")}], ""
    ).facts
    days, plan = facts["t.days"].fact, facts["t.plan"].fact
    assert [terms.value(found, days) for found in (1234, 2.5, F(1, 2))] == ["1,234 days", "2.5 days", "0.5 days"]
    assert [terms.value(word, plan) for word in ("full", "no_plan")] == ["in full", "no plan"]
    assert [terms.value(answer, plan) for answer in (True, False)] == ["yes", "no"]
    with speaking("fr"):
        assert unmarked(terms.value(2.5, days)) == "2,5 days"
        assert terms.value(True, plan) == "oui"


# Counts


OPTION = {"id": "o", "says": "S", "holds": "t.unit", "option": True}
COUNTED = [
    {"id": "c1", "elements": [*elements("t.law", "t.unit", "t.law.x"), OPTION]},
    {"id": "c2", "obligation": "may", "elements": elements("t.law")},
    {"id": "c3", "applies": "t.asked", "elements": elements("t.law")},
    {"id": "c4", "elements": elements("t.law", applies="t.asked")},
    measure("days", **{"from": 0, "to": 10}),
    measure("share", **{"from": 0, "to": 100, "target": 50}),
    measure("plan", points={"no_plan": 0, "draft": 0.5, "full": 1}),
]  # fmt: skip
ANSWERS = "  t.law: {by: s.1, features: {x: false}}\n  t.asked: {value: false, cite: [p]}\n  t.share: {value: 50, cite: [p]}\n"


def test_elements_and_measures_are_counted_apart_and_what_does_not_count_is_left_out() -> None:
    found = counting.counts(assessed(COUNTED, f"{ANSWERS}  t.plan: {{value: draft, cite: [p]}}\n").findings)
    assert (found.elements[:3], found.measures[:3]) == ((1, 1, 3), (1, 1, 3))
    assert (found.elements.missing, found.measures.missing) == (1, 1)
    assert found.together[:3] == (2, 2, 6)
    assert found.together.missing == 2
    assert counting.counted(found) == (
        "1 of 3 elements identified, 1 open, 1 not identified; 1 of 3 measures at their target, 1 open, 1 short of it"
    )
    with speaking("fr"):
        assert counting.counted(found) == (
            "Éléments identifiés\xa0: 1 sur 3\xa0; ouverts\xa0: 1\xa0; non identifiés\xa0: 1\xa0; "
            "Mesures à leur cible\xa0: 1 sur 3\xa0; ouvertes\xa0: 1\xa0; en deçà\xa0: 1"
        )


@pytest.mark.parametrize(
    ("elements_", "measures", "text"),
    [
        ((1, 0, 1), (0, 0, 0), "1 of 1 element identified, 0 open, 0 not identified"),
        ((0, 0, 0), (0, 0, 0), "0 of 0 elements identified, 0 open, 0 not identified"),
        ((0, 0, 0), (1, 0, 1), "1 of 1 measure at its target, 0 open, 0 short of it"),
        ((0, 0, 0), (0, 2, 2), "0 of 2 measures at their target, 2 open, 0 short of it"),
        (
            (5, 1, 12, 2, 3),
            (0, 0, 0),
            "5 of 12 elements identified, 2 narrower as declared or as the text permits, 3 compatible if declared at signature or "
            "deposit, 1 open, 1 not identified",
        ),
        (
            (5, 1, 12, 2),
            (0, 0, 0),
            "5 of 12 elements identified, 2 narrower as declared or as the text permits, 1 open, 4 not identified",
        ),
        (
            (5, 1, 12, 0, 3),
            (0, 0, 0),
            "5 of 12 elements identified, 3 compatible if declared at signature or deposit, 1 open, 3 not identified",
        ),
        ((1000, 200, 1500), (0, 0, 0), "1,000 of 1,500 elements identified, 200 open, 300 not identified"),
    ],
)
def test_counts_in_words(elements_: tuple[int, ...], measures: tuple[int, int, int], text: str) -> None:
    assert counting.counted(counting.Counts(counting.Tally(*elements_), counting.Tally(*measures))) == text


# Measures


RISING = {"from": 0, "to": 10, "target": 8}
FALLING = {"from": 20, "to": 0, "target": 2}
POINTS = {"points": {"no_plan": 0, "draft": 0.5, "full": 1}}


@pytest.mark.parametrize(
    ("fact", "scale", "answer", "result", "figures"),
    [
        ("days", RISING, "{value: 6.2, cite: [p]}", "below the target", "value 6.2 days; target at least 8 days; score 0.62 of 1"),
        ("days", RISING, "{value: 8, cite: [p]}", "target reached", "value 8 days; target at least 8 days; score 0.80 of 1"),
        ("days", RISING, "{value: 12, cite: [p]}", "target reached", "value 12 days; target at least 8 days; score 1.00 of 1"),
        ("days", RISING, "{value: 9.99, cite: [p]}", "target reached", "value 9.99 days; target at least 8 days; score 0.99 of 1"),
        ("days", FALLING, "{value: 3.1, cite: [p]}", "above the target", "value 3.1 days; target at most 2 days; score 0.85 of 1"),
        ("days", FALLING, "{value: 2, cite: [p]}", "target reached", "value 2 days; target at most 2 days; score 0.90 of 1"),
        ("days", {"from": 0, "to": 10}, "{value: 1500, cite: [p]}", "target reached",
         "value 1,500 days; target at least 10 days; score 1.00 of 1"),
        ("days", RISING, "unknown", "open", "target at least 8 days"),
        ("days", RISING, None, "not examined", "target at least 8 days"),
        ("days", RISING, "{status: not_applicable, reason: R}", "not applicable", ""),
        ("plan", POINTS, "{value: draft, cite: [p]}", "below the target", "value draft; target “in full”; score 0.50 of 1"),
        ("plan", POINTS, "{value: full, cite: [p]}", "target reached", "value in full; target “in full”; score 1.00 of 1"),
        ("asked", {"points": {"true": 0, "false": 1}}, "{value: true, cite: [p]}", "below the target",
         "value yes; target “no”; score 0.00 of 1"),
    ],
)  # fmt: skip
def test_a_measure_says_its_value_its_target_and_whether_it_is_reached(
    fact: str, scale: dict[str, Any], answer: str | None, result: str, figures: str
) -> None:
    made = assessed([measure(fact, **scale)], f"  t.{fact}: {answer}\n" if answer else "  t.treaty: unknown\n")
    (finding,) = made.findings
    assert terms.result(finding) == result
    assert terms.measured(finding, made.framework.method) == figures
    assert terms.measured(finding) == figures.partition("; score")[0]


def test_a_measure_in_french_and_on_another_scale() -> None:
    made = assessed(
        [measure("days", **FALLING)], "  t.days: {value: 3.1, cite: [p]}\n", method={"scale": 100, "decimals": 1}
    )
    (finding,) = made.findings
    with speaking("fr"):
        assert terms.result(finding) == "au-dessus de la cible"
        assert unmarked(terms.measured(finding, made.framework.method)) == (
            "valeur 3,1 days\xa0; cible\xa0: au plus 2 days\xa0; score 84,5 sur 100"
        )


def test_what_has_elements_is_no_measure() -> None:
    made = assessed([{"id": "c", "elements": elements("t.law")}], ANSWERS)
    (finding,) = made.findings
    assert (terms.result(finding), terms.measured(finding, made.framework.method)) == ("identified", "")


# Elements and the State


def test_an_element_that_does_not_apply_is_said_to_be_reserved_only_where_it_is() -> None:
    reserved = {"id": "c1", "elements": elements("t.unit", reservable="9(4)")}
    made = assessed(
        [reserved, {"id": "c2", "elements": elements("t.law", applies="t.asked")}],
        f"{ANSWERS}  t.treaty: {{status: party, cite: [p], reservations: [{{paragraph: 9(4)}}]}}\n"
        "  t.unit: {status: none, searched: [p]}\n",
        treaty="t.treaty",
    )
    assert [terms.element_status(f.elements[0]) for f in made.findings] == ["reserved", "not applicable"]


def test_what_is_missing_is_what_is_known_not_to_be_there_and_counts() -> None:
    made = assessed(COUNTED[:1], "  t.law: {by: s.1, features: {x: false}}\n  t.unit: {status: none, searched: [p]}\n")
    says = ["A", "B", "C", "D"]
    (finding,) = made.findings
    worded = [
        each._replace(element=replace(each.element, says=text))
        for each, text in zip(finding.elements, says, strict=True)
    ]
    assert terms.missing(finding._replace(elements=tuple(worded))) == ["B", "C"]


@pytest.mark.parametrize(
    ("status", "standing"),
    [("party", "bound"), ("signed", "signatory"), ("consent_deposited", "signatory"), ("invited", "not_bound"),
     ("withdrawn", "not_bound")],
)  # fmt: skip
def test_how_the_instrument_stands_to_the_state(status: str, standing: str) -> None:
    criteria = [{"id": "c", "elements": elements("t.law")}]
    made = assessed(criteria, f"  t.treaty: {{status: {status}, cite: [p]}}\n", treaty="t.treaty")
    assert terms.bound(made) == standing
    assert terms.bound(assessed(criteria, "")) == ""
