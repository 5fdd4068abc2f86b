"""Templates checked before a document is made: what can be read off them, then what shows when they run over sample views."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from jinja2 import FunctionLoader, TemplateSyntaxError, nodes

from assess.formats.html import DOCUMENTS, environment
from assess.formats.templates.folder import SHIPPED, Templates, place_of
from assess.formats.templates.samples import fields_of, sample, views_in
from assess.formats.templates.sandbox import LOOP_FIELDS, REFUSED_FILTERS, TABLE_METHODS, TEXT_METHODS
from assess.formats.templates.watch import Fault, Nothing, Site, Watching
from assess.problems import Enough, Place, Problem, did_you_mean, gather, problem
from assess.words.language import ENGLISH, speaking

MAX_TOKENS = 100_000
"""In all templates together: twenty times what the shipped ones have."""
_VARIANTS = 2
_MOST_RENDERS = 60
_PATIENCE = 4
"""How often a document is rendered again without a branch that was not taken before."""
_TESTED = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
"""Filters with the argument that names a test."""
_USES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_FUNCTIONS = frozenset({"range", "dict", "namespace", "joiner", "cycler", "_", "gettext", "ngettext", "pgettext", "npgettext"})


def lint(templates: Templates, documents: Mapping[str, Mapping[str, Any]] = DOCUMENTS) -> list[Problem]:
    """Everything wrong with a folder's own templates (with the shipped ones, where there is no folder).

    Templates are rendered: call it where time and memory are limited.

    Args:
        documents: the template each document begins with, and the type of each name it is given.

    Raises:
        Exception: whatever a template raises over sample views, where nothing else is wrong with it.
    """
    linter = _Linter(templates, documents)
    failed: Exception | None = None
    with suppress(Enough):  # the last problem says so
        linter.read()
        failed = linter.run()
    if failed is not None and not linter.problems:
        raise failed
    return sorted(set(linter.problems))


class _Linter:
    """One run over all templates."""

    def __init__(self, templates: Templates, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.templates, self.documents = templates, documents
        self.problems: list[Problem] = []
        self.trees: dict[str, nodes.Template | None] = {}
        self.reached = set[str]()
        self.cycles = False
        self.tokens = 0
        self.watch = environment(templates, Watching)
        self.watch.undefined = Nothing
        self.watch.templates = templates
        self.watch.loader = FunctionLoader(self._text)

    def report(self, name: str, line: int, token: str, code: str, hint: str = "", /, **values: object) -> None:
        """Takes note of a problem on a line of a template, at the first place where `token` stands."""
        text, path = self.templates.find(name) or ("", name)
        fault = problem(place_of(path, text, line, token), code, hint, **values)
        if fault not in self.problems:
            gather(self.problems, fault)

    # What can be read

    def read(self) -> None:
        """Syntax, templates that are missing, unused or in a circle, names of filters, what is not allowed."""
        for name in self.documents:
            self._visit(name, 1, "", "", [])
        documents = set(self.reached)
        shipped = {name.removeprefix(SHIPPED) for name in self.templates.shipped}
        for name in self.templates.own:
            if not name.endswith(".css"):
                self._visit(name, 1, "", "", [])
            used = name in documents or any(name in text for other, text in self.templates.own.items() if other != name)
            if not (name in shipped if name.endswith(".css") else used):
                hint = did_you_mean(name, shipped) or f"the documents begin with {' and '.join(self.documents)}"
                self.report(name, 1, "", "unused-template", hint, name=name)
        for name, tree in self.trees.items():
            if tree is not None and self.watch.is_own(name):
                self._allowed(name, tree)

    def _visit(self, name: str, line: int, token: str, user: str, above: list[str]) -> None:
        """A template and all that it uses; where it is missing or leads back to itself, the one that names it is at fault."""
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
            self.reached.add(resolved)
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
            self._visit(name, node.lineno, name, user, above)
            if isinstance(node, nodes.FromImport) and (tree := self.trees.get(self.templates.resolve(name))) is not None:
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
            tree = self.watch.parse(text, name, path)
            sites, choices = len(self.watch.sites), len(self.watch.choices)
            self.watch.compile(text, name, path, raw=True)  # parses once more: it changes what it compiles
            del self.watch.sites[sites:], self.watch.choices[choices:]
            self.watch.compiled.discard(resolved)
            self.trees[resolved] = tree
        except TemplateSyntaxError as error:
            if "No filter named" not in str(error) and "No test named" not in str(error):
                self.report(name, error.lineno, "", "template-syntax", why=(error.message or "").rstrip("."))
        except RecursionError:
            self.report(name, 1, "", "template-syntax", "use fewer levels", why="something is nested too deep")
        except ValueError:  # Python refuses to read it
            line = next((i for i, each in enumerate(text.split("\n"), 1) if _has_long_number(each)), 1)
            why = "a number has too many digits"
            self.report(name, line, "", "template-syntax", "write a shorter number", why=why)
        return self.trees[resolved]

    def _allowed(self, name: str, tree: nodes.Template) -> None:
        """Filters, tests and functions by their names, and what templates of readers may not do."""
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
                if node.ctx == "load" and node.name in _FUNCTIONS - own and id(node) not in callees:
                    what = f"the function {node.name} as a value"
                    self.report(name, line, node.name, "unsafe-template", f"call it: {node.name}(...)", what=what)
            elif isinstance(node, nodes.Filter):
                self._filter(name, node)
            elif isinstance(node, nodes.Test):
                self._known(name, line, node.name, "test")

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
        """A template for rendering; one with a fault that was told already is empty."""
        text, path = self.templates.find(name) or ("", name)
        return (text if self.trees.get(self.templates.resolve(name)) is not None else "", path, None)

    def run(self) -> Exception | None:
        """Fields and names, in every branch; the first failure of another kind."""
        failed: Exception | None = None
        if any(self.watch.is_own(name) for name in self.reached) and not self.cycles:
            with speaking(ENGLISH):
                for name, given in self.documents.items():
                    failed = self._try(name, given) or failed
        for name in sorted(self.trees.keys() - self.watch.compiled):
            if self.watch.is_own(name):  # those that no document reached are read at least
                self.watch.get_template(name)
        names, fields = self._all_names()
        asked = {(site.template, site.word) for site in self.watch.sites if site.guarded}
        for site in self.watch.sites:
            guarded = (site.template, site.word) in asked and site.kind in ("name", "function")
            for fault in self._faults(site, guarded, names, fields):
                self.report(fault.template, fault.line, fault.token, fault.code, fault.hint, **fault.values)
        return failed

    def _try(self, name: str, given: Mapping[str, Any]) -> Exception | None:
        failed: Exception | None = None
        samples = [{key: sample(kind, variant) for key, kind in given.items()} for variant in range(_VARIANTS)]
        for values in samples:
            failed = failed or self._render(name, values)
        if isinstance(failed, (RecursionError, MemoryError)):
            return failed
        self.watch.forcing, idle, before = True, 0, self.watch.progress
        for number in range(_MOST_RENDERS):
            self._render(name, samples[number % _VARIANTS])
            idle, before = (0 if self.watch.progress > before else idle + 1), self.watch.progress
            if idle == _PATIENCE:
                break
        self.watch.forcing = False
        return failed

    def _render(self, name: str, values: Mapping[str, Any]) -> Exception | None:
        try:
            for _ in self.watch.get_template(name).generate(values):
                pass
        except Exception as error:  # whatever a template raises
            return error
        return None

    def _faults(self, site: Site, guarded: bool, names: set[str], fields: set[str]) -> Iterator[Fault]:
        """What is wrong at a place: where the data led there, always; in a branch that was forced, if it never went well.

        Args:
            guarded: whether the template asks somewhere if there is such a name.
        """
        yield from (
            fault for real, fault in site.faults if real and not site.guarded or not (site.good or guarded)
        )
        if site.good or site.faults or guarded or not self.watch.is_own(site.template):
            return
        # nothing ever reached it with a value of which anything is known
        if site.kind in ("name", "function") and site.word not in names:
            code = "unknown-variable" if site.kind == "name" else "unknown-filter"
            values: dict[str, object] = {"name": site.word, "kind": "function"}
            yield Fault(site.template, site.line, site.word, code, did_you_mean(site.word, sorted(names)), values)
        elif site.kind in ("field", "path"):
            for word in site.word.replace(",", ".").split("."):
                if word not in fields and not word.isdigit() and not word.startswith("_"):
                    values = {"where": "a value of the view", "name": word}
                    hint = did_you_mean(word, sorted(fields))
                    yield Fault(site.template, site.line, word, "unknown-field", hint, values)

    def _all_names(self) -> tuple[set[str], set[str]]:
        """All names that any template may know, and all fields that anything in one may have."""
        views = [view for given in self.documents.values() for each in given.values() for view in views_in(each)]
        names = {*self.watch.globals, *(key for given in self.documents.values() for key in given)}
        names |= {"loop", "caller", "varargs", "kwargs", "self", "super"}
        for tree in self.trees.values():
            names |= _exports(tree) if tree is not None else set()
        fields = {name for view in views for name in fields_of(view)} | names
        return names, fields | {*TEXT_METHODS, *TABLE_METHODS, *LOOP_FIELDS, "grouper", "list"}


def _exports(tree: nodes.Template) -> set[str]:
    """Every name that a template gives to something."""
    found = {node.name for node in tree.find_all((nodes.Macro, nodes.Block))}
    found |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    found |= {node.attr for node in tree.find_all(nodes.NSRef)} | {node.key for node in tree.find_all(nodes.Keyword)}
    found |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        found |= {each[1] if isinstance(each, tuple) else each for each in node.names}
    keys = (pair.key.value for pair in tree.find_all(nodes.Pair) if isinstance(pair.key, nodes.Const))
    return found | {key for key in keys if isinstance(key, str)}


def _has_long_number(line: str) -> bool:
    import sys

    most = sys.get_int_max_str_digits()
    return most > 0 and any(len(word) > most for word in line.replace("_", "").split() if word.strip("{}%()[],").isdigit())
