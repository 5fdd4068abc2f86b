"""Conditions in two-valued logic: parsed from the text of a framework, evaluated in one definite world.

A truth is True, False, or None for an operand that does not apply and drops out.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

ORDER = (">=", "<=", ">", "<")


class Line(NamedTuple):
    """`fact`, `fact.attribute`, or one of them compared with a literal."""

    fact: str
    attribute: str
    op: str
    literal: Any


class Tree(NamedTuple):
    """`all`, `any`, `not` or `at_least`."""

    op: str
    parts: "tuple[Line | Tree, ...]"
    n: int = 0


Condition = Line | Tree

_SHAPE = re.compile(r"(\w+\.\w+)(?:\.(\w+))?(?:\s*(==|!=|>=|<=|>|<|\bin\b)\s*(.+))?$")


def read_line(text: str) -> Line:
    """The line written as `text`."""
    match = _SHAPE.match(text.strip())
    assert match, text
    fact, attribute, op, value = match.groups()
    if op is None:
        return Line(fact, attribute or "", "is", None)
    if op == "in":
        return Line(fact, attribute or "", op, tuple(_literal(word) for word in value.strip("[] ").split(",")))
    return Line(fact, attribute or "", op, _literal(value))


def _literal(word: str) -> Any:
    word = word.strip()
    if word in ("true", "false"):
        return word == "true"
    try:
        return int(word)
    except ValueError:
        pass
    try:
        return float(word)
    except ValueError:
        return word


def read(raw: Any) -> Condition:
    """The condition written as `raw`, as YAML gives it."""
    if isinstance(raw, str):
        return read_line(raw)
    ((op, value),) = raw.items()
    if op == "not":
        return Tree("not", (read(value),))
    if op == "at_least":
        return Tree(op, tuple(map(read, value["of"])), value["n"])
    return Tree(op, tuple(map(read, value)))


def lines_of(condition: Condition) -> Iterator[Line]:
    """All lines of a condition."""
    if isinstance(condition, Line):
        yield condition
    else:
        for part in condition.parts:
            yield from lines_of(part)


def truth(condition: Condition, of: Callable[[Line], bool | None]) -> bool | None:
    """Whether the condition holds in a world where `of` tells the truth of each line."""
    if isinstance(condition, Line):
        return of(condition)
    kept = [value for part in condition.parts if (value := truth(part, of)) is not None]
    if not kept:
        return None
    if condition.op == "not":
        return not kept[0]
    if condition.op == "all":
        return all(kept)
    if condition.op == "any":
        return any(kept)
    return sum(kept) >= condition.n


OPEN = "open"
"""Kleene's third value."""


def kleene(condition: Condition, of: Callable[[Line], Any]) -> Any:
    """The same in three-valued logic, where a line may also be `OPEN`."""
    if isinstance(condition, Line):
        return of(condition)
    return combine(condition.op, [kleene(part, of) for part in condition.parts], condition.n)


def combine(op: str, values: Iterable[Any], n: int = 0) -> Any:
    """Kleene's connectives: what is open may still turn out either way."""
    kept = [value for value in values if value is not None]
    if not kept:
        return None
    ends = [[value is True for value in kept], [value is not False for value in kept]]
    if op == "not":
        found = {not ends[0][0], not ends[1][0]}
    elif op == "at_least":
        found = {sum(end) >= n for end in ends}
    else:
        found = {(all if op == "all" else any)(end) for end in ends}
    return found.pop() if len(found) == 1 else OPEN


def satisfies(value: Any, op: str, literal: Any, words: tuple[str, ...] = ()) -> bool:
    """Whether a definite value is as a line says; `words` give the order of an ordered choice."""
    if op == "is":
        return value is True
    if op == "in":
        return value in literal
    if words and op in ORDER:
        value, literal = words.index(value), words.index(literal)
    return bool(
        {
            "==": lambda: value == literal,
            "!=": lambda: value != literal,
            ">=": lambda: value >= literal,
            "<=": lambda: value <= literal,
            ">": lambda: value > literal,
            "<": lambda: value < literal,
        }[op]()
    )
