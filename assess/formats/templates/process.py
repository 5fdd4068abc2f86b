"""Inside the limited process: a template is rendered and its document checked, or HTML becomes a PDF."""

import contextlib
import pickle
import signal
import sys
import tempfile
from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateSyntaxError

from assess.formats.html import pieces, policy
from assess.formats.templates.allowed import Checked
from assess.formats.templates.folder import Templates
from assess.formats.templates.limited import REFUSED, TOO_LONG, TOO_MUCH, Limits
from assess.problems import Place, ReportError, problem
from assess.words.language import speaking

_MOST = 20
"""Faults of a document that are listed."""


class _TooLong(BaseException):
    """Time is up; not an Exception, so that nothing on the way takes it for a fault of its own."""


class _Enough(Exception):
    """More faults would hardly be read."""


def main(task: str, given: list[Any]) -> int:
    """Reads what there is to do from standard input, writes what it made, or a message, to standard output."""
    limits, tempfile.tempdir = Limits(*given[:3]), given[3]
    what = "the template" if task == "html" else "to lay out the document"
    made, code = b"", REFUSED
    try:
        _limit(limits)
        payload = pickle.load(sys.stdin.buffer)
        made, code = (html(*payload, limits=limits) if task == "html" else _pdf(*payload)), 0
    except ReportError as error:
        made = str(error).encode("utf-8", errors="replace")
    except _TooLong:
        made = f"{what} {TOO_LONG.format(seconds=limits.seconds)}".encode()
    except MemoryError:
        made = f"{what} {TOO_MUCH.format(memory=limits.memory // 1_000_000)}".encode()
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.buffer.write(made)
    return code


def _limit(limits: Limits) -> None:
    def stop(*_: object) -> None:
        raise _TooLong

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        import resource
    except ImportError:  # not on Windows, where time alone is limited, by the process that waits
        return
    seconds = int(limits.seconds) + 2
    wanted = {
        resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: limits.memory, resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits.output + 1_000_000,
    }  # fmt: skip
    for name, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):  # a system that does not know the limit, or sets a lower one
            resource.setrlimit(name, (value, value + 1 if name == resource.RLIMIT_CPU else value))


def html(templates: Templates, name: str, values: Mapping[str, Any], *, limits: Limits) -> bytes:
    """The document, rendered and checked.

    Raises:
        ReportError: what failed, at its place in a template where that is known.
    """
    parts: list[str] = []
    size = 0
    try:
        with speaking(values["view"].language.replace("-", "_")):
            for part in pieces(templates, name, values):
                size += len(part)
                if size > limits.output:
                    raise ReportError(f"the document is larger than {limits.output // 1_000_000} MB")
                parts.append(part)
        return _checked("".join(parts), templates, name).encode("utf-8")
    except ReportError:
        raise
    except _TooLong as error:
        why = f"the template {TOO_LONG.format(seconds=limits.seconds)}"
        parts.clear()
        raise ReportError(_at(error, templates) + why) from None
    except MemoryError as error:
        parts.clear()
        why = f"the template {TOO_MUCH.format(memory=limits.memory // 1_000_000)}"
        raise ReportError(_at(error, templates) + why) from None
    except RecursionError as error:
        raise ReportError(_at(error, templates) + "macros or templates call themselves without end") from None
    except Exception as error:  # whatever a template makes fail is the template's
        raise ReportError(f"{_at(error, templates)}{str(error)[:500] or type(error).__name__}") from None


def _at(error: BaseException, templates: Templates) -> str:
    """The innermost place of a template in a traceback, as `file:line: `."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: "
    files = {templates.find(each)[1] for each in (*templates.own, *templates.shipped)}  # type: ignore[index]
    place = ""
    step = error.__traceback__
    while step is not None:
        template = step.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = f"{template.filename}:{template.get_corresponding_lineno(step.tb_lineno)}: "
        elif step.tb_frame.f_code.co_filename in files:  # already rewritten by Jinja
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}: "
        step = step.tb_next
    return place


def _checked(text: str, templates: Templates, name: str) -> str:
    faults: list[str] = []

    def report(what: str, token: str, hint: str) -> None:
        if len(faults) > _MOST:
            raise _Enough
        fault = str(problem(_where(token, templates, name), "unsafe-content", hint, what=what))
        if fault not in faults:
            faults.append(fault)

    document = ""
    with contextlib.suppress(_Enough):
        reader = Checked(report, policy)
        reader.feed(text)
        reader.close()
        document = reader.document()
    if faults:
        more = ["and more"] if len(faults) > _MOST else []
        raise ReportError("\n".join(["the document would hold what it may not:", *faults[:_MOST], *more]))
    return document


def _where(token: str, templates: Templates, name: str) -> Place:
    """Where a text stands in a folder's templates; the beginning of the document's template where it came from elsewhere."""
    for each, text in templates.own.items():
        at = text.find(token) if token else -1
        if at >= 0:
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            return Place(templates.find(each)[1], line, column)  # type: ignore[index]
    return Place(templates.find(name)[1], 1, 1)  # type: ignore[index]


def _pdf(document: str, attachments: tuple[tuple[str, bytes, str], ...]) -> bytes:
    from assess.formats.pdf import render_pdf

    try:
        return render_pdf(document, attachments)
    except (ReportError, MemoryError):
        raise
    except Exception as error:  # whatever a reader's HTML makes fail is the template's
        raise ReportError(f"the document cannot be laid out: {type(error).__name__}: {str(error)[:300]}") from None
