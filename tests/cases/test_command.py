"""`assess case`: what it prints and writes, in which languages, and what it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import assess
from assess.cli.main import cli
from assess.formats.case_data import CaseData
from assess.reading.json_schema import draft7
from tests.cases.build import CASES, ROOT
from tests.test_output_schemas import faults

PROFILES = {folder.name: sorted(folder.glob("x*.yaml")) for folder in CASES}
KEN = ROOT / "examples/profiles/ken.yaml"
NOTICE = {"en": "Exercise on public law; not for use in proceedings", "fr": "Exercice de droit public"}


def run(*words: Any, name: str = "ransomware", profiles: list[Path] | None = None, case: Path | None = None) -> Result:
    folder = ROOT / "examples/cases" / name
    files = [case or folder / "case.yaml", *(PROFILES[name] if profiles is None else profiles)]
    return CliRunner().invoke(cli, ["case", *map(str, files), *map(str, words)], standalone_mode=False)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_text_fits_a_terminal_and_says_what_it_is(name: str, language: str) -> None:
    found = run("--language", language, name=name)
    assert found.exception is None, found.exception
    lines = found.output.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].startswith(NOTICE[language])
    assert lines[-1].startswith(NOTICE[language])
    assert "None" not in found.output
    assert "{" not in found.output


JUDGING = r"\b(has jurisdiction|should yield|must yield|priority|attacker|hacker|criminal in|guilty|cannot cooperate|fails?)\b"


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_it_never_says_who_has_jurisdiction(name: str) -> None:
    said = " ".join(run(name=name).output.split())
    limits = "Which State has jurisdiction, or should yield, is not said here"
    assert said.count(limits) == 1
    assert not re.search(JUDGING, said.replace(limits, "").replace("may lawfully have jurisdiction", ""))
    assert "could assert jurisdiction" in said


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_data_fit_their_schema(name: str, tmp_path: Path) -> None:
    for language in ("en", "fr"):
        path = tmp_path / f"{language}.json"
        assert run("-o", path, "--language", language, name=name).exception is None
        data = json.loads(path.read_text("utf-8"))
        assert faults("case_report", data) == []
        assert data["notice"].startswith(NOTICE[language])
    assert json.loads((ROOT / "frameworks/schema/case_report.v1.json").read_text("utf-8")) == draft7(
        "case_report.v1.json", CaseData
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_for_a_browser(language: str, tmp_path: Path) -> None:
    path = tmp_path / "case.html"
    assert run("-o", path, "--language", language).exception is None
    html = path.read_text("utf-8")
    assert f'<html lang="{language}"' in html
    assert html.count(NOTICE[language]) >= 4  # head, foot, under the title and at the end
    (figure,) = re.findall(r"<svg class=\"lanes\".*?</svg>", html, re.S)
    title = re.search(r"<title>(.*?)</title>", figure)
    assert title is not None
    for code in ("XAA", "XBB", "XCC"):
        assert code in figure
    assert title[1].count(";") >= 6
    assert 'role="img"' in figure


def test_a_sign_stands_in_the_figure_for_each_step_of_the_tables(tmp_path: Path) -> None:
    from assess.api import case_file
    from assess.views.case_view import case_view

    view = case_view(case_file(ROOT / "examples/cases/ransomware/case.yaml", PROFILES["ransomware"]))
    assert [len(lane.marks) for lane in view.figure.lanes] == [len(table.rows) for table in view.steps]
    assert [mark.sign for lane in view.figure.lanes for mark in lane.marks] == [
        row.sign for t in view.steps for row in t.rows
    ]
    numbers = {row.title: row.number for table in view.steps for row in table.rows}
    assert [numbers[title] for title in view.figure.steps] == [number for _x, _y, number in view.figure.heads]
    assert all(0 <= mark.x <= view.figure.width - 20 for lane in view.figure.lanes for mark in lane.marks)


def test_the_order_of_files_changes_nothing_that_is_printed() -> None:
    there = PROFILES["ransomware"]
    assert run(profiles=there[::-1]).output == run(profiles=there).output


# A real State


def test_a_real_state_takes_a_role_only_as_a_hypothesis() -> None:
    xaa, _xbb, xcc = PROFILES["ransomware"]
    roles = ["--role", "victims in=KEN", "--role", "systems in=Kenya"]
    found = run(*roles, profiles=[xaa, xcc, KEN])
    assert found.exception is None, found.exception
    assert "Kenya (KEN), hypothetical role" in found.output
    assert "Belmora" not in found.output
    said = " ".join(found.output.split())
    assert "Roles of Kenya are hypothetical: they were given for this exercise" in said
    there = json.loads(json.dumps([(s.code, s.hypothetical) for s in assess.case_file(
        ROOT / "examples/cases/ransomware/case.yaml", [xaa, xcc, KEN], ["victims in=KEN", "systems in=KEN"]
    ).reading.states]))  # fmt: skip
    assert dict(there) == {"KEN": True, "XAA": False, "XCC": False}


@pytest.mark.parametrize(
    ("words", "profiles", "said"),
    [
        ([], [*PROFILES["ransomware"], KEN], "KEN is a real State and has no role"),
        ([], PROFILES["ransomware"][:2], "gives XCC a role"),
        ([], [*PROFILES["ransomware"], PROFILES["ransomware"][0]], "XAA is given twice"),
        (["--role", "victims in=KEN"], PROFILES["ransomware"], "gives KEN a role"),
        (["--role", "murderer in=KEN"], PROFILES["ransomware"], "there is no role"),
        (["-o", "case.csv"], PROFILES["ransomware"], "ending of an output file"),
        (["-o", "case.docx"], PROFILES["ransomware"], "ending of an output file"),
        (["-f", "budapest"], PROFILES["ransomware"], "budapest"),
        (["--language", "xx"], PROFILES["ransomware"], "language"),
    ],
)
def test_what_is_wrong_usage(words: list[str], profiles: list[Path], said: str) -> None:
    found = run(*words, profiles=profiles)
    assert isinstance(found.exception, assess.UsageError)
    assert said in str(found.exception)


def test_all_problems_of_all_files_come_with_their_places(tmp_path: Path) -> None:
    bad, profile = tmp_path / "case.yaml", tmp_path / "xaa.yaml"
    good = (ROOT / "examples/cases/ransomware/case.yaml").read_text("utf-8")
    bad.write_text(good.replace("measure: 2025-07-04", "measure: 2025-07-99"), "utf-8")
    profile.write_text(PROFILES["ransomware"][0].read_text("utf-8").replace("invented: true\n", ""), "utf-8")
    out = tmp_path / "out.json"
    found = run("-o", out, case=bad, profiles=[profile, *PROFILES["ransomware"][1:]])
    assert isinstance(found.exception, assess.InvalidInput)
    told = [(Path(p.place.path).name, p.code) for p in found.exception.problems]
    assert told == [("case.yaml", "bad-date"), ("xaa.yaml", "invented-state")]
    assert not out.exists()


def test_a_day_later_than_the_law_that_is_known_is_refused_at_its_place(tmp_path: Path) -> None:
    late = tmp_path / "case.yaml"
    good = (ROOT / "examples/cases/ransomware/case.yaml").read_text("utf-8")
    late.write_text(good.replace("decision: 2026-03-16", "decision: 2026-11-16"), "utf-8")
    found = run(case=late)
    assert isinstance(found.exception, assess.InvalidInput)
    (fault,) = found.exception.problems
    line = late.read_text("utf-8").splitlines()[fault.place.line - 1]
    assert line[fault.place.column - 1 :] == "2026-11-16"
    assert "XAA until 2026-10-31, XBB until 2026-10-31, XCC until 2026-10-31" in fault.message


def test_a_public_release_says_what_it_withholds(tmp_path: Path) -> None:
    closed = tmp_path / "xaa.yaml"
    text = PROFILES["ransomware"][0].read_text("utf-8")
    closed.write_text(
        text.replace("  cca:\n    kind: act\n", "  cca:\n    kind: act\n    handling: restricted\n"), "utf-8"
    )
    found = run("--release", "public", profiles=[closed, *PROFILES["ransomware"][1:]])
    assert found.exception is None
    assert "Computer Crimes Act (invented), s. 30" not in found.output.partition("Belmora (XBB)\n    +")[0]
    assert "withheld from this release" in " ".join(found.output.split())


def test_hostile_texts_are_laid_out_harmless(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    good = (ROOT / "examples/cases/ransomware/case.yaml").read_text("utf-8")
    case.write_text(
        good.replace("en: Ransomware in two countries", 'en: "<script>alert(1)</script> {{7*7}} \\u202eabc"'), "utf-8"
    )
    out = tmp_path / "case.html"
    assert run("-o", out, case=case).exception is None
    assert "<script>alert" not in out.read_text("utf-8")
    assert "\\u202e" in run(case=case).output


def test_the_library_gives_the_same() -> None:
    name = "across_a_border"
    found = assess.case_file(ROOT / "examples/cases" / name / "case.yaml", PROFILES[name])
    assert assess.case_document(found, ".txt") == run(name=name).output
    with pytest.raises(assess.UsageError, match=r"a case is not written as \.docx"):
        assess.case_document(found, ".docx")


def test_a_treaty_status_that_is_not_known_is_said_to_be_so(tmp_path: Path) -> None:
    """It was an empty place."""
    profile = tmp_path / "xaa.yaml"
    text = PROFILES["ransomware"][0].read_text("utf-8")
    entries = "    - {status: unknown, until: 2026-01-01}\n    - {status: party, from: 2026-01-01, cite: [list]}\n"
    changed = re.sub(r"  treaties\.budapest:\n(    - .*\n)+", f"  treaties.budapest:\n{entries}", text)
    assert changed != text
    profile.write_text(changed, "utf-8")
    said = " ".join(run(profiles=[profile, *PROFILES["ransomware"][1:]]).output.split())
    assert "on 1 December 2025 status on that day not known; on 16 March 2026 Party since 1 January 2026" in said
