"""What the facts of one criterion may be now, what can be made of them, and whether an element may still fail afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from assess.engine import bounds, completions, listings
from assess.engine.completions import Choice, Outcome
from assess.engine.lines import by_fact
from assess.engine.pieces import Known, Open, Piece, bits, listed, made, mask, piece, standing
from assess.engine.plan import Rule
from assess.engine.truth import lines_in, residual, true_at
from assess.model.results import FactState, Truth
from assess.tuples import NamedTuple

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

_WORLDS = 1_000_000
"""Worlds (of a few lines each) that the searches of one framework look at, shared between its criteria; beyond it they give their
best so far."""

Cost = tuple[int, int, int]
"""Reforms of what no reform can change (geography, say), reforms, confirmations."""
Ends = tuple[int, int]
"""A world at its worst and at its best, as far as it is free."""
Literals = dict[int, bool]
"""Lines with the truth that they have to have."""


class Option(NamedTuple):
    """One way to settle a fact."""

    cost: Cost
    world: int
    """Its lines that then hold."""
    reform: bool


Shape = tuple[list[Piece], Open, int, dict[str, list[int]], dict[str, int], set[str]]
"""The open elements, the open condition and its lines; the lines of each fact, as numbers and as a world; what can be settled."""


class Settling:
    """The facts of one criterion in one profile."""

    def __init__(self, rule: Rule, found: Known) -> None:
        self.rule, self.found, self.lines = rule, found, found.rules.lines
        self.truths = truths = found.truths
        shape: Shape | None = None
        if alike := rule.open_alike and NA not in [truths[i] for i in rule.sign]:
            shape = found.rules.opened.get(rule.criterion.id)
        if shape is None:
            shape = self._shaped()
            if alike:
                found.rules.opened[rule.criterion.id] = shape
        self.pieces, self.applies, self.condition, self.ids, self.masks, self.can_be_settled = shape
        self.left = min(100_000, _WORLDS // max(1, len(found.rules.rules)))
        self.lengths: dict[int, int] = {}
        """Of each line how many it takes to say it: of one that brings several together, what its basis lacks."""
        self._facts: dict[int, list[str]] = {}
        self._now: dict[str, list[Ends]] = {}
        self._options: dict[str, list[Option]] = {}
        self._patterns: dict[tuple[str, bool], list[list[Choice]]] = {}
        self._given: list[tuple[int, list[Ends]]] | None = None

    def _shaped(self) -> "Shape":
        """The criterion with every line open that could be another."""
        rule, found = self.rule, self.found
        open_truths = self._open_truths()
        loose = found._replace(truths=open_truths)
        bound = standing(loose, asked=rule.asks_standing)
        every_piece = [piece(part, loose, bound) for part in rule.parts if not part.element.option]
        pieces = [one for one in every_piece if one is not None]
        applies = T if rule.applies is None else residual(rule.applies, open_truths)
        condition = every = 0 if isinstance(applies, Truth) else mask(lines_in(applies))
        for one in pieces:
            every |= one.lines
        ids = by_fact(bits(every), self.lines)
        masks = {name: mask(own) for name, own in ids.items()}
        can_be_settled = {name for name, own in ids.items() if any(i < self.lines.conditions for i in own)}
        return pieces, applies, condition, ids, masks, can_be_settled

    def _open_truths(self) -> list[Truth]:
        """Every line of the criterion that could be another open; what the State has reserved or declared as it is."""
        rules, found = self.found.rules, self.found
        conditions = rules.lines.conditions
        truths = list(found.truths)
        for i in self.rule.sign:
            if i < conditions and truths[i] is not NA:
                truths[i] = U
        name = rules.framework.head.treaty or ""
        treaty = found.states.get(name)
        reads = any(i < conditions and rules.lines.facts[i] == name for i in self.rule.sign)
        if rules.lines.bound is not None and treaty and treaty.truth is not NA and reads:
            truths[rules.lines.bound] = U  # a line reads where the State stands, so that this may change
            for i, named in rules.lines.paragraphs.items():
                truths[i] = made(treaty, named)
        return truths

    def facts(self, lines: int) -> list[str]:
        """The facts that these lines read and that can be settled."""
        if lines not in self._facts:
            self._facts[lines] = [
                name for name, own in self.masks.items() if own & lines and name in self.can_be_settled
            ]
        return self._facts[lines]

    def worlds(self, name: str) -> list[Ends]:
        """How the lines of a fact may turn out as things are."""
        if name not in self._now:
            ids = self.ids[name]
            base = mask([i for i in ids if self.truths[i] is T])
            unknown = [i for i in ids if self.truths[i] is U]
            ways: Iterable[Ends] = [(0, 0)]
            if unknown:
                outcomes = self._outcomes(self.found.states[name], unknown)
                ways = [(0, mask(unknown))] if outcomes is None else [(one.worst, one.best) for one in outcomes]
            self._now[name] = sorted({(worst | base, best | base) for worst, best in ways})
        return self._now[name]

    def options(self, name: str) -> list[Option]:
        """The ways to settle a fact, the cheaper ones first: confirming what it may be, or reforming it into what it can be."""
        if name not in self._options:
            options: dict[int, Option] = {}
            ids, state = self.ids[name], self.found.states[name]
            if any(self.truths[i] is U for i in ids):
                for _, best in self.worlds(name):
                    options.setdefault(best, Option((0, 0, 1), best, reform=False))
            free = completions.unbound(state)
            for one in self._outcomes(free, ids) or ():
                options.setdefault(one.best, Option(self.reform_cost(name), one.best, reform=True))
            self._options[name] = sorted(options.values(), key=lambda one: (one.cost, one.world))
        return self._options[name]

    def _outcomes(self, state: FactState, ids: list[int]) -> Sequence[Outcome] | None:
        """How a fact may turn out for these lines."""
        rules = self.found.rules
        if state.bases or state.status is not None or state.value is not None:
            return completions.outcomes(state, ids, self.lines.all, self.rule.sign, rules.limit)
        return bounds.unknown(state, ids, self.rule.sign, rules)

    def reform_cost(self, name: str) -> Cost:
        """What is not to be changed (geography, say) is changed only where nothing else would do."""
        reform = self.found.states[name].fact.reform
        return int(reform is not None and not reform.actionable), 1, 0

    def given(self) -> list[tuple[int, list[Ends]]]:
        """What is unknown and can be neither changed nor confirmed: what the State has reserved or declared."""
        if self._given is None:
            self._given = []
            treaty = self.found.states.get(self.found.rules.framework.head.treaty or "")
            for name, ids in self.ids.items():
                if name in ("reservations", "declarations"):
                    named = {i: self.lines.paragraphs[i][1:] for i in ids}
                    lists = listings.lists(listed(treaty, name), named, self.rule.sign, self.found.rules.limit)
                    for variable in lists:
                        ways = [(one.worst, one.best) for one in variable.outcomes or ()]
                        self._given.append((variable.lines, ways or [(0, variable.lines)]))
                elif name not in self.can_be_settled:
                    self._given.append((self.masks[name], [(0, 0), (self.masks[name], self.masks[name])]))
        return self._given

    def at(self, lines: int, settled: Mapping[str, Ends]) -> Iterable[Ends]:
        """The worlds that are left for some lines once some facts are settled."""
        ways: list[Sequence[Ends]] = []
        size = 1
        for name in self.facts(lines):
            ways.append([settled[name]] if name in settled else self.worlds(name))
        ways += [own for reached, own in self.given() if reached & lines]
        for way in ways:
            size *= len(way)
        if size > self.found.rules.limit or self.left < 0:  # each can only be considered by itself
            ways = [[(_all(worst for worst, _ in way), _any(best for _, best in way))] for way in ways]
        work = 1 + lines.bit_count() // 4
        if len(ways) == 1:
            for one in ways[0]:
                self.left -= work
                yield one
            return
        for chosen in product(*ways):
            self.left -= work
            yield _any([worst for worst, _ in chosen]), _any([best for _, best in chosen])

    def may_fail(self, one: Piece, settled: Mapping[str, Ends]) -> bool:
        """Whether an element fails in one of the worlds that are left."""
        line = one.holds
        if line is T:
            return False
        if (
            isinstance(line, int) and not one.keeps and not self.condition
        ):  # the usual case: there are no worlds to go through
            ends = settled.get(self.lines.facts[line])
            return self.truths[line] is not T if ends is None else not ends[0] >> line & 1
        for worst, best in self.at(one.lines | self.condition, settled):
            if self._applies(worst):
                low, _ = one.at(worst, best)
                if low.counted and not low.held:
                    return True
        return False

    def seen(self, settled: Mapping[str, Ends]) -> bool:
        """Whether there is a world in which the criterion applies."""
        return any(
            self._applies(worst) and one.at(worst, best)[0].counted
            for one in self.pieces
            for worst, best in self.at(one.lines | self.condition, settled)
        )

    def _applies(self, world: int) -> bool:
        return self.applies is T if isinstance(self.applies, Truth) else true_at(self.applies, world)

    def said(self, name: str, literals: Literals, *, reform: bool) -> list[Ends]:
        """What a fact may be where these of its lines are settled, taken word for word: no more lines change than have to."""
        ids = self.ids[name]
        read = [i for i in ids if i in self.rule.own]  # what no line of the criterion says is not kept either
        known = {i: self.truths[i] is T for i in read if i not in literals and self.truths[i] in (T, F)}
        asked, wanted = mask(list(literals)), mask([i for i, says in literals.items() if says])
        kept, was = mask(list(known)), mask([i for i, says in known.items() if says])
        patterns = self._all_patterns(name, reform=reform)
        self.left -= sum(len(choice.worlds) for pattern in patterns for choice in pattern) // 4
        found: dict[int, set[Ends]] = {}
        for pattern in patterns:
            broken, ways = 0, {(0, 0)}
            for lines, worlds in pattern:
                fit = [world for world in worlds if not (world ^ wanted) & asked & lines]
                if not fit:
                    break
                counts = [((world ^ was) & kept & lines).bit_count() for world in fit]
                least = min(counts)
                broken += least
                left = [Outcome(world, world) for world, count in zip(fit, counts, strict=True) if count == least]
                own = completions.collapsed(left, [i for i in ids if lines >> i & 1], self.rule.sign)
                ways = {(worst | one.worst, best | one.best) for worst, best in ways for one in own}
                if len(ways) > self.found.rules.limit:
                    return []
            else:
                found.setdefault(broken, set()).update(ways)
        return sorted(found[min(found)]) if found else []

    def _made_anew(self, state: FactState, ids: list[int]) -> list[list[Choice]]:
        """All that a reform can make of a fact: the same for every State, and worked out once."""
        key = state.id, tuple(ids)
        patterns = self.found.rules.made_anew
        if key not in patterns:
            patterns[key] = completions.patterns(completions.unbound(state), ids, self.lines.all)
        return patterns[key]

    def _all_patterns(self, name: str, *, reform: bool) -> list[list[Choice]]:
        """All that a fact may be, or may be made."""
        if (name, reform) not in self._patterns:
            ids, state = self.ids[name], self.found.states[name]
            nothing = not state.bases and state.status is None and state.value is None and state.truth is U
            found = self._made_anew(state, ids) if nothing else completions.patterns(state, ids, self.lines.all)
            if reform and not nothing:
                more = self._made_anew(state, ids)
                found = [*found, *more] if found and more else []
            self._patterns[name, reform] = found
        return self._patterns[name, reform]


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
