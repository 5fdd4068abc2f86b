"""What is recorded of a document: its data, one line for each fact, and the text it prints, line by line, without markup.

Only formats are read here (JSON, CSV, HTML), never the toolkit's own modules, so that moving those changes nothing.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_TEXTS = {"citations", "do", "owner", "question", "says", "title"}
"""JSON keys whose values are sentences; these are recorded separately, each once."""
_LEFT_OUT = {"sha256", "software"}
_IN_MARK = {"axis", "cites", "domain", "essential", "fact", "obligation", "option", "trace", "verified", "weight"}
"""Keys whose values are only part of a mark."""
_HASH = re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,64}\b")
_INLINE = {"a", "abbr", "b", "bdi", "em", "i", "strong", "sub", "sup"}
_UNSEEN = {"script", "style", "template"}
_SAID = {"alt", "aria-label", "placeholder", "title"}
"""Attributes that screen readers read aloud."""


def digest(parts: Iterator[str] | list[str]) -> str:
    """A short digest that shows whether a sequence is still the same."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def steady(text: str, version: str) -> str:
    """The text without the parts that change with every release or edit of a file: hashes and the toolkit's version."""
    return _HASH.sub("HASH", text).replace(f"assess {version}", "assess VERSION")


# JSON


def data_lines(text: str) -> tuple[list[str], list[str]]:
    """What a JSON document says, a line an entry, numbers exact; and the sentences in it, as they come.

    What follows from the framework alone, what is empty or false, and how each line of a condition turned out, is in the mark at
    the end: the words of traces stand among the printed lines.
    """
    texts: list[str] = []
    rest: list[str] = []
    lines: list[str] = []
    for each in json.loads(text):
        lines += _entries("", each, texts, rest)
    return [*lines, f"marks: sentences {digest(texts)}, the rest {digest(rest)}"], texts


def _entries(name: str, value: dict[str, Any], texts: list[str], rest: list[str]) -> list[str]:
    """One line for plain values, then an indented line for each entry below."""
    plain: dict[str, Any] = {}
    below: list[str] = []
    for key, part in value.items():
        if (name, key) == ("", "profile"):  # as it was read: the same under each framework
            rest.append(f"{key} {json.dumps(part, ensure_ascii=False)}")
            continue
        if name in ("findings", "elements") and key in _IN_MARK:
            rest.append(f"{key} {json.dumps(part, ensure_ascii=False)}")
        elif _is_list(part):
            for each in part:
                below += [f" {line}" for line in _entries(key, each, texts, rest)]
        elif not name and isinstance(part, dict) and part and all(isinstance(each, dict) for each in part.values()):
            for inner, each in part.items():
                below += [f" {line}" for line in _entries(f"{key} {inner}", each, texts, rest)]
        else:
            plain[key] = part
    if name == "elements" and {"id", "truth"} <= set(plain):
        name = f"{plain.pop('id')}: {_told(plain.pop('truth'), texts, rest)}"
        if plain.get("applies") is True:
            del plain["applies"]
    elif name == "findings" and "criterion" in plain:
        name = f"{plain.pop('criterion')}:"
    return [f"{name} {_inside(plain, texts, rest)}".strip(), *below]


def _is_list(value: Any) -> bool:
    """Whether these are entries with a line each."""
    each = value if isinstance(value, list) else []
    return bool(each) and all(isinstance(part, dict) and not {"exact", "line"} & set(part) for part in each)


def _inside(value: dict[str, Any], texts: list[str], rest: list[str]) -> str:
    parts = []
    for key, part in value.items():
        if key in _LEFT_OUT:
            continue
        if key in _TEXTS:
            texts += [str(each) for each in (part if isinstance(part, list) else [part]) if each]
        elif part is None or part is False or part == []:
            rest.append(f"{key} {part}")
        else:
            parts.append(key if part is True else f"{key}={_told(part, texts, rest)}")
    return " ".join(parts)


def _told(value: Any, texts: list[str], rest: list[str]) -> str:
    if isinstance(value, dict):
        if "exact" in value:
            return str(value["exact"])
        if {"line", "wanted"} <= set(value):  # a step of a change
            rest.append(json.dumps(value, ensure_ascii=False))
            return f"{value['line']}: {_told(value['wanted'], texts, rest)}"
        return f"{{{_inside(value, texts, rest)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_told(each, texts, rest) for each in value)}]"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


# CSV


def cells(text: str) -> list[str]:
    """The cells of a CSV, row by row."""
    return [cell for row in csv.reader(io.StringIO(text)) for cell in [*row, "---"]]


# HTML


class _Printed(HTMLParser):
    """Collects what a reader sees or hears, one line for each block, and the markup around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.markup: list[str] = []
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta" and dict(attrs).get("http-equiv"):  # hashes of scripts and styles
            return
        if tag not in _INLINE:
            self.end()
        self.unseen += tag in _UNSEEN
        quiet = [f"{name}={value}" for name, value in attrs if name not in _SAID]
        self.markup.append(_HASH.sub("HASH", " ".join([tag, *quiet])))
        self.lines += [f"{name}: {value}" for name, value in attrs if name in _SAID and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.unseen -= tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        self.markup.append(f"/{tag}")
        if tag not in _INLINE:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)

    def end(self) -> None:
        """A block begins or ends."""
        if line := " ".join("".join(self.words).split()):
            self.lines.append(line)
        self.words.clear()


def printed(html: str) -> tuple[list[str], str]:
    """The lines that an HTML document prints, and a mark of its markup: tags, links, figures of charts."""
    reader = _Printed()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.lines, digest(reader.markup)
