"""Worked cases of cooperation between two States: what the law says of a pair, against what the framework makes of it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assess.engine.pair_matrix import matrix
from assess.engine.pairs import PairResult, PairStatus, StepResult, assess_pair, prepare_pairs
from assess.engine.truth import Truth
from assess.model.pairs import kept
from assess.model.profile import Profile
from assess.reading.pairs import PairLibrary, load_pairs
from assess.reading.profiles import read_profile
from assess.reading.translations import missing
from assess.reading.yamlfile import parse_yaml
from assess.views.pair_words import Speaking

EXAMPLES = Path(__file__).parents[2] / "examples" / "profiles"
ASKS = PairStatus.CONDITIONS
NONE, OPEN = PairStatus.NONE, PairStatus.UNKNOWN

# Words for answers
PARTY: dict[str, Any] = {"status": "party"}
APART = {"status": "none"}
LAW = {"by": "s.1"}
YES, NO = {"value": True}, {"value": False}
BUDAPEST = {"treaties.budapest": PARTY}
NO_OTHER_TREATY = {
    f"treaties.{name}": APART
    for name in (
        "budapest", "budapest_protocol_2", "un_convention", "untoc", "uncac", "ets_24", "ets_30", "oas_mla", "asean_mlat",
        "sadc_mla", "sadc_extradition", "ecowas_mla", "ecowas_extradition", "arab_2010", "cis_2018",
    )
} | {"treaties.commonwealth": NO}  # fmt: skip


def law(**features: Any) -> dict[str, Any]:
    return {"by": "s.1", "features": features}


@cache
def library() -> PairLibrary:
    return load_pairs("bilateral")


def profile(country: str, answers: dict[str, Any], listed: bool = True, **more: Any) -> Profile:
    """A profile whose list of agreements was read in full, unless `listed` says no."""
    facts = {name: _cited(answer) for name, answer in answers.items()}
    raw = {
        "schema": "profile/v1", "country": country, "name": f"State {country}", "as_of": "2026-01-01",
        "sources": {"s": {"kind": "act", "title": "S"}, "p": {"kind": "official_page", "title": "P"}},
        "provisions": {"s.1": {"status": "in_force"}}, "facts": facts,
        **({"agreements_searched": ["p"]} if listed else {}), **more,
    }  # fmt: skip
    made, problems = read_profile(parse_yaml(json.dumps(raw).encode(), f"{country}.yaml"), library().catalogue)
    assert made is not None and not problems, problems
    return made


def _cited(answer: Any) -> Any:
    if answer == "unknown" or "by" in answer:
        return answer
    return {**answer, "searched": ["p"]} if answer.get("status") == "none" else {**answer, "cite": ["p"]}


def pair(requesting: dict[str, Any], requested: dict[str, Any], **more: Any) -> PairResult:
    """What XAP could ask of XBP; every other treaty is known not to bind them."""
    rules = prepare_pairs(library().framework, library().catalogue)
    one = profile("XAP", {**NO_OTHER_TREATY, **requesting}, **more)
    return assess_pair(one, profile("XBP", {**NO_OTHER_TREATY, **requested}, **more), rules)


def step(result: PairResult, name: str) -> StepResult:
    return next(each for each in result.steps if each.step.id == name)


def asked(result: StepResult, name: str) -> Truth:
    return next(each.asked for each in result.conditions if each.condition.id == name)


def routes(result: StepResult) -> list[str]:
    return [each.route.id for each in result.routes if each.truth is Truth.TRUE]


def test_preservation_between_parties_asks_for_no_dual_criminality() -> None:
    """Article 29(3), whatever the requested State's law says of other States."""
    strict = {"cooperation.foreign_preservation": law(on_request=True, dual_criminality_not_required=False)}
    between = step(pair(BUDAPEST, {**BUDAPEST, **strict}), "preservation")
    assert between.status is ASKS and routes(between) == ["art29"]
    assert asked(between, "dual_criminality") is Truth.UNKNOWN  # whether it reserved article 29(4) is not recorded
    open_law = {"requests.law_applies_to": law(any_state=True)}
    apart = step(pair({}, {**strict, **open_law}), "preservation")
    assert apart.status is ASKS and routes(apart) == ["own_law"]
    assert asked(apart, "dual_criminality") is Truth.TRUE


