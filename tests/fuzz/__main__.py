"""`python -m tests.fuzz SECONDS [SEED] [--only TARGET]`: fuzzes for this long, prints counts, keeps findings in `out/fuzz`.

Inputs are numbered by target; the same seed and number give the same input, whatever ran before. A hundred or so share one
forked process, which `watch` looks at from inside and this one from outside.
"""

import argparse
import contextlib
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import Any

from assess.problems import AssessError
from tests.fuzz import seeds
from tests.fuzz.case import Case
from tests.fuzz.checks import Finding
from tests.fuzz.seeds import ROOT
from tests.fuzz.targets import TARGETS, WEIGHTS, case_of
from tests.fuzz.watch import Watch

TOGETHER = 120
"""Inputs to one process."""
PATIENCE = 300
"""Seconds by the clock for one input; pages may be laid out, and other processes may be busy."""
EACH = 3
"""How many inputs are kept for findings that look the same."""


def keep(folder: Path, case: Case, findings: list[Finding], name: str, seed: int) -> None:
    """Writes a case, so that `test_fuzz.py` can run it again."""
    shutil.rmtree(folder, ignore_errors=True)
    for each, raw in case.files.items():
        (folder / "files" / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / "files" / each).write_bytes(raw)
    record = {
        "name": name, "seed": seed,
        "commands": [[os.fsencode(word).decode("latin-1") for word in command] for command in case.commands],
        "stdin": case.stdin.decode("latin-1"), "free": case.free, "pages": case.pages, "twice": case.twice,
        "findings": [list(each) for each in findings],
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, indent=1, ensure_ascii=True).replace(str(ROOT), "ROOT")
    (folder / "case.json").write_text(text + "\n", encoding="utf-8")


def kept(folder: Path) -> Case:
    """A case that `keep` wrote."""
    record = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    files = {
        str(path.relative_to(folder / "files")): path.read_bytes()
        for path in sorted((folder / "files").rglob("*"))
        if path.is_file()
    }
    commands = tuple(
        tuple(os.fsdecode(word.encode("latin-1")).replace("ROOT", str(ROOT)) for word in command)
        for command in record["commands"]
    )
    return Case(files, commands, record["stdin"].encode("latin-1"), record["twice"], record["free"], record["pages"])


