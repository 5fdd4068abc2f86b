"""Problems in forms that other programs read: JSON, workflow commands of GitHub, SARIF 2.1.0 for code scanning."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Literal
from urllib.parse import quote

from assess.formats.data import to_json
from assess.problem_codes import CODES
from assess.problems import Problem, warning_lines
from assess.resources import VERSION

ProblemFormat = Literal["text", "json", "github", "sarif"]


def problems_text(problems: Sequence[Problem], form: ProblemFormat, warnings: Sequence[Problem] = ()) -> str:
    """All problems in one of the forms, then the warnings; JSON and SARIF are complete documents even if there are none."""
    if form == "json":
        return to_json(as_data(problems, warnings))
    if form == "sarif":
        return to_json(as_sarif(problems, warnings))
    if form == "github":
        lines = [*(_github(each, "error") for each in problems), *(_github(each, "warning") for each in warnings)]
        return "".join(f"{line}\n" for line in lines)
    return "".join(f"{each}\n" for each in [*problems, *warning_lines(warnings)])


def as_data(problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> dict[str, Any]:
    """The problems and the warnings as plain data; lines and columns count from 1."""
    return {
        "schema": "problems/v1",
        "software": f"assess {VERSION}",
        "problems": [_entry(each, "error") for each in problems],
        "warnings": [_entry(each, "warning") for each in warnings],
    }


def _entry(each: Problem, severity: str) -> dict[str, Any]:
    told = {"code": each.code, "severity": severity, "message": each.message, "hint": each.hint or None}
    return {**each.place._asdict(), **told}


def _github(fault: Problem, severity: str) -> str:
    """One workflow command; GitHub shows it beside the line in a pull request."""
    where = {"file": fault.place.path, "line": fault.place.line, "col": fault.place.column, "title": fault.code}
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in where.items()
    )
    return f"::{severity} {properties}::{_escaped(f'{fault.message}. {fault.hint}' if fault.hint else fault.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(problems: Sequence[Problem], warnings: Sequence[Problem] = ()) -> dict[str, Any]:
    """One run of SARIF 2.1.0, with a rule for each code that occurs."""
    codes = sorted({each.code for each in (*problems, *warnings)})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "assess", "version": VERSION, "rules": [_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    *(_result(each, codes, "error") for each in problems),
                    *(_result(each, codes, "warning") for each in warnings),
                ],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    known = CODES.get(code)
    about = {"fullDescription": {"text": known.explanation}} if known else {}
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}, **about}


def _result(fault: Problem, codes: Sequence[str], level: str) -> dict[str, Any]:
    path = PurePath(fault.place.path)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    return {
        "ruleId": fault.code,
        "ruleIndex": codes.index(fault.code),
        "level": level,
        "message": {"text": f"{fault.message}. {fault.hint}" if fault.hint else fault.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": fault.place.line, "startColumn": fault.place.column},
                }
            }
        ],
    }
