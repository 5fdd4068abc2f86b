"""`assess new`."""

import os

import click

from assess.cli.options import framework_options
from assess.cli.screen import send, wrote


@click.command("new")
@click.argument("country", metavar="ISO3")
@framework_options
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output; never over a file.")
def command(country: str, frameworks: tuple[str, ...], folders: tuple[str, ...], output: str | None) -> None:
    """Write a commented, valid profile with every fact the frameworks read, all unanswered.

    Its first line names the schema by which editors complete and check it; `assess schema schemas` writes that schema.
    """
    from pathlib import Path

    from assess.api import empty_profile
    from assess.formats.files import write
    from assess.problems import UsageError

    if output and os.path.lexists(output):
        raise UsageError(f"{output} exists; give another name or remove it first")
    # the schema lies where the command is given, the profile perhaps elsewhere
    base = Path(os.path.relpath(".", Path(output or "x").parent))
    text = empty_profile(country, frameworks, folders, (base / "schemas/profile.v1.json").as_posix())
    if output:
        write(output, text)
        wrote(output)
    else:
        send(text)
