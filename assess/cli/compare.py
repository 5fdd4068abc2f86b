"""`assess compare`."""

import click

from assess.cli.options import framework_options


@click.command("compare")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE...")
@framework_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write .pdf, .html, .json, .csv or .xlsx; repeatable.",
)
def command(
    profiles: tuple[str, ...], frameworks: tuple[str, ...], folders: tuple[str, ...], outputs: tuple[str, ...]
) -> None:
    """Put several countries side by side, in alphabetical order."""
    from assess.api import compare_files, comparison_document
    from assess.formats.files import suffix_of, write

    kinds = [(path, suffix_of(path)) for path in outputs]
    results = compare_files(profiles, frameworks, folders)
    for path, kind in kinds:
        write(path, comparison_document(results, kind))
        click.echo(f"wrote {path}", err=True)
    if not outputs:
        click.echo(comparison_document(results, ".txt"), nl=False)
