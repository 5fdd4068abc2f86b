"""`assess schema`."""

import click


@click.command("schema")
@click.argument("folder", type=click.Path(file_okay=False), required=False)
@click.option(
    "--framework",
    "-f",
    "frameworks",
    multiple=True,
    metavar="ID|DIR",
    help="Include the facts of a framework of your own.",
)
def command(folder: str | None, frameworks: tuple[str, ...]) -> None:
    """Write the JSON Schemas of all formats into FOLDER, or that of profiles to standard output.

    Editors that know JSON Schema complete and check YAML with them: the first line of a profile names the schema.
    """
    import os

    from assess.formats.data import to_json
    from assess.formats.files import write
    from assess.reading.json_schema import schemas
    from assess.reading.library import load_library

    made = schemas(load_library(frameworks).catalogue)
    if folder is None:
        click.echo(to_json(made["profile.v1.json"]), nl=False)
        return
    os.makedirs(folder, exist_ok=True)
    for name, schema in made.items():
        write(os.path.join(folder, name), to_json(schema))
    click.echo(f"wrote {len(made)} schemas to {folder}", err=True)
