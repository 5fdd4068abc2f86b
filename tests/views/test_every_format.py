"""Properties of every format: figures on the right side of ends and bounds, dates and numbers in words, alphabetical order."""

import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from assess.api import assess_profile, comparison_document, document
from assess.engine.advice import gaps
from assess.engine.comparison import compare
from assess.formats.scorecard import explanation
from assess.model.results import Assessment
from assess.views.cells import Date
from assess.words.alphabet import alphabetical
from assess.words.language import speaking
from tests.build import elements, library, profile
from tests.golden.reading import printed

FACTS: dict[str, Any] = {
    "a": {"kind": "provision", "title": "A"},
    "b": {"kind": "provision", "title": "B"},
    "n": {"kind": "number", "title": "N", "unit": "per cent"},
    "t": {"kind": "treaty", "title": "A convention"},
}
LEVELS = {"levels": [{"word": "few", "from": 0}, {"word": "half", "from": 0.5}, {"word": "all", "from": 0.6}]}
SOURCES = """
sources:
  s: {kind: act, title: An act, unit: s., date: 2018-08-14, retrieved: 2025-11-02}
  e: {kind: press, title: Écho}
  d: {kind: press, title: Zeitung}
provisions:
  s.1: {status: in_force}
  s.2: {status: suspended, from: 2024-03-05, by: High Court}
"""


def assessed(facts: str, weights: tuple[int, int] = (996, 4), country: str = "KEN", **head: Any) -> Assessment:
    """A criterion of two elements: the first holds, the second as `facts` say."""
    parts = [
        {"id": f"e{i}", "says": "S", "holds": f"t.{n}", "weight": w}
        for i, (n, w) in enumerate(zip("ab", weights, strict=True))
    ]
    made = library(FACTS, [{"id": "c", "title": "C", "elements": parts}], **{"method": LEVELS, **head})
    text = f"schema: profile/v1\ncountry: {country}\nas_of: 2026-01-31\n{SOURCES}facts:\n  t.a: {{by: s.1}}\n{facts}"
    (result,) = assess_profile(profile(made, text), made)
    return result


NONE, OPEN = "  t.b: {status: none, searched: [s]}\n", "  t.b: unknown\n"


def text_of(made: Any, kind: str) -> str:
    found = comparison_document([made], kind) if not isinstance(made, Assessment) else document([made], kind)
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("kind", [".txt", ".html"])
@pytest.mark.parametrize(("facts", "figure"), [(NONE, "0.99"), (OPEN, "0.99–1.00")])
def test_what_is_nearly_all_is_not_printed_as_all(kind: str, facts: str, figure: str) -> None:
    text = text_of(assessed(facts), kind)
    assert figure in text
    assert "1.00" not in text.replace("0.99–1.00", "")


@pytest.mark.parametrize("kind", [".txt", ".html", ".csv"])
def test_nor_in_a_comparison(kind: str) -> None:
    compared = compare([("Kenya", assessed(NONE)), ("Ghana", assessed(OPEN, country="GHA"))])
    text = text_of(compared, kind)
    assert ("0.99" if kind != ".csv" else "0.9960") in text
    assert not re.search(r"1\.00(?!00)|0\.00(?!00)", text.replace("0.99–1.00", ""))


def rows_of(made: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(made, ".csv").removeprefix("\ufeff"))))


def test_csv_has_as_many_decimals_as_keep_it_off_the_ends() -> None:
    numbers = {(row["low"], row["high"]) for row in rows_of(assessed(NONE, weights=(999999, 1))) if row["low"]}
    assert numbers == {("0.999999", "0.999999")}


@pytest.mark.parametrize("kind", [".txt", ".html"])
def test_no_level_stands_beside_a_figure_that_rounds_across_its_bound(kind: str) -> None:
    text = text_of(assessed(NONE, weights=(5996, 4004)), kind)
    assert "half" in text
    assert "0.59" in text
    assert "0.60" not in text.replace("“all” from 0.60", "")
    text = text_of(assessed(NONE, weights=(6, 4)), kind)
    assert "0.60" in text


def test_nor_in_the_csv_of_a_comparison() -> None:
    compared = compare([
        ("Kenya", assessed(NONE, weights=(599996, 400004))), ("Ghana", assessed(NONE, weights=(599996, 400004), country="GHA"))
    ])  # fmt: skip
    scores = [row for row in rows_of(compared) if row["row"] == "score"]
    assert {(row["low"], row["high"], row["level_or_rating"]) for row in scores} == {("0.599996", "0.599996", "half")}


def formats_of(content: bytes) -> dict[str, list[tuple[float, str]]]:
    """The numbers of each sheet, with the format in which they are shown."""
    found: dict[str, list[tuple[float, str]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        styles = opened.read("xl/styles.xml").decode()
        codes = {"2": "0.00", **dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))}
        used = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1].split("</cellXfs>")[0])
        for name in opened.namelist():
            if name.startswith("xl/worksheets/sheet"):
                cells = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"><v>([^<]+)</v>', opened.read(name).decode())
                found[name[-10:-4]] = [
                    (float(v), codes.get(used[int(s)], "")) for s, v in cells if used[int(s)] in codes
                ]
    return found


