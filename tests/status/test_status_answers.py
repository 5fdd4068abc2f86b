"""What status data say of a fact, word for word: over a small world in which each case stands alone."""

from datetime import date
from typing import Any

import pytest

from assess.model.base import PartialDate
from assess.model.status import Instrument, Rule, StatusData, Who
from assess.views.status_answers import Given, answers, used_sources
from tests.build import library
from tests.status.world import DAY, READ, head, row, world

RULE = Rule(who=Who(any_state=True), how="accession", says="Any State accedes.")
CLUBS = Rule(who=Who(members=("club",)), how="signature", says="Members sign.")
KINDS: dict[str, Any] = {
    "treaty": {"kind": "treaty"}, "refusable": {"kind": "treaty", "may_not_apply": "R"}, "scheme": {"kind": "yes_no"},
    "closed_scheme": {"kind": "yes_no", "may_not_apply": "R"},
}  # fmt: skip
CATALOGUE = library(KINDS, [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.treaty"}]}]).catalogue


def given(fact: str, data: StatusData, subject: str = "KEN") -> Given:
    """The one answer that these data give."""
    found = answers(data, CATALOGUE, subject, DAY)
    assert list(found) == [f"t.{fact}"]
    return found[f"t.{fact}"]


def one(
    fact: str = "treaty", status: str = "", kind: str = "treaty", more: dict[str, Any] | None = None, **dates: Any
) -> Given:
    heads = {"t": head(kind, fact=f"t.{fact}", **(more or {})), "club": head("membership", title="Club", closed=READ)}
    return given(fact, world(heads, *([("t", row("KEN", status, **dates))] if status else [])))


PARTY = Given("t.treaty", "party", since=READ)
NONE = Given("t.treaty", "none", searched=("list",), confidence="low", day=DAY)


def invited(since: date | PartialDate, until: date | PartialDate | None = None) -> Given:
    return Given("t.treaty", "invited", since=since, invited_until=until)


SAID = "As of 2025-06-01."


@pytest.mark.parametrize(
    ("status", "row_has", "found", "note"),
    [
        ("party", {"in_force": READ}, PARTY, SAID),
        ("party", {}, Given("t.treaty", "party"), f"Day of entry into force not read. {SAID}"),
        ("party", {"note": "The day was not read."}, Given("t.treaty", "party"), f"The day was not read. {SAID}"),
        ("party", {"in_force": READ, "deposited": DAY}, PARTY, f"Instrument deposited on 2026-01-01. {SAID}"),
        ("party", {"in_force": READ, "deposited": PartialDate(2025)}, PARTY, f"Instrument deposited in 2025. {SAID}"),
        ("party", {"in_force": READ, "territories": "Isle of Man"}, PARTY, f"Territories: Isle of Man. {SAID}"),
        ("party", {"in_force": READ, "note": "N.", "derived": ("in_force",)}, PARTY, f"Derived in part. N. {SAID}"),
        ("party", {"in_force": READ, "note": "N.", "derived": ("status",)}, PARTY, f"Derived, not read. N. {SAID}"),
        ("party", {"in_force": READ, "invited": date(2022, 1, 1)}, PARTY, SAID),
        ("consent_deposited", {"deposited": READ}, Given("t.treaty", "consent_deposited", since=READ), SAID),
        ("consent_deposited", {}, Given("t.treaty", "consent_deposited"), SAID),
        ("signed", {"signed": READ}, Given("t.treaty", "signed", since=READ), SAID),
        ("withdrawn", {"until": READ}, Given("t.treaty", "withdrawn", since=READ), SAID),
        ("invited", {"invited": date(2022, 3, 4)}, invited(date(2022, 3, 4)), SAID),
        ("invited", {"invited": PartialDate(2022, 3)}, invited(PartialDate(2022, 3)), SAID),
        ("invited", {"invited": date(2022, 3, 4), "until": date(2027, 3, 4)}, invited(date(2022, 3, 4), date(2027, 3, 4)), SAID),
        ("invited", {}, Given("t.treaty", "invited"), SAID),
    ],
)  # fmt: skip
def test_a_row_becomes_an_answer(status: str, row_has: dict[str, Any], found: Given, note: str) -> None:
    answer = one(status=status, **row_has)
    low = "medium" if "status" in row_has.get("derived", ()) else "high"
    assert answer == found._replace(cite=("row",), confidence=low, note=note, day=READ)
    assert answer.settled


def test_an_instrument_that_is_no_treaty_has_no_day_of_entry_into_force() -> None:
    assert one(status="party", kind="act").note == SAID


def test_rows_that_settle_nothing_or_say_no() -> None:
    ratified = one(status="ratified", note="At home.")
    assert ratified == Given("t.treaty", "unknown", cite=("row",), note=f"At home. {SAID}", day=READ)
    assert not ratified.settled
    none = one(status="none", grade="press")
    assert none == Given("t.treaty", "none", searched=("row",), confidence="low", note=SAID, day=READ)


NOT_LISTED = "Not in the list, of which all Parties are known as of 2026-01-01."


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"closed": DAY}, NONE._replace(note=NOT_LISTED)),
        ({"closed": DAY, "open_for": ("invited",)},
         Given("t.treaty", "none", searched=("list",), confidence="low",
               note=NOT_LISTED, day=DAY)),
        ({"closed": DAY, "open_for": ("signed",)}, NONE._replace(note=NOT_LISTED)),
        ({"closed": DAY, "joining": (RULE,)},
         Given("t.treaty", "none", searched=("list",), confidence="low", note=f"{NOT_LISTED} Any State accedes.", day=DAY)),
        ({"closed": DAY, "joining": (Rule(who=Who(party="base"), how="signature", says="Parties to the base sign."),)},
         Given("t.treaty", "none", searched=("list",), confidence="low", day=DAY,
               note=f"{NOT_LISTED} Open only to Parties to The Treaty; not in the list of Parties (as of 2026-01-01).")),
        ({}, Given("t.treaty", "unknown", cite=("list",),
                   note="Not among the rows read, which are no complete list (as of 2025-06-01).", day=READ)),
        ({"joining": (RULE,)}, Given("t.treaty", "unknown", cite=("list",), day=READ,
                   note="Not among the rows read, which are no complete list (as of 2025-06-01). Any State accedes.")),
        ({"joining": (CLUBS,)}, Given("t.treaty", "none", searched=("list",), confidence="medium",
               note="Open only to members of Club; not in the list of members (as of 2025-06-01).", day=READ)),
    ],
)  # fmt: skip
def test_who_has_no_row(more: dict[str, Any], found: Given) -> None:
    heads = {
        "t": head(fact="t.treaty", **more), "base": head(closed=DAY), "club": head("membership", title="Club", closed=READ),
    }  # fmt: skip
    assert given("treaty", world(heads)) == found


