"""Published indexes: pillars of 20 in a total of 100, means chosen for each depth, levels on totals and by the printed figure."""

from fractions import Fraction as Fr
from pathlib import Path
from typing import Any

import pytest

from assess.api import (
    assess_profile,
    compare_files,
    comparison_document,
    document,
    status_warnings,
    validate_files,
)  # fmt: skip
from assess.engine.assessment import prepare
from assess.engine.comparison import compare
from assess.engine.score import level_of
from assess.model.results import Assessment
from assess.views.comparison_view import comparison_view
from tests.build import library, profile

FACTS = {f"m{i}": {"kind": "number", "min": 0, "max": 1, "unit": "u"} for i in range(4)}
LEVELS = [{"word": "tier 3", "from": 0}, {"word": "tier 2", "from": "1/2"}, {"word": "tier 1", "from": "9/10"}]


def measures(*places: int) -> dict[str, Any]:
    return {
        "criteria": [
            {"id": f"m{i}", "title": f"M{i}", "measure": {"fact": f"t.m{i}", "from": 0, "to": 1}} for i in places
        ]
    }


def index(values: list[float | None], code: str = "KEN", **method: Any) -> Assessment:
    """Two pillars of two domains each, in a total."""
    domains: dict[str, Any] = {"first": {}, "second": {}}
    for i in range(4):
        domains[f"d{i}"] = {"parent": "first" if i < 2 else "second", **measures(i)}
    made = library(
        FACTS, domains, nature="index", method={"axes": "together", "levels": LEVELS, "scale": 100, **method}
    )
    text = ", ".join(
        f"t.m{i}: {'unknown' if v is None else f'{{value: {v}, period: 2025, cite: [p]}}'}"
        for i, v in enumerate(values)
    )
    head = f"schema: profile/v1\ncountry: {code}\nas_of: 2026-06-30\nsources: {{p: {{kind: press, title: P}}}}\n"
    (found,) = assess_profile(profile(made, f"{head}facts: {{{text}}}"), made)
    assert prepare(made.frameworks[0], made.catalogue)
    return found


PILLARS = [{"scale": 100}, {"scale": 20}, {"scale": 10}]


def test_each_depth_has_its_scale() -> None:
    found = index([0.5, 1, 0.25, 0.75], depths=PILLARS)
    assert [found.scores[name, "all"].depth for name in ("first", "d0")] == [1, 2]
    text = document([found], ".txt")
    assert isinstance(text, str)
    for figure in ("62.50", "15.00", "10.00", "5.00", "2.50"):  # the total, the pillars of 20, the domains of 10
        assert figure in text
    other = index([0, 0, 1, 1], "GHA", depths=PILLARS)._replace(framework=found.framework)
    compared = compare([("Kenya", found), ("Ghana", other)])
    (axis,) = comparison_view([compared]).parts[0].axes
    figures = {row.title: [cells[0] for cells in row.cells] for row in axis[1]}
    assert figures == {
        "Framework": ["50.00", "62.50"], "FIRST": ["0.00", "15.00"], "SECOND": ["20.00", "10.00"], "D0": ["0.00", "5.00"],
        "D1": ["0.00", "10.00"], "D2": ["10.00", "2.50"], "D3": ["10.00", "7.50"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ways", "pillar", "total"),
    [
        (("arithmetic", "arithmetic"), Fr(5, 8), Fr(9, 16)), (("geometric", "arithmetic"), Fr(5, 8), Fr("0.559016994375")),
        (("arithmetic", "geometric"), Fr(1, 2), Fr(1, 2)), (("minimum", "minimum"), Fr(1, 4), Fr(1, 4)),
    ],
)  # fmt: skip
def test_each_depth_adds_up_in_its_own_way(ways: tuple[str, str], pillar: Fr, total: Fr) -> None:
    found = index([0.25, 1, 0.5, 0.5], depths=[{"aggregation": way} for way in ways])
    assert found.scores["first", "all"].low == pillar
    assert found.scores["second", "all"].low == Fr(1, 2)
    assert found.totals["all"].low == total


def test_what_is_open_makes_an_interval_at_each_depth() -> None:
    found = index([None, 1, 0.25, 0.25], depths=[{"aggregation": "geometric"}, {"aggregation": "geometric"}])
    first, total = found.scores["first", "all"], found.totals["all"]
    assert (first.low, first.high) == (0, 1)
    assert (total.low, total.high) == (0, Fr(1, 2))


def test_levels_stand_on_totals_only_and_go_by_the_printed_figure() -> None:
    values: list[float | None] = [0.89999, 0.9, 0.9, 0.9]
    published = index(values, depths=PILLARS, levels_on="totals", levels_from="printed")
    total, pillar = published.totals["all"], published.scores["first", "all"]
    assert total.low < Fr(9, 10)
    method = published.framework.method_at
    assert level_of(total, method(0)).low == "tier 1"
    assert level_of(pillar, method(1)).kind == "none"
    text = document([published], ".txt")
    assert "90.00" in str(text)
    exactly = index(values, depths=PILLARS)
    assert level_of(exactly.totals["all"], exactly.framework.method_at(0)).low == "tier 2"
    assert level_of(exactly.scores["first", "all"], exactly.framework.method_at(1)).low == "tier 2"
    assert "89.99" in str(document([exactly], ".txt"))


def test_a_comparison_speaks_of_values() -> None:
    found = index([0.62, 1, 1, 1], depths=PILLARS)
    other = index([0.5, 1, 1, 1], "GHA", depths=PILLARS)._replace(framework=found.framework)
    text = str(comparison_document([compare([("Kenya", found), ("Ghana", other)])], ".txt"))
    assert "value 0.62 u; target at least 1 u" in " ".join(text.split())


# Editions


def test_facts_of_another_edition_are_read_where_it_is_in_use_and_else_named(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent / "examples"
    answers = "facts:\n  index.digital_literacy: {value: 50, period: 2025, cite: [p]}\n"
    head = "schema: profile/v1\nas_of: 2026-06-30\nsources: {p: {kind: press, title: P}}\n"
    paths = []
    for code, more in (("KEN", "editions: [index]\n"), ("GHA", "editions: index\n")):
        paths.append(tmp_path / f"{code}.yaml")
        paths[-1].write_text(f"{head}country: {code}\n{more}{answers}")
    (compared,) = compare_files(paths, "budapest")
    assert compared.passed_over == (("KEN", "index", 1), ("GHA", "index", 1))
    text = " ".join(str(comparison_document([compared], ".txt")).split())
    assert (
        "Passed over, as no framework in use declares its facts: index (KEN: 1 answer); index (GHA: 1 answer)." in text
    )
    assert [f"{w.place.line}:{w.place.column} {w.code}" for w in status_warnings(paths[0])] == ["5:11 passed-over"]
    (read,) = compare_files(paths, root / "index")
    assert read.passed_over == ()
    assert read.findings[0].findings[0].low == read.findings[0].findings[1].low
    assert any(row.findings[0].measured and row.findings[0].measured.value == 50 for row in read.findings)
    assert not [w for w in status_warnings(paths[0], root / "index") if w.code == "passed-over"]
    paths[0].write_text(f"{head}country: KEN\n{answers}")  # without the key it is a mistake, as before
    assert [fault.code for fault in validate_files(paths[0])] == ["unknown-fact"]
    paths[0].write_text(
        f"{head}country: KEN\neditions: [index]\n{answers.replace('digital_literacy', 'digital_litracy')}"
    )
    assert [fault.code for fault in validate_files(paths[0], root / "index")] == ["unknown-fact"]
