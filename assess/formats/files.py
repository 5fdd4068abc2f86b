"""Writing documents: whole or not at all."""

import os
from pathlib import Path
from typing import Literal

from assess.problems import ReportError, UsageError, one_line

Kind = Literal[".txt", ".json", ".csv", ".xlsx", ".docx", ".html", ".pdf"]
"""A kind of document, as the ending of its file; ".txt" is only printed."""
SUFFIXES: tuple[Kind, ...] = (".pdf", ".html", ".docx", ".json", ".csv", ".xlsx")


COMPARED: tuple[Kind, ...] = tuple(suffix for suffix in SUFFIXES if suffix != ".docx")
"""What a comparison is written as: its tables are wider than a page that is edited."""


def suffix_of(path: str, kinds: tuple[Kind, ...] = SUFFIXES) -> Kind:
    """The kind of document, by the ending of a path.

    Raises:
        UsageError: files with this ending cannot be written.
    """
    ending = Path(path).suffix.lower()
    for suffix in kinds:
        if suffix == ending:
            return suffix
    if path.endswith("/") or Path(path).is_dir():
        raise UsageError(f"{one_line(path)}: this is a folder; name a file that ends with one of {', '.join(kinds)}")
    raise UsageError(f"{one_line(path)}: the ending of an output file has to be one of {', '.join(kinds)}")


def make_folder(path: str | Path) -> None:
    """Create a folder, and those above it, if they do not exist.

    Raises:
        ReportError: it cannot be made.
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise ReportError(f"the folder {path} cannot be made: {error.strerror or error}") from error


def write(path: str | Path, content: str | bytes) -> None:
    """Write a file atomically: beside its place first, then moved there, so that no file is ever half-written.

    Raises:
        ReportError: the folder does not exist or cannot be written to.
    """
    target = Path(path)
    raw = content.encode("utf-8") if isinstance(content, str) else content
    # not its own name with an ending, which could be too long
    partial = target.parent / f".assess-{os.urandom(8).hex()}"
    try:
        try:
            with open(partial, "xb") as file:
                file.write(raw)
            os.replace(partial, target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:  # ValueError for a NUL in the name
        raise ReportError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from error
