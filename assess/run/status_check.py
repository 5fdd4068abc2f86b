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
_OUTSIDE = ("none", "not_party", "not_applicable")


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
    if "not_party" in (answer.status, given.status):  # it says nothing of signature or invitation
        return bool({answer.status, given.status} & {"party", "consent_deposited"})
    same = answer.from_ is not None and given.since is not None and _same(answer.from_, given.since)
    if answer.from_ is not None and given.day is not None and earliest(answer.from_) > latest(given.day) and not same:
        return False  # the profile has a step that is newer than the data
    if answer.status != given.status:
        return True
    return answer.from_ is not None and given.since is not None and not same


def newer(profile: Profile, answer: Answer | None, given: Given) -> date | None:
    """The newest day of which the sources of an answer speak, where it is later than the data: such an answer is left as it is."""
    if answer is None or answer.status == "unknown" or given.day is None:
        return None
    days = [
        source.date
        for name in _names(answer)
        if (source := profile.sources.get(name)) is not None and source.date is not None
    ]
    newest = max(map(latest, days), default=None)
    return newest if newest is not None and newest > latest(given.day) else None


def _same(one: When, other: When) -> bool:
    """Whether two dates, which may be partial, can be the same day."""
    return earliest(one) <= latest(other) and earliest(other) <= latest(one)


def _warning(document: Document, profile: Profile, given: Given, answer: Answer, data: StatusData) -> Problem:
    own = [profile.sources[name] for name in _names(answer) if name in profile.sources]
    other = [data.sources[name] for name in (*given.cite, *given.searched)]
    said = f" ({text_in(own[0].short or own[0].title)}{f', {own[0].date}' if own[0].date else ''})" if own else ""
    newest = max(other, key=lambda source: latest(source.date) if source.date else date.min, default=None)
    source = text_in(newest.title) if newest is not None else "no source"
    later = newer(profile, answer, given)
    hint = (
        f"the profile has the newer source ({later}), so `assess refresh` leaves it; if it is right, the data are out of date"
        if later
        else "correct the one that is wrong, by hand: `assess refresh` leaves answers that have several entries"
        if len(profile.facts.get(given.fact, ())) > 1
        else "correct the one that is wrong; `assess refresh` shows what the data would change here"
    )
    return problem(
        document.place(("facts", given.fact)),
        "status-differs",
        hint,
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
