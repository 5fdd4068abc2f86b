"""Draws of a comparison as data, and as rows of a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from assess.engine.comparison import Comparison
from assess.engine.drawn import DrawnRow, Spread
from assess.engine.sensitivity import drivers
from assess.formats.tables import decimal

MOST_PAIRS = 60
"""Of more countries only the totals have every pair."""


def as_data(compared: Comparison) -> dict[str, Any] | None:
    """The draws as plain data; None where nothing was drawn."""
    drawn = compared.drawn
    if drawn is None:
        return None
    codes = [country.code for country in compared.countries]
    return {
        "draws": drawn.setting.draws,
        "seed": drawn.setting.seed,
        "concentration": None if drawn.setting.experts else str(drawn.setting.concentration),
        "experts": [expert.name for expert in drawn.setting.experts],
        "aggregations": list(drawn.aggregations),
        "library": drawn.library,
        "drivers": {
            each.axis: {
                "factors": {
                    d.name: {"first": float(d.first), "total": float(d.total)} for d in drawn.drivers[each.axis]
                },
                "open": {part.name: str(part.share) for part in each.open},
                "weights": {part.name: str(part.share) for part in each.weights},
            }
            for each in drivers(compared)
            if each.axis in drawn.drivers
        },
        "rows": [_row(row, codes) for row in drawn.rows],
        "evidence": [_row(row, codes) for row in drawn.evidence],
    }


def _row(row: DrawnRow, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "domain": row.domain,
        "axis": row.axis,
        "countries": {code: _spread(each) for code, each in zip(codes, row.countries, strict=True)},
        "higher": {
            codes[i]: {codes[j]: _share(share) for j, share in enumerate(own) if share is not None}
            for i, own in enumerate(row.higher)
        }
        if has_pairs(row, codes)
        else {},
        "sure": [[codes[i], codes[j]] for i, j in sorted(row.sure)],
        "exact": [[codes[i], codes[j]] for i, j in sorted(row.exact)],
    }


def has_pairs(row: DrawnRow, codes: Sequence[str]) -> bool:
    """Whether all pairs are written out."""
    return row.domain is None or len(codes) <= MOST_PAIRS


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "score": [decimal(each) for each in spread.score],
        "position": list(spread.position),
        "positions": list(spread.positions),
    }


def _share(share: Fraction) -> str:
    """To four decimals, as far as draws can tell."""
    return f"{float(share):.4f}"


def table_rows(compared: Comparison) -> Iterator[dict[str, str]]:
    """Rows of the table, each by the names of its columns: one for each score and country, one for each pair."""
    drawn = compared.drawn
    if drawn is None:
        return
    codes = [country.code for country in compared.countries]
    for kind, rows in (("drawn", drawn.rows), ("drawn_evidence", drawn.evidence)):
        for row in rows:
            head = {"framework": compared.framework.id, "domain": row.domain or "", "axis": row.axis}
            for code, spread in zip(codes, row.countries, strict=True):
                if spread:
                    low, middle, high = map(decimal, spread.score)
                    best, usual, worst = map(str, spread.position)
                    yield {**head, "row": kind, "country": code, "low": low, "median": middle, "high": high,
                           "best_position": best, "median_position": usual, "worst_position": worst}  # fmt: skip
            for i, own in enumerate(row.higher if has_pairs(row, codes) else ()):
                for j, share in enumerate(own):
                    if share is not None and i < j:
                        yield {
                            **head,
                            "row": f"{kind}_pair",
                            "country": codes[i],
                            "other": codes[j],
                            "share": _share(share),
                        }