def test_what_is_not_open_does_not_apply_where_the_catalogue_allows_it() -> None:
    found = one("refusable", more={"joining": (CLUBS,)})
    reason = "Open only to members of Club; not in the list of members (as of 2025-06-01)."
    assert found == Given("t.refusable", "not_applicable", cite=("list",), reason=reason, day=READ)
    named = Rule(who=Who(named=("GHA",)), how="signature", says="Ghana signs.")
    assert one("refusable", more={"joining": (named,)}).reason == "No rule of joining covers it."


@pytest.mark.parametrize(
    ("titles", "reason"),
    [
        (["INTERPOL"], "Open only to members of INTERPOL; not in the list of members (as of 2025-06-01)."),
        (
            ["Club", "INTERPOL"],
            "Open only to members of Club or INTERPOL; not in the list of members (as of 2025-06-01).",
        ),
    ],
)
def test_names_of_organisations_have_their_article(titles: list[str], reason: str) -> None:
    clubs = {f"c{i}": head("membership", title=title, closed=READ) for i, title in enumerate(titles)}
    joining = (Rule(who=Who(members=tuple(clubs)), how="membership", says="S"),)
    assert given("refusable", world({"t": head(fact="t.refusable", joining=joining), **clubs})).reason == reason


def test_a_subject_in_no_list_is_said_to_have_no_entry() -> None:
    found = given("treaty", world({"t": head(fact="t.treaty", closed=DAY)}), "QMA")
    said = "No entry of its own in the lists read (as of 2026-01-01)."
    assert found == Given("t.treaty", "unknown", cite=("list",), note=said, day=DAY)


# A fact that several instruments answer


def several(*rows: tuple[str, Any], **more: Instrument) -> Given:
    heads = {
        "one": head(fact="t.treaty", others=True, title="First", sources=("one",), closed=READ),
        "two": head(fact="t.treaty", title="Second", short="2nd", sources=("two", "one"), closed=DAY),
        "three": head(fact="t.treaty", title="Third", sources=("three",)), **more,
    }  # fmt: skip
    return given("treaty", world(heads, *rows))


def test_the_treaty_in_which_a_state_has_gone_furthest_answers() -> None:
    party = several(("two", row("KEN", "party", in_force=READ)), ("three", row("KEN", "signed", signed=READ)))
    assert party == Given(
        "t.treaty", "party", since=READ, cite=("row",), confidence="high", note=f"Second. {SAID}", day=READ
    )
    both = several(("one", row("KEN", "signed", signed=DAY)), ("three", row("KEN", "signed", signed=READ)))
    assert (both.status, both.since, both.note) == ("signed", DAY, f"First; Third. {SAID}")
    for further, less in (("party", "consent_deposited"), ("consent_deposited", "signed"), ("signed", "invited"),
                          ("invited", "withdrawn")):  # fmt: skip
        found = several(("one", row("KEN", less)), ("three", row("KEN", further)))
        assert (found.status, found.note.partition(".")[0]) == (further, "Third")


