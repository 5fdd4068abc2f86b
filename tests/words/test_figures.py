"""Printed figures: rounded half up, and never across an end of the scale or the bound of a level; counts, values, dates."""

from datetime import date
from fractions import Fraction as F

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from assess.model.base import PartialDate
from assess.words.countries import in_sentence
from assess.words.figures import _MONTHLY, date_words, dated, decimals_of, interval, number, percent, quantity
from assess.words.language import headed, is_marked, is_untranslated, listed, quote, say, speaking

SHARES = st.fractions(min_value=0, max_value=1)
BOUNDS = st.lists(st.fractions(min_value=0, max_value=1, max_denominator=20), max_size=4)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0.00"), ("1/1000", "0.01"), ("1/200", "0.01"), ("7/500", "0.01"), ("3/200", "0.02"), ("1/2", "0.50"),
        ("871/875", "0.99"), ("199/200", "0.99"), ("989/1000", "0.99"), ("1", "1.00"),
    ],
)  # fmt: skip
def test_no_score_reaches_an_end_that_it_does_not_reach(value: str, text: str) -> None:
    assert number(F(value)) == text


@pytest.mark.parametrize(
    ("value", "scale", "decimals", "text"),
    [
        ("1/1000", 100, 2, "0.10"), ("99999/100000", 100, 2, "99.99"), ("1/100000", 100, 2, "0.01"), ("1", 100, 2, "100.00"),
        ("995/1000", 100, 0, "99"), ("1/1000", 100, 0, "1"), ("1/2", 5, 0, "3"), ("99/100", "5/2", 0, "2"), ("1", "5/2", 0, "3"),
        ("1/2", 1, 0, "0.5"), ("99/100", 1, 0, "0.9"), ("1", 1, 0, "1.0"), ("2/3", 1, 4, "0.6667"),
        ("99999/100000", 1, 4, "0.9999"),
        ("1/2", 2, 0, "1"), ("1/3", "1/10", 0, "0.03"),
    ],
)  # fmt: skip
def test_a_scale_has_its_own_ends(value: str, scale: int | str, decimals: int, text: str) -> None:
    assert number(F(value), F(scale), decimals) == text


@pytest.mark.parametrize(
    ("value", "bounds", "text"),
    [
        ("5996/10000", [], "0.60"), ("5996/10000", ["3/5"], "0.59"), ("5996/10000", ["1/2", "3/5"], "0.59"),
        ("3/5", ["3/5"], "0.60"), ("6004/10000", ["3/5"], "0.60"), ("594/1000", ["3/5"], "0.59"),
        ("2/3", ["2/3"], "0.67"), ("6666/10000", ["2/3"], "0.66"), ("333334/1000000", ["1/3"], "0.33"),
        ("1/2", ["0"], "0.50"), ("0", ["0", "1/2"], "0.00"), ("997/1000", ["996/1000"], "0.99"), ("995/1000", ["996/1000"], "0.98"),
        ("1/100", ["1/80"], "0.010"), ("1/80", ["1/80"], "0.013"), ("501/1000", ["1/2", "502/1000"], "0.501"),
    ],
)  # fmt: skip
def test_no_figure_reaches_the_bound_of_a_level_that_it_does_not_reach(
    value: str, bounds: list[str], text: str
) -> None:
    assert number(F(value), bounds=map(F, bounds)) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("1/2", "1/2", "0.50"), ("42/100", "3/4", "0.42–0.75"), ("0", "1", "0.00–1.00"), ("997/1000", "1", "0.99–1.00"),
        ("0", "1/1000", "0.00–0.01"), ("4231/10000", "4233/10000", "0.4231–0.4233"), ("998/1000", "999/1000", "0.998–0.999"),
        ("4200001/10000000", "4200002/10000000", "0.4200001–0.4200002"),
    ],
)  # fmt: skip
def test_ends_that_differ_look_different(low: str, high: str, text: str) -> None:
    assert interval(F(low), F(high)) == text


def test_an_interval_has_the_scale_the_bounds_and_the_sign_of_its_language() -> None:
    assert interval(F("5996/10000"), F("999/1000"), 100, 0, [F("3/5")]) == "59–99"
    with speaking("fr"):
        assert interval(F("5996/10000"), F("999/1000"), 100, 1, [F("3/5")]) == "59,9–99,9"


@given(SHARES, SHARES, BOUNDS, st.sampled_from([1, 5, 100]), st.integers(0, 4))
def test_figures_keep_the_order_of_scores_and_sides_of_bounds(
    a: F, b: F, bounds: list[F], scale: int, decimals: int
) -> None:
    low, high = (F(number(value, scale, decimals, bounds)) for value in sorted((a, b)))
    top = F(number(F(1), scale, decimals, bounds))
    assert 0 <= low <= high <= top
    for value, shown in ((min(a, b), low), (max(a, b), high)):
        assert (shown == 0) == (value == 0)
        assert (shown == top) == (value == 1)
        assert all((shown >= F(number(bound, scale, decimals, bounds))) == (value >= bound) for bound in bounds)


