"""A crosswalk of two frameworks as text and data."""

from typing import Any, NamedTuple

from assess.engine.crosswalk import Crosswalk
from assess.model.framework import Criterion
from assess.views import charts
from assess.words.columns import wrapped
from assess.words.language import _, say, spoken


def _name(criterion: Criterion) -> str:
    return f"{criterion.article} {say(criterion.title)}" if criterion.article else say(criterion.title)


class CrosswalkView(NamedTuple):
    """A crosswalk as an annex of the briefing."""

    first: str
    second: str
    rows: tuple[tuple[str, str, str, str], ...]
    """Article of each, and what only one of them asks for."""
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    counts: tuple[int, int, int]
    """Criteria only of the first, of both (counted in the first), and only of the second."""
    figure: charts.Stack


def crosswalk_view(found: Crosswalk) -> CrosswalkView:
    """The view of a crosswalk."""
    first, second = (say(framework.head.short or framework.head.title) for framework in (found.first, found.second))
    rows = tuple(
        (
            _name(pair.first),
            _name(pair.second),
            "; ".join(
                f"{d.fact.partition('.')[2]}: {', '.join(d.only_first)}" for d in pair.differences if d.only_first
            ),
            "; ".join(
                f"{d.fact.partition('.')[2]}: {', '.join(d.only_second)}" for d in pair.differences if d.only_second
            ),
        )
        for pair in found.pairs
    )
    both = len({pair.first.id for pair in found.pairs})
    counts = (len(found.only_first), both, len(found.only_second))
    figure = charts.stack(
        [("first", counts[0]), ("both", counts[1]), ("second", counts[2])],
        sum(counts),
        _("{a} criteria only in {first}, {both} of both, {b} only in {second}.").format(
            a=counts[0], first=first, both=both, b=counts[2], second=second
        ),
        flip=spoken().direction == "rtl",
    )
    return CrosswalkView(
        first, second, rows, tuple(map(_name, found.only_first)), tuple(map(_name, found.only_second)), counts, figure
    )


def text(found: Crosswalk, *, width: int = 80) -> str:
    """Which articles read the same facts, and in which lines they differ."""
    first, second = found.first, found.second
    lines = wrapped(f"{say(first.head.title)} [{first.id}] and {say(second.head.title)} [{second.id}]", width)
    lines += ["", "Articles that read the same facts"]
    last = ""
    for pair in found.pairs:
        if pair.first.id != last:
            lines += ["", *wrapped(_name(pair.first), width)]
            last = pair.first.id
        lines += wrapped(_name(pair.second), width, first="  = ")
        lines += wrapped(f"facts: {', '.join(pair.shared)}", width, first="      ")
        for d in pair.differences:
            for name, only in ((first.id, d.only_first), (second.id, d.only_second)):
                if only:
                    lines += wrapped(f"only {name} asks of {d.fact}: {'; '.join(only)}", width, first="      ")
    for framework, criteria in ((first, found.only_first), (second, found.only_second)):
        lines += ["", f"Only in {framework.id} ({len(criteria)})"]
        lines += [line for criterion in criteria for line in wrapped(_name(criterion), width, first="  - ")]
    return "\n".join(lines) + "\n"


def table(found: Crosswalk) -> list[list[str]]:
    """One row for each pair, then the criteria that stand alone."""
    rows = [[found.first.id, found.second.id, "facts", f"only_{found.first.id}", f"only_{found.second.id}"]]
    for pair in found.pairs:
        only_first = "; ".join(f"{d.fact}: {', '.join(d.only_first)}" for d in pair.differences if d.only_first)
        only_second = "; ".join(f"{d.fact}: {', '.join(d.only_second)}" for d in pair.differences if d.only_second)
        rows.append([pair.first.id, pair.second.id, " ".join(pair.shared), only_first, only_second])
    rows += [[c.id, "", "", "", ""] for c in found.only_first]
    rows += [["", c.id, "", "", ""] for c in found.only_second]
    return rows


def as_data(found: Crosswalk) -> dict[str, Any]:
    """The crosswalk as plain data."""
    return {
        "schema": "crosswalk/v1",
        "first": {"id": found.first.id, "version": found.first.head.version},
        "second": {"id": found.second.id, "version": found.second.head.version},
        "pairs": [
            {
                "first": pair.first.id,
                "second": pair.second.id,
                "facts": list(pair.shared),
                "differences": [
                    {"fact": d.fact, "only_first": list(d.only_first), "only_second": list(d.only_second)}
                    for d in pair.differences
                ],
            }
            for pair in found.pairs
        ],
        "only_first": [criterion.id for criterion in found.only_first],
        "only_second": [criterion.id for criterion in found.only_second],
    }
