"""Sentences about facts, steps and reforms, in English and French."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.change import change_of
from assess.model.results import Assessment
from assess.words import sentences
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile

X = {
    "x": {"type": "flag", "question": "Is it x?"},
    "days": {"type": "number", "unit": "days", "question": "How long may it last?"},
}
FACTS: dict[str, Any] = {
    "law": {"kind": "provision", "title": "Illegal access", "features": X, "may_not_apply": "R"},
    "unit": {"kind": "capability", "title": "United Bureau"},
    "days": {"kind": "number", "title": "Median time", "unit": "days"},
    "plan": {"kind": "choice", "title": "Plan", "words": ["no_plan", "draft", "full"], "ordered": True},
    "asked": {"kind": "yes_no", "title": "Authorities asked"},
    "treaty": {"kind": "treaty", "title": "Convention"},
}
SOURCES = """
sources: {s: {kind: act, title: An act, unit: s.}, p: {kind: decision, title: A page}}
provisions:
  s.1: {status: in_force}
  s.2: {status: repealed, from: 2020-01-02}
  s.3: {status: partly_in_force}
"""


def assessed(facts: str, *conditions: Any) -> Assessment:
    made = library(FACTS, [{"id": "c", "elements": elements(*(conditions or ["t.law"]))}])
    (result,) = assess_profile(profile(made, f"{SOURCES}facts:\n{facts}"), made)
    return result


def fact(answer: str, name: str) -> tuple[str, str]:
    """The sentence about a fact, in English and French."""
    conditions = {"days": "t.days >= 1", "plan": "t.plan == full"}
    made = assessed(f"  t.{name}: {answer}\n" if answer else "  t.unit: unknown\n", conditions.get(name, f"t.{name}"))
    state = made.facts[f"t.{name}"]
    english = sentences.fact_says(state, made.profile)
    with speaking("fr"):
        return english, unmarked(sentences.fact_says(state, made.profile))


@pytest.mark.parametrize(
    ("name", "answer", "english", "french"),
    [
        ("law", "{by: s.1}", "Illegal access: An act, s. 1.", "Illegal access\xa0: An act, art. 1."),
        ("law", "{by: s.2}", "Illegal access: the text found is not in force (An act, s. 2 (repealed on 2 January 2020)).",
         "Illegal access\xa0: le texte trouvé n’est pas en vigueur (An act, art. 2 (abrogé le 2 janvier 2020))."),
        ("law", "{by: s.3}",
         "Illegal access: the text found is in force only in part, or since a date that is not known "
         "(An act, s. 3 (in force in part)).",
         "Illegal access\xa0: le texte trouvé n’est en vigueur qu’en partie, ou depuis une date qui n’est pas connue "
         "(An act, art. 3 (en vigueur en partie))."),
        ("law", "{status: none, searched: [s, p]}", "The texts consulted (An act; A page) contain no provision on: illegal access.",
         "Les textes consultés (An act\xa0; A page) ne contiennent pas de disposition sur\xa0: Illegal access."),
        ("law", "unknown", "The sources consulted do not allow a conclusion on: illegal access.",
         "Les sources consultées ne permettent pas de conclure sur\xa0: Illegal access."),
        ("law", "", "Illegal access has not been examined.", "Illegal access\xa0: ce point n’a pas été examiné."),
        ("law", "{status: not_applicable, reason: No sea.}", "Illegal access does not arise: No sea.",
         "Illegal access\xa0: sans objet. No sea."),
        ("law", "withheld", "Illegal access: withheld from this release.",
         "Illegal access\xa0: réservé dans cette version diffusée."),
        ("unit", "{status: partial, cite: [p]}", "United Bureau: partly operational (A page).",
         "United Bureau\xa0: en partie opérationnel (A page)."),
        ("unit", "{status: none, searched: [p]}", "United Bureau: none identified (A page).",
         "United Bureau\xa0: rien n’est identifié (A page)."),
        ("days", "{value: 1250.5, period: 2025, cite: [p]}", "Median time: 1,250.5 days, 2025 (A page).",
         "Median time\xa0: 1\u202f250,5 days, 2025 (A page)."),
        ("days", "{value: 45, cite: [p]}", "Median time: 45 days (A page).", "Median time\xa0: 45 days (A page)."),
        ("asked", "{value: false, cite: [p]}", "Authorities asked: no (A page).", "Authorities asked\xa0: non (A page)."),
        ("treaty", "{status: party, from: 2003-12-01, cite: [p]}", "Convention: Party since 1 December 2003 (A page).",
         "Convention\xa0: Partie depuis le 1er décembre 2003 (A page)."),
        ("treaty", "{status: signed, from: 2003-12-09, cite: [p]}", "Convention: signed on 9 December 2003 (A page).",
         "Convention\xa0: signé le 9 décembre 2003 (A page)."),
        ("treaty", "{status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [p]}",
         "Convention: invited to accede on 9 October 2024, invitation open until 9 October 2029 (A page).",
         "Convention\xa0: invité à adhérer le 9 octobre 2024, invitation ouverte jusqu’au 9 octobre 2029 (A page)."),
        ("treaty", "{status: invited, invited_until: 2029-10-09, cite: [p]}",
         "Convention: invited to accede, invitation open until 9 October 2029 (A page).",
         "Convention\xa0: invité à adhérer, invitation ouverte jusqu’au 9 octobre 2029 (A page)."),
        ("treaty", "{status: party, invited_until: 2029-10-09, cite: [p]}", "Convention: Party (A page).",
         "Convention\xa0: Partie (A page)."),
        ("treaty", "{status: consent_deposited, from: 2025-05-06, cite: [p]}",
         "Convention: instrument deposited on 6 May 2025, not yet in force for the State (A page).",
         "Convention\xa0: instrument déposé le 6 mai 2025, pas encore en vigueur pour l’État (A page)."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_fact(name: str, answer: str, english: str, french: str) -> None:
    assert fact(answer, name) == (english, french)


def test_how_a_state_that_has_done_nothing_stands() -> None:
    made = assessed("  t.treaty: {status: none, searched: [p]}\n", "t.treaty")
    assert sentences.treaty_standing(made.facts["t.treaty"]) == "no action identified"


def test_what_is_unknown_and_what_nobody_looked_at_are_a_sentence_each_after_the_others() -> None:
    made = assessed(
        "  t.unit: unknown\n  t.treaty: unknown\n  t.asked: {value: true, cite: [p]}\n",
        "t.law",
        "t.unit",
        "t.asked",
        "t.treaty",
    )
    assert sentences.facts_say(
        [made.facts[f"t.{name}"] for name in ("law", "unit", "asked", "treaty")], made.profile
    ) == [
        "Authorities asked: yes (A page).",
        "The sources consulted do not allow a conclusion on: United Bureau; convention.",
        "Not examined: illegal access.",
    ]
    assert sentences.facts_say([], made.profile) == []


# Steps


@pytest.mark.parametrize(
    ("conditions", "english"),
    [
        (["t.law"], ["Illegal access: a provision in force."]),
        (["t.law", "t.law.x"], ["Illegal access: a provision in force. Is it x?"]),
        (["t.law.x", "t.law.days >= 30"], ["Illegal access: How long may it last? (at least 30 days). Is it x?"]),
        (["t.law.x == false"], ["Illegal access: Is it x? (no)."]),
        (["t.law.x != true"], ["Illegal access: Is it x? (no)."]),
        (["t.law.x != false"], ["Illegal access: Is it x?"]),
        (["t.law.days < 30"], ["Illegal access: How long may it last? (less than 30 days)."]),
        (["t.law.days > 30"], ["Illegal access: How long may it last? (more than 30 days)."]),
        (["t.law.days <= 30"], ["Illegal access: How long may it last? (at most 30 days)."]),
        (["t.law.days == 30"], ["Illegal access: How long may it last? (30 days)."]),
        (["t.law.days in [30, 60]"], ["Illegal access: How long may it last? (one of: 30 days or 60 days)."]),
        (["t.unit"], ["United Bureau: operational."]),
        (["t.unit.status >= partial"], ["United Bureau: status at least partly operational."]),
        (["t.treaty"], ["Convention: Party."]),
        (["t.treaty.status in [signed, party]"], ["Convention: status one of: signed or Party."]),
        (["t.asked"], ["Authorities asked: yes."]),
        (["t.plan != draft"], ["Plan: other than draft."]),
        (["t.plan >= draft"], ["Plan: at least draft."]),
        (["t.days <= 1500"], ["Median time: at most 1,500 days."]),
        ([{"not": "t.asked"}], ["Authorities asked: not the case."]),
        ([{"not": "t.plan == full"}], ["Plan: other than full."]),
        (["t.unit", "t.law"], ["Illegal access: a provision in force.", "United Bureau: operational."]),
    ],
)  # fmt: skip
def test_steps_say_what_should_be_the_case(conditions: list[Any], english: list[str]) -> None:
    made = assessed("", *conditions)
    change = change_of(made.findings[0])
    assert change is not None
    assert sentences.steps_say([*change.reform, *change.confirm]) == english


def test_steps_in_french() -> None:
    made = assessed("", "t.law", "t.law.days >= 30", "t.unit")
    change = change_of(made.findings[0])
    assert change is not None
    with speaking("fr"):
        assert [unmarked(text) for text in sentences.steps_say(change.confirm)] == [
            "Illegal access\xa0: une disposition en vigueur. How long may it last? (au moins 30 days).",
            "United Bureau\xa0: opérationnel.",
        ]  # fmt: skip


# Recommendations


@pytest.mark.parametrize(
    ("obligation", "standing", "english", "french"),
    [
        ("shall", "bound", "Adopt a law.", "Adopt a law."), ("shall", "", "Adopt a law.", "Adopt a law."),
        ("shall", "signatory", "In preparing ratification: adopt a law.", "En préparant la ratification\xa0: adopt a law."),
        ("shall", "not_bound", "If accession is pursued: adopt a law.", "Si l’adhésion est envisagée\xa0: adopt a law."),
        ("consider", "bound", "Consider: adopt a law.", "Envisager\xa0: adopt a law."),
        ("endeavour", "not_bound", "Consider: adopt a law.", "Envisager\xa0: adopt a law."),
        ("may", "signatory", "Consider: adopt a law.", "Envisager\xa0: adopt a law."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("do", ["Adopt a law", "Adopt a law."])
def test_advice_has_the_mood_of_the_obligation_and_the_standing(
    obligation: str, standing: str, english: str, french: str, do: str
) -> None:
    assert sentences.advice(do, obligation, standing) == english
    with speaking("fr"):
        assert sentences.advice(do, obligation, standing) == french


def test_what_is_to_be_considered_already_is_not_considered_twice() -> None:
    assert sentences.advice("Consider joining the Convention", "consider", "") == "Consider joining the Convention."
    with speaking("fr"):
        assert sentences.advice("Envisager l’adhésion", "endeavour", "not_bound") == "Envisager l’adhésion."


def test_whom_to_consult_and_whether_a_law_is_needed() -> None:
    assert sentences.consult("budget") == "ministry of finance"
    assert sentences.consult("budget", "the bar") == "the bar"
    assert sentences.consult(None) == "to be decided"
    assert [sentences.primary_law(vehicle) for vehicle in ("act", "training", None)] == ["yes", "no", "to be decided"]
    assert sentences.primary_law("institution") == "only if it is to have powers of its own"
