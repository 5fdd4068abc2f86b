"""The environment in which all templates run, with the filters, methods and names they may use."""

from collections.abc import Mapping
from fractions import Fraction
from numbers import Number
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.filters import do_round
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace

REFUSED_FILTERS = {
    "attr": "the filter attr (write value.name)",
    "safe": "the filter safe (texts of a profile would become HTML)",
    "pprint": "the filter pprint (it shows what the toolkit holds)",
    "random": "the filter random (the same inputs give the same bytes)",
    "urlize": "the filter urlize (a document links to nothing outside it)",
}
REFUSED_FUNCTIONS = ("lipsum",)
TEXT_METHODS = frozenset(
    ("upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "replace", "join", "removeprefix", "removesuffix",
     "startswith", "endswith", "isdigit", "split", "splitlines")
)  # fmt: skip
TABLE_METHODS = frozenset({"items", "keys", "values", "get"})
LOOP_FIELDS = (
    "index", "index0", "revindex", "revindex0", "length", "depth", "depth0", "first", "last", "previtem", "nextitem", "cycle",
    "changed",
)  # fmt: skip

MOST_BITS = 4096
"""Of a whole number: more than a thousand digits. A power can ask for billions of them, which takes minutes to work out."""
MOST_TIMES = 100_000
"""Letters of a text, or entries of a list, that a multiplication makes."""
MOST_PLACES = 100
"""Decimals to which a number is rounded."""

_OF_JINJA = (LoopContext, TemplateModule, TemplateReference, Namespace, Cycler, Undefined)


class Sandbox(ImmutableSandboxedEnvironment):
    """Allows less than Jinja's own sandbox: only fields of views and a few methods and filters.

    What is not allowed is removed, so that it cannot be reached under any name (`map("safe")`, `map(*["safe"])`). Products and
    powers are looked at before they are worked out (Jinja asks `call_binop` for these, and works out none of them when it reads
    a template): one of them alone could take all the time there is.
    """

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in REFUSED_FILTERS:
            del self.filters[name]
        for name in REFUSED_FUNCTIONS:
            del self.globals[name]
        self.filters["round"] = _rounded

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product or a power.

        Raises:
            ValueError: it would be too large.
        """
        if operator == "**":
            _refuse_large_power(left, right)
        else:
            _refuse_large_product(left, right)
            _refuse_large_product(right, left)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether `obj.attr` may be read, if there is such an attribute."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, tuple):  # a view; not the methods of tuples
            return attr in getattr(obj, "_fields", ())
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in TABLE_METHODS
        if isinstance(obj, BlockReference):
            return attr == "super"
        return isinstance(obj, _OF_JINJA)

    def wrap_str_format(self, value: Any) -> None:
        """Templates cannot call the method `format` of texts; they can use the filter of that name."""


def _refuse_large_power(base: Any, exponent: Any) -> None:
    if not isinstance(base, (int, Fraction)) or not isinstance(exponent, (int, Fraction)):
        return  # decimals overflow by themselves
    if _bits(base) * max(exponent, -exponent) > MOST_BITS and base not in (-1, 0, 1):
        raise ValueError(f"{_short(base)} ** {_short(exponent)} would be {_TOO_LARGE}; use smaller numbers")


def _refuse_large_product(one: Any, times: Any) -> None:
    if not isinstance(times, (int, Fraction)):
        return
    if isinstance(one, (str, bytes, list, tuple)):
        if len(one) * times > MOST_TIMES:
            raise ValueError(
                f"{called(one)} times {_short(times)} would have more than {MOST_TIMES:,} letters or entries; repeat it less often"
            )
    elif isinstance(one, (int, Fraction)) and max(_bits(one), _bits(times)) > MOST_BITS // 2:
        raise ValueError(f"{_short(one)} * {_short(times)} would be {_TOO_LARGE}; use smaller numbers")


def _bits(number: "int | Fraction") -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


_TOO_LARGE = "a number of more than a thousand digits"


def _short(number: "int | Fraction") -> str:
    """A number for messages; Python refuses to write out a long one."""
    return str(number) if _bits(number) <= 64 else "a number of many digits"


def _rounded(value: Any, precision: Any = 0, method: Any = "common") -> Any:
    """Jinja's own filter, which raises 10 to the power of the precision, with a limit."""
    if isinstance(precision, (int, Fraction)) and max(precision, -precision) > MOST_PLACES:
        raise ValueError(f"numbers are rounded to at most {MOST_PLACES} decimals")
    return do_round(value, precision, method)


def called(value: Any) -> str:
    """A value for messages."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        name = type(value).__name__
        return "a group" if name == "_GroupTuple" else name
    if isinstance(value, TemplateModule):
        return str(getattr(value, "__name__", None) or "a module")
    names = (
        (LoopContext, "loop"), (TemplateReference, "self"), (str, "a text"), (bool, "a yes or no"), (Number, "a number"),
        (Mapping, "a mapping"), ((list, tuple, set), "a list"), (Namespace, "a namespace"),
    )  # fmt: skip
    return next((name for kind, name in names if isinstance(value, kind)), "a function or a value that is not finished")


def refuse_unprintable(value: Any) -> None:
    """Ends rendering if anything but a text, a number, a flag or nothing would be printed.

    Raises:
        TypeError: it would be. An object would print its address in memory, which changes each time.
    """
    if not (value is None or isinstance(value, (str, Number, Undefined))):
        raise TypeError(f"{called(value)} cannot be printed; print a field of it, loop over it, or join it")
