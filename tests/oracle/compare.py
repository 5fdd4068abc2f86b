"""Where the engine and brute force say different things of one instance, and the smallest instance that still shows it."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from tests.oracle import adapter, brute, change
from tests.oracle.worlds import Profile

LIMIT = 4_096
"""Up to so many completions together an interval has to be exact (`docs/method.md`)."""


class Difference(NamedTuple):
    """One thing that the engine gives and brute force does not."""

    kind: str
    """Which value differs: "finding low", "unit stage", "change cost" ..."""
    where: str
    engine: Any
    oracle: Any

    def __str__(self) -> str:
        return f"{self.kind} of {self.where}: engine {shown(self.engine)}, brute force {shown(self.oracle)}"


def shown(value: Any) -> str:
    """A value in the form of an instance file."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    return str(value)


def oracle(instance: Mapping[str, Any]) -> brute.Result:
    """What brute force makes of an instance."""
    profile = Profile(instance["profile"], instance.get("day"))
    return brute.evaluate(instance["framework"], adapter.catalogue(instance), profile)


def differences(instance: Mapping[str, Any]) -> list[Difference]:
    """Findings and scores on which the two do not agree."""
    engine, right = adapter.run(instance), oracle(instance)
    return [*compared(engine, right, instance["framework"].get("method") or {}), *_pending(instance, engine, right)]


def _pending(instance: Mapping[str, Any], engine: adapter.Engine, right: brute.Result) -> Iterator[Difference]:
    """What findings would become, where bills would change them."""
    profile = Profile(instance["profile"], instance.get("day"), pending=True)
    expected = brute.pending(instance["framework"], adapter.catalogue(instance), profile)
    for name, would in expected.items():
        now, found = right.findings[name], engine.findings[name]
        if (found.low, found.high) != (now.low, now.high) or found.outer:
            continue  # said already
        changed = (would.low, would.high) if (would.low, would.high) != (now.low, now.high) else None
        if engine.pending.get(name) != changed:
            yield Difference("pending", name, engine.pending.get(name), changed)


def compared(engine: adapter.Engine, right: brute.Result, method: Mapping[str, Any]) -> Iterator[Difference]:
    """The differences between what the engine gives and what brute force does."""
    for name, expected in right.findings.items():
        found = engine.findings[name]
        yield from _interval("finding", name, found, expected)
        if found.outer:
            continue
        for key in ("applies", "rating", "gap", "said"):
            if getattr(found, key) != getattr(expected, key) and not (key == "said" and brute.ANY in expected.said):
                yield Difference(f"finding {key}", name, getattr(found, key), getattr(expected, key))
        if not min(expected.coverage) <= found.coverage <= max(expected.coverage):
            yield Difference("finding coverage", name, found.coverage, expected.coverage)
    for kind, ours, theirs in (("unit", engine.units, right.units), ("total", engine.totals, right.totals)):
        for key in sorted({*ours, *theirs}, key=str):
            where = "/".join(key) if isinstance(key, tuple) else key
            if key not in ours or key not in theirs:
                yield Difference(f"{kind} scored", where, key in ours, key in theirs)  # type: ignore[operator]
                continue
            yield from _score(kind, where, ours[key], theirs[key], method)  # type: ignore[index]
    for axis, expected_shadows in right.shadows.items():
        if axis not in engine.totals or engine.totals[axis].outer:
            continue
        for name, ends in expected_shadows.items():
            got = tuple(float(end) for end in engine.shadows[axis][name])
            if any(abs(a - b) > 1e-9 for a, b in zip(got, ends, strict=True)):
                yield Difference(f"shadow {name}", axis, got, ends)


def _interval(kind: str, where: str, found: Any, expected: Any) -> Iterator[Difference]:
    # the geometric mean is irrational; the engine gives twelve decimals
    apart = [abs(a - b) > 1e-9 for a, b in ((found.low, expected.low), (found.high, expected.high))]
    if found.outer and expected.completions <= LIMIT:
        yield Difference(f"{kind} outer", where, f"outer, {expected.completions} completions", "exact")
    if found.low > expected.low and apart[0]:
        yield Difference(f"{kind} low too high", where, (found.low, found.high), (expected.low, expected.high))
    if found.high < expected.high and apart[1]:
        yield Difference(f"{kind} high too low", where, (found.low, found.high), (expected.low, expected.high))
    if found.outer:
        return
    if (found.low < expected.low and apart[0]) or (found.high > expected.high and apart[1]):
        yield Difference(f"{kind} too wide", where, (found.low, found.high), (expected.low, expected.high))


