"""Tries templates on sample views: records what they ask for but is not there, and takes every branch."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from types import FrameType, MethodType
from typing import Any, NamedTuple

from jinja2 import Undefined, nodes
from jinja2.environment import Template, TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Namespace, missing
from jinja2.visitor import NodeTransformer

from assess.formats.templates.folder import SHIPPED, Templates
from assess.formats.templates.samples import SAMPLE, Several, Unknown
from assess.formats.templates.sandbox import LOOP_FIELDS, TABLE_METHODS, TEXT_METHODS, Sandbox, called
from assess.problems import did_you_mean


class Fault(NamedTuple):
    """What is wrong, and the template and line where it is reported."""

    template: str
    line: int
    token: str
    code: str
    hint: str
    values: dict[str, object]


class Choice:
    """A branch in a template."""

    def __init__(self, number: int, above: "tuple[Choice, bool] | None") -> None:
        self.number = number
        self.taken = set[bool]()
        self.last = False
        self.inside: dict[bool, list[Choice]] = {True: [], False: []}
        if above:
            above[0].inside[above[1]].append(self)

    def done(self, way: bool) -> bool:
        """Whether this way was taken, and all ways behind it."""
        return way in self.taken and all(each.done(True) and each.done(False) for each in self.inside[way])

    def take(self, real: bool, *, force: bool) -> bool:
        """The way to go. When every branch is tried, one that was not taken yet, or another than the last time."""
        way = real
        if force:
            left = [each for each in (real, not real) if not self.done(each)]
            way = left[0] if left else not self.last
        self.taken.add(way)
        self.last = way
        return way


class Nothing(Unknown):
    """Jinja's value for something undefined. If it is an undefined name, doing anything with it is a fault."""

    watch: "Watching"

    def __init__(self, hint: str | None = None, obj: Any = missing, name: Any = None, *_: Any, **__: Any) -> None:
        super().__init__(hint, obj, name)
        self.at = next(self.watch.lines(), None) if obj is missing and name is not None else None
        self.told = self.at is not None

    def used(self, kind: str = "") -> None:
        """Records the fault."""
        if self.at is not None and not self.watch.forcing:
            name = self._undefined_name
            code = "unknown-filter" if kind else "unknown-variable"
            self.watch.faults.append((True, (), Fault(*self.at[:2], str(name), code, "", {"name": name, "kind": kind})))

    def __call__(self, *_: Any, **__: Any) -> Any:
        self.used("function")
        return self.after()


