"""The assessment and its parts as JSON, for programs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assess.engine.advice import Worked, questions
from assess.engine.bindings import CiteStanding, is_binding, standings
from assess.engine.reforms import Reform, by_point, worked_out
from assess.engine.score import level_of
from assess.model.as_written import as_written
from assess.model.profile import Profile, ProvisionEntry, Source
from assess.model.results import Assessment, Change, FactState, Finding, GroupResult, Score, Step, Trace, Truth
from assess.resources import VERSION
from assess.views.element_rows import references
from assess.views.option_words import option_says
from assess.words import counting, terms
from assess.words.language import quote, say, unmarked
from assess.words.sentences import remark_of

MAX_CITED = 20
"""The most citations that a line of a trace repeats; `facts` has all of them."""


def as_data(assessment: Assessment, written: Any = None) -> dict[str, Any]:
    """Everything in an assessment; numbers are exact fractions as text ("5/12") beside decimals of six places.

    Citations are SOURCE or SOURCE PIN, as in profiles. `sources`, `provisions` and `facts` list once what they refer to.
    `written` is the profile as data, where that was made already.
    """
    framework, profile = assessment.framework, assessment.profile
    known = _Known(profile)
    (worked,), made = worked_out([assessment])
    options = {criterion: [each.id for each in own] for (_framework, criterion), own in by_point(made).items()}
    findings = [_finding(worked, finding, known, options) for finding in assessment.findings]
    return {
        "schema": "assessment/v1",
        "software": f"assess {VERSION}",
        "country": profile.country,
        "as_of": str(assessment.as_of),
        "review": profile.review,
        "withheld": assessment.withheld,
        "framework": {"id": framework.id, "version": framework.head.version, "sha256": framework.hash},
        "totals": {axis: _score(assessment, score) for axis, score in assessment.totals.items()},
        "shadows": {
            axis: {name: [_number(end) for end in ends] for name, ends in shadow.items()}
            for axis, shadow in assessment.shadows.items()
        },
        "scores": [
            {"domain": domain, "axis": axis, **_score(assessment, score)}
            for (domain, axis), score in assessment.scores.items()
        ],
        "counts": _counts(assessment),
        "findings": findings,
        "actions": [_action(each) for each in made],
        "questions": [
            {
                "fact": question.state.id,
                "features": [name for name in question.attributes if name],
                "question": say(question.state.fact.question),
                "criteria": [f.criterion.id for f in question.findings],
            }
            for question in questions(assessment, worked)
        ],
        **known.tables(),
        "profile": as_written(profile, days=True) if written is None else written,
    }


def all_as_data(assessments: Sequence[Assessment]) -> list[dict[str, Any]]:
    """The same for all assessments of one profile, which is written out once."""
    written = as_written(assessments[0].profile, days=True)
    return [as_data(each, written) for each in assessments]


def _action(reform: Reform) -> dict[str, Any]:
    """A reform; its id is the same wherever the same is to be done."""
    waiting = reform.waiting
    return {
        "id": reform.id,
        "kind": reform.kind,
        "do": option_says(reform),
        "provisions": list(reform.provisions),
        "waits_for": waiting.step if waiting else None,
        "until": _text(waiting.day) if waiting else None,
        "facts": [state.id for state in reform.facts],
        "owner": say(reform.owner),
        "vehicle": reform.vehicle,
        "effort": reform.effort,
        "criteria": list(dict.fromkeys(part.finding.criterion.id for part in reform.parts)),
        "elements": [
            {"criterion": part.finding.criterion.id, "element": part.element.element.id, "fact": part.state.id}
            for part in reform.parts
            if part.element
        ],
        "needs": list(reform.needs),
        "after": list(reform.after),
    }


def _counts(assessment: Assessment) -> dict[str, dict[str, int]]:
    """How many elements and measures are counted as what; the numbers of each add up to its total."""
    found = counting.counts(assessment.findings)
    return {
        name: {**tally._asdict(), "missing": tally.missing}
        for name, tally in (("elements", found.elements), ("measures", found.measures))
    }


class _Known:
    """Collects what the traces refer to, so that it is written only once: facts, the law they rest on, and sources."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.read_ones: dict[str, dict[str, Any]] = {}
        self.facts: dict[str, dict[str, Any]] = {}
        self.provisions: dict[str, ProvisionEntry | None] = {}

    def read(self, state: FactState) -> dict[str, Any]:
        """What a line of a trace says about the fact that it reads."""
        found = self.read_ones.get(state.id)
        if found is None:
            cited = references(state)
            for basis in state.bases:
                self.provisions |= basis.provisions
            self.facts[state.id] = {
                "known": state.known, "status": state.status, "value": state.value, "citations": cited,
                "confidence": state.confidence, "read": state.extent,
            }  # fmt: skip
            found = {"fact": state.id, "known": state.known, "citations": cited[:MAX_CITED]}
            if len(cited) > MAX_CITED:
                found["more_citations"] = len(cited) - MAX_CITED
            self.read_ones[state.id] = found
        return found

    def of(self, state: FactState | None) -> str | None:
        """The id of a fact that is read without a trace."""
        return self.read(state)["fact"] if state else None

    def tables(self) -> dict[str, Any]:
        """What was referred to, in alphabetical order."""
        cited = {text.partition(" ")[0] for fact in self.facts.values() for text in fact["citations"]}
        cited |= {text.partition(" ")[0] for entry in self.provisions.values() if entry for text in entry.cite}
        sources = self.profile.sources
        return {
            "facts": {name: self.facts[name] for name in sorted(self.facts)},
            "provisions": {name: _provision(self.provisions[name]) for name in sorted(self.provisions)},
            "sources": {name: _source(sources[name]) for name in sorted(cited) if name in sources},
        }


