"""The problems of the small documents in `tables`, word for word; correct ones have none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess.reading.check_conditions import check_condition
from assess.reading.check_framework import check_cases, check_domain
from assess.reading.check_profile import check_profile
from assess.reading.checking import Report
from assess.words.countries import country_codes
from tests.reading import checks

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CHECKS: dict[str, Callable[[Any], list[checks.Said]]] = {
    "condition": checks.condition,
    "topic": lambda given: checks.topic(**given),
    "catalogue": lambda given: checks.catalogue(*given),
    "head": lambda given: checks.head(**given),
    "domain": checks.domain,
    "cases": checks.cases,
    "profile": lambda given: checks.profile(**given),
    "fact": lambda given: checks.fact(*given),
    "shape": lambda given: checks.shaped(*given),
}


def rows() -> list[Any]:
    """Each document with the name of its table and the expected problems."""
    made = []
    for name in CHECKS:
        text = (Path(__file__).parent / "tables" / f"{name}.yaml").read_text(encoding="utf-8")
        for i, row in enumerate(yaml.load(text, Loader=LOADER)):
            said = []
            for one in row["said"]:
                (code, message), *instead = one.items()
                said.append((code, message, instead[0][1] if instead else ""))
            made.append(pytest.param(name, row["given"], said, id=f"{name}-{i}"))
    return made


@pytest.mark.parametrize(("table", "given", "said"), rows())
def test_what_is_said(table: str, given: Any, said: list[checks.Said]) -> None:
    assert CHECKS[table](given) == said


def test_a_problem_points_at_the_key_or_at_the_value() -> None:
    data = {
        "country": "JJJ", "sources": {"A": {"kind": "act", "date": "2020", "retrieved": "2019"}},
        "provisions": {"B.1": {}, "A": {}, "A.1": [{"from": "2020"}, {"from": "2021"}]},
        "facts": {"t.q": "none", "t.n": {"value": 101, "cite": "A 1"}, "t.p": {"by": "A.1", "value": 3, "features": {"x": 1}}},
    }  # fmt: skip
    problems = check_profile(checks.document(data), checks.CATALOGUE, country_codes())
    assert [(one.code, at) for one, at in zip(problems, checks.pointed(problems, data), strict=True)] == [
        ("unknown-country", '"JJJ", "so'),
        ("bad-period", '"2019"}}, '),
        ("unknown-source", '"B.1": {},'),
        ("missing-pin", '"A": {}, "'),
        ("overlapping-dates", '{"from": "'),
        ("unknown-fact", '"t.q": "no'),
        ("wrong-value", '101, "cite'),
        ("misplaced-key", '"value": 3'),
        ("unknown-feature", '"x": 1}}}}'),
    ]


def test_a_problem_of_a_case_points_at_its_key() -> None:
    data = {
        "cases": [{"facts": {"t.p": {"odd": 1}, "t.q": 1}, "expect": {"c9": "met"}, "elements": {"c1": {"e7": True}}}]
    }
    problems = check_cases(checks.document(data), checks.CATALOGUE.facts, {"c1": {"e0"}}, "f")
    assert checks.pointed(problems, data) == ['"odd": 1},', '"t.q": 1},', '"c9": "met', '"e7": true']


def test_ids_of_criteria_are_shared_by_the_domains_of_a_framework() -> None:
    ids = {"c0": "other.yaml"}
    written = {"criteria": [{"id": "c0", "measure": {"fact": "t.n", "from": 0, "to": 1}}]}
    used = [("duplicate-id", "criteria[0].id: c0 is already used (other.yaml)", "give one of the two another name")]
    assert checks.domain(written, ids=ids) == used
    inline = {"domains": ["a", {"domain": "b", **written}]}
    where = [(code, message.replace("criteria", "domains[1].criteria", 1), hint) for code, message, hint in used]
    assert checks.inline(inline, ids) == where
    assert checks.inline(inline, ids={}) == []
    assert ids == {"c0": "other.yaml"}


def test_elements_of_a_treaty_may_be_reserved() -> None:
    element = {"id": "e0", "holds": "t.p", "reservable": "1", "narrowing": {}}
    assert checks.domain({"criteria": [{"id": "c1", "elements": [element]}]}, {"treaty": "t.t"}) == []


def test_needs_may_name_facts_that_are_known_already() -> None:
    given = {"topic": "u", "facts": {"a": {"reform": {"needs": ["t.p"]}}}}
    assert checks.catalogue(given, known=checks.CATALOGUE.facts) == []
    assert [one[0] for one in checks.catalogue(given)] == ["unknown-fact"]


def test_a_check_ends_where_it_finds_too_much() -> None:
    many = {"domain": "zzzzzzzz", "criteria": [{"id": "c1"}] * 2000}
    found = check_domain(checks.document(many), checks.CATALOGUE.facts, {}, {})
    assert len(found) < 2000
    assert found[-1].code == "too-many-problems"
    report = Report(checks.document({"holds": "t.x"}))
    check_condition(report, ("holds",), "t.x", checks.CATALOGUE.facts)
    assert [report.line(("holds",)), report.line(("holds",), key=True)] == [1, 1]
