"""Gates, weights, shares, questions and options, value by value, so that a small change of a number or an order is noticed."""

from fractions import Fraction as Fr
from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.advice import gaps, questions
from assess.engine.reforms import reforms
from assess.engine.score import criterion_shares, level_of, stage_reached
from assess.model.results import Assessment, Rating, Truth
from tests.build import elements, library, profile

NAMES = ["a", "b", "c", "d", "e"]
FACTS: dict[str, Any] = {
    name: {"kind": "yes_no", "may_not_apply": "R", "reform": {"do": f"Do {name}", "effort": effort, "vehicle": "act"}}
    for name, effort in zip(NAMES, (1, 2, 3, 4, 5), strict=True)
}


def assessed(criteria: Any, known: dict[str, Any], facts: dict[str, Any] | None = None, **head: Any) -> Assessment:
    """The assessment with these facts: True, False, "na", "unknown", or left out."""
    made = library(facts or FACTS, criteria, **head)
    answers = {True: "{value: true, cite: [p]}", False: "{value: false, cite: [p]}", "unknown": "unknown",
               "na": "{status: not_applicable, reason: R}"}  # fmt: skip
    said = "".join(f"  t.{name}: {answers.get(value, value)}\n" for name, value in known.items())
    text = f"sources: {{p: {{kind: official_page, title: P}}}}\nfacts:\n{said or '  {}'}\n"
    return assess_profile(profile(made, text), made)[0]


def criterion(name: str, *conditions: Any, **extra: Any) -> dict[str, Any]:
    return {"id": f"c_{name}", "elements": elements(*(conditions or (f"t.{name}",))), **extra}


def score(found: Assessment, domain: str = "d", axis: str = "law") -> tuple[Fr, Fr, Fr, Fr, Fr]:
    one = found.scores[domain, axis]
    return one.low, one.high, one.coverage, one.weight, one.excluded


# Weights


def test_weights_of_criteria_count_and_what_is_only_allowed_weighs_nothing() -> None:
    criteria = [criterion("a", weight=3), criterion("b"), criterion("c", obligation="may"),
                criterion("d", obligation="may", weight="1/2")]  # fmt: skip
    found = assessed(criteria, {"a": True, "b": False, "c": False, "d": False})
    assert [finding.weight for finding in found.findings] == [3, 1, 0, Fr(1, 2)]
    assert score(found) == (Fr(6, 9), Fr(6, 9), 1, Fr(9, 2), 0)
    assert [finding.gap for finding in found.findings] == [False, True, False, False]  # never of what is only allowed
    assert [f.rating for f in found.findings] == [Rating.MET, Rating.NOT_MET, Rating.NOT_MET, Rating.NOT_MET]


def test_coverage_is_the_weighted_share_of_what_is_known() -> None:
    criteria = [
        criterion("a", weight=2),
        {"id": "c", "elements": [*elements("t.b", "t.c"), {**elements("t.d")[0], "id": "x", "weight": 2}]},
    ]
    found = assessed(criteria, {"a": True, "b": True, "d": "unknown"})
    assert [f.coverage for f in found.findings] == [1, Fr(1, 4)]
    assert score(found) == ((2 + Fr(1, 4)) / 3, 1, (2 + Fr(1, 4)) / 3, 3, 0)


def test_what_may_not_apply_is_bounded_with_and_without_it() -> None:
    found = assessed([criterion("a"), criterion("b", applies="t.c")], {"a": True, "b": False})
    assert score(found) == (Fr(1, 2), 1, 1, 2, 0)
    assert found.findings[1].applies is Truth.UNKNOWN
    alone = assessed([criterion("b", applies="t.c")], {"b": False})
    assert alone.scores["d", "law"].applies is Truth.UNKNOWN
    two = {"x": {"criteria": [criterion("b", applies="t.c")]}, "y": {"criteria": [criterion("a")]}}
    found = assessed(two, {"a": True, "b": False})
    assert (found.totals["law"].low, found.totals["law"].high) == (Fr(1, 2), 1)
    assert found.shadows["law"] == {"geometric": (0, 1), "minimum": (0, 1)}


@pytest.mark.parametrize(("others", "shown"), [(4, None), (3, (Fr(3, 4), Fr(3, 4)))])
def test_more_than_a_fifth_of_the_weight_not_applicable_is_shown_as_0_too(others: int, shown: Any) -> None:
    found = assessed([criterion("a", weight=others), criterion("b")], {"a": True, "b": "na"})
    assert score(found) == (1, 1, 1, others, 1)
    assert found.scores["d", "law"].with_excluded == shown


