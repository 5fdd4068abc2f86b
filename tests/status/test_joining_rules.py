"""Who may join what, and the status of a State on a given day: rules are data, and these are the cases they have to get right."""

from datetime import date

import pytest

from assess.engine.joining_rules import barred, may_join, member, standing, takes_part
from assess.model.results import Truth
from tests.status.shipped import STATUS as DATA

DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("instrument", "state", "how"),
    [
        ("budapest", "IRL", "signature"),  # a member of the Council of Europe
        ("budapest", "ZAF", "signature"),  # took part in drafting
        ("budapest", "KEN", "invitation"),
        ("budapest_protocol_1", "ZAF", "signature"),  # signed the Convention without ratifying it
        ("budapest_protocol_1", "CHE", "signature"),  # a member: it signed, though the day was not read
        ("budapest_protocol_1", "CHL", "accession"),  # acceded to the Convention
        ("budapest_protocol_2", "CHL", "signature"),
        ("un_convention", "KEN", "signature"),
        ("un_convention", "EUU", "signature"),
        ("malabo", "KEN", "signature or accession"),
        ("arab_2010", "MAR", "signature or accession"),
        ("oas_mla", "BRB", "signature"),
        ("oas_mla", "KEN", "accession"),
        ("convention_108_plus", "MAR", "signature"),
        ("ecowas_directive", "GHA", "membership"),
        ("eu_attacks_directive", "IRL", "membership"),
    ],
)
def test_how_a_state_would_join(instrument: str, state: str, how: str) -> None:
    assert may_join(DATA, instrument, state, DAY).how == how


@pytest.mark.parametrize(
    ("instrument", "state", "outside"),
    [
        ("budapest_protocol_1", "KEN", ("budapest",)),  # invited, not Party and not signatory
        ("budapest_protocol_2", "ZAF", ("budapest",)),  # a signatory is not Party
        ("malabo", "CHL", ("african_union",)),
        ("arab_2010", "KEN", ("arab_league",)),
        ("cis_2018", "UKR", ("cis",)),  # left
        ("ecowas_directive", "MLI", ("ecowas",)),  # left
        ("eu_attacks_directive", "DNK", ("eu",)),  # a member that does not take part
        ("harare_scheme", "ZWE", ("commonwealth",)),
        ("budapest", "EUU", ("coe",)),
    ],
)
def test_what_is_not_open(instrument: str, state: str, outside: tuple[str, ...]) -> None:
    way = may_join(DATA, instrument, state, DAY)
    assert (way.open, way.outside) == (Truth.FALSE, outside)


def test_after_the_last_day_of_signature_a_state_accedes() -> None:
    assert may_join(DATA, "un_convention", "KEN", date(2026, 12, 31)).how == "signature"
    assert may_join(DATA, "un_convention", "KEN", date(2027, 1, 1)).how == "accession"


@pytest.mark.parametrize("state", ["XKX", "HKG", "TWN", "GRL"])
def test_of_a_subject_that_no_list_names_nothing_is_said(state: str) -> None:
    assert not takes_part(DATA, state)
    for instrument in ("budapest", "un_convention", "untoc", "convention_108"):
        assert standing(DATA, instrument, state, DAY).status == "unknown"


def test_membership_ends_on_the_day_of_its_effect() -> None:
    assert member(DATA, "ecowas", "MLI", date(2025, 1, 28)) is Truth.TRUE
    assert member(DATA, "ecowas", "MLI", date(2025, 1, 29)) is Truth.FALSE
    assert member(DATA, "coe", "RUS", date(2022, 3, 15)) is Truth.TRUE
    assert member(DATA, "coe", "RUS", DAY) is Truth.FALSE
    assert member(DATA, "cis", "TKM", DAY) is Truth.FALSE  # an associate


