"""`assess bilateral`."""

from typing import TYPE_CHECKING, Any

import click

from assess.cli.faults import DONE, INVALID
from assess.cli.options import comparison_style_options, font_options, release_options
from assess.cli.screen import show, tell, warn, wrote
from assess.problems import UsageError

if TYPE_CHECKING:
    from assess.engine.release import Release
    from assess.formats.files import Kind
    from assess.formats.style import Style


@click.command("bilateral")
@click.argument("profiles", nargs=-1, required=True, metavar="PROFILE PROFILE...")
@click.option(
    "-f", "--framework", "framework", default="bilateral", show_default=True, metavar="ID|DIR",
    help="The framework to use, one with subject: pair: its id or its folder.",
)  # fmt: skip
@click.option(
    "--frameworks", "folders", multiple=True, type=click.Path(file_okay=False, exists=True),
    help="A folder with your own frameworks; repeatable.",
)  # fmt: skip
@release_options
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE",
    help="Write a .pdf, .html, .json or .csv file; repeatable.",
)  # fmt: skip
@click.option(
    "--measure", metavar="STEP",
    help="The outline of a request for one measure, from the first to the second State (.pdf, .html, .docx).",
)  # fmt: skip
@click.option("--matrix", is_flag=True, help="Any number of States: how many steps have a basis (.json, .csv).")
@click.option("--corridors", is_flag=True, help="With --matrix: which facts of each State’s own would open most.")
@click.option("--keep-going", is_flag=True, help="With --matrix: leave out profiles that cannot be read.")
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
    matrix: bool,
    corridors: bool,
    keep_going: bool,
    **looks: Any,
) -> None:
    """Show on which recorded basis each of two States could ask the other for each step of cooperation."""
    from assess.formats.files import suffix_of
    from assess.formats.style import Style, read_style
    from assess.run.bilateral import OUTLINED, WRITTEN
    from assess.run.bilateral_matrix import TABLED

    for name, given in (("--corridors", corridors), ("--keep-going", keep_going)):
        if given and not matrix:
            raise UsageError(f"{name} belongs to --matrix; add --matrix")
    if matrix and measure is not None:
        raise UsageError("--measure is for two States; leave --matrix out")
    kinds = [(path, suffix_of(path, TABLED if matrix else OUTLINED if measure else WRITTEN)) for path in outputs]
    if not matrix and len(profiles) != 2:
        raise UsageError(
            f"two profiles are read against each other, and {len(profiles)} given; for more than two, add --matrix"
            if len(profiles) > 2
            else "two profiles are read against each other; give another profile too"
        )
    style = read_style([kind for _, kind in kinds], **looks) if any(looks.values()) else Style()
    common: dict[str, Any] = {"as_of": as_of, "release": release, "language": style.language}
    if matrix:
        raise click.exceptions.Exit(
            _matrix(profiles, framework, folders, kinds, {"corridors": corridors, "keep_going": keep_going, **common})
        )
    _pair(profiles, framework, folders, kinds, measure, style, common)


def _pair(
    profiles: tuple[str, ...],
    framework: str,
    folders: tuple[str, ...],
    kinds: "list[tuple[str, Kind]]",
    measure: str | None,
    style: "Style",
    common: dict[str, Any],
) -> None:
    from assess.formats.files import write
    from assess.formats.style import refuse_emblem
    from assess.run.bilateral import bilateral_document, bilateral_files, outline_document

    results = bilateral_files(profiles[0], profiles[1], framework, folders, **common)
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
    if not kinds:
        show(str(made(".txt")))


def _matrix(
    profiles: tuple[str, ...],
    framework: str,
    folders: tuple[str, ...],
    kinds: "list[tuple[str, Kind]]",
    how: dict[str, Any],
) -> int:
    from assess.formats.files import write
    from assess.problems import Problem
    from assess.run.bilateral_matrix import bilateral_matrix, matrix_document

    passed_over: list[Problem] = []
    found = bilateral_matrix(profiles, framework, folders, passed_over=passed_over, **how)
    for path, kind in kinds:
        write(path, matrix_document(found, kind, how["language"]))
        wrote(path)
    if not kinds:
        show(matrix_document(found, ".txt", how["language"]))
    for fault in sorted(set(passed_over)):
        tell(f"{fault.place}: {fault.code}: {fault.message}")
    if passed_over:
        left = len({fault.place.path for fault in passed_over})
        tell(f"{left} profile{'s' if left > 1 else ''} left out")
    return INVALID if passed_over else DONE
