"""Draws of a comparison against what can be worked out (examples 5, 7 to 9, 11, 15, 16 of the method); what holds of all draws."""

from fractions import Fraction as Fr
from itertools import product

import numpy as np
import pytest

from assess.api import assess_profile
from assess.engine.assessment import prepare
from assess.engine.closed_forms import higher, incomplete_beta, least_in_box, uniform_higher
from assess.engine.comparison import Comparison, compare
from assess.engine.drawn import DrawnRow, Expert, Setting
from assess.engine.judgements import judged
from assess.engine.sensitivity import drivers, of_weights, pivots, shares_of
from tests.build import elements, library, profile

WORDS = {"y": "{value: true, cite: [p s. 1]}", "n": "{value: false, cite: [p s. 1]}", "?": "unknown"}


def measured(answers: dict[str, list[float | None]], weights: list[int], **head: object) -> Comparison:
    """Countries with these scores on criteria of these weights; None is open."""
    names = [f"m{i}" for i in range(len(weights))]
    facts = {name: {"kind": "number", "min": 0, "max": 1, "unit": "u"} for name in names}
    rows = [
        {"id": name, "weight": weight, "measure": {"fact": f"t.{name}", "from": 0, "to": 1}}
        for name, weight in zip(names, weights, strict=True)
    ]
    made = library(facts, rows, **head)
    return _compared(
        made,
        {
            code: ", ".join(
                f"t.{name}: " + ("unknown" if v is None else f"{{value: {v}, cite: [p s. 1], period: 2025}}")
                for name, v in zip(names, values, strict=True)
            )
            for code, values in answers.items()
        },
    )


def _compared(made: object, texts: dict[str, str]) -> Comparison:
    done = []
    for code, text in texts.items():
        sources = "{p: {kind: act, title: P}, q: {kind: press, title: Q}}"
        head = f"schema: profile/v1\ncountry: {code}\nas_of: 2026-06-30\nsources: {sources}\n"
        found = profile(made, f"{head}facts: {{{text}}}")  # type: ignore[arg-type]
        done.append((code, assess_profile(found, made)[0]))  # type: ignore[arg-type]
    return compare(done, rules=prepare(made.frameworks[0], made.catalogue))  # type: ignore[attr-defined]


def domain_row(compared: Comparison, setting: Setting, *, evidence: bool = False) -> DrawnRow:
    from assess.engine.draws import draw

    found = draw(compared, setting)
    return next(row for row in (found.evidence if evidence else found.rows) if row.domain)


def test_example_7_the_distribution_of_positions_and_not_only_its_mean() -> None:
    from assess.engine.spreads import summed_up

    worlds = np.array(list(product((0.5, 0.7), (0.55, 0.65), (0.4, 0.75)))).T
    spreads, shares = summed_up(worlds)
    assert [each.positions for each in spreads if each] == [(2, 4, 2), (2, 4, 2), (4, 0, 4)]
    assert [share for row in shares for share in row if share is not None] == [Fr(1, 2)] * 6


def test_example_8_two_criteria() -> None:
    d = [Fr(2, 5), Fr(-3, 10)]
    assert higher(d, [Fr(1), Fr(1)]) == Fr(4, 7)
    assert higher(d, [Fr(2), Fr(2)]) == pytest.approx(208 / 343, abs=1e-12)
    assert 1 - incomplete_beta(2, 2, 3 / 7) == pytest.approx(0.606414, abs=1e-6)
    assert least_in_box(d, [Fr(45, 100), Fr(40, 100)], [Fr(60, 100), Fr(55, 100)]) == Fr(15, 1000)
    assert least_in_box(d, [Fr(0), Fr(0)], [Fr(1, 4), Fr(1, 4)]) is None


def test_example_8_three_criteria_with_flat_weights() -> None:
    one = [Fr(1)] * 3
    assert higher([Fr(2, 5), Fr(-3, 10), Fr(-1, 5)], one) == Fr(8, 21)
    assert higher([Fr(2, 5), Fr(1, 10), Fr(-3, 10)], one) == Fr(19, 28)


