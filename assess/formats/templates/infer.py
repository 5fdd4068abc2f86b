"""Expressions of templates: what kind of value each gives, and every field, name and filter that is not there."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from jinja2 import nodes

from assess.formats.templates.filters import (
    ANY_NAMES,
    ATTRIBUTE_FIRST,
    ATTRIBUTE_NAMED,
    GLOBALS,
    REFUSED_FILTERS,
    REFUSED_FUNCTIONS,
    called,
    made_by,
    methods_of,
)
from assess.formats.templates.shapes import (
    ANY,
    FLAG,
    MISSING,
    NAMESPACE,
    NOTHING,
    NUMBER,
    TEXT,
    UNKNOWN,
    Items,
    Kind,
    Macro,
    Method,
    Module,
    Record,
    Table,
    View,
    fields_of,
    item_of,
    join,
    kind,
    listed,
    parts_of,
    table,
)
from assess.problems import did_you_mean

Report = Callable[..., None]


def _hint(word: str, known: Iterable[str]) -> str:
    return _hints(word, frozenset(known))


@lru_cache(maxsize=1000)
def _hints(word: str, known: frozenset[str]) -> str:
    return did_you_mean(word, sorted(known))


class Scope:
    """Names at one place of a template, those around it included."""

    def __init__(self, parent: "Scope | None" = None, names: dict[str, Kind] | None = None) -> None:
        self.parent = parent
        self.names = dict(names or {})

    def find(self, name: str) -> Kind | None:
        """The kind of a name, or None where nothing has it."""
        here: Scope | None = self
        while here is not None:
            if name in here.names:
                return here.names[name]
            here = here.parent
        return None

    def all(self) -> dict[str, Kind]:
        """Every name that can be seen from here."""
        return {**(self.parent.all() if self.parent else {}), **self.names}


class Expressions:
    """Reads expressions; the linter adds statements, and what to do with what is found.

    Args:
        filters, tests, functions: the names that the environment knows.
        fields: the names of all fields of all views, for values of which nothing is known.
    """

    def __init__(
        self, filters: Iterable[str], tests: Iterable[str], functions: Iterable[str], fields: Iterable[str]
    ) -> None:
        self.filters, self.tests = frozenset(filters), frozenset(tests)
        self.functions = frozenset(functions) - REFUSED_FUNCTIONS
        self.fields = frozenset(fields) | ANY_NAMES
        self.trusted = False
        """Whether the template at hand is a shipped one, which may do what others may not."""

    def report(self, line: int, token: str, code: str, hint: str = "", **values: object) -> None:
        """Takes note of a problem on a line, at the first place where `token` stands."""
        raise NotImplementedError

    def call_macro(self, macro: Macro, call: nodes.Call | None, given: list[Kind], named: dict[str, Kind]) -> Kind:
        """What a macro gives for arguments of these kinds."""
        raise NotImplementedError

    def infer(self, node: Any, scope: Scope) -> Kind:
        """The kind of an expression, after everything in it has been read."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is not None:
            return handler(node, scope)  # type: ignore[no-any-return]
        for child in node.iter_child_nodes():
            self.infer(child, scope)
        return UNKNOWN

    # Names, constants, lists

    def _name(self, node: nodes.Name, scope: Scope) -> Kind:
        found = scope.find(node.name)
        if found is None and node.name in self.functions:
            found = GLOBALS.get(node.name, kind(Method(UNKNOWN)))
        if found is None:
            known = [*scope.all(), *self.functions]
            self.report(node.lineno, node.name, "unknown-variable", _hint(node.name, known), name=node.name)
        return kind(MISSING) if found is None else found

    def _const(self, node: nodes.Const, _: Scope) -> Kind:
        if node.value is None:
            return kind(NOTHING)
        return kind({str: TEXT, bool: FLAG}.get(type(node.value), NUMBER))

    def _templatedata(self, _: Any, __: Scope) -> Kind:
        return kind(TEXT)

    def _list(self, node: Any, scope: Scope) -> Kind:
        parts = tuple(self.infer(item, scope) for item in node.items)
        return listed(join(parts), parts)

    _tuple = _list

    def _dict(self, node: nodes.Dict, scope: Scope) -> Kind:
        for pair in node.items:
            self.infer(pair.key, scope)
        return table(join([self.infer(pair.value, scope) for pair in node.items]))

    # Operators

    def _either(self, node: Any, scope: Scope) -> Kind:
        return join([self.infer(node.left, scope), self.infer(node.right, scope)])

    _and = _or = _either

    def _not(self, node: nodes.Not, scope: Scope) -> Kind:
        self.infer(node.node, scope)
        return kind(FLAG)

    def _compare(self, node: nodes.Compare, scope: Scope) -> Kind:
        self.infer(node.expr, scope)
        for operand in node.ops:
            self.infer(operand.expr, scope)
        return kind(FLAG)

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> Kind:
        self.infer(node.test, scope)
        other = self.infer(node.expr2, scope) if node.expr2 is not None else kind(TEXT)
        return join([self.infer(node.expr1, scope), other])

    def _concat(self, node: nodes.Concat, scope: Scope) -> Kind:
        for part in node.nodes:
            self.infer(part, scope)
        return kind(TEXT)

    def _arithmetic(self, node: Any, scope: Scope) -> Kind:
        sides = self._either(node, scope)
        simple = {TEXT, NUMBER, FLAG}
        return kind(TEXT if TEXT in sides else NUMBER) if sides <= simple else UNKNOWN

    _add = _sub = _mul = _div = _floordiv = _mod = _pow = _arithmetic

    # Fields and parts

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> Kind:
        return self.field(self.infer(node.node, scope), node.attr, node.lineno)

    def field(self, of: Kind, name: str, line: int) -> Kind:
        """The kind of `value.name`; a field that none of the value's shapes has is a problem."""
        if name.startswith("_"):
            self.report(line, name, "unsafe-template", "names that begin with _ are not for templates", what=f".{name}")
            return kind(MISSING)
        found: list[Kind] = []
        lacking: list[tuple[str, list[str]]] = []
        for shape in of:
            known = self._names_of(shape)
            if known is None or name in known:
                found.append(kind(shape) & {MISSING} or UNKNOWN if known is None else known[name])
            elif isinstance(shape, Table):
                found.append(shape.value)
            elif shape != NOTHING:
                lacking.append((called(shape), list(known)))
        if not found and lacking:
            where, names = min(lacking)
            self.report(line, name, "unknown-field", _hint(name, names), where=where, name=name)
            return kind(MISSING)
        return join(found)

    def _names_of(self, shape: Any) -> dict[str, Kind] | None:
        """The fields of a shape by name; None where any name may follow."""
        if isinstance(shape, View):
            return fields_of(shape.type)
        if isinstance(shape, Record):
            return dict(shape.fields)
        if isinstance(shape, Module):
            return dict(shape.names)
        if shape == ANY:
            return dict.fromkeys(sorted(self.fields), UNKNOWN)
        return None if shape in (NAMESPACE, MISSING) else methods_of(shape)

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> Kind:
        of = self.infer(node.node, scope)
        arg = node.arg
        if isinstance(arg, nodes.Slice):
            for each in (arg.start, arg.stop, arg.step):
                if each is not None:
                    self.infer(each, scope)
            return of if of <= {TEXT, ANY} else listed(item_of(of))
        if isinstance(arg, nodes.Neg) and isinstance(arg.node, nodes.Const):
            arg = nodes.Const(-arg.node.value) if type(arg.node.value) is int else arg
        if isinstance(arg, nodes.Const) and isinstance(arg.value, (int, str)):
            return self.part(of, arg.value, node.lineno)
        self.infer(arg, scope)
        return join([shape.value if isinstance(shape, Table) else item_of(kind(shape)) for shape in of])

    def part(self, of: Kind, key: int | str, line: int) -> Kind:
        """The kind of `value[key]`; a text as key names a field, except in mappings."""
        tables = [shape.value for shape in of if isinstance(shape, Table)]
        others = frozenset(shape for shape in of if not isinstance(shape, Table))
        if isinstance(key, str):
            return join([*tables, self.field(others, key, line)] if others else tables)
        found, short = list(tables), []
        for shape in others:
            parts = parts_of(shape)
            if parts is None:
                found.append(item_of(kind(shape)))
            elif -len(parts) <= key < len(parts):
                found.append(parts[key])
            else:
                short.append(called(shape))
        if short and not found:
            self.report(line, str(key), "unknown-field", "counting starts at 0", where=min(short), name=f"[{key}]")
            return kind(MISSING)
        return join(found)

    def path(self, of: Kind, value: object, line: int) -> Kind:
        """The kind of what an `attribute` such as "domain.title" leads to."""
        for step in str(value).split("."):
            of = self.part(of, int(step) if step.isdigit() and len(step) < 9 else step, line)
        return of

    # Filters, tests, calls

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        if node.node is None:  # a filter block
            of = kind(TEXT)
        elif node.name in ("default", "d") and self._absent(node.node, scope):
            of = UNKNOWN
        else:
            of = self.infer(node.node, scope)
        given, named = self._arguments(node, scope)
        if not self._may_filter(node.name, node.lineno):
            return kind(MISSING)
        if node.name in ("default", "d"):
            return join([of, *given])
        return self._applied(node, of, named)

    def _absent(self, node: Any, scope: Scope) -> bool:
        return isinstance(node, nodes.Name) and scope.find(node.name) is None

    def _may_filter(self, name: str, line: int) -> bool:
        if name in REFUSED_FILTERS and not self.trusted:
            self.report(line, name, "unsafe-template", what=REFUSED_FILTERS[name])
            return False
        if name not in self.filters:
            hint = _hint(name, self.filters)
            self.report(line, name, "unknown-filter", hint, kind="filter", name=name)
        return name in self.filters

    def _applied(self, node: nodes.Filter, of: Kind, named: dict[str, Kind]) -> Kind:
        """A filter that may name a field, another filter or a test."""
        name, item, line = node.name, item_of(of), node.lineno
        first = node.args[0] if node.args else None
        word = first.value if isinstance(first, nodes.Const) else None
        attribute = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if name in ATTRIBUTE_FIRST and first is not None:
            attribute = first
        result = made_by(name, of)
        if name in ATTRIBUTE_FIRST | ATTRIBUTE_NAMED and isinstance(attribute, nodes.Const):
            leads = [self.path(item, each.strip(), line) for each in str(attribute.value).split(",")]
            result = listed(leads[0]) if name == "map" else result
        elif name == "map" and first is not None:
            if word is None and not self.trusted:
                self.report(line, name, "unsafe-template", what="a filter named by a value")
            elif self._may_filter(str(word), line):
                result = listed(made_by(str(word), item))
        tested = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}.get(name)
        if tested is not None and len(node.args) > tested:
            test = node.args[tested]
            if isinstance(test, nodes.Const):
                self._may_test(str(test.value), line)
        return result

    def _test(self, node: nodes.Test, scope: Scope) -> Kind:
        if not (node.name in ("defined", "undefined") and self._absent(node.node, scope)):
            self.infer(node.node, scope)
        self._arguments(node, scope)
        self._may_test(node.name, node.lineno)
        return kind(FLAG)

    def _may_test(self, name: str, line: int) -> None:
        if name not in self.tests:
            self.report(line, name, "unknown-filter", _hint(name, self.tests), kind="test", name=name)

    def _arguments(self, node: Any, scope: Scope) -> tuple[list[Kind], dict[str, Kind]]:
        given = [self.infer(each, scope) for each in node.args]
        named = {pair.key: self.infer(pair.value, scope) for pair in node.kwargs}
        for each in (node.dyn_args, node.dyn_kwargs):
            if each is not None:
                self.infer(each, scope)
        return given, named

    def _call(self, node: nodes.Call, scope: Scope) -> Kind:
        target = node.node
        if isinstance(target, nodes.Name) and scope.find(target.name) is None and target.name not in self.functions:
            hint = _hint(target.name, [*scope.all(), *self.functions])
            self.report(target.lineno, target.name, "unknown-filter", hint, kind="function", name=target.name)
            of = kind(MISSING)
        else:
            of = self.infer(target, scope)
        given, named = self._arguments(node, scope)
        results = []
        for shape in of:
            if isinstance(shape, Macro):
                results.append(self.call_macro(shape, node, given, named))
            else:
                results.append(shape.gives if isinstance(shape, Method) else kind(shape) & {MISSING} or UNKNOWN)
        return join(results)

    def _marksafe(self, node: Any, scope: Scope) -> Kind:
        self.infer(node.expr, scope)
        return kind(TEXT)

    _marksafeifautoescape = _marksafe


def unpacked(shape: Any, count: int) -> tuple[Kind, ...] | None:
    """What `count` names get when a value is taken apart; None where it has another number of parts."""
    parts = parts_of(shape)
    if parts is not None:
        return parts if len(parts) == count else None
    if shape == TEXT or isinstance(shape, (Items, Table)):
        return (item_of(kind(shape)),) * count
    return (kind(shape) & {MISSING} or UNKNOWN,) * count
