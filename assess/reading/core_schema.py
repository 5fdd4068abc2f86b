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

from pydantic_core import CoreSchema
from pydantic_core import core_schema as core

_PLAIN: dict[Any, CoreSchema] = {
    str: core.str_schema(), bool: core.bool_schema(), int: core.int_schema(), float: core.float_schema(),
    date: core.date_schema(), Any: core.any_schema(),
}  # fmt: skip


@cache
def core_schema(kind: Any) -> CoreSchema:
    """The schema of a model, or of any type that models are made of.

    Raises:
        TypeError: no model uses such a type yet.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    if hasattr(kind, "__dataclass_fields__"):
        return _record(kind)
    if hasattr(kind, "__metadata__"):
        return _constrained(kind.__origin__, kind.__metadata__)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return core.literal_schema(list(inner))
    if origin in (Union, UnionType):
        made, *others = [core_schema(each) for each in inner if each is not NoneType]
        if others:
            made = core.union_schema([made, *others])
        return core.nullable_schema(made) if NoneType in inner else made
    if origin is tuple and len(inner) == 2 and inner[1] is ...:
        return core.tuple_schema([core_schema(inner[0])], variadic_item_index=0)
    if origin is dict:
        return core.dict_schema(core_schema(inner[0]), core_schema(inner[1]))
    raise TypeError(kind)


def _constrained(kind: Any, constraints: tuple[Any, ...]) -> CoreSchema:
    """The schema of `Annotated`: following pydantic's protocol, each constraint wraps the schema of what comes before it."""
    if not constraints:
        return core_schema(kind)
    *inner, outer = constraints
    made: CoreSchema = outer.__get_pydantic_core_schema__(kind, lambda source: _constrained(source, tuple(inner)))
    return made


def _record(cls: Any) -> CoreSchema:
    config, fields = cls.__pydantic_config__, []
    for name, field in cls.__dataclass_fields__.items():
        schema = core_schema(cls.__annotations__[name])
        if field.default is not MISSING:
            schema = core.with_default_schema(schema, default=field.default)
        elif field.default_factory is not MISSING:
            schema = core.with_default_schema(schema, default_factory=field.default_factory)
        fields.append(core.dataclass_field(name, schema, validation_alias=config["alias_generator"](name)))
    return core.dataclass_schema(
        cls,
        core.dataclass_args_schema(cls.__name__, fields),
        list(cls.__dataclass_fields__),
        config=core.CoreConfig(extra_fields_behavior=config["extra"], title=cls.__name__),
        slots=True,
    )
