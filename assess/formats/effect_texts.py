"""What a text would change, as text and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from assess.engine.effect import Effect, FindingMove, GateMove, ScoreMove
from assess.engine.score import level_of
from assess.formats.files import Kind
from assess.model.framework import Method
from assess.model.profile import Profile
from assess.model.results import Finding, Score
from assess.problems import visible
from assess.reading.overlay import Scenario
from assess.resources import VERSION
from assess.views.effect_view import EffectFinding, EffectPart, EffectView
from assess.words import terms
from assess.words.columns import columns, wrapped
from assess.words.language import _, headed, listed, say, unmarked

WRITTEN: tuple[Kind, ...] = (".pdf", ".html", ".json")
"""What it can be written as, beside the text for a terminal."""


def text(view: EffectView, *, width: int = 80) -> str:
    """Everything, for a terminal."""
    lines = wrapped(headed(f"{view.country} ({view.code})", view.heading), width)
    lines += wrapped(_("law as of {date}").format(date=view.as_of), width)
    lines.append("")
    for line in view.scenario:
        lines += wrapped(line, width, first="  ", indent="    ")
    if view.offered:
        lines += ["", *wrapped(_("The profile also has texts that wait to become law:"), width)]
        lines += [f"  --set '{each}'" for each in view.offered]
    for part in view.parts:
        lines += _part(part, width)
    if view.unmoved:
        lines += [
            "",
            *wrapped(
                _("Nothing that is read changes under: {frameworks}").format(frameworks=listed(view.unmoved)), width
            ),
        ]
    lines += ["", *wrapped(view.note, width)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _part(part: EffectPart, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(f"{part.title} ({part.id} {part.version})", width)
    yield from wrapped(part.summary, width, first="  ")
    if part.scores:
        head = ["", "", _("before"), _("after")]
        rows = [[f"  {'  ' * s.depth}{s.title}", s.axis, s.before, s.after] for s in part.scores]
        yield ""
        yield from columns([head, *rows], width)
        for score in part.scores:
            if "→" in score.level:
                yield from wrapped(headed(score.named, score.level), width, first="    ", indent="      ")
    for title, gates in ((_("Caps"), part.gates),):
        yield from _headed(title, gates, width)
    yield from _findings(_("What it adds"), part.findings, width)
    if part.left:
        yield ""
        title = _("What it leaves open")
        yield f"  {title} ({len(part.left)})"
        for left in part.left:
            yield from wrapped(f"{left.title} [{left.id}]", width, first="    - ", indent="      ")
            if left.missing:
                yield from wrapped(
                    headed(_("not supplied"), listed(left.missing)), width, first="      ", indent="        "
                )
            if left.open:
                yield from wrapped(headed(_("open"), listed(left.open)), width, first="      ", indent="        ")
    yield from _findings(_("What it narrows, or makes less certain"), part.narrowed, width)


def _headed(title: str, lines: Sequence[str], width: int) -> Iterator[str]:
    if lines:
        yield ""
        yield f"  {title} ({len(lines)})"
        for line in lines:
            yield from wrapped(line, width, first="    - ", indent="      ")


def _findings(title: str, findings: Sequence[EffectFinding], width: int) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield f"  {title} ({len(findings)})"
    for each in findings:
        yield from wrapped(f"{each.title} [{each.id}]", width, first="    - ", indent="      ")
        yield from wrapped(moves(each), width, first="      ", indent="        ")
        if each.gained:
            yield from wrapped(headed(_("supplied"), listed(each.gained)), width, first="      ", indent="        ")
        if each.lost:
            yield from wrapped(headed(_("no longer"), listed(each.lost)), width, first="      ", indent="        ")


def moves(each: EffectFinding) -> str:
    """From what to what a finding moves."""
    if each.before == each.after:
        return each.after
    return _("{before} → {after}").format(before=each.before, after=each.after)


# Data


def as_data(profile: Profile, scenario: Scenario, effects: Sequence[Effect]) -> dict[str, Any]:
    """Everything as plain data; numbers are exact fractions as text."""
    return {
        "schema": "whatif/v1",
        "software": f"assess {VERSION}",
        "country": profile.country,
        "as_of": str(effects[0].after.as_of),
        "steps": [
            {"kind": step.kind, "said": step.said, "title": unmarked(say(step.title)) or None}
            for step in scenario.steps
        ],
        "enacted": list(scenario.enacted),
        "ended": list(scenario.ended),
        "effects": [_effect(each) for each in effects],
    }


def _effect(found: Effect) -> dict[str, Any]:
    framework = found.framework
    return {
        "framework": {"id": framework.id, "version": framework.head.version, "sha256": framework.hash},
        "scores": [_score_move(each, framework.method) for each in found.scores],
        "gates": [_gate_move(each) for each in found.gates],
        "findings": [_finding_move(each) for each in found.findings],
        "left": [
            {
                "criterion": each.criterion.id,
                "missing": [e.element.id for e in each.falling_short],
                "open": [e.element.id for e in each.still_open],
            }
            for each in found.left
        ],
        "narrowed": [each.criterion.id for each in found.narrowed],
    }


def _score_move(each: ScoreMove, method: Method) -> dict[str, Any]:
    return {
        "domain": each.domain.domain if each.domain else None,
        "axis": each.axis,
        "before": score_data(each.before, method),
        "after": score_data(each.after, method),
        "moved": each.moved,
    }


def score_data(score: Score | None, method: Method) -> dict[str, Any] | None:
    """A score as data; None where nothing applies."""
    if score is None:
        return None
    level = unmarked(terms.level(level_of(score, method))) or None
    return {"low": str(score.low), "high": str(score.high), "coverage": str(score.coverage), "level": level}


def _gate_move(each: GateMove) -> dict[str, Any]:
    result = each.after or each.before
    assert result is not None
    return {
        "gate": result.gate.id,
        "domain": each.domain,
        "axis": each.axis,
        "before": each.before.fired.value if each.before else None,
        "after": each.after.fired.value if each.after else None,
    }


def _finding_move(each: FindingMove) -> dict[str, Any]:
    return {
        "criterion": each.criterion.id,
        "domain": each.after.domain.domain,
        "axis": each.criterion.axis,
        "title": unmarked(say(each.criterion.title)),
        "before": finding_data(each.before),
        "after": finding_data(each.after),
        "gained": [e.element.id for e in each.gained],
        "lost": [e.element.id for e in each.lost],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as data."""
    return {"rating": finding.rating.value, "low": str(finding.low), "high": str(finding.high)}
