"""The worked examples of the scoring method that concern one country: 1, 2, 3, 4, 10, 13 and 14."""

from fractions import Fraction as Fr
from itertools import product

import pytest

from assess.engine.assessment import assess
from assess.engine.evaluate import evaluate_all
from assess.engine.score import Item, capped, geometric, mean, stage_reached, unit_score
from assess.engine.truth import combine
from assess.model.results import Rating, Truth
from assess.reading.library import Library
from tests.build import elements, library, profile, rules, states

T, F, U, N = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
ONE, ZERO = Fr(1), Fr(0)
BOTH = (ZERO, ONE)


def known(value: Fr, weight: int) -> Item:
    return Item(Fr(weight), value, value)


def test_example_1_interval_mean_with_not_applicable() -> None:
    unknown = Item(Fr(2), ZERO, ONE, ZERO)
    parts = [known(ONE, 2), known(Fr(1, 2), 1), unknown, known(ZERO, 1)]
    score = mean([*parts, Item(Fr(3), ZERO, ZERO, ONE, applies=False)])
    assert score is not None
    assert (score.low, score.high, score.coverage) == (Fr(5, 12), Fr(3, 4), Fr(4, 6))


def test_example_1_through_a_framework_with_the_shadow_of_what_does_not_apply() -> None:
    facts = {
        "a": "yes_no",
        "b": "yes_no",
        "c": "yes_no",
        "n": {"kind": "yes_no", "may_not_apply": "no coast"},
        "z": "yes_no",
    }
    half = {"id": "half", "weight": 1, "elements": elements("t.a", "t.z")}
    rows = [("one", "t.a", 2), ("open", "t.c", 2), ("sea", "t.n", 3), ("zero", "t.z", 1)]
    made = library(facts, [half] + [{"id": i, "weight": w, "elements": elements(c)} for i, c, w in rows])
    text = """
sources: {s: {kind: policy, title: S}}
facts:
  t.a: {value: true, cite: [s]}
  t.z: {value: false, cite: [s]}
  t.n: {status: not_applicable, reason: landlocked}
"""
    score = assess(profile(made, text), rules(made)).scores["d", "law"]
    assert (score.low, score.high, score.coverage) == (Fr(5, 12), Fr(3, 4), Fr(2, 3))
    assert (score.weight, score.excluded) == (6, 3)
    assert score.with_excluded == (Fr(5, 18), Fr(1, 2))


def test_example_1b_applicability_unknown() -> None:
    parts = [known(ONE, 2), known(Fr(1, 2), 1), Item(Fr(2), ZERO, ONE, ZERO), known(ZERO, 1)]
    score = mean([*parts, Item(Fr(3), ZERO, ONE, ZERO, applies=None)])
    assert score is not None
    assert (score.low, score.high) == (Fr(5, 18), Fr(5, 6))


def test_example_2_two_levels() -> None:
    first = Item(Fr(6, 10), Fr(5, 12), Fr(3, 4))
    both = mean([first, Item(Fr(4, 10), Fr(8, 10), Fr(8, 10))])
    assert both is not None
    assert (both.low, both.high) == (Fr(57, 100), Fr(77, 100))
    alone = mean([first, Item(Fr(4, 10), ZERO, ZERO, applies=False)])
    assert alone is not None
    assert (alone.low, alone.high) == (Fr(5, 12), Fr(3, 4))


@pytest.mark.parametrize(
    ("op", "rows"),
    [
        ("all", {(T, T): T, (T, U): U, (T, F): F, (U, U): U, (U, F): F, (F, F): F}),
        ("any", {(T, T): T, (T, U): T, (T, F): T, (U, U): U, (U, F): U, (F, F): F}),
        ("not", {(T,): F, (U,): U, (F,): T}),
    ],
)
def test_example_3_kleene(op: str, rows: dict[tuple[Truth, ...], Truth]) -> None:
    for operands, expected in rows.items():
        assert combine(op, 0, operands) is expected
        assert combine(op, 0, operands[::-1]) is expected


