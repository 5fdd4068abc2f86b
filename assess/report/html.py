"""Views to HTML: one self-contained file, nothing fetched; for screens with a little script, for paper without."""

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


def render_html(view: BriefingView, *, brief: bool = False, screen: bool = False) -> str:
    """The briefing, or the two pages for a minister alone.

    Args:
        screen: to be read in a browser, with traces, filters and links; otherwise it is for paper, and the PDF is made of it.
    """
    name = "brief.html.jinja" if brief else "briefing.html.jinja"
    return _render(name, screen=screen, view=view, date=view.date)


def render_comparison(views: Sequence[ComparisonView], *, screen: bool = False) -> str:
    """A comparison, under one framework after another."""
    return _render("comparison.html.jinja", screen=screen, views=views, date=max(view.date for view in views))


def _render(name: str, *, screen: bool, **values: Any) -> str:
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
    css, script = (folder / "briefing.css").read_text(encoding="utf-8"), ""
    if screen:
        css += (folder / "screen.css").read_text(encoding="utf-8")
        script = (folder / "briefing.js").read_text(encoding="utf-8")
    values["date"] = document_day(values["date"])
    values |= {"screen": screen, "css": Markup(css), "script": Markup(script)}  # noqa: S704 - our own files
    return environment.get_template(name).render(policy=_policy(css, script), **values)


def _policy(css: str, script: str) -> str:
    """Lets through this one stylesheet and this one script, and nothing else: no picture from anywhere, no connection."""
    allowed = ["default-src 'none'", f"style-src {_known(css)}"]
    if script:
        allowed.append(f"script-src {_known(script)}")
    return "; ".join([*allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _known(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
