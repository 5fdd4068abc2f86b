"""Two States by brute force: every completion of both profiles, and what each step comes to in it.

Written from the description of the results, without the engine: a step has a basis where one of its routes holds, in all
completions, in none, or in some; a condition is asked for in the same way. The instances are small: law is there, is not, or is
open, with flags that any basis may give; treaties have a status; a yes-or-no question may not apply.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

FLAGS = ("a", "b")
CATALOGUE: dict[str, Any] = {
    "law": {"kind": "provision", "features": {f: {"type": "flag", "question": "Q?", "spread": True} for f in FLAGS}},
    "act": {"kind": "provision", "features": {f: {"type": "flag", "question": "Q?", "spread": True} for f in FLAGS}},
    "unit": {"kind": "capability"},
    "yes": {"kind": "yes_no", "may_not_apply": "R"},
    "word": {"kind": "choice", "words": ["x", "y", "z"]},
}
STATUSES = ("none", "invited", "signed", "consent_deposited", "party", "withdrawn")
CODES = ("KEN", "GHA", "PHL", "CHL")
World = Mapping[str, Any]


class Maker:
    """One random instance: a framework of a few steps, and profiles of some States."""

    def __init__(self, seed: int, states: int = 2) -> None:
        self.random = random.Random(seed)
        self.facts = self.random.sample([*CATALOGUE, "treaty"], self.random.randint(2, 3))
        # of a feature either yes or no is asked for, so that no two lines contradict each other on one basis
        self.wants = {(fact, flag): self.random.random() < 0.7 for fact in CATALOGUE for flag in FLAGS}
        self.between = self.random.random() < 0.6
        steps = [self.step(i) for i in range(self.random.randint(1, 3))]
        conditions = [{"id": f"c{i}", "title": "T", "says": "S", "asked_if": self.condition(1)} for i in range(2)]
        self.stage = {"conditions": conditions, "steps": steps}
        self.profiles = {code: self.profile(code) for code in CODES[:states]}

    def pick(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    def line(self, bare: bool = False) -> Any:
        roll = self.random.random()
        if self.between and roll < 0.25:
            return {"in_force_between": "budapest"}
        if self.between and roll < 0.35:
            return {"agreement": "mla"}
        side, fact = self.pick(["requesting", "requested"]), self.pick(self.facts)
        if fact == "treaty":
            name = f"{side}.treaties.budapest"
            if bare or roll < 0.7:
                return name
            return f"{name}.status {self.pick(['==', '!='])} {self.pick(STATUSES)}"
        name = f"{side}.t.{fact}"
        if fact in ("law", "act") and not bare and roll < 0.75:
            flag = self.pick(FLAGS)
            return f"{name}.{flag}" if self.wants[fact, flag] else f"{name}.{flag} == false"
        if fact == "word":
            return f"{name} {self.pick(['==', '!='])} {self.pick(['x', 'y', 'z'])}"
        return name

    def condition(self, depth: int = 2) -> Any:
        roll = self.random.random()
        if depth == 0 or roll < 0.35:
            return {"not": self.line(bare=True)} if self.random.random() < 0.3 else self.line()
        parts = [self.condition(depth - 1) for _ in range(self.random.randint(1, 3))]
        if roll < 0.45:
            return {"at_least": {"n": self.random.randint(1, len(parts)), "of": parts}}
        return {self.pick(["all", "any"]): parts}

    def step(self, i: int) -> dict[str, Any]:
        routes = [
            {"id": f"r{k}", "kind": "treaty", "says": "B", "holds": self.condition()}
            for k in range(self.random.randint(1, 3))
        ]
        used = self.random.sample(["c0", "c1"], self.random.randint(0, 2))
        return {"id": f"x{i}", "title": "T", "question": "Q?", "basis": routes, "conditions": used}

    def profile(self, code: str) -> dict[str, Any]:
        answers = {}
        for fact in self.facts:
            answer = self.treaty(code) if fact == "treaty" else self.answer(fact)
            if answer is not None:
                answers["treaties.budapest" if fact == "treaty" else f"t.{fact}"] = answer
        if self.between and "treaties.budapest" not in answers and self.random.random() < 0.8:
            answers["treaties.budapest"] = self.treaty(code) or "unknown"
        found: dict[str, Any] = {"facts": answers}
        others = [other for other in CODES if other != code]
        if self.random.random() < 0.3:
            found["agreements_searched"] = ["p"]
        if self.random.random() < 0.4:
            since = self.pick([True, False, "2020-01-01", "2030-01-01", "2026", None])
            agreement = {"with": self.pick(others), "kind": "mla", "title": "A", "in_force": since}
            found["agreements"] = [agreement if since is not None else {**agreement, "in_force": None}]
            if since is None:
                del found["agreements"][0]["in_force"]
        return found

    def answer(self, fact: str) -> Any:
        roll = self.random.random()
        if roll < 0.25:
            return self.pick([None, "unknown"])
        if fact in ("law", "act"):
            if roll < 0.4:
                return "none"
            features = {flag: self.random.random() < 0.5 for flag in FLAGS if self.random.random() < 0.7}
            return {"by": [{"of": [self.pick(["s.1", "s.1", "s.2", "s.3"])], "features": features}]}
        if fact == "unit":
            return self.pick(["none", "planned", "partial", "operational"])
        if fact == "yes":
            return self.pick([{"value": True}, {"value": False}, "not_applicable"])
        return {"value": self.pick(["x", "y", "z"])}

    def treaty(self, code: str) -> Any:
        roll = self.random.random()
        if roll < 0.2:
            return self.pick([None, "unknown"])
        if roll < 0.25:
            return "not_applicable"
        status = self.pick(["party", "party", *STATUSES])
        answer: dict[str, Any] = {"status": status}
        others = [other for other in CODES if other != code]
        if self.random.random() < 0.2:
            answer["relations_excluded_with"] = [
                {"with": self.pick(others), "cite": ["p"], **self.pick([{}, {"until": "2026"}])}
            ]
        if self.random.random() < 0.2:
            objection = {"by": self.pick(others), "cite": ["p"], "excludes_relations": self.pick([True, False])}
            answer["objections"] = [objection | self.pick([{}, {"withdrawn": "2024-05-01"}, {"made": "2027-01-01"}])]
        return answer


# Worlds


MOST = 3_000
"""Completions of both profiles together that are still tried."""


class TooMany(Exception):
    """More completions than brute force ends with in good time."""


def worlds(profile: Mapping[str, Any], names: Sequence[str]) -> Iterator[World]:
    """Every completion of one profile: each fact with what it may be; of law, whether it is there and which lines it gives."""
    yield from (
        dict(zip(names, chosen, strict=True)) for chosen in product(*[list(states(name, profile)) for name in names])
    )


def states(name: str, profile: Mapping[str, Any]) -> Iterator[Any]:
    """What one fact may be. Of law: None, or for each flag the values that its bases give."""
    answer = profile["facts"].get(name)
    status = answer if isinstance(answer, str) else (answer or {}).get("status")
    if status == "not_applicable":
        yield "does not apply"
    elif name == "treaties.budapest":
        yield from [status] if status in STATUSES else STATUSES
    elif name in ("t.law", "t.act"):
        yield from law(answer if isinstance(answer, dict) else None, none=status == "none")
    elif name == "t.unit":
        yield from [status] if status not in (None, "unknown") else ["none", "planned", "partial", "operational"]
    elif name == "t.yes":
        yield from [answer["value"]] if isinstance(answer, dict) else [True, False]
    else:
        yield from [answer["value"]] if isinstance(answer, dict) else ["x", "y", "z"]


def law(answer: Mapping[str, Any] | None, *, none: bool) -> Iterator[Any]:
    if none:
        yield None
        return
    if answer is None:  # nothing is known: not there, or on any bases, which may give a flag one way and the other
        yield None
        yield from (
            dict(zip(FLAGS, given, strict=True)) for given in product([{True}, {False}, {True, False}], repeat=2)
        )
        return
    (basis,) = answer["by"]
    if basis["of"] == ["s.2"]:
        yield None
        return
    ways = [[{basis["features"][flag]}] if flag in basis["features"] else [{True}, {False}] for flag in FLAGS]
    if basis["of"] == ["s.3"]:  # in force in part
        yield None
    yield from (dict(zip(FLAGS, given, strict=True)) for given in product(*ways))


# Truth in one world of both States


class Both:
    """Two profiles, in one direction."""

    def __init__(self, profiles: Mapping[str, Any], requesting: str, requested: str, read: str) -> None:
        self.codes = {"requesting": requesting, "requested": requested}
        self.profiles = {side: profiles[code] for side, code in self.codes.items()}
        every = [*(f"t.{name}" for name in CATALOGUE), "treaties.budapest"]
        between = ["treaties.budapest"] if "in_force_between" in read else []
        self.sides = {}
        for side, profile in self.profiles.items():
            names = [name for name in every if f"{side}.{name}" in read or name in between]
            self.sides[side] = list(worlds(profile, names))
        self.apart = self._apart() if between else [False]
        self.agreed = self._agreed() if "agreement" in read else [False]
        if len(self.sides["requesting"]) * len(self.sides["requested"]) * len(self.apart) * len(self.agreed) > MOST:
            raise TooMany

    def _apart(self) -> list[bool]:
        """Whether something keeps the treaty from applying: True, False, or both where dates do not tell."""
        found = {False}
        for side, other in (("requesting", "requested"), ("requested", "requesting")):
            answer = self.profiles[side]["facts"].get("treaties.budapest")
            for entry in answer.get("relations_excluded_with", ()) if isinstance(answer, dict) else ():
                if entry["with"] == self.codes[other]:
                    found |= {True} if "until" not in entry else {True, False}
                    if "until" not in entry:
                        return [True]
            for entry in answer.get("objections", ()) if isinstance(answer, dict) else ():
                over = "withdrawn" in entry or "made" in entry  # withdrawn before the day, or made after it
                if entry["by"] == self.codes[other] and entry["excludes_relations"] and not over:
                    return [True]
        return sorted(found)

    def _agreed(self) -> list[bool]:
        says = []
        for side, other in (("requesting", "requested"), ("requested", "requesting")):
            own = [a for a in self.profiles[side].get("agreements", ()) if a["with"] == self.codes[other]]
            words = {self._since(each) for each in own}
            searched = bool(self.profiles[side].get("agreements_searched"))
            says.append("yes" if "yes" in words else "open" if "open" in words else "no" if searched else "silent")
        if "no" in says:
            return [False] if not {"yes", "open"} & set(says) else [True, False]
        return [True] if "yes" in says else [True, False]

    @staticmethod
    def _since(agreement: Mapping[str, Any]) -> str:
        since = agreement.get("in_force")
        if since is None or since == "2026":
            return "open"
        return "yes" if since in (True, "2020-01-01") else "no"

    def all_worlds(self) -> Iterator[dict[str, Any]]:
        for chosen in product(self.sides["requesting"], self.sides["requested"], self.apart, self.agreed):
            yield dict(zip(("requesting", "requested", "apart", "agreed"), chosen, strict=True))


def truth(condition: Any, world: Mapping[str, Any]) -> bool | None:
    """A condition in one world; None where it does not apply."""
    if isinstance(condition, str):
        return line(condition, world)
    ((op, value),) = condition.items()
    if op == "agreement":
        return bool(world["agreed"])
    if op == "in_force_between":
        return not world["apart"] and all(
            world[side]["treaties.budapest"] == "party" for side in ("requesting", "requested")
        )
    parts = [value] if op == "not" else value["of"] if op == "at_least" else value
    found = [each for part in parts if (each := truth(part, world)) is not None]
    if not found:
        return None
    if op == "not":
        return not found[0]
    if op == "at_least":
        return sum(found) >= value["n"]
    return all(found) if op == "all" else any(found)


def line(text: str, world: Mapping[str, Any]) -> bool | None:
    name, *compared = text.split(" ")
    side, topic, fact, *attribute = name.split(".")
    state = world[side][f"{topic}.{fact}"]
    if state == "does not apply":
        return None
    if topic == "treaties" and not attribute:
        return bool(state == "party")
    if fact in ("law", "act"):
        if not attribute:
            return state is not None
        return state is not None and (compared[-1:] != ["false"]) in state[attribute[0]]
    if fact == "unit":
        return bool(state == "operational")
    if fact == "yes":
        return bool(state)
    op, word = compared
    return bool((state == word) == (op == "=="))


def results(maker: Maker, requesting: str, requested: str) -> dict[str, tuple[str, bool]]:
    """Each step's status and whether it is settled, over all completions."""
    both = Both(maker.profiles, requesting, requested, json.dumps(maker.stage))
    asked = {one["id"]: one["asked_if"] for one in maker.stage["conditions"]}
    seen: dict[str, set[tuple[bool, tuple[bool, ...]]]] = {}
    for world in both.all_worlds():
        for step in maker.stage["steps"]:
            basis = any([truth(route["holds"], world) is True for route in step["basis"]])  # noqa: C419
            told = tuple(truth(asked[name], world) is True for name in step["conditions"])
            seen.setdefault(step["id"], set()).add((basis, told))
    return {name: status(found) for name, found in seen.items()}


