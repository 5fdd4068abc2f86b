"""A framework about two States made ready for any number of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from assess.engine.lines import Lines, by_fact, mixed
from assess.engine.truth import Condition, Line, Test, compiled, line_of
from assess.model.catalogue import Catalogue, Fact
from assess.model.condition import SIDES, Leaf, Node, leaves
from assess.model.one_basis import GIVEN, as_read
from assess.model.pairs import PARTS, Asked, Days, PairFramework, PairStep, Route, Said, Stage, Used, pair_facts


class Ask(NamedTuple):
    """A condition made ready."""

    test: Condition
    days: Days
    """The days on which it is read."""
    tried: tuple[tuple[str, tuple[int, ...]], ...]
    """Facts of which no answer is best for all its lines, with these lines: they are tried where they are open."""


class StepRule(NamedTuple):
    """A step made ready."""

    stage: Stage
    step: PairStep
    routes: tuple[tuple[Route, Ask], ...]
    basis: Ask
    """Any of the routes."""
    conditions: tuple[tuple[Asked, Ask | None, Ask | None], ...]
    """Each as it is in this step: whether it is asked (None: always), and whether it is met (None: the case decides)."""
    alters: frozenset[str]
    outline: tuple[tuple[str, Said, Ask | None], ...]
    """The sentences of its outline, each with its part and what it depends on."""


class PairRules(NamedTuple):
    """A framework about two States made ready for any number of them."""

    framework: PairFramework
    facts: Mapping[str, Fact]
    """All that conditions can name."""
    lines: tuple[Line, ...]
    names: tuple[str, ...]
    """The fact that each line reads, with its State."""
    steps: tuple[StepRule, ...]
    read: Mapping[str, Fact]
    """The facts whose states are worked out, without their State."""


class _Making:
    def __init__(self, framework: PairFramework, catalogue: Catalogue) -> None:
        self.framework = framework
        self.facts = pair_facts(catalogue)
        self.nodes: dict[Leaf, int] = {}
        self.lines: list[Line] = []

    def ask(self, node: Node, days: Days) -> Ask:
        read = as_read(node, self.facts)
        for leaf in leaves(read):
            if leaf not in self.nodes:
                self.nodes[leaf] = len(self.lines)
                self.lines.append(line_of(leaf, self.facts[leaf.fact]))
        return self.asked(compiled(read, self.nodes), days)

    def asked(self, test: Condition, days: Days) -> Ask:
        sign = _signs(test)
        names = {i: self.lines[i].leaf.fact for i in sign}
        lines = Lines(tuple(self.lines), len(self.lines), names, None, {}, {}, {})
        tried = by_fact(mixed(sign, lines, self.facts), lines)
        return Ask(test, days, tuple([(name, tuple(ids)) for name, ids in tried.items()]))

    def step(self, stage: Stage, step: PairStep) -> StepRule:
        routes = tuple([(route, self.ask(route.holds, route.day or step.day)) for route in step.basis])
        basis = self.asked(Test("any", 0, tuple([ask.test for _, ask in routes])), step.day)
        conditions = []
        for used in step.conditions:
            one = condition_in(self.framework.conditions[used.use], used)
            days = one.day or step.day
            asked = self.ask(one.asked_if, days) if one.asked_if is not None else None
            conditions.append((one, asked, self.ask(one.met_if, days) if one.met_if is not None else None))
        said = [
            (part, one, self.ask(one.if_, step.day) if one.if_ is not None else None)
            for part in PARTS if step.outline for one in getattr(step.outline, part)
        ]  # fmt: skip
        return StepRule(stage, step, routes, basis, tuple(conditions), frozenset(step.alters), tuple(said))


def condition_in(declared: Asked, used: Used) -> Asked:
    """A condition as it is in a step: what the step says replaces what is declared."""
    keys = ("says", "asked_if", "open_if_reserved", "met_if", "day", "cites", "note")
    changed = {key: getattr(used, key) for key in keys if getattr(used, key)}
    return replace(declared, **changed) if changed else declared


def _signs(test: Condition) -> dict[int, int]:
    """How each line is read: 1 where its holding can only help, -1 where it can only harm, 0 where it may do either."""
    found: dict[int, int] = {}

    def read(condition: Condition, sign: int) -> None:
        if isinstance(condition, Test):
            for part in condition.parts[1:] if condition.op == GIVEN else condition.parts:
                read(part, -sign if condition.op == "not" else sign)
        else:
            found[condition] = sign if found.get(condition, sign) == sign else 0

    read(test, 1)
    return found


@lru_cache(maxsize=8)
def prepare_pairs(framework: PairFramework, catalogue: Catalogue) -> PairRules:
    """Works out once what does not depend on profiles."""
    making = _Making(framework, catalogue)
    steps = tuple([making.step(stage, step) for stage, step in framework.steps.values()])
    names = tuple([line.leaf.fact for line in making.lines])
    read = dict.fromkeys(name.partition(".")[2] for name in names if name.partition(".")[0] in SIDES)
    read |= dict.fromkeys(f"treaties.{name}" for name in framework.head.treaties)
    read |= dict.fromkeys(framework.head.offences)
    read |= dict.fromkeys(_shown(framework))
    return PairRules(
        framework, making.facts, tuple(making.lines), names, steps, {name: catalogue.facts[name] for name in read}
    )


def _shown(framework: PairFramework) -> Iterable[str]:
    """The facts that are only shown."""
    owners: list[Any] = [*framework.grounds.values()]
    for _, step in framework.steps.values():
        owners += [step, *step.basis]
        if step.outline:
            owners += [one for part in PARTS for one in getattr(step.outline, part)]
        conditions = [condition_in(framework.conditions[each.use], each) for each in step.conditions]
        named = [*step.reservations, *(each.open_if_reserved for each in conditions)]
        yield from (f"treaties.{each.treaty}" for each in named if each)
        yield from (".".join(name.split(".")[1:3]) for name in step.alters if name.partition(".")[0] in SIDES)
    for owner in owners:
        for name in (*getattr(owner, "shows", ()), *getattr(owner, "law", ())):
            yield ".".join(name.split(".")[1:3])
