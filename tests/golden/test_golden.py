"""The outputs of all examples equal those in `files`, so that every change of an output is seen and explained in its commit."""

from difflib import unified_diff

import pytest

from tests.golden import making
from tests.golden.making import COMMON, DEFAULT, MARKS, Case

CASES = [pytest.param(case, id=case.name) for case in making.cases()]
_SHOWN = 40
_DO = "If the change is meant, run `make golden` and explain each kind of changed line in the commit (CONTRIBUTING.md)."


def same(name: str, kept: list[str], made: list[str]) -> None:
    """Fails and shows the lines that differ."""
    if kept == made:
        return
    lines = list(unified_diff(kept, made, f"tests/golden/files/{name}", "as made now", n=0, lineterm=""))
    more = f"\n... and {len(lines) - _SHOWN} more lines" if len(lines) > _SHOWN else ""
    text = "\n".join([f"{name} is not what is made now:", *(line[:400] for line in lines[:_SHOWN])])
    pytest.fail(f"{text}{more}\n{_DO}", pytrace=False)


@pytest.mark.parametrize("case", CASES)
def test_data_and_the_default_briefing_are_as_they_were(case: Case) -> None:
    name = f"{case.name}.txt"
    kept = making.read(name)
    common = making.read_groups(making.read(COMMON)) if case.name in making.usual() else {}
    own = making.read_groups(kept)
    rank = making.ranks(own, common)
    made = making.of_profile(case, case.frameworks, html=[DEFAULT])
    for heading, lines in made.sections.items():
        same(f"{name}, {heading}", kept.get(heading, []), lines)
    for document in made.documents:
        title = f"{name}, {document.kind} {document.name}"
        before = [
            x for groups in (own, common) for at, lines in groups.items() if making.prints(at, document) for x in lines
        ]
        same(title, sorted(before), sorted(making.kept(document)))
        mark = [line for line in kept.get(MARKS, []) if line.startswith(f"{document.kind} {document.name}:")]
        same(f"{title}, marks", mark, [making.marks(document, rank)])


@pytest.mark.documents
@pytest.mark.parametrize("case", CASES)
def test_every_output_is_as_it_was(case: Case) -> None:
    name = f"{case.name}.txt"
    common = making.read_groups(making.read(COMMON)) if case.name in making.usual() else {}
    made = making.whole(case)
    groups = making.groups_of(made.documents)
    for heading, lines in common.items():
        same(
            f"{COMMON}, as {case.name} prints it, {heading}", lines, [x for x in lines if x in groups.get(heading, ())]
        )
    same(name, _whole(name), making.text_of(made, common).split("\n"))


def test_the_comparison_is_as_it_was() -> None:
    same("comparison.txt", _whole("comparison.txt"), making.text_of(making.of_comparison(), {}).split("\n"))


def test_there_is_a_file_for_every_example_and_no_other() -> None:
    names = {f"{name}.txt" for name in (*(case.name for case in making.cases()), "common", "comparison")}
    assert {path.name for path in making.HOME.glob("*")} == names


def _whole(name: str) -> list[str]:
    path = making.HOME / name
    return path.read_text(encoding="utf-8").split("\n") if path.exists() else []
