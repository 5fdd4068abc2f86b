"""What assistive software finds in a briefing: headings, tables, pictures, links, outline, language, attached files."""

import io
import itertools
import re
from collections.abc import Iterator

import pikepdf
import pytest

from assess.formats.pdf import render_pdf
from tests.formats.briefings import BRIEFINGS, Briefings, Rendered
from tests.formats.pdftree import HEADINGS, Element

pytestmark = pytest.mark.documents


@pytest.fixture(params=list(BRIEFINGS))
def one(request: pytest.FixtureRequest, briefings: Briefings) -> Rendered:
    return briefings[request.param]


def tables(tree: Element) -> list[Element]:
    # WeasyPrint starts a new table, with its headers again, on each page that one runs over
    return [element for element in tree.walk() if element.tag == "Table"]


def headings(tree: Element) -> list[Element]:
    return [element for element in tree.walk() if element.tag in HEADINGS]


def test_headings_are_those_of_the_html_and_skip_no_level(one: Rendered) -> None:
    found = [(int(element.tag[1]), one.source.key(element.text)) for element in headings(one.tree)]
    assert found == [(level, one.source.key(words)) for level, words in one.source.headings]
    assert all(words for _, words in found)
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_rows_of_a_table_have_the_same_number_of_cells(one: Rendered) -> None:
    assert tables(one.tree)
    for table in tables(one.tree):
        widths, below = [], [0] * 100  # cells that reach down into the next rows, by column
        for row in table.below("TR"):
            column = 0
            for cell in row.below("TH", "TD"):
                while below[column] > 0:
                    column += 1
                attributes = cell.source.get("/A", {})
                across, down = int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))
                below[column : column + across] = [down] * across
                column += across
            widths.append(sum(each > 0 for each in below))
            below = [max(each - 1, 0) for each in below]
        assert len(set(widths)) == 1, (table.text[:80], widths)


def test_every_cell_has_its_headers(one: Rendered) -> None:
    tree = one.pdf.Root.StructTreeRoot.IDTree.Names
    index = {str(tree[i]): tree[i + 1] for i in range(0, len(tree), 2)}
    assert list(index) == sorted(index)
    for table in tables(one.tree):
        headers = {str(cell.source.ID): cell for row in table.below("TR") for cell in row.below("TH")}
        assert headers
        for name, cell in headers.items():
            assert index[name].objgen == cell.source.objgen
        for row in table.below("TR"):
            for cell in row.below("TD"):
                named = [str(name) for name in cell.source.A.Headers]
                assert named
                assert set(named) <= set(headers)


def test_headers_say_whether_they_stand_for_a_row_or_a_column(one: Rendered) -> None:
    found: dict[str, set[str]] = {"/Row": set(), "/Column": set()}
    for table in tables(one.tree):
        for row in table.below("TR"):
            for cell in row.below("TH"):
                found[str(cell.source.A.Scope)].add(one.source.key(cell.text))
    assert found["/Row"] == set(map(one.source.key, one.source.scopes["row"]))
    assert found["/Column"] == set(map(one.source.key, one.source.scopes["col"]))


def test_pictures_are_described(one: Rendered) -> None:
    figures = [element for element in one.tree.walk() if element.tag == "Figure"]
    said = [" ".join(str(figure.source.Alt).split()) for figure in figures]
    assert said == [" ".join(each.split()) for each in one.source.pictures]
    assert all(one.source.pictures)


def test_links_say_what_they_lead_to(one: Rendered) -> None:
    names = one.pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    places = {str(names[i]) for i in range(0, len(names), 2)}
    links = [note for page in one.pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert (len(links) > 0) == bool(one.source.links)
    said = set(map(one.source.key, one.source.links))
    for link in links:
        assert one.source.key(str(link.Contents)) in said
        if "/A" not in link:
            assert str(link.Dest) in places
            continue
        # out of the document lead only the addresses of sources, which say where they lead; no other action is in a link
        assert str(link.A.S) == "/URI"
        assert re.fullmatch(r"https?://[\x21-\x7e]+", str(link.A.URI))
        assert str(link.A.URI) == str(link.Contents)
        assert "/Dest" not in link
    # a leader and a page number are links of their own around the words
    assert all(element.text for element in one.tree.walk() if element.tag == "Link")


def outline(node: pikepdf.Object, level: int = 0) -> Iterator[tuple[int, pikepdf.Object]]:
    following = node.get("/First")
    while following is not None:
        yield level, following
        yield from outline(following, level + 1)
        following = following.get("/Next")


def test_the_outline_mirrors_the_headings(one: Rendered) -> None:
    pages = {page.obj.objgen: number for number, page in enumerate(one.pdf.pages)}
    stand = [(one.source.key(each.text), next(each.pieces())[0], each.tag) for each in headings(one.tree)]
    entries = [
        (one.source.key(str(entry.Title)), pages[(entry.A.D if "/A" in entry else entry.Dest)[0].objgen])
        for _, entry in outline(one.pdf.Root.Outlines)
    ]
    remaining = iter([(words, page) for words, page, _ in stand])
    assert [entry for entry in entries if entry not in remaining] == []  # in order, each on the page of its heading
    assert {(words, page) for words, page, tag in stand if tag == "H2"} <= set(entries)


def test_the_document_says_its_title_and_language(one: Rendered) -> None:
    root = one.pdf.Root
    assert str(root.Lang) == one.source.language
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(one.pdf.docinfo["/Title"]) == one.source.title
    assert all(page.Tabs == "/S" for page in one.pdf.pages)


def attached(pdf: pikepdf.Pdf) -> list[str]:
    """The names of attached files, each with everything that PDF/A-3 requires."""
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    listed = [file.objgen for file in pdf.Root.get("/AF", [])]
    assert sorted(listed) == sorted(file.objgen for file in files.values())
    for file in files.values():
        assert file.AFRelationship in ("/Source", "/Data", "/Alternative", "/Supplement")
        assert str(file.Desc)
        content = file.EF.F
        assert "/" in str(content.Subtype)[1:]
        assert str(content.Params.CreationDate) == str(content.Params.ModDate)
        assert int(content.Params.Size) == len(content.read_bytes())
    return list(files)


def test_attached_files_are_described(one: Rendered) -> None:
    attached(one.pdf)


def test_each_attached_file_is_listed_once() -> None:
    html = "<html lang=en><title>t</title><body><h1>x</h1></body></html>"
    made = render_pdf(html, (("a.json", b"{}", "The data"), ("b.yaml", b"a: b", "The same to read")))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert attached(pdf) == ["a.json", "b.yaml"]


def test_a_table_without_rows_leaves_no_empty_boxes() -> None:
    table = "<table><thead><tr><th scope=col>A</th></tr></thead><tbody></tbody></table>"
    made = render_pdf(f"<html lang=en><title>t</title><body><h1>x</h1>{table}</body></html>")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        groups = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TBody"]
        kids = [list(group.K) for group in groups if group.P.S == "/Table"]
    assert kids == [[]]