@pytest.mark.parametrize(
    ("first", "second", "concentration", "share"),
    [
        ((0.9, 0.3), (0.5, 0.6), 2, 4 / 7), ((0.9, 0.3), (0.5, 0.6), 4, 208 / 343), ((0.4, 0, 0), (0, 0.3, 0.2), 3, 8 / 21),
        ((0.4, 0.1, 0), (0, 0, 0.3), 3, 19 / 28), ((1, 1, 0, 0, 0.5), (0, 0, 1, 1, 0.5), 5, 1 / 2),
        ((1, 1, 0, 0.5), (0, 0, 1, 0.5), 8, 1 - incomplete_beta(4, 2, 0.5)),
    ],
)  # fmt: skip
def test_draws_agree_with_closed_forms(
    first: tuple[float, ...],
    second: tuple[float, ...],
    concentration: int,
    share: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = measured({"GHA": list(first), "KEN": list(second)}, [1] * len(first))
    setting = Setting(100_000, 3, Fr(concentration))
    exact = domain_row(compared, setting)
    assert exact.exact == {(0, 1), (1, 0)}
    assert float(exact.higher[0][1] or 0) == pytest.approx(share, abs=1e-6)
    monkeypatch.setattr("assess.engine.draws.MOST_EXACT", 0)
    drawn = domain_row(compared, setting)
    assert not drawn.exact
    assert float(drawn.higher[0][1] or 0) == pytest.approx(share, abs=0.006)


def test_open_answers_agree_with_the_closed_form() -> None:
    """Example 5: each score evenly between its ends."""
    a, b = (Fr(3, 5), Fr(4, 5)), (Fr(1, 2), Fr(13, 20))
    assert uniform_higher(a, b) == Fr(23, 24)
    assert uniform_higher(b, a) == Fr(1, 24)
    assert uniform_higher((Fr(1, 2), Fr(1, 2)), (Fr(0), Fr(1))) == Fr(1, 2)
    assert uniform_higher((Fr(0), Fr(1)), (Fr(1, 4), Fr(1, 4))) == Fr(3, 4)
    compared = measured({"GHA": [1, None, 1, 0], "KEN": [1, 0.25, None, 0]}, [9, 4, 3, 4])
    row = domain_row(compared, Setting(20_000, 1, Fr(10**9)))  # with weights that do not move
    spread = row.countries[0]
    assert spread is not None
    assert [float(each) for each in spread.score] == pytest.approx([0.61, 0.70, 0.79], abs=0.003)
    assert float(row.higher[0][1] or 0) == pytest.approx(23 / 24, abs=0.005)


def test_example_9_the_way_of_adding_up_changes_the_order() -> None:
    values = {"A": (0.9, 0.2, 0.6, 0.5), "B": (0.8, 0.4, 0.6, 0.1), "C": (0.1, 0.9, 0.7, 0.3)}
    from assess.engine.draws import _mean

    stack = [np.array([[values[c][k]] for c in values]) for k in range(4)]
    weights = np.array([[0.4], [0.3], [0.2], [0.1]])
    right = {"arithmetic": [0.59, 0.57, 0.48], "geometric": [0.498349, 0.498292, 0.318423], "minimum": [0.2, 0.1, 0.1]}
    for way, scores in right.items():
        assert _mean(stack, weights, way)[:, 0] == pytest.approx(scores, abs=1e-6)


def test_example_15_confidence_moves_the_draws_and_never_the_score() -> None:
    """Reliability 0.6: in two of five draws anything between 0 and 1 stands for the answer."""
    made = library({"a": "yes_no"}, [{"id": "a", "elements": elements("t.a")}])
    compared = _compared(made, {"GHA": "t.a: {value: true, cite: [q]}", "KEN": "t.a: {value: true, cite: [p s. 1]}"})
    stated, doubted = (domain_row(compared, Setting(40_000), evidence=e) for e in (False, True))
    assert [each.score for each in stated.countries if each] == [(1, 1, 1), (1, 1, 1)]
    first, second = doubted.countries
    assert first and second
    assert second.score == (1, 1, 1)
    assert first.score[1:] == (1, 1)
    assert float(first.score[0]) == pytest.approx(0.05 / 0.4, abs=0.01)
    assert float(doubted.higher[0][1] or 0) == pytest.approx(0.6 / 2, abs=0.01)
    assert not doubted.sure


# What holds of all draws


def four(**head: object) -> Comparison:
    return measured(
        {"GHA": [0.9, 0.2, None], "KEN": [0.5, 0.6, 0.7], "KHM": [0.1, None, 0.2], "SEN": [None, None, None]}, [3, 2, 1], **head
    )  # fmt: skip


def test_the_same_seed_gives_the_same_and_another_one_does_not() -> None:
    from assess.engine.draws import draw

    assert draw(four(), Setting(500, 7)) == draw(four(), Setting(500, 7))
    assert draw(four(), Setting(500, 7)).rows != draw(four(), Setting(500, 8)).rows


def test_another_country_changes_nothing_between_two() -> None:
    less = measured({"KEN": [0.5, 0.6, 0.7], "GHA": [0.9, 0.2, None]}, [3, 2, 1])
    both, two = domain_row(four(), Setting(500)), domain_row(less, Setting(500))
    assert both.higher[0][1] == two.higher[0][1]
    assert [a.score for a in both.countries[:2] if a] == [b.score for b in two.countries if b]


def test_shares_of_a_pair_add_up_and_agree_with_what_is_certain() -> None:
    compared = measured({"GHA": [0.9, 0.8, 0.4], "KEN": [0.5, 0.8, None], "KHM": [0.1, 0.1, 0]}, [3, 2, 1])
    row = domain_row(compared, Setting(2_000))
    for i, j in ((0, 1), (0, 2), (1, 2)):
        assert (row.higher[i][j] or 0) + (row.higher[j][i] or 0) == 1
    assert row.sure == {(0, 2), (1, 2)}
    assert all(row.higher[i][j] == 1 for i, j in row.sure)
    assert row.countries[2] is not None
    assert row.countries[2].position == (3, 3, 3)


def test_at_the_stated_weights_no_draw_is_outside_of_what_is_certain() -> None:
    compared = four()
    row = domain_row(compared, Setting(3_000, 1, Fr(10**12)))
    order = next(r for r in compared.rows if r.domain).order
    for i, spread in enumerate(row.countries):
        best, worst = order.positions[i] or (0, 0)
        assert spread is not None
        assert not sum(spread.positions[: best - 1]) + sum(spread.positions[worst:])
        assert all(row.higher[i][j] == 1 for j in order.above[i])


def test_experts_are_drawn_one_by_one() -> None:
    compared = measured({"GHA": [1, 0, 0], "KEN": [0, 1, 1]}, [1, 1, 1])
    experts = (
        Expert("first", {}, {"m0": Fr(8)}), Expert("second", {}, {}), Expert("third", {}, {"m1": Fr(5)}),
        Expert("fourth", {}, {"m0": Fr(0)}),
    )  # fmt: skip
    row = domain_row(compared, Setting(20_000, 1, experts=experts))
    assert float(row.higher[0][1] or 0) == pytest.approx(1 / 4, abs=0.01)
    row = domain_row(compared, Setting(2_000, 1, experts=experts[1:]))
    assert row.sure == {(1, 0)}


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric", "minimum"])
def test_what_is_sure_of_a_total_holds_in_every_draw(aggregation: str) -> None:
    from assess.engine.draws import draw

    facts = {f"a{i}": "yes_no" for i in range(4)}
    domains = {
        name: {"criteria": [{"id": f"a{i}", "elements": elements(f"t.a{i}")} for i in own]}
        for name, own in (("one", (0, 1)), ("two", (2, 3)))
    }
    made = library(facts, domains, method={"aggregation": aggregation})
    said = {"GHA": "yyyy", "KEN": "ynyn", "KHM": "ynnn", "SEN": "y?nn", "PHL": "nn?n"}
    compared = _compared(
        made,
        {c: ", ".join(f"t.a{i}: {WORDS[w]}" for i, w in enumerate(a)) for c, a in said.items()},
    )
    found = draw(compared, Setting(1_000))
    assert ("minimum" in found.aggregations) == (aggregation == "minimum")
    total = next(row for row in found.rows if row.domain is None)
    codes = [c.code for c in compared.countries]
    assert all(total.higher[i][j] == 1 for i, j in total.sure)
    assert (codes.index("GHA"), codes.index("KEN")) in total.sure
    assert (codes.index("KEN"), codes.index("PHL")) not in total.sure


def test_a_shared_answer_is_drawn_once_for_all() -> None:
    facts = {"a": "yes_no", "b": "yes_no", "court": "yes_no"}
    weights = (("a", 4), ("b", 1), ("court", 3))
    made = library(facts, [{"id": n, "weight": w, "elements": elements(f"t.{n}")} for n, w in weights])
    yes, no = "{value: true, cite: [p s. 1]}", "{value: false, cite: [p s. 1]}"

    def shares(mark: str) -> DrawnRow:
        texts = {
            "GHA": f"t.a: {yes}, t.b: {yes}, t.court: {{status: unknown{mark}}}",
            "KEN": f"t.a: {yes}, t.b: {no}, t.court: {{status: unknown{mark}}}",
        }
        return domain_row(_compared(made, texts), Setting(4_000))

    assert shares(", shared: court").sure == {(0, 1)}
    assert shares(", shared: court").higher[0][1] == 1
    assert not shares("").sure
    assert 0.5 < float(shares("").higher[0][1] or 0) < 1


def test_what_does_not_apply_has_no_share() -> None:
    facts = {"a": {"kind": "yes_no", "may_not_apply": "R"}}
    made = library(facts, [{"id": "a", "elements": elements("t.a")}])
    texts = {"GHA": "t.a: {status: not_applicable, reason: R}", "KEN": "t.a: {value: true, cite: [p s. 1]}"}
    row = domain_row(_compared(made, texts), Setting(100))
    assert row.countries[0] is None
    assert row.countries[1] is not None
    assert row.higher == ((None, None), (None, None))


# What drives a result: example 11


def test_example_11_shares_of_a_linear_score() -> None:
    weights = {"u1": Fr(4, 10), "u2": Fr(2, 10), "u3": Fr(1, 10)}
    found = shares_of({name: weight**2 / 4 for name, weight in weights.items()})
    assert [(part.name, part.share) for part in found] == [("u1", Fr(16, 21)), ("u2", Fr(4, 21)), ("u3", Fr(1, 21))]


def test_example_11_what_decides_whether_a_bound_is_reached() -> None:
    assert pivots(Fr(55, 100), [Fr(10, 100), Fr(3, 100)], Fr(60, 100)) == [1, 0]
    assert pivots(Fr(0), [Fr(1)] * 17, Fr(1)) is None


def test_example_11_a_gate_by_the_same_estimate_as_that_of_the_draws() -> None:
    """Y = g s with g 0 or 1 and s even: S_g .6, S_s .2, ST_g .8, ST_s .4."""
    from assess.engine.draws import _spread_of

    rng = np.random.default_rng(1)
    g, other_g = ((rng.random((1, 200_000)) < 0.5).astype(float) for _ in range(2))
    s, other_s = (rng.random((1, 200_000)) for _ in range(2))
    base, variance = g * s, _spread_of(g * s, g * s)
    first = [_spread_of(base, mix) / variance for mix in (g * other_s, other_g * s)]
    total = [1 - _spread_of(base, mix) / variance for mix in (other_g * s, g * other_s)]
    assert first == pytest.approx([0.6, 0.2], abs=0.01)
    assert total == pytest.approx([0.8, 0.4], abs=0.01)


def test_what_weights_do_is_exact_and_adds_up() -> None:
    parts = of_weights([Fr(1), Fr(0), Fr(1, 2)], [Fr(1), Fr(1), Fr(2)])
    assert parts == [Fr(1, 16), Fr(1, 16), Fr(0)]
    assert sum(parts) == Fr(1, 8)  # the variance of the values at these weights


def test_the_drivers_of_a_comparison() -> None:
    from assess.engine.draws import draw

    opened = measured({"GHA": [1, None, 1, 0], "KEN": [1, 0.25, None, 0]}, [9, 4, 3, 4])
    (found,) = drivers(opened)
    assert [(part.name, part.share) for part in found.open] == [("m1", Fr(16, 25)), ("m2", Fr(9, 25))]
    fixed = {each.name: each for each in draw(opened, Setting(4_096, 1, Fr(10**9))).drivers["law"]}
    assert float(fixed["open"].first) > 0.98
    assert float(fixed["weights"].total) < 0.02
    known = measured({"GHA": [1, 0], "KEN": [0, 1]}, [1, 1])
    settled = {each.name: each for each in draw(known, Setting(4_096)).drivers["law"]}
    assert float(settled["weights"].first) > 0.98
    assert settled["open"].total == 0
    assert all(0 <= each.first <= 1 and 0 <= each.total <= 1 for each in (*fixed.values(), *settled.values()))
    assert draw(measured({"GHA": [1, 1], "KEN": [0, 0]}, [1, 1]), Setting(100)).drivers == {}


# Weights from judgements in pairs: example 16


def test_example_16_judgements_in_pairs() -> None:
    third, half = Fr(1, 3), Fr(1, 2)
    plain = judged([[Fr(1), Fr(2), Fr(6)], [half, Fr(1), Fr(3)], [Fr(1, 6), third, Fr(1)]])
    assert [float(w) for w in plain.weights] == pytest.approx([0.6, 0.3, 0.1], abs=1e-6)
    assert (plain.largest, plain.ratio) == (pytest.approx(3), pytest.approx(0, abs=1e-9))
    other = judged([[Fr(1), Fr(3), Fr(5)], [third, Fr(1), Fr(2)], [Fr(1, 5), half, Fr(1)]])
    assert [float(w) for w in other.weights] == pytest.approx([0.648329, 0.229651, 0.122020], abs=1e-6)
    assert (other.largest, other.ratio) == (pytest.approx(3.003695, abs=1e-6), pytest.approx(0.003185, abs=1e-6))
    assert judged([[Fr(1), Fr(4)], [Fr(1, 4), Fr(1)]]).ratio == 0
