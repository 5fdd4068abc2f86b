"""The crosswalk follows from the shared catalogue."""

from assess.engine.crosswalk import crosswalk
from assess.formats import crosswalk_texts as report
from assess.reading.library import load_library


def test_budapest_and_the_un_convention() -> None:
    found = crosswalk(*load_library(["budapest", "un_convention"]).frameworks)
    pairs = {(pair.first.article, pair.second.article): pair for pair in found.pairs}
    assert ("2", "7") in pairs  # illegal access
    assert pairs["3", "8"].differences == () or pairs["3", "8"].shared == ("offences.illegal_interception",)
    alone = {criterion.article for criterion in found.only_second}
    assert "15" in alone  # grooming has no counterpart
    assert "10" in {criterion.article for criterion in found.only_first}  # copyright has none either
    for pair in found.pairs:
        for difference in pair.differences:
            assert not set(difference.only_first) & set(difference.only_second)


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
