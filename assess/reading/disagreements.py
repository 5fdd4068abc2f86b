"""Lists of disagreements that were filled in: read, checked against what the two readers say now, and made a settlement."""

from collections.abc import Mapping
from typing import Any

from assess.model.as_written import as_written
from assess.model.catalogue import Catalogue
from assess.model.disagreements import DisagreementsFile, Dispute, Settled
from assess.model.profile import Profile
from assess.problems import Problem, did_you_mean, problem
from assess.reading.check_profile import STATUSES, check_profile
from assess.reading.to_model import found, model_or_problems, shape, words_at, wrong_schema
from assess.reading.yamlfile import Document, Loc
from assess.words.countries import country_codes

_SECTIONS = ("facts", "provisions", "system", "sources")
Written = Mapping[tuple[str, str], list[Any]]
"""The answers that are on the list as it would be made now, by section and name."""


def read_disagreements(document: Document) -> tuple[DisagreementsFile | None, list[Problem]]:
    """A list, or everything that is wrong with its form."""
    problems = list(document.problems)
    if document.data is None and problems:
        return None, problems
    if fault := wrong_schema(document, "disagreements/v1"):
        return None, [*problems, fault]
    read, faults = shape(document, DisagreementsFile, document.data)
    return model_or_problems(read, problems, faults)


def read_settled(
    document: Document, catalogue: Catalogue, agreed: Profile, readers: tuple[str, str], now: Written
) -> tuple[Settled, list[Problem]]:
    """What a list settles of the points on which two readers differ, and everything that is wrong with it.

    Args:
        document: the list. agreed: the profile as it is with nothing settled. readers: the names of the two, in their order.
        now: see `Written`.
    """
    read, problems = read_disagreements(document)
    if read is None:
        return Settled(), problems
    problems += _about(document, read, agreed, readers)
    if problems:
        return Settled(), problems
    chosen: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    own: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    for section in _SECTIONS:
        disputes: Mapping[str, Dispute] = getattr(read, section)
        for name, dispute in disputes.items():
            if dispute.settled is None:
                continue
            loc: Loc = (section, name)
            current = now.get((section, name))
            if current is None:
                known = [each for part, each in now if part == section]
                hint = (
                    did_you_mean(name, known)
                    or "take it off the list, or make the list again with --list and another name"
                )
                problems.append(problem(document.place(loc, key=True), "not-to-settle", hint, name=name))
            elif _recorded(document, section, name) != _plain(current):
                hint = "make the list again with --list and another name, fill in this answer anew, and copy the others"
                problems.append(problem(document.place((*loc, "answers")), "answers-changed", hint, name=name))
            elif isinstance(dispute.settled, str) and dispute.settled in readers:
                chosen[section][name] = readers.index(dispute.settled)
            else:
                own[section][name] = dispute.settled
    profile, faults = _checked(document, catalogue, agreed, own, readers)
    problems += faults
    if profile is None or problems:
        return Settled(), sorted(set(problems))
    return (
        Settled(
            {**chosen["facts"], **{name: profile.facts[name] for name in own["facts"]}},
            {**chosen["provisions"], **{name: profile.provisions[name] for name in own["provisions"]}},
            {**chosen["system"], **{name: getattr(profile.system, name) for name in own["system"]}},
            {**chosen["sources"], **{name: profile.sources[name] for name in own["sources"]}},
        ),
        [],
    )


def _about(document: Document, read: DisagreementsFile, profile: Profile, readers: tuple[str, str]) -> list[Problem]:
    """Whether the list is of these two readers."""
    found_ = []
    for key, here, there in (
        ("country", read.country, profile.country),
        ("as_of", str(read.as_of), str(profile.as_of)),
        ("readers", ", ".join(sorted(read.readers)), ", ".join(sorted(readers))),
    ):
        if here != there:
            place = document.place((key,))
            hint = "take the list that was made of these two profiles"
            found_.append(problem(place, "other-readers", hint, where=key, found=here, other=there, of="the profiles"))
    return found_


def _recorded(document: Document, section: str, name: str) -> Any:
    """The answers on the list, as they were written."""
    answers = document.data[section][name]["answers"]
    return _plain([[each.get("reader"), each.get("answer")] for each in answers])


def _plain(value: Any) -> Any:
    """Data in which a date or a number is the text that it is written as."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [*map(_plain, value)] if isinstance(value, list) else str(value)


def _checked(
    document: Document,
    catalogue: Catalogue,
    agreed: Profile,
    own: Mapping[str, Mapping[str, Any]],
    readers: tuple[str, str],
) -> tuple[Profile | None, list[Problem]]:
    """The agreed profile with the answers written on the list, checked as those of a profile are, with their places on the list."""
    data: dict[str, Any] = as_written(agreed, days=True)
    data = {**data, "facts": dict(own["facts"]), "agreements": []}
    data["sources"] = {**data.get("sources", {}), **own["sources"]}
    data["provisions"] = {**data.get("provisions", {}), **own["provisions"]}
    data["system"] = {**data.get("system", {}), **own["system"]}
    kept, document.data = document.data, data
    document.moved = {(section, name): (section, name, "settled") for section in _SECTIONS for name in own[section]}
    try:
        profile, faults = shape(document, Profile, data)
        faults = [*_words(document, own, catalogue, readers), *faults]
        made: tuple[Profile | None, list[Problem]] = model_or_problems(
            profile, faults, check_profile(document, catalogue, country_codes())
        )
        return made
    finally:
        document.data, document.moved = kept, {}


def _words(
    document: Document, own: Mapping[str, Mapping[str, Any]], catalogue: Catalogue, readers: tuple[str, str]
) -> list[Problem]:
    """Single words that are neither a reader nor an answer."""
    problems = []
    for section, values in own.items():
        for name, value in values.items():
            if not isinstance(value, str):
                continue
            known = _answers(section, name, catalogue)
            if value not in known:
                hint = did_you_mean(value, readers) or did_you_mean(value, known)
                hint = hint or "write the name of a reader, or an answer as in a profile"
                where, expected = f"{section}.{name}.settled", ", ".join((*readers, *known))
                place = document.place((section, name))
                problems.append(
                    problem(place, "unknown-word", hint, where=where, value=found(value), expected=expected)
                )
    return problems


def _answers(section: str, name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The answers that are a single word."""
    if section == "system":
        return tuple(words_at(Profile, ("system", name)))
    if section in ("provisions", "sources"):
        return ()
    fact = catalogue.facts.get(name)
    words = STATUSES.get(fact.kind, ()) if fact else ()
    return (*(word for word in words if word != "none"), "unknown", "withheld")
