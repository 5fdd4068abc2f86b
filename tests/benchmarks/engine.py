"""Evaluation and score of one profile under one framework, here and in another checkout of the project, in processor time.

`python tests/benchmarks/engine.py FOLDER` takes both in turn, since the machine may be busy: the least of several rounds
counts. Each round assesses fresh copies of the other checkout's example profiles under all frameworks of its own, so that
nothing is left over from the round before.
"""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROUNDS, TURNS = 7, 3


def milliseconds(root: Path, examples: Path) -> float:
    """Processor time for a pair, with the code below `root`."""
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
    found = []
    for _ in range(ROUNDS + 1):
        copies = [replace(profile) for profile in profiles]
        start = time.process_time()
        for profile in copies:
            for rules in ready:
                assess(profile, rules)
        found.append(time.process_time() - start)
    return min(found[1:]) / len(profiles) / len(ready) * 1000


def main() -> None:
    if sys.argv[1:2] == ["--here"]:
        print(milliseconds(Path(sys.argv[2]), Path(sys.argv[3])))
        return
    other = Path(sys.argv[1]).resolve()
    times: dict[Path, list[float]] = {ROOT: [], other: []}
    for _ in range(TURNS):
        for root, own in times.items():
            command = [sys.executable, "-P", __file__, "--here", str(root), str(other / "examples/profiles")]
            own.append(float(subprocess.run(command, capture_output=True, check=True, text=True).stdout))
    here, there = min(times[ROOT]), min(times[other])
    print(f"a pair here {here:.2f} ms, there {there:.2f} ms, ratio {here / there:.2f}")


if __name__ == "__main__":
    main()
