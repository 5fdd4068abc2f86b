"""What a template can know of a value: shapes, worked out from the typing of the views when a template is checked."""

import types
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

ANY = "any"
TEXT = "text"
NUMBER = "number"
FLAG = "flag"
NOTHING = "nothing"
FUNCTION = "function"
NAMESPACE = "namespace"
MISSING = "missing"
"""Simple shapes are words; of the first nothing is known, and the last is what a problem has been reported for."""


class Record(NamedTuple):
    """A value with fields."""

    name: str
    fields: tuple[tuple[str, "Kind"], ...]


class View(NamedTuple):
    """A view (a NamedTuple); its fields are worked out when they are asked for, since views may nest in a circle."""

    type: Any


class Items(NamedTuple):
    """A list: its parts, each of its own where their number is known."""

    each: "Kind"
    parts: "tuple[Kind, ...] | None" = None
    depth: int = 1
    """Of lists that a template itself nests, which are followed only so far."""


class Table(NamedTuple):
    """A mapping."""

    value: "Kind"
    depth: int = 1


class Method(NamedTuple):
    """Something to be called."""

    gives: "Kind"


class Macro(NamedTuple):
    """A macro, by its number in the linter."""

    number: int
    name: str


class Module(NamedTuple):
    """What `import` gives: the names that a template defines."""

    template: str
    names: tuple[tuple[str, "Kind"], ...]


Shape = str | Record | View | Items | Table | Method | Macro | Module | Any
Kind = frozenset[Shape]
"""The shapes that a value can have."""

UNKNOWN: Kind = frozenset({ANY})


def kind(*shapes: Shape) -> Kind:
    """The kind with these shapes."""
    return frozenset(shapes)


def join(kinds: Iterable[Kind]) -> Kind:
    """What a value is that can be any of these."""
    return frozenset().union(*kinds) or UNKNOWN


_DEEPEST = 5
_MOST_PARTS = 30


def listed(each: Kind, parts: tuple[Kind, ...] | None = None) -> Kind:
    """A list that a template makes; what it nests very deep, or makes very long, is not followed."""
    depth = 1 + max((getattr(shape, "depth", 0) for of in (each, *(parts or ())) for shape in of), default=0)
    if depth > _DEEPEST:
        return UNKNOWN
    return kind(Items(each, parts if parts is not None and len(parts) <= _MOST_PARTS else None, depth))


def table(value: Kind) -> Kind:
    """A mapping that a template makes."""
    depth = 1 + max((getattr(shape, "depth", 0) for shape in value), default=0)
    return UNKNOWN if depth > _DEEPEST else kind(Table(value, depth))


def is_view(annotation: Any) -> bool:
    """Whether a type is a NamedTuple."""
    return isinstance(annotation, type) and issubclass(annotation, tuple) and hasattr(annotation, "_fields")


@cache
def kind_of(annotation: Any) -> Kind:
    """The kind of a type annotation; what has no meaning for templates is unknown."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return kind_of(args[0])
    if origin in (Union, types.UnionType):
        return join(kind_of(arg) for arg in args)
    if origin is Literal:
        return join(kind_of(cast(Any, type(arg))) for arg in args)
    if is_view(annotation):
        return kind(View(annotation))
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
        parts = tuple(kind_of(arg) for arg in args)
        return kind(Items(join(parts), parts))
    if isinstance(origin, type) and args:
        if issubclass(origin, Mapping):
            return kind(Table(kind_of(args[1])))
        if issubclass(origin, (Sequence, frozenset, set)):
            return kind(Items(kind_of(args[0])))
    if annotation in (None, type(None)):
        return kind(NOTHING)
    if isinstance(annotation, type) and issubclass(annotation, str):
        return kind(TEXT)
    if annotation is bool:
        return kind(FLAG)
    if isinstance(annotation, type) and hasattr(annotation, "__float__"):  # int, float, Fraction, Decimal
        return kind(NUMBER)
    return UNKNOWN


@cache
def fields_of(view: Any) -> dict[str, Kind]:
    """The fields of a NamedTuple, in order."""
    hints = get_type_hints(view, include_extras=True)
    return {name: kind_of(hints[name]) for name in view._fields}


def views_in(annotation: Any) -> list[Any]:
    """The NamedTuples that a type reaches, each once, in the order in which a reader meets them."""
    found: list[Any] = []

    def visit(each: Any) -> None:
        if is_view(each):
            if each not in found:
                found.append(each)
                for hint in get_type_hints(each).values():
                    visit(hint)
        else:
            for arg in get_args(each):
                visit(arg)

    visit(annotation)
    return found


def parts_of(shape: Shape) -> tuple[Kind, ...] | None:
    """The parts of a list of known length, else None."""
    if isinstance(shape, View):
        return tuple(fields_of(shape.type).values())
    return shape.parts if isinstance(shape, Items) else None


def item_of(of: Kind) -> Kind:
    """What a loop over a value meets."""
    found = []
    for shape in of:
        if isinstance(shape, View):
            found.append(join(fields_of(shape.type).values()))
        elif isinstance(shape, Items):
            found.append(shape.each)
        elif isinstance(shape, Table) or shape == TEXT:
            found.append(kind(TEXT))
        elif shape != NOTHING:
            found.append(kind(MISSING) if shape == MISSING else UNKNOWN)
    return join(found)


def in_words(annotation: Any) -> str:
    """A type for readers of the documentation."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return in_words(args[0])
    if origin in (Union, types.UnionType):
        return " or ".join(in_words(arg) for arg in args)
    if origin is Literal:
        return " or ".join(f'"{arg}"' for arg in args)
    if is_view(annotation):
        return f"`{annotation.__name__}`"
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
        return f"({', '.join(in_words(arg) for arg in args)})"
    if isinstance(origin, type) and args:
        if issubclass(origin, Mapping):
            return f"mapping of {in_words(args[0])} to {in_words(args[1])}"
        return f"list of {in_words(args[0])}"
    names = {FLAG: "yes or no", ANY: "anything"}
    return " or ".join(sorted(names.get(str(shape), str(shape)) for shape in kind_of(annotation)))
