"""What hangs in law on a finding, and the order that follows."""

from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.advice import gaps, questions
from assess.engine.consequence import BINDING, BODIES, CORE, PURSUED, SOFT, Consequence, consequence
from assess.model.results import Assessment
from tests.build import elements, library, profile

TREATIES: dict[str, Any] = {
    "met": "yes_no",
    "conv": {"kind": "treaty", "title": "Convention", "open_to": "invitation", "may_not_apply": "R."},
    "other": {"kind": "treaty", "title": "Other convention", "open_to": "any_state"},
}
OTHERS = {"capacity": {"trained": "yes_no", "staff": "number"}, "institutions": {"unit": "yes_no"}}
INSTRUMENTS = {name: {"title": name.capitalize(), "fact": f"t.{name}"} for name in ("conv", "other")}
SHALL = [{"instrument": "conv", "article": "2"}]
TWO = [{"instrument": "other", "article": "1"}, *SHALL]
PARTY, SIGNED, NONE = (
    "{status: party, from: 2020-05-01, reservations: [], declarations: [], cite: p}",
    "{status: signed, from: 2020-05-01, cite: p}",
    "{status: none, searched: p}",
)


def made(criteria: list[dict[str, Any]], facts: dict[str, str], **head: Any) -> Assessment:
    found = library(TREATIES, criteria, others=OTHERS, instruments=INSTRUMENTS, **head)
    answers = "".join(f"  {name}: {answer}\n" for name, answer in facts.items())
    return assess_profile(profile(found, f"sources: {{p: {{kind: press, title: P}}}}\nfacts:\n{answers}"), found)[0]


def weighed(criterion: dict[str, Any], facts: dict[str, str], **head: Any) -> Consequence:
    body = {"id": "c", **({} if "measure" in criterion else {"elements": elements("t.met")}), **criterion}
    result = made([body], {"t.met": "{value: false, cite: p}", **facts}, **head)
    return consequence(result, result.findings[0])


@pytest.mark.parametrize(
    ("criterion", "facts", "head", "expected"),
    [
        # a duty of a treaty in force, of one on the way, of one that is neither
        ({"cites": SHALL}, {"t.conv": PARTY}, {}, (BINDING, 0, False)),
        ({"cites": SHALL}, {"t.conv": SIGNED}, {}, (PURSUED, 0, False)),
        ({"cites": SHALL}, {"t.conv": "{status: invited, cite: p}"}, {}, (PURSUED, 0, False)),
        ({"cites": SHALL}, {"t.conv": "{status: consent_deposited, cite: p}"}, {}, (PURSUED, 0, False)),
        ({"cites": SHALL}, {"t.conv": NONE}, {}, (CORE, 0, False)),
        ({"cites": SHALL}, {"t.conv": "unknown"}, {}, (CORE, 0, False)),
        # only what a text says that States shall do makes a duty
        ({"cites": [{**SHALL[0], "obligation": "may"}]}, {"t.conv": SIGNED}, {}, (CORE, 0, False)),
        ({"cites": [{**SHALL[0], "obligation": "may"}]}, {"t.conv": PARTY}, {}, (CORE, 0, False)),
        # one of several places is enough
        ({"cites": TWO}, {"t.conv": PARTY, "t.other": NONE}, {}, (BINDING, 0, False)),
        ({"cites": TWO}, {"t.conv": SIGNED, "t.other": NONE}, {}, (PURSUED, 0, False)),
        # what is to be tried or considered comes last, whatever binds
        ({"cites": SHALL, "obligation": "endeavour"}, {"t.conv": PARTY}, {}, (SOFT, 1, False)),
        ({"cites": SHALL, "obligation": "consider"}, {"t.conv": PARTY}, {}, (SOFT, 2, False)),
        ({"cites": SHALL, "obligation": "may"}, {"t.conv": PARTY}, {}, (SOFT, 3, False)),
        # a criterion without a citation stands for the whole treaty; one with a citation does not
        ({}, {"t.conv": PARTY}, {"nature": "treaty", "treaty": "t.conv"}, (BINDING, 0, False)),
        ({}, {"t.conv": SIGNED}, {"nature": "treaty", "treaty": "t.conv"}, (PURSUED, 0, False)),
        ({}, {"t.conv": NONE}, {"nature": "treaty", "treaty": "t.conv"}, (CORE, 0, False)),
        ({}, {"t.conv": PARTY}, {"treaty": "t.conv"}, (BINDING, 0, False)),
        ({}, {"t.conv": PARTY}, {}, (CORE, 0, False)),  # the framework is drawn from no treaty
        ({"cites": [{"instrument": "other", "article": "1"}]}, {"t.conv": PARTY, "t.other": NONE},
         {"nature": "treaty", "treaty": "t.conv"}, (CORE, 0, False)),
    ],
)  # fmt: skip
def test_what_hangs_on_a_duty(
    criterion: dict[str, Any], facts: dict[str, str], head: dict[str, Any], expected: tuple[int, int, bool]
) -> None:
    assert weighed(criterion, facts, **head) == expected


