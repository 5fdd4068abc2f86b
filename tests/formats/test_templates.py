"""Readers' templates: one block changed, every fault with its place, limits, what a document may contain, no file left behind."""

import base64
import os
import re
import resource
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result
from jinja2 import TemplateError

from assess.api import assess_profile, document
from assess.cli.main import cli
from assess.formats import layout
from assess.formats.html import environment, render_html
from assess.formats.style import Style, checked_templates
from assess.formats.templates import limited
from assess.formats.templates.allowed import Checked
from assess.formats.templates.folder import MAX_TEMPLATE, Templates, shipped_templates
from assess.formats.templates.limited import problems_of
from assess.problems import InvalidInput, ReportError
from assess.processes import Limits
from docs.fields import templates as fields_page
from tests.build import elements, library, profile

pytestmark = pytest.mark.documents  # templates that take as long as they may

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
EXTENDS = '{% extends "shipped/briefing.html.jinja" %}\n'


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 4)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def address(raw: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(raw).decode()}"


def run(tmp_path: Path, files: dict[str, str], *outputs: str) -> Result:
    """`assess run --template house`, from a folder of its own, with these outputs."""
    house = tmp_path / "house"
    house.mkdir(exist_ok=True)
    for name, text in files.items():
        (house / name).write_text(text, encoding="utf-8")
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        arguments = ["run", str(INDEX / "profile.yaml"), "-f", str(INDEX), "--template", "house"]
        arguments += [word for name in outputs or ("out.html",) for word in ("-o", name)]
        return CliRunner().invoke(cli, arguments, standalone_mode=False)
    finally:
        os.chdir(before)


def refused(tmp_path: Path, files: dict[str, str], error: type[Exception], *outputs: str) -> str:
    """The message; no file may be there afterwards."""
    result = run(tmp_path, files, *outputs)
    assert isinstance(result.exception, error), result.exception or result.output
    assert [path.name for path in tmp_path.iterdir()] == ["house"]
    return str(result.exception)


def inside(html: str) -> str:
    """The content of a document's body."""
    (found,) = re.findall(r"(?s)<body[^>]*>(.*)</body>", html)
    return str(found)


def body(text: str) -> dict[str, str]:
    return {"briefing.html.jinja": f"{EXTENDS}{{% block body %}}\n{text}{{% endblock %}}\n"}


def _briefing() -> Any:
    from assess.views.briefing_view import briefing_view

    made = library({"a": "yes_no"}, [{"id": "c", "elements": elements("t.a")}])
    return briefing_view(assess_profile(profile(made, "facts: {}\n"), made), country="Kenya")


BRIEFING = _briefing()


class Pair(NamedTuple):
    """A view."""

    a: str
    b: int


# A template that changes one block


def test_one_block_changes_and_the_rest_stays(tmp_path: Path) -> None:
    title = EXTENDS + "{% block title %}Our own title for {{ view.country }}{% endblock %}\n"
    result = run(tmp_path, {"briefing.html.jinja": title}, "out.html", "out.pdf")
    assert result.exception is None, result.exception
    html = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<title>Our own title for " in html
    assert "</svg>" in html
    assert html.count("Content-Security-Policy") == 1
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_example_templates_change_the_title(tmp_path: Path) -> None:
    text = (ROOT / "examples/house/templates/briefing.html.jinja").read_text(encoding="utf-8")
    assert run(tmp_path, {"briefing.html.jinja": text}).exception is None
    assert "<title>Briefing – " in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_style_sheet_of_ones_own_is_the_one_the_policy_lets_through(tmp_path: Path) -> None:
    assert run(tmp_path, {"briefing.css": "p > b { color: #123456 }\n"}).exception is None
    html = (tmp_path / "out.html").read_text(encoding="utf-8")
    from assess.formats.html import policy

    style = html.partition("<style>")[2].partition("</style>")[0]
    assert style == "p > b { color: #123456 }\n" + shipped_templates().shipped["screen.css"]
    assert policy(style).replace("'", "&#x27;") in html
    assert "<script" not in html


