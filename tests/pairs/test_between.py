"""What stands between two States: treaties, from the later of both dates, and agreements that one side or both report."""

from datetime import date
from typing import Any

import pytest

from assess.engine.between import agreements_between
from assess.engine.pairs import PairResult, PairStatus, assess_pair
from assess.engine.release import released
from assess.model.results import Truth
from tests.pairs.build import catalogue, profile, rules, step

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
FACTS = catalogue({"law": {"kind": "provision"}})
RULES = rules(FACTS, {"steps": [step({"in_force_between": "budapest"})]}, treaties=["budapest"])
PARTY = {"status": "party", "from": "2010-01-01", "cite": ["p"]}


def read(one: Any, other: Any, day: date | None = None, codes: tuple[str, str] = ("KEN", "GHA")) -> PairResult:
    two = [
        profile(FACTS, code, {"treaties.budapest": answer} if answer is not None else {})
        for code, answer in zip(codes, (one, other), strict=True)
    ]
    days = dict.fromkeys(("conduct", "request", "measure", "decision"), day) if day else None
    return assess_pair(two[0], two[1], RULES, days)  # type: ignore[arg-type]


def both_ways(one: Any, other: Any, day: date | None = None) -> Truth:
    back = read(other, one, day, ("GHA", "KEN"))
    found = {read(one, other, day).steps[0].basis, back.steps[0].basis}
    assert len(found) == 1  # what stands between the two is the same from both sides
    return found.pop()


@pytest.mark.parametrize(
    ("other", "truth"),
    [
        (PARTY, T),
        ({"status": "signed", "cite": ["p"]}, F),
        ({"status": "withdrawn", "cite": ["p"]}, F),
        ("none", F),
        ("unknown", U),
        (None, U),
        ("not_applicable", F),
        ({"status": "party", "from": "2027-01-01", "cite": ["p"]}, F),
    ],
)
def test_both_have_to_be_bound(other: Any, truth: Truth) -> None:
    assert both_ways(PARTY, other) is truth


def test_one_that_is_known_not_to_be_bound_is_enough() -> None:
    assert both_ways("none", "unknown") is F


def test_it_is_in_force_from_the_later_of_both_dates() -> None:
    later = {"status": "party", "from": "2015-06-01", "cite": ["p"]}
    assert both_ways(PARTY, later, date(2015, 5, 31)) is F
    assert both_ways(PARTY, later, date(2015, 6, 1)) is T
    (between,) = read(PARTY, later).treaties
    assert str(between.since) == "2015-06-01"
    month = {"status": "party", "from": "2015-06", "cite": ["p"]}
    assert both_ways(PARTY, month, date(2015, 6, 15)) is U


@pytest.mark.parametrize(
    ("entry", "truth"),
    [
        ({"relations_excluded_with": [{"with": "GHA", "cite": ["p"]}]}, F),
        ({"relations_excluded_with": [{"with": "PHL", "cite": ["p"]}]}, T),
        ({"relations_excluded_with": [{"with": "GHA", "date": "2027-01-01", "cite": ["p"]}]}, T),
        ({"relations_excluded_with": [{"with": "GHA", "until": "2020-01-01", "cite": ["p"]}]}, T),
        ({"relations_excluded_with": [{"with": "GHA", "until": "2026", "cite": ["p"]}]}, U),
        ({"objections": [{"by": "GHA", "excludes_relations": True, "cite": ["p"]}]}, F),
        ({"objections": [{"by": "GHA", "cite": ["p"]}]}, T),
        ({"objections": [{"by": "GHA", "excludes_relations": True, "withdrawn": "2024-01-01", "cite": ["p"]}]}, T),
        ({"objections": [{"by": "PHL", "excludes_relations": True, "cite": ["p"]}]}, T),
        ({"territories": [{"applies": False, "code": "GHA", "cite": ["p"]}]}, F),
        ({"territories": [{"applies": False, "code": "GRL", "cite": ["p"]}]}, T),
        ({"territories": [{"applies": True, "code": "GHA", "cite": ["p"]}]}, T),
    ],
)
def test_what_keeps_it_from_applying_between_the_two(entry: dict[str, Any], truth: Truth) -> None:
    assert both_ways({**PARTY, **entry}, PARTY) is truth
    found = read({**PARTY, **entry}, PARTY).treaties[0]
    assert (found.truth is T) == (truth is T)
    assert bool(found.apart) == (truth is not T)


def agreed(one: dict[str, Any], other: dict[str, Any]) -> tuple[Truth, bool]:
    two = profile(FACTS, "KEN", **one), profile(FACTS, "GHA", **other)
    day = date(2026, 1, 1)
    found = agreements_between("mla", two, (day, day))
    back = agreements_between("mla", (two[1], two[0]), (day, day))
    assert (found.truth, found.one_side) == (back.truth, back.one_side)
    return found.truth, found.one_side


def mla(with_: str, since: Any = "2020-01-01") -> dict[str, Any]:
    entry = {"with": with_, "kind": "mla", "title": "A", **({} if since is None else {"in_force": since})}
    return {"agreements": [entry]}


SEARCHED = {"agreements_searched": ["p"]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, (U, False)),
        (SEARCHED, {}, (F, False)),
        (mla("GHA"), {}, (T, True)),
        (mla("GHA"), mla("KEN"), (T, False)),
        (mla("PHL"), {}, (U, False)),
        (mla("GHA", None), {}, (U, True)),
        (mla("GHA", False), {}, (U, True)),
        (mla("GHA", "2030-01-01"), SEARCHED, (F, True)),
        (mla("GHA"), SEARCHED, (U, True)),
        ({**mla("GHA", False), **SEARCHED}, {}, (F, True)),
    ],
)
def test_agreements(one: dict[str, Any], other: dict[str, Any], expected: tuple[Truth, bool]) -> None:
    assert agreed(one, other) == expected


def test_what_is_withheld_never_looks_like_a_no() -> None:
    sources = {
        "p": {"kind": "official_page", "title": "P"},
        "x": {"kind": "treaty", "title": "X", "handling": "restricted"},
    }
    raw = {"agreements": [{"with": "GHA", "kind": "mla", "title": "A", "in_force": True, "cite": ["x"]}], **SEARCHED}
    whole = profile(FACTS, "KEN", None, sources={**sources, "s": {"kind": "act", "title": "S"}}, **raw)
    public, _ = released(whole)
    assert whole.agreements_searched
    assert not public.agreements
    assert not public.agreements_searched


def test_days_that_differ_depend_on_the_rule_of_the_requested_state() -> None:
    made = rules(FACTS, {"steps": [step({"in_force_between": "budapest"}, day=["request", "decision"])]})
    later = {"status": "party", "from": "2015-06-01", "cite": ["p"]}
    two = profile(FACTS, "KEN", {"treaties.budapest": PARTY}), profile(FACTS, "GHA", {"treaties.budapest": later})
    found = assess_pair(*two, made, {"request": date(2015, 1, 1), "decision": date(2016, 1, 1)}).steps[0]
    assert found.status is PairStatus.UNKNOWN
    assert found.routes[0].differs
    assert found.routes[0].by_day == {"request": F, "decision": T}


def test_a_day_after_the_profile_and_one_state_twice_are_refused() -> None:
    two = profile(FACTS, "KEN"), profile(FACTS, "GHA")
    with pytest.raises(ValueError, match="nothing is known of 2027-01-01"):
        assess_pair(*two, RULES, {"request": date(2027, 1, 1)})
    with pytest.raises(ValueError, match="two different States"):
        assess_pair(two[0], two[0], RULES)
