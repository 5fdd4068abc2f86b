"""The days of a case: conduct that goes on, law that changes within it and after it, dual criminality and thresholds on two days;
and that the order of profiles changes nothing."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from assess.engine.case import CaseReading, Lighter, read_case
from assess.engine.case_days import Law
from assess.engine.case_pairs import Dual, directions
from assess.engine.case_steps import whole_case
from assess.engine.pairs import PairStatus, prepare_pairs
from assess.model.profile import Profile
from assess.model.results import Truth
from assess.reading.exercises import load_exercise
from assess.reading.pairs import load_pairs
from assess.reading.profiles import load_profiles
from tests.cases.build import CASES, PAIRS, case, catalogue, profile, reading

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
GOES_ON = "{conduct: {start: 2025-01-10, end: 2025-06-30}, request: 2025-12-01, decision: 2026-03-16}"


def state(code: str, since: str, months: str = "{max_prison_months: 36}", more: str = "", until: str = "") -> Profile:
    own = f"{{status: in_force, from: {since}}}"
    if until:
        own = f"[{{status: in_force, from: {since}, until: {until}}}, {{status: repealed, from: {until}}}]"
    return profile(code, f"""provisions:
  act.1: {own}
  act.9: {{status: in_force, from: 1990-01-01}}
facts:
  offences.illegal_access: {{by: act.1, features: {months}}}
  jurisdiction.territorial: {{by: act.9, confidence: medium, features: {{conduct_or_effect: true}}}}
{more}""", "2026-10-31")  # fmt: skip


def spans(found: CaseReading, code: str) -> list[tuple[str, str, str]]:
    claim = next(each for each in found.offences[0].claims if each.code == code)
    return [(str(p.start), str(p.end), p.truth.name) for p in claim.found.pieces]


def test_conduct_that_goes_on_is_read_over_the_whole_period() -> None:
    found = reading(case("{suspect_located_in: XAA}", GOES_ON), state("XAA", "2025-04-01"))
    assert spans(found, "XAA") == [("2025-01-10", "2025-03-31", "FALSE"), ("2025-04-01", "2025-06-30", "TRUE")]
    assert found.offences[0].claims[0].found.word == "part"


def test_the_first_and_the_last_day_belong_to_the_conduct() -> None:
    for since, word in (("2025-01-10", "yes"), ("2025-01-11", "part"), ("2025-06-30", "part"), ("2025-07-01", "no")):
        found = reading(case("{suspect_located_in: XAA}", GOES_ON), state("XAA", since))
        assert found.offences[0].claims[0].found.word == word, since
    one_day = "{conduct: {start: 2025-01-10}, request: 2025-12-01}"
    assert spans(reading(case("{suspect_located_in: XAA}", one_day), state("XAA", "2025-01-10")), "XAA") == [
        ("2025-01-10", "2025-01-10", "TRUE")
    ]


def test_a_month_that_is_all_that_is_known_leaves_its_days_open() -> None:
    found = reading(case("{suspect_located_in: XAA}", GOES_ON), state("XAA", "2025-03"))
    assert spans(found, "XAA") == [
        ("2025-01-10", "2025-02-28", "FALSE"), ("2025-03-01", "2025-03-30", "UNKNOWN"), ("2025-03-31", "2025-06-30", "TRUE"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until"), [("2025-02", "2025-05-03"), ("2024", "2025"), ("2025-06-30", ""), ("2025", "")]
)
def test_the_stretches_give_what_each_day_by_itself_gives(since: str, until: str) -> None:
    one = state("XAA", since, until=until)
    found = reading(case("{suspect_located_in: XAA}", GOES_ON), one)
    claim = found.offences[0].claims[0]
    law = Law({"XAA": one}, catalogue().catalogue, ["offences.illegal_access"])
    days = [date.fromordinal(n) for n in range(date(2025, 1, 10).toordinal(), date(2025, 6, 30).toordinal() + 1)]
    each = [law.crime("XAA", "offences.illegal_access", day) for day in days]
    assert [p.truth for day in days for p in claim.criminal.pieces if p.start <= day <= p.end] == each


def test_overlap_is_read_stretch_by_stretch() -> None:
    two = case("{suspect_located_in: XAA, victims_in: XBB}", GOES_ON)
    apart = reading(two, state("XAA", "1990-01-01", until="2025-03-01"), state("XBB", "2025-04-01"))
    assert apart.offences[0].overlap.word == "no"  # each for part of the conduct, never for the same days
    together = reading(two, state("XAA", "1990-01-01", until="2025-05-01"), state("XBB", "2025-04-01"))
    assert [(str(p.start), str(p.end)) for p in together.offences[0].overlap.days] == [("2025-04-01", "2025-04-30")]


def penalties(before: int, after: str) -> Profile:
    return profile("XAA", f"""provisions: {{act.9: {{status: in_force, from: 1990-01-01}}}}
facts:
  offences.illegal_access:
    - {{until: 2026-01-01, by: act.9, features: {{max_prison_months: {before}}}}}
    - {{from: 2026-01-01, {after}}}
  jurisdiction.territorial: {{by: act.9, confidence: medium, features: {{conduct_or_effect: true}}}}
