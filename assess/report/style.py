"""How a document looks: its brand, and a reader's own templates, read and checked before anything is rendered."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem, UsageError
from assess.report.brand import BrandView, brand_view, marked
from assess.report.templates.folder import Templates, read_templates

_LONGEST = 120


class Style(NamedTuple):
    """A brand and templates; by default the shipped ones, without a brand."""

    brand: BrandView = BrandView()
    templates: Templates | None = None
    """A reader's own templates, over those shipped."""


def read_style(
    profile: Profile,
    kinds: Sequence[str],
    *,
    template: str | Path | None = None,
    brand: str | Path | None = None,
    classification: str | None = None,
    draft: bool = False,
) -> Style:
    """The style of documents of these kinds (".pdf", ".html" ...) about a profile.

    Raises:
        InvalidInput: with everything that is wrong with the brand and the templates.
        UsageError: no document that is asked for has a style, or the classification cannot be printed.
    """
    given = {"--template": template, "--brand": brand, "--classification": classification, "--draft": draft}
    asked = [name for name, value in given.items() if value not in (None, False)]
    if asked and not {".html", ".pdf"} & set(kinds):
        raise UsageError(f"{asked[0]} is for documents; add -o briefing.pdf or -o briefing.html")
    if classification is not None and not (classification.isprintable() and 0 < len(classification) <= _LONGEST):
        raise UsageError(f"--classification takes one line of 1 to {_LONGEST} letters, such as OFFICIAL")
    problems: list[Problem] = []
    view, templates = BrandView(), None
    if brand is not None:
        try:
            view = brand_view(brand, profile)
        except InvalidInput as error:
            problems += error.problems
    if template is not None:
        templates, faults = checked_templates(template)
        problems += faults
    if problems:
        raise InvalidInput(problems)
    return Style(marked(view, classification, draft), templates)


def checked_templates(folder: str | Path) -> tuple[Templates, list[Problem]]:
    """The templates of a folder over those shipped, and everything that is wrong with them."""
    from assess.report.html import DOCUMENTS, environment
    from assess.report.templates.lint import lint

    templates, problems = read_templates(folder)
    if not templates.shipped:  # nothing could be read, not even by name
        return templates, problems
    return templates, problems + lint(templates, environment(templates), DOCUMENTS)


def is_template_folder(path: str | Path) -> bool:
    """Whether a folder holds templates rather than frameworks or facts."""
    folder = Path(path)
    return folder.is_dir() and any(folder.glob("*.jinja")) and not any(folder.glob("*.yaml"))
