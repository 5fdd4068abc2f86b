"""The briefing as data: sorted, rounded and worded, so that templates only lay it out."""

from collections.abc import Sequence
from typing import NamedTuple

from assess.engine.advice import actions, gaps, lines_of, questions
from assess.engine.score import level_of
from assess.model.base import exact, say
from assess.model.framework import Origin
from assess.model.profile import Profile
from assess.model.results import Assessment, FactState, Finding, Rating, Score, Truth
from assess.report import charts, words
from assess.resources import VERSION


class Cell(NamedTuple):
    """A score as printed."""

    axis: str
    interval: str
    coverage: str
    level: str


class ElementView(NamedTuple):
    """One element of a finding."""

    mark: str
    """"yes", "no", "open" or "na": the class of its sign."""
    status: str
    says: str
    kind: str
    remark: str


class FindingView(NamedTuple):
    """One finding."""

    id: str
    number: str
    title: str
    question: str
    mark: str
    rating: str
    figures: str
    cites: str
    draft: bool
    elements: tuple[ElementView, ...]
    evidence: tuple[str, ...]
    remarks: tuple[str, ...]
    reform: tuple[str, ...]
    confirm: tuple[str, ...]
    would: str


class ChapterView(NamedTuple):
    """One domain."""

    number: str
    title: str
    intro: str
    cells: tuple[Cell, ...]
    gates: tuple[str, ...]
    findings: tuple[FindingView, ...]


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
    details: str
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
    shadows: tuple[str, ...]
    levels: str
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
    sources: tuple[SourceView, ...]
    software: str
    language: str = "en"


MARKS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "open", Truth.NOT_APPLICABLE: "na"}
RATING_MARKS = {
    Rating.MET: "yes", Rating.NOT_MET: "no", Rating.PARTLY: "part", Rating.AT_LEAST_PARTLY: "part",
    Rating.AT_MOST_PARTLY: "part", Rating.UNKNOWN: "open", Rating.NOT_ASSESSED: "open", Rating.NOT_APPLICABLE: "na",
}  # fmt: skip
SOURCE_KINDS = {"official_page": "official page"}
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
        sources=tuple(_source(key, profile) for key in sorted(profile.sources)),
        software=f"assess {VERSION}",
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
        totals=tuple(_cell(assessment, axis, score) for axis, score in assessment.totals.items()),
        axes=tuple(words.AXES[axis] for axis in axes),
        rows=tuple(
            (say(d.title), tuple(_maybe(assessment, axis, assessment.scores.get((d.domain, axis))) for axis in axes))
            for d in framework.domains
        ),
        plot=_plot(assessment, axes),
        attention=tuple(
            (numbers[f.criterion.id], say(f.criterion.title), "; ".join(_missing(f)) or words.RATINGS[f.rating])
            for f in attention[:_TOP]
        ),
        more_attention=max(len(attention) - _TOP, 0),
        chapters=tuple(_chapters(assessment, numbers)),
        actions=tuple(_actions(assessment, numbers)),
        questions=tuple(_questions(assessment, numbers))[:20],
        more_questions=max(len(asked) - 20, 0),
        pending=tuple(
            f"{say(f.criterion.title)}: {words.RATINGS[by_id[name].rating]}, would become {words.RATINGS[f.rating]}"
            for name, f in assessment.pending.items()
        ),
        shadows=tuple(
            f"{words.AXES[axis]}: geometric mean of the domains {words.interval(*shadow['geometric'])}; domain with most "
            f"open points {words.interval(*shadow['minimum'])}"
            for axis, shadow in assessment.shadows.items()
        ),
        levels="; ".join(
            f"{say(level.word)} from {words.number(exact(level.from_))}" for level in framework.method.levels
        ),
        drafts=tuple(
            f"{numbers[f.criterion.id]} {say(f.criterion.title)}"
            for f in assessment.findings
            if f.criterion.verified == "unverified"
        ),
    )


def _cell(assessment: Assessment, axis: str, score: Score) -> Cell:
    method = assessment.framework.method
    return Cell(
        words.AXES[axis],
        words.interval(score.low, score.high, exact(method.scale), method.decimals) + ("*" if score.outer else ""),
        words.percent(score.coverage),
        words.level(level_of(score, method)),
    )


def _maybe(assessment: Assessment, axis: str, score: Score | None) -> Cell | None:
    return _cell(assessment, axis, score) if score else None


def _plot(assessment: Assessment, axes: list[str]) -> charts.Plot:
    threshold = exact(assessment.framework.method.coverage_threshold)
    groups = []
    for domain in assessment.framework.domains:
        rows = []
        for axis in axes:
            score = assessment.scores.get((domain.domain, axis))
            if score:
                cell = _cell(assessment, axis, score)
                text = f"{cell.interval}, {cell.coverage} known"
                rows.append((words.AXES[axis], score.low, score.high, score.coverage >= threshold, text))
        groups.append((say(domain.title), rows))
    known = "; ".join(
        f"{words.AXES[a].lower()} from {words.number(s.low)} to {words.number(s.high)}"
        for a, s in assessment.totals.items()
    )
    return charts.plot(groups, f"Interval of each domain and axis between 0 and 1. Over all domains: {known}.")


