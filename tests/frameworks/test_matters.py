"""What hangs on each criterion for cooperation (`matters`): it is there, short, and reads well in a paragraph."""

import re
from itertools import pairwise

import pytest

from assess import load_library

FRAMEWORKS = ("cooperation", "budapest", "budapest_protocol_1", "budapest_protocol_2", "malabo", "un_convention")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_criterion_says_in_a_sentence_what_hangs_on_it(framework: str, language: str) -> None:
    said = {}
    for domain in load_library([framework], language=language).frameworks[0].domains:
        for criterion in domain.criteria:
            text = criterion.matters  # with a translation, a mapping by language
            said[criterion.id] = text.get(language) if isinstance(text, dict) else text if language == "en" else None
        ids = [criterion.id for criterion in domain.criteria]
        alike = [(a, b) for a, b in pairwise(ids) if begins(said[a]) == begins(said[b])]
        assert alike == [], "two sentences that follow each other begin alike"
    wrong = {
        name: text for name, text in said.items() if not (text and len(text) <= 200 and one_or_two_sentences(text))
    }
    assert said
    assert wrong == {}


def begins(text: str | None) -> list[str]:
    return re.split(r"[ ’,;]+", text or "")[:2]


def one_or_two_sentences(text: str) -> bool:
    return re.fullmatch(r"[A-ZÀ-Ý][^.?!:()]+\.( [A-ZÀ-Ý][^.?!:()]+\.)?", text) is not None


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_hangs_on_it_is_a_fact_and_no_advice(framework: str) -> None:
    """Advice stands in recommendations; what a State does is not weighed (`docs/words.md`)."""
    weighing = re.compile(r"\b(should|must|fail(s|ed)? to|weak|poor|inadequate|insufficient|safe haven|comply)\b", re.I)
    for domain in load_library([framework]).frameworks[0].domains:
        found = [c.id for c in domain.criteria if isinstance(c.matters, str) and weighing.search(c.matters)]
        assert found == []
