"""Several documents in one run, as ratios: `--jobs 2` against one process, memory, the spreadsheet. No test asserts a time.

Name parts to run only those: eleven, forty, memory, workbook. All together take about half an hour.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.ratios import KEN, ROOT, process

PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
INDEX = ROOT / "examples/index"


class Cost(NamedTuple):
    """Time and memory of one run, with all its processes."""

    wall: float
    processor: float
    largest: int
    """The most memory (MB) of any single process."""
    total: int
    """The most memory (MB) of all processes at one time."""


def cost(*arguments: str) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.Popen([sys.executable, "-m", "assess", "run", *arguments], cwd=ROOT, stderr=subprocess.DEVNULL)
    largest = total = 0
    while run.poll() is None:
        held = memory(run.pid)
        largest, total = max([largest, *held]), max(total, sum(held))
        time.sleep(0.2)
    if run.returncode:
        raise SystemExit(f"ended with {run.returncode}: {arguments}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, used, largest, total)


def memory(root: int) -> list[int]:
    """MB in use by a process and all below it (Linux)."""
    parents: dict[int, list[int]] = {}
    pages: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            pages[int(folder.name)] = int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        found.append(pages.get(one, 0) * os.sysconf("SC_PAGE_SIZE") // 1_000_000)
        waiting += parents.get(one, [])
    return found


def copies(folder: Path, profiles: list[Path], count: int) -> list[str]:
    """`count` profiles with different names."""
    made = []
    for i in range(count):
        path = folder / f"p{i:03}.yaml"
        path.write_bytes(profiles[i % len(profiles)].read_bytes())
        made.append(str(path))
    return made


def jobs(count: int, least: float, framework: str) -> None:
    """One process against two, on this many PDF briefings."""
    with tempfile.TemporaryDirectory() as folder:
        names = copies(Path(folder), PROFILES, count)
        one, two = (cost(*names, "-f", framework, "-o", f"{folder}/out/", "--jobs", n) for n in ("1", "2"))
    row(f"{count} briefings (`{framework}`) to PDF: one process / `--jobs 2`", one.wall, two.wall, f"at least {least}")
    row("… processor time: `--jobs 2` / one process", two.processor, one.processor, "near 1")


def grown() -> None:
    """Memory after 200 documents against memory after 50; the documents are small, to keep it short."""
    with tempfile.TemporaryDirectory() as folder:
        names = copies(Path(folder), [INDEX / "profile.yaml"], 200)
        for n in ("2", "1"):
            few, many = (
                cost(*names[:count], "-f", str(INDEX), "-o", f"{folder}/out/", "--jobs", n) for count in (50, 200)
            )
            row(f"largest process (MB), `--jobs {n}`: 200 documents / 50", many.largest, few.largest, "near 1")
            row(f"all processes (MB), `--jobs {n}`: 200 documents / 50", many.total, few.total, "near 1")


def workbook() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sheet = process("-m", "assess", "run", str(KEN), "-o", f"{folder}/x.xlsx")
    row("`run` to a spreadsheet / `run` to text", sheet, process("-m", "assess", "run", str(KEN)), "")


def row(name: str, a: float, b: float, wanted: str) -> None:
    print(f"| {name} | {a:.2f} | {b:.2f} | {a / b:.2f} | {wanted} |", flush=True)


PARTS: dict[str, Callable[[], None]] = {
    "workbook": workbook,
    "eleven": lambda: jobs(11, 1.45, "cooperation"),
    "forty": lambda: jobs(40, 1.6, "g20"),  # shorter ones
    "memory": grown,
}


def main() -> None:
    print("| what | one | other | ratio | wanted |\n|---|---|---|---|---|")
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
