"""HTML to a Word document through python-docx, which is imported here and only when one is asked for."""

import base64
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor

from assess.formats.word_body import Body, Paper
from assess.formats.word_runs import escape, quoted, read
from assess.resources import VERSION

_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "ar": "ar-SA"}
_INK, _ACCENT, _GREY = RGBColor(0x1D, 0x23, 0x29), RGBColor(0x12, 0x30, 0x4A), "BFC5CA"
_FONT = "Calibri"
_MARGIN = Mm(20)
_NS = nsdecls("w", "r")


def render_word(html: str, day: date, comments: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The document: the same bytes for the same HTML.

    Args:
        html: as the PDF is laid out from.
        day: the date of the file and its comments.
        comments: by the id of the element that each belongs to.
    """
    document = docx.Document()
    root = read(html)
    page = next((node for node in root.walk() if node.tag == "body"), root)
    outer = next((node for node in root.walk() if node.tag == "html"), root)
    rtl, language = outer.attrs.get("dir") == "rtl", outer.attrs.get("lang", "en")
    title = next((node for node in root.walk() if node.tag == "title"), None)
    when = datetime.combine(day, time())
    _styles(document, language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    wide = (Mm(210) - 2 * _MARGIN) // 635  # a twentieth of a point has 635 units
    _lines_of_pages(section, page.attrs.get("data-head", ""), page.attrs.get("data-foot", ""), wide)
    paper = Paper(
        lambda url: document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        lambda: _new_list(document),
        lambda source, text: _picture(document, source, text),
        lambda text: _comment(document, text, when),
        wide,
        rtl,
    )
    made = parse_xml(f"<w:body {_NS}>{Body(page, paper, comments).xml()}</w:body>")
    body = document.element.body
    last = body.sectPr
    for element in list(made):
        last.addprevious(element)
    about = document.core_properties
    about.author, about.title, about.comments = f"assess {VERSION}", _plain(title.raw() if title else "")[:200], ""
    about.last_modified_by, about.language, about.revision = f"assess {VERSION}", language, 1
    about.created = about.modified = when
    out = io.BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def _plain(text: str) -> str:
    return "".join(each for each in text if each.isprintable())


def _fixed(content: bytes) -> bytes:
    """The package with the same date for each part; otherwise each would have the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read_, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read_.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            written.writestr(info, read_.read(name))
    return out.getvalue()


# Styles


def _styles(document: Any, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.05
    for name, size, before in (("Title", 26, 0), ("Heading 1", 16, 18), ("Heading 2", 12.5, 12), ("Heading 3", 11, 8)):
        style = styles[name]
        _font(style, size)
        style.font.bold, style.font.color.rgb = True, _ACCENT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True
    for name, size in (("Subtitle", 13), ("Caption", 9.5), ("Header", 8.5), ("Footer", 7.5)):
        _font(styles[name], size)
        styles[name].font.bold, styles[name].font.italic = False, False
        styles[name].font.color.rgb = _INK
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(8), Pt(3)
    for name, based, size in (
        ("Cell", "Normal", 9), ("Small", "Normal", 9), ("Kicker", "Normal", 11), ("Term", "Normal", 10),
        ("Meaning", "Normal", 10), ("After", "Normal", 4), ("Margin", "Normal", 9),
    ):  # fmt: skip
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[based]
        style.font.size = Pt(size)
    for name, indent in (("Contents1", 0), ("Contents2", 6)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.paragraph_format.left_indent = styles["Normal"], Mm(indent)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    styles["Cell"].paragraph_format.space_after = Pt(1)
    styles["Margin"].paragraph_format.space_before, styles["Margin"].paragraph_format.space_after = Pt(6), Pt(0)
    styles["Margin"].font.color.rgb = RGBColor(0x4A, 0x51, 0x58)
    styles["After"].paragraph_format.space_after = Pt(0)
    styles["Term"].font.bold = True
    styles["Term"].paragraph_format.keep_with_next, styles["Term"].paragraph_format.space_after = True, Pt(0)
    styles["Meaning"].paragraph_format.left_indent = Mm(6)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(0x0B, 0x53, 0x94), True
    if "Comment Reference" not in [style.name for style in styles]:
        styles.add_style("CommentReference", WD_STYLE_TYPE.CHARACTER).font.size = Pt(8)
    styles.element.append(parse_xml(_TABLE.format(ns=nsdecls("w"), grey=_GREY)))
    code = _LOCALES.get(language, language)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), code)
    defaults = styles.element.find(qn("w:docDefaults"))
    if defaults is not None and not list(defaults.iter(qn("w:lang"))):
        props = next(defaults.iter(qn("w:rPr")))
        props.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{quoted(code)}"/>'))


_TABLE = """<w:style {ns} w:type="table" w:customStyle="1" w:styleId="Lines"><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:color="4A5158"/><w:bottom w:val="single" w:sz="6" w:color="4A5158"/>
<w:insideH w:val="single" w:sz="4" w:color="{grey}"/></w:tblBorders><w:tblCellMar><w:top w:w="30" w:type="dxa"/>
<w:left w:w="70" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/></w:tcPr>
</w:tblStylePr></w:style>"""


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):  # the template names fonts of its theme
        if "heme" in name:
            del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _lines_of_pages(section: Any, head: str, foot: str, wide: int) -> None:
    """The lines at the head and foot of each page; the foot has the number of the page."""
    section.header.paragraphs[0].text = _plain(head)
    number = "".join(
        f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r><w:fldSimple w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for before, field in (("", "PAGE"), (" / ", "NUMPAGES"))
    )
    text = escape(_plain(foot))
    paragraph = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="clear" w:pos="4320"/>'
        f'<w:tab w:val="clear" w:pos="8640"/><w:tab w:val="right" w:pos="{wide}"/></w:tabs></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r><w:r><w:tab/></w:r>{number}</w:p>'
    )
    footer = section.footer
    first = footer.paragraphs[0]._p
    first.addprevious(paragraph)
    first.getparent().remove(first)


# Parts of the package


def _new_list(document: Any) -> int:
    """The number of a new numbered list that begins with 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    first = style.pPr.numPr.numId.val
    abstract = next(each for each in numbering.num_lst if each.numId == first).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _comment(document: Any, text: str, day: datetime) -> int:
    comment = document.part._comments_part.comments.add_comment(text=_plain(text), author="assess", initials="A")
    comment._comment_elm.set(qn("w:date"), day.strftime("%Y-%m-%dT00:00:00Z"))
    return int(comment.comment_id)


def _picture(document: Any, source: str, text: str) -> str:
    """A picture that the HTML carries, PNG or JPEG, at most 22 mm high; others leave their description."""
    head, _sep, data = source.partition(",")
    try:
        if not head.startswith(("data:image/png", "data:image/jpeg")):
            raise ValueError
        inline = document.part.new_pic_inline(io.BytesIO(base64.b64decode(data, validate=True)))
    except (ValueError, OSError, UnrecognizedImageError):  # a fault of base64 is a ValueError
        return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    scale = min(Mm(22) / inline.extent.cy, Mm(80) / inline.extent.cx, 1)
    inline.extent.cx, inline.extent.cy = Emu(int(inline.extent.cx * scale)), Emu(int(inline.extent.cy * scale))
    inline.docPr.set("descr", _plain(text))
    return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
