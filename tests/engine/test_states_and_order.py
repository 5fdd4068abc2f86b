"""Small constructed cases, each value asserted: states of facts on a day, weights of options, levels, gates, order, questions."""

from datetime import date
from fractions import Fraction as Fr
from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.advice import actions, gaps, questions
from assess.engine.assessment import assess
from assess.engine.comparison import compare
from assess.engine.facts import fact_states
from assess.engine.score import criterion_shares, level_of
from assess.model.framework import Level, Method
from assess.model.results import Assessment, LevelReading, Rating, Score, Truth
from assess.words.sentences import remark_of
from tests.build import elements, library, profile, rules

T, F, U, NA = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_APPLICABLE

FACTS: dict[str, Any] = {
    "law": {"kind": "provision", "features": {"flag": {"type": "flag", "question": "Q?"}}},
    "treaty": "treaty",
    "unit": {"kind": "capability", "may_not_apply": "R."},
    "number": "number",
    "word": {"kind": "choice", "words": ["a", "b"]},
    "yes": "yes_no",
}
SOURCES = "sources: {s: {kind: act, title: S}, p: {kind: press, title: P}}\n"
DAY = date(2026, 1, 1)


def state(name: str, answer: str, provisions: str = "{}", on: date | None = None, *, pending: bool = False) -> Any:
    made = library(FACTS, [{"id": "c", "elements": elements("t.law")}])
    read = profile(made, f"{SOURCES}provisions: {provisions}\nfacts: {{t.{name}: {answer}}}")
    return fact_states(read, made.catalogue.facts, on, pending=pending)[f"t.{name}"]


# States of facts


@pytest.mark.parametrize(
    ("name", "answer", "known", "truth", "status", "value"),
    [
        ("unit", "{status: operational, cite: p}", "answered", T, "operational", None),
        ("unit", "{status: partial, cite: p}", "answered", F, "partial", None),
        ("unit", "{status: planned, cite: p}", "answered", F, "planned", None),
        ("unit", "{status: none, searched: p}", "none", F, "none", None),
        ("unit", "unknown", "unknown", U, None, None),
        ("unit", "withheld", "withheld", U, None, None),
        ("unit", "{status: not_applicable, reason: R}", "not_applicable", NA, None, None),
        ("treaty", "{status: party, cite: p}", "answered", T, "party", None),
        ("treaty", "{status: consent_deposited, cite: p}", "answered", F, "consent_deposited", None),
        ("treaty", "{status: signed, cite: p}", "answered", F, "signed", None),
        ("treaty", "{status: withdrawn, cite: p}", "answered", F, "withdrawn", None),
        ("number", "{value: 0, cite: p}", "answered", U, None, 0),
        ("word", "{value: a, cite: p}", "answered", U, None, "a"),
        ("yes", "{value: true, cite: p}", "answered", T, None, True),
        ("yes", "{value: false, cite: p}", "answered", F, None, False),
    ],
)
def test_what_an_answer_says(name: str, answer: str, known: str, truth: Truth, status: Any, value: Any) -> None:
    found = state(name, answer)
    assert (found.id, found.known, found.truth, found.status, found.value) == (f"t.{name}", known, truth, status, value)


def test_what_a_profile_does_not_name_is_absent() -> None:
    made = library(FACTS, [{"id": "c", "elements": elements("t.law")}])
    found = fact_states(profile(made, ""), made.catalogue.facts)
    assert {name: (each.known, each.truth, each.bases) for name, each in found.items()} == {
        f"t.{name}": ("absent", U, ()) for name in FACTS
    }


@pytest.mark.parametrize(
    ("status", "truth", "with_bills"),
    [
        ("in_force", T, T), ("bill", F, T), ("adopted", F, T), ("partly_in_force", U, U), ("suspended", F, F),
        ("struck_down", F, F), ("repealed", F, F), ("expired", F, F),
    ],
)  # fmt: skip
def test_only_what_is_in_force_counts(status: str, truth: Truth, with_bills: Truth) -> None:
    law = f"{{s.1: {{status: {status}}}}}"
    assert state("law", "{by: s.1}", law).truth is truth
    assert state("law", "{by: s.1}", law, pending=True).truth is with_bills


