"""How far two readers agree: facts in full, and the answer to each question beside what chance alone would give."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from assess.engine.facts import covers
from assess.model.profile import Answer
from assess.model.results import Truth

Answers = tuple[Answer, ...]
Said = tuple[str, str]
"""The word of each reader."""


class Agreement(NamedTuple):
    """Two readers on some facts; nothing here says which of them is right."""

    facts: int
    """Facts that both answer."""
    alike: int
    """Of these, those that they answer alike in full."""
    asked: int
    """Questions that both answer: about facts, and about features of law or of a capability."""
    same: int
    """Of these, those with the same answer, whatever provisions it stands on."""
    kappa: Fraction | None
    """Cohen's kappa of these answers (Cohen 1960): (share alike - share expected) / (1 - share expected), where the share expected
    is what two readers would have in common who give each answer as often as these do, and at random. None where nothing is
    asked, and where both give one and the same answer throughout: nothing is left to be agreed beyond chance then."""


def agreement(pairs: Sequence[tuple[Answers, Answers]], alike: int, day: date) -> Agreement:
    """The agreement on facts that both answer, of which so many are alike in full."""
    said = [both for one, other in pairs for both in _questions(one, other, day)]
    same = sum(one == other for one, other in said)
    return Agreement(len(pairs), alike, len(said), same, kappa(said))


def kappa(said: Sequence[Said]) -> Fraction | None:
    """Cohen's kappa, exactly; None where it is not defined."""
    if not said:
        return None
    first, second = Counter(one for one, _ in said), Counter(other for _, other in said)
    expected = Fraction(sum(n * second[word] for word, n in first.items()), len(said) ** 2)
    observed = Fraction(sum(one == other for one, other in said), len(said))
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _questions(one: Answers, other: Answers, day: date) -> Iterator[Said]:
    """What both readers say of one fact on a day, as words: of the fact, then of each feature that both answer."""
    first, second = _on(one, day), _on(other, day)
    if first is None or second is None:
        return
    yield _word(first), _word(second)
    mine, theirs = _features(first), _features(second)
    for name in sorted(mine.keys() & theirs.keys()):
        yield mine[name], theirs[name]


def _on(entries: Answers, day: date) -> Answer | None:
    """The entry that holds on a day, or the only one."""
    if len(entries) == 1:
        return entries[0]
    return next((each for each in entries if covers(each.from_, each.until, day) is Truth.TRUE), None)


def _word(answer: Answer) -> str:
    """An answer as one of few words: law that is named counts as yes, whatever it stands on."""
    if answer.status is not None:
        return "no" if answer.status == "none" else answer.status
    return "yes" if answer.by else _plain(answer.value)


def _plain(value: object) -> str:
    return "yes" if value is True else "no" if value is False else str(value)


def _features(answer: Answer) -> dict[str, str]:
    """Features as the answer has them on all its bases together: yes if any basis gives one."""
    found: dict[str, list[object]] = {}
    for features in (answer.features, *(basis.features for basis in answer.by)):
        for name, value in features.items():
            found.setdefault(name, []).append(value)
    return {name: "yes" if True in values else _first(values) for name, values in found.items()}


def _first(values: Iterable[object]) -> str:
    return " ".join(sorted({_plain(value) for value in values}))