def test_lists_that_were_read_and_those_that_were_not() -> None:
    found = several()
    assert found == Given(
        "t.treaty", "unknown", cite=("one", "two", "three"),
        note="Not in the lists of: First (as of 2025-06-01); 2nd (as of 2026-01-01). Parties not read: Third. "
             "Other regional treaties were not read.",
    )  # fmt: skip
    assert several(
        one=head(fact="t.treaty", others=True, title="First"), two=head(fact="t.treaty", title="Second")
    ).note == ("Parties not read: First; Second; Third. Other regional treaties were not read.")
    three = head(fact="t.treaty", title="Third", closed=READ)
    assert several(three=three).note.endswith(" Third (as of 2025-06-01). Other regional treaties were not read.")
    assert "not read:" not in several(three=three).note


# Schemes, networks and units


def test_a_scheme_or_a_network() -> None:
    network = one("scheme", "member", "network", note="N.")
    assert network == Given("t.scheme", value=True, cite=("row",), confidence="low", note=f"N. {SAID}", day=READ)
    scheme = one("scheme", "member", "scheme")
    said = "In the list of members (as of 2025-06-01); whether its law applies the Scheme was not examined."
    assert scheme == Given("t.scheme", "unknown", cite=("row",), note=said, day=READ)
    nobody = one("scheme", kind="network", more={"joining": (RULE,)})
    said = "No list of members is public. Any State accedes."
    assert nobody == Given("t.scheme", "unknown", cite=("list",), note=said, day=READ)
    closed = one("closed_scheme", kind="scheme", more={"joining": (CLUBS,)})
    reason = "Open only to members of Club; not in the list of members (as of 2025-06-01)."
    assert closed == Given("t.closed_scheme", "not_applicable", cite=("list",), reason=reason, day=READ)
    assert one("scheme", kind="scheme", more={"joining": (CLUBS,)}).status == "unknown"


@pytest.mark.parametrize(
    ("fact", "status", "dates", "note"),
    [
        ("treaty", "party", {"in_force": READ}, "Through Kenya (Party since 2025-06-01); territorial declaration: unknown."),
        ("treaty", "consent_deposited", {}, "Through Kenya (instrument deposited); territorial declaration: unknown."),
        ("treaty", "consent_deposited", {"deposited": READ},
         "Through Kenya (instrument deposited on 2025-06-01); territorial declaration: unknown."),
        ("scheme", "member", {}, "Through Kenya (member)."),
        ("refusable", "", {}, "Through Kenya (status not known); territorial declaration: unknown."),
    ],
)  # fmt: skip
def test_of_a_unit_what_holds_for_its_state_is_said(fact: str, status: str, dates: dict[str, Any], note: str) -> None:
    data = world({"t": head(fact=f"t.{fact}")}, *([("t", row("KEN", status, **dates))] if status else []))
    cite = ("row",) if status else ("list",)
    assert given(fact, data, "KEN-30") == Given(f"t.{fact}", "unknown", cite=cite, note=note, day=READ)


def test_a_unit_of_a_state_to_which_nothing_is_open_and_one_of_nobody_known() -> None:
    club = head("membership", title="Club", closed=READ)
    heads = {"t": head(fact="t.refusable", joining=(CLUBS,)), "club": club}
    reason = "Through Kenya: open only to members of Club; not in the list of members (as of 2025-06-01)."
    found = given("refusable", world(heads), "KEN-30")
    assert found == Given("t.refusable", "not_applicable", cite=("list",), reason=reason, day=READ)
    heads = {"t": head(fact="t.treaty", joining=(CLUBS,)), "club": club}
    said = "Through Kenya (not open to it); territorial declaration: unknown."
    assert given("treaty", world(heads), "KEN-30").note == said
    assert given("treaty", world({"t": head(fact="t.treaty")}), "QMA-1").note.startswith(
        "Through QMA (status not known);"
    )


@pytest.mark.parametrize("first", ["party", "consent_deposited", "signed", "invited"])
def test_of_a_unit_the_furthest_instrument_of_its_state_is_said(first: str) -> None:
    order = ["party", "consent_deposited", "signed", "invited", "withdrawn"]
    heads = {name: head(fact="t.treaty", others=name == "one") for name in ("one", "two")}
    less = order[order.index(first) + 1]
    data = world(heads, ("one", row("KEN", less)), ("two", row("KEN", first, sources=("list",))))
    found = given("treaty", data, "KEN-30")
    said = {"party": "Party", "consent_deposited": "instrument deposited"}.get(first, first)
    assert found.note == f"Through Kenya ({said}); territorial declaration: unknown."
    assert found.cite == ("list",)


def test_sources_are_named_once_in_the_order_of_their_use() -> None:
    made = {"a": Given("a", cite=("x", "y")), "b": Given("b", searched=("z", "x"))}
    assert used_sources(made) == ["x", "y", "z"]
