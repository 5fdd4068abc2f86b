"""`assess test`."""

import click

from assess.cli.screen import show


@click.command("test")
@click.argument("frameworks", nargs=-1, metavar="[ID|DIR]...")
@click.option(
    "--undecided", "listed", is_flag=True, help="List elements that the cases do not show both holding and failing."
)
def command(frameworks: tuple[str, ...], listed: bool) -> None:
    """Run the worked cases of frameworks (by default, of all shipped ones). Exit with 1 when a case gives another result."""
    from assess.engine.assessment import prepare
    from assess.engine.worked_cases import run_case, undecided
    from assess.reading.library import framework_folders, load_cases, load_library

    known = framework_folders()
    failed = 0
    for name in frameworks or sorted(known):
        library = load_library([name])
        framework = library.frameworks[0]
        cases = load_cases(framework, known.get(name) or name, library.catalogue)
        rules = prepare(framework, library.catalogue)
        wrong = [(file, outcome) for file, case in cases for outcome in run_case(case, rules)[0]]
        for file, outcome in wrong:
            show(
                f"{framework.id}/{file}: {outcome.case}: {outcome.criterion}: expected {outcome.expected}, "
                f"found {outcome.found}\n"
            )
        failed += len(wrong)
        show(f"{framework.id}: {len(cases)} cases, {len(wrong)} with another result\n")
        if listed:
            for line in undecided(cases, rules):
                show(f"  never decided: {line}\n")
    if failed:
        raise click.exceptions.Exit(1)
