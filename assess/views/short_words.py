"""What is there and falls short of a point for attention, in sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assess.engine.failing import Part
from assess.engine.reforms import Reform
from assess.model.profile import Source
from assess.model.results import Step
from assess.views.option_words import first_of, phrases
from assess.words import sentences, statements
from assess.words.citations import joined, provisions_say
from assess.words.figures import date_words
from assess.words.language import N_, _, each_that, listed, lower, say


def falls_short(made: Iterable[Reform], most: int, there: str = "") -> str:
    """What is there and falls short of a point, by its reforms (`by_point`); empty where there is no law.

    `there` is the provision that the sentence before has named.
    """
    short: dict[str, list[Part]] = {}
    waiting: list[str] = []
    every: list[Part] = []
    for reform in made:
        every += reform.parts
        if reform.kind in ("amend", "review"):
            for part in reform.parts:
                short.setdefault(part.amends, []).append(part)
        elif reform.kind == "commence":
            waiting.append(_not_yet(reform))
    said = waiting
    sources = every[0].assessment.profile.sources if every else {}
    for name, parts in short.items():
        narrower = [part for part in parts if _forbids(part) and part.element and part.element.element.narrowing]
        lacking = [part for part in parts if not _forbids(part)]
        over = [part for part in parts if _forbids(part) and part not in narrower]
        texts = _SHORT_THERE if name == there else _SHORT
        for text, join, kind in (
            (_not_found(name, sources, there), each_that, [part for part in lacking if not part.more]),
            (_(texts[0]), listed, [part for part in lacking if part.more]),
            (_otherwise(over, texts[1]), each_that, over),
        ):
            if name and (what := phrases(kind)):
                text = text.format(provisions=provisions_say([name], sources), what=first_of(what, most, join))
                said.append(_with_confidence(text, kind))
        if name and narrower:
            text = _(texts[2]).format(
                provisions=provisions_say([name], sources), what=first_of(_narrowings(narrower), most)
            )
            said.append(_with_confidence(_begun(text), narrower))
    return " ".join(said)


def _otherwise(parts: Sequence[Part], text: str) -> str:
    """The sentence on law that says too much, after what it says where questions show that."""
    said: dict[str, None] = {}
    for part in parts:
        for leaf, _wanted in part.lines:
            feature = part.state.fact.features.get(leaf.attribute)
            if feature is not None and feature.type == "flag" and (words := statements.stated(feature)):
                said[words] = None
    if not said:
        return _(text)
    return _("As it stands, {statements}. The standard is that {what}.").replace("{statements}", joined(list(said)))


def _narrowings(parts: Sequence[Part]) -> list[str]:
    """What the law asks for beyond the text, in the words of the treaty's declarations where the catalogue has them."""
    found: dict[str, None] = {}
    for part in parts:
        assert part.element is not None
        treaty = part.assessment.facts.get(part.assessment.framework.head.treaty or "")
        narrowing = part.element.element.narrowing
        label = treaty.fact.narrowings.get(narrowing.kind or "") if treaty and narrowing else None
        found[
            say(label)
            if label
            else _("not so that {what}").format(what=lower(say(part.element.element.says)).rstrip("."))
        ] = None
    return list(found)


_SHORT = (
    N_("Part of this was not found in {provisions}: {what}."),
    N_("The standard is that {what}; {provisions} has it otherwise."),
    N_(
        "{provisions} asks for more than the text does without a declaration or reservation, and none was found: {what}."
    ),
)
_SHORT_THERE = (
    N_("Part of this was not found there: {what}."),
    N_("The standard is that {what}; there it is otherwise."),
    N_("It asks for more than the text does without a declaration or reservation, and none was found: {what}."),
)


def _not_found(name: str, sources: Mapping[str, Source], there: str) -> str:
    source = sources.get(name.partition(".")[0])
    if (
        source and source.read == "full"
    ):  # of what was read in part, or nobody says how far, nothing is said of the rest
        if name == there:
            return _("It was not found there, nor in what else is cited, that {what}.")
        return _("It was not found in {provisions}, nor in what else is cited, that {what}.")
    if name == there:
        return _("It was not found there that {what}.")
    return _("It was not found in {provisions} that {what}.")


def _forbids(part: Part) -> bool:
    """Whether an element asks that something be absent: then the law says too much, and no rule is missing."""
    return bool(part.lines) and all(
        (sentences.asked_flag(Step(part.state, leaf, wanted)) and not sentences.wants_yes(leaf, wanted=wanted))
        or _DENIES.search(leaf.attribute or "")
        for leaf, wanted in part.lines
    )


_DENIES = re.compile(r"^no_|_not_required$")
"""Features that say of a limit that it is absent."""


def _with_confidence(text: str, parts: Iterable[Part]) -> str:
    """The sentence with the confidence of what it rests on, where that is below high."""
    said = sentences.how_sure(part.state for part in parts)
    return f"{text.rstrip('.')} ({said})." if said else text


_NOT_YET = {
    "adoption": N_("No adoption of {provisions} was found in the sources consulted."),
    "date": N_("{provisions} will be in force on {date}."),
}


def _not_yet(reform: Reform) -> str:
    """What is known of a text that is not in force: no more than the sources show."""
    assert reform.waiting is not None
    day = reform.waiting.day
    text = _NOT_YET.get(reform.waiting.step, N_("No commencement of {provisions} was found in the sources consulted."))
    named = provisions_say(reform.provisions, reform.parts[0].assessment.profile.sources)
    return _begun(_(text).format(provisions=named, date=date_words(day) if day else ""))


def _begun(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
