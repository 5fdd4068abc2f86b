"""The Word document: real headings, lists and tables, the text of the briefing, links that lead somewhere, the same bytes."""

import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from assess.api import assess_file, assess_profile, compare_files, comparison_document, document
from assess.formats.html import render_html
from assess.formats.style import Style
from assess.formats.word import render_word
from assess.formats.word_runs import read
from assess.problems import UsageError
from assess.run.documents import _pages
from assess.views.briefing_view import briefing_view
from assess.views.confidence_view import low_confidence
from assess.words.language import speaking, unmarked
from tests.formats.test_documents import small

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(results: Any, style: Style | None = None) -> bytes:
    content = document(results, ".docx", style)
    assert isinstance(content, bytes)
    return content


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def text_of(content: bytes) -> str:
    """All text of the body without any white space, so that breaks of lines and paragraphs do not matter."""
    return flat("".join(each.text or "" for each in opened(content).element.body.iter(f"{W}t")))


def flat(text: str) -> str:
    return "".join(unmarked(text).split())


def html_of(results: Any) -> str:
    """What the PDF is laid out from."""
    return _pages(results, Style(), screen=False)[0]


def quick(results: Any) -> bytes:
    """The same without the treaty page, which takes most of the time."""
    return render_word(render_html(briefing_view(results, country="Kenya", traces=False)), date(2026, 1, 1))


@pytest.fixture(scope="module")
def kenya() -> tuple[Any, bytes]:
    results = assess_file(KEN, ("cooperation", "budapest"))
    return results, made(results)


# Structure


