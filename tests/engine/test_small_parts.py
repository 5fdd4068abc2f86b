"""Small parts of the engine, value by value: short states, sample values, comparisons, what is cut, conditions."""

from datetime import date
from typing import Any

import pytest

from assess.engine.assessment import assess, prepare
from assess.engine.change import change_of
from assess.engine.comparison import compare
from assess.engine.release import released
from assess.engine.truth import combine, line_of, values
from assess.engine.worked_cases import short_state
from assess.model.condition import Leaf, parse_condition
from assess.model.results import Assessment, Truth
from tests.build import elements, library, profile, rules

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

KINDS: dict[str, Any] = {
    "yes": "yes_no", "n": {"kind": "number", "min": 0, "max": 100}, "w": {"kind": "choice", "words": ["x", "y"]},
    "law": {"kind": "provision", "features": {"f": {"type": "flag", "question": "Q?"}}},
    "unit": {"kind": "capability", "features": {"f": {"type": "flag", "question": "Q?"}}}, "treaty": "treaty",
    "free": "number",
}  # fmt: skip
MADE = library(KINDS, [{"id": "c", "elements": elements("t.yes")}])


# The short form of cases


@pytest.mark.parametrize(
    ("fact", "value", "known", "truth", "status", "answer"),
    [
        ("yes", True, "answered", T, None, True), ("yes", False, "answered", F, None, False),
        ("yes", "none", "none", F, "none", False), ("yes", "unknown", "unknown", U, None, None),
        ("yes", "not_applicable", "not_applicable", NA, None, None),
        ("n", 5, "answered", U, None, 5), ("n", "none", "none", F, "none", None), ("w", "x", "answered", U, None, "x"),
        ("law", "none", "none", F, "none", None), ("law", "unknown", "unknown", U, None, None),
        ("law", {"status": "unknown"}, "unknown", U, None, None), ("law", "in_force", "answered", T, None, None),
        ("law", {"f": True}, "answered", T, None, None),
        ("unit", "operational", "answered", T, "operational", None), ("unit", {"f": True}, "answered", T, "operational", None),
        ("unit", "partial", "answered", F, "partial", None), ("unit", {"status": "planned"}, "answered", F, "planned", None),
        ("unit", "none", "none", F, "none", None),
        ("treaty", "party", "answered", T, "party", None), ("treaty", "signed", "answered", F, "signed", None),
        ("treaty", {"status": "party", "reservations": ["1"]}, "answered", T, "party", None),
    ],
)  # fmt: skip
def test_the_state_of_a_fact_in_short(
    fact: str, value: Any, known: str, truth: Truth, status: str | None, answer: Any
) -> None:
    spec = MADE.catalogue.facts[f"t.{fact}"]
    state = short_state(f"t.{fact}", spec, value)
    assert (state.id, state.fact, state.known, state.truth) == (f"t.{fact}", spec, known, truth)
    assert (state.status, state.value) == (status, answer)
    given = known == "answered" and fact in ("law", "unit")
    features = {"f": True} if value == {"f": True} else {}
    there = T if status == "partial" else truth  # what works in part has its features
    assert [(basis.truth, dict(basis.features)) for basis in state.bases] == ([(there, features)] if given else [])


# Values that decide lines in every way


@pytest.mark.parametrize(
    ("fact", "lines", "found"),
    [
        ("n", ["t.n >= 30"], (0, 15, 30, 65, 100)),
        ("n", ["t.n >= 30", "t.n < 90"], (0, 15, 30, 60, 90, 95, 100)),
        ("n", ["t.n in [10, 20]"], (0, 5, 10, 15, 20, 60, 100)),
        ("n", [], (0, 50, 100)),
        ("free", ["t.free == 3"], (2, 3, 4)),
        ("free", ["t.free > 3", "t.free > 4"], (2, 3, 3.5, 4, 5)),
        ("free", [], (-1, 0, 1)),
        ("w", ["t.w == x"], ("x", "y")),
        ("yes", ["t.yes"], (False, True)),
    ],
)  # fmt: skip
def test_sample_values(fact: str, lines: list[str], found: tuple[Any, ...]) -> None:
    leaves = [leaf for text in lines if isinstance(leaf := parse_condition(text)[0], Leaf)]
    assert len(leaves) == len(lines)
    assert tuple(values("", MADE.catalogue.facts[f"t.{fact}"], leaves)) == found


