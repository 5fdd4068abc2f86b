"""Strict YAML with positions: scalars of YAML 1.2, places of values and keys, every fault, and both parsers alike."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.reading import yamlfile
from assess.reading.yamlfile import Document, Loc, parse_yaml, read_yaml

PARSERS = sorted({loader.__name__: loader for loader in (yaml.SafeLoader, yamlfile._LOADER)}.items())
EXAMPLES = sorted((Path(__file__).parent.parent / "examples/profiles").glob("*.yaml"))


@pytest.fixture(params=[loader for _, loader in PARSERS], ids=[name for name, _ in PARSERS], autouse=True)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the C parser, if there is one, and with the Python parser."""
    monkeypatch.setattr(yamlfile, "_LOADER", request.param)


def read(text: str) -> Document:
    return parse_yaml(text.encode(), "x.yaml")


def faults(text: str) -> list[str]:
    return [str(fault).removeprefix("x.yaml:") for fault in read(text).problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("N", "N"),
        ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("None", "None"), ("nil", "nil"),
        ("012", 12), ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"), ("-7", -7), ("+7", 7), ("1_000", "1_000"), ("1,000", "1,000"),
        ("12:30", "12:30"), ("1:2:3", "1:2:3"), ("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("1e3", 1000.0), ("-1.5E-2", -0.015),
        ("1.2.3", "1.2.3"), ("2026-10-31", "2026-10-31"), ("2026-10-31T12:00:00Z", "2026-10-31T12:00:00Z"),
        ("9999-99-99", "9999-99-99"),
        ("999999999999999", 999999999999999), ("=", "="), ("<<", "<<"), ("s. 14(1), (2)", "s. 14(1), (2)"),
        ("'12'", "12"), ('"true"', "true"), ("'NO'", "NO"), ('""', ""), ("'~'", "~"), ('"caf\\u00e9"', "café"),
        ("|\n  12\n", "12\n"), (">-\n  true\n", "true"), ("中文 العربية", "中文 العربية"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(written: str, meant: Any) -> None:
    document = read(f"key: {written}")
    assert document.problems == []
    assert document.data == {"key": meant}
    assert type(document.data["key"]) is type(meant)


def test_keys_are_always_text() -> None:
    assert read("NO: 1\n1: 2\ntrue: 3\n~: 4\n2026-10-31: 5\n").data == {
        "NO": 1,
        "1": 2,
        "true": 3,
        "~": 4,
        "2026-10-31": 5,
    }


@pytest.mark.parametrize("written", ["9" * 16, "9" * 5_000, "0x" + "f" * 20, "1e308", "1e999999", "0." + "1" * 50,
                                     ".inf", "-.INF", ".nan", ".NaN"])  # fmt: skip
def test_numbers_out_of_range(written: str) -> None:
    (fault,) = read(f"a:\n  b: {written}").problems
    assert (fault.place[1:], fault.code) == ((2, 6), "number-out-of-range")
    assert len(fault.message) < 80


PLACED = """\
# a comment
one: 1
two:
  - a
  -   b: 2
      "c d": [x, {y: z}, [p,
        q]]
three: {k: v, 'l':   "m"}
? four
: |
  text
five:
"""
PLACES: list[tuple[Loc, tuple[int, int], tuple[int, int]]] = [  # where the value is, and where its key is
    (("one",), (2, 6), (2, 1)),
    (("two",), (4, 3), (3, 1)),
    (("two", 0), (4, 5), (4, 5)),
    (("two", 1), (5, 7), (5, 7)),
    (("two", 1, "b"), (5, 10), (5, 7)),
    (("two", 1, "c d"), (6, 14), (6, 7)),
    (("two", 1, "c d", 0), (6, 15), (6, 15)),
    (("two", 1, "c d", 1, "y"), (6, 22), (6, 19)),
    (("two", 1, "c d", 2, 1), (7, 9), (7, 9)),
    (("three",), (8, 8), (8, 1)),
    (("three", "k"), (8, 12), (8, 9)),
    (("three", "l"), (8, 22), (8, 15)),
    (("four",), (10, 3), (9, 3)),
    (("five",), (12, 6), (12, 1)),
]


@pytest.mark.parametrize(("loc", "value", "key"), PLACES)
def test_places(loc: Loc, value: tuple[int, int], key: tuple[int, int]) -> None:
    document = read(PLACED)
    assert document.place(loc)[1:] == value
    assert document.place(loc, key=True)[1:] == key


def test_steps_that_the_document_does_not_have_are_passed_over() -> None:
    document = read(PLACED)
    assert document.place(("two", 1, "absent")) == document.place(("two", 1))
    assert document.place(("two", "Branch", 1, "b")) == document.place(("two", 1, "b"))
    assert document.place(())[1:] == (2, 1)
    assert read("").place(("a",))[1:] == (1, 1)


def test_columns_count_characters_and_a_mark_at_the_beginning_is_none() -> None:
    assert read("名: {é: ẍ, b: 1}").place(("名", "b"), key=True)[1:] == (1, 11)
    assert parse_yaml(b"\xef\xbb\xbfa: 1", "x").place(("a",), key=True)[1:] == (1, 1)
    assert read("a: 1\r\nb: 2\r\n").place(("b",))[1:] == (2, 4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", ["1:4: yaml-alias", "2:4: yaml-alias"]),
        ("a: !!str 1\nb: !x {c: !y d}\n", ["1:4: yaml-tag", "2:4: yaml-tag", "2:11: yaml-tag"]),
        ("a: &x !y z\n", ["1:4: yaml-alias", "1:4: yaml-tag"]),
        ("a: 1\nb: {c: 1, c: 2}\na: 3\n", ["2:11: duplicate-key", "3:1: duplicate-key"]),
        ("? [a]\n: &x 1\n? {b: *x}\n: 2\n*x : 3\n",
         ["1:3: bad-key", "2:3: yaml-alias", "3:3: bad-key", "3:7: yaml-alias", "5:1: yaml-alias"]),
        ("a: 1\n---\nb: 2\n", ["2:1: second-document"]),
        ("a: 1\n...\n---\nb: 2\n", ["3:1: second-document"]),
        ('a: "\\e"\n"b\\a": 1\n', ["1:4: control-character", "2:1: control-character"]),
        ("a: b\x1bc\n", ["1:5: yaml-syntax"]),
        ("a: b\n\x00", ["2:1: yaml-syntax"]),
    ],
)  # fmt: skip
def test_reading_goes_on_after_a_fault(text: str, found: list[str]) -> None:
    assert [": ".join(fault.split(": ")[:2]) for fault in faults(text)] == found


def test_what_stands_beside_a_fault_is_kept() -> None:
    assert read("a: 1\na: {b: 2}\n? [x]\n: 3\nc: *d\ne: !f g\n").data == {"a": 1, "c": None, "e": "g"}
    assert read("a: 1\n---\na: 2\n").data == {"a": 1}
    assert read("<<: {a: 1}\n").data == {"<<": {"a": 1}}


@pytest.mark.parametrize(
    ("text", "place", "why", "hint"),
    [
        ("a: b: c", "1:5", "there is a colon where no key can be", "put text that contains a colon in quotes"),
        ("a:\n   b: c\n    d: e", "3:6", "there cannot be a key here",
         "indent it like the keys it belongs to; put text of several lines in quotes if it contains a colon"),
        ("a b\nc: d", "2:2", "there cannot be a key here",
         "indent it like the keys it belongs to; put text of several lines in quotes if it contains a colon"),
        ("- a: b: c", "1:7", "there is a colon where no key can be", "put text that contains a colon in quotes"),
        ("a:\n\tb: 1", "2:1", "there is a tab where only spaces can be", "indent with spaces, not tabs"),
        ("a:\n  b: 1\n\tc: 2", "3:1", "there is a tab where only spaces can be", "indent with spaces, not tabs"),
        ("a: @b", "1:4", "text cannot begin with @", "put the text in quotes"),
        ("a: * b", "1:4", "text cannot begin with * or &", "put the text in quotes"),
        ("a: 1\nb = 2\nc: 3", "2:1", "no colon follows this key", "write KEY: VALUE, or check the line above"),
        ('a: 1\nb: "c\nd: 1\n', "2:4", "a quote is opened here and never closed", "close it with the same quote"),
        ("a: 1\nb: [c,\n d\ne: 1\n", "4:2", "the bracket opened on line 2 is not closed, or a comma is missing",
         "close it, or add the comma"),
        ("a: 1\nb: [c,\n d\n", "2:4", "the bracket opened here is never closed", "close it"),
        ("a: [\n", "2:1", "the file ends where a value or a closing bracket should be",
         "write the value before it, or take it out"),
        ('a: "C:\\Users"', "1:9", "\\ does not begin an escape that YAML knows", "put text that contains \\ in single quotes"),
        ("a: 'it's'", "1:8", "this does not fit the lines above",
         "check the indentation of each line, and that every quote is closed in the right place"),
        ("a: - b", "1:4", "there is a list item (-) where none can be", "begin it on a new line"),
        ("a: ]", "1:4", "there is a bracket or comma where a value should be", "write the value before it, or take it out"),
        ("a: >b", "1:4", "nothing can follow > or | on its line", "put text that begins with > or | in quotes"),
        ("a: 1\n...\nb: 2\n", "3:1", "text follows the end of the document", "leave the line `...` out"),
        ("%YAML 9.9\n---\na: 1\n", "1:1", "a %YAML line asks for an unknown version", "leave the line out"),
    ],
)  # fmt: skip
def test_syntax_is_explained_alike_by_both_parsers(text: str, place: str, why: str, hint: str) -> None:
    end = f"\n    {hint}" if hint else ""
    assert faults(text) == [f"{place}: yaml-syntax: the file is not well-formed YAML here: {why}{end}"]
    assert read(text).data is None


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"a: 1\nb: \xe9\n", (2, 4)),
        (b"\xef\xbb\xbfa: 1\nb: \xe9\n", (2, 4)),
        (b"\xef\xbb\xbfa: \xe9", (1, 4)),
        ("a: 1".encode("utf-16"), (1, 1)),
        (b"\xc3", (1, 1)),
    ],
)
def test_bytes_that_are_not_utf8(raw: bytes, place: tuple[int, int]) -> None:
    (fault,) = parse_yaml(raw, "x").problems
    assert (fault.place[1:], fault.code) == (place, "not-utf8")


