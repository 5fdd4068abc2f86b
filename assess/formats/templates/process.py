"""Runs inside the limited process: tries templates, or renders one and checks the document."""

import contextlib
import json
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
"""The most faults of a document that are listed."""


class _Enough(Exception):
    """Raised after enough faults; nobody would read more."""


def html(templates: Templates, name: str, values: Mapping[str, Any], limits: Limits) -> bytes:
    """The document, rendered and checked.

    Raises:
        ReportError: what failed, with its place in a template if that is known.
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
    except (Exception, TimeIsUp) as error:  # whatever a template makes fail is a fault of the template
        parts.clear()
        at = _at(error, templates)
        raise ReportError((f"{at.path}:{at.line}: " if at else "") + _why(error, limits)) from None


def faults(templates: Templates, limits: Limits) -> bytes:
    """Everything wrong with a folder's own templates, as JSON that `limited.problems_of` reads."""
    from assess.formats.templates.lint import lint

    try:
        found = lint(templates, most=limits.output)
    except (Exception, TimeIsUp) as error:
        at = _at(error, templates) or Place(templates.folder, 1, 1)
        found = [problem(at, "template-fails", why=_why(error, limits))]
    return json.dumps(found).encode("utf-8", errors="replace")


def _why(error: BaseException, limits: Limits) -> str:
    """What went wrong in a template, in words."""
    if isinstance(error, TimeIsUp):
        return TOO_LONG.format(seconds=limits.seconds)
    if isinstance(error, MemoryError):
        return TOO_MUCH.format(memory=limits.memory // 1_000_000)
    if isinstance(error, RecursionError):
        return "macros or templates call themselves without end"
    return str(error)[:500] or type(error).__name__


def _at(error: BaseException, templates: Templates) -> Place | None:
    """The innermost place of a template in a traceback."""
    if isinstance(error, TemplateSyntaxError):
        return Place(str(error.filename or error.name), error.lineno, 1)
    files = {templates.find(each)[1] for each in (*templates.own, *templates.shipped)}  # type: ignore[index]
    place = None
    step = error.__traceback__
    while step is not None:
        template = step.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = Place(str(template.filename), template.get_corresponding_lineno(step.tb_lineno), 1)
        elif step.tb_frame.f_code.co_filename in files:  # already rewritten by Jinja
            place = Place(step.tb_frame.f_code.co_filename, step.tb_lineno, 1)
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
    """The place of a text in a folder's templates, or the beginning of the document's template if the text came from elsewhere."""
    for each, text in templates.own.items():
        at = text.find(token) if token else -1
        if at >= 0:
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            return Place(templates.find(each)[1], line, column)  # type: ignore[index]
    return Place(templates.find(name)[1], 1, 1)  # type: ignore[index]
