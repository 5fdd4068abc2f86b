"""What a law may spread over sections: the catalogue, the page that gives the reasons, and what is shipped."""

import re
from pathlib import Path

import pytest
import yaml

from assess.engine.own_place import answers
from assess.model.results import Truth
from tests.oracle import adapter, shipped

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/spread.md").read_text(encoding="utf-8")


def marked() -> set[str]:
    """Every feature that is marked, under the set or the fact that declares it."""
    found = set()
    for path in sorted((ROOT / "frameworks/facts").glob("*.yaml")):
        topic = yaml.safe_load(path.read_text(encoding="utf-8"))
        sets = {**(topic.get("feature_sets") or {}), **{n: f.get("features") or {} for n, f in topic["facts"].items()}}
        found |= {
            f"{topic['topic']}.{owner}: {name}"
            for owner, features in sets.items()
            for name, feature in features.items()
            if feature.get("spread")
        }
    return found


def test_every_feature_that_is_spread_has_its_reason_on_the_page() -> None:
    listed = re.findall(r"^- `([\w.]+)`: ((?:.|\n(?!\n|-|#))*)", PAGE, re.MULTILINE)
    named = [f"{owner}: {name.strip()}" for owner, names in listed for name in names.replace("\n", " ").split(",")]
    assert len(named) == len(set(named)), "a feature has one reason"
    assert set(named) == marked()


def element(country: str, framework: str, criterion: str, name: str) -> "adapter.ElementResult":
    path = next(path for path in shipped.PROFILES if path.stem == country)
    found = adapter.assess(adapter.shipped_profile(path), adapter.shipped(framework))
    finding = next(one for one in found.findings if one.criterion.id == criterion)
    return next(one for one in finding.elements if one.element.id == name)


@pytest.mark.parametrize("country", ["cri", "lka"])
@pytest.mark.parametrize(
    ("framework", "criterion", "name"),
    [
        ("budapest_protocol_2", "art13", "limits"),
        ("cooperation", "conditions_and_safeguards", "scope_and_duration"),
        ("un_convention", "art24", "limits"),
    ],
)
def test_limits_that_two_sections_give_hold_together(country: str, framework: str, criterion: str, name: str) -> None:
    found = element(country, framework, criterion, name)
    assert found.truth is Truth.TRUE
    (state,) = answers(found)
    gives = [{n for n in ("scope_limited", "duration_limited") if b.features.get(n) is True} for b in state.bases]
    assert sorted(map(sorted, gives)) == [["duration_limited"], ["scope_limited"]], "each place gives one of them"
