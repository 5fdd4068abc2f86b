"""Grounds of jurisdiction, overlaps and consultation: against a brute force of their own, and worked by hand."""

import random
from typing import Any

import pytest

from assess.engine.case import ARTICLES, CaseReading, Claim
from assess.engine.case_days import Period
from assess.engine.grounds import DATA_ROLES, GROUNDS
from assess.model.exercise import Exercise, Roles
from assess.model.results import Truth
from tests.cases.brute import ROLES, outcomes
from tests.cases.build import FEATURES, case, catalogue, law_of, profile, reading

CODES = ("XAA", "XBB", "XCC")
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def claim(found: CaseReading, code: str, offence: int = 0) -> Claim:
    return next(each for each in found.offences[offence].claims if each.code == code)


def words(found: CaseReading, code: str) -> dict[str, str]:
    return {one.ground.id: one.found.word for one in claim(found, code).grounds}


@pytest.mark.parametrize("seed", range(150))
def test_grounds_are_those_of_the_brute_force(seed: int) -> None:
    chance = random.Random(seed)
    laws: dict[str, dict[str, Any]] = {}
    for code in CODES:
        law: dict[str, Any] = {name: chance.choice((True, False)) for name in FEATURES}
        for name in chance.sample(sorted(law), 4):
            law[name] = None
        # what is not there, or is open as a whole, has no features that could be stated
        for name, (fact, feature) in FEATURES.items():
            owner = next(n for n, (f, own) in FEATURES.items() if f == fact and not own)
            if feature and law[owner] is False:
                law[name] = False
        laws[code] = law
    crimes: dict[str, Any] = {code: chance.choice((True, True, False, None)) for code in CODES}
    roles: dict[str, Any] = {}
    for name in ROLES:
        if chance.random() < 0.7:
            roles[name] = tuple(sorted(chance.sample(CODES, chance.choice((0, 1, 1, 1, 2)))))
    written = ", ".join(f"{name}: [{', '.join(codes)}]" for name, codes in roles.items())
    found = reading(case(f"{{{written}}}"), *(law_of(code, laws[code], crimes[code]) for code in CODES))
    for code in CODES:
        always, ever = outcomes(laws[code], roles, code, crimes)
        own = words(found, code)
        assert {name for name, word in own.items() if word == "yes"} <= always, (code, own, always)
        assert {name for name, word in own.items() if word != "no"} >= ever, (code, own, ever)
        # each rule reads each fact with one sign, so that nothing stays open that is settled
        assert {name for name, word in own.items() if word == "yes"} == always, (code, own, always)
        assert {name for name, word in own.items() if word != "no"} == ever, (code, own, ever)
        one = claim(found, code)
        could = T if own and "yes" in own.values() else U if "open" in own.values() else F
        crime = {True: T, False: F, None: U}[crimes[code]]
        both = F if F in (could, crime) else U if U in (could, crime) else T
        assert one.found.word == {T: "yes", F: "no", U: "open"}[both]


def test_the_brute_force_knows_every_ground_but_two() -> None:
    assert {ground.role for ground in GROUNDS} - set(ROLES) == {"on_aircraft_of", "laundering_aimed_at"}


PLAIN = dict.fromkeys(FEATURES, False)


def test_data_a_provider_and_control_of_data_are_no_ground() -> None:
    everything = dict.fromkeys(FEATURES, True) | {"dual": False, "nexus": False}
    data = "data_located_in: XBB, provider_established_in: XBB, data_controlled_from: XBB"
    roles = f"{{suspect_located_in: XAA, victims_in: XAA, {data}}}"
    found = reading(case(roles), law_of("XAA", everything, True), law_of("XBB", everything, True))
    assert claim(found, "XBB").grounds == ()
    assert claim(found, "XBB").found.word == "no"
    assert next(state for state in found.states if state.code == "XBB").data_only
    assert not {ground.role for ground in GROUNDS} & set(DATA_ROLES)


def test_a_role_that_is_not_stated_counts_neither_way() -> None:
    law = PLAIN | {"nationals": True, "covers_nationals": True}
    found = reading(case("{suspect_located_in: XBB}"), law_of("XAA", law, True), law_of("XBB", PLAIN, True))
    assert claim(found, "XAA").found.word == "no"
    state = next(state for state in found.states if state.code == "XAA")
    assert [ground.id for ground in state.not_stated] == ["national"]
    told = reading(
        case("{suspect_located_in: XBB, suspect_national_of: XAA}"),
        law_of("XAA", law, True),
        law_of("XBB", PLAIN, True),
    )
    assert claim(told, "XAA").found.word == "yes"


def test_a_national_at_home_is_a_matter_of_the_territory() -> None:
    law = PLAIN | {"nationals": True, "covers_nationals": True}
    found = reading(case("{suspect_located_in: XAA, suspect_national_of: XAA}"), law_of("XAA", law, True))
    assert "national" not in words(found, "XAA")


def test_everything_in_one_state_needs_only_the_plain_rule() -> None:
    law = PLAIN | {"territorial": True}
    assert (
        words(reading(case("{suspect_located_in: XAA, victims_in: XAA}"), law_of("XAA", law, True)), "XAA")["conduct"]
        == "yes"
    )
    alone = words(reading(case("{suspect_located_in: XAA}"), law_of("XAA", law, True)), "XAA")
    assert alone["conduct"] == "no"  # nothing is stated of effects: each feature is denied


