"""Reservations, declarations and the way to joining."""

from typing import Any

import pytest

from assess.api import assess_file, assess_profile
from assess.engine.joining import path_to_joining
from assess.model.results import Truth
from assess.views.joining_view import joining_view
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


def finding(treaty: str, features: str = "{narrow: true, ships: false}") -> Any:
    made = library(FACTS, [{"id": "c", "elements": ELEMENTS}], treaty="t.treaty")
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
        ("t.treaty: {status: party, declarations: [], reservations: [], cite: [p]}", "1/3", "1/3", ""),
        ("t.treaty: {status: party, reservations: [], cite: [p]}", "1/3", "2/3", "declaration_unknown"),
        (
            "t.treaty: {status: party, declarations: [], reservations: [{paragraph: 22(2)}], cite: [p]}",
            "1/2",
            "1/2",
            "",
        ),
        ("t.treaty: {status: party, declarations: [], cite: [p]}", "1/3", "1/2", ""),
        ("t.treaty: unknown", "1/3", "1", "declaration_unknown"),
    ],
)
def test_narrowings_and_reservations(treaty: str, low: str, high: str, remark: str) -> None:
    found = finding(treaty)
    assert (str(found.low), str(found.high)) == (low, high)
    assert found.elements[1].remark == remark


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
