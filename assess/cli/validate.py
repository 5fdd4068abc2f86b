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
    """Check profiles, frameworks and fact files; every problem with its place and what to write instead.

    A folder is checked as a framework (with its cases), or as a folder of frameworks or fact files; `-` is standard input. With
    --translations, the texts of the frameworks named with -f (or of all) are listed that are not in that language.
    """
    from assess.load import load_library
    from assess.validate import untranslated, validate

    if not files and not language:
        raise click.UsageError("Name the files to check, or --translations LANGUAGE.")
    problems = validate(files, load_library(frameworks)) if files else []
    if language:
        problems += untranslated(language, frameworks)
    if problems:
        raise InvalidInput(problems)
    what = [f"{len(files)} checked"] if files else []
    what += [f"{language}: every text is there"] if language else []
    click.echo(f"{', '.join(what)}, no problem", err=True)
