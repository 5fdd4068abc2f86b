"""Criteria made ready for any number of profiles: lines by number, exact weights, and how each line is read."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from assess.engine import completions, listings
from assess.engine.lines import Lines, Named, by_fact, mixed
from assess.engine.scales import ONE, ZERO, Scale, scale_of
from assess.engine.truth import Condition, Line, Reading, Test, compiled, line_of, lines_in, reading, result_of
from assess.model.base import exact
from assess.model.catalogue import Catalogue, Fact
from assess.model.condition import Leaf, Node, leaves
from assess.model.framework import Criterion, Domain, Element, Framework, Gate, Narrowing
from assess.model.one_basis import read_in_ways
from assess.model.results import FactState, Finding, Score, Trace, Truth

WORK = 2_000 * completions.LIMIT
"""The most lines that are read while completions of one framework are tried; this lowers the limit for large ones."""


class Part(NamedTuple):
    """An element made ready."""

    element: Element
    weight: int
    """A whole number of the criterion's common unit."""
    plain: int | None
    """Its only line, if it consists of nothing else."""
    holds: Condition
    shown: Condition | None
    """As it is written, where it is read in ways: what is shown of facts that have no more than one basis."""
    applies: Condition | None
    reserved: int | None
    """The line that says whether the paragraph is reserved."""
    narrowed: int | None
    """The line that says whether the narrowing is declared."""
    permitted: bool
    """Whether the text permits the narrowing without a declaration."""
    spared: int | None
    """For an essential element that is only the line about a capability: the line that says that it works at least in part."""
    law: tuple[int, ...]
    """The bare lines of the law in which a narrowing can be found."""
    reads: frozenset[int]
    """All lines on which it depends."""


class Rule(NamedTuple):
    """A criterion made ready."""

    criterion: Criterion
    domain: Domain
    weight: Fraction
    parts: tuple[Part, ...]
    applies: Condition | None
    scale: Scale | None
    sign: dict[int, int]
    """How each line is read: see `completions.Signs`."""
    mixed: frozenset[int]
    """Lines of facts that have to be tried where these are unknown."""
    own: tuple[int, ...]
    """All lines, those of options too."""
    asked: frozenset[str]
    """The facts that tell "open" from "not examined": whether any was answered."""
    facts: frozenset[str]
    """All facts that can move the finding."""
    even: tuple[Element, ...] | None
    """The elements, if each is a single scored line and all weigh the same."""
    plain: tuple[int, ...]
    """In that case, their lines."""
    essential: tuple[int, ...]
    """In that case, the essential ones among these."""
    asks_standing: bool
    """Whether a line asks where the State stands to the treaty."""
    rows: tuple[tuple[Part, Element, int | None, int, bool, int | None], ...]
    """The parts, laid out for the loop over all elements: the part, its element, `plain`, its weight (0 of an option), whether it
    is essential, `spared`."""
    open_alike: bool
    """Whether the criterion with all lines open is the same for every State: nothing of it depends on the treaty, or measures."""

    @property
    def elements(self) -> tuple[tuple[Element, int], ...]:
        """The elements with their weights."""
        return tuple((part.element, part.weight) for part in self.parts)


class Rules(NamedTuple):
    """The criteria of a framework made ready, and all lines and facts that they and the gates read."""

    framework: Framework
    rules: tuple[Rule, ...]
    lines: Lines
    gates: tuple[tuple[Gate, Rule], ...]
    """Each with its condition as the only element of a rule."""
    facts: dict[str, Fact]
    """Those the framework reads."""
    reading: tuple[tuple[str, tuple[Reading, ...]], ...]
    """The lines of conditions, by fact."""
    limit: int
    """Completions that are tried together."""
    absent: dict[str, FactState]
    blank: tuple[Trace, ...]
    """The results of all lines where nothing is known."""
    mixed: tuple[int, ...]
    """Lines that have to be tried for one criterion or another."""
    lists_apart: bool
    """Whether no reservation both removes an element and allows a narrowing."""
    unknowns: dict[tuple[tuple[int, int], ...], tuple[completions.Outcome, ...] | None]
    """How facts of which nothing is known may turn out, by the lines asked and how they are read; filled as it is asked."""
    opened: dict[str, Any]
    """Criteria with all lines open (`settling.Shape`), by id, where they are the same for every State; filled as it is asked."""
    made_anew: dict[tuple[str, tuple[int, ...]], list[list[completions.Choice]]]
    """All that a reform can make of facts, by the lines asked; filled as it is asked."""
    units: tuple[tuple[tuple[str, str], frozenset[str]], ...]
    """Domains by axis, with all facts that can move what is found there."""
    unscored: dict[tuple[str, str], Score | None]
    """Scores of those of which nothing is known."""
    unexamined: dict[str, Finding]
    """Findings of criteria of which nothing is known, made when first asked for."""


