"""The scorecard and the explanation of a finding, as text for a terminal of 80 columns."""

from collections.abc import Sequence

from assess.engine.advice import Worked, gaps, questions
from assess.engine.change import change_of
from assess.engine.reforms import Reform, by_point, reforms
from assess.engine.score import level_of
from assess.model.results import Assessment, ElementResult, Finding, GroupResult, Rating, Score, Trace, Truth
from assess.problems import visible
from assess.views.domains import branches, caps, paths
from assess.views.joining_view import joining_view
from assess.views.joining_view import note as joining_note
from assess.views.option_words import option_says
from assess.views.pending_view import pending_lines, would_become
from assess.views.question_words import asks, question_says
from assess.views.short_words import falls_short
from assess.views.standing_view import cites_say, instruments_say
from assess.words import counting, sentences, terms
from assess.words.columns import columns, wrapped
from assess.words.figures import date_words, percent
from assess.words.language import N_, _, headed, listed, lower, ngettext, quote, say, unmarked

WIDTH = 80


def scorecard(assessment: Assessment, country: str, *, width: int = WIDTH, top: int = 8) -> str:
    """Levels with intervals and coverage, each axis by itself; the main points for attention; the first questions to ask."""
    framework, profile = assessment.framework, assessment.profile
    lines = [f"{country} ({profile.country}) — {say(framework.head.title)}"]
    head = _("Framework {id} {version}; law as of {date}; {review}")
    lines.append(
        head.format(
            id=framework.id,
            version=framework.head.version,
            date=date_words(assessment.as_of),
            review=terms.review(profile.review),
        )
    )
    if assessment.withheld:
        lines.append(_withheld(assessment.withheld))
    lines += ["", *wrapped(f"{counting.counted(counting.counts(assessment.findings))}.", width)]
    lines += ["", *_totals(assessment), "", *_domains(assessment, width)]
    for key, score in assessment.scores.items():
        lines += _gates(assessment, key, score, width)
    worked = Worked(assessment)
    made = reforms([assessment], [worked])
    lines += _attention(worked, made, width, top) + _options(made, width, top) + _pending(assessment, width)
    lines += _joining(assessment, width) + _questions(worked, width, top)
    lines += ["", *wrapped(_(_READING), width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _withheld(n: int) -> str:
    return ngettext("{n} answer withheld from this release", "{n} answers withheld from this release", n).format(n=n)


_READING = N_(
    "Reading: an interval runs from the score if every open answer were unfavourable to the score if every one were "
    "favourable; “known” is the share of the weight that is answered. Law, capacity and practice are never added together."
)


def _totals(assessment: Assessment) -> list[str]:
    rows = []
    for axis, score in assessment.totals.items():
        if nothing := terms.nothing_known(score):
            rows.append([terms.axis(axis), nothing, "", ""])
            continue
        known = _("{share} known").format(share=percent(score.coverage))
        level = terms.level(level_of(score, assessment.framework.method_at(score.depth)))
        rows.append([terms.axis(axis), _interval(assessment, score), known, level])
    return columns(rows, grow=3)


def _interval(assessment: Assessment, score: Score) -> str:
    return terms.figures(score.low, score.high, assessment.framework.method_at(score.depth)) + (
        "*" if score.outer else ""
    )


def _domains(assessment: Assessment, width: int) -> list[str]:
    axes = list(assessment.totals)
    header = [_("Domain")] + [part for axis in axes for part in (terms.axis(axis), _("known"))]
    rows = [header]
    for domain, depth, _path in branches(assessment.framework):
        row = ["  " * depth + say(domain.title)]
        for axis in axes:
            score = assessment.scores.get((domain.domain, axis))
            nothing = terms.nothing_known(score) if score else "–"
            row += [_interval(assessment, score), percent(score.coverage)] if score and not nothing else [nothing, ""]
        rows.append(row)
    return columns([[unmarked(cell) for cell in row] for row in rows], width)


def _gates(assessment: Assessment, key: tuple[str, str], score: Score, width: int) -> list[str]:
    lines = []
    titles = paths(assessment.framework)
    for fired, cap, why in caps(score, assessment.framework.method_at(score.depth)):
        text = (
            _("Capped at {cap} ({domain}, {axis}): {why}")
            if fired
            else _("Would be capped at {cap} ({domain}, {axis}) if this were so, which is open: {why}")
        )
        said = text.format(cap=cap, domain=titles[key[0]], axis=lower(terms.axis(key[1])), why=why)
        lines += wrapped(unmarked(said), width, first="! ")
    return lines


def _some(title: str, shown: int, total: int) -> str:
    return _("{title} ({shown} of {total})").format(title=title, shown=min(shown, total), total=total)


def _attention(worked: Worked, made: Sequence[Reform], width: int, top: int) -> list[str]:
    found = gaps(worked.assessment, worked)
    if not found:
        return ["", _("On what is known, there is no point for attention.")]
    lines = ["", _some(_("Main points for attention"), top, len(found))]
    serving, order = by_point(made), {each.id: i for i, each in enumerate(made, 1)}
    for i, finding in enumerate(found[:top], 1):
        point = worked.assessment.framework.id, finding.criterion.id
        missing, short = terms.missing(finding), falls_short(serving[point], 2)
        head = headed(f"{say(finding.criterion.title)} [{finding.criterion.id}]", terms.result(finding))
        lines += wrapped(unmarked(head), width, first=f"{i:2}. ")
        if short:
            lines += wrapped(unmarked(short), width, first="    ")
        elif missing:
            more = f" {terms.more(len(missing) - 2)}" if len(missing) > 2 else ""
            text = _("not identified: {what}").format(what=listed(missing[:2]))
            lines += wrapped(unmarked(text + more), width, first="    ")
        if finding.measured is not None:
            lines += wrapped(unmarked(terms.measured(finding, worked.assessment.framework.method)), width, first="    ")
        own = [order[each.id] for each in serving[point]]
        text = ngettext("option {numbers}", "options {numbers}", len(own))
        lines += wrapped(text.format(numbers=", ".join(map(str, own))), width, first="    ")
    return lines


def _options(made: Sequence[Reform], width: int, top: int) -> list[str]:
    if not made:
        return []
    lines = ["", _some(_("Options for consideration"), top, len(made))]
    for i, reform in enumerate(made[:top], 1):
        serves = ", ".join(dict.fromkeys(part.finding.criterion.id for part in reform.parts))
        lines += wrapped(unmarked(f"{option_says(reform)} [{serves}]"), width, first=f"{i:2}. ")
    return lines


def _pending(assessment: Assessment, width: int) -> list[str]:
    lines = [line for text in pending_lines(assessment) for line in wrapped(unmarked(text), width, first="  - ")]
    return ["", _("If the texts on record that are not in force yet were in force"), *lines] if lines else []


def _joining(assessment: Assessment, width: int) -> list[str]:
    view = joining_view(assessment)
    if view is None:
        return []
    lines = ["", view.title, *wrapped(unmarked(" ".join(view.says)), width, first="  ", indent="  ")]
    for title, authority, done in view.steps:
        lines += wrapped(unmarked(headed(f"{title} ({authority})", done)), width, first="  - ")
    parts = (
        (
            _("Asked of domestic law when the instrument enters into force for the State, not identified in full"),
            view.law,
        ),
        (_("Asked of domestic law when the instrument enters into force for the State, open"), view.law_open),
        (_("Designations due"), view.designations),
        (_("Declarations and reservations the text allows: {note}").format(note=joining_note()), view.permitted),
    )
    for title, rows in parts:
        if rows:
            lines += wrapped(f"{title} ({len(rows)})", width, first="  ", indent="  ")
            lines += [line for row in rows for line in wrapped(unmarked(row), width, first="  - ")]
    return lines


def _questions(worked: Worked, width: int, top: int) -> list[str]:
    asked = questions(worked.assessment, worked)
    if not asked:
        return []
    lines = ["", _some(_("First questions to ask"), top, len(asked))]
    for i, question in enumerate(asked[:top], 1):
        said, features = question_says(question, worked.assessment.profile.sources)
        said = asks(said, features, 1)
        lines += wrapped(unmarked(f"{said} [{question.state.id}]"), width, first=f"{i:2}. ")
    return lines


def shared(assessments: Sequence[Assessment], *, width: int = WIDTH) -> str:
    """Reforms that serve several of the frameworks at once."""
    from assess.views.roadmap_view import shared_reforms

    rows = shared_reforms(reforms(assessments))
    title = _("Reforms that serve several instruments")
    lines = [f"{title} ({len(rows)})"]
    for do, parts in rows:
        lines += wrapped(unmarked(f"{do} [{listed(parts)}]"), width, first="  - ")
    return visible(unmarked("\n".join(lines))) + "\n"


# One finding


def explanation(assessment: Assessment, finding: Finding, *, width: int = WIDTH) -> str:
    """Why a finding is what it is, element by element, and the smallest change that would make it met."""
    from assess.views.trace_view import states_of  # only here, so that a scorecard does not import it

    criterion, profile = finding.criterion, assessment.profile
    lines = [f"{say(criterion.title)} [{criterion.id}]"]
    where = listed(cites_say(assessment, finding))
    place = f"{say(finding.domain.title)}, {lower(terms.axis(criterion.axis))}"
    lines += wrapped(listed((place, terms.obligation(criterion.obligation), where)), width)
    stands = instruments_say(assessment, finding)
    lines += ["", *(line for text in stands for line in wrapped(text, width))] if stands else []
    lines += ["", *wrapped(say(criterion.question), width), ""]
    method = assessment.framework.method
    result = terms.result(finding)
    if finding.measured is not None and finding.rating is not Rating.NOT_APPLICABLE:
        result += f" ({terms.measured(finding, method)})"
    elif finding.rating is not Rating.NOT_APPLICABLE and not terms.nothing_known(finding):
        known = _("{share} known").format(share=percent(finding.coverage))
        result += f" ({terms.figures(finding.low, finding.high, method)}, {known})"
    lines += wrapped(_("Finding: {result}").format(result=result), width)
    would = assessment.pending.get(criterion.id)
    if would:
        then = would_become(assessment, would)
        lines += wrapped(_("With pending texts in force: {result}").format(result=then), width)
    if criterion.verified == "unverified":
        lines += wrapped(_("Draft: the citation of this criterion has not been checked against the text."), width)
    for each in finding.elements:
        kind = _(" (essential)") if each.element.essential else _(" (not scored)") if each.element.option else ""
        lines += [
            "",
            *wrapped(headed(terms.element_status(each) + kind, say(each.element.says)), width, first=f"{_mark(each)} "),
        ]
        if said := sentences.remark_of(each):
            lines += wrapped(unmarked(said), width, first="    ")
        lines += _trace(each.trace, "    ", width)
    states = states_of(finding)
    lines += ["", _("What the sources show")]
    for state in states.values():
        lines += wrapped(sentences.fact_says(state, profile), width, first="  - ")
        for basis in state.bases:
            if basis.basis and basis.basis.reading:
                lines += wrapped(_("Reading: {text}").format(text=quote(basis.basis.reading)), width, first="    ")
        if state.answer and state.answer.reading:
            lines += wrapped(_("Reading: {text}").format(text=quote(state.answer.reading)), width, first="    ")
        if state.answer and state.answer.note:
            lines += wrapped(_("Note: {text}").format(text=quote(state.answer.note)), width, first="    ")
    change = change_of(finding)
    if change:
        lines += ["", _("Smallest change that would meet it")]
        for text, steps in (
            (_("change: {what}"), sentences.changes_say(change.reform)),
            (_("confirm: {what}"), sentences.steps_say(change.confirm)),
        ):
            for said in steps:  # what is only remarked is no change
                whole = said if said == sentences.nothing_removed() else text.format(what=said)
                lines += wrapped(whole, width, first="  - ")
    point = assessment.framework.id, criterion.id
    if own := by_point(reforms([assessment])).get(point):
        lines += ["", _("Options for consideration")]
        lines += [x for each in own for x in wrapped(unmarked(option_says(each)), width, first="  - ")]
    return visible(unmarked("\n".join(lines))) + "\n"


def _mark(result: ElementResult) -> str:
    """The sign of an element; a narrowing that is no gap has one of its own."""
    if result.applies is Truth.FALSE:
        return _MARKS[Truth.NOT_APPLICABLE]
    return {"declared": "[~]", "compatible": "[~]", "open": "[?]"}.get(result.counted) or _MARKS[result.truth]


_MARKS = {Truth.TRUE: "[x]", Truth.FALSE: "[ ]", Truth.UNKNOWN: "[?]", Truth.NOT_APPLICABLE: "[-]"}


def _trace(trace: Trace, indent: str, width: int) -> list[str]:
    from assess.views.trace_view import answer_says, group_says, walk

    lines = []
    for depth, part, _closes in walk(trace):
        asks = group_says(part) if isinstance(part, GroupResult) else part.leaf.text
        lines += wrapped(unmarked(headed(asks, answer_says(part))), width, first=indent + "  " * depth)
    return lines
