"""Properties that hold for every framework and profile: bounds, monotonicity, exactness against brute force."""

from fractions import Fraction as Fr
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.engine.change import change_of
from assess.engine.evaluate import evaluate_all
from assess.engine.score import Item, geometric, mean, minimum
from assess.model.results import Truth
from tests.build import elements, library, rules, states

FLAGS = [f"t.f{i}" for i in range(4)]
FACTS: dict[str, Any] = {
    **{f"f{i}": "yes_no" for i in range(4)},
    "w": {"kind": "choice", "words": ["a", "b", "c"], "ordered": True},
    "n": "number",
}
VALUES: dict[str, list[Any]] = {**{f: [True, False] for f in FLAGS}, "t.w": ["a", "b", "c"], "t.n": [0, 5, 6, 10, 11]}
LINES = [*FLAGS, "t.w == a", "t.w == b", "t.w >= b", "t.w in [a, c]", "t.n >= 6", "t.n < 6", "t.n == 10"]

conditions = st.recursive(
    st.sampled_from(LINES),
    lambda inner: st.one_of(
        inner.map(lambda c: {"not": c}),
        st.lists(inner, min_size=1, max_size=3).map(lambda cs: {"all": cs}),
        st.lists(inner, min_size=1, max_size=3).map(lambda cs: {"any": cs}),
        st.lists(inner, min_size=2, max_size=3).map(lambda cs: {"at_least": {"n": 2, "of": cs}}),
    ),
    max_leaves=5,
)
element_lists = st.lists(st.tuples(conditions, st.booleans(), st.integers(1, 3)), min_size=1, max_size=4)
knowledge = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def criterion(parts: Any, applies: Any = None) -> list[dict[str, Any]]:
    made = [
        {**elements(condition)[0], "id": f"e{i}", "essential": essential, "weight": weight}
        for i, (condition, essential, weight) in enumerate(parts)
    ]
    if applies is not None:
        made[-1]["applies"] = applies
    return [{"id": "c", "elements": made}]


def interval(made: Any, known: dict[str, Any]) -> tuple[Fr, Fr]:
    ((finding,), _, _) = evaluate_all(made.base, states(made, known))
    return finding.low, finding.high


def completions(known: dict[str, Any]) -> Any:
    unknown = [name for name in VALUES if name not in known]
    for choice in product(*(VALUES[name] for name in unknown)):
        yield {**known, **dict(zip(unknown, choice, strict=True))}


@relaxed
@given(element_lists, knowledge)
def test_the_interval_is_that_of_all_completions_whether_or_not_kleene_is_exact(
    parts: Any, known: dict[str, Any]
) -> None:
    made = rules(library(FACTS, criterion(parts)))
    scores = [interval(made, complete) for complete in completions(known)]
    assert all(low == high for low, high in scores)
    ((finding,), _, _) = evaluate_all(made.base, states(made, known))
    if not finding.outer:
        lows = [low for low, _ in scores]
        assert (finding.low, finding.high) == (min(lows), max(lows))


@relaxed
@given(element_lists, conditions, knowledge, st.sampled_from(sorted(VALUES)), st.data())
def test_learning_a_fact_never_leaves_or_widens_the_interval(
    parts: Any, applies: Any, known: dict[str, Any], fact: str, data: st.DataObject
) -> None:
    made = rules(library(FACTS, criterion(parts, applies)))
    before = {name: value for name, value in known.items() if name != fact}
    ((old,), _, _) = evaluate_all(made.base, states(made, before))
    ((new,), _, _) = evaluate_all(made.base, states(made, {**before, fact: data.draw(st.sampled_from(VALUES[fact]))}))
    if old.applies is Truth.TRUE:
        assert old.low <= new.low <= new.high <= old.high
    assert new.low <= new.high


@relaxed
@given(element_lists, knowledge, st.permutations(range(4)))
def test_order_and_scale_of_elements_change_nothing(parts: Any, known: dict[str, Any], order: list[int]) -> None:
    first = rules(library(FACTS, criterion(parts)))
    other = [(c, e, w * 7) for c, e, w in (parts[i] for i in order if i < len(parts))]
    assert interval(first, known) == interval(rules(library(FACTS, criterion(other))), known)


