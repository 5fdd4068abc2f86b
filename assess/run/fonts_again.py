"""Finds the fonts again that a document was laid out with beside the shipped ones, by name and hash."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from assess.formats.layout import laying_out
from assess.reading.fontfiles import MAX_FONT, FontFile
from assess.reading.yamlfile import read_bytes


def found_again(recorded: Sequence[tuple[str, str]], given: Sequence[FontFile]) -> tuple[FontFile, ...]:
    """The recorded fonts, from those given or installed, under the names recorded; those that are not here are left out.

    Raises:
        ReportError: installed fonts cannot be looked up.
    """
    if not recorded:
        return ()
    here = {sha256(font.content).hexdigest(): font.content for font in given}
    wanted = [name for name, known in recorded if known not in here]
    here |= {sha256(raw).hexdigest(): raw for raw in _installed(wanted)}
    return tuple(FontFile(name, here[known]) for name, known in recorded if known in here)


def missing(recorded: Sequence[tuple[str, str]], fonts: Sequence[FontFile]) -> list[tuple[str, str]]:
    """The recorded fonts that are not among these."""
    here = {sha256(font.content).hexdigest() for font in fonts}
    return [(name, known) for name, known in recorded if known not in here]


def _installed(names: Sequence[str]) -> Iterator[bytes]:
    if not names:
        return
    with laying_out() as layout:
        paths = layout.installed_as(names)
    for path in paths:
        raw = read_bytes(path, path, MAX_FONT)
        if isinstance(raw, bytes) and len(raw) <= MAX_FONT:
            yield raw
