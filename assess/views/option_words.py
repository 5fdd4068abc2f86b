"""What could be done, in words made from the elements that fail and from the law that is there."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assess.engine.consequence import OBLIGATIONS
from assess.engine.failing import Part, implied
from assess.engine.reforms import Reform
from assess.engine.roads import said as said_of
from assess.model.condition import Leaf
from assess.model.results import BasisState, Step, Truth
from assess.views.partly_words import lacks, only_in_part
from assess.words import sentences, statements, terms
from assess.words.citations import joined, provision_status, provisions_say
from assess.words.figures import date_words
from assess.words.language import N_, _, listed, lower, quote, say

_COMMENCE = {
    "adoption": N_("Take {provisions} forward to adoption"),
    "assent": N_("Invite {authority} to consider assent to {provisions}"),
    "promulgation": N_("Invite {authority} to consider promulgation of {provisions}"),
    "instrument": N_("Invite {authority} to consider commencement of {provisions}"),
    "regulations": N_("Make the regulations for which the commencement of {provisions} waits"),
    "date": N_("No action: {provisions} will be in force on {date} by the terms of the law itself"),
}


def option_says(reform: Reform) -> str:
    """What to do, in the mood of the strongest claim on it; what weaker claims alone ask for is said apart, in theirs."""
    parts = reform.parts
    if reform.kind == "review" or _dated(reform):
        said = f"{_what(reform, parts, _phrased(parts))}."
        return " ".join([said, *_remarks(reform, parts)])
    claims = _phrased(parts)
    strongest = min(each.claim for each in claims) if claims else min(map(_claim, parts))
    first = [each for each in claims if _mood(each.claim) == _mood(strongest)]
    text = _what(reform, parts, first if _made_of_elements(reform) else claims)
    said = sentences.advice(text, OBLIGATIONS[strongest[0]], _BOUND[strongest[1]])
    more = []
    for mood, message in _ALSO.items():
        rest = [each.text for each in claims if _mood(each.claim) == mood and each not in first]
        if rest and _made_of_elements(reform):
            more.append(_(message).format(what=first_of(rest)))
    return " ".join([said, *more, *_remarks(reform, parts)])


_BOUND = ("bound", "", "signatory", "not_bound")
"""The strongest claim first: a duty of a treaty that binds before one of a treaty that does not."""
_ALSO = {
    "signatory": N_("In preparing ratification, also: {what}."),
    "not_bound": N_("If accession is pursued, also: {what}."),
    "soft": N_("To be considered as well: {what}."),
}
Claim = tuple[int, int]


def _claim(part: Part) -> Claim:
    return OBLIGATIONS.index(part.finding.criterion.obligation), _BOUND.index(terms.bound(part.assessment))


def _mood(claim: Claim) -> str:
    return "soft" if claim[0] else {"bound": "", "": ""}.get(_BOUND[claim[1]], _BOUND[claim[1]])


def option_head(reform: Reform) -> str:
    """What to do, without the words of a text: "Amend s. 48 of the Cybercrimes Act"; other steps are said in full."""
    sources = reform.parts[0].assessment.profile.sources
    if reform.kind == "amend":
        names = dict.fromkeys(part.amends for part in reform.parts)
        return _("Amend {provisions}").format(provisions=provisions_say(names, sources))
    if reform.kind == "commence":
        return _commencement(reform, reform.parts)
    if reform.kind == "review" and reform.provisions:
        return _("Review {provisions}").format(provisions=provisions_say(reform.provisions, sources))
    return option_says(reform).rstrip(".")


def lead_of(made: Iterable[Reform]) -> str:
    """The provision that the first of these reforms would amend; empty where it amends none, or several."""
    for reform in made:
        names = {part.amends for part in reform.parts if part.amends}
        return names.pop() if reform.kind in ("amend", "review") and len(names) == 1 else ""
    return ""


def so_that(reform: Reform) -> str:
    """What the text would have to say, in the words of the elements that fail."""
    parts = reform.parts if reform.kind != "commence" else [part for part in reform.parts if part.amends]
    return first_of([each.text for each in _phrased(parts, plain=True)])


def _made_of_elements(reform: Reform) -> bool:
    return reform.kind in ("amend", "provide", "extend")


def _dated(reform: Reform) -> bool:
    return reform.waiting is not None and reform.waiting.step == "date"


def _what(reform: Reform, parts: Sequence[Part], claims: "Sequence[Phrase]") -> str:
    sources = parts[0].assessment.profile.sources
    if reform.kind == "commence":
        return _commencement(reform, parts)
    what = first_of([each.text for each in claims])
    if reform.kind == "review" or (_made_of_elements(reform) and not claims):
        named = provisions_say(reform.provisions, sources) or lower(say(parts[0].state.fact.title))
        titles = dict.fromkeys(lower(say(part.finding.criterion.title)) for part in parts)
        return _("Review {provisions} on this point with the authorities concerned: {what}").format(
            provisions=named, what=what or listed(titles)
        )
    if reform.kind == "amend":
        names = dict.fromkeys(part.amends for part in parts)
        return _amended(parts, provisions_say(names, sources), what)
    if reform.kind == "extend":
        return _extended(parts, claims)
    if reform.kind == "provide":
        return _("Provide by law that: {what}").format(what=what)
    return _as_written(reform, parts, what)


def _extended(parts: Sequence[Part], claims: "Sequence[Phrase]") -> str:
    """What would have to be added to what works in part; where nothing says what it lacks, that is to be found out first."""
    state, title = parts[0].state, lower(say(parts[0].state.fact.title))
    what = [each.text for each in claims if each.text]
    if any(map(only_in_part, parts)):
        told = {leaf.attribute for part in parts for leaf, _wanted in part.lines}
        what = list(dict.fromkeys([*what, *lacks(state, told)]))
    if not what:
        return _("Establish what is still missing, and supply it: {title}").format(title=title)
    text = _("Build on what is there ({title}) so that: {what}")
    return text.format(title=title, what=first_of(what))


def _amended(parts: Sequence[Part], provisions: str, what: str) -> str:
    """The subject stands first, since elements say "it"; of several subjects each element names its own."""
    titles = dict.fromkeys(lower(say(part.state.fact.title)) for part in parts if part.element is not None)
    if len(titles) != 1:
        return _("Amend {provisions} so that: {what}").format(provisions=provisions, what=what)
    text = _("Amend {provisions}, on {subject}, so that: {what}")
    return text.format(provisions=provisions, subject=next(iter(titles)), what=what)


def _as_written(reform: Reform, parts: Sequence[Part], what: str) -> str:
    if reform.do:
        return say(reform.do).rstrip(".")
    finding, title = parts[0].finding, lower(say(parts[0].state.fact.title))
    if finding.measured is not None:
        return _("Work towards the target: {title}, {figures}").format(title=title, figures=terms.measured(finding))
    if parts[0].state.fact.kind in ("number", "choice", "yes_no") and what:
        return _("Work towards this: {what}").format(what=what)
    return _("Provide for {title}: {what}").format(title=title, what=what) if what else title


def _commencement(reform: Reform, parts: Sequence[Part]) -> str:
    assert reform.waiting is not None
    sources = parts[0].assessment.profile.sources
    waiting = reform.waiting
    text = _(_COMMENCE[waiting.step]).format(
        provisions=provisions_say(reform.provisions, sources),
        authority=quote(waiting.authority) or _("the authority competent for it"),
        date=date_words(waiting.day) if waiting.day else "",
    )
    amended = [part for part in parts if part.amends]
    if not amended:
        return text
    leads = provisions_say(dict.fromkeys(part.amends for part in amended), sources)
    what = first_of(phrases(amended))
    return _("{commencement}; and amend {provisions} so that: {what}").format(
        commencement=text, provisions=leads, what=what
    )


_MOST = 12
"""So many elements are named; the list of details has all."""
_WEIGHED = 60
"""So many elements are weighed against each other; of more, each is said."""


class Phrase(NamedTuple):
    """What a text would have to say, and the strongest claim on it."""

    text: str
    claim: Claim


def phrases(parts: Iterable[Part]) -> list[str]:
    """What the text would have to say, in the words of the elements; what others of them say already is not said again."""
    return [each.text for each in _phrased(parts)]


def first_of(texts: Sequence[str], most: int = _MOST, join: Callable[[Iterable[str]], str] = listed) -> str:
    """The first of the texts, and how many more there are."""
    return join(texts[:most]) + (f" {terms.more(len(texts) - most)}" if len(texts) > most else "")


def _phrased(parts: Iterable[Part], *, plain: bool = False) -> list[Phrase]:
    every = [part for part in parts if part.element is not None]
    kept = every
    # of what says the same, that which says no more is kept
    for part in sorted(every, key=lambda each: each.more)[::-1] if len(every) <= _WEIGHED else ():
        rest = [other for other in kept if other is not part and other.state.id == part.state.id]
        lines = {line for other in rest for line in other.lines}
        if part.lines and (lines.issuperset(part.lines) or implied(part, lines)):
            kept = [other for other in kept if other is not part]
    several = len({part.state.id for part in kept}) > 1
    found: dict[str, Claim] = {}
    for part in kept:
        others = every if len(every) <= _WEIGHED else ()
        same = (other for other in others if other.state.id == part.state.id)
        alike = [other for other in same if set(part.lines) >= set(other.lines) or implied(other, part.lines)]
        claim = min(_claim(each) for each in (part, *alike))
        text = _phrase(part, named=several, plain=plain)
        found[text] = min(claim, found.get(text, claim))
    return [Phrase(text, claim) for text, claim in found.items()]


def _phrase(part: Part, *, named: bool, plain: bool) -> str:
    assert part.element is not None
    element = part.element.element
    if only_in_part(part):
        return ""  # what it lacks is said of its features
    notes = (
        [_missing(part)] if part.more and not plain else []
    )  # what a text would say is not what is missing of it now
    if not plain and not part.more and (recorded := _recorded(part)):
        notes.append(recorded)
    if named:
        notes.append(lower(say(part.state.fact.title)))
    if element.reservable is not None:
        notes.append(_("article {paragraph} allows a reservation").format(paragraph=element.reservable))
    text = lower(say(element.says)).rstrip(".")
    return _("{what} ({remarks})").format(what=text, remarks=listed(notes)) if notes else text


def _missing(part: Part) -> str:
    """What an element asks that the law does not say, or that it says otherwise; and what is open of it."""
    missing, there, unsettled, said = [], [], [], []
    basis = _amended_basis(part)
    for leaf, wanted in part.lines:
        step = Step(part.state, leaf, wanted)
        question, feature = sentences.asked_flag(step), part.state.fact.features.get(leaf.attribute)
        words = statements.stated(feature) if feature is not None and question else ""
        if basis is not None and leaf.attribute and said_of(part.state, basis, leaf) is Truth.UNKNOWN:
            asked = statements.whether(feature) if feature is not None and words else ""
            unsettled.append(asked or f"“{question or sentences.wanted(step)}”")
        elif question is None:
            said.append(_("what is missing: “{what}”").format(what=sentences.wanted(step)))
        elif not words:
            yes = sentences.wants_yes(leaf, wanted=wanted)
            text = _("the answer to “{question}” is no") if yes else _("the answer to “{question}” is yes")
            said.append(text.format(question=question))
        elif sentences.wants_yes(leaf, wanted=wanted) and feature is not None:
            missing.append(statements.that(feature))
        else:
            there.append(words)
    for text, found in (
        (_("not found: {what}"), missing),
        (_("recorded: {words}"), there),
        (_("open: {what}"), unsettled),
    ):
        if found:
            said.append(text.format(what=joined(found), words=joined(found)))
    return listed(said)


def _amended_basis(part: Part) -> BasisState | None:
    """The basis on which the provision stands that would be amended."""
    bases = (basis for basis in part.state.bases if part.amends in [name for name, _entry in basis.provisions])
    return next(bases, None)


def _recorded(part: Part) -> str:
    """What the law has in the place of what an element asks, where that is a word: "recorded: discretionary"."""
    basis = _amended_basis(part)
    if basis is None:
        return ""
    words = {leaf.attribute: basis.features.get(leaf.attribute) for leaf, _wanted in part.lines if _asks_word(leaf)}
    fact = part.state.fact
    found = [terms.value(word, fact.features[name]) for name, word in words.items() if _is_word(word)]
    return _("recorded: {words}").format(words=", ".join(found)) if found else ""


def _asks_word(leaf: Leaf) -> bool:
    return bool(leaf.attribute) and not isinstance(leaf.literal, bool) and leaf.op != "is"


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value not in ("unknown", "none_stated")


def _remarks(reform: Reform, parts: Sequence[Part]) -> list[str]:
    """What has to be said beside the option."""
    said = []
    if reform.kind == "review":
        said.append(sentences.nothing_removed())
    if reform.kind == "write":
        reserved = [p.element.element.reservable for p in parts if p.element and p.element.element.reservable]
        if reserved:
            places = joined(list(dict.fromkeys(reserved)))
            said.append(_("A reservation is allowed on part of this: article {places}.").format(places=places))
        sources = parts[0].assessment.profile.sources
        for name, entry in reform.lost:
            if entry.status in ("suspended", "struck_down"):
                place = provisions_say([name], sources)
                text = _("The reasons for which {place} is no longer applied ({status}) would have to be met.")
                said.append(
                    text.format(place=place, status=provision_status(entry, sources.get(name.partition(".")[0])))
                )
    return said


def details(reform: Reform) -> list[str]:
    """The elements that a reform would supply, each with the title of its criterion."""
    return list(
        dict.fromkeys(
            _("{title}: {text}").format(title=say(part.finding.criterion.title), text=say(part.element.element.says))
            for part in reform.parts
            if part.element
        )
    )
