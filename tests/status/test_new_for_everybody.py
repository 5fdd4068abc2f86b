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
from assess.model.codes import state_of_unit
from assess.model.results import Truth
from assess.problems import UsageError
from assess.reading.library import load_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml
from assess.views.countries_view import subjects
from assess.views.status_answers import Given, answers, used_sources
from assess.words.countries import country_codes, subject_name
from assess.words.sentences import treaty_standing
from tests.status.shipped import STATUS as DATA

ROOT = Path(__file__).parent.parent.parent
LIBRARY = load_library(["budapest_protocol_1"])  # a small one: the treaty facts are the same under each
RULES = prepare(LIBRARY.frameworks[0], LIBRARY.catalogue)
DAY = date(2026, 11, 28)
ODD = {"XKX": "Kosovo", "GBR-SCT": "Scotland", "GBR-ENG": "England", "TZA-15": "Zanzibar", "QMA": "Somewhere"}
EVERYBODY = sorted({*subjects(DATA), *country_codes(), *ODD})
TEXTS = sorted(
    {
        str(text)
        for head in DATA.instruments.values()
        for text in (head.only or "-", head.title, *(rule.says for rule in head.joining))
    },
    key=len,
    reverse=True,
)
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
    assert result.facts["treaties.budapest"].known in ("answered", "none", "unknown", "not_applicable")
    for each in given.values():  # nothing is said without a source, and what is known of the present names its day
        assert each.cite or each.searched or each.status == "unknown", each
        if each.settled:
            of_texts = (
                each.reason.startswith("Open only to ") and "members" not in each.reason
            )  # the treaty says it, on every day
            assert each.searched or of_texts or str(each.day) in f"{each.note} {each.reason}", each
    if subject in country_codes():
        return
    if state_of_unit(subject):
        assert all(each.status in ("unknown", "not_applicable") for each in given.values())
        assert "territorial declaration: unknown" in given["treaties.budapest"].note
        return
    if subject in ODD:
        for each in given.values():
            said = f"{each.reason} {each.note}"
            for text in TEXTS:  # names of organisations and of rules, which call nobody anything
                said = said.replace(text, "")
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
    assert made("JPN")[1]["treaties.untoc"].note.startswith("Derived, not read.")


def test_the_european_union_gets_a_reason_for_what_is_open_to_states_only() -> None:
    given = made("EUU")[1]
    for fact in ("budapest", "budapest_protocol_1", "budapest_protocol_2", "convention_108", "convention_108_plus"):
        each = given[f"treaties.{fact}"]
        assert (each.status, each.reason.startswith("Open only to ")) == ("not_applicable", True), fact
    assert given["treaties.eu_attacks_directive"].reason.startswith("Binds only member States of the European")


@pytest.mark.parametrize("state", ["KOR", "BFA", "KAZ", "TTO", "URY", "RUS", "IND"])
def test_who_may_have_been_invited_is_not_said_to_be_outside(state: str) -> None:
    given = made(state)[1]["treaties.budapest"]
    assert (given.status, given.searched) == ("not_party", ())
    assert "as of 2025-01-10; whether it was invited is not known" in given.note
    profile, problems = read_profile(parse_yaml(made(state)[0].encode(), "x.yaml"), LIBRARY.catalogue)
    assert problems == [] and profile is not None
    state_of = assess(profile, RULES).facts["treaties.budapest"]
    assert (state_of.known, state_of.truth) == ("answered", Truth.FALSE)
    assert treaty_standing(state_of) == "not Party; whether it signed or was invited is not known"


def test_a_reported_ratification_is_a_signature_until_a_deposit_is_read() -> None:
    for state in ("AZE", "QAT", "VNM"):
        given = made(state)[1]["treaties.un_convention"]
        assert given.status == "signed" and "Ratification reported; deposit not read." in given.note
    canada = made("CAN")[1]["treaties.un_convention"]
    assert canada.status == "none" and "Named on 2025-10-29 as not having signed" in canada.note


def test_a_unit_is_spoken_of_through_its_state() -> None:
    given = made("GBR-SCT")[1]
    said = "Through the United Kingdom (Party since 2011-09-01); territorial declaration: unknown."
    assert given["treaties.budapest"].note == said


@pytest.mark.parametrize("subject", ["XKX", "GBR-SCT", "HKG", "EUU"])
def test_questions_call_it_by_its_name(subject: str) -> None:
    text = empty_profile(subject, "cooperation")
    asked = "\n".join(line for line in text.splitlines() if "#" in line).replace("League of Arab States", "")
    assert not re.search(r"\b(the State|the country|other States|another State|States?)\b", asked)
    assert "Is the State a Party to the Budapest Convention?" in empty_profile("KEN", "budapest")
    assert {"EUU": "Is the European Union a Party", "XKX": "Is Kosovo a Party"}.get(subject, "") in text


@pytest.mark.parametrize("code", ["GBR-XYZ", "XAA", "KEN-99", "QMA", "TZ-15"])
def test_a_code_without_a_name_needs_one(code: str) -> None:
    with pytest.raises(UsageError, match=r"no name that is known here.*--name TEXT"):
        empty_profile(code, "budapest")
    assert '\nname: "Somewhere"\n' in empty_profile(code, "budapest", name="Somewhere")


def test_names_as_the_depositary_writes_them() -> None:
    assert [subject_name(code) for code in ("PSE", "VAT", "ESH")] == [
        "State of Palestine",
        "Holy See",
        "Western Sahara",
    ]
    assert empty_profile("PSE", "budapest").splitlines()[1].startswith("# State of Palestine: ")
    assert '\nname: "Kosovo"\n' in empty_profile("XKX", "budapest")


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
