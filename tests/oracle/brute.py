"""Findings and scores by trying every completion: `docs/method.md`, read a second time.

The framework is plain data: the keys of `framework.yaml`, with each domain (`domain`, `weight`, `parent`, `criteria`) in place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple

from tests.oracle.lines import OPEN, Line, combine, lines_of, read
from tests.oracle.together import Asked, Atom, Bases
from tests.oracle.worlds import LISTS, MOST, Profile, Reader, State, TooMany, lists, project

AXES = ("law", "capacity", "practice")
ALL = "all"
ANY = "?"
"""Of an element whose alternatives stand beside what has to be given with them: by its parts alone less may be said of it."""

World = Mapping[str, State]
Key = tuple[str, Any]
"""Something that can be read of a world: a fact, and a line on it or "there", "bound", "value"."""


class Element:
    """One element with its conditions read."""

    def __init__(self, raw: Mapping[str, Any], reader: Reader, treaty: str | None) -> None:
        self.weight = number(raw.get("weight", 1))
        self.essential = bool(raw.get("essential"))
        self.option = bool(raw.get("option"))
        holds = read(raw["holds"])
        self.holds = Asked(holds, reader.catalogue)
        self.applies = Asked(read(raw["applies"]), reader.catalogue) if "applies" in raw else None
        self.treaty = treaty
        self.reservable = ("reservations", str(raw["reservable"]), "") if treaty and "reservable" in raw else None
        narrowing = raw.get("narrowing") if treaty else None
        needs = narrowing.get("needs", "declaration") if narrowing else ""
        self.permitted = needs == "nothing"
        self.narrowing = None
        if narrowing and not self.permitted:
            self.narrowing = (f"{needs}s", str(narrowing["allowed_by"]), str(narrowing.get("kind") or ""))
        self.spared: str | None = None
        """The capability that an essential element is about and nothing else: at work in part, it is not missing."""
        alone = isinstance(holds, Line) and holds.attribute == "" and holds.op == "is"
        if self.essential and isinstance(holds, Line) and alone:
            self.spared = holds.fact if reader.catalogue[holds.fact]["kind"] == "capability" else None
        law = {line.fact for line in lines_of(holds)}
        self.law = sorted(fact for fact in law if reader.catalogue[fact]["kind"] in ("provision", "capability"))

    def keys(self) -> Iterator[Key]:
        """What the element reads."""
        for condition in (self.holds, self.applies):
            yield from _keys(condition)
        if self.reservable or self.narrowing:
            assert self.treaty
            yield self.treaty, "bound"
        for named in (self.reservable, self.narrowing):
            if named:
                yield LISTS, named
        if self.spared:
            yield self.spared, "works"
        if self.narrowing or self.permitted:
            yield from ((fact, "there") for fact in self.law)

    def outcome(self, world: World) -> bool | None:
        """Whether it holds, or None where it falls away."""
        if self.applies and self.applies.truth(world) is not True:
            return None
        holds = self.holds.truth(world)
        if holds is None:
            return holds
        if self.reservable and world[self.treaty or ""]["bound"] and world[LISTS][self.reservable]:
            return None
        if not holds and (self.narrowing or self.permitted):
            # a narrowing can only be found in law that is there
            there = [world[fact]["there"] for fact in self.law if "na" not in world[fact]]
            allowed = self.permitted or not world[self.treaty or ""]["bound"] or world[LISTS][self.narrowing]
            return bool(there) and all(there) and allowed
        return holds

    def said(self, states: "States") -> str | None:
        """As what it is counted: by the facts alone, and beside it what counts because the treaty lets States narrow it."""
        value, holds = self.known(states), self.holds.kleene(states.one)
        if self.option or value is None:
            return None
        if self.holds.loose or (self.applies and self.applies.loose):
            return ANY
        if value is OPEN or (value is True and holds is OPEN):
            return "open"
        if value is holds:
            return "identified" if holds else "missing"
        assert self.treaty
        return "declared" if self.permitted or states.one(self.treaty, "bound") is True else "compatible"

    def known(self, states: "States") -> Any:
        """Its value in three-valued logic: True, False, OPEN, or None where it is known to fall away."""
        if self.applies and self.applies.kleene(states.one) in (False, None):
            return None
        holds = self.holds.kleene(states.one)
        if holds is None or not (self.reservable or self.narrowing or self.permitted):
            return holds
        bound = states.one(self.treaty or "", "bound") if self.reservable or self.narrowing else None
        if self.reservable and bound is True and states.one(LISTS, self.reservable) is True:
            return None
        if self.narrowing or self.permitted:
            there = combine("all", [states.one(fact, "there") for fact in self.law])
            allowed: Any = True
            if self.narrowing:
                allowed = combine("any", [combine("not", [bound]), states.one(LISTS, self.narrowing)])
            return combine("any", [holds, combine("all", [False if there is None else there, allowed])])
        return holds


class States:
    """What is known of each thing alone, whatever else is the case."""

    def __init__(self, states: Mapping[str, list[State]]) -> None:
        self.states = states

    def one(self, fact: str, key: Any) -> Any:
        """True, False or OPEN; None where the fact does not apply."""
        found = {state[key] for state in self.states[fact]}
        return found.pop() if len(found) == 1 else OPEN


def _keys(condition: Asked | None) -> Iterator[Key]:
    if condition:
        yield from condition.read_keys()


class Criterion:
    """One criterion: what it scores in a world."""

    def __init__(self, raw: Mapping[str, Any], domain: str, reader: Reader, treaty: str | None) -> None:
        self.id, self.domain = raw["id"], domain
        self.axis = raw.get("axis", "law")
        self.stage = raw.get("stage")
        self.may = raw.get("obligation") == "may"
        self.weight = number(raw["weight"]) if raw.get("weight") is not None else Fraction(0 if self.may else 1)
        self.applies = Asked(read(raw["applies"]), reader.catalogue) if "applies" in raw else None
        everything = [Element(element, reader, treaty) for element in raw.get("elements", ())]
        self.elements = [element for element in everything if not element.option]
        self.measure = raw.get("measure")
        self.target = self._target() if self.measure else Fraction(1)
        self.scored = sorted(set(self._keys()), key=str)
        shown = {fact for element in everything for condition in (element.holds, element.applies)
                 for fact, _ in _keys(condition)}  # fmt: skip
        read_facts = {fact for fact, key in self.scored if isinstance(key, (Line, Atom, Bases))} | shown
        self.facts = read_facts | ({self.measure["fact"]} if self.measure else set())
        """Those whose answer tells "open" from "not examined"."""

    def _keys(self) -> Iterator[Key]:
        yield from _keys(self.applies)
        for element in self.elements:
            yield from element.keys()
        if self.measure:
            yield self.measure["fact"], "value"

    def _target(self) -> Fraction:
        if self.measure.get("points") or self.measure.get("target") is None:
            return Fraction(1)
        return self._between(number(self.measure["target"]))

    def _between(self, value: Fraction) -> Fraction:
        start, end = number(self.measure["from"]), number(self.measure["to"])
        return min(max((value - start) / (end - start), Fraction(0)), Fraction(1))

    def score(self, world: World) -> Fraction | None:
        """Its score in a definite world, or None where it does not apply."""
        if self.applies and self.applies.truth(world) is not True:
            return None
        if self.measure:
            state = world[self.measure["fact"]]
            if "na" in state:
                return None
            value = state["value"]
            if self.measure.get("points"):
                return number(self.measure["points"][str(value).lower() if isinstance(value, bool) else value])
            return self._between(number(value))
        kept = [(e, outcome) for e in self.elements if (outcome := e.outcome(world)) is not None]
        if not kept:
            return None
        if any(e.essential and not holds and not (e.spared and world[e.spared]["works"]) for e, holds in kept):
            return Fraction(0)
        return sum((e.weight for e, holds in kept if holds), Fraction(0)) / sum(e.weight for e, _ in kept)


class Found(NamedTuple):
    """What brute force says of one criterion."""

    low: Fraction
    high: Fraction
    applies: Any
    """True, False or OPEN."""
    rating: str
    coverage: tuple[Fraction, Fraction]
    """By Kleene's logic and by all completions; they differ for conditions that cannot but hold."""
    gap: bool
    completions: int
    said: tuple[str, ...] = ()
    """As what each element is counted that is scored and does not fall away."""


