"""The states of facts on a day: periods, provisions, pending texts, statuses of answers, reservations in effect."""

from datetime import date
from typing import Any

import pytest

from assess.engine.facts import covers, fact_states
from assess.model.base import PartialDate
from assess.model.results import FactState, Truth
from tests.build import library, profile

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE
FLAG = {"type": "flag", "question": "Q?"}
FACTS: dict[str, Any] = {
    "law": {"kind": "provision", "features": {"a": FLAG, "b": FLAG}, "may_not_apply": "R"},
    "unit": {"kind": "capability", "features": {"a": FLAG}},
    "treaty": {"kind": "treaty"},
    "yes": {"kind": "yes_no", "may_not_apply": "R"},
    "word": {"kind": "choice", "words": ["x", "y"]},
    "count": "number",
}
ELEMENTS = [
    {"id": f"e{i}", "says": "S", "holds": line}
    for i, line in enumerate(["t.law.a", "t.unit.a", "t.treaty", "t.yes", "t.word == x", "t.count > 1"])
]
MADE = library(FACTS, [{"id": "c", "elements": ELEMENTS}])
SOURCES = "sources: {s: {kind: act, title: S}, p: {kind: official_page, title: P}}\n"


def states(text: str, day: str | None = None, *, pending: bool = False) -> dict[str, FactState]:
    """The states on a day (2026-01-01, the profile's own, by default)."""
    read = profile(MADE, SOURCES + text)
    return fact_states(read, MADE.catalogue.facts, date.fromisoformat(day) if day else None, pending=pending)


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        (None, None, "2020-05-05", T),
        ("2020-05-05", None, "2020-05-04", F),
        ("2020-05-05", None, "2020-05-05", T),  # the first day counts
        (None, "2020-05-05", "2020-05-04", T),
        (None, "2020-05-05", "2020-05-05", F),  # the last does not
        ("2020-01-01", "2021-01-01", "2020-06-01", T),
        ("2020", None, "2019-12-31", F),
        ("2020", None, "2020-01-01", U),  # any day of the year may be meant
        ("2020", None, "2020-12-31", T),
        ("2020-06", None, "2020-06-15", U),
        ("2020-06", None, "2020-06-30", T),
        (None, "2020-06", "2020-05-31", T),
        (None, "2020-06", "2020-06-01", U),
        (None, "2020-06", "2020-06-30", F),
    ],
)
def test_what_a_period_covers(start: str | None, end: str | None, day: str, expected: Truth) -> None:
    def read(text: str | None) -> Any:
        return (
            None
            if text is None
            else date.fromisoformat(text)
            if len(text) == 10
            else PartialDate(*map(int, text.split("-")))
        )

    assert covers(read(start), read(end), date.fromisoformat(day)) is expected


ANSWERS = {
    "t.unit": "{{status: operational, cite: [p]{}}}",
    "t.treaty": "{{status: party, cite: [p]{}}}",
    "t.yes": "{{value: true, cite: [p]{}}}",
    "t.law": "{{status: none, searched: [s]{}}}",
}


@pytest.mark.parametrize("name", sorted(ANSWERS))
@pytest.mark.parametrize(
    ("dates", "day", "known"),
    [
        ("", None, True),
        (", from: 2026-01-01", None, True),
        (", from: 2026-01-02", None, False),
        (", until: 2026-01-02", None, True),
        (", until: 2026-01-01", None, False),
        (", from: 2020-01-01, until: 2024-01-01", None, False),
        (", from: 2020-01-01, until: 2024-01-01", "2023-12-31", True),
        ("", "2025-12-31", False),  # before the profile's own day, what has no date is not known
        (", from: 2026-01-01", "2025-12-31", False),
        (", from: 2020-01-01", "2025-12-31", True),
        (", until: 2027-01-01", "2025-12-31", True),
    ],
)
def test_one_entry_counts_on_its_days_only(name: str, dates: str, day: str | None, known: bool) -> None:
    state = states(f"facts: {{{name}: {ANSWERS[name].format(dates)}}}\n", day)[name]
    if known:
        assert (state.known, state.truth) == (("none", F) if name == "t.law" else ("answered", T))
    elif name == "t.treaty" and "from: 2026" in dates:  # it binds later
        assert (state.known, state.truth, state.status, state.value) == ("answered", F, None, None)
    else:
        assert (state.known, state.truth, state.status, state.value) == ("unknown", U, None, None)


@pytest.mark.parametrize(
    ("day", "truth"), [("2009-12-31", U), ("2010-01-01", F), ("2011-12-31", F), ("2012-06-01", U), ("2013-01-01", T)]
)
def test_of_several_entries_the_one_of_the_day_counts_and_a_gap_is_unknown(day: str, truth: Truth) -> None:
    text = """
facts:
  t.unit:
    - {status: planned, from: 2010-01-01, until: 2012-01-01, cite: [p]}
    - {status: operational, from: 2013-01-01, cite: [p]}
"""
    assert states(text, day)["t.unit"].truth is truth


