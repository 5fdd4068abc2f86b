"""The tool itself: the same sample for the same seed, a mutant that takes effect in what is imported already, no equal code."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="only in the group of dependencies `mutants`")
from tests.mutation import mutants, running  # needs mutmut

PATH = "assess/engine/truth.py"


def test_a_sample_is_the_same_for_the_same_seed_and_changes_one_place() -> None:
    before = Path(PATH).read_text(encoding="utf-8")
    total, first = mutants.sampled(PATH, 6, "1")
    assert (total > 20, len(first), [one.line for one in first]) == (True, 6, sorted(one.line for one in first))
    assert first == mutants.sampled(PATH, 6, "1")[1] != mutants.sampled(PATH, 6, "2")[1]
    for one in first:
        assert ast.dump(ast.parse(one.source)) != ast.dump(ast.parse(before))
        assert one.line in one.lines


def test_a_mutant_runs_in_every_reference_to_its_function(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "made.py"
    path.write_text("def one() -> int:\n    return 1\n\n\nclass Made:\n    def two(self) -> int:\n        return 2\n")
    names: dict[str, object] = {"__name__": "made"}
    exec(compile(path.read_text(), str(path), "exec"), names)
    kept = names["one"]
    source = path.read_text().replace("return 1", "return 3").replace("return 2", "return 4")
    running._put_in(mutants.Mutant(str(path), 2, range(2, 3), "", "", source))
    assert isinstance(kept, Callable)  # type: ignore[arg-type]
    assert (kept(), names["Made"]().two()) == (3, 4)  # type: ignore[operator]


def test_annotations_and_assertions_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "made.py"
    path.write_text('def one(a: "int" = 1) -> "str | None":\n    """Text."""\n    assert a > 2\n    b: "bool" = a\n')
    _total, found = mutants.sampled(str(path), 99, "1")
    assert [(one.before, one.after) for one in found] == [('b: "bool" = a', 'b: "bool" = None')]
