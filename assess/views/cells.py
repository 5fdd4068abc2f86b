"""Spreadsheets as data: sheets with headers, and what their cells hold. `formats/workbook.py` writes them."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from assess.model.base import When


class Share(NamedTuple):
    """A score or share from 0 to 1, shown with two decimals, or more if these would look like a bound that it does not reach."""

    value: Fraction
    bounds: tuple[Fraction, ...] = ()
    """The lower bounds of levels."""


class Date(NamedTuple):
    """A date: a whole day becomes a date to calculate with, a month or a year stays text."""

    when: When


class Link(NamedTuple):
    """A text that leads to a row of another sheet; plain text where that sheet has no such row."""

    text: str
    sheet: str
    """The name of the sheet."""
    key: str
    """One of its `keys`."""


class Address(NamedTuple):
    """The address of a source, as text that is a link too."""

    url: str


Cell = str | int | Share | Date | Link | Address


class Column(NamedTuple):
    """One column; its width counts characters."""

    title: str
    width: int = 14


class Sheet(NamedTuple):
    """One sheet: a table with its header."""

    name: str
    """The name of the table, the same in every language."""
    title: str
    """The title of the sheet."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: Mapping[str, int] = MappingProxyType({})
    """The rows that links can lead to, by what links call them; rows count from 0."""
    fixed: int = 0
    """So many columns stay in view, and are repeated where a sheet is printed on several pages side by side."""


class Book(NamedTuple):
    """A whole spreadsheet; `day` is the law cut-off."""

    title: str
    day: str
    sheets: tuple[Sheet, ...]


def date_cell(when: When | None) -> Cell:
    """A date, or an empty cell where there is none."""
    return Date(when) if when is not None else ""


def first_rows(keys: list[str]) -> Mapping[str, int]:
    """The first row of each key, one key a row."""
    found: dict[str, int] = {}
    for row, key in enumerate(keys):
        found.setdefault(key, row)
    return found
