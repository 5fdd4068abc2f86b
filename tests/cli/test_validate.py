"""`assess validate --format`: problems as JSON, as workflow commands of GitHub and as SARIF, which other programs read."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

import assess
from assess.cli.main import cli
from assess.formats.problem_texts import problems_text
from assess.problems import Place, Problem, problem

ROOT = Path(__file__).parent.parent.parent
KEN = str(ROOT / "examples/profiles/ken.yaml")
BAD = """schema: profile/v1
country: KEN
as_of: 2026-10-31
facts:
  offences.ilegal_access: none
  institutions.cybercrime_unit: {status: operational}
"""

# what SARIF 2.1.0 asks of what is written here (its own schema has 3,000 lines); names of OASIS, all others refused
_TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": False,
}
_RULE = {
    "type": "object", "required": ["id"], "additionalProperties": False,
    "properties": {"id": {"type": "string"}, "shortDescription": _TEXT, "fullDescription": _TEXT},
}  # fmt: skip
_LOCATION = {
    "type": "object", "required": ["physicalLocation"], "additionalProperties": False,
    "properties": {"physicalLocation": {
        "type": "object", "required": ["artifactLocation"], "additionalProperties": False,
        "properties": {
            "artifactLocation": {
                "type": "object", "additionalProperties": False,
                "properties": {"uri": {"type": "string", "pattern": "^[!#-;=?-Z_a-z~%]+$"}},
            },
            "region": {
                "type": "object", "additionalProperties": False,
                "properties": {"startLine": {"type": "integer", "minimum": 1}, "startColumn": {"type": "integer", "minimum": 1}},
            },
        },
    }},
}  # fmt: skip
_RESULT = {
    "type": "object", "required": ["message"], "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "message": _TEXT,
        "level": {"enum": ["none", "note", "warning", "error"]}, "locations": {"type": "array", "items": _LOCATION},
    },
}  # fmt: skip
SARIF = {
    "type": "object", "required": ["version", "runs"], "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {
            "type": "object", "required": ["tool"], "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object", "required": ["driver"], "additionalProperties": False,
                    "properties": {"driver": {
                        "type": "object", "required": ["name"], "additionalProperties": False,
                        "properties": {
                            "name": {"type": "string"}, "version": {"type": "string"},
                            "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
                        },
                    }},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": _RESULT},
            },
        }},
    },
}  # fmt: skip


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments], standalone_mode=False)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("sub dir").mkdir()
    path = "sub dir/wrong é,100%.yaml"
    Path(path).write_text(BAD, encoding="utf-8")
    return path


def test_json_says_what_the_function_gives(bad: str) -> None:
    done = validate("--format", "json", bad)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["schema"] == "problems/v1"
    expected = assess.validate_files([bad])
    assert len(expected) >= 2
    assert [
        (p["path"], p["line"], p["column"], p["code"], p["message"], p["hint"] or "") for p in found["problems"]
    ] == [(*each.place, each.code, each.message, each.hint) for each in expected]
    assert done.stderr == ""


def test_github_gets_one_command_a_problem(bad: str) -> None:
    lines = validate("--format", "github", bad).stdout.splitlines()
    expected = assess.validate_files([bad])
    assert len(lines) == len(expected)
    for line, fault in zip(lines, expected, strict=True):
        head, _, message = line.removeprefix("::error ").partition("::")
        properties = dict(part.split("=", 1) for part in head.split(","))
        assert properties == {
            "file": "sub dir/wrong é%2C100%25.yaml", "line": str(fault.place.line), "col": str(fault.place.column),
            "title": fault.code,
        }  # fmt: skip
        assert message.startswith(fault.message)


def test_no_text_of_a_file_becomes_a_command_of_its_own() -> None:
    made = problems_text([Problem(Place("a\n::error::x", 1, 1), "empty", "b\r\n::warning::y", "100%")], "github")
    assert made == "::error file=a%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=empty::b%0D%0A::warning::y. 100%25\n"


def test_sarif_is_valid_and_points_at_the_place(bad: str) -> None:
    data = json.loads(validate("--format", "sarif", bad).stdout)
    Draft7Validator.check_schema(SARIF)
    assert list(Draft7Validator(SARIF).iter_errors(data)) == []
    (run,) = data["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    expected = assess.validate_files([bad])
    assert len(run["results"]) == len(expected)
    for result, fault in zip(run["results"], expected, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == fault.code
        assert fault.message in result["message"]["text"]
        where = result["locations"][0]["physicalLocation"]
        assert where["artifactLocation"]["uri"] == "sub%20dir/wrong%20%C3%A9%2C100%25.yaml"
        assert where["region"] == {"startLine": fault.place.line, "startColumn": fault.place.column}


def test_an_absolute_path_is_a_file_address() -> None:
    fault = problem(Place("/a b/c.yaml", 3, 5), "empty", where="x")
    data = json.loads(problems_text([fault], "sarif"))
    assert list(Draft7Validator(SARIF).iter_errors(data)) == []
    place = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///a%20b/c.yaml"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_exit_codes_are_the_same_in_every_form(form: str, bad: str, tmp_path: Path) -> None:
    from tests.cli.test_commands import exit_code

    with pytest.MonkeyPatch.context() as patch:
        assert exit_code("validate", "--format", form, bad, monkeypatch=patch) == 3
        assert exit_code("validate", "--format", form, KEN, monkeypatch=patch) == 0
        assert exit_code("validate", "--format", form, KEN, "-f", "no_such", monkeypatch=patch) == 2
    Path("fw").mkdir()
    Path("fw/framework.yaml").write_text("schema: framework/v1\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:  # the framework to be known is what is wrong
        assert exit_code("validate", "--format", form, KEN, "-f", "fw", monkeypatch=patch) == 3


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_where_there_is_no_problem_there_is_a_whole_document_all_the_same(form: str) -> None:
    done = validate("--format", form, KEN)
    data = json.loads(done.stdout)
    assert (data["problems"] if form == "json" else data["runs"][0]["results"]) == []
    assert "no problem" in done.stderr