class _Numbering:
    """Gives numbers to lines as they are met."""

    def __init__(self, framework: Framework, catalogue: Catalogue) -> None:
        self.facts = catalogue.facts
        self.treaty = framework.head.treaty
        criteria = [criterion for _, criterion in framework.criteria.values()]
        elements = [element for criterion in criteria for element in criterion.elements]
        nodes: list[Node | None] = [criterion.applies for criterion in criteria]
        nodes += [node for element in elements for node in (element.holds, element.applies)]
        nodes += [gate.unless for gate in framework.method.gates]
        read = {id(node): read_in_ways(node, self.facts) for node in nodes if node}
        self.read = {name: one for name, (one, _) in read.items()}
        """Conditions as they are read: what one basis has to give is one line."""
        written = [element.holds for element in elements if read[id(element.holds)][1]]
        self.written = {id(node): node for node in written}
        found = [leaf for node in (*self.read.values(), *written) for leaf in leaves(node)]
        found += [leaf for e in elements if e.narrowing and self.treaty for leaf in self.law_of(e)]
        found += [leaf for e in elements if (leaf := self.spared(e))]
        self.leaves = {leaf: i for i, leaf in enumerate(dict.fromkeys(found))}
        all_lines = [line_of(leaf, self.facts[leaf.fact]) for leaf in self.leaves]
        facts = {i: leaf.fact for leaf, i in self.leaves.items()}
        conditions = len(all_lines)
        bound = None
        paragraphs: dict[int, Named] = {}
        measured: dict[str, int] = {}
        marks: dict[str, list[Fraction]] = {}

        def add(line: Line, fact: str) -> int:
            facts[len(all_lines)] = fact
            all_lines.append(line)
            return len(all_lines) - 1

        if self.treaty and any(element.reservable or element.narrowing for element in elements):
            bound = add(line_of(Leaf(self.treaty, "", "is", None, self.treaty), self.facts[self.treaty]), self.treaty)
            for named in dict.fromkeys(p for element in elements for p in named_by(element)):
                kind, paragraph, _narrowing = named
                line = Line(Leaf("", kind, "is", None, paragraph), bool, Truth.UNKNOWN)
                paragraphs[add(line, kind)] = named
        for measure in (criterion.measure for criterion in criteria):
            if measure and measure.fact not in measured:
                line = Line(Leaf(measure.fact, "", "value", None, measure.fact), lambda value: False, Truth.UNKNOWN)
                measured[measure.fact] = add(line, measure.fact)
            if measure and not measure.points:
                goals = [exact(end) for end in (measure.from_, measure.to) if end is not None]
                marks.setdefault(measure.fact, []).extend(goals)
        self.named = {named: i for i, named in paragraphs.items()}
        self.lines = Lines(tuple(all_lines), conditions, facts, bound, paragraphs, measured, marks)

    def law_of(self, element: Element) -> list[Leaf]:
        """The bare lines of the law that an element reads."""
        names = dict.fromkeys(leaf.fact for leaf in leaves(element.holds))
        return [Leaf(n, "", "is", None, n) for n in names if self.facts[n].kind in ("provision", "capability")]

    def spared(self, element: Element) -> Leaf | None:
        """The line by which an essential element loses only its own weight: a capability at work in part is not missing."""
        holds = element.holds
        if not element.essential or not isinstance(holds, Leaf) or holds.attribute or holds.op != "is":
            return None
        name = holds.fact
        if self.facts[name].kind != "capability":
            return None
        return Leaf(name, "status", ">=", "partial", f"{name}.status >= partial")

    def compiled(self, node: Node) -> Condition:
        """A condition over the numbers of its lines."""
        return compiled(self.read[id(node)], self.leaves)

    def part(self, element: Element, weight: int) -> Part:
        """An element made ready."""
        applies = self.compiled(element.applies) if element.applies else None
        holds = self.compiled(element.holds)
        shown = compiled(element.holds, self.leaves) if id(element.holds) in self.written else None
        reserved = narrowed = None
        law: tuple[int, ...] = ()
        if self.treaty and element.reservable is not None:
            reserved = self.named["reservations", _tight(element.reservable), ""]
        permitted = bool(self.treaty and element.narrowing and element.narrowing.needs == "nothing")
        if self.treaty and element.narrowing:
            if not permitted:
                narrowed = self.named[_narrowed_by(element.narrowing)]
            law = tuple([self.leaves[leaf] for leaf in self.law_of(element)])
        bare = applies is None and reserved is None and narrowed is None and not permitted
        plain = holds if bare and isinstance(holds, int) else None
        treaty = () if bare else (reserved, narrowed, self.lines.bound)
        leaf = self.spared(element)
        spared = self.leaves[leaf] if leaf else None
        read = [*lines_in(holds), *(lines_in(applies) if applies is not None else ()), *law]
        reads = frozenset([*read, *(line for line in (*treaty, spared) if line is not None)])
        return Part(element, weight, plain, holds, shown, applies, reserved, narrowed, permitted, spared, law, reads)

    def signs(self, applies: Condition | None, parts: Iterable[Part]) -> dict[int, int]:
        """How the lines of a criterion are read."""
        found: dict[int, int] = {}

        def read(condition: Condition, sign: int) -> None:
            if isinstance(condition, Test):
                for part in condition.parts:
                    read(part, -sign if condition.op == "not" else sign)
            else:
                found[condition] = sign if found.get(condition, sign) == sign else 0

        if applies is not None:
            read(applies, 0)
        for part in parts:
            read(part.holds, 1)
            if part.applies is not None:
                read(part.applies, 0)
            bound = self.lines.bound
            assert bound is not None or (part.reserved is None and part.narrowed is None)
            if part.reserved is not None and bound is not None:
                read(part.reserved, 0)
                read(bound, 0)
            for line in part.law if part.spared is None else (*part.law, part.spared):
                read(line, 1)
            if part.narrowed is not None and bound is not None:
                read(part.narrowed, 1)
                read(bound, -1)
        return found

    def rule(self, criterion: Criterion, domain: Domain, elements: Sequence[Element]) -> Rule:
        """A criterion made ready."""
        parts = tuple([self.part(e, w) for e, w in zip(elements, _whole([e.weight for e in elements]), strict=True)])
        applies = self.compiled(criterion.applies) if criterion.applies else None
        sign = self.signs(applies, [part for part in parts if not part.element.option])
        scale = scale_of(criterion, self.facts)
        if scale:
            sign[self.lines.measured[scale.fact]] = 0
        shown = [lines_in(c) for part in parts for c in (part.holds, part.applies) if c is not None]
        read = [*(lines_in(applies) if applies is not None else ()), *(i for each in shown for i in each)]
        own = tuple(dict.fromkeys(read))
        asked = {self.lines.facts[i] for i in own} | ({scale.fact} if scale else set())
        facts = asked | {self.lines.facts[i] for i in sign} - {"reservations", "declarations"}
        special = any(part.reserved is not None or part.narrowed is not None for part in parts)
        if special and self.treaty:
            facts.add(self.treaty)
        tried = frozenset(mixed(sign, self.lines, self.facts))
        alike = all(p.plain is not None and p.spared is None and p.weight == parts[0].weight for p in parts)
        alike = alike and not any(p.element.option for p in parts)
        even = tuple(elements) if alike and parts else None
        plain = tuple([p.plain for p in parts if p.plain is not None])
        essential = tuple([p.plain for p in parts if p.element.essential and p.plain is not None])
        weight, standing = weight_of(criterion), any(self.lines.facts[i] == self.treaty for i in own)
        rows = tuple(
            [(p, p.element, p.plain, 0 if p.element.option else p.weight, p.element.essential, p.spared) for p in parts]
        )
        return Rule(
            criterion, domain, weight, parts, applies, scale, sign, tried, own, frozenset(asked), frozenset(facts), even, plain,
            essential, standing, rows, scale is None and not special and not any(p.permitted for p in parts),
        )  # fmt: skip


