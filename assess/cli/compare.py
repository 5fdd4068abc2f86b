"""`assess compare`."""

from typing import TYPE_CHECKING

import click

from assess.cli.options import framework_options, release_options
from assess.cli.screen import show, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("compare")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE...")
@framework_options
@release_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write a .pdf, .html, .json, .csv or .xlsx file; repeatable.",
)
def command(
    profiles: tuple[str, ...],
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: str | None,
    release: "Release",
) -> None:
    """Put several countries side by side, in alphabetical order."""
    from assess.api import compare_files, comparison_document
    from assess.formats.files import suffix_of, write

    kinds = [(path, suffix_of(path)) for path in outputs]
    results = compare_files(profiles, frameworks, folders, as_of=as_of, release=release)
    for path, kind in kinds:
        write(path, comparison_document(results, kind))
        wrote(path)
    if not outputs:
        show(str(comparison_document(results, ".txt")))
