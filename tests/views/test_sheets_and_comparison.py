"""Spreadsheets of an assessment and of a comparison, and the view of a comparison, value by value."""

from datetime import date
from typing import Any

import pytest

from assess.api import assess_profile
from assess.engine.comparison import Comparison, compare
from assess.resources import VERSION
from assess.views.cells import Address, Book, Cell, Date, Link, Share
from assess.views.comparison_sheets import comparison_book
from assess.views.comparison_view import comparison_view, note
from assess.views.sheets import briefing_book, framework_line, reading
from assess.words import terms
from assess.words.language import speaking
from tests.build import elements, library, profile
from tests.views.world import PROFILE, assessed, made


@pytest.fixture(scope="module")
def book() -> Book:
    return briefing_book([assessed()], "Kenya")


def plain(cell: Cell) -> Any:
    """What a cell shows."""
    if isinstance(cell, Share):
        return float(cell.value)
    if isinstance(cell, Date):
        return cell.when
    return cell.text if isinstance(cell, Link) else cell.url if isinstance(cell, Address) else cell


def rows(book: Book, name: str) -> list[dict[str, Any]]:
    (sheet,) = [sheet for sheet in book.sheets if sheet.name == name]
    cells = [[plain(cell) for cell in row] for row in sheet.rows]
    return [dict(zip((column.title for column in sheet.columns), row, strict=True)) for row in cells]


def test_the_book(book: Book) -> None:
    assert (book.title, book.day) == ("Kenya: points for attention", "2026-01-31")
    assert [sheet.name for sheet in book.sheets] == [
        "About", "Findings", "Elements", "Options", "Served", "Questions", "Treaties", "Evidence", "Sources", "Law", "Answers",
        "Reservations", "Agreements", "Comments",
    ]  # fmt: skip
    assert all(len(row) == len(sheet.columns) for sheet in book.sheets for row in sheet.rows)
    with speaking("fr"):
        other = briefing_book([assessed()], "Kenya")
    assert [sheet.name for sheet in other.sheets] == [sheet.name for sheet in book.sheets]
    assert other.sheets[1].title == "Constats"


def test_the_first_sheet(book: Book) -> None:
    framework = assessed().framework
    about = [(row["Item"], row["Text"]) for row in rows(book, "About")]
    assert about[:8] == [
        ("Country", "Kenya (KEN)"),
        ("Law as of", "31 January 2026"),
        ("Review", "peer reviewed"),
        ("Framework", f"A framework (f 2), SHA-256 {framework.hash}"),
        ("Software", f"assess {VERSION}"),
        ("Please note", terms.preface()),
        ("Note on the profile", "A note."),
        ("Answers withheld from this release", 0),
    ]
    assert about[8:13] == reading()
    assert [item for item, _text in about[13:]] == [
        "Numbers and links",
        "Point for attention",
        "Counts of elements",
        "Draft",
    ]
    assert (terms.framework_name(framework), framework_line(framework)) == ("Frame", about[3][1])


def test_a_profile_without_a_note_has_no_line_for_it() -> None:
    without = briefing_book([assessed(PROFILE.replace("note: A note.\n", ""))], "Kenya")
    assert "Note on the profile" not in [row["Item"] for row in rows(without, "About")]


def test_findings(book: Book) -> None:
    read = rows(book, "Findings")
    assert [row["Criterion"] for row in read] == ["c3", "c4", "c1", "c2", "c5"]
    assert list(read[2].values()) == [
        "Frame", "2.1", "Law – Crimes", "Law", "c1", "Access", "Conv, 2, 11", "Conv: signed on 6 May 2024",
        "asked of every State",
        "identified in part", 0.5, 0.75, 0.75, "yes", 1, 1, 1,
        "Tools are covered", "Aid is covered", "Act, s. 1 with s. 2\nAct, s. 8 (a bill of 6 May 2025)", "2", "",
        "To change. Illegal access: Are tools covered?\nTo confirm. Illegal access: Is aid covered?", "R2",
        "Reading: A wide text.\nSeen in court.", "", "no", 0, 0, "",
    ]  # fmt: skip
    assert list(read[1].values()) == [
        "Frame", "1.2", "At work", "Capacity", "c4", "Training", "", "", "asked of every State",
        "below the target", 0.225, 0.225, 1, "yes", 0, 1, 0,
        "Staff trained: below the target", "", "Page", "1", "low confidence", "", "R3", "", "", "no", 0, 0, "",
    ]  # fmt: skip
    assert list(read[0].values()) == [
        "Frame", "1.1", "At work", "Capacity", "c3", "Unit", "", "", "asked of every State",
        "open", 0, 1, 0, "no", 0, 0, 1, "", "S", "", "", "",
        "To confirm. Police unit: operational.", "", "", "", "no", 0, 0, "",
    ]  # fmt: skip
    assert (read[3]["Obligation"], read[3]["Finding"], read[3]["Smallest change"], read[3]["Draft"]) == (
        "allowed, not asked",
        "identified",
        "",
        "yes",
    )


