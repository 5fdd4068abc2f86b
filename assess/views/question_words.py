"""The question about a fact that is open."""

from collections.abc import Mapping

from assess.engine.advice import Question
from assess.model.profile import Source
from assess.model.results import Truth
from assess.words.citations import provisions_say
from assess.words.language import _, headed, say


def question_says(question: Question, sources: Mapping[str, Source]) -> tuple[str, tuple[str, ...]]:
    """The question of the fact; or its title, and the questions of those of its features that are open.

    Of law that was found and of which it is open whether it is in force, that is asked.
    """
    fact = question.state.fact
    title = say(fact.title)
    if "" not in question.attributes:
        features = (fact.features[name] for name in question.attributes if name in fact.features)
        return title, tuple(say(feature.question) for feature in features)
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
