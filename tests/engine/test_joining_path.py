"""The way to joining, each value asserted, and reservations on a day."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.joining import path_to_joining
from assess.model.results import Truth
from tests.build import library, profile
from tests.engine.test_treaties import finding

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

FACTS: dict[str, Any] = {
    "met": "yes_no", "gap": "yes_no", "open": "yes_no",
    "treaty": {"kind": "treaty", "may_not_apply": "R."}, "other": "treaty", "unit": "capability",
}  # fmt: skip


def path(treaty: str | None, *, head: dict[str, Any] | None = None, other: str = "unknown", **joining: Any) -> Any:
    rows = [("c1", "met", {}), ("c2", "gap", {}), ("c3", "open", {}), ("c4", "gap", {"obligation": "may"}),
            ("c5", "gap", {"axis": "practice"}), ("c6", "open", {"obligation": "endeavour"})]  # fmt: skip
    criteria = [
        {"id": name, "elements": [{"id": "e", "says": "S", "holds": f"t.{fact}"}], **more} for name, fact, more in rows
    ]
    told = {
        "open_to": "any_state", "says": "S",
        "steps": [{"id": "s1", "title": "A", "authority": "B", "done": "t.met"}, {"id": "s2", "title": "C", "authority": "D"},
                  {"id": "s3", "title": "A", "authority": "B", "done": {"all": ["t.met", "t.gap"]}}],
        "designations": [{"article": "1", "title": "E", "fact": "t.unit"}, {"article": "2", "title": "G"}],
        **joining,
    }  # fmt: skip
    made = library(FACTS, criteria, joining=told, **({"treaty": "t.treaty"} if head is None else head))
    text = f"""
sources: {{p: {{kind: press, title: P}}}}
facts:
  t.met: {{value: true, cite: p}}
  t.gap: {{value: false, cite: p}}
  t.open: unknown
  t.unit: {{status: operational, cite: p}}
  t.other: {other}
