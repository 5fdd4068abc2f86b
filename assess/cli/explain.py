"""`assess explain`."""

import click

from assess.cli.options import framework_options


@click.command("explain")
@click.argument("profile", metavar="PROFILE")
@click.argument("criterion", metavar="CRITERION")
@framework_options
def command(profile: str, criterion: str, frameworks: tuple[str, ...], folders: tuple[str, ...]) -> None:
    """Why a finding is what it is, and the smallest change that would meet it."""
    from assess.api import assess_file, find_criterion
    from assess.formats.scorecard import explanation

    for assessment, finding in find_criterion(assess_file(profile, frameworks, folders), criterion):
        click.echo(explanation(assessment, finding), nl=False)