def test_a_bill_puts_what_it_replaces_out_of_force() -> None:
    law = "{s.1: {status: in_force}, s.2: {status: bill, replaces: s.1}}"
    assert (state("law", "{by: s.1}", law).truth, state("law", "{by: s.1}", law, pending=True).truth) == (T, F)
    assert (state("law", "{by: s.2}", law).truth, state("law", "{by: s.2}", law, pending=True).truth) == (F, T)
    passed = law.replace("bill", "in_force")
    assert state("law", "{by: s.1}", passed, pending=True).truth is T


@pytest.mark.parametrize(
    ("first", "second", "together", "either"),
    [("in_force", "in_force", T, T), ("in_force", "repealed", F, T), ("in_force", "partly_in_force", U, T),
     ("partly_in_force", "repealed", F, U), ("repealed", "bill", F, F)],
)  # fmt: skip
def test_provisions_of_a_basis_are_read_together_and_any_basis_suffices(
    first: str, second: str, together: Truth, either: Truth
) -> None:
    law = f"{{s.1: {{status: {first}}}, s.2: {{status: {second}}}}}"
    both = state("law", "{by: {of: [s.1, s.2], features: {flag: true}}}", law)
    assert (both.truth, [basis.truth for basis in both.bases]) == (together, [together])
    assert [(name, entry.status) for name, entry in both.bases[0].provisions] == [("s.1", first), ("s.2", second)]
    assert both.bases[0].features == {"flag": True}
    assert state("law", "{by: [s.1, s.2]}", law).truth is either


@pytest.mark.parametrize(
    ("on", "truth"),
    [
        (date(2019, 12, 31), F),
        (date(2020, 1, 1), T),
        (date(2020, 12, 31), T),
        (date(2021, 1, 1), F),
        (date(2023, 1, 1), F),
    ],
)
def test_a_provision_holds_from_its_first_day_until_the_day_it_no_longer_does(on: date, truth: Truth) -> None:
    law = (
        "{s.1: [{status: in_force, from: 2020-01-01, until: 2021-01-01}, "
        "{status: repealed, from: 2021-01-01, until: 2024-01-01}]}"
    )
    found = state("law", "{by: s.1}", law, on)
    assert found.truth is truth
    assert state("law", "{by: s.1}", law).truth is U  # a gap is not known
    assert state("law", "{by: s.1}", law).bases[0].provisions == (("s.1", None),)


def test_on_an_earlier_day_what_has_no_date_is_unknown_but_law_takes_its_dates_from_provisions() -> None:
    before = date(2025, 12, 31)
    assert state("yes", "{value: true, cite: p}", on=before).truth is U
    assert state("yes", "{value: true, cite: p}", on=DAY).truth is T
    assert state("yes", "{value: true, cite: p, from: 2020-01-01}", on=before).truth is T
    assert state("yes", "{value: true, cite: p, until: 2027-01-01}", on=before).truth is T
    assert state("law", "{by: s.1}", "{s.1: {status: in_force}}", before).truth is U
    assert state("law", "{by: s.1}", "{s.1: {status: in_force, from: 2020-01-01}}", before).truth is T


def test_the_answer_of_the_day_is_taken() -> None:
    two = "[{value: 1, cite: p, from: 2024-01-01, until: 2025-01-01}, {value: 2, cite: p, from: 2025-01-01}]"
    assert [state("number", two, on=date(y, 1, 1)).value for y in (2023, 2024, 2025, 2026)] == [None, 1, 2, 2]
    assert state("number", two, on=date(2023, 1, 1)).known == "unknown"


# Weights, options, levels


def assessed(criteria: Any, text: str = "", facts: Any = None, **head: Any) -> Assessment:
    made = library(facts or dict.fromkeys("abcd", "yes_no"), criteria, **head)
    return assess(profile(made, SOURCES + text), rules(made))


def values(**given: Any) -> str:
    words = {True: "{value: true, cite: p}", False: "{value: false, cite: p}", None: "unknown"}
    return "facts: {" + ", ".join(f"t.{name}: {words[value]}" for name, value in given.items()) + "}"


def row(name: str, condition: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "elements": elements(condition), **more}


