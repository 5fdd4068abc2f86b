"""One input of the fuzzing."""

from collections.abc import Mapping
from typing import NamedTuple


class Case(NamedTuple):
    """One input: files in an empty folder, and commands that are given there one after another."""

    files: Mapping[str, bytes]
    commands: tuple[tuple[str, ...], ...]
    stdin: bytes = b""
    twice: bool = False
    """Whether outputs are made once more by another process and compared."""
    free: bool = False
    """Whether the command line may name any file, so that which files are opened shows nothing."""
    pages: bool = False
    """Whether pages may be laid out, in a process with limits of its own."""
