"""The matrix of 195 States against each other: `python tests/benchmarks/pairs.py [STATES]`.

Profiles are generated: the examples in turn under other codes, each with a third of its answers left out at random, some treaties
changed, and agreements with others. Times are in processor seconds on one core; memory is the most that the process held. No test
asserts a time; `docs/bilateral.md` keeps what was measured.
"""

import random
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

from assess.engine.corridors import corridors
from assess.engine.pair_matrix import Many, matrix_of
from assess.engine.pairs import assess_pair, prepare_pairs
from assess.model.profile import Agreement, Answer, Excluded, Profile
from assess.reading.library import Library
from assess.reading.pairs import load_pairs
from assess.reading.profiles import load_profiles
from assess.words.countries import country_names

ROOT = Path(__file__).parent.parent.parent


def generated(examples: list[Profile], count: int, seed: int = 1) -> list[Profile]:
    """So many profiles of different countries."""
    drawn = random.Random(seed)
    codes = sorted(country_names())[:count]
    made = []
    for i, code in enumerate(codes):
        one = examples[i % len(examples)]
        facts = {name: entries for name, entries in one.facts.items() if drawn.random() < 0.67}
        for name in [name for name in facts if name.startswith("treaties.")]:
            if drawn.random() < 0.3 and facts[name][0].status:
                status = drawn.choice(["party", "signed", "none", "unknown"])
                apart = (Excluded(with_=drawn.choice(codes)),) if drawn.random() < 0.1 else ()
                facts[name] = (Answer(status=status, relations_excluded_with=apart),)
        agreements = tuple(
            Agreement(
                with_=other, kind=drawn.choice(["mla", "extradition"]), title="A", in_force=drawn.choice([True, None])
            )
            for other in drawn.sample(codes, 6)
            if other != code
        )
        searched = ("x",) if drawn.random() < 0.3 else ()
        made.append(replace(one, country=code, facts=facts, agreements=agreements, agreements_searched=searched))
    return made


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    library = load_pairs("bilateral")
    rules = prepare_pairs(library.framework, library.catalogue)
    paths = sorted((ROOT / "examples/profiles").glob("*.yaml"))
    profiles = generated(load_profiles(paths, Library(library.catalogue, ())), count)
    before, start, clock = memory(), time.process_time(), time.perf_counter()
    many = Many(profiles, rules)
    read = time.process_time() - start
    found = matrix_of(many)
    made = time.process_time() - start
    wall = time.perf_counter() - clock
    steps, pairs = len(found.steps), count * (count - 1)
    print(f"{count} States, {pairs:,} directions, {steps} steps, {len(rules.lines)} lines")
    print(f"states of facts and lines: {read:.2f} s; matrix: {made:.2f} s in all ({wall:.2f} s by the clock)")
    start = time.process_time()
    counted = [found.counted(i, j) for i in range(count) for j in range(count) if i != j]
    print(
        f"counting all directions: {time.process_time() - start:.2f} s; {sum(c.with_basis for c in counted):,} with a basis"
    )
    start = time.process_time()
    corridors(many, found)
    print(f"corridors: {time.process_time() - start:.2f} s")
    print(f"memory: {memory() - before:.0f} MB more than before, {memory():.0f} MB in all")
    start = time.process_time()
    for i in range(20):
        assess_pair(profiles[i], profiles[-1 - i], rules)
    print(f"one direction with traces: {(time.process_time() - start) / 20 * 1000:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 195)
