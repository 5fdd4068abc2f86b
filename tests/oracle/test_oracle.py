"""The engine says what brute force says, over random catalogues, frameworks and profiles.

`ORACLE_N` sets how many instances there are, `ORACLE_SEED` where they begin. `make test` takes two fifths of them,
`make test-documents` the others. A failure shows how many instances differ, by kind, and the first of them without everything
that it does not need.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.oracle import adapter, compare, generate
from tests.oracle.worlds import TooMany

N = int(os.environ.get("ORACLE_N", "1000"))
SEED = int(os.environ.get("ORACLE_SEED", "0"))
PARTS = 5
EVERY_PART = [0, 1, *(pytest.param(part, marks=pytest.mark.documents) for part in range(2, PARTS))]
INSTANCES = sorted((Path(__file__).parent / "instances").glob("*.yaml"))

Differ = Callable[[Mapping[str, Any]], list[compare.Difference]]


def held(differ: Differ, part: int, *, change: bool) -> None:
    """No instance of this part of the seeds differs."""
    kinds: Counter[str] = Counter()
    first: dict[str, Any] | None = None
    too_many = wrong = 0
    seeds = range(SEED + part, SEED + N, PARTS)
    for seed in seeds:
        instance = generate.instance(seed, change=change)
        try:
            found = differ(instance)
        except TooMany:
            too_many += 1
            continue
        kinds.update({one.kind for one in found})
        wrong += bool(found)
        if found and first is None:
            first = compare.shrunk(instance, lambda smaller: bool(differ(smaller)))
    assert too_many * 20 < len(seeds), f"{too_many} instances have too many completions"
    if first is not None:
        lines = [f"{count} with {kind}" for kind, count in kinds.most_common()]
        said = [str(one) for one in differ(first)]
        pytest.fail("\n".join([f"{wrong} of {len(seeds)} instances differ:", *lines, "the first:", *said,
                               compare.written(first)]), pytrace=False)  # fmt: skip


@pytest.mark.parametrize("part", EVERY_PART)
def test_findings_and_scores_are_those_of_all_completions(part: int) -> None:
    held(compare.differences, part, change=False)


@pytest.mark.parametrize("part", EVERY_PART)
def test_the_smallest_change_is_smallest_and_works(part: int) -> None:
    held(compare.change_differences, part, change=True)


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_instances_that_were_wrong_once(path: Path) -> None:
    instance = yaml.safe_load(path.read_text())
    expected = instance["expect"]
    assert brute_says(instance, expected) == expected
    assert engine_says(instance, expected) == expected


def brute_says(instance: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    """What brute force gives for the values that an instance file names."""
    found = compare.oracle(instance)
    said = _said(found.findings, found.units, found.totals, expected)
    if "change" in expected:
        ways = compare.ways(instance)
        said["change"] = {name: (cost := ways[name].smallest()) and list(cost) for name in expected["change"]}
    return said


def engine_says(instance: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine gives for them; a change that does not work has no cost."""
    found = adapter.run(instance)
    said = _said(found.findings, found.units, found.totals, expected)
    if "change" in expected:
        ways = compare.ways(instance)
        said["change"] = {}
        for name in expected["change"]:
            given = found.findings[name].change
            cost = given and list(compare.cost(*given))
            said["change"][name] = cost if given is None or ways[name].achieves(*given) else f"{given} does not work"
    return said


def _said(findings: Any, units: Any, totals: Any, expected: Mapping[str, Any]) -> dict[str, Any]:
    """The values asked for, in the form in which a file has them: an interval "1/2 1", a truth, a word, a range of stages."""
    said: dict[str, Any] = {}
    for group, values in (
        ("findings", findings),
        ("units", {"/".join(k): v for k, v in units.items()}),
        ("totals", totals),
    ):
        for name, wanted in expected.get(group, {}).items():
            one = values.get(name)
            entry = said.setdefault(group, {}).setdefault(name, {})
            for key in wanted:
                if one is None:
                    entry[key] = None
                elif key == "outer":
                    entry[key] = getattr(one, key, False)
                elif key == "interval":
                    entry[key] = f"{one.low} {one.high}"
                else:
                    value = getattr(one, key)
                    entry[key] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value) if all(isinstance(one, int) for one in value) else str(value[0])
    return str(value) if isinstance(value, Fraction) else value
