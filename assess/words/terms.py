"""Single words and figures of a document: ratings, statuses, levels, counts."""

from fractions import Fraction
from typing import Any

from assess.model.base import exact
from assess.model.catalogue import Fact, Feature
from assess.model.framework import Framework, Measure, Method
from assess.model.results import Assessment, ElementResult, Finding, LevelReading, Rating, Score, Truth
from assess.words.figures import interval, number, quantity
from assess.words.language import N_, _, listed, ngettext, say

_RATINGS = {
    Rating.MET: N_("identified"),
    Rating.AT_LEAST_PARTLY: N_("identified at least in part"),
    Rating.PARTLY: N_("identified in part"),
    Rating.AT_MOST_PARTLY: N_("identified at most in part"),
    Rating.NOT_MET: N_("not identified"),
    Rating.UNKNOWN: N_("open"),
    Rating.NOT_ASSESSED: N_("not examined"),
    Rating.NOT_APPLICABLE: N_("not applicable"),
}
_TRUTHS = {
    Truth.TRUE: N_("identified"),
    Truth.FALSE: N_("not identified"),
    Truth.UNKNOWN: N_("open"),
    Truth.NOT_APPLICABLE: N_("not applicable"),
}
_AXES = {"law": N_("Law"), "capacity": N_("Capacity"), "practice": N_("Practice"), "all": N_("All")}
_REVIEWS = {
    "desk": N_("desk review of published sources"),
    "authorities": N_("reviewed with the national authorities"),
    "peer": N_("peer reviewed"),
}
_TREATY_STATUS = {
    "none": N_("no action identified"),
    "not_party": N_("not Party; whether it signed or was invited is not known"),
    "invited": N_("invited to accede"),
    "signed": N_("signed"),
    "consent_deposited": N_("instrument deposited, not yet in force for the State"),
    "party": N_("Party"),
    "withdrawn": N_("withdrawn"),
}
_CAPABILITY_STATUS = {
    "none": N_("none identified"),
    "planned": N_("planned"),
    "partial": N_("partly operational"),
    "operational": N_("operational"),
}
_REMARKS = {
    "reserved": N_("left out: reserved by the State"),
    "reservation_unknown": N_("whether a reservation covers it is not known"),
    "permitted": N_("narrower in domestic law, as the text permits without a declaration"),
    "declared": N_("narrower in domestic law, as declared by the State"),
    "declare_on_joining": N_("narrower in domestic law; compatible if declared at signature or deposit"),
    "declaration_unknown": N_("narrower in domestic law; whether a declaration covers it is not known"),
    "not_declared": N_("narrower in domestic law; not declared"),
    "narrowed_by_reservation": N_("narrower in domestic law, as reserved by the State"),
    "reserve_on_joining": N_("narrower in domestic law; compatible if reserved at signature or deposit"),
    "not_reserved": N_("narrower in domestic law; not reserved"),
    "permitted?": N_("if domestic law is narrower, the text permits it without a declaration"),
    "declared?": N_("if domestic law is narrower, it is as declared by the State"),
    "declare_on_joining?": N_("if domestic law is narrower, compatible if declared at signature or deposit"),
    "narrowed_by_reservation?": N_("if domestic law is narrower, it is as reserved by the State"),
    "reserve_on_joining?": N_("if domestic law is narrower, compatible if reserved at signature or deposit"),
}
_NARROWER = {
    "permitted": N_("narrower, as the text permits"),
    "declared": N_("narrower, as declared"),
    "declare_on_joining": N_("narrower, compatible if declared"),
    "narrowed_by_reservation": N_("narrower, as reserved"),
    "reserve_on_joining": N_("narrower, compatible if reserved"),
}
"""What an element is that a narrowing is found of and that counts all the same."""
_SOURCE_KINDS = {
    "act": N_("act"),
    "bill": N_("bill"),
    "regulation": N_("regulation"),
    "treaty": N_("treaty"),
    "policy": N_("policy"),
    "decision": N_("decision"),
    "statistic": N_("statistic"),
    "official_page": N_("official page"),
    "press": N_("press"),
    "expert": N_("expert"),
}
_VEHICLES = {
    "act": N_("act"),
    "regulation": N_("regulation"),
    "agreement": N_("agreement"),
    "institution": N_("institution"),
    "training": N_("training"),
    "budget": N_("budget"),
    "circular": N_("circular"),
    "commencement": N_("commencement"),
    "review": N_("review"),
}
_OBLIGATIONS = {
    "shall": N_("asked of every State"),
    "endeavour": N_("to be tried"),
    "consider": N_("to be considered"),
    "may": N_("allowed, not asked"),
}
"""How a text asks; whether it binds the State is said with the text."""
_PREFACE = N_(
    "Prepared from the sources listed, as at the date given. Not legal advice, not a statement of any Government’s "
    "position, and not an assessment of compliance by a treaty body."
)


