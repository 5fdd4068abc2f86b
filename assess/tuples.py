"""`NamedTuple`, as `typing` has it, for modules that every run imports.

`typing.NamedTuple` compiles a constructor for each class and checks each annotation, which for the classes of the engine takes
a twentieth of a run to text. Here the constructor is compiled when the first tuple is made, and annotations are left to the type
checker, which is given the class of `typing`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from operator import itemgetter

    try:
        from _collections import _tuplegetter as _field  # as in `collections.namedtuple`
    except ImportError:

        def _field(place: int, _doc: None) -> property:
            return property(itemgetter(place))

    class _Making(type):
        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, space)
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space.pop(field) for field in fields if field in space}
            if fields[len(fields) - len(defaults) :] != tuple(defaults):
                raise TypeError(f"{name}: a field without a default follows one with a default")

            def new(kind: type, /, *given: Any, **named: Any) -> Any:
                listed = ", ".join(fields)
                make = eval(f"lambda _cls, {listed}: _new(_cls, ({listed},))", {"_new": tuple.__new__})  # noqa: S307
                make.__name__ = "__new__"
                make.__defaults__ = tuple(defaults.values())
                made.__new__ = staticmethod(make)
                return make(kind, *given, **named)

            space |= {field: _field(i, None) for i, field in enumerate(fields)}
            space |= {
                "__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__new__": new,
                "_make": classmethod(_make), "_replace": _replace, "_asdict": _asdict, "__repr__": _shown,
                "__getnewargs__": _parts,
            }  # fmt: skip
            made = type(name, (tuple,), space)
            return made  # no instance of this metaclass, as with `typing`

    class NamedTuple(metaclass=_Making):
        """A tuple whose parts have names."""

    def _make(cls: Any, parts: Any) -> Any:
        made = tuple.__new__(cls, parts)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self: Any, /, **changed: Any) -> Any:
        made = self._make(map(changed.pop, self._fields, self))
        if changed:
            raise ValueError(f"Got unexpected field names: {list(changed)!r}")
        return made

    def _parts(self: Any) -> Any:
        return tuple(self)

    def _asdict(self: Any) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _shown(self: Any) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in self._asdict().items())})"
