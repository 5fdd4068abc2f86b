"""Case files: what they may hold, and what happens to hostile ones."""

import random
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assess.api import validate_files
from assess.model.exercise import Exercise, Roles
from assess.problems import MAX_PROBLEMS, UsageError
from assess.reading.exercises import read_exercise, with_roles
from assess.reading.json_schema import schemas
from assess.reading.yamlfile import parse_yaml
from tests.cases.build import CASES, ROOT, case, catalogue

GOOD: dict[str, str] = {
    "schema": "case/v1",
    "title": "A case",
    "roles": "{suspect_located_in: XAA, victims_in: [XBB]}",
    "offences": "[offences.illegal_access]",
    "dates": "{conduct: {start: 2025-01-10, end: 2025-02-10}, request: 2025-06-02}",
}


def codes(changed: dict[str, str] | None = None, *, without: str = "", more: str = "") -> list[str]:
    body = {key: value for key, value in (GOOD | (changed or {})).items() if key != without}
    text = "".join(f"{key}: {value}\n" for key, value in body.items()) + more
    return [fault.code for fault in read_exercise(parse_yaml(text.encode(), "c.yaml"), catalogue().catalogue)[1]]


def test_the_plain_case_is_read() -> None:
    assert codes() == []


@pytest.mark.parametrize("path", [path for folder in CASES for path in sorted(folder.glob("*.yaml"))], ids=str)
def test_the_shipped_files_are_valid_and_name_no_real_state(path: Path) -> None:
    from assess.words.countries import country_names

    assert validate_files([path]) == []
    text = path.read_text("utf-8")
    real = [
        name for language in ("en", "fr") for name in country_names(language).values() if f" {name} " in f" {text} "
    ]
    assert real == []
    assert "nvented" in text


def test_a_folder_of_a_case_is_checked_as_a_whole(tmp_path: Path) -> None:
    for folder in CASES:
        assert validate_files([folder]) == []
    for path in CASES[0].glob("*.yaml"):
        (tmp_path / path.name).write_text(
            path.read_text("utf-8").replace("invented: true\n", "").replace("roles:", "rolls:"), "utf-8"
        )
    found = {(Path(fault.place.path).name, fault.code) for fault in validate_files([tmp_path])}
    assert found == {
        ("case.yaml", "unknown-key"),
        *((f"{code}.yaml", "invented-state") for code in ("xaa", "xbb", "xcc")),
    }


def test_three_cases_are_shipped_over_three_invented_states() -> None:
    assert [folder.name for folder in CASES] == ["accounts_taken_over", "across_a_border", "ransomware"]


@pytest.mark.parametrize(
    "line",
    [
        "suspect: A. Person", "suspect_name: A. Person", "person: {surname: Person}", "accused: A", "victim: A", "victims: [A]",
        "witnesses: [A]", "e_mail: a@example.org", "email: a", "phone: 1", "ip: 10.0.0.1", "account: 12", "username: a",
        "wallet: x", "birth_date: 2000-01-01", "passport: x", "Victims: [A]", "nom: A", "address: street", "alias: A", "name: A",
    ],
)  # fmt: skip
def test_there_is_no_place_for_a_person(line: str) -> None:
    found = codes(more=f"{line}\n")
    assert found
    assert set(found) == {"no-person"}


def test_nor_within_the_parts_that_there_are() -> None:
    assert codes({"roles": "{victims_in: XBB, suspect: Somebody}"}) == ["no-person"]
    assert codes({"dates": "{conduct: {start: 2025-01-10, by_person: x}, request: 2025-06-02}"}) == ["no-person"]
    assert {"unknown-country", "real-state"} & {*codes({"roles": "{victims_in: A. Person}"})}


def test_a_role_that_is_misspelt_is_no_person() -> None:
    assert codes({"roles": "{victim_in: XBB}"}) == ["unknown-key"]


