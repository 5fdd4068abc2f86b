"""JSON and CSV for programs and spreadsheets: sources are written once, and no cell is a formula."""

import csv
import io
import json
import re
import time
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

import assess
from assess.formats.data import MAX_CITED, as_data, number_data, to_json
from assess.formats.tables import MARK, decimal, to_csv
from tests.build import elements, library, profile

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
INDEX = ROOT / "examples/index"


def rows_of(text: str | bytes) -> list[dict[str, str]]:
    assert isinstance(text, str)
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


# CSV


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "\xa0=1", "\u200b=1", "\ufeff=1",
     "\u202e=1",     "\u2028=1", "\x00=1", "\t", "\rx", "\nx", '=HYPERLINK("http://x/?"&A1)', "\ue000!fr\ue001=1\ue002",
     "\ue000fr\ue001 ＝1\ue002"],
)  # fmt: skip
def test_no_cell_begins_a_formula(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(to_csv([[text]]), newline=""))
    assert cell.startswith("'")
    assert cell.replace("'", "") == re.sub("\ue000.*?\ue001|\ue002", "", text).replace("\r", "\n")


@pytest.mark.parametrize("text", ["a;=1+1", "a; =1+1", "a\t@x", "a\n=1", "a\r=1", "a;＝1"])
def test_no_part_begins_one_where_lists_are_separated_by_semicolons(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(to_csv([[text]]), newline=""))
    assert re.fullmatch(r"a[;\t\n]'\s?[=@＝].*", cell, re.S)


def test_every_separator_before_a_sign_is_followed_by_an_apostrophe() -> None:
    unseen = "[\\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
    plain = re.compile(f"([;\t\n])(?={unseen}[=+\\-@＝])")  # looks ahead from each separator: right, and slow
    random = Random(1)
    for _ in range(3_000):
        text = "a" + "".join(random.choices(";\t\n= +x\u200b＝", k=random.randrange(12)))
        ((cell,),) = csv.reader(io.StringIO(to_csv([[text]]), newline=""))
        assert cell == plain.sub("\\1'", text)


def test_thousands_of_line_ends_are_passed_over_once() -> None:
    start = time.process_time()
    to_csv([["a" + "\n" * (20_000 - i)] for i in range(10)])
    assert time.process_time() - start < 3  # 15 and more where each is looked ahead from


@pytest.mark.parametrize(
    "text", ["", "0.5000", "a = b", "s. 14(1), (2); s. 15", "x-y", "Loi n° 5", "– dash", "1/2", "a@b.c", "é"]
)
def test_other_cells_are_as_they_are(text: str) -> None:
    assert next(csv.reader(io.StringIO(to_csv([[text, "x"]])))) == [text, "x"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0.0000"), ("1", "1.0000"), ("2/5", "0.4000"), ("1/3", "0.3333"), ("2/3", "0.6667"), ("1/20000", "0.0001"),
     ("1/20001", "0.00005"), ("19999/20000", "0.99995"), ("999999/1000000", "0.999999"), ("1/10000000", "0.0000001"),
     ("5/2", "2.5000")],
)  # fmt: skip
def test_decimals_are_rounded_half_up_with_a_point(value: str, text: str) -> None:
    assert decimal(Fraction(value)) == text


def test_no_decimal_reaches_a_level_that_the_score_does_not() -> None:
    half = Fraction(1, 2)
    assert decimal(Fraction(499_999, 1_000_000), (half,)) == "0.499999"
    assert decimal(Fraction(499_999, 1_000_000)) == "0.5000"
    assert decimal(half, (half,)) == "0.5000"
    assert decimal(Fraction(2, 3), (Fraction(2, 3),)) == "0.6667"
    assert decimal(Fraction(66_666, 100_000), (Fraction(2, 3),)) == "0.66666"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_numbers_of_a_csv_have_a_point_in_every_language(language: str) -> None:
    results = assess.assess_file(KEN, language=language)
    style = assess.read_style([".csv"], language=language)
    rows = rows_of(assess.document(results, ".csv", style))
    numbers = [row[name] for row in rows for name in ("low", "high", "coverage") if row[name]]
    assert len(numbers) > 200
    assert all(re.fullmatch(r"\d\.\d{4}", number) for number in numbers)