def test_a_cell_shows_as_many_decimals_as_it_takes_and_holds_the_exact_number() -> None:
    content = document([assessed(NONE)], ".xlsx")
    assert isinstance(content, bytes)
    assert formats_of(content)["sheet2"] == [(0.996, "0.000"), (0.996, "0.000"), (1, "0.00")]


@pytest.mark.parametrize(
    ("weights", "shown"), [((5996, 4004), (0.5996, "0.0000")), ((6, 4), (0.6, "0.00")), ((994, 6), (0.994, "0.00"))]
)
def test_a_score_beside_a_level_in_a_spreadsheet_shows_on_which_side_it_is(
    weights: tuple[int, int], shown: tuple[float, str]
) -> None:
    pair = [("Kenya", assessed(NONE, weights=weights)), ("Ghana", assessed(NONE, weights=weights, country="GHA"))]
    content = comparison_document([compare(pair)], ".xlsx")
    assert isinstance(content, bytes)
    assert formats_of(content)["sheet2"] == [shown, shown, (1, "0.00")] * 4


# Dates and numbers


DATED = """  t.b: {by: s.2}
  t.n: {value: 62.5, period: 2025, cite: [e]}
  t.t: {status: invited, from: 2015-01-01, invited_until: 2020-01-01, cite: [d]}
"""
JOINING = {"open_to": "any_state", "says": "Open.", "in_force_since": "2004-07-01"}


def dated() -> Assessment:
    criteria = [
        {"id": "c", "title": "C", "elements": elements("t.a", "t.b")},
        {"id": "m", "title": "M", "axis": "capacity", "measure": {"fact": "t.n", "from": 0, "to": 100}},
    ]
    made = library(FACTS, criteria, treaty="t.t", joining=JOINING)
    text = f"schema: profile/v1\ncountry: SEN\nas_of: 2026-01-31\n{SOURCES}facts:\n  t.a: {{by: s.1}}\n{DATED}"
    (result,) = assess_profile(profile(made, text), made)
    return result


ENGLISH = [
    "suspended by High Court since 5 March 2024", "62.5 per cent", "dated 14 August 2018", "retrieved 2 November 2025",
    "invited to accede on 1 January 2015, invitation open until 1 January 2020", "in force since 1 July 2004", "31 January 2026",
]  # fmt: skip
FRENCH = [
    "suspendu par High Court depuis le 5 mars 2024", "62,5 per cent", "en date du 14 août 2018", "consulté le 2 novembre 2025",
    "invité à adhérer le 1er janvier 2015, invitation ouverte jusqu’au 1er janvier 2020", "en vigueur depuis le 1er juillet 2004",
    "31 janvier 2026",
]  # fmt: skip


@pytest.mark.parametrize(("code", "wanted"), [("en", ENGLISH), ("fr", FRENCH)])
def test_every_date_and_number_is_in_the_words_of_the_language(code: str, wanted: list[str]) -> None:
    from assess.formats.html import render_html
    from assess.formats.scorecard import scorecard
    from assess.views.briefing_view import briefing_view

    with speaking(code):
        html, text = render_html(briefing_view([dated()], country="S")), scorecard(dated(), "S", width=1000)
    said = re.sub(r"\s+", " ", re.sub(r"</?(?:span|b)\b[^>]*>", "", html)).replace("\xa0", " ")
    assert [words for words in wanted if words not in said] == []
    lines, _markup = printed(html)
    assert [line for line in [*lines, *text.splitlines()] if re.search(r"\d{4}-\d\d-\d\d", line)] == []
    if code == "fr":
        assert not re.search(
            r"\d\.\d", " ".join(line for line in text.splitlines() if line.startswith(("Droit", "Capac", "D ")))
        )


def test_a_spreadsheet_says_its_day_in_words_and_keeps_dates_of_sources_as_data() -> None:
    from assess.views.sheets import briefing_book

    with speaking("fr"):
        book = briefing_book([dated()], "S")
    assert ("Droit en vigueur au", "31 janvier 2026") in book.sheets[0].rows
    (sources,) = [sheet for sheet in book.sheets if sheet.name == "Sources"]
    (act,) = [row for row in sources.rows if row[1] and "An act" in str(row[1])]
    assert (act[6], act[7]) == (Date(date(2018, 8, 14)), Date(date(2025, 11, 2)))
    assert book.day == "2026-01-31"


# Order


NAMES = [("Zimbabwe", "ZWE"), ("Côte d’Ivoire", "CIV"), ("Åland Islands", "ALA"), ("Croatia", "HRV")]


