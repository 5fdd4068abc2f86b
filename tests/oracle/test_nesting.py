"""Learning a fact never leaves or widens an interval: over random instances, and over all that is shipped.

`ORACLE_N` sets how many random instances there are (a quarter as many as for brute force), `ORACLE_SHARE` which share of what may
be learnt of the shipped profiles is tried, and `ORACLE_WHOLE=1` takes all of it; `ORACLE_SEED` draws another sample.
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
SEED = shipped.SEED
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


@pytest.mark.parametrize("framework", shipped.FRAMEWORKS, ids=shipped.sampled)
def test_what_may_be_learnt_of_shipped_profiles(framework: str) -> None:
    failed = [found for path in shipped.PROFILES for found in steps(framework, path, shipped.SHARE)]
    assert not failed, f"{len(failed)} steps leave what was said before; the first:\n" + "\n".join(failed[:5])
