"""The part of a profile that may be published: nothing that is withheld, and nothing that only withheld answers lead to."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from assess.model.profile import Answer, Excluded, Objection, Profile, ProvisionEntry, Reservation, Territory

Release = Literal["full", "public"]
"""For whom a profile is cut: "full", or "public" without what may not be published."""


def released(profile: Profile) -> tuple[Profile, int]:
    """The profile that may be published, and how many answers were withheld from it.

    Closed are sources by their handling; provisions of a closed source, and those whose status rests on one; answers
    by their handling, or where they name a closed source or stand on a closed provision; agreements that cite a
    closed source. A provision that only withheld answers stand on goes too, and a source that is cited for nothing else than
    what goes: their places in the lists would tell of it.
    """
    closed = {name for name, source in profile.sources.items() if source.handling != "public"}

    def cites_closed(*cites: Iterable[str]) -> bool:
        return any(cite.partition(" ")[0] in closed for group in cites for cite in group)

    shut = {
        name
        for name, entries in profile.provisions.items()
        if name.partition(".")[0] in closed or cites_closed(*(entry.cite for entry in entries))
    }

    def is_open(answer: Answer) -> bool:
        treaty = [*_made(answer), *_between(answer)]
        return (
            answer.handling == "public"
            and not cites_closed(answer.cite, answer.searched, *(entry.cite for entry in treaty))
            and not any(name in shut or name.partition(".")[0] in closed for basis in answer.by for name in basis.of)
        )

    hidden = {name for name, entries in profile.facts.items() if not all(map(is_open, entries))}
    shown = _provisions(entries for name, entries in profile.facts.items() if name not in hidden)
    shut |= _provisions(profile.facts[name] for name in hidden) - shown
    withheld = (Answer(status="withheld"),)
    agreements = tuple(agreement for agreement in profile.agreements if not cites_closed(agreement.cite))
    whole = len(agreements) == len(profile.agreements) and not cites_closed(profile.agreements_searched)
    public = replace(
        profile,
        sources={name: source for name, source in profile.sources.items() if name not in closed},
        provisions={
            name: tuple(_without(entry, shut) for entry in entries)
            for name, entries in profile.provisions.items()
            if name not in shut
        },
        facts={name: withheld if name in hidden else entries for name, entries in profile.facts.items()},
        agreements=agreements,
        agreements_searched=profile.agreements_searched if whole else (),  # what was left out may not look like a no
    )
    only_hidden = _cited(profile) - _cited(public)
    sources = {name: source for name, source in public.sources.items() if name not in only_hidden}
    return replace(public, sources=sources), len(hidden)


def _cited(profile: Profile) -> set[str]:
    """The sources that are named anywhere in a profile."""
    answers = [answer for entries in profile.facts.values() for answer in entries]
    made = [entry for answer in answers for entry in (*_made(answer), *_between(answer))]
    entries = [entry for each in profile.provisions.values() for entry in each]
    lists = [each.cite for each in answers] + [each.searched for each in answers] + [each.cite for each in made]
    lists += (
        [each.cite for each in entries] + [each.cite for each in profile.agreements] + [profile.agreements_searched]
    )
    law = {*profile.provisions, *_provisions(profile.facts.values())}
    return {text.partition(" ")[0] for cites in lists for text in cites} | {name.partition(".")[0] for name in law}


def _made(answer: Answer) -> list[Reservation]:
    """What a State has reserved and declared."""
    return [entry for each in (answer.reservations, answer.declarations) if each for entry in each.listed]


def _between(answer: Answer) -> list[Territory | Objection | Excluded]:
    """Where a treaty applies, and with whom it does not."""
    return [*answer.territories, *answer.objections, *answer.relations_excluded_with]


def _provisions(facts: Iterable[tuple[Answer, ...]]) -> set[str]:
    """The provisions that these answers rest on."""
    return {name for entries in facts for answer in entries for basis in answer.by for name in basis.of}


def _without(entry: ProvisionEntry, shut: set[str]) -> ProvisionEntry:
    """The entry, which no longer names what it replaces where that is not published."""
    return replace(entry, replaces=tuple(name for name in entry.replaces if name not in shut))
