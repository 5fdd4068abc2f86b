"""What models share: records, dates as far as they are known, exact numbers, texts in languages."""

import copy
import dataclasses
import pickle
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assess.model.base import (
    Constraint,
    PartialDate,
    Refused,
    day_read,
    earliest,
    exact,
    in_force_read,
    latest,
    listed,
    mapped,
    ratio,
    text_in,
    up_to,
    when_read,
)
from assess.model.profile import Basis, Comment, Comments, Reservation

# Records


def test_a_record_takes_what_is_given_and_its_defaults() -> None:
    made = Reservation(paragraph="29(4)", reaches=("1",))
    assert [(f.name, getattr(made, f.name)) for f in dataclasses.fields(made)] == [
        ("paragraph", "29(4)"), ("reaches", ("1",)), ("text", None), ("made", None), ("withdrawn", None), ("cite", ()),
        ("made_at", None), ("confirmed", None), ("withdrawal_effective", None), ("withdraws", ()), ("narrows", None),
    ]  # fmt: skip
    one, other = Basis(of=("A 1",)), Basis(of=("A 1",))
    assert (one.features, one.route) == ({}, "dedicated")
    assert one.features is not other.features


def test_what_a_record_refuses() -> None:
    with pytest.raises(TypeError, match=r"^Reservation needs paragraph$"):
        Reservation()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Comment has no place, time$"):
        Comment(text="a", place="x", time="y")  # type: ignore[call-arg]
    made = Comment(text="a")
    with pytest.raises(dataclasses.FrozenInstanceError, match=r"^text of Comment cannot be changed$"):
        made.text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match=r"^by of Comment cannot be changed$"):
        del made.by


def test_records_are_equal_by_kind_and_value_and_can_be_sent() -> None:
    made = Comments(received=(Comment(text="a", by="x"),))
    assert made == Comments(received=(Comment(text="a", by="x"),))
    assert made != Comments(received=(Comment(text="a", by="y"),))
    assert Comment(text="a") != Comments()
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.copy(made).received == made.received
    assert repr(Comments()) == "Comments(invited=None, received=())"


# Dates


@pytest.mark.parametrize(
    ("value", "first", "last", "written"),
    [
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10), "2024-02-10"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023-02"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (1999, date(1999, 1, 1), date(1999, 12, 31), "1999"),
        ("0999-01", date(999, 1, 1), date(999, 1, 31), "0999-01"),
    ],
)
def test_a_date_as_far_as_it_is_known(value: Any, first: date, last: date, written: str) -> None:
    read = when_read(value)
    assert (earliest(read), latest(read), str(read)) == (first, last, written)


@pytest.mark.parametrize(
    "value", ["2024-13", "2024-00", "0000", "2024-02-30", "24", "2024-2", "2024-02-1", 24, 2024.0, True, None, [], ""]
)
def test_what_is_no_date(value: Any) -> None:
    with pytest.raises(Refused) as refused:
        when_read(value)
    assert (refused.value.code, refused.value.values) == ("bad-date", {"partly": True})
    assert refused.value.hint == "write YYYY-MM-DD, such as 2026-10-31, or YYYY-MM or YYYY if no more is known"
    assert str(refused.value) == "bad-date"


@pytest.mark.parametrize("value", ["2024-02", "2024", 2024, "2024-02-30", None, "2024-02-01T00:00"])
def test_a_day_is_whole(value: Any) -> None:
    assert day_read("2024-02-29") == date(2024, 2, 29)
    with pytest.raises(Refused) as refused:
        day_read(value)
    assert (refused.value.code, refused.value.hint) == ("bad-date", "write YYYY-MM-DD, such as 2026-10-31")
    assert refused.value.values == {"partly": False}


def test_in_force_since_a_date_or_not_known_when() -> None:
    assert in_force_read(True) is True
    assert in_force_read(False) is False
    assert in_force_read("2024-02") == PartialDate(2024, 2)
    with pytest.raises(Refused) as refused:
        in_force_read("yes")
    assert (refused.value.code, refused.value.values) == ("bad-date", {"partly": True})
    assert (
        refused.value.hint == "write the date (YYYY-MM-DD, YYYY-MM or YYYY), or true or false if the date is not known"
    )