def _work(base: Path, seed: int, batch: list[tuple[str, int]], pipe: int) -> None:
    """In the fork: runs the batch, and writes a line when a case begins and one with its result."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    watch = Watch(base)
    with open(pipe, "w") as told:
        for place, (target, number) in enumerate(batch):
            told.write(json.dumps([place]) + "\n")
            told.flush()
            result = watch.run(case_of(seed, target, number), twist=target == "cache")
            told.write(json.dumps([place, *result]) + "\n")
            told.flush()


class Tally:
    """Counts of a run."""

    def __init__(self) -> None:
        self.inputs: Counter[str] = Counter()
        self.codes: dict[str, Counter[int]] = defaultdict(Counter)
        self.seconds: dict[str, float] = defaultdict(float)
        self.memory: dict[str, int] = defaultdict(int)
        self.found: dict[tuple[str, str], list[str]] = defaultdict(list)


def _batch(base: Path, seed: int, batch: list[tuple[str, int]], tally: Tally, out: Path) -> None:
    """Runs a batch to its end, in as many forks as it takes."""
    while batch:
        shutil.rmtree(base / "tmp", ignore_errors=True)
        end, start = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(end)
            try:
                _work(base, seed, batch, start)
            except BaseException:
                import traceback

                traceback.print_exc()
                os._exit(99)
            os._exit(0)
        os.close(start)
        begun = _read(end, child, seed, batch, tally, out)
        os.close(end)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if begun is None:
            if code:
                sys.exit("the harness itself failed")
            return
        if code == 99:  # it has said how; the other inputs are still worth trying
            print(f"the harness failed in {batch[begun]}", flush=True)
            batch = batch[begun + 1 :]
            continue
        why = signal.Signals(-code).name if code < 0 else f"code {code}"
        kind = {"SIGXCPU": "hang", "SIGALRM": "hang", "SIGABRT": "died"}.get(why, "died")
        log = (base / "log").read_text(errors="replace")
        _note(tally, out, seed, *batch[begun], [Finding(kind, f"{why} {_deepest(log)}", log[-2000:])])
        tally.inputs[batch[begun][0]] += 1
        batch = batch[begun + 1 :]


def _deepest(log: str) -> str:
    """The place in the program, from the output of `faulthandler`."""
    lines = [line for line in log.splitlines() if "/assess/" in line]
    return lines[0].partition("/assess/")[2].replace('"', "") if lines else ""


def _read(pipe: int, child: int, seed: int, batch: list[tuple[str, int]], tally: Tally, out: Path) -> int | None:
    """Reads the output of a fork; returns the number of the input at which it ended, if it did not finish the batch."""
    begun: int | None = None
    left = b""
    while True:
        ready, _, _ = select.select([pipe], [], [], PATIENCE)
        if not ready:
            os.kill(child, signal.SIGALRM)
            return begun
        got = os.read(pipe, 1 << 20)
        if not got:
            return begun
        *lines, left = (left + got).split(b"\n")
        for line in lines:
            place, *rest = json.loads(line)
            if not rest:
                begun = place
                continue
            begun = None
            target, number = batch[place]
            codes, seconds, memory, findings = rest
            tally.inputs[target] += 1
            tally.codes[target].update(codes)
            tally.seconds[target] = max(tally.seconds[target], seconds)
            tally.memory[target] = max(tally.memory[target], memory)
            if findings:
                _note(tally, out, seed, target, number, [Finding(*each) for each in findings])


def _note(tally: Tally, out: Path, seed: int, target: str, number: int, findings: list[Finding]) -> None:
    name = f"{target} {number}"
    new = False
    for each in findings:
        same = tally.found[each.kind, each.where]
        new = new or len(same) < EACH
        same.append(name)
        if len(same) <= EACH:
            print(f"FOUND {each.kind} | {each.where} | seed {seed}, {name}: {each.detail[-200:]!r}", flush=True)
    if new:
        keep(out / f"{seed}-{name.replace(' ', '-')}", case_of(seed, target, number), findings, name, seed)


def fuzz(seconds: float, seed: int, only: list[str], out: Path) -> Tally:
    """Fuzzes for this long."""
    tally = Tally()
    random = Random(seed)
    names = only or list(TARGETS)
    numbers = Counter[str]()
    if {"verify", "manifest", "command line"} & {*names}:
        seeds.carried()
    for kind in ("profile", "facts", "framework", "cases", "translation", "brand"):
        seeds.words(kind)
    warm()
    end = time.monotonic() + seconds
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))  # the counts so far are worth something
    with tempfile.TemporaryDirectory(prefix="fuzz-") as base:
        while time.monotonic() < end and not stopped:
            batch = []
            for target in random.choices(names, [WEIGHTS[name] for name in names], k=TOGETHER):
                numbers[target] += 1
                batch.append((target, numbers[target]))
            _batch(Path(base), seed, batch, tally, out)
            print(f"{sum(tally.inputs.values())} inputs", file=sys.stderr, flush=True)
    return tally


def warm() -> None:
    """Imports everything once, for all forks."""
    from assess.cli.main import cli

    index = str(ROOT / "examples/index")
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
        for kind in ("json", "csv", "html", "xlsx"):
            cli.main(["run", f"{index}/profile.yaml", "-f", index, "-o", f"{folder}/x.{kind}"], standalone_mode=False)
        with contextlib.suppress(AssessError):
            cli.main(["explain", f"{index}/profile.yaml", "x", "-f", index], standalone_mode=False)
        for words in (["validate", index], ["test", index], ["frameworks", "show", index], ["new", "KEN"]):
            cli.main(words, standalone_mode=False)


def report(tally: Tally, seconds: float, seed: int) -> dict[str, Any]:
    """Prints the counts and returns them as data."""
    print(f"\nseed {seed}, {seconds:.0f} s, {sum(tally.inputs.values())} inputs")
    for target in TARGETS:
        if tally.inputs[target]:
            codes = ", ".join(f"{code}: {count}" for code, count in sorted(tally.codes[target].items()))
            most = f"at most {tally.seconds[target]:.1f} s, {tally.memory[target] // 1_000_000} MB"
            print(f"  {target:15} {tally.inputs[target]:6}  exits {codes}; {most}")
    for (kind, where), names in sorted(tally.found.items()):
        print(f"  FOUND {kind} | {where} | {len(names)} times, such as {names[0]}")
    return {
        "seed": seed, "seconds": round(seconds), "inputs": dict(tally.inputs),
        "codes": {name: dict(each) for name, each in tally.codes.items()},
        "most_seconds": dict(tally.seconds), "most_memory": dict(tally.memory),
        "found": [[kind, where, len(names)] for (kind, where), names in sorted(tally.found.items())],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int, nargs="?", default=int(time.time()))
    parser.add_argument("--only", action="append", choices=list(TARGETS), default=[])
    parser.add_argument("--out", type=Path, default=ROOT / "out/fuzz")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    start = time.monotonic()
    tally = fuzz(given.seconds, given.seed, given.only, given.out)
    counts = report(tally, time.monotonic() - start, given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    with open(given.out / "runs.jsonl", "a") as runs:
        runs.write(json.dumps(counts) + "\n")
    sys.exit(1 if tally.found else 0)


if __name__ == "__main__":
    main()