def status(found: set[tuple[bool, tuple[bool, ...]]]) -> tuple[str, bool]:
    basis = {one for one, _ in found}
    if basis == {False}:
        return "no basis recorded", True
    if basis == {True, False}:
        return "unknown", False
    columns = [{told[i] for _, told in found} for i in range(len(next(iter(found))[1]))]
    if not any(True in column for column in columns):
        return "basis recorded", True
    return "basis recorded, conditions apply", any(column == {True} for column in columns)


def alters(maker: Maker, requesting: str, requested: str, condition: Any, names: set[str]) -> bool:
    """Whether other answers of these facts can make a condition hold however everything else turns out."""
    both = Both(maker.profiles, requesting, requested, json.dumps(condition))
    read = json.dumps(condition)
    free: list[list[tuple[str, str, Any]]] = []
    for name in sorted(names):
        side, _, own = name.partition(".")
        if name not in read and not (own == "treaties.budapest" and "in_force_between" in read):
            return False  # it is not read at all
        free.append([(side, own, value) for value in states(own, {"facts": {}})])
    for chosen in product(*free):
        given = {(side, own): value for side, own, value in chosen}
        if all(
            truth(
                condition,
                {
                    **world,
                    **{
                        side: {own: given.get((side, own), value) for own, value in world[side].items()}
                        for side in ("requesting", "requested")
                    },
                },
            )
            is True
            for world in both.all_worlds()
        ):
            return True
    return False
