"""Inside the limited process: a template is rendered and its document checked."""

import contextlib
from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateSyntaxError

from assess.child import TimeIsUp
from assess.formats.html import pieces, policy
from assess.formats.templates.allowed import Checked
from assess.formats.templates.folder import Templates
from assess.problems import Place, ReportError, problem
from assess.processes import Limits
from assess.words.language import speaking

TOO_LONG = "the template takes longer than {seconds:g} seconds"
TOO_MUCH = "the template needs more than {memory} MB of memory"
TOO_LARGE = "the document is larger than {output} MB"
_MOST = 20
"""Faults of a document that are listed."""


class _Enough(Exception):
    """More faults would hardly be read."""


def html(templates: Templates, name: str, values: Mapping[str, Any], limits: Limits) -> bytes:
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
                    raise ReportError(TOO_LARGE.format(output=limits.output // 1_000_000))
                parts.append(part)
        return _checked("".join(parts), templates, name).encode("utf-8")
    except ReportError:
        raise
    except TimeIsUp as error:
        parts.clear()
        raise ReportError(_at(error, templates) + TOO_LONG.format(seconds=limits.seconds)) from None
    except MemoryError as error:
        parts.clear()
        raise ReportError(_at(error, templates) + TOO_MUCH.format(memory=limits.memory // 1_000_000)) from None
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
