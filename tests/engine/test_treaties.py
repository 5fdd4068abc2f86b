"""Reservations, declarations and the way to joining."""

from datetime import date
from typing import Any

import pytest

from assess.api import assess_file, assess_profile
from assess.engine.joining import path_to_joining
from assess.model.results import Truth
from assess.views.joining_view import joining_view
from assess.words import counting, terms
from tests.build import library, profile

FLAG = {"type": "flag", "question": "Q?"}
FACTS: dict[str, Any] = {
    "offence": {"kind": "provision", "features": {"narrow": FLAG, "ships": FLAG}},
    "treaty": {"kind": "treaty"},
}
ELEMENTS = [
    {"id": "there", "says": "S", "holds": "t.offence", "essential": True},
    {"id": "wide", "says": "S", "holds": "t.offence.narrow == false", "narrowing": {"allowed_by": "2"}},
    {"id": "ships", "says": "S", "holds": "t.offence.ships", "reservable": "22(2)"},
]


def finding(treaty: str, features: str = "{narrow: true, ships: false}", elements: Any = ELEMENTS) -> Any:
    made = library(FACTS, [{"id": "c", "elements": elements}], treaty="t.treaty")
    text = f"""
sources: {{s: {{kind: act, title: S}}, p: {{kind: official_page, title: P}}}}
provisions: {{s.1: {{status: in_force}}}}
facts:
  t.offence: {{by: s.1, features: {features}}}
  {treaty}
"""
    return assess_profile(profile(made, text), made)[0].findings[0]


@pytest.mark.parametrize(
    ("treaty", "low", "high", "remark"),
    [
        ("t.treaty: {status: none, cite: [p]}", "2/3", "2/3", "declare_on_joining"),
        (
            "t.treaty: {status: party, declarations: [{paragraph: '2'}], reservations: [], cite: [p]}",
            "2/3",
            "2/3",
            "declared",
        ),
        ("t.treaty: {status: party, declarations: [], reservations: [], cite: [p]}", "1/3", "1/3", "not_declared"),
        ("t.treaty: {status: party, reservations: [], cite: [p]}", "1/3", "2/3", "declaration_unknown"),
        (
            "t.treaty: {status: party, declarations: [], reservations: [{paragraph: 22(2)}], cite: [p]}",
            "1/2",
            "1/2",
            "not_declared",
        ),
        ("t.treaty: {status: party, declarations: [], cite: [p]}", "1/3", "1/2", "not_declared"),
        ("t.treaty: unknown", "1/3", "1", "declaration_unknown"),
    ],
)
def test_narrowings_and_reservations(treaty: str, low: str, high: str, remark: str) -> None:
    found = finding(treaty)
    assert (str(found.low), str(found.high)) == (low, high)
    assert found.elements[1].remark == remark


NARROW = [
    {"id": "there", "says": "S", "holds": "t.offence", "essential": True},
    {"id": "open", "says": "S", "holds": "t.offence.narrow == false",
     "narrowing": {"allowed_by": "2", "kind": "security_measure"}},
]  # fmt: skip
PARTY = "t.treaty: {{status: party, reservations: [], declarations: {}, cite: [p]}}"


def narrowed(treaty: str, features: str = "{narrow: true}", elements: Any = NARROW) -> Any:
    return finding(treaty, features, elements)


@pytest.mark.parametrize(
    ("declarations", "ends", "remark", "counted"),
    [
        ("[{paragraph: '2', narrows: security_measure}]", "1 1", "declared", "declared"),
        ("[{paragraph: '2', narrows: [dishonest_intent, security_measure]}]", "1 1", "declared", "declared"),
        ("[{paragraph: '2', narrows: dishonest_intent}]", "1/2 1/2", "not_declared", "missing"),
        ("[{paragraph: '2', narrows: []}]", "1/2 1/2", "not_declared", "missing"),
        ("[{paragraph: '3', narrows: security_measure}]", "1/2 1/2", "not_declared", "missing"),
        ("[{paragraph: '2'}]", "1/2 1", "declaration_unknown", "open"),
        ("[]", "1/2 1/2", "not_declared", "missing"),
        ("{complete: false, listed: []}", "1/2 1", "declaration_unknown", "open"),
        ("{complete: false, listed: [{paragraph: '2', narrows: security_measure}]}", "1 1", "declared", "declared"),
        ("{complete: true, listed: []}", "1/2 1/2", "not_declared", "missing"),
    ],
)
def test_a_declaration_allows_the_narrowing_that_it_makes_and_no_other(
    declarations: str, ends: str, remark: str, counted: str
) -> None:
    found = narrowed(PARTY.format(declarations))
    element = found.elements[1]
    assert (f"{found.low} {found.high}", element.remark, element.counted) == (ends, remark, counted)
    assert element.holds is Truth.FALSE


