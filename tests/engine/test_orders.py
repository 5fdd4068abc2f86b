"""What is certain of the order of countries: examples 5 and 6 of the scoring method, and what holds of every such order."""

from fractions import Fraction as Fr
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.api import assess_profile
from assess.engine.assessment import prepare
from assess.engine.comparison import Comparison, compare
from assess.engine.orders import higher_share, levels_of, linear_extensions, order_of, ranked
from tests.build import elements, library, profile


def ends(*pairs: tuple[str, str]) -> list[tuple[Fr, Fr] | None]:
    return [(Fr(low), Fr(high)) for low, high in pairs]


def test_example_5_three_countries() -> None:
    found = order_of(ends((".60", ".80"), (".50", ".65"), (".20", ".45")))
    assert found.positions == ((1, 2), (1, 2), (3, 3))
    assert found.above == (frozenset({2}), frozenset({2}), frozenset())
    assert (found.edges, found.extensions, found.pairs) == (((0, 2), (1, 2)), 2, 2)


def test_example_5_four_countries() -> None:
    found = order_of(ends((".70", ".90"), (".55", ".75"), (".50", ".60"), (".30", ".40")))
    assert found.positions == ((1, 2), (1, 3), (2, 3), (4, 4))
    assert [sorted(each) for each in found.above] == [[2, 3], [3], [3], []]
    assert found.edges == ((0, 2), (1, 3), (2, 3))
    assert found.extensions == 3
    assert higher_share(found.above, range(4), 0, 1) == Fr(2, 3)
    assert higher_share(found.above, range(4), 1, 0) == Fr(1, 3)
    assert (higher_share(found.above, range(4), 0, 3), higher_share(found.above, range(4), 3, 0)) == (1, 0)
    assert levels_of(found.above, range(4)) == [[0, 1], [2], [3]]


def test_what_does_not_apply_has_no_position() -> None:
    found = order_of([*ends(("1", "1")), None, *ends(("0", "0"))])
    assert found.positions == ((1, 1), None, (2, 2))
    assert (found.edges, found.extensions) == (((0, 2),), 1)


def test_equal_figures_are_not_in_an_order_and_share_a_position() -> None:
    found = order_of(ends((".5", ".5"), (".5", ".5"), (".2", ".2")))
    assert found.positions == ((1, 1), (1, 1), (3, 3))
    assert found.pairs == 2
    assert ranked([Fr(1, 2), Fr(1), None, Fr(1, 2), Fr(0)]) == [2, 1, None, 2, 4]


# Facts that are shared

FACTS = {"own": "yes_no", "court": "yes_no", "rest": "yes_no", "law": {"kind": "provision"},
         "body": {"kind": "capability"}, "pact": {"kind": "treaty"},
         "n": {"kind": "number", "min": 0, "max": 10, "unit": "u"}}  # fmt: skip


def two(first: str, second: str, weights: dict[str, int], shared: str = "court") -> Comparison:
    """Two countries under a framework of one criterion for each of these facts."""
    rows = [{"id": name, "weight": weight, "elements": elements(f"t.{name}")} for name, weight in weights.items()]
    made = library(FACTS, rows)
    done = []
    for code, text in (("KEN", first), ("GHA", second)):
        head = f"schema: profile/v1\ncountry: {code}\nas_of: 2026-06-30\nsources: {{p: {{kind: press, title: P}}}}\n"
        done.append((code, assess_profile(profile(made, f"{head}facts: {{{text}}}"), made)[0]))
    return compare(done, rules=prepare(made.frameworks[0], made.catalogue))