def test_a_macro_file_alone_is_used_by_the_shipped_templates(tmp_path: Path) -> None:
    macros = (
        shipped_templates()
        .shipped["macros.html.jinja"]
        .replace("{% macro target_key() %}", "{% macro target_key() %}OUR KEY")
    )
    assert run(tmp_path, {"macros.html.jinja": macros}).exception is None
    assert "OUR KEY" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_the_same_document_through_the_process_as_without_it() -> None:
    made = library({"a": "yes_no"}, [{"id": "c", "title": "A & B <i>", "elements": elements("t.a")}])
    results = assess_profile(profile(made, "facts: {}\n"), made)
    ours = document(results, ".html")
    theirs = document(
        results, ".html", Style(templates=Templates({"unused.css": ""}, shipped_templates().shipped, "house"))
    )
    assert isinstance(ours, str)
    assert isinstance(theirs, str)
    words = [" ".join(inside(each).split()) for each in (ours, theirs)]
    assert "A &amp; B &lt;i&gt;" in words[1]
    assert words[0].count("<li>") == words[1].count("<li>")
    assert words[0].count("<table") == words[1].count("<table")


def test_the_fields_in_the_documentation_are_up_to_date() -> None:
    page = ROOT / "docs/templates.md"
    text = page.read_text(encoding="utf-8")
    assert text == fields_page(page)
    assert all(f"| `{name}` |" in text for view in (type(BRIEFING), type(BRIEFING.parts[0])) for name in view._fields)


# The folder


def codes(folder: Path) -> list[str]:
    return sorted({fault.code for fault in checked_templates(folder)[1]})


def test_what_is_read_from_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    assert codes(folder) == ["template-folder"]
    folder.mkdir()
    assert codes(folder) == ["template-folder"]
    outside = tmp_path / "outside.css"
    outside.write_text("p {}")
    (folder / "briefing.css").symlink_to(outside)
    (folder / "README.md").write_text("not a template")
    ((fault,), (templates, _)) = checked_templates(folder)[1], checked_templates(folder)
    assert fault.message.endswith("it is a link that leads out of the folder")
    assert templates.own == {}
    (folder / "briefing.css").unlink()
    (folder / "real.txt").write_text("p {}")
    (folder / "briefing.css").symlink_to("real.txt")
    assert codes(folder) == []
    (folder / "macros.html.jinja").write_bytes(b"x\n\xff")
    assert str(checked_templates(folder)[1][0]).startswith(f"{folder}/macros.html.jinja:2:1: not-utf8: ")
    (folder / "macros.html.jinja").unlink()
    (folder / "base.html.jinja").write_bytes(b"a" * (MAX_TEMPLATE + 1))
    assert codes(folder) == ["file-too-large"]
    (folder / "base.html.jinja").unlink()
    os.mkfifo(folder / "base.html.jinja")
    assert codes(folder) == ["template-folder"]
    (folder / "base.html.jinja").unlink()
    for i in range(6):
        (folder / f"part{i}.jinja").write_bytes(b"a" * MAX_TEMPLATE)
    assert [each.message for each in checked_templates(folder)[1]] == [
        f"{folder} cannot be used as a template: its templates are larger than 5 MB together"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ '{0.__class__}'.format(x) }}", "access to attribute 'format' of 'str' object is unsafe"),
        ("{{ '%s'.format_map(x) }}", "access to attribute 'format_map' of 'str' object is unsafe"),
        ("{{ x.__class__ }}", "access to attribute '__class__' of 'Pair' object is unsafe"),
        ("{{ x['__class__'] }}", "access to attribute '__class__' of 'Pair' object is unsafe"),
        ("{{ x.count }}", "access to attribute 'count' of 'Pair' object is unsafe"),
        ("{{ x._asdict() }}", "access to attribute '_asdict' of 'Pair' object is unsafe"),
        ("{{ [x]|map(attribute='__class__')|list|length }}{{ ([x]|map(attribute='__class__')|first) }}", "is unsafe"),
        ("{{ [1].append(2) }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ range.__globals__ }}", "access to attribute '__globals__' of 'function' object is unsafe"),
        ("{{ cycler.__init__ }}", "is unsafe"),
        ("{{ self.__init__ }}", "is unsafe"),
        ("{% macro m() %}{% endmacro %}{{ m._environment }}", "is unsafe"),
        ("{% macro m() %}{% endmacro %}{{ m.name }}", "is unsafe"),
        ("{% for y in [1] %}{{ loop._iterable }}{% endfor %}", "is unsafe"),
        ("{{ ['<b>']|map(*['safe'])|join }}", "No filter named 'safe'"),
        ("{{ ['<b>']|map('safe')|join }}", "No filter named 'safe'"),
        ("{{ x|pprint }}", "No filter named 'pprint'"),
        ("{{ [1, 2]|random }}", "No filter named 'random'"),
        ("{{ x|attr('a') }}", "No filter named 'attr'"),
        ("{{ 'http://x'|urlize }}", "No filter named 'urlize'"),
        ("{{ lipsum() }}", "'lipsum' is undefined"),
        ("{{ gettext }}", "a function or a value that is not finished cannot be printed"),
        ("{{ cycler(1) }}", "a function or a value that is not finished cannot be printed"),
        ("{{ namespace(a=1) }}", "a namespace cannot be printed"),
        ("{{ x }}", "Pair cannot be printed"),
        ("{{ {'a': x} }}", "a mapping cannot be printed"),
    ],
)  # fmt: skip
def test_what_the_environment_refuses_when_nothing_was_checked(text: str, told: str) -> None:
    with pytest.raises((TemplateError, TypeError)) as raised:
        environment(Templates({}, {})).from_string(text).render(x=Pair("<i>", 2))
    assert told in str(raised.value)


