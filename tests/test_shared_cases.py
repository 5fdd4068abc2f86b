"""The cases that were handed over beside the project, each with what its README expects; skipped where they are not there."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli.main import cli

CASES = Path(__file__).parents[2] / "shared/cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)


def said(*arguments: object) -> str:
    """What a command says, or the message of what it refuses."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    return result.output + (str(result.exception) if result.exception else "")


def test_names_are_sorted_as_in_a_dictionary() -> None:
    folder = CASES / "alphabetical-order-accents"
    lines = run("compare", *(folder / f"{name}.yaml" for name in ("civ", "hrv", "zwe", "ala"))).output.splitlines()
    assert [line.partition(" (")[0] for line in lines[3:7]] == ["Åland Islands", "Côte d’Ivoire", "Croatia", "Zimbabwe"]


def test_csv_opens_in_a_spreadsheet_and_in_programs(tmp_path: Path) -> None:
    run("run", CASES / "csv-for-excel/profile.yaml", "--language", "fr", "-o", tmp_path / "o.csv")
    raw = (tmp_path / "o.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {row["row"] for row in rows} >= {"total", "domain", "criterion", "element"}
    assert all(0 <= float(row["low"]) <= float(row["high"]) <= 1 for row in rows if row["row"] == "total")


def test_dates_of_a_single_entry_count() -> None:
    path = CASES / "dated-fact-single-entry/profile.yaml"
    assert "Status: binds from 1 March 2027." in " ".join(run("run", path, "-f", "budapest").output.split())
    for framework in ("budapest", "cooperation"):
        assert re.search(
            r"^0 of (\d+) elements identified, \1 open", run("run", path, "-f", framework).output, re.MULTILINE
        )


def test_legal_words_are_suggested_by_meaning() -> None:
    assert said("validate", CASES / "denounced-did-you-mean-none/profile.yaml").endswith("write withdrawn")


def test_french_numbers_and_dates(tmp_path: Path) -> None:
    run("run", CASES / "french-numbers-and-dates/profile.yaml", "--language", "fr", "-o", tmp_path / "o.html")
    text = (tmp_path / "o.html").read_text(encoding="utf-8")
    assert "62,5 pour cent" in text
    assert "5 mars 2024" in text.replace("\N{NO-BREAK SPACE}", " ")
    for wrong in ("62.5", "2024-03-05", "2018-08-14", "2015-01-01", "2020-01-01"):
        assert wrong not in text, wrong


def test_line_separators_are_text() -> None:
    assert run("validate", CASES / "line-separator/block.yaml").output == "1 checked, no problem\n"
    assert "quoted.yaml:5:9: unknown-word" in said("validate", CASES / "line-separator/quoted.yaml")


def test_a_limit_on_one_side() -> None:
    assert "expected a number of at least 0, found -5" in said("validate", CASES / "message-0-to-most/profile.yaml")


def test_dates_known_in_part() -> None:
    assert run("validate", CASES / "partial-dates/profile.yaml").output == "1 checked, no problem\n"


def test_partner_codes() -> None:
    text = said("validate", CASES / "partner-code-unknown/profile.yaml")
    assert '"TZN" is not an ISO 3166-1 alpha-3 code\n    did you mean TZA (Tanzania)?' in text
    assert '"KE" is not an ISO 3166-1 alpha-3 code\n    did you mean KEN (Kenya)?' in text


def test_dates_of_reservations_count(tmp_path: Path) -> None:
    folder = CASES / "reservation-dates-ignored"
    text = run("explain", folder / "made_later.yaml", "budapest:art22_1_b_d", "-f", "budapest").output
    assert "[ ] not identified: Offences on ships of the flag can be tried" in text
    target = tmp_path / "r.json"
    run("run", folder / "withdrawn_earlier.yaml", "-f", "budapest", "--as-of", "2015-01-01", "-o", target)
    (made,) = json.loads(target.read_text(encoding="utf-8"))
    (finding,) = [each for each in made["findings"] if each["criterion"] == "art22_1_b_d"]
    ships = finding["elements"][0]
    assert (ships["id"], ships["applies"], ships["remark"]) == ("ships", False, "reserved")


def test_the_schema_that_a_new_profile_names_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "GHA", "-o", "gha.yaml")
    run("schema", "schemas")
    first = Path("gha.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert Path(first.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize(
    ("arguments", "law"),
    [(("gap.yaml", "-f", "fw"), "0.99"), (("open.yaml", "-f", "fw"), "0.99–1.00"), (("shipped.yaml",), "0.99")],
)  # fmt: skip
def test_no_score_is_rounded_to_an_end(arguments: tuple[str, ...], law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / "score-rounded-to-whole")
    (line,) = [line for line in run("run", *arguments).output.splitlines() if line.startswith("Law ")][:1]
    assert line.split()[1] == law


