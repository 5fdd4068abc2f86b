"""Checks whether a command kept the promises of `docs/security.md`; a broken promise is a `Finding`."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.case import Case
from tests.fuzz.mutate import MARKER

SECONDS = 5.0
"""The most seconds of processor time for one command."""
MEMORY = 500_000_000
"""The most bytes of memory for one command."""
CODES = (0, 1, 2, 3, 4)
"""The allowed exit codes: 70 is a fault of the program, and nobody interrupts these commands (130)."""
MOST_SAID = 2_000_000
"""The longest refusal, in bytes."""
MOST_WRITTEN = 100_000_000
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NUMBER = re.compile(r"[-+]?[0-9.,]+(e[-+]?[0-9]+)?\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Finding(NamedTuple):
    """A promise that was broken."""

    kind: str
    where: str
    """What distinguishes it from others of its kind."""
    detail: str


def ended(code: int, out: bytes, err: bytes, command: Sequence[str], seconds: float, memory: int) -> list[Finding]:
    said = err.decode("utf-8", errors="replace")
    last = said.strip().rpartition("\n")[2]
    found = []
    if seconds > SECONDS:
        found.append(Finding("too slow", command[0] if command else "", f"{seconds:.1f} s of processor time"))
    if memory > MEMORY:
        found.append(Finding("too much memory", command[0] if command else "", f"{memory // 1_000_000} MB"))
    if "Traceback (most recent call last)" in said or "Exception ignored" in said:
        found.append(Finding("traceback", last[:60], said[-2000:]))
    if code in (2, 3, 4) and not said.strip() and not ("--format" in command and out):
        found.append(Finding("silent", f"exit {code}", ""))
    if len(err) > MOST_SAID:
        found.append(Finding("too much said", command[0], f"{len(err)} bytes on standard error"))
    if len(out) > MOST_WRITTEN:
        found.append(Finding("too much written", command[0], f"{len(out)} bytes on standard output"))
    if odd := _UNSEEN.search(said):
        found.append(
            Finding(
                "terminal", "standard error", f"{odd[0]!r} in {said[max(0, odd.start() - 80) : odd.start() + 20]!r}"
            )
        )
    data = {"--format", "new", "crosswalk", "schema"} & {*command}
    if not data and (odd := _UNSEEN.search(shown := out.decode("utf-8", errors="surrogateescape"))):
        found.append(
            Finding(
                "terminal", "standard output", f"{odd[0]!r} in {shown[max(0, odd.start() - 80) : odd.start() + 20]!r}"
            )
        )
    if code not in CODES:  # last, since where it happened is added to it
        found.append(Finding(f"exit {code}", re.sub(r"[0-9'\"].*", "", last)[:80], said[-2000:]))
    return found


def listed(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def outputs(folder: Path, case: Case, command: Sequence[str], code: int) -> list[Finding]:
    found = []
    there = listed(folder)
    for name, raw in there.items():
        if Path(name).name.startswith(".assess-"):
            found.append(Finding("half written", "a partial file stays", name))
        elif raw == case.files.get(name):
            continue
        elif name in case.files and not case.free:
            found.append(Finding("input changed", command[0], name))
        elif name not in case.files:
            if code in (2, 3) and command[0] != "verify":
                found.append(Finding("half written", f"exit {code}, and a file", name))
            if command[0] != "verify" and (why := _spoilt(name, raw)):
                found.append(Finding("bad output", f"{Path(name).suffix}: {why[0]}", f"{name}: {why[1]}"))
    found += [Finding("input lost", command[0], name) for name in case.files if name not in there and not case.free]
    wanted = [command[i + 1] for i, word in enumerate(command[:-1]) if word == "-o"]
    if code == 0 and not case.free:
        found += [Finding("no output", command[0], name) for name in wanted if name not in there]
    return found


class _Page(HTMLParser):
    """Whether a page would run something that a text of the input contains."""

    why = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = (value or "").strip().lower()
            if (name.startswith("on") and "evil" in text) or (
                name in ("href", "src") and text.startswith(("javascript:", "file:", "data:text"))
            ):
                self.why = f"<{tag} {name}={value!r}>"[:200]


def _spoilt(name: str, raw: bytes) -> tuple[str, str] | None:
    """What is wrong with an output."""
    if len(raw) > MOST_WRITTEN:
        return "too large", f"{len(raw)} bytes"
    kind = Path(name).suffix.lower()
    try:
        if kind == ".json":
            json.loads(raw)
        elif kind == ".csv":
            csv.field_size_limit(10**9)
            for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
                for cell in row:
                    if cell.startswith(_FORMULA) and not _NUMBER.match(cell):
                        return "formula", cell[:100]
        elif kind in (".xlsx", ".docx"):
            with zipfile.ZipFile(io.BytesIO(raw)) as book:
                if book.testzip():
                    return "damaged", ""
        elif kind == ".pdf" and not (raw.startswith(b"%PDF-") and raw.rstrip().endswith(b"%%EOF")):
            return "cut off", repr(raw[-40:])
        elif kind == ".html":
            text = raw.decode("utf-8")
            page = _Page()
            page.feed(text)
            if not text.rstrip().endswith("</html>"):
                return "cut off", text[-80:]
            if MARKER in text or page.why:
                return "script", page.why
    except (ValueError, zipfile.BadZipFile, csv.Error) as error:
        return type(error).__name__, str(error)[:200]
    return None
