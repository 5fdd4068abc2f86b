"""A matrix of States as text, data and a table."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from assess.engine.corridors import Corridor
from assess.engine.pair_matrix import Matrix
from assess.engine.pairs import PairStatus
from assess.model.catalogue import Fact
from assess.problems import visible
from assess.views.matrix_view import corridor_lines, corridor_note, key, lines, order, span
from assess.views.pair_view import dates_apart, note
from assess.words.columns import columns, wrapped
from assess.words.countries import country_name
from assess.words.figures import date_words
from assess.words.language import _, say, unmarked


class Found(NamedTuple):
    """A matrix with, where they were asked for, the facts that would open most."""

    matrix: Matrix
    corridors: tuple[tuple[Corridor, ...], ...] | None
    facts: Mapping[str, Fact]


WIDEST = 30
"""Up to so many States the whole table is printed; of more, what each has with the others."""
_LETTERS = {PairStatus.RECORDED: "r", PairStatus.CONDITIONS: "c", PairStatus.NONE: "n", PairStatus.UNKNOWN: "u"}


def text(found: Found, *, width: int = 80) -> str:
    """The table in blocks that fit."""
    matrix = found.matrix
    made = [f"{say(matrix.framework.head.title)} ({matrix.framework.id} {matrix.framework.head.version})", ""]
    rows, places = lines(matrix), order(matrix)
    if len(rows) <= WIDEST:
        made += columns(
            [[row.code, row.name, date_words(matrix.days[i])] for row, i in zip(rows, places, strict=True)],
            width,
            grow=1,
        )
        made += ["", *wrapped(key(matrix), width), ""]
        size = max(len(cell) for row in rows for cell in row.cells) + 2
        fits = max(1, (width - 5) // size)
        for start in range(0, len(rows), fits):
            part = range(start, min(start + fits, len(rows)))
            made.append("     " + "".join(rows[k].code.rjust(size) for k in part))
            made += [row.code.ljust(5) + "".join((row.cells[k] or "·").rjust(size) for k in part) for row in rows]
            made.append("")
    else:
        made += wrapped(_("Steps with a basis recorded, the fewest and the most over all other States."), width)
        table = [[_("State"), _("asks"), _("is asked")]]
        for row, i in zip(rows, places, strict=True):
            own = span(matrix, i, requested=False), span(matrix, i, requested=True)
            table.append([f"{row.name} ({row.code})", *own])
        made += ["", *columns(table, width), ""]
    apart = dates_apart(matrix.days)
    made += wrapped(apart, width) if apart else []
    if found.corridors is not None:
        made += ["", *wrapped(corridor_note(), width)]
        facts = {name: say(fact.title) for name, fact in found.facts.items()}
        for name, said in corridor_lines(found.corridors, matrix, facts):
            made += [f"  {name}"] if said else []
            made += [line for each in said for line in wrapped(each, width, first="    - ")]
    made += ["", *wrapped(note(), width)]
    return visible(unmarked("\n".join(made))) + "\n"


COLUMNS = ("framework", "requesting", "requested", "recorded", "conditions", "none", "unknown")


def table(found: Found) -> list[list[str]]:
    """The header, and a row for each direction; counts first, then the status of each step in its column."""
    return [[*COLUMNS, *found.matrix.steps], *_rows(found.matrix)]


def _rows(matrix: Matrix) -> Iterator[list[str]]:
    places = order(matrix)
    for i in places:
        for j in places:
            if i != j:
                counted = matrix.counted(i, j)
                codes = matrix.profiles[i].country, matrix.profiles[j].country
                statuses = [matrix.status(i, j, k).value for k in range(len(matrix.steps))]
                yield [matrix.framework.id, *codes, *map(str, counted), *statuses]


def _statuses(matrix: Matrix, requesting: int, requested: int) -> str:
    return "".join(_LETTERS[matrix.status(requesting, requested, k)] for k in range(len(matrix.steps)))


def as_data(found: Found) -> dict[str, Any]:
    """The matrix as plain data."""
    matrix = found.matrix
    places = order(matrix)
    codes = [profile.country for profile in matrix.profiles]
    data: dict[str, Any] = {
        "schema": "bilateral-matrix/v1",
        "framework": {
            "id": matrix.framework.id,
            "version": matrix.framework.head.version,
            "sha256": matrix.framework.hash,
        },
        "countries": [
            {"code": codes[i], "name": unmarked(country_name(matrix.profiles[i])), "as_of": str(matrix.days[i])}
            for i in places
        ],
        "steps": list(matrix.steps),
        "statuses": {letter: status.value for status, letter in _LETTERS.items()},
        "directions": {codes[i]: {codes[j]: _statuses(matrix, i, j) for j in places if j != i} for i in places},
    }
    if found.corridors is not None:
        data["would_open"] = {codes[i]: [_opened(one) for one in found.corridors[i]] for i in places}
    return data


def _opened(one: Corridor) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "open": one.is_open,
        "opened": one.opened,
        "states": one.partners,
        "steps": list(one.steps),
    }