def test_texts_stay_texts() -> None:
    text = "{{ x.a }}{{ x.a|upper|replace('I', 'b') }}{{ ['<b>']|join('<') }}{{ x.a|e|replace('&lt;', '<') }}"
    made = environment(Templates({}, {})).from_string(text).render(x=Pair("<i>", 2))
    assert "<" not in made


def test_no_more_faults_are_listed_than_are_read() -> None:
    text = "".join(f"<p onclick{i}='x'>" for i in range(100))
    with pytest.raises(ReportError) as raised:
        render_html(BRIEFING, None, Templates(body(text), shipped_templates().shipped, "house"))
    lines = str(raised.value).splitlines()
    assert (lines[1].split(" is not ")[0], lines[-1]) == (
        "house/briefing.html.jinja:3:4: unsafe-content: the event handler onclick0",
        "and more",
    )
    assert len(lines) == 42  # a heading, twenty faults with their hints, the last line


# Faults end a run, and leave no file


def test_a_misspelt_field(tmp_path: Path) -> None:
    title = EXTENDS + "{% block title %}{{ view.contry }}{% endblock %}\n"
    assert refused(tmp_path, {"briefing.html.jinja": title}, InvalidInput, "out.html", "out.pdf") == (
        "house/briefing.html.jinja:2:26: unknown-field: BriefingView has no field contry\n    did you mean country or context?"
    )


def test_a_way_out_of_the_sandbox(tmp_path: Path) -> None:
    message = refused(tmp_path, body("{{ ''.__class__ }}"), InvalidInput)
    assert message.startswith("house/briefing.html.jinja:3:7: unsafe-template: .__class__ is not allowed in a template")


LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}\n{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}"


def rendered(text: str) -> str:
    """The briefing of a house that has this text as its body."""
    return render_html(BRIEFING, None, Templates(body(text), shipped_templates().shipped, "house"))


