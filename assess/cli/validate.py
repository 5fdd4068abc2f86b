"""`assess validate`."""

from typing import TYPE_CHECKING

import click

from assess.cli.screen import send, tell
from assess.problems import InvalidInput, warning_lines

if TYPE_CHECKING:
    from assess.formats.problem_texts import ProblemFormat


@click.command("validate")
@click.argument("files", nargs=-1, metavar="FILE|DIR...")
@click.option(
    "-f", "--framework", "frameworks", multiple=True, metavar="ID|DIR", help="Know the facts of this framework too."
)
@click.option(
    "--translations", "language", metavar="LANGUAGE", help="List the texts that have no translation, such as fr."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True,
    help="How problems are written: text on standard error, or for other programs on standard output.",
)  # fmt: skip
def command(files: tuple[str, ...], frameworks: tuple[str, ...], language: str | None, form: "ProblemFormat") -> None:
    """Check profiles, brands, frameworks, fact files and templates; every problem with its place and what to write instead.

    A folder is checked as a framework (with its cases), as a folder of frameworks or fact files, or as a folder of templates
    (as for `assess run --template`); `-` is standard input. With --translations, the texts of the frameworks named with -f (or
    of all) are listed that are not in that language.

    Where a treaty answer of a profile differs from the status data a warning says so, with both sources; another names each fact
    or feature that has a new name, and what to write instead. A warning changes no exit code and no answer.
    """
    from assess.api import status_warnings, validate_files

    if not files and not language:
        raise click.UsageError("Name the files to check, or --translations LANGUAGE.")
    try:
        problems = validate_files(files, frameworks, language)
        warnings = status_warnings([path for path in files if path != "-"], frameworks) if files else []
    except InvalidInput as error:  # one of the frameworks to be known
        problems, warnings = error.problems, []
    if form != "text":
        from assess.formats.problem_texts import problems_text

        send(problems_text(problems, form, warnings))
        if problems:
            raise click.exceptions.Exit(3)
    else:
        for line in warning_lines(warnings):
            tell(line)
        if problems:
            raise InvalidInput(problems)
    what = [f"{len(files)} checked"] if files else []
    what += [f"{language}: every text is there"] if language else []
    tell(f"{', '.join(what)}, no problem{f' ({len(warnings)} to look at)' if warnings else ''}")
