"""How much of an effect has room on two pages."""

from collections.abc import Sequence

from assess.engine.effect import Effect
from assess.model.profile import Profile
from assess.reading.overlay import Scenario
from assess.views.effect_view import EffectView, Room, effect_view

ROOMS = (
    Room(),
    Room(12, 4, 9, 6, 6),
    Room(12, 3, 6, 4, 5, 1),
    Room(10, 2, 4, 2, 4, 1, 6),
    Room(10, 1, 2, 1, 2, 1, 4),
    Room(10, 0, 0, 0, 0, 1, 3),
)
"""What is tried for two pages, the largest first."""
TWO_PAGES = 128
"""Lines of two pages."""


def on_two_pages(
    profile: Profile, scenario: Scenario, effects: Sequence[Effect], offered: Sequence[str] = ()
) -> EffectView:
    """The view with as much as two pages have room for."""
    views = (effect_view(profile, scenario, effects, offered, room) for room in ROOMS)
    found = next(views)
    for view in (found, *views):
        found = view
        if lines_of(view) <= TWO_PAGES:
            break
    return found


def lines_of(view: EffectView) -> float:
    """About how many lines of small print a view takes on paper."""
    total = 9.0 + sum(_lines(text, 100) for text in (*view.scenario, view.note, "; ".join(view.unmoved)))
    for part in view.parts:
        total += 2.2 + 1.3 * _lines(part.title, 66)
        total += 1.6 if part.scores else 0
        total += sum(max(_lines(s.level, 40), _lines(s.named, 32), 1.6) + 0.4 for s in part.scores)
        total += bool(part.more_scores) + bool(part.more_findings) + bool(part.more_left) + bool(part.more_narrowed)
        total += 2 * (bool(part.gates) + bool(part.findings) + bool(part.left) + bool(part.narrowed))
        total += sum(_lines(line, 100) for line in part.gates)
        for each in (*part.findings, *part.narrowed):
            total += 0.2 + _lines(each.title + each.before + each.after, 92)
            total += sum(_lines("; ".join(texts), 90) for texts in (each.gained, each.lost) if texts)
        for left in part.left:
            total += 0.2 + _lines(left.title, 95)
            total += sum(_lines("; ".join(texts), 90) for texts in (left.missing, left.open) if texts)
    return total


def _lines(text: str, width: int) -> int:
    return max(-(-len(text) // width), 1)
