"""What all models share: frozen records, strict scalars, dates, exact numbers, texts in several languages.

Models are plain dataclasses that pydantic validates (`assess.reading.to_model`); defining them imports nothing heavy, so that
commands that read no files do not pay for it. Constraints are annotations that follow pydantic's protocol.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, TypeVar, dataclass_transform

T = TypeVar("T")

_CONFIG = {"extra": "forbid", "alias_generator": lambda name: name.rstrip("_"), "use_attribute_docstrings": True}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass that refuses unknown keys; a field `from_` is the key `from`."""
    # Methods are shared: generating and compiling them for each dataclass would take a sixteenth of the time of a run.
    # pydantic-core makes models without calling any of them.
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    made.__init__, made.__eq__, made.__hash__, made.__repr__ = _init, _equal, None, _shown
    made.__setattr__ = made.__delattr__ = _frozen
    made.__getstate__, made.__setstate__ = _state, _restore  # profiles are sent to other processes
    made.__pydantic_config__ = _CONFIG
    return made  # type: ignore[no-any-return]


def _init(one: Any, **given: Any) -> None:
    for name, field in one.__dataclass_fields__.items():
        if name in given:
            value = given.pop(name)
        elif field.default is not dataclasses.MISSING:
            value = field.default
        elif field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        else:
            raise TypeError(f"{type(one).__name__} needs {name}")
        object.__setattr__(one, name, value)
    if given:
        raise TypeError(f"{type(one).__name__} has no {', '.join(given)}")


def _frozen(one: Any, name: str, *_: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"{name} of {type(one).__name__} cannot be changed")


def _state(one: Any) -> list[Any]:
    return [value for _, value in _fields(one)]


def _restore(one: Any, state: list[Any]) -> None:
    for name, value in zip(one.__dataclass_fields__, state, strict=True):
        object.__setattr__(one, name, value)


def _fields(one: Any) -> list[tuple[str, Any]]:
    return [(name, getattr(one, name)) for name in one.__dataclass_fields__]


def _equal(one: Any, other: Any) -> Any:
    return _fields(one) == _fields(other) if type(one) is type(other) else NotImplemented


def _shown(one: Any) -> str:
    return f"{type(one).__name__}({', '.join(f'{name}={value!r}' for name, value in _fields(one))})"


class Refused(ValueError):
    """Raised by a step before validation to refuse a value: the code of the problem, a hint, the values of its message."""

    def __init__(self, code: str, hint: str = "", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint
        self.values = values


class Constraint:
    """An annotation that adds constraints (`pattern`, `max_length`, `ge`, `strict` ...) or a step before validation.

    `code` is the problem of a text that does not fit the pattern, `hint` what to write instead.
    """

    def __init__(
        self, before: Callable[[Any], Any] | None = None, *, code: str = "", hint: str = "", **constraints: Any
    ) -> None:
        self.before = before
        self.code = code
        self.hint = hint
        self.constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        schema = {**handler(source), **self.constraints}
        if self.code:
            schema = {
                "type": "custom-error", "schema": schema, "custom_error_type": self.code, "custom_error_message": self.hint,
                "custom_error_context": {"longest": self.constraints["max_length"]},
            }  # fmt: skip
        if self.before is None:
            return schema
        return {"type": "function-before", "function": {"type": "no-info", "function": self.before}, "schema": schema}


def listed(value: Any) -> Any:
    """Turns a single value into a list of one, so that a key may have either."""
    return value if isinstance(value, (list, tuple)) else [value]


def mapped(value: Any) -> Any:
    """Reads a key with nothing after it as an empty mapping."""
    return {} if value is None else value


_FRACTION = re.compile(r"[0-9]{1,15}/[0-9]{1,15}")


def ratio(low: int, high: int = 10**15, *, above: bool = False) -> Constraint:
    """The rule of an exact number from `low` (or `above` it) to `high`; fractions are text such as "2/3"."""

    def check(value: Any) -> Any:
        number = value
        if isinstance(value, str):
            try:
                number = exact(value)
            except ValueError:
                raise Refused("wrong-type", expected='a number, or a fraction in quotes such as "2/3"') from None
            except ZeroDivisionError:
                raise Refused("wrong-type", expected="a fraction that does not divide by 0") from None
        if type(number) in (int, float, Fraction) and not (
            (low < number if above else low <= number) and number <= high
        ):
            bounds = f"{'above' if above else 'from' if high < 10**15 else 'of at least'} {low}" + (
                f" to {high}" if high < 10**15 else ""
            )
            raise Refused("wrong-type", expected=f"a number {bounds}")
        return value

    return Constraint(before=check)


# Dates


class PartialDate:
    """A month or a year, where no more is known; printed as it was read: 2004-06, 2004."""

    __slots__ = ("month", "year")

    def __init__(self, year: int, month: int = 0) -> None:
        self.year = year
        self.month = month
        """0: only the year is known."""

    @property
    def earliest(self) -> date:
        """The first day that can be meant."""
        return date(self.year, self.month or 1, 1)

    @property
    def latest(self) -> date:
        """The last day that can be meant."""
        month = self.month or 12
        for day in (31, 30, 29):
            with suppress(ValueError):  # the month is shorter
                return date(self.year, month, day)
        return date(self.year, month, 28)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month) == (other.year, other.month)

    def __hash__(self) -> int:
        return hash((self.year, self.month))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    def __repr__(self) -> str:
        return f"PartialDate({self})"


