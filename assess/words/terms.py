"""Single words and figures of a document: ratings, statuses, levels, counts, and citations."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from assess.model.catalogue import Fact, Feature
from assess.model.profile import CONFIDENCE, Source
from assess.model.results import Assessment, BasisState, ElementResult, FactState, Finding, LevelReading, Rating, Truth
from assess.words.language import N_, _, ngettext, number, percent, quote, say

__all__ = ["number", "percent"]

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
    "invited": N_("invited to accede"),
    "signed": N_("signed"),
    "consent_deposited": N_("instrument deposited, not yet in force for the State"),
    "party": N_("Party"),
    "withdrawn": N_("withdrawn"),
}
_CAPABILITY_STATUS = {
    "none": N_("none identified"),
    "planned": N_("planned"),
    "partial": N_("partly at work"),
    "operational": N_("operational"),
}
_PROVISION_STATUS = {
    "bill": N_("a bill"),
    "adopted": N_("adopted, not in force"),
    "in_force": N_("in force"),
    "partly_in_force": N_("in force in part"),
    "suspended": N_("suspended"),
    "struck_down": N_("struck down"),
    "repealed": N_("repealed"),
    "expired": N_("expired"),
}
_REMARKS = {
    "reserved": N_("left out: reserved by the State"),
    "declared": N_("narrower in domestic law, as declared by the State"),
    "declare_on_joining": N_("narrower in domestic law; compatible if declared on joining"),
    "declaration_unknown": N_("narrower in domestic law; whether a declaration covers it is not known"),
    "reservation_unknown": N_("whether a reservation covers it is not known"),
}
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
}
_OBLIGATIONS = {
    "shall": N_("duty"),
    "endeavour": N_("duty to endeavour"),
    "consider": N_("duty to consider"),
    "may": N_("option"),
}
_PREFACE = N_(
    "Prepared from the sources listed, as at the date given. Not legal advice, not a statement of any Government’s "
    "position, and not an assessment of compliance by a treaty body."
)


def preface() -> str:
    """What a document is, and is not."""
    return _(_PREFACE)


def rating(value: Rating) -> str:
    """A rating in words."""
    return _(_RATINGS[value])


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
    """How a State stands to a treaty."""
    return _(_TREATY_STATUS[status]) if status in _TREATY_STATUS else status or ""


def capability_status(status: str | None) -> str:
    """How far a body or capability is at work."""
    return _(_CAPABILITY_STATUS[status]) if status in _CAPABILITY_STATUS else status or ""


def remark(name: str) -> str:
    """What a treaty says of an element."""
    return _(_REMARKS[name]) if name in _REMARKS else ""


def source_kind(kind: str) -> str:
    """The kind of a source."""
    return _(_SOURCE_KINDS[kind])


def vehicle(name: str | None) -> str:
    """What a reform is made by."""
    return _(_VEHICLES[name]) if name else _("to be decided")


def obligation(name: str) -> str:
    """How strong a requirement is."""
    return _(_OBLIGATIONS[name])


def interval(low: Fraction, high: Fraction, scale: Fraction | int = 1, decimals: int = 2) -> str:
    """ "0.42–0.75", or one number where both ends are the same."""
    ends = number(low, scale, decimals), number(high, scale, decimals)
    return ends[0] if low == high else f"{ends[0]}–{ends[1]}"


def level(reading: LevelReading) -> str:
    """A level as text."""
    if reading.kind == "level":
        return say(reading.low)
    if reading.kind == "between":
        return _("between “{low}” and “{high}”").format(low=say(reading.low), high=say(reading.high))
    return _("not rated") if reading.kind == "not_rated" else ""


class Counts(tuple[int, int, int]):
    """How many scored elements are identified, open, and there in all (what does not apply left out)."""

    identified = property(lambda self: self[0])
    open = property(lambda self: self[1])
    total = property(lambda self: self[2])
    missing = property(lambda self: self[2] - self[0] - self[1])


def counts(findings: Iterable[Finding]) -> Counts:
    """The elements of findings, counted."""
    identified = unknown = total = 0
    for finding in findings:
        if finding.rating is Rating.NOT_APPLICABLE or finding.criterion.obligation == "may":
            continue
        parts: list[Truth] = [
            e.truth
            for e in finding.elements
            if not e.element.option and e.applies is not Truth.FALSE and e.truth is not Truth.NOT_APPLICABLE
        ]
        if finding.measured is not None:
            parts = [{Rating.MET: Truth.TRUE, Rating.UNKNOWN: Truth.UNKNOWN, Rating.NOT_ASSESSED: Truth.UNKNOWN}.get(
                finding.rating, Truth.FALSE)]  # fmt: skip
        identified += parts.count(Truth.TRUE)
        unknown += parts.count(Truth.UNKNOWN)
        total += len(parts)
    return Counts((identified, unknown, total))


def counted(found: Counts) -> str:
    """ "14 of 19 elements identified, 3 open, 2 not identified"."""
    return ngettext(
        "{identified} of {total} element identified, {open} open, {missing} not identified",
        "{identified} of {total} elements identified, {open} open, {missing} not identified",
        found.total,
    ).format(identified=found.identified, total=found.total, open=found.open, missing=found.missing)


def yes_no(answer: bool) -> str:
    """Yes or no."""
    return _("yes") if answer else _("no")


def value(found: Any, one: Fact | Feature) -> str:
    """A word or number of a fact or feature, with its unit."""
    if isinstance(found, bool):
        return yes_no(found)
    if isinstance(found, str):
        return say(one.labels.get(found)) or found.replace("_", " ")
    return f"{found} {say(one.unit)}" if one.unit else str(found)


def element_status(result: ElementResult) -> str:
    """identified, not identified, open, reserved or not applicable."""
    if result.applies is Truth.FALSE:
        return _("reserved") if result.remark == "reserved" else _("not applicable")
    return truth(result.truth)


def missing(finding: Finding) -> list[str]:
    """What the elements say that are known not to be identified."""
    return [
        say(r.element.says)
        for r in finding.elements
        if r.truth is Truth.FALSE and r.applies is Truth.TRUE and not r.element.option
    ]


def bound(assessment: Assessment) -> str:
    """How the framework's instrument stands to the State: "bound", "signatory", "not_bound" or "" (no treaty)."""
    name = assessment.framework.head.treaty
    if not name:
        return ""
    state = assessment.facts[name]
    if state.truth is Truth.TRUE:
        return "bound"
    return "signatory" if state.status in ("signed", "consent_deposited") else "not_bound"


