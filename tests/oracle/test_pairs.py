"""Two States: the engine says what brute force says, alone and in a matrix, in any order, and after anything is learnt."""

import os
import random
from typing import Any

import pytest

from assess.engine.pair_matrix import matrix
from assess.engine.pairs import PairRules, assess_pair
from assess.model.catalogue import Catalogue
from assess.model.profile import Profile
from tests.oracle import pairs
from tests.pairs.build import catalogue, profile, rules

N = int(os.environ.get("ORACLE_N", "1000")) // 4
SEED = int(os.environ.get("ORACLE_SEED", "0"))
FACTS = catalogue(pairs.CATALOGUE)


def made(maker: pairs.Maker) -> tuple[PairRules, dict[str, Profile]]:
    found = rules(FACTS, maker.stage)
    return found, {code: read(FACTS, code, raw) for code, raw in maker.profiles.items()}


def read(facts: Catalogue, code: str, raw: dict[str, Any]) -> Profile:
    more = {key: value for key, value in raw.items() if key != "facts"}
    return profile(facts, code, raw["facts"], **more)


def said(found: PairRules, requesting: Profile, requested: Profile) -> dict[str, tuple[str, bool]]:
    return {each.step.id: (each.status.value, each.settled) for each in assess_pair(requesting, requested, found).steps}


@pytest.mark.parametrize("part", range(4))
def test_steps_are_what_all_completions_of_both_profiles_make_them(part: int) -> None:
    tried = 0
    for seed in range(SEED + part, SEED + N * 4, 4):
        maker = pairs.Maker(seed)
        found, profiles = made(maker)
        for one, other in (("KEN", "GHA"), ("GHA", "KEN")):
            try:
                expected = pairs.results(maker, one, other)
            except pairs.TooMany:
                continue
            tried += 1
            assert said(found, profiles[one], profiles[other]) == expected, (seed, one, maker.stage, maker.profiles)
    assert tried > N


def test_a_matrix_is_every_pair_read_by_itself_in_any_order() -> None:
    for seed in range(SEED, SEED + N):
        maker = pairs.Maker(seed, states=4)
        found, profiles = made(maker)
        order = list(profiles)
        random.Random(seed).shuffle(order)
        table = matrix([profiles[code] for code in order], found)
        for i, one in enumerate(order):
            for j, other in enumerate(order):
                if i != j:
                    alone = said(found, profiles[one], profiles[other])
                    many = {name: table.status(i, j, k).value for k, name in enumerate(table.steps)}
                    assert many == {name: status for name, (status, _) in alone.items()}, (seed, one, other)
                    counted = table.counted(i, j)
                    words = [status for status, _ in alone.values()]
                    assert counted.unknown == words.count("unknown")
                    assert counted.with_basis == sum(word.startswith("basis") for word in words)
                    assert counted.none == words.count("no basis recorded")


def test_learning_a_fact_never_turns_a_settled_result_into_another() -> None:
    moved = 0
    for seed in range(SEED, SEED + N):
        maker = pairs.Maker(seed)
        found, profiles = made(maker)
        before = said(found, profiles["KEN"], profiles["GHA"])
        drawn = random.Random(seed)
        for code, raw in maker.profiles.items():
            for name in [f"t.{fact}" for fact in pairs.CATALOGUE] + ["treaties.budapest"]:
                if raw["facts"].get(name, "unknown") != "unknown":
                    continue
                answer = drawn.choice(["none", "party"]) if name == "treaties.budapest" else maker.answer(name[2:])
                if answer in (None, "unknown", "not_applicable"):
                    continue
                learnt = {**raw, "facts": {**raw["facts"], name: answer}}
                profiles_then = {**profiles, code: read(FACTS, code, learnt)}
                after = said(found, profiles_then["KEN"], profiles_then["GHA"])
                moved += after != before
                for step, (status, settled) in before.items():
                    if settled:
                        assert after[step] == (status, True), (seed, name, answer)
                    if status.startswith("basis"):
                        assert after[step][0].startswith("basis"), (seed, name, answer)
    assert moved > 20


def test_what_is_said_to_alter_a_result_does_so_however_all_else_turns_out() -> None:
    told = 0
    for seed in range(SEED, SEED + N * 2):
        maker = pairs.Maker(seed)
        names = [f"requested.t.{fact}" for fact in maker.facts if fact != "treaty"]
        names += [f"{side}.treaties.budapest" for side in ("requesting", "requested")]
        maker.stage["steps"] = [{**step, "alters": names} for step in maker.stage["steps"]]
        found, profiles = made(maker)
        for each in assess_pair(profiles["KEN"], profiles["GHA"], found).steps:
            for one in each.alterations:
                changed = {name for name, _ in one.facts}
                assert changed <= set(names)
                try:
                    (raw,) = [
                        r
                        for s in maker.stage["steps"]
                        if s["id"] == each.step.id
                        for r in s["basis"]
                        if r["id"] == one.route.id
                    ]
                    assert pairs.alters(maker, "KEN", "GHA", raw["holds"], changed), (seed, changed)
                except pairs.TooMany:
                    continue
                told += 1
    assert told > 50