def test_an_option_weighs_nothing_unless_a_weight_is_given() -> None:
    rows = [row("c1", "t.a"), row("c2", "t.b", obligation="may"), row("c3", "t.b", obligation="may", weight=2),
            row("c4", "t.b", weight="1/3")]  # fmt: skip
    made = assessed(rows, values(a=True, b=False))
    assert [f.weight for f in made.findings] == [1, 0, 2, Fr(1, 3)]
    assert [f.gap for f in made.findings] == [False, False, False, True]
    score = made.scores["d", "law"]
    assert (score.low, score.high, score.weight) == (Fr(3, 10), Fr(3, 10), Fr(10, 3))


@pytest.mark.parametrize(
    ("given", "rating", "low", "high", "coverage"),
    [
        ({"a": True, "b": True}, Rating.MET, 1, 1, 1),
        ({"a": True, "b": False}, Rating.PARTLY, Fr(1, 4), Fr(1, 4), 1),
        ({"a": False, "b": False}, Rating.NOT_MET, 0, 0, 1),
        ({"a": True, "b": None}, Rating.AT_LEAST_PARTLY, Fr(1, 4), 1, Fr(1, 4)),
        ({"a": False, "b": None}, Rating.AT_MOST_PARTLY, 0, Fr(3, 4), Fr(1, 4)),
        ({"a": None, "b": None}, Rating.UNKNOWN, 0, 1, 0),
        ({}, Rating.NOT_ASSESSED, 0, 1, 0),
    ],
)  # fmt: skip
def test_ratings_follow_the_interval(given: Any, rating: Rating, low: Any, high: Any, coverage: Any) -> None:
    parts = elements("t.a", "t.b")
    parts[1]["weight"] = 3
    (found,) = assessed([{"id": "c", "elements": parts}], values(**given) if given else "").findings
    assert (found.rating, found.low, found.high, found.coverage) == (rating, low, high, coverage)
    assert found.gap is (high < 1)


def test_an_essential_element_that_fails_makes_the_criterion_nothing() -> None:
    parts = elements("t.a", "t.b")
    parts[0]["essential"] = True
    rows = [{"id": "c", "elements": parts}]
    found = {
        (a, b): [(f.low, f.high) for f in assessed(rows, values(a=a, b=b)).findings]
        for a, b in ((False, True), (True, False), (None, True), (True, None))
    }
    half = Fr(1, 2)
    assert found == {
        (False, True): [(0, 0)], (True, False): [(half, half)], (None, True): [(0, 1)], (True, None): [(half, 1)],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "coverage", "reading"),
    [
        (Fr(1, 2), Fr(3, 4), Fr(1), LevelReading("level", "B", "B")),
        (Fr(0), Fr(49, 100), Fr(0), LevelReading("level", "A", "A")),
        (Fr(1, 4), Fr(1, 2), Fr(2, 3), LevelReading("between", "A", "B")),
        (Fr(1, 4), Fr(1, 2), Fr(65, 100), LevelReading("not_rated", "A", "B")),
    ],
)
def test_levels(low: Fr, high: Fr, coverage: Fr, reading: LevelReading) -> None:
    method = Method(levels=(Level(word="A", from_=0), Level(word="B", from_="1/2")))
    score = Score(low, high, coverage, Fr(1), Fr(0))
    assert level_of(score, method) == reading
    assert level_of(score, Method()) == LevelReading("none")


@pytest.mark.parametrize(
    ("given", "fired", "low", "high"),
    [(False, T, Fr(2, 5), Fr(2, 5)), (None, U, Fr(2, 5), Fr(1)), (True, F, Fr(1), Fr(1))],
)
def test_a_gate_caps_its_own_domain_and_axis(given: Any, fired: Truth, low: Fr, high: Fr) -> None:
    domains = {
        "d": {"criteria": [row("c1", "t.a"), row("c2", "t.a", axis="practice")]},
        "e": {"weight": 3, "criteria": [row("c3", "t.a")]},
    }
    gate = {"id": "g", "domain": "d", "axis": "law", "cap": "2/5", "unless": "t.b", "says": "S"}
    made = assessed(domains, values(a=True, b=given), method={"gates": [gate]})
    found = {key: (score.low, score.high, [g.fired for g in score.gates]) for key, score in made.scores.items()}
    assert found == {("d", "law"): (low, high, [fired]), ("e", "law"): (1, 1, []), ("d", "practice"): (1, 1, [])}
    assert (made.totals["law"].low, made.totals["law"].high) == ((low + 3) / 4, (high + 3) / 4)