""", "2026-10-31")  # fmt: skip


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("by: act.9, features: {max_prison_months: 84}", Lighter(120, 84)),
        ("by: act.9, features: {max_prison_months: 120}", None),
        ("by: act.9, features: {max_prison_months: 150}", None),
        ("by: act.9, features: {fine_only: true}", Lighter(120, 0)),
        ("by: act.9", None),
        ("status: none, searched: [act]", Lighter(120, None)),
        ("status: unknown", None),
    ],
)
def test_a_later_lighter_penalty_is_noted(after: str, found: Lighter | None) -> None:
    read = reading(case("{suspect_located_in: XAA}", GOES_ON), penalties(120, after))
    assert read.offences[0].claims[0].lighter == found


def dual(found: CaseReading, asking: str, asked: str) -> Dual:
    every = directions(found, catalogue().catalogue)
    return next(each.dual[0] for each in every if (each.requesting, each.requested) == (asking, asked))


def test_dual_criminality_at_both_days() -> None:
    two = case("{suspect_located_in: XBB, victims_in: XAA}", GOES_ON)
    later = dual(reading(two, state("XAA", "1990-01-01"), state("XBB", "2025-09-01")), "XAA", "XBB")
    assert (later.at_conduct.word, later.at_request, later.differs) == ("no", T, True)
    same = dual(reading(two, state("XAA", "1990-01-01"), state("XBB", "1990-01-01")), "XAA", "XBB")
    assert (same.at_conduct.word, same.at_request, same.differs) == ("yes", T, False)
    gone = dual(reading(two, state("XAA", "1990-01-01"), state("XBB", "1990-01-01", until="2025-10-01")), "XAA", "XBB")
    assert (gone.at_conduct.word, gone.at_request, gone.differs) == ("yes", F, True)


EXTRADITION = "  cooperation.extradition: {by: act.9, features: {threshold_months: 24}}\n"
PARTY = "  treaties.budapest: {status: party, from: 2020-01-01, cite: [list]}\n"


def test_thresholds_of_penalty_in_both_laws() -> None:
    two = case("{suspect_located_in: XBB, victims_in: XAA}", GOES_ON)
    found = reading(
        two,
        state("XAA", "1990-01-01", "{max_prison_months: 18}", PARTY),
        state("XBB", "1990-01-01", more=EXTRADITION + PARTY),
    )
    read = {t.source: (t.months, t.at_conduct.word, t.at_request) for t in dual(found, "XAA", "XBB").thresholds}
    assert read == {"convention": (12, "yes", T), "law": (24, "no", F)}
    none = "  treaties.budapest: {status: none, from: 1990-01-01, searched: [list]}\n"
    apart = reading(two, state("XAA", "1990-01-01", more=none), state("XBB", "1990-01-01", "{}", EXTRADITION + PARTY))
    read = {t.source: (t.months, t.at_conduct.word, t.at_request) for t in dual(apart, "XAA", "XBB").thresholds}
    assert read == {"law": (24, "open", U)}


def test_only_a_state_that_could_claim_asks_and_only_where_something_is() -> None:
    roles = "{suspect_located_in: XAA, victims_in: XBB, data_located_in: XCC}"
    found = reading(case(roles, GOES_ON), *(state(code, "1990-01-01") for code in ("XAA", "XBB", "XCC", "XDD")))
    every = {(each.requesting, each.requested): each.purposes for each in directions(found, catalogue().catalogue)}
    assert every == {
        ("XAA", "XBB"): ("victims",), ("XAA", "XCC"): ("data",), ("XBB", "XAA"): ("suspect",), ("XBB", "XCC"): ("data",),
    }  # fmt: skip


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_order_of_profiles_changes_nothing(folder: Any) -> None:
    library = load_pairs(PAIRS)
    exercise, rules = (
        load_exercise(folder / "case.yaml", library.catalogue),
        prepare_pairs(library.framework, library.catalogue),
    )
    paths = sorted(folder.glob("x*.yaml"))
    found = []
    for order in permutations(paths):
        profiles = {each.country: each for each in load_profiles(order, catalogue())}
        case_read = whole_case(exercise, profiles, library.catalogue, rules)
        found.append(repr((case_read.reading.states, case_read.reading.offences, [d.direction for d in case_read.directions], [
            [(s.result.step.id, s.status) for s in d.steps] for d in case_read.directions
        ])))  # fmt: skip
    assert len(set(found)) == 1


def test_steps_of_the_shipped_cases() -> None:
    library = load_pairs(PAIRS)
    rules = prepare_pairs(library.framework, library.catalogue)
    folder = next(each for each in CASES if each.name == "accounts_taken_over")
    exercise = load_exercise(folder / "case.yaml", library.catalogue)
    profiles = {each.country: each for each in load_profiles(sorted(folder.glob("x*.yaml")), catalogue())}
    found = whole_case(exercise, profiles, library.catalogue, rules)
    (one,) = [
        each for each in found.directions if (each.direction.requesting, each.direction.requested) == ("XBB", "XCC")
    ]
    assert [(step.result.step.id, step.status) for step in one.steps] == [
        ("preservation", PairStatus.NONE), ("stored_data", PairStatus.CONDITIONS),
    ]  # fmt: skip
    assert one.first_open is one.steps[0]


def test_a_day_after_the_law_of_a_profile_is_unknown_to_the_engine() -> None:
    late = "{conduct: {start: 2026-10-01, end: 2026-12-31}, request: 2027-01-01}"
    found = read_case(
        case("{suspect_located_in: XAA}", late), {"XAA": state("XAA", "1990-01-01")}, catalogue().catalogue
    )
    assert spans(found, "XAA") == [("2026-10-01", "2026-10-31", "TRUE"), ("2026-11-01", "2026-12-31", "UNKNOWN")]
