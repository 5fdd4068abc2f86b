"""The public functions: what they take and refuse, and that a type checker sees the same names as a caller."""

import subprocess
import sys
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import assess

ROOT = Path(__file__).parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
CLOSED = """schema: profile/v1
country: KEN
as_of: 2026-10-31
sources: {a: {kind: official_page, title: HIDDEN}}
facts:
  institutions.cybercrime_unit: {status: operational, cite: a, handling: restricted, note: NOTE}
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "closed.yaml"
    path.write_text(CLOSED, encoding="utf-8")
    return path


@pytest.mark.parametrize("release", ["Public", "PUBLIC", "public ", "", "restricted", None, 1, ["public"], b"public"])
def test_an_unknown_release_publishes_nothing(release: Any, closed: Path) -> None:
    library = assess.load_library(["cooperation"])
    for call in (
        lambda: assess.assess_file(closed, release=release),
        lambda: assess.assess_profile(assess.load_profile(closed, library), library, release=release),
        lambda: assess.compare_files([closed, KHM], release=release),
    ):
        with pytest.raises(assess.UsageError, match="there are: full, public"):
            call()


def test_what_is_released_to_the_public_holds_nothing_that_is_closed(closed: Path) -> None:
    (full,), (public,) = assess.assess_file(closed), assess.assess_file(closed, release="public")
    for kind in (".json", ".html", ".csv"):
        assert "HIDDEN" in str(assess.document([full], kind))
        assert "HIDDEN" not in str(assess.document([public], kind))
    assert public.withheld == 1


@pytest.mark.parametrize("kind", ["pdf", ".PDF", "docx", ".odt", "", ".", None, "html "])
def test_an_unknown_kind_makes_no_document(kind: Any) -> None:
    with pytest.raises(assess.UsageError, match=r"\.txt, \.json, \.csv, \.xlsx, \.docx, \.html, \.pdf"):
        assess.document(assess.assess_file(KEN), kind)
    with pytest.raises(assess.UsageError, match="there is no kind of document"):
        assess.comparison_document(assess.compare_files([KEN, KHM]), kind)


@pytest.mark.parametrize("word", ["gaps", "Gap", "", "all", 1, True])
def test_an_unknown_threshold_is_not_passed_over(word: Any) -> None:
    with pytest.raises(assess.UsageError, match="there are: gap, unknown"):
        assess.crossed(assess.assess_file(KEN), word)


@pytest.mark.parametrize("share", [float("nan"), float("inf"), -0.01, 1.01, 50, Fraction(3, 2)])
def test_a_share_that_is_none_is_not_passed_over(share: Any) -> None:
    with pytest.raises(assess.UsageError, match="is not a share from 0 to 1"):
        assess.crossed(assess.assess_file(KEN), None, share)


@pytest.mark.parametrize("language", ["xx", "FR", "../fr", "", "french"])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(assess.UsageError, match="there are: en, "):
        assess.assess_file(KEN, language=language)


@pytest.mark.parametrize("language", ["FR", "../fr", "french", "", "fr\0", "fr\n"])
def test_what_is_no_code_of_a_language_is_refused(language: str) -> None:
    with pytest.raises(assess.UsageError, match="is not the code of a language"):
        assess.validate_files([KEN], language=language)


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "", 20260101, datetime(2020, 1, 1), True])
def test_what_is_no_date_is_refused(day: Any) -> None:
    for call in (lambda: assess.assess_file(KEN, as_of=day), lambda: assess.compare_files([KEN, KHM], as_of=day)):
        with pytest.raises(assess.UsageError, match="is not a date"):
            call()


def test_a_day_later_than_a_profile_is_refused() -> None:
    for call in (
        lambda: assess.assess_file(KEN, as_of=date(2030, 1, 1)),
        lambda: assess.compare_files([KEN, KHM], as_of="2030-01-01"),
    ):
        with pytest.raises(assess.UsageError):
            call()


def test_a_comparison_names_what_is_given_twice(tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_bytes(KEN.read_bytes())
    with pytest.raises(assess.UsageError, match=r"KEN is given twice: .*ken\.yaml and .*again\.yaml"):
        assess.compare_files([KEN, KHM, again])
    for paths in ([], [KEN], str(KEN)):
        with pytest.raises(assess.UsageError, match="two or more"):
            assess.compare_files(paths)


def test_a_comparison_takes_a_day_and_a_release(closed: Path) -> None:
    (now,), (then,) = assess.compare_files([KEN, KHM]), assess.compare_files([KEN, KHM], as_of="2017-01-01")
    assert [str(country.assessment.as_of) for country in then.countries] == ["2017-01-01"] * 2
    assert [row.scores for row in then.rows] != [row.scores for row in now.rows]
    (full,) = assess.compare_files([closed, KHM])
    (public,) = assess.compare_files([closed, KHM], release="public")
    assert [country.assessment.withheld for country in full.countries] == [0, 0]
    assert sum(country.assessment.withheld for country in public.countries) == 1


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_names_that_no_file_has_are_refused_in_words(name: str) -> None:
    for call in (
        lambda: assess.assess_file(name),
        lambda: assess.assess_file(KEN, [name]),
        lambda: assess.assess_file(KEN, folders=[name]),
        lambda: assess.compare_files([KEN, name]),
        lambda: assess.empty_profile(name),
        lambda: assess.find_criterion(assess.assess_file(KEN), name),
    ):
        with pytest.raises((assess.UsageError, assess.InvalidInput)) as refused:
            call()
        assert len(str(refused.value).splitlines()[0]) < 6000
        assert "\0" not in str(refused.value)
    assert [fault.code for fault in assess.validate_files([name])] == ["file-not-readable"]


def test_nothing_is_made_of_nothing_and_no_two_countries_are_mixed() -> None:
    both = [*assess.assess_file(KEN), *assess.assess_file(KHM)]
    for assessments in ([], both):
        with pytest.raises(assess.UsageError):
            assess.document(assessments, ".json")
    with pytest.raises(assess.UsageError):
        assess.comparison_document([], ".json")
    with pytest.raises(assess.UsageError, match="no framework is named"):
        assess.assess_file(KEN, [])


def test_one_framework_need_not_stand_in_a_list() -> None:
    (result,) = assess.assess_file(KEN, "g20")
    assert result.framework.id == "g20"


# Names and types


def test_every_public_name_is_there_and_listed() -> None:
    for name in assess.__all__:
        assert getattr(assess, name) is not None
    assert set(assess.__all__) <= set(dir(assess))
    assert not hasattr(assess, "asess_file")


RIGHT = """import assess
from fractions import Fraction

