"""Substantive criminal law of pairs of countries in words and as a table."""

from typing import NamedTuple

from assess.engine.comparison import Comparison
from assess.engine.divergence import OffencePair, offences, pair
from assess.views.date_marks import marked_codes, marked_names
from assess.words.language import _, listed, say

FEW = 3
"""So many countries have every pair written out."""
WIDE = 18
"""So many countries fit into a table of pairs."""


class PairView(NamedTuple):
    """Two countries."""

    title: str
    same: str
    """Offences that are identified in both in full."""
    apart: tuple[tuple[str, str], ...]
    """Of each other offence: its title, and which elements are identified in one only."""
    open: str
    """Offences of which no element is known to differ, and some are open."""


class DivergenceView(NamedTuple):
    """The offences of a framework in pairs of countries."""

    offences: int
    pairs: tuple[PairView, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each country, with each other one: identified in both · different · open."""


def divergence_view(compared: Comparison) -> DivergenceView | None:
    """The pairs of a comparison; None where the framework has no offences."""
    number, n = len(offences(compared)), len(compared.countries)
    if not number:
        return None
    names, codes = marked_names(compared), marked_codes(compared)
    pairs: list[PairView] = []
    table: list[tuple[str, tuple[str, ...]]] = []
    if n <= FEW:
        pairs = [_pair(compared, i, j, names) for i in range(n) for j in range(i + 1, n)]
    elif n <= WIDE:
        cells = {(i, j): counts_words(list(pair(compared, i, j))) for i in range(n) for j in range(i + 1, n)}
        table = [(codes[i], tuple("" if i == j else cells[min(i, j), max(i, j)] for j in range(n))) for i in range(n)]
    return DivergenceView(number, tuple(pairs), tuple(table))


def counts_words(found: list[OffencePair]) -> str:
    """ "5 · 4 · 3": identified in both in full, different, open or in neither."""
    same, apart = sum(each.same for each in found), sum(each.apart for each in found)
    return f"{same} · {apart} · {len(found) - same - apart}"


def _pair(compared: Comparison, i: int, j: int, names: list[str]) -> PairView:
    found = list(pair(compared, i, j))
    apart = []
    for each in found:
        if not each.apart:
            continue
        sides = [
            _("only in {country}: {elements}").format(country=name, elements=_elements(each, places))
            for name, places in ((names[i], each.first), (names[j], each.second))
            if places
        ]
        apart.append((say(each.row.criterion.title), listed(sides)))
    return PairView(
        _("{country} and {other}").format(country=names[i], other=names[j]),
        listed(say(each.row.criterion.title) for each in found if each.same),
        tuple(apart),
        listed(say(each.row.criterion.title) for each in found if not each.same and not each.apart),
    )


def _elements(each: OffencePair, places: tuple[int, ...]) -> str:
    return _(", ").join(say(each.row.criterion.elements[place].says) for place in places)


def divergence_title() -> str:
    """The heading of offences in pairs."""
    return _("Offences in pairs of countries")


def divergence_note() -> str:
    """How to read it."""
    return _(
        "Texts compared element by element, as the facts alone have them. Whether an act is punishable in both States is for their "
        "authorities to say."
    )
