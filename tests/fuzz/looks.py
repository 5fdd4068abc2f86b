"""Targets that determine how a document looks: brands, pictures, templates."""

import json
from random import Random

from tests.fuzz import seeds
from tests.fuzz.case import Case
from tests.fuzz.mutate import mutated, spoiled, text, written
from tests.fuzz.seeds import ROOT


def brand(random: Random) -> Case:
    tree = mutated(random, seeds.WHOLE_BRAND, seeds.words("brand"), mild=0.4)
    raw = written(random, tree) if random.random() < 0.8 else spoiled(random, written(random, tree))
    files = {"brand.yaml": raw, "logo.svg": seeds.DRAWING}
    command = random.choice((("validate", "brand.yaml"), ("run", str(ROOT / "examples/index/profile.yaml"), "-f",
        str(ROOT / "examples/index"),
                                                          "--brand", "brand.yaml", "-o", "x.html")))  # fmt: skip
    return Case(files, (command,))


_NUMBERS = (
    "0",
    "-0",
    "1e-9",
    "1e9",
    "1e400",
    "-1",
    "999999",
    "1000001",
    ".5",
    "+.5e-3",
    "nan",
    "inf",
    "1px",
    "1e3mm",
    "50%",
    "1 2",
    "",
    "٣",
)
_PIECES = ("<g>", "</g>", "<path d='M0 0'/>", "<use href='#a'/>", "<image href='file:///etc/passwd'/>",
    "<style>@import 'x'</style>",
           "<script>evil()</script>", "<a href='x'/>", "<filter/>", "<mask/>", "<pattern/>", "<marker/>", "<foreignObject/>",
           "<!DOCTYPE svg>",
           "<?xml-stylesheet href='x'?>", "<!ENTITY a 'b'>", "&lt;", "&#0;", "&#x2028;", "<g " + "a='1' " * 300 + "/>",
           "<g>" * 30,
           "<rect width='1' height='1' fill='url(#a)'/>" * 200, "<stop/>" * 40, "<text>" + "a" * 900 + "</text>", "<svg/>",
           "<circle r='1e6' stroke-dasharray='.0001'/>", "<g transform='scale(1e5)'>", "<g onload='evil()'/>",
           "<set/>")  # fmt: skip


def picture(random: Random) -> Case:
    name, raw = random.choice(sorted(seeds.pictures().items()))
    if name.endswith(".svg") and random.random() < 0.7:
        drawing = raw.decode()
        for _ in range(random.choice((1, 1, 2, 5))):
            place = random.randrange(len(drawing))
            end = place + random.choice((0, 0, 1, 4, 20))
            drawing = (
                drawing[:place]
                + random.choice((random.choice(_NUMBERS), random.choice(_PIECES), text(random)))
                + drawing[end:]
            )
            quotes = [i for i, c in enumerate(drawing) if c == '"']
            if len(quotes) > 2 and random.random() < 0.7:  # a whole value
                start = random.randrange(0, len(quotes) - 1)
                drawing = drawing[: quotes[start] + 1] + random.choice(_NUMBERS) + drawing[quotes[start + 1] :]
        raw = drawing.encode("utf-8", errors="surrogatepass")
    elif name.endswith(".png") and random.random() < 0.4:
        size = random.choice((0, 1, 4_000, 4_001, 65_535, 2**31 - 1))
        kinds = (
            b"iCCP",
            b"zTXt",
            b"iTXt",
            b"eXIf",
            b"PLTE",
            b"tRNS",
            b"acTL",
            b"fcTL",
            b"fdAT",
            b"IHDR",
            b"IEND",
            b"xxxx",
            b"pHYs",
            b"gAMA",
        )
        chunks = tuple(
            (random.choice(kinds), random.randbytes(random.choice((0, 1, 4, 13, 60))))
            for _ in range(random.randrange(4))
        )
        raw = seeds.png(size, random.choice((1, size)), chunks)
    else:
        raw = spoiled(random, raw)
    logo = random.choice((name, name, "logo.png", "logo.svg", "logo.jpg"))
    tree = {**seeds.WHOLE_BRAND, "logo": logo}
    command = (
        "run",
        str(ROOT / "examples/index/profile.yaml"),
        "-f",
        str(ROOT / "examples/index"),
        "--brand",
        "brand.yaml",
    )
    commands = (("validate", "brand.yaml"),) if random.random() < 0.7 else ((*command, "-o", "x.html"),)
    return Case({"brand.yaml": json.dumps(tree).encode(), logo: raw}, commands)