def earliest(when: date | PartialDate) -> date:
    """The first day that can be meant: of a whole date, itself."""
    return when.earliest if isinstance(when, PartialDate) else when


def latest(when: date | PartialDate) -> date:
    """The last day that can be meant: of a whole date, itself."""
    return when.latest if isinstance(when, PartialDate) else when


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_HINT_DAY = "write YYYY-MM-DD, such as 2026-10-31"
_HINT_WHEN = "write YYYY-MM-DD, such as 2026-10-31, or YYYY-MM or YYYY if no more is known"


def day_read(value: Any) -> Any:
    """A day as it is written in a file."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise Refused("bad-date", _HINT_DAY, partly=False)


def when_read(value: Any) -> date | PartialDate:
    """A date as it is written in a file, as far as it is known: a day, a month or a year."""
    text = str(value) if type(value) is int else value  # a year without quotes is read as a number
    try:
        if isinstance(text, str) and _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if isinstance(text, str) and (part := _PART.fullmatch(text)):
            made = PartialDate(int(part[1]), int(part[2] or 0))
            if part[2] != "00" and made.earliest:  # no such month or year raises
                return made
    except ValueError:
        pass
    raise Refused("bad-date", _HINT_WHEN, partly=True)


def in_force_read(value: Any) -> date | PartialDate | bool:
    """The date since which something is in force, or whether it is in force if no date is known."""
    try:
        return value if isinstance(value, bool) else when_read(value)
    except Refused:
        raise Refused(
            "bad-date",
            "write the date (YYYY-MM-DD, YYYY-MM or YYYY), or true or false if the date is not known",
            partly=True,
        ) from None


class _Plain:
    """A value that `read` makes from the content of a file; `written` is the core schema of that content."""

    def __init__(self, read: Callable[[Any], Any], *written: dict[str, Any]) -> None:
        self.read = read
        self.written = list(written)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        function, written = {"type": "no-info", "function": self.read}, {"type": "union", "choices": self.written}
        return {"type": "function-plain", "function": function, "json_schema_input_schema": written}


_WRITTEN = ({"type": "str", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}, {"type": "int", "ge": 1000, "le": 9999})


# Limits


LONGEST = {
    "text": 20_000,  # notes, readings, questions, recommendations and whatever else is a paragraph
    "title": 500,  # titles, names of offices and authors, and other texts of one line
    "unit": 40,  # how a pin or a number is printed: "s.", "days"
    "word": 100,  # ids, words of a choice, versions
    "source": 60,  # the name under which a source is cited
    "pin": 100,  # a section, an article, a paragraph of a treaty
    "cite": 200,  # SOURCE PIN, or SOURCE.PIN
    "url": 2_000,
}  # fmt: skip
"""How many characters a text may have, by its kind. A text can be printed every time it is cited, so a few long ones could make
documents of gigabytes."""

MOST = {
    "sources": 2_000,
    "provisions": 10_000,
    "facts": 5_000,
    "agreements": 1_000,
    "comments": 500,
    "entries": 50,  # dated entries of a provision or fact
    "bases": 50,  # of an answer
    "read_together": 50,  # provisions of a basis
    "stood_on": 100,  # provisions of all bases of an answer
    "cites": 50,  # of an answer, provision, criterion ...
    "features": 200,
    "reservations": 100,  # and declarations
    "languages": 50,  # of one text
    "words": 100,  # of a choice
    "domains": 200,
    "criteria": 1_000,  # of a domain
    "all_criteria": 5_000,  # of a framework, in all its domains
    "elements": 100,  # of a criterion
    "cases": 2_000,
    "listed": 200,  # levels, gates, instruments, steps, needs and whatever else is a list
}  # fmt: skip
"""How many entries a list or mapping may have, by its kind."""


def _text(kind: str, **constraints: Any) -> Constraint:
    return Constraint(max_length=LONGEST[kind], **constraints)


def up_to(kind: str, *, least: int = 0, one: bool = False) -> Constraint:
    """The rule of a list or mapping of that kind, with at least `least` entries; with `one`, a single value is read as a list of
    one."""
    constraints: dict[str, Any] = {"min_length": least} if least else {}
    return Constraint(before=listed if one else None, max_length=MOST[kind], **constraints)


Flag = Annotated[bool, Constraint(strict=True)]
Whole = Annotated[int, Constraint(strict=True)]
Real = Annotated[float, Constraint(strict=True)]
Scalar = Flag | Whole | Real | Annotated[str, _text("word")]
Number = Whole | Real
Language = Annotated[
    str, _text("word", pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$", code="bad-language", hint="write en, fr, pt_BR ...")
]
"""A code of ISO 639, with a country where it matters: fr, pt_BR."""
Words = Annotated[str, _text("text", min_length=1)]
Text = Words | Annotated[dict[Language, Words], up_to("languages", least=1)]
"""A text, or the same text by language code; the first language given stands in for a missing one."""
_Line = Annotated[str, _text("title", min_length=1)]
Title = _Line | Annotated[dict[Language, _Line], up_to("languages", least=1)]
"""A text of one line, in one or several languages."""
UnitText = Annotated[str, _text("unit")]
"""How the pins of a source are printed; empty if they need no word."""
_Short = Annotated[str, _text("unit", min_length=1)]
Unit = _Short | Annotated[dict[Language, _Short], up_to("languages", least=1)]
"""What is counted, in one or several languages."""
TEXTS = (Text, Title, Unit)
"""The types of texts that are translated."""
Word = Annotated[str, _text("word")]
"""A word of a choice, a version, a name of something in the same file."""
Id = Annotated[
    str,
    _text(
        "word",
        pattern=r"^[a-z][a-z0-9_]*$",
        code="bad-id",
        hint="use lower-case letters, digits and _, beginning with a letter",
    ),
]
SourceName = Annotated[
    str,
    _text(
        "source",
        pattern=r"^[^\s.]+$",
        code="bad-source-name",
        hint="leave out dots and spaces; in citations, they end the name",
    ),
]
"""The name of a source in citations."""
Pin = Annotated[str, _text("pin")]
"""A section, an article or a paragraph, as it is cited."""
CiteText = Annotated[str, _text("cite")]
"""SOURCE PIN, SOURCE.PIN, or SOURCE."""
Cites = Annotated[tuple[CiteText, ...], up_to("cites", one=True)]
Url = Annotated[
    str,
    _text("url", pattern=r"^https?://[^\s<>\"]+$", code="bad-url", hint="begin with https:// or http://"),
]
Ratio = Whole | Real | Word
"""A number, or a fraction in quotes ("2/3"); `exact` gives its value."""
Share = Annotated[Ratio, ratio(0, 1)]
Positive = Annotated[Ratio, ratio(0, above=True)]
Day = Annotated[date, Constraint(before=day_read)]
"""Written YYYY-MM-DD; by default, the validator would also accept times, and numbers as seconds since 1970."""
When = Annotated[date | PartialDate, _Plain(when_read, *_WRITTEN)]
"""A date as far as it is known: a day, a month (YYYY-MM) or a year (YYYY)."""
InForce = Annotated[date | PartialDate | bool, _Plain(in_force_read, *_WRITTEN, {"type": "bool"})]
"""The date since which something is in force; true or false where it is not known."""


@lru_cache(maxsize=1024, typed=True)
def exact(value: int | float | str) -> Fraction:
    """The number as it was written: 0.1 is one tenth, "2/3" two thirds. The same few are asked for all the time.

    Raises:
        ValueError: a text that is not such a fraction; exponents are refused, because they can ask for billions of digits.
        ZeroDivisionError: a fraction that divides by 0.
    """
    if isinstance(value, str) and not _FRACTION.fullmatch(value):
        raise ValueError(value[:20])
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def text_in(text: str | Mapping[str, str] | None, language: str = "en") -> str:
    """`text` in `language`, or in the first language it is given in."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))
