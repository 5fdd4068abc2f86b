"""What countries share, and groups of them: ranges and counts, from attributes that are on record and never from scores."""

import json
from fractions import Fraction as Fr
from pathlib import Path

import pytest

from assess.api import compare_files, comparison_document
from assess.engine.grouping import Members, counts_of, range_of, read_differently
from assess.problems import InvalidInput, UsageError
from assess.reading.comparing import load_groups
from assess.run.grouping import BUILT_IN, grouping_of
from assess.views.comparison_view import comparison_view
from assess.words.language import speaking
from tests.build import elements, library
from tests.views.test_comparison_pages import several

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples/groups.yaml"
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
GROUPS = """\
schema: groups/v1
sources:
  list: {title: A list}
attributes:
  organisation:
    title: Organisation
    groups:
      west:
        title: Western group
        as_of: 2026-01
        cite: [list p. 3]
        members: [GHA, NGA, SEN]
      one: {title: One, as_of: 2026, cite: list, members: [KEN, GHA]}
"""


def test_the_example_has_every_kind_of_group_with_its_source_and_day() -> None:
    found = load_groups(EXAMPLE)
    assert list(found.attributes) == ["organisation", "income", "legal_tradition"]
    members = {name: len(group.members) for name, group in found.attributes["organisation"].groups.items()}
    assert (members["asean"], members["ecowas"], members["eu"], members["african_union"]) == (11, 12, 27, 55)
    for attribute in found.attributes.values():
        for group in attribute.groups.values():
            assert group.cite
            assert len(set(group.members)) == len(group.members)
    codes = [path.stem.upper() for path in PROFILES]
    for name in ("income", "legal_tradition"):
        grouping = grouping_of(codes, name, EXAMPLE)
        assert grouping is not None
        assert not grouping.without
        assert sorted(i for group in grouping.groups for i in group.columns) == list(range(len(codes)))


def test_a_country_may_be_in_several_groups_or_in_none(tmp_path: Path) -> None:
    path = tmp_path / "groups.yaml"
    path.write_text(GROUPS)
    grouping = grouping_of(["CHL", "GHA", "KEN"], "organisation", path)
    assert grouping is not None
    assert grouping.groups == (
        Members("one", "One", (1, 2), "A list, as at 2026"),
        Members("west", "Western group", (1,), "A list, p. 3, as at January 2026"),
    )
    assert grouping.without == (0,)


@pytest.mark.parametrize("attribute", BUILT_IN)
def test_the_status_data_group_every_state(attribute: str) -> None:
    with speaking("fr"):
        grouping = grouping_of(["CHL", "GHA", "KEN", "XAA"], attribute, None)
    assert grouping is not None
    assert grouping.without == (3,)
    assert all(group.said for group in grouping.groups)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("GHA, NGA", "GHN, NGA", "12:19: unknown-country"), ("[list p. 3]", "[lst p. 3]", "11:16: unknown-source"),
        ("cite: [list p. 3]", "cite: []", "11:15: empty"), ("2026-01", "January", "10:16: bad-date"),
        ("members: [GHA", "member: [GHA", "unknown-key"), ("schema: groups/v1", "schema: weights/v1", "1:9: wrong-schema"),
        ("title: A list", "titel: A list", "unknown-key"),
    ],
)  # fmt: skip
def test_a_bad_file_of_groups(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "groups.yaml"
    path.write_text(GROUPS.replace(old, new))
    with pytest.raises(InvalidInput) as error:
        load_groups(path)
    assert said in "\n".join(map(str, error.value.problems))


def test_an_attribute_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="did you mean legal_tradition"):
        grouping_of(["KEN"], "legal_traditon", EXAMPLE)
    with pytest.raises(UsageError, match="there are: region, subregion, income, un_group"):
        grouping_of(["KEN"], "continent", None)
    with pytest.raises(UsageError, match="--group-by organisation"):
        grouping_of(["KEN"], None, EXAMPLE)


FACTS = {"a": "yes_no", "b": "yes_no"}
SAID = {
    "KEN": "t.a: {value: true, cite: [p]}, t.b: {value: false, cite: [p]}",
    "GHA": "t.a: {value: true, cite: [p]}, t.b: {value: false, cite: [p]}",
    "KHM": "t.a: {value: true, cite: [p]}, t.b: {value: true, cite: [p]}",
    "SEN": "t.a: {value: false, cite: [p]}, t.b: {value: false, cite: [p]}",
    "CHL": "",
}


def test_ranges_and_counts_of_a_group() -> None:
    made = library(FACTS, [{"id": "c", "title": "C", "elements": elements("t.a", "t.b")}])
    compared = several(SAID, made)
    codes = [country.code for country in compared.countries]
    columns = [codes.index(code) for code in ("KEN", "SEN", "CHL")]
    row = compared.rows[0]
    assert range_of(row, columns) == (Fr(0), Fr(1), Fr(2, 3), 3, 0)
    assert range_of(row, columns[:2]) == (Fr(0), Fr(1, 2), Fr(1), 2, 0)
    assert counts_of(compared.findings[0], columns) == (0, 2, 1, 0)


def test_what_most_read_differently_is_said_with_its_elements_and_is_no_advice() -> None:
    made = library(FACTS, [{"id": "c", "title": "C", "article": "9", "elements": elements("t.a", "t.b")}])
    compared = several(SAID, made)
    (reading,) = read_differently(compared)
    assert (reading.countries, reading.differing, reading.elements) == (5, 3, ((1, 3), (0, 1)))
    assert not read_differently(several({code: SAID[code] for code in ("KEN", "KHM", "CHL")}, made))
    part = comparison_view([compared]).parts[0]
    assert part.differently == (("C", "9", "3 of 5", "S (3); S (1)"),)
    html = str(comparison_document([compared], ".html"))
    assert "no advice to change a safeguard or a ground of refusal" in html
    (data,) = json.loads(str(comparison_document([compared], ".json")))
    assert data["read_differently"] == [
        {"criterion": "c", "countries": 5, "differing": 3, "elements": {"e1": 3, "e0": 1}}
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [".txt", ".json", ".html", ".xlsx"])
def test_every_form_has_the_groups(kind: str) -> None:
    compared = compare_files(PROFILES[:4], "budapest", group_by="region")
    made = comparison_document(compared, kind)  # type: ignore[arg-type]
    plain = comparison_document([each._replace(grouping=None) for each in compared], kind)  # type: ignore[arg-type]
    assert len(made) > len(plain)
    if kind == ".json":
        (data,) = json.loads(str(made))
        assert [group["id"] for group in data["groups"]["groups"]] == ["Africa", "Americas", "Europe"]
    if kind == ".txt":
        assert max(map(len, str(made).splitlines())) <= 80
