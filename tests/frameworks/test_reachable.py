"""Every element of every framework can hold and can fail: for both, a profile is constructed."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from assess.engine.assessment import Prepared, absent, prepare
from assess.engine.evaluate import evaluate_all
from assess.engine.worked_cases import short_state
from assess.model.catalogue import Fact
from assess.model.condition import Leaf, Node, leaves
from assess.model.results import Truth
from assess.reading.library import framework_folders, load_library

LIBRARY = load_library(sorted(framework_folders()))
RULES = {framework.id: prepare(framework, LIBRARY.catalogue) for framework in LIBRARY.frameworks}


def numbers(own: list[Leaf]) -> list[float]:
    marks = {v for leaf in own for v in (leaf.literal if isinstance(leaf.literal, tuple) else (leaf.literal,))}
    return sorted({m + d for m in marks if isinstance(m, (int, float)) for d in (-1, 0, 1)}) or [1]


def answers(fact: Fact, read: list[Leaf]) -> Iterator[Any]:
    """Answers to one fact, in the short form of cases, that decide these lines in every way (features all alike first)."""
    features = sorted({leaf.attribute for leaf in read if leaf.attribute not in ("", "status")})
    if fact.kind == "treaty":
        yield from ("party", "none", "signed", "invited", "consent_deposited", "withdrawn")
        return
    if fact.kind in ("number", "choice", "yes_no"):
        yield from {"number": numbers(read), "choice": fact.words, "yes_no": (True, False)}[fact.kind]
        return
    options = []
    for name in features:
        kind, own = fact.features[name].type, [leaf for leaf in read if leaf.attribute == name]
        options.append({"flag": [True, False], "choice": list(fact.features[name].words), "number": numbers(own)}[kind])
    status = ("operational", "partial", "planned", "none") if fact.kind == "capability" else (None,)
    for word in status:
        for values in islice(product(*options), 64):
            base = {} if word is None else {"status": word}
            yield base | dict(zip(features, values, strict=True))
    yield "none"


def reachable(rules: Prepared, condition: Node, index: tuple[int, int]) -> set[Truth]:
    """The truth values of an element over all answers to the facts that its condition reads."""
    read: dict[str, list[Leaf]] = {}
    for leaf in leaves(condition):
        read.setdefault(leaf.fact, []).append(leaf)
    facts = rules.base.facts
    found: set[Truth] = set()
    choices = [[(name, answer) for answer in answers(facts[name], own)] for name, own in read.items()]
    alike = [tuple(c[min(i, len(c) - 1)] for c in choices) for i in range(max(map(len, choices)))]
    for choice in [*alike, *islice(product(*choices), 400)]:
        states = absent(facts)
        for name, answer in choice:
            states[name] = short_state(name, facts[name], answer)
        if rules.base.framework.head.treaty and rules.base.framework.head.treaty not in read:
            name = rules.base.framework.head.treaty
            states[name] = short_state(name, facts[name], {"status": "party", "reservations": [], "declarations": []})
        one = rules.base._replace(rules=(rules.base.rules[index[0]],))
        ((finding,), _, _) = evaluate_all(one, states)
        found.add(finding.elements[index[1]].truth)
        if {Truth.TRUE, Truth.FALSE} <= found:
            break
    return found


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_element_can_hold_and_can_fail(name: str) -> None:
    rules = RULES[name]
    stuck = [
        f"{rule.criterion.id}.{element.id}"
        for i, rule in enumerate(rules.base.rules)
        for j, element in enumerate(rule.criterion.elements)
        if not {Truth.TRUE, Truth.FALSE} <= reachable(rules, element.holds, (i, j))
    ]
    assert stuck == []