@pytest.mark.parametrize(
    ("reservations", "expected"),
    [
        ([], Truth.FALSE),
        ({"complete": False, "listed": []}, Truth.UNKNOWN),
        ([{"paragraph": "29(4)", "cite": ["p"]}], Truth.UNKNOWN),
        ([{"paragraph": "9(4)", "cite": ["p"]}], Truth.FALSE),
    ],
)
def test_a_reservation_of_article_29_4_keeps_dual_criminality_open(reservations: Any, expected: Truth) -> None:
    """Only that of the requested State, and only between Parties."""
    made = {"treaties.budapest": {**PARTY, "reservations": reservations}}
    clear = {"treaties.budapest": {**PARTY, "reservations": []}}
    own = {"cooperation.foreign_preservation": law(on_request=True, dual_criminality_not_required=True)}
    assert asked(step(pair(clear, {**made, **own}), "preservation"), "dual_criminality") is expected
    assert asked(step(pair(made, {**clear, **own}), "preservation"), "dual_criminality") is Truth.FALSE
    assert asked(step(pair({}, {**made, **own}), "preservation"), "dual_criminality") is Truth.FALSE


@pytest.mark.parametrize(
    ("foreign", "home", "expected"),
    [
        (False, None, Truth.TRUE),
        (True, False, Truth.TRUE),
        (True, True, Truth.FALSE),
        (True, None, Truth.UNKNOWN),
    ],
)
def test_preservation_of_some_kinds_of_data_only_is_a_condition(
    foreign: bool, home: bool | None, expected: Truth
) -> None:
    own: dict[str, Any] = {"cooperation.foreign_preservation": law(on_request=True, any_stored_data=foreign)}
    if home is not None:
        own["powers.expedited_preservation"] = law(any_data=home)
    assert asked(step(pair({}, own), "preservation"), "kinds_of_data") is expected


def test_preservation_without_treaty_or_law_has_no_basis() -> None:
    nothing = {"cooperation.foreign_preservation": APART}
    assert step(pair({}, nothing), "preservation").status is NONE
    assert step(pair({}, {}), "preservation").status is OPEN


@pytest.mark.parametrize(
    ("more", "procedure", "terms"),
    [
        ({}, Truth.TRUE, Truth.FALSE),
        ({"listed": False}, Truth.UNKNOWN, Truth.UNKNOWN),
        ({"agreements": True}, Truth.FALSE, Truth.TRUE),
    ],
)
def test_article_27_gives_way_to_a_treaty_on_mutual_assistance(
    more: dict[str, Any], procedure: Truth, terms: Truth
) -> None:
    """Articles 27(1) and 28(1): the procedure applies only where no treaty or arrangement exists."""
    if more.pop("agreements", False):
        agreement = {"kind": "mla", "title": "T", "in_force": "2020-01-01", "cite": ["p"]}
        rules = prepare_pairs(library().framework, library().catalogue)
        one = profile(
            "XAP", {**NO_OTHER_TREATY, **BUDAPEST}, agreements=[{"with": "XBP", "name": "State XBP", **agreement}]
        )
        result = assess_pair(one, profile("XBP", {**NO_OTHER_TREATY, **BUDAPEST}, listed=False), rules)
    else:
        result = pair(BUDAPEST, BUDAPEST, **more)
    found = step(result, "stored_data")
    assert (asked(found, "article_27"), asked(found, "mla_treaty_terms")) == (procedure, terms)


def test_regional_treaties_of_two_regions_are_no_basis() -> None:
    """A State of the ASEAN treaty and one of the Inter-American convention share neither."""
    found = step(pair({"treaties.asean_mlat": PARTY}, {"treaties.oas_mla": PARTY}), "mutual_assistance")
    assert not routes(found) and found.status is OPEN  # the requested State's own law is not known
    same = step(pair({"treaties.asean_mlat": PARTY}, {"treaties.asean_mlat": PARTY}), "mutual_assistance")
    assert routes(same) == ["asean_mlat"]


