"""Views to HTML: one self-contained file that loads nothing; with a small script for screens, without for paper."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from jinja2 import FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from assess.formats.asked_texts import AskedPage
from assess.formats.document_date import document_day
from assess.formats.templates.folder import Templates, shipped_templates
from assess.formats.templates.sandbox import Sandbox, refuse_unprintable
from assess.formats.tying import tied
from assess.views.brand_view import BrandView
from assess.views.briefing_view import BriefingView
from assess.views.case_view import CaseView
from assess.views.comparison_view import ComparisonView
from assess.views.difference_view import DifferenceView
from assess.views.effect_view import EffectView
from assess.views.outline_view import OutlineView
from assess.views.pair_view import PairView
from assess.words.language import REFERENCE, _, direction, is_marked, ngettext, parts, single, unmarked

_ALWAYS: dict[str, Any] = {
    "brand": BrandView, "date": str, "screen": bool, "css": str, "script": str, "policy": str, "outward": bool,
}  # fmt: skip
DOCUMENTS: dict[str, dict[str, Any]] = {
    "briefing.html.jinja": {"view": BriefingView, **_ALWAYS},
    "brief.html.jinja": {"view": BriefingView, **_ALWAYS},
    "comparison.html.jinja": {"view": ComparisonView, **_ALWAYS},
    "bilateral.html.jinja": {"view": PairView, **_ALWAYS},
    "outline.html.jinja": {"view": OutlineView, **_ALWAYS},
    "asked.html.jinja": {"view": AskedPage, **_ALWAYS},
    "whatif.html.jinja": {"view": EffectView, **_ALWAYS},
    "diff.html.jinja": {"view": DifferenceView, **_ALWAYS},
    "case.html.jinja": {"view": CaseView, **_ALWAYS},
}
"""The template of each document and the type of each name that it is given; the linter and the docs read this."""


def render_html(
    view: BriefingView,
    brand: BrandView | None = None,
    templates: Templates | None = None,
    *,
    brief: bool = False,
    screen: bool = False,
) -> str:
    """The briefing, or only the two pages for a minister, with the brand and the reader's own templates if there are any.

    Args:
        screen: for a browser, with traces, filters and links; otherwise for paper, as the input of the PDF.

    Raises:
        ReportError: the templates go beyond their limits, or make something that is not allowed in a document.
    """
    name = "brief.html.jinja" if brief else "briefing.html.jinja"
    return _render(name, templates, brand, view=view, date=view.date, screen=screen)


def render_comparison(view: ComparisonView, brand: BrandView | None = None, *, screen: bool = False) -> str:
    """A comparison under one or more frameworks, on pages across; for a browser with a head and a first column that stay."""
    return _render("comparison.html.jinja", None, brand, view=view, date=view.date, screen=screen)


def render_case(view: CaseView, brand: BrandView | None = None, *, screen: bool = False) -> str:
    """A case over several States."""
    return _render("case.html.jinja", None, brand, view=view, date=view.date, screen=screen)


def render_bilateral(view: PairView, brand: BrandView | None = None, *, screen: bool = False) -> str:
    """What is recorded between two States, in both directions."""
    return _render("bilateral.html.jinja", None, brand, view=view, date=view.date, screen=screen)


def render_outline(view: OutlineView, brand: BrandView | None = None, *, screen: bool = False) -> str:
    """The outline of a request."""
    return _render("outline.html.jinja", None, brand, view=view, date=view.date, screen=screen)


def render_asked(page: AskedPage) -> str:
    """What each authority is asked, for a browser and its printer."""
    return _render("asked.html.jinja", None, None, view=page, date=page.date, screen=True)


def render_change(
    name: str, view: EffectView | DifferenceView, brand: BrandView | None = None, *, screen: bool = False
) -> str:
    """What a text would change, or what has changed, by the name of its template."""
    return _render(name, None, brand, view=view, date=view.date, screen=screen)


def _render(name: str, templates: Templates | None, brand: BrandView | None, **values: Any) -> str:
    values |= {"date": document_day(values["date"]), "brand": brand or BrandView()}
    if templates is not None:
        from assess.formats.templates.limited import html_of

        return tied(html_of(templates, name, values))
    return tied("".join(pieces(shipped_templates(), name, values)))


def pieces(templates: Templates, name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """A document in pieces, rendered in this process; readers' templates are rendered in a separate process."""
    style = _text(templates, "briefing.css") + (_text(templates, "screen.css") if values["screen"] else "")
    style += _text(templates, "comparison.css") if name == "comparison.html.jinja" else ""
    style += _text(templates, "change.css") if name in ("whatif.html.jinja", "diff.html.jinja") else ""
    style += _text(templates, "bilateral.css") if name in ("bilateral.html.jinja", "outline.html.jinja") else ""
    style += _text(templates, "case.css") if name == "case.html.jinja" else ""
    style += values["brand"].css
    # with readers' templates there is no script at all: theirs must not run, and ours fits only our page
    script = _text(templates, "briefing.js") if values["screen"] and not templates.own else ""
    given = {
        **values,
        "css": Markup(style),  # noqa: S704 - ours, or checked afterwards
        "script": Markup(script),  # noqa: S704 - ours
        "policy": policy(style, script=script),
        "outward": not templates.own,  # links to the addresses of sources; in documents of readers' templates all links stay inside
    }
    return environment(templates).get_template(name).generate(**given)


def _text(templates: Templates, name: str) -> str:
    found = templates.find(name)
    return found[0] if found else ""


def policy(*styles: str, script: str = "") -> str:
    """The content security policy that allows these styles and this script and nothing else, and no pictures from elsewhere."""
    allowed = ["default-src 'none'", f"style-src {' '.join(map(_known, styles))}"]
    if script:
        allowed.append(f"script-src {_known(script)}")
    return "; ".join([*allowed, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _known(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


_Environment = TypeVar("_Environment", bound=Sandbox)


def environment(templates: Templates, kind: type[_Environment] = Sandbox) -> _Environment:  # type: ignore[assignment]
    """The environment in which all templates are read and rendered."""

    def load(name: str) -> tuple[str, str, None] | None:
        found = templates.find(name)
        return (*found, None) if found else None

    made = kind(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=in_its_language,
    )
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters["plain"] = _plain
    return made


_CODE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")


def in_its_language(value: Any) -> Any:
    """A text with language marks as HTML with `lang`, and with references as links; everything else unchanged."""
    if not isinstance(value, str):
        refuse_unprintable(value)
        return value
    if not is_marked(value):
        return value
    made = Markup()
    for part in parts(value):
        text = Markup(part.text) if isinstance(value, Markup) else escape(part.text)  # noqa: S704 - escaped already
        text = Markup(REFERENCE.sub(_link, single(text)))  # noqa: S704 - escaped already
        if part.language and _CODE.match(part.language):
            code = part.language.replace("_", "-")
            kind = Markup(' class="missing"') if part.missing else ""
            text = Markup('<span lang="{}" dir="{}"{}>{}</span>').format(code, direction(part.language), kind, text)
        made += text
    return made


def _link(found: re.Match[str]) -> str:
    """A reference as a link to the source; its number is ours, and nothing else is made a link."""
    number = found[1]
    return f'<a class="ref" href="#{number}">[{number}]</a>' if _NUMBER.match(number) else f"[{number}]"


_NUMBER = re.compile(r"S[0-9]{1,6}\Z")


def _plain(value: Any) -> Any:
    """The text for an attribute or a title, where elements are not possible."""
    return Markup(unmarked(value)) if isinstance(value, Markup) else unmarked(value)  # noqa: S704 - escaped already
