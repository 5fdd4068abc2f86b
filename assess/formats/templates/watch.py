"""Templates tried over sample views: every field and name they ask for is noted, and every branch is taken."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MethodType
from typing import Any, NamedTuple

from jinja2 import Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Namespace, missing
from jinja2.visitor import NodeTransformer

from assess.formats.templates.folder import SHIPPED, Templates
from assess.formats.templates.samples import Several, Unknown
from assess.formats.templates.sandbox import LOOP_FIELDS, TABLE_METHODS, TEXT_METHODS, Sandbox, called
from assess.problems import did_you_mean

_NAMES_A_FIELD = {
    "selectattr": 0, "rejectattr": 0, "groupby": 0, "sum": 0, "join": 1, "min": 1, "max": 1, "unique": 1, "sort": 2,
}  # fmt: skip
"""Which argument of a filter names a field, where it is not given as `attribute`."""


class Fault(NamedTuple):
    """What is wrong, and the template and line that it is told of."""

    template: str
    line: int
    token: str
    code: str
    hint: str
    values: dict[str, object]


class Site:
    """A place in a template that asks for a field or a name."""

    def __init__(self, number: int, template: str, line: int, word: str, kind: str, *, guarded: bool) -> None:
        self.number, self.template, self.line, self.word, self.kind = number, template, line, word, kind
        self.guarded = guarded
        """Whether the template itself asks if it is there."""
        self.good = False
        self.faults: list[tuple[bool, Fault]] = []
        """Each with whether the data led there, and not only the trying of every branch."""


class Choice:
    """A place in a template that goes one way or another."""

    def __init__(self, number: int, above: "tuple[Choice, bool] | None") -> None:
        self.number = number
        self.taken = set[bool]()
        self.last = False
        self.inside: dict[bool, list[Choice]] = {True: [], False: []}
        if above:
            above[0].inside[above[1]].append(self)

    def done(self, way: bool) -> bool:
        """Whether this way was taken, and all ways that it opens."""
        return way in self.taken and all(each.done(True) and each.done(False) for each in self.inside[way])

    def take(self, real: bool, *, force: bool) -> bool:
        """The way to go: where every branch is tried, one that was not, or another than the last time."""
        way = real
        if force:
            left = [each for each in (real, not real) if not self.done(each)]
            way = left[0] if left else not self.last
        self.taken.add(way)
        self.last = way
        return way


class Told(Unknown):
    """What comes of a fault: nothing that is done with it is told again."""

    def after(self) -> Unknown:
        """The same."""
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __bool__(self) -> bool:
        return True


class Nothing(Unknown):
    """What Jinja makes of what is not there; where that is a name, to do anything with it is a fault."""

    _site: Site | None = None
    _watch: "Watching | None" = None

    def used(self) -> None:
        """Takes note of the fault."""
        if self._site is not None and self._watch is not None:
            self._watch.missing_name(self._site)

    def after(self) -> Unknown:
        """Told already, if it was a name."""
        return Told() if self._site else Unknown()

    @property
    def is_name(self) -> bool:
        """Whether it stands for a name, and not for a part of something."""
        return self._undefined_obj is missing and self._undefined_name is not None


class _Path(str):
    """The name of a field that a filter was given, with its place; it stays so when the filter takes it apart."""

    site: Site

    def split(self, *args: Any) -> list[Any]:
        """Its parts, each with the same place."""
        return [_path(part.strip(), self.site) for part in super().split(*args)]


def _path(text: str, site: Site) -> _Path:
    made = _Path(text)
    made.site = site
    return made


class Watching(Sandbox):
    """The environment in which templates are tried; `sites` and `choices` fill as they are compiled."""

    templates: Templates
    forcing = False

    @cached_property
    def sites(self) -> list[Site]:
        """All sites of all templates compiled so far."""
        return []

    @cached_property
    def choices(self) -> list[Choice]:
        """All choices of all templates compiled so far."""
        return []

    @cached_property
    def compiled(self) -> set[str]:
        """The templates compiled so far."""
        return set()

    @property
    def progress(self) -> int:
        """How many ways were taken so far."""
        return sum(len(choice.taken) for choice in self.choices)

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        resolved = self.templates.resolve(name or "")
        self.compiled.add(resolved)
        made = _Instruments(self, resolved).visit(source)
        return super()._generate(made, name, filename, defer_init)

    def is_own(self, name: str) -> bool:
        """Whether a template is a reader's; where there are none, the shipped ones are looked at as if they were."""
        return not self.templates.own or not self.templates.resolve(name).startswith(SHIPPED)

    # What the templates call

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """A call in a template: one of those below, or any other."""
        if isinstance(obj, MethodType) and obj.__self__ is self or isinstance(obj, Undefined):
            return obj(*args)
        return super().call(context, obj, *args, **kwargs)

    def watch_name(self, value: Any, number: int) -> Any:
        """The value of a name."""
        site = self.sites[number]
        if not isinstance(value, Nothing):
            site.good = True
        elif value.is_name and value._site is None:
            value._site, value._watch = site, self
        return value

    def missing_name(self, site: Site) -> None:
        """A name that nothing has was used."""
        code, values = "unknown-variable", {"name": site.word}
        if site.kind == "function":
            code, values = "unknown-filter", {"name": site.word, "kind": "function"}
        self._fault(site, code, "", values)

    def watch_field(self, value: Any, name: str, number: int) -> Any:
        """The value of `value.name`."""
        return self._field(value, name, self.sites[number])

    def _field(self, value: Any, name: str, site: Site) -> Any:
        if value is None or isinstance(value, Undefined) or name.startswith("_"):
            return self._unknown(value, site)
        found, names = super().getattr(value, name), list(_names_of(value))
        if isinstance(value, Mapping) and isinstance(found, Undefined):
            found = self._like(value)
        elif name not in names and isinstance(found, Nothing) and not isinstance(value, Namespace):
            self._fault(site, "unknown-field", did_you_mean(name, names), {"where": called(value), "name": name}, name)
            return Told()
        site.good = True
        return found

    def _unknown(self, value: Any, site: Site) -> Unknown:
        """What a part of an unknown value, or of `None`, is."""
        made = value() if isinstance(value, Unknown) else Unknown()
        site.good = site.good or isinstance(made, Told)
        return made

    def watch_item(self, value: Any, key: Any, number: int) -> Any:
        """The value of `value[key]`, for a key that is written out."""
        site = self.sites[number]
        if isinstance(key, str) and not isinstance(value, Mapping):
            return self._field(value, key, site)
        if isinstance(value, Undefined):
            return self._unknown(value, site)
        if isinstance(value, tuple) and not isinstance(value, Several) and not -len(value) <= key < len(value):
            where = called(value) if hasattr(value, "_fields") else f"a list of {len(value)}"
            self._fault(site, "unknown-field", "counting starts at 0", {"where": where, "name": f"[{key}]"})
            return Told()
        site.good = True
        return self.watch_any(value, key)

    def watch_any(self, value: Any, key: Any) -> Any:
        """The value of `value[key]`, for a key that comes from the data: where there is none, another of the same kind."""
        found = super().getitem(value, key) if not isinstance(value, Undefined) else value
        return self._like(value) if isinstance(found, Undefined) else found

    def _like(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return next(iter(value.values()), Unknown())
        return value[0] if isinstance(value, (tuple, list, str)) and len(value) else Unknown()

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a filter with a field's name asks for."""
        if isinstance(argument, _Path):
            return self.watch_item(obj, str(argument), argument.site.number)
        return super().getitem(obj, argument)

    def watch_path(self, value: Any, number: int) -> Any:
        """The name of a field, for a filter."""
        return _path(value, self.sites[number]) if isinstance(value, str) else value

    def watch_parts(self, value: Any, count: int, number: int) -> Any:
        """The parts of a value that is taken apart into so many names."""
        site = self.sites[number]
        if value is None or isinstance(value, Undefined):
            return (self._unknown(value, site),) * count
        fixed = isinstance(value, tuple) and not isinstance(value, Several)
        try:
            parts = tuple(value)
        except TypeError:
            fixed, parts = True, ()
        if fixed and len(parts) != count:
            self._fault(site, "wrong-unpacking", "", {"names": count, "values": len(parts) or "no"})
            return (Told(),) * count
        site.good = True
        return (*parts, *(Unknown(),) * count)[:count]

    def watch_each(self, values: Any, count: int, number: int) -> Any:
        """The values of a loop that takes each apart."""
        return [self.watch_parts(each, count, number) for each in values]

    def watch_way(self, value: Any, number: int) -> Any:
        """The value by which a template goes one way or another, or one that leads the other way."""
        real = bool(value)
        way = self.choices[number].take(real, force=self.forcing)
        return value if way == real else way

    def watch_loop(self, values: Any, number: int) -> Any:
        """What a loop runs over; nothing where its `else` is tried."""
        return values if self.choices[number].take(True, force=self.forcing) else ()

    def _fault(self, site: Site, code: str, hint: str, values: dict[str, object], token: str = "") -> None:
        template, line, token = site.template, site.line, token or site.word
        if not self.is_own(template):  # what a folder gives to a shipped macro is the folder's fault
            template, line, token = next(self._callers(), (template, line, token))
        site.faults.append((not self.forcing, Fault(template, line, token, code, hint, values)))

    def _callers(self) -> Iterator[tuple[str, int, str]]:
        """The lines of a reader's templates that led here, the nearest first."""
        frame, macro = sys._getframe(2), ""
        while frame.f_back is not None:
            frame = frame.f_back
            template = frame.f_globals.get("__jinja_template__")
            if isinstance(frame.f_locals.get("self"), Macro):
                macro = frame.f_locals["self"].name
            # a template that extends another stands above all that the other does
            extends = frame.f_code.co_name == "root" and "parent_template" in frame.f_locals
            if template is not None and self.is_own(template.name) and not extends:
                yield self.templates.resolve(template.name), template.get_corresponding_lineno(frame.f_lineno), macro


def _names_of(value: Any) -> Iterable[str]:
    """What may follow a value and a dot."""
    if isinstance(value, tuple):
        return getattr(value, "_fields", ())
    if isinstance(value, str):
        return sorted(TEXT_METHODS)
    if isinstance(value, LoopContext):
        return LOOP_FIELDS
    if isinstance(value, TemplateModule):
        return [name for name, each in vars(value).items() if not name.startswith("_")]
    return sorted(TABLE_METHODS) if isinstance(value, Mapping) else ()


class _Instruments(NodeTransformer):
    """Puts a call of the environment at every place that is watched."""

    def __init__(self, watch: Watching, template: str) -> None:
        self.watch, self.template = watch, template
        self.above: list[tuple[Choice, bool]] = []
        self.guarded = set[int]()

    def _call(self, what: str, *args: Any) -> nodes.Call:
        given = [each if isinstance(each, nodes.Node) else nodes.Const(each) for each in args]
        return nodes.Call(nodes.EnvironmentAttribute(f"watch_{what}"), given, [], None, None, lineno=given[0].lineno)

    def _site(self, node: nodes.Node, word: str, kind: str) -> int:
        number = len(self.watch.sites)
        self.watch.sites.append(Site(number, self.template, node.lineno, word, kind, guarded=id(node) in self.guarded))
        return number

    def _choice(self) -> Choice:
        self.watch.choices.append(Choice(len(self.watch.choices), self.above[-1] if self.above else None))
        return self.watch.choices[-1]

    def _inside(self, choice: Choice, way: bool, given: Any) -> Any:
        """A node, or a list of them, that is reached when a choice goes one way."""
        self.above.append((choice, way))
        made = [new for each in given for new in self.visit_list(each)] if isinstance(given, list) else self.visit(given)
        self.above.pop()
        return made

    def _way(self, node: Any, choice: Choice) -> nodes.Call:
        return self._call("way", node, choice.number)

    # Names and fields

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx != "load":
            return node
        return self._call("name", node, self._site(node, node.name, "name"))

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        called_by_name = isinstance(node.node, nodes.Name)
        self.generic_visit(node)
        if called_by_name:
            self.watch.sites[node.node.args[1].value].kind = "function"  # type: ignore[attr-defined]
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        number = self._site(node, node.attr, "field")
        self.generic_visit(node)
        return self._call("field", node.node, node.attr, number)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        arg = node.arg
        if isinstance(arg, nodes.Neg) and isinstance(arg.node, nodes.Const):
            arg = nodes.Const(-arg.node.value) if type(arg.node.value) is int else arg
        known = isinstance(arg, nodes.Const) and type(arg.value) in (int, str)
        number = self._site(node, str(arg.value), "field" if type(arg.value) is str else "item") if known else 0  # type: ignore[attr-defined]
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            return node
        return self._call("item", node.node, arg, number) if known else self._call("any", node.node, node.arg)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        if node.name in ("default", "d"):
            self.guarded.add(id(node.node))
        self.generic_visit(node)
        at = _NAMES_A_FIELD.get(node.name, len(node.args))
        for each in [*node.args[at : at + 1], *(pair for pair in node.kwargs if pair.key == "attribute")]:
            named = each.value if isinstance(each, nodes.Keyword) else each
            if isinstance(named, nodes.Const) and isinstance(named.value, str):
                made = self._call("path", named, self._site(node, named.value, "path"))
                if isinstance(each, nodes.Keyword):
                    each.value = made
                else:
                    node.args[at] = made
        return node.node if node.name not in self.watch.filters and node.node is not None else node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        if node.name in ("defined", "undefined"):
            self.guarded.add(id(node.node))
        self.generic_visit(node)
        return node if node.name in self.watch.tests else nodes.Const(True)

    # Branches

    def visit_If(self, node: nodes.If) -> nodes.Node:
        depth = len(self.above)
        for branch in (node, *node.elif_):
            branch.test = self.visit(branch.test)
            choice = self._choice()
            branch.body = self._inside(choice, True, branch.body)
            branch.test = self._way(branch.test, choice)
            self.above.append((choice, False))
        node.else_ = [new for each in node.else_ for new in self.visit_list(each)]
        del self.above[depth:]
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        node.test, choice = self.visit(node.test), self._choice()
        node.expr1 = self._inside(choice, True, node.expr1)
        if node.expr2 is not None:
            node.expr2 = self._inside(choice, False, node.expr2)
        node.test = self._way(node.test, choice)
        return node

    def visit_And(self, node: Any) -> nodes.Node:
        node.left, choice = self.visit(node.left), self._choice()
        node.right = self._inside(choice, isinstance(node, nodes.And), node.right)
        node.left = self._way(node.left, choice)
        return node

    visit_Or = visit_And

    def visit_For(self, node: nodes.For) -> nodes.Node:
        node.iter = self.visit(node.iter)
        parts = node.target.items if isinstance(node.target, nodes.Tuple) else []
        if parts:
            node.iter = self._call("each", node.iter, len(parts), self._unpacking(node.target))
        if node.test is not None:
            node.test = self._way(self.visit(node.test), self._choice())
        if node.else_:
            choice = self._choice()
            node.body, node.else_ = self._inside(choice, True, node.body), self._inside(choice, False, node.else_)
            node.iter = self._call("loop", node.iter, choice.number)
        else:
            node.body = [new for each in node.body for new in self.visit_list(each)]
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.target, nodes.Tuple):
            node.node = self._call("parts", node.node, len(node.target.items), self._unpacking(node.target))
        return node

    def _unpacking(self, target: nodes.Tuple) -> int:
        first = target.items[0]
        return self._site(target, first.name if isinstance(first, nodes.Name) else "", "parts")


