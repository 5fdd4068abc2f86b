"""Dates known in part: read, compared, printed and written back as far as they are known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.engine.assessment import assess
from assess.formats.profile_yaml import written
from assess.model.base import PartialDate, Refused, When, earliest, latest, when_read
from assess.model.profile import Profile
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml
from assess.words.figures import date_words
from assess.words.language import speaking
from tests.build import library, profile, rules

HEAD = "schema: profile/v1\ncountry: KEN\nas_of: 2026-10-31\n"
CASES = Path(__file__).parents[2] / "shared/cases"
MADE = library({"law": "provision"}, [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.law"}]}])


def read(text: str) -> tuple[Profile | None, list[str]]:
    found, problems = read_profile(parse_yaml((HEAD + text).encode(), "x"), MADE.catalogue)
    return found, [str(fault).removeprefix("x:") for fault in sorted(problems)]


@pytest.mark.parametrize(
    ("given", "first", "last", "shown"),
    [
        ("2004-06-15", date(2004, 6, 15), date(2004, 6, 15), "2004-06-15"),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), "2004-02"),
        ("2003-02", date(2003, 2, 1), date(2003, 2, 28), "2003-02"),
        ("1999-12", date(1999, 12, 1), date(1999, 12, 31), "1999-12"),
        ("1999", date(1999, 1, 1), date(1999, 12, 31), "1999"),
        (1999, date(1999, 1, 1), date(1999, 12, 31), "1999"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "9999"),
    ],
)
def test_a_date_has_an_earliest_and_a_latest_day(given: Any, first: date, last: date, shown: str) -> None:
    when = when_read(given)
    assert (earliest(when), latest(when), str(when)) == (first, last, shown)
    assert when_read(given) == when
    assert hash(when_read(given)) == hash(when)


def test_parts_are_told_apart() -> None:
    assert PartialDate(2004) != PartialDate(2004, 1)
    assert PartialDate(2004) != date(2004, 1, 1)
    assert repr(PartialDate(2004, 6)) == "PartialDate(2004-06)"


@pytest.mark.parametrize(
    "given",
    ["soon", "2004-13", "2004-00", "0000", "2004-6", "04", "2004-06-31", "2004/06", "٢٠٠٤", "2004-06-", 20040615, 999, 2004.6, True,
     None, [], {}, "2004-06-01T00:00:00", "2004 ", "2004\n"],
)  # fmt: skip
def test_what_is_no_date(given: Any) -> None:
    with pytest.raises(Refused):
        when_read(given)


EVERYWHERE = """\
sources:
  a: {kind: act, title: Invented Act, unit: s., date: 1999, retrieved: 2024-06}
provisions:
  a.1: [{status: in_force, from: "2004", until: 2010-06}, {status: repealed, from: 2010-06}]
facts:
  t.law: {status: none, searched: [a], from: 2004, until: 2030}
agreements:
  - {with: UGA, kind: mla, title: Invented agreement, in_force: 2011-03}
