"""What the commands print: text made safe for a terminal and for its code page, data as UTF-8, lines for standard error."""

import codecs
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import TextIOWrapper

from assess.problems import ReportError, one_line, visible

_PLAIN = str.maketrans({
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"',
    "„": '"', "«": '"', "»": '"', "…": "...", "•": "*", "·": "*", "×": "x", "≥": ">=", "≤": "<=", "→": "->", "\xa0": " ",
    "\u202f": " ", "№": "No.", "§": "s.", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss",
    "æ": "ae", "œ": "oe", "\u200c": "", "\u200d": "",
})  # fmt: skip
"""Replacements for characters that a code page lacks. Other letters lose their accents; what is left becomes a question mark."""

_replaced: set[str] = set()
"""The encodings in which a character was replaced."""


def prepare() -> None:
    """Makes standard output and error replace characters that their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            name = f"assess-{stream.encoding}"
            codecs.register_error(name, _nearest(stream.encoding))
            stream.reconfigure(errors=name)


def _nearest(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    def nearest(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        _replaced.add(encoding)
        lost = error.object[error.start : error.end]
        return "".join(_in_code_page(each, encoding) for each in lost), error.end

    return nearest


def _in_code_page(character: str, encoding: str) -> str:
    import unicodedata  # rarely needed

    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    for candidate in (character.translate(_PLAIN), bare, bare.translate(_PLAIN)):
        with suppress(UnicodeError):
            candidate.encode(encoding)
            return candidate
    return "?"


def show(text: str) -> None:
    """Writes text to standard output, with control characters made visible.

    Raises:
        ReportError: it cannot be written.
    """
    _echo(visible(text))


def send(data: str) -> None:
    """Writes data for programs (JSON, CSV, YAML) to standard output, in UTF-8 whatever the code page is.

    Raises:
        ReportError: it cannot be written.
    """
    terminal = sys.stdout is not None and sys.stdout.isatty()
    _echo(visible(data.removeprefix("\ufeff")) if terminal else data.encode("utf-8"))


def _echo(what: str | bytes) -> None:
    if sys.stdout is None:  # closed from the start
        return
    try:  # not with `click.echo`, which treats the encoding ASCII specially
        sys.stdout.flush()
        if isinstance(what, str):
            sys.stdout.write(what)
        elif buffer := getattr(sys.stdout, "buffer", None):
            buffer.write(what)
        else:  # a text stream in memory, which has no encoding
            sys.stdout.write(what.decode())
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReportError(f"standard output cannot be written: {error.strerror or error}") from error


def tell(line: str) -> None:
    """Writes one line to standard error, whatever it contains. If that fails, there is no other place to report it."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(visible(line).replace("\n", "\\n") + "\n")
        sys.stderr.flush()


def wrote(path: str) -> None:
    """Reports that a file was written."""
    tell(one_line(f"wrote {path}"))


def warn(path: str, notes: Iterable[str]) -> None:
    """Says what its reader should know of a file that was written."""
    for note in notes:
        for line in f"{path}: warning: {note}".split("\n"):
            tell(one_line(line))


def finish() -> None:
    """Reports replaced characters once, and flushes output so that nothing can fail later, when the process ends."""
    for encoding in sorted(_replaced):
        tell(
            f"assess: the encoding {encoding} lacks some characters; the nearest ones were written instead. "
            "With PYTHONUTF8=1 all of them are written, as UTF-8"
        )
    _replaced.clear()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _drop_output()


def _drop_output() -> None:
    """Discards what is still to be written. Otherwise Python would try again when it ends, and fail with a traceback."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
