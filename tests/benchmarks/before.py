"""An assessment, and its JSON, here and in another checkout of the project, in processor time.

`python tests/benchmarks/before.py FOLDER` has a process of each take turns of a tenth of a second or so, since the machine may
be busy: the least of many turns counts. Each turn assesses fresh copies of the other checkout's example profiles under all
frameworks of its own, so that nothing is left over from the turn before.
"""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TURNS = 15


def work(root: Path, examples: Path) -> None:
    """The code below `root`: for each line of input, a line with the processor time (ms) of a pair, and of its JSON."""
    sys.path.insert(0, str(root))
    try:
        from assess.engine.assessment import assess, prepare
        from assess.formats.data import as_data, to_json
        from assess.reading.library import framework_folders, load_library
        from assess.reading.profiles import load_profiles
    except ImportError:  # before the modules were put in rooms
        from assess.engine.assess import assess, prepare  # type: ignore[import-not-found, no-redef, unused-ignore]
        from assess.load import (  # type: ignore[import-not-found, no-redef, unused-ignore]
            framework_folders,
            load_library,
            load_profiles,
        )
        from assess.report.data import as_data, to_json  # type: ignore[import-not-found, no-redef, unused-ignore]
    library = load_library(sorted(framework_folders()))
    profiles = load_profiles(sorted(examples.glob("*.yaml")), library)
    ready = [prepare(framework, library.catalogue) for framework in library.frameworks]
    for _ in sys.stdin:
        copies = [replace(profile) for profile in profiles]
        assessing = writing = 0.0
        for profile in copies:
            for rules in ready:
                start = time.process_time()
                made = assess(profile, rules)
                assessed = time.process_time()
                to_json(as_data(made))
                assessing, writing = assessing + assessed - start, writing + time.process_time() - assessed
        print(*(each / len(profiles) / len(ready) * 1000 for each in (assessing, writing)), flush=True)


def started(root: Path, examples: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", __file__, "--work", str(root), str(examples)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def turn(worker: "subprocess.Popen[str]") -> list[float]:
    assert worker.stdin is not None
    assert worker.stdout is not None
    print(file=worker.stdin, flush=True)
    return [float(part) for part in worker.stdout.readline().split()]


def compared(other: Path) -> list[tuple[float, float]]:
    """Milliseconds for a pair, and for its JSON: here, and there."""
    with started(ROOT, other / "examples/profiles") as here, started(other, other / "examples/profiles") as there:
        times = [(turn(here), turn(there)) for _ in range(TURNS)][1:]  # the first fills what is kept
    return [(min(one[i] for one, _ in times), min(one[i] for _, one in times)) for i in range(2)]


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    for name, (here, there) in zip(("a pair", "its JSON"), compared(Path(sys.argv[1]).resolve()), strict=True):
        print(f"{name} here {here:.2f} ms, there {there:.2f} ms, ratio {here / there:.2f}")


if __name__ == "__main__":
    main()
