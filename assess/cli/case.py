"""`assess case`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import comparison_style_options, font_options
from assess.cli.screen import show, warn, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("case")
@click.argument("case", metavar="CASE")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE...")
@click.option(
    "--role", "roles", multiple=True, metavar="ROLE=COUNTRY",
    help='Give a real State a role in place of those in the file, such as "victims in=KEN"; printed as hypothetical. Repeatable.',
)  # fmt: skip
@click.option(
    "-f", "--framework", default="bilateral", show_default=True, metavar="ID|DIR",
    help="The rules about two States with which steps are read: their id or their folder.",
)  # fmt: skip
@click.option(
    "--release", type=click.Choice(["full", "public"]), default="full", show_default=True,
    help="With public, withhold what the profiles mark as not public.",
)  # fmt: skip
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write a .pdf, .html or .json file; repeatable."
)
@comparison_style_options
@font_options
def command(
    case: str,
    profiles: tuple[str, ...],
    roles: tuple[str, ...],
    framework: str,
    release: "Release",
    outputs: tuple[str, ...],
    **looks: Any,
) -> None:
    """Read a case over several States: which could assert jurisdiction and on which ground of their own law, where grounds overlap,
    and which steps from report to trial have a recorded basis. An exercise on public law; not for use in proceedings.

    CASE is a file with schema case/v1. It names invented States only and has no place for a person.
    """
    from assess.api import case_document, case_file
    from assess.formats.files import suffix_of, write
    from assess.formats.style import Style, read_style, refuse_emblem
    from assess.run.cases import WRITTEN

    kinds = [(path, suffix_of(path, WRITTEN)) for path in outputs]
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    found = case_file(case, profiles, roles, framework, release=release, language=style.language)
    refuse_emblem(style, [*found.reading.profiles.values()])
    for path, kind in kinds:
        told: list[str] = []
        write(path, case_document(found, kind, style, told))
        wrote(path)
        warn(path, told)
    if not outputs:
        show(str(case_document(found, ".txt", style)))
