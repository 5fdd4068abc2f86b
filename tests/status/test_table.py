"""The table of States and instruments over a small world: cells, counts, groups, names and what is said of wrong ones."""

from datetime import date

import pytest

from assess.model.base import PartialDate
from assess.model.status import Region, StatusData
from assess.problems import UsageError
from assess.views.countries_view import LEGEND, MARKS, groups, last_day, members_of, shown, subjects, table, when
from tests.status.world import DAY, READ, head, row, world

WORLD = world(
    {
        "t": head(title="The Treaty (of 2001)", short="Treaty", closed=DAY),
        "act": head("act", title="An Act", sources=("act",)),
        "scheme": head("scheme", title="Scheme"), "network": head("network", title="Network"),
        "club": head("membership", title="Club & Friends", read=date(2027, 1, 1)),
    },
    ("t", row("KEN", "party", in_force=READ)), ("t", row("FRA", "party", in_force=READ)), ("t", row("GHA", "ratified")),
    ("t", row("ESP", "signed")), ("club", row("KEN", "member")), ("club", row("FRA", "observer")),
)._replace(
    regions={
        "KEN": Region("KEN", "Africa", "Eastern Africa", "African Group", "Sub-Saharan Africa", "Low income", (), READ),
        "GHA": Region("GHA", "Africa", "Western Africa", "African Group", "Sub-Saharan Africa", "", (), READ),
        "FRA": Region("FRA", "Europe", "Western Europe", "Western European and Others Group", "Europe & Central Asia",
                      "High income", (), READ),
    }
)  # fmt: skip
KEPT: StatusData = WORLD._replace(
    sources={**WORLD.sources, "act": WORLD.sources["list"], "unused": WORLD.sources["list"]}
)


def test_cells_counts_and_sources() -> None:
    found = table(KEPT, ["t"])
    assert [(line.code, line.name) for line in found.lines] == [
        ("FRA", "France"), ("GHA", "Ghana"), ("KEN", "Kenya"), ("ESP", "Spain"),
    ]  # fmt: skip
    assert [line.cells[0].status for line in found.lines] == ["party", "ratified", "party", "signed"]
    assert list(found.counts["t"].items()) == [("party", 2), ("ratified", 1), ("signed", 1)]
    assert (found.day, list(found.instruments), list(found.sources)) == (date(2027, 1, 1), ["t"], ["row"])
    assert [line.region.region if line.region else None for line in found.lines] == ["Europe", "Africa", "Africa", None]
    assert found.lines[0].cells[0].instrument == "t"


def test_all_that_are_no_memberships_are_shown_where_none_is_named() -> None:
    found = table(KEPT)
    assert list(found.instruments) == list(found.counts) == ["t", "act", "scheme", "network"]
    assert list(found.sources) == ["act", "list", "row"]
    kenya = next(line for line in found.lines if line.code == "KEN")
    assert [cell.status for cell in kenya.cells] == ["party", "unknown", "unknown", "unknown"]
    assert found.counts["act"] == {"unknown": 4}


def test_a_day_and_groups_narrow_it() -> None:
    found = table(KEPT, ["t"], ["africa", "club"], date(2024, 1, 1))
    assert [(line.code, line.cells[0].status) for line in found.lines] == [("KEN", "unknown")]
    assert found.day == date(2024, 1, 1)
    assert found.counts["t"] == {"unknown": 1}
    ratified = table(KEPT, ["t"], ["western africa"]).lines[0].cells[0]
    assert (ratified.shown, ratified.mark) == ("ratification reported, deposit not read", "R")


@pytest.mark.parametrize("name", ["t", "T", "treaty", "Treaty", "the treaty (of 2001)", "The-Treaty, of_2001"])
def test_an_instrument_is_named_by_id_short_name_or_title(name: str) -> None:
    assert list(table(KEPT, [name]).instruments) == ["t"]


def test_groups_are_regions_and_organisations() -> None:
    found = groups(KEPT)
    assert {name: sorted(states) for name, states in found.items()} == {
        "africa": ["GHA", "KEN"], "eastern_africa": ["KEN"], "western_africa": ["GHA"], "african_group": ["GHA", "KEN"],
        "sub_saharan_africa": ["GHA", "KEN"], "low_income": ["KEN"], "europe": ["FRA"], "western_europe": ["FRA"],
        "western_european_and_others_group": ["FRA"], "europe_and_central_asia": ["FRA"], "high_income": ["FRA"],
        "club": ["KEN"], "club_and_friends": ["KEN"], "un": ["GHA", "KEN"], "united_nations": ["GHA", "KEN"],
        "un_members": ["GHA", "KEN"],
    }  # fmt: skip
    assert members_of(KEPT, "Sub-Saharan (Africa)") == {"GHA", "KEN"}
    assert subjects(KEPT) == ["ESP", "FRA", "GHA", "KEN"]
    assert last_day(KEPT) == date(2027, 1, 1)


def test_names_that_are_none() -> None:
    with pytest.raises(UsageError) as caught:
        table(KEPT, ["nothing\x1b"])
    assert str(caught.value) == "there is no instrument 'nothing\\x1b'; there are: un, t, act, scheme, network, club"
    with pytest.raises(UsageError) as caught:
        table(KEPT, ["Tready"])
    assert str(caught.value) == "there is no instrument 'Tready'; did you mean treaty?"
    with pytest.raises(UsageError) as caught:
        members_of(KEPT, "nothing")
    assert str(caught.value).startswith(
        "there is no group 'nothing'; there are: africa, african_group, club, club_and_friends,"
    )
    with pytest.raises(UsageError) as caught:
        members_of(KEPT, "afrika")
    assert str(caught.value) == "there is no group 'afrika'; did you mean africa?"


def test_every_status_has_words_and_a_mark_of_the_legend() -> None:
    assert {status: shown(status, head()) for status in MARKS} == {
        "party": "Party", "bound": "bound (member)", "member": "member", "consent_deposited": "consent deposited",
        "signed": "signed", "ratified": "ratification reported, deposit not read", "invited": "invited", "withdrawn": "withdrawn",
        "ceased": "ceased to be a member", "not_party": "not Party (invitation unknown)", "none": "none", "not_open": "not open",
        "not_yet": "not open yet", "unknown": "unknown", "associate": "associate member", "observer": "observer",
    }  # fmt: skip
    assert shown("consent_deposited", head(not_in_force=True)) == "consent deposited, treaty not in force"
    assert "".join(MARKS.values()) == "PBPDRSIWCN-.~?AO"
    assert all(f"{mark} " in LEGEND for mark in "PBDRSIWCN-.~?")


def test_dates_are_shown_as_far_as_they_are_known() -> None:
    assert (when(None), when(DAY), when(PartialDate(2022, 3))) == ("", "2026-01-01", "2022-03")
