"""Random values in every place of every kind of file: reading reports problems and never raises anything else."""

import copy
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.engine.assessment import assess, prepare
from assess.engine.worked_cases import run_case
from assess.problem_codes import CODES
from assess.problems import Problem
from assess.reading.library import load_cases, load_library
from assess.reading.profiles import load_profile
from assess.reading.yamlfile import read_yaml
from assess.run.validate import validate

ROOT = Path(__file__).parent.parent
LIBRARY = load_library(["cooperation"])
RULES = prepare(LIBRARY.frameworks[0], LIBRARY.catalogue)
EXAMPLES = int(os.environ.get("RANDOM_TREES", "25"))
"""Trees of each kind; increase it to try more."""

GOOD = Path(__file__).parent / "trees"
FILES = {
    "profile": "p.yaml", "framework": "x/framework.yaml", "domain": "x/law.yaml", "facts": "x/facts/t.yaml",
    "cases": "x/cases/law.yaml", "brand": "brand.yaml", "translated framework": "x/translations/fr/framework.yaml",
    "translated domain": "x/translations/fr/law.yaml", "translated facts": "x/facts/translations/fr/t.yaml",
}  # fmt: skip
TREES = {kind: read_yaml(GOOD / path).data for kind, path in FILES.items()}

odd = st.sampled_from(
    ["", " ", ".", "a.", ".a", "a b", "t.law", "t.law == 1", "2004", "2004-06-31", "1/0", "9" * 16, "1e999", "unknown", "none",
     "../x", "true", "\u2028", "\x00", "\ud800", "{x}", "%s", "=1+1", "n" * 5_000, "schema", "status",
     "__class__", "٣", "1_0", "KEN", "en"]
)  # fmt: skip
scalars = (
    st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.floats(allow_nan=False) | odd | st.text(max_size=8)
)
trees = st.recursive(
    scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(odd | st.text(max_size=6), below, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(tree: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [loc, *(place for key, each in below for place in places(each, (*loc, key)))]


def replaced(tree: Any, loc: tuple[Any, ...], value: Any, key: Any) -> Any:
    """The tree with another value at a place, or, if `key` is given, with another key there."""
    if not loc:
        return value
    made = copy.deepcopy(tree)
    owner = made
    for step in loc[:-1]:
        owner = owner[step]
    if key is not None and isinstance(owner, dict):
        owner[key] = owner.pop(loc[-1])
    else:
        owner[loc[-1]] = value
    return made


def run_cases(folder: Path) -> None:
    """A file without reported problems has to work."""
    made = load_library([folder])
    rules = prepare(made.frameworks[0], made.catalogue)
    for _, case in load_cases(made.frameworks[0], folder, made.catalogue):
        run_case(case, rules)


def problems_of(folder: Path, kind: str, tree: Any) -> list[Problem]:
    path = FILES[kind]
    (folder / path).write_text(json.dumps(tree), encoding="utf-8")
    alone = kind in ("profile", "brand")
    try:
        problems = validate([folder / path] if alone else [folder / "x"], LIBRARY)
        if not problems and kind == "profile":
            assess(load_profile(folder / path, LIBRARY), RULES)
        elif not problems and not alone:
            run_cases(folder / "x")
        return problems
    finally:
        shutil.copy(GOOD / path, folder / path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("trees") / "trees"))


@pytest.mark.parametrize("kind", FILES)
def test_the_trees_themselves_are_valid(kind: str, folder: Path) -> None:
    assert problems_of(folder, kind, TREES[kind]) == []


@pytest.mark.parametrize("kind", FILES)
def test_whatever_stands_anywhere_is_read_or_named(kind: str, folder: Path) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(places(TREES[kind])), trees, st.none() | odd)
    def check(loc: tuple[Any, ...], value: Any, key: Any) -> None:
        for fault in problems_of(folder, kind, replaced(TREES[kind], loc, value, key)):
            assert fault.code in CODES
            assert fault.place.line >= 1
            assert str(fault).replace("\n", "").isprintable()
            assert len(str(fault)) < 2_000

    check()
