"""The assessment as plain data: JSON for programs, CSV for spreadsheets."""

import csv
import io
import json
from fractions import Fraction
from typing import Any

from assess.engine.advice import actions, questions
from assess.engine.change import change_of
from assess.engine.score import level_of
from assess.model.results import Assessment, Change, Finding, GroupResult, Score, Trace, Truth
from assess.resources import VERSION
from assess.views.element_rows import element_rows
from assess.words import terms
from assess.words.citations import citations
from assess.words.language import number, say, unmarked


def as_data(assessment: Assessment) -> dict[str, Any]:
    """Everything in an assessment; numbers are exact fractions as text ("5/12") beside decimals of six places."""
    framework, profile = assessment.framework, assessment.profile
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
        "findings": [_finding(assessment, finding) for finding in assessment.findings],
        "actions": [
            {
                "fact": action.state.id,
                "do": say(action.do),
                "owner": say(action.owner),
                "vehicle": action.vehicle,
                "effort": action.effort,
                "criteria": [f.criterion.id for f in action.findings],
                "needs": list(action.needs),
            }
            for action in actions(assessment)
        ],
        "questions": [
            {
                "fact": question.state.id,
                "features": [name for name in question.attributes if name],
                "question": say(question.state.fact.question),
                "criteria": [f.criterion.id for f in question.findings],
            }
            for question in questions(assessment)
        ],
    }


def _number(value: Fraction) -> dict[str, Any]:
    return {"exact": str(value), "decimal": round(float(value), 6)}


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
                "fired": _truth(result.fired),
                "cap": str(result.gate.cap),
                "says": say(result.gate.says),
            }
            for result in score.gates
        ],
    }


def _truth(truth: Truth) -> bool | str:
    return {Truth.TRUE: True, Truth.FALSE: False}.get(truth, truth.value)


def _finding(assessment: Assessment, finding: Finding) -> dict[str, Any]:
    criterion = finding.criterion
    would = assessment.pending.get(criterion.id)
    return {
        "criterion": criterion.id,
        "domain": finding.domain.domain,
        "axis": criterion.axis,
        "title": say(criterion.title),
        "obligation": criterion.obligation,
        "verified": criterion.verified,
        "cites": [{"instrument": c.instrument, "article": c.article} for c in criterion.cites],
        "weight": str(finding.weight),
        "rating": finding.rating.value,
        "low": _number(finding.low),
        "high": _number(finding.high),
        "coverage": _number(finding.coverage),
        "gap": finding.gap,
        "outer": finding.outer,
        "would_become": would.rating.value if would else None,
        "measured": finding.measured.id if finding.measured else None,
        "elements": [
            {
                "id": each.element.id,
                "says": say(each.element.says),
                "truth": _truth(each.truth),
                "applies": _truth(each.applies),
                "essential": each.element.essential,
                "option": each.element.option,
                "remark": each.remark or None,
                "trace": _trace(assessment, each.trace),
            }
            for each in finding.elements
        ],
        "change": _change(change) if (change := change_of(finding)) else None,
    }


def _trace(assessment: Assessment, trace: Trace) -> dict[str, Any]:
    if isinstance(trace, GroupResult):
        return {
            "op": trace.op,
            "truth": _truth(trace.truth),
            "of": [_trace(assessment, child) for child in trace.children],
        }
    return {
        "line": trace.leaf.text,
        "truth": _truth(trace.truth),
        "known": trace.state.known,
        "citations": citations(trace.state, assessment.profile.sources),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "reform": [{"fact": step.state.id, "line": step.leaf.text, "wanted": step.wanted} for step in change.reform],
        "confirm": [{"fact": step.state.id, "line": step.leaf.text, "wanted": step.wanted} for step in change.confirm],
    }


def to_json(data: Any) -> str:
    """Data as JSON text; the same data give the same text."""
    return unmarked(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def to_csv(rows: list[list[str]]) -> str:
    """Rows as CSV. A cell that a spreadsheet would take for a formula is given a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row])
    return unmarked(out.getvalue())


def findings_table(assessments: list[Assessment]) -> list[list[str]]:
    """One row an element: criterion, rating and interval, what the element says, its status and citations."""
    rows = [[
        "country", "framework", "domain", "axis", "criterion", "title", "obligation", "rating", "low", "high", "coverage",
        "element", "says", "status", "facts", "citations",
    ]]  # fmt: skip
    for assessment in assessments:
        for f in assessment.findings:
            head = [
                assessment.profile.country, assessment.framework.id, f.domain.domain, f.criterion.axis, f.criterion.id,
                say(f.criterion.title), f.criterion.obligation, f.rating.value, number(f.low, decimals=4),
                number(f.high, decimals=4), number(f.coverage, decimals=4),
            ]  # fmt: skip
            for row in element_rows(assessment, f):
                rows.append([*head, row.id, row.says, row.status, " ".join(row.facts), "; ".join(row.citations)])
    return rows
