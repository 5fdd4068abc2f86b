"""This checkout against another one of the project, in turn, in processor time: `python tests/benchmarks/before.py FOLDER`.

The least of several turns counts, since the machine may be busy. Both read the example profiles of the other one. A turn of
`pairs` assesses fresh copies of them, so that nothing is left over from the turn before. Name parts to run only those (`PARTS`).
Let Python keep compiled modules (no PYTHONDONTWRITEBYTECODE), or compiling them is most of what is measured.
"""

import re
import resource
import subprocess
import sys
import tempfile
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


def many(folder: Path, examples: Path) -> list[str]:
    """A profile of each of 194 countries: the examples in turn under other codes."""
    from assess.words.countries import country_names

    texts = [path.read_text(encoding="utf-8") for path in sorted(examples.glob("*.yaml"))]
    codes = iter(sorted(country_names()))
    made = []
    while len(made) < 194:
        code, text = next(codes), texts[len(made) % len(texts)]
        if f"with: {code}" not in text:  # a State has no agreement with itself
            path = folder / f"{code.lower()}.yaml"
            path.write_text(
                re.sub(r"^country: \w+", f"country: {code}", text, count=1, flags=re.MULTILINE), encoding="utf-8"
            )
            made.append(str(path))
    return made


def processor(root: Path, *arguments: str) -> float:
    """Processor time of a command with all its processes, in the checkout at `root`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "assess", *arguments]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(name: str, other: Path, turns: int, *arguments: str) -> None:
    times = [(processor(ROOT, *arguments), processor(other, *arguments)) for _ in range(turns)]
    row(name, min(one for one, _ in times), min(one for _, one in times))


def row(name: str, here: float, there: float) -> None:
    print(f"| {name} | {here:.2f} | {there:.2f} | {here / there:.2f} |", flush=True)


def pairs(other: Path) -> None:
    for name, times in zip(("a pair (ms)", "JSON of a pair (ms)"), compared(other), strict=True):
        row(name, *times)


def text(other: Path) -> None:
    in_turn("`run` to text (s)", other, 10, "run", str(other / "examples/profiles/ken.yaml"))


def documents(other: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profiles = many(Path(folder), other / "examples/profiles")
        options = ["-o", f"{folder}/out/", "--format", "json", "--format", "csv"]
        in_turn("194 profiles to JSON and CSV (s)", other, 2, "run", *profiles, *options)


def comparison(other: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profiles = many(Path(folder), other / "examples/profiles")
        in_turn("`compare` of 194 to PDF (s)", other, 1, "compare", *profiles, "-o", f"{folder}/out.pdf")


def pdf(other: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = str(other / "examples/profiles/ken.yaml")
        in_turn("`run` to PDF (s)", other, 2, "run", profile, "-o", f"{folder}/out.pdf")


PARTS = {"pairs": pairs, "text": text, "documents": documents, "pdf": pdf, "comparison": comparison}


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    other = Path(sys.argv[1]).resolve()
    print("| what | here | there | ratio |\n|---|---|---|---|")
    for name in sys.argv[2:] or PARTS:
        PARTS[name](other)


if __name__ == "__main__":
    main()