BESIDE: dict[str, Any] = {"cites": SHALL, "elements": elements("capacity.trained")}
BOTH = {"cites": SHALL, "elements": elements({"all": ["capacity.trained", "institutions.unit"]})}


@pytest.mark.parametrize(
    ("criterion", "standing", "nature", "expected"),
    [
        # institutions and staff: a policy's word is not taken for the treaty's, the treaty's own is
        (BESIDE, PARTY, "policy", (BODIES, 0, True)),
        (BESIDE, PARTY, "index", (BODIES, 0, True)),
        (BESIDE, PARTY, "treaty", (BINDING, 0, True)),
        (BESIDE, PARTY, "directive", (BINDING, 0, True)),
        (BESIDE, SIGNED, "treaty", (PURSUED, 0, True)),
        (BESIDE, NONE, "treaty", (BODIES, 0, True)),
        (BOTH, PARTY, "policy", (BODIES, 0, True)),
        ({**BESIDE, "obligation": "endeavour"}, PARTY, "treaty", (SOFT, 1, True)),
        # one line about an offence or a power makes it core
        ({**BESIDE, "elements": elements("capacity.trained", "t.met")}, PARTY, "policy", (BINDING, 0, False)),
        # what is counted is never core, even of a topic that is
        ({"cites": SHALL, "axis": "capacity"}, PARTY, "policy", (BODIES, 0, True)),
        ({"cites": SHALL, "axis": "practice"}, NONE, "policy", (BODIES, 0, True)),
        # a measure reads a fact too
        ({"cites": SHALL, "measure": {"fact": "capacity.staff", "from": 0, "to": 10}}, PARTY, "policy", (BODIES, 0, True)),
    ],
)  # fmt: skip
def test_institutions_and_staff_stand_beside_the_core(
    criterion: dict[str, Any], standing: str, nature: str, expected: tuple[int, int, bool]
) -> None:
    assert weighed(criterion, {"t.conv": standing}, nature=nature) == expected


def test_points_and_questions_come_in_the_order_of_consequence() -> None:
    criteria = [
        {"id": "soft", "elements": elements("t.met"), "cites": SHALL, "obligation": "endeavour", "weight": 9},
        {"id": "bodies", "elements": elements("capacity.trained"), "weight": 9},
        {"id": "core", "elements": elements("t.met"), "weight": 9},
        {"id": "duty", "elements": elements("t.met"), "cites": SHALL, "weight": 1},
    ]
    known = {"t.met": "{value: false, cite: p}", "capacity.trained": "{value: false, cite: p}", "t.conv": PARTY}
    assert [point.criterion.id for point in gaps(made(criteria, known))] == ["duty", "core", "bodies", "soft"]
    asked = questions(made(criteria, {"t.conv": PARTY}))
    assert [(each.state.id, each.consequence) for each in asked] == [
        ("t.met", (BINDING, 0, False)),
        ("capacity.trained", (BODIES, 0, True)),
    ]