def test_axes_together_are_one_score() -> None:
    made = assessed([row("c1", "t.a"), row("c2", "t.b", axis="practice", weight=2)], values(a=True, b=False),
                    method={"axes": "together"})  # fmt: skip
    assert {key: (s.low, s.weight) for key, s in made.scores.items()} == {("d", "all"): (Fr(1, 3), 3)}
    assert list(made.totals) == ["all"]


def test_the_share_of_a_criterion_in_its_axis() -> None:
    domains = {
        "top": {"title": "T", "weight": 3},
        "x": {"parent": "top", "criteria": [row("c1", "t.a", weight=2), row("c2", "t.a")]},
        "y": {"parent": "top", "weight": 2, "criteria": [row("c3", "t.a")]},
        "z": {"criteria": [row("c4", "t.a"), row("c5", "t.a", axis="capacity"), row("c6", "t.a", obligation="may")]},
    }
    made = assessed(domains, values(a=True))
    assert criterion_shares(made.framework, made.findings, made.scores) == {
        "c1": Fr(3, 4) * Fr(1, 3) * Fr(2, 3), "c2": Fr(3, 4) * Fr(1, 3) * Fr(1, 3), "c3": Fr(3, 4) * Fr(2, 3), "c4": Fr(1, 4),
        "c5": 1, "c6": 0,
    }  # fmt: skip


# Order, questions, pending texts


def test_points_for_attention_are_duties_first_then_by_missing_weight_then_by_id() -> None:
    rows = [
        row("c1", "t.a", obligation="consider", weight=9), row("c3", "t.a"), row("c2", "t.a"), row("c4", "t.a", weight=2),
        row("c5", {"any": ["t.a", "t.b"]}, weight=5), row("c6", "t.b"), row("c7", "t.a", obligation="endeavour"),
    ]  # fmt: skip
    made = assessed(rows, values(a=False, b=None))
    assert [f.criterion.id for f in gaps(made)] == ["c4", "c2", "c3", "c7", "c1"]


def test_questions_come_in_the_order_of_the_weight_that_hangs_on_them() -> None:
    rows = [row("c1", "t.a"), row("c2", {"all": ["t.b", "t.c"]}, weight=3), row("c3", "t.d", obligation="may"),
            row("c4", "t.a", weight=2)]  # fmt: skip
    asked = questions(assessed(rows, values(a=None, b=None, c=None, d=None)))
    assert [(q.state.id, q.attributes, [f.criterion.id for f in q.findings], q.width) for q in asked] == [
        ("t.a", ("",), ["c1", "c4"], Fr(1, 2)), ("t.b", ("",), ["c2"], Fr(1, 4)), ("t.c", ("",), ["c2"], Fr(1, 4)),
    ]  # fmt: skip
    assert questions(assessed(rows, values(a=True, b=True, c=False, d=None))) == []


def test_features_are_asked_for_where_the_fact_itself_is_known() -> None:
    rows = [row("c1", "t.law"), row("c2", "t.law.flag")]
    text = "provisions: {s.1: {status: in_force}}\nfacts: {t.law: {by: s.1}}"
    assert [(q.attributes, len(q.findings)) for q in questions(assessed(rows, text, FACTS))] == [(("flag",), 1)]
    assert [(q.attributes, len(q.findings)) for q in questions(assessed(rows, "", FACTS))] == [(("",), 2)]


def test_an_action_takes_what_the_criterion_says_before_the_catalogue() -> None:
    reform = {"do": "Fact", "effort": 5, "vehicle": "act", "owner": "Ministry"}
    facts = {"a": {"kind": "capability", "reform": reform}, "b": "capability"}
    own = {"do": "Criterion", "effort": 1, "vehicle": "budget", "owner": "Police"}
    none = "facts: {t.a: {status: none, searched: p}, t.b: {status: none, searched: p}}"
    plain = actions(assessed([row("c1", "t.a"), row("c2", "t.b")], none, facts))
    assert [(a.state.id, a.do, a.effort, a.vehicle, a.owner, a.gain) for a in plain] == [
        ("t.a", "Fact", 5, "act", "Ministry", Fr(1, 2))
    ]
    told = actions(assessed([row("c1", "t.a", recommendation=own)], none, facts))
    assert [(a.do, a.effort, a.vehicle, a.owner, a.gain, len(a.closes)) for a in told] == [
        ("Criterion", 1, "budget", "Police", 1, 1)
    ]
    several = actions(assessed([row("c1", {"all": ["t.a", "t.b"]}, recommendation=own)], none, facts))
    assert [(a.state.id, a.do, a.gain, len(a.closes)) for a in several] == [
        ("t.a", "Fact", Fr(1, 2), 0), ("t.b", "Criterion", Fr(1, 2), 0),
    ]  # fmt: skip


