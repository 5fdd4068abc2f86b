"""Preparing to join, in words: five lists, never a percentage."""

from typing import NamedTuple

from assess.engine.joining import path_to_joining
from assess.model.base import say
from assess.model.results import Assessment, Finding, Truth
from assess.report.words import RATINGS, TREATY_STATUS, missing

_STEP = {Truth.TRUE: "shown", Truth.FALSE: "not shown", Truth.UNKNOWN: "not examined", Truth.NOT_APPLICABLE: "–"}
_ELIGIBLE = {
    Truth.TRUE: "On the facts recorded the instrument is open to the State.",
    Truth.FALSE: "On the facts recorded the instrument is not open to the State at present.",
    Truth.UNKNOWN: "Whether the instrument is open to the State is not recorded.",
    Truth.NOT_APPLICABLE: "",
}


class JoiningView(NamedTuple):
    """The five questions of a State that considers joining."""

    title: str
    says: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]
    """Step, authority, and whether the profile shows it."""
    law: tuple[str, ...]
    law_open: tuple[str, ...]
    designations: tuple[str, ...]
    permitted: tuple[str, ...]


def _article(finding: Finding) -> str:
    return f"{finding.criterion.article or finding.criterion.id} {say(finding.criterion.title)}"


NOTE = "Possible only at signature or deposit, or when the text says; listed for information, not recommended."


def joining_view(assessment: Assessment) -> JoiningView | None:
    """The view, or None where the State is bound or nothing can be joined."""
    path = path_to_joining(assessment)
    if path is None:
        return None
    joining = path.joining
    status = ""
    if path.treaty is not None and path.treaty.known == "answered":
        status = f"Status: {TREATY_STATUS.get(path.treaty.status or '', path.treaty.status or '')}"
        answer = path.treaty.answer
        if answer and answer.from_:
            status += f" since {answer.from_}"
        if answer and answer.invited_until:
            status += f", invitation open until {answer.invited_until}"
        status += "."
    force = (
        f"In force since {joining.in_force_since}."
        if joining.in_force_since
        else "Not in force, or not recorded as in force: findings are read as alignment."
    )
    says = (say(joining.says), _ELIGIBLE[path.eligible], status, force, say(joining.entry_rule))
    return JoiningView(
        "A benchmark, not open to the State" if joining.open_to == "not_open" else "If the State considers joining",
        tuple(filter(None, says)),
        tuple((say(s.step.title), say(s.step.authority), _STEP[s.done]) for s in path.steps),
        tuple(f"{_article(f)}: {'; '.join(missing(f)) or RATINGS[f.rating]}" for f in path.law),
        tuple(map(_article, path.open)),
        tuple(f"{d.article} {say(d.title)}: {_STEP[truth]}" for d, truth in path.designations),
        tuple(
            f"{p.paragraph} ({p.kind}): {say(p.says)}{f' – {say(p.due)}' if p.due else ''}" for p in joining.permitted
        ),
    )
