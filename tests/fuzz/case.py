"""One input of the fuzzing."""

from collections.abc import Mapping
from typing import NamedTuple


class Case(NamedTuple):
    """One input: files in an empty folder, and commands that are run there one after another."""

    files: Mapping[str, bytes]
    commands: tuple[tuple[str, ...], ...]
    stdin: bytes = b""
    twice: bool = False
    """Whether another process makes the outputs again to compare them."""
    free: bool = False
    """Whether the command line may name any file, so that opened files are not checked."""
    pages: bool = False
    """Whether pages may be laid out, in a process with its own limits."""
