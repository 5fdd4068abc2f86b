"""What the manifest of a PDF holds, as records; see `outputs.py`."""

from datetime import date
from typing import Annotated, Literal

from assess.formats.outputs import Calendar, Code, FrameworkRef, Sha256
from assess.model.base import Constraint, record


@record
class BrandData:
    """The brand that a document was made with; keys that say nothing are left out."""

    ministry: str = ""
    logo: str = ""
    """A data: address."""
    logo_alt: str = ""
    css: str = ""
    footer: str = ""
    classification: str = ""
    draft: bool = False
    language: str = ""


@record
class OptionData:
    """What shaped a document beside its language; keys that say nothing are left out."""

    brief: bool = False
    brand: BrandData | None = None
    templates: bool = False
    """Made with templates of a reader's own."""
    lossy: bool = False
    """Characters were lost, because no font could draw them."""


@record
class FontData:
    """A font beside the shipped ones."""

    file: str
    """The name of its file."""
    sha256: Sha256


@record
class ManifestData:
    """How a document was made, so that it can be made again."""

    schema_: Literal["manifest/v1"]
    software: str
    made_with: str
    """The libraries that laid out the pages."""
    country: Code
    as_of: date
    date: Calendar
    """The document's own."""
    release: Literal["full", "public"]
    language: str
    options: OptionData
    frameworks: Annotated[tuple[FrameworkRef, ...], Constraint(min_length=1)]
    files: dict[str, Sha256]
    """The hash of each file beside the manifest."""
    fonts: tuple[FontData, ...] = ()
    """Those that draw what the shipped fonts lack."""


FILES = {"manifest.v1.json": ManifestData}
