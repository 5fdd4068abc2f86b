"""Two readers of one State: the report for a terminal, the list to settle, and the agreed profile with its marks."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assess.engine.alike import confidence
from assess.engine.merging import Merged, agreements
from assess.formats.profile_yaml import dumped, entry_of, written
from assess.model.base import text_in
from assess.model.catalogue import Fact
from assess.problems import one_line, visible
from assess.views.merge_view import MergeView, Places, PointView
from assess.words import terms
from assess.words.columns import columns, wrapped
from assess.words.language import N_, _, headed, ngettext, unmarked

WIDTH = 80


def text(view: MergeView, *, width: int = WIDTH) -> str:
    """For a terminal, nothing wider than asked."""
    one, other = view.readers
    head = _("{country} ({code}): agreement of two readers, {one} and {other}")
    lines = wrapped(unmarked(head.format(country=view.country, code=view.code, one=one, other=other)), width)
    law = _("Law as of {date}; domains of {frameworks}")
    lines += wrapped(unmarked(law.format(date=view.as_of, frameworks=", ".join(view.frameworks))), width)
    header = [_("Domain"), _("Facts"), _("alike"), _("share"), _("Questions"), _("same"), _("kappa")]
    rows = [header, *([*each] for each in view.shares)]
    lines += ["", *columns([[unmarked(cell) for cell in row] for row in rows], width)]
    lines += ["", *wrapped(_(_READING), width)]
    for reader, names in view.only:
        title = ngettext("Only {reader} answers {n} fact", "Only {reader} answers {n} facts", len(names))
        lines += ["", title.format(reader=reader, n=len(names)), *_named(names, width)]
    for reader, names in view.parts:
        title = _("Features that only {reader} answers, of facts that both answer ({n})")
        lines += ["", *wrapped(title.format(reader=reader, n=len(names)), width)]
        lines += _named(names, width)
    for reader, names in view.renamed:
        title = _("Names that {reader} uses and the agreed profile replaces").format(reader=reader)
        lines += ["", title, *wrapped(", ".join(names), width, first="  ")]
    open_ones = [each for each in view.points if not each.settled]
    done = len(view.points) - len(open_ones)
    lines += ["", _("To settle ({n})").format(n=len(open_ones))]
    for i, point in enumerate(open_ones, 1):
        lines += _point(point, i, width)
    if not open_ones:
        lines += wrapped(_("Nothing is left to settle."), width, first="  ")
    if view.with_law:
        title = _("Settled with the law or the source that they rest on ({n})").format(n=len(view.with_law))
        lines += ["", title, *wrapped(", ".join(view.with_law), width, first="  ")]
    if done:
        settled = ngettext("{n} point was settled by the list.", "{n} points were settled by the list.", done)
        lines += ["", settled.format(n=done)]
    return visible(unmarked("\n".join(lines))) + "\n"


def _named(names: Sequence[str], width: int) -> list[str]:
    """The first of many names; the list to settle has all of them."""
    shown = names if len(names) <= MOST + 1 else [*names[:MOST], terms.more(len(names) - MOST)]
    return wrapped(", ".join(shown), width, first="  ")


MOST = 12
_READING = N_(
    "Facts: those that both answer; alike: on the same bases, with the same features and dates. Questions: facts and features "
    "that both answer; the same: with the same answer, whatever it rests on. Kappa (Cohen’s): agreement "
    "beyond what chance alone would give, as a share of the most there could be; 1 is full agreement, 0 no more than chance would "
    "give, below 0 less. From few questions it says little. None of this says who is right: nothing is averaged, and what "
    "differs is unknown until it is settled."
)


def _point(point: PointView, i: int, width: int) -> list[str]:
    lines = wrapped(unmarked(f"{point.title} [{point.name}]"), width, first=f"{i:2}. ")
    for reading in point.readings:
        said = headed(reading.reader, reading.says) + (f" [{reading.at}]" if reading.at else "")
        lines += wrapped(unmarked(said), width, first="    - ")
    return lines


# The list to settle


def points_written(merged: Merged, readers: tuple[str, str]) -> dict[tuple[str, str], list[Any]]:
    """The answers of the points as the list has them, by section and name."""
    return {
        (point.section, point.name): [
            [reader, entry_of(point.section, answer)] for reader, answer in zip(readers, point.answers, strict=True)
        ]
        for point in merged.points
    }


def list_yaml(
    merged: Merged,
    readers: tuple[str, str],
    places: Places,
    facts: Mapping[str, Fact],
    domains: Mapping[str, Sequence[str]],
) -> str:
    """The list of what is not settled, to be filled in."""
    profile = merged.profile
    data: dict[str, Any] = {
        "schema": "disagreements/v1",
        "country": profile.country,
        "as_of": profile.as_of,
        "readers": list(readers),
    }
    answers = points_written(merged, readers)
    for section in ("sources", "provisions", "system", "facts"):
        points = [point for point in merged.points if point.section == section and not point.settled]
        if points:
            data[section] = {}
        for point in points:
            at = places.get((section, point.name), ("", ""))
            readings = []
            for i, (reader, answer) in enumerate(answers[section, point.name]):
                made = {"reader": reader, "at": one_line(at[i])[:500]}
                if section == "facts":
                    own = point.answers[i]
                    made["confidence"] = min((confidence(each, profile.sources) for each in own), key=_SURE.index)
                readings.append({**made, "answer": answer})
            head = {"question": text_in(facts[point.name].question)[:500]} if section == "facts" else {}
            data[section][point.name] = {**head, "differs": list(point.differs), "answers": readings, "settled": None}
    data["renamed"] = {reader: names for reader, names in zip(readers, merged.names, strict=True) if names}
    both = zip(readers, merged.only, merged.parts, strict=True)
    data["only"] = {reader: [*names, *parts] for reader, names, parts in both if names or parts}
    data["agreement"] = {
        domain: {
            "facts": each.facts, "alike": each.alike, "asked": each.asked, "same": each.same,
            **({} if each.kappa is None else {"kappa": str(each.kappa)}),
        }
        for domain, each in agreements(merged, domains).items()
    }  # fmt: skip
    return _HEAD.format(readers=" and ".join(readers)) + dumped({key: each for key, each in data.items() if each})


_SURE = ("low", "medium", "high")
_HEAD = """\
# What {readers} answer differently. To settle a point, write after `settled:` the name of the reader who is followed,
# or an answer as in a profile (`unknown` is one too). Leave `answers` as they are: they are compared with the two profiles.
# Then run `assess merge` on the same two files with --settled and this file. What stays empty stays unknown.
"""


# The agreed profile


def profile_yaml(merged: Merged, readers: tuple[str, str]) -> str:
    """The agreed profile; comments mark what only one reader answers, and what is or was to be settled."""
    marks = {name: f"only {reader}" for reader, names in zip(readers, merged.only, strict=True) for name in names}
    for reader, parts in zip(readers, merged.parts, strict=True):
        for name, own in _by_fact(parts).items():
            marks[name] = "; ".join(filter(None, (marks.get(name), f"only {reader}: {', '.join(own)}")))
    for point in merged.points:
        if point.section == "facts":
            marks[point.name] = f"{'settled' if point.settled else 'to settle'}: {', '.join(point.differs)}"
    lines, within = [], False
    for line in written(merged.profile).split("\n"):
        if not line.startswith(" "):
            within = line == "facts:"
        found = _FACT.match(line) if within else None
        mark = marks.get(found[1]) if found else None
        lines.append(f"{line}  # {mark}" if mark else line)
    return f"# What {' and '.join(readers)} agree on; a fact without a mark is answered alike by both.\n" + "\n".join(
        lines
    )


def _by_fact(parts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in parts:
        name, _dot, feature = part.rpartition(".")
        found.setdefault(name, []).append(feature)
    return found


_FACT = re.compile(r"  ([a-z][a-z0-9_]*\.[a-z0-9_]+):(?= |\Z)")
