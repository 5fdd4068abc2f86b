"""Profiles written before facts were split or renamed: what is read of them, what is left open, and what the warning says."""

from pathlib import Path
from typing import Any

import pytest

from assess.api import status_warnings, validate_files
from assess.model.catalogue import Catalogue
from assess.reading.library import load_library
from assess.reading.older import RULES, carried_over, warnings
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml

LIBRARY = load_library()
HEAD = """schema: profile/v1
country: KEN
as_of: 2026-01-01
sources: {a: {kind: act, title: An act}}
provisions: {a.1: {status: in_force}, a.2: {status: in_force}}
facts:
"""


def read(facts: str) -> tuple[dict[str, Any], list[str]]:
    document = parse_yaml((HEAD + facts).encode(), "p.yaml")
    old = warnings(document, carried_over(document, LIBRARY.catalogue))
    return document.data["facts"], [f"{one.place.line}:{one.place.column} {one.code}: {one.hint}" for one in old]


CASES = [
    (
        "offences.misuse_of_devices: {by: a.1, features: {tools: true, credentials: true, sale: true, primary_purpose_test: true}}",
        {
            "offences.misuse_of_tools": {
                "by": "a.1",
                "features": {"devices": True, "programs": True, "sale": True, "primary_purpose_test": True},
            },
            "offences.misuse_of_access_data": {"by": "a.1", "features": {"similar_data": True, "sale": True}},
        },
    ),
    (
        "offences.misuse_of_devices: {by: a.1, from: 2020-01-01, features: {tools: true, credentials: false, sale: true}}",
        {
            "offences.misuse_of_tools": {
                "by": "a.1",
                "from": "2020-01-01",
                "features": {"devices": True, "programs": True, "sale": True},
            },
            "offences.misuse_of_access_data": {"status": "unknown", "from": "2020-01-01"},
        },
    ),
    (
        "offences.misuse_of_devices: unknown",
        {"offences.misuse_of_tools": "unknown", "offences.misuse_of_access_data": "unknown"},
    ),
    (
        "powers.production_order: {by: [{of: [a.1], features: {any_data: true}}, {of: [a.2], features: "
        "{subscriber_information: true, provider_offering_services: true, limbs_independent: true, authoriser: police}}]}",
        {
            "powers.production_order": {"by": [{"of": ["a.1"], "features": {"any_data": True}}]},
            "powers.subscriber_information_order": {
                "by": [{"of": ["a.2"], "features": {"provider_offering_services": True, "authoriser": "police"}}]
            },
        },
    ),
    (
        "powers.production_order: {by: a.1, features: {subscriber_information: true}}",
        {"powers.production_order": {"status": "unknown"}, "powers.subscriber_information_order": {"by": "a.1"}},
    ),
    (
        "offences.copyright: {by: a.1, features: {copyright: true, related_rights: false, wilful: true}}",
        {
            "offences.copyright": {"by": "a.1", "features": {"wilful": True}},
            "offences.related_rights": {"status": "unknown"},
        },
    ),
    (
        "penalties.attacks_organised: {by: a.1, features: {max_years: 5, system_interference: true, data_interference: false}}",
        {"penalties.attacks_organised": {"by": "a.1", "features": {"system_max_years": 5, "data_max_years": 0}}},
    ),
    (
        "offences.computer_fraud: {by: a.1, features: {loss_of_property: false}}",
        {
            "offences.computer_fraud": {
                "by": "a.1",
                "features": {"loss_required": False, "any_loss_of_property": "unknown"},
            }
        },
    ),
    (
        "cooperation.extradition: {by: a.1, features: {nationality_bar: false}}",
        {"cooperation.extradition": {"by": "a.1", "features": {"nationality_ground": "unknown"}}},
    ),
    (
        "cooperation.mla_without_treaty: {by: a.1, features: {refusal_limited_to_treaty_grounds: false}}",
        {"cooperation.mla_without_treaty": {"by": "a.1"}},
    ),
    (
        "powers.expedited_preservation: {by: a.1, features: {self_held_or_by_search: true}}",
        {"powers.expedited_preservation": {"by": "a.1", "features": {"by_order": False}}},
    ),
]


@pytest.mark.parametrize(("old", "new"), CASES, ids=[old.partition(":")[0] for old, _ in CASES])
def test_what_is_read_of_an_old_answer(old: str, new: dict[str, Any]) -> None:
    facts, warnings = read(f"  {old}\n")
    assert facts == new
    assert warnings
    assert all("older-name" in warning for warning in warnings)
    made, problems = read_profile(parse_yaml((HEAD + f"  {old}\n").encode(), "p.yaml"), LIBRARY.catalogue)
    assert problems == []
    assert made is not None
    assert set(made.facts) == set(new)


def test_dated_entries_are_carried_over_one_by_one() -> None:
    facts, _ = read(
        "  offences.computer_fraud:\n"
        "    - {by: a.1, until: 2020-01-01, features: {loss_of_property: true}}\n"
        "    - {by: a.2, from: 2020-01-01, features: {dishonest_intent: true}}\n"
    )
    first, second = facts["offences.computer_fraud"]
    assert first["features"] == {"loss_required": True, "any_loss_of_property": True}
    assert second["features"] == {
        "dishonest_intent": True,
        "loss_required": "unknown",
        "any_loss_of_property": "unknown",
    }


def test_an_answer_under_the_new_name_stands() -> None:
    facts, _ = read(
        "  offences.misuse_of_tools: unknown\n  offences.misuse_of_devices: {by: a.1, features: {tools: true}}\n"
    )
    assert facts["offences.misuse_of_tools"] == "unknown"
    assert "offences.misuse_of_devices" not in facts


def test_the_warning_has_the_place_and_says_what_to_write() -> None:
    _, warnings = read("  offences.computer_fraud:\n    by: a.1\n    features:\n      loss_of_property: true\n")
    assert warnings == [
        "10:7 older-name: write loss_required; and any_loss_of_property, whether causing such a loss is covered"
    ]


def test_nothing_is_renamed_under_a_catalogue_that_knows_the_names() -> None:
    text = HEAD + "  powers.production_order: {by: a.1, features: {subscriber_information: true}}\n"
    document = parse_yaml(text.encode(), "p.yaml")
    assert carried_over(document, Catalogue([])) == []
    assert document.data == parse_yaml(text.encode(), "p.yaml").data


def test_every_retired_name_has_a_rule_and_the_rest_of_the_world_is_let_be(tmp_path: Path) -> None:
    facts = LIBRARY.catalogue.facts
    retired = {*facts.retired, *(name for name, fact in facts.items() if fact.retired)}
    assert retired == set(RULES)
    assert all(new in facts for rules in RULES.values() for new in rules)
    (tmp_path / "p.yaml").write_text(
        f"{HEAD}  offences.misuse_of_devices: [1, {{by: {{}}}}, {{by: [a.1, 3, {{features: 3}}]}}]\n"
    )
    assert "unknown-fact" not in {one.code for one in validate_files([tmp_path / "p.yaml"])}
    assert "older-name" in {one.code for one in status_warnings([tmp_path / "p.yaml"])}


def test_a_mistake_under_an_old_name_has_its_own_place() -> None:
    text = (
        HEAD
        + """  offences.misuse_of_devices:
    by:
      - of: [a.1]
        features:
          tools: true
          salle: true
"""
    )
    _, problems = read_profile(parse_yaml(text.encode(), "p.yaml"), LIBRARY.catalogue)
    assert [(fault.place.line, fault.place.column, fault.code, fault.hint) for fault in problems] == [
        (12, 11, "unknown-feature", "did you mean sale?")
    ]
