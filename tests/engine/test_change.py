"""The order of the smallest change."""

from assess.engine.assessment import assess_states
from assess.engine.change import change_of
from tests.build import elements, library, rules, states


def test_steps_come_in_the_order_of_their_lines_whatever_the_order_of_a_set() -> None:
    names = [
        f"n{i}" for i in range(24)
    ]  # tuples in a set: by chance alone all pairs would be in order once in 2**24 runs
    conditions = [condition for name in names for condition in (f"t.{name}", {"all": [{"not": f"t.{name}"}, "t.z"]})]
    made = rules(library(dict.fromkeys([*names, "z"], "provision"), [{"id": "c", "elements": elements(*conditions)}]))
    (finding,) = assess_states(made, states(made, {}))
    change = change_of(finding)
    assert change is not None
    steps = [(step.leaf.text, step.wanted) for step in change.confirm]
    assert len(steps) == 2 * len(names) + 1
    assert steps == sorted(steps)


def test_of_two_ways_that_cost_the_same_the_one_that_reads_first_is_taken() -> None:
    facts = dict.fromkeys(["a", "b", "c"], "yes_no")
    ways = {"any": [{"all": ["t.c", "t.a"]}, {"all": ["t.b", "t.a"]}]}
    made = rules(library(facts, [{"id": "c", "elements": elements(ways)}]))
    (finding,) = assess_states(made, states(made, {}))
    change = change_of(finding)
    assert change is not None
    assert [step.leaf.text for step in change.confirm] == ["t.a", "t.b"]
