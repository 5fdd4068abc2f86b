"""Models as plain data: the mappings of a file, from which the same models can be read again."""

from collections.abc import Callable
from dataclasses import MISSING
from datetime import date
from functools import cache
from operator import attrgetter
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
    return value if type(value) in _PLAIN else _written(value, days)


def _written(value: Any, days: bool) -> Any:
    kind: Any = type(value)
    if kind is tuple or kind is list:  # first what there is most of
        return [each if type(each) in _PLAIN else _written(each, days) for each in value]
    if kind is dict:
        return {key: each if type(each) in _PLAIN else _written(each, days) for key, each in value.items()}
    if kind is date:
        return str(value) if days else value
    if kind is Listed and value.complete:
        return _written(value.listed, days)
    if hasattr(kind, "__dataclass_fields__"):
        made = {}
        values, keys = _fields(kind)
        for (key, default, usual), each in zip(keys, values(value), strict=True):
            if each is default:
                continue
            own = type(each)
            if own is not usual or each != default:  # an empty list differs from an absent one
                made[key] = each if own in _PLAIN else _written(each, days)
        return made
    if isinstance(value, Leaf):
        return value.text
    if isinstance(value, Group):
        children = [_written(each, days) for each in value.children]
        if value.op == "at_least":
            return {value.op: {"n": value.n, "of": children}}
        return {value.op: children[0] if value.op == "not" else children}
    if isinstance(value, (list, tuple)):
        return [as_written(each, days=days) for each in value]
    if isinstance(value, dict):
        return {key: as_written(each, days=days) for key, each in value.items()}
    return str(value) if days and isinstance(value, (date, PartialDate)) else value


@cache
def _fields(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], list[tuple[str, Any, type]]]:
    """What reads all fields of a record, and of each its key in a file, with what it is without one and the type of that."""
    names = list(kind.__dataclass_fields__)
    keys = []
    for name, field in kind.__dataclass_fields__.items():
        default = field.default if field.default_factory is MISSING else field.default_factory()
        keys.append((name.rstrip("_"), default, type(default)))
    get = attrgetter(*names)
    return (get if len(names) > 1 else lambda value: (get(value),)), keys
