"""Views to HTML: one self-contained file, no script, nothing fetched."""

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from assess.language import _, direction, ngettext, parts, plain
from assess.report.brand import BrandView
from assess.report.comparison_view import ComparisonView
from assess.report.day import document_day
from assess.report.view import BriefingView
from assess.resources import data_dir


def render_html(view: BriefingView, *, brief: bool = False) -> str:
    """The briefing, or the two pages for a minister alone."""
    return _render("brief.html.jinja" if brief else "briefing.html.jinja", view=view, date=view.date)


def render_comparison(views: Sequence[ComparisonView]) -> str:
    """A comparison, under one framework after another."""
    return _render("comparison.html.jinja", views=views, date=max(view.date for view in views))


def _render(name: str, **values: Any) -> str:
    folder = data_dir("report_templates") / "briefing"
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=in_its_language,
    )
    environment.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["plain"] = _plain
    values["brand"] = BrandView()
    css = (folder / "briefing.css").read_text(encoding="utf-8")
    # the policy lets through this one stylesheet and nothing else: no script, no picture from anywhere, no connection
    known = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{known}'; img-src data:; base-uri 'none'; form-action 'none'"
    values["date"] = document_day(values["date"])
    return environment.get_template(name).render(css=Markup(css), policy=policy, **values)  # noqa: S704 - our own file


_CODE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")


def in_its_language(value: Any) -> Any:
    """A text with marks of language as HTML with `lang`; everything else as it is."""
    if not isinstance(value, str) or not any(mark in value for mark in "\ue000\ue002"):
        return value
    made = Markup()
    for part in parts(value):
        text = Markup(part.text) if isinstance(value, Markup) else escape(part.text)  # noqa: S704 - escaped already
        if part.language and _CODE.match(part.language):
            code = part.language.replace("_", "-")
            kind = Markup(' class="missing"') if part.missing else ""
            text = Markup('<span lang="{}" dir="{}"{}>{}</span>').format(code, direction(part.language), kind, text)
        made += text
    return made


def _plain(value: Any) -> Any:
    """The text for an attribute or a title, where no element can stand."""
    return Markup(plain(value)) if isinstance(value, Markup) else plain(value)  # noqa: S704 - escaped already