# Gates, levels and stages


@pytest.mark.parametrize(
    ("b", "low", "high", "fired"),
    [(True, Fr(2, 3), 1, Truth.FALSE), (False, Fr(1, 4), Fr(1, 4), Truth.TRUE), ("unknown", Fr(1, 4), 1, Truth.UNKNOWN),
     ("na", Fr(2, 3), 1, Truth.FALSE)],
)  # fmt: skip
def test_a_gate_caps_its_own_domain_and_axis_alone(b: Any, low: Fr, high: Fr, fired: Truth) -> None:
    gate = {"id": "g", "domain": "x", "cap": "1/4", "unless": "t.b", "says": "S"}
    criteria = {name: {"criteria": [criterion("a", "t.a", "t.c", "t.d", id=f"c_{name}")]} for name in "xy"}
    found = assessed(criteria, {"a": True, "b": b, "c": True}, method={"gates": [gate]})
    one, other = found.scores["x", "law"], found.scores["y", "law"]
    assert (one.low, one.high, [result.fired for result in one.gates]) == (low, high, [fired])
    assert (other.low, other.high, other.gates) == (Fr(2, 3), 1, ())


def test_a_gate_of_another_axis_caps_nothing_here_and_one_that_always_fires_fires() -> None:
    gates = [{"id": "g", "domain": "d", "axis": "capacity", "cap": 0, "unless": "t.a", "says": "S"},
             {"id": "h", "domain": "d", "cap": "1/2", "unless": {"all": ["t.b", {"not": "t.b"}]}, "says": "S"}]  # fmt: skip
    found = assessed([criterion("c")], {"a": False, "c": True}, method={"gates": gates})
    one = found.scores["d", "law"]
    assert [(result.gate.id, result.fired) for result in one.gates] == [("h", Truth.TRUE)]
    assert (one.low, one.high) == (Fr(1, 2), Fr(1, 2))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"a": True, "b": True, "c": False}, ("level", "middle", "middle")),
        ({"a": True, "b": True}, ("between", "middle", "high")),  # two thirds known: just enough
        ({"a": True}, ("not_rated", "low", "high")),
        ({"a": False, "b": False, "c": False}, ("level", "none", "none")),
        ({"a": True, "b": True, "c": True}, ("level", "high", "high")),
    ],
)
def test_levels(known: dict[str, Any], expected: tuple[str, str, str]) -> None:
    levels = [{"word": w, "from": f} for w, f in (("none", 0), ("low", "1/3"), ("middle", "2/3"), ("high", 1))]
    found = assessed([criterion("a", "t.a", "t.b", "t.c")], known, method={"levels": levels})
    reading = level_of(found.scores["d", "law"], found.framework.method)
    assert (reading.kind, reading.low, reading.high) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, (0, 3)),
        ({"a": True}, (1, 3)),
        ({"a": False}, (0, 0)),
        ({"a": True, "b": True, "c": True}, (3, 3)),
        ({"a": True, "b": False, "c": True}, (1, 1)),
        ({"a": True, "b": "na", "c": True}, (3, 3)),  # what does not apply bars nothing
        ({"a": True, "b": False, "c": True, "d": "unknown"}, (1, 1)),
    ],
)
def test_stages(known: dict[str, Any], expected: tuple[int, int]) -> None:
    found = assessed([criterion(name, stage=i + 1) for i, name in enumerate("abc")], known)
    assert stage_reached(found.findings) == expected
    assert found.scores["d", "law"].stage == expected
    assert found.totals["law"].stage == expected


@pytest.mark.parametrize(
    ("d", "expected"), [(True, (1, 1)), (False, (2, 2)), ("unknown", (1, 2))]
)  # fmt: skip
def test_a_requirement_that_may_not_apply_bars_a_stage_only_where_it_applies(d: Any, expected: tuple[int, int]) -> None:
    criteria = [criterion("a", stage=1), criterion("b", stage=2, applies="t.d"), criterion("c", stage=2)]
    assert stage_reached(assessed(criteria, {"a": True, "b": False, "c": True, "d": d}).findings) == expected


# Shares, questions and options


