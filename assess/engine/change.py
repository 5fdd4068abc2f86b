"""The smallest change that would make a finding met: what to reform, what to confirm.

A reform gives a fact any answer it can have; a confirmation settles what is unknown about it, in one way that is possible
now. Everything else stays as it is, unknown where it is unknown, and the criterion has to be met however the unknowns turn
out. What a State has reserved or declared is neither changed nor confirmed.

Elements that share no fact are settled separately. Most are a single line about a fact for which one answer is best, and that
line has to hold. For the others there is a search: an element that may fail needs one of its facts settled.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from assess.engine.pieces import Known, Piece, bits, mask
from assess.engine.plan import Rule
from assess.engine.settling import Cost, Ends, Literals, Option, Settling
from assess.engine.truth import Condition, Line, lines_in, lines_of, result_of
from assess.model.condition import Leaf, Node
from assess.model.one_basis import parts
from assess.model.results import Change, FactState, Finding, Step, Truth
from assess.tuples import NamedTuple

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_WAYS = 32
"""The most ways to express a change that are compared."""
_PARTS = 16
"""The most parts of one condition of which all combinations are compared."""
_LINES = 4000
"""The most lines of equally small changes that are compared."""
_FEW = 16
"""Readings of a change that are tried after the search has been cut short."""
_TIES = 200
"""Equally small changes among which the one with the fewest lines is taken."""


def change_of(finding: Finding) -> Change | None:
    """The smallest change of a finding that is not known to be met, worked out when it is first asked for."""
    working = finding.working
    return working.change() if isinstance(working, Working) else None


class Working:
    """The input for the smallest change of a finding, and the change itself once it has been asked for."""

    __slots__ = ("_change", "found", "rule")

    def __init__(self, rule: Rule, found: Known) -> None:
        self.rule, self.found = rule, found
        self._change: Change | bool | None = False

    def change(self) -> Change | None:
        """The smallest change; None if no change can do it."""
        if isinstance(self._change, bool):
            self._change = _smallest(Settling(self.rule, self.found))
        return self._change

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Working)  # it follows from the rest of the finding

    __hash__ = None  # type: ignore[assignment]


class Solution(NamedTuple):
    """Settled facts, and the lines that express it."""

    cost: Cost
    settled: dict[str, Option]
    literals: Literals


def _smallest(facts: Settling) -> Change | None:
    if facts.applies is F or facts.applies is NA or not facts.pieces:
        return None
    literals: Literals = {}
    settled: dict[str, Option] = {}
    at_once = not facts.condition and _direct(facts, facts.pieces) is not None  # usually nothing has to be searched
    for members in [facts.pieces] if at_once else _components(facts):
        solution = _solve(facts, members, must_apply=bool(facts.condition))
        if solution is None:
            return None
        settled |= solution.settled
        literals |= solution.literals
    all_may_fall_away = not facts.condition and all(one.keeps for one in facts.pieces)
    if all_may_fall_away and not _achieves(facts, facts.pieces, literals, settled, must_apply=True):
        whole = _solve(facts, facts.pieces, must_apply=True)
        if whole is None:
            return None
        settled, literals = whole.settled, whole.literals
    return _change(facts, settled, literals)


def _change(facts: Settling, settled: Mapping[str, Option], literals: Literals) -> Change | None:
    reform: dict[tuple[str, bool, str], Step] = {}
    confirm: dict[tuple[str, bool, str], Step] = {}
    of_facts = facts.lines.facts
    known = {of_facts[i] for i in literals if facts.truths[i] is not U}
    for i, wanted in sorted(literals.items(), key=lambda literal: _in_order(facts, literal)):
        name = of_facts[i]
        sure = facts.truths[i] is not U or (settled[name].reform and name not in known)
        for step in _steps(facts.lines.all[i], facts.found.states[name], wanted):
            (reform if sure else confirm).setdefault(
                (step.leaf.text, wanted, step.whole.text if step.whole else ""), step
            )
    for step in [*reform.values(), *confirm.values()]:
        if (
            step.wanted and step.whole and _gives(step.whole.literal, step.leaf)
        ):  # said with what has to stand beside it
            reform.pop((step.leaf.text, True, ""), None)
            confirm.pop((step.leaf.text, True, ""), None)
    return Change(tuple(reform.values()), tuple(confirm.values())) if reform or confirm else None


def _gives(node: Node, leaf: Leaf) -> bool:
    """Whether what one basis has to give includes this line in any case."""
    if isinstance(node, Leaf):
        return node.text == leaf.text
    return node.op == "all" and any(_gives(child, leaf) for child in node.children)


def _size(facts: Settling, way: Iterable[int]) -> int:
    """How many lines it takes to say it."""
    lengths = facts.lengths
    for i in way:
        if i not in lengths:
            lengths[i] = len(_steps(facts.lines.all[i], facts.found.states[facts.lines.facts[i]], True))
    return sum(lengths[i] for i in way)


def _steps(line: Line, state: FactState, wanted: bool) -> list[Step]:
    """A line as a step; of one that brings several together, what the basis lacks that comes nearest to giving them all."""
    if not line.among:
        return [Step(state, line.leaf, wanted)]
    read = lines_of(result_of(line, state))
    lacking = [each for each in read if (each.truth is not T) is wanted] or read
    some = len(lacking) < len(read)
    return [Step(state, e.leaf, wanted, line.leaf, some and wanted and e.alone is T) for e in lacking]


def _in_order(facts: Settling, literal: tuple[int, bool]) -> tuple[str, bool]:
    """Sorted by the text of the line, so that no output depends on the order of a set."""
    return facts.lines.all[literal[0]].leaf.text, literal[1]


def _components(facts: Settling) -> list[list[Piece]]:
    """Groups of elements that share facts; a single group if it is open whether the criterion applies."""
    if facts.condition:
        return [facts.pieces]
    groups: list[tuple[list[Piece], set[str]]] = []
    for one in facts.pieces:
        names = set(facts.facts(one.lines))
        touching = [group for group in groups if group[1] & names]
        groups = [group for group in groups if not group[1] & names]
        groups.append(([*(p for group in touching for p in group[0]), one], names.union(*(g[1] for g in touching))))
    return [members for members, _ in groups]


def _solve(facts: Settling, members: Sequence[Piece], *, must_apply: bool) -> Solution | None:
    """The smallest change of these elements; among equally small ones the one with the fewest lines, then by their text."""
    if not must_apply:
        literals = _direct(facts, members)
        if literals is not None:
            if any(facts.lines.all[i].free is F for i in literals):
                return None
            settled: dict[str, Option] = {}
            for i in literals:
                name = facts.lines.facts[i]
                if facts.truths[i] is not U:
                    settled[name] = Option(facts.reform_cost(name), 0, reform=True)
                else:
                    settled.setdefault(name, Option((0, 0, 1), 0, reform=False))
            return Solution(_total(settled.values()), settled, literals)
    best: tuple[Any, Solution] | None = None
    for cost, chosen in _search(facts, members, must_apply=must_apply):
        said = _said(facts, members, chosen, must_apply=must_apply)
        texts = sorted(_in_order(facts, literal) for literal in said.items())
        key = (cost, _size(facts, said), texts)
        if best is None or key < best[0]:
            best = key, Solution(cost, chosen, said)
    return best[1] if best else None


def _direct(facts: Settling, members: Sequence[Piece]) -> Literals | None:
    """The lines that have to hold, where each element asks for all of its lines and one answer serves all best; else None."""
    literals: Literals = {}
    mixed, truths = facts.rule.mixed, facts.truths
    for one in members:
        holds = one.holds
        lines = None if one.keeps or isinstance(holds, Truth) else [holds] if isinstance(holds, int) else _all_of(holds)
        if lines is None or not mixed.isdisjoint(lines) or max(lines) >= facts.lines.conditions:
            return None
        wanted = [i for i in lines if truths[i] is not T]
        if len(wanted) > 1:
            read = [(leaf.fact, leaf.attribute) for i in wanted for leaf in parts(facts.lines.all[i].leaf)]
            if len(set(read)) < len(read):
                return None  # of two lines on one number, one may imply the other
        literals.update(dict.fromkeys(wanted, True))
    return literals


def _all_of(condition: Condition) -> list[int] | None:
    """The lines of a condition, where it asks for all of them."""
    if isinstance(condition, int):
        return [condition]
    parts = [_all_of(part) for part in condition.parts] if condition.op == "all" else [None]
    return None if None in parts else [line for part in parts if part is not None for line in part]


# The search


def _search(facts: Settling, members: Sequence[Piece], *, must_apply: bool) -> list[tuple[Cost, dict[str, Option]]]:
    """The smallest ways to settle facts so that none of these elements may fail, all of one cost."""
    best: list[tuple[Cost, dict[str, Option]]] = []
    reads = facts.condition | mask([i for one in members for i in bits(one.lines)])
    ties = max(1, min(_TIES, _LINES // max(1, len(bits(reads)))))

    def search(settled: dict[str, Option], ends: dict[str, Ends], kept: frozenset[str], cost: Cost) -> None:
        nonlocal best
        if facts.left < 0 and best:
            return
        failing = [one for one in members if facts.may_fail(one, ends)]
        if not failing and (not must_apply or facts.seen(ends)):
            if not best or cost < best[0][0]:
                best = []
            if len(best) < ties:
                best.append((cost, settled))
            return
        wanting = [one.lines | facts.condition for one in failing]
        if not wanting:  # nothing fails, because nothing applies
            wanting = [reads]
        ways = [[name for name in facts.facts(lines) if name not in settled and name not in kept] for lines in wanting]
        ways.sort(key=len)
        facts.left -= sum(map(len, ways))
        least, used = cost, set[str]()
        for names in ways:
            costs = [options[0].cost for name in names if (options := facts.options(name))]
            if not costs:
                return
            if used.isdisjoint(names):  # elements that share no fact need one each
                used.update(names)
                least = _plus(least, min(costs))
        if best and least > best[0][0]:
            return
        given = kept
        for name in ways[0]:
            for option in facts.options(name):
                more = _plus(cost, option.cost)
                if not best or more <= best[0][0]:
                    search({**settled, name: option}, {**ends, name: (option.world, option.world)}, given, more)
                if facts.left < 0:  # finish only the way that was begun
                    return
            given |= {name}

    search({}, {}, frozenset(), (0, 0, 0))
    return best


# The lines that express it


def _said(facts: Settling, members: Sequence[Piece], settled: Mapping[str, Option], *, must_apply: bool) -> Literals:
    """A small number of lines that express what was settled."""
    found: list[Literals] = [{}]
    for one in sorted(members, key=_length_of):
        if not facts.condition and not facts.may_fail(one, {}):
            continue
        ways = [] if isinstance(one.holds, Truth) else _ways(facts, one.holds, True, settled)
        for keep in one.keeps:
            ways += _ways(facts, keep, False, settled)
        found = _fewest(facts, [{**have, **way} for have in found for way in ways])
    for literals in found:
        if _achieves(facts, members, literals, settled, must_apply=must_apply):
            return _without_doubles(facts, members, literals, settled, must_apply=must_apply)
    # if one line is not enough for an element: all lines of the settled facts, without those that are not needed
    literals = {
        i: bool(option.world >> i & 1)
        for name, option in settled.items()
        for i in facts.ids[name]
        if (option.reform or facts.truths[i] is U)
        and (i in facts.rule.own or facts.lines.all[i].leaf.attribute != "status")
    }
    same = {i for i, says in literals.items() if facts.truths[i] is (T if says else F)}
    for i, _ in sorted(literals.items(), key=lambda one: (one[0] in same, _in_order(facts, one)), reverse=True):
        if facts.left < 0:
            break
        fewer = {k: says for k, says in literals.items() if k != i}
        if _achieves(facts, members, fewer, settled, must_apply=must_apply):
            literals = fewer
    return literals


def _without_doubles(
    facts: Settling, members: Sequence[Piece], literals: Literals, settled: Mapping[str, Option], *, must_apply: bool
) -> Literals:
    """The lines without those implied by others on the same attribute."""
    for i, _ in sorted(literals.items(), key=lambda one: _in_order(facts, one), reverse=True):
        if facts.left < 0:
            break
        read = {(leaf.fact, leaf.attribute) for leaf in parts(facts.lines.all[i].leaf)}
        fewer = {k: says for k, says in literals.items() if k != i}
        beside = {(leaf.fact, leaf.attribute) for k in fewer for leaf in parts(facts.lines.all[k].leaf)}
        if not read.isdisjoint(beside) and _achieves(facts, members, fewer, settled, must_apply=must_apply):
            literals = fewer
    return literals


def _length_of(one: Piece) -> int:
    return 0 if isinstance(one.holds, Truth) else len(lines_in(one.holds))


def _fewest(facts: Settling, ways: Iterable[Literals]) -> list[Literals]:
    """Ways with few lines first, then by their text; only as many as are compared."""
    distinct = {tuple(sorted(way.items())): way for way in ways}
    facts.left -= sum(map(len, distinct))
    ordered = sorted(
        distinct.values(), key=lambda way: (_size(facts, way), sorted(_in_order(facts, one) for one in way.items()))
    )
    return ordered[:_WAYS]


def _ways(facts: Settling, condition: Condition, wanted: bool, settled: Mapping[str, Option]) -> list[Literals]:
    """Sets of lines of settled facts that make a condition true (or false, where not `wanted`), whatever else turns out."""
    if isinstance(condition, int):
        option = settled.get(facts.lines.facts[condition])
        truth = T if wanted else F
        if option is None:
            return [{}] if facts.truths[condition] is truth else []
        if bool(option.world >> condition & 1) is not wanted:
            return []
        return [{}] if facts.truths[condition] is truth else [{condition: wanted}]
    op, n, parts = condition
    if op == "not":
        return _ways(facts, parts[0], not wanted, settled)
    need = {"all": len(parts), "any": 1, "at_least": n}[op]
    if not wanted:
        need = len(parts) - need + 1
    if len(parts) > _PARTS or facts.left < 0:  # too many to compare
        ways = [own[0] for part in parts if (own := _ways(facts, part, wanted, settled))]
        ways.sort(key=lambda way: (_size(facts, way), sorted(_in_order(facts, literal) for literal in way.items())))
        return [{i: says for way in ways[:need] for i, says in way.items()}] if len(ways) >= need else []
    found: list[list[Literals]] = [[{}], *([] for _ in range(need))]  # by the number of parts that are as wanted
    for part in parts:
        ways = _ways(facts, part, wanted, settled)
        for count in range(need, 0, -1):
            more = [{**have, **way} for have in found[count - 1] for way in ways]
            found[count] = _fewest(facts, [*found[count], *more]) if more else found[count]
    return found[need]


def _achieves(
    facts: Settling, members: Sequence[Piece], literals: Literals, settled: Mapping[str, Option], *, must_apply: bool
) -> bool:
    """Whether these lines, taken word for word, are enough."""
    if set(settled) != {facts.lines.facts[i] for i in literals}:
        return False
    ways = [
        facts.said(name, {i: says for i, says in literals.items() if i in facts.ids[name]}, reform=option.reform)
        for name, option in settled.items()
    ]
    size = 1
    for way in ways:
        size *= len(way)
    if not 0 < size <= (facts.found.rules.limit if facts.left >= 0 else _FEW):
        return False
    seen = not must_apply
    for chosen in product(*ways):
        ends = dict(zip(settled, chosen, strict=True))
        if any(facts.may_fail(one, ends) for one in members):
            return False
        seen = seen or facts.seen(ends)
    return seen


def _plus(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _total(options: Iterable[Option]) -> Cost:
    total: Cost = (0, 0, 0)
    for option in options:
        total = _plus(total, option.cost)
    return total
