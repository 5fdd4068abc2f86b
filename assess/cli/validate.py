"""`assess validate`."""

import click

from assess.problems import InvalidInput


@click.command("validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR...")
@click.option(
    "-f", "--framework", "frameworks", multiple=True, metavar="ID|DIR", help="Know the facts of this framework too."
)
def command(files: tuple[str, ...], frameworks: tuple[str, ...]) -> None:
    """Check profiles, brands, frameworks, fact files and templates; every problem with its place and what to write instead.

    A folder is checked as a framework (with its cases), as a folder of frameworks or fact files, or as a folder of templates
    (as for `assess run --template`); `-` is standard input.
    """
    from assess.api import validate_files

    problems = validate_files(files, frameworks)
    if problems:
        raise InvalidInput(problems)
    click.echo(f"{len(files)} checked, no problem", err=True)