def test_example_6_a_fact_that_is_one_for_both_is_completed_once() -> None:
    yes, no = "{value: true, cite: [p]}", "{value: false, cite: [p]}"
    facts = {**FACTS, **dict.fromkeys(("a", "b"), "yes_no")}
    rows = [("a", 45), ("b", 5), ("court", 30), ("rest", 20)]
    made = library(facts, [{"id": n, "weight": w, "elements": elements(f"t.{n}")} for n, w in rows])
    rules = prepare(made.frameworks[0], made.catalogue)

    def both(mark: str) -> Comparison:
        done = []
        for code, b in (("KEN", yes), ("GHA", no)):
            text = f"t.a: {yes}, t.b: {b}, t.rest: {no}, t.court: {{status: unknown{mark}}}"
            head = (
                f"schema: profile/v1\ncountry: {code}\nas_of: 2026-06-30\nsources: {{p: {{kind: press, title: P}}}}\n"
            )
            done.append((code, assess_profile(profile(made, f"{head}facts: {{{text}}}"), made)[0]))
        return compare(done, rules=rules)

    once, alone = both(", shared: regional_court"), both("")
    for found in (once, alone):
        row = next(row for row in found.rows if row.domain)
        assert [(s.low, s.high) for s in row.scores if s] == [(Fr(45, 100), Fr(3, 4)), (Fr(1, 2), Fr(4, 5))]
    orders = [next(row.order for row in found.rows if row.domain) for found in (once, alone)]
    assert orders[0].positions == ((2, 2), (1, 1))
    assert orders[1].positions == ((1, 2), (1, 2))
    assert [(one.fact, one.name, len(one.countries)) for one in once.shared] == [("t.court", "regional_court", 2)]
    assert (alone.shared, len(alone.worlds)) == ((), 1)


@pytest.mark.parametrize(
    ("fact", "ways"), [("court", 2), ("law", 2), ("body", 4), ("pact", 7), ("n", 0)]
)  # fmt: skip
def test_a_shared_fact_of_any_kind_is_completed_once(fact: str, ways: int) -> None:
    yes, open_ = "{value: true, cite: [p]}", "{status: unknown, shared: common}"
    if fact == "n":
        found = two(f"t.own: {yes}, t.n: {open_}", f"t.n: {open_}, t.own: {{value: false, cite: [p]}}", {"own": 1})
        assert not found.shared  # the framework does not read it
        return
    text = f"t.{fact}: {open_}"
    found = two(f"t.own: {yes}, {text}", f"t.own: {{value: false, cite: [p]}}, {text}", {"own": 1, fact: 3})
    (one,) = found.shared
    assert len(one.states) == ways
    assert {row.order.positions for row in found.rows} == {((2, 2), (1, 1))}


def test_the_same_word_on_another_fact_or_of_one_country_only_is_not_shared() -> None:
    text = "t.own: unknown, t.court: {status: unknown, shared: common}"
    other = "t.own: {status: unknown, shared: common}, t.court: unknown"
    assert not two(text, other, {"own": 1, "court": 1}).shared


def test_a_shared_answer_that_is_known_is_each_country_s_own() -> None:
    known = "t.court: {value: true, cite: [p], shared: common}"
    assert not two(known, "t.court: {status: unknown, shared: common}", {"court": 1}).shared


# What holds of every order

intervals = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (Fr(min(pair)), Fr(max(pair)))),
    min_size=1,
    max_size=6,
)


@given(intervals)
def test_the_counted_orders_are_those_that_agree_with_every_relation(given_: list[tuple[Fr, Fr]]) -> None:
    found = order_of(given_)
    places = range(len(given_))
    right = sum(
        all(order.index(i) < order.index(j) for i in places for j in found.above[i]) for order in permutations(places)
    )
    assert found.extensions == linear_extensions(found.above, places) == right


@given(intervals, st.data())
def test_every_completion_is_within_the_positions(given_: list[tuple[Fr, Fr]], data: st.DataObject) -> None:
    found = order_of(given_)
    values = [data.draw(st.integers(int(low), int(high))) for low, high in given_]
    for i, value in enumerate(values):
        best, worst = found.positions[i] or (0, 0)
        assert best <= 1 + sum(other > value for other in values) <= worst
        assert all(value > values[j] for j in found.above[i])


@given(intervals, st.randoms())
def test_the_order_of_the_countries_changes_nothing(given_: list[tuple[Fr, Fr]], random: object) -> None:
    places = list(range(len(given_)))
    random.shuffle(places)  # type: ignore[attr-defined]
    found, moved = order_of(given_), order_of([given_[i] for i in places])
    assert moved.positions == tuple(found.positions[i] for i in places)
    assert {(places[i], places[j]) for i, j in moved.edges} == set(found.edges)
    assert moved.extensions == found.extensions


@given(intervals)
def test_the_edges_give_all_relations_and_none_follows_from_others(given_: list[tuple[Fr, Fr]]) -> None:
    found = order_of(given_)
    edges = set(found.edges)

    def closed(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
        more = pairs | {(i, k) for i, j in pairs for a, k in pairs if a == j}
        return pairs if more == pairs else closed(more)

    every = {(i, j) for i, lower in enumerate(found.above) for j in lower}
    assert closed(edges) == every
    assert all(closed(edges - {edge}) != every for edge in edges)
