"""What a State has said of joining a treaty."""

from datetime import date

from assess.model.base import When
from assess.model.results import FactState
from assess.words.figures import dated
from assess.words.language import N_, _

_POSITIONS = {
    "pursuing": (N_("has said that it pursues joining"), N_("said on {date} that it pursues joining")),
    "not_pursuing": (
        N_("has said that it does not pursue joining"),
        N_("said on {date} that it does not pursue joining"),
    ),
    "undecided": (N_("has said that joining is undecided"), N_("said on {date} that joining is undecided")),
}


def position_says(word: str, since: When | None) -> str:
    """What the State has said of joining a treaty."""
    plain, on = _POSITIONS[word]
    return _(plain) if since is None else dated(on, since)


_POSITIONS_OF = {
    "pursuing": (
        N_("{country} has said that it pursues joining"),
        N_("{country} said on {date} that it pursues joining"),
    ),
    "not_pursuing": (
        N_("{country} has said that it does not pursue joining"),
        N_("{country} said on {date} that it does not pursue joining"),
    ),
    "undecided": (
        N_("{country} has said that joining is undecided"),
        N_("{country} said on {date} that joining is undecided"),
    ),
}


def position_of(country: str, word: str, since: When | None) -> str:
    """The same of a State that is named, as it stands inside a sentence."""
    plain, on = _POSITIONS_OF[word]
    return _(plain).format(country=country) if since is None else dated(on, since, country=country)


def declined(state: FactState | None, country: str, day: date) -> str:
    """What a State that is not bound has said of not joining a treaty; empty where it has not."""
    if state is None or state.answer is None or not state.declines(day):
        return ""
    return position_of(country, "not_pursuing", state.answer.position_since)
