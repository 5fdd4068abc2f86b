"""Strict YAML with positions: untrusted text to plain data, every fault collected with its line and column.

The parser's events are read one by one (with PyYAML's C parser if available). PyYAML itself constructs nothing, so tags, aliases
and the implicit types of YAML 1.1 (`NO`, `12:30`, `010`) can do no harm. Scalars follow the YAML 1.2 core schema; dates stay text.
U+0085, U+2028 and U+2029 are ordinary characters, as in YAML 1.2 and in editors; they are hidden from the parser, which would take
them for line ends. Positions cost about as much as reading, so they are built only when something has to be reported.
"""

import os
import re
import stat
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from assess.problems import Enough, Place, Problem, gather, problem

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 40
_DIGITS = 15

Loc = tuple[str | int, ...]
_Positions = dict[Loc, tuple[int, int]]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
# patterns that most files do not need are texts: `re` compiles and keeps them when they are first used
_NOT_FINITE = r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z"
_MAYBE_TYPED = frozenset("0123456789+-.tTfFnN~")
_NEVER = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\ue004\ufdd0-\ufdef\ufffe\uffff]"
"""Characters that a YAML file cannot hold but an escape can smuggle in, those that `assess.words.language` keeps for itself, and
noncharacters, of which `_stand_ins` takes three."""
_SEPARATORS = "\x85\u2028\u2029"
_LINE_END = re.compile("\r\n|\r|\n")


def odd_character(text: str) -> str:
    """The first character that no text may hold, as its code; empty where there is none."""
    odd = re.search(_NEVER, text)
    return ascii(odd.group())[1:-1] if odd else ""


