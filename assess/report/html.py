"""Views to HTML: one self-contained file, no script, nothing fetched."""

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from assess.problems import ReportError
from assess.report.brand import BrandView
from assess.report.comparison_view import ComparisonView
from assess.report.templates.folder import Templates, shipped_templates
from assess.report.view import BriefingView

_ALWAYS: dict[str, Any] = {"brand": BrandView, "date": str, "css": str, "policy": str}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "briefing.html.jinja": {"view": BriefingView, **_ALWAYS},
    "comparison.html.jinja": {"views": tuple[ComparisonView, ...], **_ALWAYS},
}
"""The template that each document begins with, and the type of each name it is given: the linter and the docs read it."""


def render_html(view: BriefingView, brand: BrandView | None = None, templates: Templates | None = None) -> str:
    """The briefing, with a brand, through a reader's own templates where there are any.

    Raises:
        ReportError: the templates go beyond their limits, or make something that a document may not hold.
    """
    return _render("briefing.html.jinja", templates, brand, view=view, date=view.as_of)


def render_comparison(views: Sequence[ComparisonView]) -> str:
    """A comparison, under one framework after another."""
    date = max(row[2] for view in views for row in view.countries)
    return _render("comparison.html.jinja", None, None, views=tuple(views), date=date)


def _render(name: str, templates: Templates | None, brand: BrandView | None, **values: Any) -> str:
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):  # the convention of reproducible builds
        try:
            values["date"] = datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise ReportError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970") from None
    values["brand"] = brand or BrandView()
    if templates is not None:
        from assess.report.templates.limited import html_of

        return html_of(templates, name, values)
    return "".join(pieces(shipped_templates(), name, values))


def pieces(templates: Templates, name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """A document in pieces, rendered here and now; templates of readers are rendered in a process of their own."""
    css = templates.find("briefing.css")
    style = (css[0] if css else "") + values["brand"].css
    return (
        environment(templates).get_template(name).generate(css=Markup(style), policy=policy(style), **values)  # noqa: S704 - a style sheet, ours or checked afterwards
    )


def policy(*styles: str) -> str:
    """The content security policy that lets through these styles and nothing else: no script, no picture from anywhere."""
    known = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    allowed = " ".join(f"'sha256-{each}'" for each in known)
    return f"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"


def environment(templates: Templates) -> Environment:
    """How templates are read and rendered, ours and others."""

    def load(name: str) -> tuple[str, str, None] | None:
        found = templates.find(name)
        return (*found, None) if found else None

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