"""
    return path_to_joining(assess_profile(profile(made, text + (f"  t.treaty: {treaty}\n" if treaty else "")), made)[0])


def test_what_a_state_sees_on_its_way() -> None:
    way = path("{status: none, searched: p}")
    assert [f.criterion.id for f in way.law] == ["c2"]
    assert [f.criterion.id for f in way.open] == ["c3"]
    assert [(s.step.id, s.done) for s in way.steps] == [("s1", T), ("s2", U), ("s3", F)]
    assert [(d.article, truth) for d, truth in way.designations] == [("1", T), ("2", U)]
    assert (way.treaty.status, way.joining.says) == ("none", "S")


def test_a_party_has_no_way_and_what_names_no_treaty_has_one() -> None:
    assert path("{status: party, cite: p}") is None
    way = path("{status: party, cite: p}", head={})
    assert (way.treaty, way.eligible) == (None, T)


@pytest.mark.parametrize(
    ("treaty", "joining", "eligible"),
    [
        ("unknown", {"open_to": "any_state"}, T),
        ("unknown", {"open_to": "not_open"}, F),
        ("unknown", {"open_to": "members"}, U),
        ("{status: not_applicable, reason: R}", {"open_to": "members"}, F),
        ("unknown", {"open_to": "invitation"}, U),
        (None, {"open_to": "invitation"}, U),
        ("{status: invited, cite: p}", {"open_to": "invitation"}, T),
        ("{status: signed, cite: p}", {"open_to": "invitation"}, T),
        ("{status: consent_deposited, cite: p}", {"open_to": "invitation"}, T),
        ("{status: withdrawn, cite: p}", {"open_to": "invitation"}, F),
        ("{status: not_party, cite: p}", {"open_to": "invitation"}, U),
        ("{status: none, searched: p}", {"open_to": "invitation", "signs": ["KEN"]}, T),
        ("{status: invited, cite: p, invited_until: 2025-12-31}", {"open_to": "invitation"}, F),
        ("{status: invited, cite: p, invited_until: 2026-01-01}", {"open_to": "invitation"}, T),
        ("{status: signed, cite: p, invited_until: 2025-12-31}", {"open_to": "invitation"}, T),
        ("{status: invited, cite: p, invited_until: 2026-01}", {"open_to": "invitation"}, T),
        ("unknown", {"open_to": "parties_to", "parties_to": "t.other"}, U),
    ],
)
def test_to_whom_an_instrument_is_open(treaty: str | None, joining: dict[str, Any], eligible: Truth) -> None:
    assert path(treaty, **joining).eligible is eligible


ROADS = [
    {"id": "ask", "title": "A", "authority": "B", "road": "accession"},
    {"id": "sign", "title": "A", "authority": "B", "road": "signature"},
    {"id": "deposit", "title": "A", "authority": "B"},
]


@pytest.mark.parametrize(
    ("treaty", "joining", "road", "steps"),
    [
        # who took part in drafting, or is a member, signs; others accede, invited or not
        ("{status: none, searched: p}", {"open_to": "invitation", "signs": ["KEN"]}, "signature", ["sign", "deposit"]),
        ("{status: signed, cite: p}", {"open_to": "invitation"}, "signature", ["sign", "deposit"]),
        ("{status: invited, cite: p}", {"open_to": "invitation", "signs": ["FRA"]}, "accession", ["ask", "deposit"]),
        ("{status: none, searched: p}", {"open_to": "invitation"}, "accession", ["ask", "deposit"]),
        ("{status: not_party, cite: p}", {"open_to": "invitation"}, "accession", ["ask", "deposit"]),
        # signature until a day, accession afterwards; who has signed ratifies
        ("unknown", {"open_to": "any_state", "signature_until": "2026-01-01"}, "signature", ["sign", "deposit"]),
        ("unknown", {"open_to": "any_state", "signature_until": "2025-12-31"}, "accession", ["ask", "deposit"]),
        (
            "{status: signed, cite: p}",
            {"open_to": "any_state", "signature_until": "2025-12-31"},
            "signature",
            ["sign", "deposit"],
        ),
        ("unknown", {"open_to": "not_open"}, None, ["deposit"]),
        ("{status: not_applicable, reason: R}", {"open_to": "invitation"}, None, ["deposit"]),
    ],
)
def test_steps_of_another_road_do_not_arise(
    treaty: str, joining: dict[str, Any], road: str | None, steps: list[str]
) -> None:
    way = path(treaty, steps=ROADS, **joining)
    assert (way.road, [each.step.id for each in way.steps]) == (road, steps)


@pytest.mark.parametrize(
    ("other", "joining", "eligible", "road"),
    [
        ("{status: party, cite: p}", {}, T, "signature"),  # only Parties can join, and sign
        ("{status: signed, cite: p}", {}, F, None),
        ("{status: invited, cite: p}", {}, F, None),
        # a signatory of the treaty signs its protocol, who acceded to the treaty accedes
        ("{status: signed, cite: p}", {"signatories": True, "signs": ["FRA"]}, T, "signature"),
        ("{status: party, cite: p}", {"signatories": True, "signs": ["KEN"]}, T, "signature"),
        ("{status: party, cite: p}", {"signatories": True, "signs": ["FRA"]}, T, "accession"),
        ("{status: none, searched: p}", {"signatories": True, "signs": ["FRA"]}, F, None),
    ],
)
def test_roads_of_a_protocol(other: str, joining: dict[str, Any], eligible: Truth, road: str | None) -> None:
    way = path(
        "{status: none, searched: p}", other=other, open_to="parties_to", parties_to="t.other", steps=ROADS, **joining
    )
    assert (way.eligible, way.road) == (eligible, road)


@pytest.mark.parametrize(("other", "eligible"), [("{status: party, cite: p}", T), ("{status: signed, cite: p}", F)])
def test_an_instrument_for_parties_to_another(other: str, eligible: Truth) -> None:
    assert path("unknown", other=other, open_to="parties_to", parties_to="t.other").eligible is eligible


@pytest.mark.parametrize(
    ("dates", "applies"),
    [
        ("", F), ("made: 2026-01-01", F), ("made: 2026-01-02", T), ("withdrawn: 2026-01-01", T),
        ("withdrawn: 2026-01-02", F),
        ("made: 2020-01-01, withdrawn: 2025-12-31", T),
    ],
)  # fmt: skip
def test_a_reservation_counts_from_the_day_it_is_made_until_it_is_withdrawn(dates: str, applies: Truth) -> None:
    made = f"{{paragraph: 22(2){', ' if dates else ''}{dates}}}"
    found = finding(f"t.treaty: {{status: party, declarations: [], reservations: [{made}], cite: [p]}}")
    assert found.elements[2].applies is applies
