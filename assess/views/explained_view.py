"""One finding explained in sentences: why, why not, what would turn it, and what moves with it under other instruments."""

from fractions import Fraction
from typing import NamedTuple

from assess.engine.change import change_of
from assess.engine.reforms import by_point, reforms
from assess.engine.turning import Moved, Turn
from assess.model.results import Assessment, Finding, Rating
from assess.views.point_words import on_record
from assess.views.short_words import falls_short
from assess.views.standing_view import place_says
from assess.words import sentences, terms
from assess.words.language import N_, _, headed, listed, lower, ngettext, say

_MOST = 100
"""The most elements that a sentence names: all of them."""


class Explained(NamedTuple):
    """A finding with what it turns on."""

    assessment: Assessment
    finding: Finding
    turns: tuple[Turn, ...]
    moved: tuple[Moved, ...]


class Group(NamedTuple):
    """Answers each of which would turn the finding in the same way."""

    result: str
    answers: tuple[str, ...]


class Elsewhere(NamedTuple):
    """A criterion of another framework that reads the same facts."""

    where: str
    """Its framework, article and title."""
    now: str
    then: str
    """With the smallest change; empty where it stays as it is."""


class ExplainedView(NamedTuple):
    """The sentences about one finding."""

    why: tuple[str, ...]
    not_: tuple[str, ...]
    turns: tuple[Group, ...]
    moves: tuple[Elsewhere, ...]
    stays: tuple[Elsewhere, ...]


def explained_view(one: Explained) -> ExplainedView:
    """A finding in sentences, in the language that is spoken."""
    elsewhere = [(each.moves, _elsewhere(each)) for each in one.moved]
    return ExplainedView(
        tuple(_why(one)),
        tuple(_why_not(one)),
        tuple(_groups(one)),
        tuple(each for moves, each in elsewhere if moves),
        tuple(each for moves, each in elsewhere if not moves),
    )


def _why(one: Explained) -> list[str]:
    """How the result comes about, and what is on record."""
    finding, method = one.finding, one.assessment.framework.method
    if finding.rating is Rating.NOT_APPLICABLE:
        return [_("What the criterion asks does not arise here.")]
    if finding.measured is not None:
        return [f"{terms.measured(finding, method)}."]
    said = []
    scored = [each for each in finding.elements if each.scored]
    counts = [
        (_(word), sum(each.counted == key for each in scored))
        for key, word in _COUNTED.items()
        if any(each.counted == key for each in scored)
    ]
    text = ngettext("{n} element counts here: {what}.", "{n} elements count here: {what}.", len(scored))
    said.append(text.format(n=len(scored), what=listed(headed(word, str(n)) for word, n in counts)))
    failing = [each for each in scored if each.element.essential and each.counted == "missing"]
    if failing:
        what = listed(lower(say(each.element.says)).rstrip(".") for each in failing)
        said.append(_("Without this, nothing else counts: {what}.").format(what=what))
    record = on_record(one.assessment, finding, _MOST).text
    return [*said, record] if record else said


_COUNTED = {
    "identified": N_("identified"),
    "declared": N_("narrower, as declared or permitted"),
    "compatible": N_("narrower, compatible if declared on joining"),
    "open": N_("open"),
    "missing": N_("not identified"),
}


def _why_not(one: Explained) -> list[str]:
    """What keeps the finding from being met: what falls short, what is not there, what is open."""
    finding = one.finding
    if finding.measured is not None or finding.rating in (Rating.NOT_APPLICABLE, Rating.MET):
        return []
    made = by_point(reforms([one.assessment])).get((one.assessment.framework.id, finding.criterion.id), [])
    short = falls_short(made, _MOST)
    said = [short] if short else []
    scored = [each for each in finding.elements if each.scored]
    missing = [say(each.element.says) for each in scored if each.counted == "missing"]
    if missing and not short:
        said.append(_("Not identified: {what}.").format(what=listed(lower(each).rstrip(".") for each in missing)))
    unsure = [say(each.element.says) for each in scored if each.counted == "open"]
    if unsure:
        said.append(_("Open: {what}.").format(what=listed(lower(each).rstrip(".") for each in unsure)))
    if change_of(finding) is None and finding.high < 1:
        said.append(_("No change of what is read here would meet it."))
    return said


def _groups(one: Explained) -> list[Group]:
    """The answers that would turn the finding, by what it would then be, from the most to the least."""
    method = one.assessment.framework.method
    found: dict[tuple[Fraction, Fraction, str], list[Turn]] = {}
    for turn in one.turns:
        after = turn.after
        result = f"{terms.result(after)} ({terms.figures(after.low, after.high, method)})"
        found.setdefault((after.high, after.low, result), []).append(turn)
    return [Group(key[2], tuple(_answer(turn) for turn in found[key])) for key in sorted(found, reverse=True)]


def _answer(turn: Turn) -> str:
    (said,) = sentences.steps_say([turn.step])
    said = said.rstrip(".")
    return said if turn.known else _("{what} (open now)").format(what=said)


def _elsewhere(each: Moved) -> Elsewhere:
    criterion, method = each.before.criterion, each.assessment.framework.method
    framework = each.assessment.framework
    place = place_says(criterion.article) if criterion.article else criterion.id
    if criterion.article and framework.head.treaty:
        place = _("article {article}").format(article=place)
    where = headed(f"{terms.framework_name(framework)}, {place}", say(criterion.title))

    def result(finding: Finding) -> str:
        figures = terms.figures(finding.low, finding.high, method)
        applies = finding.rating is not Rating.NOT_APPLICABLE
        return f"{terms.result(finding)} ({figures})" if applies else terms.result(finding)

    then = result(each.after) if each.moves and each.after is not None else ""
    return Elsewhere(where, result(each.before), then)