def test_interception_needs_the_requested_states_law() -> None:
    """Article 34 is no basis of its own."""
    assert step(pair(BUDAPEST, BUDAPEST), "content_real_time").status is OPEN
    none = {**BUDAPEST, "cooperation.interception_mla": APART}
    assert step(pair(BUDAPEST, none), "content_real_time").status is NONE
    with_law = {**BUDAPEST, "cooperation.interception_mla": law(legal_basis=True)}
    assert step(pair(BUDAPEST, with_law), "content_real_time").status is ASKS


def test_article_33_is_a_minimum_and_rests_on_domestic_conditions() -> None:
    found = step(pair(BUDAPEST, BUDAPEST), "traffic_data_real_time")
    assert found.status is ASKS
    assert asked(found, "similar_case") is asked(found, "domestic_measure") is Truth.TRUE


def test_second_protocol_is_a_basis_only_in_force_between_the_two() -> None:
    protocol = "treaties.budapest_protocol_2"
    closed = {"cooperation.direct_subscriber_disclosure": APART}
    signed = {**BUDAPEST, protocol: {"status": "signed"}}
    assert step(pair({**signed, **closed}, {**signed, **closed}), "subscriber_data").status is NONE
    both = {**BUDAPEST, protocol: PARTY}
    assert routes(step(pair(both, both), "subscriber_data")) == ["protocol_2"]


def test_article_32_is_read_from_treaties_alone() -> None:
    own = {"cooperation.transborder_access": law(publicly_available=True, lawful_voluntary_consent=True)}
    assert step(pair(own, own), "transborder_access").status is NONE
    assert step(pair(BUDAPEST, BUDAPEST), "transborder_access").status is ASKS


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"treaty_required": True, "convention_as_basis": True}, ["art24_3"]),
        ({"treaty_required": False, "convention_as_basis": True}, ["art24_4", "own_law"]),
        ({"treaty_required": False}, ["art24_4", "own_law"]),
        ({"treaty_required": True, "convention_as_basis": False}, []),
        ({"treaty_required": True}, []),
    ],
)
def test_article_24_3_may_and_24_4_shall(answers: dict[str, bool], expected: list[str]) -> None:
    """A Party that asks for a treaty may take the Convention as one (24(3)); the others recognise the offences (24(4))."""
    scope = {"arrangement_needed": answers["treaty_required"]}
    requested = {
        **BUDAPEST,
        "cooperation.extradition": law(**answers),
        "requests.extradition_scope": law(**scope, commonwealth_members=False),
    }
    found = step(pair(BUDAPEST, requested), "extradition")
    assert routes(found) == expected
    if answers["treaty_required"] is False:
        assert next(each.truth for each in found.routes if each.route.id == "art24_3") is Truth.FALSE
    if not expected:
        assert found.status is (OPEN if "convention_as_basis" not in answers else NONE)


def test_a_convention_that_can_be_the_basis_is_one_whether_or_not_a_treaty_is_asked_for() -> None:
    """Where that is open, article 24(3) or 24(4) holds: the step has a basis, and neither is said to be it."""
    requested = {**BUDAPEST, "cooperation.extradition": law(convention_as_basis=True)}
    found = step(pair(BUDAPEST, requested), "extradition")
    assert found.basis is Truth.TRUE and routes(found) == []


def test_untoc_is_a_basis_with_its_scope_as_a_condition() -> None:
    both = {"treaties.untoc": PARTY}
    found = step(pair(both, both), "stored_data")
    assert routes(found) == ["untoc"] and asked(found, "untoc_scope") is Truth.TRUE
    assert asked(step(pair(BUDAPEST, BUDAPEST), "stored_data"), "untoc_scope") is Truth.FALSE


def test_a_law_for_the_commonwealth_serves_members_only() -> None:
    serves = {"requests.law_applies_to": law(any_state=False, commonwealth_members=True), "treaties.commonwealth": YES}
    serves |= {"cooperation.mla_without_treaty": APART}
    assert routes(step(pair({"treaties.commonwealth": YES}, serves), "mutual_assistance")) == ["commonwealth"]
    assert step(pair({}, serves), "mutual_assistance").status is NONE


