"""A brand file: who publishes a briefing, in which colours, with which marks."""

from dataclasses import field
from typing import Annotated, Literal

from assess.model.base import LONGEST, Constraint, Day, Flag, Language, Text, Title, Words, record

Colour = Annotated[
    str,
    Constraint(
        pattern=r"^#[0-9A-Fa-f]{6}$", max_length=LONGEST["word"], code="bad-colour", hint='write "#rrggbb", in quotes'
    ),
]


@record
class Colours:
    """Colours, each written #rrggbb and dark enough to be read on white."""

    accent: Colour | None = None
    """What is identified, and lines of charts."""
    attention: Colour | None = None
    """Points for attention; must differ from the accent in grey print too."""
    heading: Colour | None = None
    """Headings and the rules under them."""


@record
class Brand:
    """Who publishes a briefing, in which colours, with which marks."""

    schema_: Literal["brand/v1"]
    ministry: Title | None = None
    """Who publishes the briefing; printed on the cover."""
    logo: Words | None = None
    """Path of a PNG, JPEG or SVG file, in the folder of the brand file or below it."""
    logo_alt: Text | None = None
    """The logo in words, for readers who cannot see it; required with a logo."""
    logo_kind: Literal["national", "organisation"] | None = None
    """A coat of arms or national emblem is `national`; it needs a profile whose review is `authorities`."""
    colours: Colours = field(default_factory=Colours)
    author: Title | None = None
    """Who wrote the document, for its cover."""
    issued: Day | None = None
    """The date of issue, for its cover."""
    footer: Title | None = None
    """One line at the foot of each page."""
    classification: Title | None = None
    """A marking such as OFFICIAL; printed on each page."""
    draft: Flag = False
    """Marks the briefing as a draft."""
    language: Language | None = None
    """Language of the briefing when no other is asked for."""