@pytest.mark.parametrize(
    ("n", "operands", "expected"),
    [
        (2, (T, T, F), T), (2, (T, U, F), U), (2, (U, U, F), U), (2, (T, F, F), F), (2, (F, U, F), F), (2, (T, T, U), T),
        (3, (T, T, U), U), (3, (T, U), F), (0, (F, F), T), (1, (U, U, U), U),
        (2, (T, N, U), U), (2, (T, N, F), F), (2, (N, N, T), F), (1, (N, N, N), N),
    ],
)  # fmt: skip
def test_example_3_at_least(n: int, operands: tuple[Truth, ...], expected: Truth) -> None:
    assert combine("at_least", n, operands) is expected


def test_example_3_at_least_is_exact_for_distinct_facts() -> None:
    for m in range(1, 5):
        for operands in product((T, F, U), repeat=m):
            for n in range(m + 2):
                options = [(T,) if o is T else (F,) if o is F else (T, F) for o in operands]
                results = {combine("at_least", n, choice) for choice in product(*options)}
                assert combine("at_least", n, operands) is (results.pop() if len(results) == 1 else U)


def test_example_3_kleene_is_not_exact_for_a_fact_read_twice_but_the_interval_is() -> None:
    made = rules(library({"x": "yes_no"}, [{"id": "c", "elements": elements({"any": ["t.x", {"not": "t.x"}]})}]))
    ((finding,), _, _) = evaluate_all(made.base, states(made, {}))
    assert finding.elements[0].truth is U
    assert (finding.low, finding.high) == (1, 1)


def test_example_4_dependency_within_one_criterion() -> None:
    made = rules(library({"x": "yes_no"}, [{"id": "c", "elements": elements("t.x", {"not": "t.x"})}]))
    ((finding,), _, _) = evaluate_all(made.base, states(made, {}))
    assert (finding.low, finding.high) == (Fr(1, 2), Fr(1, 2))


def test_example_4_dependency_between_criteria() -> None:
    two = [{"id": "c1", "elements": elements("t.x")}, {"id": "c2", "elements": elements({"not": "t.x"})}]
    made = library({"x": "yes_no"}, two)
    result = assess(profile(made, ""), rules(made))
    assert [(f.low, f.high) for f in result.findings] == [BOTH, BOTH]
    score = result.scores["d", "law"]
    assert (score.low, score.high, score.outer) == (Fr(1, 2), Fr(1, 2), False)


def test_several_words_of_one_choice_are_completed_together() -> None:
    facts = {"w": {"kind": "choice", "words": ["a", "b", "c"]}}
    made = library(facts, [{"id": f"c_{w}", "elements": elements(f"t.w == {w}")} for w in "abc"])
    score = assess(profile(made, ""), rules(made)).scores["d", "law"]
    assert (score.low, score.high) == (Fr(1, 3), Fr(1, 3))


def test_too_many_completions_leave_the_outer_interval_and_say_so() -> None:
    facts = {f"x{i}": "yes_no" for i in range(13)}
    both = elements(*[c for i in range(13) for c in (f"t.x{i}", {"not": f"t.x{i}"})])
    apart = rules(library(facts, [{"id": "c", "elements": both}]))
    ((finding,), _, _) = evaluate_all(apart.base, states(apart, {}))
    assert (finding.low, finding.high, finding.outer) == (Fr(1, 2), Fr(1, 2), False)
    tied = elements({"any": facts_of(facts)}, *[{"not": name} for name in facts_of(facts)])
    made = rules(library(facts, [{"id": "c", "elements": tied}]))
    ((finding,), _, _) = evaluate_all(made.base, states(made, {}))
    assert (finding.low, finding.high, finding.outer) == (0, 1, True)
    ((fewer,), _, _) = evaluate_all(made.base, states(made, {"t.x0": False}))
    assert (fewer.low, fewer.high, fewer.outer) == (Fr(2, 14), Fr(13, 14), False)


def facts_of(facts: dict[str, str]) -> list[str]:
    return [f"t.{name}" for name in facts]


