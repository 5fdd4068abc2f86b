"""Preparing to join, in words: five lists, never a percentage."""

from typing import NamedTuple

from assess.engine.joining import Path, path_to_joining
from assess.model.codes import state_of_unit
from assess.model.framework import Designation
from assess.model.results import Assessment, FactState, Finding, Truth
from assess.words import sentences, terms
from assess.words.countries import country_name, in_sentence, subject_name
from assess.words.figures import date_words
from assess.words.language import N_, _, headed, listed, say

_STEP = {
    Truth.TRUE: N_("shown"),
    Truth.FALSE: N_("not shown"),
    Truth.UNKNOWN: N_("not examined"),
    Truth.NOT_APPLICABLE: "–",
}
_ELIGIBLE = {
    Truth.TRUE: N_("On the facts recorded the instrument is open to {country}."),
    Truth.FALSE: N_("On the facts recorded the instrument is not open to {country} at present."),
    Truth.UNKNOWN: N_("Whether the instrument is open to {country} is not recorded."),
}
_ROADS = {
    "signature": N_("{country} can sign the instrument, and then ratify, accept or approve it."),
    "accession": N_("{country} can accede to the instrument."),
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


def designation_says(designation: Designation, truth: Truth, *, due: bool = True) -> str:
    """A designation: whether the profile shows it, and, for a State that is not bound yet, when it is `due`."""
    text = listed(filter(None, (_step(truth), _due(designation) if due else "")))
    return headed(f"{designation.article} {say(designation.title)}", text)


def _due(designation: Designation) -> str:
    return _("due {when}").format(when=say(designation.due)) if designation.due else ""


def opening_says(assessment: Assessment, path: Path) -> str:
    """Whether the instrument is open, and by which road."""
    text = _opening(assessment, path, in_sentence(country_name(assessment.profile)))
    return f"{text[:1].upper()}{text[1:]}"


def _opening(assessment: Assessment, path: Path, country: str) -> str:
    treaty, parent = path.treaty, path.joining.parties_to
    whole = state_of_unit(assessment.profile.country)
    if whole is not None:
        text = _("{unit} joins through {state}; whether a declaration covers it is not recorded.")
        return text.format(unit=country, state=in_sentence(subject_name(whole)))
    shut = path.eligible is Truth.FALSE and (treaty is None or treaty.known != "not_applicable")
    if path.joining.open_to == "parties_to" and parent and shut:
        return _("It opens on becoming Party to the {treaty}.").format(treaty=say(assessment.facts[parent].fact.title))
    if path.joining.open_to == "invitation" and shut and treaty is not None and treaty.known == "none":
        return _("{country} can accede once it is invited.").format(country=country)
    if treaty is not None and treaty.status == "signed":
        return _("{country} has signed the instrument and can ratify, accept or approve it.").format(country=country)
    if treaty is not None and (treaty.status == "consent_deposited" or _bound_later(treaty)):
        return ""
    if path.eligible is Truth.TRUE and path.road:
        return _(_ROADS[path.road]).format(country=country)
    return _(_ELIGIBLE[path.eligible]).format(country=country) if path.eligible in _ELIGIBLE else ""


def _bound_later(treaty: FactState) -> bool:
    """Whether the treaty binds the State from a later day on."""
    return treaty.status is None and treaty.answer is not None and treaty.answer.status == "party"


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
        _("The instrument itself has been in force since {date}.").format(date=date_words(joining.in_force_since))
        if joining.in_force_since
        else _("The instrument is not in force, or not recorded as in force: findings show alignment with its text.")
    )
    says = (say(joining.says), opening_says(assessment, path), status, force, say(joining.entry_rule))
    benchmark = joining.open_to == "not_open"
    country = in_sentence(country_name(assessment.profile))
    return JoiningView(
        _("A benchmark, not open to {country}").format(country=country) if benchmark else _("If joining is considered"),
        tuple(filter(None, says)),
        tuple((say(s.step.title), say(s.step.authority), _step(s.done)) for s in path.steps),
        tuple(headed(_article(f), listed(terms.missing(f)) or terms.result(f)) for f in path.law),
        tuple(map(_article, path.open)),
        tuple(designation_says(d, truth) for d, truth in path.designations),
        tuple(
            headed(f"{p.paragraph} ({_(_KINDS[p.kind])})", " – ".join(filter(None, (say(p.says), say(p.due)))))
            for p in joining.permitted
        ),
    )