def test_marks_of_measures_are_among_the_values() -> None:
    assert tuple(values("", MADE.catalogue.facts["t.n"], (), [40])) == (0, 20, 40, 70, 100)


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("t.n >= 0", T),
        ("t.n < 0", F),
        ("t.n >= 1", U),
        ("t.n <= 100", T),
        ("t.n > 100", F),
        ("t.w in [x, y]", T),
        ("t.w != x", U),
    ],
)
def test_a_line_that_every_value_settles_is_settled(text: str, free: Truth) -> None:
    leaf = parse_condition(text)[0]
    assert isinstance(leaf, Leaf)
    assert line_of(leaf, MADE.catalogue.facts[leaf.fact]).free is free


@pytest.mark.parametrize(
    ("op", "n", "truths", "found"),
    [
        ("all", 0, [T, NA], T), ("all", 0, [U, F], F), ("all", 0, [U, T], U), ("all", 0, [NA, NA], NA),
        ("any", 0, [F, NA], F), ("any", 0, [U, T], T), ("any", 0, [U, F], U), ("any", 0, [NA], NA),
        ("not", 0, [T], F), ("not", 0, [F], T), ("not", 0, [U], U), ("not", 0, [NA], NA),
        ("at_least", 2, [T, T, F], T), ("at_least", 2, [T, U, F], U), ("at_least", 2, [T, F, NA], F), ("at_least", 2, [U, U, F], U),
        ("at_least", 1, [NA, NA], NA), ("at_least", 1, [NA, F], F), ("at_least", 3, [T, U, U, F], U),
        ("at_least", 3, [T, U, F, F], F),
    ],
)  # fmt: skip
def test_three_valued_logic(op: str, n: int, truths: list[Truth], found: Truth) -> None:
    assert combine(op, n, truths) is found


# Comparison


TWO = library(
    {"a": {"kind": "yes_no", "may_not_apply": "R."}, "b": "yes_no"},
    {
        "d1": {"criteria": [{"id": "c1", "elements": elements("t.a")},
                            {"id": "c2", "elements": elements("t.b"), "axis": "practice"}]},
        "d2": {"criteria": [{"id": "c3", "elements": elements("t.b", "t.a")}]},
    },
)  # fmt: skip
READY = prepare(TWO.frameworks[0], TWO.catalogue)


def country(code: str, a: Any, b: Any) -> Assessment:
    said = {True: "{value: true, cite: [s]}", False: "{value: false, cite: [s]}", None: "unknown"}
    said["na"] = "{status: not_applicable, reason: R}"
    head = (
        f"schema: profile/v1\ncountry: {code}\nas_of: 2026-01-01\nsources: {{s: {{kind: official_page, title: S}}}}\n"
    )
    return assess(profile(TWO, f"{head}facts: {{t.a: {said[a]}, t.b: {said[b]}}}\n"), READY)


@pytest.mark.parametrize(
    ("countries", "none", "differ"),
    [
        ([(True, True), (False, False)], [], ["c1", "c2", "c3"]),
        ([(False, False), (False, False)], ["c1", "c2", "c3"], []),
        ([("na", False), (False, False)], ["c1", "c2", "c3"], []),
        ([("na", True), ("na", True)], [], []),
        ([("na", True), (False, True)], ["c1"], ["c3"]),
        ([(None, True), (False, True)], [], []),
        ([(None, None), (False, False)], [], []),
        ([(True, True), ("na", None)], [], []),
        ([(True, True), ("na", False)], [], ["c2", "c3"]),
        ([(True, True), (True, True), (False, True)], [], ["c1", "c3"]),
    ],
)  # fmt: skip
def test_what_no_one_meets_and_what_surely_differs(
    countries: list[tuple[Any, Any]], none: list[str], differ: list[str]
) -> None:
    named = [(code, country(code, *given)) for code, given in zip(("KEN", "GHA", "SEN"), countries, strict=False)]
    found = compare(named)
    assert [row.criterion.id for row in found.met_by_none] == none
    assert [row.criterion.id for row in found.differing] == differ
    assert [row.criterion.id for row in found.findings] == ["c1", "c2", "c3"]
    assert [one.code for one in found.countries] == sorted(code for code, _ in named)


