"""A body, a programme or a list that works in part: what is recorded of it, what it lacks, and what is open."""

from collections.abc import Collection, Sequence

from assess.engine.failing import Part
from assess.model.catalogue import Feature
from assess.model.results import FactState
from assess.words.citations import cited_in_turn
from assess.words.figures import quantity
from assess.words.language import _, listed, ngettext, quote, say
from assess.words.sentences import how_sure
from assess.words.statements import stated


def only_in_part(part: Part) -> bool:
    """Whether all that fails is that it works in part."""
    bare = all(not leaf.attribute for leaf, _wanted in part.lines)
    return part.state.fact.kind == "capability" and part.state.status == "partial" and bare


def lacks(state: FactState, told: Collection[str] = ()) -> list[str]:
    """What it is known to lack, in words: its features that are answered no, without those that are `told`."""
    return [
        stated(one) or say(one.question)
        for name, one in _flags(state)
        if _answer(state, name) is False and name not in told
    ]


def open_of(state: FactState) -> list[str]:
    """The questions about it that are open."""
    return [say(feature.question) for name, feature in _flags(state) if _answer(state, name) in (None, "unknown")]


def _flags(state: FactState) -> list[tuple[str, Feature]]:
    return [(name, feature) for name, feature in state.fact.features.items() if feature.type == "flag"]


def _answer(state: FactState, name: str) -> object:
    return state.answer.features.get(name) if state.answer else None


def in_part_says(part: Part) -> list[str]:
    """What is recorded of it, and what is open, in sentences."""
    state, title = part.state, say(part.state.fact.title)
    sources = part.assessment.profile.sources
    places = listed(filter(None, [*cited_in_turn([state], sources), how_sure([state])]))
    said = (
        [_("{title}: recorded as partly operational ({places}).").format(title=title, places=places)]
        if places
        else [_("{title}: recorded as partly operational.").format(title=title)]
    )
    if state.answer and state.answer.note:
        said.append(quote(state.answer.note))
    if asked := open_of(state):
        said.append(_("Open: {questions}").format(questions=" ".join(asked[:_ASKED])) + _rest(asked))
    elif not lacks(state):
        said.append(_("What it lacks is not recorded."))
    return said


_ASKED = 2


def _rest(asked: Sequence[str]) -> str:
    n = len(asked) - _ASKED
    return f" {ngettext('(and {n} more)', '(and {n} more)', n).format(n=quantity(n))}." if n > 0 else ""
