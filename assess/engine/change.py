"""The smallest change that would make a finding met: what to reform, what to confirm.

A reform gives a fact any answer it can have; a confirmation settles what is unknown of it, in one way that is possible now. All else stays as
it is, unknown where it is unknown, and the criterion has to be met however that turns out. What a State has reserved or declared is neither
changed nor confirmed.

Elements that share no fact are settled apart. Most are one line on a fact that one answer serves best, and that line has to hold; the
others are searched: an element that may fail needs one of its facts settled.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from assess.engine import completions
from assess.engine.bounds import Known, Piece, bits, made, mask, piece
from assess.engine.plan import Rule, by_fact
from assess.engine.truth import Condition, Test, lines_in, residual, true_at
from assess.model.results import BasisState, Change, FactState, Finding, Step, Truth

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_WORLDS = 2_000_000
"""Worlds that the searches of one framework look at, shared between its criteria; beyond that they give the best they have found."""
_TIES = 200
"""Equally small changes among which the one with the fewest lines is taken."""

Cost = tuple[int, int, int]
"""Reforms of what no reform can change (geography, say), reforms, confirmations."""
Literals = dict[int, bool]
"""Lines with the truth that they have to have."""


def change_of(finding: Finding) -> Change | None:
    """The smallest change of a finding that is not known to be met, worked out when it is first asked for."""
    working = finding.working
    return working.change() if isinstance(working, Working) else None


class Working:
    """What the smallest change of a finding follows from, and the change itself once it was asked for."""

    __slots__ = ("_change", "found", "rule")

    def __init__(self, rule: Rule, found: Known) -> None:
        self.rule, self.found = rule, found
        self._change: Change | None | bool = False

    def change(self) -> Change | None:
        """The smallest change; None where nothing would do."""
        if isinstance(self._change, bool):
            self._change = _Search(self.rule, self.found).smallest()
        return self._change

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Working)  # it follows from what a finding holds beside it

    __hash__ = None  # type: ignore[assignment]


class Option(NamedTuple):
    """One way to settle a fact."""

    cost: Cost
    world: int
    """Its lines that then hold."""
    reform: bool


class Solution(NamedTuple):
    """Settled facts, with their lines."""

    cost: Cost
    settled: dict[str, Option]


class _Search:
    """The smallest change of one criterion in one profile."""

    def __init__(self, rule: Rule, found: Known) -> None:
        self.rule, self.found = rule, found
        lines = found.rules.lines
        self.lines = lines
        self.truths = self._open_truths()
        loose = found._replace(truths=self.truths)
        pieces = [piece(part, loose) for part in rule.parts if not part.element.option]
        self.pieces = [one for one in pieces if one is not None]
        self.applies = T if rule.applies is None else residual(rule.applies, self.truths)
        self.condition = 0 if isinstance(self.applies, Truth) else mask(lines_in(self.applies))
        every = self.condition
        for one in self.pieces:
            every |= one.lines
        self.ids = by_fact(bits(every), lines)
        self.left = min(200_000, _WORLDS // max(1, len(found.rules.rules)))
        self.now: dict[str, list[tuple[int, int]]] = {}
        self.adversaries: list[tuple[int, list[tuple[int, int]]]] = []
        """Lines on what the State reserved or declared, and how they may turn out."""
        self.options_of: dict[str, list[Option]] = {}

    def _open_truths(self) -> list[Truth]:
        """Every line that could be another open; what the State has reserved or declared as it is."""
        rules, found = self.found.rules, self.found
        conditions = rules.lines.conditions
        truths = [NA if truth is NA else U for truth in found.truths[:conditions]] + list(found.truths[conditions:])
        bound = rules.lines.bound
        if bound is not None:
            name = rules.framework.head.treaty or ""
            treaty = found.states.get(name)
            if treaty and treaty.truth is not NA and any(rules.lines.facts[i] == name and i < conditions for i in self.rule.sign):
                truths[bound] = U  # a line reads where the State stands, so that this may change
                for i, (kind, paragraph) in rules.lines.paragraphs.items():
                    truths[i] = made(treaty, kind, paragraph)
        return truths

    def smallest(self) -> Change | None:
        """The change, or None where nothing would do."""
        if self.applies is F or self.applies is NA or not self.pieces:
            return None
        solutions = []
        for members in self._components():
            solution = self._solve(members, must_apply=bool(self.condition))
            if solution is None:
                return None
            solutions.append(solution)
        literals: Literals = {}
        settled: dict[str, Option] = {}
        for own, own_literals in solutions:
            settled |= own.settled
            literals |= own_literals
        if not self.condition and not any(not one.keeps for one in self.pieces):
            solution = Solution(_total(settled.values()), settled)
            if not self._achieves(self.pieces, literals, solution, must_apply=True):
                whole = self._solve(list(self.pieces), must_apply=True)
                if whole is None:
                    return None
                settled, literals = whole[0].settled, whole[1]
        return self._change(settled, literals)

    def _change(self, settled: Mapping[str, Option], literals: Literals) -> Change | None:
        truths = self.found.truths
        reform: list[Step] = []
        confirm: list[Step] = []
        known = {self.lines.facts[i] for i in literals if truths[i] is not U}
        for i, wanted in sorted(literals.items(), key=self._in_order):
            name = self.lines.facts[i]
            step = Step(self.found.states[name], self.lines.all[i].leaf, wanted)
            sure = truths[i] is not U or (settled[name].reform and name not in known)
            (reform if sure else confirm).append(step)
        return Change(tuple(reform), tuple(confirm)) if reform or confirm else None

    def _in_order(self, literal: tuple[int, bool]) -> tuple[str, bool]:
        """By the text of the line."""
        return self.lines.all[literal[0]].leaf.text, literal[1]

    # What facts may be now, and what they can be made

    def _facts(self, lines: int) -> list[str]:
        """The facts that these lines read and that can be settled."""
        return [name for name, ids in self.ids.items() if self._settles(name, ids) and mask(ids) & lines]

    def _settles(self, name: str, ids: Sequence[int]) -> bool:
        return any(i < self.lines.conditions for i in ids)

    def _worlds(self, name: str) -> list[tuple[int, int]]:
        """How the lines of a fact may turn out as things are, at worst and at best."""
        if name not in self.now:
            ids, truths = self.ids[name], self.found.truths
            base = mask([i for i in ids if truths[i] is T])
            unknown = [i for i in ids if truths[i] is U]
            made_: Iterable[tuple[int, int]] = [(0, 0)]
            if unknown:
                outcomes = completions.outcomes(
                    self.found.states[name], unknown, self.lines.all, self.rule.sign, self.found.rules.limit
                )
                made_ = [(0, mask(unknown))] if outcomes is None else [(one.worst, one.best) for one in outcomes]
            self.now[name] = sorted({(worst | base, best | base) for worst, best in made_})
        return self.now[name]

    def _options(self, name: str) -> list[Option]:
        """The ways to settle a fact, those that cost less first."""
        if name not in self.options_of:
            ids = self.ids[name]
            state = self.found.states[name]
            options: dict[int, Option] = {}
            if any(self.found.truths[i] is U for i in ids):
                for _, best in self._worlds(name):
                    options.setdefault(best, Option((0, 0, 1), best, False))
            reform = state.fact.reform
            cost = (int(reform is not None and not reform.actionable), 1, 0)
            for world in self._reachable(name, ids, self.rule.sign) or ():
                options.setdefault(world[1], Option(cost, world[1], True))
            self.options_of[name] = sorted(options.values(), key=lambda one: (one.cost, one.world))
        return self.options_of[name]

    def _reachable(self, name: str, ids: Sequence[int], sign: completions.Signs) -> list[tuple[int, int]] | None:
        """How a reform can have the lines of a fact turn out: the bases that are there amended at will, or one made."""
        state = self.found.states[name]
        bases = (BasisState(U, {}, None),) * max(1, len(state.bases) if state.fact.kind == "provision" else 0)
        free = FactState(name, state.fact, "absent", U, bases if len(bases) > 1 else ())
        found = completions.outcomes(free, ids, self.lines.all, sign, self.found.rules.limit)
        return None if found is None else [(one.worst, one.best) for one in found]

    def _adversaries(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """What is unknown and can be neither changed nor confirmed."""
        if not self.adversaries:
            treaty = self.found.states.get(self.found.rules.framework.head.treaty or "")
            for name, ids in self.ids.items():
                if name in ("reservations", "declarations"):
                    given = None if treaty is None else getattr(treaty, name)
                    named = {i: self.lines.paragraphs[i][1] for i in ids}
                    for variable in completions.lists(given, named, self.rule.sign, self.found.rules.limit):
                        ways = [(one.worst, one.best) for one in variable.outcomes or ()]
                        self.adversaries.append((variable.lines, ways or [(0, variable.lines)]))
                elif not self._settles(name, ids):
                    self.adversaries.append((mask(ids), [(world, world) for world in (0, mask(ids))]))
        return self.adversaries

    # Elements that hang together

    def _components(self) -> list[list[Piece]]:
        """Elements that share facts; all of them where what decides whether the criterion applies is open."""
        if self.condition:
            return [list(self.pieces)]
        groups: list[tuple[list[Piece], set[str]]] = []
        for one in self.pieces:
            names = set(self._facts(one.lines))
            touching = [group for group in groups if group[1] & names]
            groups = [group for group in groups if not group[1] & names]
            groups.append(([*(p for group in touching for p in group[0]), one], names.union(*(g[1] for g in touching))))
        return [members for members, _ in groups]

    def _solve(self, members: list[Piece], *, must_apply: bool) -> tuple[Solution, Literals] | None:
        """The smallest change of these elements, with the lines that say it."""
        direct = None if must_apply else self._direct(members)
        if direct is not None:
            return direct[0] if direct else None
        found = self._search(members, must_apply=must_apply)
        best: tuple[Any, Solution, Literals] | None = None
        for solution in found:
            literals = self._said(members, solution, must_apply=must_apply)
            texts = sorted(map(self._in_order, literals.items()))
            key = (solution.cost, len(texts), texts)
            if best is None or key < best[0]:
                best = key, solution, literals
        return None if best is None else (best[1], best[2])

    def _direct(self, members: Sequence[Piece]) -> list[tuple[Solution, Literals]] | None:
        """The change where each element is one line and one answer serves all of them best: empty where a line cannot hold."""
        truths, mixed = self.found.truths, set(self.rule.mixed)
        literals: Literals = {}
        settled: dict[str, Option] = {}
        for one in members:
            line = one.holds
            if isinstance(line, Truth):
                if line is not T:
                    return []
                continue
            if one.keeps or not isinstance(line, int) or line in mixed:
                return None
            if truths[line] is T:
                continue
            if self.lines.all[line].free is F:
                return []
            literals[line] = True
            name = self.lines.facts[line]
            reform = self.found.states[name].fact.reform
            if truths[line] is not U:
                cost = (int(reform is not None and not reform.actionable), 1, 0)
                settled[name] = Option(cost, 0, reform=True)
            else:
                settled.setdefault(name, Option((0, 0, 1), 0, reform=False))
        return [(Solution(_total(settled.values()), settled), literals)]

    # The search

    def _search(self, members: Sequence[Piece], *, must_apply: bool) -> list[Solution]:
        """The smallest changes of these elements, all of one cost."""
        best: list[Solution] = []

        def search(settled: dict[str, Option], kept: frozenset[str], cost: Cost) -> None:
            nonlocal best
            if self.left < 0 and best:
                return
            failing = [one for one in members if self._may_fail(one, settled)]
            if not failing and (not must_apply or self._seen(settled)):
                if not best or cost < best[0].cost:
                    best = []
                if len(best) < _TIES:
                    best.append(Solution(cost, dict(settled)))
                return
            wanting = [one.lines | self.condition for one in failing]
            if not wanting:  # nothing fails, because nothing applies
                wanting = [self.condition | mask([i for one in members for i in bits(one.lines)])]
            ways = [[name for name in self._facts(lines) if name not in settled and name not in kept] for lines in wanting]
            ways.sort(key=len)
            least, used = cost, set[str]()
            for names in ways:
                if not names:
                    return
                if used.isdisjoint(names):  # elements that share no fact need one each
                    used.update(names)
                    least = _plus(least, min(self._options(name)[0].cost for name in names if self._options(name)))
            if best and least > best[0].cost:
                return
            given = kept
            for name in ways[0]:
                for option in self._options(name):
                    more = _plus(cost, option.cost)
                    if not best or more <= best[0].cost:
                        search({**settled, name: option}, given, more)
                    if self.left < 0:  # no more than the way begun
                        return
                given |= {name}

        search({}, frozenset(), (0, 0, 0))
        return best

    def _at(self, lines: int, settled: Mapping[str, Option]) -> Iterable[tuple[int, int]]:
        """The worlds that are left for some lines, at worst and at best."""
        ways: list[Sequence[tuple[int, int]]] = []
        size = 1
        for name, ids in self.ids.items():
            if mask(ids) & lines and self._settles(name, ids):
                option = settled.get(name)
                ways.append(self._worlds(name) if option is None else [(option.world, option.world)])
        ways += [own for reached, own in self._adversaries() if reached & lines]
        for way in ways:
            size *= len(way)
        if size > self.found.rules.limit:  # no more can be said than of each by itself
            ways = [[(_all(worst for worst, _ in way), _any(best for _, best in way))] for way in ways]
        for chosen in product(*ways):
            self.left -= 1
            yield _any(worst for worst, _ in chosen), _any(best for _, best in chosen)

    def _may_fail(self, one: Piece, settled: Mapping[str, Option]) -> bool:
        """Whether the element fails in a world that is left."""
        if one.holds is T:
            return False
        for worst, best in self._at(one.lines | self.condition, settled):
            if self._applies(worst) and one.at(worst, best)[0].held < one.weight and one.at(worst, best)[0].counted:
                return True
        return False

    def _applies(self, world: int) -> bool:
        return self.applies is T if isinstance(self.applies, Truth) else true_at(self.applies, world)

    def _seen(self, settled: Mapping[str, Option]) -> bool:
        """Whether there is a world in which the criterion applies."""
        if not self.condition and any(not one.keeps for one in self.pieces):
            return True
        return any(
            self._applies(worst) and one.at(worst, best)[0].counted
            for one in self.pieces
            for worst, best in self._at(one.lines | self.condition, settled)
        )

    # The lines that say it

    def _said(self, members: Sequence[Piece], solution: Solution, *, must_apply: bool) -> Literals:
        """Few lines that say what a solution settles."""
        literals: Literals = {}
        simple = sorted(members, key=lambda one: (len(lines_in(one.holds)) if not isinstance(one.holds, Truth) else 0))
        whole = False
        for one in simple:
            if not self._may_fail(one, {}) and not self.condition:
                continue
            ways = [] if isinstance(one.holds, Truth) else [self._implied(one.holds, True, solution, literals)]
            ways += [self._implied(keep, False, solution, literals) for keep in one.keeps]
            found = [way for way in ways if way is not None]
            if found:
                literals |= min(found, key=lambda way: self._length(way, literals))
            else:
                whole = True
        if not whole and self._achieves(members, literals, solution, must_apply=must_apply):
            return literals
        everything = {
            i: bool(option.world >> i & 1)
            for name, option in solution.settled.items()
            for i in self.ids[name]
            if option.reform or self.found.truths[i] is U
        }
        same = [(i, says) for i, says in everything.items() if self.found.truths[i] is (T if says else F)]
        other = [(i, says) for i, says in everything.items() if self.found.truths[i] is not (T if says else F)]
        for i, _ in [*sorted(same, key=self._in_order, reverse=True), *sorted(other, key=self._in_order, reverse=True)]:
            fewer = {k: v for k, v in everything.items() if k != i}
            settles = {self.lines.facts[k] for k in fewer}
            if settles == set(solution.settled) and self._achieves(members, fewer, solution, must_apply=must_apply):
                del everything[i]
        return everything

    def _length(self, way: Literals, have: Literals) -> tuple[int, list[tuple[str, bool]]]:
        more = [literal for literal in way.items() if literal[0] not in have]
        return len(more), sorted(map(self._in_order, more))

    def _implied(self, condition: Condition, wanted: bool, solution: Solution, have: Literals) -> Literals | None:
        """Lines of settled facts that make a condition true (or false, where not `wanted`), whatever else turns out."""
        if isinstance(condition, int):
            name, truth = self.lines.facts[condition], T if wanted else F
            option = solution.settled.get(name)
            if option is None:
                return {} if self._sure(condition) is truth else None
            if bool(option.world >> condition & 1) is not wanted:
                return None
            return {} if self.found.truths[condition] is truth else {condition: wanted}
        op, n, parts = condition
        if op == "not":
            return self._implied(parts[0], not wanted, solution, have)
        need = {"all": len(parts), "any": 1, "at_least": n}[op]
        if not wanted:
            need = len(parts) - need + 1
        ways = [way for part in parts if (way := self._implied(part, wanted, solution, have)) is not None]
        if len(ways) < need:
            return None
        found: Literals = {}
        for _ in range(need):
            way = min(ways, key=lambda way: self._length(way, have | found))
            ways.remove(way)
            found |= way
        return found

    def _sure(self, line: int) -> Truth:
        if line < self.lines.conditions:
            return self.found.truths[line]
        ways = [own for reached, own in self._adversaries() if reached >> line & 1]
        seen = {world >> line & 1 for own in ways for pair in own for world in pair}
        return U if len(seen) != 1 else T if 1 in seen else F

    def _achieves(
        self, members: Sequence[Piece], literals: Literals, solution: Solution, *, must_apply: bool
    ) -> bool:
        """Whether these lines, taken word for word, are enough: what is known now and not named stays so where it can."""
        ways: dict[str, list[int]] = {}
        truths = self.found.truths
        none = dict.fromkeys(self.rule.sign, 0)
        if set(solution.settled) != {self.lines.facts[i] for i in literals}:
            return False
        for name, option in solution.settled.items():
            ids = self.ids[name]
            states = {world for pair in self._complete(name) for world in pair}
            if option.reform:
                reached = self._reachable(name, ids, none)
                if reached is None:
                    return False
                states |= {world for _, world in reached}
            own = {i: says for i, says in literals.items() if i in ids}
            kept = [world for world in states if all(bool(world >> i & 1) is says for i, says in own.items())]
            known = {i: truths[i] is T for i in ids if i not in own and i < self.lines.conditions and truths[i] in (T, F)}
            broken = {world: sum(bool(world >> i & 1) is not says for i, says in known.items()) for world in kept}
            if not kept:
                return False
            least = min(broken.values())
            ways[name] = [world for world in kept if broken[world] == least]
        size = 1
        for left in ways.values():
            size *= len(left)
        if size > self.found.rules.limit:
            return False
        seen = not must_apply
        for chosen in product(*ways.values()):
            settled = {name: Option((0, 0, 0), world, False) for name, world in zip(ways, chosen, strict=True)}
            if any(self._may_fail(one, settled) for one in members):
                return False
            seen = seen or self._seen(settled)
        return seen

    def _complete(self, name: str) -> list[tuple[int, int]]:
        """Every way in which the lines of a fact may turn out as things are."""
        ids, truths = self.ids[name], self.found.truths
        base = mask([i for i in ids if truths[i] is T])
        unknown = [i for i in ids if truths[i] is U]
        if not unknown:
            return [(base, base)]
        none = dict.fromkeys(self.rule.sign, 0)
        found = completions.outcomes(self.found.states[name], unknown, self.lines.all, none, self.found.rules.limit)
        return [(one.worst | base, one.best | base) for one in found or ()]


def _plus(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _total(options: Iterable[Option]) -> Cost:
    total: Cost = (0, 0, 0)
    for option in options:
        total = _plus(total, option.cost)
    return total


def _any(worlds: Iterable[int]) -> int:
    found = 0
    for world in worlds:
        found |= world
    return found


def _all(worlds: Iterable[int]) -> int:
    found = -1
    for world in worlds:
        found &= world
    return found
