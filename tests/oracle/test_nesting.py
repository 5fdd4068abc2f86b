"""Learning a fact never leaves or widens an interval: over random instances, and over all that is shipped.

`ORACLE_N` sets how many random instances there are (a quarter as many as for brute force) and how many steps from the shipped
profiles the quick test takes, up to all of them; the whole is among the documents.
"""

import os
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.oracle import adapter, compare, generate, nesting, shipped
from tests.oracle.worlds import TooMany

pytestmark = pytest.mark.documents  # brute force over many steps

N = int(os.environ.get("ORACLE_N", "1000"))
SEED = int(os.environ.get("ORACLE_SEED", "0"))
STEPS = 4


def walk(seed: int, assess: Callable[[Mapping[str, Any]], Any]) -> str:
    """One thing after the other is learnt of an instance; the first that leaves what was said before, or nothing."""
    choose = random.Random(seed)
    instance = generate.instance(seed)
    before = assess(instance)
    for _ in range(STEPS):
        choices = nesting.learnt(instance)
        if not choices:
            return ""
        what, more = choose.choice(choices)
        after = assess(more)
        if outside := nesting.outside(before, after):
            return "\n".join([f"seed {seed}: {what}", *outside, compare.written(instance)])
        instance, before = more, after
    return ""


def test_learning_a_fact_never_leaves_or_widens_an_interval() -> None:
    failed = [found for seed in range(SEED, SEED + N // 4) if (found := walk(seed, _engine(seed)))]
    assert not failed, f"{len(failed)} of {N // 4} instances; the first:\n{failed[0]}"


def _engine(seed: int) -> Callable[[Mapping[str, Any]], Any]:
    ready = adapter.prepared(generate.instance(seed))
    return lambda instance: adapter.run(instance, ready)


def test_the_method_itself_nests() -> None:
    """By brute force: where this fails, the method is at fault and not the engine."""
    for seed in range(SEED, SEED + N // 10):
        try:
            found = walk(seed, compare.oracle)
        except TooMany:
            continue
        assert not found, found


# What is shipped


def steps(framework: str, path: Any, share: float) -> list[str]:
    """What a shipped profile says under a framework once more is known, where it is not within what it said before."""
    choose = random.Random(f"{SEED}/{framework}/{path.stem}")
    ready, profile = adapter.shipped(framework), adapter.shipped_profile(path)
    before = adapter.assessed(profile, ready)
    read = adapter.facts_read(ready)
    failed = []
    for learnt in adapter.all_learnt(profile, read, shipped.paragraphs()):
        if learnt.facts & set(read) and choose.random() < share:
            outside = nesting.outside(before, adapter.assessed(learnt.profile(), ready))
            if outside:
                failed.append(f"{path.stem} under {framework}, {learnt.what}: {'; '.join(outside)}")
    return failed


@pytest.mark.parametrize("framework", shipped.FRAMEWORKS)
def test_a_sample_of_what_may_be_learnt_of_shipped_profiles(framework: str) -> None:
    failed = [found for path in shipped.PROFILES for found in steps(framework, path, min(1.0, N / 100_000))]
    assert not failed, f"{len(failed)} steps leave what was said before; the first:\n" + "\n".join(failed[:5])


@pytest.mark.skipif("ORACLE_WHOLE" not in os.environ, reason="110,000 steps: ORACLE_WHOLE=1 takes them all")
@pytest.mark.parametrize("path", shipped.PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("framework", shipped.FRAMEWORKS)
def test_everything_that_may_be_learnt_of_shipped_profiles(framework: str, path: Any) -> None:
    failed = steps(framework, path, 1.0)
    assert not failed, f"{len(failed)} steps leave what was said before; the first:\n" + "\n".join(failed[:5])
