"""A profile written as a file again: what the reader makes of the text is equal to the profile; comments are lost."""

import re
from dataclasses import MISSING
from datetime import date
from typing import Any

from assess.model.profile import Answer, Basis, Profile, ProvisionEntry

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./]*\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Not text to every reader of YAML."""
_LONGEST_KEY = 500
"""YAML takes at most 1,024 characters, escapes counted, for a key that is not marked as one."""


def profile_bytes(profile: Profile) -> bytes:
    """The profile as a document carries it: the file as it was given, or written anew where it was changed since."""
    return profile.raw or written(profile).encode("utf-8")


def written(profile: Profile) -> str:
    """The text of a profile; the same profile gives the same text."""
    lines: list[str] = []
    _block(lines, _plain(profile), 0)
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> Any:
    """Models as the mappings that a file holds: keys that say nothing are left out, short forms used where they can be."""
    if isinstance(value, Profile):
        made = _record(value)
        made["provisions"] = {name: _entries(entries) for name, entries in value.provisions.items()}
        made["facts"] = {name: _entries(entries) for name, entries in value.facts.items()}
        return {key: each for key, each in made.items() if each not in ({}, [])}
    if hasattr(value, "__dataclass_fields__"):
        made = _record(value)
        if isinstance(value, Answer) and value.by:
            made["by"] = [_plain(basis) for basis in value.by] if len(value.by) > 1 else _basis(value.by[0])
        return made
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _record(value: Any) -> dict[str, Any]:
    made = {}
    for name, field in value.__dataclass_fields__.items():
        each = getattr(value, name)
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if each != default or type(each) is not type(default):  # a list that is empty is not one that is absent
            made[name.rstrip("_")] = _plain(each)
    return made


def _entries(entries: tuple[Answer, ...] | tuple[ProvisionEntry, ...]) -> Any:
    """One entry without a list round it, and an answer that is only a status as that word."""
    if len(entries) != 1:
        return [_plain(entry) for entry in entries]
    (entry,) = entries
    made = _plain(entry)
    return made["status"] if isinstance(entry, Answer) and list(made) == ["status"] else made


def _basis(basis: Basis) -> Any:
    """A single basis that says nothing of its own is the short form, to which keys beside it belong."""
    return basis.of[0] if basis == Basis(of=basis.of) and len(basis.of) == 1 else _plain(basis)


def _block(lines: list[str], value: dict[str, Any] | list[Any], depth: int) -> None:
    """Adds the lines of a mapping or a list that is not empty."""
    pad = "  " * depth
    if isinstance(value, list):
        for each in value:
            _after(lines, f"{pad}-", each, depth)
        return
    for key, each in value.items():
        shown = _scalar(key)
        if len(shown) > _LONGEST_KEY:
            lines.append(f"{pad}? {shown}")
            _after(lines, f"{pad}:", each, depth)
        else:
            _after(lines, f"{pad}{shown}:", each, depth)


def _after(lines: list[str], head: str, value: Any, depth: int) -> None:
    """Adds a value after its key or dash: in the same line, or in those below."""
    if isinstance(value, (dict, list)) and value and not _short(value):
        lines.append(head)
        _block(lines, value, depth + 1)
    elif isinstance(value, list):
        lines.append(f"{head} [{', '.join(map(_scalar, value))}]")
    else:
        lines.append(f"{head} {'{}' if value == {} else _scalar(value)}")


def _short(value: Any) -> bool:
    """A list of a few words stands in one line."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value) and sum(map(len, value)) < 80


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if _PLAIN.match(value) and value.lower() not in _WORDS:
        return str(value)
    return f'"{"".join(map(_character, value))}"'


def _character(one: str) -> str:
    """A character within double quotes; what cannot be seen, or could end a line, is escaped."""
    if one in '"\\':
        return f"\\{one}"
    if one.isprintable():
        return one
    return f"\\U{ord(one):08X}" if ord(one) > 0xFFFF else f"\\u{ord(one):04X}"
