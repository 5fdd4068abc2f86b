"""`assess new`."""

import os

import click

from assess.cli.options import framework_options
from assess.cli.screen import send, wrote


@click.command("new")
@click.argument("country", metavar="COUNTRY")
@framework_options
@click.option("--name", metavar="TEXT", help="The name to use, where the standard one is not wanted or there is none.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output; never over a file.")
def command(
    country: str, frameworks: tuple[str, ...], folders: tuple[str, ...], name: str | None, output: str | None
) -> None:
    """Write a commented, valid profile with every fact the frameworks read; what is public of treaties is answered.

    COUNTRY is a code of ISO 3166 (ZAF, za) or a name ("South Africa", RSA, "Afrique du Sud"). EUU is the European Union, GBR-SCT a
    unit of a State; what has no code of its own has one that ISO 3166 leaves to its users, such as XKX. Where no name of a code is
    known here, --name is needed.

    Treaty answers come from the status data, with their sources and days; the rest is unanswered. The first line names the schema
    by which editors complete and check the profile; `assess schema schemas` writes that schema.
    """
    from pathlib import Path

    from assess.api import empty_profile
    from assess.formats.files import write
    from assess.problems import UsageError

    if output and os.path.lexists(output):
        raise UsageError(f"{output} exists; give another name or remove it first")
    # the schema lies where the command is given, the profile perhaps elsewhere
    base = Path(os.path.relpath(".", Path(output or "x").parent))
    text = empty_profile(country, frameworks, folders, (base / "schemas/profile.v1.json").as_posix(), name=name)
    if output:
        write(output, text)
        wrote(output)
    else:
        send(text)
