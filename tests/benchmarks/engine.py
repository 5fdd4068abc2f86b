"""Evaluation and score of one profile under one framework, here and in another checkout of the project, in processor time.

`python tests/benchmarks/engine.py FOLDER` has a process of each take turns, a tenth of a second long, since the machine may
be busy: the least of many turns counts. Each turn assesses fresh copies of the other checkout's example profiles under all
frameworks of its own, so that nothing is left over from the turn before.
"""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TURNS = 40


def work(root: Path, examples: Path) -> None:
    """The code below `root`: for each line of input, a line with the processor time (ms) of a pair."""
    sys.path.insert(0, str(root))
    try:
        from assess.engine.assessment import assess, prepare
        from assess.reading.library import framework_folders, load_library
        from assess.reading.profiles import load_profiles
    except ImportError:  # before the modules were put in rooms
        from assess.engine.assess import assess, prepare  # type: ignore[import-not-found, no-redef, unused-ignore]
        from assess.load import (  # type: ignore[import-not-found, no-redef, unused-ignore]
            framework_folders,
            load_library,
            load_profiles,
        )
    library = load_library(sorted(framework_folders()))
    profiles = load_profiles(sorted(examples.glob("*.yaml")), library)
    ready = [prepare(framework, library.catalogue) for framework in library.frameworks]
    for _ in sys.stdin:
        copies = [replace(profile) for profile in profiles]
        start = time.process_time()
        for profile in copies:
            for rules in ready:
                assess(profile, rules)
        used = time.process_time() - start
        print(used / len(profiles) / len(ready) * 1000, flush=True)


def started(root: Path, examples: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", __file__, "--work", str(root), str(examples)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def turn(worker: "subprocess.Popen[str]") -> float:
    assert worker.stdin is not None
    assert worker.stdout is not None
    print(file=worker.stdin, flush=True)
    return float(worker.stdout.readline())


def compared(other: Path) -> tuple[float, float]:
    """Milliseconds for a pair here, and there."""
    with started(ROOT, other / "examples/profiles") as here, started(other, other / "examples/profiles") as there:
        times = [(turn(here), turn(there)) for _ in range(TURNS)][1:]  # the first fills what is kept
    return min(one for one, _ in times), min(one for _, one in times)


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    here, there = compared(Path(sys.argv[1]).resolve())
    print(f"a pair here {here:.2f} ms, there {there:.2f} ms, ratio {here / there:.2f}")


if __name__ == "__main__":
    main()