def tried(text: str) -> list[str]:
    """The problems of a house that has this text as its body."""
    return list(map(str, problems_of(Templates(body(text), shipped_templates().shipped, "house"))))


def test_an_endless_loop_is_found_before_a_document_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "HTML", Limits(3, 512_000_000, 20_000_000))
    message = refused(tmp_path, body(LOOP), InvalidInput, "out.pdf")
    assert message == (
        "house/briefing.html.jinja:4:1: template-fails: the template fails on sample data: the template takes longer than 3 seconds"
    )


def test_what_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "HTML", Limits(3, 512_000_000, 20_000_000))
    with pytest.raises(ReportError, match="the template takes longer than 3 seconds"):
        rendered(LOOP)
    assert "the template takes longer than 3 seconds" in tried(LOOP)[0]


def test_templates_that_include_each_other_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "HTML", Limits(3, 512_000_000, 20_000_000))
    chain = {f"t{i}.jinja": f"{{% include 't{i + 1}.jinja' %}}" * 2 for i in range(40)} | {"t40.jinja": "x"}
    own = body("{% include 't0.jinja' %}") | chain
    (fault,) = problems_of(Templates(own, shipped_templates().shipped, "house"))
    assert fault.message == "the template fails on sample data: the template takes longer than 3 seconds"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "macros or templates call themselves without end"),
        ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "macros or templates call themselves without end"),
        ('{{ "a" * 10**9 }}', "a text times 1000000000 would have more than 100,000 letters or entries; repeat it less often"),
        ('{{ 10**9 * ["a"] }}', "a list times 1000000000 would have more than 100,000 letters or entries"),
        ('{{ "a"|center(10**9) }}', "the template needs more than 512 MB of memory"),
        ('{{ "%1000000000d"|format(1) }}', "the template needs more than 512 MB of memory"),
        ("{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}", " MB of memory"),
        ("{% for i in range(999) %}{{ '0123456789' * 9999 }}{% endfor %}", "the document is larger than 20 MB"),
        ("{{ range(10**9)|length }}", "Range too big"),
        ("{{ 1 // 0 }}", "integer division or modulo by zero"),
        ("{{ view.parts }}", "a list cannot be printed; print a field of it, loop over it, or join it"),
        ("{{ view }}", "BriefingView cannot be printed"),
        ("{{ view.parts|map(attribute='title') }}", "a function or a value that is not finished cannot be printed"),
    ],
)  # fmt: skip
def test_too_much_ends_with_a_message(text: str, told: str) -> None:
    with pytest.raises(ReportError) as raised:
        rendered(text)
    assert told in str(raised.value)
    (fault,) = tried(text)
    assert fault.startswith("house")
    assert ": template-fails: the template fails on sample data: " in fault
    assert told in fault


