"""What the public functions take: names of frameworks, folders and files, one or several."""

from collections.abc import Sequence
from pathlib import Path

from assess.problems import UsageError, one_line
from assess.reading.library import Library, load_library
from assess.words.language import ENGLISH

Names = Sequence[str | Path] | str | Path
"""Ids or paths; a single one does not have to be in a list."""


def library(frameworks: Names, folders: Names, language: str = ENGLISH) -> Library:
    """The frameworks that are named, with their catalogue.

    Raises:
        UsageError: none is named, or a name that there is not.
        InvalidInput: with everything that is wrong in their files.
    """
    named, among = listed(frameworks), listed(folders)
    if not named:
        raise UsageError("no framework is named; name one or more, such as cooperation")
    for name in (*named, *among):
        if "\0" in str(name):
            raise UsageError(f"{one_line(repr(str(name)))} contains a NUL character, which is not possible in a name")
    return load_library(named, among, language)


def listed(names: Names) -> list[str | Path]:
    """As a list."""
    return [names] if isinstance(names, str | Path) else list(names)