def test_pending_texts_give_the_findings_that_would_change() -> None:
    rows = [row("c1", "t.law"), row("c2", "t.unit"), row("c3", {"not": "t.law"})]
    text = "provisions: {s.1: {status: bill}}\nfacts: {t.law: {by: s.1}, t.unit: {status: none, searched: p}}"
    made = assessed(rows, text, FACTS)
    assert {name: (f.rating, f.low, f.high) for name, f in made.pending.items()} == {
        "c1": (Rating.MET, 1, 1), "c3": (Rating.NOT_MET, 0, 0),
    }  # fmt: skip
    assert assessed(rows, text.replace("bill", "in_force"), FACTS).pending == {}


# Comparison


def test_a_comparison_names_what_none_meets_and_what_surely_differs() -> None:
    made = library(dict.fromkeys("abcd", "yes_no"), [row(f"c{n}", f"t.{n}") for n in "abcd"])
    answers = {
        "KEN": {"a": False, "b": True, "c": None, "d": True},
        "GHA": {"a": False, "b": False, "c": False, "d": True},
    }
    both = [
        (name, assess(profile(made, f"schema: profile/v1\ncountry: {name}\nas_of: 2026-01-01\n{SOURCES}{values(**given)}"),
                      rules(made)))
        for name, given in answers.items()
    ]  # fmt: skip
    found = compare(both)
    assert [country.name for country in found.countries] == ["GHA", "KEN"]
    assert [r.criterion.id for r in found.met_by_none] == ["ca"]
    assert [r.criterion.id for r in found.differing] == ["cb"]
    assert [(r.domain and r.domain.domain, r.axis, [s and (s.low, s.high) for s in r.scores]) for r in found.rows] == [
        (name, "law", [(Fr(1, 4), Fr(1, 4)), (Fr(1, 2), Fr(3, 4))]) for name in (None, "d")
    ]
    with pytest.raises(ValueError, match="two or more different countries"):
        compare(both[:1])
    with pytest.raises(ValueError, match="two or more different countries"):
        compare([both[0], both[0]])


WORKS = {"unit": {"kind": "capability", "features": {"fast": {"type": "flag", "question": "Q?"}}}}


@pytest.mark.parametrize(
    ("answer", "ends", "says"),
    [
        ("{status: operational, features: {fast: true}, cite: [p]}", "1 1", ""),
        ("{status: partial, features: {fast: true}, cite: [p]}", "1/3 1/3", "partly operational"),
        ("{status: partial, features: {fast: false}, cite: [p]}", "0 0", "partly operational"),
        ("{status: partial, cite: [p]}", "0 1/3", "partly operational"),
        ("{status: planned, features: {fast: true}, cite: [p]}", "0 0", ""),
        ("{status: none, searched: [p]}", "0 0", ""),
        ("unknown", "0 1", ""),
    ],
)
def test_what_works_in_part_has_its_features_and_loses_the_weight_of_its_own_line(
    answer: str, ends: str, says: str
) -> None:
    parts = [
        {"id": "unit", "says": "S", "holds": "t.unit", "essential": True, "weight": 2},
        {"id": "fast", "says": "S", "holds": "t.unit.fast"},
    ]
    made = library(WORKS, [{"id": "c", "elements": parts}])
    text = f"sources: {{p: {{kind: decision, title: P}}}}\nfacts:\n  t.unit: {answer}\n"
    found = assess_profile(profile(made, text), made)[0].findings[0]
    assert (f"{found.low} {found.high}", remark_of(found.elements[0])) == (ends, says)