@pytest.mark.parametrize(
    ("instrument", "state", "day", "status", "since"),
    [
        ("budapest", "CHL", date(2026, 1, 1), "party", date(2017, 8, 1)),
        ("budapest", "CHL", date(2017, 8, 1), "party", date(2017, 8, 1)),
        ("budapest", "CHL", date(2017, 7, 31), "consent_deposited", date(2017, 4, 20)),
        ("budapest", "CHL", date(2017, 4, 19), "unknown", None),  # it may have been invited
        ("budapest", "EST", date(2004, 6, 30), "consent_deposited", date(2003, 5, 12)),
        ("budapest", "EST", date(2002, 1, 1), "signed", date(2001, 11, 23)),
        ("budapest", "KEN", date(2024, 10, 8), "unknown", None),
        ("budapest", "RWA", date(2025, 4, 30), "consent_deposited", date(2025, 1, 10)),
        ("budapest", "RWA", date(2025, 5, 1), "party", date(2025, 5, 1)),
        ("budapest", "USA", DAY, "party", None),
        ("budapest", "USA", date(2005, 1, 1), "unknown", None),  # no date was read
        ("budapest_protocol_2", "SRB", DAY, "consent_deposited", date(2023, 2, 9)),
        ("malabo", "COD", DAY, "unknown", None),  # ratified at home
        ("untoc", "PLW", DAY, "none", None),
        ("oas_mla", "URY", DAY, "unknown", None),  # the one of whom the closed list says nothing
        ("oas_mla", "BRB", DAY, "none", None),
        ("uncac", "JPN", DAY, "unknown", None),
        ("uncac", "ZAF", DAY, "party", date(2005, 12, 14)),
        ("un_convention", "AZE", DAY, "signed", date(2025, 10, 25)),  # ratification reported, no deposit read
        ("ecowas_directive", "MLI", date(2025, 1, 28), "bound", None),
        ("ecowas_directive", "MLI", date(2025, 1, 29), "ceased", date(2025, 1, 29)),
        ("coe", "RUS", DAY, "ceased", date(2022, 3, 16)),
        ("budapest", "FRA", date(2001, 11, 22), "not_yet", None),
        ("un_convention", "KEN", date(2025, 10, 24), "not_yet", None),
        ("convention_108", "KEN", DAY, "not_party", None),  # nobody who was invited is named
    ],
)
def test_where_a_state_stands_on_a_day(instrument: str, state: str, day: date, status: str, since: date | None) -> None:
    found = standing(DATA, instrument, state, day)
    assert (found.status, found.since) == (status, since)


def test_none_rests_on_a_list_that_is_closed_and_says_its_day() -> None:
    found = standing(DATA, "budapest_protocol_2", "KHM", DAY)
    assert (found.status, found.why, found.day) == ("none", "closed", date(2026, 2, 5))
    assert found.sources == DATA.instruments["budapest_protocol_2"].sources


def test_on_a_list_of_parties_who_may_have_been_invited_is_not_none() -> None:
    found = standing(DATA, "budapest", "KHM", DAY)
    assert (found.status, found.why, found.day) == ("not_party", "closed", date(2025, 1, 10))
    assert standing(DATA, "budapest", "EUU", DAY).status == "not_open"


def test_what_is_closed_for_good_and_what_opens_on_becoming_party() -> None:
    assert barred(DATA, "budapest", "EUU", DAY) and barred(DATA, "budapest_protocol_2", "EUU", DAY)
    assert barred(DATA, "malabo", "CHL", DAY) and not barred(DATA, "budapest_protocol_2", "KEN", DAY)
    assert not barred(DATA, "budapest_protocol_1", "KEN", DAY) and not barred(DATA, "un_convention", "EUU", DAY)


def test_every_rule_of_every_instrument_fits_somebody() -> None:
    states = {*DATA.rows["un"], "EUU"}
    for name, head in DATA.instruments.items():
        said = {str(may_join(DATA, name, state, DAY).says) for state in states}
        assert {str(rule.says) for rule in head.joining} <= said, name
