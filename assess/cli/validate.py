"""`assess validate`."""

import click

from assess.problems import InvalidInput


@click.command("validate")
@click.argument("files", nargs=-1, metavar="FILE|DIR...")
@click.option(
    "-f", "--framework", "frameworks", multiple=True, metavar="ID|DIR", help="Know the facts of this framework too."
)
@click.option(
    "--translations", "language", metavar="LANGUAGE", help="List the texts that have no translation, such as fr."
)
def command(files: tuple[str, ...], frameworks: tuple[str, ...], language: str | None) -> None:
    """Check profiles, brands, frameworks, fact files and templates; every problem with its place and what to write instead.

    A folder is checked as a framework (with its cases), as a folder of frameworks or fact files, or as a folder of templates
    (as for `assess run --template`); `-` is standard input. With --translations, the texts of the frameworks named with -f (or
    of all) are listed that are not in that language.
    """
    from assess.api import validate_files

    if not files and not language:
        raise click.UsageError("Name the files to check, or --translations LANGUAGE.")
    problems = validate_files(files, frameworks, language)
    if problems:
        raise InvalidInput(problems)
    what = [f"{len(files)} checked"] if files else []
    what += [f"{language}: every text is there"] if language else []
    click.echo(f"{', '.join(what)}, no problem", err=True)
