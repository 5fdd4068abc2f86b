"""Findings and smallest changes of the shipped profiles under the shipped frameworks are those of brute force.

Each criterion is completed alone; where it has very many completions it is left out.
"""

import random
from collections.abc import Iterator

import pytest

from tests.oracle import adapter, brute, change, compare, shipped, worlds
from tests.oracle.worlds import Profile, TooMany


def both(
    framework: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, adapter.Engine, brute.Framework, Profile]]:
    """Each criterion with each profile: what the engine gives, and what brute force is to be asked."""
    for module in (worlds, brute, change):
        monkeypatch.setattr(module, "MOST", most)
    alone = [brute.Framework(raw, shipped.catalogue()) for raw in shipped.criteria(shipped.framework(framework))]
    for path in shipped.PROFILES:
        engine = adapter.assessed(adapter.shipped_profile(path), adapter.shipped(framework))
        profile = Profile(shipped.load(path))
        for criterion in alone:
            yield path.stem, engine, criterion, profile


def findings_hold(framework: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    tried = left_out = 0
    for country, engine, alone, profile in both(framework, most, monkeypatch):
        tried += 1
        (criterion,) = alone.criteria
        try:
            found = {criterion.id: brute.finding(criterion, alone, profile)}
        except TooMany:
            left_out += 1
            continue
        differences = compare.compared(engine._replace(units={}, totals={}), brute.Result(found, {}, {}, {}), {})
        wrong += [f"{country}: {one}" for one in differences]
    assert left_out * 2 < tried, f"{left_out} of {tried} have too many completions"
    assert not wrong, f"{len(wrong)} of {tried - left_out} differ:\n" + "\n".join(wrong)


@pytest.mark.parametrize("framework", shipped.FRAMEWORKS)
def test_findings_of_shipped_profiles_with_few_completions(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    findings_hold(framework, 130, monkeypatch)


@pytest.mark.documents
@pytest.mark.parametrize("framework", shipped.FRAMEWORKS)
def test_findings_of_shipped_profiles(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    findings_hold(framework, worlds.MOST if shipped.SHARE == 1 else 600, monkeypatch)


@pytest.mark.documents
@pytest.mark.parametrize("framework", shipped.FRAMEWORKS, ids=shipped.sampled)
def test_smallest_changes_of_shipped_profiles(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample of them, ten times as large a share as of what may be learnt; `ORACLE_WHOLE=1` tries all."""
    wrong: list[str] = []
    tried = left_out = 0
    choose = random.Random(f"{shipped.SEED}/{framework}")
    for country, engine, alone, profile in both(framework, 5_000, monkeypatch):
        (criterion,) = alone.criteria
        if criterion.measure or choose.random() >= 10 * shipped.SHARE:
            continue
        tried += 1
        try:
            possible = change.Changes(criterion, alone, profile)
        except TooMany:
            left_out += 1
            continue
        given = engine.findings[criterion.id].change
        wrong += [f"{country}: {one}" for one in compare.change_difference(criterion.id, possible, given)]
    assert tried >= left_out, f"{left_out} of {tried} have too many completions"
    assert not wrong, f"{len(wrong)} of {tried - left_out} differ:\n" + "\n".join(wrong)