def test_headings_lists_and_tables_are_those_of_the_briefing(kenya: Any) -> None:
    results, content = kenya
    found = opened(content)
    headings = [p for p in found.element.body.iter(f"{W}p") if (s := p.find(f".//{W}pStyle")) is not None
                and s.get(qn("w:val")) in ("Title", "Heading1", "Heading2", "Heading3")]  # fmt: skip
    said = [flat("".join(t.text or "" for t in p.iter(f"{W}t"))) for p in headings]
    tree = read(html_of(results))
    wanted = [node for node in tree.walk() if node.tag in ("h1", "h2", "h3", "h4")]
    assert [text for text in said if text] == [flat(node.text()) for node in wanted if node.text()] or len(said) == len(
        wanted
    )
    assert len([p for p in found.paragraphs if p.style.name == "Heading 1"]) >= 15
    tables = [node for node in tree.walk() if node.tag == "table"]
    assert len(found.tables) >= len(tables) - 2
    heads = [
        row
        for table in found.tables
        for row in table._tbl.iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert len(heads) >= len([node for node in tables if any(each.tag == "thead" for each in node.walk())]) - 2
    assert any(p.style.name == "List Bullet" for p in found.paragraphs)
    numbered = [p for p in found.paragraphs if p.style.name == "List Number"]
    assert numbered


def test_each_list_counts_from_one() -> None:
    html = "<html lang=en><body><ol><li>a</li><li>b</li></ol><p>x</p><ol><li>c</li></ol></body></html>"
    found = opened(render_word(html, date(2026, 1, 1)))
    numbers = [p._p.pPr.numPr.numId.val for p in found.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = {n.numId: n.find(f"{W}lvlOverride/{W}startOverride") for n in found.part.numbering_part.element.num_lst}
    assert all(starts[number].get(qn("w:val")) == "1" for number in numbers)


def test_rows_are_as_wide_as_their_table(kenya: Any) -> None:
    for table in opened(kenya[1]).tables:
        grid = [int(each.get(qn("w:w"))) for each in table._tbl.iter(f"{W}gridCol")]
        assert 9_000 < sum(grid) <= 9_640  # the width of the text, in twentieths of a point
        for row in table._tbl.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == len(grid)
            assert all(cell[-1].tag == f"{W}p" for cell in row.iter(f"{W}tc"))  # Word refuses cells that end otherwise


def test_links_lead_to_bookmarks_and_out_only_to_addresses_of_sources(kenya: Any) -> None:
    results, content = kenya
    body = opened(content).element.body
    names = [each.get(qn("w:name")) for each in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"b\d+", name) for name in names)
    anchors = [each.get(qn("w:anchor")) for each in body.iter(f"{W}hyperlink") if each.get(qn("w:anchor"))]
    assert len(anchors) > 50
    assert set(anchors) <= set(names)
    relations = re.findall(r'Target="([^"]*)" TargetMode="External"', parts(content)["word/_rels/document.xml.rels"])
    assert relations
    assert {url.replace("&amp;", "&") for url in relations} <= {str(s.url) for s in results[0].profile.sources.values()}


def test_the_contents_name_their_pages(kenya: Any) -> None:
    body = opened(kenya[1]).element.body
    entries = [p for p in body.iter(f"{W}p") if (s := p.find(f"{W}pPr/{W}pStyle")) is not None
               and str(s.get(qn("w:val"))).startswith("Contents")]  # fmt: skip
    assert len(entries) > 15
    for entry in entries:
        (link,) = entry.iter(f"{W}hyperlink")
        (field,) = entry.iter(f"{W}instrText")
        assert field.text == f" PAGEREF {link.get(qn('w:anchor'))} \\h "


def test_language_and_properties_are_set(kenya: Any) -> None:
    results, content = kenya
    found = opened(content)
    assert found.core_properties.language == "en"
    assert "Kenya" in found.core_properties.title
    assert f"{found.core_properties.created:%Y-%m-%d}" == str(results[0].as_of)
    assert 'w:val="en-GB"' in parts(content)["word/styles.xml"]
    french = assess_file(KHM, ("cooperation",), language="fr")
    content = made(french, Style(language="fr"))
    assert 'w:val="fr-FR"' in parts(content)["word/styles.xml"]
    assert 'w:val="en"' in parts(content)["word/document.xml"]  # texts of the profile, in the words of its author


# Text


def test_every_sentence_of_the_two_pages_every_title_and_option_is_there(kenya: Any) -> None:
    results, content = kenya
    text = text_of(content)
    view = briefing_view(results, country="Kenya", traces=False)
    for part in view.parts:
        for chapter in part.chapters:
            for finding in chapter.findings:
                assert flat(finding.title) in text
                assert finding.number in text
    for option in view.roadmap.options:
        assert option.id in text
    tree = read(html_of(results))
    (brief,) = [node for node in tree.walk() if node.attrs.get("id") == "brief"]
    for node in brief.walk():
        if node.tag in ("p", "li", "dt", "dd", "h2", "h3") and node.text():
            for sentence in re.split(r"(?<=[.:;]) ", node.text()):
                assert flat(sentence) in text, sentence


def test_what_the_paper_says_in_text_is_said_here(kenya: Any) -> None:
    results, content = kenya
    text = text_of(content)
    missing = [
        node.text()
        for node in read(html_of(results)).walk()
        if node.tag in ("p", "th", "dd", "dt", "caption")
        and not any(c.tag in ("br", "svg", "p") or "swatch" in c.classes for c in node.walk() if c is not node)
        and not node.classes & {"margin"}
        and flat(node.text()) not in text
    ]
    assert missing == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "<w:p>x</w:p>", "]]>", "&amp;", "\u202eright to left\u200f", "\U0001f600", "http://127.0.0.1:9/x", '"quoted"',
     "javascript:alert(1)", "{{7*7}} {% for x in y %}"],
)  # fmt: skip
def test_texts_come_back_literally(text: str) -> None:
    framework, one = small(text)
    content = quick(assess_profile(one, framework))
    assert flat(text) in text_of(content)
    xml = parts(content)["word/document.xml"]
    assert not re.search(r"<w:(object|altChunk|subDoc|OLE)", xml)
    assert set(re.findall(r"<w:instrText[^>]*> (\w+) ", xml)) <= {"PAGEREF"}


def test_what_xml_cannot_hold_is_replaced() -> None:
    framework, one = small("plain")
    content = quick(assess_profile(replace(one, note="\x01a\uffff"), framework))
    assert "\ufffda\ufffd" in text_of(content)


