"""Conditions over the states of facts: Kleene's three-valued logic, every child evaluated so that traces are complete."""

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assess.model.catalogue import CAPABILITY_STATUSES
from assess.model.condition import Group, Leaf, Node
from assess.model.results import FactState, GroupResult, LeafResult, Trace, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
    "in": lambda value, words: value in words,
}  # fmt: skip


def words_of(leaf: Leaf, state: FactState) -> tuple[str, ...]:
    """The order of the words that `leaf` compares, empty where they have none."""
    if leaf.attribute == "status":
        return CAPABILITY_STATUSES if state.fact.kind == "capability" else ()
    spec: Any = state.fact.features.get(leaf.attribute) if leaf.attribute else state.fact
    return spec.words if spec is not None and spec.ordered else ()


def satisfies(leaf: Leaf, value: Any, words: tuple[str, ...] = ()) -> bool:
    """Whether `value` is as `leaf` says."""
    op = leaf.op
    if op == "is":
        return value is True
    literal = leaf.literal
    if op == "==":
        return bool(value == literal)
    if words and leaf.op in (">=", "<=", ">", "<"):
        value, literal = words.index(value), words.index(literal)
    return bool(_OPERATORS[leaf.op](value, literal))


def evaluate_leaf(leaf: Leaf, state: FactState) -> Truth:
    """The truth of one line."""
    if state.truth is NA:
        return NA
    attribute = leaf.attribute
    if not attribute:
        if leaf.op == "is":
            return state.truth
        if state.value is None:
            return U
        return T if satisfies(leaf, state.value, words_of(leaf, state)) else F
    if attribute == "status":
        if state.status is None:
            return U
        return T if satisfies(leaf, state.status, words_of(leaf, state)) else F
    # a feature line says that the fact holds and the comparison too, on one and the same basis
    plain = leaf.op == "is"
    result = state.truth if not state.bases else F
    for truth, features, *_ in state.bases:
        if truth is F:
            continue
        value = features.get(attribute, "unknown")
        if value == "unknown":
            result = U
        elif value is True if plain else satisfies(leaf, value, words_of(leaf, state)):
            if truth is T:
                return T
            result = U
    return U if result is T else result


def combine(op: str, n: int, truths: Iterable[Truth]) -> Truth:
    """Kleene's `all`, `any`, `not` and `at_least`; operands that are not applicable drop out, `n` stays."""
    kept = [truth for truth in truths if truth is not NA]
    if not kept:
        return NA
    if op == "all":
        return F if F in kept else U if U in kept else T
    if op == "any":
        return T if T in kept else U if U in kept else F
    if op == "not":
        return {T: F, F: T, U: U}[kept[0]]
    true, unknown = kept.count(T), kept.count(U)
    return T if true >= n else U if true + unknown >= n else F


def evaluate(node: Node, leaves: Mapping[Leaf, LeafResult]) -> Trace:
    """The trace of a condition, from the results of its lines."""
    if isinstance(node, Leaf):
        return leaves[node]
    children = tuple([evaluate(child, leaves) for child in node.children])
    return GroupResult(node.op, node.n, combine(node.op, node.n, [child.truth for child in children]), children)


def truth_under(node: Node, truths: Mapping[Leaf, Truth]) -> Truth:
    """The truth of a condition where each line has the truth given; no trace."""
    if isinstance(node, Leaf):
        return truths[node]
    assert isinstance(node, Group)
    return combine(node.op, node.n, [truth_under(child, truths) for child in node.children])