HUGE = "would be a number of more than a thousand digits; use smaller numbers"
SQUARES = "{% set n = namespace(x=3) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 2**(2**40) }}", f"2 ** 1099511627776 {HUGE}"),
        ("{{ 7**(10**9) }}", f"7 ** 1000000000 {HUGE}"),
        ("{{ -7**(10**9) }}", f"7 ** 1000000000 {HUGE}"),
        ("{{ (-7)**(10**9) }}", f"-7 ** 1000000000 {HUGE}"),
        ("{{ 7**7**7**7**7 }}", HUGE),
        ("{% set a = 10**999 %}{{ a**999 }}", f"a number of many digits ** 999 {HUGE}"),
        ("{% set x = 2**40 %}{% if 2**x %}x{% endif %}", f"2 ** 1099511627776 {HUGE}"),
        (SQUARES, f"a number of many digits * a number of many digits {HUGE}"),
        ("{{ 1.5|round(10**9, 'ceil') }}", "numbers are rounded to at most 100 decimals"),
        ("{{ 1.5|round(-99999999, 'floor') }}", "numbers are rounded to at most 100 decimals"),
        ("{{ [1.5]|map('round', 99999999, 'ceil')|first }}", "numbers are rounded to at most 100 decimals"),
    ],
)
def test_a_number_without_end_is_refused_before_it_is_worked_out(
    text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited, "HTML", Limits(3, 512_000_000, 20_000_000))
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(ReportError, match=re.escape(told)):
        rendered(text)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert end.ru_utime - start.ru_utime < 3  # most of it for starting the process
    (fault,) = tried(text)
    assert fault.startswith("house/briefing.html.jinja:3:1: template-fails: ")
    assert told in fault


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ 2**10 }} {{ 10**300 // 10**299 }} {{ 2**-1 }} {{ 2.5**2 }}", "1024 10 0.5 6.25"),
        ("{{ 1**(10**9) }} {{ 0**(10**9) }} {{ (-1)**(10**9 + 1) }}", "1 0 -1"),
        ("{{ 3 * 4 }} {{ '-' * 5 }} {{ 2 * 'ab' }} {{ ([1] * 3)|length }} {{ 'a' * -1 }} {{ 1.5 * 2 }}", "12 ----- abab 3  3.0"),
        ("{{ 1.256|round(2) }} {{ 1.21|round(1, 'ceil') }} {{ 1250|round(-2, 'floor') }}", "1.26 1.3 1200.0"),
    ],
)  # fmt: skip
def test_what_is_worked_out_as_ever(text: str, shown: str) -> None:
    assert shown in rendered(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<img src="http://example.org/a.png">', "3:11: unsafe-content: the address 'http://example.org/a.png'"),
        ('<img src="file:///etc/passwd">', "3:11: unsafe-content: the address 'file:///etc/passwd'"),
        ("<script>alert(1)</script>", "3:1: unsafe-content: the element <script>"),
        ('<p onclick="x()">', "3:4: unsafe-content: the event handler onclick"),
        ('<a href="javascript:alert(1)">x</a>', "3:10: unsafe-content: the address 'javascript:alert(1)'"),
        ('<a href="&#106;avascript:x">x</a>', "1:1: unsafe-content: the address 'javascript:x'"),
        ('<a href="https://example.org">x</a>', "3:10: unsafe-content: the address 'https://example.org'"),
        ('<iframe src="x"></iframe>', "3:1: unsafe-content: the element <iframe>"),
        ('<object data="x"></object>', "3:1: unsafe-content: the element <object>"),
        ('<link rel="stylesheet" href="x">', "3:1: unsafe-content: the element <link>"),
        ('<svg><image href="x"/></svg>', "3:6: unsafe-content: the element <image>"),
        ('<svg><use href="http://x/#a"/></svg>', "3:6: unsafe-content: the element <use>"),
        ('<svg><path fill="url(http://x/#a)"/></svg>', "3:22: unsafe-content: the address 'http://x/#a'"),
        ("<style>@import 'http://x';</style>", "3:8: unsafe-content: @import in a style"),
        ("<style>p { background: u\\72l(http://x/b) }</style>", "3:30: unsafe-content: the address 'http://x/b'"),
        ("<style>p { background: \\75\\72\\6c(http://x/b) }</style>", "3:34: unsafe-content: the address 'http://x/b'"),
        ('<style>p { background: url("http://x/b") }</style>', "3:29: unsafe-content: the address 'http://x/b'"),
        ("<style>p { background: \\000075 RL( 'http://x/b' ) }</style>", "unsafe-content: the address 'http://x/b'"),
        ("<style>@\\69mport 'http://x';</style>", "1:1: unsafe-content: @import in a style"),
        ("<style>@IM\\50ORT url(http://x);</style>", "1:1: unsafe-content: @import in a style"),
        ("<style>p{}@import/**/'http://x';</style>", "3:11: unsafe-content: @import in a style"),
        ("<style>p::after { content: url(//x/b) }</style>", "3:32: unsafe-content: the address '//x/b'"),
        ("<style>@media print { p { x: f(g(url(http://x/b))) } }</style>", "3:38: unsafe-content: the address 'http://x/b'"),
        ("<style>p { background: \\69mage-set('http://x' 1x) }</style>", "1:1: unsafe-content: image-set() in a style"),
        ("<style>p { width: expression(alert(1)) }</style>", "3:19: unsafe-content: expression() in a style"),
        ("<style>p { behavior: none; -moz-binding: none }</style>", "3:28: unsafe-content: -moz-binding in a style"),
        ("<style>p { background: url(http://x</style>", "unsafe-content: the address 'http://x'"),
        ("<style>p { background: url('http://x\n') }</style>", "1:1: unsafe-content: a style that cannot be read"),
        ("<style>p { background: url(data:text/html,x) }</style>", "unsafe-content: the picture 'data:text/html,x'"),
        ('<svg><path fill="u\\72l(http://x/#a)"/></svg>', "3:24: unsafe-content: the address 'http://x/#a'"),
        ('<base href="http://x/">', "3:1: unsafe-content: the element <base>"),
        ('<a href="  JaVa\tscript:x">x</a>', "unsafe-content: the address '  JaVa\\tscript:x'"),
        ('<a xlink:href="data:text/html,x">x</a>', "unsafe-content: the address 'data:text/html,x'"),
        ('<svg><animate attributeName="href" to="x"/></svg>', "3:6: unsafe-content: the element <animate>"),
        ('<svg><foreignObject><p>x</p></foreignObject></svg>', "1:1: unsafe-content: the element <foreignobject>"),
        ('<form action="http://x"><input></form>', "3:1: unsafe-content: the element <form>"),
        ('<img src="data:image/svg+xml,%3Csvg%3E%3Cimage href=%22http://x%22/%3E%3C/svg%3E">', "unsafe-content: the picture"),
        ("{{ view.country.upper ~ '' }}", "an address in memory, is not allowed in a document"),
        ("<p title=\"{{ view.parts|map(attribute='title') ~ '' }}\">", "an address in memory, is not allowed in a document"),
        ("<style>@font-face { src: url(http://x/f) }</style>", "3:30: unsafe-content: the address 'http://x/f'"),
        ('<style>p { background: image-set("http://x" 1x) }</style>', "3:24: unsafe-content: image-set() in a style"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>", "3:6: unsafe-content: < in a style"),
        ("<svg><style>p { fill: &#117;rl(http://x/b) }</style></svg>", "3:32: unsafe-content: the address 'http://x/b'"),
        ('<meta http-equiv="refresh" content="0; url=http://x">', "3:7: unsafe-content: <meta http-equiv='refresh'>"),
        ('<p style="background: url(http://x)">', "3:4: unsafe-content: the attribute style of <p>"),
        ('<img srcset="http://x 2x" src="">', "3:6: unsafe-content: the attribute srcset of <img>"),
        (f'<img src="{address(png(5000, 100))}">', "(it is 5000 x 100 pixels; at most 4000 x 4000 are allowed)"),
        (f'<img src="{address(png(10, 10)[:-8])}">', "(the PNG is damaged or cut off)"),
        (f'<img src="{address(png(10, 10) + b"0" * 2_000_000)}">', "(it is larger than 2 MB)"),
        (f'<img src="{address(png(10, 10), "image/svg+xml")}">', "(it says it is image/svg+xml, and is image/png)"),
        ('<img src="data:image/svg+xml,<svg onload=\'x()\'></svg>">',
         "(line 1 of the SVG: the element <svg>, which is not SVG, is not allowed"),
    ],
)  # fmt: skip
def test_what_a_document_may_not_hold(text: str, told: str) -> None:
    with pytest.raises(ReportError) as raised:
        render_html(BRIEFING, None, Templates(body(text), shipped_templates().shipped, "house"))
    message = str(raised.value)
    assert message.startswith("the document would hold what it may not:\nhouse/briefing.html.jinja:")
    assert told in message


