"""Checks templates before a document is made: first by reading them, then by running them on sample views."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from jinja2 import FunctionLoader, TemplateAssertionError, TemplateSyntaxError, nodes

from assess.formats.html import DOCUMENTS, environment
from assess.formats.templates.folder import SHIPPED, Templates, place_of
from assess.formats.templates.samples import fields_of, sample, views_in
from assess.formats.templates.sandbox import LOOP_FIELDS, REFUSED_FILTERS, TABLE_METHODS, TEXT_METHODS
from assess.formats.templates.watch import Watching
from assess.problems import Enough, Problem, did_you_mean, gather, problem
from assess.words.language import ENGLISH, speaking

MAX_TOKENS = 100_000
"""In all templates together; twenty times as many as the shipped ones have."""
_VARIANTS = 2
_MOST_RENDERS = 60
_PATIENCE = 4
"""How often a document is rendered again without reaching a new branch."""
_TESTED = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
"""Filters whose argument at this position names a test."""
_USES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_FUNCTIONS = frozenset(
    {"range", "dict", "namespace", "joiner", "cycler", "_", "gettext", "ngettext", "pgettext", "npgettext"}
)


def lint(
    templates: Templates, documents: Mapping[str, Mapping[str, Any]] = DOCUMENTS, most: int = 20_000_000
) -> list[Problem]:
    """Everything wrong with a folder's own templates (or with the shipped ones, if there is no folder).

    Templates are rendered, so call this only where time and memory are limited.

    Args:
        documents: the template of each document, and the type of each name that it is given.
        most: the most letters a document may have.

    Raises:
        Exception: whatever a template raises on sample views, if nothing else is wrong with it.
    """
    linter = _Linter(templates, documents, most)
    failed: Exception | None = None
    with suppress(Enough):  # the last problem says so
        linter.read()
        failed = linter.run()
    if failed is not None and not linter.problems:
        raise failed
    return sorted(set(linter.problems))


class _Linter:
    """One run over all templates."""

    def __init__(self, templates: Templates, documents: Mapping[str, Mapping[str, Any]], most: int) -> None:
        self.templates, self.documents, self.most = templates, documents, most
        self.problems: list[Problem] = []
        self.trees: dict[str, nodes.Template | None] = {}
        self.used: dict[str, set[str]] = {}
        """The templates that each template names."""
        self.names = {"loop", "caller", "varargs", "kwargs", "self", "super"}
        """All names that any template defines, or tests for being defined."""
        self.cycles = False
        self.tokens = 0
        self.watch = environment(templates, Watching)
        self.watch.templates = templates
        self.watch.loader = FunctionLoader(self._text)

    def report(self, name: str, line: int, token: str, code: str, hint: str = "", /, **values: object) -> None:
        """Records a problem on a line of a template, at the first occurrence of `token`."""
        text, path = self.templates.find(name) or ("", name)
        fault = problem(place_of(path, text, line, token), code, hint, **values)
        if fault not in self.problems:
            gather(self.problems, fault)

    # What can be read

    def read(self) -> None:
        """Syntax, templates that are missing, unused or in a circle, names of filters, what is not allowed."""
        for name in self.documents:
            self._visit(name, 1, "", "", [])
        documents = set(self.trees)
        shipped = {name.removeprefix(SHIPPED) for name in self.templates.shipped}
        for name in self.templates.own:
            if not name.endswith(".css"):
                self._visit(name, 1, "", "", [])
            used = name in documents or any(name in text for other, text in self.templates.own.items() if other != name)
            if not (name in shipped if name.endswith(".css") else used):
                hint = did_you_mean(name, shipped) or f"the documents begin with {' and '.join(self.documents)}"
                self.report(name, 1, "", "unused-template", hint, name=name)
        self.names |= {*self.watch.globals, *(key for given in self.documents.values() for key in given)}
        for tree in self.trees.values():
            self.names |= _named(tree) if tree is not None else set()
        for name, tree in self.trees.items():
            if tree is not None and self.watch.is_own(name):
                self._allowed(name, tree)

    def _visit(self, name: str, line: int, token: str, user: str, above: list[str]) -> None:
        """A template and all that it uses; if it is missing or uses itself, this is reported for the template that names it."""
        resolved = self.templates.resolve(name)
        if self.templates.find(name) is None or not name.endswith(".jinja"):
            known = [*self.templates.own, *self.templates.shipped, *(SHIPPED + each for each in self.templates.shipped)]
            self.report(user, line, token, "missing-template", did_you_mean(name, known), name=name)
        elif resolved in above:
            self.cycles = True
            bare = name.removeprefix(SHIPPED)
            hint = f'to change the shipped template, write "{SHIPPED}{bare}"' if bare in self.templates.shipped else ""
            circle = " > ".join([*above[above.index(resolved) :], resolved])
            self.report(user, line, token, "template-cycle", hint, circle=circle)
        elif resolved not in self.trees:
            tree = self._parse(name, resolved)
            for node in tree.find_all(_USES) if tree is not None else ():
                self._uses(node, resolved, [*above, resolved])

    def _uses(self, node: Any, user: str, above: list[str]) -> None:
        given = node.template.items if isinstance(node.template, (nodes.Tuple, nodes.List)) else [node.template]
        names = [each.value for each in given if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        if len(names) < len(given):
            hint = "write its name in quotes"
            self.report(user, node.lineno, "", "unsafe-template", hint, what="a template named by a value")
        there = [name for name in names if self.templates.find(name)]
        if isinstance(node, nodes.Include):
            names = there or ([] if node.ignore_missing else names)
        for name in names:
            self.used.setdefault(user, set()).add(self.templates.resolve(name))
            self._visit(name, node.lineno, name, user, above)
            if (
                isinstance(node, nodes.FromImport)
                and (tree := self.trees.get(self.templates.resolve(name))) is not None
            ):
                known = _exports(tree)
                for each in node.names:
                    wanted = each[0] if isinstance(each, tuple) else each
                    if wanted not in known:
                        hint = did_you_mean(wanted, known)
                        self.report(user, node.lineno, wanted, "unknown-field", hint, where=name, name=wanted)

    def _parse(self, name: str, resolved: str) -> nodes.Template | None:
        text, path = self.templates.find(name) or ("", name)
        self.trees[resolved] = None
        try:
            count = sum(1 for _ in islice(self.watch.lex(text), MAX_TOKENS + 1))
            if self.tokens + count > MAX_TOKENS:
                self.report(name, 1, "", "too-many-nodes", "use a smaller template", limit=MAX_TOKENS)
                return None
            self.tokens += count
            self.trees[resolved] = self.watch.parse(text, name, path)
            self.watch.compile(text, name, path, raw=True)  # parses again, because compiling changes the tree
            self.watch.choices.clear()
            return self.trees[resolved]
        except TemplateAssertionError as error:  # filters and tests that do not exist are reported one by one
            if "named" in str(error):
                return self.trees[resolved]
            self.report(name, error.lineno, "", "template-syntax", why=(error.message or "").rstrip("."))
        except TemplateSyntaxError as error:
            self.report(name, error.lineno, "", "template-syntax", why=(error.message or "").rstrip("."))
        except RecursionError:
            self.report(name, 1, "", "template-syntax", "use fewer levels", why="something is nested too deep")
        except ValueError:  # too long for Python to read
            line = next((i for i, each in enumerate(text.split("\n"), 1) if _has_long_number(each)), 1)
            why = "a number has too many digits"
            self.report(name, line, "", "template-syntax", "write a shorter number", why=why)
        self.trees[resolved] = None
        return None

    def _allowed(self, name: str, tree: nodes.Template) -> None:
        """Checks the names of filters, tests and functions, and what readers' templates may not do."""
        callees = {id(call.node) for call in tree.find_all(nodes.Call)}
        own = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
        for node in tree.find_all(nodes.Node):
            line = node.lineno
            if isinstance(node, (nodes.Getattr, nodes.Getitem)):
                word = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", "")
                if isinstance(word, str) and word.startswith("_"):
                    hint = "names that begin with _ are not for templates"
                    self.report(name, line, word, "unsafe-template", hint, what=f".{word}")
            elif isinstance(node, (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
                self.report(name, line, "autoescape", "unsafe-template", what="switching autoescape")
            elif isinstance(node, nodes.Name):
                if node.name not in self.names:
                    self._no_name(name, node, id(node) in callees)
                elif node.ctx == "load" and node.name in _FUNCTIONS - own and id(node) not in callees:
                    what = f"the function {node.name} as a value"
                    self.report(name, line, node.name, "unsafe-template", f"call it: {node.name}(...)", what=what)
            elif isinstance(node, nodes.Filter):
                self._filter(name, node)
            elif isinstance(node, nodes.Test):
                self._known(name, line, node.name, "test")

    def _no_name(self, name: str, node: nodes.Name, is_called: bool) -> None:
        tree = self.trees[name]
        known = {*self.watch.globals, *(_exports(tree) if tree is not None else ())}
        for document, given in self.documents.items():
            known |= given.keys() if name in self._reached(document) else set()
        code = "unknown-filter" if is_called else "unknown-variable"
        hint = did_you_mean(node.name, sorted(known))
        self.report(name, node.lineno, node.name, code, hint, name=node.name, kind="function")

    def _filter(self, name: str, node: nodes.Filter) -> None:
        self._known(name, node.lineno, node.name, "filter")
        first = node.args[0] if node.args else None
        if node.name == "map" and (first is not None or node.dyn_args is not None):
            if isinstance(first, nodes.Const):
                self._known(name, node.lineno, str(first.value), "filter")
            else:
                self.report(name, node.lineno, "map", "unsafe-template", what="a filter named by a value")
        at = _TESTED.get(node.name)
        test = node.args[at] if at is not None and len(node.args) > at else None
        if isinstance(test, nodes.Const):
            self._known(name, node.lineno, str(test.value), "test")

    def _known(self, name: str, line: int, word: str, kind: str) -> None:
        known = self.watch.filters if kind == "filter" else self.watch.tests
        if kind == "filter" and word in REFUSED_FILTERS:
            self.report(name, line, word, "unsafe-template", what=REFUSED_FILTERS[word])
        elif word not in known:
            self.report(name, line, word, "unknown-filter", did_you_mean(word, sorted(known)), kind=kind, name=word)

    # What shows when they run

    def _text(self, name: str) -> tuple[str, str, None] | None:
        """A template for rendering; empty if a fault of it was reported already."""
        text, path = self.templates.find(name) or ("", name)
        return (text if self.trees.get(self.templates.resolve(name)) is not None else "", path, None)

    def run(self) -> Exception | None:
        """Reports unknown fields and names in every branch, and the first failure of any other kind."""
        failed: Exception | None = None
        with speaking(ENGLISH):
            for name, given in self.documents.items():
                if not self.cycles and any(map(self.watch.is_own, self._reached(name))):
                    failed = self._try(name, given) or failed
        for fault in self.watch.told():
            if fault.code in ("unknown-variable", "unknown-filter") and fault.token not in self.names:
                continue  # reported already
            self.report(fault.template, fault.line, fault.token, fault.code, fault.hint, **fault.values)
        self._unreached()
        return failed

    def _reached(self, name: str) -> set[str]:
        """A template, and all that it uses."""
        found, left = set[str](), [self.templates.resolve(name)]
        while left:
            if (each := left.pop()) not in found:
                found.add(each)
                left += self.used.get(each, ())
        return found

    def _try(self, name: str, given: Mapping[str, Any]) -> Exception | None:
        failed: Exception | None = None
        samples = [{key: sample(kind, variant) for key, kind in given.items()} for variant in range(_VARIANTS)]
        for values in samples:
            failed = failed or self._render(name, values)
        if isinstance(failed, (RecursionError, MemoryError)):
            return failed
        self.watch.forcing, idle, ways = True, 0, 0
        for number in range(_MOST_RENDERS):
            self._render(name, samples[number % _VARIANTS])
            taken = sum(len(choice.taken) for choice in self.watch.choices)
            idle, ways = (0 if taken > ways else idle + 1), taken
            if idle == _PATIENCE:
                break
        self.watch.forcing = False
        return failed

    def _render(self, name: str, values: Mapping[str, Any]) -> Exception | None:
        try:
            size = 0
            for part in self.watch.get_template(name).generate(values):
                size += len(part)
                if size > self.most:
                    return ValueError(f"the document is larger than {self.most // 1_000_000} MB")
        except Exception as error:  # whatever a template raises
            return error
        return None

    def _unreached(self) -> None:
        """Checks fields that no rendering asked for, as in a macro that is never called; each has to exist in some view."""
        views = [view for given in self.documents.values() for each in given.values() for view in views_in(each)]
        known = {name for view in views for name in fields_of(view)} | self.names
        known |= {*TEXT_METHODS, *TABLE_METHODS, *LOOP_FIELDS, "grouper", "list", "super"}
        reached = self.watch.reached()
        for name, tree in self.trees.items():
            told = {fault.token for fault in self.watch.told() if fault.template == name}
            for node in tree.find_all(nodes.Getattr) if tree is not None and self.watch.is_own(name) else ():
                if node.attr not in known | told and (name, node.lineno, node.attr) not in reached:
                    hint = did_you_mean(node.attr, sorted(known))
                    where = "a value of the view"
                    if not node.attr.startswith("_"):
                        self.report(name, node.lineno, node.attr, "unknown-field", hint, where=where, name=node.attr)


def _exports(tree: nodes.Template) -> set[str]:
    """Every name that a template defines."""
    found = {node.name for node in tree.find_all(nodes.Macro)}
    found |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    found |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        found |= {each[1] if isinstance(each, tuple) else each for each in node.names}
    return found


def _named(tree: nodes.Template) -> set[str]:
    """The same, with the names and keys of parts, and names that are tested for being defined."""
    found = _exports(tree) | {node.name for node in tree.find_all(nodes.Block)}
    found |= {node.attr for node in tree.find_all(nodes.NSRef)} | {node.key for node in tree.find_all(nodes.Keyword)}
    keys = (pair.key.value for pair in tree.find_all(nodes.Pair) if isinstance(pair.key, nodes.Const))
    found |= {key for key in keys if isinstance(key, str)}
    for node in tree.find_all((nodes.Test, nodes.Filter)):
        if node.name in ("defined", "undefined", "default", "d") and isinstance(node.node, nodes.Name):
            found.add(node.node.name)
    return found


def _has_long_number(line: str) -> bool:
    import sys

    most = sys.get_int_max_str_digits()
    return most > 0 and any(
        len(word) > most for word in line.replace("_", "").split() if word.strip("{}%()[],").isdigit()
    )
