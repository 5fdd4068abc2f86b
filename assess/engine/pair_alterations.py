"""Which recorded facts would give a step a basis: the fewest together, route by route, of those of which it may be said."""

from collections.abc import Sequence
from itertools import combinations, product

from assess.engine.completions import Outcome, outcomes, unbound
from assess.engine.pair_rules import Ask, PairRules, StepRule
from assess.engine.pairs import Alteration, Reading
from assess.engine.truth import lines_in, truth_of
from assess.model.condition import SIDES
from assess.model.one_basis import parts
from assess.model.pairs import kept
from assess.model.results import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

MOST = 3
"""So many facts are named together at most."""
_TRIED = 20_000
"""And so many ways in which their answers may turn out are tried for a basis; beyond them nothing is named."""


def alterations(rule: StepRule, reading: Reading) -> tuple[Alteration, ...]:
    """Of each route that does not hold, the smallest sets of facts that would make it hold."""
    found = []
    for route, ask in rule.routes:
        for names in _sets(ask, rule, reading):
            lines = _lines_of(ask, reading, names)
            truths = reading.truths[ask.days[0]]
            known = [(name, all(truths[i] is not F for i in lines[name])) for name in names]
            found.append(Alteration(route, tuple(known)))
    return tuple(found)


def kept_in(name: str, ask: Ask, rules: PairRules) -> bool:
    """Whether something that a condition reads of a fact protects persons or lets a State refuse."""
    side, _, own = name.partition(".")
    if side not in SIDES:
        return False
    lines = [rules.lines[i] for i in lines_in(ask.test) if rules.names[i] == name]
    return any(kept(own, rules.facts[name], leaf.attribute) for line in lines for leaf in parts(line.leaf))


def _lines_of(ask: Ask, reading: Reading, names: Sequence[str]) -> dict[str, list[int]]:
    read = dict.fromkeys(lines_in(ask.test))
    return {name: [i for i in read if reading.rules.names[i] == name] for name in names}


def _sets(ask: Ask, rule: StepRule, reading: Reading) -> list[tuple[str, ...]]:
    """The smallest sets of facts of which another answer makes the condition hold; all of the same size."""
    rules, day = reading.rules, ask.days[0]
    states, truths = reading.states[day], reading.truths[day]
    named = dict.fromkeys(rules.names[i] for i in lines_in(ask.test))
    able = [name for name in named if name in rule.alters and not kept_in(name, ask, rules)]
    lines = _lines_of(ask, reading, able)
    able = [name for name in able if any(truths[i] is not T for i in lines[name])]
    ways = {}
    for name in able:
        own = lines[name]
        made = outcomes(unbound(states[name]), own, rules.lines, dict.fromkeys(own, 0))
        ways[name] = made or []
    if truth_of(ask.test, truths) is T:
        return []
    left = _TRIED
    for size in range(1, min(MOST, len(able)) + 1):
        found: list[tuple[str, ...]] = []
        for names in combinations(able, size):
            total = 1
            for name in names:
                total *= len(ways[name])
            left -= total + 1
            if left < 0:
                return found
            if any(
                _holds(
                    ask, truths, {i: outcome for name, outcome in zip(names, chosen, strict=True) for i in lines[name]}
                )
                for chosen in product(*[ways[name] for name in names])
            ):
                found.append(names)
        if found:
            return found
    return []


def _holds(ask: Ask, truths: Sequence[Truth], changed: dict[int, Outcome]) -> bool:
    tried = list(truths)
    for i, outcome in changed.items():
        tried[i] = T if outcome.worst >> i & 1 else F
    return truth_of(ask.test, tried) is T
