"""Compares a profile with the status data: where its treaty answers differ, and what newer data would change. The profile's answers
count."""

from collections.abc import Iterator
from datetime import date

from assess.model.base import PartialDate, earliest, latest, text_in
from assess.model.catalogue import Catalogue
from assess.model.profile import Answer, Profile
from assess.model.status import StatusData
from assess.problems import Problem, problem
from assess.reading.yamlfile import Document
from assess.views.status_answers import Given, answers

When = date | PartialDate
_OPEN = ("unknown", "withheld")
_OUTSIDE = ("none", "not_applicable")


def differences(document: Document, profile: Profile, catalogue: Catalogue, data: StatusData) -> list[Problem]:
    """A warning for each treaty answer that differs from the status data, with both sources."""
    return [
        _warning(document, profile, given, answer, data)
        for given, answer in compared(profile, catalogue, data)
        if answer is not None and differs(answer, given)
    ]


def compared(profile: Profile, catalogue: Catalogue, data: StatusData) -> Iterator[tuple[Given, Answer | None]]:
    """What the data say on the day of the profile, with the profile's own answer on that day (None if it has none)."""
    for fact, given in answers(data, catalogue, profile.country, profile.as_of).items():
        yield given, answer_on(profile.facts.get(fact, ()), profile.as_of)


def answer_on(entries: tuple[Answer, ...], day: date) -> Answer | None:
    """The entry that holds on a day, as far as its dates say."""
    for entry in entries:
        begun = entry.from_ is None or earliest(entry.from_) <= day
        if begun and (entry.until is None or latest(entry.until) > day):
            return entry
    return None


def differs(answer: Answer, given: Given) -> bool:
    """Whether the two cannot both be right, as far as dates are known."""
    if not given.settled or answer.status in _OPEN:
        return False
    if given.value is not None or answer.value is not None:
        return (answer.value is True) != (given.value is True)
    if answer.status in _OUTSIDE and given.status in _OUTSIDE:
        return False
    same = answer.from_ is not None and given.since is not None and _same(answer.from_, given.since)
    if answer.from_ is not None and given.day is not None and earliest(answer.from_) > latest(given.day) and not same:
        return False  # the profile has a step that is newer than the data
    if answer.status != given.status:
        return True
    return answer.from_ is not None and given.since is not None and not same


def _same(one: When, other: When) -> bool:
    """Whether two dates, which may be partial, can be the same day."""
    return earliest(one) <= latest(other) and earliest(other) <= latest(one)


def _warning(document: Document, profile: Profile, given: Given, answer: Answer, data: StatusData) -> Problem:
    own = [profile.sources[name] for name in _names(answer) if name in profile.sources]
    other = [data.sources[name] for name in (*given.cite, *given.searched)]
    said = f" ({text_in(own[0].short or own[0].title)}{f', {own[0].date}' if own[0].date else ''})" if own else ""
    newest = max(other, key=lambda source: latest(source.date) if source.date else date.min, default=None)
    source = text_in(newest.title) if newest is not None else "no source"
    return problem(
        document.place(("facts", given.fact)),
        "status-differs",
        "correct the wrong one; `assess refresh` shows what the data would change here",
        where=f"facts.{given.fact}",
        own=_shown(answer.status, answer.value, answer.from_),
        own_source=said,
        other=_shown(given.status, given.value, given.since),
        other_source=f"{source}; as of {given.day}" if given.day else source,
    )


def _names(answer: Answer) -> list[str]:
    return [text.partition(" ")[0] for text in (*answer.cite, *answer.searched)]


def _shown(status: str | None, value: object, since: When | None) -> str:
    word = (status or "").replace("_", " ") if value is None else ("yes" if value is True else "no")
    return f"{word} since {since}" if since is not None else word
