"""A profile with something laid over it: a reform file, answers of the reader's own, or its pending texts as law.

All of it goes into the data of the profile as they stand in the file, and the whole is read again through the checks that every
profile passes. A problem is reported where the reader wrote it: in the profile, in the reform file, or in the argument of `--set`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from assess.model.base import Refused, Text, earliest, latest, when_read
from assess.model.catalogue import Catalogue
from assess.model.profile import PENDING, Profile
from assess.model.reform import ReformFile
from assess.problems import InvalidInput, Place, Problem
from assess.reading.checking import Report, mapping, sequence
from assess.reading.profiles import read_profile
from assess.reading.to_model import found, shape, wrong_schema
from assess.reading.yamlfile import Document, Loc

Origin = Callable[[Loc, bool], Place]
"""Where something that was laid over comes from: the place for the rest of a location, at its key or at its value."""

OWN_KEYS = ("cite", "note", "replaces")
"""What stays of a provision that is made law."""


class Step(NamedTuple):
    """One thing that was laid over a profile."""

    kind: str
    """"set", "reform" or "pending"."""
    said: str
    """The argument, or the path of the file."""
    title: Text | None = None
    """Of a reform."""
    note: Text | None = None


class Scenario(NamedTuple):
    """What was laid over a profile, and what followed from it for its provisions."""

    steps: tuple[Step, ...] = ()
    enacted: tuple[str, ...] = ()
    """Provisions that count as in force."""
    ended: tuple[str, ...] = ()
    """Provisions that they put out of force."""


class Overlaid(Document):
    """The data of a profile with changes of which each knows where it comes from."""

    def __init__(self, base: Document) -> None:  # nothing is parsed
        self.path, self.text, self.raw = base.path, "", b""
        self.problems: list[Problem] = []
        self.moved: dict[Loc, Loc] = {}
        self.data: Any = deepcopy(base.data)
        self.base = base
        self.origins: dict[Loc, Origin] = {}

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place in the file or argument that this part comes from."""
        for new, old in self.moved.items():
            if loc[: len(new)] == new:
                loc = (*old, *loc[len(new) :])
                break
        for n in range(len(loc), 0, -1):
            if (origin := self.origins.get(loc[:n])) is not None:
                return origin(loc[n:], key)
        return self.base.place(loc, key=key)

    def part(self, name: str) -> dict[str, Any]:
        """One of the three mappings of a profile, made if the file has none."""
        if not isinstance(self.data.get(name), dict):
            self.data[name] = {}
        part: dict[str, Any] = self.data[name]
        return part


