"""`assess verify`."""

import click

from assess.cli.screen import show, tell


@click.command("verify")
@click.argument("briefing", metavar="BRIEFING.pdf")
@click.option(
    "--extract",
    "folder",
    metavar="DIR",
    help="Write the files in the PDF into this folder; existing files are never overwritten.",
)
@click.option(
    "--font", "fonts", multiple=True, metavar="FILE",
    help="A font that it was made with, where it is not installed here; repeatable.",
)  # fmt: skip
def command(briefing: str, folder: str | None, fonts: tuple[str, ...]) -> None:
    """Make a briefing again from the data in the PDF, and compare the two.

    Exits with 0 when they are equal, even if a signature, a stamp or an annotation was added after the end of the briefing, and
    with 1 when something differs. The result says whether pages and data belong together, not who made them.
    """
    from assess.reading.fontfiles import read_fonts
    from assess.run.extract import extract
    from assess.run.verify import carried_files, verify

    given = read_fonts(fonts)
    raw, files = carried_files(briefing)
    if folder is not None:
        new, same = extract(files, folder)
        there = f"; {same} identical file{'' if same == 1 else 's'} already there" if same else ""
        tell(f"wrote {new} file{'' if new == 1 else 's'} to {folder}{there}")
    verdict = verify(raw, files, briefing, given)
    outcome = "different" if verdict.differences else "equal" if verdict.pages else "equal in its data"
    outcome += ", with additions" if verdict.additions else ""
    show(f"{briefing}: {outcome}\n")
    for line in verdict.about:
        show(f"  {line}\n")
    for line in verdict.checked:
        show(f"  equal: {line}\n")
    for line in verdict.differences:
        show(f"  different: {line}\n")
    for line in verdict.additions:
        show(f"  added: {line}\n")
    for line in verdict.notes:
        show(f"  note: {line}\n")
    if verdict.differences:
        raise click.exceptions.Exit(1)
