"""Random instances, small enough for brute force: each seed gives one catalogue, framework and profile.

Each instance draws which features it has, so that some are plain and others have much at once.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

DAY, EARLIER = "2026-01-01", "2020-01-01"
WORDS = ["x", "y", "z"]
STATUSES = ["bill", "passed", "published", "adopted", "in_force", "in_force", "in_force", "partly_in_force", "suspended",
            "struck_down", "repealed", "expired"]  # fmt: skip
TREATY = ["none", "invited", "signed", "consent_deposited", "party", "party", "party", "withdrawn"]
CAPABILITY = ["none", "planned", "partial", "operational"]
PARAGRAPHS = ["2", "3(1)", "3(1)(a)", "4"]
NARROWINGS = ["x", "y"]
KNOBS = ("absent", "many_bases", "dates", "earlier", "partly", "not_applicable", "treaty", "replaces", "large",
         "narrowing", "not", "at_least", "measure", "applies", "element_applies", "essential", "option", "weights",
         "may", "gates", "stages", "parents", "together", "levels", "aggregation", "domains", "bounds", "axes",
         "one_basis")  # fmt: skip

FACTS: dict[str, Any] = {
    "law": {
        "kind": "provision",
        "features": {
            "a": {"type": "flag"},
            "b": {"type": "flag"},
            "w": {"type": "choice", "words": WORDS},
            "o": {"type": "choice", "words": WORDS, "ordered": True},
            "n": {"type": "number"},
        },
    },
    "act": {"kind": "provision", "features": {"a": {"type": "flag"}, "w": {"type": "choice", "words": WORDS}}},
    "unit": {"kind": "capability", "features": {"a": {"type": "flag"}, "n": {"type": "number"}}},
    "yes": {"kind": "yes_no"},
    "no": {"kind": "yes_no"},
    "word": {"kind": "choice", "words": WORDS},
    "grade": {"kind": "choice", "words": WORDS, "ordered": True},
    "count": {"kind": "number"},
    "share": {"kind": "number"},
    "treaty": {"kind": "treaty"},
}
"""`share` is measured and read by no line: between two marks a measure takes every value, a line one."""


class Maker:
    """Draws one instance."""

    def __init__(self, seed: int, *, change: bool = False) -> None:
        self.random = random.Random(seed)
        self.knobs = {knob for knob in KNOBS if self.random.random() < 0.45}
        if change:  # one criterion of elements is what a smallest change is about
            self.knobs -= {
                "measure",
                "gates",
                "stages",
                "parents",
                "together",
                "aggregation",
                "levels",
                "axes",
                "domains",
            }
        names = [name for name in FACTS if name not in ("share", "treaty")]
        large = "large" in self.knobs and self.random.random() < 0.3
        self.facts = self.random.sample(names, self.random.randint(5, 7) if large else self.random.randint(1, 4))
        self.most_elements = 6 if large and not change else 3
        if "treaty" in self.knobs:
            self.facts.append("treaty")
        self.used: set[str] = set()
        self.small = change

    def maybe(self, knob: str, chance: float = 0.5) -> bool:
        return knob in self.knobs and self.random.random() < chance

    def pick(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    # Conditions

    def line(self, facts: Sequence[str] | None = None, *, bare: bool | None = None) -> str:
        name = self.pick(facts or self.facts)
        self.used.add(name)
        spec = FACTS[name]
        kind = spec["kind"]
        if kind in ("provision", "capability", "treaty"):
            features = spec.get("features", {})
            roll = self.random.random()
            if bare or (bare is None and roll < 0.35) or not (features or kind == "treaty"):
                return f"t.{name}"
            if kind == "treaty" or (kind == "capability" and roll < 0.55):
                words = TREATY if kind == "treaty" else CAPABILITY
                op = self.pick(["==", "!=", "in"] if kind == "treaty" else ["==", "!=", "in", ">=", "<"])
                return f"t.{name}.status {self.compared(op, words)}"
            feature = self.pick(list(features))
            return f"t.{name}.{feature}{self.comparison(features[feature], features[feature]['type'])}"
        return f"t.{name}{self.comparison(spec, 'flag' if kind == 'yes_no' else kind)}"

    def comparison(self, spec: Mapping[str, Any], kind: str) -> str:
        if kind == "flag":
            return self.pick(["", "", "", " == false", " == true", " != true"])
        if kind == "number":
            return f" {self.pick(['>=', '<=', '<', '>', '==', '!='])} {self.pick([10, 10, 20])}"
        ops = ["==", "==", "!=", "in"] + ([">=", "<"] if spec.get("ordered") else [])
        return f" {self.compared(self.pick(ops), spec['words'])}"

    def compared(self, op: str, words: Sequence[str]) -> str:
        words = list(dict.fromkeys(words))
        return f"in [{', '.join(self.random.sample(words, 2))}]" if op == "in" else f"{op} {self.pick(words)}"

    def condition(self, depth: int = 2, facts: Sequence[str] | None = None) -> Any:
        if depth and self.maybe("one_basis", 0.5):
            return self.asked_together(facts)
        if depth == 0 or self.random.random() < 0.5:
            return self.negated(facts) if self.maybe("not", 0.35) else self.line(facts)
        if self.maybe("at_least", 0.4):
            parts = [self.condition(depth - 1, facts) for _ in range(self.random.randint(2, 3))]
            return {"at_least": {"n": self.random.randint(1, len(parts)), "of": parts}}
        if self.maybe("not", 0.2):
            bare = {op: [self.plain(facts) for _ in range(2)] for op in [self.pick(["all", "any"])]}
            return {"not": bare}
        return {self.pick(["all", "any"]): [self.condition(depth - 1, facts) for _ in range(self.random.randint(1, 3))]}

    def asked_together(self, facts: Sequence[str] | None) -> Any:
        """Several features of one fact of law, with an alternative among them at times."""
        law = [name for name in facts or self.facts if FACTS[name]["kind"] == "provision"]
        if not law:
            return self.line(facts)
        name = [self.pick(law)]
        parts: list[Any] = [self.line(name, bare=False) for _ in range(self.random.randint(2, 3))]
        roll = self.random.random()
        if roll < 0.3:
            parts[-1] = {"any": [parts[-1], self.line(facts)]}
        elif roll < 0.4:
            parts[-1] = {"at_least": {"n": 2, "of": [parts[-1], self.line(name), self.line(facts)]}}
        elif roll < 0.5:
            return {"at_least": {"n": 2, "of": parts}}
        return {"all": parts}

    def plain(self, facts: Sequence[str] | None) -> str:
        """A line that may stand under a `not` without a guard."""
        while True:
            line = self.line(facts)
            _name, _, rest = line.removeprefix("t.").partition(".")
            if not rest or rest.startswith("status"):
                return line

    def negated(self, facts: Sequence[str] | None) -> Any:
        line = self.line(facts)
        name, _, rest = line.removeprefix("t.").partition(".")
        if not rest or rest.startswith("status"):
            return {"not": line}
        return {"all": [f"t.{name}", {"not": line}]}

    # The framework

    def element(self, i: int) -> dict[str, Any]:
        made: dict[str, Any] = {"id": f"e{i}", "holds": self.condition(self.random.randint(0, 2))}
        if self.maybe("essential", 0.3):
            made["essential"] = True
        if self.maybe("weights", 0.4):
            made["weight"] = self.pick([2, 3, "1/2"])
        if self.maybe("option", 0.15):
            made["option"] = True
        if self.maybe("element_applies", 0.4):
            made["applies"] = self.condition(1)
        if self.maybe("treaty", 0.5):
            made["reservable"] = self.pick(PARAGRAPHS)
        law = [name for name in self.facts if FACTS[name]["kind"] in ("provision", "capability")]
        if law and self.maybe("narrowing", 0.4):
            made["holds"] = self.condition(self.random.randint(0, 1), law)
            made["narrowing"] = {
                "allowed_by": self.pick(PARAGRAPHS),
                "needs": self.pick(["declaration", "declaration", "reservation", "nothing"]),
            }
            if self.random.random() < 0.6:
                made["narrowing"]["kind"] = self.pick(NARROWINGS)
        return made

    def criterion(self, i: int) -> dict[str, Any]:
        made: dict[str, Any] = {"id": f"c{i}"}
        if self.maybe("applies", 0.5):
            made["applies"] = self.condition(1)
        if self.maybe("may", 0.3):
            made["obligation"] = "may"
        if self.maybe("weights", 0.5) or (made.get("obligation") and self.random.random() < 0.5):
            made["weight"] = self.pick([0, 1, 2, "1/2", 3])
        if self.maybe("axes", 0.4):
            made["axis"] = self.pick(["capacity", "practice"])
        if self.maybe("stages", 0.6):
            made["stage"] = self.random.randint(1, 3)
        if self.maybe("measure", 0.4):
            made["measure"] = self.measure()
        else:
            made["elements"] = [self.element(j) for j in range(self.random.randint(1, self.most_elements))]
        return made

    def measure(self) -> dict[str, Any]:
        name = self.pick(["share", "share", "yes", "grade"])
        self.used.add(name)
        if name == "share":
            start, end = self.pick([(0, 100), (100, 0), (10, 20)])
            return {
                "fact": "t.share",
                "from": start,
                "to": end,
                **({"target": 15} if self.random.random() < 0.4 else {}),
            }
        words = WORDS if name == "grade" else ["true", "false"]
        return {"fact": f"t.{name}", "points": {word: self.pick([0, "1/2", 1]) for word in words}}

    def framework(self) -> dict[str, Any]:
        count = 1 if self.small or not self.maybe("domains", 0.9) else self.random.randint(2, 3)
        number = 0
        domains: list[dict[str, Any]] = []
        if "parents" in self.knobs and count > 1:
            domains.append({"domain": "g"})
        for i in range(count):
            domain: dict[str, Any] = {"domain": f"d{i}"}
            if domains and domains[0]["domain"] == "g" and i < 2:
                domain["parent"] = "g"
            if self.maybe("weights", 0.4):
                domain["weight"] = self.pick([2, 3])
            size = 1 if self.small else self.random.randint(1, 3)
            domain["criteria"] = [self.criterion(number + j) for j in range(size)]
            number += size
            domains.append(domain)
        made: dict[str, Any] = {"domains": domains}
        method: dict[str, Any] = {}
        if "together" in self.knobs:
            method["axes"] = "together"
        if "aggregation" in self.knobs:
            method["aggregation"] = self.pick(["geometric", "minimum"])
        if "levels" in self.knobs:
            method["levels"] = [{"word": w, "from": f} for w, f in (("low", 0), ("middle", "1/3"), ("high", "2/3"))]
            method["coverage_threshold"] = self.pick(["2/3", "1/2", 0.25])
        if "gates" in self.knobs:
            method["gates"] = [
                {"id": f"g{i}", "domain": self.pick(domains)["domain"], "cap": self.pick([0, "1/4", 0.5]), "says": "S",
                 "unless": self.condition(1), **({"axis": "capacity"} if self.maybe("axes", 0.3) else {})}
                for i in range(self.random.randint(1, 2))
            ]  # fmt: skip
        if method:
            made["method"] = method
        if "treaty" in self.knobs or "narrowing" in self.knobs:
            made["treaty"] = "t.treaty"
            self.used.add("treaty")
        return made

    def spread(self, spec: Mapping[str, Any]) -> Mapping[str, Any]:
        """The fact of law with some features, or all, that a law may spread over sections."""
        if spec["kind"] != "provision" or self.random.random() < 0.4:
            return spec
        share = self.pick([0.3, 1])
        features = {
            name: {**feature, "spread": True} if self.random.random() < share else feature
            for name, feature in spec["features"].items()
        }
        return {**spec, "features": features}

    # The profile

    def provisions(self) -> dict[str, Any]:
        return {f"s.{i}": self.provision() for i in range(1, 5)}

    def provision(self) -> Any:
        made = self.statuses()
        for entry in made if isinstance(made, list) else [made]:
            if entry["status"] in ("bill", "passed", "published", "adopted") and self.maybe("replaces", 0.7):
                entry["replaces"] = [f"s.{self.random.randint(1, 4)}"]
        return made

    def statuses(self) -> Any:
        statuses = [s for s in STATUSES if s != "partly_in_force" or "partly" in self.knobs]
        if self.maybe("dates", 0.6):
            if self.random.random() < 0.5:
                return [
                    {"status": self.pick(statuses), "from": "2010-01-01", "until": "2022-01-01"},
                    {"status": self.pick(statuses), "from": self.pick(["2022-01-01", DAY, "2027-01-01"])},
                ]
            return {"status": self.pick(statuses), **self.period()}
        made = {"status": self.pick(statuses)}
        if made["status"] == "struck_down" and self.random.random() < 0.5:
            made["takes_effect"] = self.pick([DAY, "2027-01-01", "2021-01-01"])
        return made

    def period(self) -> dict[str, str]:
        return dict(
            self.pick(
                [
                    {"from": "2010-01-01"},
                    {"from": DAY},
                    {"from": "2026-01-02"},
                    {"from": "2021-05-05"},
                    {"until": DAY},
                    {"until": "2027-01-01"},
                    {"from": "2015-01-01", "until": "2021-01-01"},
                ]
            )
        )

    def answers(self, name: str) -> Any:
        if self.maybe("dates", 0.3):
            if self.random.random() < 0.5:
                first, second = self.answer(name), self.answer(name)
                if isinstance(first, dict) and isinstance(second, dict):
                    return [{**first, "from": "2010-01-01", "until": "2022-01-01"},
                            {**second, "from": self.pick(["2022-01-01", DAY, "2028-01-01"])}]  # fmt: skip
            answer = self.answer(name)
            return {**answer, **self.period()} if isinstance(answer, dict) else answer
        return self.answer(name)

    def answer(self, name: str) -> Any:
        spec, roll = FACTS[name], self.random.random()
        kind = spec["kind"]
        if self.maybe("not_applicable", 0.25):
            return {"status": "not_applicable"}
        if roll < 0.1:
            return self.pick(["unknown", "withheld"])
        if roll < 0.25:
            return {"status": "none"}
        if kind == "provision":
            return self.law(spec)
        if kind == "capability":
            return {"status": self.pick(CAPABILITY[1:]), "features": self.features(spec)}
        if kind == "treaty":
            lists: dict[str, Any] = {
                key: self.listed() for key in ("reservations", "declarations") if self.random.random() < 0.5
            }
            for key in lists:
                if self.random.random() < 0.25:
                    lists[key] = {"complete": False, "listed": lists[key]}
            return {"status": self.pick(TREATY), **lists}
        values = {"yes_no": [True, False], "choice": WORDS, "number": [5, 10, 15, 20, 25]}
        return {"value": self.pick(values[kind])}

    def law(self, spec: Mapping[str, Any]) -> Any:
        if "many_bases" in self.knobs or "one_basis" in self.knobs:
            bases = [
                {
                    "of": self.random.sample(["s.1", "s.2", "s.3", "s.4"], self.pick([1, 1, 2])),
                    "features": self.features(spec),
                }
                for _ in range(self.random.randint(1, 2))
            ]
            return {"by": bases}
        return {"by": self.pick(["s.1", "s.2", "s.3", "s.4"]), "features": self.features(spec)}

    def features(self, spec: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, feature in spec["features"].items():
            if self.random.random() < 0.35:
                continue
            values = {"flag": [True, False], "choice": WORDS, "number": [5, 10, 15, 20, 25]}[feature["type"]]
            made[name] = "unknown" if self.random.random() < 0.15 else self.pick(values)
        return made

    def listed(self) -> list[dict[str, Any]]:
        made = []
        for paragraph in self.random.sample(PARAGRAPHS, self.random.randint(0, 2)):
            entry: dict[str, Any] = {"paragraph": paragraph}
            if self.random.random() < 0.2:
                entry["reaches"] = [f"{paragraph}(a)"]
            if self.random.random() < 0.6:
                entry["narrows"] = self.pick([[], ["x"], ["y"], ["x", "y"], "x"])
            if self.maybe("dates", 0.5):
                entry |= self.pick([{"made": "2010-01-01"}, {"made": "2027-01-01"}, {"withdrawn": "2022-01-01"},
                                    {"made": "2010-01-01", "withdrawn": "2030-01-01"},
                                    {"withdrawn": "2015-01-01", "withdrawal_effective": "2023-01-01"},
                                    {"withdrawn": "2015-01-01", "withdraws": [f"{paragraph}(a)"]},
                                    {"made": "2010-01-01", "made_at": "signature"},
                                    {"made": "2010-01-01", "made_at": "deposit"},
                                    {"made": "2010-01-01", "made_at": "signature", "confirmed": "2022-01-01"}])  # fmt: skip
            made.append(entry)
        return made

    def instance(self) -> dict[str, Any]:
        framework = self.framework()
        names = sorted(self.used)
        absent = 0.4 if "absent" in self.knobs else 0.15
        profile = {
            "as_of": DAY,
            "provisions": self.provisions(),
            "facts": {f"t.{name}": self.answers(name) for name in names if self.random.random() >= absent},
        }
        facts = {name: self.spread(FACTS[name]) for name in names}
        if "bounds" in self.knobs:
            facts = {n: {**s, "min": 10, "max": 25} if s["kind"] == "number" else s for n, s in facts.items()}
            for name in ("count", "share"):
                answer = profile["facts"].get(f"t.{name}")
                for one in answer if isinstance(answer, list) else [answer]:
                    if isinstance(one, dict) and one.get("value") == 5:
                        one["value"] = 10
        made = {"facts": facts, "framework": framework, "profile": profile}
        if self.maybe("earlier", 0.6):
            made["day"] = EARLIER
        return made


def instance(seed: int, *, change: bool = False) -> dict[str, Any]:
    """The instance of this seed."""
    return Maker(seed, change=change).instance()