def test_a_csv_has_totals_domains_criteria_elements_and_sources() -> None:
    results = assess.assess_file(KEN, ["cooperation", "g20"])
    rows = rows_of(assess.document(results, ".csv"))
    kinds = {
        kind: [row for row in rows if row["row"] == kind]
        for kind in ("total", "domain", "criterion", "element", "option", "source")
    }
    assert sum(map(len, kinds.values())) == len(rows)
    assert {(r["framework"], r["axis"]): (r["low"], r["high"], r["coverage"]) for r in kinds["total"]} == {
        (each.framework.id, axis): tuple(map(decimal, (score.low, score.high, score.coverage)))
        for each in results
        for axis, score in each.totals.items()
    }
    assert {(r["framework"], r["domain"], r["axis"]): (r["low"], r["high"]) for r in kinds["domain"]} == {
        (each.framework.id, *place): (decimal(score.low), decimal(score.high))
        for each in results
        for place, score in each.scores.items()
    }
    assert [(r["criterion"], r["result"], r["low"]) for r in kinds["criterion"]] == [
        (f.criterion.id, f.rating.value, decimal(f.low)) for each in results for f in each.findings
    ]
    elements = [(f.criterion.id, e.element.id) for each in results for f in each.findings for e in f.elements]
    assert [(r["criterion"], r["element"]) for r in kinds["element"] if r["element"]] == elements
    assert all(r["low"] == r["high"] == r["coverage"] == "" for r in kinds["element"])
    cited = {text.partition(" ")[0] for r in kinds["element"] for text in r["citations"].split("; ") if text}
    profile = results[0].profile
    assert cited
    assert {r["citations"]: r["title"] for r in kinds["source"]} == {
        name: profile.sources[name].title for name in cited
    }


def test_a_csv_has_the_options_and_each_point_names_its_own() -> None:
    rows = rows_of(assess.document(assess.assess_file(KEN, ["cooperation", "budapest"]), ".csv"))
    options = {row["options"]: row for row in rows if row["row"] == "option"}
    assert list(options) == [f"R{i}" for i in range(1, len(options) + 1)]
    points = {
        f"{row['framework']} {row['criterion']}": row["options"].split("; ")
        for row in rows
        if row["row"] == "criterion" and row["options"]
    }
    serving = {number: [point for point, own in points.items() if number in own] for number in options}
    assert {number: sorted(row["criterion"].split("; ")) for number, row in options.items()} == {
        number: sorted(own) for number, own in serving.items()
    }
    (search,) = [row for row in options.values() if row["citations"] == "cmca.48"]
    assert search["says"] == (
        "Amend s. 48 of the Cybercrimes Act, on search and seizure of stored computer data, so that: the search can be extended to "
        "a linked system in the territory; those who "
        "know the system can be ordered to help."
    )


def test_an_element_is_one_row_that_its_ids_name() -> None:
    results = assess.assess_file(KEN, ["cooperation", "budapest", "g20"])
    rows = rows_of(assess.document(results, ".csv"))
    elements = [row for row in rows if row["row"] == "element"]
    assert len({(row["framework"], row["criterion"], row["index"]) for row in elements}) == len(elements) > 500
    expected = [(f.criterion.id, e.element.id) for each in results for f in each.findings for e in f.elements]
    assert [(row["criterion"], row["element"]) for row in elements if row["element"]] == expected
    assert {row["index"] for row in rows if row["row"] != "element"} == {""}
    preservation = next(row for row in elements if (row["framework"], row["criterion"]) == ("budapest", "art16"))
    assert (preservation["articles"], preservation["index"]) == ("budapest 16", "1")


def test_a_measure_is_an_element_row_without_a_name() -> None:
    (result,) = assess.assess_file(INDEX / "profile.yaml", INDEX)
    rows = rows_of(assess.document([result], ".csv"))
    measured = [f.measured.id for f in result.findings if f.measured]
    assert measured
    assert [row["facts"] for row in rows if row["row"] == "element"] == measured


