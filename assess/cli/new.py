"""`assess new`."""

import click

from assess.cli.options import framework_options


@click.command("new")
@click.argument("country", metavar="ISO3")
@framework_options
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output; never over a file.")
def command(country: str, frameworks: tuple[str, ...], folders: tuple[str, ...], output: str | None) -> None:
    """Write a commented, valid profile with every fact the frameworks read, all unanswered."""
    from pathlib import Path

    from assess.api import empty_profile
    from assess.formats.files import write
    from assess.problems import UsageError

    if output and Path(output).exists():
        raise UsageError(f"{output} exists; give another name or remove it first")
    text = empty_profile(country, frameworks, folders)
    if output:
        write(output, text)
        click.echo(f"wrote {output}", err=True)
    else:
        click.echo(text, nl=False)
