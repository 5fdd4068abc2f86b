"""The linter: what is allowed gives no problem, and each fault is reported once, at its place, whatever the views are."""

from typing import Any, Literal, NamedTuple

import pytest

from assess.api import assess_profile
from assess.formats import html
from assess.formats.html import DOCUMENTS, render_html
from assess.formats.templates.folder import Templates, shipped_templates
from assess.formats.templates.lint import lint
from assess.formats.templates.samples import sample
from assess.views.briefing_view import briefing_view
from tests.build import elements, library, profile


def test_the_shipped_templates_pass() -> None:
    shipped = shipped_templates()
    assert lint(shipped) == []


def test_the_linter_is_asked_with_what_documents_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(html, "pieces", lambda templates, name, values: seen.append({"name": name, **values}) or [""])
    made = library({"a": "yes_no"}, [{"id": "c", "elements": elements("t.a")}])
    render_html(briefing_view(assess_profile(profile(made, "facts: {}\n"), made), country="Kenya"))
    (given,) = seen
    assert {*given, "css", "script", "policy", "outward"} - {"name"} == set(DOCUMENTS[given["name"]])
    assert type(given["view"]) is DOCUMENTS[given["name"]]["view"]


class Leaf(NamedTuple):
    """A leaf."""

    name: str
    size: float | None


class Tree(NamedTuple):
    """A tree."""

    title: str
    leaves: tuple[Leaf, ...]
    pairs: tuple[tuple[str, int], ...]
    best: Leaf | None
    by_key: dict[str, Leaf]
    children: "tuple[Tree, ...]"


def faults(**files: str) -> list[str]:
    """Problems of templates for a document that is given `tree: Tree`, without their hints; `__` in a name is a dot."""
    own = {name.replace("__", "."): text for name, text in files.items()}
    made = Templates(
        own, {"base.jinja": "{% block a %}{% endblock %}", "m.jinja": "{% macro leaf(x) %}{{ x.name }}{% endmacro %}"}
    )
    problems = lint(made, {"doc.jinja": {"tree": Tree}})
    return [str(each).partition("\n")[0] for each in problems]