_TINY = '<linearGradient id="g" x2="0.0001" spreadMethod="repeat"><stop offset="0"/><stop offset="1"/></linearGradient>'
_MANY = "<linearGradient id='g'>" + "<stop offset='0'/>" * 30 + "</linearGradient>"


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        ("<svg>" + _TINY + '<rect width="9" height="9" fill="url(#g)"/></svg>', 'spreadMethod="repeat"'),
        ("<svg>" + _MANY + "<rect fill='url(#g)'/>" * 400 + "</svg>", "the SVG has 12,000 gradient stops"),
        ('<svg><marker id="m"><path d="M0 0"/></marker></svg>', "the element <marker> is not allowed"),
        ('<svg><pattern id="m"><path d="M0 0"/></pattern></svg>', "the element <pattern> is not allowed"),
        ('<svg><mask id="m"><path d="M0 0"/></mask></svg>', "the element <mask> is not allowed"),
        ('<svg><symbol id="m"><path d="M0 0"/></symbol></svg>', "the element <symbol> is not allowed"),
        ('<svg><path marker-start="url(#m)" d="M0 0"/></svg>', "the attribute marker-start of <path>"),
        ('<svg><path mask="url(#m)" d="M0 0"/></svg>', "the attribute mask of <path>"),
        ("<svg><style>path { fill: red }</style></svg>", "line 1 of the SVG: the element <style> is not allowed"),
        ("<svg><p>x</p></svg>", "line 1 of the SVG: the element <p> is not allowed"),
        ("<svg><br></svg>", "line 1 of the SVG: the element <br> is not allowed"),
        ("<svg><g>\n<svg></svg></g></svg>", "line 2 of the SVG: the element <svg> within <g> is not allowed"),
        ("<svg><path fill='url(#other)'/></svg>", "there is no gradient 'other'"),
        ("<svg><g clip-path='url(#g)'></g></svg>", "there is no clipPath 'g'"),
        ("<svg viewBox='0 0 1 1e9'></svg>", "viewBox="),
        ("<svg width='4001' height='9'></svg>", "it is 4001 x 9 pixels; at most 4000 x 4000 are taken"),
        ("<svg>" + "<g>" * 20 + "</g>" * 20 + "</svg>", "more than 20 levels"),
        ("<svg>" + "<rect/>" * 20_000 + "</svg>", "more than 20,000 elements"),
        ("<svg><text>" + "a" * 20_001 + "</text></svg>", "more than 20,000 characters of text"),
        ("<svg><path d='" + "M0 0" * 25_001 + "'/></svg>", 'd="M0 0M0 0'),
        ("<svg><rect width='1e7'/></svg>", "at most 1,000,000 is allowed"),
        ("<svg><g transform='scale(1e6)'></g></svg>", "transform="),
        ("<svg><g></svg>", "it is not well-formed XML"),
        ("<svg><rect x='1' x='2'/></svg>", "it is not well-formed XML"),
        ("<svg><rect/>", "a drawing without an end"),
        ("<SVG><RECT WIDTH='-1'/></SVG>", "a number of at least 0 is needed"),
    ],
)  # fmt: skip
def test_a_drawing_within_a_document_follows_the_rules_of_pictures(drawing: str, told: str) -> None:
    reports = reported(drawing)
    assert 1 <= len(reports) <= 2 and told in reports[0], reports


