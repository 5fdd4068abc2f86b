"""A published index as a framework: the totals of its table, to the printed decimals."""

from fractions import Fraction
from pathlib import Path

import assess
from assess.words import terms

EXAMPLE = Path(__file__).parent.parent / "examples/index"


def test_the_published_totals_are_reproduced_to_the_printed_decimals() -> None:
    (result,) = assess.assess_file(EXAMPLE / "profile.yaml", [EXAMPLE])
    published = {
        "networks": "47.08",
        "devices": "61.40",
        "infrastructure": "51.85",
        "people": "39.68",
        "skills": "39.68",
    }
    printed = {domain: terms.interval(s.low, s.high, 100, 2) for (domain, _), s in result.scores.items()}
    assert printed == published
    assert terms.interval(result.totals["all"].low, result.totals["all"].high, 100, 2) == "46.98"
    assert result.totals["all"].low == Fraction(4698, 10000)


def test_a_measure_is_a_gap_only_below_its_target() -> None:
    (result,) = assess.assess_file(EXAMPLE / "profile.yaml", [EXAMPLE])
    price = next(f for f in result.findings if f.criterion.id == "price")
    assert price.gap  # 3.1 per cent, against a target of 2
    assert price.low == Fraction(169, 200)
