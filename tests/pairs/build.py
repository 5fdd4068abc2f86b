"""Small frameworks about two States, and profiles for them, through the real readers."""

import json
from pathlib import Path
from typing import Any

from assess.engine.pairs import PairRules, prepare_pairs
from assess.model.catalogue import Catalogue
from assess.model.profile import Profile
from assess.problems import InvalidInput
from assess.reading.library import read_catalogue
from assess.reading.pairs import read_pairs
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml

SAMPLE = Path(__file__).parent / "sample"
SOURCES = {"s": {"kind": "act", "title": "S"}, "p": {"kind": "official_page", "title": "P"}}
TREATIES = {name: {"kind": "treaty", "may_not_apply": "R"} for name in ("budapest", "other")}


def catalogue(facts: dict[str, Any], **topics: dict[str, Any]) -> Catalogue:
    """Facts of the topic `t`, two treaties, and other topics."""
    documents = []
    for topic, own in {"t": facts, "treaties": TREATIES, **topics}.items():
        filled = {name: {"title": name, "question": "Q?", **spec} for name, spec in own.items()}
        raw = {"schema": "catalogue/v1", "topic": topic, "title": "T", "facts": filled}
        documents.append(parse_yaml(json.dumps(raw).encode(), f"{topic}.yaml"))
    made, problems = read_catalogue(documents)
    assert not problems, problems
    return made


def framework_files(stage: dict[str, Any], **head: Any) -> dict[str, bytes]:
    """The files of a framework with one stage `s`."""
    top = {
        "schema": "framework/v1", "subject": "pair", "id": "f", "title": "F", "version": "1", "source": {"title": "S"},
        "stages": ["s"], **head,
    }  # fmt: skip
    files = {"f/framework.yaml": top, "f/s.yaml": {"stage": "s", "title": "S", **stage}}
    return {name: json.dumps(content).encode() for name, content in files.items()}


def rules(facts: Catalogue, stage: dict[str, Any], **head: Any) -> PairRules:
    """A framework with one stage, prepared."""
    made, problems = read_pairs(Path("f"), framework_files(stage, **head), facts)
    if made is None:
        raise InvalidInput(problems)
    return prepare_pairs(made, facts)


def step(*routes: Any, name: str = "x", **more: Any) -> dict[str, Any]:
    """A step with these conditions as routes."""
    basis = [{"id": f"r{i}", "kind": "treaty", "says": "B", "holds": holds} for i, holds in enumerate(routes)]
    return {"id": name, "title": "T", "question": "Q?", "basis": basis, **more}


def profile(facts: Catalogue, country: str, answers: dict[str, Any] | None = None, **more: Any) -> Profile:
    """A profile as of 1 January 2026; answers are given a citation where they need one."""
    filled = {name: _cited(answer) for name, answer in (answers or {}).items()}
    raw = {
        "schema": "profile/v1", "country": country, "as_of": "2026-01-01", "sources": SOURCES,
        "provisions": {"s.1": {"status": "in_force"}, "s.2": {"status": "repealed"}, "s.3": {"status": "partly_in_force"}},
        "facts": filled, **more,
    }  # fmt: skip
    made, problems = read_profile(parse_yaml(json.dumps(raw).encode(), f"{country}.yaml"), facts)
    if made is None:
        raise InvalidInput(problems)
    return made


def _cited(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_cited(each) for each in answer]
    if isinstance(answer, str):
        answer = {"status": answer}
    if "by" in answer or answer.get("status") in ("unknown", "withheld"):
        return answer
    return {"cite": ["p"], **({"reason": "R"} if answer.get("status") == "not_applicable" else {}), **answer}
