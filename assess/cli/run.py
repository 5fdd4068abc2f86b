"""`assess run`."""

from typing import Any

import click

from assess.cli.options import framework_options, style_options


@click.command("run")
@click.argument("profile", metavar="PROFILE")
@framework_options
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write .html, .pdf, .json or .csv; repeatable."
)
@click.option("--as-of", metavar="YYYY-MM-DD", help="An earlier law cut-off than the profile's.")
@click.option(
    "--release", type=click.Choice(["full", "public"]), default="full", show_default=True, help="Who will read it."
)
@click.option("--fail-on", type=click.Choice(["gap", "unknown"]), help="Exit 1 when a duty has a gap, or is open.")
@click.option(
    "--min-coverage", type=click.FloatRange(0, 1), help="Exit 1 when less than this share is known on an axis."
)
@style_options
def command(
    profile: str,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: str | None,
    release: str,
    fail_on: str | None,
    min_coverage: float | None,
    **looks: Any,
) -> None:
    """Assess one country (PROFILE: a YAML file, or - for standard input).

    Without -o the scorecard is printed. Gaps are the result, not a failure: the exit code is 0 unless a threshold is given.
    """
    from assess.api import assess_file, crossed, document
    from assess.report.files import suffix_of, write

    kinds = [(path, suffix_of(path)) for path in outputs]
    results = assess_file(profile, frameworks, folders, as_of=as_of, release=release)
    style = None
    if any(looks.values()):  # else there is nothing to read, and nothing to import
        from assess.report.style import read_style

        style = read_style(results[0].profile, [kind for _, kind in kinds], **looks)
    made = [(path, document(results, kind, style)) for path, kind in kinds]  # if one fails, none is written
    for path, content in made:
        write(path, content)
        click.echo(f"wrote {path}", err=True)
    if not outputs:
        click.echo(document(results, ".txt"), nl=False)
    if crossed(results, fail_on, min_coverage):
        raise click.exceptions.Exit(1)
