"""`assess schema`."""

import click

from assess.cli.screen import send, tell


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
    """Write the JSON Schemas of all files and of JSON outputs into FOLDER, or that of profiles to standard output.

    Editors that know JSON Schema complete and check YAML with them: the first line of a profile names the schema.
    """
    import json
    import os.path

    from assess.formats.files import make_folder, write
    from assess.formats.outputs import output_schemas
    from assess.reading.json_schema import schemas
    from assess.reading.library import load_library

    every = schemas(load_library(frameworks).catalogue) | output_schemas()
    made = {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in every.items()}
    if folder is None:
        send(made["profile.v1.json"])
        return
    make_folder(folder)
    for name, text in made.items():
        write(os.path.join(folder, name), text)
    tell(f"wrote {len(made)} schemas to {folder}")