def test_elements(book: Book) -> None:
    read = rows(book, "Elements")
    assert [(row["Criterion"], row["Element"], row["Status"], row["Kind"]) for row in read] == [
        ("c3", "e0", "open", ""), ("c4", "", "below the target", "measure"), ("c1", "e0", "identified", "essential"),
        ("c1", "e1", "not identified", ""), ("c1", "e2", "open", ""), ("c1", "e3", "not identified", "an option, not scored"),
        ("c2", "e0", "identified", ""), ("c5", "e0", "not identified", ""),
    ]  # fmt: skip
    assert list(read[3].values()) == [
        "Frame", "2.1", "Law – Crimes", "Law", "c1", "Access", "e1", "Tools are covered", "not identified", "", "", "t.access",
        "Act, s. 1 with s. 2",
    ]  # fmt: skip
    assert (read[1]["Says"], read[1]["Facts"], read[1]["Evidence"]) == ("How many?", "t.staff", "Page")


def test_options_and_questions(book: Book) -> None:
    assert [list(row.values()) for row in rows(book, "Options")] == [
        ["R1", "In preparing ratification: take s. 8 of the Act forward to adoption.", "Orders: S", "s. 8 of the Act",
         "to be decided", "act", "yes", 4, "Frame: 3.1", ""],
        ["R2", "In preparing ratification: amend s. 1 of the Act, on illegal access, so that: tools are covered.",
         "Access: Tools are covered", "s. 1 of the Act", "ministry of justice", "act", "yes", 2, "Frame: 2.1", ""],
        ["R3", "In preparing ratification: work towards the target: staff trained, value 45 persons; target at least 100 persons.",
         "", "", "to be decided", "to be decided", "to be decided", "", "Frame: 1.2", ""],
    ]  # fmt: skip
    assert [list(row.values()) for row in rows(book, "Questions")] == [
        [
            "Frame",
            1,
            "Illegal access: ss. 1 and 2 of the Act are on record",
            "Is aid covered?",
            "",
            "2.1",
            "t.access",
            "ministry of justice",
        ],
        ["Frame", 2, "Is there a unit?", "", "An order.", "1.1", "t.unit", "to be decided"],
    ]


def test_an_option_names_what_has_to_come_first() -> None:
    lines = [line for line in PROFILE.splitlines() if not line.startswith("  t.access")]
    text = "\n".join([*lines, "  t.access: {status: none, searched: [s]}"])
    read = rows(briefing_book([assessed(text)], "Kenya"), "Options")
    assert [(row["Number"], row["Serves"], row["After number"]) for row in read] == [
        ("R1", "Frame: 2.1", ""),
        ("R2", "Frame: 3.1", "R1"),
        ("R3", "Frame: 1.2", ""),
    ]


