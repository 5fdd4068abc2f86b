"""`assess explain`."""

from typing import TYPE_CHECKING

import click

from assess.cli.options import framework_options, release_options
from assess.cli.screen import show

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("explain")
@click.argument("profile", metavar="PROFILE")
@click.argument("criterion", metavar="CRITERION")
@framework_options
@release_options
def command(
    profile: str,
    criterion: str,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    as_of: str | None,
    release: "Release",
) -> None:
    """Explain why a finding is what it is, and the smallest change that would meet its criterion."""
    from assess.api import assess_file, find_criterion
    from assess.formats.scorecard import explanation

    assessments = assess_file(profile, frameworks, folders, as_of=as_of, release=release)
    for assessment, finding in find_criterion(assessments, criterion):
        show(explanation(assessment, finding))
