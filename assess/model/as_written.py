"""Models as plain data: the mappings of a file, from which the same models can be read again."""

from dataclasses import MISSING
from datetime import date
from functools import cache
from types import NoneType
from typing import Any

from assess.model.base import PartialDate
from assess.model.condition import Group, Leaf
from assess.model.profile import Listed

_PLAIN = frozenset((str, bool, int, float, NoneType))


def as_written(value: Any, *, days: bool = False) -> Any:
    """A model, or anything that one is made of, as mappings, lists and values; keys that say nothing are left out.

    Args:
        value: the model.
        days: dates become the texts that they were read from.
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is Listed and value.complete:
        return as_written(value.listed, days=days)
    if hasattr(value, "__dataclass_fields__"):
        made = {}
        for name, key, default in _keys(kind):
            each = getattr(value, name)
            if each != default or type(each) is not type(default):  # an empty list differs from an absent one
                made[key] = as_written(each, days=days)
        return made
    if isinstance(value, dict):
        return {key: as_written(each, days=days) for key, each in value.items()}
    if isinstance(value, Leaf):
        return value.text
    if isinstance(value, Group):
        children = [as_written(each, days=days) for each in value.children]
        if value.op == "at_least":
            return {value.op: {"n": value.n, "of": children}}
        return {value.op: children[0] if value.op == "not" else children}
    if isinstance(value, (list, tuple)):
        return [as_written(each, days=days) for each in value]
    return str(value) if days and isinstance(value, (date, PartialDate)) else value


@cache
def _keys(kind: Any) -> list[tuple[str, str, Any]]:
    """The fields of a record: the name, the key in a file, and what it is without one."""
    return [
        (name, name.rstrip("_"), field.default if field.default_factory is MISSING else field.default_factory())
        for name, field in kind.__dataclass_fields__.items()
    ]