def test_example_10_geometric_with_zeros() -> None:
    equal = [ONE, ONE, ONE]
    assert geometric([ZERO, ONE, ONE], equal) == 0
    assert float(geometric([Fr(1, 100), ONE, ONE], equal)) == pytest.approx(0.215443, abs=1e-6)
    assert float(geometric([Fr(1), Fr(100), Fr(100)], equal)) == pytest.approx(21.5443, abs=1e-4)
    assert [float(geometric([Fr(1, 4), end], [ONE, ONE])) for end in BOTH] == [0, pytest.approx(0.5)]
    pair = [Fr(2, 10), Fr(8, 10)]
    assert float(geometric(pair, [ONE, ONE])) == pytest.approx(0.4)
    assert float(geometric([Fr(4, 10), pair[1]], [ONE, ONE])) == pytest.approx(0.565685, abs=1e-6)
    assert float(geometric([pair[0], ONE], [ONE, ONE])) == pytest.approx(0.447214, abs=1e-6)


def test_example_10_as_the_shadow_of_a_framework() -> None:
    domains = {
        name: {"criteria": [{"id": f"c_{name}", "measure": {"fact": f"t.{name}", "from": 0, "to": 1}}]} for name in "ab"
    }
    made = library({"a": "number", "b": "number"}, domains)
    text = "sources: {s: {kind: statistic, title: S}}\nfacts: {t.a: {value: 0.2, cite: [s]}, t.b: {value: 0.8, cite: [s]}}\n"
    result = assess(profile(made, text), rules(made))
    assert result.totals["law"].low == Fr(1, 2)
    assert result.shadows["law"] == {"geometric": (Fr(4, 10), Fr(4, 10)), "minimum": (Fr(2, 10), Fr(2, 10))}


def test_example_13_stages() -> None:
    stages = {1: "TT", 2: "TU", 3: "TTN", 4: "FT", 5: "T"}
    facts = {k: {"kind": "yes_no", "may_not_apply": "it may"} for k in "tfun"}
    criteria = [
        {"id": f"s{stage}_{i}", "stage": stage, "elements": elements(f"t.{letter.lower()}")}
        for stage, letters in stages.items()
        for i, letter in enumerate(letters)
    ]
    made = rules(library(facts, criteria))
    values = {"t.t": True, "t.f": False, "t.n": "not_applicable"}
    findings = evaluate_all(made.base, states(made, values))[0]
    assert stage_reached(findings) == (1, 3)


def gate_framework(cap: object = 0.4) -> Library:
    gate = {"id": "g", "domain": "d", "axis": "law", "cap": cap, "unless": "t.must", "says": "why"}
    criteria = [{"id": "c", "elements": elements("t.a", "t.b", "t.c")}]
    return library(dict.fromkeys(("must", "a", "b", "c"), "yes_no"), criteria, method={"gates": [gate]})


@pytest.mark.parametrize(("must", "expected"), [(T, ("0.55", "0.75")), (F, ("0.4", "0.4")), (U, ("0.4", "0.75"))])
def test_example_14_cap(must: Truth, expected: tuple[str, str]) -> None:
    made = rules(gate_framework())
    value = {T: True, F: False, U: "unknown"}[must]
    gates = evaluate_all(made.base, states(made, {"t.must": value}))[2]
    raw = mean([Item(ONE, Fr("0.55"), Fr("0.75"))])
    assert raw is not None
    score = capped(raw, gates)
    assert (score.low, score.high) == (Fr(expected[0]), Fr(expected[1]))


def test_a_gate_fires_only_on_a_known_absence() -> None:
    made = rules(gate_framework())
    for value, low, high in ((False, "0.4", "0.4"), ("unknown", "0.4", "1"), (True, "1", "1")):
        findings, _, gates = evaluate_all(
            made.base, states(made, {"t.must": value, "t.a": True, "t.b": True, "t.c": True})
        )
        score = unit_score(findings, gates)
        assert score is not None
        assert (score.low, score.high) == (Fr(low), Fr(high))
        assert findings[0].rating is Rating.MET
