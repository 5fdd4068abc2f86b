"""Wider law never scores below narrower law: marks of the catalogue, the signs with which frameworks read them, whole profiles."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file
from assess.engine.assessment import Prepared, prepare
from assess.engine.evaluate import evaluate_all
from assess.engine.facts import fact_states
from assess.formats.outline import outline
from assess.model.base import text_in
from assess.model.catalogue import Feature
from assess.model.condition import Leaf, Node, leaves, parse_condition
from assess.model.results import FactState, Finding
from assess.reading.check_conditions import directions
from assess.reading.library import framework_folders, load_library
from assess.reading.profiles import load_profile
from assess.views.briefing_view import briefing_view
from docs.generate import LAW_TOPICS, breadth

ROOT = Path(__file__).parents[2]
LIBRARY = load_library(sorted(framework_folders()))
FACTS = LIBRARY.catalogue.facts
RULES = {framework.id: prepare(framework, LIBRARY.catalogue) for framework in LIBRARY.frameworks}
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))


def scored(node: Node, sign: int = 1) -> Iterator[tuple[Leaf, int]]:
    if isinstance(node, Leaf):
        yield node, sign
        return
    for child in node.children:
        yield from scored(child, -sign if node.op == "not" else sign)


@pytest.mark.parametrize("name", sorted(RULES))
def test_what_is_scored_reads_marked_features_so_that_wider_law_counts_for_more(name: str) -> None:
    framework = RULES[name].base.framework
    read = [
        (f"{criterion.id}.{element.id}", leaf, sign)
        for _, criterion in framework.criteria.values()
        for element in criterion.elements
        if not element.option
        for leaf, sign in scored(element.holds)
    ]
    read += [(gate.id, leaf, sign) for gate in framework.method.gates for leaf, sign in scored(gate.unless)]
    wrong = []
    for where, leaf, sign in read:
        feature = FACTS[leaf.fact].features.get(leaf.attribute)
        if feature and feature.wider:
            wanted = feature.wider if sign > 0 else {"up": "down", "down": "up"}[feature.wider]
            if wanted not in directions(leaf, feature):
                wrong.append(f"{where}: {leaf.text}")
    assert wrong == []


WORDS = Feature(type="choice", question="?", words=("few", "some", "all"), wider="up")
DAYS = Feature(type="number", question="?", unit="days", wider="up")
FLAG = Feature(type="flag", question="?", wider="up")


@pytest.mark.parametrize(
    ("line", "feature", "ways"),
    [
        ("t.a.f", FLAG, {"up"}),
        ("t.a.f == true", FLAG, {"up"}),
        ("t.a.f != false", FLAG, {"up"}),
        ("t.a.f == false", FLAG, {"down"}),
        ("t.a.f in [true, false]", FLAG, {"up", "down"}),
        ("t.a.f >= 60", DAYS, {"up"}),
        ("t.a.f < 60", DAYS, {"down"}),
        ("t.a.f == 60", DAYS, set()),
        ("t.a.f in [60, 90]", DAYS, set()),
        ("t.a.f == all", WORDS, {"up"}),
        ("t.a.f == some", WORDS, set()),
        ("t.a.f != some", WORDS, set()),
        ("t.a.f != all", WORDS, {"down"}),
        ("t.a.f in [some, all]", WORDS, {"up"}),
        ("t.a.f in [few, some]", WORDS, {"down"}),
        ("t.a.f >= some", WORDS, {"up"}),
        ("t.a.f > some", WORDS, {"up"}),
        ("t.a.f <= some", WORDS, {"down"}),
        ("t.a.f < some", WORDS, {"down"}),
    ],
)
def test_which_way_a_line_is_kept(line: str, feature: Feature, ways: set[str]) -> None:
    leaf, _ = parse_condition(line)
    assert isinstance(leaf, Leaf)
    assert directions(leaf, feature) == ways


def steps(feature: Feature, value: Any) -> list[Any]:
    """Answers that are wider than this one, the nearest first."""
    way = 1 if feature.wider == "up" else -1
    if feature.type == "flag":
        return [way > 0] if value is (way < 0) else []
    if feature.type == "choice":
        at = feature.words.index(value)
        return list(feature.words[at + 1 :] if way > 0 else feature.words[:at][::-1])
    return [value + way, value + 100 * way]


def widened(state: FactState, name: str) -> Iterator[FactState]:
    """The state with one basis widened in one feature, and with all of them."""
    feature = state.fact.features[name]
    found = [(i, wide) for i, basis in enumerate(state.bases) if basis.features.get(name) not in (None, "unknown")
             for wide in steps(feature, basis.features[name])]  # fmt: skip
    for i, wide in found:
        bases = list(state.bases)
        bases[i] = bases[i]._replace(features={**bases[i].features, name: wide})
        yield state._replace(bases=tuple(bases))


def readers(rules: Prepared) -> dict[tuple[str, str], list[int]]:
    """The criteria that read each marked feature otherwise than to say whether something applies."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, rule in enumerate(rules.base.rules):
        elements = rule.criterion.elements
        conditions = [rule.criterion.applies, *(element.applies for element in elements)]
        gating = {(leaf.fact, leaf.attribute) for node in conditions if node is not None for leaf in leaves(node)}
        for key in {(leaf.fact, leaf.attribute) for element in elements for leaf in leaves(element.holds)} - gating:
            feature = FACTS[key[0]].features.get(key[1])
            if feature and feature.wider:
                found[key].append(i)
    return found


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_widening_a_marked_feature_never_lowers_a_score(path: Path) -> None:
    profile = load_profile(path, LIBRARY)
    lowered = []
    for name, rules in RULES.items():
        states = fact_states(profile, rules.base.facts, None, absent=rules.base.absent)
        before: dict[int, Finding] = dict(enumerate(evaluate_all(rules.base, states)[0]))
        for (fact, feature), indices in readers(rules).items():
            for state in widened(states[fact], feature):
                some = rules.base._replace(rules=tuple(rules.base.rules[i] for i in indices), gates=())
                after, _, _ = evaluate_all(some, {**states, fact: state})
                for i, new in zip(indices, after, strict=True):
                    old = before[i]
                    if (new.low, new.high) < (old.low, old.high) or new.low < old.low or new.high < old.high:
                        lowered.append(f"{name}.{old.criterion.id}: {fact}.{feature} {bounds(old)} -> {bounds(new)}")
    assert lowered == []


def bounds(finding: Finding) -> tuple[Fraction, Fraction]:
    return finding.low, finding.high


def test_every_feature_of_law_is_marked_or_listed_as_exempt() -> None:
    text = (ROOT / "docs/breadth.md").read_text(encoding="utf-8")
    assert text == breadth()
    for name, fact in FACTS.items():
        if name.partition(".")[0] in LAW_TOPICS and fact.kind == "provision":
            for feature, spec in fact.features.items():
                assert spec.wider or f"`{feature}`" in text, f"{name}.{feature}"


def test_known_limits_are_printed_with_the_method_and_by_frameworks_show() -> None:
    for framework in LIBRARY.frameworks:
        limits = [text_in(limit.says) for limit in framework.head.known_limits]
        assert limits, framework.id
        shown = " ".join(outline(framework).split())
        assert all(" ".join(limit.split()) in shown for limit in limits)
    results = assess_file(ROOT / "examples/profiles/khm.yaml", ["budapest"])
    (part,) = briefing_view(results, country="Cambodia").parts
    assert sum(line.startswith("Known limit: ") for line in part.method) == len(results[0].framework.head.known_limits)