library: assess.Library = assess.load_library(["cooperation"])
profile: assess.Profile = assess.load_profile("x.yaml", library)
results: list[assess.Assessment] = assess.assess_profile(profile, library, release="public")
low: Fraction = results[0].totals["law"].low
made: str | bytes = assess.document(results, ".pdf")
pair: list[assess.Comparison] = assess.compare_files(["a.yaml", "b.yaml"], as_of="2026-01-01", release="full")
text: str | bytes = assess.comparison_document(pair, ".csv")
faults: list[assess.Problem] = assess.validate_files(["a.yaml"])
line: int = faults[0].place.line
stop: bool = assess.crossed(results, "gap", 0.5)
new: str = assess.empty_profile("GHA")
finding: assess.Finding = assess.find_criterion(results, "preservation")[0][1]
style: assess.Style = assess.read_style([".pdf"], language="fr")
"""
WRONG = {
    "assess.asess_file('x.yaml')": "attr-defined",
    "assess.compare_file(['a', 'b'])": "attr-defined",
    "assess.assess_file('x.yaml', release='Public')": "arg-type",
    "assess.document([], 'pdf')": "arg-type",
    "assess.crossed([], 'gaps', 0.5)": "arg-type",
    "assess.compare_files(['a', 'b'], release='publik')": "arg-type",
    "assess.assess_file(5)": "arg-type",
    "assess.assess_file('x.yaml')[0].total": "attr-defined",
}


def test_a_type_checker_sees_what_there_is_and_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "right.py").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text("import assess\n" + "".join(f"{line}\n" for line in WRONG), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--config-file",
        "",
        "right.py",
        "wrong.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert all(line.startswith("wrong.py:") for line in lines), done.stdout
    found = {int(line.split(":")[1]): line.rsplit("[", 1)[1].rstrip("]") for line in lines if ": error:" in line}
    assert found == dict(enumerate(WRONG.values(), start=2)), done.stdout
