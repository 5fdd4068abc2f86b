"""`assess merge`: what it writes, what a filled-in list settles, what it refuses; and the page that shows it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import assess
from assess.cli.main import cli
from assess.problems import InvalidInput, UsageError
from assess.reading.yamlfile import read_yaml
from assess.run.merging import reader_names

ROOT = Path(__file__).parent.parent.parent
KENYA = ROOT / "examples/profiles/ken.yaml", ROOT / "examples/readers/ken_second.yaml"
CAMBODIA = ROOT / "examples/profiles/khm.yaml", ROOT / "examples/readers/khm_second.yaml"
PAGE = (ROOT / "docs/merging.md").read_text(encoding="utf-8")


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["merge", *map(str, args)], standalone_mode=False)


def problems(*args: object) -> list[str]:
    error = run(*args).exception
    assert isinstance(error, InvalidInput), error
    return [*map(str, error.problems)]


def test_what_is_written_is_valid_and_does_not_depend_on_the_order(tmp_path: Path) -> None:
    for i, pair in enumerate((KENYA, KENYA[::-1])):
        done = run(*pair, "-o", tmp_path / f"{i}.yaml", "--list", tmp_path / f"list{i}.yaml")
        assert done.exception is None
        assert done.stdout == ""
    assert (tmp_path / "0.yaml").read_bytes() == (tmp_path / "1.yaml").read_bytes()
    assert (tmp_path / "list0.yaml").read_bytes() == (tmp_path / "list1.yaml").read_bytes()
    assert assess.validate_files([tmp_path / "0.yaml", tmp_path / "list0.yaml"]) == []
    schema = json.loads((ROOT / "frameworks/schema/disagreements.v1.json").read_text(encoding="utf-8"))
    assert [*jsonschema.Draft7Validator(schema).iter_errors(read_yaml(tmp_path / "list0.yaml").data)] == []
    assert run(*KENYA).stdout == run(*KENYA[::-1]).stdout
    assert all(len(line) <= 80 for line in run(*KENYA, "--language", "fr").stdout.splitlines())


def test_the_agreed_profile_says_who_answers() -> None:
    text = assess.merge_document(assess.merge_files(*KENYA), "profile")
    assert "  capacity.budget_line: unknown  # only ken\n" in text
    assert "  institutions.prosecution_unit:  # to settle: status\n" in text
    assert "  institutions.forensic_laboratory:  # to settle: features.mobile_devices\n" in text
    assert "  powers.production_order:  # to settle: provisions\n" in text
    assert "  treaties.un_convention:\n" in text


def filled(tmp_path: Path, pair: tuple[Path, Path], answers: dict[str, str]) -> Path:
    """The list of two readers, with `answers` filled in."""
    (tmp_path / "list.yaml").unlink(missing_ok=True)
    assert run(*pair, "--list", tmp_path / "list.yaml").exception is None
    assert "exists already" in str(run(*pair, "--list", tmp_path / "list.yaml").exception)
    lines, name = [], ""
    for line in (tmp_path / "list.yaml").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"  ([^ ]+):", line):
            name = found[1]
        lines.append(f"    settled: {answers[name]}" if line == "    settled:" and name in answers else line)
    (tmp_path / "list.yaml").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "list.yaml"


def test_a_filled_in_list_settles_what_differs(tmp_path: Path) -> None:
    settled = filled(tmp_path, KENYA, {
        "cmca.50": "ken", "institutions.prosecution_unit": "ken_second", "institutions.forensic_laboratory": "ken",
        "powers.expedited_preservation": "unknown",
    })  # fmt: skip
    left = tmp_path / "left.yaml"
    assert run(*KENYA, "--settled", settled, "-o", tmp_path / "agreed.yaml", "--list", left).exception is None
    found = assess.merge_files(*KENYA, settled=settled)
    assert found.points == ()
    facts = found.profile.facts
    assert facts["institutions.forensic_laboratory"][0].features["mobile_devices"] is True
    assert facts["institutions.prosecution_unit"][0].note == (
        "An announcement of about 2013 does not show that the unit exists now."
    )
    assert facts["powers.expedited_preservation"][0].note is None
    assert facts["powers.production_order"][0].by  # settled with its law
    assert "cmca_2" not in found.profile.sources
    assert not {"facts", "provisions", "system"} & read_yaml(left).data.keys()
    assert "Nothing is left to settle." in run(*KENYA, "--settled", settled).stdout
    assert "4 points were settled by the list." in run(*KENYA, "--settled", settled).stdout


def test_an_answer_of_ones_own_is_taken_as_it_is_written(tmp_path: Path) -> None:
    own = "{status: partial, cite: [nisc_2017], confidence: low, note: Agreed on the telephone.}"
    settled = filled(tmp_path, CAMBODIA, {"institutions.national_csirt": own})
    (answer,) = assess.merge_files(*CAMBODIA, settled=settled).profile.facts["institutions.national_csirt"]
    assert (answer.status, answer.cite, answer.note) == ("partial", ("nisc_2017",), "Agreed on the telephone.")


@pytest.mark.parametrize(("name", "own", "said"), [
    ("institutions.national_csirt", "khm_secnd", "did you mean khm_second?"),
    ("institutions.national_csirt", "{status: workin, cite: [nisc_2017]}", "unknown-word"),
    ("institutions.national_csirt", "{status: partial, cite: [nobody]}", "unknown-source"),
    ("institutions.national_csirt", "{status: partial}", "uncited"),
    ("institutions.national_csirt", "{by: kcc.4}", "misplaced-key"),
    ("institutions.national_csirt", "5", "wrong-type"),
    ("offences.data_interference", "{by: kcc.9999}", "undeclared-provision"),
    ("offences.data_interference", "{by: kcc.429, features: {damagin: true}}", "unknown-feature"),
    ("treaties.budapest", "{status: party, from: soon, cite: [coe_list]}", "bad-date"),
])  # fmt: skip
def test_what_is_wrong_on_a_list_is_told_with_its_place(name: str, own: str, said: str, tmp_path: Path) -> None:
    settled = filled(tmp_path, CAMBODIA, {name: own})
    lines = settled.read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if text == f"    settled: {own}")
    told = problems(*CAMBODIA, "--settled", settled, "-o", tmp_path / "out.yaml")
    assert any(each.startswith(f"{settled}:{line}:") and said in each for each in told), told
    assert not (tmp_path / "out.yaml").exists()


def test_a_list_of_other_answers_settles_nothing(tmp_path: Path) -> None:
    settled = filled(tmp_path, CAMBODIA, {"institutions.national_csirt": "khm"})
    text = settled.read_text(encoding="utf-8")
    settled.write_text(text.replace("A page of 2017", "A page of 2018"), encoding="utf-8")
    (told,) = problems(*CAMBODIA, "--settled", settled)
    assert "answers-changed: institutions.national_csirt" in told
    settled.write_text(
        text.replace("  institutions.national_csirt:", "  institutions.sector_csirts:"), encoding="utf-8"
    )
    (told,) = problems(*CAMBODIA, "--settled", settled)
    assert "not-to-settle: institutions.sector_csirts" in told
    (told,) = problems(*KENYA, "--settled", settled)[:1]
    assert told.startswith(f"{settled}:5:10: other-readers: country: KHM here, KEN in the profiles")
    settled.write_text("schema: disagreements/v2\n", encoding="utf-8")
    assert "wrong-schema" in problems(*CAMBODIA, "--settled", settled)[0]
    settled.write_text("schema: disagreements/v1\ncountry: KHM\nfacts: 5\n", encoding="utf-8")
    assert len(problems(*CAMBODIA, "--settled", settled)) >= 2
    assert assess.validate_files([settled]) != []


def test_a_list_settles_that_two_sources_are_one(tmp_path: Path) -> None:
    other = tmp_path / "ken_other.yaml"
    text = KENYA[1].read_text(encoding="utf-8")
    other.write_text(
        text.replace('title: "Computer Misuse and Cybercrimes Act,', 'title: "Cybercrimes Act,'), encoding="utf-8"
    )
    pair = KENYA[0], other
    before = assess.merge_files(*pair)
    assert {point.section for point in before.points} == {"sources", "facts"}
    assert "cmca_2" in before.profile.sources
    assert "rest on (" in run(*pair).stdout
    settled = filled(tmp_path, pair, {"cmca": "ken"})
    after = assess.merge_files(*pair, settled=settled)
    assert {source.title for name, source in after.profile.sources.items() if name.startswith("cmca")} == {
        before.profile.sources["cmca"].title, before.profile.sources["cmca_2"].title
    } - {"Cybercrimes Act, No. 5 of 2018 (Cap. 79C), version of 4 November 2025"}  # fmt: skip
    assert {point.section for point in after.points} == {
        "provisions",
        "facts",
    }  # section 50, which they enter differently
    own = '{kind: act, title: "Act No. 5 of 2018", unit: s.}'
    settled = filled(tmp_path, pair, {"cmca": own})
    assert assess.merge_files(*pair, settled=settled).profile.sources["cmca"].title == "Act No. 5 of 2018"
    settled = filled(tmp_path, pair, {"cmca": "{kind: actt, title: X}"})
    assert any("unknown-word" in each for each in problems(*pair, "--settled", settled))


def test_two_states_or_two_days_are_not_merged(tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    (told,) = problems(KENYA[0], CAMBODIA[0], "-o", out)
    assert told.startswith(f"{CAMBODIA[0]}:8:10: other-readers: country: KHM here, KEN in {KENYA[0]}")
    later = tmp_path / "later.yaml"
    text = KENYA[1].read_text(encoding="utf-8")
    later.write_text(text.replace("as_of: 2026-10-31", "as_of: 2026-11-01"), encoding="utf-8")
    (told,) = problems(KENYA[0], later, "-o", out)
    assert f"{later}:6:8: other-readers: as_of: 2026-11-01 here, 2026-10-31 in {KENYA[0]}" in told
    assert not out.exists()


SHARED = Path("/work/shared/cases/same-country-two-dates")


@pytest.mark.skipif(not SHARED.is_dir(), reason="only where the cases are")
def test_the_case_of_one_country_on_two_dates() -> None:
    (told,) = problems(SHARED / "ken_2025.yaml", SHARED / "ken_2026.yaml")
    assert "other-readers: as_of: 2026-10-31 here, 2025-10-31 in" in told


@pytest.mark.parametrize(("more", "said"), [
    (("-o", "merged.pdf"), "let the name end with .yaml"), (("--list", "list.json"), "let the name end with .yaml"),
    (("-o", "a.yaml", "--list", "a.yaml"), "name the same file"),
])  # fmt: skip
def test_wrong_names_of_outputs(
    more: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = run(*KENYA, *more).exception
    assert isinstance(error, UsageError)
    assert said in str(error)
    assert [*tmp_path.iterdir()] == []


def test_a_profile_that_is_read_is_not_overwritten(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(KENYA[1].read_bytes())
    for option in ("-o", "--list"):
        error = run(KENYA[0], own, option, own).exception
        assert isinstance(error, UsageError)
        assert "this file is read too" in str(error)
    assert own.read_bytes() == KENYA[1].read_bytes()
    assert isinstance(run("-", "-").exception, UsageError)


def test_names_of_readers_depend_on_their_files_only() -> None:
    assert reader_names(["x/ken.yaml", "y/Second Reader.yaml"], [b"", b""]) == ("ken", "second_reader")
    assert reader_names(["anna/ken.yaml", "ben/ken.yaml"], [b"", b""]) == ("anna_ken", "ben_ken")
    assert reader_names(["ken.yaml", "ken.yaml"], [b"b", b"a"]) == ("ken_2", "ken_1")
    assert reader_names(["unknown.yaml", "-"], [b"", b""]) == ("reader_unknown", "stdin")
    assert reader_names(["قانون.yaml", "1.yaml"], [b"", b""]) == ("reader", "reader_1")


def test_profiles_in_other_languages_are_merged(tmp_path: Path) -> None:
    text = KENYA[1].read_text(encoding="utf-8")
    for name in ("a", "b"):
        note = "Une annonce." if name == "b" else "Deux."
        (tmp_path / f"{name}.yaml").write_text(
            text.replace("country: KEN", "country: KEN\nlanguage: fr").replace("An announcement", f"{note} An"),
            encoding="utf-8",
        )
    found = assess.merge_files(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert found.points == ()
    assert found.profile.language == "fr"
    assert assess.merge_files(tmp_path / "a.yaml", KENYA[1]).profile.language == "en"


# The page


def test_the_page_shows_a_point_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.S | re.M)
    names = [path.relative_to(ROOT) for path in CAMBODIA]
    assert shown in assess.merge_document(assess.merge_files(*names), "list")
