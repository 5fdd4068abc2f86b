"""`assess new`."""

import os

import click

from assess.cli.options import framework_options
from assess.cli.screen import send, wrote


@click.command("new")
@click.argument("country", metavar="COUNTRY")
@framework_options
@click.option(
    "--name", metavar="TEXT", help="The name to print, if it should differ from the standard one or there is none."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to this file instead of standard output; existing files are never overwritten.",
)
def command(
    country: str, frameworks: tuple[str, ...], folders: tuple[str, ...], name: str | None, output: str | None
) -> None:
    """Write a new profile, valid and with comments, that lists every fact the frameworks read.

    COUNTRY is a code of ISO 3166 (ZAF, za) or a name ("South Africa", RSA, "Afrique du Sud"). EUU is the European Union, GBR-SCT a
    unit of a State. For a subject without a code, give one that ISO 3166 leaves to its users, such as XKX. Where no name is
    known for a code, --name is needed.

    Treaty facts are answered from the status data, with sources and dates; all others are left unanswered. The first line names the
    schema with which editors complete and check the profile; `assess schema schemas` writes that schema.
    """
    from pathlib import Path

    from assess.api import empty_profile
    from assess.formats.files import write
    from assess.problems import UsageError

    if output and os.path.lexists(output):
        raise UsageError(f"{output} already exists; give another name, or remove it first")
    # the schema is in the working folder, the profile perhaps elsewhere
    base = Path(os.path.relpath(".", Path(output or "x").parent))
    text = empty_profile(country, frameworks, folders, (base / "schemas/profile.v1.json").as_posix(), name=name)
    if output:
        write(output, text)
        wrote(output)
    else:
        send(text)
