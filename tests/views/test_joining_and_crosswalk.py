"""Preparing to join, and crosswalks, value by value."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.crosswalk import crosswalk
from assess.model.results import FactState
from assess.views import charts
from assess.views.crosswalk_view import article_name, crosswalk_view
from assess.views.joining_view import JoiningView, joining_view, note
from assess.words.language import speaking, unmarked
from tests.build import elements, library, profile, rules, states

FACTS: dict[str, Any] = {
    "access": {"kind": "provision", "title": "Access", "features": {"x": {"type": "flag", "question": "Is it x?"}}},
    "order": {"kind": "provision", "title": "Order"},
    "point": {"kind": "capability", "title": "Point"},
    "asked": {"kind": "yes_no", "title": "Asked"},
    "treaty": {"kind": "treaty", "title": "A convention"},
    "parent": {"kind": "treaty", "title": "A parent"},
}
SOURCES = (
    "sources: {p: {kind: press, title: A page}, s: {kind: act, title: An act, unit: s.}}\n"
    "provisions: {s.1: {status: in_force}}\n"
)
CRITERIA = [
    {"id": "a2", "title": "Access", "article": "2", "elements": [
        {"id": "e0", "says": "One", "holds": "t.access"}, {"id": "e1", "says": "Two", "holds": "t.access.x"},
        {"id": "e2", "says": "Three", "holds": "t.order"},
    ]},
    {"id": "a3", "title": "Order", "elements": elements("t.order")},
    {"id": "a4", "title": "Soft", "article": "4", "obligation": "consider", "elements": elements("t.access.x")},
    {"id": "a5", "title": "Unknown", "article": "5", "elements": elements("t.asked")},
    {"id": "a6", "title": "Point", "article": "6", "axis": "capacity", "elements": elements("t.point")},
]  # fmt: skip
JOINING: dict[str, Any] = {
    "open_to": "invitation", "says": "Others are invited.", "in_force_since": "2004-07-01", "entry_rule": "After three months.",
    "steps": [
        {"id": "ask", "title": "Ask", "authority": "ministry", "done": "t.asked"},
        {"id": "sign", "title": "Sign", "authority": "parliament", "done": "t.treaty.status in [signed, party]"},
        {"id": "wait", "title": "Wait", "authority": "others"},
    ],
    "designations": [
        {"article": "35", "title": "Contact", "fact": "t.point"}, {"article": "27", "title": "Authority"},
        {"article": "24", "title": "Extradition", "fact": "t.order"},
    ],
    "permitted": [
        {"paragraph": "2", "kind": "declaration", "says": "Ask for intent.", "due": "At signature."},
        {"paragraph": "9(4)", "kind": "reservation", "says": "Leave out."},
    ],
}  # fmt: skip
INVITED = "{status: invited, from: 2024-10-09, invited_until: 2029-10-09, cite: [p]}"
ANSWERS = (
    "  t.access: {by: {of: [s.1], features: {x: false}}}\n  t.order: {status: none, searched: [s]}\n"
    "  t.point: {status: operational, cite: [p]}\n"
)


def view(treaty: str = INVITED, **joining: Any) -> JoiningView | None:
    made = library(FACTS, CRITERIA, treaty="t.treaty", joining={**JOINING, **joining})
    text = f"{SOURCES}facts:\n{ANSWERS}  t.treaty: {treaty}\n"
    (result,) = assess_profile(profile(made, text), made)
    return joining_view(result)


def test_the_five_lists() -> None:
    made = view()
    assert made is not None
    assert tuple(made) == (
        "If joining is considered",
        (
            "Others are invited.",
            "Kenya can accede to the instrument.",
            "Status: invited to accede on 9 October 2024, invitation open until 9 October 2029.",
            "The instrument itself has been in force since 1 July 2004.",
            "After three months.",
        ),
        (("Ask", "ministry", "not examined"), ("Sign", "parliament", "not shown"), ("Wait", "others", "not examined")),
        ("2 Access: Two; Three", "a3 Order: S"),
        ("5 Unknown",),
        ("35 Contact: shown", "27 Authority: not examined", "24 Extradition: not shown"),
        ("2 (declaration): Ask for intent. – At signature.", "9(4) (reservation): Leave out."),
    )


def test_in_french() -> None:
    with speaking("fr"):
        made = view()
        assert made is not None
        says = [unmarked(text) for text in (*made.says, *made.law)]
    assert "Statut\xa0: invité à adhérer le 9 octobre 2024, invitation ouverte jusqu’au 9 octobre 2029." in says
    assert "L’instrument lui-même est en vigueur depuis le 1er juillet 2004." in says
    assert "2 Access\xa0: Two\xa0; Three" in says


@pytest.mark.parametrize(
    ("treaty", "joining", "says"),
    [
        ("{status: none, searched: [p]}", {"open_to": "any_state"}, "Kenya can accede to the instrument."),
        ("{status: none, searched: [p]}", {"open_to": "not_open"},
         "On the facts recorded the instrument is not open to Kenya at present."),
        ("unknown", {}, "Whether the instrument is open to Kenya is not recorded."),
        ("{status: signed, from: 2020-05-06, cite: [p]}", {}, "Status: signed on 6 May 2020."),
        (INVITED, {"in_force_since": None}, "The instrument is not in force, or not recorded as in force: findings "
        "show alignment with its text."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_instrument_and_the_state(treaty: str, joining: dict[str, Any], says: str) -> None:
    made = view(treaty, **{key: value for key, value in joining.items() if value})
    if None in joining.values():
        kept = {key: value for key, value in JOINING.items() if key not in joining}
        framework = library(FACTS, CRITERIA, treaty="t.treaty", joining=kept)
        (result,) = assess_profile(profile(framework, f"{SOURCES}facts:\n{ANSWERS}  t.treaty: {treaty}\n"), framework)
        made = joining_view(result)
    assert made is not None
    assert says in made.says
    title = "A benchmark, not open to Kenya" if joining.get("open_to") == "not_open" else "If joining is considered"
    assert made.title == title


@pytest.mark.parametrize(
    ("country", "treaty", "joining", "says"),
    [
        ("GBR", "{status: none, searched: [p]}", {"open_to": "any_state"}, "The United Kingdom can accede to the instrument."),
        ("GBR", "{status: none, searched: [p]}", {"signs": ["GBR"]},
         "The United Kingdom can sign the instrument, and then ratify, accept or approve it."),
        ("KEN", "{status: none, searched: [p]}", {}, "Kenya can accede once it is invited."),
        ("IRL", "{status: signed, cite: [p]}", {}, "Ireland has signed the instrument and can ratify, accept or approve it."),
        ("KEN", "{status: none, searched: [p]}", {"open_to": "parties_to", "parties_to": "t.parent"},
         "It opens on becoming Party to the A parent."),
        ("GBR-SCT", "unknown", {"open_to": "any_state"},
         "Scotland joins through the United Kingdom; whether a declaration covers it is not recorded."),
        ("XKX", "unknown", {"open_to": "any_state"}, "Whether the instrument is open to Kosovo is not recorded."),
    ],
)  # fmt: skip
def test_by_which_road(country: str, treaty: str, joining: dict[str, Any], says: str) -> None:
    made = library(FACTS, CRITERIA, treaty="t.treaty", joining={**JOINING, **joining})
    name = {"GBR-SCT": "name: Scotland\n", "XKX": "name: Kosovo\n"}.get(country, "")
    head = f"schema: profile/v1\ncountry: {country}\n{name}as_of: 2026-01-01\n"
    parent = "  t.parent: {status: none, searched: [p]}\n"
    (result,) = assess_profile(profile(made, f"{head}{SOURCES}facts:\n{ANSWERS}{parent}  t.treaty: {treaty}\n"), made)
    found = joining_view(result)
    assert found is not None and says in found.says


def test_designations_say_when_they_are_due() -> None:
    found = view(INVITED, designations=[{"article": "27", "title": "Authority", "due": "at signature or deposit"}])
    assert found is not None
    assert found.designations == ("27 Authority: not examined; due at signature or deposit",)


def test_without_an_answer_on_the_treaty_there_is_no_status() -> None:
    made = view("unknown")
    assert made is not None
    assert not any(text.startswith("Status") for text in made.says)


def test_a_party_prepares_nothing() -> None:
    assert view("{status: party, cite: [p]}") is None


def test_the_note_on_declarations() -> None:
    assert (
        note()
        == "Possible only at signature or deposit, or when the text says; listed for information, not recommended."
    )


# Crosswalks


def asked() -> dict[str, FactState]:
    """The facts that the frameworks below read; what lines ask does not depend on answers."""
    return states(rules(library(FACTS, CRITERIA)), {})


def test_a_crosswalk_names_pairs_what_stands_alone_and_counts() -> None:
    first = library(FACTS, CRITERIA[:2] + CRITERIA[3:4], id="f1", title="The first", short="One").frameworks[0]
    second = library(FACTS, [
        {"id": "b1", "title": "Access too", "article": "7", "elements": elements("t.access", "t.access.x == false")},
        {"id": "b2", "title": "Points", "elements": elements("t.point")},
    ], id="f2", title="The second").frameworks[0]  # fmt: skip
    found = crosswalk_view(crosswalk(first, second), asked())
    assert (found.first, found.second) == ("One", "The second")
    assert found.rows == (("2 Access", "7 Access too", "Access: Is it x?", "Access: Is it x? (no)."),)
    assert found.only_first == ("Order", "5 Unknown")
    assert found.only_second == ("Points",)
    assert found.counts == (2, 1, 1)
    assert found.figure == charts.stack(
        [("first", 2), ("both", 1), ("second", 1)], 4, "Criteria: 2 only in One, 1 in both, 1 only in The second."
    )


def test_a_crosswalk_lists_only_facts_of_which_one_asks_more() -> None:
    def framework(name: str, *conditions: str) -> Any:
        asked = [{"id": name, "title": name, "elements": elements(*conditions)}]
        more = [
            {"id": f"{name}{i}", "title": f"{name}{i}", "elements": elements("t.point" if name == "b" else "t.asked")}
            for i in (1, 2, 3)
        ]
        return library(FACTS, asked + (more if name == "b" else more[:1]), id=name, title=name.upper()).frameworks[0]

    first, second = framework("a", "t.access", "t.access.x", "t.order"), framework("b", "t.access", "t.order")
    found = crosswalk_view(crosswalk(first, second), asked())
    assert found.rows == (("a", "b", "Access: Is it x?", ""),)
    assert crosswalk_view(crosswalk(second, first), asked()).rows == (("b", "a", "", "Access: Is it x?"),)
    assert found.counts == (1, 1, 3)
    assert found.figure.reading == "Criteria: 1 only in A, 1 in both, 3 only in B."


def test_a_criterion_is_named_by_its_article_where_it_has_one() -> None:
    framework = library(FACTS, CRITERIA).frameworks[0]
    names = [article_name(criterion) for _domain, criterion in framework.criteria.values()]
    assert names == ["2 Access", "Order", "4 Soft", "5 Unknown", "6 Point"]
