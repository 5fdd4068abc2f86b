"""Runs readers' templates in a separate process with limits; only the output comes back."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from assess.formats.templates.folder import Templates
from assess.formats.templates.process import TOO_LARGE, TOO_LONG, TOO_MUCH, faults, html
from assess.problems import Place, Problem, ReportError, problem
from assess.processes import Child, Ended, Fault, Limits


class _Failed(ReportError):
    """The process ended without an answer because of the template."""


HTML = Limits(20, 512_000_000, 20_000_000)


def html_of(templates: Templates, name: str, values: Mapping[str, Any]) -> str:
    """A document made with a reader's templates, checked; `values` are plain data, because they are sent to another process.

    The process does nothing else, so whatever a template does to it is gone with it.

    Raises:
        ReportError: a template goes beyond its limits or fails, or the document contains something that is not allowed.
    """
    return _run(html, templates, name, dict(values), HTML).decode("utf-8")


def problems_of(templates: Templates) -> list[Problem]:
    """Everything wrong with a folder's own templates, which are tried on sample data."""
    if not any(name.endswith(".jinja") for name in templates.own):  # only styles, of which nothing runs
        from assess.formats.templates.lint import lint

        return lint(templates)
    try:
        found = json.loads(_run(faults, templates, HTML))
    except _Failed as error:
        return [problem(Place(templates.folder, 1, 1), "template-fails", why=str(error))]
    return [Problem(Place(*place), *rest) for place, *rest in found]


def _run(function: Callable[..., bytes], *arguments: Any) -> bytes:
    child = Child()
    try:
        return child.run(function, *arguments, limits=HTML)
    except Fault as fault:
        raise _Failed(f"the template: {fault}") from None
    except Ended as end:
        said = {"time": TOO_LONG, "memory": TOO_MUCH, "output": TOO_LARGE}.get(end.why)
        if said is None:
            why = "was killed (SIGKILL); is there memory enough?" if end.why == "killed" else f"ended with {end.detail}"
            raise _Failed(f"the process that rendered the template {why}") from None
        raise _Failed(
            said.format(seconds=HTML.seconds, memory=HTML.memory // 1_000_000, output=HTML.output // 1_000_000)
        ) from None
    finally:
        child.close()
