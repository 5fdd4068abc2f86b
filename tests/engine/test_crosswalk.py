"""The crosswalk follows from the shared catalogue."""

from assess.engine.crosswalk import Difference, crosswalk
from assess.formats import crosswalk_texts as report
from assess.reading.library import load_library


def test_budapest_and_the_un_convention() -> None:
    first, second = load_library(["budapest", "un_convention"]).frameworks
    found = crosswalk(first, second)
    pairs = {(pair.first.article, pair.second.article): pair for pair in found.pairs}
    access, interception = pairs["2", "7"], pairs["3", "8"]
    assert access.shared == ("offences.illegal_access",)
    (line,) = access.differences[0].lines_first
    assert access.differences == (Difference("offences.illegal_access", ("data_or_system",), (), (line,), ()),)
    assert (line.fact, line.attribute) == ("offences.illegal_access", "data_or_system")
    assert interception.shared == ("offences.illegal_interception",)
    assert interception.differences == ()
    assert "15" in {criterion.article for criterion in found.only_second}  # grooming has no counterpart
    assert "10" in {criterion.article for criterion in found.only_first}  # copyright has none either


def test_the_other_way_round_says_the_same() -> None:
    first, second = load_library(["budapest", "un_convention"]).frameworks
    there, back = crosswalk(first, second), crosswalk(second, first)
    assert (there.only_first, there.only_second) == (back.only_second, back.only_first)
    turned = {
        (pair.second.id, pair.first.id): (
            pair.shared,
            tuple((d.fact, d.only_second, d.only_first, d.lines_second, d.lines_first) for d in pair.differences),
        )
        for pair in back.pairs
    }
    assert turned == {(pair.first.id, pair.second.id): (pair.shared, tuple(pair.differences)) for pair in there.pairs}
    assert any(pair.differences for pair in there.pairs)


def test_a_framework_with_itself_has_no_difference() -> None:
    (one,) = load_library(["budapest"]).frameworks
    found = crosswalk(one, one)
    assert not found.only_first
    assert all(not pair.differences for pair in found.pairs if pair.first is pair.second)


def test_all_forms_name_the_same_pairs() -> None:
    found = crosswalk(*load_library(["budapest", "malabo"]).frameworks)
    rows = report.table(found)
    data = report.as_data(found)
    assert len(data["pairs"]) == len(found.pairs)
    assert len(rows) == 1 + len(found.pairs) + len(found.only_first) + len(found.only_second)
    assert max(map(len, report.text(found).splitlines())) <= 80
