"""Options that several commands share."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from assess.problems import one_line

Function = Callable[..., Any]


def framework_options(function: Function) -> Function:
    """`-f/--framework` (repeatable, `cooperation` by default) and `--frameworks DIR`."""
    function = click.option(
        "--frameworks", "folders", multiple=True, type=click.Path(file_okay=False, exists=True),
        help="A folder with your own frameworks; repeatable.",
    )(function)  # fmt: skip
    return click.option(
        "-f", "--framework", "frameworks", multiple=True, default=["cooperation"], show_default=True, metavar="ID|DIR",
        help="The framework to use: its id or its folder; repeatable.",
    )(function)  # fmt: skip


def release_options(function: Function) -> Function:
    """`--as-of` and `--release`: which day, and for whom."""
    function = click.option(
        "--release", type=click.Choice(["full", "public"]), default="full", show_default=True,
        help="With public, withhold what the profile marks as not public.",
    )(function)  # fmt: skip
    return click.option("--as-of", metavar="YYYY-MM-DD", help="An earlier law cut-off than the profile's.")(function)


def share(value: str) -> float:
    """A share from 0 to 1. Anything but a finite number is refused (`nan` is neither below nor above anything)."""
    with suppress(ValueError):
        if 0 <= float(value) <= 1:
            return float(value)
    raise click.BadParameter(f"{one_line(value)} is not a share from 0 to 1, such as 0.5")


def font_options(function: Function) -> Function:
    """`--font` (repeatable) and `--lossy`: what draws the characters that the shipped fonts lack."""
    function = click.option(
        "--lossy", is_flag=True,
        help="Write the PDF even if no font can draw some characters, with \N{REPLACEMENT CHARACTER} in their place.",
    )(function)  # fmt: skip
    return click.option(
        "--font", "fonts", multiple=True, metavar="FILE",
        help="A font for characters that the shipped fonts lack (.pdf); used before installed ones. Repeatable.",
    )(function)  # fmt: skip


def _together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Options as one decorator, in the order in which `--help` lists them."""

    def added(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return added


_LANGUAGE = click.option(
    "--language", metavar="CODE", help="Language of the document, such as fr.  [default: the brand's, or en]"
)
_MARKS = _together(
    click.option("--brand", metavar="FILE", help="Ministry, logo, colours and marks: a file with schema brand/v1."),
    click.option("--classification", metavar="TEXT", help="Text to print on each page, such as OFFICIAL."),
    click.option("--draft", is_flag=True, help="Mark the document as a draft."),
)

style_options = _together(
    _LANGUAGE,
    click.option("--brief", is_flag=True, help="Only the two pages for a minister (.pdf, .docx, .html)."),
    click.option(
        "--template", metavar="DIR", help="Your own templates, used instead of the shipped ones; see docs/templates.md."
    ),
    _MARKS,
)
"""How a document looks."""

comparison_style_options = _together(_LANGUAGE, _MARKS)
"""Those of them that a comparison has too."""

draw_options = _together(
    click.option("--draws", type=int, metavar="N", help="Try N settings of weights and open answers."),
    click.option("--seed", type=int, default=1, show_default=True, help="Of the random numbers: the same gives the same."),
    click.option(
        "--concentration", type=float, default=20, show_default=True,
        help="How close drawn weights are to those of the framework.",
    ),
    click.option("--weights", multiple=True, metavar="FILE", help="Named sets of weights to draw from; repeatable."),
)  # fmt: skip
"""Draws of a comparison."""
