"""Answers that a second reader took from the text of the law, with the place that decides (`docs/audit.md`)."""

from pathlib import Path
from typing import Any

import pytest

from assess import load_library, load_profile
from assess.model.profile import Answer, Profile

ROOT = Path(__file__).parent.parent.parent
READ: list[tuple[str, str, str, Any, str]] = [
    ("cri", "offences.misuse_of_tools", "max_prison_months", 72, "art. 232: one to six years"),
    ("cri", "offences.illegal_access", "damage_required", False, "arts 196, 196 bis: danger or harm"),
    ("cri", "offences.child_sexual_abuse_material", "import_export", "unknown", "art. 173: into the country"),
    ("ken", "offences.child_sexual_abuse_material", "procure_self_or_other", True, "s. 24(1)(c): downloads"),
    ("ken", "liability.attempt", "covers_2", True, "s. 42(2): any offence under this Act"),
    ("ken", "offences.illegal_access", "ulterior_intent", True, "s. 15"),
    ("ken", "offences.illegal_access", "exceeding_authorisation", True, "s. 14(2)(a): access of the kind in question"),
    ("ken", "offences.illegal_access", "dishonest_intent_required", "unknown", "s. 14(1): intent to gain access"),
    ("ken", "offences.illegal_interception", "further_act_required", "unknown", "s. 17(1)"),
    ("ken", "offences.misuse_of_tools", "intent_to_use", "unknown", "s. 18(2), not 18(1)"),
    ("ken", "offences.misuse_of_access_data", "intent_to_use", "unknown", "s. 18(2), not 18(1)"),
    ("ken", "powers.production_order", "usable_for_foreign_request", True, "s. 57(2)(c), (3)"),
    ("ken", "safeguards.procedural", "duration_limited", "unknown", "s. 48(3): until executed or cancelled"),
    ("gha", "powers.production_order", "possession_or_control", True, "s. 97, production order"),
    ("gha", "powers.content_interception", "serious_offences_only", False, "s. 73(2): four purposes"),
    ("gha", "offences.personal_data_processing", "max_prison_months", 60, "Act 843 s. 89: sale"),
    ("phl", "offences.personal_data_processing", "max_prison_months", 84, "RA 10173 s. 28: sensitive data"),
    ("chl", "liability.legal_persons", "covers_attacks", True, "Ley 21.595 art. 2 number 20"),
    ("chl", "liability.participation", "instigator", True, "Código Penal art. 15"),
    ("chl", "penalties.legal_persons", "winding_up", True, "Ley 20.393 art. 8"),
    ("chl", "powers.data_retention", "months", 12, "Código Procesal Penal arts 218 ter, 222"),
    ("phl", "cooperation.foreign_preservation", "min_days", 60, "rules of 2015, Rule 5, paragraph d"),
    ("phl", "offences.computer_fraud", "data_manipulation", "unknown", "s. 4(b)(2): suppression is not named"),
    (
        "zwe",
        "powers.content_interception",
        "serious_offences_only",
        False,
        "s. 6(1)(b) and (c): grounds without an offence",
    ),
    ("zwe", "powers.expedited_preservation", "emergency_route", "unknown", "s. 379A(4)(a): needs a warrant already"),
    (
        "gha",
        "cooperation.mla_without_treaty",
        "outcome_and_reasons",
        "unknown",
        "s. 10(1), (2): no reasons for deferral",
    ),
    ("zwe", "safeguards.procedural", "duration_limited", "unknown", "s. 50(3)(a): until executed or cancelled"),
    ("sen", "powers.search_seizure_data", "authoriser", "unknown", "art. 677-39: police officers too"),
    ("sen", "penalties.legal_persons", "exclusion_from_benefits", "unknown", "art. 431-62: public contracts"),
    ("khm", "offences.illegal_access", "security_measure_required", False, "art. 427: access or remaining"),
    ("khm", "liability.attempt", "covers_7", False, "art. 642, not for 626 and 627"),
    ("khm", "jurisdiction.nationals", "covers_nationals", True, "art. 19"),
    ("nga", "cooperation.extradition", "not_refused_as_fiscal", True, "Extradition Act s. 20(3)"),
    ("nga", "powers.expedited_preservation", "specified_data", True, "s. 55(5): nature, origin, destination"),
    ("gha", "offences.sexual_solicitation_of_child", "arranging", "unknown", "s. 65: use of a child's data"),
]


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    library = load_library()
    names = sorted({row[0] for row in READ})
    return {name: load_profile(ROOT / f"examples/profiles/{name}.yaml", library) for name in names}


