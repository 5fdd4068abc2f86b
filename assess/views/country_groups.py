"""Countries of a comparison in groups that fit on a page: all together, by region, by subregion, or in parts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assess.model.status import Region
from assess.words.alphabet import alphabetical
from assess.words.language import N_, _, listed

TOGETHER = 12
"""So many countries stand side by side without being put into groups."""
WIDEST = 18
"""So many columns fit on a page."""
_NAMES = {
    "Africa": N_("Africa"), "Americas": N_("Americas"), "Asia": N_("Asia"), "Europe": N_("Europe"), "Oceania": N_("Oceania"),
    "Antarctic": N_("Antarctic"), "Eastern Africa": N_("Eastern Africa"), "Middle Africa": N_("Middle Africa"),
    "Northern Africa": N_("Northern Africa"), "Southern Africa": N_("Southern Africa"), "Western Africa": N_("Western Africa"),
    "Caribbean": N_("Caribbean"), "Central America": N_("Central America"), "North America": N_("North America"),
    "South America": N_("South America"), "Central Asia": N_("Central Asia"), "Eastern Asia": N_("Eastern Asia"),
    "South-Eastern Asia": N_("South-Eastern Asia"), "Southern Asia": N_("Southern Asia"), "Western Asia": N_("Western Asia"),
    "Central Europe": N_("Central Europe"), "Eastern Europe": N_("Eastern Europe"), "Northern Europe": N_("Northern Europe"),
    "Southeast Europe": N_("South-Eastern Europe"), "Southern Europe": N_("Southern Europe"),
    "Western Europe": N_("Western Europe"), "Australia and New Zealand": N_("Australia and New Zealand"),
    "Melanesia": N_("Melanesia"), "Micronesia": N_("Micronesia"), "Polynesia": N_("Polynesia"),
}  # fmt: skip


class Group(NamedTuple):
    """Countries that stand side by side."""

    title: str
    """A region; empty where all countries are together."""
    columns: tuple[int, ...]
    """The places of its countries in the comparison, in their order."""


def groups_of(codes: Sequence[str], regions: Mapping[str, Region]) -> tuple[Group, ...]:
    """The groups, in alphabetical order; what has no region comes last. A region that is too wide is divided."""
    everyone = tuple(range(len(codes)))
    if len(codes) <= TOGETHER:
        return (Group("", everyone),)
    made: list[Group] = []
    by_region = _by([regions[code].region if code in regions else "" for code in codes], everyone)
    for title, columns in by_region:
        if len(columns) <= WIDEST:
            made.append(Group(title, columns))
            continue
        below = _by([regions[codes[i]].subregion if codes[i] in regions else "" for i in columns], columns)
        for inner, part in _joined(below):
            made += _divided(inner, part)
    return tuple(made) if len(made) > 1 else (made[0]._replace(title=""),)


def _by(names: Sequence[str], columns: Sequence[int]) -> list[tuple[str, tuple[int, ...]]]:
    found: dict[str, list[int]] = {}
    for name, column in zip(names, columns, strict=True):
        found.setdefault(name, []).append(column)
    titled = [(_named(name), tuple(those)) for name, those in found.items()]
    return sorted(titled, key=lambda pair: (pair[0] == _named(""), alphabetical(pair[0])))


def _joined(parts: Sequence[tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """Neighbours in the list that fit on a page together, so that three countries do not take a page each."""
    made: list[tuple[list[str], list[int]]] = []
    for title, columns in parts:
        if made and len(made[-1][1]) + len(columns) <= WIDEST:
            made[-1][0].append(title)
            made[-1][1].extend(columns)
        else:
            made.append(([title], list(columns)))
    return [(listed(titles), tuple(sorted(columns))) for titles, columns in made]


def _named(name: str) -> str:
    return _(_NAMES[name]) if name in _NAMES else name or _("Others")


def region_name(name: str) -> str:
    """A region, subregion or other group of the status data in the document's language."""
    return _named(name)


def _divided(title: str, columns: tuple[int, ...]) -> list[Group]:
    """A group in parts of nearly the same width."""
    parts = -(-len(columns) // WIDEST)
    size = -(-len(columns) // parts)
    if parts == 1:
        return [Group(title, columns)]
    return [
        Group(_("{title} ({n} of {all})").format(title=title, n=i + 1, all=parts), columns[i * size : (i + 1) * size])
        for i in range(parts)
    ]
