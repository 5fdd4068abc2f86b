"""The number of pages: two for decisions, a body for discussion, an annex as long as necessary."""

import pytest

from tests.formats import pdftree
from tests.formats.briefings import Briefings, Rendered

pytestmark = pytest.mark.documents


def page_of(one: Rendered, words: str) -> int:
    """The page, counted from 1, on which the first heading with these words stands."""
    with one.pdf.open_outline() as outline:
        (item, *_) = [item for item in outline.root if item.title.startswith(words)]
        page = item.destination[0]
        return [each.objgen for each in one.pdf.pages].index(page.objgen) + 1


@pytest.mark.parametrize(
    ("name", "brief", "contents", "annex"),
    [
        ("kenya", "Brief for decision", "Contents", "Annex A"),
        ("cambodia", "Brief for decision", "Contents", "Annex A"),
        ("french", "Note pour décision", "Table des matières", "Annexe A"),
    ],
)
def test_the_body_has_at_most_twenty_pages_and_the_brief_two(
    briefings: Briefings, name: str, brief: str, contents: str, annex: str
) -> None:
    one = briefings[name]
    assert page_of(one, annex) <= 21
    assert page_of(one, contents) - page_of(one, brief) == 2


def test_the_brief_alone_has_two_pages(briefings: Briefings) -> None:
    assert len(briefings["brief"].pdf.pages) == 2
    assert pdftree.read(briefings["brief"].pdf)
