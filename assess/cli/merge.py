"""`assess merge`."""

import os

import click

from assess.cli.options import framework_options
from assess.cli.screen import show, tell, wrote


@click.command("merge")
@click.argument("first", metavar="PROFILE")
@click.argument("second", metavar="PROFILE")
@framework_options
@click.option("-o", "--output", metavar="FILE", help="Write the agreed profile, a .yaml file.")
@click.option("--list", "listed", metavar="FILE", help="Write the list to settle, a .yaml file to fill in.")
@click.option("--settled", metavar="FILE", help="A list that was filled in: what it settles is taken over.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="Language of the report, such as fr.")
def command(
    first: str,
    second: str,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    output: str | None,
    listed: str | None,
    settled: str | None,
    language: str,
) -> None:
    """Merge two profiles of one State, written by two readers: what they agree on, how far they agree, what is to be settled.

    Without -o and --list, a report is printed. What both answer alike, or only one answers, goes into the agreed profile; what
    they answer differently is unknown there until it is settled. Nothing is averaged, and every answer is kept on the list.
    """
    from assess.api import merge_document, merge_files
    from assess.formats.files import write
    from assess.problems import UsageError, one_line

    for option, path in (("-o", output), ("--list", listed)):
        if path is None:
            continue
        if not path.lower().endswith((".yaml", ".yml")):
            raise UsageError(one_line(f"{option} {path}: this is written as YAML; let the name end with .yaml"))
        for given in (first, second, *([settled] if settled else [])):
            if given != "-" and os.path.realpath(given) == os.path.realpath(path):
                raise UsageError(one_line(f"{option} {path}: this file is read too; give another name"))
        if os.path.exists(path):  # it may have been filled in since
            raise UsageError(
                one_line(f"{option} {path}: this file exists already; give another name, or remove it first")
            )
    if output and listed and os.path.realpath(output) == os.path.realpath(listed):
        raise UsageError("-o and --list name the same file; give one of them another name")
    found = merge_files(first, second, frameworks, folders, settled=settled, language=language)
    if output:
        write(output, merge_document(found, "profile"))
        wrote(output)
    if listed:
        write(listed, merge_document(found, "list"))
        wrote(listed)
    if not output and not listed:
        show(merge_document(found, "report", language))
    elif output and not listed and found.points:
        n = len(found.points)
        tell(f"note: {n} point{'s' if n > 1 else ''} to settle, unknown in {one_line(output)}; --list FILE writes them")
