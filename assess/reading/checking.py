"""Helpers for all checks: collecting the problems of one document, reading raw trees without trusting them."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec
from unicodedata import decimal, normalize

from assess.model.base import text_in
from assess.model.catalogue import Fact, Facts, Feature
from assess.problems import Enough, Problem, did_you_mean, gather, problem
from assess.reading.meant import meant, truth_meant
from assess.reading.to_model import dotted, found
from assess.reading.yamlfile import Document, Loc

P = ParamSpec("P")


def bounded(check: Callable[P, list[Problem]]) -> Callable[P, list[Problem]]:
    """Makes a check of one document end early when it finds too many problems."""

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
    """The texts under a key that takes one or a list of them, each with its place."""
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
        gone = facts.retired.get(name) if isinstance(facts, Facts) else None
        report.add(loc, "unknown-fact", gone or did_you_mean(name, facts), key=key, name=found(name))
    return fact


def feature_meant(fact: Fact, name: str) -> str:
    """What to write instead of a feature that the fact has not, or has no longer."""
    return fact.retired.get(name) or did_you_mean(name, fact.features)


def check_narrowing(report: Report, loc: Loc, word: Any, treaty: Fact) -> None:
    """Whether a narrowing is one of those that the catalogue lists for the treaty, where it lists any."""
    if treaty.narrowings and word not in treaty.narrowings:
        hint = meant(word, treaty.narrowings) or did_you_mean(str(word), treaty.narrowings)
        report.add(loc, "unknown-word", hint, value=found(word), expected=", ".join(treaty.narrowings))


def check_value(report: Report, loc: Loc, spec: Fact | Feature, kind: str, value: Any) -> None:
    """Checks the value of a number, choice, flag or yes_no."""
    expected, hint = "", ""
    if kind in ("flag", "yes_no"):
        if not isinstance(value, bool):
            expected = "true or false"
            hint = truth_meant(value) if isinstance(value, str) else ""
    elif kind == "number":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            expected = f"a number ({text_in(spec.unit)})" if spec.unit else "a number"
            hint = _number_meant(value, spec.max) if isinstance(value, str) else ""
        elif (spec.min is not None and value < spec.min) or (spec.max is not None and value > spec.max):
            expected = _bounds(spec.min, spec.max)
            hint = "correct it, or write unknown where the sources do not settle it"
            if spec.max == 1 and 1 < value <= 100:
                hint = f"write {_share(value)} if {_short(value)} % is meant"
    elif not isinstance(value, str) or value not in spec.words:
        expected = f"one of {', '.join(spec.words)}"
        hint = meant(value, spec.words)
    if expected:
        unknown = "write unknown where the sources do not settle it"
        report.add(loc, "wrong-value", hint or unknown, expected=expected, found=found(value))


_NUMBER = r"([-+]?[0-9]{1,15})(?:([.,])([0-9]{1,15}))?"
_GROUPS = r"(?<=[0-9])[ _'’\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))"
"""The marks between thousands in the writing of many countries."""
_MIXED = r"(?<![0-9.,])[0-9]{1,3}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.)[0-9]+(?![0-9.,])"
"""A number in which points and commas tell thousands and decimals apart."""


def _unmixed(found: re.Match[str]) -> str:
    whole, _, decimals = found[0].replace(",", ".").rpartition(".")
    return f"{whole.replace('.', '')}.{decimals}"


def _bounds(low: float | None, high: float | None) -> str:
    if low is None:
        return f"a number up to {high}"
    return f"a number of at least {low}" if high is None else f"a number from {low} to {high}"


def _short(value: float) -> str:
    return f"{value:.15g}"


def _share(percent: float) -> str:
    return str(Decimal(str(percent)) / 100)


def _number_meant(written: str, high: float | None) -> str:
    """What to write instead of a text that has a number in it."""
    digits = (str(decimal(one)) if one.isdecimal() else one for one in normalize("NFKC", written.strip()[:60]))
    text = re.sub(_MIXED, _unmixed, re.sub(_GROUPS, "", "".join(digits)))
    match = re.match(_NUMBER, text)
    if match is None:
        return ""
    whole, mark, rest = match[1], match[2], match[3]
    unit = text[match.end() :].strip()
    if unit and not (unit[0].isalpha() or unit[0] == "%"):
        return ""  # a date, a time, a range, a version: which number is meant cannot be told
    number = f"{whole}.{rest}" if mark else whole
    if unit in ("%", "per cent", "percent"):
        return f"write {_share(float(number))}" if high == 1 else f"write {number}, without the sign"
    if mark == "," and len(rest) == 3:
        return f"write {whole}{rest}, or {number} if the comma is a decimal point"
    if mark == "," or text != written.strip():
        return f"write {number}"
    return f"write {number}, {'without the unit' if unit else 'without quotes'}"