def test_rows_and_what_is_no_comparison() -> None:
    found = compare([("B", country("KEN", "na", True)), ("a", country("GHA", "na", True))], str.casefold)
    assert [one.name for one in found.countries] == ["a", "B"]
    rows = [
        (row.domain.domain if row.domain else None, row.axis, [one is not None for one in row.scores])
        for row in found.rows
    ]
    assert rows == [
        (None, "law", [True, True]), (None, "practice", [True, True]), ("d1", "practice", [True, True]),
        ("d2", "law", [True, True]),
    ]  # fmt: skip
    one = country("KEN", True, True)
    for few in ([], [("K", one)], [("K", one), ("L", one)]):
        with pytest.raises(ValueError, match="two or more different countries under one framework"):
            compare(few)


# Release


@pytest.mark.parametrize(
    ("rest", "hidden"),
    [
        ("provisions: {act.1: {status: in_force, cite: 'closed 5'}}\nfacts: {t.law: {by: act.1}}\n", ["t.law"]),
        ("facts: {t.unit: {status: none, searched: 'closed p. 3'}}\n", ["t.unit"]),
        ("facts: {t.unit: {status: operational, cite: [open, 'closed 5']}}\n", ["t.unit"]),
        ("facts: {t.treaty: {status: party, cite: open, reservations: [{paragraph: '1', cite: 'closed 5'}]}}\n", ["t.treaty"]),
        ("facts: {t.treaty: {status: party, cite: open, declarations: [{paragraph: '1', cite: 'closed 5'}]}}\n", ["t.treaty"]),
        ("provisions: {closed.1: {status: in_force}}\nfacts: {t.law: {by: closed.1}}\n", ["t.law"]),
        ("facts: {t.unit: {status: operational, cite: 'open 5'}}\n", []),
        ("facts:\n  t.unit:\n    - {status: operational, cite: open, until: 2020-01-01}\n"
         "    - {status: operational, cite: open, from: 2020-01-01, handling: official}\n", ["t.unit"]),
    ],
)  # fmt: skip
def test_a_citation_is_closed_with_its_source_whatever_its_pin(rest: str, hidden: list[str]) -> None:
    sources = (
        "sources:\n  open: {kind: official_page, title: O}\n  act: {kind: act, title: A}\n"
        "  closed: {kind: official_page, title: C, handling: official}\n"
    )
    cut, count = released(profile(MADE, sources + rest))
    assert [name for name, entries in cut.facts.items() if entries[0].status == "withheld"] == hidden
    assert count == len(hidden)
    assert "closed" not in cut.sources
    assert all(not name.startswith("closed") for name in cut.provisions)


# The smallest change, word for word


@pytest.mark.parametrize(
    ("holds", "change"),
    [
        (["t.n >= 30"], ["t.n >= 30"]),
        (["t.n >= 30", "t.n <= 60"], ["t.n <= 60", "t.n >= 30"]),
        ([{"all": ["t.n >= 30", "t.n >= 60"]}], ["t.n >= 60"]),  # the one implies the other
        (["t.unit", "t.law.f == false"], ["t.law.f == false", "t.unit"]),
    ],
)
def test_a_change_names_its_lines_in_their_order(holds: list[Any], change: list[str]) -> None:
    made = rules(library(KINDS, [{"id": "c", "elements": elements(*holds)}]))
    found = assess(profile(MADE, "facts: {}\n"), made).findings[0]
    steps = change_of(found)
    assert steps is not None
    assert [step.leaf.text for step in (*steps.reform, *steps.confirm)] == change
    assert all(step.wanted for step in (*steps.reform, *steps.confirm))


def test_the_day_of_an_assessment_is_that_of_its_profile() -> None:
    assert country("KEN", True, True).as_of == date(2026, 1, 1)