def _missing(finding: Finding) -> list[str]:
    return [
        say(r.element.says)
        for r in finding.elements
        if r.truth is Truth.FALSE and r.applies is Truth.TRUE and not r.element.option
    ]


def _chapters(assessment: Assessment, numbers: dict[str, str]) -> list[ChapterView]:
    made = []
    chapters = [domain for domain in assessment.framework.domains if domain.criteria]
    for i, domain in enumerate(chapters, 1):
        scores = {axis: s for (name, axis), s in assessment.scores.items() if name == domain.domain}
        gates = []
        for axis, score in scores.items():
            for result in score.gates:
                if result.fired is not Truth.FALSE:
                    word = "Capped" if result.fired is Truth.TRUE else "Could be capped"
                    cap = words.number(exact(result.gate.cap))
                    gates.append(f"{words.AXES[axis]}: {word.lower()} at {cap}. {say(result.gate.says)}")
        cells = tuple(_cell(assessment, axis, score) for axis, score in scores.items())
        findings = tuple(_finding(assessment, f, numbers) for f in assessment.findings if f.domain is domain)
        made.append(ChapterView(str(i), say(domain.title), say(domain.intro), cells, tuple(gates), findings))
    return made


def _finding(assessment: Assessment, finding: Finding, numbers: dict[str, str]) -> FindingView:
    criterion, profile = finding.criterion, assessment.profile
    instruments = assessment.framework.head.instruments
    states = {line.state.id: line.state for each in finding.elements for line in lines_of(each.trace)}
    if finding.measured is not None:
        states[finding.measured.id] = finding.measured
    remarks: dict[str, None] = {}
    for state in states.values():
        readings = [state.answer.reading] if state.answer else []
        readings += [basis.basis.reading for basis in state.bases if basis.basis]
        remarks |= dict.fromkeys(f"Reading: {say(reading)}" for reading in readings if reading)
        if state.answer and state.answer.note:
            remarks[say(state.answer.note)] = None
    figures = ""
    if finding.rating is not Rating.NOT_APPLICABLE:
        figures = words.interval(finding.low, finding.high)
        if finding.low != finding.high:
            figures += f", {words.percent(finding.coverage)} known"
    change, would = finding.change, assessment.pending.get(criterion.id)
    return FindingView(
        id=criterion.id,
        number=numbers[criterion.id],
        title=say(criterion.title),
        question=say(criterion.question),
        mark=RATING_MARKS[finding.rating],
        rating=words.RATINGS[finding.rating],
        figures=figures,
        cites="; ".join(
            f"{_instrument(instruments[c.instrument])}{f', {c.article}' if c.article else ''}" for c in criterion.cites
        ),
        draft=criterion.verified == "unverified",
        elements=tuple(
            ElementView(
                "na"
                if e.applies is Truth.FALSE or (e.element.option and e.truth is not Truth.TRUE)
                else MARKS[e.truth],
                words.element_status(e),
                say(e.element.says),
                "essential" if e.element.essential else "shown, not scored" if e.element.option else "",
                words.REMARKS.get(e.remark, ""),
            )
            for e in finding.elements
        ),
        evidence=tuple(words.fact_says(state, profile) for state in states.values() if state.known != "absent")
        + _unexamined(list(states.values())),
        remarks=tuple(remarks),
        reform=tuple(dict.fromkeys(words.step_says(step) for step in change.reform)) if change else (),
        confirm=tuple(dict.fromkeys(words.step_says(step) for step in change.confirm)) if change else (),
        would=f"{words.RATINGS[would.rating]} ({words.interval(would.low, would.high)})" if would else "",
    )


def _instrument(origin: Origin) -> str:
    return say(origin.short or origin.title)


def _unexamined(states: list[FactState]) -> tuple[str, ...]:
    """What nobody looked at, in one sentence."""
    titles = [say(state.fact.title) for state in states if state.known == "absent"]
    return (f"Not examined: {'; '.join(titles)}.",) if titles else ()


def _actions(assessment: Assessment, numbers: dict[str, str]) -> list[ActionView]:
    standing = words.bound(assessment)
    made = actions(assessment)
    order = {action.state.id: i for i, action in enumerate(made, 1)}
    return [
        ActionView(
            i,
            words.advice(say(action.do), action.findings[0].criterion.obligation, standing),
            tuple(dict.fromkeys(words.step_says(step) for step in action.steps)),
            say(action.owner) or "to be decided",
            action.vehicle or "to be decided",
            f"{action.effort} of 5" if action.effort else "",
            tuple(numbers[f.criterion.id] for f in action.findings),
            ", ".join(str(order[need]) for need in action.needs if need in order),
        )
        for i, action in enumerate(made, 1)
    ]


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
        f"language {source.language}" if source.language else "",
        f"grade {source.grade}" if source.grade else "",
        source.handling if source.handling != "public" else "",
        say(source.note),
    ]
    kind = SOURCE_KINDS.get(source.kind, source.kind)
    return SourceView(
        key,
        f"{say(source.short)}: {say(source.title)}" if source.short else say(source.title),
        kind,
        "; ".join(filter(None, details)),
        source.url or "",
    )