@pytest.mark.parametrize(
    ("treaty", "features", "rated", "status"),
    [
        ("t.treaty: {status: none, searched: [p]}", "{narrow: true}", "no gap if declared", "narrower, compatible if declared"),
        ("t.treaty: {status: none, searched: [p]}", "{}", "no gap if declared", "open"),
        ("t.treaty: {status: none, searched: [p]}", "{narrow: false}", "identified", "identified"),
        (PARTY.format("[{paragraph: '2', narrows: security_measure}]"), "{narrow: true}", "no gap as declared",
         "narrower, as declared"),
        (PARTY.format("[{paragraph: '2', narrows: security_measure}]"), "{}", "no gap as declared", "open"),
        (PARTY.format("[]"), "{narrow: true}", "identified in part", "not identified"),
        (PARTY.format("[]"), "{}", "identified at least in part", "open"),
    ],
)  # fmt: skip
def test_identified_is_said_of_what_the_facts_alone_say(treaty: str, features: str, rated: str, status: str) -> None:
    found = narrowed(treaty, features)
    assert (terms.result(found), terms.element_status(found.elements[1])) == (rated, status)
    counts = counting.counts([found]).elements
    assert (
        sum((counts.identified, counts.declared, counts.compatible, counts.open, counts.missing)) == counts.total == 2
    )


@pytest.mark.parametrize("treaty", ["t.treaty: unknown", "t.treaty: {status: none, searched: [p]}", PARTY.format("[]")])
def test_what_the_text_permits_needs_no_declaration(treaty: str) -> None:
    parts = [NARROW[0], {**NARROW[1], "narrowing": {"allowed_by": "7(2)", "needs": "nothing"}}]
    found = narrowed(treaty, elements=parts)
    assert (found.low, found.elements[1].remark, terms.result(found)) == (1, "permitted", "no gap as the text permits")


def test_a_finding_that_nothing_identified_holds_up_is_not_identified_in_part() -> None:
    parts = [NARROW[1], {"id": "ships", "says": "S", "holds": "t.offence.ships"}]
    found = narrowed("t.treaty: {status: none, searched: [p]}", "{narrow: true, ships: false}", parts)
    assert (str(found.low), terms.result(found)) == ("1/2", "no gap in part")


def test_a_reservation_list_known_in_part_leaves_other_paragraphs_open() -> None:
    lists = "reservations: {complete: false, listed: [{paragraph: '9'}]}, declarations: []"
    found = finding(f"t.treaty: {{status: party, {lists}, cite: [p]}}", "{narrow: false, ships: false}")
    assert (found.elements[2].applies, found.elements[2].remark) == (Truth.UNKNOWN, "reservation_unknown")


def test_a_reservation_that_reaches_some_paragraphs_reaches_no_others() -> None:
    made = library(
        FACTS,
        [{"id": "c", "elements": [{**ELEMENTS[2], "reservable": "22(2)(d)"}, ELEMENTS[0]]}],
        treaty="t.treaty",
    )
    text = """
sources: {{s: {{kind: act, title: S}}, p: {{kind: official_page, title: P}}}}
provisions: {{s.1: {{status: in_force}}}}
facts:
  t.offence: {{by: s.1, features: {{ships: false}}}}
  t.treaty: {{status: party, declarations: [], reservations: [{{paragraph: 22(2), reaches: [{}]}}], cite: [p]}}
"""
    applies = [
        assess_profile(profile(made, text.format(reached)), made)[0].findings[0].elements[0].applies
        for reached in ("22(2)(d)", "22(2)(b)")
    ]
    assert applies == [Truth.FALSE, Truth.TRUE]


def test_a_narrowing_of_an_offence_that_is_not_there_is_no_excuse() -> None:
    made = library(FACTS, [{"id": "c", "elements": ELEMENTS}], treaty="t.treaty")
    none = "{status: none, searched: [s]}"
    text = f"sources: {{s: {{kind: act, title: S}}}}\nfacts: {{t.offence: {none}, t.treaty: {none}}}\n"
    found = assess_profile(profile(made, text), made)[0].findings[0]
    assert found.high == 0
    assert found.elements[1].truth is Truth.FALSE


def test_kenya_may_join_on_its_invitation_and_ghana_is_bound() -> None:
    root = __import__("pathlib").Path(__file__).parent.parent.parent / "examples/profiles"
    (kenya,) = assess_file(root / "ken.yaml", ["budapest"])
    path = path_to_joining(kenya)
    assert path is not None
    assert path.eligible is Truth.TRUE
    assert {s.step.id: s.done for s in path.steps}["invitation"] is Truth.TRUE
    view = joining_view(kenya)
    assert view is not None
    assert "9 October 2029" in " ".join(view.says)
    assert not any(
        "%" in line for part in view[1:] for row in part for line in ([row] if isinstance(row, str) else row)
    )
    (ghana,) = assess_file(root / "gha.yaml", ["budapest"])
    assert path_to_joining(ghana) is None
    (second,) = assess_file(root / "ken.yaml", ["budapest_protocol_2"])
    path = path_to_joining(second)
    assert path is not None
    assert path.eligible is Truth.FALSE  # open to Parties of the Convention only
    (directive,) = assess_file(root / "ken.yaml", ["eu_attacks_directive"])
    view = joining_view(directive)
    assert view is not None
    assert (view.title, view.steps) == ("A benchmark, not open to Kenya", ())