@pytest.mark.parametrize(
    "text",
    [
        "{% for l in tree.leaves if l.size %}{{ loop.index }}{{ loop.previtem.name }}{{ l.name|upper }}{% endfor %}",
        "{% for a, b in tree.pairs %}{{ a.upper().split()[0].lower() }}{{ b + 1 }}{% endfor %}",
        "{% for name, size in tree.leaves %}{{ name }}{% endfor %}{{ tree.leaves[0].name }}{{ tree.leaves[-1][0] }}",
        "{% for key, leaf in tree.by_key.items() %}{{ leaf.name }}{% endfor %}{{ tree.by_key['x'].name }}{{ tree.by_key.x.size }}",
        "{{ tree.leaves|map(attribute='name')|join }}{{ (tree.leaves|selectattr('size')|first).name }}{{ tree['title'] }}",
        "{% for g in tree.leaves|groupby('size') %}{{ g.grouper }}{% for l in g.list %}{{ l.name }}{% endfor %}{% endfor %}",
        "{% set ns = namespace(n=0) %}{% for l in tree.leaves|sort(attribute='size,name') %}{% set ns.n = 1 %}{% endfor %}",
        "{% if other is defined %}x{% endif %}{{ other|default(tree.title) }}{% if tree.best %}{{ tree.best.name }}{% endif %}",
        "{% macro m(t, n=1) %}{{ n }}{% for c in t.children %}{{ m(c) }}{% endfor %}"
        "{{ caller() if caller is defined }}{% endmacro %}{{ m(tree) }}",
        "{% from 'm.jinja' import leaf as l %}{{ l(tree.best) }}{% import 'm.jinja' as m %}{{ m.leaf(tree.leaves[0]) }}",
        "{% extends 'base.jinja' %}{% set x = tree.best or tree.leaves[0] %}{% block a %}{{ x.name }}{{ super() }}{% endblock %}",
        "{% with t = tree.title %}{{ t }}{% endwith %}{% filter upper %}{{ tree.title }}{% endfilter %}{% include 'm.jinja' %}",
        "{% if tree.title %}{% set a = tree.best %}{% else %}{% set a = tree %}{% endif %}{{ a.name if tree.title else a.title }}",
        "{% for x in (tree.best, tree) %}{{ x.name if loop.first else x.title }}{% endfor %}{{ tree.children[7].title }}",
        "{% macro show(x, leaf) %}{% if leaf %}{{ x.name }}{% else %}{{ x.title }}{% endif %}{% endmacro %}"
        "{{ show(tree.best, true) }}{{ show(tree, false) }}",
        "{% if tree.title == 'a' %}{% set v = 1 %}{% endif %}{% if v is defined %}{{ v }}{% endif %}",
        "{% set d, m, y = tree.title.split(' ') %}{{ y }}{{ {'a': 1}[tree.title] }}{{ ['a'][tree.pairs|length] }}",
        "{{ _('x') }}{% set f = tree.by_key.get('q') %}{{ f.name }}{% if tree.best is none %}{{ 7 // 2 }}{% endif %}",
        "{% for x in (tree.best, tree.leaves[0]) %}{{ x.name }}{% endfor %}{{ {'a': tree.best}[tree.title].size }}",
    ],
)  # fmt: skip
def test_what_templates_may_do_is_no_problem(text: str) -> None:
    assert faults(doc__jinja=text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for l in tree.leaves %}\n{{ l.nam }}{% endfor %}", "2:6: unknown-field: Leaf has no field nam"),
        ("{{ tree.leaves.name }}", "1:16: unknown-field: a list has no field name"),
        ("{{ (tree.leaves|last).nam }}", "1:23: unknown-field: Leaf has no field nam"),
        ("{{ tree.children[0].children[1:3][0].titl }}", "1:38: unknown-field: Tree has no field titl"),
        ("{{ tree.by_key.values()|map(attribute='nam')|list }}", "1:40: unknown-field: Leaf has no field nam"),
        ("{{ tree.title.ljust(9) }}", "1:15: unknown-field: a text has no field ljust"),
        ("{{ tree.title.format(1) }}", "1:15: unknown-field: a text has no field format"),
        ("{{ tree.pairs[0][2] }}", "1:18: unknown-field: a list of 2 has no field [2]"),
        ("{% set x = tree.best %}{{ x.nam }}", "1:29: unknown-field: Leaf has no field nam"),
        ("{% macro m(t) %}{{ t.nam }}{% endmacro %}{{ m(tree.best) }}", "1:22: unknown-field: Leaf has no field nam"),
        ("{% macro m(t) %}{{ t.nothing }}{% endmacro %}", "1:22: unknown-field: a value of the view has no field nothing"),
        ("{% import 'm.jinja' as m %}\n{{ m.leaf(tree) }}", "2:6: unknown-field: Tree has no field name"),
        ("{% import 'm.jinja' as m %}{{ m.leav(tree) }}", "1:33: unknown-field: m.jinja has no field leav"),
        ("{% from 'm.jinja' import leav %}", "1:26: unknown-field: m.jinja has no field leav"),
        ("{{ tree['__class__'] }}", "1:10: unsafe-template: .__class__ is not allowed in a template"),
        ("{{ tree.leaves|map('attr', 'name')|list }}",
         "1:21: unsafe-template: the filter attr (write value.name) is not allowed in a template"),
        ("{% autoescape false %}x{% endautoescape %}",
         "1:4: unsafe-template: switching autoescape is not allowed in a template"),
        ("{% for a, b, c in tree.leaves %}{% endfor %}", "1:8: wrong-unpacking: 3 names for 2 values"),
        ("{{ lipsum() }}", "1:4: unknown-filter: there is no function lipsum"),
        ("{{ loop.index }}", "1:4: unknown-variable: nothing is named loop here"),
        ("{% include 'other.jinja' %}", "1:13: missing-template: there is no template other.jinja"),
        ("{% include '../doc.jinja' %}", "1:13: missing-template: there is no template ../doc.jinja"),
        ("{% include '/etc/passwd' %}", "1:13: missing-template: there is no template /etc/passwd"),
        ("{% include 'doc.jinja' %}", "1:13: template-cycle: templates use each other in a circle: doc.jinja > doc.jinja"),
        ("x\n{{ a b }}",
         "2:1: template-syntax: the template is not well-formed here: expected token 'end of print statement', got 'b'"),
        ("{{ " + "+".join("a" * 3000) + " }}",
         "1:1: template-syntax: the template is not well-formed here: something is nested too deep"),
        ("x\n{{ " + "9" * 4301 + " }}",
         "2:1: template-syntax: the template is not well-formed here: a number has too many digits"),
        ("{% if tree.title == 'x' %}{% if tree.pairs|length > 9 %}{{ tree.titel }}{% endif %}{% endif %}",
         "1:65: unknown-field: Tree has no field titel"),
        ("{% if tree.title %}x{% elif tree.best %}y{% elif tree.titel %}z{% endif %}",
         "1:55: unknown-field: Tree has no field titel"),
        ("{% for l in tree.leaves %}{{ l.name }}{% else %}{{ tree.nam }}{% endfor %}",
         "1:57: unknown-field: Tree has no field nam"),
        ("{% for l in tree.leaves if l.sized %}{% endfor %}", "1:30: unknown-field: Leaf has no field sized"),
        ("{{ tree.title or tree.nam }}", "1:23: unknown-field: Tree has no field nam"),
        ("{{ 'x' if tree.title else tree.nam }}", "1:32: unknown-field: Tree has no field nam"),
        ("{% if not tree.best %}{{ best.name }}{% endif %}", "1:16: unknown-variable: nothing is named best here"),
        ("{{ tree.leaves|sum(attribute='siz') }}", "1:31: unknown-field: Leaf has no field siz"),
        ("{{ tree.leaves|selectattr('siz')|list|length }}", "1:28: unknown-field: Leaf has no field siz"),
        ("{{ tree.titl|default('x') }}", "1:9: unknown-field: Tree has no field titl"),
        ("{% for x in tree.leaves %}{{ loop.idx }}{% endfor %}", "1:35: unknown-field: loop has no field idx"),
        ("{% for x in tree.children recursive %}{{ loop(x.childrn) }}{% endfor %}",
         "1:49: unknown-field: Tree has no field childrn"),
        ("{% set a, b, c = tree.pairs[0] %}", "1:8: wrong-unpacking: 3 names for 2 values"),
        ("{% extends 'base.jinja' %}{% set a, b, c = tree.pairs[0] %}", "1:34: wrong-unpacking: 3 names for 2 values"),
        ("{% macro m(a) %}{{ a.nam }}{{ caller() }}{% endmacro %}{% call m(tree) %}{% endcall %}",
         "1:22: unknown-field: Tree has no field nam"),
        ("{{ _ }}", "1:4: unsafe-template: the function _ as a value is not allowed in a template"),
        ("{% set g = gettext %}{{ g ~ '' }}",
         "1:12: unsafe-template: the function gettext as a value is not allowed in a template"),
        ("{{ [tree.title]|map('safe')|join }}",
         "1:22: unsafe-template: the filter safe (texts of a profile would become HTML) is not allowed in a template"),
        ("{{ [tree.title]|map(*['safe'])|join }}",
         "1:17: unsafe-template: a filter named by a value is not allowed in a template"),
        ("{% filter safe %}x{% endfilter %}",
         "1:11: unsafe-template: the filter safe (texts of a profile would become HTML) is not allowed in a template"),
        ("{{ tree|pprint }}",
         "1:9: unsafe-template: the filter pprint (it shows what the toolkit holds) is not allowed in a template"),
        ("{{ tree.leaves|random }}",
         "1:16: unsafe-template: the filter random (the same inputs give the same bytes) is not allowed in a template"),
        ("{{ tree|attr('title') }}", "1:9: unsafe-template: the filter attr (write value.name) is not allowed in a template"),
        ("{{ tree.title|shout }}", "1:15: unknown-filter: there is no filter shout"),
        ("{% set x | shout %}a{% endset %}", "1:12: unknown-filter: there is no filter shout"),
        ("{% filter shout %}a{% endfilter %}", "1:11: unknown-filter: there is no filter shout"),
        ("{{ tree.title is loud }}", "1:18: unknown-filter: there is no test loud"),
        ("{{ tree.leaves|select('loud')|list }}", "1:24: unknown-filter: there is no test loud"),
        ("{{ " + "(" * 3000,
         "1:1: template-syntax: the template is not well-formed here: something is nested too deep"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(text: str, told: str) -> None:
    assert faults(doc__jinja=text) == [f"doc.jinja:{told}"]


def test_a_wrong_name_is_told_once_not_in_all_that_follows() -> None:
    assert faults(doc__jinja="{{ tree.bst.name.x|map(attribute='y')|first }}") == [
        "doc.jinja:1:9: unknown-field: Tree has no field bst"
    ]


def test_faults_of_included_templates_stand_in_them() -> None:
    found = faults(
        doc__jinja="{% for l in tree.leaves %}{% include 'part.jinja' %}{% endfor %}", part__jinja="\n {{ l.nam }}"
    )
    assert found == ["part.jinja:2:7: unknown-field: Leaf has no field nam"]


def test_a_template_that_cannot_be_read_leaves_those_it_names_alone() -> None:
    found = faults(doc__jinja="{{ a b }}{% include 'part.jinja' %}", part__jinja="x", prat__jinja="x")
    assert [each.split(": ")[1] for each in found] == ["template-syntax", "unused-template"]


def test_a_template_of_too_many_parts_is_not_read() -> None:
    assert faults(doc__jinja="{{ tree.titl }}" * 20_000) == [
        "doc.jinja:1:1: too-many-nodes: more than 100000 values in one file"
    ]


def test_translated_texts_are_read_too() -> None:
    text = "{% trans n=tree.titl %}One {{ n }}{% endtrans %}{{ _('x') }}{{ gettext(tree.title) }}"
    assert faults(doc__jinja=text) == ["doc.jinja:1:17: unknown-field: Tree has no field titl"]


def full(value: Any) -> bool:
    """Whether everything in a sample is there; a fourth nested tree is not."""
    if isinstance(value, dict):
        return full(list(value.items()))
    if isinstance(value, (tuple, list)):
        return all(map(full, value)) and (len(value) > 0 or hasattr(value, "_fields"))
    return isinstance(value, (str, int, float))


def test_every_field_of_every_view_has_a_sample() -> None:
    for given in DOCUMENTS.values():
        for name, annotation in given.items():
            assert full(sample(annotation)), name


def test_samples_of_types() -> None:
    assert sample(tuple[Literal["a", "b", "c"], ...]) == ("a", "b", "c")
    assert [sample(bool, variant) for variant in range(2)] == [True, False]
    assert sample(Leaf | None) == Leaf("sample", 7.0)
    assert sample(tuple[str, int]) == ("sample", 7)
    tree = sample(Tree)
    assert tree.children[1].children[0].children == ()
    assert tree.by_key["any"] == Leaf("sample", 7.0)
