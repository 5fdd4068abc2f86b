"""`assess verify`."""

import click

from assess.cli.screen import show, tell


@click.command("verify")
@click.argument("briefing", metavar="BRIEFING.pdf")
@click.option(
    "--extract", "folder", metavar="DIR", help="Write what it carries into this folder; never over other files."
)
def command(briefing: str, folder: str | None) -> None:
    """Make a briefing once more from the data that it carries, and compare.

    Exits with 0 when it is equal, also where a signature, a stamp or an annotation was added after its end; with 1 when
    something differs. It tells whether pages and data belong together, not who made them.
    """
    from assess.run.extract import extract
    from assess.run.verify import carried_files, verify

    raw, files = carried_files(briefing)
    if folder is not None:
        new, same = extract(files, folder)
        there = f"; {same} were there already, identical" if same else ""
        tell(f"wrote {new} file{'' if new == 1 else 's'} to {folder}{there}")
    verdict = verify(raw, files, briefing)
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