def test_countries_of_a_comparison_are_in_alphabetical_order_in_every_format() -> None:
    compared = compare([(name, assessed(OPEN, country=code)) for name, code in NAMES], alphabetical)
    wanted = ["Åland Islands", "Côte d’Ivoire", "Croatia", "Zimbabwe"]
    assert [country.name for country in compared.countries] == wanted
    for kind in (".txt", ".html"):
        text = text_of(compared, kind)
        places = [text.index(name) for name in wanted]
        assert places == sorted(places)
    codes = [row["country"] for row in rows_of(compared) if row["row"] == "score"]
    assert codes[:4] == ["ALA", "CIV", "HRV", "ZWE"]


def test_sources_are_in_alphabetical_order_in_page_and_spreadsheet() -> None:
    from assess.views.context_view import source_views
    from assess.views.sheets import briefing_book

    result = dated()
    assert [source.key for source in source_views(result.profile)] == ["s", "e", "d"]
    (sources,) = [sheet for sheet in briefing_book([result], "S").sheets if sheet.name == "Sources"]
    assert [row[1] for row in sources.rows] == ["An act", "Écho", "Zeitung"]


PARTS: dict[str, Any] = {
    "images": {
        "kind": "provision",
        "title": "Images",
        "features": {
            "possess": {"type": "flag", "question": "Is possession covered?"},
            "procure": {"type": "flag", "question": "Is procuring covered?"},
            "adult": {"type": "flag", "question": "Are adults asked for?"},
        },
    }
}


def shown(result: Any, kind: str) -> str:
    """All that a document of this kind, or the explanation of the first finding, shows."""
    if kind == "explain":
        return explanation(result, result.findings[0], width=1000)
    if kind == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(bytes(document([result], kind)))) as book:  # type: ignore[arg-type]
            return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return text_of(result, kind)


@pytest.mark.parametrize("kind", [".html", ".csv", ".json", ".xlsx", "explain"])
@pytest.mark.parametrize(
    ("features", "says"),
    [
        ("{possess: true, procure: false, adult: false}", "of this, not identified: procuring is covered"),
        ("{possess: true, procure: true, adult: true}", "of this, not identified: Images: Are adults asked for? (no)"),
        ("{possess: true, adult: false}", "of this, open: Images: Is procuring covered?"),
        ("{possess: false, procure: false, adult: true}", ""),  # nothing of it: the element says so
        ("{possess: true, procure: true, adult: false}", ""),
    ],
)
def test_of_an_element_of_several_lines_what_fails_is_printed(kind: str, features: str, says: str) -> None:
    holds = {"all": ["t.images.possess", "t.images.procure", "t.images.adult == false"]}
    made = library(
        PARTS, [{"id": "c", "elements": [{"id": "e", "says": "Possession and procuring are covered", "holds": holds}]}]
    )
    text = "sources: {s: {kind: act, title: S}}\nprovisions: {s.1: {status: in_force}}\n"
    (result,) = assess_profile(profile(made, f"{text}facts: {{t.images: {{by: s.1, features: {features}}}}}\n"), made)
    found = shown(result, kind)
    assert (says in found) if says else ("of this," not in found)


@pytest.mark.parametrize("kind", [".html", ".csv", ".json", ".xlsx", "explain"])
@pytest.mark.parametrize(
    ("source", "answer", "says"),
    [
        ("kind: press, title: P", "", "low confidence"),
        ("kind: official_page, title: P", "", "medium confidence"),
        ("kind: act, title: P", "confidence: low, ", "low confidence"),
        ("kind: decision, title: P, read: part", "", "read in part"),
        ("kind: decision, title: P, read: full", "", ""),
    ],
)
def test_confidence_and_extent_are_printed_wherever_they_are_below_high_and_full(
    kind: str, source: str, answer: str, says: str
) -> None:
    made = library({"u": "capability"}, [{"id": "c", "elements": elements("t.u")}])
    text = f"sources: {{p: {{{source}}}}}\nfacts: {{t.u: {{status: operational, {answer}cite: [p s. 1]}}}}\n"
    (result,) = assess_profile(profile(made, text), made)
    found = shown(result, kind)
    if says:
        assert says in found
    else:
        assert "confidence," not in found
        assert not re.search(r"(low|medium) confidence|read in part", found)


def test_what_is_less_sure_never_leads_a_list() -> None:
    names = ("a", "b")
    made = library(
        dict.fromkeys(names, "capability"),
        [{"id": f"c{i}", "weight": 9 - i, "elements": elements(f"t.{name}")} for i, name in enumerate(names)],
    )
    text = "sources: {x: {kind: press, title: X}, y: {kind: decision, title: Y}}\nfacts:\n"
    text += "  t.a: {status: none, searched: [x]}\n  t.b: {status: none, searched: [y]}\n"
    (result,) = assess_profile(profile(made, text), made)
    assert [finding.criterion.id for finding in gaps(result)] == ["c1", "c0"]
    (alone,) = assess_profile(profile(made, text.replace("t.b: {status: none, searched: [y]}", "t.b: unknown")), made)
    assert [finding.criterion.id for finding in gaps(alone)] == ["c0"]
