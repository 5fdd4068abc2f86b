"""Reading frameworks from folders and from documents: which files belong to them, and what is reported about others."""

import json
from pathlib import Path
from typing import Any

import pytest

from assess.model.base import MOST, text_in
from assess.problems import InvalidInput, UsageError
from assess.reading.library import (
    MAX_FOLDER,
    framework_folder,
    framework_folders,
    load_cases,
    load_library,
    read_library,
)
from assess.reading.to_model import at, dotted, found, kept_steps, model_or_problems, wrong_schema
from assess.reading.yamlfile import parse_yaml
from tests.reading import checks

HEAD = {"schema": "framework/v1", "id": "own", "title": "F", "version": "1", "source": {"title": "S"}, "domains": ["d"]}
TOPIC = {
    "schema": "catalogue/v1",
    "topic": "own",
    "title": "T",
    "facts": {"a": {"kind": "yes_no", "title": "A", "question": "Q?"}},
}
ELEMENT = {"id": "e0", "says": "S", "holds": "own.a"}
DOMAIN = {
    "domain": "d",
    "title": "D",
    "criteria": [{"id": "c1", "title": "C", "question": "Q?", "elements": [ELEMENT]}],
}
CASES = {"schema": "cases/v1", "cases": [{"name": "N", "facts": {"own.a": True}, "expect": {"c1": "met"}}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "own"
    write(made / "framework.yaml", HEAD)
    write(made / "d.yaml", DOMAIN)
    write(made / "facts" / "own.yaml", TOPIC)
    return made


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")


def refused(folder: Path, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as fault:
        load_library([folder], **more)
    return [(Path(one.place.path).name, one.code) for one in fault.value.problems]


def test_a_framework_of_ones_own_with_its_facts(folder: Path) -> None:
    write(folder / "profile.yaml", {"schema": "profile/v1"})  # may lie there, and is no part of it
    made = load_library([folder])
    (framework,) = made.frameworks
    assert (framework.id, [d.domain for d in framework.domains], list(framework.criteria)) == ("own", ["d"], ["c1"])
    assert made.catalogue.facts["own.a"].title == "A"
    names = {name for name in made.files if not name.startswith("facts/")}
    assert names == {"frameworks/own/framework.yaml", "frameworks/own/d.yaml", "frameworks/own/facts/own.yaml"}
    again = read_library(made.files, ["own"], "x.pdf")
    assert again.frameworks[0].hash == framework.hash
    assert (again.files, list(again.catalogue.facts)) == (made.files, list(made.catalogue.facts))


def test_the_digest_of_a_framework_changes_with_its_files_only(folder: Path) -> None:
    first = load_library([folder]).frameworks[0].hash
    write(folder / "profile.yaml", {"schema": "profile/v1"})
    assert load_library([folder]).frameworks[0].hash == first
    write(folder / "d.yaml", {**DOMAIN, "title": "Other"})
    assert load_library([folder]).frameworks[0].hash != first


def test_frameworks_are_named_by_id_or_folder(folder: Path, tmp_path: Path) -> None:
    known = framework_folders([tmp_path])
    assert known["own"] == folder
    assert "budapest" in framework_folders()
    assert "own" not in framework_folders()
    assert framework_folder("own", known) == folder
    assert framework_folder(folder, {}) == folder
    with pytest.raises(UsageError, match=r"^there is no framework 'onw'; did you mean own\?$"):
        framework_folder("onw", {"own": folder})
    with pytest.raises(UsageError, match=r"^there is no framework 'zzzzzzzz'; known frameworks: a, b$"):
        framework_folder("zzzzzzzz", {"b": folder, "a": folder})
    with pytest.raises(UsageError, match="no_folder is not a folder"):
        framework_folders([tmp_path / "no_folder"])
    assert [f.id for f in load_library(["own"], [tmp_path]).frameworks] == ["own"]
    assert len(load_library([folder, folder]).frameworks) == 1


def test_two_frameworks_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other" / "framework.yaml", HEAD)
    write(tmp_path / "other" / "d.yaml", DOMAIN)
    with pytest.raises(UsageError, match="two frameworks have the id own"):
        load_library([folder, tmp_path / "other"])


def test_what_is_wrong_in_a_folder(folder: Path) -> None:
    write(folder / "framework.yaml", {**HEAD, "domains": ["d", "gone", "../x"]})
    assert sorted(refused(folder)) == [("framework.yaml", "bad-id"), ("framework.yaml", "missing-domain")]
    write(folder / "framework.yaml", HEAD)
    write(folder / "extra.yaml", {"domain": "extra"})
    assert refused(folder) == [("extra.yaml", "unknown-domain")]
    (folder / "extra.yaml").unlink()
    write(folder / "d.yaml", "a: [")
    assert refused(folder) == [("d.yaml", "yaml-syntax")]
    write(folder / "framework.yaml", "a: [")
    assert refused(folder) == [("framework.yaml", "yaml-syntax")]
    write(folder / "framework.yaml", {**HEAD, "schema": "profile/v1"})
    assert refused(folder) == [("framework.yaml", "wrong-schema")]
    write(folder / "facts" / "own.yaml", {**TOPIC, "schema": "cases/v1"})
    assert ("own.yaml", "wrong-schema") in refused(folder)


def test_a_head_that_is_not_carried_is_not_found() -> None:
    with pytest.raises(InvalidInput) as fault:
        read_library({}, ["own"], "x.pdf")
    assert [str(one.place) + one.code for one in fault.value.problems] == [
        "x.pdf/frameworks/own/framework.yaml:1:1file-not-found"
    ]


def test_texts_are_read_in_a_language(folder: Path) -> None:
    write(folder / "translations" / "fr" / "d.yaml", {"schema": "translation/v1", "texts": {"D": "Domaine"}})
    made = load_library([folder], language="en")
    assert text_in(made.frameworks[0].domains[0].title, "fr") == "D"


def test_worked_cases(folder: Path) -> None:
    library = load_library([folder])
    (framework,) = library.frameworks
    assert load_cases(framework, folder, library.catalogue) == []
    write(folder / "cases" / "b.yaml", CASES)
    write(folder / "cases" / "a.yaml", CASES)
    found_cases = load_cases(framework, folder, library.catalogue)
    assert [(name, case.name, case.expect) for name, case in found_cases] == [
        (n, "N", {"c1": "met"}) for n in ("a.yaml", "b.yaml")
    ]
    for text, codes in [
        ({**CASES, "schema": "profile/v1"}, ["wrong-schema"]), ("a: [", ["yaml-syntax"]),
        ({"schema": "cases/v1", "cases": [{"name": "N", "expect": {"c9": "met"}}]}, ["unknown-criterion"]),
        ({"schema": "cases/v1"}, ["missing-key"]),
    ]:  # fmt: skip
        write(folder / "cases" / "a.yaml", text)
        with pytest.raises(InvalidInput) as fault:
            load_cases(framework, folder, library.catalogue)
        assert [one.code for one in fault.value.problems] == codes


def test_all_cases_of_a_framework_have_a_limit_together(folder: Path) -> None:
    library = load_library([folder])
    (framework,) = library.frameworks
    (folder / "cases").mkdir()
    for name in "abc":
        text = json.dumps(CASES) + "\n#" + "#" * (MAX_FOLDER // 3 - 200)
        (folder / "cases" / f"{name}.yaml").write_text(text)
    assert len(load_cases(framework, folder, library.catalogue)) == 3
    (folder / "cases" / "d.yaml").write_text("#" * 1_000)
    with pytest.raises(InvalidInput) as fault:
        load_cases(framework, folder, library.catalogue)
    assert [str(one).partition("\n")[0].rpartition("/")[2] for one in fault.value.problems] == [
        "d.yaml:1:1: folder-too-large: with this file, the YAML files of the folder exceed 4 MB"
    ]


def test_all_domains_of_a_framework_have_a_limit_together(folder: Path) -> None:
    one = DOMAIN["criteria"][0]
    names = [f"d{i}" for i in range(5)]
    (folder / "d.yaml").unlink()
    write(folder / "framework.yaml", {**HEAD, "domains": names})
    for name in names:
        criteria = [{**one, "id": f"{name}_{i}"} for i in range(1_000)]
        write(folder / f"{name}.yaml", {**DOMAIN, "domain": name, "criteria": criteria})
    assert len(load_library([folder]).frameworks[0].criteria) == MOST["all_criteria"] == 5_000
    write(folder / "framework.yaml", {**HEAD, "domains": [*names, "e"]})
    write(folder / "e.yaml", {**DOMAIN, "domain": "e", "criteria": [{**one, "id": "e"}]})
    with pytest.raises(InvalidInput) as fault:
        load_library([folder])
    told = [str(one).partition("\n")[0].rpartition("/")[2] for one in fault.value.problems]
    assert told == [
        "framework.yaml:1:108: too-many-entries: criteria of all domains: there are more than 5,000 entries"
    ]


# What turns errors into problems


def test_values_as_a_reader_would_say_them() -> None:
    assert [found(v) for v in (None, True, False, {}, [], 3, 0.5, "a")] == [
        "nothing", "true", "false", "a mapping", "a list", "3", "0.5", '"a"',
    ]  # fmt: skip
    assert found("x" * 58) == '"' + "x" * 58 + '"'
    assert found("x" * 59) == '"' + "x" * 55 + '..."'


def test_places_in_words() -> None:
    data = {"facts": {"t.a": [{"by": "x"}]}}
    assert (dotted(()), dotted(("facts", "t.a", 0, "by"))) == ("the file", "facts.t.a[0].by")
    assert kept_steps(data, ("facts", "t.a", "union", 0, "by", 0)) == ("facts", "t.a", 0, "by")
    assert kept_steps(data, ("facts", "t.a", 1)) == ("facts", "t.a")
    assert at(data, ("facts", "t.a", 0)) == {"by": "x"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"schema": "profile/v1"}, None),
        (
            [],
            ("wrong-type", "the file: expected a mapping (key: value), found a list", "begin with schema: profile/v1"),
        ),
        ({}, ("missing-key", "the file: schema is missing", "write schema: profile/v1")),
        ({"schema": "cases/v1"}, ("wrong-schema", None, "this is a cases file; a profile is needed here")),
        ({"schema": "profile/v2"}, ("wrong-schema", None, "write schema: profile/v1")),
    ],
)
def test_a_file_of_another_kind(data: Any, said: Any) -> None:
    fault = wrong_schema(checks.document(data), "profile/v1")
    assert (fault is None) == (said is None)
    if fault:
        assert (fault.code, fault.hint) == (said[0], said[2])
        assert said[1] in (None, fault.message)


def test_of_several_problems_at_one_place_the_first_stays_and_of_the_same_the_one_that_knows_more() -> None:
    report = checks.Report(parse_yaml(b"a: 1\nb: 2\n", "x.yaml"))
    report.add(("a",), "unknown-word", "", value="1", expected="x")
    report.add(("a",), "unknown-fact", "other", name="1")
    report.add(("a",), "unknown-word", "did you mean x?", value="1", expected="x")
    report.add(("b",), "missing-key", "", name="k")
    report.add(("b",), "missing-key", "", name="l")
    model, kept = model_or_problems("model", report.problems[:2], report.problems[2:])
    assert model is None
    assert [(one.code, one.hint) for one in kept] == [
        ("unknown-word", "did you mean x?"), ("missing-key", ""), ("missing-key", ""),
    ]  # fmt: skip
    assert model_or_problems("model", [], []) == ("model", [])