def test_a_comparison_has_one_header_and_names_its_frameworks() -> None:
    found = assess.compare_files([KEN, KHM], ["cooperation", "g20"])
    rows = rows_of(assess.comparison_document(found, ".csv"))
    assert {row["framework"] for row in rows} == {"cooperation", "g20"}
    assert {row["row"] for row in rows} == {"score", "criterion"}
    assert {row["country"] for row in rows} == {"KEN", "KHM"}
    low = {(r["framework"], r["axis"], r["country"]): r["low"] for r in rows if r["row"] == "score" and not r["domain"]}
    for each in found:
        for country in each.countries:
            for axis, score in country.assessment.totals.items():
                assert low[each.framework.id, axis, country.code] == decimal(score.low)


# JSON


def test_a_title_is_written_once_however_often_it_is_cited() -> None:
    (result,) = assess.assess_file(KEN)
    (made,) = json.loads(str(assess.document([result], ".json")))
    written = made.pop("profile")  # the profile as it was written, with each source once
    titles = [str(each.title) for each in result.profile.sources.values()]
    assert [each["title"] for each in written["sources"].values()] == titles
    text = to_json(made)
    counts = {one: text.count(f'"{one}"') for one in titles}
    assert set(counts.values()) <= {0, 1}
    assert sum(counts.values()) > 5
    table = str(assess.document([result], ".csv"))
    assert all(table.count(one) <= 1 for one in titles)


def test_citations_refer_to_sources_and_provisions() -> None:
    (result,) = assess.assess_file(KEN)
    data = as_data(result)

    def leaves(trace: dict[str, object]) -> list[dict[str, object]]:
        children = trace.get("of")
        return [leaf for child in children for leaf in leaves(child)] if isinstance(children, list) else [trace]

    found = [leaf for f in data["findings"] for e in f["elements"] for leaf in leaves(e["trace"])]
    assert len(found) > 100
    for leaf in found:
        fact = data["facts"][leaf["fact"]]
        assert leaf["known"] == fact["known"]
        assert leaf["citations"] == fact["citations"][:MAX_CITED]
    cited = {text.partition(" ")[0] for fact in data["facts"].values() for text in fact["citations"]}
    assert cited <= set(data["sources"])
    assert {name.partition(".")[0] for name in data["provisions"]} <= set(data["sources"])
    law = result.profile.provisions
    for name, entry in data["provisions"].items():
        assert entry is None or entry["status"] in {each.status for each in law[name]}
    assert data["sources"].keys() <= result.profile.sources.keys()


def test_fifty_citations_are_listed_once_and_counted_where_they_are_read() -> None:
    cites = "".join(f"\n      - a {n}" for n in range(50))
    made = library({"unit": "capability"}, [{"id": "c", "elements": elements("t.unit", "t.unit")}])
    one = profile(
        made,
        "sources: {a: {kind: official_page, title: A}}\nfacts:\n  t.unit:\n    status: operational\n    cite:" + cites,
    )
    (result,) = assess.assess_profile(one, made)
    data = as_data(result)
    assert data["facts"]["t.unit"]["citations"] == [f"a {n}" for n in range(50)]
    text = to_json({key: value for key, value in data.items() if key != "profile"})
    assert text.count('"a 49"') == 1
    assert text.count('"more_citations": 30') == 2
    rows = rows_of(assess.document([result], ".csv"))
    assert {row["citations"] for row in rows if row["row"] == "element"} == {
        "; ".join([*(f"a {n}" for n in range(20)), "(and 30 more)"])
    }


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("0", 0.0),
        ("1", 1.0),
        ("1/3", 0.333333),
        ("2/3", 0.666667),
        ("9999999/10000000", 0.9999999),
        ("1/10000000", 0.0000001),
    ],
)
def test_a_decimal_is_0_or_1_only_where_the_score_is(value: str, number: float) -> None:
    assert number_data(Fraction(value)) == {"exact": value, "decimal": number}


def test_json_is_utf8_and_the_same_each_time() -> None:
    (result,) = assess.assess_file(KEN)
    text = to_json(as_data(result))
    assert text == to_json(as_data(result))
    assert text.endswith("}\n")
    assert json.loads(text) == json.loads(json.dumps(as_data(result)))
    assert to_json({"a": "é\u2028", "b": [1, 0.5, None, True]}) == (
        '{\n  "a": "é\u2028",\n  "b": [\n    1,\n    0.5,\n    null,\n    true\n  ]\n}\n'
    )
