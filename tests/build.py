"""Small catalogues, frameworks and profiles for tests, through the real loader."""

import json
from pathlib import Path
from typing import Any

from assess.engine.assessment import Prepared, absent, prepare
from assess.engine.worked_cases import short_state
from assess.model.profile import Profile
from assess.model.results import FactState
from assess.problems import InvalidInput
from assess.reading.library import Library, read_catalogue, read_framework
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml


def library(
    facts: dict[str, Any],
    criteria: list[dict[str, Any]] | dict[str, Any],
    *,
    others: dict[str, dict[str, Any]] | None = None,
    **head: Any,
) -> Library:
    """A library with the topic `t` and one framework `f`; JSON is YAML, so it goes through the real reader.

    `others` has facts of other topics, by topic.

    `criteria` is a list (one domain `d`) or a mapping of domain ids to domain files.
    """
    topics = {
        f"{name}.yaml": json.dumps(
            {"schema": "catalogue/v1", "topic": name, "title": "T", "facts": {k: _fact(v) for k, v in own.items()}},
            ensure_ascii=False,
        ).encode()
        for name, own in {"t": facts, **(others or {})}.items()
    }
    catalogue, problems = read_catalogue([parse_yaml(raw, path) for path, raw in topics.items()])
    domains = criteria if isinstance(criteria, dict) else {"d": {"criteria": criteria}}
    listed = [
        name if "criteria" in body else {"domain": name, "title": name.upper(), **body}
        for name, body in domains.items()
    ]
    files = {
        "f/framework.yaml": {
            "schema": "framework/v1", "id": "f", "title": "F", "version": "1", "source": {"title": "S"}, "domains": listed, **head,
        },
        **{
            f"f/{name}.yaml": {"domain": name, "title": name.upper(), **body}
            for name, body in domains.items()
            if "criteria" in body
        },
    }  # fmt: skip
    raw = {path: json.dumps(_criteria(content), ensure_ascii=False).encode() for path, content in files.items()}
    framework, faults = read_framework(Path("f"), raw, catalogue)
    if problems or faults or framework is None:
        raise InvalidInput([*problems, *faults])
    carried = {f"frameworks/{path}": content for path, content in raw.items()}
    return Library(catalogue, (framework,), {f"facts/{path}": raw for path, raw in topics.items()} | carried)


def _fact(fact: Any) -> Any:
    base = {"kind": fact} if isinstance(fact, str) else fact
    return {"title": "T", "question": "Q?", **({"unit": "u"} if base["kind"] == "number" else {}), **base}


def _criteria(content: dict[str, Any]) -> dict[str, Any]:
    if "criteria" not in content:
        return content
    return {**content, "criteria": [{"title": "C", "question": "Q?", **criterion} for criterion in content["criteria"]]}


def elements(*conditions: Any, **extra: Any) -> list[dict[str, Any]]:
    """Elements e0, e1 ... with these conditions."""
    return [{"id": f"e{i}", "says": "S", "holds": holds, **extra} for i, holds in enumerate(conditions)]


def rules(made: Library) -> Prepared:
    """The framework, prepared."""
    return prepare(made.frameworks[0], made.catalogue)


def states(made: Prepared, values: dict[str, Any]) -> dict[str, FactState]:
    """States of facts in the short form of cases; those not named are absent."""
    found = absent(made.base.facts)
    for name, value in values.items():
        if name in found:
            found[name] = short_state(name, found[name].fact, value)
    return found


def profile(made: Library, text: str) -> Profile:
    """A profile from YAML text; its schema, country and date are given."""
    head = "" if "country:" in text else "schema: profile/v1\ncountry: KEN\nas_of: 2026-01-01\n"
    found, problems = read_profile(parse_yaml((head + text).encode(), "p.yaml"), made.catalogue)
    if found is None:
        raise InvalidInput(problems)
    return found
