"""The smallest change: what it contains, in which order, and that it asks for nothing impossible."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.assessment import assess_states
from assess.engine.change import change_of
from assess.model.results import Finding
from tests.build import elements, library, profile, rules, states

FLAG = {"type": "flag", "question": "Q?"}
LAW = {"kind": "provision", "features": dict.fromkeys("abc", FLAG)}
FACTS: dict[str, Any] = {
    "law": LAW,
    "other": LAW,
    "unit": {"kind": "capability", "features": {"a": FLAG}},
    "coast": {"kind": "yes_no", "reform": {"do": "D", "actionable": False}},
    "rule": {"kind": "yes_no", "reform": {"do": "D"}},
    "count": {"kind": "number", "unit": "u", "max": 30},
    "word": {"kind": "choice", "words": ["x", "y", "z"]},
    "treaty": {"kind": "treaty"},
}


def found(known: dict[str, Any], *conditions: Any, **criterion: Any) -> Finding:
    """The finding on one criterion with these elements (conditions, or whole elements)."""
    made_elements = [
        {"id": f"e{i}", "says": "S", **(c if isinstance(c, dict) and "holds" in c else {"holds": c})}
        for i, c in enumerate(conditions)
    ]
    made = rules(library(FACTS, [{"id": "c", "elements": made_elements, **criterion}], treaty="t.treaty"))
    (finding,) = assess_states(made, states(made, {f"t.{name}": value for name, value in known.items()}))
    return finding


def said(finding: Finding) -> tuple[list[str], list[str]] | None:
    """Lines to reform and to confirm; a "!" before those that have to become false."""
    change = change_of(finding)
    if change is None:
        return None
    reform, confirm = ([("" if s.wanted else "!") + s.leaf.text for s in part] for part in change)
    return reform, confirm


def test_steps_come_in_the_order_of_their_lines_whatever_the_order_of_a_set() -> None:
    names = [f"n{i}" for i in range(24)]  # by chance alone all pairs of a set would be in order once in 2**24 runs
    conditions = [{"all": [f"t.{name}", {"any": [f"t.{name}", "t.z"]}]} for name in names]
    made = rules(library(dict.fromkeys([*names, "z"], "provision"), [{"id": "c", "elements": elements(*conditions)}]))
    (finding,) = assess_states(made, states(made, {}))
    change = change_of(finding)
    assert change is not None
    texts = [step.leaf.text for step in change.confirm]
    assert texts == sorted(f"t.{name}" for name in names)


def test_of_two_ways_that_cost_the_same_the_one_that_reads_first_is_taken() -> None:
    ways = {"any": [{"all": ["t.word == z", "t.law"]}, {"all": ["t.rule", "t.law"]}]}
    assert said(found({}, ways)) == ([], ["t.law", "t.rule"])


@pytest.mark.parametrize(
    ("known", "conditions", "expected"),
    [
        # what holds needs nothing; what is unknown is confirmed, what is known to be missing reformed
        ({"law": {"a": True}}, ["t.law", "t.law.a"], None),
        ({"law": {"a": False}}, ["t.law", "t.law.a", "t.law.b"], (["t.law.a"], ["t.law.b"])),
        ({"law": "none"}, ["t.law", "t.law.a"], (["t.law", "t.law.a"], [])),
        # several features of one fact are one reform: two features of one law before one each of two laws
        ({"law": "none", "other": "none"}, [{"any": [{"all": ["t.law.a", "t.other.a"]}, {"all": ["t.other.b", "t.other.c"]}]}],
         (["t.other.b", "t.other.c"], [])),
        # a reform weighs more than any number of confirmations
        ({"law": "none"}, [{"any": ["t.law", {"all": ["t.other.a", "t.rule", "t.unit"]}]}],
         ([], ["t.other.a", "t.rule", "t.unit"])),
        # of equally many facts the way with fewer lines
        ({}, [{"any": [{"all": ["t.law.a", "t.law.b"]}, "t.law.c"]}], ([], ["t.law.c"])),
        # `at_least` takes what is there already
        ({"law": {"a": True, "b": False}, "rule": False}, [{"at_least": {"n": 2, "of": ["t.law.a", "t.law.b", "t.rule"]}}],
         (["t.law.b"], [])),
        # contradictions: no change can
        ({}, ["t.rule", {"not": "t.rule"}], None),
        ({}, ["t.law.a", {"not": "t.law"}], None),
        ({}, ["t.word == x", "t.word == y"], None),
        ({"law": {}}, ["t.count > 30"], None),
        # a line on a number that two elements narrow from both sides
        ({}, ["t.count >= 10", "t.count < 20"], ([], ["t.count < 20", "t.count >= 10"])),
        # what cannot be reformed is reformed only where nothing else would do
        ({"coast": False, "rule": False, "unit": "none"}, [{"any": ["t.coast", {"all": ["t.rule", "t.unit"]}]}],
         (["t.rule", "t.unit"], [])),
        ({"coast": False}, ["t.coast"], (["t.coast"], [])),
        # not applicable parts and options need nothing
        ({"rule": False}, [{"holds": "t.rule", "option": True}, "t.unit"], ([], ["t.unit"])),
        # an element need not apply
        ({"word": "x", "law": "none"}, [{"holds": "t.law", "applies": "t.word == x"}, "t.rule"], (["t.law"], ["t.rule"])),
        # of a line and its fact under "not", one settles both
        ({}, [{"all": ["t.law", {"not": "t.law.a"}]}], ([], ["t.law", "!t.law.a"])),
    ],
)  # fmt: skip
def test_what_it_takes(known: dict[str, Any], conditions: list[Any], expected: Any) -> None:
    assert said(found(known, *conditions)) == expected


def test_a_criterion_that_does_not_apply_needs_nothing() -> None:
    assert said(found({"rule": False}, "t.law", applies="t.rule")) is None
    # it may not be "met" by ceasing to apply
    assert said(found({"rule": True, "law": "none"}, "t.law", applies="t.rule")) == (["t.law"], [])


@pytest.mark.parametrize(
    ("treaty", "expected"),
    [
        ({"status": "party", "reservations": [], "declarations": []}, (["t.law.a == false"], [])),
        ({"status": "party", "reservations": ["2"], "declarations": []}, None),
        ({"status": "party", "declarations": []}, (["t.law.a == false"], [])),
        ("none", (["t.law.a == false"], [])),
    ],
)
def test_reservations_are_neither_asked_for_nor_confirmed(treaty: Any, expected: Any) -> None:
    known = {"law": {"a": True}, "treaty": treaty}
    reservable = {"holds": "t.law.a == false", "reservable": "2"}
    assert said(found(known, reservable, "t.law")) == expected


@pytest.mark.parametrize(
    ("treaty", "expected"),
    [
        ({"status": "party", "reservations": [], "declarations": ["2"]}, ([], ["t.law"])),
        ({"status": "party", "reservations": [], "declarations": []}, ([], ["t.law.a == false"])),
        ({"status": "party", "reservations": []}, ([], ["t.law.a == false"])),
        ("none", ([], ["t.law"])),
    ],
)
def test_where_a_narrowing_is_allowed_the_law_alone_is_enough(treaty: Any, expected: Any) -> None:
    assert said(found({"treaty": treaty}, {"holds": "t.law.a == false", "narrowing": {"allowed_by": "2"}})) == expected


def test_law_in_force_in_part_is_confirmed_only_as_far_as_it_may_hold() -> None:
    made = library(FACTS, [{"id": "c", "elements": elements("t.law", "t.law.a", "t.law.b")}])
    text = """
sources: {s: {kind: act, title: S}}
provisions: {s.1: {status: partly_in_force}}
facts: {t.law: {by: s.1, features: {a: true, b: false}}}
"""
    (finding,) = assess_profile(profile(made, text), made)[0].findings
    assert said(finding) == (["t.law.b"], ["t.law", "t.law.a"])


def test_a_change_is_worked_out_once() -> None:
    finding = found({}, "t.law")
    assert change_of(finding) is change_of(finding)
    assert finding == found({}, "t.law")
