"""Preparing to join, in words: five lists, never a percentage."""

from typing import NamedTuple

from assess.engine.joining import path_to_joining
from assess.model.results import Assessment, Finding, Truth
from assess.words import sentences, terms
from assess.words.figures import date_words
from assess.words.language import N_, _, headed, listed, say

_STEP = {
    Truth.TRUE: N_("shown"),
    Truth.FALSE: N_("not shown"),
    Truth.UNKNOWN: N_("not examined"),
    Truth.NOT_APPLICABLE: "–",
}
_ELIGIBLE = {
    Truth.TRUE: N_("On the facts recorded the instrument is open to the State."),
    Truth.FALSE: N_("On the facts recorded the instrument is not open to the State at present."),
    Truth.UNKNOWN: N_("Whether the instrument is open to the State is not recorded."),
}
_KINDS = {"declaration": N_("declaration"), "reservation": N_("reservation")}


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


def note() -> str:
    """The note beside every list of declarations and reservations."""
    return _("Possible only at signature or deposit, or when the text says; listed for information, not recommended.")


def _step(truth: Truth) -> str:
    return _(_STEP[truth]) if truth is not Truth.NOT_APPLICABLE else "–"


def joining_view(assessment: Assessment) -> JoiningView | None:
    """The view, or None if the State is bound already or there is nothing to join."""
    path = path_to_joining(assessment)
    if path is None:
        return None
    joining = path.joining
    status = ""
    if path.treaty is not None and path.treaty.known == "answered":
        status = _("Status: {status}.").format(status=sentences.treaty_standing(path.treaty))
    force = (
        _("In force since {date}.").format(date=date_words(joining.in_force_since))
        if joining.in_force_since
        else _("Not in force, or not recorded as in force: findings are read as alignment.")
    )
    eligible = _(_ELIGIBLE[path.eligible]) if path.eligible in _ELIGIBLE else ""
    says = (say(joining.says), eligible, status, force, say(joining.entry_rule))
    benchmark = joining.open_to == "not_open"
    return JoiningView(
        _("A benchmark, not open to the State") if benchmark else _("If the State considers joining"),
        tuple(filter(None, says)),
        tuple((say(s.step.title), say(s.step.authority), _step(s.done)) for s in path.steps),
        tuple(headed(_article(f), listed(terms.missing(f)) or terms.result(f)) for f in path.law),
        tuple(map(_article, path.open)),
        tuple(headed(f"{d.article} {say(d.title)}", _step(truth)) for d, truth in path.designations),
        tuple(
            headed(f"{p.paragraph} ({_(_KINDS[p.kind])})", " – ".join(filter(None, (say(p.says), say(p.due)))))
            for p in joining.permitted
        ),
    )