PARTY = """
  treaties.budapest: [{status: none, until: 2024-01-01, cite: [list]}, {status: party, from: 2024-01-01, cite: [list]}]"""


def simple(code: str, treaty: str = PARTY, more: str = "") -> Any:
    return profile(
        code,
        f"""provisions: {{act.1: {{status: in_force, from: 2000-01-01}}}}
facts:
  offences.illegal_access: {{by: act.1}}
  offences.identity_theft: {{by: act.1}}
  jurisdiction.territorial: {{by: act.1, confidence: medium, features: {{conduct_or_effect: true}}}}{treaty}{more}
""",
    )


def test_consultation_needs_two_parties_that_could_claim_a_convention_offence() -> None:
    two = case(
        "{suspect_located_in: XAA, victims_in: XBB}", offences="[offences.illegal_access, offences.identity_theft]"
    )
    none = "\n  treaties.budapest: {status: none, from: 2000-01-01, searched: [list]}"
    found = reading(two, simple("XAA"), simple("XBB"))
    assert [one.found for one in found.offences[0].consultation] == [T]
    assert found.offences[0].overlap.word == found.offences[1].overlap.word == "yes"
    assert found.offences[1].consultation == ()  # not established in accordance with the Convention
    assert [one.found for one in reading(two, simple("XAA"), simple("XBB", none)).offences[0].consultation] == [F]
    assert [one.found for one in reading(two, simple("XAA"), simple("XBB", "")).offences[0].consultation] == [U]
    only = case("{suspect_located_in: XAA, victims_in: XAA}")
    assert [one.found for one in reading(only, simple("XAA"), simple("XBB")).offences[0].consultation] == [F]


def test_consultation_needs_relations_between_the_two() -> None:
    """Parties between which the Convention is not in force do not consult under it."""
    apart = """
  treaties.budapest: [{status: none, until: 2024-01-01, cite: [list]}, {status: party, from: 2024-01-01, cite: [list],
    relations_excluded_with: [{with: XBB, name: State XBB, cite: [list]}]}]"""
    two = case("{suspect_located_in: XAA, victims_in: [XBB, XCC]}")
    found = reading(two, simple("XAA", apart), simple("XBB"))
    assert [one.found for one in found.offences[0].consultation] == [F]
    three = reading(two, simple("XAA", apart), simple("XBB"), simple("XCC", ""))
    assert [one.found for one in three.offences[0].consultation] == [U]
    every = reading(two, simple("XAA", apart), simple("XBB"), simple("XCC"))
    assert [(one.found, one.parties) for one in every.offences[0].consultation] == [(T, ("XAA", "XBB", "XCC"))]


def test_consultation_is_read_at_the_request_and_at_the_decision() -> None:
    dates = "{conduct: {start: 2023-01-10}, request: 2023-06-01, decision: 2025-01-01}"
    found = reading(case("{suspect_located_in: XAA, victims_in: XBB}", dates), simple("XAA"), simple("XBB"))
    assert [one.found for one in found.offences[0].consultation] == [F, T]


def test_article_22_3_is_never_counted_among_the_grounds() -> None:
    law = "\n  jurisdiction.aut_dedere: {by: act.1, features: {non_extradited_national_triable: true}}"
    roles = "{suspect_located_in: XAA, suspect_national_of: XAA, victims_in: XBB}"
    silent = simple("XAA", more=law)
    found = reading(case(roles), silent, simple("XBB"))
    state = next(state for state in found.states if state.code == "XAA")
    assert state.instead is T
    assert {one.ground.id for one in claim(found, "XAA").grounds} == {"conduct", "presence"}
    abroad = reading(case("{suspect_located_in: XBB, suspect_national_of: XAA}"), silent, simple("XBB"))
    assert next(state for state in abroad.states if state.code == "XAA").instead is F


def test_the_offences_of_the_convention_are_those_of_its_framework() -> None:
    from assess.reading.library import load_library

    (framework,) = load_library(["budapest"]).frameworks
    by_article: dict[str, set[str]] = {}
    for domain in framework.domains:
        for criterion in domain.criteria:
            for element in criterion.elements:
                for name in {leaf for leaf in str(element.holds).split("'") if leaf.startswith("offences.")}:
                    by_article.setdefault(".".join(name.split(".")[:2]), set()).add(
                        str(criterion.article).partition("(")[0]
                    )
    for offence, article in ARTICLES.items():
        assert article in by_article[offence], offence
    assert set(ARTICLES) <= set(catalogue().catalogue.facts)


def test_every_role_of_the_format_is_a_ground_or_one_of_data() -> None:
    assert set(Roles.__dataclass_fields__) == {ground.role for ground in GROUNDS} | set(DATA_ROLES)


def test_a_period_has_one_word() -> None:
    from datetime import date

    from assess.engine.case_days import period

    days = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    end = date(2025, 3, 31)

    def word(*truths: Truth) -> str:
        found: Period = period(days, end, truths)
        assert found.pieces[0].start == days[0]
        assert found.pieces[-1].end == end
        return found.word

    assert [word(T, T, T), word(F, F, F), word(U, F, F), word(F, T, F), word(T, U, F)] == [
        "yes",
        "no",
        "open",
        "part",
        "part",
    ]


def test_an_exercise_is_a_frozen_record() -> None:
    assert isinstance(case("{victims_in: XAA}"), Exercise)
