"""Learning a fact never leaves or widens an interval: what may be learnt of an instance, and whether results lie within others."""

import copy
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from tests.oracle import adapter, generate
from tests.oracle.lines import OPEN
from tests.oracle.worlds import CAPABILITY, TREATY, Profile, bases_of

LONG_AGO = {"from": "1990-01-01"}
"""What is learnt holds on every day that an instance is assessed for."""


def learnt(instance: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every instance in which one more thing is known, with what that is."""
    return list(_learnt(instance))


def _learnt(instance: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    profile = Profile(instance["profile"], instance.get("day"))
    for name, spec in adapter.catalogue(instance).items():
        answer = profile.answer(name)
        status = answer.get("status") if answer else "unknown"
        value_only = spec["kind"] in ("number", "choice") and status == "none"
        if spec["kind"] == "treaty" and profile.not_bound_yet(name):
            continue  # that it begins later is known
        if answer is None or status in ("unknown", "withheld") or value_only:
            for found in _answers(spec):
                provisions = {"s.9": {"status": "in_force", **LONG_AGO}} if "by" in found else {}
                yield f"{name} is {found}", _with(instance, {name: found}, provisions)
        elif spec["kind"] == "provision" and "by" in answer:
            bases = bases_of(answer)
            for i, basis in enumerate(bases):
                for feature, value in _unknown(spec, basis["features"]):
                    given = copy.deepcopy(bases)
                    given[i]["features"] = {**basis["features"], feature: value}
                    yield f"{name} has {feature} {value}", _with(instance, {name: {**LONG_AGO, "by": given}})
                for provision in basis["of"]:
                    if profile.in_force(provision) is None:
                        for word in ("in_force", "repealed"):
                            entry = {provision: {"status": word, **LONG_AGO}}
                            yield f"{provision} is {word}", _with(instance, {}, entry)
        elif spec["kind"] == "capability" and status not in ("none", "not_applicable"):
            for feature, value in _unknown(spec, answer.get("features") or {}):
                given = {**answer, **LONG_AGO, "features": {**(answer.get("features") or {}), feature: value}}
                given.pop("until", None)
                yield f"{name} has {feature} {value}", _with(instance, {name: given})
        elif spec["kind"] == "treaty" and status != "not_applicable":
            for key in ("reservations", "declarations"):
                if answer.get(key) is None:
                    for entries in ([], *([{"paragraph": p, "made": "1990-01-01"}] for p in generate.PARAGRAPHS)):
                        yield _listing(instance, name, answer, key, entries)
                        yield _listing(instance, name, answer, key, {"complete": False, "listed": entries})
                    continue
                partly = isinstance(answer[key], dict)
                entries = answer[key]["listed"] if partly else answer[key]

                def given(
                    more: list[Any], key: str = key, partly: bool = partly, answer: Any = answer, name: str = name
                ) -> Any:
                    listed = {**answer[key], "listed": more} if partly else more
                    return _listing(instance, name, answer, key, listed)

                if partly and not answer[key].get("complete", True):
                    yield _listing(instance, name, answer, key, entries)
                    for entry in _entries():
                        yield given([*entries, entry])
                for i, entry in enumerate(entries):
                    if "narrows" not in entry:
                        for narrows in ([], ["x"], ["x", "y"]):
                            yield given([*entries[:i], {**entry, "narrows": narrows}, *entries[i + 1 :]])


def _listing(
    instance: Mapping[str, Any], name: str, answer: Mapping[str, Any], key: str, entries: Any
) -> tuple[str, dict[str, Any]]:
    given = {**answer, **LONG_AGO, key: entries}
    given.pop("until", None)
    return f"{name} has {key} {entries}", _with(instance, {name: given})


def _entries() -> Iterator[dict[str, Any]]:
    """What more may have been made, long ago."""
    for paragraph in generate.PARAGRAPHS:
        for narrows in ([], ["y"]):
            yield {"paragraph": paragraph, "made": "1990-01-01", "narrows": narrows}


def _answers(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every answer to a fact of which nothing was known, with its features open or one of them given."""
    kind = spec["kind"]
    if kind in ("provision", "capability", "yes_no"):
        yield {**LONG_AGO, "status": "none"}
    if kind == "provision":
        yield {**LONG_AGO, "by": "s.9"}
        for feature, value in _unknown(spec, {}):
            yield {**LONG_AGO, "by": "s.9", "features": {feature: value}}
        for features in combinations(
            [dict([one]) for one in _unknown(spec, {})], 2
        ):  # two that may contradict each other
            yield {**LONG_AGO, "by": [{"of": ["s.9"], "features": each} for each in features]}
    elif kind == "capability":
        for status in CAPABILITY[1:]:
            yield {**LONG_AGO, "status": status}
        for feature, value in _unknown(spec, {}):
            yield {**LONG_AGO, "status": "operational", "features": {feature: value}}
    elif kind == "treaty":
        yield from ({**LONG_AGO, "status": status} for status in TREATY)
    else:
        yield from ({**LONG_AGO, "value": value} for value in _values(spec, "flag" if kind == "yes_no" else kind))


def _unknown(spec: Mapping[str, Any], features: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, feature in spec.get("features", {}).items():
        if features.get(name, "unknown") == "unknown":
            yield from ((name, value) for value in _values(feature, feature["type"]))


def _values(spec: Mapping[str, Any], kind: str) -> list[Any]:
    if kind == "flag":
        return [True, False]
    if kind == "choice":
        return list(spec["words"])
    return [value for value in (5, 10, 15, 20, 25) if spec.get("min", 0) <= value <= spec.get("max", 100)]


def _with(
    instance: Mapping[str, Any], facts: Mapping[str, Any], provisions: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    made = copy.deepcopy(dict(instance))
    made["profile"]["facts"] |= facts
    made["profile"]["provisions"] = {**(made["profile"].get("provisions") or {}), **(provisions or {})}
    return made


def outside(before: adapter.Engine, after: adapter.Engine) -> list[str]:
    """What of `after`, where more is known, does not lie within `before`."""
    return list(_outside(before, after))


def _outside(before: adapter.Engine, after: adapter.Engine) -> Iterator[str]:
    for name, new in after.findings.items():
        old = before.findings[name]
        if old.applies is not OPEN and new.applies is not old.applies:
            yield f"applies of {name}: {old.applies}, then {new.applies}"
        elif new.applies is not False:
            yield from _within(name, old, new)
    for old_scores, new_scores in ((before.units, after.units), (before.totals, after.totals)):
        for key, score in new_scores.items():
            where = "/".join(key) if isinstance(key, tuple) else key
            if key not in old_scores:
                yield f"{where} was not scored, then is"
                continue
            was = old_scores[key]  # type: ignore[index]
            yield from _within(where, was, score)
            yield from (
                f"gate {gate}: {fired}, then {score.gates[gate]}"
                for gate, fired in was.gates.items()
                if fired is not OPEN and score.gates[gate] is not fired
            )
            if was.stage and score.stage and not was.stage[0] <= score.stage[0] <= score.stage[1] <= was.stage[1]:
                yield f"stage of {where}: {was.stage}, then {score.stage}"
    for axis, shadows in after.shadows.items():
        for name, (low, high) in shadows.items():
            old_low, old_high = before.shadows[axis][name] if axis in before.shadows else (low, high)
            if low < old_low - 1e-9 or high > old_high + 1e-9:  # type: ignore[operator]
                yield f"{name} of {axis}: {old_low} {old_high}, then {low} {high}"


def _within(where: str, old: Any, new: Any) -> Iterator[str]:
    apart = [abs(a - b) > 1e-9 for a, b in ((old.low, new.low), (old.high, new.high))]
    if (new.low < old.low and apart[0]) or (new.high > old.high and apart[1]):
        yield f"{where}: {old.low} {old.high}, then {new.low} {new.high}"
