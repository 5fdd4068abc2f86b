"""Groups of the countries of a comparison: from a file, or by what the status data say of every State."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assess.engine.grouping import Grouping, Members
from assess.model.status import StatusData
from assess.problems import UsageError, did_you_mean, one_line
from assess.reading.comparing import load_groups
from assess.reading.status import load_status
from assess.views.country_groups import region_name
from assess.words.alphabet import alphabetical
from assess.words.figures import date_words
from assess.words.language import N_, _, listed, say

BUILT_IN = {
    "region": N_("Region"),
    "subregion": N_("Subregion"),
    "income": N_("Income group"),
    "un_group": N_("Regional group at the United Nations"),
}
"""Attributes that the status data have of every State."""


def grouping_of(codes: Sequence[str], attribute: str | None, path: str | Path | None) -> Grouping | None:
    """The countries in groups by an attribute; None where none is asked for.

    Raises:
        UsageError: a file without an attribute, or there is no such attribute.
        InvalidInput: with everything that is wrong with the file.
    """
    if attribute is None:
        if path is not None:
            raise UsageError("a file of groups needs the attribute to group by, such as --group-by organisation")
        return None
    file = load_groups(path) if path is not None else None
    if file is not None and attribute in file.attributes:
        own = file.attributes[attribute]
        groups = [
            (
                name,
                say(group.title),
                [i for i, code in enumerate(codes) if code in group.members],
                _("{source}, as at {date}").format(
                    source=listed(
                        _cited(text, {k: say(s.title) for k, s in file.sources.items()}) for text in group.cite
                    ),
                    date=date_words(group.as_of),
                ),
            )
            for name, group in own.groups.items()
        ]
        return _made(attribute, say(own.title), groups, len(codes))
    if attribute in BUILT_IN:
        return _made(attribute, _(BUILT_IN[attribute]), _built_in(codes, attribute, load_status()), len(codes))
    known = [*(file.attributes if file else ()), *BUILT_IN]
    hint = did_you_mean(attribute, known) or f"there are: {', '.join(known)}"
    raise UsageError(f"there is no attribute {one_line(repr(attribute))} to group by; {hint}")


def _built_in(codes: Sequence[str], attribute: str, status: StatusData) -> list[tuple[str, str, list[int], str]]:
    found: dict[str, list[int]] = {}
    said: dict[str, str] = {}
    for i, code in enumerate(codes):
        region = status.regions.get(code)
        name = getattr(region, attribute) if region else ""
        if region and name:
            found.setdefault(name, []).append(i)
            titles = [say(status.sources[each].title) for each in region.sources if each in status.sources]
            said.setdefault(
                name, _("{source}, as at {date}").format(source=listed(titles), date=date_words(region.day))
            )
    return [(name, region_name(name), columns, said[name]) for name, columns in found.items()]


def _made(attribute: str, title: str, groups: Sequence[tuple[str, str, list[int], str]], n: int) -> Grouping:
    made = [Members(name, titled, tuple(own), said) for name, titled, own, said in groups if own]
    made.sort(key=lambda group: (alphabetical(group.title), group.id))
    held = {i for group in made for i in group.columns}
    return Grouping(attribute, title, tuple(made), tuple(i for i in range(n) if i not in held))


def _cited(text: str, titles: Mapping[str, str]) -> str:
    source, _space, place = text.partition(" ")
    return f"{titles.get(source, source)}, {place}" if place else titles.get(source, source)
