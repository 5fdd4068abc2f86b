"""Fonts beside the shipped ones: which are chosen, what is refused, what is told of characters that no font can draw."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, document
from assess.formats import fonts
from assess.formats.fonts import choose, lacking, shipped
from assess.formats.lost import Origin, replaced, report
from assess.formats.style import Style, read_style
from assess.problems import InvalidInput, ReportError, UsageError
from assess.reading import fontfiles
from assess.reading.fontfiles import FontFile, read_fonts
from assess.run.verify import carried_files, verify
from tests.build import elements, library, profile
from tests.cli.test_commands import exit_code
from tests.fonts import GEORGIAN, KHMER, font, system_of
from tests.needs import need_pdftotext

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
KENYA, CAMBODIA = ROOT / "examples/profiles/ken.yaml", ROOT / "examples/profiles/khm.yaml"
LAW = "გამოგონილი კანონი"


def written(tmp_path: Path, title: str = LAW) -> Path:
    """The profile of an example with this title of its source."""
    path = tmp_path / "geo.yaml"
    old = (INDEX / "profile.yaml").read_text("utf-8")
    path.write_text(re.sub(r'title: ".*?"', f"title: {title}", old), "utf-8")
    return path


def chosen(characters: str, given: Any = (), installed: bool = True) -> tuple[list[str], list[list[str]]]:
    found = json.loads(choose(characters, given, installed))
    return [name for name, _, _ in found["fonts"]], found["lost"]


def text_of(pdf: bytes) -> str:
    need_pdftotext()
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose fonts are all that is installed here."""
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.setenv("FONTCONFIG_FILE", system_of(folder))
    monkeypatch.setattr("assess.processes.IDLE", 0)  # a process that knows the variable
    monkeypatch.setattr(fonts, "_packages", lambda: iter(()))
    return folder


# Which fonts


def test_nothing_is_looked_for_where_the_shipped_fonts_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def unexpected(*_: object) -> Any:
        raise AssertionError("looked for")

    for name in ("_system", "_packages", "_given"):
        monkeypatch.setattr(fonts, name, unexpected)
    assert chosen("Ünïcode “ق” Ω Я \u202e\t \ufe0f\u2009") == ([], [])
    assert chosen("a\u1680b") == ([], [])  # a space that no font has is printed as one


def test_each_script_takes_the_font_that_covers_most_of_it_with_its_bold_one(machine: Path) -> None:
    font(machine / "b.ttf", GEORGIAN[:5] + KHMER, "Other")
    font(machine / "c.ttf", GEORGIAN, "Zeta Sans")
    font(machine / "d.ttf", GEORGIAN, "Zeta Sans", "Bold")
    font(machine / "e.ttf", KHMER, "Noto Sans Khmer")
    font(machine / "f.ttf", KHMER, "Zeta Khmer", "Italic")
    assert chosen(GEORGIAN + KHMER) == (["c.ttf", "d.ttf", "e.ttf"], [])
    assert chosen(GEORGIAN + KHMER + "中") == (["c.ttf", "d.ttf", "e.ttf"], [["Han", "中"]])
    (machine / "e.ttf").unlink()
    assert chosen(GEORGIAN + KHMER)[0] == ["c.ttf", "d.ttf", "b.ttf"]


def test_two_fonts_share_a_script_that_neither_covers_alone(machine: Path) -> None:
    font(machine / "b.ttf", GEORGIAN[:10], "B")
    font(machine / "c.ttf", GEORGIAN[8:30], "C")
    assert chosen(GEORGIAN) == (["c.ttf", "b.ttf"], [["Georgian", GEORGIAN[30:]]])


def test_a_font_that_is_given_comes_before_those_installed(machine: Path, tmp_path: Path) -> None:
    font(machine / "b.ttf", GEORGIAN + KHMER, "B")
    own = font(tmp_path / "own.ttf", GEORGIAN, "Own").read_bytes()
    other = font(tmp_path / "other.ttf", "中文", "Other").read_bytes()
    given = [("own.ttf", own), ("unused.ttf", other)]
    assert chosen(GEORGIAN, given) == (["own.ttf"], [])
    assert chosen(GEORGIAN + KHMER, given) == (["own.ttf", "b.ttf"], [])
    assert chosen(GEORGIAN + KHMER, given, installed=False)[1] == [["Khmer", KHMER]]


