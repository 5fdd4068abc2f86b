"""Writes a profile as a file: reading the text again gives an equal profile. Comments are lost."""

import re
from datetime import date
from typing import Any

import yaml

from assess.model.as_written import as_written
from assess.model.base import PartialDate
from assess.model.profile import Profile
from assess.problems import UsageError

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./]*\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that some readers of YAML do not read as text."""
_SHORT = 80
"""The longest list of words that is written on one line, in characters."""


def profile_bytes(profile: Profile) -> bytes:
    """The profile as a document carries it: the file as it was given, or written out again if the profile was changed since."""
    return profile.raw or written(profile).encode("utf-8")


def written(profile: Profile) -> str:
    """The text of a profile; the same profile gives the same text.

    Raises:
        UsageError: a text contains half of a surrogate pair, which cannot be written to a file.
    """
    return dumped(_shortened(as_written(profile)))


def dumped(data: Any) -> str:
    """Plain data as YAML, in the order in which they are given; None is written as nothing.

    Raises:
        UsageError: a text contains half of a surrogate pair, which cannot be written to a file.
    """
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")))


def entry_of(section: str, value: Any) -> Any:
    """What a profile has under one name of `facts`, `provisions` or `system`, as it is written there."""
    made = as_written(value)
    if section in ("facts", "provisions"):
        return _shortened({section: {"": made}})[section][""]
    return made


def _shortened(made: dict[str, Any]) -> dict[str, Any]:
    """The mapping of a profile in the short forms that authors use: a single entry without a list around it."""
    for key, shorter in (("provisions", dict), ("facts", _answer)):
        for name, entries in made.get(key, {}).items():
            made[key][name] = shorter(entries[0]) if len(entries) == 1 else [*map(_standing_on, entries)]
    return made


def _answer(entry: dict[str, Any]) -> Any:
    """An answer that is only a status, as that word."""
    return entry["status"] if list(entry) == ["status"] else _standing_on(entry)


def _standing_on(entry: dict[str, Any]) -> dict[str, Any]:
    """A single basis without a list; if it has no keys of its own, only its name, with the keys beside it."""
    if len(bases := entry.get("by", ())) == 1 and isinstance(bases, list):
        (basis,) = bases
        entry["by"] = basis["of"][0] if list(basis) == ["of"] and len(basis["of"]) == 1 else basis
    return entry


class _Dumper(yaml.SafeDumper):
    """Quotes a text unless readers of every YAML version read it as text. Not the C dumper, which breaks lines differently."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> Any:
    if any("\ud800" <= one <= "\udfff" for one in value):
        raise UsageError(
            f"a text of the profile contains half of a surrogate pair: {value[:60]!r}; write the text again"
        )
    plain = _PLAIN.match(value) and value.lower() not in _WORDS
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if plain else '"')


def _list(dumper: _Dumper, value: list[Any]) -> Any:
    short = all(isinstance(each, str) for each in value) and sum(map(len, value)) < _SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=short)


def _unquoted(dumper: _Dumper, value: date | PartialDate) -> Any:
    """A date as it was written; a month or a year if no more is known."""
    tag = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(value))


def _nothing(dumper: _Dumper, value: None) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(type(None), _nothing)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(date, _unquoted)
_Dumper.add_representer(PartialDate, _unquoted)