class Unit(NamedTuple):
    """What brute force says of a domain (or a group of domains, or the framework) on one axis."""

    low: Fraction
    high: Fraction
    coverage: tuple[Fraction, Fraction]
    applies: Any
    excluded: Fraction
    with_excluded: tuple[Fraction, Fraction] | None
    gates: dict[str, Any]
    """Of each gate whether it fired: True, False or OPEN."""
    stage: tuple[int, int] | None
    """Over all completions together."""
    stage_apart: tuple[int, int] | None
    """With each criterion completed apart: wider."""
    completions: int
    settled: bool = True
    """Of each of its criteria it is known whether it applies."""


class Result(NamedTuple):
    """The findings and scores of one profile under one framework."""

    findings: dict[str, Found]
    units: dict[tuple[str, str], Unit]
    totals: dict[str, Unit]
    shadows: dict[str, dict[str, tuple[float, float]]]


class Framework:
    """A framework made ready for brute force."""

    def __init__(self, raw: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        self.raw, self.method = raw, raw.get("method") or {}
        self.together = self.method.get("axes") == "together"
        self.treaty: str | None = raw.get("treaty")
        entries = [c for domain in raw["domains"] for c in domain.get("criteria", ())]
        conditions = [c["applies"] for c in entries if "applies" in c]
        conditions += [
            e[key] for c in entries for e in c.get("elements", ()) for key in ("holds", "applies") if key in e
        ]
        conditions += [gate["unless"] for gate in self.method.get("gates", ())]
        marks: dict[str, set[Any]] = {}
        for criterion in entries:
            measure = criterion.get("measure")
            if measure and not measure.get("points"):
                marks.setdefault(measure["fact"], set()).update((measure["from"], measure["to"]))
        read_ones = [Asked(read(raw), catalogue) for raw in conditions]
        keys = {key for one in read_ones for _, key in one.read_keys() if isinstance(key, (Bases, Atom))}
        self.reader = Reader(catalogue, (line for one in read_ones for line in lines_of(one.condition)), marks, keys)
        self.criteria = [Criterion(c, domain["domain"], self.reader, self.treaty)
                         for domain in raw["domains"] for c in domain.get("criteria", ())]  # fmt: skip
        self.gates = [(gate, Asked(read(gate["unless"]), catalogue)) for gate in self.method.get("gates", ())]

    def states(self, profile: Profile, keys: Iterable[Key]) -> dict[str, list[State]]:
        """Of each fact among `keys`, the states that these keys tell apart."""
        wanted: dict[str, list[Any]] = {}
        for fact, key in sorted(set(keys), key=str):
            wanted.setdefault(fact, []).append(key)
        found = {}
        for fact, of_fact in wanted.items():
            if fact == LISTS:
                assert self.treaty
                found[fact] = project(lists(profile, self.treaty, of_fact), of_fact)
            else:
                found[fact] = project(self.reader.only(of_fact).possible(fact, profile), of_fact)
        return found


def number(value: Any) -> Fraction:
    """A number as it was written."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def evaluate(raw: Mapping[str, Any], catalogue: Mapping[str, Any], profile: Profile) -> Result:
    """All findings and scores by brute force.

    Raises:
        TooMany: one criterion or unit has more than `MOST` completions.
    """
    framework = Framework(raw, catalogue)
    findings = {c.id: finding(c, framework, profile) for c in framework.criteria}
    units: dict[tuple[str, str], Unit] = {}
    totals: dict[str, Unit] = {}
    shadows: dict[str, dict[str, tuple[float, float]]] = {}
    children: dict[str | None, list[Mapping[str, Any]]] = {}
    for domain in raw["domains"]:
        children.setdefault(domain.get("parent"), []).append(domain)
    for axis in (ALL,) if framework.together else AXES:
        on_axis = [c for c in framework.criteria if framework.together or c.axis == axis]
        if not on_axis:
            continue

        def scored(domain: Mapping[str, Any], axis: str = axis, on_axis: Sequence[Criterion] = on_axis) -> Unit | None:
            name = domain["domain"]
            own = [(gate, unless) for gate, unless in framework.gates
                   if gate["domain"] == name and (framework.together or gate.get("axis", "law") == axis)]  # fmt: skip
            if name in children:
                parts = [(number(child.get("weight", 1)), unit) for child in children[name] if (unit := scored(child))]
                found = _group(parts, "arithmetic") if parts else None
            else:
                found = _unit([c for c in on_axis if c.domain == name], findings, framework, profile)
            if found:
                units[name, axis] = found = _capped(found, own, framework, profile)
            return found

        top = [(number(d.get("weight", 1)), unit) for d in children[None] if (unit := scored(d))]
        if not top:
            continue
        total = _group(top, framework.method.get("aggregation", "arithmetic"))
        shadows[axis] = {name: (float(unit.low), float(unit.high)) for name in ("geometric", "minimum")
                         for unit in [_group(top, name)]}  # fmt: skip
        totals[axis] = total._replace(stage_apart=_stage_apart(on_axis, findings, framework, profile))
    return Result(findings, units, totals, shadows)


def pending(raw: Mapping[str, Any], catalogue: Mapping[str, Any], profile: Profile) -> dict[str, Found]:
    """The findings alone, for a profile that counts what may become law."""
    framework = Framework(raw, catalogue)
    return {c.id: finding(c, framework, profile) for c in framework.criteria}


def worlds(states: Mapping[str, list[State]]) -> Iterator[World]:
    """Every world in which each fact has one of its states."""
    if prod(map(len, states.values())) > MOST:
        raise TooMany
    for chosen in product(*states.values()):
        yield dict(zip(states, chosen, strict=True))


def finding(criterion: Criterion, framework: Framework, profile: Profile) -> Found:
    """One criterion over all completions of what it reads."""
    states = framework.states(profile, criterion.scored)
    scores: list[Fraction] = []
    left_out = False
    outcomes: list[set[bool | None]] = [set() for _ in criterion.elements]
    count = 0
    for world in worlds(states):
        count += 1
        score = criterion.score(world)
        if score is None:
            left_out = True
            continue
        scores.append(score)
        for seen, element in zip(outcomes, criterion.elements, strict=True):
            seen.add(element.outcome(world))
    if not scores:
        return Found(Fraction(0), Fraction(0), False, "not_applicable", (Fraction(1), Fraction(1)), False, count)
    low, high = min(scores), max(scores)
    answered = any(profile.facts.get(fact) for fact in criterion.facts)
    rating = "met" if low >= criterion.target else rated(low, high, answered=answered)
    gap = high < criterion.target and not criterion.may
    share = (Fraction(1), Fraction(1)) if low == high else _coverage(criterion, outcomes, States(states))
    alone = States(states)
    said = tuple(found for element in criterion.elements if (found := element.said(alone)))
    return Found(low, high, OPEN if left_out else True, rating, share, gap, count, said)


def _coverage(criterion: Criterion, outcomes: list[set[bool | None]], states: States) -> tuple[Fraction, Fraction]:
    """The weight share of applicable elements whose value is known: by Kleene's logic, and over all completions."""
    if criterion.measure:
        return Fraction(0), Fraction(0)
    found = []
    values = [[element.known(states) for element in criterion.elements]]
    values.append([None if seen == {None} else next(iter(seen - {None})) if len(seen - {None}) == 1 else OPEN
                   for seen in outcomes])  # fmt: skip
    loose = [
        e.holds.loose or (e.applies is not None and e.applies.loose) for e in criterion.elements
    ]  # by parts alone, less or more may be said of these
    if any(loose):
        values.append([
            True if own and value is OPEN else value for own, value in zip(loose, values[0], strict=True)
        ])  # fmt: skip
    for of_elements in values:
        kept = [
            (e.weight, value) for e, value in zip(criterion.elements, of_elements, strict=True) if value is not None
        ]
        total = sum((weight for weight, _ in kept), Fraction(0))
        found.append(sum((w for w, value in kept if value is not OPEN), Fraction(0)) / total if total else Fraction(1))
    return min(found), max(found)


def rated(low: Fraction, high: Fraction, *, answered: bool) -> str:
    """The rating that follows an interval."""
    if low == 1:
        return "met"
    if high == 0:
        return "not_met"
    if low > 0:
        return "at_least_partly_met" if high == 1 else "partly_met"
    if high < 1:
        return "at_most_partly_met"
    return "unknown" if answered else "not_assessed"


def _unit(
    criteria: list[Criterion], findings: Mapping[str, Found], framework: Framework, profile: Profile
) -> Unit | None:
    """The weighted mean of the criteria of one domain and axis, in each world in which one of them applies."""
    staged = [c for c in criteria if c.stage is not None]
    counted = [c for c in criteria if c.weight]
    states = framework.states(profile, (key for c in {*counted, *staged} for key in c.scored))
    means: list[Fraction] = []
    stages: list[int] = []
    left_out = False
    memo: dict[Any, Fraction | None] = {}
    facts = {c.id: [fact for fact in states if any(fact == read for read, _ in c.scored)] for c in criteria}

    def score(criterion: Criterion, world: World) -> Fraction | None:
        key = (criterion.id, *(id(world[fact]) for fact in facts[criterion.id]))
        if key not in memo:
            memo[key] = criterion.score(world)
        return memo[key]

    count = 0
    for world in worlds(states):
        count += 1
        kept = [(c.weight, value) for c in counted if (value := score(c, world)) is not None]
        if kept:
            means.append(sum((w * value for w, value in kept), Fraction(0)) / sum(w for w, _ in kept))
        else:
            left_out = True
        reached = reached_stage(
            [(c.stage, value >= c.target) for c in staged if (value := score(c, world)) is not None]
        )
        if reached is not None:
            stages.append(reached)
    if not means:
        return None
    low, high = min(means), max(means)
    kept_ids = [c for c in counted if findings[c.id].applies is not False]
    weight = sum((c.weight for c in kept_ids), Fraction(0))
    covered = [sum((c.weight * findings[c.id].coverage[i] for c in kept_ids), Fraction(0)) / weight for i in (0, 1)]
    excluded = sum((c.weight for c in counted if findings[c.id].applies is False), Fraction(0))
    share = weight / (weight + excluded)
    return Unit(
        low,
        high,
        (covered[0], covered[1]),
        OPEN if left_out else True,
        excluded,
        (low * share, high * share) if excluded * 5 > weight + excluded else None,
        {},
        (min(stages), max(stages)) if stages else None,
        _stage_apart(criteria, findings, framework, profile),
        count,
        not any(findings[c.id].applies is OPEN for c in counted),
    )


def reached_stage(requirements: Iterable[tuple[int, bool]]) -> int | None:
    """The last stage whose requirements, and those of the stages before it, all hold; None where none has requirements."""
    by_stage: dict[int, bool] = {}
    for stage, holds in requirements:
        by_stage[stage] = by_stage.get(stage, True) and holds
    reached = 0
    for stage in sorted(by_stage):
        if not by_stage[stage]:
            break
        reached = stage
    return reached if by_stage else None


def _stage_apart(
    criteria: Iterable[Criterion], findings: Mapping[str, Found], framework: Framework, profile: Profile
) -> tuple[int, int] | None:
    """The stage at worst and at best where each criterion may turn out as it can alone."""
    ways: list[set[tuple[int, bool] | None]] = []
    for criterion in criteria:
        if criterion.stage is not None:
            scores = {criterion.score(world) for world in worlds(framework.states(profile, criterion.scored))}
            ways.append({None if s is None else (criterion.stage, s >= criterion.target) for s in scores})
    found = [reached for chosen in product(*ways) if (reached := reached_stage(filter(None, chosen))) is not None]
    return (min(found), max(found)) if found else None


def _group(parts: Sequence[tuple[Fraction, Unit]], method: str) -> Unit:
    """Domains together: intervals are added; where it is open whether one applies, the hull with and without it."""
    ways = [[True, False] if unit.applies is OPEN else [True] for _, unit in parts]
    lows, highs = [], []
    for chosen in product(*ways):
        kept = [part for part, taken in zip(parts, chosen, strict=True) if taken]
        if kept:
            weights = [weight for weight, _ in kept]
            lows.append(_mean(method, weights, [unit.low for _, unit in kept]))
            highs.append(_mean(method, weights, [unit.high for _, unit in kept]))
    total = sum(weight for weight, _ in parts)
    covered = [sum((w * unit.coverage[i] for w, unit in parts), Fraction(0)) / total for i in (0, 1)]
    applies = True if any(unit.applies is True for _, unit in parts) else OPEN
    return Unit(min(lows), max(highs), (covered[0], covered[1]), applies, Fraction(0), None, {}, None, None,
                max(unit.completions for _, unit in parts))  # fmt: skip


def _mean(method: str, weights: Sequence[Fraction], values: Sequence[Fraction]) -> Any:
    if method == "minimum":
        return min(values)
    if method == "geometric":
        if 0 in values:
            return Fraction(0)
        total = float(sum(weights))
        return Fraction(prod(float(v) ** (float(w) / total) for w, v in zip(weights, values, strict=True)))
    return sum((w * v for w, v in zip(weights, values, strict=True)), Fraction(0)) / sum(weights)


def _capped(
    unit: Unit, gates: Sequence[tuple[Mapping[str, Any], Asked]], framework: Framework, profile: Profile
) -> Unit:
    """Fired: both ends under the cap; open: the lower one."""
    low, high, fired = unit.low, unit.high, {}
    for gate, unless in gates:
        states = framework.states(profile, unless.read_keys())
        seen = {unless.truth(world) is False for world in worlds(states)}
        fired[gate["id"]] = seen.pop() if len(seen) == 1 else OPEN
        cap = number(gate["cap"])
        if fired[gate["id"]] is not False:
            low = min(low, cap)
        if fired[gate["id"]] is True:
            high = min(high, cap)
    return unit._replace(low=low, high=high, gates=fired)


def level(low: Fraction, high: Fraction, coverage: Fraction, method: Mapping[str, Any]) -> tuple[str, Any, Any]:
    """The level in words: one that both ends share, else the range, or "not rated" where too little is known."""
    levels = method.get("levels") or ()
    if not levels:
        return "none", None, None
    ends = [[entry["word"] for entry in levels if number(entry["from"]) <= end][-1] for end in (low, high)]
    if ends[0] == ends[1]:
        return "level", ends[0], ends[1]
    kind = "not_rated" if coverage < number(method.get("coverage_threshold", "2/3")) else "between"
    return kind, ends[0], ends[1]
