"""`assess questions`."""

from typing import TYPE_CHECKING

import click

from assess.cli.options import framework_options, release_options
from assess.cli.screen import show, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("questions")
@click.argument("profile", metavar="PROFILE")
@framework_options
@release_options
@click.option(
    "--authority", "authorities", multiple=True, metavar="NAME",
    help="Only what this authority is asked, by its name or a part of it; repeatable.",
)  # fmt: skip
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE",
    help="Write a .txt, .html, .json or .csv file; repeatable.",
)  # fmt: skip
@click.option("--language", default="en", show_default=True, metavar="CODE", help="Language of the text, such as fr.")
def command(
    profile: str,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    authorities: tuple[str, ...],
    as_of: str | None,
    release: "Release",
    language: str,
) -> None:
    """Show what each authority is asked: open questions, figures, designations, and the options it would lead.

    Only what is open is asked. What binds the State comes first, then what most open weight hangs on.
    """
    from assess.api import assess_file, questions_document
    from assess.formats.asked_texts import kind_of
    from assess.formats.files import write

    kinds = [(path, kind_of(path)) for path in outputs]
    results = assess_file(profile, frameworks, folders, as_of=as_of, release=release, language=language)
    for path, kind in kinds:
        write(path, questions_document(results, kind, authorities, language))
        wrote(path)
    if not outputs:
        show(questions_document(results, ".txt", authorities, language))