def _score(
    kind: str, where: str, found: adapter.Score_, expected: brute.Unit, method: Mapping[str, Any]
) -> Iterator[Difference]:
    yield from _interval(kind, where, found, expected)
    if kind == "unit" and found.gates != expected.gates:
        yield Difference("unit gates", where, found.gates, expected.gates)
    yield from _stage(kind, where, found.stage, expected)
    if found.outer:
        return
    if not min(expected.coverage) <= found.coverage <= max(expected.coverage):
        yield Difference(f"{kind} coverage", where, found.coverage, expected.coverage)
    if kind == "unit" and expected.settled:
        if found.excluded != expected.excluded:
            yield Difference("unit excluded", where, found.excluded, expected.excluded)
        if not expected.gates and found.with_excluded != expected.with_excluded:
            yield Difference("unit with excluded", where, found.with_excluded, expected.with_excluded)
    level = brute.level(found.low, found.high, found.coverage, method)
    if found.level != level:
        yield Difference(f"{kind} level", where, found.level, level)


def _stage(kind: str, where: str, found: tuple[int, int] | None, expected: brute.Unit) -> Iterator[Difference]:
    """A stage may be worked out criterion by criterion, so it lies between the exact range and that one."""
    wide, exact = expected.stage_apart, expected.stage
    if (found is None) != (wide is None):
        yield Difference(f"{kind} stage", where, found, wide)
    elif found and wide:
        exact = exact or (wide if kind == "unit" else (found[0], found[1]))
        if not wide[0] <= found[0] <= exact[0] <= exact[1] <= found[1] <= wide[1]:
            yield Difference(f"{kind} stage", where, found, (exact, wide) if exact != wide else wide)


def ways(instance: Mapping[str, Any]) -> dict[str, change.Changes]:
    """Of each criterion with elements, what can be changed."""
    profile = Profile(instance["profile"], instance.get("day"))
    return change.changes(instance["framework"], adapter.catalogue(instance), profile)


def cost(reform: Sequence[change.Step], confirm: Sequence[change.Step]) -> tuple[int, int]:
    """How many facts these lines reform, and how many they only confirm."""
    reformed, confirmed = ({change.read_step(raw).fact for raw, _ in steps} for steps in (reform, confirm))
    return len(reformed), len(confirmed - reformed)


def change_differences(instance: Mapping[str, Any]) -> list[Difference]:
    """Smallest changes that are not smallest, or that do not do what they say."""
    engine = adapter.run(instance)
    return [
        difference
        for name, possible in ways(instance).items()
        for difference in change_difference(name, possible, engine.findings[name].change)
    ]


def change_difference(name: str, possible: change.Changes, given: Any) -> Iterator[Difference]:
    """What is wrong with the change `given` for a criterion, if anything is."""
    expected = possible.smallest()
    if given is None:
        if expected is not None:
            yield Difference("change missed", name, None, expected)
    elif expected is None:
        yield Difference("change where none would do", name, given, None)
    elif not possible.achieves(*given):
        yield Difference("change that does not work", name, given, expected)
    elif cost(*given) != expected:
        yield Difference("change not smallest", name, given, expected)


# Shrinking


def shrunk(instance: Mapping[str, Any], fails: Callable[[Mapping[str, Any]], bool]) -> dict[str, Any]:
    """The instance without every part that is not needed for it to fail."""
    best = copy.deepcopy(dict(instance))
    again = True
    while again:
        again = False
        for smaller in list(_smaller(best)):
            try:
                if fails(smaller):
                    best, again = smaller, True
                    break
            except Exception:  # no valid instance any more
                continue
    return best


def _smaller(instance: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in _paths(instance):
        for value in _simpler(path, _at(instance, path)):
            made = copy.deepcopy(instance)
            holder = _at(made, path[:-1])
            if value is None:
                del holder[path[-1]]
            else:
                holder[path[-1]] = value
            yield made


def _simpler(path: tuple[Any, ...], value: Any) -> Iterator[Any]:
    """None to leave it out, or something less in its place."""
    yield None
    if isinstance(value, dict) and len(value) == 1 and "facts" not in path:
        ((op, parts),) = value.items()
        if op in ("all", "any"):
            yield from parts
        if op == "not":
            yield parts
        if op == "at_least":
            yield from parts["of"]
    if path[-1] == "weight" and value != 1:
        yield 1
    if isinstance(value, dict) and "features" in value and "by" in value:
        yield {key: one for key, one in value.items() if key != "features"}
    if isinstance(value, list) and len(value) == 1 and path[0] == "profile":
        yield value[0]


_KEPT = ("kind", "words", "type", "as_of", "id", "domain", "unless", "fact", "allowed_by", "points")
"""Keys without which an instance would mean something else."""


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path and path[-1] in _KEPT:
        return
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        yield from _paths(one, (*path, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


class _Plain(yaml.SafeDumper):
    """Writes what stands in two places twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(instance: Mapping[str, Any]) -> str:
    """An instance as YAML that a person reads."""
    return yaml.dump(
        dict(instance), Dumper=_Plain, sort_keys=False, default_flow_style=None, width=130, allow_unicode=True
    )
