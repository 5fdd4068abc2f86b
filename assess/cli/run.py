"""`assess run`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import font_options, framework_options, release_options, share, style_options
from assess.cli.progress import follow
from assess.cli.screen import show, tell

if TYPE_CHECKING:
    from assess.api import FailOn
    from assess.engine.release import Release


@click.command("run")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE...")
@framework_options
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE|FOLDER/",
    help="Write a .pdf, .html, .docx, .json, .csv or .xlsx file, or a file for each profile into a folder. Repeatable.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["pdf", "html", "docx", "json", "csv", "xlsx"]),
    help="The format of files in a folder (pdf by default); repeatable.",
)  # fmt: skip
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Make HTML and PDF in N processes; other formats are quicker in one.",
)
@release_options
@click.option(
    "--fail-on",
    type=click.Choice(["gap", "unknown"]),
    help="Exit with 1 when a duty has a gap (gap) or is open (unknown).",
)
@click.option(
    "--min-coverage",
    type=share,
    metavar="SHARE",
    help="Exit with 1 when less than this share (0 to 1) is known on an axis.",
)
@style_options
@font_options
def command(
    profiles: tuple[str, ...],
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int,
    as_of: str | None,
    release: "Release",
    fail_on: "FailOn | None",
    min_coverage: float | None,
    **looks: Any,
) -> None:
    """Assess one or more countries. PROFILE is a YAML file, or - for standard input.

    Without -o, the scorecards are printed. Gaps are results, not failures: the exit code is 0 unless a threshold was given and
    crossed. All profiles are read and checked before anything is written.
    """
    from assess.api import crossed, document
    from assess.run import batch

    targets = batch.plan(profiles, outputs, formats)
    style = batch.style(targets, **looks) if any(looks.values()) else None
    run = batch.read(profiles, frameworks, folders, as_of=as_of, release=release, style=style)
    if targets:
        if jobs > 1 and not any(target.path.lower().endswith(batch.SLOW) for target in targets):
            tell("note: --jobs is for HTML and PDF; the other formats are quicker in one process")
        batch.failed(follow(batch.write_all(run, targets, jobs), len(targets)))
    if not targets:
        for i, results in enumerate(run.assessments()):
            show(("\n" if i else "") + str(document(results, ".txt", style)))
    thresholds = fail_on is not None or min_coverage is not None
    if thresholds and any(crossed(each, fail_on, min_coverage) for each in run.assessments()):
        raise click.exceptions.Exit(1)
