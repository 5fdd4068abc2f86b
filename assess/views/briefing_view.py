"""The briefing as data: sorted, rounded and worded, so that templates only lay it out."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from assess.engine.advice import Question, Worked, questions
from assess.engine.crosswalk import crosswalk
from assess.engine.reforms import by_point
from assess.model.base import exact
from assess.model.profile import Source
from assess.model.results import Assessment, Truth
from assess.resources import VERSION
from assess.views import charts
from assess.views.amendment_view import AmendmentsView, amendments_view
from assess.views.authorities_view import AskedView, asked_views
from assess.views.brief_counts import only_measures
from assess.views.brief_view import BriefView, brief_view
from assess.views.context_view import ContextView, SourceView, context_view, source_names, source_views
from assess.views.crosswalk_view import CrosswalkView, crosswalk_view
from assess.views.domains import branches, numbers_of
from assess.views.finding_view import Cell, ChapterView, Options, cell, cell_or_none, chapters
from assess.views.joining_view import JoiningView, joining_view
from assess.views.method_view import method_lines
from assess.views.numbered import numbered
from assess.views.pending_view import pending_lines
from assess.views.question_words import question_says
from assess.views.record_view import RecordView, record_view
from assess.views.roadmap_view import RoadmapView, roadmap_view, shared_reforms
from assess.views.standing_view import instruments_say
from assess.views.treaty_view import TreatiesView, treaties_view
from assess.words import counting, terms
from assess.words.citations import naming
from assess.words.countries import country_name, in_sentence
from assess.words.figures import date_words, quantity
from assess.words.glossary import glossary
from assess.words.language import _, is_untranslated, listed, quote, say, spoken
from assess.words.positions import declined


class QuestionView(NamedTuple):
    """One thing to find out."""

    number: int
    text: str
    features: tuple[str, ...]
    evidence: str
    """What would answer it."""
    serves: str
    """Numbers of the findings that depend on it."""


class MatrixView(NamedTuple):
    """The findings of one domain, as squares."""

    number: str
    title: str
    figure: charts.Matrix


class RatingRow(NamedTuple):
    """The scores of one domain."""

    title: str
    depth: int
    """How deep the domain is nested in others, whose rows come before it."""
    cells: tuple[Cell | None, ...]
    """One for each axis."""


class PartView(NamedTuple):
    """Everything under one framework."""

    title: str
    short: str
    id: str
    version: str
    hash: str
    origin: str
    treaty: bool
    """Whether it is drawn from a treaty, article by article."""
    standing: str
    """The status of the State under it, in words; empty if it is not a treaty."""
    counts: str
    totals: tuple[Cell, ...]
    scale: str
    """The highest possible score, as printed."""
    measures: bool
    """Whether it has only measures, which reach their target or not, and no elements that are identified or not."""
    axes: tuple[str, ...]
    rows: tuple[RatingRow, ...]
    matrix: tuple[MatrixView, ...]
    cited: tuple[str, ...]
    """The instruments that its criteria cite, with where the State stands under each."""
    chapters: tuple[ChapterView, ...]
    questions: tuple[QuestionView, ...]
    more_questions: int
    pending: tuple[str, ...]
    """What findings would become if the texts on record that are not in force yet were in force."""
    joining: JoiningView | None
    method: tuple[str, ...]
    drafts: tuple[str, ...]


class BriefingView(NamedTuple):
    """A whole briefing."""

    country: str
    code: str
    as_of: str
    """In words."""
    date: str
    """The date of the document, YYYY-MM-DD: the law cut-off, unless another was asked for."""
    review: str
    withheld: int
    preface: str
    note: str
    note_language: str
    """The language of the profile's own texts, if it is not the document's."""
    brief: BriefView
    treaties: TreatiesView
    amendments: AmendmentsView
    context: ContextView
    parts: tuple[PartView, ...]
    axes: tuple[str, ...]
    """The axes of all parts."""
    roadmap: RoadmapView
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    """Reforms that serve several of the frameworks, with the criteria in each."""
    crosswalks: tuple[CrosswalkView, ...]
    sources: tuple[SourceView, ...]
    record: RecordView
    asked: tuple[AskedView, ...]
    """What each authority is asked, as much as fits a page."""
    glossary: tuple[tuple[str, str], ...]
    untranslated: bool
    """Whether a text of a framework is in another language than the document."""
    software: str
    profile_hash: str
    language: str
    direction: str


_QUESTIONS = 14


def briefing_view(
    assessments: Sequence[Assessment],
    *,
    country: str,
    countries: Mapping[str, str] | None = None,
    treaties: Sequence[Assessment] = (),
    profile_hash: str = "",
    brief: bool = False,
    traces: bool = True,
) -> BriefingView:
    """The view of one country's assessments, one part for each framework, in the document's language.

    `countries` are the names of others, by alpha-3 code; `treaties` is the same profile under every treaty, for its page. For
    the two pages alone (`brief`) what stands on others is left out; without `traces` so are the lines of the rules, which are half
    of the work and stand on screens only.
    """
    with naming(source_names(assessments[0].profile, alone=brief)):
        return _briefing(assessments, country, countries or {}, treaties, profile_hash, brief=brief, traces=traces)


def _briefing(
    assessments: Sequence[Assessment],
    country: str,
    countries: Mapping[str, str],
    treaties: Sequence[Assessment],
    profile_hash: str,
    *,
    brief: bool,
    traces: bool,
) -> BriefingView:
    first = assessments[0]
    profile = first.profile
    numbers = {a.framework.id: numbers_of(a) for a in assessments}
    worked = [Worked(each) for each in assessments]
    asked = [questions(own.assessment, own) for own in worked]
    made, more, ids, articles = numbered(assessments, worked, treaties)
    options = {point: [(ids[each.id], each) for each in own] for point, own in by_point(made).items()}
    amendments = amendments_view(assessments, numbers, made, ids, more)
    page = treaties_view(assessments, treaties, {} if brief else numbers, articles)
    return BriefingView(
        country=country,
        code=profile.country,
        as_of=date_words(first.as_of),
        date=str(first.as_of),
        review=terms.review(profile.review),
        withheld=first.withheld,
        preface=terms.preface(),
        note=quote(profile.note),
        note_language="" if profile.language == spoken().code else profile.language,
        brief=brief_view(
            assessments,
            numbers,
            asked,
            worked,
            [(ids[each.id], each) for each in made],
            page,
            [row.line for row in amendments.not_in_force],
        ),
        treaties=page,
        amendments=amendments,
        context=context_view(assessments, countries),
        parts=tuple(
            _part(own, numbers[own.assessment.framework.id], of_it, options, brief=brief, traces=traces)
            for own, of_it in zip(worked, asked, strict=True)
        ),
        axes=tuple(dict.fromkeys(terms.axis(axis) for assessment in assessments for axis in assessment.totals)),
        roadmap=roadmap_view(assessments, numbers, made),
        shared=shared_reforms(made),
        crosswalks=()
        if brief
        else tuple(
            crosswalk_view(crosswalk(a.framework, b.framework), {**a.facts, **b.facts})
            for a, b in combinations(assessments, 2)
        ),
        sources=source_views(profile),
        record=RecordView((), (), ()) if brief else record_view(assessments, countries or {}),
        asked=() if brief else asked_views(assessments, asked, made, numbers, beside=treaties, page=True),
        glossary=glossary(),
        untranslated=any(is_untranslated(say(f.criterion.title)) for a in assessments for f in a.findings),
        software=f"assess {VERSION}",
        profile_hash=profile_hash,
        language=spoken().code.replace("_", "-"),
        direction=spoken().direction,
    )


def _part(
    worked: Worked,
    numbers: Mapping[str, str],
    asked: Sequence[Question],
    options: Options,
    *,
    brief: bool,
    traces: bool,
) -> PartView:
    assessment = worked.assessment
    framework = assessment.framework
    head = framework.head
    axes = list(assessment.totals)
    asked = [] if brief else asked
    made = () if brief else chapters(worked, numbers, options, traces=traces)
    counts = counting.counts(assessment.findings)
    measured = {f.criterion.id for f in assessment.findings if f.measured is not None}
    return PartView(
        title=say(head.title),
        short=terms.framework_name(framework),
        id=head.id,
        version=head.version,
        hash=framework.hash[:12],
        origin=", ".join(filter(None, (say(head.source.title), say(head.source.citation)))),
        treaty=head.nature in ("treaty", "directive"),
        standing=_standing(assessment),
        counts=counting.counted(counts),
        scale=quantity(exact(framework.method.scale)),
        measures=only_measures(counts),
        totals=tuple(cell(assessment, axis, score) for axis, score in assessment.totals.items()),
        axes=tuple(terms.axis(axis) for axis in axes),
        rows=tuple(
            RatingRow(
                say(d.title),
                depth,
                tuple(cell_or_none(assessment, axis, assessment.scores.get((d.domain, axis))) for axis in axes),
            )
            for d, depth, _path in branches(framework)
        ),
        matrix=tuple(_matrix(head.id, chapter, measured) for chapter in made),
        cited=() if brief else tuple(instruments_say(assessment)),
        chapters=made,
        questions=tuple(_questions(asked, numbers, assessment.profile.sources))[:_QUESTIONS],
        more_questions=max(len(asked) - _QUESTIONS, 0),
        pending=pending_lines(assessment),
        joining=None if brief else joining_view(assessment),
        method=() if brief else method_lines(assessment),
        drafts=tuple(
            f"{numbers[f.criterion.id]} {say(f.criterion.title)}"
            for f in assessment.findings
            if f.criterion.verified == "unverified"
        ),
    )


def _standing(assessment: Assessment) -> str:
    standing = terms.bound(assessment)
    state = assessment.facts.get(assessment.framework.head.treaty or "")
    if state is not None and standing == "bound" and state.fact.act:
        standing = "member"
    if state is not None and state.status == "consent_deposited":
        standing = "deposited"
    if state is not None and state.truth is Truth.UNKNOWN:
        standing = "unknown"
    said = {
        "bound": _("{country} is a Party: the criteria restate articles that bind it."),
        "member": _("{country} is bound, through transposition: the criteria restate articles that bind it."),
        "signatory": _("{country} has signed and is not yet bound: findings are read as alignment."),
        "deposited": _("{country} has deposited its consent and is not yet bound: findings are read as alignment."),
        "unknown": _("Whether {country} is bound is not known: findings are read as alignment."),
        "not_bound": _("{country} is not bound: findings are read as alignment, not as compliance."),
    }
    country = in_sentence(country_name(assessment.profile))
    text = said.get(standing, "").format(country=country)
    if refused := declined(state, country, assessment.as_of):
        text = listed((text.rstrip("."), refused)) + "."
    return f"{text[:1].upper()}{text[1:]}"


def _matrix(part: str, chapter: ChapterView, measured: Collection[str]) -> MatrixView:
    """The findings of a domain as squares, with a sentence that counts them."""

    def count(*marks: str) -> int:
        return sum(1 for f in chapter.findings if f.mark in marks)

    kinds = {f.id in measured for f in chapter.findings}
    if kinds == {True}:
        text = _("{title}: {yes} at their target, {gap} short of it, {open} open, {rest} not applicable.")
    else:
        text = _(
            "{title}: {yes} identified, {gap} for attention, {part} in part with no gap known, {open} open, "
            "{rest} not taken up or not applicable."
        )
    reading = text.format(
        title=chapter.title,
        yes=count("yes"),
        gap=count("gap"),
        part=count("part"),
        open=count("open"),
        rest=count("na", "option"),
    )
    items = [(f.mark, f.number, f"{part}-{f.id}") for f in chapter.findings]
    return MatrixView(chapter.number, chapter.title, charts.matrix(items, reading, flip=spoken().direction == "rtl"))


def _questions(
    asked: Sequence[Question], numbers: Mapping[str, str], sources: Mapping[str, Source]
) -> list[QuestionView]:
    made = []
    for i, question in enumerate(asked, 1):
        text, features = question_says(question, sources)
        serves = ", ".join(numbers[f.criterion.id] for f in question.findings)
        made.append(QuestionView(i, text, features, say(question.state.fact.evidence), serves))
    return made
