"""What a comparison refuses, leaves out and marks: versions, days, one country twice, files with problems; and its ranks."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction as Fr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.api import assess_file, assess_profile, comparison_document
from assess.cli.main import main
from assess.engine.comparison import Comparison, compare
from assess.engine.ranking import rankings, tiers_of
from assess.engine.score import printed
from assess.model.framework import Framework, Method
from assess.views.comparison_view import comparison_view
from assess.views.date_marks import date_marks, marks_note
from assess.views.rank_view import rank_views, rank_warning
from tests.build import library, profile
from tests.views.test_comparison_pages import ladder

ROOT = Path(__file__).parent.parent.parent
KEN, KHM, GHA = (str(ROOT / f"examples/profiles/{code}.yaml") for code in ("ken", "khm", "gha"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`assess compare` as a shell runs it: exit code, output, messages."""

    def done(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assess", "compare", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        return int(stop.value.code or 0), *capsys.readouterr()

    return done


def test_versions_of_a_framework_are_not_compared() -> None:
    first, second = (assess_file(path, "budapest")[0] for path in (KEN, KHM))
    old = Framework(replace(first.framework.head, version="1.0.0"), first.framework.domains, "other")
    with pytest.raises(
        ValueError, match=re.escape(f"different versions of budapest (1.0.0, {first.framework.head.version})")
    ):
        compare([("Kenya", first._replace(framework=old)), ("Cambodia", second)])


def test_one_country_twice_is_what_diff_is_for(run: Run) -> None:
    code, out, err = run(KEN, KHM, KEN)
    assert (code, out) == (2, "")
    assert "KEN is given twice" in err
    assert "assess diff" in err


# Files with problems


def test_one_bad_profile_does_not_lose_the_others(run: Run, tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.yaml", tmp_path / "out.json"
    bad.write_text(Path(GHA).read_text(encoding="utf-8").replace("as_of: 20", "as_of: year 20", 1))
    code, printed_, err = run(KEN, str(bad), KHM, "-f", "budapest", "--keep-going", "-o", str(out))
    assert code == 3
    assert re.search(rf"{re.escape(str(bad))}:\d+:\d+: bad-date:", err)
    assert "2 countries were compared" in err
    (data,) = json.loads(out.read_text(encoding="utf-8"))
    assert [country["code"] for country in data["countries"]] == ["KHM", "KEN"]
    code, printed_, err = run(KEN, str(bad), KHM, "-f", "budapest", "--keep-going")
    assert code == 3
    assert "1 profile that was given could not be read and is left out." in " ".join(printed_.split())
    code, printed_, err = run(KEN, str(bad), KHM, "-f", "budapest")
    assert (code, printed_) == (3, "")


def test_a_missing_file_is_left_out_too_and_too_few_are_no_comparison(run: Run, tmp_path: Path) -> None:
    code, out, err = run(KEN, KHM, str(tmp_path / "absent.yaml"), "-f", "budapest", "--keep-going")
    assert code == 3
    assert "Kenya" in out
    assert "file-not-found" in err
    code, out, err = run(KEN, str(tmp_path / "absent.yaml"), "--keep-going")
    assert (code, out) == (3, "")


# Days


def dated(days: dict[str, str]) -> Comparison:
    made = library({"a": "yes_no"}, [{"id": "a", "title": "A", "elements": [{"id": "e", "says": "S", "holds": "t.a"}]}])
    done = []
    for code, day in days.items():
        head = f"schema: profile/v1\ncountry: {code}\nas_of: {day}\nsources: {{p: {{kind: press, title: P}}}}\n"
        text = f"{head}facts: {{t.a: {{value: {str(code == 'KEN').lower()}, cite: [p]}}}}"
        done.append((code, assess_profile(profile(made, text), made)[0]))
    return compare(done)


def test_a_figure_of_another_day_has_its_mark_wherever_it_stands() -> None:
    compared = dated({"GHA": "2026-06-30", "KEN": "2026-10-31", "KHM": "2026-10-31", "SEN": "2025-01-01"})
    assert date_marks(compared) == ("†", "", "", "‡")
    assert marks_note(compared) == (
        "† law as of 30 June 2026; ‡ law as of 1 January 2025. All others: law as of 31 October 2026. Figures of different days "
        "are compared with care."
    )
    text = str(comparison_document([compared], ".txt"))
    assert re.search(r"GHA +0\.00†", text)
    assert re.search(r"KEN +1\.00 ", text)
    assert "KEN scores higher than GHA†, KHM, SEN‡" in text
    view = comparison_view([compared])
    assert [cells[0] for cells in view.parts[0].axes[0][1][0].cells] == ["0.00†", "1.00", "0.00", "0.00‡"]
    page = str(comparison_document([compared], ".html")).replace("\N{NO-BREAK SPACE}", " ")
    assert f"<b>{view.marked}</b>" in page
    assert not marks_note(dated({"GHA": "2026-06-30", "KEN": "2026-06-30"}))


# Ranks


def test_tiers_are_printed_only_where_they_are_asked_for_and_with_their_warning() -> None:
    compared = ladder({"KEN": "yyy?", "GHA": "y?nn", "KHM": "nnn?", "SEN": "?nnn"})
    assert rank_views(compared) == ()
    assert "Tiers" not in str(comparison_document([compared], ".txt"))
    asked = compared._replace(ranked=True)
    (view,) = rank_views(asked)
    assert [tuple(row) for row in view.rows] == [("1", "KEN", ""), ("2–4", "GHA, KHM, SEN", "")]
    for kind in (".txt", ".html"):
        assert "a rank is no measure of a State" in " ".join(str(comparison_document([asked], kind)).split())
    (data,) = json.loads(str(comparison_document([asked], ".json")))
    assert data["tiers"] == [{"axis": "law", "tiers": [["KEN"], ["GHA", "KHM", "SEN"]], "ranks": None}]


def test_exact_figures_have_ranks_with_ties() -> None:
    compared = ladder({"KEN": "yyyn", "GHA": "ynnn", "KHM": "yyny", "SEN": "nnnn"})._replace(ranked=True)
    (ranking,) = rankings(compared)
    assert ranking.ranks == (3, 1, 1, 4)
    assert [tuple(row) for row in rank_views(compared)[0].rows] == [
        ("1", "KEN, KHM", "0.75"), ("3", "GHA", "0.25"), ("4", "SEN", "0.00"),
    ]  # fmt: skip
    assert "Equal figures share a rank" in rank_warning(compared)
    assert "not told apart" not in rank_warning(compared)


def test_ranks_go_by_the_printed_figure() -> None:
    method = Method(scale=100, decimals=2)
    assert printed(Fr("0.46975"), method) == printed(Fr("0.46984"), method) == Fr("0.4698")
    assert printed(Fr("0.469749"), method) == Fr("0.4697")


@given(st.integers(1, 6), st.data())
def test_countries_of_different_tiers_are_told_apart_and_every_country_has_one(n: int, data: st.DataObject) -> None:
    """Whatever the shares say, even where they go in a circle."""
    above: list[set[int]] = [set() for _ in range(n)]
    for i in range(n):
        for j in range(i):
            way = data.draw(st.integers(0, 2))
            if way:
                above[i if way == 1 else j].add(j if way == 1 else i)
    tiers = tiers_of(range(n), above)
    assert sorted(i for tier in tiers for i in tier) == list(range(n))
    for k, tier in enumerate(tiers):
        for other in tiers[k + 1 :]:
            assert all(j in above[i] for i in tier for j in other)


def test_a_day_is_never_later_than_a_profile_s_own(run: Run) -> None:
    assert run(KEN, KHM, "--as-of", str(date(2030, 1, 1)))[0] == 2
