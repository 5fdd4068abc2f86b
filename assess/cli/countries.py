"""`assess countries`."""

import click

from assess.cli.screen import show, wrote


@click.command("countries")
@click.option(
    "-i", "--instrument", "instruments", multiple=True, metavar="NAME", help="Only this instrument; repeatable."
)
@click.option(
    "-g", "--group", "groups", multiple=True, metavar="NAME",
    help="Only these States: a region, a group of the UN or the World Bank, an organisation; with several, those in all of them.",
)  # fmt: skip
@click.option("--as-of", "as_of", metavar="DAY", help="Leave out what came later.  [default: the last day read]")
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write .csv, .json, .xlsx or .html; repeatable."
)
@click.option(
    "--language", default="en", metavar="CODE", help="Language of words and names, such as fr.  [default: en]"
)
def command(
    instruments: tuple[str, ...], groups: tuple[str, ...], as_of: str | None, outputs: tuple[str, ...], language: str
) -> None:
    """The world's treaty table: where each State stands, since when, on which day that was read, and where.

    Without --instrument all treaties and schemes are shown, with one letter each. Memberships can be named too: african_union,
    coe, oas, asean, ecowas, cis, commonwealth, interpol, g20. A file that is there is written anew, as with `assess run`.
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