class Document:
    """A YAML file as plain data, with the place of every value and key.

    `data` is None when the text could not be read to its end. `problems` has the faults of the text itself.
    `raw` has the bytes that the text was decoded from.
    """

    def __init__(self, path: str, text: str, raw: bytes = b"") -> None:
        self.path = path
        self.text = text
        self.raw = raw
        self.problems: list[Problem] = []
        self.moved: dict[Loc, Loc] = {}
        """Where an entry of `data` stands in the text, if that is under another key: the places of both, from the top."""
        self._positions: tuple[_Positions, _Positions] | None = None
        self._end: Place | None = None
        self.data: Any = _build(self, None)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of the value (or of the key) at `loc`; steps that do not exist in the document are skipped."""
        if self._positions is None:
            kept, self.problems = self.problems, []
            self._positions = ({}, {})
            _build(self, self._positions)
            self.problems = kept
        values, keys = self._positions
        for new, old in self.moved.items():
            if loc[: len(new)] == new:
                loc = (*old, *loc[len(new) :])
                break
        found: Loc = ()
        for step in loc:
            if (*found, step) in values:
                found = (*found, step)
        line, column = (keys if key and found in keys else values).get(found, (0, 0))
        return self.at(line, column)

    def at(self, line: int, column: int) -> Place:
        """The place at this line and column, counted from 0 as the parser does. At the end of a file, the C parser counts a line
        too many."""
        if self._end is None:
            self._end = _place_after(self.path, self.text)
        return min(Place(self.path, line + 1, column + 1), self._end)


def read_yaml(path: "str | Path") -> Document:
    """The document in a file, or on standard input for `-`; the content of the file never makes it raise."""
    name = "<stdin>" if str(path) == "-" else str(path)
    raw = read_bytes(path, name)
    return parse_yaml(raw, name) if isinstance(raw, bytes) else _unread(name, raw)


def parse_yaml(raw: bytes, name: str) -> Document:
    """The document in `raw`, named `name` in its problems."""
    if len(raw) > MAX_BYTES:
        return _unread(name, problem(Place(name, 1, 1), "file-too-large", limit=MAX_BYTES // 1_000_000))
    content = raw.removeprefix(b"\xef\xbb\xbf")  # a byte order mark
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        return _unread(name, problem(_place_after(name, before), "not-utf8", hint="save the file as UTF-8"))
    return Document(name, text, raw)


def _place_after(name: str, before: str) -> Place:
    """The place that follows this beginning of a file, as editors count lines and characters."""
    lines = _LINE_END.split(before)
    return Place(name, len(lines), len(lines[-1]) + 1)


def _stand_ins(text: str) -> str:
    """Three characters that stand for the separators while a text is parsed. They are noncharacters, which are refused in a text,
    and this text neither contains them nor names them in an escape. Empty if none are left (the text will be refused for those it
    has)."""
    for first in range(0xFDD0, 0xFDED, 3):
        three = "".join(map(chr, range(first, first + 3)))
        named = "|".join(f"{one}|\\\\(?:u|U0000){ord(one):x}" for one in three)
        if not re.search(named, text, re.IGNORECASE):
            return three
    return ""


def _unread(name: str, fault: Problem) -> Document:
    document = Document(name, "")
    document.problems = [fault]
    return document


def read_bytes(path: "str | Path", name: str, most: int = MAX_BYTES) -> bytes | Problem:
    """The content of a file (cut off just above the size limit), or why it cannot be read; pipes and devices are never read."""
    start = Place(name, 1, 1)
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            return problem(start, "file-not-readable", hint="give the path of a YAML file in it", why="it is a folder")
        if not stat.S_ISREG(mode):  # a pipe or a device could hang or never end
            return problem(start, "file-not-found", hint="this is not a regular file; give the path of a YAML file")
        with open(path, "rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return problem(start, "file-not-found", hint="check the path")
    except (OSError, ValueError) as error:
        return problem(start, "file-not-readable", why=getattr(error, "strerror", None) or "the path is not valid")


def _build(document: Document, positions: tuple[_Positions, _Positions] | None) -> Any:
    try:
        return _events(document, positions)
    except Enough:  # the rest of the file is not read
        return None
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax(document, error))
    except yaml.YAMLError:  # a character that is not allowed in YAML, such as NUL
        bad = re.search(_NEVER, document.text)
        at = bad.start() if bad else 0
        why = "a control character" if bad else "an unreadable character"
        hint = "save the file as UTF-8 (this looks like UTF-16)" if bad and bad.group() == "\0" and at < 4 else ""
        place = _place_after(document.path, document.text[:at])
        document.problems.append(problem(place, "yaml-syntax", hint=hint, why=why))
    return None


_FLAT = "check the brackets and the indentation"
_SYNTAX: tuple[tuple[str, str, str, bool], ...] = (
    ("mapping values are", "there is a colon where no key can be", "put text that contains a colon in quotes", False),
    ("sequence entries are", "there is a list item (-) where none can be", "begin it on a new line", False),
    ("cannot start any token", "text cannot begin with {character}", "put the text in quotes", False),
    ("could not find expected ':'", "no colon follows this key", "write KEY: VALUE, or check the line above", True),
    ("unexpected end of stream", "a quote is opened here and never closed", "close it with the same quote", True),
    (
        "expected ',' or", "the bracket opened on line {start} is not closed, or a comma is missing", "close it, or add the comma",
        False,
    ),
    ("hexa?decimal|escape", "\\ does not begin an escape that YAML knows", "put text that contains \\ in single quotes", False),
    ("node content", "there is a bracket or comma where a value should be", "write the value before it, or take it out", False),
    ("alphabetic or numeric", "text cannot begin with * or &", "put the text in quotes", True),
    (
        "comment or line break|indicators", "nothing can follow > or | on its line", "put text that begins with > or | in quotes",
        True,
    ),
    ("tag handle", "tags (!) are not allowed", "put text that begins with ! in quotes", False),
    ("document start", "text follows the end of the document", "leave the line `...` out", False),
    (
        "expected key|block end|indicator", "this does not fit the lines above",
        "check the indentation of each line, and that every quote is closed in the right place", False,
    ),
    ("incompatible", "a %YAML line asks for an unknown version", "leave the line out", False),
)  # fmt: skip
"""What the parser says, what a reader needs to know, what to do, and whether the fault is where the parser began."""


def _syntax(document: Document, error: yaml.MarkedYAMLError) -> Problem:
    """The parser's complaint, in words for a reader who does not write programs; the two parsers word it differently."""
    said = error.problem or ""
    if "nesting depth" in said and error.problem_mark:  # from 0.2.6 on, libyaml has its own limit and reads ahead
        deep = document.at(error.problem_mark.line, error.problem_mark.column)
        return problem(deep, "too-deep", _FLAT, limit=MAX_DEPTH)
    plain = ("", " ".join(filter(None, (error.context, said))), "", False)
    _, why, hint, at_start = next((known for known in _SYNTAX if re.search(known[0], said)), plain)
    start: Any = error.context_mark or error.problem_mark
    mark: Any = start if at_start else error.problem_mark or start
    character = document.text[mark.index : mark.index + 1]
    if "mapping values are" in said and ": " not in _LINE_END.split(document.text)[mark.line][: mark.column]:
        why = "there cannot be a key here"  # no colon before this one: the line is indented wrongly, or continues a text above it
        hint = "indent it like the keys it belongs to; put text of several lines in quotes if it contains a colon"
    if "tab character" in said or (character == "\t" and "token" in said):
        why, hint = "there is a tab where only spaces can be", "indent with spaces, not tabs"
    if not character.strip() and "expected ',' or" in said and not document.text[mark.index :].strip():
        mark, why, hint = start, "the bracket opened here is never closed", "close it"
    elif not character and "node content" in said:
        why = "the file ends where a value or a closing bracket should be"
    why = why.replace("{character}", character).replace("{start}", str(start.line + 1))
    return problem(document.at(mark.line, mark.column), "yaml-syntax", hint, why=why)


class _Frame(NamedTuple):
    container: Any
    is_map: bool
    loc: Loc
    is_key: bool  # a container in the place of a key: it is read for its faults but not kept


