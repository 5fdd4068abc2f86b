"""Templates checked before anything is rendered: syntax, what they use of each other, every name and field."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from assess.formats.templates.filters import TRANSLATIONS, loop_record
from assess.formats.templates.folder import SHIPPED, Templates, place_of
from assess.formats.templates.infer import Expressions, Scope, unpacked
from assess.formats.templates.shapes import (
    FUNCTION,
    MISSING,
    NAMESPACE,
    NOTHING,
    TEXT,
    UNKNOWN,
    Kind,
    Macro,
    Method,
    Module,
    Record,
    fields_of,
    item_of,
    join,
    kind,
    kind_of,
    listed,
    parts_of,
    table,
    views_in,
)
from assess.problems import Enough, Place, Problem, did_you_mean, gather, problem

MAX_TOKENS = 100_000
"""In all templates together: twenty times what the shipped ones have."""
_VARIANTS = 8
"""Of what a macro or an included template is given; more would hardly find more, and can be made endless."""


def lint(templates: Templates, environment: Environment, documents: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Everything wrong with a folder's own templates (with the shipped ones, where there is no folder).

    Args:
        environment: the one that will render them; it says which filters, tests and functions there are.
        documents: the template each document begins with, and the type of each name it is given.
    """
    linter = _Linter(templates, environment, documents)
    with suppress(Enough):  # the last problem says so
        linter.run(documents)
    return sorted(set(linter.problems))


