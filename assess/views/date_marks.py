"""Marks of countries whose law is read as of another day than most: a figure of theirs is never beside others without one."""

from collections import Counter
from datetime import date

from assess.engine.comparison import Comparison
from assess.words.figures import date_words
from assess.words.language import _, listed

_SIGNS = "†‡§¶"


def date_marks(compared: Comparison) -> tuple[str, ...]:
    """The mark of each country; empty for those of the commonest day (of two as common, the later one)."""
    days = [country.assessment.as_of for country in compared.countries]
    signs = {day: sign for day, sign, _said in _signs(compared)}
    return tuple(signs.get(day, "") for day in days)


def marked_codes(compared: Comparison) -> list[str]:
    """The codes of the countries, each with its mark."""
    marks = date_marks(compared)
    return [f"{country.code}{mark}" for country, mark in zip(compared.countries, marks, strict=True)]


def marked_names(compared: Comparison) -> list[str]:
    """The names, each with its mark."""
    marks = date_marks(compared)
    return [f"{country.name}{mark}" for country, mark in zip(compared.countries, marks, strict=True)]


def marks_note(compared: Comparison) -> str:
    """What the marks mean; empty where all have the same day."""
    signs = _signs(compared)
    if not signs:
        return ""
    said = listed(text for _day, _sign, text in signs)
    return _("{marks}. All others: law as of {date}. Figures of different days are compared with care.").format(
        marks=said, date=date_words(_usual(compared))
    )


def _usual(compared: Comparison) -> date:
    days: Counter[date] = Counter(country.assessment.as_of for country in compared.countries)
    return max(days, key=lambda day: (days[day], day))


def _signs(compared: Comparison) -> list[tuple[date, str, str]]:
    usual = _usual(compared)
    others = sorted({c.assessment.as_of for c in compared.countries} - {usual}, reverse=True)
    found = []
    for i, day in enumerate(others):
        sign = _SIGNS[i] if i < len(_SIGNS) else f"({i + 1})"
        found.append((day, sign, _("{mark} law as of {date}").format(mark=sign, date=date_words(day))))
    return found