@pytest.mark.parametrize(
    ("entry", "truth", "would"),
    [
        ("{status: in_force}", T, T),
        ("{status: partly_in_force}", U, U),
        ("{status: bill, cite: [p]}", F, T),
        ("{status: adopted, cite: [p]}", F, T),
        ("{status: suspended, cite: [p]}", F, F),
        ("{status: struck_down, cite: [p]}", F, F),
        ("{status: repealed, cite: [p]}", F, F),
        ("{status: expired, cite: [p]}", F, F),
        ("{status: in_force, from: 2026-01-02}", F, F),
        ("{status: suspended, from: 2026-01-02}", U, U),
        ("{status: repealed, from: 2026-01-02}", U, U),
        ("[{status: adopted, from: 2025-01-01, until: 2025-06-01}, {status: in_force, from: 2026-01-02}]", F, F),
        ("[{status: in_force, from: 2024-01-01, until: 2025-01-01}, {status: in_force, from: 2026-01-02}]", U, U),
        ("{status: published, cite: [p]}", F, T),
        ("{status: assented, cite: [p]}", F, T),
        ("{status: passed, cite: [p]}", F, T),
        ("{status: struck_down, from: 2025-01-01, takes_effect: 2026-01-02}", T, T),
        ("{status: struck_down, from: 2025-01-01, takes_effect: 2026-01-01}", F, F),
        ("{status: struck_down, from: 2025-01-01, takes_effect: 2026}", U, U),
        ("{status: in_force, until: 2026-01-01}", U, U),
        ("{status: in_force, from: 2026-01-01}", T, T),
    ],
)
def test_only_law_in_force_counts_and_bills_count_where_pending_texts_do(
    entry: str, truth: Truth, would: Truth
) -> None:
    text = f"provisions: {{s.1: {entry}}}\nfacts: {{t.law: {{by: s.1, features: {{a: true}}}}}}\n"
    assert states(text)["t.law"].truth is truth
    assert states(text, pending=True)["t.law"].truth is would


def test_what_a_pending_text_replaces_is_out_of_force_with_it() -> None:
    text = """
provisions: {s.1: {status: in_force}, s.2: {status: bill, replaces: [s.1], cite: [p]}, s.3: {status: in_force}}
facts: {t.law: {by: [{of: [s.1], features: {a: true}}, {of: [s.3], features: {a: false}}]}}
"""
    assert [basis.truth for basis in states(text)["t.law"].bases] == [T, T]
    assert [basis.truth for basis in states(text, pending=True)["t.law"].bases] == [F, T]


def test_law_takes_its_dates_from_its_provisions_before_the_profiles_day() -> None:
    text = (
        "provisions: {s.1: {status: in_force, from: 2010-01-01}, s.2: {status: in_force}}\nfacts: {t.law: {by: %s}}\n"
    )
    assert states(text % "s.1", "2020-01-01")["t.law"].truth is T
    assert states(text % "s.2", "2020-01-01")["t.law"].truth is U  # no date: not known then
    assert states(text % "s.2")["t.law"].truth is T


@pytest.mark.parametrize(
    ("bases", "truths", "truth"),
    [
        ("[s.in]", [T], T),
        ("[{of: [s.in, s.out]}]", [F], F),  # read together: all have to be in force
        ("[{of: [s.in, s.part]}]", [U], U),
        ("[{of: [s.out, s.part]}]", [F], F),
        ("[s.out, s.in]", [F, T], T),  # any basis is enough
        ("[s.out, s.part]", [F, U], U),
        ("[s.out]", [F], F),
        ("[{of: [s.in], route: general, reading: R}]", [T], T),  # the route earns nothing, and costs nothing
    ],
)
def test_bases(bases: str, truths: list[Truth], truth: Truth) -> None:
    text = f"""
provisions: {{s.in: {{status: in_force}}, s.out: {{status: repealed, cite: [p]}}, s.part: {{status: partly_in_force}}}}
facts: {{t.law: {{by: {bases}}}}}
"""
    state = states(text)["t.law"]
    assert ([basis.truth for basis in state.bases], state.truth) == (truths, truth)


