"""Rules of joining over a small world: each word of a row, each day, each list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assess.engine.joining_rules import Way, may_join, member, standing, takes_part
from assess.model.base import PartialDate
from assess.model.results import Truth
from assess.model.status import Instrument, Rule, StatusData, Who
from tests.status.world import DAY, READ, head, row, world

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
CLUB = head("membership", title="Club")


def rule(how: str = "signature", **who: Any) -> Rule:
    return Rule(who=Who(**who), how=how, says=f"By {how}.")


# Membership


@pytest.mark.parametrize(
    ("status", "until", "found"),
    [
        ("member", None, T), ("observer", None, F), ("associate", None, F), ("none", None, F), ("ceased", None, F),
        ("ceased", DAY, F), ("ceased", date(2026, 1, 2), T), ("ceased", PartialDate(2026), F),
        ("ceased", PartialDate(2026, 2), T),
    ],
)  # fmt: skip
def test_what_a_row_says_of_a_membership(status: str, until: Any, found: Truth) -> None:
    assert member(world({"club": CLUB}, ("club", row("KEN", status, until=until))), "club", "KEN", DAY) is found


@pytest.mark.parametrize(
    ("club", "found"),
    [(CLUB, U), (replace(CLUB, closed=READ), F), (replace(CLUB, closed=READ, closed_but=("KEN",)), U),
     (replace(CLUB, closed=READ, closed_but=("GHA",)), F)],
)  # fmt: skip
def test_who_has_no_row_is_outside_only_where_the_list_is_closed(club: Instrument, found: Truth) -> None:
    assert member(world({"club": club}), "club", "KEN", DAY) is found
    assert member(world({"club": club}, without="club"), "club", "KEN", DAY) is found


def test_of_an_organisation_that_is_not_declared_nothing_is_known() -> None:
    assert member(world({}), "club", "KEN", DAY) is U


# Who is named by lists of Parties


@pytest.mark.parametrize(
    ("kind", "status", "found"),
    [("treaty", "party", True), ("treaty", "signed", True), ("treaty", "none", False), ("membership", "member", False),
     ("network", "member", False), ("act", "party", False)],
)  # fmt: skip
def test_lists_of_parties_show_who_takes_part(kind: str, status: str, found: bool) -> None:
    assert takes_part(world({"x": head(kind)}, ("x", row("XKX", status))), "XKX") is found


def test_a_table_that_nobody_declares_shows_nothing() -> None:
    data = world({"x": head()}, ("x", row("XKX", "party")))
    assert not takes_part(data._replace(instruments={"un": data.instruments["un"]}), "XKX")
    assert takes_part(data, "KEN") and not takes_part(data, "QMA")


# Whether and how


@pytest.mark.parametrize(
    ("state", "rules", "way"),
    [
        ("KEN", [rule(any_state=True)], (T, "signature", ())),
        ("QMA", [rule(any_state=True)], (U, "", ())),
        ("EUU", [rule(any_state=True)], (F, "", ())),
        ("KEN", [rule(named=("KEN",))], (T, "signature", ())),
        ("KEN", [rule(named=("GHA",))], (F, "", ())),
        ("KEN", [rule(any_state=True, except_=("KEN",))], (F, "", ())),
        ("KEN", [rule(members=("club",))], (F, "", ("club",))),
        ("GHA", [rule(members=("club",))], (T, "signature", ())),
        ("KEN", [rule(members=("open",))], (U, "", ())),
        ("KEN", [rule(members=("club", "open"))], (U, "", ())),
        ("KEN", [rule(members=("club", "un"))], (T, "signature", ())),
        ("KEN", [rule(members=("club",)), rule("invitation", any_state=True)], (T, "invitation", ())),
        ("KEN", [rule(members=("open",)), rule("invitation", named=("GHA",))], (U, "", ())),
        ("KEN", [rule(members=("club",)), rule("invitation", members=("club",))], (F, "", ("club",))),
        ("KEN", [], (U, "", ())),
    ],
)  # fmt: skip
def test_the_first_rule_that_fits_counts(
    state: str, rules: list[Rule], way: tuple[Truth, str, tuple[str, ...]]
) -> None:
    heads = {"t": head(joining=tuple(rules)), "club": replace(CLUB, closed=READ), "open": CLUB}
    found = may_join(world(heads, ("club", row("GHA", "member"))), "t", state, DAY)
    assert (found.open, found.how, found.outside) == way
    assert bool(found.says) is (found.open is T)


@pytest.mark.parametrize(
    ("status", "day", "party", "signed", "acceded"),
    [
        ("party", None, T, F, T), ("party", date(2020, 1, 1), T, T, F), ("consent_deposited", None, T, F, T),
        ("signed", None, F, T, F), ("invited", None, F, F, F), ("withdrawn", None, F, F, F), ("ratified", None, U, U, U),
        ("none", None, F, F, F),
    ],
)  # fmt: skip
def test_what_a_state_has_done_under_another_instrument(
    status: str, day: date | None, party: Truth, signed: Truth, acceded: Truth
) -> None:
    for key, found in (("party", party), ("signed", signed), ("acceded", acceded)):
        heads = {
            "base": head(joining=(rule("accession", any_state=True),)),
            "t": head(joining=(rule(**{key: "base"}),)),
        }
        data = world(heads, ("base", row("KEN", status, signed=day)))
        way = may_join(data, "t", "KEN", DAY)
        assert way.open is found, key
        assert way.outside == (("base",) if found is F else ())


def test_who_is_bound_and_could_only_have_signed_signed() -> None:
    heads = {"base": head(joining=(rule(any_state=True),)), "t": head(joining=(rule(signed="base"),))}
    assert may_join(world(heads, ("base", row("KEN", "party"))), "t", "KEN", DAY).open is T
    assert may_join(world(heads, without="base"), "t", "KEN", DAY).open is U


@pytest.mark.parametrize(
    ("until", "then", "how"),
    [(DAY, "accession", "signature"), (date(2025, 12, 31), "accession", "accession"), (date(2025, 12, 31), None, "signature"),
     (None, "accession", "signature")],
)  # fmt: skip
def test_the_way_of_joining_changes_the_day_after_the_last(until: date | None, then: str | None, how: str) -> None:
    one = replace(rule(any_state=True), until=until, then=then)
    assert may_join(world({"t": head(joining=(one,))}), "t", "KEN", DAY).how == how


# Where a State stands


OPEN = (rule(any_state=True),)
FEW = (rule(named=("GHA",)),)
CLUBS = (rule(members=("club",)),)


@pytest.mark.parametrize(
    ("more", "state", "status", "why", "day", "confidence"),
    [
        ({}, "KEN", "unknown", "no_row", READ, "low"),
        ({}, "QMA", "unknown", "outside_lists", READ, "low"),
        ({"joining": OPEN}, "KEN", "unknown", "no_row", READ, "low"),
        ({"closed": DAY}, "KEN", "none", "closed", DAY, "medium"),
        ({"closed": DAY, "joining": OPEN}, "KEN", "none", "closed", DAY, "medium"),
        ({"closed": DAY}, "QMA", "unknown", "outside_lists", DAY, "low"),
        ({"closed": DAY, "closed_but": ("KEN",)}, "KEN", "unknown", "no_row", READ, "low"),
        ({"joining": FEW}, "KEN", "not_open", "not_open", READ, "medium"),
        ({"joining": FEW, "closed": DAY}, "KEN", "not_open", "not_open", READ, "medium"),
        ({"joining": CLUBS}, "KEN", "not_open", "not_open", date(2024, 1, 1), "medium"),
        ({"joining": CLUBS, "closed": DAY}, "KEN", "not_open", "not_open", date(2024, 1, 1), "medium"),
        ({"joining": CLUBS}, "QMA", "not_open", "not_open", date(2024, 1, 1), "medium"),
    ],
)  # fmt: skip
def test_what_a_standing_without_a_row_rests_on(
    more: dict[str, Any], state: str, status: str, why: str, day: date, confidence: str
) -> None:
    heads = {"t": head(**more), "club": replace(CLUB, closed=date(2024, 1, 1), sources=("club",))}
    found = standing(world(heads, ("t", row("FRA", "party"))), "t", state, DAY)
    assert (found.status, found.why, found.day, found.confidence) == (status, why, day, confidence)
    assert (found.since, found.row) == (None, None)
    assert found.sources == (("club",) if more.get("joining") == CLUBS else ("list",))
    assert isinstance(found.way, Way) is ("joining" in more)


def test_what_shows_that_a_state_is_in_none_of_several_organisations() -> None:
    heads = {
        "t": head(joining=(rule(members=("one", "two")),)),
        "one": replace(CLUB, closed=date(2024, 1, 1), sources=("one", "both")),
        "two": replace(CLUB, closed=date(2023, 1, 1), sources=("two", "both")),
    }
    found = standing(world(heads), "t", "KEN", DAY)
    assert (found.day, found.sources) == (date(2023, 1, 1), ("one", "both", "two"))
    data = world(heads, ("two", row("KEN", "observer", day=date(2025, 1, 1), sources=("row",))))
    found = standing(data, "t", "KEN", DAY)
    assert (found.day, found.sources) == (date(2024, 1, 1), ("one", "both", "row"))


@pytest.mark.parametrize(
    ("grades", "confidence"),
    [
        (("official",), "medium"),
        (("dataset",), "medium"),
        (("press",), "low"),
        (("press", "dataset"), "medium"),
        ((), "low"),
    ],
)
def test_a_closed_list_is_as_sure_as_its_best_rows(grades: tuple[str, ...], confidence: str) -> None:
    rows = [("t", row(state, "party", grade=grade)) for state, grade in zip(("FRA", "ESP"), grades, strict=False)]
    assert standing(world({"t": head(closed=DAY)}, *rows), "t", "KEN", DAY).confidence == confidence
    if not grades:
        assert standing(world({"t": head(closed=DAY)}, without="t"), "t", "KEN", DAY).confidence == confidence


SIGNED, DEPOSITED, IN_FORCE = date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)
ALL = {"signed": SIGNED, "deposited": DEPOSITED, "in_force": IN_FORCE}
BEFORE = date(2019, 1, 1)


@pytest.mark.parametrize(
    ("status", "dates", "day", "found"),
    [
        ("party", ALL, IN_FORCE, ("party", IN_FORCE)),
        ("party", ALL, date(2021, 12, 31), ("consent_deposited", DEPOSITED)),
        ("party", ALL, DEPOSITED, ("consent_deposited", DEPOSITED)),
        ("party", ALL, date(2020, 12, 31), ("signed", SIGNED)),
        ("party", ALL, SIGNED, ("signed", SIGNED)),
        ("party", ALL, BEFORE, ("unknown", None)),
        ("party", {"invited": BEFORE, "in_force": IN_FORCE}, BEFORE, ("invited", BEFORE)),
        ("party", {"deposited": DEPOSITED}, DEPOSITED, ("party", None)),
        ("party", {"deposited": DEPOSITED}, date(2020, 12, 31), ("unknown", None)),
        ("party", {}, READ, ("party", None)),
        ("party", {}, date(2025, 5, 31), ("unknown", None)),
        ("party", {"in_force": PartialDate(2022)}, date(2022, 12, 30), ("unknown", None)),
        ("party", {"in_force": PartialDate(2022)}, date(2022, 12, 31), ("party", PartialDate(2022))),
        ("consent_deposited", {"signed": SIGNED, "deposited": DEPOSITED}, DEPOSITED, ("consent_deposited", DEPOSITED)),
        ("consent_deposited", {"signed": SIGNED, "deposited": DEPOSITED}, SIGNED, ("signed", SIGNED)),
        ("consent_deposited", {"signed": SIGNED}, SIGNED, ("signed", SIGNED)),
        ("consent_deposited", {"signed": SIGNED}, READ, ("consent_deposited", None)),
        ("signed", {"signed": SIGNED}, SIGNED, ("signed", SIGNED)),
        ("signed", {"signed": SIGNED}, BEFORE, ("unknown", None)),
        ("invited", {"invited": SIGNED}, SIGNED, ("invited", SIGNED)),
        ("invited", {}, READ, ("invited", None)),
        ("withdrawn", {**ALL, "until": READ}, READ, ("withdrawn", READ)),
        ("withdrawn", {**ALL, "until": READ}, date(2025, 5, 31), ("party", IN_FORCE)),
        ("withdrawn", {**ALL, "until": READ}, DEPOSITED, ("consent_deposited", DEPOSITED)),
        ("withdrawn", {**ALL, "until": PartialDate(2025)}, date(2025, 1, 1), ("withdrawn", PartialDate(2025))),
        ("withdrawn", {}, BEFORE, ("withdrawn", None)),
        ("ratified", {}, DAY, ("unknown", None)),
        ("none", {}, DAY, ("none", None)),
        ("member", {}, BEFORE, ("member", None)),
        ("associate", {}, DAY, ("associate", None)),
        ("observer", {}, DAY, ("observer", None)),
    ],
)  # fmt: skip
def test_what_a_row_shows_on_a_day(status: str, dates: dict[str, Any], day: date, found: tuple[str, Any]) -> None:
    data: StatusData = world({"t": head()}, ("t", row("KEN", status, grade="dataset", **dates)))
    stands = standing(data, "t", "KEN", day)
    assert (stands.status, stands.since) == found
    assert (stands.why, stands.sources, stands.confidence) == ("row", ("row",), "medium")
