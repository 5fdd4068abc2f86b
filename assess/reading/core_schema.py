"""The schemas that pydantic-core checks with, made from the annotations of the models.

Pydantic makes the same schemas (a test compares them), but importing it and letting it process every model takes longer than a run.
Its schemas cannot be cached either, because they contain functions. Models use few kinds of types, so a few lines can make the
schemas each time.
"""

from dataclasses import MISSING
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

Schema = dict[str, Any]
"""pydantic-core's schemas are plain data; its own functions for them only fill such mappings."""

_PLAIN = {str: "str", bool: "bool", int: "int", float: "float", date: "date", Any: "any"}


@cache
def core_schema(kind: Any) -> Schema:
    """The schema of a model, or of any type that models are made of.

    Raises:
        TypeError: no model uses such a type yet.
    """
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if hasattr(kind, "__dataclass_fields__"):
        return _record(kind)
    if hasattr(kind, "__metadata__"):
        return _constrained(kind.__origin__, kind.__metadata__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "literal", "expected": list(inner)}
    if origin in (Union, UnionType):
        made, *others = [core_schema(each) for each in inner if each is not NoneType]
        if others:
            made = {"type": "union", "choices": [made, *others]}
        return {"type": "nullable", "schema": made} if NoneType in inner else made
    if origin is tuple and len(inner) == 2 and inner[1] is ...:
        return tuple_schema(core_schema(inner[0]), repeated=True)
    if origin is dict:
        keys, values = map(core_schema, inner)
        return {"type": "dict", "keys_schema": keys, "values_schema": values}
    raise TypeError(kind)


def tuple_schema(*parts: Schema, repeated: bool = False) -> Schema:
    """A list of these parts in their order; `repeated` is one of any length."""
    return {"type": "tuple", "items_schema": list(parts), **({"variadic_item_index": 0} if repeated else {})}


def _constrained(kind: Any, constraints: tuple[Any, ...]) -> Schema:
    """The schema of `Annotated`: following pydantic's protocol, each constraint wraps the schema of what comes before it."""
    if not constraints:
        return core_schema(kind)
    *inner, outer = constraints
    made: Schema = outer.__get_pydantic_core_schema__(kind, lambda source: _constrained(source, tuple(inner)))
    return made


def _record(cls: Any) -> Schema:
    config, fields = cls.__pydantic_config__, []
    for name, field in cls.__dataclass_fields__.items():
        schema = core_schema(cls.__annotations__[name])
        if field.default is not MISSING:
            schema = {"type": "default", "schema": schema, "default": field.default}
        elif field.default_factory is not MISSING:
            schema = {"type": "default", "schema": schema, "default_factory": field.default_factory}
        alias = config["alias_generator"](name)
        fields.append({"type": "dataclass-field", "name": name, "schema": schema, "validation_alias": alias})
    return {
        "type": "dataclass",
        "cls": cls,
        "fields": list(cls.__dataclass_fields__),
        "schema": {"type": "dataclass-args", "dataclass_name": cls.__name__, "fields": fields},
        "slots": True,
        "config": {"extra_fields_behavior": config["extra"], "title": cls.__name__},
    }
