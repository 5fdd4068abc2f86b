"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

Function = Callable[..., Any]


def framework_options(function: Function) -> Function:
    """`-f/--framework` (repeatable, `cooperation` by default) and `--frameworks DIR`."""
    function = click.option(
        "--frameworks", "folders", multiple=True, type=click.Path(file_okay=False, exists=True),
        help="A folder with frameworks of your own; repeatable.",
    )(function)  # fmt: skip
    return click.option(
        "-f", "--framework", "frameworks", multiple=True, default=["cooperation"], show_default=True, metavar="ID|DIR",
        help="Framework to read against: its id, or its folder; repeatable.",
    )(function)  # fmt: skip


def language_option(function: Function) -> Function:
    """`--language`."""
    return click.option(
        "--language", default="en", show_default=True, metavar="CODE", help="Language of the document, such as fr."
    )(function)
