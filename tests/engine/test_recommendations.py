"""Reforms of all frameworks together: each only once, in the order in which they need each other, with months from their effort."""

from typing import Any

import pytest

from assess.engine.assessment import assess
from assess.engine.reforms import MONTHS, Reform, reforms, shared
from assess.model.results import Assessment
from tests.build import elements, library, profile, rules

HEAD = "sources: {s: {kind: act, title: S, unit: s.}}\n"


def law(effort: int | None = None, *needs: str) -> dict[str, Any]:
    reform = {"do": "Do it", "needs": list(needs), **({"effort": effort} if effort else {})}
    return {"kind": "provision", "features": {"x": {"type": "flag", "question": "X?"}}, "reform": reform}


def asks(*names: str, **extra: Any) -> dict[str, Any]:
    return {"id": "_".join(names), "elements": elements(*(f"t.{name}" for name in names)), **extra}


def assessed(facts: dict[str, Any], *frameworks: list[dict[str, Any]], text: str = "") -> list[Assessment]:
    """One assessment for each framework, given by its criteria; facts not answered in `text` are known not to hold."""
    found = []
    for i, criteria in enumerate(frameworks):
        made = library(facts, criteria, id=f"f{i}")
        missing = "".join(
            f"  t.{name}: {{status: none, searched: [s]}}\n" for name in facts if f"t.{name}:" not in text
        )
        found.append(assess(profile(made, f"{HEAD}facts:\n{text}{missing}"), rules(made)))
    return found


def ids(made: list[Reform]) -> list[str]:
    return [each.facts[0].id for each in made]


def test_nothing_missing_asks_for_nothing() -> None:
    assert reforms(assessed({"a": law()}, [asks("a")], text="  t.a: unknown\n")) == []
    assert reforms([]) == []


def test_duties_come_first_then_what_supplies_most_for_its_effort() -> None:
    facts = {"soft": law(1), "dear": law(5), "light": law(1), "heavy": law(1)}
    criteria = [
        asks("soft", obligation="consider", weight=9),
        asks("dear", weight=2),
        asks("light"),
        asks("heavy", weight=3),
    ]
    made = reforms(assessed(facts, criteria))
    assert ids(made) == ["t.heavy", "t.light", "t.dear", "t.soft"]


def test_what_a_reform_needs_comes_before_it_and_it_begins_when_that_is_done() -> None:
    facts = {"a": law(2, "t.b", "t.c"), "b": law(4), "c": law(1, "t.b"), "d": law(3)}
    criteria = [asks("a", weight=9), asks("b"), asks("c"), asks("d", weight=5)]
    made = {each.facts[0].id: each for each in reforms(assessed(facts, criteria))}
    assert list(made) == ["t.b", "t.c", "t.a", "t.d"]
    assert {name: (each.start, each.end) for name, each in made.items()} == {
        "t.b": (0, MONTHS[4]),
        "t.c": (MONTHS[4], MONTHS[4] + MONTHS[1]),
        "t.a": (MONTHS[4] + MONTHS[1], MONTHS[4] + MONTHS[1] + MONTHS[2]),
        "t.d": (0, MONTHS[3]),
    }
    assert made["t.a"].needs == ("t.b", "t.c")


def test_what_is_there_already_is_not_waited_for_and_what_no_one_supplies_neither() -> None:
    facts = {"a": law(2, "t.b", "t.c"), "b": law(4), "c": {"kind": "provision"}}
    made = library(facts, [asks("a"), asks("c", obligation="may")], id="f")
    body = f"{HEAD}provisions: {{s.1: {{status: in_force}}}}\nfacts:\n  t.a: {{status: none, searched: [s]}}\n  t.b: {{by: s.1}}\n"
    (only,) = reforms([assess(profile(made, body), rules(made))])
    assert (only.facts[0].id, only.start, only.end) == ("t.a", 0, MONTHS[2])
    assert only.needs == ("t.c",)


@pytest.mark.parametrize(("effort", "months"), [*MONTHS.items(), (None, MONTHS[3])])
def test_months_follow_from_the_effort(effort: int | None, months: int) -> None:
    (only,) = reforms(assessed({"a": law(effort)}, [asks("a")]))
    assert (only.start, only.end) == (0, months)
    assert only.effort == effort


def test_several_frameworks_ask_once_for_one_reform() -> None:
    facts = {"a": law(2), "b": law(2)}
    first, second = assessed(facts, [asks("a"), asks("b")], [asks("a", "b"), {**asks("a"), "weight": 3}])
    made = reforms([first, second])
    assert ids(made) == ["t.a", "t.b"]
    assert [(one.framework.id, [f.criterion.id for f in findings]) for one, findings in made[0].served] == [
        ("f0", ["a"]), ("f1", ["a_b", "a"]),
    ]  # fmt: skip
    assert made[0].closes == {("f0", "a"), ("f1", "a")}
    assert [each.facts[0].id for each in shared(reforms([first, second]))] == ["t.a", "t.b"]
    assert shared(reforms([first])) == []


def test_the_order_is_that_of_all_frameworks_together() -> None:
    facts = {"a": law(1), "b": law(1)}
    first, second = assessed(facts, [asks("a"), asks("b", weight=2)], [asks("a")])
    assert ids(reforms([first])) == ["t.b", "t.a"]
    assert ids(reforms([first, second])) == ["t.a", "t.b"]


def test_steps_of_several_frameworks_are_named_once() -> None:
    facts = {"a": law(2)}
    body = "  t.a: {by: s.1, features: {x: false}}\nprovisions: {s.1: {status: in_force}}\n"
    found = []
    for i in range(2):
        made = library(facts, [{"id": "c", "elements": elements("t.a", "t.a.x")}], id=f"f{i}")
        found.append(assess(profile(made, f"{HEAD}facts:\n{body}"), rules(made)))
    (only,) = reforms(found)
    assert {leaf.text for part in only.parts for leaf, _wanted in part.lines} == {"t.a.x"}
    assert (only.id, only.provisions) == ("amend:s.1", ("s.1",))
