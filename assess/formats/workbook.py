"""Sheets to an Excel file through XlsxWriter, which is imported here and only when a spreadsheet is asked for."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from assess.formats.document_date import document_day
from assess.views.cells import Address, Book, Cell, Date, Link, Share, Sheet
from assess.words import terms
from assess.words.figures import decimals_of
from assess.words.language import unmarked

LONGEST = 32_767
"""The longest text in a cell, in UTF-16 units; Excel "repairs" a file with longer ones by cutting them."""
LONGEST_ADDRESS = 2_000
"""Excel drops links that are longer than 2,079 characters; ours are counted before they are escaped."""
MOST_LINKS = 60_000
"""Of one sheet; Excel keeps 65,530."""

_A4 = 9
_PAGE_WIDE = 200
"""So many characters fit side by side on a printed page and can still be read."""
_LINE, _HIGHEST = 15.0, 409.0
"""The height of a line and of the highest row that Excel has, in points."""
_WIDE = 1.12
"""What a letter takes of a column's unit, with room for lines that break early."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel has no dates or other days than the calendar: it believes that 1900 was a leap year."""
_LINKED = re.compile(r"https?://[\x21-\x7e]+\Z")
"""What becomes a link: an address without characters that could make it look like another; others stay text."""
# characters that XML does not allow, and control characters, which have no use in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render_workbook(book: Book) -> bytes:
    """The spreadsheet: the same bytes for the same book. Every text stays text and never becomes a formula; links are only those
    between sheets, and addresses of sources.

    Raises:
        ReportError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    out = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, **literal})
    created = datetime.fromisoformat(document_day(book.day))  # otherwise the file would have the time of writing
    workbook.set_properties({"title": writable(book.title, 200), "comments": terms.preface(), "created": created})
    style = _Style(workbook, {sheet.name: sheet for sheet in book.sheets})
    for sheet in book.sheets:
        _write(workbook.add_worksheet(sheet.title), sheet, style)
    workbook.close()
    return out.getvalue()


class _Style:
    """The formats of cells, and where links between sheets lead."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheets: Mapping[str, Sheet]) -> None:
        # LibreOffice draws no styles of tables: lines and the ground of the header belong to the cells
        cell = {"valign": "top", "bottom": 1, "bottom_color": "#D9D9D9"}
        plain = {**cell, "text_wrap": True}
        self.text = workbook.add_format(plain)
        self.head = workbook.add_format({**plain, "bold": True, "bg_color": "#EDEDED", "bottom_color": "#7F7F7F"})
        self.link = workbook.add_format({**plain, "font_color": "#0B5394", "underline": 1})
        self.day = workbook.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"})
        self.sheets = sheets

        @cache
        def share(decimals: int) -> Format:
            return workbook.add_format({**cell, "num_format": f"0.{'0' * decimals}"})

        self.share = share

    def target(self, link: Link) -> str | None:
        """Where a link leads; None where nothing stands there."""
        sheet = self.sheets.get(link.sheet)
        if sheet is None or link.key not in sheet.keys:
            return None
        title = sheet.title.replace("'", "''")
        return f"internal:'{title}'!{xl_rowcol_to_cell(sheet.keys[link.key] + 1, 0)}"


def _write(page: Worksheet, sheet: Sheet, style: _Style) -> None:
    width = len(sheet.columns)
    rows = sheet.rows or (("",) * width,)  # Excel does not allow a table without rows
    for i, column in enumerate(sheet.columns):
        page.set_column(i, i, column.width)
    columns = [{"header": column.title, "header_format": style.head} for column in sheet.columns]
    look = "Table Style Light 1"  # black and grey
    page.add_table(0, 0, len(rows), width - 1, {"columns": columns, "name": sheet.name, "style": look})
    widths = [column.width for column in sheet.columns]
    page.set_row(0, _height([column.title for column in sheet.columns], [width - 3 for width in widths]))
    links = 0
    for i, row in enumerate(rows, 1):
        page.set_row(i, _height([_shown(cell) for cell in row], widths))
        for j, cell in enumerate(row):
            links += _cell(page, i, j, cell, style, linked=links < MOST_LINKS)
    page.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(rows), width - 1)})  # an article is not a number
    page.freeze_panes(1, sheet.fixed)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(-(-sum(widths) // _PAGE_WIDE), 0)
    page.repeat_rows(0)
    if sheet.fixed:
        page.repeat_columns(0, sheet.fixed - 1)
    page.set_footer("&L&A&R&P / &N")


def _shown(cell: Cell) -> str:
    """The text of a cell as far as the height of its row depends on it."""
    if isinstance(cell, Link):
        return cell.text
    return cell.url if isinstance(cell, Address) else cell if isinstance(cell, str) else ""


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """The height of a row, in points. Excel would find it by itself when it opens a file; LibreOffice does not."""
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        if len(text) > width or "\n" in text:
            lines = max(lines, sum(1 + int(_WIDE * len(part) / max(width, 1)) for part in unmarked(text).split("\n")))
    return min(_LINE * lines, _HIGHEST)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, style: _Style, *, linked: bool) -> int:
    """Writes a cell; returns how many links it made."""
    if isinstance(cell, Share):
        page.write_number(row, column, float(cell.value), style.share(decimals_of(cell.value, cell.bounds)))
    elif isinstance(cell, Date):
        return _day(page, row, column, cell, style)
    elif isinstance(cell, (Link, Address)):
        text, target = (cell.url, _address(cell)) if isinstance(cell, Address) else (cell.text, style.target(cell))
        if target and text and linked:
            page.write_url(row, column, target, style.link, string=writable(text))
            return 1
        page.write_string(row, column, writable(text), style.text)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, style.text)
    elif cell:
        page.write_string(row, column, writable(cell), style.text)
    else:
        page.write_blank(row, column, None, style.text)
    return 0


def _day(page: Worksheet, row: int, column: int, cell: Date, style: _Style) -> int:
    if isinstance(cell.when, date) and cell.when >= _FIRST_DAY:
        page.write_datetime(row, column, cell.when, style.day)
    else:
        page.write_string(row, column, str(cell.when), style.text)
    return 0


def _address(cell: Address) -> str | None:
    return cell.url if _LINKED.match(cell.url) and len(cell.url) <= LONGEST_ADDRESS else None


def writable(text: str, longest: int = LONGEST) -> str:
    """`text` in a form that fits a cell: unwritable characters become �, and a long text is cut, with a note."""
    kept = _UNWRITABLE.sub("\ufffd", unmarked(text).replace("\r\n", "\n").replace("\r", "\n"))
    if len(kept) * 2 <= longest or _units(kept) <= longest:
        return kept
    note = f" … [cut: a cell holds {longest:,} characters, this text has {len(kept):,}]"
    raw = kept.encode("utf-16-le")[: 2 * (longest - _units(note))]
    return raw.decode("utf-16-le", errors="ignore") + note  # without half of a surrogate pair at the end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
