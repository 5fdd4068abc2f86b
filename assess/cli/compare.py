"""`assess compare`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import comparison_style_options, draw_options, font_options, framework_options, release_options
from assess.cli.screen import show, tell, warn, wrote
from assess.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("compare")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE...")
@framework_options
@release_options
@click.option(
    "--keep-going", is_flag=True, help="Leave out profiles with problems, report them, and exit with 3 at the end."
)
@click.option("--rank", is_flag=True, help="Tiers of totals too, with a warning; ranks where all figures are known.")
@click.option(
    "--group-by", metavar="ATTRIBUTE", help="Ranges by group: region, subregion, income, un_group, or one of --groups."
)
@click.option("--groups", metavar="FILE", help="A file with groups of countries, such as examples/groups.yaml.")
@draw_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write a .pdf, .html, .json, .csv or .xlsx file; repeatable.",
)
@comparison_style_options
@font_options
def command(
    profiles: tuple[str, ...],
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: str | None,
    release: "Release",
    draws: int | None,
    seed: int,
    concentration: float,
    weights: tuple[str, ...],
    keep_going: bool,
    rank: bool,
    group_by: str | None,
    groups: str | None,
    **looks: Any,
) -> None:
    """Put several countries side by side, in alphabetical order."""
    from assess.api import compare_files, comparison_document
    from assess.formats.files import COMPARED, suffix_of, write
    from assess.formats.style import Style, read_style, refuse_emblem

    kinds = [(path, suffix_of(path, COMPARED)) for path in outputs]
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    left: list[Problem] = []
    results = compare_files(
        profiles, frameworks, folders, as_of=as_of, release=release, language=style.language, draws=draws, seed=seed,
        concentration=concentration, weights=weights, group_by=group_by, groups=groups, rank=rank,
        left=left if keep_going else None,
    )  # fmt: skip
    refuse_emblem(style, [country.assessment.profile for country in results[0].countries])
    for path, kind in kinds:
        told: list[str] = []
        write(path, comparison_document(results, kind, style, told))
        wrote(path)
        warn(path, told)
    if not outputs:
        show(str(comparison_document(results, ".txt", style)))
    if left:
        tell(f"{len(results[0].countries)} countries were compared; what follows was left out:")
        raise InvalidInput(left)