@relaxed
@given(st.lists(st.tuples(st.sampled_from(FLAGS), st.integers(1, 3)), min_size=1, max_size=4), knowledge)
def test_a_criterion_read_with_one_sign_is_monotone(parts: Any, known: dict[str, Any]) -> None:
    made = rules(library(FACTS, criterion([(line, False, weight) for line, weight in parts])))
    for fact in FLAGS:
        no, yes = (interval(made, {**known, fact: value}) for value in (False, True))
        assert no[0] <= yes[0]
        assert no[1] <= yes[1]


@relaxed
@given(element_lists, knowledge)
def test_making_the_smallest_change_meets_the_criterion_when_no_fact_is_read_in_two_ways(
    parts: Any, known: dict[str, Any]
) -> None:
    simple = [(line, essential, weight) for (_, essential, weight), line in zip(parts, FLAGS, strict=False)]
    made = rules(library(FACTS, criterion(simple)))
    ((finding,), _, _) = evaluate_all(made.base, states(made, known))
    if finding.low == 1:
        assert change_of(finding) is None
        return
    change = change_of(finding)
    assert change is not None
    steps = (*change.reform, *change.confirm)
    assert interval(made, {**known, **{step.state.id: step.wanted for step in steps}}) == (1, 1)
    assert len(steps) == sum(known.get(line) is not True for line, _, _ in simple)


fractions = st.fractions(min_value=0, max_value=1, max_denominator=50)


@given(st.lists(st.tuples(fractions, st.integers(1, 9)), min_size=1, max_size=6))
def test_means_are_ordered(pairs: list[tuple[Fr, int]]) -> None:
    values, weights = [v for v, _ in pairs], [Fr(w) for _, w in pairs]
    arithmetic = mean(Item(w, v, v) for v, w in zip(values, weights, strict=True))
    assert arithmetic is not None
    eps = Fr(1, 10**9)
    low, g = minimum(values, weights), geometric(values, weights)
    assert low <= g + eps
    assert g <= arithmetic.low + eps
    assert arithmetic.low <= max(values)


@given(
    st.lists(
        st.tuples(fractions, fractions, st.integers(1, 5), st.sampled_from([True, None, False])), min_size=1, max_size=6
    )
)
def test_the_mean_is_the_hull_over_what_may_apply(rows: list[tuple[Fr, Fr, int, bool | None]]) -> None:
    items = [Item(Fr(w), min(a, b), max(a, b), applies=applies) for a, b, w, applies in rows]
    found = mean(items)
    sure = [i for i in items if i.applies]
    maybe = [i for i in items if i.applies is None]
    if found is None:
        assert not sure
        assert not maybe
        return
    lows, highs = [], []
    for chosen in product((False, True), repeat=len(maybe)):
        kept = sure + [item for item, take in zip(maybe, chosen, strict=True) if take]
        if kept:
            total = sum(i.weight for i in kept)
            lows.append(sum(i.weight * i.low for i in kept) / total)
            highs.append(sum(i.weight * i.high for i in kept) / total)
    assert (found.low, found.high) == (min(lows), max(highs))


@given(st.lists(st.tuples(fractions, st.integers(1, 5)), min_size=1, max_size=5), st.integers(1, 20))
def test_weight_of_what_does_not_apply_and_scale_of_weights_do_not_matter(
    pairs: list[tuple[Fr, int]], scale: int
) -> None:
    items = [Item(Fr(w), v, v) for v, w in pairs]
    scaled = [item._replace(weight=item.weight * scale) for item in items]
    out = Item(Fr(3), Fr(0), Fr(0), applies=False)
    first, second = mean(items), mean([*scaled, out])
    assert first is not None
    assert second is not None
    assert (first.low, first.high, first.coverage) == (second.low, second.high, second.coverage)