@pytest.mark.parametrize(
    ("value", "bounds", "decimals"),
    [
        ("0", [], 2), ("1", [], 2), ("1/2", [], 2), ("1/3", [], 2), ("999/1000", [], 3), ("994/1000", [], 2), ("995/1000", [], 3),
        ("1/1000", [], 3), ("5/1000", [], 2), ("4/1000", [], 3), ("5996/10000", [], 2), ("5996/10000", ["3/5"], 4),
        ("3/5", ["3/5"], 2), ("594/1000", ["3/5"], 2), ("595/1000", ["3/5"], 3), ("585/1000", ["59/100"], 3),
    ],
)  # fmt: skip
def test_a_cell_has_the_decimals_that_keep_it_off_ends_and_bounds(value: str, bounds: list[str], decimals: int) -> None:
    assert decimals_of(F(value), map(F, bounds)) == decimals


def test_a_cell_has_no_more_decimals_than_numbers_in_spreadsheets() -> None:
    assert decimals_of(F(1, 10**30)) == 15


# Counts and values


QUANTITIES = [0, 7, 999, 1000, -1000, 1234567, 62.5, 17.3, 2.0, 0.0000001, 1e22, 1234.25, -0.5]


@pytest.mark.parametrize("value", QUANTITIES)
def test_a_quantity_is_what_babel_makes_of_it_with_nothing_rounded(value: float) -> None:
    wanted = {code: format_decimal(str(value), locale=code, decimal_quantization=False) for code in ("en", "fr")}
    assert quantity(value) == wanted["en"].removesuffix(".0")
    with speaking("fr"):
        assert quantity(value) == wanted["fr"].removesuffix(",0")


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (1234567.5, "1,234,567.5", "1\u202f234\u202f567,5"), (62.5, "62.5", "62,5"), (999, "999", "999"),
        (1000, "1,000", "1\u202f000"), (F(1, 4), "0.25", "0,25"), (F(3), "3", "3"), (F(2, 3), "2/3", "2/3"), (-999, "-999", "-999"),
        (-1000, "-1,000", "-1\u202f000"),
        (10, "10", "10"), (100.0, "100", "100"), (F(1500), "1,500", "1\u202f500"),
    ],
)  # fmt: skip
def test_a_quantity_is_in_the_signs_of_the_language(value: float | F, english: str, french: str) -> None:
    assert quantity(value) == english
    with speaking("fr"):
        assert quantity(value) == french


@given(st.fractions(min_value=0, max_value=1))
def test_a_share_is_what_babel_makes_of_it_and_all_or_nothing_only_where_it_is(share: F) -> None:
    text = percent(share)
    assert text in {format_percent(n / 100, locale="en") for n in range(101)}
    assert (text == "0%") == (share == 0)
    assert (text == "100%") == (share == 1)
    assert abs(F(text[:-1]) / 100 - share) <= F(1, 100)


# Dates


@pytest.mark.parametrize("month", range(1, 13))
def test_english_dates_are_those_of_babel(month: int) -> None:
    one = date(2024, month, 5)
    assert date_words(one) == format_date(one, "d MMMM y", locale="en")
    assert date_words(one, length="medium") == format_date(one, "d MMM y", locale="en")


@pytest.mark.parametrize(
    ("day", "long", "medium"),
    [
        (date(2024, 3, 5), "5 mars 2024", "5 mars 2024"), (date(2024, 3, 1), "1er mars 2024", "1er mars 2024"),
        (date(2011, 11, 11), "11 novembre 2011", "11 nov. 2011"), (date(2011, 10, 1), "1er octobre 2011", "1er oct. 2011"),
        (date(2021, 1, 21), "21 janvier 2021", "21 janv. 2021"),
    ],
)  # fmt: skip
def test_french_dates_write_the_first_of_a_month_as_french_does(day: date, long: str, medium: str) -> None:
    with speaking("fr"):
        assert (date_words(day), date_words(day, length="medium")) == (long, medium)


# Parts and titles


def test_parts_and_titles_have_the_signs_of_the_language() -> None:
    assert (listed(["a", "b", "c"]), listed([]), headed("a", "b")) == ("a; b; c", "", "a: b")
    with speaking("fr"):
        assert (listed(["a", "b"]), headed("a", "b")) == ("a\xa0; b", "a\xa0: b")


def test_whether_a_text_is_marked_and_whether_a_translation_is_wanted() -> None:
    with speaking("fr"):
        assert [is_marked(text) for text in ("a", say("a"), quote("a"), f"b {quote('a')}")] == [False, True, True, True]
        assert [is_untranslated(text) for text in ("a!", say("a"), quote("a"), f"b {say('a')}")] == [
            False,
            True,
            False,
            True,
        ]


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        (date(2024, 3, 5), "closed on 5 March 2024", "closed le 5 mars 2024"),
        (PartialDate(2024, 4), "closed in April 2024", "closed en avril 2024"),
        (PartialDate(2024), "closed in 2024", "closed en 2024"),
    ],
)
def test_a_date_known_in_part_has_its_own_preposition(when: date | PartialDate, english: str, french: str) -> None:
    assert dated("{status} on {date}", when, status="closed") == english
    with speaking("fr"):
        assert dated("{status} on {date}", when, status="closed") == french


def test_every_message_with_a_date_has_one_for_a_month_in_each_language() -> None:
    for message, monthly in _MONTHLY.items():
        assert "{month}" in monthly
        assert "{date}" not in monthly
        for code in ("en", "fr"):
            with speaking(code):
                words = dated(message, PartialDate(2024, 10), status="S", paragraph="P", country=in_sentence("Kenya"))
                assert {"en": "October 2024", "fr": "octobre 2024"}[code] in words
                assert "le octobre" not in words
                assert "on October" not in words