class Over:
    """Lays one thing after another over a profile."""

    def __init__(self, base: Document, catalogue: Catalogue, day: date) -> None:
        self.document = Overlaid(base)
        self.catalogue = catalogue
        self.day = day
        self.steps: list[Step] = []
        self.enacted: dict[str, None] = {}

    @property
    def provisions(self) -> dict[str, Any]:
        return self.document.part("provisions")

    def pending(self) -> list[str]:
        """The provisions whose text waits to become law on the day."""
        return [name for name in self.provisions if self.provision(name).get("status") in PENDING]

    def provision(self, name: str) -> dict[str, Any]:
        """The entry of a provision on the day; empty where there is none."""
        return mapping(current(self.provisions.get(name), self.day)[1])

    def answer(self, name: str) -> dict[str, Any]:
        """The answer on a fact on the day; empty where there is none."""
        raw = current(self.document.part("facts").get(name), self.day)[1]
        return {"status": raw} if isinstance(raw, str) else dict(mapping(raw))

    def enact(self, name: str, entry: dict[str, Any], origin: Origin | None) -> None:
        """Makes a provision law from the day on."""
        kept = {key: entry[key] for key in OWN_KEYS if key in entry}
        self.provisions[name] = {"status": "in_force", "from": self.day.isoformat(), **kept}
        self.enacted[name] = None
        if origin is not None:
            self.document.origins["provisions", name] = origin

    def enact_pending(self) -> None:
        """Makes everything law that the profile has pending."""
        for name in self.pending():
            self.enact(name, self.provision(name), None)
            self.steps.append(Step("pending", name))

    def stand_on(
        self, name: str, more: Sequence[dict[str, Any]] = (), origins: Sequence[Origin] = ()
    ) -> dict[str, Any]:
        """The answer on a fact of law with its bases written out, after those that are added; none is there twice."""
        raw_entries = self.document.part("facts").get(name)
        index, raw = current(raw_entries, self.day)
        at: Loc = ("facts", name) if index is None or not isinstance(raw_entries, list) else ("facts", name, index)
        bases: list[dict[str, Any]] = []
        placed: list[Origin] = []
        own = written_out(raw)
        known = self.document.origins
        places = [
            *origins,
            *(
                known.get(("facts", name, "by", i)) or _basis_at(self.document.base, at, raw, i)
                for i in range(len(own))
            ),
        ]
        for basis, place in zip([*more, *own], places, strict=True):
            if basis not in bases:
                bases.append(deepcopy(basis))
                placed.append(place)
        beside = ("by", "features", "route", "reading", "status", "searched", "from", "until")
        kept = {key: value for key, value in mapping(raw).items() if key not in beside} if own else {}
        answer = {**kept, "by": bases}
        self.document.part("facts")[name] = answer
        for i, place in enumerate(placed):
            self.document.origins["facts", name, "by", i] = place
        return answer

    def lay(self, text: Document) -> None:
        """Lays the reform in a file over the profile.

        Raises:
            InvalidInput: the file is not a reform, or one for another country.
        """
        fault = None if text.data is None and text.problems else wrong_schema(text, "reform/v1")
        if text.problems or fault:
            raise InvalidInput([*text.problems, *([fault] if fault else [])])
        reform, faults = shape(text, ReformFile, text.data)
        if reform is None or faults:
            raise InvalidInput(faults)
        report = Report(text)
        wanted = self.document.data.get("country")
        if reform.country != wanted:
            hint = "lay it over a profile of its own country; each reform is for one country"
            expected = f"{wanted}, the country of the profile"
            report.add(("country",), "wrong-value", hint, expected=expected, found=found(reform.country))
            raise InvalidInput(report.problems)
        for name, source in mapping(text.data.get("sources")).items():
            there = self.document.part("sources").get(name)
            if there is not None and there != source:
                hint = "choose another name; or leave the source out, if the one of the profile is meant"
                first = f"line {self.document.base.place(('sources', name), key=True).line} of the profile"
                report.add(("sources", name), "duplicate-id", hint, key=True, name=name, first=first)
            else:
                self.document.part("sources")[name] = source
                self.document.origins["sources", name] = _from(text, ("sources", name))
        for name, raw in mapping(text.data.get("provisions")).items():
            entry = mapping(raw)
            if entry.get("status") is None or entry["status"] in PENDING:
                self.enact(name, entry, _from(text, ("provisions", name)))
            else:
                self.provisions[name] = {"from": self.day.isoformat(), **entry}
                self.document.origins["provisions", name] = _from(text, ("provisions", name))
        for name, raw in mapping(text.data.get("facts")).items():
            self._lay_fact(text, name, raw)
        if report.problems:
            raise InvalidInput(report.problems)
        self.steps.append(Step("reform", text.path, reform.title, reform.note))

    def _lay_fact(self, text: Document, name: str, raw: Any) -> None:
        index, own = current(raw, self.day)
        at: Loc = ("facts", name, index) if isinstance(raw, list) and index is not None else ("facts", name)
        bases = written_out(own)
        if bases:
            origins = [_basis_at(text, at, own, i) for i in range(len(bases))]
            answer = self.stand_on(name, bases, origins)
            answer |= {key: value for key, value in own.items() if key in ("cite", "confidence", "handling", "note")}
        else:
            given = {"status": own} if isinstance(own, str) else own
            dated = isinstance(given, dict) and "from" not in given
            self.document.part("facts")[name] = {**given, "from": self.day.isoformat()} if dated else given
        self.document.origins["facts", name] = _from(text, at)

    def read(self) -> tuple[Profile, Scenario]:
        """The profile as it would be, read as every profile is.

        Raises:
            InvalidInput: with everything that is wrong with it, each at its own place.
        """
        ended: dict[str, None] = {}
        for name in self.enacted:
            for other in sequence(mapping(self.provisions.get(name)).get("replaces")):
                if isinstance(other, str) and other in self.provisions and other not in self.enacted:
                    ended[other] = None
        for name in ended:
            kept = {key: value for key, value in self.provision(name).items() if key in ("cite", "note")}
            self.provisions[name] = {"status": "repealed", "from": self.day.isoformat(), **kept}
        profile, problems = read_profile(self.document, self.catalogue)
        if profile is None or problems:
            raise InvalidInput(problems)
        return profile, Scenario(tuple(self.steps), tuple(self.enacted), tuple(ended))


def current(entries: Any, day: date) -> tuple[int | None, Any]:
    """Of the entries of a provision or fact, the one that covers the day, with its number; one without a list is 0."""
    if entries is None:
        return None, None
    listed = entries if isinstance(entries, list) else [entries]
    for i, entry in enumerate(listed):
        start, end = (_when(mapping(entry).get(key)) for key in ("from", "until"))
        if (start is None or latest(start) <= day) and (end is None or day < earliest(end)):
            return i, entry
    return None, None


def _when(value: Any) -> Any:
    with suppress(Refused):
        return None if value is None else when_read(value)
    return None


def written_out(answer: Any) -> list[dict[str, Any]]:
    """The bases of an answer, each as a mapping."""
    by = mapping(answer).get("by")
    if isinstance(by, str):
        beside = {key: answer[key] for key in ("route", "features", "reading") if key in answer}
        return [{"of": [by], **beside}]
    found_bases = []
    for basis in sequence(by):
        one = {"of": basis} if isinstance(basis, str) else dict(mapping(basis))
        found_bases.append({**one, "of": sequence(one.get("of"))})
    return found_bases


def _from(document: Document, start: Loc) -> Origin:
    """The origin of what stands at a place of a document."""
    return lambda rest, key: document.place((*start, *rest), key=key)


def _basis_at(document: Document, answer: Loc, raw: Any, i: int) -> Origin:
    """The origin of one basis, however the answer writes it."""
    by = mapping(raw).get("by")
    start: Loc = (*answer, "by", i) if isinstance(by, list) else (*answer, "by") if isinstance(by, dict) else answer
    return _from(document, start)
