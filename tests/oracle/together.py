"""A condition as it is read: features that are not spread have to be given by one basis of their fact.

A condition holds in a world where, for each fact of law, one basis can be chosen on which it holds: its lines about features that
the catalogue does not mark `spread` are read on that basis alone. So are all lines about one feature that is spread. Other
lines, and what stands under `not`, are read of all bases together.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from tests.oracle.lines import OPEN, Condition, Line, Tree, combine, lines_of


class Bases(NamedTuple):
    """Something to read of a fact of law: which of these lines each of its bases gives (of none that another one outdoes)."""

    fact: str
    lines: frozenset[Line]

    def of(self, given: Sequence[frozenset[Line]]) -> tuple[frozenset[Line], ...]:
        """What there is to read, of the lines that each basis gives."""
        found = {one & self.lines for one in given}
        kept = [one for one in found if not any(one < other for other in found)]
        return tuple(sorted(kept, key=lambda one: sorted(map(str, one))))


class Atom(NamedTuple):
    """A part of a condition that one basis of a fact has to meet; as a key of a state, whether one does."""

    fact: str
    tree: Tree


def given(condition: Condition, lines: frozenset[Line]) -> bool:
    """Whether a basis that gives these lines meets the condition."""
    if isinstance(condition, Line):
        return condition in lines
    found = [given(part, lines) for part in condition.parts]
    return sum(found) >= {"all": len(found), "any": 1}.get(condition.op, condition.n)


class Asked:
    """A condition, and what it has to read of a world."""

    def __init__(self, condition: Condition, catalogue: Mapping[str, Any]) -> None:
        self.condition, self.catalogue = condition, catalogue
        self.loose = False
        """Whether alternatives stand beside what has to be given with them, so that its parts say less than the whole."""
        own: dict[tuple[str, str], set[Line]] = {}
        for line in self.standing(condition):
            own.setdefault(self.rule(line), set()).add(line)
        self.bases = tuple(Bases(rule[0], frozenset(lines)) for rule, lines in own.items() if len(lines) > 1)
        self.plain = self.parted(condition)

    def standing(self, condition: Condition) -> Iterator[Line]:
        """The lines that are read on one basis."""
        if isinstance(condition, Line):
            if self.joins(condition):
                yield condition
        elif condition.op != "not":
            for part in condition.parts:
                yield from self.standing(part)

    def joins(self, line: Line) -> bool:
        return self.catalogue[line.fact]["kind"] == "provision" and line.attribute != ""

    def rule(self, line: Line) -> tuple[str, str]:
        """What it says something of: one rule of its fact, or a limb that may stand apart."""
        spread = self.catalogue[line.fact]["features"][line.attribute].get("spread")
        return line.fact, line.attribute if spread else ""

    def read_keys(self) -> Iterator[tuple[str, Any]]:
        """What there is to read: facts with lines, with bases, and with what one basis has to give."""
        for line in lines_of(self.condition):
            if not any(line in one.lines for one in self.bases) or line in self.denied(self.condition):
                yield line.fact, line
        for part in self.leaves(self.plain):
            yield part.fact, part
        yield from ((one.fact, one) for one in self.bases)

    def denied(self, condition: Condition, *, under: bool = False) -> set[Line]:
        """The lines that stand under a `not`."""
        if isinstance(condition, Line):
            return {condition} if under else set()
        return {line for part in condition.parts for line in self.denied(part, under=under or condition.op == "not")}

    def leaves(self, condition: Any) -> Iterator[Any]:
        if isinstance(condition, (Line, Atom)):
            yield condition
        else:
            for part in condition.parts:
                yield from self.leaves(part)

    def truth(self, world: Mapping[str, Mapping[Any, Any]]) -> bool | None:
        """Whether it holds in a world; None where nothing of it applies."""
        ways = [[(one, way) for way in world[one.fact][one] or (frozenset(),)] for one in self.bases]
        found = {_on(self.condition, dict(chosen), world) for chosen in product(*ways)}
        return True if True in found else found.pop()

    # In three-valued logic

    def kleene(self, of: Any) -> Any:
        """Its truth by what is known of each part alone; `of` tells it of a fact and a key."""
        value = _kleene(self.plain, of)
        return OPEN if self.loose and value is not None else value

    def parted(self, condition: Condition) -> Any:
        """The condition with what one basis has to give as one part."""
        if isinstance(condition, Line) or condition.op == "not":
            return condition
        rule = self.alone(condition)
        if rule:
            return self.atom(rule[0], condition)
        if condition.op != "all":
            if condition.op == "at_least" and self.overlap(condition.parts):
                self.loose = True
            return Tree(condition.op, tuple(self.parted(part) for part in condition.parts), condition.n)
        parts = list(_flat(condition))
        rules = {
            rule: [part for part in parts if self.alone(part) == rule] for part in parts if (rule := self.alone(part))
        }
        rest = [part for part in parts if not self.alone(part)]
        if self.overlap([Tree("all", (part,)) for part in rest] + [Tree("all", tuple(own)) for own in rules.values()]):
            self.loose = True
        atoms = [
            self.atom(rule[0], own[0] if len(own) == 1 else Tree("all", tuple(own))) for rule, own in rules.items()
        ]
        return Tree("all", (*atoms, *(self.parted(part) for part in rest)))

    def overlap(self, parts: Sequence[Condition]) -> bool:
        rules = [rule for part in parts for rule in {self.rule(line) for line in self.standing(part)}]
        return len(rules) > len(set(rules))

    def alone(self, condition: Condition) -> tuple[str, str] | None:
        """The rule of which all of it is read."""
        lines = list(lines_of(condition))
        if not all(map(self.joins, lines)) or self.denied(condition):
            return None
        one = {self.rule(line) for line in lines}
        return one.pop() if len(one) == 1 else None

    def atom(self, fact: str, condition: Condition) -> Any:
        if isinstance(condition, Line):
            return condition
        if condition.op == "any" or (condition.op == "at_least" and condition.n == 1):
            return Tree("any", tuple(self.atom(fact, part) for part in condition.parts))
        lines = set(lines_of(condition))
        return lines.pop() if len(lines) == 1 else Atom(fact, condition)


def _flat(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, Tree) and condition.op == "all":
        for part in condition.parts:
            yield from _flat(part)
    else:
        yield condition


def _on(
    condition: Condition,
    chosen: Mapping[Bases, frozenset[Line]],
    world: Mapping[str, Mapping[Any, Any]],
    *,
    under: bool = False,
) -> bool | None:
    if isinstance(condition, Line):
        if "na" in world[condition.fact]:
            return None
        for one, lines in chosen.items():
            if not under and condition in one.lines:
                return condition in lines
        return world[condition.fact][condition]  # type: ignore[no-any-return]
    found = [_on(part, chosen, world, under=under or condition.op == "not") for part in condition.parts]
    return combine(condition.op, found, condition.n)  # type: ignore[no-any-return]


def _kleene(condition: Any, of: Any) -> Any:
    if isinstance(condition, (Line, Atom)):
        return of(condition.fact, condition)
    return combine(condition.op, [_kleene(part, of) for part in condition.parts], condition.n)