@pytest.mark.parametrize("code", ["KEN", "GBR", "XKX", "QMA", "ZZZ", "EUU", "XAB"])
def test_a_real_state_has_no_role_in_a_file(code: str) -> None:
    assert codes({"roles": f"{{victims_in: {code}}}"}) == ["real-state"]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"offences": "[]"}, ["empty"]),
        ({"offences": "illegal_access"}, ["unknown-fact"]),
        ({"offences": "offences.ilegal_access"}, ["unknown-fact"]),
        ({"offences": "powers.production_order"}, ["unknown-fact"]),
        ({"offences": "[offences.illegal_access, offences.illegal_access]"}, ["duplicate-id"]),
        ({"offences": "offences.property_offences_extended.extortion"}, []),
        ({"offences": "offences.property_offences_extended.extorsion"}, ["unknown-feature"]),
        ({"offences": "offences.illegal_access.max_prison_months"}, ["unknown-feature"]),
        ({"offences": "offences.illegal_access.security_measure_required"}, ["unknown-feature"]),
        ({"roles": "{victims_in: [XBB, XBB]}"}, ["duplicate-id"]),
        ({"roles": "{victims_in: []}"}, []),
        ({"dates": "{conduct: {start: 2025-01-10}, request: 2024-06-02}"}, ["bad-case"]),
        ({"dates": "{conduct: {start: 2025-01-10, end: 2025-01-09}, request: 2025-06-02}"}, ["bad-case"]),
        ({"dates": "{conduct: {start: 2025-01-10}, request: 2025-06-02, decision: 2025-06-01}"}, ["bad-case"]),
        ({"dates": "{conduct: {start: 2025-01-10}, measure: 2025-01-09, request: 2025-06-02}"}, ["bad-case"]),
        ({"dates": "{conduct: {start: 1950-01-10, end: 2025-01-01}, request: 2025-06-02}"}, ["bad-case"]),
        ({"dates": "{conduct: {start: 2025-01}, request: 2025-06-02}"}, ["bad-date"]),
        ({"dates": "{conduct: {start: 2025-01-10}}"}, ["missing-key"]),
        ({"schema": "profile/v1"}, ["wrong-schema"]),
    ],
)  # fmt: skip
def test_what_is_refused(changed: dict[str, str], found: list[str]) -> None:
    assert codes(changed) == found


def test_what_has_to_be_there() -> None:
    for key in ("title", "offences", "dates", "schema"):
        assert codes(without=key) == ["missing-key"]
    assert codes(without="roles") == []


def test_many_faults_end_in_good_time() -> None:
    start = time.perf_counter()
    many = "[" + ", ".join(f"offences.x{n}" for n in range(50_000)) + "]"
    assert len(codes({"offences": many})) <= 3 * MAX_PROBLEMS
    people = "{" + ", ".join(f"person{n}_name: x" for n in range(30_000)) + "}"
    assert "too-many-problems" in codes({"roles": people})
    nested = "{a: " * 39 + "x" + "}" * 39
    assert codes(more=f"people: {nested}\n")
    assert time.perf_counter() - start < 20


def test_a_long_conduct_in_a_profile_that_changes_every_day_ends_in_good_time() -> None:
    from datetime import date, timedelta

    from tests.cases.build import profile, reading

    days = [date(1996, 1, 1) + timedelta(days=10 * n) for n in range(50)]
    entries = ", ".join(f"{{status: in_force, from: {a}, until: {a + timedelta(days=5)}}}" for a in days)
    provisions = "\n".join(f"  act.{n}: [{entries}]" for n in range(40))
    bases = ", ".join(f"{{of: [act.{n}]}}" for n in range(40))
    body = f"provisions:\n{provisions}\nfacts:\n  offences.illegal_access: {{by: [{bases}]}}\n"
    start = time.perf_counter()
    dates = "{conduct: {start: 1996-01-01, end: 2025-12-31}, request: 2025-12-31}"
    found = reading(case("{suspect_located_in: XAA}", dates), profile("XAA", body))
    assert len(found.offences[0].claims[0].criminal.pieces) > 50
    assert time.perf_counter() - start < 10


ODD = b"{}[]:,'\"\x00\xff*&!|>-~ 09azA\n\t"