class Watching(Sandbox):
    """The environment in which templates are tried."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.undefined = type("Nothing", (Nothing,), {"watch": self})
        self.templates = Templates({}, {})
        self.forcing = False
        self.choices: list[Choice] = []
        self.faults: list[tuple[bool, tuple[object, ...], Fault]] = []
        """Each with what asked, and whether the data led there or only the trying of every branch."""
        self.good = set[tuple[object, ...]]()
        """Requests for fields that exist: template, line of its code, field."""

    def told(self) -> Iterator[Fault]:
        """The faults to report. Those to which the data led, always; those in a forced branch, only if the same request never
        succeeded."""
        return (fault for real, asked, fault in self.faults if real or asked not in self.good)

    def reached(self) -> set[tuple[str, int, str]]:
        """Template, line and field of all that was asked for."""
        found: set[tuple[str, int, str]] = {(fault.template, fault.line, fault.token) for _, _, fault in self.faults}
        for template, line, name in self.good:
            assert isinstance(template, Template)
            assert isinstance(line, int)
            found.add((self.templates.resolve(str(template.name)), template.get_corresponding_lineno(line), str(name)))
        return found

    def is_own(self, name: str) -> bool:
        """Whether a template is a reader's; if there are none, the shipped ones are treated as if they were."""
        return not self.templates.own or not self.templates.resolve(name).startswith(SHIPPED)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Instruments(self).visit(source), *args, **kwargs)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call in a template: one of the methods below, or any other."""
        if (isinstance(obj, MethodType) and obj.__self__ is self) or isinstance(obj, Undefined):
            return obj(*args)
        return super().call(context, obj, *args, **kwargs)

    # Fields

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `obj.attribute`."""
        return self._part(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The value of `obj[argument]`; also used by filters that are given the name of a field."""
        return self._part(obj, argument, super().getitem(obj, argument))

    def _part(self, obj: Any, name: Any, found: Any) -> Any:
        frame = _template_frame(sys._getframe(2))
        asked = (frame.f_globals["__jinja_template__"], frame.f_lineno, name) if frame else ()
        if obj is None or (isinstance(obj, Undefined) and not getattr(obj, "told", False)):
            return Unknown()
        if isinstance(obj, Undefined) or not isinstance(found, Nothing):
            self.good.add(asked)
            return found
        names = list(_names_of(obj))
        where = called(obj)
        if isinstance(name, int) and isinstance(obj, tuple) and not isinstance(obj, Several) and type(obj) is not tuple:
            where = where if hasattr(obj, "_fields") else f"a list of {len(obj)}"
            return self._fault(asked, str(name), "unknown-field", "counting starts at 0", where=where, name=f"[{name}]")
        if not isinstance(name, str) or name in (*names, SAMPLE) or isinstance(obj, (Mapping, Namespace)):
            return _like(obj)
        if name.startswith("_"):  # reported by the linter
            return Unknown(told=True)
        return self._fault(asked, name, "unknown-field", did_you_mean(name, names), where=where, name=name)

    def _fault(self, asked: tuple[object, ...], token: str, code: str, hint: str = "", **values: object) -> Unknown:
        lines = list(self.lines())
        # a wrong argument to a shipped macro is a fault of the folder that passes it
        own = [each for each in lines if self.is_own(each[0])]
        template, line, macro = own[0] if own else lines[0]
        self.faults.append((not self.forcing, asked, Fault(template, line, macro or token, code, hint, values)))
        return Unknown(told=True)

    def lines(self) -> Iterator[tuple[str, int, str]]:
        """The templates and lines that led here, nearest first, each with the macro that it called."""
        frame: FrameType | None = sys._getframe(1)
        macro, nearest = "", True
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if isinstance(frame.f_locals.get("self"), Macro):
                macro = frame.f_locals["self"].name
            # a template that extends another comes above everything the other does
            extends = frame.f_code.co_name == "root" and "parent_template" in frame.f_locals
            if template is not None and (nearest or not extends):
                nearest = False
                yield self.templates.resolve(template.name), template.get_corresponding_lineno(frame.f_lineno), macro
                macro = ""
            frame = frame.f_back

    # What is put into the templates

    def watch_parts(self, value: Any, count: int, name: str) -> Any:
        """The parts of a value that is unpacked into this many names."""
        if value is None or isinstance(value, Undefined):
            return (value,) * count
        fixed = isinstance(value, tuple) and not isinstance(value, Several)
        parts = tuple(value) if isinstance(value, Iterable) else ()
        if (fixed or not isinstance(value, Iterable)) and len(parts) != count:
            fields = getattr(value, "_fields", ())
            hint = (
                f"its parts are {', '.join(fields)}"
                if fields
                else f"write {len(parts) or 'one'} name{'s' * (len(parts) > 1)}"
            )
            made = self._fault((), name, "wrong-unpacking", hint, names=count, values=len(parts) or "no")
            return (made,) * count
        return (*parts, *(Unknown(),) * count)[:count]

    def watch_each(self, values: Any, count: int, name: str) -> Any:
        """The values of a loop that unpacks each of them."""
        return [self.watch_parts(each, count, name) for each in values]

    def watch_way(self, value: Any, number: int) -> Any:
        """The value that decides a branch, or a replacement that leads the other way."""
        real = bool(value)
        way = self.choices[number].take(real, force=self.forcing)
        return value if way == real else way

    def watch_loop(self, values: Any, number: int) -> Any:
        """The values of a loop; empty when its `else` is tried."""
        return values if self.choices[number].take(True, force=self.forcing) else ()


def _template_frame(frame: FrameType | None) -> FrameType | None:
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame


def _like(value: Any) -> Any:
    """A sample for a part of a value that the sample lacks."""
    if isinstance(value, Mapping):
        return next(iter(value.values()), Unknown())
    return value[0] if isinstance(value, (tuple, list, str)) and len(value) else Unknown()


def _names_of(value: Any) -> Iterable[str]:
    """The names that may follow a value and a dot."""
    if isinstance(value, tuple):
        return getattr(value, "_fields", ())
    if isinstance(value, str):
        return sorted(TEXT_METHODS)
    if isinstance(value, LoopContext):
        return LOOP_FIELDS
    if isinstance(value, TemplateModule):
        return [name for name in vars(value) if not name.startswith("_")]
    return sorted(TABLE_METHODS) if isinstance(value, Mapping) else ()


class _Instruments(NodeTransformer):
    """Inserts a call of the environment wherever a template branches or unpacks a value."""

    def __init__(self, watch: Watching) -> None:
        self.watch = watch
        self.above: list[tuple[Choice, bool]] = []

    def _call(self, what: str, node: nodes.Node, *args: object) -> nodes.Call:
        given = [node, *map(nodes.Const, args)]
        return nodes.Call(nodes.EnvironmentAttribute(f"watch_{what}"), given, [], None, None, lineno=node.lineno)

    def _choice(self) -> Choice:
        self.watch.choices.append(Choice(len(self.watch.choices), self.above[-1] if self.above else None))
        return self.watch.choices[-1]

    def _inside(self, choice: Choice, way: bool, given: Any) -> Any:
        """Marks a node, or a list of them, that is reached when a branch goes one way."""
        self.above.append((choice, way))
        made = self._all(given) if isinstance(given, list) else self.visit(given)
        self.above.pop()
        return made

    def _all(self, given: list[Any]) -> list[Any]:
        return [new for each in given for new in self.visit_list(each)]

    def visit_If(self, node: nodes.If) -> nodes.Node:
        depth = len(self.above)
        for branch in (node, *node.elif_):
            test, choice = self.visit(branch.test), self._choice()
            branch.body = self._inside(choice, True, branch.body)
            branch.test = self._call("way", test, choice.number)
            self.above.append((choice, False))
        node.else_ = self._all(node.else_)
        del self.above[depth:]
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        test, choice = self.visit(node.test), self._choice()
        node.expr1 = self._inside(choice, True, node.expr1)
        node.expr2 = self._inside(choice, False, node.expr2 or nodes.Const(""))
        node.test = self._call("way", test, choice.number)
        return node

    def visit_And(self, node: Any) -> Any:
        left, choice = self.visit(node.left), self._choice()
        node.right = self._inside(choice, isinstance(node, nodes.And), node.right)
        node.left = self._call("way", left, choice.number)
        return node

    visit_Or = visit_And

    def visit_For(self, node: nodes.For) -> nodes.Node:
        node.iter = self.visit(node.iter)
        if isinstance(node.target, nodes.Tuple):
            node.iter = self._call("each", node.iter, len(node.target.items), _first(node.target))
        if node.test is not None:
            node.test = self._call("way", self.visit(node.test), self._choice().number)
        if node.else_:
            choice = self._choice()
            node.body, node.else_ = self._inside(choice, True, node.body), self._inside(choice, False, node.else_)
            node.iter = self._call("loop", node.iter, choice.number)
        else:
            node.body = self._all(node.body)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.target, nodes.Tuple):
            node.node = self._call("parts", node.node, len(node.target.items), _first(node.target))
        return node

    # Filters and tests that do not exist are reported by the linter and left out here

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        self.generic_visit(node)
        return node if node.name in self.watch.filters or node.node is None else node.node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:
        self.generic_visit(node)
        named = {each.name for each in [node.filter, *node.filter.find_all(nodes.Filter)]}
        return node if named <= self.watch.filters.keys() else nodes.Scope(node.body, lineno=node.lineno)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        self.generic_visit(node)
        return node if node.name in self.watch.tests else nodes.Const(True)


def _first(target: nodes.Tuple) -> str:
    return target.items[0].name if isinstance(target.items[0], nodes.Name) else ""
