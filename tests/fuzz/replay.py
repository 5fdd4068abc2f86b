"""`python -m tests.fuzz.replay FOLDER`: runs every kept case again, and the first inputs of each target; prints findings as JSON.

`python -m tests.fuzz.replay planted`: does what must be found, one thing after another, and prints what was.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fuzz import checks
from tests.fuzz.__main__ import kept, warm
from tests.fuzz.case import Case
from tests.fuzz.targets import TARGETS, case_of
from tests.fuzz.watch import Watch

FIRST = 3
"""Inputs of each target; `briefs` and `font` lay out pages and are left to `make fuzz`."""


def replayed(folder: Path) -> dict[str, Any]:
    """The findings, by the name of the case."""
    warm()
    found = {}
    with tempfile.TemporaryDirectory() as base:
        watch = Watch(Path(base), second=False)
        for path in sorted(folder.glob("*/case.json")):
            found[path.parent.name] = watch.run(kept(path.parent)).findings
        for target in TARGETS:
            for number in range(FIRST if target not in ("briefs", "font") else 0):
                found[f"{target} {number}"] = watch.run(case_of(0, target, number), twist=target == "cache").findings
        os.chdir("/")
    return found


def _raise(kind: type[BaseException]) -> Callable[[], None]:
    def fault() -> None:
        raise kind("planted")

    return fault


def _write(name: str, content: str) -> Callable[[], None]:
    def fault() -> None:
        Path(name).write_text(content)

    return fault


def _work() -> None:
    until = time.process_time() + 0.7
    while time.process_time() < until:
        pass


def _network() -> None:
    import socket

    with socket.socket() as one:
        one.settimeout(0.01)
        one.connect_ex(("127.0.0.1", 9))


PLANTED: dict[str, tuple[Callable[[], object], str]] = {
    "a fault": (_raise(ValueError), "exit 71"),
    "another code": (lambda: sys.exit(70), "exit 70"),
    "a silent refusal": (lambda: sys.exit(3), "silent"),
    "a traceback": (lambda: sys.stderr.write("Traceback (most recent call last)\n"), "traceback"),
    "work without end": (_work, "too slow"),
    "much memory": (lambda: bytearray(b"x") * 600_000_000, "too much memory"),
    "a secret read": (lambda: open("/etc/passwd").close(), "reached out"),
    "a program started": (lambda: os.system("true"), "reached out"),
    "the network": (_network, "reached out"),
    "a file of another": (lambda: Path("p.yaml").write_text("x"), "input changed"),
    "a file lost": (lambda: Path("p.yaml").unlink(), "input lost"),
    "part of a file": (_write(".assess-1", "x"), "half written"),
    "a file though refused": (
        lambda: (Path("x.json").write_text("{}"), sys.stderr.write("no"), sys.exit(3)),
        "half written",
    ),
    "a temporary file": (lambda: Path(tempfile.gettempdir(), "x").write_text("x"), "left behind"),
    "half of JSON": (_write("x.json", "{"), "bad output"),
    "a formula": (_write("x.csv", "a,=1+1\n"), "bad output"),
    "a formula at full width": (_write("x.csv", "a,＝1\n"), "bad output"),
    "half of a page": (_write("x.html", "<html>"), "bad output"),
    "a script": (_write("x.html", "<script>evil()</script></html>"), "bad output"),
    "an event": (_write("x.html", "<p onclick='evil()'></p></html>"), "bad output"),
    "half of a book": (_write("x.xlsx", "PK"), "bad output"),
    "half of a PDF": (_write("x.pdf", "%PDF-"), "bad output"),
    "a terminal": (lambda: sys.stdout.write("\x1b[2J"), "terminal"),
    "a turned word": (lambda: sys.stderr.write("\u202e"), "terminal"),
    "no file": (lambda: None, "no output"),
    "nothing": (_write("x.json", "{}"), ""),
}
"""What a command might do wrong, with the kind of finding."""


def planted() -> dict[str, list[str]]:
    """The kinds of findings, by what was done wrong."""
    from assess.cli import main as program

    kinds = {}
    checks.SECONDS = 0.5  # so that it takes less long
    with tempfile.TemporaryDirectory() as base:
        watch = Watch(Path(base), second=False)
        for name, (do, _) in PLANTED.items():
            program.main = do  # type: ignore[assignment]
            wanted = ("-o", "x.json") if name in ("no file", "nothing") else ()
            kinds[name] = [
                each.kind for each in watch.run(Case({"p.yaml": b"a: 1"}, (("run", "p.yaml", *wanted),))).findings
            ]
        os.chdir("/")
    return kinds


if __name__ == "__main__":
    print(json.dumps(planted() if sys.argv[1] == "planted" else replayed(Path(sys.argv[1]))))
