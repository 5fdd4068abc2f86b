"""Templates of readers run in a process of their own, with limits: only what it made comes back."""

import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assess.formats.templates.folder import Templates
from assess.problems import ReportError


class Limits(NamedTuple):
    """What a process may use."""

    seconds: float
    memory: int
    """Of address space, in bytes, where the system can limit it."""
    output: int


HTML = Limits(20, 512_000_000, 20_000_000)
PDF = Limits(60, 2_000_000_000, 200_000_000)
PDF_SECONDS = 120
"""More for each million letters of HTML."""
TOO_LONG = "takes longer than {seconds:g} seconds"
TOO_MUCH = "needs more than {memory} MB of memory"
REFUSED = 4
"""Exit code of the process when it gives a message instead of a document."""

_GRACE = 3
# the same package as here, whatever folder this is run from, and nothing from the environment
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from assess.formats.templates.process import main; sys.exit(main(sys.argv[2], json.loads(sys.argv[3])))"
)


def html_of(templates: Templates, name: str, values: Mapping[str, Any]) -> str:
    """A document through a reader's templates, checked; `values` are plain data, since they go to another process.

    Raises:
        ReportError: a template goes beyond its limits or fails, or the document holds what it may not.
    """
    return _run("html", (templates, name, dict(values)), HTML).decode("utf-8")


def pdf_of(html: str, attachments: Sequence[tuple[str, bytes, str]] = ()) -> bytes:
    """The PDF of a document made by a reader's templates.

    Raises:
        ReportError: it takes too long or too much memory, or cannot be rendered.
    """
    limits = PDF._replace(seconds=PDF.seconds + PDF_SECONDS * len(html) / 1_000_000)
    return _run("pdf", (html, attachments), limits)


def _run(task: str, payload: object, limits: Limits) -> bytes:
    """What the process writes.

    Raises:
        ReportError: with its message, or why it ended without one.
    """
    # files rather than pipes: neither side can block, and the system limits their size
    with tempfile.TemporaryDirectory(prefix="assess-", ignore_cleanup_errors=True) as folder:
        given, made = Path(folder, "given"), Path(folder, "made")
        given.write_bytes(pickle.dumps(payload, protocol=5))
        command = [sys.executable, "-I", "-c", _START, json.dumps(sys.path), task, json.dumps([*limits, folder])]
        with given.open("rb") as source, made.open("wb") as target:
            process = subprocess.Popen(command, stdin=source, stdout=target, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
            try:
                code = process.wait(limits.seconds + _GRACE)
            except subprocess.TimeoutExpired:
                raise ReportError(f"the template {TOO_LONG.format(seconds=limits.seconds)}") from None
            finally:
                process.kill()
                process.wait()
        with made.open("rb") as file:
            content = file.read(limits.output + 1)
    if code == REFUSED:
        raise ReportError(content.decode("utf-8", errors="replace"))
    if code in _TIME_SIGNALS:
        raise ReportError(f"the template {TOO_LONG.format(seconds=limits.seconds)}")
    if code != 0:
        memory = TOO_MUCH.format(memory=limits.memory // 1_000_000)
        raise ReportError(f"the template {memory}, or its document cannot be rendered (the process ended with {code})")
    return content


_TIME_SIGNALS = (-24, -9)
"""SIGXCPU, and SIGKILL where the limit was passed by more than a second."""