_NO_KEY: Any = object()  # in a mapping, before a key
_SET_ASIDE: Any = object()  # after a key that is refused: its value is read for its faults but not kept


def _events(document: Document, positions: tuple[_Positions, _Positions] | None) -> Any:
    """The event loop. Containers are on an explicit stack, so that depth needs no recursion."""
    text = document.text
    hidden = _stand_ins(text) if any(one in text for one in _SEPARATORS) else ""
    restored = str.maketrans(hidden, _SEPARATORS if hidden else "")
    get_event = _LOADER(text.translate(str.maketrans(_SEPARATORS, hidden)) if hidden else text).get_event
    values, keys = positions or ({}, {})
    key_lines: list[dict[str, int]] = []
    stack: list[_Frame] = []
    root: Any = None
    top: _Frame | None = None
    key: Any = _NO_KEY
    documents = nodes = 0
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                _refuse_marks(document, event)
            if hidden:
                event.value = event.value.translate(restored)
            if not event.value.isprintable() and (odd := odd_character(event.value)):  # printable texts need no search
                _report(document, event, "control-character", hint="leave it out", value=odd)
            if top is not None and top.is_map and key is _NO_KEY:
                key = event.value
                lines = key_lines[-1]
                if key in lines:
                    _report(document, event, "duplicate-key", hint="keep one of the two", name=key, first=lines[key])
                    key = _SET_ASIDE
                else:
                    lines[key] = event.start_mark.line + 1
                    if positions:
                        mark = event.start_mark
                        keys[(*top.loc, key)] = (mark.line, mark.column)
                continue
            value = event.value
            if event.implicit[0] and (not value or value[0] in _MAYBE_TYPED):
                value = _resolve(document, event, value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor or event.tag:
                _refuse_marks(document, event)
            value = {} if kind is MappingStartEvent else []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if kind is MappingEndEvent:
                key_lines.pop()
            key = _SET_ASIDE if stack.pop().is_key else _NO_KEY
            top = stack[-1] if stack else None
            continue
        elif kind is AliasEvent:
            _report(document, event, "yaml-alias", hint="write the value out here")
            if top is not None and top.is_map and key is _NO_KEY:
                key = _SET_ASIDE
                continue
            value = None
        elif kind is StreamEndEvent:
            return root
        else:
            if kind is DocumentStartEvent:
                documents += 1
                if event.tags:
                    _report(document, event, "yaml-tag", hint="leave out the %TAG line")
                if documents == 2:
                    _report(document, event, "second-document", hint="split it into two files, without the line ---")
                    return root
            continue

        nodes += 1
        if nodes > MAX_NODES:
            _report(document, event, "too-many-nodes", hint="split it into several files", limit=MAX_NODES)
            raise Enough(document.problems)
        loc: Loc = ("?",)  # for values that are not kept
        is_key = False
        if top is None:
            root, loc = value, ()
        elif not top.is_map:
            top.container.append(value)
            if positions:
                loc = (*top.loc, len(top.container) - 1)
        elif key is _NO_KEY:
            _report(document, event, "bad-key", hint="write a word or a text in quotes before the colon")
            is_key = True
        elif key is not _SET_ASIDE:
            top.container[key] = value
            if positions:
                loc = (*top.loc, key)
        key = _NO_KEY
        if positions:
            values[loc] = (event.start_mark.line, event.start_mark.column)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if len(stack) >= MAX_DEPTH:
                _report(document, event, "too-deep", hint=_FLAT, limit=MAX_DEPTH)
                raise Enough(document.problems)
            top = _Frame(value, kind is MappingStartEvent, loc, is_key)
            stack.append(top)
            if top.is_map:
                key_lines.append({})


def _resolve(document: Document, event: Any, value: str) -> Any:
    """The value of a plain scalar in the YAML 1.2 core schema; a number out of range is reported and read as 0."""
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value):
        if len(value.lstrip("+-")) <= _DIGITS:
            return int(value, 0 if value[:2] in ("0o", "0x") else 10)
    elif _FLOAT.match(value):
        number = float(value)
        if len(value) <= 40 and abs(number) < 10**_DIGITS:
            return number
    elif value[-1] not in "fFnN" or not re.match(_NOT_FINITE, value):
        return value
    shown = value if len(value) <= 20 else f"{value[:17]}..."
    _report(document, event, "number-out-of-range", hint="put it in quotes if it is text", value=shown)
    return 0


def _refuse_marks(document: Document, event: Any) -> None:
    if event.anchor:
        _report(document, event, "yaml-alias", hint="leave out the anchor")
    if event.tag:
        _report(document, event, "yaml-tag", hint="leave out the tag; put text that begins with ! in quotes")


def _report(document: Document, event: Any, code: str, hint: str = "", **values: object) -> None:
    place = document.at(event.start_mark.line, event.start_mark.column)
    gather(document.problems, problem(place, code, hint, **values))