def test_every_permitted_reservation_of_the_convention_is_listed() -> None:
    from assess.reading.library import load_library

    (framework,) = load_library(["budapest"]).frameworks
    joining = framework.head.joining
    assert joining is not None
    listed = {
        (p.kind, p.paragraph.split(")")[0] + ")" if "(" in p.paragraph else p.paragraph) for p in joining.permitted
    }
    for paragraph in ("4(2)", "6(3)", "9(4)", "10(3)", "11(3)", "14(3)", "22(2)", "29(4)", "41(1)"):
        assert ("reservation", paragraph) in listed
    declarations = {p.paragraph for p in joining.permitted if p.kind == "declaration"}
    for paragraph in ("2", "3", "6(1)", "7", "9(3)", "27(9)"):
        assert any(found.startswith(paragraph) for found in declarations), paragraph


@pytest.mark.parametrize(
    ("reservation", "day", "applies"),
    [
        ("made: 2010-01-01", "2015-01-01", Truth.FALSE),
        ("made: 2010-01-01, withdrawn: 2016-01-01", "2016-01-01", Truth.TRUE),
        ("made: 2010-01-01, withdrawn: 2014-01-01, withdrawal_effective: 2016-01-01", "2015-01-01", Truth.FALSE),
        ("made: 2010-01-01, withdrawn: 2014-01-01, withdrawal_effective: 2016-01-01", "2016-01-01", Truth.TRUE),
        ("made: 2010-01-01, made_at: signature", "2015-01-01", Truth.UNKNOWN),
        ("made: 2010-01-01, made_at: signature", "2009-12-31", Truth.TRUE),
        ("made: 2010-01-01, made_at: signature, confirmed: 2012-01-01", "2011-01-01", Truth.UNKNOWN),
        ("made: 2010-01-01, made_at: signature, confirmed: 2012-01-01", "2012-01-01", Truth.FALSE),
        ("made: 2010-01-01, made_at: deposit", "2015-01-01", Truth.FALSE),
        ("made: 2010-01-01, withdrawn: 2014-01-01, withdraws: ['22(2)(d)']", "2015-01-01", Truth.TRUE),
        ("made: 2010-01-01, withdrawn: 2014-01-01, withdraws: ['22(2)(d)']", "2013-01-01", Truth.FALSE),
        ("made: 2010-01-01, withdrawn: 2014-01-01, withdraws: ['22(2)(b)']", "2015-01-01", Truth.FALSE),
        ("", "2015-01-01", Truth.UNKNOWN),
        ("", "2026-01-01", Truth.FALSE),
    ],
)
def test_when_a_reservation_has_effect(reservation: str, day: str, applies: Truth) -> None:
    made = library(FACTS, [{"id": "c", "elements": [{**ELEMENTS[2], "reservable": "22(2)(d)"}]}], treaty="t.treaty")
    entry = ", ".join(filter(None, ("paragraph: 22(2)", reservation)))
    text = f"""
sources: {{s: {{kind: act, title: S}}, p: {{kind: official_page, title: P}}}}
provisions: {{s.1: {{status: in_force, from: 2000-01-01}}}}
facts:
  t.offence: {{by: s.1, features: {{ships: false}}}}
  t.treaty: {{status: party, from: 2005-01-01, declarations: [], reservations: [{{{entry}}}], cite: [p]}}
"""
    found = assess_profile(profile(made, text), made, as_of=date.fromisoformat(day))[0].findings[0]
    assert found.elements[0].applies is applies


def test_a_reservation_has_no_effect_before_entry_into_force() -> None:
    made = library(FACTS, [{"id": "c", "elements": [ELEMENTS[2]]}], treaty="t.treaty")
    text = """
sources: {s: {kind: act, title: S}, p: {kind: official_page, title: P}}
provisions: {s.1: {status: in_force, from: 2000-01-01}}
facts:
  t.offence: {by: s.1, features: {ships: false}}
  t.treaty:
    - {status: signed, from: 2003-01-01, until: 2005-01-01, cite: [p]}
    - {status: party, from: 2005-01-01, declarations: [], reservations: [{paragraph: 22(2), made: 2003-01-01}], cite: [p]}
"""
    days = {"2004-12-31": Truth.TRUE, "2005-01-01": Truth.FALSE}
    for day, applies in days.items():
        found = assess_profile(profile(made, text), made, as_of=date.fromisoformat(day))[0].findings[0]
        assert found.elements[0].applies is applies
