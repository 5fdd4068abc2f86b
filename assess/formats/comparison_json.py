"""A comparison as plain data, for JSON; `comparison_data.py` has its shape."""

from collections.abc import Sequence
from typing import Any

from assess.engine.comparison import Comparison
from assess.engine.divergence import OffencePair, offences, pair
from assess.engine.grouping import counts_of, range_of, read_differently
from assess.engine.orders import Order
from assess.engine.ranking import rankings
from assess.formats import draw_data
from assess.words.language import unmarked


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data."""
    return {
        "schema": "comparison/v1",
        "framework": {
            "id": comparison.framework.id,
            "version": comparison.framework.head.version,
            "sha256": comparison.framework.hash,
        },
        "countries": [{"code": c.code, "name": c.name, "as_of": str(c.assessment.as_of)} for c in comparison.countries],
        "scores": [
            {
                "domain": row.domain.domain if row.domain else None,
                "axis": row.axis,
                "countries": {
                    c.code: None if s is None else {"low": str(s.low), "high": str(s.high), "coverage": str(s.coverage)}
                    for c, s in zip(comparison.countries, row.scores, strict=True)
                },
                **_order_data(row.order, [c.code for c in comparison.countries]),
            }
            for row in comparison.rows
        ],
        "shared": [
            {
                "fact": one.fact,
                "id": one.name,
                "countries": [comparison.countries[i].code for i in sorted(one.countries)],
            }
            for one in comparison.shared
        ],
        "draws": draw_data.as_data(comparison),
        "met_by_none": [row.criterion.id for row in comparison.met_by_none],
        "read_differently": [
            {
                "criterion": each.row.criterion.id,
                "countries": each.countries,
                "differing": each.differing,
                "elements": {each.row.criterion.elements[place].id: n for place, n in each.elements},
            }
            for each in read_differently(comparison)
        ],
        "groups": _group_data(comparison),
        "offences": _offence_data(comparison),
        "tiers": _tier_data(comparison),
        "differing": [row.criterion.id for row in comparison.differing],
        "findings": [
            {
                "criterion": row.criterion.id,
                "countries": {
                    c.code: {"rating": f.rating.value, "low": str(f.low), "high": str(f.high)}
                    for c, f in zip(comparison.countries, row.findings, strict=True)
                },
            }
            for row in comparison.findings
        ],
    }


def _order_data(order: Order, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "positions": {code: list(each) if each else None for code, each in zip(codes, order.positions, strict=True)},
        "certain": [[codes[i], codes[j]] for i, j in order.edges],
        "orders": order.extensions,
    }


def _group_data(comparison: Comparison) -> dict[str, Any] | None:
    grouping = comparison.grouping
    if grouping is None:
        return None
    codes = [country.code for country in comparison.countries]
    return {
        "attribute": grouping.attribute,
        "title": unmarked(grouping.title),
        "without": [codes[i] for i in grouping.without],
        "groups": [
            {
                "id": group.id,
                "title": unmarked(group.title),
                "source": unmarked(group.said),
                "countries": [codes[i] for i in group.columns],
                "scores": [
                    {"domain": row.domain.domain if row.domain else None, "axis": row.axis, "low": str(found.low),
                     "high": str(found.high), "coverage": str(found.known), "countries": found.countries}
                    for row in comparison.rows
                    if (found := range_of(row, group.columns))
                ],
                "criteria": {row.criterion.id: counts_of(row, group.columns)._asdict() for row in comparison.findings},
            }
            for group in grouping.groups
        ],
    }  # fmt: skip


def _tier_data(comparison: Comparison) -> list[dict[str, Any]] | None:
    if not comparison.ranked:
        return None
    codes = [country.code for country in comparison.countries]
    return [
        {
            "axis": each.axis,
            "tiers": [[codes[i] for i in tier] for tier in each.tiers],
            "ranks": None if each.ranks is None else dict(zip(codes, each.ranks, strict=True)),
        }
        for each in rankings(comparison)
    ]


def _offence_data(comparison: Comparison) -> list[dict[str, Any]] | None:
    codes = [country.code for country in comparison.countries]
    if not offences(comparison) or len(codes) > draw_data.MOST_PAIRS:
        return None
    return [
        {
            "countries": [codes[i], codes[j]],
            "offences": {o.row.criterion.id: _elements(o) for o in pair(comparison, i, j)},
        }
        for i in range(len(codes))
        for j in range(i + 1, len(codes))
    ]


def _elements(found: OffencePair) -> dict[str, list[str]]:
    elements = found.row.criterion.elements
    return {
        name: [elements[place].id for place in places]
        for name, places in (("both", found.both), ("first", found.first), ("second", found.second),
                             ("neither", found.neither), ("open", found.open))
    }  # fmt: skip