def reported(text: str) -> list[str]:
    """What is found in a document with that in its body."""
    found: list[str] = []
    checked = Checked(lambda what, _, hint: found.append(f"{what} is not allowed: {hint}"), lambda *_: "")
    checked.feed(f"<!DOCTYPE html><html lang='en'><head><title>x</title></head><body>{text}</body></html>")
    checked.close()
    checked.document()
    return found


def test_a_drawing_that_only_draws_is_taken_in_any_case_of_letters() -> None:
    assert (
        reported(
            """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="x" role="img"
        aria-label="L"
        viewBox="0 0 9 9" preserveAspectRatio="none"><title>T &amp; T</title><desc>D</desc><defs>
        <linearGradient id="g" gradientUnits="userSpaceOnUse" gradientTransform="rotate(9)"><stop offset="0" stop-color="red"/>
        </linearGradient><radialGradient id="r" spreadMethod="pad"><stop offset="50%"/></radialGradient>
        <clipPath id="c" clipPathUnits="userSpaceOnUse"><rect width="5" height="5"/></clipPath></defs>
        <G clip-path="url(#c)"><path D="M0 0h9" fill="url(#g)"/><circle r="1" fill="url(#r)"/></G>
        <a href="#part"><title>T</title><rect width="1" height="1"/><text x="1">1 &lt; 2<tspan dx="1">x</tspan></text></a></svg>"""
        )
        == []
    )


