"""The scorecard and the explanation of a finding, as text for a terminal of 80 columns."""

from collections.abc import Sequence
from typing import Any

from assess.engine.advice import actions, gaps, lines_of, questions
from assess.engine.change import change_of
from assess.engine.score import level_of
from assess.model.base import exact, say
from assess.model.results import Assessment, Finding, GroupResult, Rating, Score, Trace, Truth
from assess.report import words
from assess.report.joining import NOTE, joining_view
from assess.report.table import columns, wrapped

WIDTH = 80


def scorecard(assessment: Assessment, country: str, *, width: int = WIDTH, top: int = 8) -> str:
    """Levels with intervals and coverage, axes apart; the main points for attention; the first questions to ask."""
    framework, profile = assessment.framework, assessment.profile
    lines = [f"{country} ({profile.country}) — {say(framework.head.title)}"]
    lines.append(
        f"Framework {framework.id} {framework.head.version}; law as of {assessment.as_of}; {words.REVIEWS[profile.review]}"
    )
    if assessment.withheld:
        lines.append(f"{assessment.withheld} answers withheld from this release")
    identified, unknown, total = words.counts(assessment.findings)
    lines += [
        "",
        f"{identified} of {total} elements identified, {unknown} open, {total - identified - unknown} not identified.",
    ]
    lines += ["", *_totals(assessment), "", *_domains(assessment, width)]
    for key, score in assessment.scores.items():
        lines += _gates(key, score, width)
    lines += _attention(assessment, width, top) + _actions(assessment, width, top) + _pending(assessment, width)
    lines += _joining(assessment, width) + _questions(assessment, width, top)
    lines += ["", *wrapped(_READING, width)]
    return "\n".join(lines) + "\n"


_READING = (
    "Reading: an interval runs from the score if every open answer were unfavourable to the score if every one were "
    "favourable; “known” is the share of the weight that is answered. Law, capacity and practice are never added together."
)


def _totals(assessment: Assessment) -> list[str]:
    rows = []
    for axis, score in assessment.totals.items():
        reading = level_of(score, assessment.framework.method)
        rows.append(
            [
                words.AXES[axis],
                _interval(assessment, score),
                f"{words.percent(score.coverage)} known",
                words.level(reading),
            ]
        )
    return columns(rows, grow=3)


def _interval(assessment: Assessment, score: Score) -> str:
    method = assessment.framework.method
    return words.interval(score.low, score.high, exact(method.scale), method.decimals) + ("*" if score.outer else "")


def _domains(assessment: Assessment, width: int) -> list[str]:
    axes = list(assessment.totals)
    header = ["Domain"] + [part for axis in axes for part in (words.AXES[axis], "known")]
    rows = [header]
    for domain in assessment.framework.domains:
        row = [("  " if domain.parent else "") + say(domain.title)]
        for axis in axes:
            score = assessment.scores.get((domain.domain, axis))
            row += [_interval(assessment, score), words.percent(score.coverage)] if score else ["–", ""]
        rows.append(row)
    return columns(rows, width)


def _gates(key: tuple[str, str], score: Score, width: int) -> list[str]:
    lines = []
    for result in score.gates:
        if result.fired is not Truth.FALSE:
            word = "Capped" if result.fired is Truth.TRUE else "Could be capped"
            cap = words.number(exact(result.gate.cap))
            text = f"{word} at {cap} ({key[0].replace('_', ' ')}, {key[1]}): {say(result.gate.says)}"
            lines += wrapped(text, width, first="! ")
    return lines


def _attention(assessment: Assessment, width: int, top: int) -> list[str]:
    found = gaps(assessment)
    if not found:
        return ["", "No point for attention on what is known."]
    lines = ["", f"Main points for attention ({min(top, len(found))} of {len(found)})"]
    for i, finding in enumerate(found[:top], 1):
        missing = words.missing(finding)
        head = f"{say(finding.criterion.title)} [{finding.criterion.id}]: {words.RATINGS[finding.rating]}"
        lines += wrapped(head, width, first=f"{i:2}. ")
        if missing:
            more = f" (and {len(missing) - 2} more)" if len(missing) > 2 else ""
            lines += wrapped(f"not identified: {'; '.join(missing[:2])}{more}", width, first="    ")
    return lines


def _actions(assessment: Assessment, width: int, top: int) -> list[str]:
    made = actions(assessment)
    if not made:
        return []
    standing = words.bound(assessment)
    lines = ["", f"Options for consideration ({min(top, len(made))} of {len(made)})"]
    for i, action in enumerate(made[:top], 1):
        text = words.advice(say(action.do), action.findings[0].criterion.obligation, standing)
        serves = ", ".join(dict.fromkeys(f.criterion.id for f in action.findings))
        lines += wrapped(f"{text} [{serves}]", width, first=f"{i:2}. ")
    return lines


def _pending(assessment: Assessment, width: int) -> list[str]:
    lines = []
    for finding in assessment.findings:
        would = assessment.pending.get(finding.criterion.id)
        if would:
            now, then = words.RATINGS[finding.rating], words.RATINGS[would.rating]
            lines += wrapped(f"{say(finding.criterion.title)}: {now}, would become {then}", width, first="  - ")
    return ["", "If the bills and adopted texts entered were in force", *lines] if lines else []


