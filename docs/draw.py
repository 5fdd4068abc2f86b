"""Draws criteria and answers of law to be read again: `python -m docs.draw SEED [HOW_MANY]`.

The same seed draws the same ones for everybody: what can be drawn is put in the order of a hash of the seed and its
name, which depends on no version of Python and on no other criterion or answer.
"""

import argparse
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from sys import stdout

from assess import load_library, load_profile
from assess.model.catalogue import Catalogue
from assess.model.framework import Framework
from assess.model.profile import Profile
from assess.reading.library import framework_folders

PROFILES = Path(__file__).parent.parent / "examples/profiles"


def drawn(names: Iterable[str], seed: str, count: int) -> list[str]:
    """The first `count` names in the order of the seed."""
    return sorted(names, key=lambda name: sha256(f"{seed}:{name}".encode()).digest())[:count]


def criteria(frameworks: Iterable[Framework]) -> Iterator[str]:
    """Those that the frameworks say were read in the text (`verified: text`)."""
    for framework in frameworks:
        for name, (_, criterion) in framework.criteria.items():
            if criterion.verified == "text":
                yield f"{framework.id} {name}"


def answers(name: str, profile: Profile, catalogue: Catalogue) -> Iterator[str]:
    """Each definite value that the newest answer on a provision gives, and each provision said to be absent."""
    for fact, entries in profile.facts.items():
        if catalogue.facts[fact].kind != "provision":
            continue
        if entries[-1].status == "none":
            yield f"{name} {fact} none"
        for at, basis in enumerate(entries[-1].by):
            for feature, value in basis.features.items():
                if value != "unknown":
                    yield f"{name} {fact} {feature}" + (f" (basis {at + 1})" if at else "")


def main() -> None:
    """Prints the seed and both draws."""
    parser = argparse.ArgumentParser(prog="python -m docs.draw", description=__doc__)
    parser.add_argument("seed")
    parser.add_argument("count", nargs="?", type=int, default=60)
    asked = parser.parse_args()
    library = load_library(sorted(framework_folders()))
    pools = {"criteria": list(criteria(library.frameworks)), "answers of law": []}
    for path in sorted(PROFILES.glob("*.yaml")):
        pools["answers of law"] += answers(path.stem, load_profile(path, library), library.catalogue)
    for kind, pool in pools.items():
        names = drawn(pool, asked.seed, asked.count)
        lines = [f"{number:3} {name}" for number, name in enumerate(names, start=1)]
        stdout.write("\n".join([f"seed {asked.seed}: {len(names)} of {len(pool)} {kind}", *lines, ""]))


if __name__ == "__main__":
    main()
