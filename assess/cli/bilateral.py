"""`assess bilateral`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.options import comparison_style_options, font_options, release_options
from assess.cli.screen import show, warn, wrote

if TYPE_CHECKING:
    from assess.engine.release import Release
    from assess.formats.files import Kind


@click.command("bilateral")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE")
@click.option(
    "-f",
    "--framework",
    "framework",
    default="bilateral",
    show_default=True,
    metavar="ID|DIR",
    help="The framework to use, one with subject: pair: its id or its folder.",
)
@click.option(
    "--frameworks",
    "folders",
    multiple=True,
    type=click.Path(file_okay=False, exists=True),
    help="A folder with your own frameworks; repeatable.",
)
@release_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write a .pdf, .html, .json or .csv file; repeatable.",
)
@click.option(
    "--measure",
    metavar="STEP",
    help="The outline of a request for one measure (.pdf, .html, .docx), such as preservation.",
)
@comparison_style_options
@font_options
def command(
    profiles: tuple[str, ...],
    framework: str,
    folders: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: str | None,
    release: "Release",
    measure: str | None,
    **looks: Any,
) -> None:
    """Show on which recorded basis each of two States could ask the other for each step of cooperation.

    With --measure, the first asks the second.
    """
    from assess.formats.files import suffix_of, write
    from assess.formats.style import Style, read_style, refuse_emblem
    from assess.problems import UsageError
    from assess.run.bilateral import OUTLINED, WRITTEN, bilateral_document, bilateral_files, outline_document

    kinds = [(path, suffix_of(path, OUTLINED if measure else WRITTEN)) for path in outputs]
    if len(profiles) != 2:
        raise UsageError(f"two profiles are read against each other; {len(profiles)} given")
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    first, second = profiles
    results = bilateral_files(first, second, framework, folders, as_of=as_of, release=release, language=style.language)
    refuse_emblem(style, [results[0].requesting, results[0].requested])

    def made(kind: "Kind", told: list[str] | None = None) -> str | bytes:
        if measure is not None:
            return outline_document(results[0], measure, kind, style, told)
        return bilateral_document(results, kind, style, told)

    for path, kind in kinds:
        told: list[str] = []
        write(path, made(kind, told))
        wrote(path)
        warn(path, told)
    if not outputs:
        show(str(made(".txt")))
