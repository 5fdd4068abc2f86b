"""What fails in points for attention: the parts that reforms are made of."""

from typing import Any

import pytest

from assess.engine.advice import Worked
from assess.engine.assessment import assess
from assess.engine.failing import Part, implied, parts_of
from assess.model.condition import Leaf, parse_condition
from assess.model.results import Assessment
from tests.build import elements, library, profile, rules

FLAG = {"type": "flag", "question": "Q?"}
DAYS = {"type": "number", "question": "Q?", "unit": "days"}
LAW: dict[str, Any] = {"kind": "provision", "features": {"x": FLAG, "y": FLAG, "days": DAYS, "hours": DAYS}}
FACTS: dict[str, Any] = {
    "a": LAW, "b": LAW, "c": LAW, "n": "number", "fixed": {"kind": "yes_no", "reform": {"actionable": False}},
    "staff": "number", "conv": {"kind": "treaty"},
}  # fmt: skip

HEAD = (
    "sources: {s: {kind: act, title: S, unit: s.}, p: {kind: press, title: P}}\nprovisions: {s.1: {status: in_force}}\n"
)


def assessed(facts: str, *criteria: Any, **head: Any) -> Assessment:
    own = library(FACTS, [{"id": f"c{i}", **each} for i, each in enumerate(criteria)], **head)
    text = f"{HEAD}facts: {{{facts}}}\n"
    return assess(profile(own, text), rules(own))


def parts(facts: str, *criteria: Any, **head: Any) -> list[Part]:
    return list(parts_of(Worked(assessed(facts, *criteria, **head))))


def told(found: list[Part]) -> list[tuple[int, str | None, str, list[tuple[str, bool]], bool]]:
    return [
        (each.place, each.element.element.id if each.element else None, each.state.id,
         [(leaf.text, wanted) for leaf, wanted in each.lines], each.more)
        for each in found
    ]  # fmt: skip


A = "t.a: {by: s.1, features: {x: false, y: true, days: 10}}"
MET = {"elements": elements("t.a")}


def test_each_element_that_fails_is_a_part_for_each_fact() -> None:
    both = {"elements": elements({"all": ["t.a.x", "t.b.x", "t.b.y"]}, "t.a.y", "t.a.days >= 20")}
    found = parts(f"{A}, t.b: {{status: none, searched: s}}", MET, both)
    assert told(found) == [
        (1, "e0", "t.a", [("t.a.x", True)], False),
        (1, "e0", "t.b", [("t.b.x", True), ("t.b.y", True)], False),
        (1, "e2", "t.a", [("t.a.days >= 20", True)], False),
    ]
    assert {each.point for each in found} == {("f", "c1")}
    assert all(each.sure and not each.amends for each in found)


def test_of_several_ways_the_part_is_the_fact_that_the_smallest_change_takes() -> None:
    either = {"elements": elements({"any": ["t.fixed", "t.b.x"]})}
    found = parts("t.fixed: {status: none, searched: s}, t.b: {status: none, searched: s}", either)
    assert told(found) == [(0, "e0", "t.b", [("t.b.x", True)], False)]  # nobody can change the other


def test_what_no_change_can_meet_has_a_part_for_every_fact_that_fails() -> None:
    never = {"elements": elements({"all": ["t.n >= 5", "t.n <= 3", "t.b.x"]})}
    found = parts("t.n: {value: 4, cite: p}, t.b: {status: none, searched: s}", never)
    assert told(found) == [
        (0, "e0", "t.n", [("t.n >= 5", True), ("t.n <= 3", True)], False),
        (0, "e0", "t.b", [("t.b.x", True)], False),
    ]


def test_what_fails_only_together_is_a_part_of_each_fact_without_an_element() -> None:
    never = {"elements": elements("t.n >= 5", "t.n <= 3")}  # either may hold, never both
    found = parts(f"{A}, t.n: unknown", MET, never)
    assert told(found) == [(1, None, "t.n", [], False)]
    assert (found[0].point, found[0].consequence.kind) == (("f", "c1"), 2)


def test_a_measure_is_a_part_without_an_element() -> None:
    measure = {"measure": {"fact": "t.staff", "from": 0, "to": 10}}
    found = parts(f"{A}, t.staff: {{value: 3, cite: p}}", MET, measure, {"elements": elements("t.a.x")})
    assert told(found) == [(1, None, "t.staff", [], False), (2, "e0", "t.a", [("t.a.x", True)], False)]
    assert [each.point for each in found] == [("f", "c1"), ("f", "c2")]


