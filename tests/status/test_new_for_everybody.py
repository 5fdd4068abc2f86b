"""`assess new` for every subject: the profile is valid, runs, and says nothing that it should not."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from assess.api import empty_profile
from assess.cli.main import cli
from assess.engine.assessment import assess, prepare
from assess.formats.blank_profile import blank_profile
from assess.problems import UsageError
from assess.reading.library import load_library
from assess.reading.profiles import read_profile
from assess.reading.status import load_status
from assess.reading.yamlfile import parse_yaml
from assess.views.countries_view import subjects
from assess.views.status_answers import Given, answers, used_sources
from assess.words.countries import country_codes, state_of_unit, subject_name

ROOT = Path(__file__).parent.parent.parent
DATA = load_status()
LIBRARY = load_library(["budapest_protocol_1"])  # a small one: the treaty facts are the same under each
RULES = prepare(LIBRARY.frameworks[0], LIBRARY.catalogue)
DAY = date(2026, 11, 28)
ODD = {"XKX": "Kosovo", "GBR-SCT": "Scotland", "GBR-ENG": "England", "TZA-15": "Zanzibar", "QMA": "Somewhere"}
EVERYBODY = sorted({*subjects(DATA), *country_codes(), *ODD})
SAID = re.compile(r"\b(state|country|nation|territory|sovereign|independent|recognised|dependency|disputed)\b", re.I)


def made(subject: str) -> tuple[str, dict[str, Given]]:
    given = answers(DATA, LIBRARY.catalogue, subject, DAY)
    facts = {name: LIBRARY.catalogue.facts[name] for name in given}
    sources = {name: DATA.sources[name] for name in used_sources(given)}
    own = ODD.get(subject, "")
    name = own or subject_name(subject)
    topics = LIBRARY.catalogue.topics
    return blank_profile(subject, name, DAY, facts, topics, own_name=own, given=given, sources=sources), given


def test_everybody_is_here() -> None:
    assert len(EVERYBODY) > 250
    assert {"EUU", "VAT", "PSE", "COK", "NIU", *ODD} <= set(EVERYBODY)
    assert sum(1 for row in DATA.rows["un"].values() if row.status == "member") == 193


@pytest.mark.parametrize("subject", EVERYBODY)
def test_the_profile_is_valid_and_runs(subject: str) -> None:
    text, given = made(subject)
    profile, problems = read_profile(parse_yaml(text.encode(), f"{subject}.yaml"), LIBRARY.catalogue)
    assert problems == []
    assert profile is not None and profile.country == subject
    assert profile.facts.keys() == given.keys()
    result = assess(profile, RULES)
    assert result.facts["treaties.budapest"].known in ("answered", "none", "unknown")
    for each in given.values():  # nothing is said without a source, and what is known of the present names its day
        assert each.cite or each.searched or each.status == "unknown", each
        if each.settled:
            assert each.searched or str(each.day) in f"{each.note} {each.reason}", each
    if subject in country_codes():
        return
    if state_of_unit(subject):
        assert all(each.status in ("unknown", "not_applicable") for each in given.values())
        assert "territorial declaration: unknown" in given["treaties.budapest"].note
        return
    if subject in ODD:
        for each in given.values():
            said = f"{each.reason} {each.note}"
            for head in DATA.instruments.values():  # names of organisations and of rules, which call nobody anything
                for text in (head.title, *(rule.says for rule in head.joining)):
                    said = said.replace(str(text), "")
            assert not SAID.search(said), said
        assert {each.status for each in given.values()} <= {"unknown", "not_applicable"}


def test_true_things_are_said_of_a_few() -> None:
    kenya, europe, cambodia = (made(code)[1] for code in ("KEN", "EUU", "KHM"))
    assert (kenya["treaties.budapest"].status, str(kenya["treaties.budapest"].invited_until)) == (
        "invited",
        "2029-10-09",
    )
    assert kenya["treaties.budapest_protocol_1"].status == "none"
    assert kenya["treaties.arab_2010"].status == "not_applicable"
    assert "League of Arab States" in kenya["treaties.arab_2010"].reason
    assert europe["treaties.un_convention"].status == "signed"
    assert europe["treaties.untoc"].status == "party"
    assert cambodia["treaties.regional_mla"].status == "party"
    assert cambodia["treaties.malabo"].status == "not_applicable"
    angola = made("AGO")[1]["treaties.malabo"]
    assert (angola.status, angola.confidence) == ("party", "low")  # press
    assert made("DZA")[1]["treaties.untoc"].confidence == "high"  # the depositary
    assert made("CHL")[1]["treaties.untoc"].confidence == "medium"  # the register of another government
    assert made("FRA")[1]["treaties.untoc"].note.startswith("Derived, not read:")


@pytest.mark.parametrize("subject", ["ZAF", "XKX", "GBR-SCT", "EUU"])
def test_the_commands(subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (["new", subject, "-o", "p.yaml"], ["validate", "p.yaml"], ["run", "p.yaml", "-f", "budapest"]):
        result = CliRunner().invoke(cli, line, standalone_mode=False)
        assert result.exception is None, result.exception
    assert f"({subject})" in result.output


def test_the_name_is_the_authors() -> None:
    assert '\nname: "Kosova"\n' in empty_profile("XKX", "budapest", name="Kosova")
    assert '\nname: "Scotland"\n' in empty_profile("Scotland", "budapest")
    with pytest.raises(UsageError, match=r"more than one country: COD .*, COG"):
        empty_profile("Congo", "budapest")


CASE = ROOT.parent / "shared/cases/kosovo-xkx/profile.yaml"


@pytest.mark.skipif(not CASE.is_file(), reason="the case is not here")
def test_the_case_of_a_subject_without_a_code() -> None:
    result = CliRunner().invoke(cli, ["validate", str(CASE)], standalone_mode=False)
    assert result.exception is None
