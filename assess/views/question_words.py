"""The question about a fact that is open."""

from assess.engine.advice import Question
from assess.words.language import say


def question_says(question: Question) -> tuple[str, tuple[str, ...]]:
    """The question of the fact; or its title, and the questions of those of its features that are open."""
    fact = question.state.fact
    if "" in question.attributes:
        return say(fact.question), ()
    return say(fact.title), tuple(
        say(fact.features[name].question) for name in question.attributes if name in fact.features
    )
