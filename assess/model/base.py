"""What all models share: frozen records, strict scalars, dates, exact numbers, texts in several languages.

Models are plain dataclasses that pydantic validates (`assess.reading.to_model`); defining them imports nothing heavy, so that
commands which read no file of theirs do not pay for it. Constraints are annotations that speak pydantic's protocol.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, TypeVar, dataclass_transform

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_CONFIG = {"extra": "forbid", "alias_generator": lambda name: name.rstrip("_")}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass that refuses unknown keys; a field `from_` is the key `from`."""
    # equality and repr are shared functions: generating them for each class would cost a tenth of the time of a run
    made: Any = dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(cls)
    made.__eq__, made.__hash__, made.__repr__ = _equal, None, _shown
    made.__pydantic_config__ = _CONFIG
    return made  # type: ignore[no-any-return]


def _fields(one: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(one, name)) for name in one.__dataclass_fields__]


def _equal(one: Any, other: Any) -> Any:
    return _fields(one) == _fields(other) if type(one) is type(other) else NotImplemented


def _shown(one: Any) -> str:
    return f"{type(one).__name__}({', '.join(f'{name}={value!r}' for name, value in _fields(one))})"


class Constraint:
    """An annotation that adds constraints (`pattern`, `min_length`, `ge`, `strict` ...) or a step before validation."""

    def __init__(self, before: Callable[[Any], Any] | None = None, **constraints: Any) -> None:
        self.before = before
        self.constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        schema = {**handler(source), **self.constraints}
        if self.before is None:
            return schema
        return {"type": "function-before", "function": {"type": "no-info", "function": self.before}, "schema": schema}


def listed(value: Any) -> Any:
    """One value as a list of one, so that a key may hold either."""
    return value if isinstance(value, (list, tuple)) else [value]


def written(value: Any) -> Any:
    """A day as it has to be written, or nothing; a function with a name, so that a schema that holds it can be kept."""
    return value if isinstance(value, str) and _DAY.match(value) else ""


def mapped(value: Any) -> Any:
    """A key with nothing after it as an empty mapping."""
    return {} if value is None else value


def ratio(low: int, high: int = 10**15, *, above: bool = False) -> Constraint:
    """The rule of an exact number from `low` (or `above` it) to `high`; fractions are text such as "2/3"."""

    def check(value: Any) -> Any:
        number = value
        if isinstance(value, str):
            parts = value.split("/")
            if len(parts) != 2 or len(value) > 20 or not all(p.isascii() and p.isdigit() for p in parts):
                raise ValueError('a number, or a fraction in quotes such as "2/3"')
            if int(parts[1]) == 0:
                raise ValueError("a fraction that does not divide by 0")
            number = Fraction(value)
        if type(number) in (int, float, Fraction) and not (
            (low < number if above else low <= number) and number <= high
        ):
            raise ValueError(
                f"a number {'above' if above else 'from'} {low}" + (f" to {high}" if high < 10**15 else "")
            )
        return value

    return Constraint(before=check)


Flag = Annotated[bool, Constraint(strict=True)]
Whole = Annotated[int, Constraint(strict=True)]
Real = Annotated[float, Constraint(strict=True)]
Scalar = Flag | Whole | Real | str
Number = Whole | Real
Words = Annotated[str, Constraint(min_length=1)]
Text = Words | Annotated[dict[str, str], Constraint(min_length=1)]
"""A text, or the same text by language code; the first language given stands in for a missing one."""
Language = Annotated[str, Constraint(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
"""A code of ISO 639, with a country where it matters: fr, pt_BR."""
Id = Annotated[str, Constraint(pattern=r"^[a-z][a-z0-9_]*$")]
Url = Annotated[str, Constraint(pattern=r"^https?://[^\s<>\"]+$")]
Ratio = Whole | Real | str
"""A number, or a fraction in quotes ("2/3"); `exact` gives its value."""
Share = Annotated[Ratio, ratio(0, 1)]
Positive = Annotated[Ratio, ratio(0, above=True)]
Day = Annotated[date, Constraint(before=written)]
"""Written YYYY-MM-DD; left to itself, the validator would take times, and numbers as seconds since 1970."""


def exact(value: int | float | str) -> Fraction:
    """The number as it was written: 0.1 is one tenth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def text_in(text: str | Mapping[str, str] | None, language: str = "en") -> str:
    """`text` in `language`, or in the first language it is given in."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))