def test_limits() -> None:
    assert faults("[" * 40 + "]" * 40) == []
    assert faults("[" * 41 + "]" * 41) == [
        "1:41: too-deep: nested deeper than 40 levels\n    check the brackets and the indentation"
    ]
    assert [fault.code for fault in parse_yaml(b"#" * 2_000_001, "x").problems] == ["file-too-large"]
    assert parse_yaml(b"#" * 2_000_000, "x").problems == []


def test_messages_stay_on_one_line_whatever_a_file_holds() -> None:
    assert faults('"a\\nb\u202ec\\L": 1\n"a\\nb\u202ec\\L": 2\n') == [
        "2:1: duplicate-key: a\\nb\\u202ec\\u2028 is given twice (first on line 1)\n    keep one of the two"
    ]
    assert len(faults(f"{'k' * 1_000}: 1\n{'k' * 1_000}: 1\n")[0]) < 800


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_both_parsers_read_the_examples_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_bytes()
    here = parse_yaml(text, "x")
    monkeypatch.undo()
    usual = parse_yaml(text, "x")
    assert here.data == usual.data
    here.place(()), usual.place(())
    assert here._positions == usual._positions


SEPARATORS = "\x85\u2028\u2029"


@pytest.mark.parametrize("one", SEPARATORS, ids=ascii)
@pytest.mark.parametrize(
    "line", ["a#b", '"a#b"', "'a#b'", ">-\n  a#b", "|-\n  a#b", '"a#"', '"#b"', "[x, a#b]", "{k#: 1}"], ids=ascii
)
def test_separators_of_lines_and_paragraphs_are_text(line: str, one: str) -> None:
    document, like = read(f"n: {line.replace('#', one)}\nm: *x\n"), read(f"n: {line.replace('#', '=')}\nm: *x\n")
    assert like.problems != []
    assert [(fault.place, fault.code) for fault in document.problems] == [
        (fault.place, fault.code) for fault in like.problems
    ]
    assert str(document.data).replace(ascii(one)[1:-1], "=") == str(like.data)
    assert document.place(("m",), key=True) == like.place(("m",), key=True)