def test_an_element_that_may_be_reserved_is_a_part_only_where_nothing_fails_for_sure() -> None:
    treaty = {"treaty": "t.conv"}
    open_list = "t.conv: {status: party, cite: p}, "
    reservable = [{"id": "e0", "says": "S", "holds": "t.a.x", "reservable": "9"}]
    sure = [*reservable, {"id": "e1", "says": "S", "holds": "t.a.days >= 20"}]
    assert [each[1] for each in told(parts(open_list + A, {"elements": sure}, **treaty))] == ["e1"]
    met = [*reservable, {"id": "e1", "says": "S", "holds": "t.a.y"}]
    assert told(parts(open_list + A, {"elements": met}, **treaty)) == []  # it may be met: no point
    two = [*reservable, {"id": "e1", "says": "S", "holds": "t.a.days >= 20", "reservable": "10"}]
    found = told(parts(open_list + A, {"elements": two}, **treaty))
    assert [each[1] for each in found] == ["e0", "e1"]


@pytest.mark.parametrize(
    ("holds", "facts", "more"),
    [
        ("t.a.x", A, False),
        ({"all": ["t.a.x", "t.a.y"]}, A, True),  # a feature of the same fact holds
        ({"all": ["t.a.x", "t.a.days >= 5"]}, A, True),
        ({"all": ["t.a.x", "t.a.hours >= 5"]}, A, True),  # or is open
        ({"all": ["t.a.x", "t.a.days >= 20"]}, A, False),  # or fails too
        ({"all": ["t.a", "t.a.x"]}, A, False),  # the fact itself is the one of which something fails
        ({"all": ["t.b", "t.a.x"]}, f"{A}, t.b: {{by: s.1}}", True),  # another fact holds
        ({"all": ["t.b", "t.a.x"]}, f"{A}, t.b: unknown", True),
        ({"all": ["t.a", {"not": "t.a.y"}]}, A, False),  # what holds is what fails
        ({"all": ["t.a", {"not": "t.a.y"}, "t.a.x"]}, A, False),
    ],
)  # fmt: skip
def test_whether_an_element_asks_for_more_than_what_fails(holds: Any, facts: str, more: bool) -> None:
    (part,) = parts(facts, {"elements": elements(holds)})
    assert (part.state.id, part.more) == ("t.a", more)


def leaf(text: str) -> Leaf:
    node, _ = parse_condition(text)
    assert isinstance(node, Leaf)
    return node


@pytest.mark.parametrize(
    ("holds", "lines", "expected"),
    [
        ("t.a.x", [("t.a.x", True)], True),
        ("t.a.x", [("t.a.x", False)], False),
        ("t.a.x", [("t.a.y", True)], False),
        ("t.a.x", [], False),
        ({"all": ["t.a", {"not": "t.a.y"}]}, [("t.a.y", False)], True),
        ({"all": ["t.a", {"not": "t.a.y"}]}, [("t.a.y", True)], False),
        ({"all": ["t.a.x", "t.a.y"]}, [("t.a.x", True)], True),  # the other holds as it is
        ({"all": ["t.a.x", "t.a.days >= 20"]}, [("t.a.x", True)], False),
        ({"all": ["t.a.x", "t.a.days >= 20"]}, [("t.a.x", True), ("t.a.days == 30", True)], True),
        # one number implies what is asked of the same number, if it satisfies it
        ("t.a.days >= 20", [("t.a.days == 30", True)], True),
        ("t.a.days >= 20", [("t.a.days == 15", True)], False),
        ("t.a.days >= 20", [("t.a.days == 30", False)], False),
        ("t.a.days >= 20", [("t.a.hours == 30", True)], False),
        ("t.a.days >= 20", [("t.a.days >= 30", True)], False),  # only a value tells
        ("t.a.days in [20, 30]", [("t.a.days == 30", True)], True),
    ],
)  # fmt: skip
def test_whether_lines_as_wanted_are_enough(holds: Any, lines: list[tuple[str, bool]], expected: bool) -> None:
    (part, *_rest) = parts(A, {"elements": elements(holds)})
    assert implied(part, [(leaf(text), wanted) for text, wanted in lines]) is expected


def test_a_part_without_an_element_is_implied_by_nothing() -> None:
    (part,) = parts("t.n: unknown", {"elements": elements("t.n >= 5", "t.n <= 3")})
    assert implied(part, [(leaf("t.n >= 5"), True), (leaf("t.n <= 3"), True)]) is False