def _joining(assessment: Assessment, width: int) -> list[str]:
    view = joining_view(assessment)
    if view is None:
        return []
    lines = ["", view.title, *wrapped(" ".join(view.says), width, first="  ", indent="  ")]
    for title, authority, done in view.steps:
        lines += wrapped(f"{title} ({authority}): {done}", width, first="  - ")
    parts = (
        ("To be law on that day, not identified in full", view.law),
        ("To be law on that day, open", view.law_open),
        ("Designations due", view.designations),
        (f"Declarations and reservations the text allows. {NOTE}", view.permitted),
    )
    for title, rows in parts:
        if rows:
            lines += wrapped(f"{title} ({len(rows)})", width, first="  ", indent="  ")
            lines += [line for row in rows for line in wrapped(row, width, first="  - ")]
    return lines


def _questions(assessment: Assessment, width: int, top: int) -> list[str]:
    asked = questions(assessment)
    if not asked:
        return []
    lines = ["", f"First questions to ask ({min(top, len(asked))} of {len(asked)})"]
    for i, question in enumerate(asked[:top], 1):
        fact = question.state.fact
        features = [fact.features[name] for name in question.attributes if name in fact.features]
        text = say(fact.question) if "" in question.attributes or not features else say(features[0].question)
        more = "" if "" in question.attributes or len(features) < 2 else f" (and {len(features) - 1} more on this)"
        about = "" if "" in question.attributes else f"{say(fact.title)}: "
        lines += wrapped(f"{about}{text}{more} [{question.state.id}]", width, first=f"{i:2}. ")
    return lines


def shared(assessments: Sequence[Assessment], *, width: int = WIDTH) -> str:
    """Reforms that serve several of the frameworks at once."""
    rows = words.shared_reforms(assessments)
    lines = [f"Reforms that serve several instruments ({len(rows)})"]
    for do, parts in rows:
        lines += wrapped(f"{do} [{'; '.join(parts)}]", width, first="  - ")
    return "\n".join(lines) + "\n"


# One finding


def explanation(assessment: Assessment, finding: Finding, *, width: int = WIDTH) -> str:
    """Why a finding is what it is, element by element, and the smallest change that would make it met."""
    criterion, profile = finding.criterion, assessment.profile
    lines = [f"{say(criterion.title)} [{criterion.id}]"]
    where = ", ".join(f"{c.instrument}{f' article {c.article}' if c.article else ''}" for c in criterion.cites)
    lines += wrapped(
        f"{say(finding.domain.title)}, {words.AXES[criterion.axis].lower()}; {criterion.obligation}; {where}", width
    )
    lines += ["", *wrapped(say(criterion.question), width), ""]
    result = f"{words.RATINGS[finding.rating]}"
    if finding.rating is not Rating.NOT_APPLICABLE:
        result += f" ({words.interval(finding.low, finding.high)}, {words.percent(finding.coverage)} known)"
    lines += wrapped(f"Finding: {result}", width)
    would = assessment.pending.get(criterion.id)
    if would:
        lines += wrapped(
            f"With pending texts in force: {words.RATINGS[would.rating]} ({words.interval(would.low, would.high)})",
            width,
        )
    if criterion.verified == "unverified":
        lines += wrapped("Draft: the citation of this criterion has not been checked against the text.", width)
    for each in finding.elements:
        kind = " (essential)" if each.element.essential else " (not scored)" if each.element.option else ""
        lines += [
            "",
            *wrapped(
                f"{words.element_status(each)}{kind}: {say(each.element.says)}", width, first=f"{_MARKS[each.truth]} "
            ),
        ]
        if each.remark:
            lines += wrapped(words.REMARKS[each.remark], width, first="    ")
        lines += _trace(each.trace, "    ", width)
    states = {line.state.id: line.state for each in finding.elements for line in lines_of(each.trace)}
    if finding.measured is not None:
        states[finding.measured.id] = finding.measured
    lines += ["", "What the sources show"]
    for state in states.values():
        lines += wrapped(words.fact_says(state, profile), width, first="  - ")
        for basis in state.bases:
            if basis.basis and basis.basis.reading:
                lines += wrapped(f"Reading: {say(basis.basis.reading)}", width, first="    ")
        if state.answer and state.answer.reading:
            lines += wrapped(f"Reading: {say(state.answer.reading)}", width, first="    ")
        if state.answer and state.answer.note:
            lines += wrapped(f"Note: {say(state.answer.note)}", width, first="    ")
    change = change_of(finding)
    if change:
        lines += ["", "Smallest change that would meet it"]
        lines += [x for step in change.reform for x in wrapped(f"change: {words.step_says(step)}", width, first="  - ")]
        lines += [
            x for step in change.confirm for x in wrapped(f"confirm: {words.step_says(step)}", width, first="  - ")
        ]
    return "\n".join(lines) + "\n"


_MARKS = {Truth.TRUE: "[x]", Truth.FALSE: "[ ]", Truth.UNKNOWN: "[?]", Truth.NOT_APPLICABLE: "[-]"}


def _trace(trace: Trace, indent: str, width: int) -> list[str]:
    if isinstance(trace, GroupResult):
        name = f"at least {trace.n} of" if trace.op == "at_least" else f"{trace.op} of" if trace.op != "not" else "not"
        lines = wrapped(f"{name}: {words.TRUTHS[trace.truth]}", width, first=indent)
        return lines + [line for child in trace.children for line in _trace(child, indent + "  ", width)]
    return wrapped(f"{trace.leaf.text}: {_answer(trace)}", width, first=indent)


def _answer(line: Any) -> str:
    """The truth of a line, and the value it read where there is one."""
    state, attribute = line.state, line.leaf.attribute
    value = state.status if attribute == "status" else state.value
    if attribute and attribute != "status":
        found = [b.features[attribute] for b in state.bases if attribute in b.features and b.truth is not Truth.FALSE]
        value = found[0] if found else None
    shown = "" if value is None or isinstance(value, bool) else f" ({value})"
    return f"{words.TRUTHS[line.truth]}{shown}"
