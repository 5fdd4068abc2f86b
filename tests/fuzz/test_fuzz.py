"""Findings stay fixed, the first inputs of each target break no promise, and each check of the harness can fail."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.replay import FIRST, PLANTED
from tests.fuzz.targets import TARGETS, WEIGHTS, case_of

ROOT = Path(__file__).parent.parent.parent
FINDINGS = Path(__file__).parent / "findings"
pytestmark = [
    pytest.mark.documents,  # a process for each target, and inputs that are made to be slow
    pytest.mark.skipif(sys.platform != "linux", reason="the harness reads /proc"),
]
CASES = [
    *sorted(path.parent.name for path in FINDINGS.glob("*/case.json")),
    *(f"{target} {number}" for target in TARGETS if target not in ("briefs", "font") for number in range(FIRST)),
]


def told(argument: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.replay", argument], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def replayed() -> dict[str, Any]:
    return told(str(FINDINGS))


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    return told("planted")


@pytest.mark.parametrize("name", CASES)
def test_no_promise_is_broken(name: str, replayed: dict[str, Any]) -> None:
    assert replayed[name] == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_broken_promise_is_seen(name: str, planted: dict[str, Any]) -> None:
    kind = PLANTED[name][1]
    assert kind in planted[name] if kind else planted[name] == []


def test_a_seed_and_a_number_give_the_same_input() -> None:
    assert set(WEIGHTS) == set(TARGETS)
    for target in TARGETS:
        if target not in ("verify", "manifest", "command line"):  # which begin with a PDF made anew
            assert case_of(7, target, 5) == case_of(7, target, 5) != case_of(7, target, 6)