def test_partial_dates_compare_by_what_is_known() -> None:
    assert PartialDate(2024) == PartialDate(2024, 0) != PartialDate(2024, 1)
    assert PartialDate(2024, 1) != PartialDate(2023, 1)
    assert PartialDate(2024) != date(2024, 1, 1)
    assert {PartialDate(2024, 1), PartialDate(2024, 1), PartialDate(2024)} == {PartialDate(2024), PartialDate(2024, 1)}
    assert len({hash(PartialDate(y, m)) for y in (2023, 2024) for m in (0, 1)}) == 4
    assert repr(PartialDate(2024, 1)) == "PartialDate(2024-01)"


# Numbers


def test_numbers_are_exact() -> None:
    assert [exact(v) for v in (0.1, "2/3", 3, 1e-7)] == [
        Fraction(1, 10),
        Fraction(2, 3),
        Fraction(3),
        Fraction(1, 10**7),
    ]
    assert exact("9" * 15 + "/1") == 999_999_999_999_999
    for text in ("1e5", "2", "2/3 ", "-2/3", "9" * 16 + "/1", "1/" + "9" * 16):
        with pytest.raises(ValueError, match="^" + text[:20] + "$"):
            exact(text)
    with pytest.raises(ZeroDivisionError):
        exact("1/0")


def said(rule: Constraint, value: Any) -> str:
    """What the rule expects instead; empty if it accepts the value."""
    assert rule.before is not None
    try:
        assert rule.before(value) is value
    except Refused as refused:
        assert refused.code == "wrong-type"
        return str(refused.values["expected"])
    return ""


def test_numbers_within_bounds() -> None:
    share, positive, any_number, from_two = ratio(0, 1), ratio(0, above=True), ratio(-(10**15)), ratio(2)
    assert [said(share, v) for v in (0, 1, 0.5, "1/1", "0/1")] == [""] * 5
    assert {said(share, v) for v in (-1, 1.01, "3/2", 2)} == {"a number from 0 to 1"}
    assert [said(positive, v) for v in (0.001, 10**15, "1/3")] == [""] * 3
    assert {said(positive, v) for v in (0, "0/2", -1, 10**15 + 1)} == {"a number above 0"}
    assert [said(from_two, v) for v in (2, 1)] == ["", "a number of at least 2"]
    assert said(any_number, -(10**15)) == ""
    # what is no number at all is told by its type, later
    assert [said(share, v) for v in (True, None, [7])] == [""] * 3
    assert said(share, "half") == 'a number, or a fraction in quotes such as "2/3"'
    assert said(share, "1/0") == "a fraction that does not divide by 0"


# Lists and texts


def test_one_value_as_a_list_and_nothing_as_a_mapping() -> None:
    assert (listed("a"), listed(["a"]), listed(("a",)), listed(None)) == (["a"], ["a"], ("a",), [None])
    assert (mapped(None), mapped({"a": 1}), mapped([])) == ({}, {"a": 1}, [])


def test_rules_of_lists() -> None:
    assert (up_to("cites").before, up_to("cites").constraints) == (None, {"max_length": 50})
    assert (up_to("cites", one=True).before, up_to("facts", least=2).constraints) == (
        listed,
        {"min_length": 2, "max_length": 5_000},
    )


def test_a_constraint_is_part_of_the_schema() -> None:
    def plain(source: Any) -> dict[str, Any]:
        return {"type": source}

    assert Constraint(ge=1).__get_pydantic_core_schema__("int", plain) == {"type": "int", "ge": 1}
    coded = Constraint(code="bad-id", hint="write a", pattern="^a$", max_length=9)
    inner = {"type": "str", "pattern": "^a$", "max_length": 9}
    assert coded.__get_pydantic_core_schema__("str", plain) == {
        "type": "custom-error", "schema": inner, "custom_error_type": "bad-id", "custom_error_message": "write a",
        "custom_error_context": {"longest": 9},
    }  # fmt: skip
    assert Constraint(listed, max_length=2).__get_pydantic_core_schema__("str", plain) == {
        "type": "function-before",
        "function": {"type": "no-info", "function": listed},
        "schema": {"type": "str", "max_length": 2},
    }


def test_a_text_in_a_language() -> None:
    both = {"fr": "deux", "en": "two"}
    assert [text_in(both, c) for c in ("fr", "en", "de")] == ["deux", "two", "deux"]
    assert (text_in(both), text_in("one", "fr"), text_in(None), text_in("")) == ("two", "one", "", "")
    assert text_in({"fr": "deux", "en": ""}) == "deux"
