"""Checks of a country profile against the catalogue: answers, citations, provisions, dates."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby, islice, pairwise
from typing import Any

from assess.model.base import MOST, Refused, When, earliest, latest, when_read
from assess.model.catalogue import CAPABILITY_STATUSES, TREATY_STATUSES, Catalogue, Fact
from assess.model.codes import is_invented, is_user_assigned, state_of_unit
from assess.problems import MAX_PROBLEMS, Enough, Problem, did_you_mean, digits
from assess.reading import check_treaty
from assess.reading.checking import (
    Report,
    check_fact,
    check_narrowing,
    check_value,
    feature_meant,
    mapping,
    sequence,
    strings,
)  # fmt: skip
from assess.reading.editions import is_passed_over
from assess.reading.meant import country_meant, meant
from assess.reading.to_model import found
from assess.reading.yamlfile import Document, Loc
from assess.words.countries import EUROPEAN_UNION
from assess.words.country_search import bears

_COMMON = ("status", "cite", "searched", "reason", "confidence", "handling", "note", "shared", "from", "until")
KEYS_OF_KIND = {
    "provision": (*_COMMON, "by", "route", "features", "reading"),
    "capability": (*_COMMON, "features"),
    "treaty": (
        *_COMMON,
        "invited_until",
        "position",
        "position_since",
        "reservations",
        "declarations",
        "territories",
        "objections",
        "relations_excluded_with",
    ),
    "number": (*_COMMON, "value", "period", "definition"),
    "choice": (*_COMMON, "value", "period"),
    "yes_no": (*_COMMON, "value", "period"),
}
STATUSES = {"treaty": TREATY_STATUSES, "capability": CAPABILITY_STATUSES}
_LAW = ("act", "regulation", "bill")
_SETTLED = ("in_force", "suspended", "struck_down", "repealed", "expired")
"""Statuses of law that waits for nothing."""
_TAKEN = ("invited", "signed", "consent_deposited", "party", "withdrawn")


def check_profile(document: Document, catalogue: Catalogue, countries: Mapping[str, str]) -> list[Problem]:
    """The problems of a profile beyond those of its shape; `countries` has the names of countries by alpha-3 code."""
    check = _Check(document, catalogue, countries)
    try:
        check.run()
    except Enough as enough:
        return enough.problems
    return check.report.problems


class _Check:
    def __init__(self, document: Document, catalogue: Catalogue, countries: Mapping[str, str]) -> None:
        self.report = Report(document)
        self.countries = countries
        self.facts = catalogue.facts
        self.data = mapping(document.data)
        self.sources = mapping(self.data.get("sources"))
        self.provisions = mapping(self.data.get("provisions"))
        # names that no citation can use: reported where they are declared, not again at each use
        self.unusable = [name for name in self.sources if "." in name or " " in name][:MAX_PROBLEMS]

    def run(self) -> None:
        self.country(("country",), self.data.get("country"), self.data, (), units=True)
        self.invented(self.data.get("country"))
        for name, raw in self.sources.items():
            self.order(("sources", name), mapping(raw), "date", "retrieved")
        for name, raw in self.provisions.items():
            self.provision(("provisions", name), name, raw)
        for name, raw in mapping(self.data.get("facts")).items():
            fact_loc: Loc = ("facts", name)
            if is_passed_over(name, self.data.get("editions"), self.facts):
                continue
            fact = check_fact(self.report, fact_loc, name, self.facts, key=True)
            if fact is not None:
                for loc, answer in self.entries(fact_loc, raw):
                    self.answer(loc, name, fact, answer)
        for i, agreement in enumerate(sequence(self.data.get("agreements"))):
            if mapping(agreement).get("with") != "EU":
                self.country(("agreements", i, "with"), mapping(agreement).get("with"), agreement, ("agreements", i))
            self.citations(("agreements", i, "cite"), mapping(agreement).get("cite"))
        self.citations(("agreements_searched",), self.data.get("agreements_searched"))

    def country(self, loc: Loc, code: Any, owner: Any, at: Loc, *, units: bool = False) -> None:
        """Checks the code of a country; a subject that has no code in ISO 3166 needs a `name`."""
        if not isinstance(code, str) or code in self.countries or code == EUROPEAN_UNION:
            return
        if is_user_assigned(code) or (units and state_of_unit(code) in self.countries):
            if not mapping(owner).get("name"):
                hint = f"ISO 3166-1 has no name for {code}; add name: with the name that you use"
                self.report.add(at, "missing-key", hint, name="name")
            return
        hint = country_meant(code, self.countries) or "write its three capital letters, such as KEN"
        self.report.add(loc, "unknown-country", hint, value=found(code))

    def invented(self, code: Any) -> None:
        """Checks that a State that is made up cannot be taken for a real one, by its code or its name, nor the other way round."""
        said, made_up = self.data.get("invented") is True, isinstance(code, str) and is_invented(code)
        if made_up and not said:
            why = f"{code} is the code of an invented State, and the profile does not say that it is one"
            hint = "add invented: true, or take another code that ISO 3166 leaves to its users, such as XKX"
            self.report.add(("country",), "invented-state", hint, why=why)
        if said and not made_up and isinstance(code, str):
            why = f"{found(code)} is not the code of an invented State"
            self.report.add(("country",), "invented-state", "write XAA, XBB, XCC ...", why=why)
        names = mapping(self.data.get("name")) or {"": self.data.get("name")}
        for language, name in names.items() if said else ():
            if isinstance(name, str) and (real := bears(name)):
                loc: Loc = ("name", language) if language else ("name",)
                why = f"{found(name)} is the name of {real}"
                self.report.add(loc, "invented-state", "write a name that no country has", why=why)

    def order(self, loc: Loc, entry: dict[str, Any], earlier: str, later: str, *, same: bool = True) -> None:
        """Checks that one date comes after another (or, if `same`, on the same day), as far as both are known."""
        if entry.get(earlier) is None or entry.get(later) is None:
            return
        start, end = _when(entry[earlier]), _when(entry[later])
        if start and end and (latest(end) < earliest(start) or (not same and latest(end) == earliest(start))):
            hint = "correct one of the two dates" if same else "write the first day on which it no longer holds"
            how = "before" if same else "not after"
            self.report.add((*loc, later), "bad-period", hint, later=later, how=how, earlier=earlier)

    def entries(self, loc: Loc, raw: Any) -> list[tuple[Loc, Any]]:
        """The dated entries of a provision or a fact; their dates are checked here."""
        if not isinstance(raw, list):
            self.order(loc, mapping(raw), "from", "until", same=False)
            return [(loc, raw)]
        found_entries: list[tuple[Loc, Any]] = [((*loc, i), entry) for i, entry in enumerate(raw)]
        spans: list[tuple[When, When, Loc]] = []
        for entry_loc, entry in found_entries:
            self.order(entry_loc, mapping(entry), "from", "until", same=False)
            start, end = (_when(mapping(entry).get(key)) for key in ("from", "until"))
            spans.append((start or date.min, end or date.max, entry_loc))
        spans.sort(key=lambda span: (earliest(span[0]), latest(span[1])))
        for (_, end, first), (start, _, second) in pairwise(spans):
            if latest(start) < earliest(end):  # on every reading of partial dates
                hint = "give the earlier entry an `until`"
                self.report.add(second, "overlapping-dates", hint, first=self.report.line(first))
        return found_entries

    def provision(self, loc: Loc, name: str, raw: Any) -> None:
        source, pin = self.parted(name, ".")
        self.source(loc, source, key=True)
        if not pin:
            hint = f"write {source}.SECTION, such as {source}.14"
            self.report.add(loc, "missing-pin", hint, key=True, name=name)
        for entry_loc, entry in self.entries(loc, raw):
            self.citations((*entry_loc, "cite"), mapping(entry).get("cite"))
            self.awaited(entry_loc, mapping(entry))
            self.order(entry_loc, mapping(entry), "from", "takes_effect")
            for place, other in strings(mapping(entry).get("replaces"), (*entry_loc, "replaces")):
                self.declared(place, other)

    def awaited(self, loc: Loc, entry: dict[str, Any]) -> None:
        """What a text waits for has a place only where it waits: beside a status of what is made and not in force."""
        for key in ("awaits", "authority"):
            if entry.get(key) is not None and entry.get("status") in _SETTLED:
                hint = f"leave {key} out, or write the status of a text that is not in force yet, such as adopted"
                why = f"{key} has no place beside the status {entry['status']}"
                self.report.add((*loc, key), "wrong-answer", hint, why=why)

    def parted(self, text: str, mark: str) -> tuple[str, str]:
        """The source and the pin of a provision (mark ".") or a citation (" "), even if the name of the source contains the
        mark."""
        odd = [name for name in self.unusable if text == name or text.startswith(f"{name}{mark}")]
        name = max(odd, key=len) if odd else text.partition(mark)[0]
        return name, text[len(name) + 1 :]

    def source(self, loc: Loc, name: str, *, key: bool = False) -> dict[str, Any] | None:
        if name in self.sources:
            return mapping(self.sources[name])
        hint = did_you_mean(name, self.sources) or f"add {found(name)} under sources"
        self.report.add(loc, "unknown-source", hint, key=key, name=found(name))
        return None

    def declared(self, loc: Loc, name: str) -> None:
        if name not in self.provisions:
            # another section is another law: only a name with the same digits can be meant, or perhaps one with a digit typed twice
            add = f"add {found(name)} with its status under provisions"
            near = did_you_mean(name, self.provisions)
            like = [each for each in islice(self.provisions, 500) if _once(digits(each)) == _once(digits(name))]
            perhaps = did_you_mean(name, like, any_digits=True)
            hint = near or (f"{add}; or {perhaps}" if perhaps else add)
            self.report.add(loc, "undeclared-provision", hint, name=found(name))

    def citations(self, loc: Loc, raw: Any, *, pins: bool = True) -> None:
        for place, text in strings(raw, loc):
            name, pin = self.parted(text, " ")
            source = self.source(place, name)
            if pins and source and source.get("kind") in _LAW and not pin.strip():
                hint = f"write {name} followed by the section, such as {name} s. 14"
                self.report.add(place, "missing-pin", hint, name=text)

    def answer(self, loc: Loc, name: str, fact: Fact, raw: Any) -> None:
        if isinstance(raw, str):
            raw = {"status": raw}
        if not isinstance(raw, dict):
            return  # its shape is reported
        for key in raw:
            if key not in KEYS_OF_KIND[fact.kind] and any(key in keys for keys in KEYS_OF_KIND.values()):
                hint = f"a fact of this kind has: {', '.join(k for k in KEYS_OF_KIND[fact.kind] if k not in _COMMON) or 'status'}"
                self.report.add((*loc, key), "misplaced-key", hint, key=True, name=key, kind=fact.kind)
        self.citations((*loc, "cite"), raw.get("cite"))
        self.citations((*loc, "searched"), raw.get("searched"), pins=False)
        self.order(loc, raw, "from", "invited_until")
        if raw.get("position") and not raw.get("cite"):
            self.report.add((*loc, "position"), "uncited", "add cite: [SOURCE] that says what the State has said")
        if raw.get("position_since") and not raw.get("position"):
            hint = "write what it said: position: pursuing, not_pursuing or undecided"
            self.report.add(loc, "missing-key", hint, name="position")
        for key in ("reservations", "declarations"):
            partly = isinstance(raw.get(key), dict)
            within: Loc = (*loc, key, "listed") if partly else (*loc, key)
            for i, entry in enumerate(sequence(raw[key].get("listed") if partly else raw.get(key))):
                for earlier, later in (
                    ("made", "withdrawn"),
                    ("made", "confirmed"),
                    ("withdrawn", "withdrawal_effective"),
                ):
                    self.order((*within, i), mapping(entry), earlier, later)
                if mapping(entry).get("withdraws") and not mapping(entry).get("withdrawn"):
                    self.report.add((*within, i), "missing-key", "write when: withdrawn: YYYY-MM-DD", name="withdrawn")
                self.citations((*within, i, "cite"), mapping(entry).get("cite"))
                for place, word in strings(mapping(entry).get("narrows"), (*within, i, "narrows")):
                    check_narrowing(self.report, place, word, fact)
        for place, kind, entry, code in check_treaty.entries(raw):
            self.applied(loc, place, kind, entry, code)
        status = raw.get("status")
        if status in ("unknown", "withheld"):
            return
        if status == "not_applicable":
            if fact.may_not_apply is None:
                self.report.add((*loc, "status"), "not-applicable-refused", "write unknown", name=name)
            elif not raw.get("reason"):
                self.report.add(loc, "missing-reason", "add reason: ...")
        elif status == "none":
            if not raw.get("searched") and not raw.get("cite"):
                self.report.add(
                    loc, "unsearched", "add searched: [SOURCE] if its text was read in full; else write unknown"
                )
        elif fact.kind == "provision":
            self.law(loc, name, fact, raw)
        else:
            self.other(loc, fact, raw)

    def applied(self, loc: Loc, place: Loc, kind: str, entry: dict[str, Any], code: Loc) -> None:
        """One entry on the territories to which a treaty applies, or on another State."""
        at = (*loc, *place)
        given = entry.get(str(code[-1]))
        if kind == "territories" and given is None and not entry.get("name"):
            self.report.add(
                at, "missing-key", "write name: NAME, or code: with its ISO 3166 code, such as GRL", name="name"
            )
        if given is not None and given != "EU":
            self.country((*loc, *code), given, entry, at, units=kind == "territories")
        for earlier, later in (("from", "until"), ("date", "until"), ("made", "withdrawn")):
            self.order(at, entry, earlier, later, same=later == "withdrawn")
        self.citations((*at, "cite"), entry.get("cite"))
        if not entry.get("cite"):
            self.report.add(at, "uncited", "add cite: [SOURCE PIN]")

    def law(self, loc: Loc, name: str, fact: Fact, raw: dict[str, Any]) -> None:
        if raw.get("status") is not None:
            why = f"{found(raw['status'])} is not a status of a fact of law"
            hint = "write by: SOURCE.PIN, or status: none, unknown or not_applicable; the provision has the status of the law"
            self.report.add((*loc, "status"), "wrong-answer", hint, why=why)
            return
        by = raw.get("by")
        if not by:
            hint = "write by: SOURCE.PIN, or unknown"
            self.report.add(loc, "wrong-answer", hint, why="a fact of law needs the provision that it rests on")
            return
        if sum(len(sequence(mapping(basis).get("of", ""))) for basis in sequence(by)) > MOST["stood_on"]:
            self.report.add((*loc, "by"), "too-many-entries", "keep the most important ones", limit=MOST["stood_on"])
        routes: list[tuple[Loc, str]] = []
        many = isinstance(by, list)
        for i, basis in enumerate(by if many else [by]):
            at: Loc = (*loc, "by", i) if many else (*loc, "by")
            if isinstance(basis, str):
                self.law_provision(at, basis)
                own: dict[str, Any] = raw if not many else {}
                self.features(loc, fact, own, raw)
            else:
                own = mapping(basis)
                for place, provision in strings(own.get("of"), (*at, "of")):
                    self.law_provision(place, provision)
                self.features(at, fact, own, raw)
            route = own.get("route", "dedicated")
            routes.append((at, str(route)))
            direct = route == check_treaty.DIRECT
            if route != "dedicated" and not own.get("reading"):
                hint = "add reading: one sentence" + (" saying why the article applies of itself" if direct else "")
                self.report.add(at, "missing-reading", hint, why=f"the route {route}")
            if direct:
                check_treaty.check_direct(self.report, at, name, {"of": basis, **own} if own is raw else own, self.data)
        for key in ("features", "route") if many or isinstance(by, dict) else ():
            if raw.get(key):  # it would not belong to any basis
                hint = f"give each basis its own {key}: {{of: [...], {key}: ...}}"
                self.report.add(
                    (*loc, key), "wrong-answer", hint, why=f"{key} cannot be used beside bases that are written out"
                )
        at, route = routes[0]
        told = route == check_treaty.DIRECT and check_treaty.punishes(name)
        if fact.routes and not told and not any(route in fact.routes for _, route in routes):
            hint = f"admissible routes: {', '.join(fact.routes)}"
            self.report.add(at, "inadmissible-route", hint, name=name, route=route)

    def law_provision(self, loc: Loc, name: str) -> None:
        if self.parted(name, ".")[1]:
            self.declared(loc, name)
        elif self.source(loc, name) is not None:
            self.report.add(loc, "missing-pin", f"write {name}.SECTION, such as {name}.14", name=name)

    def features(self, loc: Loc, fact: Fact, own: dict[str, Any], answer: dict[str, Any]) -> None:
        for name, value in mapping(own.get("features")).items():
            at: Loc = (*loc, "features", name)
            feature = fact.features.get(name)
            if feature is None:
                hint = feature_meant(fact, name)
                self.report.add(at, "unknown-feature", hint, key=True, fact=loc[1], name=name)
                continue
            if value == "unknown":
                continue
            check_value(self.report, at, feature, feature.type, value)
            if feature.judgement and fact.kind == "provision":
                if not own.get("reading"):
                    self.report.add(at, "missing-reading", "add reading: one sentence", why="a judgement")
                if answer.get("confidence") not in ("medium", "low"):
                    self.report.add(at, "overconfident", "add confidence: medium")

    def other(self, loc: Loc, fact: Fact, raw: dict[str, Any]) -> None:
        """A treaty, capability, number, choice or yes_no with an answer other than none or unknown."""
        words = STATUSES.get(fact.kind)
        if words is not None:
            status = raw.get("status")
            if status is None:
                self.report.add(
                    loc, "wrong-answer", f"write one of {', '.join(words)}, unknown", why="the status is missing"
                )
                return
            if status not in words:
                hint = meant(status, (*words, "unknown", "not_applicable", "withheld"))
                at: Loc = (*loc, "status") if "status" in mapping(self._at(loc)) else loc
                self.report.add(at, "unknown-word", hint, value=found(status), expected=", ".join((*words, "unknown")))
                return
            if fact.kind == "treaty" and status in _TAKEN:
                self.unit(loc, str(status))
            self.features(loc, fact, raw, raw)
        else:
            if raw.get("value") is None:
                hint = "write value: ..., or unknown"
                self.report.add(loc, "wrong-answer", hint, why="the value is missing")
                return
            check_value(self.report, (*loc, "value"), fact, fact.kind, raw["value"])
        searched = raw.get("searched") if raw.get("value") is False else None
        if not raw.get("cite") and not searched:
            self.report.add(loc, "uncited", "add cite: [SOURCE]")

    def unit(self, loc: Loc, status: str) -> None:
        """Reports a treaty status of a unit of a State, which takes no step under a treaty by itself."""
        code = self.data.get("country")
        if isinstance(code, str) and (state := state_of_unit(code)) is not None:
            note = f"through {self.countries.get(state, state)}; territorial declaration: unknown"
            hint = f'write unknown, with the note "{note}"'
            self.report.add(loc, "unit-of-state", hint, value=code, state=state, status=status.replace("_", " "))

    def _at(self, loc: Loc) -> Any:
        value: Any = self.data
        for step in loc:
            value = value[step]
        return value


def _when(value: Any) -> When | None:
    """A date, or None if it is not one (its shape is reported)."""
    try:
        return None if value is None else when_read(value)
    except Refused:
        return None


def _once(text: str) -> str:
    """The text with repeated characters reduced to one."""
    return "".join(one for one, _ in groupby(text))