def test_what_options_serve_treaties_and_evidence(book: Book) -> None:
    assert [list(row.values()) for row in rows(book, "Served")] == [
        ["R1", "Frame", "3.1", "Orders", "Frame, 18", "not identified", "yes"],
        ["R2", "Frame", "2.1", "Access", "Conv, 2, 11", "identified in part", "no"],
        ["R3", "Frame", "1.2", "Training", "", "below the target", "no"],
    ]
    assert [list(row.values()) for row in rows(book, "Treaties")] == [
        ["A convention", "Frame", "signed on 6 May 2024", "signed on 6 May 2024", date(2024, 5, 6), "", "", "", "", "", "not known",
         "not known", "Éditorial", ""],
    ]  # fmt: skip
    assert [list(row.values()) for row in rows(book, "Evidence")] == [
        ["Frame", "1.2", "Training", "Staff trained", "", "cited for the answer", "Page", "", "low confidence",
         "https://example.org/q"],
        ["Frame", "2.1", "Access", "Illegal access", "e0; e1; e2", "cited for the answer", "Act", "s. 1 with s. 2", "", ""],
        ["Frame", "2.1", "Access", "Production order", "e3", "cited for the answer", "Act", "s. 8 (a bill of 6 May 2025)", "", ""],
        ["Frame", "2.2", "Soft", "Illegal access", "e0", "cited for the answer", "Act", "s. 1 with s. 2", "", ""],
        ["Frame", "3.1", "Orders", "Production order", "e0", "cited for the answer", "Act", "s. 8 (a bill of 6 May 2025)", "", ""],
    ]  # fmt: skip


def test_every_link_leads_somewhere(book: Book) -> None:
    keys = {sheet.name: sheet.keys for sheet in book.sheets}
    links = [cell for sheet in book.sheets for row in sheet.rows for cell in row if isinstance(cell, Link)]
    assert len(links) > 30
    assert [link for link in links if link.key not in keys[link.sheet]] == []


def test_a_comment_stands_with_its_criterion() -> None:
    text = PROFILE.replace("note: A note.\n", "comments: {received: [{text: We agree., by: Ministry, on: c1}]}\n")
    read = rows(briefing_book([assessed(text)], "Kenya"), "Findings")
    assert [row["Comments of the country"] for row in read] == ["", "", "Ministry: We agree.", "", ""]


def test_sources(book: Book) -> None:
    assert [list(row.values()) for row in rows(book, "Sources")] == [
        [
            "Act",
            "An act",
            "act",
            "A",
            "in full",
            "The printer",
            date(2010, 2, 3),
            date(2025, 11, 30),
            "",
            "public",
            "",
            "",
        ],
        ["Éditorial", "Éditorial", "press", "", "", "", "", "", "", "official", "", "Read once"],
        ["Page", "Page", "press", "", "", "", "", "", "", "public", "https://example.org/q", ""],
    ]


# Comparison


def compared() -> Comparison:
    framework = made()
    other = (
        PROFILE.replace("KEN", "GHA").replace("2026-01-31", "2025-12-31").replace("review: peer", "review: desk")
        .replace("t.order: {by: s.8}", "t.order: {by: s.1}").replace("value: 45", "value: 100")
    )  # fmt: skip
    assessments = [assess_profile(profile(framework, text), framework)[0] for text in (PROFILE, other)]
    return compare([("Kenya", assessments[0]), ("Ghana", assessments[1])])


def test_the_view_of_a_comparison() -> None:
    view = comparison_view([compared()])
    (part,) = view.parts
    assert (view.title, part.title, part.short, part.version) == ("Ghana, Kenya", "A framework", "Frame", "2")
    assert (view.software, view.date, view.language, view.direction) == (f"assess {VERSION}", "2026-01-31", "en", "ltr")
    assert view.note == note()
    assert view.countries == (("Ghana", "GHA"), ("Kenya", "KEN"))
    assert view.dates == (
        ("law as of 31 December 2025, desk review of published sources", "GHA"),
        ("law as of 31 January 2026, peer reviewed", "All others"),
    )
    ghana_law, kenya_law = ("0.83–0.92†", "92%", "most"), ("0.17–0.25", "92%", "few")  # Ghana's law is of another day
    assert [(axis, [tuple(row) for row in rows]) for axis, rows in part.axes] == [
        ("Law", [
            ("Framework", 0, (ghana_law, kenya_law)), ("Law", 0, (ghana_law, kenya_law)),
            ("Crimes", 1, tuple((text, "75%", "between “half” and “most”") for text in ("0.50–0.75†", "0.50–0.75"))),
            ("Powers", 1, (("1.00†", "100%", "most"), ("0.00", "100%", "few"))),
        ]),
        ("Capacity", [
            ("Framework", 0, (("0.25–0.75†", "50%", ""), ("0.11–0.61", "50%", ""))),
            ("At work", 0, (("0.25–0.75†", "50%", ""), ("0.11–0.61", "50%", ""))),
        ]),
    ]  # fmt: skip
    assert [(title, [(row.title, row.cells) for row in rows]) for title, rows in part.domains] == [
        ("At work", [
            ("Unit", (("open", "", "open"), ("open", "", "open"))),
            ("Training", (("yes", "", "target reached"), ("no", "", "below the target"))),
        ]),
        ("Law – Crimes", [
            ("Access", (("part", "75", "identified in part"), ("part", "75", "identified in part"))),
            ("Soft", (("yes", "", "identified"), ("yes", "", "identified"))),
        ]),
        ("Law – Powers", [("Orders", (("yes", "", "identified"), ("no", "", "not identified")))]),
    ]  # fmt: skip
    assert part.shared == ("Access",)
    assert [tuple(row) for row in part.exchange] == [("Training", "GHA", "", "KEN"), ("Orders", "GHA", "", "KEN")]
    assert part.summary == (
        "Criteria: 5. Points for attention in every country: 1. Identified in full in some countries and points for attention in "
        "others: 2."
    )
    assert [mark for mark, _sign, _says in view.signs] == ["yes", "part", "no", "open"]


