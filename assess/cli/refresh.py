"""`assess refresh`."""

import os

import click

from assess.cli.screen import show, tell, wrote


@click.command("refresh")
@click.argument("profile", metavar="PROFILE")
@click.option("-o", "--output", metavar="FILE", help="Write the changed profile to PROFILE itself or to a new file.")
def command(profile: str, output: str | None) -> None:
    """Show, as a diff, what the status data would change in the treaty answers of a profile. Nothing is written without -o.

    Answers that the data do not settle stay as they are, and so do answers with newer sources. Everything else in the file
    is left as it is, including comments.
    """
    from assess.api import refresh_file
    from assess.formats.files import write
    from assess.problems import UsageError

    if output and os.path.lexists(output) and not os.path.samefile(output, profile):
        raise UsageError(f"{output} already exists; give another name, or {profile} itself")
    change = refresh_file(profile)
    for line in change.left:
        tell(f"left as it is: {line}")
    if difference := change.diff(profile):
        show(difference)
    else:
        tell("the status data would change nothing else" if change.left else "the status data would change nothing")
    if output:
        write(output, change.after)
        wrote(output)