def _whole(weights: Sequence[int | float | str]) -> list[int]:
    """Weights in whole numbers of a common unit."""
    if all(type(weight) is int for weight in weights):
        return [int(weight) for weight in weights]
    fractions = [exact(weight) for weight in weights]
    unit = lcm(*(fraction.denominator for fraction in fractions))
    return [int(fraction * unit) for fraction in fractions]


def named_by(element: Element) -> Iterator[Named]:
    """The entries in the lists of the treaty on which an element depends."""
    if element.reservable is not None:
        yield "reservations", _tight(element.reservable), ""
    if element.narrowing and element.narrowing.needs != "nothing":
        yield _narrowed_by(element.narrowing)


def _narrowed_by(narrowing: Narrowing) -> Named:
    return f"{narrowing.needs}s", _tight(narrowing.allowed_by), narrowing.kind or ""


def _tight(paragraph: str) -> str:
    return paragraph.replace(" ", "")


def make_rules(framework: Framework, catalogue: Catalogue) -> Rules:
    """What does not depend on a profile, worked out once."""
    numbering = _Numbering(framework, catalogue)
    rules = tuple([numbering.rule(c, domain, c.elements) for domain, c in framework.criteria.values()])
    gates = tuple([(gate, _gate(gate, framework, numbering)) for gate in framework.method.gates])
    lines = numbering.lines
    names = dict.fromkeys(leaf.fact for leaf in numbering.leaves)
    names |= dict.fromkeys(rule.scale.fact for rule in rules if rule.scale)
    if framework.head.treaty:
        names[framework.head.treaty] = None
    joining = framework.head.joining
    if joining:
        for step in joining.steps:
            names |= dict.fromkeys(leaf.fact for leaf in (leaves(step.done) if step.done else ()))
        named = [joining.parties_to, *(designation.fact for designation in joining.designations)]
        names |= dict.fromkeys(name for name in named if name)
    facts = {name: catalogue.facts[name] for name in names}
    absent = {name: FactState(name, fact, "absent", Truth.UNKNOWN) for name, fact in facts.items()}
    conditions = lines.all[: lines.conditions]
    blank = tuple([result_of(one, absent[one.leaf.fact]) for one in conditions])
    own = by_fact(range(lines.conditions), lines)
    read = tuple([(name, tuple([reading(i, lines.all[i]) for i in ids])) for name, ids in own.items()])
    # a criterion is read once alone and once with its domain; criteria that need no trying cost nothing
    tried = 2 * sum(len(rule.own) + len(rule.sign) for rule in rules if rule.mixed)
    limit = min(completions.LIMIT, max(16, WORK // max(tried, 1)))
    mixed_lines = tuple(sorted(frozenset[int]().union(*(rule.mixed for rule in (*rules, *(r for _, r in gates))))))
    by_unit: dict[tuple[str, str], set[str]] = {}
    for rule in rules:
        axis = "all" if framework.method.axes == "together" else rule.criterion.axis
        by_unit.setdefault((rule.domain.domain, axis), set()).update(rule.facts)
    units = tuple([(unit, frozenset(names)) for unit, names in by_unit.items()])
    apart = _lists_apart([part for rule in rules for part in rule.parts], lines)
    return Rules(
        framework, rules, lines, gates, facts, read, limit, absent, blank, mixed_lines, apart, {}, {}, {}, units, {}, {},
    )  # fmt: skip


def _lists_apart(parts: Iterable[Part], lines: Lines) -> bool:
    found: tuple[set[str], set[str]] = set(), set()
    for part in parts:
        for line, named in ((part.reserved, found[0]), (part.narrowed, found[1])):
            if line is not None and lines.paragraphs[line][0] == "reservations":
                named.add(lines.paragraphs[line][1])
    return not any(listings.covered(a, (b,)) or listings.covered(b, (a,)) for a in found[0] for b in found[1])


def _gate(gate: Gate, framework: Framework, numbering: _Numbering) -> Rule:
    domain = next(domain for domain in framework.domains if domain.domain == gate.domain)
    element = Element(id="unless", says=gate.says, holds=gate.unless)
    return numbering.rule(Criterion(id="gate", title=gate.says, question=gate.says), domain, (element,))


def weight_of(criterion: Criterion) -> Fraction:
    """The weight of a criterion: 1 where none is given, 0 for what is only allowed."""
    if criterion.weight is None:
        return ZERO if criterion.obligation == "may" else ONE
    weight = exact(criterion.weight)
    return ONE if weight == 1 else weight