def test_provisional_arrest_is_a_step_of_its_own() -> None:
    """Article 24(7) names authorities; it gives no power to arrest. An extradition basis does not carry over."""
    requested = {
        **BUDAPEST,
        "cooperation.extradition": law(treaty_required=False),
        "requests.provisional_arrest": APART,
    }
    result = pair(BUDAPEST, requested)
    assert step(result, "extradition").basis is Truth.TRUE
    assert step(result, "provisional_arrest").status is NONE
    power = law(open_to_every_state=True, treaty_required=False, notice_suffices=False)
    found = step(pair(BUDAPEST, {**requested, "requests.provisional_arrest": power}), "provisional_arrest")
    assert routes(found) == ["own_law"] and asked(found, "notice_no_authority") is Truth.TRUE


def test_postponement_under_article_27_gives_way_too() -> None:
    closed = {**BUDAPEST, "cooperation.mla_without_treaty": law(postponement=False)}
    assert routes(step(pair(BUDAPEST, closed), "postponement")) == ["art27_5"]
    assert routes(step(pair({"treaties.untoc": PARTY}, {**closed, "treaties.untoc": PARTY}), "postponement"))
    treaty = {"treaties.ets_30": PARTY, "treaties.untoc": PARTY}  # UNTOC 18(7) as well
    assert step(pair({**BUDAPEST, **treaty}, {**closed, **treaty}), "postponement").status is NONE


def test_information_without_a_request_comes_from_the_requested_state() -> None:
    sends = {"cooperation.spontaneous_information": law(legal_basis=True)}
    kept_back = {"cooperation.spontaneous_information": APART}
    assert step(pair(kept_back, sends), "spontaneous_information").basis is Truth.TRUE
    assert step(pair(sends, kept_back), "spontaneous_information").status is NONE


# ------------------------------------------------------------------ the framework as a whole


def test_always_examined() -> None:
    """Bars and grounds stand with every step that surrenders a person or sends evidence."""
    persons = {"non_refoulement", "torture", "death_penalty", "political_offence", "ne_bis_in_idem", "limitation",
               "immunity", "in_absentia", "specialty", "age", "discrimination", "fair_trial"}  # fmt: skip
    evidence = {
        "torture",
        "death_penalty",
        "political_offence",
        "essential_interests",
        "discrimination",
        "data_protection",
    }
    steps = library().framework.steps
    for name in ("extradition", "provisional_arrest"):
        assert persons <= set(steps[name][1].grounds), name
    for name in ("mutual_assistance", "stored_data", "search", "video_testimony", "freezing", "content_real_time"):
        assert evidence <= set(steps[name][1].grounds), name
    used = {ground for _, each in steps.values() for ground in each.grounds}
    assert used == set(library().framework.grounds), "a ground that no step shows"


def test_what_protects_is_never_said_to_alter_a_result() -> None:
    facts = library().catalogue.facts
    for name, (_, each) in library().framework.steps.items():
        for fact in each.alters:
            side, _, own = fact.partition(".")
            assert not kept(own, facts[own]), (name, fact)
            assert not own.startswith(("requests.mla_grounds", "requests.extradition_", "requests.provisional_")), name
            assert side == "requested" or own.startswith("treaties."), (name, fact)


def test_every_step_asks_whether_something_is_a_condition() -> None:
    """Each condition is used, and cites the treaty it comes from, or comes from the requested State's law alone."""
    framework = library().framework
    used = {each.use for _, one in framework.steps.values() for each in one.conditions}
    assert used == set(framework.conditions)
    for one in framework.conditions.values():
        assert one.cites or one.asked_if is not None or one.id == "request_in_time", one.id


def test_outlines_ask_for_what_article_29_2_lists() -> None:
    """(a) to (f), each between Parties."""
    contents = library().framework.steps["preservation"][1].outline.contents  # type: ignore[union-attr]
    cited = {cite.article for each in contents for cite in each.cites}
    assert cited == {f"29(2)({letter})" for letter in "abcdef"}


def test_outline_of_stored_data_asks_for_what_untoc_lists() -> None:
    contents = library().framework.steps["stored_data"][1].outline.contents  # type: ignore[union-attr]
    cited = {cite.article for each in contents for cite in each.cites if cite.instrument == "untoc"}
    assert {f"18(15)({letter})" for letter in "abcdef"} <= cited