def test_shares_are_effective_weights_and_add_up_to_one() -> None:
    criteria = {"x": {"weight": 3, "criteria": [criterion("a", weight=2), criterion("b"), criterion("c")]},
                "y": {"criteria": [criterion("d"), criterion("e", applies="t.a")]}}  # fmt: skip
    found = assessed(criteria, {"a": True, "c": "na"})
    shares = criterion_shares(found.framework, found.findings, found.scores)
    assert shares == {"c_a": Fr(1, 2), "c_b": Fr(1, 4), "c_c": 0, "c_d": Fr(1, 8), "c_e": Fr(1, 8)}
    assert sum(shares.values()) == 1


def test_questions_come_by_the_weight_that_hangs_on_them() -> None:
    criteria = [criterion("a", "t.a", "t.b", weight=2), criterion("c"), criterion("d", obligation="may", weight=1)]
    found = questions(assessed(criteria, {"b": True, "d": "unknown"}))
    assert [(one.state.id, one.width, [f.criterion.id for f in one.findings]) for one in found] == [
        ("t.a", Fr(1, 4), ["c_a"]),
        ("t.c", Fr(1, 4), ["c_c"]),
    ]
    found = questions(assessed([criterion("a", "t.a", "t.b"), criterion("c", "t.b", weight=3)], {}))
    assert [(one.state.id, one.width) for one in found] == [("t.b", Fr(7, 8)), ("t.a", Fr(1, 8))]


def test_questions_ask_for_features_only_where_the_fact_is_there() -> None:
    facts = {"law": {"kind": "provision", "features": {n: {"type": "flag", "question": "Q?"} for n in "ab"}}}
    made = library(facts, [{"id": "c", "elements": elements("t.law.a", "t.law.b")}])
    text = "sources: {s: {kind: act, title: S}}\nprovisions: {s.1: {status: %s}}\nfacts: {t.law: {by: s.1, features: {a: true}}}\n"
    asked = [
        [one.attributes for one in questions(assess_profile(profile(made, text % status), made)[0])]
        for status in ("in_force", "partly_in_force")
    ]
    assert asked == [[("b",)], [("",)]]


def test_options_come_duties_first_then_by_gain_for_effort() -> None:
    criteria = [
        criterion("a", obligation="consider", weight=9),
        criterion("b", weight=1),  # effort 2: 1 / 2
        criterion("c", weight=3),  # effort 3: 1
        criterion("d", weight=4),  # effort 4: 1, and after c by its name
        criterion("e", obligation="may", weight=9),
    ]
    made = reforms([assessed(criteria, dict.fromkeys(NAMES, False))])
    assert [action.facts[0].id for action in made] == ["t.c", "t.d", "t.b", "t.a"]
    assert [action.gain for action in made] == [Fr(3, 26), Fr(4, 26), Fr(1, 26), Fr(9, 26)]
    assert (made[0].do, made[0].effort, made[0].vehicle) == ("Do c", 3, "act")
    assert [action.closes for action in made] == [{("f", name)} for name in ("c_c", "c_d", "c_b", "c_a")]


def test_what_another_reform_needs_comes_first_where_it_is_not_known_to_be_there() -> None:
    facts = {**FACTS, "a": {**FACTS["a"], "reform": {**FACTS["a"]["reform"], "needs": ["t.e"]}}}
    criteria = [criterion("a", weight=9), criterion("e")]
    made = reforms([assessed(criteria, {"a": False, "e": False}, facts)])
    assert [(action.facts[0].id, action.needs) for action in made] == [("t.e", ()), ("t.a", ("t.e",))]
    made = reforms([assessed(criteria, {"a": False, "e": True}, facts)])
    assert [(action.facts[0].id, action.needs) for action in made] == [("t.a", ())]


def test_a_gain_is_shared_between_the_reforms_that_it_takes() -> None:
    made = reforms([assessed([criterion("a", "t.a", "t.b"), criterion("c")], {"a": False, "b": False, "c": True})])
    assert [(action.facts[0].id, action.gain, action.closes) for action in made] == [
        ("t.a", Fr(1, 4), frozenset()),
        ("t.b", Fr(1, 4), frozenset()),
    ]


def test_gaps_come_duties_first_then_by_the_weight_that_is_missing() -> None:
    criteria = [criterion("a", weight=5, obligation="endeavour"), criterion("b"), criterion("c", "t.c", "t.a", weight=3),
                criterion("d", weight=9), criterion("e", obligation="may", weight=9)]  # fmt: skip
    found = gaps(assessed(criteria, {"a": False, "b": False, "c": True, "d": "unknown", "e": False}))
    assert [finding.criterion.id for finding in found] == ["c_c", "c_b", "c_a"]
