"""Font files that a user gives: read whole, within limits, and never parsed here; the process that lays out pages opens them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assess.problems import InvalidInput, Place, Problem, problem
from assess.reading.yamlfile import read_bytes

MAX_FONT = 64_000_000
"""The largest collections for Chinese, Japanese and Korean have some 30 MB."""
MAX_FONTS = 200_000_000
"""All fonts of a document together."""
MOST_FONTS = 40
_KINDS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")


class FontFile(NamedTuple):
    """A font that was given."""

    name: str
    """The name of its file, without the folder."""
    content: bytes


def read_fonts(paths: Sequence[str | Path]) -> tuple[FontFile, ...]:
    """The fonts in these files, in their order.

    Raises:
        InvalidInput: with everything that is wrong with them.
    """
    fonts: list[FontFile] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(map(str, paths)):
        place = Place(path, 1, 1)
        raw = (
            read_bytes(path, path, MAX_FONT)
            if path != "-"
            else problem(place, "file-not-found", "give the path of a file")
        )
        if isinstance(raw, Problem):
            problems.append(raw._replace(hint="check the path; a font is a .ttf, .otf or .ttc file"))
        elif why := _fault(raw, len(fonts), sum(len(font.content) for font in fonts)):
            problems.append(problem(place, "bad-font", "give a .ttf, .otf or .ttc file that is not damaged", why=why))
        else:
            fonts.append(FontFile(Path(path).name, raw))
    if problems:
        raise InvalidInput(problems)
    return tuple(fonts)


def _fault(raw: bytes, before: int, taken: int) -> str:
    """Why a font cannot be used, as far as its first bytes and its size tell."""
    if raw[:4] in (b"wOFF", b"wOF2"):
        return "it is a web font (WOFF), which is packed"
    if raw[:4] not in _KINDS:
        return "it is not a TrueType or OpenType font"
    if len(raw) > MAX_FONT:
        return f"it is larger than {MAX_FONT // 1_000_000} MB"
    if taken + len(raw) > MAX_FONTS:
        return f"the fonts are larger than {MAX_FONTS // 1_000_000} MB together"
    if before >= MOST_FONTS:
        return f"at most {MOST_FONTS} fonts are read"
    return ""
