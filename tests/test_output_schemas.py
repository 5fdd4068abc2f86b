"""The JSON Schemas of outputs: the outputs of all examples fit them, and wrong ones do not."""

import copy
import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.api import assess_file, compare_files, comparison_document, document, questions_document
from assess.formats.carried import carry
from assess.formats.output_schemas import output_schemas
from assess.reading.library import framework_folders

ROOT = Path(__file__).parent.parent
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
FRAMEWORKS = sorted(framework_folders())


@cache
def check(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads((ROOT / "frameworks/schema" / f"{name}.v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def faults(name: str, data: Any) -> list[str]:
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in check(name).iter_errors(data)]


def manifest(path: Path, frameworks: list[str | Path], **given: Any) -> Any:
    made = {"language": "en", "options": {}, "day": date(2026, 1, 1), "made_with": "weasyprint 70.0"} | given
    files = carry(assess_file(path, frameworks), "[]\n", **made)
    return json.loads(next(content for name, content, _ in files if name == "manifest.json"))


def test_those_shipped_are_what_the_records_give() -> None:
    for name, schema in output_schemas().items():
        assert (ROOT / "frameworks/schema" / name).read_text(encoding="utf-8") == (
            json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        )


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_assessment_fits(path: Path) -> None:
    found = json.loads(document(assess_file(path, FRAMEWORKS), ".json"))
    assert len(found) == len(FRAMEWORKS)
    assert faults("assessment", found) == []


def test_every_list_of_questions_fits() -> None:
    for path in PROFILES[:3]:
        for language in ("en", "fr"):
            results = assess_file(path, ["cooperation", "budapest", "un_convention"], language=language)
            assert faults("questions", json.loads(questions_document(results, ".json", language=language))) == []


def test_other_releases_and_languages_fit() -> None:
    public = document(assess_file(PROFILES[0], release="public"), ".json")
    french = document(assess_file(PROFILES[1], language="fr"), ".json")
    index = document(assess_file(ROOT / "examples/index/profile.yaml", [ROOT / "examples/index"]), ".json")
    for text in (public, french, index):
        assert faults("assessment", json.loads(text)) == []


def test_comparisons_with_all_that_can_be_asked_for_fit() -> None:
    groups = ROOT / "examples/groups.yaml"
    compared = compare_files(PROFILES[:3], ["budapest"], draws=100, rank=True, group_by="organisation", groups=groups)
    found = json.loads(comparison_document(compared, ".json"))
    assert found[0]["draws"]["rows"]
    assert found[0]["groups"]["groups"]
    assert faults("comparison", found) == []


def test_comparisons_fit() -> None:
    found = json.loads(comparison_document(compare_files(PROFILES, FRAMEWORKS), ".json"))
    assert len(found) == len(FRAMEWORKS)
    assert faults("comparison", found) == []


def test_manifests_fit() -> None:
    whole = manifest(PROFILES[0], ["cooperation", "budapest"])
    brand = {"ministry": "Ministry", "logo": "data:image/png;base64,", "draft": True, "language": "fr"}
    options = {"brief": True, "templates": True, "brand": brand}
    for found in (whole, manifest(PROFILES[0], ["cooperation"], options=options, language="fr")):
        assert faults("manifest", found) == []


def keys_of(schema: Any) -> Any:
    """Each record of a schema that lists its keys."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from keys_of(value)
    if isinstance(schema, list):
        for value in schema:
            yield from keys_of(value)


@pytest.mark.parametrize("name", ["assessment", "comparison", "manifest"])
def test_no_record_takes_a_key_that_it_does_not_name(name: str) -> None:
    records = list(keys_of(check(name).schema))
    assert records
    for record in records:
        assert record["additionalProperties"] is False


def without(*keys: str | int) -> Callable[[Any], Any]:
    def change(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        del data[keys[-1]]

    return change


def putting(value: Any, *keys: str | int) -> Callable[[Any], Any]:
    def change(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        data[keys[-1]] = value

    return change


@pytest.mark.parametrize("change", [
    without(0, "findings"), without(0, "findings", 0, "change"), putting("assessment/v2", 0, "schema"), putting(1, 0, "extra"),
    putting("0.5", 0, "findings", 0, "low", "exact"), putting("-1/2", 0, "findings", 0, "low", "exact"),
    putting("1/0", 0, "findings", 0, "low", "exact"), putting("2/5 ", 0, "findings", 0, "low", "exact"),
    putting("good", 0, "findings", 0, "rating"), putting("KE", 0, "country"), putting("soon", 0, "as_of"),
    putting("true", 0, "findings", 0, "elements", 0, "truth"), putting({"op": "xor"}, 0, "findings", 0, "elements", 0, "trace"),
])  # fmt: skip
def test_an_assessment_that_is_none_does_not_fit(change: Callable[[Any], Any]) -> None:
    found = json.loads(document(assess_file(PROFILES[4]), ".json"))
    changed = copy.deepcopy(found)
    change(changed)
    assert faults("assessment", found) == []
    assert faults("assessment", changed)


@pytest.mark.parametrize("change", [
    without("files"), putting("x", "files", "profile.yaml"), putting({"colour": "red"}, "options"), putting("secret", "release"),
    putting([], "frameworks"),
])  # fmt: skip
def test_a_manifest_that_is_none_does_not_fit(change: Callable[[Any], Any]) -> None:
    found = manifest(PROFILES[0], ["cooperation"])
    change(found)
    assert faults("manifest", found)
