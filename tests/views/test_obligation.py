"""Whose duty it is that a finding rests on: "duty" alone is one that binds the State."""

from pathlib import Path

import pytest

from assess.api import assess_file
from assess.formats.scorecard import explanation
from assess.views.standing_view import obligation_says

PROFILES = Path(__file__).parents[2] / "examples/profiles"


@pytest.mark.parametrize(
    ("country", "framework", "criterion", "said"),
    [
        ("ken", "budapest", "art16", "duty of those whom the text binds; it does not bind Kenya"),
        ("est", "budapest", "art16", "duty"),
        ("ken", "g20", "norms_accepted", "asked for by a text that binds no State"),
    ],
)
def test_a_duty_is_one_of_those_whom_the_text_binds(country: str, framework: str, criterion: str, said: str) -> None:
    (found,) = assess_file(PROFILES / f"{country}.yaml", framework)
    finding = next(each for each in found.findings if each.criterion.id == criterion)
    assert obligation_says(found, finding) == said
    text = " ".join(explanation(found, finding).split())
    assert f", law; {said};" in text or f"; {said};" in text or f", {said}," in text
