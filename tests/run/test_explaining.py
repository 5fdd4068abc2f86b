"""`assess explain`: what would turn a finding is tried, what moves with it is evaluated; the sentences, the data and the page."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

import assess
from assess.cli.main import cli
from assess.engine.assessment import Prepared, assess_states, prepare
from assess.engine.change import change_of
from assess.engine.turning import answered, turns
from assess.model.condition import Leaf
from assess.problems import UsageError
from assess.reading.library import framework_folders, load_library

ROOT = Path(__file__).parent.parent.parent
PROFILES = ROOT / "examples/profiles"
PAGE = (ROOT / "docs/explain.md").read_text(encoding="utf-8")


@cache
def library() -> Any:
    return load_library(sorted(framework_folders()))


@cache
def rules() -> dict[str, Prepared]:
    return {each.id: prepare(each, library().catalogue) for each in library().frameworks}


@pytest.mark.parametrize("country", ["ken", "khm"])
def test_the_smallest_change_laid_over_the_answers_meets_each_finding(country: str) -> None:
    """So what moves elsewhere is moved by that change, in every framework."""
    profile = assess.load_profile(PROFILES / f"{country}.yaml", library())
    tried = 0
    for each in assess.assess_profile(profile, library()):
        for finding in each.findings:
            change = change_of(finding)
            lines: dict[str, list[tuple[Leaf, bool]]] = {}
            for step in (*change.reform, *change.confirm) if change else ():
                lines.setdefault(step.state.id, []).append((step.leaf, step.wanted))
            states = {name: answered(each.facts[name], own) for name, own in lines.items()}
            if not states:
                continue
            assert None not in states.values(), finding.criterion.id
            after = assess_states(rules()[each.framework.id], {**each.facts, **states})  # type: ignore[dict-item]
            (met,) = [found for found in after if found.criterion.id == finding.criterion.id]
            assert met.low == 1, (each.framework.id, finding.criterion.id)
            tried += 1
    assert tried > 100


def test_a_turn_is_what_a_profile_with_that_answer_gives() -> None:
    """Features of law with one basis, changed in the profile itself."""
    profile = assess.load_profile(PROFILES / "ken.yaml", library())
    own = load_library(["cooperation"])
    (found,) = assess.assess_profile(profile, own)
    tried = 0
    for finding in found.findings:
        for turn in turns(found, finding, rules()["cooperation"]):
            state, leaf = turn.step.state, turn.step.leaf
            feature = state.fact.features.get(leaf.attribute)
            entries = profile.facts.get(state.id, ())
            if state.fact.kind != "provision" or not feature or feature.type != "flag" or len(entries) != 1:
                continue
            if len(entries[0].by) != 1 or leaf.op != "is" or state.truth is not assess.Truth.TRUE:
                continue
            (basis,) = entries[0].by
            features = {**(basis.features or entries[0].features), leaf.attribute: turn.step.wanted}
            answer = replace(entries[0], by=(replace(basis, features=features),), features={})
            changed = replace(profile, facts={**profile.facts, state.id: (answer,)})
            (after,) = assess.assess_profile(changed, own)
            (then,) = [each for each in after.findings if each.criterion.id == finding.criterion.id]
            assert (then.low, then.high) == (turn.after.low, turn.after.high), (finding.criterion.id, leaf.text)
            tried += 1
            if tried == 60:
                return
    raise AssertionError(tried)


def test_what_is_met_says_what_would_turn_it_and_nothing_to_change() -> None:
    for found in assess.explain_file(PROFILES / "ken.yaml", "illegal_access"):
        assert found.finding.rating is assess.Rating.MET
        assert all(turn.after.low < 1 for turn in found.turns)
        assert found.moved
        assert not any(each.moves for each in found.moved)
        text = assess.explanation_document([found])
        assert "What keeps it from being met" not in text
        assert "What reads the same facts\n" in text


def test_safeguards_are_not_turned() -> None:
    profile = assess.load_profile(PROFILES / "est.yaml", library())
    for each in assess.assess_profile(profile, library())[:4]:
        for finding in each.findings:
            for turn in turns(each, finding, rules()[each.framework.id]):
                feature = turn.step.state.fact.features.get(turn.step.leaf.attribute)
                assert feature is None or not feature.protective


def test_json_fits_its_schema_and_says_what_the_text_says() -> None:
    schema = json.loads((ROOT / "frameworks/schema/explanation.v1.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft7Validator(schema)
    args = ["explain", str(PROFILES / "khm.yaml"), "budapest:art16", "-f", "budapest", "-f", "cooperation"]
    printed = CliRunner().invoke(cli, [*args, "--json"], standalone_mode=False)
    (found,) = json.loads(printed.stdout)
    assert [error.message for error in check.iter_errors([found])] == []
    assert found["framework"]["id"] == "budapest"
    assert {each["framework"] for each in found["moves"]} >= {"cooperation", "un_convention"}
    assert all(each["then"] is not None for each in found["moves"])
    text = " ".join(CliRunner().invoke(cli, args, standalone_mode=False).stdout.split())
    assert all(each in text for each in (*found["why"], *found["why_not"]))
    for path in ("est.yaml", "zwe.yaml"):
        for criterion in ("preservation", "funding"):
            data = json.loads(assess.explanation_document(assess.explain_file(PROFILES / path, criterion), ".json"))
            assert [error.message for error in check.iter_errors(data)] == []


def test_a_measure_and_what_does_not_apply_are_explained() -> None:
    index = ROOT / "examples/index"
    (framework,) = load_library([index]).frameworks
    name = next(c.id for _, c in framework.criteria.values() if c.measure)
    text = assess.explanation_document(assess.explain_file(index / "profile.yaml", name, index))
    assert "\nWhy\n" in text


def test_what_cannot_be_explained_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no criterion"):
        assess.explain_file(PROFILES / "ken.yaml", "preservaton")
    with pytest.raises(UsageError, match="language"):
        assess.explain_file(PROFILES / "ken.yaml", "preservation", language="xx")
    with pytest.raises(UsageError, match="there is no finding"):
        assess.explanation_document([])


def test_a_framework_may_be_named_by_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (found,) = assess.explain_file(PROFILES / "ken.yaml", "art16", "frameworks/budapest")
    assert found.assessment.framework.id == "budapest"
    assert "budapest" not in {each.assessment.framework.id for each in found.moved}
    assert {each.assessment.framework.id for each in found.moved} >= {"cooperation", "un_convention"}
