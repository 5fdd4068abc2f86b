"""The look of a document: reads and checks its brand and a reader's own templates before anything is rendered."""

import base64
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assess.formats.templates.folder import Templates, read_templates
from assess.model.profile import Profile
from assess.problems import InvalidInput, Place, Problem, UsageError, problem
from assess.reading.fontfiles import FontFile, read_fonts
from assess.reading.pictures import inspect
from assess.views.brand_view import BrandView, brand_view, marked
from assess.words.language import ENGLISH, speaking

_LONGEST = 120
_CSS = re.compile(r"(:root \{ (--[a-z]+: #[0-9a-fA-F]{6}(; )?)+; \}\n)?\Z")
"""The CSS that `assess.views.brand_view` makes of colours."""


class Style(NamedTuple):
    """Language, brand and templates; by default English, without a brand, with the templates that are shipped.

    Example:
        >>> style = Style(language="fr")
        >>> "Cambodge" in document(assess_file("examples/profiles/khm.yaml", language="fr"), ".txt", style)
        True
    """

    brand: BrandView = BrandView()
    templates: Templates | None = None
    """A reader's own templates, which replace shipped ones."""
    language: str = ENGLISH
    brief: bool = False
    """Only the two pages for a minister."""
    emblem: Place | None = None
    """The place where the brand asks for a State's emblem, which not every profile allows."""
    fonts: tuple[FontFile, ...] = ()
    """Fonts for characters that the shipped ones lack."""
    installed: bool = True
    """Whether fonts installed on this machine may draw them too."""
    lossy: bool = False
    """Whether a PDF is made even where characters are lost because no font can draw them."""

    def options(self) -> dict[str, Any]:
        """What shaped a document apart from its language, as plain data; for a reader's own templates, only that there were
        some."""
        made: dict[str, Any] = {"brief": True} if self.brief else {}
        if self.brand != BrandView():
            made["brand"] = {name: value for name, value in self.brand._asdict().items() if value}
        return made | ({"templates": True} if self.templates is not None else {})

    def for_printing_again(self, fonts: Sequence[FontFile], options: Mapping[str, Any]) -> "Style":
        """The style with which a PDF that has these options is made again: with these fonts and no others."""
        return self._replace(fonts=tuple(fonts), installed=False, lossy=options.get("lossy") is True)


def style_of(options: Mapping[str, Any], language: str) -> Style:
    """The style behind `Style.options`, without a reader's own templates; the options are untrusted.

    Raises:
        ValueError: they are not valid options.
        UsageError: there are no words in the language.
    """
    given = options.get("brand", {})
    kinds = {name: bool if name == "draft" else str for name in BrandView._fields}
    if not isinstance(given, dict) or not all(type(value) is kinds.get(name) for name, value in given.items()):
        raise ValueError("unexpected value in the brand")
    brand = BrandView(**given)
    if not _CSS.match(brand.css) or any(len(value) > _LONGEST for value in brand[4:6]):
        raise ValueError("unexpected value in the brand")
    if brand.logo:
        head, _, content = brand.logo.partition(",")
        if head != f"data:{inspect(base64.b64decode(content, validate=True)).kind};base64":
            raise ValueError("the logo is not of the kind that it claims")
    with speaking(language):
        return Style(brand, None, language, options.get("brief") is True)


def read_style(
    kinds: Sequence[str],
    *,
    language: str | None = None,
    brief: bool = False,
    template: str | Path | None = None,
    brand: str | Path | None = None,
    classification: str | None = None,
    draft: bool = False,
    fonts: Sequence[str | Path] = (),
    lossy: bool = False,
) -> Style:
    """The style of documents, for `document`.

    Args:
        kinds: of documents that will be made (".pdf", ".html" ...); one of them has to be of a kind that has a style.
        language: of the document, such as "fr"; by default the brand's, or English.
        brief: only the two pages for a minister.
        template: a folder with the caller's own templates, which replace shipped ones.
        brand: a file with `schema: brand/v1`.
        classification: printed on each page.
        draft: marks the document as a draft.
        fonts: files of fonts for characters that the shipped ones lack; used before fonts that are installed.
        lossy: makes a PDF even if no font can draw some characters, with U+FFFD in their place.

    Raises:
        InvalidInput: with everything that is wrong with the brand, the templates and the fonts.
        UsageError: none of the documents can have a style, the language is not available, or the classification cannot be
            printed.

    Example:
        >>> style = read_style([".html"], language="fr", draft=True)
        >>> style.language
        'fr'
        >>> results = assess_file("examples/profiles/ken.yaml", language="fr")
        >>> '<html lang="fr"' in document(results, ".html", style)
        True
    """
    looks = {
        "--brief": brief,
        "--template": template,
        "--brand": brand,
        "--classification": classification,
        "--draft": draft,
    }
    asked = [name for name, value in looks.items() if value not in (None, False)]
    if asked and not {".html", ".docx", ".pdf"} & set(kinds):
        raise UsageError(f"{asked[0]} is for documents; add -o briefing.pdf, -o briefing.docx or -o briefing.html")
    printed = [name for name, value in (("--font", fonts), ("--lossy", lossy)) if value]
    if printed and ".pdf" not in kinds:
        raise UsageError(f"{printed[0]} is for PDFs; add -o briefing.pdf")
    if classification is not None and not (classification.isprintable() and 0 < len(classification) <= _LONGEST):
        raise UsageError(f"--classification takes one line of 1 to {_LONGEST} letters, such as OFFICIAL")
    problems: list[Problem] = []
    view, templates, emblem = BrandView(), None, None
    if brand is not None:
        try:
            view, emblem = brand_view(brand, language or "")
        except InvalidInput as error:
            problems += error.problems
    if template is not None:
        templates, faults = checked_templates(template)
        problems += faults
    given: tuple[FontFile, ...] = ()
    try:
        given = read_fonts(fonts)
    except InvalidInput as error:
        problems += error.problems
    if problems:
        raise InvalidInput(problems)
    chosen = language or view.language or ENGLISH
    with speaking(chosen):  # which may not be available
        style = Style(marked(view, classification, draft), templates, chosen, brief, emblem)
        return style._replace(fonts=given, lossy=lossy)


def emblem_problems(style: Style, profiles: Iterable[Profile]) -> list[Problem]:
    """Reports a State's emblem on a document that its authorities have not reviewed."""
    hint = "use the logo of the organisation that publishes the briefing, or leave the logo out"
    return [
        problem(style.emblem, "emblem-not-reviewed", hint, review=profile.review)
        for profile in profiles
        if style.emblem and profile.review != "authorities"
    ]


def refuse_emblem(style: Style, profiles: Iterable[Profile]) -> None:
    """Raises what `emblem_problems` reports.

    Raises:
        InvalidInput: a document of profiles that authorities have not reviewed would show the emblem of a State.
    """
    if faults := emblem_problems(style, profiles):
        raise InvalidInput(faults)


def checked_templates(folder: str | Path) -> tuple[Templates, list[Problem]]:
    """The templates of a folder with the shipped ones behind them, and everything that is wrong with them."""
    from assess.formats.templates.limited import problems_of

    templates, problems = read_templates(folder)
    if not templates.shipped:  # not even the names could be read
        return templates, problems
    return templates, problems + problems_of(templates)


def is_template_folder(path: str | Path) -> bool:
    """Whether a folder holds templates rather than frameworks or facts."""
    folder = Path(path)
    return os.path.isdir(folder) and any(folder.glob("*.jinja")) and not any(folder.glob("*.yaml"))
