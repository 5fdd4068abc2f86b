"""Conditions: the whole parsed tree, and for each fault its place, its text and what to write instead."""

from typing import Any

import pytest

from assess.model.condition import MAX_DEPTH, MAX_NODES, Fault, Group, Leaf, leaves, parse_condition

FORM = 'write a fact, a fact.feature, or NAME == VALUE (also != >= <= > <, "in [a, b]")'
AT_LEAST = "write at_least: {n: 2, of: [...]}"
A = Leaf("t.a", "", "is", None, "t.a")
B = Leaf("t.b", "", "is", None, "t.b")


@pytest.mark.parametrize(
    ("raw", "tree"),
    [
        ("t.a", A),
        ("t.a.x", Leaf("t.a", "x", "is", None, "t.a.x")),
        ("t.a.status == party", Leaf("t.a", "status", "==", "party", "t.a.status == party")),
        ("t.a != 3", Leaf("t.a", "", "!=", 3, "t.a != 3")),
        ("t.a >= 3", Leaf("t.a", "", ">=", 3, "t.a >= 3")),
        ("t.a <=3.5 ", Leaf("t.a", "", "<=", 3.5, "t.a <=3.5 ")),
        ("t.a>3", Leaf("t.a", "", ">", 3, "t.a>3")),
        ("t.a < false", Leaf("t.a", "", "<", False, "t.a < false")),
        ("t.a in [x, 2,]", Leaf("t.a", "", "in", ("x", 2), "t.a in [x, 2,]")),
        ("t.a in [ x ] ", Leaf("t.a", "", "in", ("x",), "t.a in [ x ] ")),
        ({"not": "t.a"}, Group("not", (A,), 0)),
        ({"all": ["t.a", "t.b"]}, Group("all", (A, B), 0)),
        ({"any": ["t.b", {"not": "t.a"}]}, Group("any", (B, Group("not", (A,), 0)), 0)),
        ({"at_least": {"n": 1, "of": ["t.a", "t.b"]}}, Group("at_least", (A, B), 1)),
        ({"at_least": {"of": ["t.a", "t.b"], "n": 2}}, Group("at_least", (A, B), 2)),
    ],
)
def test_a_tree(raw: Any, tree: Any) -> None:
    assert parse_condition(raw) == (tree, [])


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (3, Fault((), "3", "write one line, or one of: all, any, not, at_least")),
        (None, Fault((), "nothing", "write one line, or one of: all, any, not, at_least")),
        ([], Fault((), "this list", "write one line, or one of: all, any, not, at_least")),
        ({}, Fault((), "this mapping", "write one line, or one of: all, any, not, at_least")),
        ({"all": ["t.a"], "any": ["t.a"]}, Fault((), "this mapping", "write one line, or one of: all, any, not, at_least")),
        ({"none": ["t.a"]}, Fault((), "none", "write all, any, not or at_least")),
        ({"all": []}, Fault(("all",), "this list", "`all` takes a list")),
        ({"any": "t.a"}, Fault(("any",), "t.a", "`any` takes a list")),
        ({"at_least": 2}, Fault(("at_least",), "2", AT_LEAST)),
        ({"at_least": {"n": 2}}, Fault(("at_least",), "this mapping", AT_LEAST)),
        ({"at_least": {"n": True, "of": ["t.a"]}}, Fault(("at_least",), "this mapping", AT_LEAST)),
        ({"at_least": {"n": 0, "of": ["t.a"]}}, Fault(("at_least",), "this mapping", AT_LEAST)),
        ({"at_least": {"n": 2, "of": ["t.a"]}}, Fault(("at_least", "of"), "this list", "`at_least` takes a list of at least 2")),
        ({"at_least": {"n": 1, "of": ["A"]}}, Fault(("at_least", "of", 0), "A", FORM)),
        ({"all": ["t.a", {"not": "x y"}]}, Fault(("all", 1, "not"), "x y", FORM)),
        ("t.a == a b", Fault((), "t.a == a b", FORM)),
        ("t.a in a, b]", Fault((), "t.a in a, b]", "write NAME in [a, b]")),
        ("t.a in [a, b", Fault((), "t.a in [a, b", "write NAME in [a, b]")),
        ("t.a in [a b, c]", Fault((), "t.a in [a b, c]", "write NAME in [a, b]")),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_says_what_to_write(raw: Any, fault: Fault) -> None:
    assert parse_condition(raw) == (None, [fault])


def test_every_fault_is_named() -> None:
    tree, faults = parse_condition({"all": ["A", "t.a", {"any": ["B"]}]})
    assert (tree, [f.loc for f in faults]) == (None, [("all", 0), ("all", 2, "any", 0)])


def test_a_long_text_is_cut() -> None:
    assert parse_condition("x" * 60)[1][0].text == "x" * 60
    assert parse_condition("x" * 61)[1][0].text == "x" * 57 + "..."


def test_the_longest_line() -> None:
    line = "t." + "a" * 298
    assert parse_condition(line) == (Leaf(line, "", "is", None, line), [])
    assert parse_condition(line + "a")[0] is None


def nested(depth: int) -> Any:
    return "t.a" if depth == 1 else {"not": nested(depth - 1)}


def test_the_deepest_tree() -> None:
    limit = f"a condition has at most {MAX_NODES} lines and {MAX_DEPTH} levels"
    assert parse_condition(nested(MAX_DEPTH))[1] == []
    assert parse_condition(nested(MAX_DEPTH + 1)) == (None, [Fault(("not",) * MAX_DEPTH, "so large a tree", limit)])
    deep: Any = "t.a"
    for _ in range(MAX_DEPTH):
        deep = {"all": [deep]}
    assert len(parse_condition(deep)[1]) == 1
    deep = "t.a"
    for _ in range(MAX_DEPTH):
        deep = {"at_least": {"n": 1, "of": [deep]}}
    assert len(parse_condition(deep)[1]) == 1


def test_the_largest_tree_and_that_it_is_said_once() -> None:
    most: dict[str, Any] = {"all": ["t.a"] * (MAX_NODES - 1)}
    assert parse_condition(most)[1] == []
    most["all"] += ["t.a"] * 5
    limit = f"a condition has at most {MAX_NODES} lines and {MAX_DEPTH} levels"
    assert parse_condition(most) == (None, [Fault(("all", MAX_NODES - 1), "so large a tree", limit)])


def test_lines_of_a_tree_from_left_to_right() -> None:
    tree, _ = parse_condition({"all": ["t.a", {"any": ["t.b", {"not": "t.c"}]}, "t.a"]})
    assert tree is not None
    assert [leaf.name for leaf in leaves(tree)] == ["t.a", "t.b", "t.c", "t.a"]
    assert Leaf("t.a", "x", "is", None, "").name == "t.a.x"