def preface() -> str:
    """What a document is, and is not."""
    return _(_PREFACE)


def rating(value: Rating) -> str:
    """A rating in words, for criteria with elements; `result` does this for any finding."""
    return _(_RATINGS[value])


def result(finding: Finding) -> str:
    """How a finding is rated, in words: measures reach their target or not, elements are identified or not."""
    measure = finding.criterion.measure
    if measure is None and finding.narrower and finding.low:
        return _accepted(finding)
    if measure is None or finding.rating in _NOT_KNOWN or finding.rating is Rating.NOT_APPLICABLE:
        return rating(finding.rating)
    if finding.rating is Rating.MET:
        return _("target reached")
    return _("above the target") if _falling(measure) else _("below the target")


def _accepted(finding: Finding) -> str:
    """How a finding is rated in which narrower law counts: "identified" is said of nothing that the facts alone do not say."""
    if finding.rating is not Rating.MET:
        if any(each.scored and each.holds is Truth.TRUE for each in finding.elements):
            return rating(finding.rating)
        return _("no gap at least in part") if finding.rating is Rating.AT_LEAST_PARTLY else _("no gap in part")
    remarks = {each.remark.rstrip("?") for each in finding.narrower}
    if remarks & {"declare_on_joining", "reserve_on_joining"}:
        return _("no gap if declared") if "reserve_on_joining" not in remarks else _("no gap if declared or reserved")
    return _("no gap as the text permits") if remarks == {"permitted"} else _("no gap as declared")


_NOT_KNOWN = (Rating.UNKNOWN, Rating.NOT_ASSESSED)


def _falling(measure: Measure) -> bool:
    """Whether less is better."""
    return measure.from_ is not None and measure.to is not None and exact(measure.to) < exact(measure.from_)


def measured(finding: Finding, method: Method | None = None) -> str:
    """The value and the target of a measure: "value 3.1 per cent; target at most 2 per cent".

    Args:
        method: of the framework, where the score on its scale is wanted too.
    """
    measure, state = finding.criterion.measure, finding.measured
    if measure is None or state is None or finding.rating is Rating.NOT_APPLICABLE:
        return ""
    said = [_("value {value}").format(value=value(state.value, state.fact))] if state.value is not None else []
    if measure.points:
        best = max(measure.points, key=lambda word: exact(measure.points[word]))
        said.append(_("target “{word}”").format(word=value({"true": True, "false": False}.get(best, best), state.fact)))
    else:
        goal = measure.to if measure.target is None else measure.target
        text = _("target at most {value}") if _falling(measure) else _("target at least {value}")
        said.append(text.format(value=value(exact(goal or 0), state.fact)))
    if method and state.value is not None:
        score, most = figures(finding.low, finding.high, method), quantity(exact(method.scale))
        said.append(_("score {score} of {most}").format(score=score, most=most))
    return listed(said)


def truth(value: Truth) -> str:
    """A truth value in words."""
    return _(_TRUTHS[value])


def axis(name: str) -> str:
    """The name of an axis."""
    return _(_AXES[name])


def review(name: str) -> str:
    """Who has reviewed a profile."""
    return _(_REVIEWS[name])