def test_what_cannot_be_embedded_or_is_damaged_is_passed_over(machine: Path) -> None:
    from fontTools.ttLib import TTFont

    good = font(machine / "z.ttf", GEORGIAN, "Z")
    with TTFont(good) as closed:
        closed["OS/2"].fsType = 2
        closed["name"].setName("A", 1, 3, 1, 0x409)
        closed.save(machine / "a.ttf")
    font(machine / "b.ttf", GEORGIAN, "B", spaced=False)
    assert chosen(GEORGIAN)[0] == ["z.ttf"]
    good.unlink()
    assert chosen(GEORGIAN) == ([], [["Georgian", "".join(sorted(GEORGIAN))]])


def test_fonts_of_installed_packages_are_found_and_no_code_of_theirs_is_run(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("FONTCONFIG_FILE", system_of(machine))
    package, about = tmp_path / "fontpkg_made_up", tmp_path / "fontpkg_made_up-1.dist-info"
    package.mkdir()
    about.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('was run')")
    font(package / "MadeUp[wght].ttf", KHMER, "Made Up")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: fontpkg-made-up\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[fontpkg.family]\nmade_up = fontpkg_made_up\n")
    (about / "RECORD").write_text("fontpkg_made_up/__init__.py,,\nfontpkg_made_up/MadeUp[wght].ttf,,\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert chosen(KHMER) == (["MadeUp[wght].ttf"], [])


def test_the_fonts_of_this_machine_are_seen() -> None:
    seen = fonts._system(frozenset(map(ord, GEORGIAN)))
    if not seen:
        pytest.skip("no font with Georgian letters is installed")
    names, lost = chosen(GEORGIAN)
    assert names
    assert not lost


# What is lost


def test_what_no_font_can_draw_is_replaced_also_where_it_is_an_entity() -> None:
    drawn = "Ünïcode – “quoted” a\u0301 x\u00adx \u202eabc\u202c \u2764\ufe0f"
    assert replaced(drawn, shipped()) == drawn.replace("\u2764", "\ufffd")
    assert replaced("a\u1680b \U0001f600 \x07", shipped()) == "a b \ufffd \ufffd"
    assert replaced("<p title='&#x4e2d;'>&#20013;&amp;&lt;中&hearts;</p>", shipped()) == (
        "<p title='\ufffd'>\ufffd&amp;&lt;\ufffd\ufffd</p>"
    )
    assert lacking("&") == frozenset()


def test_every_place_of_a_lost_character_is_told() -> None:
    raw = f'# {LAW}\na: {LAW}\nb: [x, "\\u10d0"]\nკ: 1\n'.encode()
    told = report([("Georgian", "აკ"), ("", "\U0001f600")], "<p>ok</p><p>a &#x1f600; b</p>", [Origin("p.yaml", raw)])
    assert told.split("\n") == [
        "no font at hand can draw 2 characters of the Georgian script: ა (U+10D0) კ (U+10D9)",
        "no font at hand can draw 1 character: \U0001f600 (U+1F600)",
        f"    p.yaml:2:4: {LAW}",
        "    p.yaml:3:8: ა",
        "    p.yaml:4:1: კ",
        "    in the document: a \U0001f600 b",
    ]
    foot = '<html><head><title>x</title></head><body data-foot="Ministry &#x4e2d; of x"><p>y</p></body></html>'
    assert report([("Han", "中")], foot, []).endswith("    in the document: Ministry 中 of x")
    many = "".join(f"k{i}: კ\n" for i in range(15)).encode()
    assert report([("Georgian", "კ")], "", [Origin("p.yaml", many)]).endswith("    and in 5 other texts")


# Files that are given


def problems_of(*paths: str | Path) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        read_fonts(paths)
    return [f"{fault.code}: {fault.message}" for fault in raised.value.problems]


def test_only_fonts_within_the_limits_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = font(tmp_path / "good.ttf", GEORGIAN, "Good")
    assert [each.name for each in read_fonts([good, good])] == ["good.ttf"]
    (tmp_path / "web.woff2").write_bytes(b"wOF2" + bytes(100))
    (tmp_path / "text.ttf").write_bytes(b"no font at all")
    assert problems_of(tmp_path / "web.woff2") == [
        "bad-font: the font cannot be used: it is a web font (WOFF), which is packed"
    ]
    assert problems_of(tmp_path / "text.ttf") == [
        "bad-font: the font cannot be used: it is not a TrueType or OpenType font"
    ]
    assert problems_of(tmp_path / "absent.ttf", "/dev/zero", "-") == ["file-not-found: there is no such file"] * 3
    assert problems_of(tmp_path)[0].startswith("file-not-readable")
    monkeypatch.setattr(fontfiles, "MAX_FONT", 1000)
    assert "it is larger than" in problems_of(good)[0]
    monkeypatch.undo()
    monkeypatch.setattr(fontfiles, "MAX_FONTS", good.stat().st_size + 10)
    (tmp_path / "twin.ttf").write_bytes(good.read_bytes())
    assert "together" in problems_of(good, tmp_path / "twin.ttf")[0]
    monkeypatch.undo()
    monkeypatch.setattr(fontfiles, "MOST_FONTS", 1)
    assert "at most 1 fonts" in problems_of(good, tmp_path / "twin.ttf")[0]


@pytest.mark.parametrize(
    "spoilt", [lambda raw: raw[:400], lambda raw: raw[:4] + bytes(len(raw) - 4), lambda raw: b"ttcf" + raw[4:]]
)
def test_a_damaged_font_is_told_of(tmp_path: Path, spoilt: Callable[[bytes], bytes]) -> None:
    raw = font(tmp_path / "a.ttf", GEORGIAN, "A").read_bytes()
    with pytest.raises(ReportError, match=r"^the font a\.ttf cannot be used: it (is damaged|has no outlines)"):
        choose(GEORGIAN, [("a.ttf", spoilt(raw))])


def test_fonts_are_for_pdfs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^--font is for PDFs"):
        read_style([".html"], fonts=["x.ttf"])
    with pytest.raises(UsageError, match=r"^--lossy is for PDFs"):
        read_style([".json"], lossy=True)


def test_a_font_without_a_space_would_leave_holes(tmp_path: Path) -> None:
    raw = font(tmp_path / "a.ttf", GEORGIAN, "A", spaced=False).read_bytes()
    with pytest.raises(ReportError, match=r"^the font a\.ttf cannot be used: it has no space$"):
        choose(GEORGIAN, [("a.ttf", raw)])


# Whole documents


@pytest.mark.documents
def test_a_font_draws_the_text_is_recorded_and_is_needed_to_make_the_pages_again(machine: Path, tmp_path: Path) -> None:
    path, own = written(tmp_path), font(tmp_path / "own.ttf", GEORGIAN, "Noto Sans")  # the name of a shipped family
    results = assess_file(path, [INDEX])
    with pytest.raises(ReportError) as raised:
        document(results, ".pdf")
    assert f"{path}:7:35: {LAW}" in str(raised.value)
    assert "of the Georgian script: ა (U+10D0)" in str(raised.value)
    style = Style(fonts=read_fonts([own]))
    made = document(results, ".pdf", style)
    assert isinstance(made, bytes)
    assert made == document(results, ".pdf", style)
    assert LAW.split()[0] in text_of(made)
    assert "\ufffd" not in text_of(made)
    (tmp_path / "geo.pdf").write_bytes(made)
    raw, files = carried_files(tmp_path / "geo.pdf")
    ((name, known),) = [(each["file"], each["sha256"]) for each in json.loads(files["manifest.json"])["fonts"]]
    again = verify(raw, files, "geo.pdf", style.fonts)
    assert (again.differences, again.pages) == ((), True)
    assert f"laid out with the font own.ttf ({known[:12]}) beside the shipped ones" in again.about
    for given in ((), [FontFile(name, font(tmp_path / "b.ttf", GEORGIAN, "B").read_bytes())]):
        verdict = verify(raw, files, "geo.pdf", given)
        assert (verdict.differences, verdict.pages) == ((), False)
        assert f"the font own.ttf ({known[:12]}), which is not here" in verdict.notes[0]
    (machine / "own.ttf").write_bytes(own.read_bytes())
    assert verify(raw, files, "geo.pdf").pages


@pytest.mark.documents
def test_what_is_drawn_does_not_depend_on_where_a_font_is_or_on_the_process(machine: Path, tmp_path: Path) -> None:
    path = written(tmp_path)
    own = font(machine / "a.ttf", GEORGIAN, "A")
    font(machine / "b.ttf", GEORGIAN, "B")
    made = set()
    for seed, given in (("0", ()), ("1", ("--font", str(own)))):
        out = tmp_path / "out.pdf"
        command = [sys.executable, "-m", "assess", "run", str(path), "-f", str(INDEX), "-o", str(out), *given]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True)
        made.add(out.read_bytes())
    assert len(made) == 1


@pytest.mark.documents
def test_what_is_lost_is_told_and_made_only_when_that_is_allowed(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = written(tmp_path, "Act 中文"), tmp_path / "out.pdf"

    def run(*arguments: str) -> int:
        return exit_code(*arguments, monkeypatch=monkeypatch)

    assert run("run", str(path), "-f", str(INDEX), "-o", str(out)) == 4
    assert not out.exists()
    told = capsys.readouterr().err
    assert f"{path}:7:35: Act 中文" in told
    assert "--lossy" in told
    assert run("run", str(path), "-f", str(INDEX), "-o", str(out), "--lossy") == 0
    told = capsys.readouterr().err
    assert f"{out}: warning: no font at hand can draw 2 characters of the Han script" in told
    assert "Act \ufffd\ufffd" in text_of(out.read_bytes())
    raw, files = carried_files(out)
    assert json.loads(files["manifest.json"])["options"] == {"lossy": True}
    font(machine / "han.ttf", "中文", "Han")  # installed since: the pages are still those of the data
    assert verify(raw, files, out).pages


@pytest.mark.documents
def test_a_lost_character_of_a_framework_is_found_there(machine: Path) -> None:
    made = library({"a": {"kind": "provision"}}, [{"id": "c1", "title": "Title 中", "elements": elements("t.a")}])
    one = profile(made, "")
    with pytest.raises(ReportError, match=r"frameworks/[\w./]+:\d+:\d+: Title 中"):
        document(assess_profile(one, made), ".pdf")


@pytest.mark.documents
def test_a_comparison_names_the_profile_of_a_lost_character(
    machine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, out = (tmp_path / name for name in ("one.yaml", "two.yaml", "out.pdf"))
    text = (INDEX / "profile.yaml").read_text("utf-8")
    one.write_text(text.replace("name: Example State", "name: Kenya 中"), "utf-8")
    two.write_text(text.replace("country: KEN\nname: Example State", "country: KHM"), "utf-8")
    command = ("compare", str(one), str(two), "-f", str(INDEX), "-o", str(out))
    assert exit_code(*command, monkeypatch=monkeypatch) == 4
    assert f"{one}:4:7: Kenya 中" in capsys.readouterr().err
    assert not out.exists()
    assert exit_code(*command, "--lossy", monkeypatch=monkeypatch) == 0
    assert f"{out}: warning: no font at hand can draw 1 character of the Han script" in capsys.readouterr().err
    own = font(tmp_path / "han.ttf", "中", "Han")
    assert exit_code(*command, "--font", str(own), monkeypatch=monkeypatch) == 0
    assert "Kenya 中" in text_of(out.read_bytes())
