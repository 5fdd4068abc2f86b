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
    ("name", "brief", "annex", "most"),
    [
        ("kenya", "Brief for decision", "Annex A", 16),  # 15 before regional treaties were answered one by one
        ("cambodia", "Brief for decision", "Annex A", 15),
        ("french", "Note pour décision", "Annexe A", 18),
    ],
)
def test_the_body_has_so_many_pages(briefings: Briefings, name: str, brief: str, annex: str, most: int) -> None:
    one = briefings[name]
    assert page_of(one, brief) == 2
    assert page_of(one, annex) - 1 <= most


@pytest.mark.parametrize(
    ("name", "brief", "treaties"),
    [
        ("kenya", "Brief for decision", "Treaties"),
        ("cambodia", "Brief for decision", "Treaties"),
        ("french", "Note pour décision", "Traités"),
    ],
)
def test_the_brief_has_two_pages_and_the_treaties_follow(
    briefings: Briefings, name: str, brief: str, treaties: str
) -> None:
    one = briefings[name]
    assert page_of(one, treaties) - page_of(one, brief) == 2


def test_the_brief_alone_has_two_pages(briefings: Briefings) -> None:
    assert len(briefings["brief"].pdf.pages) == 2
    assert pdftree.read(briefings["brief"].pdf)