def _provision(entry: ProvisionEntry | None) -> dict[str, Any] | None:
    """The status of a piece of law on the day; None where it is not known."""
    if entry is None:
        return None
    return {
        "status": entry.status, "from": _text(entry.from_), "until": _text(entry.until), "by": quote(entry.by) or None,
        "cite": list(entry.cite),
    }  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    return {
        "kind": source.kind, "title": quote(source.title), "short": quote(source.short) or None, "unit": source.unit,
        "publisher": quote(source.publisher) or None, "url": source.url, "date": _text(source.date),
        "retrieved": _text(source.retrieved),
    }  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: Fraction) -> dict[str, Any]:
    exactly = value.numerator / value.denominator
    decimal = round(exactly, 6)
    if decimal in (0, 1) and value.denominator != 1:  # rounding must not make it 0 or 1
        decimal = exactly
    return {"exact": str(value), "decimal": decimal}


def _score(assessment: Assessment, score: Score) -> dict[str, Any]:
    reading = level_of(score, assessment.framework.method)
    return {
        "low": _number(score.low),
        "high": _number(score.high),
        "coverage": _number(score.coverage),
        "level": terms.level(reading) or None,
        "weight": str(score.weight),
        "not_applicable": str(score.excluded),
        "outer": score.outer,
        "with_not_applicable_as_0": [_number(end) for end in score.with_excluded] if score.with_excluded else None,
        "stage": list(score.stage) if score.stage else None,
        "gates": [
            {
                "id": result.gate.id,
                "fired": _TRUTHS[result.fired],
                "cap": str(result.gate.cap),
                "says": say(result.gate.says),
            }
            for result in score.gates
        ],
    }


_TRUTHS: dict[Truth, bool | str] = {
    Truth.TRUE: True,
    Truth.FALSE: False,
    Truth.UNKNOWN: Truth.UNKNOWN.value,
    Truth.NOT_APPLICABLE: Truth.NOT_APPLICABLE.value,
}


def _finding(worked: Worked, finding: Finding, known: _Known, options: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    criterion = finding.criterion
    would = worked.assessment.pending.get(criterion.id)
    return {
        "criterion": criterion.id,
        "domain": finding.domain.domain,
        "axis": criterion.axis,
        "title": say(criterion.title),
        "obligation": criterion.obligation,
        "verified": criterion.verified,
        "cites": [_cite(each) for each in standings(worked.assessment, criterion)],
        "binding": is_binding(worked.assessment, finding),
        "weight": str(finding.weight),
        "rating": finding.rating.value,
        "narrower": [each.element.id for each in finding.narrower],
        "low": _number(finding.low),
        "high": _number(finding.high),
        "coverage": _number(finding.coverage),
        "gap": finding.gap,
        "outer": finding.outer,
        "would_become": would.rating.value if would else None,
        "measured": known.of(finding.measured),
        "elements": [
            {
                "id": each.element.id,
                "says": say(each.element.says),
                "truth": _TRUTHS[each.holds],
                "counts_as": each.counted if each.scored else None,
                "applies": _TRUTHS[each.applies],
                "essential": each.element.essential,
                "option": each.element.option,
                "remark": each.remark or None,
                "remarked": remark_of(each) or None,
                "trace": _trace(each.trace, known),
            }
            for each in finding.elements
        ],
        "change": _change(change) if (change := worked.change(finding)) else None,
        "options": list(options.get(criterion.id, ())),
    }


def _cite(each: CiteStanding) -> dict[str, Any]:
    standing = each.standing
    return {
        "instrument": each.cite.instrument,
        "article": each.cite.article,
        "obligation": each.obligation,
        "standing": standing.stands,
        "since": str(standing.when) if standing.when is not None else None,
        "in_force_on": str(standing.ahead) if standing.ahead is not None else None,
        "binding": each.binding,
    }


def _trace(trace: Trace, known: _Known) -> dict[str, Any]:
    if isinstance(trace, GroupResult):
        joint = {"on_one_basis": True} if trace.joint else {}
        below = [_trace(child, known) for child in trace.children]
        return {"op": trace.op, "truth": _TRUTHS[trace.truth], **joint, "of": below}
    return {"line": trace.leaf.text, "truth": _TRUTHS[trace.truth], **known.read(trace.state)}


def _change(change: Change) -> dict[str, Any]:
    return {"reform": [_step(each) for each in change.reform], "confirm": [_step(each) for each in change.confirm]}


def _step(step: Step) -> dict[str, Any]:
    whole = {"on_one_basis": step.whole.text} if step.whole else {}
    return {"fact": step.state.id, "line": step.leaf.text, "wanted": step.wanted, **whole}


def to_json(data: Any) -> str:
    """Data as JSON text in UTF-8, indented; the same data give the same text."""
    import orjson  # imported only where JSON is written

    return unmarked(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())
