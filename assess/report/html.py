"""Views to HTML: one self-contained file, no script, nothing fetched."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from assess.report.comparison_view import ComparisonView
from assess.report.day import document_day
from assess.report.view import BriefingView
from assess.resources import data_dir


def render_html(view: BriefingView) -> str:
    """The briefing."""
    return _render("briefing.html.jinja", view=view, date=view.as_of)


def render_comparison(views: Sequence[ComparisonView]) -> str:
    """A comparison, under one framework after another."""
    return _render("comparison.html.jinja", views=views, date=max(row[2] for view in views for row in view.countries))


def _render(name: str, **values: Any) -> str:
    folder = data_dir("report_templates") / "briefing"
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (folder / "briefing.css").read_text(encoding="utf-8")
    # the policy lets through this one stylesheet and nothing else: no script, no picture from anywhere, no connection
    known = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; base-uri 'none'; form-action 'none'"
    values["date"] = document_day(values["date"])
    return environment.get_template(name).render(css=Markup(css), policy=policy, **values)  # noqa: S704 - our own file
