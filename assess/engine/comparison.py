"""Several profiles side by side under one framework: scores by domain and axis, criteria that no country meets, criteria that
differ."""

from collections.abc import Callable, Sequence
from typing import Any

from assess.model.framework import Criterion, Domain, Framework
from assess.model.results import Assessment, Finding, Rating, Score
from assess.tuples import NamedTuple


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


def compare(countries: Sequence[tuple[str, Assessment]], alphabet: Callable[[str], Any] = str) -> Comparison:
    """Assessments (each with the country's name) under one and the same framework.

    Args:
        alphabet: the key by which names are sorted; the engine does not know the rules of languages.

    Raises:
        ValueError: fewer than two countries, one twice, or several frameworks.
    """
    ordered = sorted(
        (Country(a.profile.country, name, a) for name, a in countries), key=lambda c: (alphabet(c.name), c.code)
    )
    assessments = [country.assessment for country in ordered]
    frameworks = {(a.framework.id, a.framework.hash) for a in assessments}
    if len(ordered) < 2 or len(frameworks) != 1 or len({c.code for c in ordered}) != len(ordered):
        raise ValueError("a comparison takes two or more different countries under one framework")
    framework = assessments[0].framework
    axes = list(dict.fromkeys(axis for a in assessments for axis in a.totals))
    rows = [Row(None, axis, tuple(a.totals.get(axis) for a in assessments)) for axis in axes]
    for domain in framework.domains:
        for axis in axes:
            scores = tuple(a.scores.get((domain.domain, axis)) for a in assessments)
            if any(scores):
                rows.append(Row(domain, axis, scores))
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
    )


def _no_one(findings: Sequence[Finding]) -> bool:
    applicable = [f for f in findings if f.rating is not Rating.NOT_APPLICABLE]
    return bool(applicable) and all(f.gap for f in applicable)


def _differ(findings: Sequence[Finding]) -> bool:
    """Whether one country's best reading is below another's worst, so that they differ whatever the open answers are."""
    applicable = [f for f in findings if f.rating is not Rating.NOT_APPLICABLE]
    return bool(applicable) and min(f.high for f in applicable) < max(f.low for f in applicable)
