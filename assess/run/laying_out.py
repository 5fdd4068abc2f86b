"""What every PDF goes through: its fonts are chosen, what they lack is told, and what is large is named when it is too much."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assess.formats.layout import Fonts, Layout, TooMuch
from assess.formats.lost import Origin, report
from assess.model.profile import Profile
from assess.model.results import Inputs
from assess.problems import ReportError

if TYPE_CHECKING:
    from assess.formats.style import Style

_REMEDY = (
    "install a font that has them (Debian, Ubuntu: apt install fonts-noto-core fonts-noto-cjk), or give one with --font FILE; "
    "with --lossy the document is made all the same, with \N{REPLACEMENT CHARACTER} in their place"
)
_INSTEAD = "\N{REPLACEMENT CHARACTER} is printed in their place; --font FILE gives a font"


class Printed(Protocol):
    """What a document is made of: an assessment, or another profile with the files that it was read against."""

    @property
    def profile(self) -> Profile: ...
    @property
    def inputs(self) -> Inputs | None: ...


class Read(NamedTuple):
    """A profile of which no single assessment is printed."""

    profile: Profile
    inputs: Inputs | None = None
    """The files that it was read against."""


def fonts_for(
    layout: Layout, html: str, style: "Style", assessments: Sequence[Printed], told: list[str] | None
) -> Fonts:
    """The fonts that a document needs beside the shipped ones.

    Args:
        told: where it is said what no font can draw, if `style` allows that characters are lost.

    Raises:
        TooMuch: choosing them takes too long, or too much memory; the message names what is large.
        ReportError: some characters cannot be drawn, and `style` does not allow it.
    """
    try:
        fonts = layout.fonts(html, style.fonts, installed=style.installed)
    except TooMuch as error:
        raise TooMuch(f"{error}; {_large(html, _profiles(assessments))}") from None
    if fonts.lost:
        lines = report(fonts.lost, html, _origins(assessments))
        if not style.lossy:
            raise ReportError(f"{lines}\n    {_REMEDY}")
        if told is not None:
            told.append(f"{lines}\n    {_INSTEAD}")
    return fonts


def _origins(assessments: Sequence[Printed]) -> Iterable[Origin]:
    """The files that the texts of a document come from: profiles, then frameworks and facts."""
    yield from (Origin(profile.path, profile.raw) for profile in _profiles(assessments) if profile.raw)
    files = {name: raw for each in assessments if each.inputs for name, raw in each.inputs.files.items()}
    yield from (Origin(name, files[name]) for name in sorted(files))


def _profiles(assessments: Sequence[Printed]) -> list[Profile]:
    """Each profile once."""
    return list({id(each.profile): each.profile for each in assessments}.values())


def laid_out(
    layout: Layout,
    html: str,
    files: Sequence[tuple[str, bytes, str]],
    day: date,
    profiles: Sequence[Profile],
    fonts: Fonts,
) -> bytes:
    """The PDF.

    Raises:
        TooMuch: it takes too long, or too much memory; the message names what is large.
        ReportError: it cannot be laid out.
    """
    try:
        return layout.lay_out(html, files, day, fonts)
    except TooMuch as error:
        raise TooMuch(f"{error}; {_large(html, profiles)}") from None


_USUAL = {"sources": 300, "provisions": 1_000, "agreements": 300, "comments": 300}


def _large(html: str, profiles: Sequence[Profile]) -> str:
    """What is unusually large in a document that was too much to lay out."""
    counts = dict.fromkeys(_USUAL, 0)
    for profile in profiles:
        counts["sources"] += len(profile.sources)
        counts["provisions"] += len(profile.provisions)
        counts["agreements"] += len(profile.agreements)
        counts["comments"] += len(profile.comments.received) if profile.comments else 0
    found = [f"{count:,} {name}" for name, count in counts.items() if count > _USUAL[name] * len(profiles)]
    longest = max(map(len, _TAG.sub(" ", html).split()), default=0)
    if longest > 200:
        found.append(f"a word of {longest:,} letters")
    if len(profiles) > 1:
        found.append(f"{len(profiles)} countries")
    return f"its text and marks are {len(html):,} letters{', with ' if found else ''}{', '.join(found)}"


_TAG = re.compile(r"<[^>]*>")
