"""The smallest change by brute force: which facts to reform and which to confirm so that a criterion is met.

A reform gives a fact any state that it can have; a confirmation settles what is unknown of it, one way that is possible now.
All that is not named stays as it is, unknown where it is unknown, and the criterion has to be met however that turns out. What
a State has reserved or declared is no fact that a line reads: it is neither changed nor confirmed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod
from typing import Any

from tests.oracle.brute import Criterion, Framework
from tests.oracle.lines import Condition, Line, Tree, lines_of, read
from tests.oracle.together import Atom, Bases, given
from tests.oracle.worlds import LISTS, MOST, Profile, State, TooMany, project

Step = tuple[Any, bool]
"""A line of the criterion (or a condition that one basis of its fact has to meet) and the truth it has to have."""
_READ = (Line, Atom, Bases)


class Changes:
    """What can be changed of one criterion in one profile."""

    def __init__(self, criterion: Criterion, framework: Framework, profile: Profile) -> None:
        self.criterion = criterion
        self.now = framework.states(profile, criterion.scored)
        self.facts = list(self.now)
        keys: dict[str, list[Any]] = {}
        for fact, key in criterion.scored:
            keys.setdefault(fact, []).append(key)
        self.keys = keys
        self.after = {}
        """Of each fact the states that it can be given."""
        for fact in self.facts:
            reformable = fact != LISTS and any(isinstance(key, _READ) for key in keys[fact])
            made = (
                project(framework.reader.only(keys[fact]).reachable(fact, profile), keys[fact])
                if reformable
                else self.now[fact]
            )
            self.after[fact] = [*self.now[fact], *(state for state in made if state not in self.now[fact])]
        self.readable = [f for f in self.facts if f != LISTS and any(isinstance(key, _READ) for key in keys[f])]
        if prod(map(len, self.after.values())) > MOST:
            raise TooMany
        self.memo: dict[tuple[int, ...], bool | None] = {}

    def met(self, chosen: Sequence[int]) -> bool | None:
        """Whether the criterion is met in one world (by positions of states), None where it does not apply."""
        key = tuple(chosen)
        if key not in self.memo:
            world = {fact: self.after[fact][i] for fact, i in zip(self.facts, key, strict=True)}
            score = self.criterion.score(world)
            self.memo[key] = None if score is None else score == 1
        return self.memo[key]

    def always(self, choices: Sequence[Iterable[int]]) -> bool:
        """Whether it is met in all worlds that are left, and applies in one."""
        seen = False
        for chosen in product(*choices):
            met = self.met(chosen)
            if met is False:
                return False
            seen = seen or met is True
        return seen

    def smallest(self) -> tuple[int, int] | None:
        """How many facts to reform and to confirm at least; None where it is met already or nothing would do."""
        present = [range(len(self.now[fact])) for fact in self.facts]
        if self.always(present) or not any(self.met(chosen) is not None for chosen in product(*present)):
            return None
        reformable = [f for f in self.readable if len(self.after[f]) > len(self.now[f]) or len(self.after[f]) > 1]
        unknown = [fact for fact in self.readable if len(self.now[fact]) > 1]
        if not self._works(reformable, ()):
            return None
        for reforms in range(len(reformable) + 1):
            for confirmations in range(len(unknown) + 1):
                for changed in combinations(reformable, reforms):
                    left = [fact for fact in unknown if fact not in changed]
                    for confirmed in combinations(left, confirmations):
                        if self._works(changed, confirmed):
                            return reforms, confirmations
        raise AssertionError("changing everything works, so something smaller or that does")

    def _works(self, changed: Iterable[str], confirmed: Iterable[str]) -> bool:
        chosen = [*changed, *confirmed]
        ways = [range(len(self.after[f] if f in changed else self.now[f])) for f in chosen]
        for states in product(*ways):
            settled = dict(zip(chosen, states, strict=True))
            if self.always([[settled[f]] if f in settled else range(len(self.now[f])) for f in self.facts]):
                return True
        return False

    def achieves(self, reform: Sequence[Step], confirm: Sequence[Step]) -> bool:
        """Whether these steps, taken word for word, make the criterion met.

        A line that is known now and not named keeps its truth where the steps leave it the choice.
        """
        wanted: dict[str, dict[Line | Atom, bool]] = {}
        for raw, truth in (*reform, *confirm):
            line = read_step(raw)
            if wanted.setdefault(line.fact, {}).setdefault(line, truth) is not truth:
                return False
        reformed = {read_step(raw).fact for raw, _ in reform}
        choices: list[list[int]] = []
        for fact in self.facts:
            if fact not in wanted:
                choices.append(list(range(len(self.now[fact]))))
                continue
            states = self.after[fact] if fact in reformed else self.now[fact]
            kept = [
                i for i, state in enumerate(states) if all(_says(state, line) is t for line, t in wanted[fact].items())
            ]
            if not kept:
                return False
            known = {line: truth for line, truth in _known(self.now[fact]) if line not in wanted[fact]}
            broken = {i: sum(states[i][line] is not truth for line, truth in known.items()) for i in kept}
            choices.append([i for i in kept if broken[i] == min(broken.values())])
        return not set(wanted) - set(self.facts) and self.always(choices)


def read_step(raw: Any) -> Line | Atom:
    """What a step is about."""
    condition: Condition = read(raw)
    if isinstance(condition, Line):
        return condition
    first: Any = condition
    while isinstance(first, Tree):
        first = first.parts[0]
    return Atom(first.fact, condition)


def _says(state: State, line: Line | Atom) -> Any:
    """What a line says of a state; a criterion also reads whether law is there and a treaty binds, without a line that says so."""
    if line not in state:
        for key, ways in state.items():
            if isinstance(key, Bases) and set(_lines_of(line)) <= key.lines:
                return any(given(line.tree if isinstance(line, Atom) else line, way) for way in ways)
    if isinstance(line, Atom):
        return state[line]
    if line not in state and line == Line(line.fact, "", "is", None):
        return state["there" if "there" in state else "bound"]
    return state[line]


def _lines_of(line: Line | Atom) -> Iterator[Line]:
    yield from (line,) if isinstance(line, Line) else lines_of(line.tree)


def _known(states: Sequence[State]) -> Iterator[tuple[Line | Atom, Any]]:
    for key in states[0]:
        if isinstance(key, (Line, Atom)) and len({state[key] for state in states}) == 1:
            yield key, states[0][key]


def changes(raw: Mapping[str, Any], catalogue: Mapping[str, Any], profile: Profile) -> dict[str, Changes]:
    """Of each criterion with elements, what can be changed."""
    framework = Framework(raw, catalogue)
    return {c.id: Changes(c, framework, profile) for c in framework.criteria if not c.measure}
