"""The JSON Schemas for editors accept what the toolkit accepts, and refuse what it refuses because of its shape."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.reading.yamlfile import read_yaml

ROOT = Path(__file__).parent.parent
GOOD = Path(__file__).parent / "trees"
SCHEMAS = {"profile": "p.yaml", "framework": "x/framework.yaml", "domain": "x/law.yaml", "catalogue": "x/facts/t.yaml",
           "cases": "x/cases/law.yaml", "brand": "brand.yaml"}  # fmt: skip


def told(kind: str, data: Any) -> list[str]:
    schema = json.loads((ROOT / f"frameworks/schema/{kind}.v1.json").read_text(encoding="utf-8"))
    return [".".join(map(str, fault.path)) for fault in jsonschema.Draft7Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_editors_take_what_the_reader_takes(kind: str) -> None:
    assert told(kind, read_yaml(GOOD / SCHEMAS[kind]).data) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sources", "a", "date"), "2004-6"), (("sources", "a", "date"), 99), (("sources", "a", "title"), "T" * 501),
        (("as_of",), 2026),
        (("sources", "C.P."), {"kind": "act", "title": "T"}), (("name",), {"French": "Kenya"}),
        (("agreements", 0, "with"), "Kenya"),
        (("agreements",), [{"with": "UGA", "kind": "mla", "title": "T"}] * 1_001),
    ],
)  # fmt: skip
def test_editors_refuse_what_the_reader_refuses(path: tuple[Any, ...], value: Any) -> None:
    data: Any = read_yaml(GOOD / "p.yaml").data
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = value
    assert len(told("profile", data)) == 1


def test_editors_take_the_files_of_a_comparison() -> None:
    assert told("groups", read_yaml(ROOT / "examples/groups.yaml").data) == []
    sets = [
        {"name": "A", "domains": {"d": 2}},
        {"name": "B", "judgements": {"of": ["d", "e"], "table": [[1, 2], ["1/2", 1]]}},
    ]
    weights = {"schema": "weights/v1", "framework": "f", "sets": sets}
    assert told("weights", weights) == []
    assert told("weights", {**weights, "sets": []})