class _Linter(Expressions):
    """One run over all templates."""

    def __init__(
        self, templates: Templates, environment: Environment, documents: Mapping[str, Mapping[str, Any]]
    ) -> None:
        views = [view for given in documents.values() for annotation in given.values() for view in views_in(annotation)]
        fields = [name for view in views for name in fields_of(view)]
        translated = (
            TRANSLATIONS if hasattr(environment, "newstyle_gettext") else ()
        )  # what `{% trans %}` is turned into
        super().__init__(environment.filters, environment.tests, [*environment.globals, *translated], fields)
        self.templates, self.environment = templates, environment
        self.problems: list[Problem] = []
        self.told: set[Any] = set()
        self.tokens = 0
        self.here = ""  # the template at hand, by its resolved name
        self.sites: list[tuple[str, int, str]] = []  # from where macros and includes were reached
        self.parsed: dict[str, nodes.Template | None] = {}
        self.open: list[str] = []
        self.modules: dict[tuple[str, bool], Module] = {}
        self.macros: list[tuple[str, nodes.Macro | nodes.CallBlock, Scope]] = []
        self.variants: dict[Any, set[Any]] = {}
        self.blocks: list[tuple[str, nodes.Block]] = []
        self.block_scopes: dict[str, Scope] = {}

    def run(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        for name, given in documents.items():
            self._guarded(
                name, lambda name=name, given=given: self.document(name, {k: kind_of(v) for k, v in given.items()})
            )
        for number, (name, macro, _) in enumerate(self.macros):
            if number not in self.variants:  # never called: nothing is known of what it would be given
                self._guarded(name, lambda n=number, m=macro: self.call_macro(Macro(n, m.name), None, [], {}))
        shipped = {name.removeprefix(SHIPPED) for name in self.templates.shipped}
        for name in self.templates.own:
            if name.endswith(".css"):
                used = name in shipped
            else:
                used = name in self.parsed or any(
                    name in text for other, text in self.templates.own.items() if other != name
                )
                self._guarded(name, lambda name=name: self.load(name, 1, ""))
            if not used:
                place = Place(self.templates.find(name)[1], 1, 1)  # type: ignore[index]
                hint = did_you_mean(name, shipped) or f"the documents begin with {' and '.join(documents)}"
                gather(self.problems, problem(place, "unused-template", hint, name=name))

    def _guarded(self, name: str, check: Any) -> None:
        before = self.here, list(self.sites), list(self.open)
        self.here = self.templates.resolve(name)
        try:
            check()
        except RecursionError:
            self.here, self.sites = before[0] or self.templates.resolve(name), []
            self.report(1, "", "template-syntax", "use fewer levels", why="something is nested too deep")
        self.here, self.sites, self.open = before

    # Where problems are

    def report(self, line: int, token: str, code: str, hint: str = "", **values: object) -> None:
        name = self.here
        key = (name, line, token, code, *map(str, values.values()), *self.sites[-1:])
        if key in self.told:
            return
        self.told.add(key)
        # what a folder gives to a shipped macro is the folder's fault
        if name.startswith(SHIPPED) and self.templates.own:
            own = next((site for site in reversed(self.sites) if not site[0].startswith(SHIPPED)), None)
            if own:
                name, line, token = own
        found = self.templates.find(name)
        text, path = found if found else ("", name)
        fault = problem(place_of(path, text, line, token), code, hint, **values)
        if fault not in self.problems:
            gather(self.problems, fault)

    # Templates that use each other

    def load(self, name: str, line: int, token: str) -> nodes.Template | None:
        """A template as a tree; where it is missing or not well-formed, that is a problem and None."""
        resolved = self.templates.resolve(name)
        found = self.templates.find(name)
        if found is None or not name.endswith(".jinja"):
            known = [*self.templates.own, *self.templates.shipped, *(SHIPPED + each for each in self.templates.shipped)]
            self.report(line, token, "missing-template", did_you_mean(name, known), name=name)
            return None
        if resolved not in self.parsed:
            self.parsed[resolved] = None
            try:
                count = sum(1 for _ in islice(self.environment.lex(found[0]), MAX_TOKENS + 1))
                self.tokens += count
                if self.tokens > MAX_TOKENS:
                    self.tokens -= count
                    place = Place(found[1], 1, 1)
                    gather(self.problems, problem(place, "too-many-nodes", "use a smaller template", limit=MAX_TOKENS))
                    return None
                self.parsed[resolved] = self.environment.parse(found[0], name, found[1])
            except TemplateSyntaxError as error:
                before, self.here = self.here, resolved
                self.report(error.lineno, "", "template-syntax", why=(error.message or "").rstrip("."))
                self.here = before
        return self.parsed[resolved]

    def names_of(self, node: Any) -> list[str]:
        """The templates that a statement names, in quotes."""
        given = node.template.items if isinstance(node.template, (nodes.Tuple, nodes.List)) else [node.template]
        names = [each.value for each in given if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        if len(names) < len(given):
            self.report(
                node.lineno, "", "unsafe-template", "write its name in quotes", what="a template named by a value"
            )
        return names

    def document(self, name: str, given: dict[str, Kind]) -> None:
        """A template with those it extends: names set by the first are seen by the next, blocks are read last."""
        scope, chain = Scope(None, given), list[str]()
        outer, self.blocks, self.block_scopes = (self.blocks, self.block_scopes), [], {}
        line, token, tree = 1, "", self.load(name, 1, "")
        while tree is not None:
            resolved = self.templates.resolve(name)
            chain.append(resolved)
            self.open.append(resolved)
            self.here = resolved
            self.body(tree.body, scope)
            extends = tree.find(nodes.Extends)
            names = self.names_of(extends) if extends else []
            if not extends or not names:
                break
            name, line, token = names[0], extends.lineno, names[0]
            if self.templates.resolve(name) in self.open:
                self.cycle(name, line)
                break
            tree = self.load(name, line, token)
        titles = tuple((block.name, kind(Method(kind(TEXT)))) for _, block in self.blocks)
        for home, block in self.blocks:
            self.here = home
            around = self.block_scopes.get(block.name, scope)
            own = {"self": kind(Record("self", titles)), "super": kind(Method(kind(TEXT)))}
            self.body(block.body, Scope(around, own))
        del self.open[len(self.open) - len(chain) :]
        self.blocks, self.block_scopes = outer

    def cycle(self, name: str, line: int) -> None:
        """A template that leads back to itself."""
        bare = name.removeprefix(SHIPPED)
        hint = f'to change the shipped template, write "{SHIPPED}{bare}"' if bare in self.templates.shipped else ""
        circle = [*self.open[self.open.index(self.templates.resolve(name)) :], self.templates.resolve(name)]
        self.report(line, name, "template-cycle", hint, circle=" > ".join(circle))

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        names = self.names_of(node)
        there = [name for name in names if self.templates.find(name)]
        if not there and not node.ignore_missing:
            for name in names:
                self.load(name, node.lineno, name)
        for name in there:
            resolved = self.templates.resolve(name)
            if resolved in self.open:
                self.cycle(name, node.lineno)
                continue
            if len(self.variants.get(("include", resolved), ())) >= _VARIANTS:
                continue
            seen = scope.all() if node.with_context else {}
            if self._again(("include", resolved), frozenset(seen.items())):
                before = self.here
                self.sites.append((before, node.lineno, name))
                self.document(name, seen)
                self.sites.pop()
                self.here = before

    def _again(self, key: Any, given: Any) -> bool:
        """Whether this has to be read once more, with what it is given now."""
        seen = self.variants.setdefault(key, set())
        if given in seen or len(seen) >= _VARIANTS:
            return False
        seen.add(given)
        return True

    def _module(self, name: str, node: Any, scope: Scope) -> Module | None:
        resolved = self.templates.resolve(name)
        key = (resolved, bool(node.with_context))
        if resolved in self.open:
            self.cycle(name, node.lineno)
        elif key not in self.modules and (tree := self.load(name, node.lineno, name)) is not None:
            before, self.here = self.here, resolved
            self.open.append(resolved)
            inner = Scope(None, scope.all() if node.with_context else {})
            given = set(inner.names)
            self.body(tree.body, inner)
            self.open.pop()
            self.here = before
            names = {k: v for k, v in inner.names.items() if k not in given and not k.startswith("_")}
            self.modules[key] = Module(name, tuple(names.items()))
        return self.modules.get(key)

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        for name in self.names_of(node):
            module = self._module(name, node, scope)
            scope.names[node.target] = kind(module or MISSING)

    def _fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        for name in self.names_of(node):
            module = self._module(name, node, scope)
            known = dict(module.names) if module else {}
            for each in node.names:
                wanted, target = each if isinstance(each, tuple) else (each, each)
                if module and wanted not in known:
                    hint = did_you_mean(wanted, known)
                    self.report(node.lineno, wanted, "unknown-field", hint, where=name, name=wanted)
                scope.names[target] = known.get(wanted, kind(MISSING))

    # Macros

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        self.macros.append((self.here, node, scope))
        scope.names[node.name] = kind(Macro(len(self.macros) - 1, node.name))

    def call_macro(self, macro: Macro, call: nodes.Call | None, given: list[Kind], named: dict[str, Kind]) -> Kind:
        home, node, around = self.macros[macro.number]
        names = [arg.name for arg in node.args]
        kinds = dict(zip(names, given, strict=False)) | {k: v for k, v in named.items() if k in names}
        if not self._again(macro.number, frozenset(kinds.items())):
            return kind(TEXT)
        if call is not None:
            self.sites.append((self.here, call.lineno, macro.name))
        before, self.here, self.trusted = self.here, home, home.startswith(SHIPPED)
        self._parameters(node, around, kinds)
        self.here, self.trusted = before, before.startswith(SHIPPED)
        if call is not None:
            self.sites.pop()
        return kind(TEXT)

    def _parameters(self, node: Any, around: Scope, kinds: dict[str, Kind]) -> None:
        """The body of a macro or call block, with what its parameters are known to be."""
        inner = Scope(around, {"caller": kind(FUNCTION), "varargs": listed(UNKNOWN), "kwargs": table(UNKNOWN)})
        defaults = dict(zip([arg.name for arg in node.args][::-1], node.defaults[::-1], strict=False))
        for arg in node.args:
            default = self.infer(defaults[arg.name], inner) if arg.name in defaults else None
            made = kinds.get(arg.name, UNKNOWN if default is None or default <= {NOTHING} else default)
            inner.names[arg.name] = made
        self.body(node.body, inner)

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.infer(node.call, scope)
        self._parameters(node, scope, {})

    # Statements

    def body(self, statements: Iterable[Any], scope: Scope) -> None:
        """Statements one after the other, in one scope."""
        self.trusted = self.here.startswith(SHIPPED)
        for node in statements:
            handler = getattr(self, f"_{type(node).__name__.lower()}", None)
            if handler is not None:
                handler(node, scope)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for each in node.nodes:
            self.infer(each, scope)

    def _exprstmt(self, node: nodes.ExprStmt, scope: Scope) -> None:
        self.infer(node.node, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        item = item_of(self.infer(node.iter, scope))
        inner = Scope(scope)
        self._assigned(node.target, item, inner)
        if node.test is not None:
            self.infer(node.test, inner)
        inner.names["loop"] = kind(loop_record(item))
        self.body(node.body, inner)
        self.body(node.else_, Scope(scope))

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.infer(node.test, scope)
        branches = []
        for branch in (node, *node.elif_):
            if branch is not node:
                self.infer(branch.test, scope)
            branches.append(Scope(scope))
            self.body(branch.body, branches[-1])
        branches.append(Scope(scope))
        self.body(node.else_, branches[-1])
        for name in dict.fromkeys(name for branch in branches for name in branch.names):
            kinds = [branch.find(name) for branch in branches]
            scope.names[name] = join(each for each in kinds if each is not None)

    def _assigned(self, target: Any, value: Kind, scope: Scope) -> None:
        """Gives a name, or several, what a loop or `set` has for them."""
        if isinstance(target, nodes.Name):
            scope.names[target.name] = value
        elif isinstance(target, (nodes.Tuple, nodes.List)):
            count = len(target.items)
            ways = {shape: unpacked(shape, count) for shape in value if shape != NOTHING}
            parts = [way for way in ways.values() if way is not None]
            if ways and not parts:
                known = {len(each) for each in map(parts_of, ways) if each}
                first = target.items[0]
                token = first.name if isinstance(first, nodes.Name) else ""
                values = " or ".join(map(str, sorted(known)))
                self.report(target.lineno, token, "wrong-unpacking", names=count, values=values or "no")
            for i, each in enumerate(target.items):
                self._assigned(each, join([way[i] for way in parts]), scope)
        elif isinstance(target, nodes.NSRef) and not (scope.find(target.name) or UNKNOWN) & {NAMESPACE, *UNKNOWN}:
            hint = "make it with: set name = namespace(...)"
            self.report(target.lineno, target.name, "unknown-variable", hint, name=f"the namespace {target.name}")

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._assigned(node.target, self.infer(node.node, scope), scope)

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        if node.filter is not None:
            self.infer(node.filter, scope)
        self.body(node.body, Scope(scope))
        self._assigned(node.target, kind(TEXT), scope)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = Scope(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._assigned(target, self.infer(value, scope), inner)
        self.body(node.body, inner)

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.infer(node.filter, scope)
        self.body(node.body, Scope(scope))

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        self.blocks.append((self.here, node))
        if node.scoped:
            self.block_scopes.setdefault(node.name, scope)

    def _scope(self, node: Any, scope: Scope) -> None:
        self.body(node.body, Scope(scope))

    def _scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier, scope: Scope) -> None:
        if not self.trusted:
            self.report(node.lineno, "autoescape", "unsafe-template", what="switching autoescape")
        self.body(node.body, scope)
