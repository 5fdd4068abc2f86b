"""Everything that is shipped: loads, its cases pass, schemas and generated pages are up to date, statements are answered."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest

from assess.engine.assessment import prepare
from assess.engine.worked_cases import run_case, undecided
from assess.model.framework import Case
from assess.reading.json_schema import schemas
from assess.reading.library import framework_folders, load_cases, load_library
from assess.reading.profiles import load_profile
from assess.reading.yamlfile import read_yaml
from assess.run.validate import validate
from docs.generate import answers, coverage

ROOT = Path(__file__).parent.parent.parent
FOLDERS = framework_folders()
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
CASES = [
    pytest.param(name, case, id=f"{name}-{i}")
    for name, folder in FOLDERS.items()
    for library in [load_library([name])]
    for i, (_, case) in enumerate(load_cases(library.frameworks[0], folder, library.catalogue))
]


@pytest.fixture(scope="module")
def prepared() -> dict[str, object]:
    library = load_library(sorted(FOLDERS))
    return {framework.id: prepare(framework, library.catalogue) for framework in library.frameworks}


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name: str, case: Case, prepared: dict[str, object]) -> None:
    wrong, _ = run_case(case, prepared[name])  # type: ignore[arg-type]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_cases_meet_each_criterion_and_fall_short_of_it_and_decide_each_element(name: str) -> None:
    library = load_library([name])
    framework = library.frameworks[0]
    cases = load_cases(framework, FOLDERS[name], library.catalogue)
    expected: dict[str, set[str]] = {criterion: set() for criterion in framework.criteria}
    for _, case in cases:
        for criterion, rating in case.expect.items():
            expected[criterion].add(rating)
    assert [c for c, ratings in expected.items() if "met" not in ratings or len(ratings) < 2] == []
    assert undecided(cases, prepare(framework, library.catalogue)) == []


@pytest.mark.parametrize("path", [FOLDERS[name] for name in sorted(FOLDERS)] + PROFILES, ids=lambda p: p.stem)
def test_no_problem(path: Path) -> None:
    assert validate([path], load_library()) == []


def test_every_statement_of_the_source_document_is_answered_or_background() -> None:
    (framework,) = load_library(["cooperation"]).frameworks
    drawn = {statement for _, criterion in framework.criteria.values() for statement in criterion.drawn_from}
    assert drawn | set(framework.head.background) == {f"S{i}" for i in range(1, 44)}
    assert not drawn & set(framework.head.background)


def test_criteria_of_the_core_framework_are_complete() -> None:
    (framework,) = load_library(["cooperation"]).frameworks
    assert len(framework.domains) == 9
    assert 50 <= len(framework.criteria) <= 70
    for _, criterion in framework.criteria.values():
        assert criterion.cites, criterion.id
        assert criterion.drawn_from, criterion.id
        assert criterion.recommendation, criterion.id
        assert criterion.elements or criterion.measure, criterion.id
        assert criterion.question, criterion.id


def test_schemas_are_up_to_date_and_every_shipped_file_fits() -> None:
    made = schemas(load_library().catalogue)
    for name, schema in made.items():
        assert json.loads((ROOT / "frameworks/schema" / name).read_text(encoding="utf-8")) == json.loads(
            json.dumps(schema)
        ), name
    heads = [path for folder in FOLDERS.values() for path in [folder / "framework.yaml"]]
    domains = [p for folder in FOLDERS.values() for p in folder.glob("*.yaml") if p.name != "framework.yaml"]
    cases = [p for folder in FOLDERS.values() for p in folder.glob("cases/*.yaml")]
    facts = list((ROOT / "frameworks/facts").glob("*.yaml"))
    for name, paths in (
        ("profile", PROFILES),
        ("framework", heads),
        ("domain", domains),
        ("cases", cases),
        ("catalogue", facts),
        ("brand", [ROOT / "examples/house/brand.yaml"]),
    ):
        check = jsonschema.Draft7Validator(made[f"{name}.v1.json"])
        check.check_schema(check.schema)
        for path in paths:
            assert list(check.iter_errors(read_yaml(path).data)) == [], path


def test_the_table_of_coverage_is_up_to_date() -> None:
    assert (ROOT / "docs/coverage.md").read_text(encoding="utf-8") == coverage()


def test_the_answers_to_lawyers_are_up_to_date() -> None:
    assert (ROOT / "docs/answers.md").read_text(encoding="utf-8") == answers()


def test_offences_never_rest_on_treaties_practice_or_cases_alone() -> None:
    for name, fact in load_library().catalogue.facts.items():
        if name.startswith(("offences.", "penalties.")) and fact.kind == "provision":
            assert not {"treaty_direct", "practice_direction", "case_law"} & set(fact.routes or ()), name


# the source in each profile that is the statute of the index, where the index holds the whole statute
INDEXED = {"chl": "l21459", "gha": "act1038", "ken": "cmca", "phl": "ra10175", "sen": "l2008_11", "zwe": "cdpa"}


@pytest.mark.parametrize(("country", "source"), INDEXED.items())
def test_pin_cites_exist_in_the_index_of_statutes(country: str, source: str) -> None:
    index = ROOT.parent / "shared/reference/data/statutes/sections_index.csv"
    if not index.exists():
        pytest.skip("the index of statutes is not part of the project")
    with index.open(encoding="utf-8") as file:
        known = {row["section"] for row in csv.DictReader(file) if row["iso3"] == country.upper()}
    profile = load_profile(ROOT / f"examples/profiles/{country}.yaml", load_library())
    pins = {name.partition(".")[2] for name in profile.provisions if name.startswith(f"{source}.")}
    assert pins
    assert {pin.split("(")[0].split(" as to ")[0] for pin in pins} <= known
