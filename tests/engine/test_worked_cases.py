"""Worked cases: every unexpected result is reported, with what was expected and what was found."""

from typing import Any

from assess.engine.worked_cases import run_case, undecided
from assess.model.framework import Case
from tests.build import elements, library, rules

FACTS: dict[str, Any] = {"a": "yes_no", "b": "yes_no", "n": {"kind": "yes_no", "may_not_apply": "R."}}
MADE = rules(
    library(
        FACTS,
        [
            {
                "id": "c1",
                "elements": [*elements("t.a", "t.b"), {"id": "e9", "says": "S", "holds": "t.a", "applies": "t.n"}],
            },
            {"id": "c2", "elements": elements("t.b")},
        ],
    )
)


def case(facts: dict[str, Any], expect: dict[str, str], **found: dict[str, Any]) -> Case:
    return Case(name={"en": "A case", "fr": "Un cas"}, facts=facts, expect=expect, elements=found)


def test_what_comes_out_otherwise_is_named() -> None:
    facts = {"t.a": True, "t.b": False, "t.n": False, "x.y": True}
    right = case(facts, {"c1": "partly_met", "c2": "not_met"}, c1={"e0": True, "e1": False, "e9": "not_applicable"})
    wrong, findings = run_case(right, MADE)
    assert (wrong, [f.criterion.id for f in findings]) == ([], ["c1", "c2"])
    other = case(facts, {"c1": "met", "c2": "not_met"}, c1={"e0": False, "e1": "unknown", "e9": True})
    assert [tuple(each) for each in run_case(other, MADE)[0]] == [
        ("A case", "c1", "met", "partly_met"),
        ("A case", "c1.e0", "does not hold", "holds"),
        ("A case", "c1.e1", "unknown", "does not hold"),
        ("A case", "c1.e9", "holds", "not applicable"),
    ]


def test_elements_that_no_case_decides_both_ways() -> None:
    both = [case({"t.a": value, "t.b": True, "t.n": True}, {"c1": "met"}) for value in (True, False)]
    assert undecided([("x.yaml", each) for each in both], MADE) == [
        "c1.e1 (does not hold)",
        "c2.e0 (holds and does not hold)",
    ]
    assert undecided([], MADE) == [f"{name} (holds and does not hold)" for name in ("c1.e0", "c1.e1", "c1.e9", "c2.e0")]
