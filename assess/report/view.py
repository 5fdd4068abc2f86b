"""The briefing as data: sorted, rounded and worded, so that templates only lay it out."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple, get_args

from assess.engine.advice import OBLIGATIONS, actions, gaps, questions
from assess.engine.crosswalk import crosswalk
from assess.engine.score import level_of
from assess.model.base import exact, say
from assess.model.profile import Profile, SourceKind
from assess.model.results import Assessment, Finding, Truth
from assess.report import charts, words
from assess.report.crosswalk import CrosswalkView, crosswalk_view
from assess.report.finding_view import Cell, ChapterView, cell, cell_or_none, chapters
from assess.report.joining import JoiningView, joining_view
from assess.resources import VERSION


class ActionView(NamedTuple):
    """One option."""

    number: int
    text: str
    details: tuple[str, ...]
    owner: str
    vehicle: str
    effort: str
    serves: tuple[str, ...]
    after: str


class QuestionView(NamedTuple):
    """One thing to find out."""

    number: int
    text: str
    features: tuple[str, ...]
    evidence: str
    serves: str


class SourceView(NamedTuple):
    """One source."""

    key: str
    title: str
    kind: str
    grade: str
    details: str
    note: str
    url: str


class PartView(NamedTuple):
    """Everything under one framework."""

    title: str
    short: str
    id: str
    version: str
    hash: str
    origin: str
    counts: str
    totals: tuple[Cell, ...]
    axes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    plot: charts.Plot
    attention: tuple[tuple[str, str, str], ...]
    more_attention: int
    chapters: tuple[ChapterView, ...]
    actions: tuple[ActionView, ...]
    questions: tuple[QuestionView, ...]
    more_questions: int
    pending: tuple[str, ...]
    joining: JoiningView | None
    method: tuple[str, ...]
    drafts: tuple[str, ...]


class BriefingView(NamedTuple):
    """A whole briefing."""

    country: str
    code: str
    as_of: str
    review: str
    withheld: int
    preface: str
    note: str
    parts: tuple[PartView, ...]
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    """Reforms that serve several of the frameworks, with the criteria in each."""
    crosswalks: tuple[CrosswalkView, ...]
    sources: tuple[SourceView, ...]
    software: str
    language: str


SOURCE_KINDS = {"official_page": "official page"}
LANGUAGE = "en"
_TOP = 10


def briefing_view(assessments: Sequence[Assessment], *, country: str) -> BriefingView:
    """The view of one country's assessments, one part for each framework."""
    first = assessments[0]
    profile = first.profile
    return BriefingView(
        country=country,
        code=profile.country,
        as_of=str(first.as_of),
        review=words.REVIEWS[profile.review],
        withheld=first.withheld,
        preface=words.PREFACE,
        note=say(profile.note),
        parts=tuple(_part(assessment) for assessment in assessments),
        shared=words.shared_reforms(assessments),
        crosswalks=tuple(crosswalk_view(crosswalk(a.framework, b.framework)) for a, b in combinations(assessments, 2)),
        sources=tuple(sorted((_source(key, profile) for key in profile.sources), key=_source_order)),
        software=f"assess {VERSION}",
        language=LANGUAGE,
    )


def _part(assessment: Assessment) -> PartView:
    framework = assessment.framework
    head = framework.head
    axes = list(assessment.totals)
    identified, unknown, total = words.counts(assessment.findings)
    attention, asked = gaps(assessment), questions(assessment)
    numbers = {
        finding.criterion.id: f"{i}.{j}"
        for i, domain in enumerate((d for d in framework.domains if d.criteria), 1)
        for j, finding in enumerate((f for f in assessment.findings if f.domain is domain), 1)
    }
    by_id = {finding.criterion.id: finding for finding in assessment.findings}
    return PartView(
        title=say(head.title),
        short=say(head.short) or say(head.title),
        id=head.id,
        version=head.version,
        hash=framework.hash[:12],
        origin=", ".join(filter(None, (say(head.source.title), head.source.citation or ""))),
        counts=f"{identified} of {total} elements identified, {unknown} open, {total - identified - unknown} not identified",
        totals=tuple(cell(assessment, axis, score) for axis, score in assessment.totals.items()),
        axes=tuple(words.AXES[axis] for axis in axes),
        rows=tuple(
            (
                say(d.title),
                tuple(cell_or_none(assessment, axis, assessment.scores.get((d.domain, axis))) for axis in axes),
            )
            for d in framework.domains
        ),
        plot=_plot(assessment, axes),
        attention=tuple(
            (numbers[f.criterion.id], say(f.criterion.title), "; ".join(words.missing(f)) or words.RATINGS[f.rating])
            for f in attention[:_TOP]
        ),
        more_attention=max(len(attention) - _TOP, 0),
        chapters=chapters(assessment, numbers),
        actions=tuple(_actions(assessment, numbers)),
        questions=tuple(_questions(assessment, numbers))[:20],
        more_questions=max(len(asked) - 20, 0),
        joining=joining_view(assessment),
        pending=tuple(
            f"{say(f.criterion.title)}: {words.RATINGS[by_id[name].rating]}, would become {words.RATINGS[f.rating]}"
            for name, f in assessment.pending.items()
        ),
        method=_method(assessment),
        drafts=tuple(
            f"{numbers[f.criterion.id]} {say(f.criterion.title)}"
            for f in assessment.findings
            if f.criterion.verified == "unverified"
        ),
    )