def test_the_spreadsheet_of_a_comparison() -> None:
    book = comparison_book([compared()])
    assert (book.title, book.day) == ("Ghana, Kenya", "2026-01-31")
    about = [(row["Item"], row["Text"]) for row in rows(book, "About")]
    assert about[:2] == [
        ("Country", "Ghana (GHA), law as of 31 December 2025, desk review of published sources"),
        ("Country", "Kenya (KEN), law as of 31 January 2026, peer reviewed"),
    ]
    assert [item for item, _text in about[2:]] == [
        "Framework",
        "Software",
        "Please note",
        *(item for item, _ in reading()),
        "Overlaps",
    ]
    scores = [list(row.values()) for row in rows(book, "Scores")]
    assert [row[1:5] for row in scores[::2]] == [
        ["Framework", "Law", "Ghana", "GHA"], ["Framework", "Capacity", "Ghana", "GHA"], ["At work", "Capacity", "Ghana", "GHA"],
        ["Law", "Law", "Ghana", "GHA"], ["Law – Crimes", "Law", "Ghana", "GHA"], ["Law – Powers", "Law", "Ghana", "GHA"],
    ]  # fmt: skip
    assert scores[11] == ["Frame", "Law – Powers", "Law", "Kenya", "KEN", 0, 0, 1, "few", 2, 2]
    findings = [list(row.values()) for row in rows(book, "Findings")]
    assert [row[3] for row in findings[::2]] == ["c3", "c4", "c1", "c2", "c5"]
    assert findings[2] == [
        "Frame",
        "At work",
        "Capacity",
        "c4",
        "Training",
        "Ghana",
        "GHA",
        "target reached",
        0.5,
        0.5,
        1,
    ]
    assert findings[3][7:9] == ["below the target", 0.225]


def test_where_nothing_applies_in_one_country_its_cells_say_so() -> None:
    framework = library(
        {"u": {"kind": "capability", "may_not_apply": "R"}}, [{"id": "c", "title": "C", "elements": elements("t.u")}]
    )
    sources = "sources: {p: {kind: press, title: P}}\n"
    texts = {"KEN": "{status: not_applicable, reason: R}", "GHA": "{status: operational, cite: [p]}"}
    assessments = {}
    for code, text in texts.items():
        head = f"schema: profile/v1\ncountry: {code}\nas_of: 2026-01-01\n{sources}"
        (assessments[code],) = assess_profile(profile(framework, f"{head}facts: {{t.u: {text}}}"), framework)
    two = compare(list(assessments.items()))
    (axis,) = comparison_view([two]).parts[0].axes
    assert axis[1][0].cells == (("1.00", "100%", ""), ("not applicable", "", ""))
    assert [list(row.values())[5:] for row in rows(comparison_book([two]), "Scores")][:2] == [
        [1, 1, 1, "", 1, 1], ["", "", "", "not applicable", "", ""],
    ]  # fmt: skip
