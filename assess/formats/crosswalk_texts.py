"""A crosswalk of two frameworks as text, table and data."""

from typing import Any

from assess.engine.crosswalk import Crosswalk
from assess.problems import visible
from assess.views.crosswalk_view import article_name
from assess.words.columns import wrapped
from assess.words.language import say, unmarked


def text(found: Crosswalk, *, width: int = 80) -> str:
    """Which articles read the same facts, and in which lines they differ."""
    first, second = found.first, found.second
    lines = wrapped(f"{say(first.head.title)} [{first.id}] and {say(second.head.title)} [{second.id}]", width)
    lines += ["", "Articles that read the same facts"]
    last = ""
    for pair in found.pairs:
        if pair.first.id != last:
            lines += ["", *wrapped(article_name(pair.first), width)]
            last = pair.first.id
        lines += wrapped(article_name(pair.second), width, first="  = ")
        lines += wrapped(f"facts: {', '.join(pair.shared)}", width, first="      ")
        for d in pair.differences:
            for name, only in ((first.id, d.only_first), (second.id, d.only_second)):
                if only:
                    lines += wrapped(f"only {name} asks of {d.fact}: {'; '.join(only)}", width, first="      ")
    for framework, criteria in ((first, found.only_first), (second, found.only_second)):
        lines += ["", f"Only in {framework.id} ({len(criteria)})"]
        lines += [line for criterion in criteria for line in wrapped(article_name(criterion), width, first="  - ")]
    return visible(unmarked("\n".join(lines))) + "\n"


def table(found: Crosswalk) -> list[list[str]]:
    """One row for each pair, then the criteria without a counterpart."""
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