def _plot(assessment: Assessment, axes: list[str]) -> charts.Plot:
    threshold = exact(assessment.framework.method.coverage_threshold)
    groups = []
    for domain in assessment.framework.domains:
        rows = []
        for axis in axes:
            score = assessment.scores.get((domain.domain, axis))
            if score:
                shown = cell(assessment, axis, score)
                text = f"{shown.interval}, {shown.coverage} known"
                kind = level_of(score, assessment.framework.method).kind
                rated = kind != "not_rated" and (kind != "none" or score.coverage >= threshold)
                rows.append(charts.Row(words.AXES[axis], score.low, score.high, rated, text))
        groups.append((say(domain.title), rows))
    known = "; ".join(
        f"{words.AXES[a].lower()} from {words.number(s.low)} to {words.number(s.high)}"
        for a, s in assessment.totals.items()
    )
    return charts.plot(groups, f"Interval of each domain and axis between 0 and 1. Over all domains: {known}.")


def _actions(assessment: Assessment, numbers: dict[str, str]) -> list[ActionView]:
    standing = words.bound(assessment)
    made = actions(assessment)
    order = {action.state.id: i for i, action in enumerate(made, 1)}
    return [
        ActionView(
            i,
            words.advice(say(action.do), _strongest(action.findings), standing),
            tuple(words.steps_say(action.steps)),
            say(action.owner) or "to be decided",
            action.vehicle or "to be decided",
            f"{action.effort} of 5" if action.effort else "",
            tuple(numbers[f.criterion.id] for f in action.findings),
            ", ".join(str(order[need]) for need in action.needs if need in order),
        )
        for i, action in enumerate(made, 1)
    ]


def _strongest(findings: Sequence[Finding]) -> str:
    """A reform that serves a duty is worded as one, whatever else it serves."""
    return min((f.criterion.obligation for f in findings), key=OBLIGATIONS.index)


def _questions(assessment: Assessment, numbers: dict[str, str]) -> list[QuestionView]:
    made = []
    for i, question in enumerate(questions(assessment), 1):
        fact = question.state.fact
        whole = "" in question.attributes
        features = tuple(say(fact.features[name].question) for name in question.attributes if name in fact.features)
        text = say(fact.question) if whole else say(fact.title)
        serves = ", ".join(numbers[f.criterion.id] for f in question.findings)
        made.append(QuestionView(i, text, () if whole else features, say(fact.evidence), serves))
    return made


def _source(key: str, profile: Profile) -> SourceView:
    source = profile.sources[key]
    details = [
        say(source.publisher),
        f"dated {source.date}" if source.date else "",
        f"retrieved {source.retrieved}" if source.retrieved else "",
        f"language: {source.language}" if source.language and source.language != LANGUAGE else "",
        f"handling: {source.handling}" if source.handling != "public" else "",
    ]
    return SourceView(
        key,
        f"{say(source.short)}: {say(source.title)}" if source.short else say(source.title),
        SOURCE_KINDS.get(source.kind, source.kind),
        source.grade or "–",
        "; ".join(filter(None, details)),
        say(source.note),
        source.url or "",
    )


def _source_order(source: SourceView) -> tuple[int, str, str]:
    """Law first, then the others in the order of the kinds; by title within a kind."""
    kinds = [SOURCE_KINDS.get(kind, kind) for kind in get_args(SourceKind)]
    return kinds.index(source.kind), source.title.casefold(), source.key


def _method(assessment: Assessment) -> tuple[str, ...]:
    """How this framework adds up: levels, weights, caps, and what other ways of adding up would give."""
    framework, method = assessment.framework, assessment.framework.method
    levels = "; ".join(f"“{say(level.word)}” from {words.number(exact(level.from_))}" for level in method.levels)
    weights = {domain.domain: exact(domain.weight) for domain in framework.domains}
    domains = (
        "All domains have the same weight"
        if len(set(weights.values())) == 1
        else "Weights of the domains: "
        + "; ".join(f"{say(d.title)} {words.number(exact(d.weight))}" for d in framework.domains)
    )
    within = [exact(1 if f.criterion.weight is None else f.criterion.weight) for f in assessment.findings]
    ends = sorted({format(float(weight), "g") for weight in (min(within), max(within))})
    lines = [
        f"Levels: {levels or 'none'}. A range of levels is printed from {words.percent(exact(method.coverage_threshold))} known.",
        f"{domains}; criteria within a domain weigh {' to '.join(ends)}.",
    ]
    titles = {domain.domain: say(domain.title) for domain in framework.domains}
    for (name, axis), score in assessment.scores.items():
        for result in score.gates:
            said = {Truth.TRUE: "applied", Truth.UNKNOWN: "open", Truth.FALSE: "not applied"}[result.fired]
            where = f"{titles[name]}, {words.AXES[axis].lower()}"
            cap, why = words.number(exact(result.gate.cap)), say(result.gate.says).rstrip(".")
            lines.append(f"Cap at {cap} on {where} ({said}), where: {why}.")
    shadows = "; ".join(
        f"{words.AXES[axis].lower()} {words.interval(*shadow['geometric'])} as a geometric mean of the domains, "
        f"{words.interval(*shadow['minimum'])} for the domain with most open points"
        for axis, shadow in assessment.shadows.items()
    )
    if shadows:
        lines.append(f"For comparison, other ways of adding up would give: {shadows}.")
    return tuple(lines)
