"""What an organisation adds to a document: its name, logo, colours, footer and marks."""

from typing import NamedTuple


class BrandView(NamedTuple):
    """A brand as printed; empty where none was given."""

    ministry: str = ""
    logo: str = ""
    """A data: address."""
    logo_alt: str = ""
    css: str = ""
    footer: str = ""
    classification: str = ""
    draft: bool = False
    language: str = ""
