"""Conditions over facts: the typed tree that a framework's `holds` lines are parsed into."""

import re
from typing import Any

from assess.tuples import NamedTuple

MAX_DEPTH = 12
MAX_NODES = 200

Literal = bool | int | float | str


class Leaf(NamedTuple):
    """One line: a fact, or one of its attributes, compared with a literal (or a range)."""

    fact: str
    attribute: str
    """"" for the fact itself, "status", or a feature."""
    op: str
    """"is" for a bare name, or == != >= <= > < in."""
    literal: Any
    """The value compared with; a tuple for `in`; None for a bare name."""
    text: str

    @property
    def name(self) -> str:
        return f"{self.fact}.{self.attribute}" if self.attribute else self.fact


class Group(NamedTuple):
    """`all`, `any`, `not` (one child) or `at_least` (n of the children)."""

    op: str
    children: "tuple[Node, ...]"
    n: int = 0


Node = Leaf | Group


class Fault(NamedTuple):
    """What is wrong with a condition; `loc` is the place within it."""

    loc: tuple[str | int, ...]
    text: str
    hint: str


_LINE = re.compile(
    r"([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?(?:\s*(==|!=|>=|<=|>|<|\bin\b)\s*(.+))?\Z"
)
_NUMBER = re.compile(r"[-+]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})(e[-+]?[0-9]{1,2})?\Z", re.IGNORECASE)
_WORD = re.compile(r"\w+\Z")
_FORM = 'write a fact, a fact.feature, or NAME == VALUE (also != >= <= > <, "in [a, b]")'


def parse_condition(raw: Any) -> tuple[Node | None, list[Fault]]:
    """The condition `raw` (a line, or a mapping with all, any, not or at_least), or what is wrong with it."""
    faults: list[Fault] = []
    budget = [MAX_NODES]
    node = _node(raw, (), faults, budget, 1)
    return (None if faults else node), faults


def _node(raw: Any, loc: tuple[str | int, ...], faults: list[Fault], budget: list[int], depth: int) -> Node | None:
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH:
        if budget[0] >= -1:
            faults.append(
                Fault(loc, "so large a tree", f"a condition has at most {MAX_NODES} lines and {MAX_DEPTH} levels")
            )
        return None
    if isinstance(raw, str):
        return _line(raw, loc, faults)
    if not isinstance(raw, dict) or len(raw) != 1:
        faults.append(Fault(loc, _short(raw), "write one line, or one of: all, any, not, at_least"))
        return None
    (op, value), n = next(iter(raw.items())), 0
    if op == "not":
        child = _node(value, (*loc, "not"), faults, budget, depth + 1)
        return Group("not", (child,)) if child else None
    below = (*loc, op)
    if op == "at_least":
        if not isinstance(value, dict) or set(value) != {"n", "of"} or type(value["n"]) is not int or value["n"] < 1:
            faults.append(Fault(below, _short(value), "write at_least: {n: 2, of: [...]}"))
            return None
        n, value, below = value["n"], value["of"], (*below, "of")
    elif op not in ("all", "any"):
        faults.append(Fault(loc, _short(op), "write all, any, not or at_least"))
        return None
    if not isinstance(value, list) or not value or n > len(value):
        faults.append(Fault(below, _short(value), f"`{op}` takes a list" + (f" of at least {n}" if n else "")))
        return None
    children = [_node(child, (*below, i), faults, budget, depth + 1) for i, child in enumerate(value)]
    return Group(op, tuple(child for child in children if child), n)


def _line(raw: str, loc: tuple[str | int, ...], faults: list[Fault]) -> Leaf | None:
    match = _LINE.match(raw) if len(raw) <= 300 else None
    if match is None:
        faults.append(Fault(loc, _short(raw), _FORM))
        return None
    fact, attribute, op, value = match.groups()
    literal: Any = None
    if op == "in":
        words = [word.strip() for word in value.strip("[] ").split(",")]
        literal = tuple(_literal(word) for word in words if word)
        odd = any(isinstance(one, str) and not _WORD.match(one) for one in literal)
        if value[0] != "[" or value.rstrip()[-1] != "]" or not literal or odd:
            faults.append(Fault(loc, _short(raw), "write NAME in [a, b]"))
            return None
    elif op:
        literal = _literal(value.strip())
        if isinstance(literal, str) and not _WORD.match(literal):
            faults.append(Fault(loc, _short(raw), _FORM))
            return None
    return Leaf(fact, attribute or "", op or "is", literal, raw)


def _literal(word: str) -> Literal:
    """The value of a literal: true or false, a number, or else a word."""
    if word in ("true", "false"):
        return word == "true"
    if not _NUMBER.match(word):
        return word
    return int(word) if word.lstrip("-+").isdigit() else float(word)


def _short(raw: Any) -> str:
    kinds = {dict: "this mapping", list: "this list", type(None): "nothing"}
    text = raw if isinstance(raw, str) else kinds.get(type(raw)) or str(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


def leaves(node: Node) -> list[Leaf]:
    """All lines of a condition, left to right."""
    if isinstance(node, Leaf):
        return [node]
    return [leaf for child in node.children for leaf in leaves(child)]