# Citations


def cite(text: str, sources: Mapping[str, Source]) -> str:
    """A citation, as SOURCE or SOURCE PIN, in words: the source's short title and the pin."""
    name, _sep, pin = text.partition(" ")
    return f"{source_name(name, sources)}, {pin}" if pin else source_name(name, sources)


def source_name(key: str, sources: Mapping[str, Source]) -> str:
    """How a source is cited: its short title, else its title."""
    source = sources.get(key)
    return quote(source.short or source.title) if source else key


def _pin(key: str, pin: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(key)
    return f"{source.unit} {pin}" if source and source.unit else pin


def basis(state: BasisState, sources: Mapping[str, Source]) -> str:
    """The provisions of a basis, each source named once, those not in force with their status."""
    by_source: dict[str, list[str]] = {}
    for name, entry in state.provisions:
        key, _sep, pin = name.partition(".")
        text = _pin(key, pin, sources)
        if entry is None:
            text += f" ({_('status on the day not known')})"
        elif entry.status != "in_force":
            status = _(_PROVISION_STATUS[entry.status])
            if entry.by:
                status = _("{status} by {authority}").format(status=status, authority=quote(entry.by))
            if entry.from_:
                status = _("{status} since {date}").format(status=status, date=entry.from_)
            text += f" ({status})"
        by_source.setdefault(key, []).append(text)
    parts = []
    for key, (first, *others) in by_source.items():
        text = f"{source_name(key, sources)}, {first}"
        parts.append(_("{first} with {others}").format(first=text, others=", ".join(others)) if others else text)
    return _("; read with ").join(parts)


def citations(state: FactState, sources: Mapping[str, Source]) -> list[str]:
    """Everything the answer on a fact cites, in words, without repetition."""
    found = [basis(each, sources) for each in state.bases if each.basis is not None]
    if state.answer:
        found += [cite(text, sources) for text in state.answer.cite]
        if state.known == "none":
            found += [cite(text, sources) for text in state.answer.searched]
    return list(dict.fromkeys(found))


def places(states: Iterable[FactState], sources: Mapping[str, Source]) -> list[str]:
    """Everything that several facts cite, each place once; a source that was just named is not named again."""
    found = list(dict.fromkeys(text for state in states for text in citations(state, sources)))
    names = sorted({source_name(key, sources) for key in sources}, key=len, reverse=True)
    shown: list[str] = []
    last = ""
    for text in found:
        name = next((each for each in names if text.startswith(f"{each}, ")), "")
        shown.append(text.removeprefix(f"{name}, ") if name and name == last else text)
        last = name
    return shown


def confidence(state: FactState, sources: Mapping[str, Source]) -> str:
    """high, medium or low: as stated, else by the kind of the first source; empty where nothing was answered."""
    answer = state.answer
    if answer is None or state.known not in ("answered", "none"):
        return ""
    if answer.confidence:
        return answer.confidence
    names = [p.split(".")[0] for b in answer.by for p in b.of] + [
        c.split(" ")[0] for c in (*answer.cite, *answer.searched)
    ]
    kinds = [sources[name].kind for name in names if name in sources]
    return CONFIDENCE[kinds[0]] if kinds else "medium"