@pytest.mark.parametrize(
    "url", ["https://bank.example\u202emoc.live/", "file:///etc/passwd", "https://x/" + "a" * 2_500]
)
def test_an_address_that_could_mislead_stays_text(url: str) -> None:
    html = f'<html lang="en"><body><p><a href="{url}">here</a> <span class="url">{url}</span></p></body></html>'
    content = render_word(html, date(2026, 1, 1))
    assert "External" not in parts(content)["word/_rels/document.xml.rels"]
    assert flat(url) in text_of(content)


def test_deeply_nested_pages_end() -> None:
    html = "<html lang=en><body>" + "<div>" * 5_000 + "deep" + "</body></html>"
    assert "deep" in text_of(render_word(html, date(2026, 1, 1)))


def test_a_picture_of_the_brand_is_there_and_a_broken_one_leaves_its_words() -> None:
    import base64

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 100), "navy").save(out, "PNG")
    good = f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
    broken = '<p><img src="data:image/png;base64,AAAA" alt="Lost"></p>'
    html = f'<html lang="en"><body><p><img src="{good}" alt="Arms"></p>{broken}</body></html>'
    content = render_word(html, date(2026, 1, 1))
    assert [name for name in parts(content) if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert 'descr="Arms"' in parts(content)["word/document.xml"]
    assert text_of(content) == "Lost"


# Comments


def test_low_confidence_is_a_comment_at_the_point_and_at_the_finding(kenya: Any) -> None:
    results, content = kenya
    low = low_confidence(results)
    assert 0 < len(low) < sum(len(each.findings) for each in results)
    comments = opened(content).comments
    said = {comment.text for comment in comments}
    assert said == set(map(unmarked, low.values()))
    assert all(text.startswith("Low confidence: to be confirmed before this is cleared.") for text in said)
    body = opened(content).element.body
    starts = [each.get(qn("w:id")) for each in body.iter(f"{W}commentRangeStart")]
    assert sorted(starts) == sorted(each.get(qn("w:id")) for each in body.iter(f"{W}commentRangeEnd"))
    assert sorted(starts) == sorted(each.get(qn("w:id")) for each in body.iter(f"{W}commentReference"))
    dates = re.findall(r'<w:comment [^>]*w:date="([^"]*)"', parts(content)["word/comments.xml"])
    assert set(dates) == {f"{results[0].as_of}T00:00:00Z"}


def test_only_answers_of_low_confidence_are_remarked() -> None:
    framework, one = small("plain")
    results = assess_profile(one, framework)
    for name in low_confidence(results):
        (finding,) = [f for f in results[0].findings if name.endswith(f.criterion.id)]
        assert any(state.confidence == "low" for state in results[0].facts.values())
        assert finding


# The file


def test_the_same_bytes_at_another_time(kenya: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    results, content = kenya
    later = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    assert made(results) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_from_right_to_left(tmp_path: Path) -> None:
    html = '<html lang="ar" dir="rtl"><body><h2>x</h2><table><tr><th>a</th><td>b</td></tr></table></body></html>'
    xml = parts(render_word(html, date(2026, 1, 1)))["word/document.xml"]
    assert xml.count("<w:bidi/>") >= 3
    assert "<w:bidiVisual/>" in xml


def test_nothing_restricted_is_in_a_public_release() -> None:
    framework, one = small("plain")
    texts = [
        "".join(parts(made(assess_profile(one, framework, release=release))).values()) for release in ("full", "public")
    ]
    assert ["SECRETSOURCE" in text for text in texts] == [True, False]
    assert "SECRET" not in texts[1]


def test_a_comparison_is_refused() -> None:
    with pytest.raises(UsageError, match="a comparison is not written as Word"):
        comparison_document(compare_files([KEN, KHM]), ".docx")


def test_french_says_no_word_of_ours_in_english() -> None:
    results = assess_file(KHM, ("cooperation",), language="fr")
    with speaking("fr"):
        said = list(low_confidence(results).values())
    assert all(text.startswith("Faible degré de certitude") for text in said)
