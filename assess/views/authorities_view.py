"""What each authority is asked, in words: questions, figures, designations, and the options that it would lead."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.engine.advice import Question, Worked, questions
from assess.engine.asking import Ask, Asked, Due, by_authority
from assess.engine.consequence import BINDING, PURSUED
from assess.engine.reforms import Reform, reforms
from assess.model.results import Assessment, Finding, Truth
from assess.views.domains import numbers_of
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
    more_features: int
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
    more_questions: int
    """How many are left out here; `assess questions` prints all."""
    figures: tuple[AskView, ...]
    more_figures: int
    designations: tuple[DesignationView, ...]
    options: tuple[LedView, ...]
    more_options: int
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
    page: bool = False,
) -> tuple[AskedView, ...]:
    """One view for each authority that is asked something or would lead something.

    `asked`, `made` and `numbers` are worked out where they are not given. For a `page`, only as much is kept as fits one, and
    who is asked so little that several fit a page comes after the others.
    """
    worked = [Worked(each) for each in assessments]
    if asked is None:
        asked = [questions(own.assessment, own) for own in worked]
    if made is None:
        made = reforms(assessments, worked)
    numbers = numbers or {each.framework.id: numbers_of(each) for each in assessments}
    ids = option_ids(made)
    found = by_authority(assessments, asked, made)
    views = [_authority(i, each, numbers, ids, page=page) for i, each in enumerate(found, 1)]
    return tuple(sorted(map(_for_a_page, views), key=lambda view: view.short) if page else views)


def _authority(i: int, asked: Asked, numbers: Numbers, ids: Mapping[str, str], *, page: bool) -> AskedView:
    name = say(asked.owner) or _("authority to be decided")
    figures = [ask for ask in asked.asks if ask.question.state.fact.kind == "number"]
    others = [ask for ask in asked.asks if ask.question.state.fact.kind != "number"]
    return AskedView(
        f"asked-{i}",
        f"{name[:1].upper()}{name[1:]}",
        tuple(_ask(str(n), ask, numbers, page=page) for n, ask in enumerate(others, 1)),
        0,
        tuple(_ask(str(n), ask, numbers, page=page) for n, ask in enumerate(figures, len(others) + 1)),
        0,
        tuple(map(_designation, asked.due)),
        tuple(LedView(ids[each.id], option_says(each), _serves(each.served, numbers)) for each in asked.leads),
        0,
        len(asked.asks) + len(asked.due) + len(asked.leads) <= _SHORT,
    )


# One page for each authority: the lines that rows take are estimated, since only the layout knows them

_SHORT = 5
"""So few rows share a page with others."""
_LINES, _TABLE = 56.0, 3.0
"""The lines of a page under its heading, and those that the heading of a table takes."""
_NAMED = 3
"""So many open features of a fact, and places in sources, are named on a page."""


def _for_a_page(view: AskedView) -> AskedView:
    """The view with as many questions, figures and options as fit a page; all designations are kept."""
    room = _LINES - (
        _TABLE + sum(_lines((d.title, 38), (d.state, 22)) for d in view.designations) if view.designations else 0
    )
    asks = [_lines((_asks(ask), 56), (ask.evidence, 30), (ask.serves, 19)) for ask in view.questions]
    counted = [_lines((_asks(ask), 56), (ask.evidence, 30), (ask.serves, 19)) for ask in view.figures]
    led = [_lines((option.text, 86), (option.serves, 20)) for option in view.options]
    # each kind has its share first; what one does not need is left to the others
    kept = [_fitting(rows, room * share) for rows, share in ((asks, 0.55), (counted, 0.2), (led, 0.25))]
    for kind, rows in enumerate((asks, counted, led)):
        rest = room - sum(
            _taken(other, n) for i, (other, n) in enumerate(zip((asks, counted, led), kept, strict=True)) if i != kind
        )
        kept[kind] = _fitting(rows, rest)
    questions, figures, options = kept
    return view._replace(
        questions=view.questions[:questions],
        more_questions=len(view.questions) - questions,
        figures=view.figures[:figures],
        more_figures=len(view.figures) - figures,
        options=view.options[:options],
        more_options=len(view.options) - options,
    )


def _asks(ask: AskView) -> str:
    return " ".join([ask.text, *ask.features, ask.record])


def _lines(*cells: tuple[str, int]) -> float:
    """The lines of a row whose cells have these texts and so many letters a line, with the space around it."""
    return 0.5 + max(1 + len(text) // letters for text, letters in cells)


def _taken(rows: Sequence[float], kept: int) -> float:
    return _TABLE + sum(rows[:kept]) if kept else 0.0


def _fitting(rows: Sequence[float], room: float) -> int:
    """How many rows fit, the heading of their table and the line that counts the others included."""
    kept, used = 0, _TABLE + 1
    for row in rows:
        used += row
        if used > room:
            break
        kept += 1
    return kept


def _ask(number: str, ask: Ask, numbers: Numbers, *, page: bool) -> AskView:
    question = ask.question
    assessment = ask.served[0][0]
    sources = assessment.profile.sources
    text, features = question_says(question, sources)
    places = cited_in_turn([question.state], sources) if question.state.known == "answered" else []
    most = _NAMED if page else max(len(features), len(places))
    record = listed(places[:most]) + (f" {terms.more(len(places) - most)}" if len(places) > most else "")
    return AskView(
        number,
        question.state.id,
        text,
        features[:most],
        max(len(features) - most, 0),
        say(question.state.fact.evidence),
        record,
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
