"""The mutants of a module: mutmut's operators, and four of our own, at every place inside a function."""

import ast
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators

# ends of an interval and kinds of a count: the numbers that a view or a score most easily takes for each other
_TAKEN_FOR = {
    "low": "high", "high": "low", "identified": "missing", "missing": "identified", "open": "total", "total": "open",
}  # fmt: skip


def _negated(node: cst.If) -> Iterable[cst.CSTNode]:
    test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(operator=cst.Not(), expression=test))


def _unfiltered(node: cst.CompFor) -> Iterable[cst.CSTNode]:
    for at in range(len(node.ifs)):
        yield node.with_changes(ifs=[*node.ifs[:at], *node.ifs[at + 1 :]])


def _whole(node: cst.Slice) -> Iterable[cst.CSTNode]:
    if node.lower:
        yield node.with_changes(lower=None)
    if node.upper:
        yield node.with_changes(upper=None)


def _other_attribute(node: cst.Attribute) -> Iterable[cst.CSTNode]:
    if node.attr.value in _TAKEN_FOR:
        yield node.with_changes(attr=cst.Name(_TAKEN_FOR[node.attr.value]))


_OPERATORS = [
    *mutation_operators,
    (cst.If, _negated),
    (cst.CompFor, _unfiltered),
    (cst.Slice, _whole),
    (cst.Attribute, _other_attribute),
]


@dataclass(frozen=True)
class Mutant:
    """One change at one place."""

    path: str
    line: int
    lines: range  # of the statement around it: a test that reaches none of them cannot notice
    before: str
    after: str
    source: str  # of the whole module

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.before}  ->  {self.after}"


class _Places(cst.CSTVisitor):
    """Every (node, mutated node) inside functions, but for what changes nothing that runs: annotations, `cast`, docstrings.

    Assertions say to the type checker what it cannot know; an overload has no body. Decorators and defaults have run by then.
    """

    METADATA_DEPENDENCIES = (PositionProvider, ParentNodeProvider)

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Assert | cst.Decorator | cst.Parameters):
            return False
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "cast":
            return False
        if isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString):
            return False
        if isinstance(node, cst.FunctionDef):
            self.depth += 1
        elif self.depth:
            for kind, operator in _OPERATORS:
                if isinstance(node, kind):
                    self.found += [(node, after) for after in operator(node)]
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef):
            self.depth -= 1


def sampled(path: str, count: int, seed: str) -> tuple[int, list[Mutant]]:
    """The number of mutants of the module, and a sample of `count` in the order of their lines; the same for the same seed."""
    wrapper = MetadataWrapper(cst.parse_module(Path(path).read_text("utf-8")))
    places = _Places()
    wrapper.visit(places)
    positions, parents = wrapper.resolve(PositionProvider), wrapper.resolve(ParentNodeProvider)
    order = list(places.found)
    random.Random(f"{seed} {path}").shuffle(order)

    def made() -> Iterator[Mutant]:
        for node, after in order:
            source = wrapper.module.deep_replace(node, after).code
            if _differs(source, wrapper.module.code):
                place = positions[node]
                around: cst.CSTNode | None = node
                while around is not None and not isinstance(
                    around, cst.SimpleStatementLine | cst.BaseCompoundStatement
                ):
                    around = parents.get(around)
                whole = positions[around] if isinstance(around, cst.SimpleStatementLine) else place
                # of a compound statement the lines of its head are those of the place
                shown = cst.Module([]).code_for_node
                pair = _shown(shown(node), shown(after))
                end = place.start.line if isinstance(node, cst.If) else whole.end.line
                yield Mutant(path, place.start.line, range(whole.start.line, end + 1), *pair, source)

    chosen: list[Mutant] = []
    for mutant in made():
        if len(chosen) == count:
            break
        chosen.append(mutant)
    return len(order), sorted(chosen, key=lambda m: m.line)


def _differs(source: str, before: str) -> bool:
    try:
        return ast.dump(ast.parse(source)) != ast.dump(ast.parse(before))
    except SyntaxError:
        return False


def _shown(before: str, after: str) -> tuple[str, str]:
    """Both in one line, from shortly before they differ."""
    before, after = " ".join(before.split()), " ".join(after.split())
    same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - 30)
    return before[start : start + 70], after[start : start + 70]
