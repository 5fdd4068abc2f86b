"""`assess diff`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import comparison_style_options, font_options, framework_options
from assess.cli.screen import show, warn, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--as-of", metavar="YYYY-MM-DD", help="The earlier law cut-off; needed with one profile.")
@click.option("--and", "and_day", metavar="YYYY-MM-DD", help="The later law cut-off.  [default: the profile's own]")
@framework_options
@click.option(
    "--old-framework", "old_frameworks", multiple=True, metavar="DIR",
    help="A framework as it was, where it has changed; matched with -f by its id; repeatable.",
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
    old: str,
    new: str | None,
    as_of: str | None,
    and_day: str | None,
    frameworks: tuple[str, ...],
    folders: tuple[str, ...],
    old_frameworks: tuple[str, ...],
    release: "Release",
    outputs: tuple[str, ...],
    **looks: Any,
) -> None:
    """Show what has changed between two profiles of one country, or in one profile between two days.

    Each change has its cause: the law changed, what is known of it changed, or the framework changed.
    """
    from assess.api import diff_document, diff_files
    from assess.formats.effect_texts import WRITTEN
    from assess.formats.files import suffix_of, write
    from assess.formats.style import Style, read_style, refuse_emblem

    kinds = [(path, suffix_of(path, WRITTEN)) for path in outputs]
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    found = diff_files(
        old, new, frameworks, folders, old_frameworks=old_frameworks, as_of=as_of, and_day=and_day, release=release,
        language=style.language,
    )  # fmt: skip
    refuse_emblem(style, [found[0].old, found[0].new])
    made = []
    for path, kind in kinds:
        told: list[str] = []
        made.append((path, diff_document(found, kind, style, told), told))
    for path, content, told in made:
        write(path, content)
        wrote(path)
        warn(path, told)
    if not outputs:
        show(str(diff_document(found, ".txt", style)))
