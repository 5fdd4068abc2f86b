"""What several States have of treaties and of bodies for cooperation, and what some operate that others do not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from assess.engine.comparison import Country
from assess.engine.facts import fact_states
from assess.model.results import Assessment, FactState
from assess.model.status import StatusData
from assess.views.country_groups import WIDEST
from assess.words import sentences, terms
from assess.words.alphabet import alphabetical
from assess.words.figures import dated
from assess.words.language import _, say

WORDS = 6
"""So many countries have a column of words each; more are listed by status."""


class StatusRow(NamedTuple):
    """One treaty or body, with what each country has of it."""

    title: str
    cells: tuple[str, ...]
    """For each country, in words with dates."""
    listed: tuple[tuple[str, str, int], ...]
    """Each status, the codes of the countries that have it, and how many they are; what is open comes last."""


class ExchangeRow(NamedTuple):
    """Something that some countries have and others do not."""

    title: str
    have: str
    """Codes of countries."""
    begun: str
    """Of those that have it in part or plan it."""
    lack: str


States = Sequence[Mapping[str, FactState]]
"""For each country, the states of facts by their ids."""


def states_of(countries: Sequence[Country]) -> States:
    """The states of treaties and bodies of the catalogue, whether or not the framework reads them."""
    return [fact_states(c.assessment.profile, c.assessment.context, c.assessment.as_of) for c in countries]


def treaty_rows(codes: Sequence[str], states: States, status: StatusData | None) -> tuple[StatusRow, ...]:
    """Treaties that are open to one of the countries and on which a profile says something, in the order of the catalogue."""
    pending = frozenset(
        head.fact for head in (status.instruments.values() if status else ()) if head.not_in_force and head.fact
    )

    def word(state: FactState) -> str:
        return _treaty_word(state, pending)

    def words(state: FactState) -> str:
        return _treaty_words(state, pending)

    return _rows(codes, states, lambda state: state.fact.kind == "treaty", word, words)


def authority_rows(codes: Sequence[str], states: States) -> tuple[StatusRow, ...]:
    """Contact points, central authorities and other bodies on which at least one profile says something."""
    return _rows(codes, states, lambda state: state.fact.kind != "treaty", _body_word, _body_word)


def _rows(
    codes: Sequence[str],
    states: States,
    wanted: Callable[[FactState], bool],
    word: Callable[[FactState], str],
    words: Callable[[FactState], str],
) -> tuple[StatusRow, ...]:
    rows = []
    for name, first in states[0].items():
        if not wanted(first):
            continue
        own = [each[name] for each in states]
        said = [word(state) for state in own]
        if not any(said) or set(said) <= {"", _("not open to it"), _("not applicable")}:
            continue
        found: dict[str, list[str]] = {}
        for code, each in zip(codes, said, strict=True):
            found.setdefault(each or _("not settled or not examined"), []).append(code)
        last = _("not settled or not examined")
        silent = max((last, _("not open to it")), key=lambda status: len(found.get(status, ())))
        listed = tuple(
            (status, _("all others") if status == silent and len(those) > WIDEST else " ".join(those), len(those))
            for status, those in sorted(found.items(), key=lambda pair: (pair[0] == last, _place(own, said, pair[0])))
        )
        rows.append(
            StatusRow(
                say(first.fact.title), tuple(words(state) or _("not settled or not examined") for state in own), listed
            )
        )
    return tuple(rows)


_ORDER = ("party", "consent_deposited", "signed", "invited", "operational", "partial", "planned", "withdrawn", "none")


def _place(own: Sequence[FactState], said: Sequence[str], word: str) -> tuple[int, str]:
    """What was done comes before what was not, as in other tables."""
    state = own[list(said).index(word)] if word in said else own[0]
    status = "none" if state.known == "none" else state.status or (state.answer.status if state.answer else None)
    return (_ORDER.index(status) if status in _ORDER else len(_ORDER), word)


def _treaty_word(state: FactState, pending: frozenset[str]) -> str:
    """The status without its date; nothing where it is open."""
    if state.known == "not_applicable":
        return _("not open to it")
    if state.known not in ("answered", "none"):
        return ""
    if state.status is None and state.known == "answered":
        return _("not yet binding")
    if state.id in pending and state.status in ("party", "consent_deposited"):
        return _("contracting State; the treaty is not in force")
    if state.fact.act and state.status == "party":
        return _("bound as a member, through transposition")
    return terms.treaty_status("none" if state.known == "none" else state.status)


def _treaty_words(state: FactState, pending: frozenset[str]) -> str:
    """The same with its date."""
    answer = state.answer
    if state.id in pending and state.status in ("party", "consent_deposited"):
        since = answer.from_ if answer else None
        if since is None:
            return _("contracting State; the treaty is not in force")
        return dated("contracting State since {date}; the treaty is not in force", since)
    if state.known not in ("answered", "none"):
        return _treaty_word(state, pending)
    return sentences.treaty_standing(state)


def _body_word(state: FactState) -> str:
    if state.known == "not_applicable":
        return _("not applicable")
    if state.known not in ("answered", "none"):
        return ""
    return terms.capability_status("none" if state.known == "none" else state.status)


def operated_rows(
    codes: Sequence[str], assessments: Iterable[Sequence[Assessment]], states: States
) -> tuple[ExchangeRow, ...]:
    """Bodies and capabilities that some countries operate and others are recorded not to operate, by title.

    Args:
        assessments: for each framework, those of the countries in their order.
    """
    every: list[dict[str, FactState]] = [dict(each) for each in states]
    for of_one in assessments:
        for known, assessment in zip(every, of_one, strict=True):
            known.update(assessment.facts)
    rows = []
    for name in dict.fromkeys(name for each in every for name in each):
        own = [each[name] for each in every if name in each]
        if own[0].fact.kind != "capability" or len(own) < len(codes):
            continue
        kinds = [_operates(state) for state in own]
        if "have" in kinds and {"begun", "lack"} & set(kinds):
            have, begun, lack = (
                " ".join(code for code, kind in zip(codes, kinds, strict=True) if kind == wanted)
                for wanted in ("have", "begun", "lack")
            )
            rows.append(ExchangeRow(say(own[0].fact.title), have, begun, lack))
    return tuple(sorted(rows, key=lambda row: alphabetical(row.title)))


def _operates(state: FactState) -> str:
    if state.known == "none":
        return "lack"
    if state.known != "answered":
        return ""
    return {"operational": "have", "partial": "begun", "planned": "begun", "none": "lack"}.get(state.status or "", "")
