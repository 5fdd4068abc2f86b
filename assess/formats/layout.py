"""Asks a process with limits to lay out a PDF, and words what went wrong if it fails."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from assess.formats import fonts, pdf
from assess.formats.lost import characters
from assess.problems import ReportError
from assess.processes import Child, Ended, Fault, Limits, borrowed
from assess.reading.fontfiles import FontFile

# a briefing over ten frameworks takes 50 s of processor time and 1.0 GB, a comparison of 194 countries 35 s and 0.9 GB
LIMITS = Limits(180, 2_000_000_000, 200_000_000)
_READY = Limits(180, 2_000_000_000, 10_000)
"""The limits for importing the libraries."""
SECONDS_EACH = 180
"""Added for each million letters of HTML."""
MOST_SECONDS = 1800


class TooMuch(ReportError):
    """The document is too much to lay out within the limits; the caller adds what is large in the input."""


class Fonts(NamedTuple):
    """What a document is laid out with beside the shipped fonts."""

    used: tuple[tuple[str, str, str, bytes], ...] = ()
    """Name of the file, hash, path of an installed font, content of one that was given."""
    lost: tuple[tuple[str, str], ...] = ()
    """Scripts with the characters that no font can draw."""

    @property
    def recorded(self) -> list[tuple[str, str]]:
        """Name and hash of each font, for the manifest."""
        return [(name, known) for name, known, _, _ in self.used]


class Layout:
    """A process that lays out documents; it imports its libraries while the document is still being worded."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self._made_with: str | None = None
        child.send(pdf.made_with, limits=_READY)

    def made_with(self) -> str:
        """As `assess.formats.pdf.made_with`.

        Raises:
            ReportError: Pango is missing.
        """
        if self._made_with is None:
            self._made_with = _told(self._child, _READY).decode("utf-8")
        return self._made_with

    def fonts(self, html: str, given: Sequence[FontFile] = (), *, installed: bool = True) -> Fonts:
        """The fonts for what the shipped ones lack: those given, then installed ones if they may be used.

        Raises:
            ReportError: a given font cannot be used.
        """
        self.made_with()
        offered = [tuple(font) for font in given]
        self._child.send(fonts.choose, characters(html), offered, installed, limits=LIMITS)
        found = json.loads(_told(self._child, LIMITS))
        contents = {sha256(font.content).hexdigest(): font.content for font in given}
        used = tuple((name, known, path, b"" if path else contents[known]) for name, known, path in found["fonts"])
        return Fonts(used, tuple((script, lost) for script, lost in found["lost"]))

    def installed_as(self, names: Sequence[str]) -> list[str]:
        """The paths of installed fonts whose files have one of these names."""
        self.made_with()
        self._child.send(fonts.installed_as, list(names), limits=LIMITS)
        return [str(path) for path in json.loads(_told(self._child, LIMITS))]

    def lay_out(
        self, html: str, attachments: Sequence[tuple[str, bytes, str]], day: date, fonts: Fonts | None = None
    ) -> bytes:
        """As `assess.formats.pdf.render_pdf`.

        Raises:
            TooMuch: it takes too long, or too much memory.
            ReportError: it cannot be laid out, Pango is missing, or the process was ended from outside.
        """
        self.made_with()
        seconds = min(LIMITS.seconds + SECONDS_EACH * len(html) / 1_000_000, MOST_SECONDS)
        limits = LIMITS._replace(seconds=seconds)
        more = [each[1:] for each in fonts.used] if fonts else []
        self._child.send(pdf.render_pdf, html, list(attachments), day, more, limits=limits)
        return _told(self._child, limits)


@contextmanager
def laying_out() -> Iterator[Layout]:
    """Lends the process, for one document after another.

    Raises:
        ReportError: it cannot be started.
    """
    with borrowed() as child:
        yield Layout(child)


def made_with() -> str:
    """As `assess.formats.pdf.made_with`.

    Raises:
        ReportError: Pango is missing.
    """
    with laying_out() as layout:
        return layout.made_with()


def _told(child: Child, limits: Limits) -> bytes:
    """The answer of the process.

    Raises:
        ReportError: the reason why there is none.
    """
    try:
        return child.receive()
    except Fault as fault:
        raise ReportError(f"the document cannot be laid out: {fault}") from None
    except Ended as end:
        if end.why == "time":
            raise TooMuch(
                f"laying out the document takes longer than {limits.seconds:.4g} seconds of processor time"
            ) from None
        if end.why == "memory":
            detail = f" (its process ended with {end.detail})" if end.detail else ""
            raise TooMuch(
                f"laying out the document needs more than {limits.memory // 1_000_000} MB of memory{detail}"
            ) from None
        if end.why == "output":
            raise TooMuch(f"the document is larger than {limits.output // 1_000_000} MB") from None
        if end.why == "killed":
            raise ReportError(
                "the process that laid out the document was killed (SIGKILL), as systems do when memory runs out; "
                "free some memory, or write fewer documents at once (--jobs)"
            ) from None
        raise ReportError(
            f"the process that laid out the document ended with {end.detail}, without an explanation"
        ) from None
