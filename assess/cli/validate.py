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
    "-f",
    "--framework",
    "frameworks",
    multiple=True,
    metavar="ID|DIR",
    help="Accept the facts of this framework too; repeatable.",
)
@click.option(
    "--translations",
    "language",
    metavar="LANGUAGE",
    help="List the texts without a translation into this language, such as fr.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", show_default=True,
    help="Write problems as text to standard error, or for other programs to standard output.",
)  # fmt: skip
def command(files: tuple[str, ...], frameworks: tuple[str, ...], language: str | None, form: "ProblemFormat") -> None:
    """Check profiles, brands, frameworks, fact files and templates; report each problem with its place and what to write instead.

    A folder is checked as a framework (with its cases), as a folder of frameworks or fact files, as a case with the profiles of its
    States (examples/cases/ransomware), or as a folder of templates
    (as for `assess run --template`); `-` is standard input. --translations lists the texts that are missing in a language, in the
    frameworks named with -f or in all.

    Where a treaty answer of a profile differs from the status data, a warning names both sources. Another warning names each fact
    or feature that has a new name, and what to write instead. A warning changes neither the exit code nor the answer.
    """
    from assess.api import status_warnings, validate_files

    if not files and not language:
        raise click.UsageError("Name the files to check, or --translations LANGUAGE.")
    try:
        problems = validate_files(files, frameworks, language)
        warnings = status_warnings([path for path in files if path != "-"], frameworks) if files else []
    except InvalidInput as error:  # a framework given with -f is invalid
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
    what += [f"{language}: every text is translated"] if language else []
    count = f" ({len(warnings)} warning{'s' if len(warnings) > 1 else ''})" if warnings else ""
    tell(f"{', '.join(what)}, no problem{count}")