def test_a_separator_ends_no_line_of_the_file() -> None:
    text = f'a: 1 # {SEPARATORS}\r\nb: "{SEPARATORS}" \rc: "\\N\\L\\P"\nd: &x 1\n'
    document = read(text)
    assert document.data == {"a": 1, "b": SEPARATORS, "c": SEPARATORS, "d": 1}
    assert faults(text) == ["4:4: yaml-alias: anchors and aliases (& and *) are not allowed\n    leave out the anchor"]
    assert document.place(("c",), key=True)[1:] == (3, 1)
    assert faults(f"a: '{SEPARATORS}'\nb: @\n")[0].startswith("2:4: yaml-syntax: ")
    assert faults(f"a: '{SEPARATORS}'\nb: \x00\n")[0].startswith("2:4: yaml-syntax: ")


@pytest.mark.parametrize("held", ["\ufdd0\ufdd4", "\\uFDD0", "\\U0000fdd2", "\ufdd0" + "\\ufdd3\\ufdd8"], ids=ascii)
def test_no_character_of_a_file_is_taken_for_a_separator(held: str) -> None:
    document = read(f'a: "{held}\u2028"\nb: "\u2028"\n')
    assert [fault.code for fault in document.problems] == ["control-character"]
    assert document.data["a"].count("\u2028") == 1
    assert document.data["b"] == "\u2028"


