"""`assess explain`."""

from typing import TYPE_CHECKING

import click

from assess.cli.options import framework_options, release_options
from assess.cli.screen import send, show

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("explain")
@click.argument("profile", metavar="PROFILE")
@click.argument("criterion", metavar="CRITERION")
@framework_options
@release_options
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for other programs.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="Language of the text, such as fr.")
def command(
    profile: str,
    criterion: str,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    as_of: str | None,
    release: "Release",
    as_json: bool,
    language: str,
) -> None:
    """Explain why a finding is what it is, why it is not met, what would turn it, and what moves with it elsewhere.

    CRITERION is ID or FRAMEWORK:ID. Other instruments are those of all shipped frameworks and of those named with -f.
    """
    from assess.api import explain_file, explanation_document

    found = explain_file(profile, criterion, frameworks, folders, as_of=as_of, release=release, language=language)
    if as_json:
        send(explanation_document(found, ".json", language))
    else:
        show(explanation_document(found, ".txt", language))
