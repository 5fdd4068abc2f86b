"""`assess frameworks list`, `show` and `crosswalk`."""

import click

from assess.cli.screen import send, show

_FOLDERS = click.option("--frameworks", "folders", multiple=True, type=click.Path(file_okay=False, exists=True),
                        help="A folder with your own frameworks; repeatable.")  # fmt: skip


@click.group("frameworks")
def command() -> None:
    """List the frameworks, show one, or compare two."""


@command.command("list")
@_FOLDERS
def list_command(folders: tuple[str, ...]) -> None:
    """List all frameworks: id, version, number of criteria (or of steps between two States), title."""
    from assess.model.base import text_in
    from assess.reading.library import framework_folders, load_library
    from assess.reading.pairs import load_pairs
    from assess.words.columns import columns

    library = load_library(sorted(framework_folders(folders)), folders)
    rows = [[f.id, f.head.version, f"{len(f.criteria)} criteria", text_in(f.head.title)] for f in library.frameworks]
    for name in sorted(framework_folders(folders, "pair")):
        pair = load_pairs(name, folders).framework
        rows.append([pair.id, pair.head.version, f"{len(pair.steps)} steps", text_in(pair.head.title)])
    show("\n".join(columns(rows, grow=3)) + "\n")


@command.command("show")
@click.argument("framework", metavar="ID|DIR")
@_FOLDERS
def show_command(framework: str, folders: tuple[str, ...]) -> None:
    """Show a framework's domains, criteria and elements, with the conditions they test."""
    from assess.formats.outline import outline
    from assess.reading.library import load_library

    (loaded,) = load_library([framework], folders).frameworks
    show(outline(loaded))


@command.command("crosswalk")
@click.argument("first", metavar="ID|DIR")
@click.argument("second", metavar="ID|DIR")
@_FOLDERS
@click.option("--format", "kind", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
def crosswalk_command(first: str, second: str, folders: tuple[str, ...], kind: str) -> None:
    """Show which articles of two frameworks read the same facts, and in which elements they differ."""
    from assess.engine.crosswalk import crosswalk
    from assess.formats import crosswalk_texts as report
    from assess.formats.data import to_json
    from assess.formats.tables import csv_file
    from assess.reading.library import load_library

    found = crosswalk(*load_library([first, second], folders).frameworks)
    if kind == "text":
        show(report.text(found))
    else:
        send(csv_file(report.table(found)) if kind == "csv" else to_json(report.as_data(found)))