def test_where_no_character_is_left_to_stand_for_a_separator_the_file_is_refused() -> None:
    every = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    assert [fault.code for fault in read(f'a: "{every}\u2028"\n').problems] == ["control-character"]


def test_places_before_bytes_that_are_not_utf8_are_those_of_editors() -> None:
    (fault,) = parse_yaml("a: 1\rb: é\u2028ü".encode() + b"\xff", "x").problems
    assert fault.place[1:] == (2, 7)


ALPHABET = [
    *"ab:-?,[]{}#&*!|>'\"%@` \t\r\n\\./0123456789xu~é",
    "\x85", "\u2028", "\u2029", "\x00", "\x1b", "\x7f", "\ufeff", "\ufdd0", "\ue000", "\ue003", "\U000e0001", "\\ud800", "\\uFDD1",
    "\\N",
    "---", "...", "%YAML", "<<", "k: ", "- ", "\r\n", "0x", "1e9", ".inf", "9" * 30,
]  # fmt: skip


def test_whatever_a_file_holds_is_read_or_named() -> None:
    @settings(max_examples=400, deadline=None)
    @given(st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join) | st.binary(max_size=60))
    def check(given_text: str | bytes) -> None:
        raw = given_text if isinstance(given_text, bytes) else given_text.encode()
        document = parse_yaml(raw, "x.yaml")
        lines = yamlfile._LINE_END.split(document.text or raw.decode("utf-8", "replace"))
        for place in [fault.place for fault in document.problems] + [document.place(("a", 0)), document.place(())]:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 2
        assert all(str(fault).replace("\n", "").isprintable() for fault in document.problems)

    check()


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', '"\\udfff": 1\n', 'a: "\\uD83D\\uDE00"\n'])
def test_a_lone_surrogate_is_refused(text: str) -> None:
    (fault, *_) = read(text).problems
    assert fault.code in ("control-character", "yaml-syntax")
    assert str(fault).replace("\n", "").isprintable()


def test_what_is_not_a_file_is_named_as_what_it_is(tmp_path: Path) -> None:
    faults = [read_yaml(path).problems[0] for path in (tmp_path / "absent.yaml", tmp_path, "/dev/null")]
    assert [(fault.message, fault.hint) for fault in faults] == [
        ("there is no such file", "check the path"),
        ("the file cannot be read: it is a folder", "give the path of a YAML file in it"),
        ("there is no such file", "this is not a regular file; give the path of a YAML file"),
    ]
