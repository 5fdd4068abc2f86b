"""The two pages for a minister: what is to be decided, whom to ask, what is on record; no decimals, no other country."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from assess.engine.advice import Question, Worked
from assess.engine.reforms import Reform
from assess.model.profile import Source
from assess.model.results import Assessment, Finding, Rating
from assess.views.brief_counts import BarView, assessed, bars_of, by_axis, only_measures, open_says, sources_read
from assess.views.matters_words import matters_of, matters_say
from assess.views.option_words import lead_of, option_head, so_that
from assess.views.partly_words import in_part_says, only_in_part
from assess.views.point_words import Recorded, on_record
from assess.views.question_words import asks, question_says
from assess.views.short_words import falls_short
from assess.views.trace_view import states_of
from assess.views.treaty_view import InstrumentView, TreatiesView
from assess.words import counting, terms
from assess.words.language import _, listed, lower, say, unmarked
from assess.words.sentences import how_sure

T = TypeVar("T")


class PointView(NamedTuple):
    """A finding by its number."""

    number: str
    target: str


class DecisionView(NamedTuple):
    """Something to decide on."""

    id: str
    """The number of the option; empty of joining a treaty."""
    head: str
    """ "Amend s. 48 of the Cybercrimes Act"."""
    says: tuple[str, ...]
    """What is on record, what falls short, and what hangs on it for cooperation, in sentences."""
    points: tuple[PointView, ...]
    """The points for attention that it serves."""


class RecordedView(NamedTuple):
    """Something that is on record: a duty identified in full."""

    title: str
    point: PointView
    says: str


class FirstAskedView(NamedTuple):
    """What one authority is asked first."""

    authority: str
    questions: tuple[str, ...]


class BriefView(NamedTuple):
    """What can be decided on, and what is not known."""

    assessed: tuple[str, ...]
    measures: bool
    """Whether there are only measures, which reach their target or not, and no elements that are identified or not."""
    narrowings: bool
    """Whether some elements are narrower in domestic law, and no gap."""
    bars: tuple[BarView, ...]
    counts: str
    """How much of the law is identified, and what is open beside it."""
    treaties: tuple[DecisionView, ...]
    """The treaties that the State is on the way to."""
    calendar: tuple[str, ...]
    """The days to come, each with what happens on it."""
    decisions: tuple[DecisionView, ...]
    """Options, in the order of the roadmap."""
    more: int
    """How many options stand only in the full briefing."""
    not_in_force: tuple[str, ...]
    """Law that was made and is not in force, struck down or suspended."""
    recorded: tuple[RecordedView, ...]
    unknown: str
    asked: tuple[FirstAskedView, ...]


_RECORDED, _DECISIONS, _AUTHORITIES, _QUESTIONS, _FEATURES, _PARTS = 3, 6, 4, 2, 2, 3
_FEWEST, _LETTERS = 3, 4600
"""So few options are always there; more only as long as the two pages hold the letters of all that is said on them."""


def brief_view(
    assessments: Sequence[Assessment],
    numbers: Mapping[str, Mapping[str, str]],
    asked: Sequence[Sequence[Question]],
    worked: Sequence[Worked],
    made: Sequence[tuple[str, Reform]],
    treaties: TreatiesView,
    not_in_force: Sequence[str] = (),
) -> BriefView:
    """The view; `numbers` are those of the findings by framework, `asked` the questions of each assessment, `made` the options."""
    counts = counting.counts(f for a in assessments for f in a.findings)
    joining = tuple(_joining(one) for one in treaties.instruments if (one.numbers[1] if one.bound else one.begun))
    recorded, first = tuple(_recorded(worked, numbers)), _asked(assessments, asked)
    said = [text for view in joining for text in (view.head, *view.says)]
    said += [*treaties.calendar, *not_in_force, *(one.says for one in recorded)]
    said += [text for one in first for text in one.questions]
    decisions = _decisions(made[:_DECISIONS], numbers, _LETTERS - sum(len(unmarked(text)) for text in said))
    return BriefView(
        assessed=(*(assessed(a) for a in assessments), sources_read(assessments[0].profile.sources.values())),
        measures=only_measures(counts),
        narrowings=bool(counts.elements.declared or counts.elements.compatible),
        bars=bars_of(assessments),
        counts=by_axis(assessments),
        treaties=joining,
        calendar=treaties.calendar,
        decisions=decisions,
        not_in_force=tuple(not_in_force),
        more=len(made) - len(decisions),
        recorded=recorded,
        unknown=open_says(counts),
        asked=first,
    )


# What is to be decided


def _joining(one: InstrumentView) -> DecisionView:
    """A treaty that the State is on the way to: where it stands, by when, and what of its law stands against the text."""
    return DecisionView("", one.title, (one.standing, one.counts), ())


def _decisions(
    made: Sequence[tuple[str, Reform]], numbers: Mapping[str, Mapping[str, str]], letters: int
) -> tuple[DecisionView, ...]:
    """The first options, as many as so many letters hold; what hangs on several alike is said once."""
    told: set[str] = set()
    views: list[DecisionView] = []
    for number, reform in made:
        view = _decision(number, reform, numbers)
        view = view._replace(says=tuple(text for text in view.says if text not in told))
        letters -= sum(len(unmarked(text)) for text in (view.head, *view.says))
        if letters < 0 and len(views) >= _FEWEST:
            break
        views.append(view)
        told |= {*matters_of(reform.parts)}
    return tuple(views)


def _decision(number: str, reform: Reform, numbers: Mapping[str, Mapping[str, str]]) -> DecisionView:
    first = reform.parts[0]
    begun = Recorded("", "")
    if reform.kind in _THERE:
        begun = on_record(first.assessment, first.finding, 1, lead_of([reform]), named=True)
    short = falls_short([reform], _PARTS, begun.there)
    said = [begun.before(short)] if begun.text else []
    if short:
        said.append(short)
    elif reform.kind == "provide":
        said.append(_("No provision was found to this effect: {what}.").format(what=so_that(reform)))
    elif reform.kind == "extend" and first.element is not None:
        missing = dict.fromkeys(
            lower(say(p.element.element.says)).rstrip(".") for p in reform.parts if p.element and not only_in_part(p)
        )
        if any(map(only_in_part, reform.parts)):
            said += in_part_says(first)
        if missing:
            said.append(_("Not identified: {what}.").format(what=_first(list(missing))))
    elif first.finding.measured is not None:
        text = _("Finding: {result} ({figures}).")
        said.append(text.format(result=terms.result(first.finding), figures=terms.measured(first.finding)))
    elif first.element is None:
        said.append(_("Finding: {result}.").format(result=terms.result(first.finding)))
    said += matters_say(reform.parts)
    points = [PointView(_number(a, f, numbers), target_of(a, f)) for a, own in reform.served for f in own]
    head, sure = option_head(reform), how_sure(part.state for part in reform.parts)
    if sure and not short:  # what falls short has said it already
        head = f"{head} ({sure})"
    return DecisionView(number, head, tuple(said), tuple(points))


_THERE = ("amend", "extend", "review")
"""Kinds of reforms of what is there already."""


def _first(texts: Sequence[str]) -> str:
    return listed(texts[:_PARTS]) + (f" {terms.more(len(texts) - _PARTS)}" if len(texts) > _PARTS else "")


def target_of(assessment: Assessment, finding: Finding) -> str:
    """The place of a finding in annex A."""
    return f"{assessment.framework.id}-{finding.criterion.id}"


def _number(assessment: Assessment, finding: Finding, numbers: Mapping[str, Mapping[str, str]]) -> str:
    number = numbers[assessment.framework.id][finding.criterion.id]
    return f"{terms.framework_name(assessment.framework)} {number}" if len(numbers) > 1 else number


# Whom to ask


def _asked(assessments: Sequence[Assessment], asked: Sequence[Sequence[Question]]) -> tuple[FirstAskedView, ...]:
    """The first questions, by the authority that would lead the reform of what they are about."""
    sources = assessments[0].profile.sources
    ordered = sorted(_alternating(asked), key=lambda each: each.consequence)
    facts = {question.state.id: question for question in reversed(ordered)}  # of several on one fact, the first
    found: dict[str, list[str]] = {}
    for question in ordered:
        if facts.get(question.state.id) is not question:
            continue
        reform = question.state.fact.reform
        authority = say(reform.owner) if reform and reform.owner else _("authority to be named")
        own = found.setdefault(authority, [])
        if len(own) < _QUESTIONS:
            own.append(_asks(question, sources))
    return tuple(FirstAskedView(authority, tuple(own)) for authority, own in list(found.items())[:_AUTHORITIES])


def _alternating(lists: Sequence[Sequence[T]]) -> list[T]:
    """The first of each list, then the second of each, and so on."""
    longest = max(map(len, lists), default=0)
    return [each[i] for i in range(longest) for each in lists if i < len(each)]


def _asks(question: Question, sources: Mapping[str, Source]) -> str:
    """What is open, and no more: of a fact that is there, its open features."""
    return asks(*question_says(question, sources), _FEATURES)


# What is on record


def _recorded(worked: Sequence[Worked], numbers: Mapping[str, Mapping[str, str]]) -> list[RecordedView]:
    """Duties identified in full, each with its law in a sentence, one from each domain first; never on low confidence.

    What binds the State comes first, then what it is on the way to, core powers and offences before the rest; then what is surer,
    and what has more weight.
    """
    found: list[tuple[tuple[object, ...], int, Assessment, Finding]] = []
    for i, own in enumerate(worked):
        for finding in own.assessment.findings:
            if finding.rating is not Rating.MET or finding.narrower or finding.criterion.obligation != "shall":
                continue
            if all(state.confidence != "low" for state in states_of(finding).values()):
                name = finding.criterion.id
                key = (own.consequence(finding), not finding.sure, -own.shares.get(name, 0), i, name)
                found.append((key, i, own.assessment, finding))
    found.sort(key=lambda each: each[0])
    kept: list[RecordedView] = []
    domains: set[tuple[int, str]] = set()
    for again in (False, True):  # first one from each domain, then others if there are fewer domains
        for _key, i, assessment, finding in found:
            if len(kept) == _RECORDED or ((i, finding.domain.domain) in domains) is not again:
                continue
            point = PointView(_number(assessment, finding, numbers), target_of(assessment, finding))
            said = on_record(assessment, finding, 2).text
            if not said or any(one.point == point for one in kept):
                continue
            domains.add((i, finding.domain.domain))
            kept.append(RecordedView(say(finding.criterion.title), point, said))
    return kept
