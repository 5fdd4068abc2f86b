"""Templates of readers run in a process of their own, with limits: only what it made comes back."""

from collections.abc import Mapping
from typing import Any

from assess.formats.templates.folder import Templates
from assess.formats.templates.process import TOO_LARGE, TOO_LONG, TOO_MUCH, html
from assess.problems import ReportError
from assess.processes import Child, Ended, Fault, Limits

HTML = Limits(20, 512_000_000, 20_000_000)


def html_of(templates: Templates, name: str, values: Mapping[str, Any]) -> str:
    """A document through a reader's templates, checked; `values` are plain data, since they go to another process.

    The process does nothing else: what a template might do to it is gone with it.

    Raises:
        ReportError: a template goes beyond its limits or fails, or the document holds what it may not.
    """
    child = Child()
    try:
        return child.run(html, templates, name, dict(values), HTML, limits=HTML).decode("utf-8")
    except Fault as fault:
        raise ReportError(f"the template: {fault}") from None
    except Ended as end:
        said = {"time": TOO_LONG, "memory": TOO_MUCH, "output": TOO_LARGE}.get(end.why)
        if said is None:
            why = "was killed (SIGKILL); is there memory enough?" if end.why == "killed" else f"ended with {end.detail}"
            raise ReportError(f"the process that rendered the template {why}") from None
        raise ReportError(
            said.format(seconds=HTML.seconds, memory=HTML.memory // 1_000_000, output=HTML.output // 1_000_000)
        ) from None
    finally:
        child.close()