comments: {invited: 2026-05, received: [{text: T, date: 2026-06}]}
"""


def test_every_date_but_that_of_the_profile_may_be_known_in_part() -> None:
    found, problems = read(EVERYWHERE)
    assert problems == []
    assert found is not None
    assert found.sources["a"].date == PartialDate(1999)
    assert found.provisions["a.1"][0].until == PartialDate(2010, 6)
    assert found.facts["t.law"][0].from_ == PartialDate(2004)
    assert found.agreements[0].in_force == PartialDate(2011, 3)
    again, problems = read_profile(parse_yaml(written(found).encode(), "x"), MADE.catalogue)
    assert (again, problems) == (found, [])  # written back as it was
    _, problems = read_profile(parse_yaml(HEAD.replace("2026-10-31", "2026-10").encode(), "x"), MADE.catalogue)
    assert [str(fault) for fault in problems] == [
        'x:3:8: bad-date: as_of: "2026-10" is not a date\n    write YYYY-MM-DD, such as 2026-10-31'
    ]


@pytest.mark.skipif(not (CASES / "partial-dates").is_dir(), reason="the case is not here")
def test_the_case_with_dates_known_in_part() -> None:
    found, problems = read((CASES / "partial-dates/profile.yaml").read_text().partition("2026-10-31\n")[2])
    assert problems == []
    assert found is not None


LAW = "sources: {a: {kind: act, title: T, unit: s.}}\nprovisions: {a.1: %s}\nfacts: {t.law: {by: a.1}}\n"


@pytest.mark.parametrize(
    ("entry", "day", "rating"),
    [
        ("{status: in_force, from: 2004}", "2003-12-31", "not_met"),
        ("{status: in_force, from: 2004}", "2004-01-01", "unknown"),
        ("{status: in_force, from: 2004}", "2004-12-30", "unknown"),
        ("{status: in_force, from: 2004}", "2004-12-31", "met"),
        ("{status: in_force, from: 2004-06}", "2004-06-29", "unknown"),
        ("{status: in_force, from: 2004-06}", "2004-06-30", "met"),
        ("{status: in_force, until: 2004}", "2003-12-31", "met"),
        ("{status: in_force, until: 2004}", "2004-01-01", "unknown"),
        ("[{status: in_force, until: 2004}, {status: repealed, from: 2004}]", "2003-12-31", "met"),
        ("[{status: in_force, until: 2004}, {status: repealed, from: 2004}]", "2004-07-01", "unknown"),
        ("[{status: in_force, until: 2004}, {status: repealed, from: 2004}]", "2004-12-31", "not_met"),
    ],
)  # fmt: skip
def test_only_the_days_inside_a_date_known_in_part_are_open(entry: str, day: str, rating: str) -> None:
    made = profile(MADE, f"schema: profile/v1\ncountry: KEN\nas_of: {day}\n" + LAW % entry)
    assert assess(made, rules(MADE)).findings[0].rating.value == rating


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("{status: in_force, from: 2004, until: 2003}", ["bad-period"]),
        ("{status: in_force, from: 2004, until: 2004-01-01}", ["bad-period"]),
        ("{status: in_force, from: 2004, until: 2004-01-02}", []),
        ("{status: in_force, from: 2004, until: 2004}", []),
        ("{status: in_force, from: 2004-07, until: 2004-06}", ["bad-period"]),
        ("[{status: in_force, until: 2004}, {status: repealed, from: 2004}]", []),
        ("[{status: in_force, until: 2005}, {status: repealed, from: 2004}]", ["overlapping-dates"]),
        ("[{status: in_force, until: 2004-06}, {status: repealed, from: 2004}]", []),
        ("[{status: repealed, from: 2003}, {status: in_force, until: 2004-06}]", ["overlapping-dates"]),
    ],
)
def test_dates_are_refused_only_where_no_reading_of_them_fits(entry: str, codes: list[str]) -> None:
    assert [fault.split(": ")[1] for fault in read(LAW % entry)[1]] == codes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "sources: {a: {kind: act, title: T, date: 2020, retrieved: 2019-12-31}}\n",
            "4:59: bad-period: sources.a.retrieved",
        ),
        ("agreements: [{with: UGA, kind: mla, title: T, in_force: soon}]\n", "4:57: bad-date: agreements[0].in_force"),
    ],
)
def test_what_ends_ends_after_it_began(text: str, place: str) -> None:
    (fault,) = read(text)[1]
    assert fault.startswith(place)


def test_a_reservation_is_withdrawn_after_it_was_made() -> None:
    treaties = library({"pact": "treaty"}, [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.pact"}]}])
    text = (
        "sources: {t: {kind: treaty, title: T}}\n"
        "facts:\n  t.pact: {status: party, cite: [t], from: 2010, reservations: [{paragraph: '9', made: 2010, withdrawn: 2009}]}\n"
    )
    _, problems = read_profile(parse_yaml((HEAD + text).encode(), "x"), treaties.catalogue)
    assert [str(fault) for fault in problems] == [
        "x:6:105: bad-period: facts.t.pact.reservations[0].withdrawn: `withdrawn` is before `made`\n"
        "    correct one of the two dates"
    ]


@pytest.mark.parametrize(
    ("when", "language", "length", "words"),
    [
        (PartialDate(2004), "en", "long", "2004"),
        (PartialDate(2004, 6), "en", "long", "June 2004"),
        (PartialDate(2004, 9), "en", "medium", "Sep 2004"),
        (PartialDate(2004, 6), "fr", "long", "juin 2004"),
        (PartialDate(2004), "fr", "long", "2004"),
        (date(2004, 6, 5), "en", "long", "5 June 2004"),
        (date(2004, 6, 5), "fr", "long", "5 juin 2004"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(when: When, language: str, length: str, words: str) -> None:
    with speaking(language):
        assert date_words(when, length=length) == words