_JINJA = (
    "{{ view }}", "{{ view.title }}", "{{ view.country|safe }}", "{{ ''.__class__.__mro__ }}", "{{ self }}", "{{ _ }}",
    "{{ x|pprint }}",
    "{% for i in range(10**9) %}x{% endfor %}", "{% for f in view.findings %}{{ f.title }}{% endfor %}", "{{ 'a' * 10**9 }}",
    "{{ 10**10**10 }}",
    "{% include 'x.jinja' %}", "{% extends 'briefing.html.jinja' %}", "{% import 'x' as y %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set a = [] %}", "{{ a.b.c }}", "{{ view|attr('x') }}", "{{ ['a']|map('upper')|list }}", "{{ view|tojson }}",
    "{% raw %}", "{{ '%s'|format(1) }}",
    "{{ 9" + "9" * 4400 + " }}", "{{ (" * 200, "{% if view %}", "{% endif %}", "{% block body %}x{% endblock %}",
    "{{ view.findings[0] }}",
    "{{ cycler('a').next() }}", "{{ lipsum() }}", "{{ namespace(a=1) }}", "{{ joiner() }}", "{{ 'x'|wordwrap(0) }}",
    "{{ 'x'|center(10**9) }}",
    "<script>evil()</script>", "<img src='http://127.0.0.1:9/x'>", "<style>p{background:url(file:///etc/passwd)}</style>",
    "<iframe>",
    "<link rel=stylesheet href=x>", "<base href='http://127.0.0.1:9/'>", "<p onclick='evil()'>",
    "<a href='javascript:evil()'>x</a>",
    "<style>@import 'x';</style>", "<style>@\\69mport 'x';</style>", "<style>p{background:u\\72l(x)}</style>",
    "<svg><use href='#a'/></svg>",
    "<object data=x>", "<meta http-equiv=refresh content='0;x'>", "<!--", "]]>", "<div>" * 300, "</body>",
    "{{ ngettext('a','b',2) }}",
)  # fmt: skip


def template(random: Random) -> Case:
    home = ROOT / "report_templates/briefing"
    shipped = {
        str(path.relative_to(home)): path.read_text("utf-8")
        for path in sorted(home.rglob("*"))
        if path.suffix in (".jinja", ".css")
    }
    house = {path.name: path.read_text() for path in sorted((ROOT / "examples/house/templates").glob("*.jinja"))}
    name = random.choice(sorted(shipped))
    source = random.choice(
        (shipped[name], random.choice(sorted(house.values())), "<!doctype html><title>x</title>\n{{ view.country }}\n")
    )
    for _ in range(random.choice((1, 1, 2, 4))):
        place = random.randint(0, len(source))
        if random.random() < 0.7:
            source = (
                source[:place]
                + random.choice((random.choice(_JINJA), random.choice(_JINJA), text(random)))
                + source[place:]
            )
        else:
            source = source[:place] + source[place + random.choice((1, 5, 40)) :]
    raw = source.encode("utf-8", errors="surrogatepass")
    if random.random() < 0.1:
        raw = spoiled(random, raw)
    commands: tuple[tuple[str, ...], ...] = (("validate", "t"),)
    if random.random() < 0.1:
        run = (
            "run",
            str(ROOT / "examples/index/profile.yaml"),
            "-f",
            str(ROOT / "examples/index"),
            "--template",
            "t",
            "-o",
            "x.html",
        )
        commands = (run,)
    return Case({f"t/{name}": raw}, commands, pages=len(commands[0]) > 2)


_TABLES = (
    "cmap",
    "glyf",
    "loca",
    "head",
    "hhea",
    "hmtx",
    "maxp",
    "name",
    "OS/2",
    "post",
    "GSUB",
    "GPOS",
    "CFF ",
    "fvar",
)


def font(random: Random) -> Case:
    """A damaged font that draws the letters of a profile; pages are laid out with it."""
    raw = bytearray(seeds.font())
    for _ in range(random.choice((0, 1, 1, 3, 20))):
        tag = random.choice(_TABLES).encode()
        entry = raw.find(tag, 0, 12 + 16 * 30)
        if entry > 0 and random.random() < 0.5:  # where the table is, how long, and what it is called
            place = entry + random.choice((0, 4, 8, 12))
            raw[place : place + 4] = random.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", random.randbytes(4), b"\x7f\xff\xff\xff")
            )
        elif entry > 0:  # its first bytes, which count what follows
            start = int.from_bytes(raw[entry + 8 : entry + 12], "big") + random.randrange(24)
            raw[start : start + 2] = random.choice((b"\0\0", b"\xff\xff", random.randbytes(2)))
        else:
            raw[random.randrange(len(raw))] = random.randrange(256)
    given = bytes(raw[: random.randrange(len(raw))]) if random.random() < 0.1 else bytes(raw)
    given = spoiled(random, given) if random.random() < 0.1 else given
    index = str(ROOT / "examples/index")
    command = ("run", "p.yaml", "-f", index, "--font", "own.ttf", *random.choice(((), ("--lossy",))), "-o", "x.pdf")
    profile = (
        (ROOT / "examples/index/profile.yaml").read_text("utf-8").replace("name: Example State", "name: აბგდ ვზთი")
    )
    return Case({"own.ttf": given, "p.yaml": profile.encode()}, (command,), pages=True)
