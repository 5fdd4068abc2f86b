"""Reforms from the elements that fail and the law that is there: by which act, never of what holds or is open."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.api import assess_file, assess_profile
from assess.engine.advice import gaps
from assess.engine.assessment import assess
from assess.engine.failing import fails
from assess.engine.reforms import Reform, by_point, reforms, worked_out
from assess.model.profile import PENDING
from assess.model.results import Assessment, Truth
from assess.problems import InvalidInput
from assess.reading.library import framework_folders
from tests.build import elements, library, profile, rules

ROOT = Path(__file__).parents[2]
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
SOUTH_AFRICA = ROOT.parent / "shared/cases/zaf/zaf.yaml"
HEAD = "sources: {s: {kind: act, title: S, unit: s.}, con: {kind: act, title: Constitution of Y}}\n"

FLAG = {"type": "flag", "question": "Q?"}
LAW: dict[str, Any] = {
    "kind": "provision",
    "features": {"x": FLAG, "y": FLAG, "refusal": {**FLAG, "protective": True}},
    "reform": {"do": "Provide for it", "effort": 3, "vehicle": "act"},
}


def made(
    facts: str, provisions: str, *criteria: dict[str, Any], names: tuple[str, ...] = ("a", "b"), **head: Any
) -> list[Reform]:
    return reforms([assessed(facts, provisions, *criteria, names=names, **head)])


def assessed(
    facts: str, provisions: str, *criteria: dict[str, Any], names: tuple[str, ...] = ("a", "b"), **head: Any
) -> Assessment:
    catalogue = {**dict.fromkeys(names, LAW), "treaty": {"kind": "treaty"}}
    own = library(catalogue, list(criteria), **head)
    return assess(profile(own, f"{HEAD}provisions: {{{provisions}}}\nfacts: {{{facts}}}\n"), rules(own))


def asks(name: str, *conditions: Any, **extra: Any) -> dict[str, Any]:
    return {"id": name, "elements": elements(*conditions), **extra}


def told(found: list[Reform]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.id, each.provisions) for each in found]


# Law that is there and falls short


def test_what_one_provision_lacks_is_one_reform_whatever_asks_for_it() -> None:
    facts = "t.a: {by: s.51, features: {x: false, y: true}}, t.b: {by: s.51, features: {y: false}}"
    found = made(facts, "s.51: {status: in_force}", asks("c1", "t.a.x", "t.a.y"), asks("c2", "t.b.y"))
    assert told(found) == [("amend:s.51", ("s.51",))]
    assert [(part.state.id, part.lines[0][0].text) for part in found[0].parts] == [("t.a", "t.a.x"), ("t.b", "t.b.y")]
    assert found[0].closes == {("f", "c1"), ("f", "c2")}


def test_a_part_of_a_provision_is_amended_with_it() -> None:
    facts = "t.a: {by: s.48, features: {x: false}}, t.b: {by: s.48(3), features: {x: false}}"
    found = made(facts, "s.48: {status: in_force}, s.48(3): {status: in_force}", asks("c", "t.a.x", "t.b.x"))
    assert told(found) == [("amend:s.48", ("s.48", "s.48(3)"))]


def test_sections_that_many_facts_share_are_not_the_ones_to_amend() -> None:
    """Definitions and scope are read together with each power; the power is where the rule would be."""
    names = ("a", "b", "c", "d")
    facts = ", ".join(
        f"t.{name}: {{by: {{of: [s.2, s.{i}], features: {{x: false}}}}}}" for i, name in enumerate(names, 50)
    )
    law = ", ".join(f"s.{pin}: {{status: in_force}}" for pin in (2, 50, 51, 52, 53))
    found = made(facts, law, asks("c", *(f"t.{name}.x" for name in names)), names=names)
    assert [each.provisions for each in found] == [("s.50",), ("s.51",), ("s.52",), ("s.53",)]


def test_of_several_bases_the_one_that_gives_most_is_amended_a_constitution_never() -> None:
    facts = (
        "t.a: {by: [{of: [con.1], features: {x: false, y: true}}, {of: [s.1], features: {x: false}}, "
        "{of: [s.2], features: {x: false, y: true}}]}"
    )
    law = "con.1: {status: in_force}, s.1: {status: in_force}, s.2: {status: in_force}"
    assert told(made(facts, law, asks("c", "t.a.x", "t.a.y"))) == [("amend:s.2", ("s.2",))]
    only = "t.a: {by: {of: [con.1], features: {x: false}}}"
    assert told(made(only, "con.1: {status: in_force}", asks("c", "t.a.x"))) == [("provide:t.a", ())]


# Law that is made and not in force


@pytest.mark.parametrize(
    ("entry", "step"),
    [
        ("{status: adopted}", "instrument"),
        ("{status: adopted, awaits: regulations}", "regulations"),
        ("{status: adopted, awaits: assent}", "assent"),
        ("{status: adopted, awaits: promulgation}", "promulgation"),
        ("{status: bill}", "adoption"),
        ("[{status: adopted, until: 2026-12-01}, {status: in_force, from: 2026-12-01}]", "date"),
    ],
)
def test_what_a_text_waits_for(entry: str, step: str) -> None:
    (only,) = made("t.a: {by: s.1, features: {x: true}}", f"s.1: {entry}", asks("c", "t.a", "t.a.x"))
    assert (only.kind, only.provisions) == ("commence", ("s.1",))
    assert only.waiting is not None
    assert only.waiting.step == step
    assert not any(part.amends for part in only.parts)


def test_one_commencement_brings_all_of_a_law_into_force_and_what_it_lacks_is_amended_with_it() -> None:
    facts = "t.a: {by: s.48, features: {x: false}}, t.b: {by: {of: [s.41, s.50], features: {x: true}}}"
    law = "s.41: {status: adopted}, s.48: {status: adopted, authority: the President}, s.50: {status: in_force}"
    (only,) = made(facts, law, asks("c", "t.a", "t.a.x", "t.b.x"))
    assert (only.id, only.provisions) == ("commence:s:instrument", ("s.41", "s.48"))
    assert [(part.lines[0][0].text, part.amends) for part in only.parts] == [
        ("t.a", ""), ("t.a.x", "s.48"), ("t.b.x", ""),
    ]  # fmt: skip
    assert only.waiting is not None
    assert only.waiting.authority == "the President"


def test_what_a_text_not_in_force_leaves_open_is_neither_promised_nor_amended() -> None:
    (only,) = made("t.a: {by: s.1}", "s.1: {status: adopted}", asks("c", "t.a", "t.a.x"))
    assert [(part.lines[0][0].text, part.amends, part.sure) for part in only.parts] == [
        ("t.a", "", True),
        ("t.a.x", "", False),
    ]
    assert only.closes == frozenset()


def test_an_alternative_that_the_text_gives_is_enough() -> None:
    facts = "t.a: {by: s.1, features: {x: false, y: true}}"
    (only,) = made(facts, "s.1: {status: adopted}", asks("c", {"any": ["t.a.x", "t.a.y"]}))
    assert [part.amends for part in only.parts] == [""]
    assert only.closes == {("f", "c")}


def test_what_is_to_come_is_preferred_to_an_amendment_of_what_it_is_not_better_than() -> None:
    facts = "t.a: {by: [{of: [s.1], features: {x: false}}, {of: [s.2], features: {x: %s}}]}"
    law = "s.1: {status: in_force}, s.2: {status: adopted}"
    assert told(made(facts % "true", law, asks("c", "t.a.x"))) == [("commence:s:instrument", ("s.2",))]
    assert told(made(facts % "false", law, asks("c", "t.a.x"))) == [("amend:s.1", ("s.1",))]


@pytest.mark.parametrize("status", ["suspended", "struck_down", "repealed", "expired"])
def test_what_was_law_is_never_brought_into_force(status: str) -> None:
    law = f"s.1: {{status: {status}, by: Court}}"
    (only,) = made("t.a: {by: s.1, features: {x: true}}", law, asks("c", "t.a", "t.a.x"))
    assert (only.kind, only.do, only.waiting) == ("write", "Provide for it", None)
    assert [name for name, _entry in only.lost] == ["s.1"]


@pytest.mark.parametrize("status", ["in_force", "suspended", "struck_down", "repealed", "expired"])
def test_only_what_is_not_in_force_yet_waits_for_something(status: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        made("", f"s.1: {{status: {status}, awaits: assent, authority: the King}}", asks("c", "t.a"))
    assert [problem.message for problem in refused.value.problems] == [
        f"provisions.s.1.{key}: {key} has no place beside the status {status}" for key in ("awaits", "authority")
    ]
    assert all("leave" in (problem.hint or "") for problem in refused.value.problems)


# No law


def test_the_words_of_a_criterion_are_for_where_nothing_of_it_is_there() -> None:
    own = {"do": "Write the whole offence"}
    facts = "t.a: {status: none, searched: [s]}, t.b: %s"
    nothing = facts % "{status: none, searched: [s]}"
    first = asks("c", "t.a", "t.a.x", recommendation=own)
    (only,) = made(nothing, "", first)
    assert only.do == "Write the whole offence"
    several = made(nothing, "", asks("c", "t.a", "t.b", recommendation=own))
    assert [each.do for each in several] == ["Provide for it", "Provide for it"]
    there = made(facts % "{by: s.1}", "s.1: {status: in_force}", asks("c", "t.a", "t.b", recommendation=own))
    assert [each.do for each in there] == ["Provide for it"]


def test_a_body_that_is_there_in_part_is_built_on() -> None:
    facts = {"unit": {"kind": "capability", "features": {"x": FLAG}, "reform": {"do": "Set up a unit"}}}
    own = library(facts, [asks("c", "t.unit", "t.unit.x")])
    for status, kind in (("partial", "extend"), ("planned", "write"), ("operational", "extend")):
        text = f"{HEAD}facts: {{t.unit: {{status: {status}, cite: [s 1], features: {{x: false}}}}}}"
        (only,) = reforms([assess(profile(own, text), rules(own))])
        assert (only.id, only.provisions) == (f"{kind}:t.unit", ())


def test_a_measure_below_its_target_has_an_option_even_where_no_reform_is_described() -> None:
    own = library({"n": {"kind": "number"}}, [{"id": "c", "measure": {"fact": "t.n", "from": 0, "to": 10}}])
    found = reforms([assess(profile(own, f"{HEAD}facts: {{t.n: {{value: 3, cite: [s 1]}}}}"), rules(own))])
    assert [(each.id, each.do) for each in found] == [("write:t.n", None)]


# Safeguards, grounds of refusal, what is reserved


def test_no_change_of_a_ground_of_refusal_is_advised() -> None:
    facts = "t.a: {by: s.1, features: {refusal: false, x: false}}"
    found = made(facts, "s.1: {status: in_force}", asks("c", "t.a.refusal", "t.a.x"))
    assert [(each.kind, [p.lines[0][0].attribute for p in each.parts]) for each in found] == [
        ("amend", ["x"]), ("review", ["refusal"]),
    ]  # fmt: skip
    assert [[part.amends for part in each.parts] for each in found] == [["s.1"], ["s.1"]]
    waiting = made(facts, "s.1: {status: adopted}", asks("c", "t.a", "t.a.refusal"))
    assert [(each.kind, [p.lines[0][0].attribute for p in each.parts]) for each in waiting] == [
        ("commence", [""]), ("review", ["refusal"]),
    ]  # fmt: skip
    written = made("t.a: {status: none, searched: [s]}", "", asks("c", "t.a", "t.a.refusal"))
    assert [each.kind for each in written] == ["write"]  # what is not there has no ground to remove


def test_what_may_be_reserved_comes_after_what_may_not() -> None:
    facts = "t.a: {by: s.1, features: {x: false}}, t.b: {by: s.2, features: {x: false}}, t.treaty: {status: none, searched: [s]}"
    law = "s.1: {status: in_force}, s.2: {status: in_force}"
    reserved = {"id": "c1", "weight": 9, "elements": elements("t.a.x", reservable="2")}
    found = made(facts, law, reserved, asks("c2", "t.b.x"), treaty="t.treaty")
    assert [each.id for each in found] == ["amend:s.2", "amend:s.1"]


def test_an_element_that_falls_away_or_may_is_no_part_of_a_reform() -> None:
    facts = "t.a: {by: s.1, features: {x: false, y: false}}, t.b: %s"
    two = {"id": "c", "elements": [*elements("t.a.x"), {"id": "if", "says": "S", "holds": "t.a.y", "applies": "t.b"}]}
    for answer in ("unknown", "{status: none, searched: [s]}"):
        (only,) = made(facts % answer, "s.1: {status: in_force}", two)
        assert [part.lines[0][0].attribute for part in only.parts] == ["x"]


# The promises, in any world


def check(assessments: list[Assessment]) -> None:
    """What holds of the reforms of any assessments."""
    found = reforms(assessments)
    points = {(each.framework.id, f.criterion.id): f for each in assessments for f in gaps(each)}
    serving = by_point(found)
    assert set(serving) == set(points)  # every point has its option, and every option its points
    assert all(each.parts for each in found)
    assert len({each.id for each in found}) == len(found)
    amended: dict[str, str] = {}
    for each in found:
        for part in each.parts:
            finding = points[part.point]
            sure = any(fails(result) for result in finding.elements)
            assert part.element is None or fails(part.element, surely=sure)
            assert part.element is not None or finding.measured is not None or not sure
            if part.amends and each.kind != "review":
                assert amended.setdefault(part.amends, each.id) == each.id  # no two reforms amend one provision
            line_truths = {wanted: Truth.FALSE if wanted else Truth.TRUE for wanted in (True, False)}
            if part.element is not None:
                assert part.lines
                assert part.element.truth is line_truths[True]
        if each.kind == "commence":
            entries = {n: e for state in each.facts for basis in state.bases for n, e in basis.provisions}
            statuses = {entry.status for name in each.provisions if (entry := entries[name])}
            assert statuses <= set(PENDING)
        if each.kind in ("amend", "commence"):
            features = [
                p.state.fact.features.get(leaf.attribute) for p in each.parts if p.amends for leaf, _ in p.lines
            ]
            assert not any(feature and feature.protective for feature in features)
    order = [each.id for each in found]
    for each in found:
        assert all(order.index(before) < order.index(each.id) for before in each.after)
        assert each.start <= each.end


@pytest.mark.parametrize("path", [*PROFILES, SOUTH_AFRICA], ids=lambda path: path.stem)
def test_the_promises_hold_for_every_profile_under_every_framework(path: Path) -> None:
    if not path.exists():
        pytest.skip("the case is not here")
    check(assess_file(path, sorted(framework_folders())))


STATUSES = ("in_force", "adopted", "bill", "partly_in_force", "suspended", "struck_down", "repealed")
answers = st.sampled_from(("true", "false", "unknown"))
bases = st.tuples(st.lists(st.integers(0, 4), min_size=1, max_size=2, unique=True), answers, answers, answers)
lines = st.sampled_from([f"t.{fact}{feature}" for fact in "ab" for feature in ("", ".x", ".y", ".refusal == false")])
tests = st.one_of(
    lines,
    st.lists(lines, min_size=2, max_size=3).map(lambda parts: {"any": parts}),
    st.lists(lines, min_size=2, max_size=3).map(lambda parts: {"all": parts}),
    st.lists(lines, min_size=2, max_size=3).map(lambda parts: {"at_least": {"n": 2, "of": parts}}),
)


@st.composite
def worlds(draw: st.DrawFn) -> Assessment:
    """Two facts of law on any bases of any status, read by any conditions."""
    statuses = draw(st.lists(st.sampled_from(STATUSES), min_size=5, max_size=5))
    said = []
    for name in "ab":
        own = draw(st.one_of(st.just([]), st.lists(bases, min_size=1, max_size=2)))
        texts = [
            f"{{of: [{', '.join(f's.{i}' for i in of)}], features: {{x: {x}, y: {y}, refusal: {z}}}}}" for of, x, y, z in own
        ]  # fmt: skip
        said.append(
            f"t.{name}: {{by: [{', '.join(texts)}]}}" if texts else f"t.{name}: {{status: none, searched: [s]}}"
        )
    law = ", ".join(f"s.{i}: {{status: {status}}}" for i, status in enumerate(statuses))
    criteria = [
        {"id": f"c{i}", "elements": elements(*draw(st.lists(tests, min_size=1, max_size=3))), "weight": i + 1}
        for i in range(draw(st.integers(1, 3)))
    ]
    return assessed(", ".join(said), law, *criteria)


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_the_promises_hold_in_any_world(world: Assessment) -> None:
    check([world])


def test_what_two_texts_bring_is_amended_in_one_of_them() -> None:
    facts = "t.a: {by: {of: [s.1, s.2], features: {x: false}}}"
    found = made(facts, "s.1: {status: bill}, s.2: {status: adopted}", asks("c", "t.a", "t.a.x"))
    assert {each.id: {part.amends for part in each.parts} for each in found} == {
        "commence:s:adoption": {"", "s.1"}, "commence:s:instrument": {""},
    }  # fmt: skip


@pytest.mark.parametrize(("beside", "lead"), [(1, "s.2"), (2, "s.1")])
def test_the_section_that_is_amended_is_the_first_on_which_no_more_than_two_facts_of_the_topic_rest(
    beside: int, lead: str
) -> None:
    """Of sections read together; where each serves many facts, the first that is named."""
    others = [f"other{i}" for i in range(3)]
    flag = {"type": "flag", "question": "Q?"}
    facts = {name: {"kind": "provision", "features": {"f": flag}} for name in ("own", *others)}
    made = library(facts, [{"id": "c", "elements": elements("t.own", "t.own.f")}])
    text = "sources: {s: {kind: act, title: Act, unit: s., grade: A}}\n"
    text += "provisions: {s.1: {status: in_force}, s.2: {status: in_force}}\nfacts:\n"
    text += "  t.own: {by: {of: [s.1, s.2], features: {f: false}}}\n"
    text += "".join(
        f"  t.{name}: {{by: {{of: [s.1{', s.2' if i < beside else ''}]}}}}\n" for i, name in enumerate(others)
    )
    (result,) = assess_profile(profile(made, text), made)
    assert [each.provisions for each in reforms([result])] == [(lead,)]


def test_a_day_that_is_known_is_part_of_the_commencement_the_first_where_there_are_several() -> None:
    law = (
        "s.1: [{status: adopted, until: 2027-01}, {status: in_force, from: 2027-05-02, until: 2028-01}, "
        "{status: in_force, from: 2028-01}]"
    )
    (only,) = made("t.a: {by: s.1, features: {x: true}}", law, asks("c", "t.a"))
    assert only.id == "commence:s:date:2027-05-02"
    assert only.waiting is not None
    assert (only.waiting.step, str(only.waiting.day)) == ("date", "2027-05-02")
    (only,) = made("t.a: {by: s.1, features: {x: true}}", law.replace("2027-05-02", "2027-05"), asks("c", "t.a"))
    assert only.id == "commence:s:date:2027-05"


def test_a_constitution_is_known_by_its_title_in_any_language() -> None:
    title = "{pt: Constituição da República, en: Basic Law}"
    facts = "t.a: {by: con2.1, features: {x: false}}"
    own = library({"a": LAW}, [asks("c", "t.a.x")])
    head = f"sources: {{con2: {{kind: act, title: {title}}}, s: {{kind: act, title: 'S'}}}}\n"
    text = f"{head}provisions: {{con2.1: {{status: in_force}}}}\nfacts: {{{facts}}}\n"
    (only,) = reforms([assess(profile(own, text), rules(own))])
    assert only.kind == "provide"  # beside it: no act amends a constitution
    (only,) = reforms([assess(profile(own, text.replace("Constituição da República", "Lei geral")), rules(own))])
    assert (only.kind, only.provisions) == ("amend", ("con2.1",))


def test_what_defines_words_is_not_amended_where_another_section_gives_the_rule() -> None:
    others = {"definitions": {"core": LAW}}
    own = library({"a": LAW}, [asks("c", "t.a.x")], others=others)
    law = "provisions: {s.2: {status: in_force}, s.14: {status: in_force}}\n"
    a = "t.a: {by: {of: [s.2, s.14], features: {x: false}}}"
    (only,) = reforms([assess(profile(own, f"{HEAD}{law}facts: {{{a}, definitions.core: {{by: s.2}}}}\n"), rules(own))])
    assert only.provisions == ("s.14",)
    (only,) = reforms([assess(profile(own, f"{HEAD}{law}facts: {{{a}}}\n"), rules(own))])
    assert only.provisions == ("s.2",)


def test_a_reform_of_several_facts_takes_the_effort_of_the_hardest() -> None:
    catalogue = {
        name: {**LAW, "reform": {"do": "D", "effort": effort, "vehicle": "act"}}
        for name, effort in (("a", 2), ("b", 4))
    }
    own = library(catalogue, [asks("c", "t.a.x", "t.b.x"), asks("d", "t.a.x")])
    law = "provisions: {s.1: {status: in_force}}\n"
    facts = "facts: {t.a: {by: s.1, features: {x: false}}, t.b: {by: s.1, features: {x: false}}}\n"
    (only,) = reforms([assess(profile(own, HEAD + law + facts), rules(own))])
    assert only.effort == 4
    facts = "facts: {t.a: {by: s.1, features: {x: false}}, t.b: {by: s.1, features: {x: true}}}\n"
    (only,) = reforms([assess(profile(own, HEAD + law + facts), rules(own))])
    assert only.effort == 2


def test_what_a_reform_gains_is_the_weight_known_to_be_missing_shared_between_the_reforms_of_a_point() -> None:
    facts = "t.a: {by: s.1, features: {x: false}}, t.b: {by: s.2, features: {x: false}}"
    law = "s.1: {status: in_force}, s.2: {status: in_force}"
    found = made(facts, law, asks("c", "t.a.x", "t.b.x", "t.a.y", "t.b.y"), asks("d", "t.a"))
    # of c (half of the weight) half is missing and half is open, and two reforms serve it
    assert {each.id: str(each.gain) for each in found} == {"amend:s.1": "1/8", "amend:s.2": "1/8"}


# What leads


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("", "", ["s.1", "s.2", "s.3"]),
        (", confidence: medium", "", ["s.2", "s.1", "s.3"]),
        (", confidence: low", ", confidence: medium", ["s.3", "s.1", "s.2"]),
        ("", ", confidence: low", ["s.1", "s.2", "s.3"]),
    ],
)
def test_the_first_reform_that_rests_on_high_confidence_leads(first: str, second: str, order: list[str]) -> None:
    facts = ", ".join(
        f"t.{name}: {{by: s.{i}, features: {{x: false}}{sure}}}"
        for i, (name, sure) in enumerate(zip("abc", (first, second, ""), strict=True), 1)
    )
    provisions = ", ".join(f"s.{i}: {{status: in_force}}" for i in (1, 2, 3))
    criteria = [asks(f"c{i}", f"t.{n}", f"t.{n}.x", weight=9 - i) for i, n in enumerate("abc")]
    found = made(facts, provisions, *criteria, names=("a", "b", "c"))
    assert [name for each in found for name in each.provisions] == order


def test_where_nothing_is_sure_the_order_stays() -> None:
    low = "features: {x: false}, confidence: low"
    facts = f"t.a: {{by: s.1, {low}}}, t.b: {{by: s.2, {low}}}"
    criteria = [asks("c1", "t.a", "t.a.x", weight=9), asks("c2", "t.b", "t.b.x")]
    found = made(facts, "s.1: {status: in_force}, s.2: {status: in_force}", *criteria)
    assert [name for each in found for name in each.provisions] == ["s.1", "s.2"]


def test_what_was_read_in_part_does_not_lead() -> None:
    law = "r: {kind: act, title: R, unit: s., read: part}"
    own = library(dict.fromkeys("ab", LAW), [asks("c1", "t.a", "t.a.x", weight=9), asks("c2", "t.b", "t.b.x")])
    facts = "t.a: {by: r.1, features: {x: false}}, t.b: {by: s.2, features: {x: false}}"
    text = f"sources: {{s: {{kind: act, title: S, unit: s.}}, {law}}}\n"
    text += f"provisions: {{r.1: {{status: in_force}}, s.2: {{status: in_force}}}}\nfacts: {{{facts}}}\n"
    found = reforms([assess(profile(own, text), rules(own))])
    assert [each.provisions for each in found] == [("s.2",), ("r.1",)]


@pytest.mark.parametrize(
    ("kinds", "vehicle"),
    [(("act",), "act"), (("regulation",), "regulation"), (("act", "regulation"), "act"), (("policy",), "act")],
)
def test_law_is_amended_by_law_of_its_kind(kinds: tuple[str, ...], vehicle: str) -> None:
    """Of several kinds, by an act; what is neither act nor regulation, as the catalogue says."""
    own = library({"a": LAW, "b": LAW}, [asks("c", "t.a.x", "t.b.x")])
    sources = ", ".join(f"s{i}: {{kind: {kind}, title: S{i}}}" for i, kind in enumerate(kinds))
    law = ", ".join(f"s{i}.1: {{status: in_force}}" for i in range(len(kinds)))
    facts = ", ".join(
        f"t.{name}: {{by: s{i}.1, features: {{x: false}}}}" for i, name in zip(range(len(kinds)), "ab", strict=False)
    )
    text = f"sources: {{{sources}}}\nprovisions: {{{law}}}\nfacts: {{{facts}}}\n"
    found = reforms([assess(profile(own, text), rules(own))])
    assert {each.vehicle for each in found} == ({"act", "regulation"} if len(kinds) > 1 else {vehicle})


@pytest.mark.parametrize(
    ("entry", "vehicle", "effort"),
    [
        ("status: bill", "act", 3),  # a bill is made law as the catalogue says that the rule is
        ("status: adopted", "commencement", 1),
        ("status: adopted, awaits: regulations", "regulation", 2),
    ],
)
def test_what_brings_a_text_into_force(entry: str, vehicle: str, effort: int) -> None:
    (only,) = made("t.a: {by: s.1, features: {x: true}}", f"s.1: {{{entry}}}", asks("c", "t.a"))
    assert (only.vehicle, only.effort) == (vehicle, effort)


def test_the_provisions_of_a_point_keep_the_order_of_the_reform() -> None:
    facts = "t.a: {by: s.9, features: {x: true}}, t.b: {by: s.10, features: {x: true}}"
    law = "s.9: {status: adopted}, s.10: {status: adopted}"
    found = made(facts, law, asks("c", "t.b", "t.a"))
    assert [each.provisions for each in found] == [("s.9", "s.10")]
    (own,) = by_point(found)["f", "c"]
    assert own.provisions == ("s.9", "s.10")  # not by their letters


def test_only_law_that_is_no_longer_in_force_is_called_lost() -> None:
    facts = "t.a: {by: [{of: [con.1], features: {x: false}}, {of: [s.2], features: {x: true}}]}"
    law = "con.1: {status: in_force}, s.2: {status: repealed}"
    (only,) = made(facts, law, asks("c", "t.a.x"))
    assert (only.kind, [name for name, _entry in only.lost]) == ("provide", ["s.2"])


def test_what_is_worked_out_is_kept_for_the_same_assessments_only() -> None:
    one, other = (assess_file(path, "cooperation")[0] for path in PROFILES[:2])
    first = worked_out([one])
    assert first[1] == reforms([one])
    assert worked_out((one,)) == first
    assert worked_out([one])[1] is first[1]
    second = worked_out([other])
    assert second[1] == reforms([other])
    both = worked_out([one, one])
    assert len(both[0]) == 2
    assert worked_out([one])[1] is not first[1]  # only the last is kept
    alike = one._replace(pending={})
    assert worked_out([alike])[0][0].assessment is alike
    assert worked_out([]) == ([], [])
