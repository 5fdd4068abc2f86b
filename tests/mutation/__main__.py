"""Sample mutants of modules, run them and print the table: see `make mutants` in docs/testing.md."""

import argparse
import datetime
import sys
from collections import Counter
from pathlib import Path

from tests.mutation.areas import AREAS, Area
from tests.mutation.mutants import Mutant, sampled
from tests.mutation.running import run


def main() -> int:
    """The command line; the exit code is 1 if an area is below its aim."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", help="areas (engine, model, reading, views, words) or files; all without any"
    )
    parser.add_argument("--sample", type=int, default=20, help="mutants of a module, 0 for all (default 20)")
    parser.add_argument("--seed", default="1")
    given = parser.parse_args()
    wanted = [name.removeprefix("./") for name in given.modules]
    for name in wanted:
        if name not in AREAS and not any(name in area.modules for area in AREAS.values()):
            parser.error(f"{name} is no area or module of tests/mutation/areas.py: {', '.join(AREAS)}")
    print(f"seed {given.seed}, {given.sample or 'all'} of a module, {datetime.datetime.now(datetime.UTC):%Y-%m-%d}")
    below = False
    for name, area in AREAS.items():
        modules = [m for m in area.modules if not wanted or name in wanted or m in wanted]
        if modules:
            below = _measured(name, area, modules, given.sample or sys.maxsize, given.seed) < area.aim or below
    return 1 if below else 0


def _measured(name: str, area: Area, modules: list[str], sample: int, seed: str) -> float:
    of: dict[str, int] = {}
    mutants: list[Mutant] = []
    for module in modules:
        of[module], chosen = sampled(module, sample, seed)
        mutants += chosen
    answers: dict[Mutant, str] = {}

    def told(mutant: Mutant, answer: str) -> None:
        answers[mutant] = answer
        if answer != "killed":
            print(f"  {mutant}  ({answer})", flush=True)
        elif sys.stderr.isatty() or len(answers) % 10 == 0:
            print(f"  {len(answers)} of {len(mutants)}", file=sys.stderr, flush=True)

    print(f"\n{name}: survivors", flush=True)
    if code := run([test for test in area.tests if Path(test.split("::")[0]).exists()], mutants, told):
        sys.exit(f"the tests of {name} could not be run: pytest ended with {code}")
    print(f"\n{'module':44} {'mutants':>8} {'tried':>6} {'killed':>6} {'share':>6}")
    tried, killed = Counter(m.path for m in answers), Counter(m.path for m, a in answers.items() if a == "killed")
    for module in modules:
        if tried[module]:
            share = killed[module] / tried[module]
            print(f"{module:44} {of[module]:8} {tried[module]:6} {killed[module]:6} {share:6.0%}")
    share = killed.total() / max(1, tried.total())
    print(f"{name:44} {sum(of.values()):8} {tried.total():6} {killed.total():6} {share:6.0%}  (aim {area.aim:.0%})")
    return share


if __name__ == "__main__":
    sys.exit(main())
