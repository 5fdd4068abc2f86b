"""`assess compare --draws`: what is printed and written, and what cannot be drawn."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from assess.api import compare_files, comparison_document
from assess.cli.main import main
from assess.engine.drawn import DrawnRow
from assess.model.framework import Framework
from assess.views.draw_view import pair_words, share_words

Run = Callable[..., tuple[int, str, str]]
KEN, KHM, GHA = (f"examples/profiles/{code}.yaml" for code in ("ken", "khm", "gha"))
WEIGHTS = """\
schema: weights/v1
framework: budapest
sets:
  - name: Evidence first
    source: Made up for this test
    domains: {procedural_law: 5, substantive_law: 1}
    criteria: {art16: 9}
  - {name: Law as it stands}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`assess compare` as a shell runs it: exit code, output, messages."""

    def done(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assess", "compare", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        return int(stop.value.code or 0), *capsys.readouterr()

    return done


def test_what_is_printed(run: Run) -> None:
    code, out, _err = run(KEN, KHM, "-f", "budapest", "--draws", "400", "--seed", "5")
    assert code == 0
    assert "400 draws, seed 5." in out
    assert "of the tested settings Kenya scores higher than Cambodia" in out
    assert "100% of the tested settings" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_same_seed_gives_the_same_bytes_in_any_order_of_files() -> None:
    first, second, other = (
        comparison_document(compare_files(paths, "budapest", draws=300, seed=seed), ".json")
        for paths, seed in (([KEN, KHM, GHA], 2), ([GHA, KHM, KEN], 2), ([KEN, KHM, GHA], 3))
    )
    assert first == second != other
    (data,) = json.loads(str(first))
    assert (data["draws"]["draws"], data["draws"]["seed"], data["draws"]["concentration"]) == (300, 2, "20")
    row = data["draws"]["rows"][0]
    assert sum(row["countries"]["KEN"]["positions"]) == 300
    assert float(row["higher"]["KEN"]["GHA"]) + float(row["higher"]["GHA"]["KEN"]) == pytest.approx(1)


@pytest.mark.parametrize("kind", [".txt", ".csv", ".html", ".xlsx"])
def test_every_form_has_the_draws(kind: str) -> None:
    compared = compare_files([KEN, KHM], "budapest", draws=100)
    made = comparison_document(compared, kind)  # type: ignore[arg-type]
    plain = comparison_document([each._replace(drawn=None) for each in compared], kind)  # type: ignore[arg-type]
    assert len(made) > len(plain)


@pytest.mark.parametrize(
    ("share", "sure", "said"),
    [
        (Fraction(1), True, "100%"), (Fraction(1), False, "> 99%"), (Fraction(995, 1000), False, "> 99%"),
        (Fraction(994, 1000), False, "99%"), (Fraction(0), False, "< 1%"), (Fraction(1, 2), False, "50%"),
    ],
)  # fmt: skip
def test_a_share_is_a_hundred_per_cent_only_where_it_is_sure(share: Fraction, sure: bool, said: str) -> None:
    assert share_words(share, sure=sure) == said
    pairs = frozenset({(0, 1)}) if sure else frozenset[tuple[int, int]]()
    row = DrawnRow(None, "law", (), ((None, share), (1 - share, None)), pairs, frozenset())
    assert pair_words(row, 0, 1) == said
    assert pair_words(row, 1, 0) == ("0%" if sure else share_words(1 - share))


def test_a_table_that_would_be_too_wide_becomes_two() -> None:
    (compared,) = compare_files([KEN, KHM], "budapest", draws=100)
    head = replace(compared.framework.head, method=replace(compared.framework.method, scale=10_000))
    wide = compared._replace(framework=Framework(head, compared.framework.domains, "w"))
    text = str(comparison_document([wide], ".txt"))
    lines = text.splitlines()[text.splitlines().index("Shares of draws") :]
    assert max(map(len, lines)) <= 80
    assert sum("With evidence drawn" in line and "Known" not in line for line in lines) > 2


def test_named_sets_of_weights(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(WEIGHTS)
    code, out, err = run(KEN, KHM, "-f", "budapest", "--draws", "200", "--weights", str(path))
    assert (code, err) == (0, "")
    assert "In each draw the weights are those of one of these sets: Evidence first; Law" in out


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("procedural_law: 5", "procedural: 5", "6:15", "unknown-domain"),
        ("art16: 9", "art61: 9", "7:16", "unknown-criterion"),
        ("framework: budapest", "framework: budapst", "2:12", "unknown-word"),
        ("name: Law as it stands", "name: Evidence first", "8:12", "duplicate-id"),
        ("art16: 9", "art16: -1", "7:23", "wrong-type"),
        ("schema: weights/v1", "schema: profile/v1", "1:9", "wrong-schema"),
    ],
)  # fmt: skip
def test_a_bad_file_of_weights(run: Run, tmp_path: Path, old: str, new: str, place: str, said: str) -> None:
    path, out = tmp_path / "weights.yaml", tmp_path / "out.json"
    path.write_text(WEIGHTS.replace(old, new))
    code, _out, err = run(KEN, KHM, "-f", "budapest", "--draws", "100", "--weights", str(path), "-o", str(out))
    assert code == 3
    assert f"{path}:{place}: {said}:" in err
    assert not out.exists()


@pytest.mark.parametrize(
    "options",
    [["--draws", "0"], ["--draws", "99"], ["--draws", "100001"], ["--draws", "100", "--seed", "-1"],
     ["--draws", "100", "--concentration", "0"], ["--draws", "100", "--concentration", "nan"], ["--draws", "ten"],
     ["--weights", "w.yaml"]],
)  # fmt: skip
def test_what_cannot_be_drawn(run: Run, options: list[str]) -> None:
    assert run(KEN, KHM, *options)[0] == 2


JUDGED = """\
schema: weights/v1
framework: budapest
sets:
  - name: Panel
    judgements:
      of: [substantive_law, procedural_law, jurisdiction]
      table: [[1, 2, 6], ["1/2", 1, 3], ["1/6", "1/3", 1]]
"""


def test_weights_from_judgements_in_pairs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(JUDGED)
    code, out, err = run(KEN, KHM, "-f", "budapest", "--draws", "100", "--weights", str(path))
    assert (code, err) == (0, "")
    assert "Panel (judged in pairs, consistency ratio 0.00)" in " ".join(out.split())


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("jurisdiction]", "jurisdicton]", "6:45: unknown-domain"), ('["1/2", 1, 3]', '["1/2", 1, 4]', "7:49: wrong-answer"),
        ("[1, 2, 6], ", "", "7:14: wrong-answer"), ("[1, 2, 6]", "[1, 2, 0]", "7:22: wrong-type"),
        ("    judgements:", "    domains: {jurisdiction: 1}\n    judgements:", "5:14: wrong-answer"),
    ],
)  # fmt: skip
def test_bad_judgements(run: Run, tmp_path: Path, old: str, new: str, place: str) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(JUDGED.replace(old, new))
    code, _out, err = run(KEN, KHM, "-f", "budapest", "--draws", "100", "--weights", str(path))
    assert code == 3
    assert f"{path}:{place}" in err
