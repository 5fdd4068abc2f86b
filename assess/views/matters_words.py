"""What hangs on something for cooperation: the consequence that belongs to what fails, each said once."""

from collections.abc import Iterable, Sequence

from assess.engine.failing import Part
from assess.model.results import Finding
from assess.views.option_words import first_of
from assess.words.language import _, lower, say


def matters_of(parts: Iterable[Part]) -> list[str]:
    """What hangs on what fails in these parts, in sentences.

    A feature of the catalogue has its own sentence; that of the criterion is about what it asks as a whole, and is said where the
    whole of it fails, or where no element is the essential one.
    """
    found: dict[str, None] = {}
    kept = list(parts)
    gone = {part.point for part in kept if part.element and part.element.element.essential}
    for part in kept:
        if part.point in gone:  # without it there is nothing that the rest could be about
            found[say(part.finding.criterion.matters)] = None
            continue
        features = part.state.fact.features
        own = [say(features[leaf.attribute].matters) for leaf, _wanted in part.lines if leaf.attribute in features]
        own = [text for text in own if text]
        found |= dict.fromkeys(own or ([say(part.finding.criterion.matters)] if _as_a_whole(part) else []))
    return [text for text in found if text]


def _as_a_whole(part: Part) -> bool:
    """Whether what fails is what the criterion is about, and not something beside it that holds or is open."""
    if part.element is None or part.element.element.essential:
        return True
    return not any(each.element.essential for each in part.finding.elements)


_SAID, _TITLES = 2, 6
"""So many consequences are said in full; of so many other points that an option serves, the titles are."""


def matters_say(parts: Sequence[Part]) -> list[str]:
    """What hangs on an option: in full for the first points that it serves, and in a few words for the others."""
    points: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        points.setdefault(part.point, []).append(part)
    each = _SAID if len(points) == 1 else 1
    told: list[str] = []
    rest: dict[str, None] = {}
    for own in points.values():
        found = matters_of(own)
        new = [text for text in found if text not in told][:each]
        if new and len(told) + len(new) <= _SAID:
            told += new
        elif new and len(new) == len(found[:each]):  # nothing of it has been said with another
            rest[lower(say(own[0].finding.criterion.title))] = None
    if rest:
        told.append(_("The same step also serves: {what}.").format(what=first_of(list(rest), _TITLES)))
    return told


def matters_of_finding(finding: Finding, parts: Sequence[Part]) -> str:
    """What hangs on a finding: on what fails in a point for attention, else on all that it asks."""
    return " ".join(matters_of(parts)) if finding.gap and parts else say(finding.criterion.matters)
