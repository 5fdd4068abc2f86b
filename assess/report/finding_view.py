"""Chapters and their findings as data, for the view of a briefing."""

import re
from typing import NamedTuple

from assess.engine.advice import lines_of
from assess.engine.change import change_of
from assess.engine.score import level_of
from assess.model.base import exact, say
from assess.model.framework import Origin
from assess.model.results import Assessment, ElementResult, FactState, Finding, Rating, Score, Truth
from assess.report import words


class Cell(NamedTuple):
    """A score as printed."""

    axis: str
    interval: str
    coverage: str
    level: str
    remark: str
    """The interval with what does not apply counted as 0, where that is much of the weight."""


class ElementView(NamedTuple):
    """One element of a finding."""

    mark: str
    """"yes", "no", "open", "option" or "na": the class of its sign."""
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
    see: str
    """Numbers of the findings where other remarks on the same facts stand."""
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


MARKS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "open", Truth.NOT_APPLICABLE: "na"}
RATING_MARKS = {
    Rating.MET: "yes", Rating.NOT_MET: "no", Rating.PARTLY: "part", Rating.AT_LEAST_PARTLY: "part",
    Rating.AT_MOST_PARTLY: "part", Rating.UNKNOWN: "open", Rating.NOT_ASSESSED: "open", Rating.NOT_APPLICABLE: "na",
}  # fmt: skip


def cell(assessment: Assessment, axis: str, score: Score) -> Cell:
    """A score with its coverage and level."""
    method = assessment.framework.method
    scale = exact(method.scale)
    remark = ""
    if score.with_excluded:
        remark = f"{words.interval(*score.with_excluded, scale, method.decimals)} if what does not apply counted as 0"
    return Cell(
        words.AXES[axis],
        words.interval(score.low, score.high, scale, method.decimals) + ("*" if score.outer else ""),
        words.percent(score.coverage),
        words.level(level_of(score, method)),
        remark,
    )


def cell_or_none(assessment: Assessment, axis: str, score: Score | None) -> Cell | None:
    """The cell of a score, or None where the domain has nothing on that axis."""
    return cell(assessment, axis, score) if score else None


def chapters(assessment: Assessment, numbers: dict[str, str]) -> tuple[ChapterView, ...]:
    """One chapter for each domain with criteria; `numbers` are those of the findings."""
    made = []
    printed: dict[str, str] = {}
    for i, domain in enumerate((d for d in assessment.framework.domains if d.criteria), 1):
        scores = {axis: s for (name, axis), s in assessment.scores.items() if name == domain.domain}
        gates = []
        for axis, score in scores.items():
            for result in score.gates:
                if result.fired is not Truth.FALSE:
                    word = "capped" if result.fired is Truth.TRUE else "could be capped"
                    cap = words.number(exact(result.gate.cap))
                    gates.append(f"{words.AXES[axis]}: {word} at {cap}. {say(result.gate.says).rstrip('.')}.")
        cells = tuple(cell(assessment, axis, score) for axis, score in scores.items())
        own = (finding for finding in assessment.findings if finding.domain is domain)
        findings = tuple(_finding(assessment, finding, numbers, printed) for finding in own)
        made.append(ChapterView(str(i), say(domain.title), say(domain.intro), cells, tuple(gates), findings))
    return tuple(made)


def _finding(assessment: Assessment, finding: Finding, numbers: dict[str, str], printed: dict[str, str]) -> FindingView:
    """One finding; a remark that an earlier finding printed (as `printed` says) is pointed to, not repeated."""
    criterion = finding.criterion
    number = numbers[criterion.id]
    states = {line.state.id: line.state for each in finding.elements for line in lines_of(each.trace)}
    if finding.measured is not None:
        states[finding.measured.id] = finding.measured
    remarks = list(dict.fromkeys(text for state in states.values() for text in _remarks(state)))
    new = [text for text in remarks if text not in printed]
    elsewhere = dict.fromkeys(printed[text] for text in remarks if text in printed)
    printed |= dict.fromkeys(new, number)
    change, would = change_of(finding), assessment.pending.get(criterion.id)
    return FindingView(
        id=criterion.id,
        number=number,
        title=say(criterion.title),
        question=say(criterion.question),
        mark=RATING_MARKS[finding.rating],
        rating=words.RATINGS[finding.rating],
        figures=_figures(finding),
        cites=_cites(assessment, finding),
        draft=criterion.verified == "unverified",
        elements=tuple(_element(each) for each in finding.elements),
        evidence=tuple(_tied(text) for text in words.facts_say(states.values(), assessment.profile)),
        remarks=tuple(new),
        see=", ".join(elsewhere),
        reform=tuple(words.steps_say(change.reform)) if change else (),
        confirm=_confirm(finding),
        would=f"{words.RATINGS[would.rating]} ({words.interval(would.low, would.high)})" if would else "",
    )


def _tied(text: str) -> str:
    """The text with "s. 51" kept on one line."""
    return re.sub(r"(?<=[a-z]\.) (?=\d)", "\u00a0", text)


def _confirm(finding: Finding) -> tuple[str, ...]:
    """What is to be confirmed; where nothing at all is known, the elements have just said it."""
    change = change_of(finding)
    if not change or not change.confirm:
        return ()
    scored = [each.truth for each in finding.elements if not each.element.option and each.applies is not Truth.FALSE]
    if len(scored) > 1 and set(scored) == {Truth.UNKNOWN}:
        return ("All elements above.",)
    return tuple(words.steps_say(change.confirm))


def _figures(finding: Finding) -> str:
    if finding.rating is Rating.NOT_APPLICABLE:
        return ""
    known = f", {words.percent(finding.coverage)} known" if finding.low != finding.high else ""
    wide = "*" if finding.outer else ""
    return f"{words.interval(finding.low, finding.high)}{wide}{known}"


def _remarks(state: FactState) -> list[str]:
    """The readings and the note that a profile gives with an answer."""
    readings = [state.answer.reading] if state.answer else []
    readings += [basis.basis.reading for basis in state.bases if basis.basis]
    note = [say(state.answer.note)] if state.answer and state.answer.note else []
    return [f"Reading: {say(reading)}" for reading in readings if reading] + note


def _element(result: ElementResult) -> ElementView:
    option = result.element.option
    if result.applies is Truth.FALSE:
        mark = "na"
    elif option and result.truth is Truth.FALSE:
        mark = "option"  # never in the colour of what is missing: options are not scored
    else:
        mark = MARKS[result.truth]
    kind = "essential" if result.element.essential else "an option, not scored" if option else ""
    remark = words.REMARKS.get(result.remark, "")
    return ElementView(mark, words.element_status(result), say(result.element.says), kind, remark)


def _cites(assessment: Assessment, finding: Finding) -> str:
    """The places of the instruments, each instrument named once."""
    instruments = assessment.framework.head.instruments
    places: dict[str, list[str]] = {}
    for each in finding.criterion.cites:
        places.setdefault(_instrument(instruments[each.instrument]), []).append(each.article or "")
    return "; ".join(", ".join(filter(None, (name, *articles))) for name, articles in places.items())


def _instrument(origin: Origin) -> str:
    return say(origin.short or origin.title)
