"""`assess whatif`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import comparison_style_options, font_options, framework_options, release_options
from assess.cli.screen import show, tell, warn, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("whatif")
@click.argument("profile", metavar="PROFILE")
@click.option(
    "--set", "settings", multiple=True, metavar="PATH=VALUE",
    help="Suppose this: provisions.SOURCE.PIN.status=in_force, FACT=VALUE, or FACT.FEATURE=VALUE; repeatable.",
)  # fmt: skip
@click.option(
    "--with", "reforms", multiple=True, metavar="FILE",
    help="Lay a reform over the profile: a file with schema reform/v1; repeatable.",
)  # fmt: skip
@framework_options
@release_options
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write a .pdf, .html or .json file; repeatable."
)
@comparison_style_options
@font_options
def command(
    profile: str,
    settings: tuple[str, ...],
    reforms: tuple[str, ...],
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: str | None,
    release: "Release",
    **looks: Any,
) -> None:
    """Show what a bill, or another answer, would change in every framework.

    Without --set and --with, what the profile has as bills, or as made and not in force, counts as law.
    """
    from assess.api import whatif_document, whatif_file
    from assess.formats.effect_texts import WRITTEN
    from assess.formats.files import suffix_of, write
    from assess.formats.style import Style, read_style, refuse_emblem

    kinds = [(path, suffix_of(path, WRITTEN)) for path in outputs]
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    found = whatif_file(
        profile, settings, reforms, frameworks, folders, as_of=as_of, release=release, language=style.language
    )
    refuse_emblem(style, [found.profile])
    made = []
    for path, kind in kinds:
        told: list[str] = []
        made.append((path, whatif_document(found, kind, style, told), told))
    for path, content, told in made:
        write(path, content)
        wrote(path)
        warn(path, told)
    if not outputs:
        show(str(whatif_document(found, ".txt", style)))
    if not found.scenario.steps and not found.scenario.enacted:
        tell("note: suppose something with --set PATH=VALUE or --with FILE; docs/whatif.md has examples")
