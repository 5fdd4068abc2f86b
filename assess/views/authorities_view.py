"""What each authority is asked, in words: questions, figures, designations, and the options that it would lead."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.advice import Question, Worked, questions
from assess.engine.asking import Ask, Asked, Due, by_authority
from assess.engine.consequence import BINDING, PURSUED
from assess.engine.reforms import Reform
from assess.model.results import Assessment, Finding, Truth
from assess.views.domains import numbers_of
from assess.views.numbered import numbered
from assess.views.option_words import option_says
from assess.views.question_words import question_says
from assess.views.roadmap_view import option_ids
from assess.words import terms
from assess.words.citations import cited_in_turn
from assess.words.countries import country_name, in_sentence
from assess.words.language import N_, _, headed, listed, say

Numbers = Mapping[str, Mapping[str, str]]
"""The numbers of findings, by framework and criterion."""


class AskView(NamedTuple):
    """A question, or a figure to supply."""

    number: str
    fact: str
    """The id of the fact."""
    text: str
    features: tuple[str, ...]
    """What is open about it, where the rest is known."""
    evidence: str
    """What would answer it."""
    record: str
    """Where in the sources the part was found that is known."""
    serves: str
    """Numbers of the findings that depend on it."""
    criteria: tuple[str, ...]
    """The same findings as FRAMEWORK:CRITERION."""
    why: str
    """What hangs on it in law: a duty that binds the State, one that may come to bind it; empty for the rest."""


class DesignationView(NamedTuple):
    """An authority or contact that is to be named."""

    article: str
    """The treaty, and its article."""
    title: str
    due: str
    state: str
    """Whether the profile shows it."""


class LedView(NamedTuple):
    """An option that the authority would lead."""

    id: str
    text: str
    serves: str


class AskedView(NamedTuple):
    """Everything for one authority."""

    id: str
    name: str
    questions: tuple[AskView, ...]
    figures: tuple[AskView, ...]
    designations: tuple[DesignationView, ...]
    options: tuple[LedView, ...]
    short: bool
    """Whether it is so little that several fit one page."""


_STATES = {
    Truth.TRUE: N_("shown by the sources"),
    Truth.FALSE: N_("not identified in the sources"),
    Truth.UNKNOWN: N_("open, or not examined"),
}


def asked_views(
    assessments: Sequence[Assessment],
    asked: Sequence[Sequence[Question]] | None = None,
    made: Sequence[Reform] | None = None,
    numbers: Numbers | None = None,
    *,
    beside: Sequence[Assessment] = (),
    page: bool = False,
) -> tuple[AskedView, ...]:
    """One view for each authority that is asked something or would lead something.

    `asked`, `made` and `numbers` are worked out where they are not given; `beside` are treaties whose designations are asked for as
    well. On pages, who is asked so little that several fit one comes after the others.
    """
    worked = [Worked(each) for each in assessments]
    if asked is None:
        asked = [questions(own.assessment, own) for own in worked]
    if made is None:
        made = numbered(assessments, worked, beside).made
    numbers = numbers or {each.framework.id: numbers_of(each) for each in assessments}
    ids = option_ids(made)
    found = by_authority(assessments, asked, made, beside)
    views = [_authority(i, each, numbers, ids) for i, each in enumerate(found, 1)]
    return tuple(sorted(views, key=lambda view: view.short) if page else views)


def _authority(i: int, asked: Asked, numbers: Numbers, ids: Mapping[str, str]) -> AskedView:
    name = say(asked.owner) or _("authority to be decided")
    figures = [ask for ask in asked.asks if ask.question.state.fact.kind == "number"]
    others = [ask for ask in asked.asks if ask.question.state.fact.kind != "number"]
    return AskedView(
        f"asked-{i}",
        f"{name[:1].upper()}{name[1:]}",
        tuple(_ask(str(n), ask, numbers) for n, ask in enumerate(others, 1)),
        tuple(_ask(str(n), ask, numbers) for n, ask in enumerate(figures, len(others) + 1)),
        tuple(map(_designation, asked.due)),
        tuple(LedView(ids[each.id], option_says(each), _serves(each.served, numbers)) for each in asked.leads),
        len(asked.asks) + len(asked.due) + len(asked.leads) <= _SHORT,
    )


_SHORT = 5
"""So few rows share a page with others."""


def _ask(number: str, ask: Ask, numbers: Numbers) -> AskView:
    question = ask.question
    assessment = ask.served[0][0]
    sources = assessment.profile.sources
    text, features = question_says(question, sources)
    places = cited_in_turn([question.state], sources) if question.state.known == "answered" else []
    return AskView(
        number,
        question.state.id,
        text,
        features,
        say(question.state.fact.evidence),
        listed(places),
        _serves(ask.served, numbers),
        tuple(f"{each.framework.id}:{f.criterion.id}" for each, findings in ask.served for f in findings),
        _why(question, assessment),
    )


def _why(question: Question, assessment: Assessment) -> str:
    country = in_sentence(country_name(assessment.profile))
    if question.consequence.kind == BINDING:
        return _("On a duty that binds {country}").format(country=country)
    if question.consequence.kind == PURSUED:
        return _("On a duty of a treaty that {country} is joining or has been invited to join").format(country=country)
    return ""


def _serves(served: Sequence[tuple[Assessment, Sequence[Finding]]], numbers: Numbers) -> str:
    """Numbers of findings, after the name of the framework where there are several."""
    parts = []
    for assessment, findings in served:
        own = ", ".join(numbers[assessment.framework.id][f.criterion.id] for f in findings)
        parts.append(headed(terms.framework_name(assessment.framework), own) if len(numbers) > 1 else own)
    return listed(parts)


def _designation(due: Due) -> DesignationView:
    designation = due.designation
    name = terms.framework_name(due.assessment.framework)
    if due.bound:
        when = _("due on joining; the treaty binds the State")
    else:
        when = say(designation.due) or _("when the State joins")
    state = _(_STATES[due.shown]) if due.shown in _STATES else "–"
    return DesignationView(f"{name}, {designation.article}", say(designation.title), when, state)
