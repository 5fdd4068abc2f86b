"""Models as plain data: the mappings of a file, from which the same models can be read again."""

from dataclasses import MISSING
from typing import Any

from assess.model.condition import Group, Leaf
from assess.model.profile import Listed


def as_written(value: Any) -> Any:
    """A model, or anything that one is made of, as mappings, lists and values; keys that say nothing are left out."""
    if isinstance(value, Listed) and value.complete:
        return as_written(value.listed)
    if hasattr(value, "__dataclass_fields__"):
        made = {}
        for name, field in value.__dataclass_fields__.items():
            each = getattr(value, name)
            default = field.default if field.default_factory is MISSING else field.default_factory()
            if each != default or type(each) is not type(default):  # an empty list differs from an absent one
                made[name.rstrip("_")] = as_written(each)
        return made
    if isinstance(value, dict):
        return {key: as_written(each) for key, each in value.items()}
    if isinstance(value, Leaf):
        return value.text
    if isinstance(value, Group):
        children = as_written(list(value.children))
        if value.op == "at_least":
            return {value.op: {"n": value.n, "of": children}}
        return {value.op: children[0] if value.op == "not" else children}
    return [as_written(each) for each in value] if isinstance(value, (list, tuple)) else value
