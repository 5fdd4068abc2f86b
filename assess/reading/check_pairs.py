"""Checks of a framework about two States: conditions, names of facts, ids, citations, and what may be said to alter a result."""

from collections.abc import Iterable
from typing import Any

from assess.model.catalogue import Catalogue, Fact, Facts
from assess.model.pairs import kept, pair_facts
from assess.problems import Problem, did_you_mean
from assess.reading.check_conditions import check_condition
from assess.reading.checking import Report, bounded, check_fact, feature_meant, mapping, sequence, strings
from assess.reading.to_model import found
from assess.reading.yamlfile import Document, Loc

_RENAME = "give one of the two another name"
_CONDITIONS = ("holds", "asked_if", "met_if", "if")
Declared = dict[str, str]
"""Ids, each with the file in which it is declared."""


@bounded
def check_pair_head(document: Document, catalogue: Catalogue) -> list[Problem]:
    """`framework.yaml` of a framework about two States."""
    report = Report(document)
    data = mapping(document.data)
    facts = Facts(catalogue.facts, catalogue.facts.retired)
    for loc, name in strings(data.get("treaties"), ("treaties",)):
        check_fact(report, loc, f"treaties.{name}", facts)
    for loc, name in strings(data.get("offences"), ("offences",)):
        check_fact(report, loc, name, facts)
    for name, raw in mapping(data.get("instruments")).items():
        check_fact(report, ("instruments", name, "fact"), mapping(raw).get("fact"), facts)
    names = [name for _, name in strings(data.get("stages"), ())]
    for i, name in enumerate(names):
        if name in names[:i]:
            report.add(("stages", i), "duplicate-id", _RENAME, name=name, first="an earlier stage")
    return report.problems


def declared_in(documents: Iterable[Document]) -> dict[str, Declared]:
    """The conditions and grounds that the files declare, each id with its file."""
    made: dict[str, Declared] = {"conditions": {}, "grounds": {}}
    for document in documents:
        for key, ids in made.items():
            for raw in sequence(mapping(document.data).get(key)):
                name = mapping(raw).get("id")
                if isinstance(name, str):
                    ids.setdefault(name, document.path)
    return made


@bounded
def check_stage(
    document: Document,
    catalogue: Catalogue,
    head: dict[str, Any],
    declared: dict[str, Declared],
    seen: dict[str, Declared],
) -> list[Problem]:
    """One file of the framework; ids of steps, conditions and grounds are added to `seen`, by their kind."""
    made = _Checking(document, pair_facts(catalogue), mapping(head.get("instruments")), declared, seen)
    made.stage(mapping(document.data))
    return made.report.problems