def test_an_address_ends_the_run_and_leaves_no_file(tmp_path: Path) -> None:
    message = refused(tmp_path, body("<img src='http://example.org/a.png' alt=''>"), ReportError, "out.html", "out.pdf")
    address = "house/briefing.html.jinja:3:11: unsafe-content: the address 'http://example.org/a.png' is not allowed in a document"
    lines = message.splitlines()
    assert [line for line in lines if line.startswith("  out.")] == [
        f"  {name}: the document would hold what it may not:" for name in ("out.html", "out.pdf")
    ]
    assert lines.count(address) == 2
    assert lines.count("    pictures are data: addresses; put a logo into the brand") == 2


def test_a_huge_picture_ends_the_run_and_leaves_no_file(tmp_path: Path) -> None:
    message = refused(tmp_path, body(f'<img src="{address(png(30_000, 30_000))}" alt="">'), ReportError, "out.pdf")
    assert "house/briefing.html.jinja:3:11: unsafe-content: the picture 'data:image/png;base64," in message
    assert "it has far more pixels than the 4000 x 4000 that are allowed" in message


def test_what_is_not_shown_is_not_in_the_document() -> None:
    templates = Templates(
        body("<!--><script>alert(1)</script>--><p title='\"<b>'>x</p>"), shipped_templates().shipped, "house"
    )
    html = render_html(BRIEFING, None, templates)
    assert "script" not in inside(html)
    assert '<p title="&quot;&lt;b&gt;">x</p>' in html


class _Stopped(BaseException):
    """As a limit of time ends what is going on."""


@pytest.mark.parametrize(
    ("raised", "told", "message"),
    [
        (_Stopped(), _Stopped, ""),
        (MemoryError(), MemoryError, ""),
        (ZeroDivisionError("width"), ReportError, "a picture cannot be drawn: ZeroDivisionError: width"),
    ],
)
def test_what_ends_the_drawing_of_a_picture_ends_the_document(
    raised: BaseException, told: type[BaseException], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint.images

    from assess.formats.pdf import render_pdf

    def draw(*_: object) -> None:
        raise raised

    monkeypatch.setattr(weasyprint.images.SVG, "draw", draw)
    svg = address(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>', "image/svg+xml"
    )
    html = f'<html lang="en"><head><title>x</title></head><body><p><img src="{svg}" alt="x"></p></body></html>'
    with pytest.raises(told) as failed:
        render_pdf(html)
    assert str(failed.value) == message


def test_a_pdf_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LIMITS", Limits(0.01, 2_000_000_000, 200_000_000))
    monkeypatch.setattr(layout, "SECONDS_EACH", 0)
    message = refused(tmp_path, body("<p>x</p>"), ReportError, "out.pdf")
    assert message.startswith(
        "out.pdf: laying out the document takes longer than 0.01 seconds of processor time; its text"
    )