def test_names_of_sources() -> None:
    text = said("validate", CASES / "source-id-with-dot/profile.yaml")
    assert 'profile.yaml:5:3: bad-source-name: sources: "C.P." is not a name that citations can use' in text
    assert 'profile.yaml:6:3: bad-source-name: sources: "Act 5" is not a name that citations can use' in text


@pytest.mark.parametrize(("page", "command"), [("cp1252", ("explain",)), ("cp932", ("run",))])
def test_code_pages(page: str, command: tuple[str, ...]) -> None:
    more = ["illegal_access"] if command == ("explain",) else []
    path = CASES / "stdout-code-page/profile.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "assess", *command, str(path), *more],
        env={"PYTHONIOENCODING": page, "PATH": ""}, capture_output=True, cwd=Path(__file__).parents[1], check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.decode(page)
    assert b"Traceback" not in done.stderr


SECURITY = CASES / "security"


def test_no_cell_begins_a_formula(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        target = tmp_path / f"{language}.csv"
        run("run", SECURITY / "csv_formula.yaml", "--language", language, "-o", target)
        rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_a_source_cited_only_by_what_is_withheld_leaves_too(tmp_path: Path) -> None:
    run("run", SECURITY / "leak_uncited_source.yaml", "--release", "public", "-o", tmp_path / "x.html")
    assert "ZONLYHIDDENSOURCE" not in (tmp_path / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["dos_reservable", "dos_vectors"])
def test_the_engine_stays_polynomial(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SECURITY / name)
    start = time.process_time()
    assert run("run", "p.yaml", "-f", ".").exit_code == 0
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("translation_reform", ("validate", "facts")),
        ("translation_reform", ("validate", ".")),
        ("test_cases", ("test", ".")),
        ("long_word", ("validate", "p.yaml")),
        ("template_int", ("validate", ".")),
        ("svg_marker", ("validate", "brand.yaml")),
        ("svg_viewbox", ("validate", "brand.yaml")),
        ("new_injection", ("new", "KEN", "-f", ".")),
    ],
)
def test_what_is_wrong_is_named(
    name: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(SECURITY / name)
    output = ("-o", str(tmp_path / "new.yaml")) if command[0] == "new" else ()
    done = subprocess.run(
        [sys.executable, "-m", "assess", *command, *output], capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr
    if command[0] == "new":
        lines = (tmp_path / "new.yaml").read_text(encoding="utf-8").splitlines() if done.returncode == 0 else []
        assert done.returncode in (0, 3)
        assert not [line for line in lines if "injected" in line.lower() and not line.lstrip().startswith("#")]
    else:
        assert done.returncode == 3, done.stderr
        assert ":" in done.stderr.splitlines()[0]


@pytest.mark.documents
def test_a_stamped_briefing_holds_the_original(tmp_path: Path) -> None:
    folder = CASES / "verify-after-stamp"
    run("run", folder / "profile.yaml", "--brief", "-o", tmp_path / "b.pdf")
    subprocess.run([sys.executable, str(folder / "stamp.py"), "b.pdf", "stamped.pdf"], cwd=tmp_path, check=True)
    result = run("verify", tmp_path / "stamped.pdf")
    assert result.exit_code == 0
    assert "equal, with additions" in result.output