class _Checking:
    def __init__(
        self,
        document: Document,
        facts: Facts,
        instruments: dict[str, Any],
        declared: dict[str, Declared],
        seen: dict[str, Declared],
    ) -> None:
        self.report = Report(document)
        self.facts = facts
        self.instruments = instruments
        self.declared = declared
        self.seen = seen

    def stage(self, data: dict[str, Any]) -> None:
        for key in ("conditions", "grounds", "steps"):
            for i, raw in enumerate(sequence(data.get(key))):
                self.once(key, (key, i), mapping(raw))
                self.texts((key, i), mapping(raw))
                if key == "steps":
                    self.step((key, i), mapping(raw))

    def once(self, kind: str, loc: Loc, raw: dict[str, Any]) -> None:
        """An id that is used once."""
        name, ids = raw.get("id"), self.seen.setdefault(kind, {})
        if isinstance(name, str):
            if name in ids:
                self.report.add((*loc, "id"), "duplicate-id", _RENAME, name=name, first=ids[name])
            ids.setdefault(name, self.report.document.path)

    def texts(self, loc: Loc, raw: Any) -> None:
        """Conditions, names and citations of a record and of all records in it."""
        if isinstance(raw, list):
            for i, each in enumerate(raw):
                self.texts((*loc, i), each)
            return
        for key, value in mapping(raw).items():
            at: Loc = (*loc, key)
            if key in _CONDITIONS:
                check_condition(self.report, at, value, self.facts, pair=True)
            elif key in ("shows", "law"):
                for place, name in strings(value, at):
                    self.name(place, name)
            elif key == "cites":
                self.cites(at, value)
            elif isinstance(value, (dict, list)):
                if key == "open_if_reserved" and isinstance(treaty := mapping(value).get("treaty"), str):
                    check_fact(self.report, (*at, "treaty"), f"requested.treaties.{treaty}", self.facts)
                self.texts(at, value)

    def step(self, loc: Loc, raw: dict[str, Any]) -> None:
        for i, each in enumerate(sequence(raw.get("conditions"))):
            use = each if isinstance(each, str) else mapping(each).get("use")
            self.declared_one((*loc, "conditions", i), "conditions", "unknown-condition", use)
        for place, name in strings(raw.get("grounds"), (*loc, "grounds")):
            self.declared_one(place, "grounds", "unknown-ground", name)
        for i, each in enumerate(sequence(raw.get("reservations"))):
            treaty = mapping(each).get("treaty")
            if isinstance(treaty, str):
                check_fact(self.report, (*loc, "reservations", i, "treaty"), f"requested.treaties.{treaty}", self.facts)
        for place, name in strings(raw.get("alters"), (*loc, "alters")):
            self.alters(place, name)
        for key in ("basis", *(("outline", part) for part in ("channel", "contents", "undertakings", "urgency"))):
            where = (*loc, key) if isinstance(key, str) else (*loc, *key)
            entries = raw.get(key) if isinstance(key, str) else mapping(raw.get(key[0])).get(key[1])
            self.own_ids(where, sequence(entries))

    def own_ids(self, loc: Loc, entries: list[Any]) -> None:
        """Ids that are used once in a list."""
        names: set[str] = set()
        for i, each in enumerate(entries):
            name = mapping(each).get("id")
            if isinstance(name, str) and name in names:
                self.report.add((*loc, i, "id"), "duplicate-id", _RENAME, name=name, first="an earlier entry")
            names |= {name} if isinstance(name, str) else set()

    def declared_one(self, loc: Loc, kind: str, code: str, name: Any) -> None:
        ids = self.declared[kind]
        if isinstance(name, str) and name not in ids:
            hint = did_you_mean(name, ids) or f"declare it under `{kind}`, in this file or another"
            self.report.add(loc, code, hint, name=found(name))

    def name(self, loc: Loc, name: str) -> tuple[Fact, str] | None:
        """A fact or a feature with its State."""
        side, _, rest = name.partition(".")
        topic, _, rest = rest.partition(".")
        own, _, feature = rest.partition(".")
        fact = check_fact(self.report, loc, f"{side}.{topic}.{own}", self.facts)
        if fact is None:
            return None
        if feature and feature not in fact.features and feature != "status":
            hint = feature_meant(fact, feature)
            self.report.add(loc, "unknown-feature", hint, fact=f"{side}.{topic}.{own}", name=feature)
            return None
        return fact, feature

    def alters(self, loc: Loc, name: str) -> None:
        """A fact of which it may be printed that another answer would alter the result."""
        read = self.name(loc, name)
        if read is None:
            return
        side, _, own = name.partition(".")
        why = ""
        if read[1]:
            why, hint = "it is a feature", "name the fact, without the feature"
        elif kept(own, read[0]):
            why, hint = "it protects persons, or is a ground of refusal", "leave it out"
        elif side == "requesting" and read[0].kind == "provision":
            why, hint = "it is law of the requesting State", "leave it out, or name a fact of the requested State"
        if why:
            self.report.add(loc, "never-altered", hint, name=name, why=why)

    def cites(self, loc: Loc, entries: Any) -> None:
        for i, cite in enumerate(sequence(entries)):
            name = mapping(cite).get("instrument")
            if isinstance(name, str) and name not in self.instruments:
                hint = did_you_mean(name, self.instruments) or "add it in framework.yaml"
                self.report.add((*loc, i, "instrument"), "unknown-instrument", hint, name=found(name))
