"""`docs/security.md` is true: its limits are those of the code, the tests it names exist, its counts are those recorded."""

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import checks
from tests.fuzz.counts import COUNTS, written

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
LIMITS = re.findall(r"^\| [^|]+ \| ([^|]+) \| `(assess\.[\w.]+)` \|$", PAGE, re.M)
SHOWN = sorted(set(re.findall(r"`(tests/[\w./:-]+)`", PAGE)))
UNITS = {"": 1, " s": 1, " MB": 1_000_000}


def in_code(name: str) -> Any:
    """The value of a dotted name: the longest beginning that is a module, then attributes."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise AssertionError(name)


def test_the_page_has_limits_and_tests() -> None:
    assert len(LIMITS) >= 25
    assert len(SHOWN) >= 20


@pytest.mark.parametrize(("said", "name"), LIMITS)
def test_a_limit_is_that_of_the_code(said: str, name: str) -> None:
    number, unit = re.fullmatch(r"([\d,]+)( s| MB)?", said).groups(default="")  # type: ignore[union-attr]
    assert int(number.replace(",", "")) * UNITS[unit] == in_code(name)


@pytest.mark.parametrize("shown", SHOWN)
def test_what_shows_a_promise_exists(shown: str) -> None:
    path, _, name = shown.partition("::")
    assert (ROOT / path).exists()
    if name:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.M)


def test_no_other_number_stands_on_the_page() -> None:
    prose = re.sub(r"<!-- counts -->.*<!-- /counts -->", "", PAGE, flags=re.S)
    prose = re.sub(r"^\|.*\|$|`[^`]*`", "", prose, flags=re.M)
    said = re.findall(r"\d[\d,.]*\d|\d", prose)
    assert said == [f"{checks.SECONDS:g}", f"{checks.MEMORY // 1_000_000}"]
    (clock,) = re.findall(
        r"^_CLOCK, .* else \((\d+), \d+\)$", (ROOT / "assess/processes.py").read_text("utf-8"), re.M
    )  # Windows
    assert f"{['', 'once', 'twice', 'three times', 'four times'][int(clock)]} as late" in prose


def test_the_seconds_are_those_of_make() -> None:
    (seconds,) = re.findall(r"make fuzz SECONDS=(\d+)", PAGE)
    assert f"\nSECONDS ?= {seconds}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_counts_are_those_recorded() -> None:
    counts = json.loads(COUNTS.read_text(encoding="utf-8"))
    assert written(PAGE, counts) == PAGE
    kept = {path.parent.name for path in (ROOT / "tests/fuzz/findings").glob("*/case.json")}
    assert kept == {name for each in counts["findings"] for name in each.get("cases", ())}