def treaty_status(status: str | None) -> str:
    """The status of a State under a treaty."""
    return _(_TREATY_STATUS[status]) if status in _TREATY_STATUS else status or ""


def capability_status(status: str | None) -> str:
    """How far a body or capability is operational."""
    return _(_CAPABILITY_STATUS[status]) if status in _CAPABILITY_STATUS else status or ""


def remark(name: str) -> str:
    """What a treaty says about an element."""
    return _(_REMARKS[name]) if name in _REMARKS else ""


def source_kind(kind: str) -> str:
    """The kind of a source."""
    return _(_SOURCE_KINDS[kind])


def vehicle(name: str | None) -> str:
    """What a reform is made by."""
    return _(_VEHICLES[name]) if name else _("to be decided")


def obligation(name: str) -> str:
    """How binding a requirement is."""
    return _(_OBLIGATIONS[name])


def framework_name(framework: Framework) -> str:
    """The name of a framework in tables and lists: its short title, or else its title."""
    return say(framework.head.short or framework.head.title)


def more(n: int) -> str:
    """How many are left out of a list."""
    return ngettext("(and {n} more)", "(and {n} more)", n).format(n=quantity(n))


def figures(low: Fraction, high: Fraction, method: Method) -> str:
    """A score on the scale of its framework: "0.42–0.75", or one number if both ends are equal."""
    return interval(low, high, exact(method.scale), method.decimals, bounds(method))


def nothing_known(found: Score | Finding) -> str:
    """What is printed in the place of a score of which nothing at all is known; empty of any other."""
    return _("nothing known yet") if not found.coverage and not found.low and found.high == 1 else ""


def figure(score: Fraction, method: Method) -> str:
    """One number on the scale of a framework."""
    return number(score, exact(method.scale), method.decimals, bounds(method))


def bounds(method: Method) -> tuple[Fraction, ...]:
    """The lower bounds of levels: a figure below a bound is never printed as if it reached it."""
    if method.levels_from == "printed":
        return ()  # there the figure decides
    return tuple(exact(each.from_) for each in method.levels)


def level(reading: LevelReading) -> str:
    """A level as text."""
    if reading.kind == "level":
        return say(reading.low)
    if reading.kind == "between":
        return _("between “{low}” and “{high}”").format(low=say(reading.low), high=say(reading.high))
    return _("not rated") if reading.kind == "not_rated" else ""


def yes_no(answer: bool) -> str:
    """Yes or no."""
    return _("yes") if answer else _("no")


def value(found: Any, one: Fact | Feature) -> str:
    """A word or number of a fact or feature, with its unit."""
    if isinstance(found, bool):
        return yes_no(found)
    if isinstance(found, str):
        return say(one.labels.get(found)) or found.replace("_", " ")
    return f"{quantity(found)} {say(one.unit)}" if one.unit else quantity(found)


def element_status(result: ElementResult) -> str:
    """identified, narrower, not identified, open, reserved or not applicable."""
    if result.applies is Truth.FALSE:
        return _("reserved") if result.remark == "reserved" else _("not applicable")
    if result.counted in ("declared", "compatible"):
        return _(_NARROWER[result.remark])
    return _("open") if result.counted == "open" else truth(result.truth)


def missing(finding: Finding) -> list[str]:
    """What the elements say that are known not to be identified, with what is remarked of it."""
    from assess.words.sentences import remark_of  # sentences speak in these terms

    return [
        f"{say(r.element.says)} ({said})" if (said := remark_of(r)) else say(r.element.says)
        for r in finding.elements
        if r.truth is Truth.FALSE and r.applies is Truth.TRUE and not r.element.option
    ]


def bound(assessment: Assessment) -> str:
    """Whether the framework's instrument binds the State: "bound", "signatory", "not_bound" or "" (no treaty)."""
    name = assessment.framework.head.treaty
    if not name:
        return ""
    state = assessment.facts[name]
    if state.truth is Truth.TRUE:
        return "bound"
    signed = state.status == "consent_deposited" or (state.status == "signed" and not state.declines(assessment.as_of))
    return "signatory" if signed else "not_bound"
