"""What the commands print: text made safe for a terminal and for its code page, data as UTF-8, lines for standard error."""

import codecs
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper

from assess.problems import ReportError, one_line, visible

_PLAIN = str.maketrans({
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"',
    "„": '"', "«": '"', "»": '"', "…": "...", "•": "*", "·": "*", "×": "x", "≥": ">=", "≤": "<=", "→": "->", "\xa0": " ",
    "\u202f": " ", "№": "No.", "§": "s.", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss",
    "æ": "ae", "œ": "oe", "\u200c": "", "\u200d": "",
})  # fmt: skip
"""What stands for a character where a code page lacks it; letters with accents lose them, of the others a question mark stays."""

_replaced: set[str] = set()
"""The code pages that lacked something."""


def prepare() -> None:
    """Standard output and error never fail for a character that their encoding lacks."""
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
    import unicodedata  # needed only for a code page that lacks something

    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    for candidate in (character.translate(_PLAIN), bare, bare.translate(_PLAIN)):
        with suppress(UnicodeError):
            candidate.encode(encoding)
            return candidate
    return "?"


def show(text: str) -> None:
    """Text on standard output; nothing in it works on a terminal unseen.

    Raises:
        ReportError: it cannot be written.
    """
    _echo(visible(text))


def send(data: str) -> None:
    """Data for programs (JSON, CSV, YAML) on standard output: UTF-8 whatever the code page is, as the formats want it.

    Raises:
        ReportError: it cannot be written.
    """
    terminal = sys.stdout is not None and sys.stdout.isatty()
    _echo(visible(data.removeprefix("\ufeff")) if terminal else data.encode("utf-8"))


def _echo(what: str | bytes) -> None:
    if sys.stdout is None:  # closed from the start
        return
    try:  # not by `click.echo`, which has a mind of its own about the encoding ASCII
        sys.stdout.flush()
        if isinstance(what, str):
            sys.stdout.write(what)
        elif buffer := getattr(sys.stdout, "buffer", None):
            buffer.write(what)
        else:  # text in memory, where there is no encoding
            sys.stdout.write(what.decode())
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ReportError(f"standard output cannot be written: {error.strerror or error}") from error


def tell(line: str) -> None:
    """One line on standard error, whatever is in it; where that cannot be written there is nobody to tell."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(visible(line).replace("\n", "\\n") + "\n")
        sys.stderr.flush()


def wrote(path: str) -> None:
    """That a file was written."""
    tell(one_line(f"wrote {path}"))


def finish() -> None:
    """Tells once of what a code page lacked, and leaves nothing that could still fail when the process ends."""
    for encoding in sorted(_replaced):
        tell(
            f"assess: the encoding {encoding} lacks some of the characters, and the nearest ones were written instead; "
            "PYTHONUTF8=1 writes all of them, as UTF-8"
        )
    _replaced.clear()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _drop_output()


def _drop_output() -> None:
    """Sends what is still to be written nowhere: Python would try once more when it ends, and fail with a traceback."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
