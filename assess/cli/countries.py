"""`assess countries`."""

import click

from assess.cli.screen import show, wrote


@click.command("countries")
@click.option(
    "-i", "--instrument", "instruments", multiple=True, metavar="NAME", help="Only this instrument; repeatable."
)
@click.option(
    "-g", "--group", "groups", multiple=True, metavar="NAME",
    help="Only States of this region, UN or World Bank group, or organisation; with several, States in all of them.",
)  # fmt: skip
@click.option(
    "--as-of",
    "as_of",
    metavar="YYYY-MM-DD",
    help="Leave out what came later.  [default: the last day covered by sources]",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Write a .csv, .json, .xlsx or .html file; repeatable.",
)
@click.option(
    "--language", default="en", metavar="CODE", help="Language of words and names, such as fr.  [default: en]"
)
def command(
    instruments: tuple[str, ...], groups: tuple[str, ...], as_of: str | None, outputs: tuple[str, ...], language: str
) -> None:
    """Show the world's treaty table: the status of each State under each treaty, with dates and sources.

    Without --instrument, all treaties and schemes are shown, with one letter for each status. --instrument also takes memberships:
    african_union, coe, oas, asean, ecowas, cis, commonwealth, interpol, g20. An existing file is overwritten, as with `assess run`.
    """
    from assess.api import countries_document, countries_table
    from assess.formats.countries_texts import kind_of
    from assess.formats.files import write
    from assess.words.language import speaking

    kinds = [(path, kind_of(path)) for path in outputs]
    with speaking(language):
        found = countries_table(instruments, groups, as_of=as_of)
        for path, kind in kinds:
            write(path, countries_document(found, kind))
            wrote(path)
        if not outputs:
            show(str(countries_document(found, ".txt")))
