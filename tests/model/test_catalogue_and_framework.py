"""Defaults of the catalogue, the files of a framework, short forms in a profile, and writing all of them out again."""

from typing import Any

import pytest

from assess.model.as_written import as_written
from assess.model.base import Refused
from assess.model.catalogue import Catalogue, Fact, Feature, Reform, Topic
from assess.model.condition import Group, Leaf, parse_condition
from assess.model.framework import Criterion, Domain, Framework, FrameworkFile, Method, Origin, _Condition, _parsed
from assess.model.profile import Profile, _answers, _basis, _period
from tests import build


def topic(reform: Reform | None = None, **facts: Fact) -> Topic:
    sets = {"s": {"shared": Feature(type="flag", question="S?"), "own": Feature(type="flag", question="set")}}
    return Topic(schema_="catalogue/v1", topic="t", title="T", reform=reform, feature_sets=sets, facts=facts)


def fact(kind: Any = "provision", **more: Any) -> Fact:
    return Fact(kind=kind, title="F", question="Q?", **more)


def test_a_catalogue_names_facts_by_topic() -> None:
    made = Catalogue([topic(a=fact(), b=fact("treaty"))])
    assert made.topics == {"t": "T"}
    assert list(made.facts) == ["t.a", "t.b"]


def test_routes_are_filled_in_where_a_provision_names_none() -> None:
    made = Catalogue([topic(a=fact(), b=fact(routes=("case_law",)), c=fact("treaty"))]).facts
    assert made["t.a"].routes == ("dedicated", "general", "regulation")
    assert (made["t.b"].routes, made["t.c"].routes) == (("case_law",), None)


def test_features_of_a_set_stand_before_those_of_the_fact_which_win() -> None:
    own = Feature(type="flag", question="fact")
    made = Catalogue([topic(a=fact(uses=("s",), features={"own": own, "new": own}), b=fact(uses=("no_such",)))]).facts
    assert {name: f.question for name, f in made["t.a"].features.items()} == {
        "shared": "S?",
        "own": "fact",
        "new": "fact",
    }
    assert made["t.b"].features == {}


def test_a_reform_is_completed_key_by_key() -> None:
    default = Reform(do="D", effort=3, vehicle="act", owner="O", consult="C", needs=("t.x",), actionable=False)
    own = Reform(do="d", effort=1, vehicle="budget", owner="o", consult="c")
    made = Catalogue([topic(default, a=fact(), b=fact(reform=own), c=fact(reform=Reform(needs=("t.y",))))]).facts
    assert made["t.a"].reform == default
    assert made["t.b"].reform == own
    assert made["t.c"].reform == Reform(do="D", effort=3, vehicle="act", owner="O", consult="C", needs=("t.y",))
    alone = Catalogue([topic(a=fact(reform=own), b=fact())]).facts
    assert (alone["t.a"].reform, alone["t.b"].reform) == (own, None)


def test_a_framework_knows_its_files_and_criteria() -> None:
    inside = Domain(domain="z", title="Z", criteria=(Criterion(id="c1", title="C", question="Q?"),))
    head = FrameworkFile(
        schema_="framework/v1", id="f", title="F", version="1", source=Origin(title="S"), domains=("y", inside, "b"),
        method=Method(scale=5),
    )  # fmt: skip
    other = Domain(domain="b", title="B", criteria=(Criterion(id="c2", title="C", question="Q?"),))
    made = Framework(head, [inside, other], "abc")
    assert made.files == ["b.yaml", "framework.yaml", "y.yaml"]
    assert made.criteria == {"c1": (inside, inside.criteria[0]), "c2": (other, other.criteria[0])}
    assert (made.id, made.hash, made.head, made.domains) == ("f", "abc", head, [inside, other])
    assert made.method.scale == 5


def test_a_condition_that_is_wrong_is_refused_with_its_faults() -> None:
    assert _parsed("t.a") == Leaf("t.a", "", "is", None, "t.a")
    with pytest.raises(Refused) as refused:
        _parsed({"all": ["t.a", "A"]})
    assert refused.value.code == "bad-condition"
    assert [fault.loc for fault in refused.value.values["faults"]] == [("all", 1)]  # type: ignore[attr-defined]
    assert _Condition().__get_pydantic_core_schema__(None, None) == {
        "type": "function-plain",
        "function": {"type": "no-info", "function": _parsed},
        "json_schema_input_schema": {"type": "any"},
    }


def test_short_forms_of_a_profile() -> None:
    assert _basis("A 1") == [{"of": ["A 1"]}]
    assert _basis(["A 1", {"of": ["A 2"]}]) == [{"of": ["A 1"]}, {"of": ["A 2"]}]
    assert _answers("none") == [{"status": "none"}]
    assert _answers([{"value": 1}, "unknown"]) == [{"value": 1}, {"status": "unknown"}]
    assert (_period(2025), _period("2024-2025"), _period(True)) == ("2025", "2024-2025", True)


def test_a_profile_keeps_the_bytes_it_was_read_from_and_no_copy_does() -> None:
    from dataclasses import replace

    made = build.profile(build.library({"a": "yes_no"}, [{"id": "c1", "elements": build.elements("t.a")}]), "name: K\n")
    made.read_from(b"name: K", "k.yaml")
    assert made.raw == b"name: K"
    assert replace(made, name="L").raw == b""
    assert isinstance(made, Profile)
    assert replace(made) == made


@pytest.mark.parametrize(
    "raw",
    [
        "t.a.x == 1",
        {"not": "t.a"},
        {"all": ["t.a", {"any": ["t.b", "t.c"]}]},
        {"at_least": {"n": 2, "of": ["t.a", "t.b"]}},
    ],
)
def test_a_condition_is_written_as_it_was(raw: Any) -> None:
    tree, _ = parse_condition(raw)
    assert as_written(tree) == raw
    assert as_written({"k": (tree, 1)}) == {"k": [raw, 1]}
    assert isinstance(tree, Leaf | Group)


def test_a_model_is_written_without_what_says_nothing() -> None:
    library = build.library({"a": "provision", "b": "treaty"}, [{"id": "c1", "elements": build.elements("t.a")}])
    text = (
        "sources:\n  A: {kind: act, title: Act, date: 2020-01-02}\nprovisions:\n  A.1: {status: in_force, from: 2020}\n"
        "facts:\n  t.a: {by: [A.1]}\n  t.b: {status: party, cite: A 2, declarations: []}\n"
    )
    written = as_written(build.profile(library, text))
    assert {key: written[key] for key in ("schema", "country", "facts")} == {
        "schema": "profile/v1",
        "country": "KEN",
        "facts": {
            "t.a": [{"by": [{"of": ["A.1"]}]}],
            "t.b": [{"status": "party", "cite": ["A 2"], "declarations": []}],
        },
    }
    assert list(written) == ["schema", "country", "as_of", "sources", "provisions", "facts"]
    assert (list(written["sources"]["A"]), list(written["provisions"]["A.1"][0])) == (
        ["kind", "title", "date"],
        ["status", "from"],
    )
    assert str(written["provisions"]["A.1"][0]["from"]) == "2020"
