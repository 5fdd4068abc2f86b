"""Counts of the fuzzing so far, as shown in `docs/security.md`; `python -m tests.fuzz.counts RUNS.jsonl...` adds runs to them."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.fuzz.targets import TARGETS

HOME = Path(__file__).parent
COUNTS = HOME / "counts.json"
PAGE = HOME.parent.parent / "docs/security.md"
_BLOCK = re.compile("(?<=<!-- counts -->\n).*?(?=<!-- /counts -->)", re.S)


def block(counts: dict[str, Any]) -> str:
    """The counts in words and as a table."""
    inputs, codes = Counter[str](), {target: Counter[str]() for target in TARGETS}
    seconds, memory = Counter[str](), Counter[str]()
    for run in counts["runs"]:
        inputs.update(run["inputs"])
        for target, found in run["codes"].items():
            codes[target].update(found)
        for most, known in ((seconds, run["most_seconds"]), (memory, run["most_memory"])):
            for target, value in known.items():
                most[target] = max(most[target], value)
    total = sum(run["seconds"] for run in counts["runs"])
    lines = [
        f"So far, {len(counts['runs'])} runs with different seeds tried {sum(inputs.values()):,} inputs in {total:,} seconds by "
        "the clock, at the lowest priority beside other work. Commands are counted by exit code; seconds are of processor time.\n",
        "| target | inputs | exit 0 | 1 | 2 | 3 | 4 | most seconds | most MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for target in TARGETS:
        ended = " | ".join(f"{codes[target][str(code)]:,}" for code in range(5))
        lines.append(
            f"| {target} | {inputs[target]:,} | {ended} | {seconds[target]:.1f} | {memory[target] // 1_000_000} |"
        )
    lines += ["", "| found | what | state |", "|---|---|---|"]
    lines += [f"| {each['kind']} | {each['what']} | {each['state']} |" for each in counts["findings"]]
    return "\n".join(lines) + "\n\n"


def written(page: str, counts: dict[str, Any]) -> str:
    """The page with these counts."""
    return _BLOCK.sub(lambda _: block(counts), page)


if __name__ == "__main__":
    known = json.loads(COUNTS.read_text(encoding="utf-8"))
    for path in sys.argv[1:]:
        known["runs"] += [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    COUNTS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), known), encoding="utf-8")
