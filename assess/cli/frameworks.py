"""`assess frameworks list` and `assess frameworks show`."""

import click

_FOLDERS = click.option("--frameworks", "folders", multiple=True, type=click.Path(file_okay=False, exists=True),
                        help="A folder with frameworks of your own; repeatable.")  # fmt: skip


@click.group("frameworks")
def command() -> None:
    """List the frameworks, or show one."""


@command.command("list")
@_FOLDERS
def list_command(folders: tuple[str, ...]) -> None:
    """Every framework: id, version, number of criteria, title."""
    from assess.load import framework_folders, load_library
    from assess.model.base import say
    from assess.report.table import columns

    library = load_library(sorted(framework_folders(folders)), folders)
    rows = [[f.id, f.head.version, f"{len(f.criteria)} criteria", say(f.head.title)] for f in library.frameworks]
    click.echo("\n".join(columns(rows, grow=3)))


@command.command("show")
@click.argument("framework", metavar="ID|DIR")
@_FOLDERS
def show_command(framework: str, folders: tuple[str, ...]) -> None:
    """A framework's domains, criteria and elements, with the conditions they test."""
    from assess.load import load_library
    from assess.report.outline import outline

    (loaded,) = load_library([framework], folders).frameworks
    click.echo(outline(loaded), nl=False)
