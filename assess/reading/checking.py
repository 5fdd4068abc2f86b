"""What every check uses: gathering problems of one document, reading raw trees without trusting them."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec

from assess.model.base import text_in
from assess.model.catalogue import Fact, Feature
from assess.problems import Enough, Problem, did_you_mean, gather, problem
from assess.reading.to_model import dotted, found
from assess.reading.yamlfile import Document, Loc

P = ParamSpec("P")


def bounded(check: Callable[P, list[Problem]]) -> Callable[P, list[Problem]]:
    """A check of one document that ends early where it finds too much."""

    @wraps(check)
    def run(*args: P.args, **kwargs: P.kwargs) -> list[Problem]:
        try:
            return check(*args, **kwargs)
        except Enough as enough:
            return enough.problems

    return run


class Report:
    """Collects the problems of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def add(self, loc: Loc, code: str, hint: str = "", *, key: bool = False, **values: object) -> None:
        """A problem at `loc` (at its key where `key`)."""
        place = self.document.place(loc, key=key)
        gather(self.problems, problem(place, code, hint, **{"where": dotted(loc), **values}))

    def line(self, loc: Loc, *, key: bool = False) -> int:
        return self.document.place(loc, key=key).line


def mapping(value: Any) -> dict[str, Any]:
    """`value` if it is a mapping, else an empty one (its shape is reported elsewhere)."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """`value` as a list: itself, nothing, or one value."""
    return value if isinstance(value, list) else [] if value is None else [value]


def strings(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """The texts of a key that holds one or more, each with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, str):
                yield (*loc, i), item


def check_fact(report: Report, loc: Loc, name: Any, facts: dict[str, Fact], *, key: bool = False) -> Fact | None:
    """The fact called `name`, or a problem."""
    fact = facts.get(name) if isinstance(name, str) else None
    if fact is None and isinstance(name, str):
        report.add(loc, "unknown-fact", did_you_mean(name, facts), key=key, name=found(name))
    return fact


def check_value(report: Report, loc: Loc, spec: Fact | Feature, kind: str, value: Any) -> None:
    """Whether `value` suits a number, choice, flag or yes_no."""
    expected, hint = "", ""
    if kind in ("flag", "yes_no"):
        if not isinstance(value, bool):
            expected = "true or false"
    elif kind == "number":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            expected = f"a number ({text_in(spec.unit)})" if spec.unit else "a number"
        elif (spec.min is not None and value < spec.min) or (spec.max is not None and value > spec.max):
            low, high = "least" if spec.min is None else spec.min, "most" if spec.max is None else spec.max
            expected = f"a number from {low} to {high}"
    elif not isinstance(value, str) or value not in spec.words:
        expected = f"one of {', '.join(spec.words)}"
        hint = did_you_mean(value, spec.words) if isinstance(value, str) else ""
    if expected:
        unknown = "" if hint else "write unknown where the sources do not settle it"
        report.add(loc, "wrong-value", hint or unknown, expected=expected, found=found(value))
