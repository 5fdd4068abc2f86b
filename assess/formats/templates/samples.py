"""The types of views: their fields in words for the documentation, and sample values on which templates are tried."""

import types
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from jinja2 import Undefined

_DEEPEST = 3
"""How deep a view that contains views of its own type, like a tree, is followed."""


SAMPLE = "sample"
"""The value of each text."""


class Unknown(Undefined):
    """An unknown value: whatever is done with it gives another unknown value and no error.

    Args:
        told: whether it results from a fault that was reported; then it can be looped over and read like any value.
    """

    told = False

    def __init__(self, *args: Any, told: bool = False) -> None:
        super().__init__(*args)
        self.told = told

    def used(self) -> None:
        """Called before anything is done with it."""

    def after(self) -> "Unknown":
        """The value that results."""
        return Unknown(told=self.told)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self._do()

    def _do(self, *_: Any, **__: Any) -> Any:
        self.used()
        return self.after()

    def __str__(self) -> str:
        self.used()
        return ""

    def __len__(self) -> int:
        return len(str(self))

    def __iter__(self) -> Iterator[Any]:
        return iter((self.after(),) if str(self) == "" and self.told else ())

    def __bool__(self) -> bool:
        return str(self) == "" and self.told

    def __eq__(self, _: object) -> bool:
        return bool(str(self))

    __hash__ = Undefined.__hash__


for _name in ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow"]:
    setattr(Unknown, f"__{_name}__", Unknown._do)
    setattr(Unknown, f"__r{_name}__", Unknown._do)
for _name in ["pos", "neg", "call", "getitem"]:
    setattr(Unknown, f"__{_name}__", Unknown._do)
for _name in ["lt", "le", "gt", "ge"]:
    setattr(Unknown, f"__{_name}__", Unknown.__eq__)
for _name, _kind in (("int", int), ("float", float)):
    setattr(Unknown, f"__{_name}__", lambda self, kind=_kind: kind(len(self)))


class Fixed(tuple[Any, ...]):
    """A fixed number of parts, each with its own type."""


class Several(tuple[Any, ...]):
    """A list of any length, with two samples; later entries are like them."""

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return Several(super().__getitem__(key))
        return super().__getitem__(key)


class AnyKey(dict[Any, Any]):
    """A mapping that has every key."""

    def __missing__(self, _: Any) -> Any:
        return next(iter(self.values()))


def is_view(annotation: Any) -> bool:
    """Whether a type is a NamedTuple."""
    return isinstance(annotation, type) and issubclass(annotation, tuple) and hasattr(annotation, "_fields")


@cache
def fields_of(view: Any) -> dict[str, Any]:
    """The fields of a NamedTuple with their types, in order."""
    hints = get_type_hints(view, include_extras=True)
    return {name: hints[name] for name in view._fields}


def views_in(annotation: Any) -> list[Any]:
    """The NamedTuples within a type, each once, in the order in which a reader meets them."""
    found: list[Any] = []

    def visit(each: Any) -> None:
        if is_view(each):
            if each not in found:
                found.append(each)
                for hint in fields_of(each).values():
                    visit(hint)
        else:
            for arg in get_args(each):
                visit(arg)

    visit(annotation)
    return found


def _is_pair(origin: Any, args: tuple[Any, ...]) -> bool:
    """Whether it is a tuple with a fixed number of parts, each with its own type."""
    return origin is tuple and not (len(args) == 2 and args[1] is Ellipsis)


def sample(annotation: Any, variant: int = 0, above: tuple[Any, ...] = ()) -> Any:
    """A full value of a type: lists have two entries, nothing is `None`, no number is 0.

    Args:
        variant: chooses among flags, literal words and unions; within a list, the choices alternate.
        above: the views around it.
    """
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return sample(args[0], variant, above)
    if origin in (Union, types.UnionType):
        kinds = [arg for arg in args if arg is not type(None)]
        if len(kinds) < len(args) and _deep(annotation, above):
            return None
        return sample(kinds[variant % len(kinds)], variant, above)
    if origin is Literal:
        return args[variant % len(args)]
    if is_view(annotation):
        inside = (*above, annotation)
        return annotation(*(sample(kind, variant, inside) for kind in fields_of(annotation).values()))
    if _is_pair(origin, args):
        return Fixed(sample(arg, variant, above) for arg in args)
    if isinstance(origin, type) and args:
        if issubclass(origin, Mapping):
            return AnyKey({sample(args[0], variant, above): sample(args[1], variant, above)})
        if issubclass(origin, (Sequence, frozenset, set)):
            many = 0 if _deep(args[0], above) else _many(args[0])
            return Several(sample(args[0], variant + i, above) for i in range(many))
    if not isinstance(annotation, type):
        return Unknown()
    if issubclass(annotation, str):
        return annotation(SAMPLE)
    if annotation is bool:
        return variant % 2 == 0
    if hasattr(annotation, "__float__"):  # int, float, Fraction, Decimal
        return annotation(7)  # type: ignore[call-arg]
    return Unknown()


def _deep(annotation: Any, above: tuple[Any, ...]) -> bool:
    return any(above.count(view) >= _DEEPEST for view in views_in(annotation))


def _many(annotation: Any) -> int:
    """As many entries as there are types of them, and at least two."""
    args = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType, Literal) else ()
    return max(2, len(args))


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
    if _is_pair(origin, args):
        return f"({', '.join(in_words(arg) for arg in args)})"
    if isinstance(origin, type) and args:
        if issubclass(origin, Mapping):
            return f"mapping of {in_words(args[0])} to {in_words(args[1])}"
        return f"list of {in_words(args[0])}"
    if annotation in (None, type(None)):
        return "nothing"
    if not isinstance(annotation, type):
        return "anything"
    if issubclass(annotation, str):
        return "text"
    if annotation is bool:
        return "yes or no"
    return "number" if hasattr(annotation, "__float__") else "anything"