def test_a_basis_has_its_own_features_or_those_of_the_answer() -> None:
    text = "provisions: {s.1: {status: in_force}}\nfacts: {t.law: {by: %s}}\n"
    own = states(text % "[{of: [s.1], features: {b: true}}]")["t.law"].bases
    assert [dict(basis.features) for basis in own] == [{"b": True}]
    short = states("provisions: {s.1: {status: in_force}}\nfacts: {t.law: {by: s.1, features: {a: false}}}\n")
    assert [dict(basis.features) for basis in short["t.law"].bases] == [{"a": False}]
    assert short["t.law"].bases[0].provisions[0][0] == "s.1"


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("t.law", "unknown", ("unknown", U, None, None)),
        ("t.law", "withheld", ("withheld", U, None, None)),
        ("t.law", "{status: none, searched: [s]}", ("none", F, "none", None)),
        ("t.law", "{status: not_applicable, reason: R}", ("not_applicable", NA, None, None)),
        ("t.unit", "{status: partial, cite: [p]}", ("answered", F, "partial", None)),
        ("t.unit", "{status: planned, cite: [p]}", ("answered", F, "planned", None)),
        ("t.unit", "{status: operational, cite: [p]}", ("answered", T, "operational", None)),
        ("t.treaty", "{status: party, cite: [p]}", ("answered", T, "party", None)),
        ("t.treaty", "{status: consent_deposited, cite: [p]}", ("answered", F, "consent_deposited", None)),
        ("t.treaty", "{status: withdrawn, cite: [p]}", ("answered", F, "withdrawn", None)),
        ("t.treaty", "{status: none, searched: [s]}", ("none", F, "none", None)),
        ("t.treaty", "unknown", ("unknown", U, None, None)),
        ("t.yes", "{value: true, cite: [p]}", ("answered", T, None, True)),
        ("t.yes", "{value: false, cite: [p]}", ("answered", F, None, False)),
        ("t.yes", "{status: none, searched: [s]}", ("none", F, "none", False)),  # to a yes-or-no question, no
        ("t.word", "{value: y, cite: [p]}", ("answered", U, None, "y")),
        ("t.count", "{value: 0, period: 2025, definition: D, cite: [p]}", ("answered", U, None, 0)),
    ],
)
def test_the_state_of_an_answer(name: str, answer: str, expected: tuple[Any, ...]) -> None:
    state = states(f"facts: {{{name}: {answer}}}\n")[name]
    assert (state.known, state.truth, state.status, state.value) == expected


def test_what_nobody_looked_at_is_absent() -> None:
    state = states("facts: {t.yes: unknown}\n")["t.law"]
    assert (state.known, state.truth, state.bases, state.answer) == ("absent", U, (), None)


@pytest.mark.parametrize(
    ("entry", "day", "truths"),
    [
        ("{paragraph: '2'}", None, [T]),
        ("{paragraph: '2', made: 2026-01-01}", None, [T]),
        ("{paragraph: '2', made: 2026-01-02}", None, []),
        ("{paragraph: '2', made: 2010-01-01, withdrawn: 2026-01-01}", None, []),
        ("{paragraph: '2', made: 2010-01-01, withdrawn: 2026-01-02}", None, [T]),
        ("{paragraph: '2', made: 2010-01-01, withdrawn: 2022-01-01}", "2015-01-01", [T]),
        ("{paragraph: '2', made: 2010-01-01}", "2009-12-31", []),
        ("{paragraph: '2'}", "2015-01-01", [U]),  # made at a time that is not recorded
        ("{paragraph: '2', withdrawn: 2014-01-01}", "2015-01-01", []),
    ],
)
@pytest.mark.parametrize("kind", ["reservations", "declarations"])
def test_reservations_and_declarations_have_effect_from_made_until_withdrawn(
    kind: str, entry: str, day: str | None, truths: list[Truth]
) -> None:
    text = f"facts: {{t.treaty: {{status: party, from: 2000-01-01, cite: [p], {kind}: [{entry}]}}}}\n"
    state = states(text, day)["t.treaty"]
    made = state.reservations if kind == "reservations" else state.declarations
    other = state.declarations if kind == "reservations" else state.reservations
    assert made is not None
    assert [one.truth for one in made] == truths
    assert other is None  # of which nothing is said: not known


def test_an_empty_list_says_that_none_was_made() -> None:
    state = states("facts: {t.treaty: {status: party, reservations: [], cite: [p]}}\n")["t.treaty"]
    assert (state.reservations, state.declarations) == ((), None)
    reached = (
        "facts: {t.treaty: {status: party, reservations: [{paragraph: '22 (2)', reaches: ['22 (2)(b)']}], cite: [p]}}\n"
    )
    (made,) = states(reached)["t.treaty"].reservations or ()
    assert made.paragraphs == ("22(2)(b)",)


def test_states_are_kept_with_the_profile_apart_for_each_day_and_catalogue() -> None:
    read = profile(MADE, SOURCES + "facts: {t.unit: {status: operational, from: 2025-01-01, cite: [p]}}\n")
    facts = MADE.catalogue.facts
    assert fact_states(read, facts)["t.unit"] is fact_states(read, facts)["t.unit"]
    assert fact_states(read, facts, date(2024, 1, 1))["t.unit"].truth is U
    assert fact_states(read, facts)["t.unit"].truth is T
    other = library(FACTS, [{"id": "c", "elements": ELEMENTS}])
    assert fact_states(read, other.catalogue.facts)["t.unit"].fact is other.catalogue.facts["t.unit"]
