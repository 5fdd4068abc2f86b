"""What has changed between two days, as text and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from assess.engine.causes import AgreementChange
from assess.engine.difference import Difference, FindingChange, ScoreChange
from assess.formats.effect_texts import finding_data, score_data
from assess.model.framework import Framework, Method
from assess.problems import visible
from assess.resources import VERSION
from assess.views.difference_view import DifferencePart, DifferenceView, heading
from assess.words.columns import columns, wrapped
from assess.words.language import _, headed, listed, say, unmarked


def text(view: DifferenceView, *, width: int = 80) -> str:
    """Everything, for a terminal."""
    lines = wrapped(headed(f"{view.country} ({view.code})", heading()), width)
    lines += wrapped(_("between {first} and {second}").format(first=view.days[0], second=view.days[1]), width)
    if view.nothing:
        return visible(unmarked("\n".join([*lines, "", _("Nothing has changed.")]))) + "\n"
    for title, some in view.changes:
        lines += ["", f"{title} ({len(some)})" if some else headed(title, _("no change"))]
        for line in some:
            lines += wrapped(line, width, first="  - ")
    for part in view.parts:
        lines += _part(part, width, framework=view.by_framework)
    lines += ["", *wrapped(view.note, width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _part(part: DifferencePart, width: int, *, framework: bool) -> Iterator[str]:
    yield ""
    yield from wrapped(f"{part.title} ({part.id} {part.version})", width)
    for line in part.rules:
        yield from wrapped(line, width, first="  ", indent="    ")
    yield from wrapped(part.summary, width, first="  ")
    if part.scores:
        head = ["      ", _("then"), _("now"), _("law"), _("knowledge"), *([_("framework")] if framework else [])]
        rows = [["", s.before, s.after, s.law, s.knowledge, *([s.framework] if framework else [])] for s in part.scores]
        first, *lines = columns([head, *rows], width)
        yield ""
        yield first
        for score, line in zip(part.scores, lines, strict=True):
            indent = "  " * (score.depth + 1)
            yield from wrapped(score.named, width, first=indent, indent=f"{indent}  ")
            yield line
            said = [each for each in (score.level if "→" in score.level else "", score.verdict) if each]
            if said:
                yield from wrapped(listed(said), width, first="        ")
    if part.findings:
        yield ""
        title = _("Findings that have moved")
        yield f"  {title} ({len(part.findings)})"
        for each in part.findings:
            yield from wrapped(f"{each.title} [{each.id}]", width, first="    - ", indent="      ")
            moves = _("{before} → {after}").format(before=each.before, after=each.after)
            yield from wrapped(listed([moves, each.causes, *filter(None, [each.verdict])]), width, first="      ")


# Data


def as_data(found: Sequence[Difference]) -> dict[str, Any]:
    """Everything as plain data; numbers are exact fractions as text."""
    first = found[0]
    return {
        "schema": "diff/v1",
        "software": f"assess {VERSION}",
        "country": first.new.country,
        "from_day": str(first.days[0]),
        "to_day": str(first.days[1]),
        "provisions": [
            {
                "provision": each.name,
                "cause": each.cause,
                "before": each.before.status if each.before else None,
                "after": each.after.status if each.after else None,
            }
            for each in first.provisions
        ],
        "agreements": [_agreement(each) for each in first.agreements],
        "facts": [
            {
                "fact": each.name,
                "causes": list(each.causes),
                "before": each.before.known,
                "after": each.after.known,
                "undated": each.undated,
            }
            for each in first.facts
        ],
        "differences": [_difference(each) for each in found],
    }


def _agreement(change: AgreementChange) -> dict[str, Any]:
    one = change.after or change.before
    assert one is not None
    return {"with": one.with_, "cause": change.cause, "before": bool(change.before), "after": bool(change.after)}


def _difference(found: Difference) -> dict[str, Any]:
    change = found.framework
    before = change.before if change else found.rules
    return {
        "framework": _framework(found.rules),
        "framework_before": _framework(before),
        "added": [each.id for each in change.added] if change else [],
        "removed": [each.id for each in change.removed] if change else [],
        "changed": [each.id for each in change.changed] if change else [],
        "scores": [_score(each, found.rules.method) for each in found.scores],
        "findings": [_finding(each) for each in found.findings],
    }


def _framework(one: Framework) -> dict[str, str]:
    return {"id": one.id, "version": one.head.version, "sha256": one.hash}


_READINGS = {1: "improvement", -1: "lower", 0: "overlap"}


def _score(each: ScoreChange, method: Method) -> dict[str, Any]:
    return {
        "domain": each.domain.domain if each.domain else None,
        "axis": each.axis,
        "before": score_data(each.before, method),
        "after": score_data(each.after, method),
        "shares": {cause: [str(end) for end in ends] for cause, ends in each.shares.items()} if each.shares else None,
        "reading": _READINGS[each.apart],
    }


def _finding(each: FindingChange) -> dict[str, Any]:
    return {
        "criterion": each.after.criterion.id,
        "domain": each.after.domain.domain,
        "axis": each.after.criterion.axis,
        "title": unmarked(say(each.after.criterion.title)),
        "before": finding_data(each.before),
        "after": finding_data(each.after),
        "causes": list(each.causes),
        "reading": _READINGS[each.apart],
    }