@pytest.mark.parametrize("seed", range(40))
def test_changed_bytes_never_end_in_an_exception(seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray((CASES[seed % 3] / "case.yaml").read_bytes())
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw))
        put = bytes(chance.choice(ODD) for _ in range(chance.randint(0, 4)))
        raw[at : at + chance.choice((0, 1, 3))] = put
    found, problems = read_exercise(parse_yaml(bytes(raw), "c.yaml"), catalogue().catalogue)
    assert found is None or isinstance(found, Exercise)
    assert (found is None) == bool(problems)


def test_the_schema_for_editors_takes_what_the_reader_takes() -> None:
    schema = schemas(catalogue().catalogue)["case.v1.json"]
    check = jsonschema.Draft7Validator(schema)
    for folder in CASES:
        data = yaml.load((folder / "case.yaml").read_text("utf-8"), yaml.BaseLoader)
        assert [fault.message for fault in check.iter_errors(data)] == []
    assert list(check.iter_errors({**data, "suspect": "A. Person"}))
    assert set(schema["definitions"]["Roles"]["properties"]) == set(Roles.__dataclass_fields__)


# Roles from the command line


def test_a_real_state_takes_a_role_in_place_of_what_the_file_says() -> None:
    found, real = with_roles(case("{suspect_located_in: XAA, victims_in: XBB}"), ["victims in=Kenya", "victims_in=GHA"])
    assert found.roles.victims_in == ("KEN", "GHA")
    assert found.roles.suspect_located_in == ("XAA",)
    assert real == {"KEN", "GHA"}


@pytest.mark.parametrize(
    "text", ["victims in", "victims in=", "murderers in=KEN", "victims in=Atlantis", "=KEN", "victims in=\0"]
)
def test_other_roles_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        with_roles(case("{victims_in: XBB}"), [text])


# Profiles of invented States

HEAD = "schema: profile/v1\nas_of: 2026-01-01\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("country: XAA\nname: Azuria\ninvented: true\n", []),
        ("country: XAA\nname: Azuria\n", ["invented-state"]),
        ("country: XKX\nname: Kosovo\n", []),
        ("country: XKX\nname: Azuria\ninvented: true\n", ["invented-state"]),
        ("country: KEN\nname: Azuria\ninvented: true\n", ["invented-state"]),
        ("country: XAA\nname: Kenya\ninvented: true\n", ["invented-state"]),
        ("country: XAA\nname: {en: Azuria, fr: Sénégal}\ninvented: true\n", ["invented-state"]),
        ("country: XAA\nname: Republic of Kenya\ninvented: true\n", ["invented-state"]),
        ("country: XAA\ninvented: true\n", ["missing-key"]),
    ],
)
def test_an_invented_state_says_so_and_is_no_real_one(body: str, found: list[str]) -> None:
    from assess.reading.profiles import read_profile

    assert [
        fault.code for fault in read_profile(parse_yaml((HEAD + body).encode(), "p.yaml"), catalogue().catalogue)[1]
    ] == found


def test_its_name_says_so_wherever_it_is_printed() -> None:
    from assess.api import assess_file, document

    path = ROOT / "examples/cases/ransomware/xaa.yaml"
    assert str(document(assess_file(path), ".txt")).startswith("Azuria (invented State) (XAA)")


def test_the_example_of_a_person_key_list_is_no_word_of_the_format() -> None:
    from assess.reading.exercises import _PERSON

    dates = {"conduct", "start", "end", "request", "measure", "decision"}
    known: set[Any] = {name.rstrip("_") for name in Exercise.__dataclass_fields__} | dates
    assert not [name for name in known if _PERSON.search(name)]


def test_a_new_profile_of_an_invented_state_says_so_itself(tmp_path: Path) -> None:
    from assess.api import empty_profile

    path = tmp_path / "p.yaml"
    path.write_text(empty_profile("XBB", "budapest", name="Belmora"), "utf-8")
    assert "invented: true\n" in path.read_text("utf-8")
    assert validate_files([path]) == []
