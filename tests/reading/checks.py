"""Runs the checks on small documents: code, message and hint, with the text at the place."""

import json
from typing import Any

from assess.model.catalogue import Topic
from assess.model.framework import Domain, FrameworkFile
from assess.model.profile import Profile
from assess.problems import Problem
from assess.reading.check_catalogue import check_catalogue, check_topic
from assess.reading.check_conditions import check_condition
from assess.reading.check_framework import check_cases, check_domain, check_head, check_inline_domains
from assess.reading.check_profile import check_profile
from assess.reading.checking import Report
from assess.reading.to_model import shape
from assess.reading.yamlfile import Document, parse_yaml
from assess.words.countries import country_codes
from tests import build

FLAG = {"type": "flag", "question": "Q?"}
FACTS: dict[str, Any] = {
    "p": {"kind": "provision", "routes": ["dedicated", "general"], "features": {
        "flag": FLAG, "days": {"type": "number", "question": "Q?", "unit": "days", "min": 0, "max": 90},
        "mode": {"type": "choice", "question": "Q?", "words": ["none", "some"]},
        "rank": {"type": "choice", "question": "Q?", "words": ["low", "high"], "ordered": True},
        "fair": {**FLAG, "judgement": True},
    }},
    "t": "treaty",
    "k": {"kind": "capability", "features": {"made": FLAG, "good": {**FLAG, "judgement": True}}},
    "n": {"kind": "number", "unit": "days", "min": 0, "max": 100, "may_not_apply": "No courts."},
    "share": {"kind": "number", "min": 0, "max": 1},
    "c": {"kind": "choice", "words": ["a", "b"]},
    "o": {"kind": "choice", "words": ["a", "b"], "ordered": True},
    "y": "yes_no",
}  # fmt: skip
CATALOGUE = build.library(FACTS, [{"id": "c1", "elements": build.elements("t.p")}]).catalogue


Said = tuple[str, str, str]


def document(data: Any, path: str = "x.yaml") -> Document:
    return parse_yaml(json.dumps(data, ensure_ascii=False).encode(), path)


def said(problems: list[Problem]) -> list[Said]:
    """Each problem as its code, its message and its hint."""
    return [(one.code, one.message, one.hint) for one in problems]


def pointed(problems: list[Problem], data: Any) -> list[str]:
    """The first ten characters of the document at the place of each problem."""
    text = json.dumps(data, ensure_ascii=False)
    return [text[one.place.column - 1 :][:10] for one in problems]


def condition(raw: Any) -> list[Said]:
    report = Report(document({"holds": raw}))
    check_condition(report, ("holds",), raw, CATALOGUE.facts)
    return said(report.problems)


def topic(**data: Any) -> list[Said]:
    return said(check_topic(document(data)))


def catalogue(*files: Any, known: Any = ()) -> list[Said]:
    return said(check_catalogue([document(data, f"{i}.yaml") for i, data in enumerate(files)], known))


def head(**data: Any) -> list[Said]:
    return said(check_head(document(data), CATALOGUE.facts))


def domain(data: Any, framework: Any = None, ids: dict[str, str] | None = None) -> list[Said]:
    known = {"domains": ["d"], **(framework or {})}
    return said(check_domain(document(data, "d.yaml"), CATALOGUE.facts, known, {} if ids is None else ids))


def inline(data: Any, ids: dict[str, str] | None = None) -> list[Said]:
    return said(check_inline_domains(document(data, "framework.yaml"), CATALOGUE.facts, {} if ids is None else ids))


def cases(*given: Any) -> list[Said]:
    return said(check_cases(document({"cases": list(given)}), CATALOGUE.facts, {"c1": {"e0", "e1"}, "c2": {"e0"}}, "f"))


def profile(**data: Any) -> list[Said]:
    return said(check_profile(document({"country": "KEN", **data}), CATALOGUE, country_codes()))


def fact(name: str, answer: Any) -> list[Said]:
    """The problems of one answer, in a profile with the sources A (an act) and W (a page), and the provisions A.1 and A.2."""
    sources = {"A": {"kind": "act"}, "W": {"kind": "official_page"}}
    return profile(sources=sources, provisions={"A.1": {}, "A.2": {}}, facts={name: answer})


MODELS: dict[str, type[Any]] = {"profile": Profile, "framework": FrameworkFile, "domain": Domain, "topic": Topic}


def shaped(kind: str, data: Any) -> list[Said]:
    """The problems of shape of a file of that kind; there is a model exactly if there are none."""
    made, problems = shape(document(data), MODELS[kind], data)
    assert (made is None) == bool(problems)
    return said(problems)
