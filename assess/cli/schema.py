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
    help="Include the facts of your own framework.",
)
def command(folder: str | None, frameworks: tuple[str, ...]) -> None:
    """Write the JSON Schemas of all input files and JSON outputs into FOLDER. Without FOLDER, print the schema of profiles.

    Editors that know JSON Schema use them to complete and check YAML; the first line of a profile names its schema.
    """
    import json
    import os.path

    from assess.formats.files import make_folder, write
    from assess.formats.output_schemas import output_schemas
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
