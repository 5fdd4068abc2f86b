"""`assess bilateral` as its user meets it: documents, the matrix, outlines, and what is refused."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli.main import cli
from assess.problems import InvalidInput, UsageError
from assess.run.bilateral import bilateral_document, bilateral_files, outline_document
from tests.cli.test_commands import exit_code

ROOT = Path(__file__).parent.parent.parent
KEN, GHA, PHL, CHL = (str(ROOT / f"examples/profiles/{name}.yaml") for name in ("ken", "gha", "phl", "chl"))
VERDICTS = ("cannot cooperate", "can cooperate", "fails", "complian", "breach", "weak", "has jurisdiction", "attacker")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["bilateral", *arguments], standalone_mode=False)


def test_both_directions_fit_eighty_columns_and_judge_nobody() -> None:
    for language in ("en", "fr"):
        printed = call(PHL, CHL, "--language", language).output
        assert [line for line in printed.splitlines() if len(line) > 80] == []
        assert [word for word in VERDICTS if word in printed.lower()] == []
    out = call(PHL, CHL).output
    assert out.index("Requests from the Philippines to Chile") < out.index("Requests from Chile to the Philippines")
    assert "in force between the two States since 1 July 2018" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((KEN, KEN), 2),
        ((KEN,), 2),
        ((KEN, GHA, PHL), 2),
        ((KEN, GHA, "-f", "cooperation"), 2),
        ((KEN, GHA, "-f", "bilaterl"), 2),
        ((KEN, GHA, "-o", "x.xlsx"), 2),
        ((KEN, GHA, "--measure", "preservatio"), 2),
        ((KEN, GHA, "--measure", "preservation", "-o", "x.csv"), 2),
        ((KEN, GHA, "--corridors"), 2),
        ((KEN, GHA, "--keep-going"), 2),
        ((KEN, GHA, "--matrix", "--measure", "preservation"), 2),
        ((KEN, "--matrix"), 2),
        ((KEN, KEN, "--matrix"), 2),
        ((KEN, GHA, "--as-of", "2030-01-01"), 2),
        ((KEN, "nowhere.yaml"), 3),
        ((KEN, "nowhere.yaml", "--matrix"), 3),
        ((KEN, GHA), 0),
        ((KEN, GHA, "--matrix"), 0),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert exit_code("bilateral", *arguments, monkeypatch=monkeypatch) == code
    assert list(tmp_path.iterdir()) == []


def test_one_country_twice_points_to_diff() -> None:
    with pytest.raises(UsageError, match=r"KEN is given twice.*assess diff"):
        bilateral_files(KEN, KEN)


def test_data_and_table_say_the_same() -> None:
    results = bilateral_files(PHL, CHL)
    data = json.loads(bilateral_document(results, ".json"))
    rows = list(csv.DictReader(io.StringIO(str(bilateral_document(results, ".csv")).lstrip("\ufeff"))))
    steps = {
        (direction["requesting"], direction["requested"], step["step"]): step["status"]
        for direction in data["directions"]
        for step in direction["steps"]
    }
    assert {(row["requesting"], row["requested"], row["step"]): row["status"] for row in rows} == steps
    assert {each["id"]: each["in_force_between"] for each in data["treaties"]}["budapest"] == "yes"


def test_the_order_of_the_two_only_turns_the_directions() -> None:
    there, back = (json.loads(bilateral_document(bilateral_files(*two), ".json")) for two in ((KEN, GHA), (GHA, KEN)))
    assert there["directions"] == back["directions"][::-1]


def test_a_public_release_names_nothing_that_is_closed(tmp_path: Path) -> None:
    text = Path(GHA).read_text(encoding="utf-8")
    match = re.search(r"^  cooperation\.foreign_preservation:\n", text, re.M)
    assert match is not None
    closed = tmp_path / "gha.yaml"
    closed.write_text(text[: match.end()] + "    handling: restricted\n" + text[match.end() :], encoding="utf-8")
    assert "s. 51 with s. 82" in " ".join(call(KEN, str(closed)).output.split())
    public = bilateral_files(KEN, closed, release="public")
    assert [each.basis.value for each in public[0].steps if each.step.id == "preservation"] == ["unknown"]
    page = str(bilateral_document(public, ".html"))
    assert "s. 51 with s. 82" not in page
    assert "withheld from this release" in page


def test_the_matrix_of_files_is_what_pairs_give(tmp_path: Path) -> None:
    data = (
        json.loads((tmp_path / "m.json").read_text())
        if call("--matrix", KEN, GHA, PHL, "-o", str(tmp_path / "m.json")).return_value == 0
        else {}
    )
    letters = {status: letter for letter, status in data["statuses"].items()}
    for one, other in ((KEN, GHA), (GHA, KEN), (PHL, KEN)):
        found = bilateral_files(one, other)[0]
        codes = found.requesting.country, found.requested.country
        assert data["directions"][codes[0]][codes[1]] == "".join(
            letters[each.status.value] for each in found.steps if each.step.counted
        )


def test_one_profile_that_cannot_be_read_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: profile/v1\ncountry: KNE\nas_of: 2026-01-01\n", encoding="utf-8")
    assert exit_code("bilateral", "--matrix", KEN, str(bad), GHA, "--keep-going", monkeypatch=monkeypatch) == 3
    said = capsys.readouterr()
    assert "KEN" in said.out and "GHA" in said.out
    assert "bad.yaml:2:10: unknown-country" in said.err and "1 profile left out" in said.err
    with pytest.raises(InvalidInput):
        CliRunner().invoke(
            cli, ["bilateral", "--matrix", KEN, str(bad), GHA], standalone_mode=False, catch_exceptions=False
        )


def test_corridors_name_only_what_may_be_said() -> None:
    from assess.model.pairs import kept
    from assess.reading.library import load_library
    from assess.run.bilateral_matrix import bilateral_matrix

    facts = load_library([]).catalogue.facts
    found = bilateral_matrix([KEN, GHA, PHL, CHL], corridors=True)
    opened = [one for own in found.corridors or () for one in own]
    assert opened
    assert [one.fact for one in opened if kept(one.fact, facts[one.fact])] == []
    assert all(one.opened >= one.partners >= 1 for one in opened)


@pytest.mark.parametrize("measure", ["preservation", "stored_data", "extradition"])
@pytest.mark.parametrize("pair", [(KEN, GHA), (GHA, KEN), (PHL, CHL), (CHL, PHL)])
def test_an_outline_leaves_the_case_blank_and_fills_in_nothing_unknown(measure: str, pair: tuple[str, str]) -> None:
    result = bilateral_files(*pair)[0]
    said = str(outline_document(result, measure, ".txt"))
    assert said.startswith("OUTLINE, TO BE COMPLETED BY THE COMPETENT AUTHORITY\n")
    assert [line for line in said.splitlines() if len(line) > 80] == []
    assert said.count("[to be completed]") >= 3
    assert "do not allow a conclusion" not in said
    assert "has not been examined" not in said
    in_force = {each.id for each in result.treaties if each.truth.value == "holds"}
    contents = said.partition("The case: what has to be said")[2].partition("Dual criminality")[0]
    assert ("Budapest Convention, 29" in contents) <= ("budapest" in in_force)
    page = str(outline_document(result, measure, ".html"))
    assert "[to be completed]" in page
    assert "<input" not in page


def test_the_page_of_the_docs_shows_what_is_printed() -> None:
    text = (ROOT / "docs/bilateral.md").read_text(encoding="utf-8")
    shown = re.search(r"    \$ assess (bilateral .+)\n((?:    .*\n|\n)+)", text)
    assert shown is not None
    words = [str(ROOT / word) if word.startswith("examples/") else word for word in shown[1].split()]
    printed = CliRunner().invoke(cli, words, standalone_mode=False).output
    wanted = "\n".join(line.removeprefix("    ") for line in shown[2].rstrip().splitlines())
    assert printed.startswith(wanted)


@pytest.mark.documents
@pytest.mark.parametrize("suffix", ["pdf", "html", "docx"])
def test_documents_are_written(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"outline.{suffix}"
    call(PHL, CHL, "--measure", "preservation", "--language", "fr", "-o", str(path))
    assert path.stat().st_size > 5_000


def test_data_fit_their_schemas(tmp_path: Path) -> None:
    from tests.test_output_schemas import faults

    for two in ((KEN, GHA), (PHL, CHL)):
        assert faults("bilateral", json.loads(bilateral_document(bilateral_files(*two), ".json"))) == []
    for more in ((), ("--corridors",)):
        call("--matrix", KEN, GHA, PHL, *more, "-o", str(tmp_path / "m.json"))
        assert faults("bilateral-matrix", json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))) == []