def test_all_texts_are_in_french() -> None:
    folder = Path(__file__).parents[2] / "frameworks" / "bilateral"
    framework = load_pairs("bilateral", language="fr").framework
    for name, one in [("framework", framework.head), *((each.stage, each) for each in framework.stages)]:
        document = parse_yaml((folder / f"{name}.yaml").read_bytes(), f"{name}.yaml")
        assert not missing(one, "fr", document), name


@pytest.mark.parametrize(
    ("requesting", "requested", "name", "expected"),
    [
        ("ken", "gha", "preservation", ASKS),
        ("gha", "ken", "preservation", ASKS),
        ("ken", "gha", "transborder_access", NONE),
        ("ken", "gha", "extradition", OPEN),
        ("phl", "chl", "preservation", ASKS),
        ("phl", "chl", "extradition", ASKS),
        ("chl", "phl", "extradition", OPEN),  # whether the Philippines takes the Convention as its treaty is not known
        ("chl", "phl", "subscriber_data", OPEN),
    ],
)
def test_example_pairs(requesting: str, requested: str, name: str, expected: PairStatus) -> None:
    rules = prepare_pairs(library().framework, library().catalogue)
    one, other = (
        read_profile(parse_yaml((EXAMPLES / f"{each}.yaml").read_bytes(), each), library().catalogue)[0]
        for each in (requesting, requested)
    )
    assert one is not None and other is not None
    assert step(assess_pair(one, other, rules), name).status is expected


def test_what_is_recorded_beside_cooperation_is_not_counted() -> None:
    """How long providers keep data, postponement and use at trial: a matrix would count them as cooperation."""
    steps = library().framework.steps
    assert {name for name, (_, each) in steps.items() if not each.counted} == {
        "retention",
        "postponement",
        "admissibility",
    }
    keeps = {"powers.data_retention": law(general=True, months=12)}
    rules = prepare_pairs(library().framework, library().catalogue)
    states = [profile(code, {**NO_OTHER_TREATY, **keeps}) for code in ("XAP", "XBP")]
    result = assess_pair(states[0], states[1], rules)
    assert step(result, "retention").basis is Truth.TRUE and result.with_basis == 0
    table = matrix(states, rules)
    assert "retention" not in table.steps and table.counted(0, 1).with_basis == 0


def test_a_reservation_known_in_part_is_printed_too() -> None:
    """Chile's under 9(4), whose parts left out were cut off in the copy read."""
    rules = prepare_pairs(library().framework, library().catalogue)
    one, other = (
        read_profile(parse_yaml((EXAMPLES / f"{each}.yaml").read_bytes(), each), library().catalogue)[0]
        for each in ("phl", "chl")
    )
    assert one is not None and other is not None
    result = assess_pair(one, other, rules)
    wanted = [each for each in step(result, "extradition").step.reservations if "9(4)" in each.paragraphs]
    said = list(Speaking(result).reserved(wanted[0], result.states["request"]))
    assert any("9(4)" in each for each in said), said


@pytest.mark.parametrize("name", ["preservation", "partial_disclosure"])
def test_articles_29_5_and_30_2_leave_two_grounds_between_parties(name: str) -> None:
    """Other grounds of the requested State's law are named as counting outside the Convention only."""
    grounds = library().framework.steps[name][1].grounds
    assert grounds == ("political_offence", "essential_interests", "outside_convention")


def test_no_basis_says_of_itself_that_a_treaty_is_in_force() -> None:
    """Whether it is stands beside the basis, which is printed where the treaty is not in force too."""
    for _stage, each in library().framework.steps.values():
        for route in each.basis:
            assert "in force" not in str(route.says), (each.id, route.id)


def test_fair_treatment_in_the_requested_state_is_not_cited_for_the_requesting_state() -> None:
    """Articles 16(13) of UNTOC and 44(14) of UNCAC are about the proceedings on the request."""
    cited = {cite.instrument for cite in library().framework.grounds["fair_trial"].cites}
    assert cited == {"iccpr"}
