"""A finding in sentences: what is on record, from the elements that hold and the law or sources they rest on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assess.engine.truth import lines_of
from assess.model.profile import Source
from assess.model.results import Assessment, ElementResult, FactState, Finding, Truth
from assess.words.citations import cited_in_turn, joined, provisions_begin, provisions_say, with_unit
from assess.words.french import elided, provisions
from assess.words.language import N_, _, listed, lower, ngettext, provided, say, spoken
from assess.words.sentences import how_sure


class Recorded(NamedTuple):
    """What is on record of a finding."""

    text: str
    """In one sentence; empty where nothing is."""
    there: str
    """The provision that it is about, where that is the one that would be amended."""
    sure: str = ""
    """The confidence that its end says, where that is below high."""

    def before(self, following: str) -> str:
        """The sentence before another: where both would end with the same confidence, the second says it for both."""
        mark = f" ({self.sure})."
        return f"{self.text.removesuffix(mark)}." if self.sure and following.endswith(mark) else self.text


def on_record(assessment: Assessment, finding: Finding, most: int, lead: str = "", *, named: bool = False) -> Recorded:
    """What the law or the sources give of what a finding asks, in one sentence, with `most` elements.

    "Section 48 of the Cybercrimes Act provides that ...": only of elements that hold by the facts alone. Where some rest on `lead`,
    the provision that would be amended, the sentence is about these and names it alone, or, if it was just `named`, says "it".
    """
    groups: dict[tuple[str, ...], list[ElementResult]] = {}
    for each in finding.elements:
        if each.scored and each.counted == "identified":
            groups.setdefault(_rests_on(each), []).append(each)
    if not groups:
        return Recorded("", "")
    ordered = sorted(
        groups.items(),
        key=lambda group: (_led(group[0], lead) is None, not any(each.element.essential for each in group[1])),
    )
    names, own = ordered[0]
    led = _led(names, lead)
    alone = names if led is None else (led,)
    others = [name for name in names if name not in alone]
    text, sure = _sentence(assessment, own, alone, most, named=named and led is not None, others=others)
    return Recorded(text, "" if led is None else lead, sure)


def _led(names: Sequence[str], lead: str) -> str | None:
    """Of provisions, the one that is the `lead`, or of which it is a part, or that is a part of it."""
    if not lead:
        return None
    return next(
        (name for name in names if name == lead or name.startswith(f"{lead}(") or lead.startswith(f"{name}(")), None
    )


def _rests_on(result: ElementResult) -> tuple[str, ...]:
    """The provisions, in force, that an element rests on; nothing where it rests on other sources."""
    names: dict[str, None] = {}
    for line in lines_of(result.trace):
        if line.truth is not Truth.TRUE:
            continue
        bases = [basis for basis in line.state.bases if basis.truth is Truth.TRUE]
        giving = [b for b in bases if line.leaf.attribute and _gives(b.features.get(line.leaf.attribute))] or bases
        names |= dict.fromkeys(name for basis in giving[:1] for name, _entry in basis.provisions)
    return tuple(names)


def _gives(value: object) -> bool:
    return value not in (None, False, "unknown")


def _sentence(
    assessment: Assessment,
    own: Sequence[ElementResult],
    names: Sequence[str],
    most: int,
    *,
    named: bool,
    others: Sequence[str],
) -> tuple[str, str]:
    sources = assessment.profile.sources
    ordered = sorted(own, key=lambda each: not each.element.essential)
    said = [lower(say(each.element.says)).rstrip(".") for each in ordered[:most]]
    what = provided(said)
    unread = [name for name in names if not _read(name, sources)]
    sure = how_sure(line.state for each in ordered[:most] for line in lines_of(each.trace))
    sure = listed(filter(None, [_("text not read") if unread else "", sure]))
    beside = _beside(others, names[0], sources) if names and others else ""
    if names and named and others:
        text = _("Read with {others}, it provides that {what}.").format(others=beside, what=what)
    elif names and named:
        text = _("It provides that {what}.").format(what=what)
    elif names and others:
        text = _("{provisions}, read with {others}, provides that {what}.")
        text = text.format(provisions=provisions_begin(names, sources), others=beside, what=what)
    elif names:
        text = ngettext("{provisions} provides that {what}.", "{provisions} provide that {what}.", len(names))
        text = text.format(provisions=provisions_begin(names, sources), what=what)
    else:
        states = {line.state.id: line.state for each in ordered[:most] for line in lines_of(each.trace)}
        places = listed(cited_in_turn(_known(states.values()), sources))
        if not places:  # what cites nothing is not on record
            return "", ""
        text = _("On record: {what} ({places}).").format(what=listed(said), places=places)
    text = elided(text) if spoken().code.partition("_")[0] == "fr" else text
    return (f"{text.rstrip('.')} ({sure})." if sure else text), sure


def _beside(others: Sequence[str], lead: str, sources: Mapping[str, Source]) -> str:
    """The provisions that one is read with: those of the same law without its name."""
    law = lead.partition(".")[0]
    own = [name.partition(".")[2] for name in others if name.partition(".")[0] == law]
    rest = [name for name in others if name.partition(".")[0] != law]
    source = sources.get(law)
    unit = source.unit if source else None
    said = []
    if own:
        in_french = unit and spoken().code.partition("_")[0] == "fr"
        said = [provisions(own, unit, "") if in_french else with_unit(own, unit)]
    return joined([*said, *([provisions_say(rest, sources)] if rest else [])])


def _read(name: str, sources: Mapping[str, Source]) -> bool:
    """Whether the text of the law of a provision was read."""
    source = sources.get(name.partition(".")[0])
    return source is not None and source.grade == "A"


def _known(states: Iterable[FactState]) -> list[FactState]:
    return [state for state in states if state.known == "answered"]


_EVIDENCE = {
    "act": N_("text of the law"), "bill": N_("text of a bill"), "regulation": N_("text of a regulation"),
    "treaty": N_("text of a treaty"), "policy": N_("text of a policy"), "decision": N_("text of a decision"),
    "statistic": N_("statistics"), "official_page": N_("official page"), "press": N_("press"), "expert": N_("expert writing"),
}  # fmt: skip
_READ = ("act", "bill", "regulation", "treaty", "policy", "decision")


def evidence(states: Iterable[FactState], sources: Mapping[str, Source]) -> str:
    """What a finding rests on, in words: "text of the law; official page"; of law that was not read itself, that is said."""
    found: dict[str, None] = {}
    for state in _known(states):
        for key in _sources(state):
            source = sources.get(key)
            if source is None:
                continue
            word = _(_EVIDENCE[source.kind])
            if source.kind in _READ and source.grade != "A":
                word = _("{text}, not read itself").format(text=word)
            elif source.read == "part":
                word = _("{text}, read in part").format(text=word)
            found[word] = None
    return listed(found)


def _sources(state: FactState) -> Iterable[str]:
    names = [name.partition(".")[0] for basis in state.bases for name, _entry in basis.provisions]
    cited = [text.partition(" ")[0] for text in state.answer.cite] if state.answer else []
    return dict.fromkeys([*names, *cited])
