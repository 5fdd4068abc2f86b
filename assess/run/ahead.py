"""A PDF laid out in a process that gets ready while the data are still being read.

Importing WeasyPrint takes about as long as reading, assessing and wording together.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from assess.formats.pdf import made_with, render_pdf
from assess.problems import ReportError

# the same package as here, whatever folder this is run from
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from assess.run.ahead import serve; sys.exit(serve())"
)
_REFUSED = 4


class Ahead:
    """The process; it makes one document. Where anything is wrong with it, the document is made here."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _START, json.dumps(sys.path)]
        self._process = subprocess.Popen(  # noqa: S603 - ours
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def made_with(self) -> str:
        """As `assess.formats.pdf.made_with`; to be asked once, before a document is made.

        Raises:
            ReportError: Pango is missing.
        """
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode("utf-8").strip() or made_with()

    def __call__(self, html: str, attachments: Sequence[tuple[str, bytes, str]] = ()) -> bytes:
        """As `render_pdf`.

        Raises:
            ReportError: the document could not be rendered.
        """
        try:
            made, _ = self._process.communicate(pickle.dumps((html, list(attachments)), protocol=5))
        except (OSError, ValueError):
            return render_pdf(html, attachments)
        if self._process.returncode == _REFUSED:
            raise ReportError(made.decode("utf-8", errors="replace"))
        return made if self._process.returncode == 0 and made else render_pdf(html, attachments)

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def ahead() -> Iterator[Ahead | None]:
    """The process, or None where none can be started."""
    made = None
    with suppress(OSError):
        made = Ahead()
    try:
        yield made
    finally:
        if made is not None:
            made.close()


def serve() -> int:
    """In the process: gets ready, reads what to make from standard input, and writes it, or why not, to standard output."""
    try:
        sys.stdout.buffer.write(f"{made_with()}\n".encode())
    except ReportError:
        return 1  # it is said by the process that asked for this one, which tries for itself
    sys.stdout.buffer.flush()
    html, attachments = pickle.load(sys.stdin.buffer)
    try:
        made, code = render_pdf(html, attachments), 0
    except ReportError as error:
        made, code = str(error).encode("utf-8"), _REFUSED
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    os._exit(code)  # putting everything in order at the end would take a tenth of the whole time
