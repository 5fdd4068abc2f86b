"""Chapters and their findings as data, for the view of a briefing."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assess.engine.advice import Worked
from assess.engine.bindings import is_binding
from assess.engine.own_place import answers
from assess.engine.reforms import Reform
from assess.engine.score import level_of
from assess.model.results import Assessment, Change, ElementResult, FactState, Finding, Rating, Score, Truth
from assess.views import charts
from assess.views.domains import caps, chapters_of
from assess.views.matters_words import matters_of_finding
from assess.views.option_words import lead_of, option_head
from assess.views.pending_view import would_become
from assess.views.point_words import Recorded, evidence, on_record
from assess.views.short_words import falls_short
from assess.views.standing_view import cites_say
from assess.views.trace_view import TraceLine, states_of, trace_lines
from assess.words import counting, sentences, terms
from assess.words.citations import cited_in_turn
from assess.words.figures import percent
from assess.words.language import _, listed, quote, say, spoken


class Cell(NamedTuple):
    """A score as printed."""

    axis: str
    interval: str
    coverage: str
    """The share of the weight that is known."""
    level: str
    remark: str
    """The interval if what does not apply is counted as 0, given if that is much of the weight."""
    figure: charts.Interval
    nothing: str
    """What stands in its place where nothing at all is known: then there is no score and no level to print."""


class ElementView(NamedTuple):
    """One element of a finding."""

    mark: str
    """"yes", "part" (narrower, and no gap), "no", "open", "option" or "na": the class of its sign."""
    status: str
    says: str
    kind: str
    """ "essential", "an option, not scored", or nothing."""
    where: tuple[str, ...]
    """Provisions and other places that settle it."""
    remark: str
    trace: tuple[TraceLine, ...]
    """Its rule, line by line, with what was read; empty if it is not printed."""


class GroupView(NamedTuple):
    """Elements of a finding of which the same is found, in the same places."""

    mark: str
    status: str
    elements: tuple[ElementView, ...]
    remark: str
    """What is remarked of all of them alike."""
    where: str
    """The places, in words; empty where nothing is cited."""


class FindingView(NamedTuple):
    """One finding."""

    id: str
    number: str
    title: str
    question: str
    axis: str
    obligation: str
    mark: str
    """"yes", "gap" (a point for attention), "part" (no gap known), "open", "option" or "na": the class of its sign."""
    rating: str
    figures: str
    """Its interval and how much is known; for a measure, its value, target and score."""
    cites: str
    """The places of the instruments, with where the State stands under each."""
    binding: bool
    """Whether one of them is in force for the State, not reserved, and a duty."""
    draft: bool
    gap: bool
    """A point for attention."""
    matters: str
    """What hangs on it for cooperation."""
    recorded: str
    """Of a point for attention: what is on record of it, in a sentence."""
    short: str
    """Of a point for attention: what falls short, in a sentence; empty where no law or body is there."""
    strength: str
    """What it rests on, in words: "text of the law; official page"."""
    elements: tuple[ElementView, ...]
    groups: tuple[GroupView, ...]
    """The same elements, those together of which the same is found in the same places."""
    where: tuple[str, ...]
    """Every place that its facts cite, each once."""
    narrower: tuple[str, ...]
    """What its elements say that the law does not say in full and that is no gap, each with the reason."""
    missing: tuple[str, ...]
    """What its elements say that is known not to be identified, with what is remarked of it."""
    open: tuple[str, ...]
    """The sentences of its elements that are open, with what is remarked of them."""
    asked: tuple[str, ...]
    """The same without remarks."""
    evidence: tuple[str, ...]
    """What the sources show about each fact, in sentences."""
    unsettled: tuple[str, ...]
    """Those of these sentences that are not clear from the places of the elements."""
    remarks: tuple[str, ...]
    see: str
    """Numbers of the findings that have the other remarks on the same facts."""
    reform: tuple[str, ...]
    """The smallest change: what to change."""
    confirm: tuple[str, ...]
    """The smallest change: what to confirm."""
    would: str
    """What it would become if pending texts were in force."""
    options: tuple[tuple[str, str], ...]
    """Of a point for attention: the number of each option, and what it does."""


class ChapterView(NamedTuple):
    """One domain."""

    id: str
    number: str
    title: str
    """With the titles of the domains around it."""
    intro: str
    """What the standard asks."""
    counts: str
    cells: tuple[Cell, ...]
    gates: tuple[str, ...]
    findings: tuple[FindingView, ...]
    """All, in the order of the framework."""
    identified: tuple[FindingView, ...]
    narrower: tuple[FindingView, ...]
    """No gap, although the law is narrower: as declared, or if declared on joining."""
    points: tuple[FindingView, ...]
    """Points for attention."""
    open: tuple[FindingView, ...]
    """Findings that, on what is known, are neither identified nor a point for attention."""
    excluded: tuple[FindingView, ...]
    """Not applicable."""


_MARKS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "open", Truth.NOT_APPLICABLE: "na"}
_RATING_MARKS = {
    Rating.MET: "yes", Rating.NOT_MET: "option", Rating.PARTLY: "part", Rating.AT_LEAST_PARTLY: "part",
    Rating.AT_MOST_PARTLY: "part", Rating.UNKNOWN: "open", Rating.NOT_ASSESSED: "open", Rating.NOT_APPLICABLE: "na",
}  # fmt: skip
"""Of findings that are no point for attention: what is not met and none is an option that was not taken up."""


def cell(assessment: Assessment, axis: str, score: Score) -> Cell:
    """A score with its coverage and level."""
    method = assessment.framework.method_at(score.depth)
    remark = ""
    if score.with_excluded:
        found = terms.figures(*score.with_excluded, method)
        remark = _("{interval} if what does not apply counted as 0").format(interval=found)
    reading = level_of(score, method)
    shown = terms.figures(score.low, score.high, method)
    coverage = percent(score.coverage)
    figure = charts.interval(
        score.low,
        score.high,
        _("{axis}: {interval}, {share} known.").format(axis=terms.axis(axis), interval=shown, share=coverage),
        flip=spoken().direction == "rtl",
    )
    wide = "*" if score.outer else ""
    return Cell(
        terms.axis(axis), shown + wide, coverage, terms.level(reading), remark, figure, terms.nothing_known(score)
    )


def cell_or_none(assessment: Assessment, axis: str, score: Score | None) -> Cell | None:
    """The cell of a score, or None if the domain has nothing on that axis."""
    return cell(assessment, axis, score) if score else None


def chapters(
    worked: Worked, numbers: Mapping[str, str], options: "Options" = MappingProxyType({}), *, traces: bool = True
) -> tuple[ChapterView, ...]:
    """One chapter for each domain with criteria; `numbers` are those of the findings, `options` what could be done on each point.
    Traces are long, and left out where asked."""
    assessment = worked.assessment
    made = []
    printed: dict[str, str] = {}
    for i, (domain, _depth, path) in enumerate(chapters_of(assessment.framework), 1):
        scores = {axis: s for (name, axis), s in assessment.scores.items() if name == domain.domain}
        gates = []
        for axis, score in scores.items():
            for fired, cap, why in caps(score, assessment.framework.method_at(score.depth)):
                text = (
                    _("{axis}: capped at {cap}. {why}.")
                    if fired
                    else _("{axis}: would be capped at {cap} if this were so, which is open: {why}.")
                )
                gates.append(text.format(axis=terms.axis(axis), cap=cap, why=why.rstrip(".")))
        cells = tuple(cell(assessment, axis, score) for axis, score in scores.items())
        own = [finding for finding in assessment.findings if finding.domain is domain]
        views = tuple(_finding(worked, finding, numbers, printed, options, traces=traces) for finding in own)
        made.append(
            ChapterView(
                domain.domain,
                str(i),
                path,
                say(domain.intro),
                counting.counted(counting.counts(own)),
                cells,
                tuple(gates),
                views,
                tuple(f for f in views if f.mark == "yes" and not f.gap),
                tuple(f for f, of in zip(views, own, strict=True) if _narrower(of)),
                tuple(f for f in views if f.gap),
                tuple(
                    f
                    for f, of in zip(views, own, strict=True)
                    if not f.gap and f.mark not in ("yes", "na") and not _narrower(of)
                ),
                tuple(f for f in views if f.mark == "na"),
            )
        )
    return tuple(made)


Options = Mapping[tuple[str, str], Sequence[tuple[str, Reform]]]
"""The reforms of each point, by framework and criterion, each with its number."""


def _finding(
    worked: Worked,
    finding: Finding,
    numbers: Mapping[str, str],
    printed: dict[str, str],
    options: Options,
    *,
    traces: bool,
) -> FindingView:
    """One finding; a remark that an earlier finding printed (recorded in `printed`) is not repeated but referred to."""
    assessment = worked.assessment
    criterion, profile = finding.criterion, assessment.profile
    number = numbers[criterion.id]
    states = states_of(finding)
    remarks = list(dict.fromkeys(text for state in states.values() for text in _remarks(state)))
    new = [text for text in remarks if text not in printed]
    elsewhere = dict.fromkeys(printed[text] for text in remarks if text in printed)
    printed |= dict.fromkeys(new, number)
    change, would = worked.change(finding), assessment.pending.get(criterion.id)
    point = assessment.framework.id, criterion.id
    settled = [s for s in states.values() if s.known == "answered" and finding.elements]
    own = options.get(point, ())
    elements = tuple(_element(assessment, each, trace=traces) for each in finding.elements)
    lead = lead_of([reform for _number, reform in own])
    recorded = on_record(assessment, finding, _RECORDED, lead) if finding.gap else Recorded("", "")
    short = falls_short([reform for _number, reform in own], _NAMED, recorded.there) if finding.gap else ""
    scored = [e for e in finding.elements if e.scored]
    return FindingView(
        id=criterion.id,
        number=number,
        title=say(criterion.title),
        question=say(criterion.question),
        axis=terms.axis(criterion.axis),
        obligation=terms.obligation(criterion.obligation),
        mark=_mark(finding),
        rating=terms.result(finding),
        figures=_figures(assessment, finding),
        cites=listed(cites_say(assessment, finding)),
        binding=is_binding(assessment, finding),
        draft=criterion.verified == "unverified",
        gap=finding.gap,
        matters=matters_of_finding(finding, [part for _number, reform in own for part in reform.parts]),
        recorded=recorded.before(short),
        short=short,
        strength=evidence(states.values(), profile.sources),
        elements=elements,
        groups=_grouped(elements),
        where=places_of(assessment, [s for s in states.values() if s.known == "answered"]),
        narrower=tuple(_remarked(e) for e in finding.narrower),
        missing=tuple(terms.missing(finding)),
        open=tuple(_remarked(e) for e in scored if e.truth is Truth.UNKNOWN),
        asked=tuple(say(e.element.says) for e in scored if e.truth is Truth.UNKNOWN),
        evidence=tuple(sentences.facts_say(states.values(), profile)),
        unsettled=tuple(sentences.facts_say([s for s in states.values() if s not in settled], profile)),
        remarks=tuple(new),
        see=", ".join(elsewhere),
        reform=tuple(sentences.changes_say(change.reform)) if change else (),
        confirm=_confirm(finding, change),
        would=would_become(assessment, would) if would else "",
        options=tuple((number, option_head(reform)) for number, reform in own),
    )


def _narrower(finding: Finding) -> bool:
    """Whether there is no gap only because a narrowing of the law is allowed."""
    return finding.rating is Rating.MET and bool(finding.narrower)


def _remarked(result: ElementResult) -> str:
    """What an element says, with the remark on it."""
    said = sentences.remark_of(result)
    return f"{say(result.element.says)} ({said})" if said else say(result.element.says)


def _mark(finding: Finding) -> str:
    """A point for attention is kept apart from what is there in part; what the facts alone do not say is never "yes"."""
    if finding.gap:
        return "gap"
    return "part" if _narrower(finding) else _RATING_MARKS[finding.rating]


_NAMED, _RECORDED = 12, 3
"""So many elements that fall short are named, and of those on record."""


def _grouped(elements: Sequence[ElementView]) -> tuple[GroupView, ...]:
    """What is found of elements, each status once for each place; in the order of the signs, then of the framework."""
    found: dict[tuple[str, str, str], list[ElementView]] = {}
    for each in elements:
        found.setdefault((each.mark, each.status, listed(each.where)), []).append(each)
    ordered = sorted(found.items(), key=lambda group: _ORDER.index(group[0][0]))
    made = []
    for (mark, status, where), own in ordered:
        remarks = {each.remark for each in own}
        alike = remarks.pop() if len(remarks) == 1 and len(own) > 1 else ""
        shown = [each._replace(remark="") for each in own] if alike else own
        made.append(GroupView(mark, status, tuple(shown), alike, where))
    return tuple(made)


_ORDER = ("yes", "part", "no", "open", "option", "na")


def places_of(assessment: Assessment, states: Iterable[FactState]) -> tuple[str, ...]:
    """Everything that these facts cite, in words."""
    return tuple(cited_in_turn(states, assessment.profile.sources))


def _confirm(finding: Finding, change: Change | None) -> tuple[str, ...]:
    """What is to be confirmed; left out if nothing at all is known, since the elements have just said so."""
    if not change or not change.confirm:
        return ()
    scored = [each.truth for each in finding.elements if each.scored]
    if len(scored) > 1 and set(scored) == {Truth.UNKNOWN}:
        return (_("All elements above."),)
    return tuple(sentences.steps_say(change.confirm))


def _figures(assessment: Assessment, finding: Finding) -> str:
    method = assessment.framework.method
    if finding.measured is not None:
        return terms.measured(finding, method)
    if finding.rating is Rating.NOT_APPLICABLE:
        return ""
    if terms.nothing_known(finding):
        return ""  # the rating has said that it is open
    wide = "*" if finding.outer else ""
    text = f"{terms.figures(finding.low, finding.high, method)}{wide}"
    if finding.low != finding.high and finding.coverage:
        text = _("{interval}, {share} known").format(interval=text, share=percent(finding.coverage))
    return text


def _remarks(state: FactState) -> list[str]:
    """The readings and the note that a profile gives with an answer."""
    readings = [state.answer.reading] if state.answer else []
    readings += [basis.basis.reading for basis in state.bases if basis.basis]
    note = [quote(state.answer.note)] if state.answer and state.answer.note else []
    return [_("Reading: {text}").format(text=quote(reading)) for reading in readings if reading] + note


def _element(assessment: Assessment, result: ElementResult, *, trace: bool) -> ElementView:
    option = result.element.option
    if result.applies is Truth.FALSE:
        mark = "na"
    elif option and result.truth is Truth.FALSE:
        mark = "option"  # never in the colour of what is missing: options are not scored
    else:
        mark = {"declared": "part", "compatible": "part", "open": "open"}.get(result.counted) or _MARKS[result.truth]
    kind = _("essential") if result.element.essential else _("an option, not scored") if option else ""
    known = [s for s in answers(result) if s.known in ("answered", "none")]
    where = places_of(assessment, known) if mark in ("yes", "no", "option") else ()
    says, remark = say(result.element.says), sentences.remark_of(result)
    lines = trace_lines(result.trace, assessment.profile.sources) if trace else ()
    return ElementView(mark, terms.element_status(result), says, kind, where, remark, lines)
