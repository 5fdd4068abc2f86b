"""The question about a fact that is open: what is known of it already first."""

from collections.abc import Mapping

from assess.engine.advice import Question
from assess.model.profile import Source
from assess.model.results import FactState, Truth
from assess.words import terms
from assess.words.citations import cited_in_turn, provisions_say
from assess.words.language import _, headed, listed, ngettext, say


def question_says(question: Question, sources: Mapping[str, Source]) -> tuple[str, tuple[str, ...]]:
    """The question of the fact; or its title with what is on record of it, and the questions of its features that are open.

    Of law that was found and of which it is open whether it is in force, that is asked.
    """
    fact = question.state.fact
    title = say(fact.title)
    if "" not in question.attributes:
        features = (fact.features[name] for name in question.attributes if name in fact.features)
        known = known_says(question.state, sources)
        return headed(title, known) if known else title, tuple(say(feature.question) for feature in features)
    open_ones = [
        name
        for basis in question.state.bases
        if basis.basis is not None and basis.truth is Truth.UNKNOWN
        for name, entry in basis.provisions
        if entry is None or entry.status == "partly_in_force"
    ]
    if fact.kind == "provision" and open_ones:
        named = provisions_say(dict.fromkeys(open_ones), sources)
        return headed(title, _("what of this is in force: {provisions}?").format(provisions=named)), ()
    return say(fact.question), ()


_PLACES = 4


def known_says(state: FactState, sources: Mapping[str, Source]) -> str:
    """What is known already of a fact of which features are open: the law that gives it, or how far a body works."""
    if state.fact.kind == "capability" and state.status in ("partial", "operational"):
        said = _("recorded as {status}").format(status=terms.capability_status(state.status))
        cited = cited_in_turn([state], sources)[:_PLACES]
        return f"{said} ({listed(cited)})" if cited else said
    names = list(
        dict.fromkeys(
            name
            for basis in state.bases
            if basis.basis is not None and basis.truth is Truth.TRUE
            for name, _entry in basis.provisions
        )
    )
    if not names:
        return ""
    places = provisions_say(names[:_PLACES], sources)
    more = f" {terms.more(len(names) - _PLACES)}" if len(names) > _PLACES else ""
    text = ngettext("{places} is on record", "{places} are on record", len(names))
    return text.format(places=f"{places}{more}")


def asks(said: str, features: tuple[str, ...], most: int = 0) -> str:
    """A question on one line; of its features the first, with how many more there are."""
    if not features:
        return said
    shown = features[:most] if most else features
    more = f" {terms.more(len(features) - len(shown))}" if len(features) > len(shown) else ""
    return _("{known}. {questions}").format(known=said, questions=" ".join(shown)) + more
