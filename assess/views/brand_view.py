"""The brand of a document: a brand file and the options of a run, as a template takes them."""

import base64
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assess.model.base import text_in
from assess.model.brand import Brand
from assess.problems import InvalidInput, Place
from assess.reading.brands import read_brand
from assess.reading.pictures import inspect
from assess.reading.yamlfile import read_yaml
from assess.words.figures import date_words
from assess.words.language import speaking


class BrandView(NamedTuple):
    """Who publishes the document, and its marks; all empty if no brand is given."""

    ministry: str = ""
    """Who publishes the document."""
    logo: str = ""
    """A data: address for the `src` of an image, or nothing."""
    logo_alt: str = ""
    """The logo in words."""
    css: str = ""
    """The colours of the brand, as custom properties of `:root`; they are already in the document's style."""
    author: str = ""
    """Who wrote the document."""
    issued: str = ""
    """The date of issue, in words."""
    footer: str = ""
    """Printed at the foot of each page."""
    classification: str = ""
    """Printed on each page."""
    draft: bool = False
    """Whether the document is marked as a draft."""
    language: str = ""
    """The language to use when no other is asked for."""


def brand_view(path: str | Path, language: str = "") -> tuple[BrandView, Place | None]:
    """The brand in a file, in a language (its own by default), and where it asks for the emblem of a State.

    Raises:
        InvalidInput: with everything that is wrong with it.
    """
    document = read_yaml(path)
    brand, logo, problems = read_brand(document)
    if problems or brand is None:
        raise InvalidInput(problems)
    spoken = language or brand.language or "en"
    emblem = document.place(("logo_kind",)) if brand.logo and brand.logo_kind == "national" else None
    view = BrandView(
        ministry=text_in(brand.ministry, spoken),
        logo=f"data:{inspect(logo).kind};base64,{base64.b64encode(logo).decode()}" if logo else "",
        logo_alt=text_in(brand.logo_alt, spoken),
        css=_css(brand),
        author=text_in(brand.author, spoken),
        issued=_day(brand.issued, spoken) if brand.issued else "",
        footer=text_in(brand.footer, spoken),
        classification=text_in(brand.classification, spoken),
        draft=brand.draft,
        language=brand.language or "",
    )
    return view, emblem


def _day(day: date, language: str) -> str:
    with speaking(language):
        return date_words(day)


def marked(brand: BrandView, classification: str | None, draft: bool) -> BrandView:
    """The brand with the marks that a run asks for."""
    return brand._replace(
        classification=brand.classification if classification is None else classification, draft=brand.draft or draft
    )


def _css(brand: Brand) -> str:
    """Only values that fit the model's pattern reach the style: `#` and six hexadecimal digits."""
    given = {name: getattr(brand.colours, name) for name in ("accent", "attention", "heading")}
    rules = "; ".join(f"--{name}: {value}" for name, value in given.items() if value)
    return f":root {{ {rules}; }}\n" if rules else ""
