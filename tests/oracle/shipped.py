"""What is shipped, as plain data: frameworks, the catalogue and profiles as brute force reads them."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FRAMEWORKS = sorted(  # those about one State
    path.parent.name
    for path in (ROOT / "frameworks").glob("*/framework.yaml")
    if "subject: pair" not in path.read_text(encoding="utf-8")
)
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
SEED = int(os.environ.get("ORACLE_SEED", "0"))
SHARE = 1.0 if os.environ.get("ORACLE_WHOLE") else float(os.environ.get("ORACLE_SHARE", "0.001"))
"""Of everything that may be learnt of the shipped profiles, how much a test tries."""


def sampled(name: str) -> str:
    """The name of a test that tries a sample."""
    return f"{name}, {SHARE:.1%} by seed {SEED}"


class _Loader(yaml.SafeLoader):
    """Only `true` and `false` are booleans, and a date is text, as the toolkit reads them."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def load(path: Path) -> Any:
    """A YAML file as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


@cache
def catalogue() -> dict[str, Any]:
    """The facts by their whole names, with the feature sets that they use."""
    found = {}
    for path in sorted((ROOT / "frameworks/facts").glob("*.yaml")):
        topic = load(path)
        sets = topic.get("feature_sets") or {}
        for name, fact in topic["facts"].items():
            features = {key: feature for used in fact.get("uses", ()) for key, feature in sets[used].items()}
            found[f"{topic['topic']}.{name}"] = {**fact, "features": {**features, **(fact.get("features") or {})}}
    return found


@cache
def framework(name: str) -> dict[str, Any]:
    """A framework with its domains in place."""
    folder = ROOT / "frameworks" / name
    head = load(folder / "framework.yaml")
    domains = [load(folder / f"{entry}.yaml") if isinstance(entry, str) else entry for entry in head["domains"]]
    return {**head, "domains": domains}


def criteria(raw: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each criterion as a framework of its own, so that no more is completed than it reads."""
    for domain in raw["domains"]:
        for criterion in domain.get("criteria", ()):
            yield {"treaty": raw.get("treaty"), "domains": [{"domain": "d", "criteria": [criterion]}]}


def paragraphs() -> dict[str, list[str]]:
    """By treaty, the paragraphs under which frameworks let a State reserve or declare something."""
    found: dict[str, set[str]] = {}
    for name in FRAMEWORKS:
        raw = framework(name)
        for domain in raw["domains"]:
            for element in (e for c in domain.get("criteria", ()) for e in c.get("elements", ())):
                named = [element.get("reservable"), (element.get("narrowing") or {}).get("allowed_by")]
                found.setdefault(raw.get("treaty", ""), set()).update(str(one) for one in named if one)
    return {treaty: sorted(named) for treaty, named in found.items() if treaty}
