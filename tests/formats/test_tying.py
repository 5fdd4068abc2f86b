"""Dates, and words for sections with their numbers, stay on one line; spaces before links are where lines break well."""

import pytest

from assess.formats.tying import led, tied
from assess.words.language import speaking


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>in force since 31 October 2026</p>", "<p>in force since 31~October~2026</p>"),
        ("<p>in May 2020, s. 48 and ss. 2 and 3 of it</p>", "<p>in May~2020, s.~48 and ss.~2 and 3 of it</p>"),
        ("<p>Section 12, article 5, No. 185, § 3</p>", "<p>Section~12, article~5, No.~185, §~3</p>"),
        ('<p title="s. 4">x</p><style>a. 5 {}</style>', '<p title="s. 4">x</p><style>a. 5 {}</style>'),
        ("<p>This is 5 Mayors and cars. 7 left</p>", "<p>This is 5 Mayors and cars. 7 left</p>"),
    ],
)
def test_what_belongs_together_is_tied(before: str, after: str) -> None:
    assert tied(before) == after.replace("~", "\u00a0")


def test_dates_in_french_are_tied_too() -> None:
    with speaking("fr"):
        assert tied("<p>le 1er juillet 2018, art. 3</p>") == "<p>le 1er\u00a0juillet\u00a02018, art.\u00a03</p>"


def test_lines_can_break_after_the_space_before_a_link_or_bold_text() -> None:
    assert led('not known <a class="ref" href="#S1">[S1]</a>, <b>or</b> <i>x</i>') == (
        'not known \u200b<a class="ref" href="#S1">[S1]</a>, \u200b<b>or</b> <i>x</i>'
    )
    assert led('loi «\u00a0<span lang="en">Act</span>\u00a0».') == 'loi \u200b<span lang="en">«\u00a0Act\u00a0»</span>.'