def answer(profile: Profile, fact: str) -> Answer:
    return profile.facts[fact][-1]


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_the_answer_is_what_the_text_says(profiles: dict[str, Profile], row: tuple[str, str, str, Any, str]) -> None:
    name, fact, feature, value, place = row
    bases = answer(profiles[name], fact).by
    assert value in [basis.features[feature] for basis in bases if feature in basis.features], place


def test_legal_persons_in_cambodia_do_not_answer_for_computer_offences(profiles: dict[str, Profile]) -> None:
    """Article 42 asks for an express rule; the chapter of articles 427 to 432 has none."""
    found = answer(profiles["khm"], "liability.legal_persons")
    assert (found.status, found.by, found.searched) == ("none", (), ("kcc art. 42",))


def test_an_answer_names_the_places_where_its_values_stand(profiles: dict[str, Profile]) -> None:
    law = {
        ("ken", "powers.production_order"): {"cmca.54", "cmca.55", "cmca.57"},  # sanction, remedy, foreign request
        ("ken", "powers.search_seizure_data"): {"cmca.54", "cmca.55", "cmca.61"},
        ("ken", "powers.realtime_traffic"): {"cmca.55", "cmca.63"},
        ("ken", "powers.content_interception"): {"cmca.55", "cmca.64"},
        ("chl", "liability.attempt"): {"cp.7"},
        ("chl", "liability.aiding_abetting"): {"cp.14", "cp.15", "cp.16"},
    }
    for (name, fact), wanted in law.items():
        cited = {each for basis in answer(profiles[name], fact).by for each in basis.of}
        assert wanted <= cited, (name, fact)


def test_law_that_moved_on_has_its_dates(profiles: dict[str, Profile]) -> None:
    chile, philippines = profiles["chl"].provisions, profiles["phl"].provisions
    assert [each.status for each in chile["l21459.21"]] == ["adopted", "in_force", "repealed"]
    assert [str(each.from_) for each in chile["l21719.primero"]] == ["2024-12-13", "2026-12-01"]
    assert [each.status for each in philippines["ra10175.13"]] == ["in_force", "suspended", "in_force"]
    assert [each.status for each in philippines["ra10175.12"]] == ["in_force", "suspended", "struck_down"]


def test_each_declaration_says_what_it_narrows(profiles: dict[str, Profile]) -> None:
    library = load_library()
    for path in sorted((ROOT / "examples/profiles").glob("*.yaml")):
        declared = load_profile(path, library).facts["treaties.budapest"][-1].declarations
        assert [entry.paragraph for entry in (declared.listed if declared else ()) if entry.narrows is None] == [], path


def test_a_reservation_worded_otherwise_than_its_paragraph_allows_matches_none() -> None:
    """Nigeria's under 29(4) does not leave out articles 2 to 11; of its 14(3) and Chile's 9(4) the limits were not read."""
    library = load_library()
    for name, paragraph in (("nga", "29(4)"), ("nga", "14(3)"), ("chl", "9(4)")):
        made = (
            load_profile(ROOT / f"examples/profiles/{name}.yaml", library).facts["treaties.budapest"][-1].reservations
        )
        assert made and not made.complete
        assert next(entry.reaches for entry in made.listed if entry.paragraph == paragraph)[0][0].isalpha()
