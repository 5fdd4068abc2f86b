"""The text of a profile as newer status data would change it; comments and everything else stay as they are."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import unified_diff
from typing import Any, NamedTuple

from assess.formats.blank_profile import answer_keys, answer_lines, source_lines
from assess.model.base import text_in
from assess.model.catalogue import Catalogue
from assess.model.profile import Answer, Profile, Source
from assess.model.status import StatusData
from assess.reading.yamlfile import Document
from assess.run.status_check import compared, differs, newer
from assess.views.status_answers import Given

_OWN = frozenset(answer_keys(Given("", "x", True, date.min, date.min, ("x",), ("x",), "low", "x", "x")))
"""The keys of an answer that come from the data; all other keys in a profile are kept."""


_LINE_END = re.compile("\r\n|\r|\n")


class Refreshed(NamedTuple):
    """The changed text, and what is left for the author to decide."""

    before: str
    after: str
    left: tuple[str, ...]

    def diff(self, name: str) -> str:
        """The change as a unified diff; empty if there is none."""
        old, new = (_LINE_END.split(text) for text in (self.before, self.after))
        return "".join(f"{line}\n" for line in unified_diff(old, new, name, f"{name} (refreshed)", lineterm=""))


def refreshed(document: Document, profile: Profile, catalogue: Catalogue, data: StatusData) -> Refreshed:
    """The text of the profile with the answers of the status data where it has no answer, an open one or a different one."""
    editor = _Editor(document)
    left: list[str] = []
    cited: dict[str, Source] = {}
    for given, answer in compared(profile, catalogue, data):
        if not given.settled or not _wanted(answer, given):
            continue
        entries = profile.facts.get(given.fact, ())
        if (later := newer(profile, answer, given)) is not None:
            left.append(f"{given.fact}: the source of the profile ({later}) is newer than the data (as of {given.day})")
            continue
        if len(entries) > 1 or not editor.can_change(given.fact):
            left.append(
                f"{given.fact}: please check it by hand; the data say {given.status or given.value} (as of {given.day})"
            )
            continue
        renamed = {name: _name(name, data.sources[name], profile) for name in (*given.cite, *given.searched)}
        cited |= {new: data.sources[old] for old, new in renamed.items() if new not in profile.sources}
        given = given._replace(
            cite=tuple(renamed[name] for name in given.cite), searched=tuple(renamed[name] for name in given.searched)
        )
        editor.answer(given)
    if cited and not editor.sources(cited):
        left.append("sources: they are written in braces; write one source on each line instead")
        return Refreshed(document.text, document.text, tuple(left))
    return Refreshed(document.text, editor.text(), tuple(left))


def _wanted(answer: Answer | None, given: Given) -> bool:
    if answer is None or answer.status == "unknown":
        return True
    known_now = answer.status == "not_party" and given.status in ("signed", "invited")
    return known_now or differs(answer, given)


def _name(name: str, source: Source, profile: Profile) -> str:
    """The name that this source has in the profile, or a free one."""
    title = text_in(source.title)
    same = [own for own, each in profile.sources.items() if text_in(each.title) == title]
    if same or name not in profile.sources:
        return name if name in same or not same else same[0]
    number = 2
    while f"{name}_{number}" in profile.sources:
        number += 1
    return f"{name}_{number}"


class _Editor:
    """Changes lines of a profile in place; all places refer to the text as it was read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ending = "\r\n" if "\r\n" in document.text else "\n"
        self.lines = _LINE_END.split(document.text)  # as editors count them
        if not self.lines[-1]:
            self.lines.pop()
        self.data: dict[str, Any] = document.data
        self.edits: list[tuple[int, int, list[str]]] = []
        """First line and the line after the last (from 0), and the lines to put instead."""
        self.added: dict[str, list[str]] = {}
        """The lines to add under keys that are still empty."""

    def text(self) -> str:
        lines = list(self.lines)
        in_order = sorted(
            enumerate([*self.edits, *self._additions()]), key=lambda edit: (edit[1][:2], edit[0]), reverse=True
        )
        # from the end backwards, so that places stay valid and additions at one place keep their order
        for _, (start, end, instead) in in_order:
            lines[start:end] = instead
        return self.ending.join(lines) + self.ending

    def line(self, *loc: str) -> int:
        return self.document.place(loc, key=True).line - 1

    def block(self, *loc: str) -> tuple[int, int]:
        """The lines of a key and its value; blank lines and comments after them belong to what comes next."""
        start = self.line(*loc)
        parent: Any = self.data
        for step in loc[:-1]:
            parent = parent[step]
        later = [self.line(*loc[:-1], key) for key in parent]
        later += [self.line(key) for key in self.data] if len(loc) > 1 else []
        end = min((line for line in later if line > start), default=len(self.lines))
        while end > start + 1 and (not self.lines[end - 1].strip() or self.lines[end - 1].lstrip().startswith("#")):
            end -= 1
        return start, end

    def can_change(self, fact: str) -> bool:
        """Whether the answer, and each part of it that is kept, is on lines of its own."""
        facts = self.data.get("facts")
        if not facts:
            return "facts" not in self.data or "{" not in self.lines[self.line("facts")].partition("#")[0]
        if not isinstance(facts, dict) or self.line("facts") == self.line("facts", next(iter(facts))):
            return False
        if fact not in facts:
            return True
        old = facts[fact]
        start, _ = self.block("facts", fact)
        kept = [key for key in old if key not in _OWN] if isinstance(old, dict) else []
        return not isinstance(old, list) and all(self.line("facts", fact, key) > start for key in kept)

    def answer(self, given: Given) -> None:
        """Puts the answer in place of the old one, with the keys that are not in the data, or after the last answer of its
        topic."""
        facts = self.data.get("facts")
        if not facts:
            self._add("facts", [f"  {line}" for line in answer_lines(given)])
            return
        indent = " " * (self.document.place(("facts", next(iter(facts))), key=True).column - 1)
        made = [f"{indent}{line}" for line in answer_lines(given)]
        if given.fact in facts:
            start, end = self.block("facts", given.fact)
            old = facts[given.fact]
            for key in old if isinstance(old, dict) else ():
                if key not in _OWN:
                    first, last = self.block_within(given.fact, key, end)
                    made += self.lines[first:last]
            self.edits.append((start, end, made))
            return
        topic = given.fact.partition(".")[0]
        same = [name for name in facts if name.partition(".")[0] == topic] or list(facts)
        _, end = self.block("facts", same[-1])
        self.edits.append((end, end, made))

    def block_within(self, fact: str, key: str, end: int) -> tuple[int, int]:
        """The lines of one key of an answer."""
        start = self.line("facts", fact, key)
        later = [self.line("facts", fact, other) for other in self.data["facts"][fact]]
        return start, min((line for line in later if line > start), default=end)

    def sources(self, sources: Mapping[str, Source]) -> bool:
        """Adds sources after the last one; false if there is no place for them."""
        lines = list(source_lines(sources))
        known = self.data.get("sources")
        if not known:
            return self._add("sources", lines)
        if self.line("sources") == self.line("sources", next(iter(known))):
            return False
        indent = " " * (self.document.place(("sources", next(iter(known))), key=True).column - 1)
        _, end = self.block("sources", list(known)[-1])
        self.edits.append((end, end, [f"{indent}{line.removeprefix('  ')}" for line in lines]))
        return True

    def _add(self, key: str, lines: list[str]) -> bool:
        """Adds lines under a key that is empty or not there yet."""
        if key in self.data and "{" in self.lines[self.line(key)].partition("#")[0]:
            return False
        self.added.setdefault(key, []).extend(lines)
        return True

    def _additions(self) -> list[tuple[int, int, list[str]]]:
        made = []
        for key in ("sources", "facts"):
            if lines := self.added.get(key):
                if key in self.data:
                    at = self.line(key) + 1
                    made.append((at, at, lines))
                else:
                    at = self.line("facts") if key == "sources" and "facts" in self.data else len(self.lines)
                    made.append((at, at, [f"{key}:", *lines]))
        return made
