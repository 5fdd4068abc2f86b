"""Frameworks about two States: what is read, and what is said of faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from assess.model.condition import Group, Leaf, parse_condition
from assess.problems import InvalidInput, UsageError
from assess.reading.library import framework_folders, load_library
from assess.reading.pairs import load_pairs, read_pairs
from assess.reading.yamlfile import parse_yaml
from assess.resources import data_dir
from tests.pairs.build import SAMPLE, catalogue, framework_files, step

FACTS = catalogue({"law": {"kind": "provision"}})
LAW = "requested.t.law"


def faults(stage: dict[str, Any], **head: Any) -> list[str]:
    made, problems = read_pairs(Path("f"), framework_files(stage, **head), FACTS)
    assert (made is None) == bool(problems)
    return [f"{each.code}: {each.message} | {each.hint}" for each in problems]


def test_the_sample_is_read() -> None:
    found = load_pairs(SAMPLE).framework
    assert [*found.steps] == ["preservation", "stored_data", "extradition"]
    assert found.steps["extradition"][1].day == ("request", "decision")
    assert found.steps["preservation"][1].conditions[0].use == "dual_criminality"


def test_what_is_in_force_between_two_is_asked_of_both() -> None:
    node, wrong = parse_condition({"in_force_between": "budapest"}, pair=True)
    assert not wrong
    assert isinstance(node, Group)
    assert [child.fact for child in node.children if isinstance(child, Leaf)] == [
        "requesting.treaties.budapest",
        "requested.treaties.budapest",
        "treaty.budapest",
    ]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("t.law", "begin with the State that is meant: requesting.t.law or requested.t.law"),
        ({"agreement": "trade"}, "write one of: mla, extradition, police, data_protection"),
        ({"in_force_between": ["budapest"]}, "write the id of a treaty"),
        ({"some": [LAW]}, "write all, any, not, at_least, in_force_between or agreement"),
    ],
)
def test_a_condition_that_is_none(condition: Any, said: str) -> None:
    (fault,) = faults({"steps": [step(condition)]})
    assert fault.startswith("bad-condition")
    assert said in fault


def test_of_one_state_nothing_is_asked_between_two() -> None:
    assert parse_condition({"in_force_between": "budapest"})[1]
    assert parse_condition("requested.t.law.x")[1]


def test_names_are_checked_with_their_state() -> None:
    found = faults({"steps": [step("requested.t.lax", {"in_force_between": "budapst"}, shows=["requested.t.law.x"])]})
    assert any("requested.t.lax" in each for each in found)
    assert any("treaties.budapst" in each and each.endswith("did you mean budapest?") for each in found)
    assert any(each.startswith("unknown-feature") for each in found)


def test_ids_are_used_once() -> None:
    twice = {"id": "c", "title": "T", "says": "S"}
    assert [each.partition(":")[0] for each in faults({"conditions": [twice, twice], "steps": [step(LAW)]})] == [
        "duplicate-id"
    ]
    assert [each.partition(":")[0] for each in faults({"steps": [step(LAW), step(LAW)]})] == ["duplicate-id"]


def test_a_stage_without_its_file() -> None:
    (fault,) = faults({"steps": [step(LAW)]}, stages=["s", "t"])
    assert fault.startswith("missing-domain")


def test_a_framework_about_two_is_not_read_about_one() -> None:
    assert "bilateral" in framework_folders(subject="pair")
    assert "bilateral" not in framework_folders()
    for name in ("bilateral", SAMPLE, str(SAMPLE)):
        with pytest.raises(UsageError, match="about two States; use assess bilateral"):
            load_library([name])


@pytest.mark.parametrize("name", ["cooperation", data_dir("frameworks") / "budapest", "bilaterl"])
def test_a_framework_about_one_is_not_read_about_two(name: Any) -> None:
    with pytest.raises(UsageError, match="bilateral"):
        load_pairs(name)


def test_everything_that_is_wrong_is_told_with_its_place(tmp_path: Path) -> None:
    for name, raw in framework_files({"steps": [step("x"), {"id": "y"}]}).items():
        (tmp_path / Path(name).name).write_bytes(raw)
    with pytest.raises(InvalidInput) as fault:
        load_pairs(tmp_path)
    codes = {each.code for each in fault.value.problems}
    assert codes == {"bad-condition", "missing-key"}
    assert all(each.place.path.endswith("s.yaml") and each.place.column > 1 for each in fault.value.problems)


def test_a_list_of_agreements_that_was_read_in_full_names_its_source() -> None:
    from assess.reading.profiles import read_profile

    raw = {"schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01", "agreements_searched": ["nowhere"]}
    _, problems = read_profile(parse_yaml(json.dumps(raw).encode(), "p.yaml"), FACTS)
    assert [each.code for each in problems] == ["unknown-source"]


def test_editors_take_what_is_shipped() -> None:
    import jsonschema

    from assess.reading.yamlfile import read_yaml

    schemas = data_dir("frameworks") / "schema"
    for folder in (data_dir("frameworks") / "bilateral", SAMPLE):
        for path in sorted(folder.glob("*.yaml")):
            kind = "pair" if path.name == "framework.yaml" else "stage"
            schema = json.loads((schemas / f"{kind}.v1.json").read_text(encoding="utf-8"))
            assert [
                fault.message for fault in jsonschema.Draft7Validator(schema).iter_errors(read_yaml(path).data)
            ] == [], path
