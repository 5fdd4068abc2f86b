"""Several profiles side by side under one framework: scores by domain and axis, criteria that no country meets, criteria that
differ."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assess.engine.assessment import Prepared
from assess.engine.drawn import Drawn
from assess.engine.orders import Order, order_of
from assess.engine.shared import Shared, World, least_differences, units_of, worlds
from assess.model.framework import Criterion, Domain, Framework
from assess.model.results import Assessment, Finding, Rating, Score

if TYPE_CHECKING:
    from assess.engine.grouping import Grouping


class Country(NamedTuple):
    """One column of a comparison."""

    code: str
    name: str
    assessment: Assessment


class Row(NamedTuple):
    """One domain on one axis (no domain: the framework), with each country's score; None where nothing applies."""

    domain: Domain | None
    axis: str
    scores: tuple[Score | None, ...]
    order: Order
    """What is certain about the order of these scores."""


class CriterionRow(NamedTuple):
    """One criterion with each country's finding."""

    criterion: Criterion
    domain: Domain
    findings: tuple[Finding, ...]


class Comparison(NamedTuple):
    """Countries in alphabetical order; no ranks. The entries of each row stand in the same order.

    Example:
        >>> (found,) = compare_files(["examples/profiles/ken.yaml", "examples/profiles/khm.yaml"])
        >>> found.framework.id, [country.name for country in found.countries]
        ('cooperation', ['Cambodia', 'Kenya'])
        >>> {len(row.scores) for row in found.rows}, {len(row.findings) for row in found.findings}
        ({2}, {2})
    """

    framework: Framework
    countries: tuple[Country, ...]
    rows: tuple[Row, ...]
    met_by_none: tuple[CriterionRow, ...]
    """Criteria with a known gap in every country to which they apply."""
    differing: tuple[CriterionRow, ...]
    """Criteria on which countries differ, whatever the open answers are."""
    findings: tuple[CriterionRow, ...]
    shared: tuple[Shared, ...] = ()
    """Open answers that are one and the same for several of the countries, and are completed once for all."""
    apart: tuple[str, ...] = ()
    """Facts that are shared too, and were too many to be completed together."""
    worlds: tuple[World, ...] = ()
    """Every completion of what is shared; one where nothing is."""
    drawn: Drawn | None = None
    """Draws of weights, aggregation, open answers and confidence, if they were asked for."""
    grouping: "Grouping | None" = None
    """The countries in groups, if that was asked for."""
    unread: int = 0
    """Profiles that were given and could not be read."""
    passed_over: tuple[tuple[str, str, int], ...] = ()
    """Editions of which a profile has answers that no framework in use declares: country, topic, number of answers."""
    ranked: bool = False
    """Whether ranks were asked for."""


def compare(
    countries: Sequence[tuple[str, Assessment]],
    alphabet: Callable[[str], Any] = str,
    rules: Prepared | None = None,
) -> Comparison:
    """Assessments (each with the country's name) under one and the same framework.

    Args:
        rules: of that framework; without them, answers that are shared are open for each country alone.
        alphabet: the key by which names are sorted; the engine does not know the rules of languages.

    Raises:
        ValueError: fewer than two countries, one twice, several frameworks, or several versions of one.
    """
    ordered = sorted(
        (Country(a.profile.country, name, a) for name, a in countries), key=lambda c: (alphabet(c.name), c.code)
    )
    assessments = [country.assessment for country in ordered]
    frameworks = {(a.framework.id, a.framework.hash) for a in assessments}
    if len(frameworks) > 1 and len({name for name, _ in frameworks}) == 1:
        versions = ", ".join(sorted({a.framework.head.version for a in assessments}))
        raise ValueError(
            f"the assessments are of different versions of {assessments[0].framework.id} ({versions}); assess all of them again "
            "with one"
        )
    if len(ordered) < 2 or len(frameworks) != 1 or len({c.code for c in ordered}) != len(ordered):
        raise ValueError("a comparison takes two or more different countries under one framework")
    framework = assessments[0].framework
    axes = list(dict.fromkeys(axis for a in assessments for axis in a.totals))
    own = [units_of(a.scores, a.totals) for a in assessments]
    every, shared, apart = worlds(assessments, rules) if rules else ([_plain(assessments)], [], [])
    units: list[tuple[Domain | None, str]] = [(None, axis) for axis in axes]
    units += [(domain, axis) for domain in framework.domains for axis in axes]
    rows = []
    for domain, axis in units:
        unit = (domain.domain if domain else None, axis)
        scores = tuple(each.get(unit) for each in own)
        if any(scores):
            ends = [(score.low, score.high) if score else None for score in scores]
            rows.append(Row(domain, axis, scores, order_of(ends, least_differences(every, unit))))
    table = [
        CriterionRow(findings[0].criterion, findings[0].domain, findings)
        for findings in zip(*(a.findings for a in assessments), strict=True)
    ]
    return Comparison(
        framework,
        tuple(ordered),
        tuple(rows),
        tuple(row for row in table if _no_one(row.findings)),
        tuple(row for row in table if _differ(row.findings)),
        tuple(table),
        tuple(shared),
        tuple(apart),
        tuple(every),
    )


def _plain(assessments: Sequence[Assessment]) -> World:
    return World(tuple(units_of(a.scores, a.totals) for a in assessments), tuple(a.findings for a in assessments))


def _no_one(findings: Sequence[Finding]) -> bool:
    applicable = [f for f in findings if f.rating is not Rating.NOT_APPLICABLE]
    return bool(applicable) and all(f.gap for f in applicable)


def _differ(findings: Sequence[Finding]) -> bool:
    """Whether one country's best reading is below another's worst, so that they differ whatever the open answers are."""
    applicable = [f for f in findings if f.rating is not Rating.NOT_APPLICABLE]
    return bool(applicable) and min(f.high for f in applicable) < max(f.low for f in applicable)
