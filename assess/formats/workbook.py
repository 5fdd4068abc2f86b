"""Sheets to an Excel file through XlsxWriter, which is imported here and only when a spreadsheet is asked for."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from assess.formats.document_date import document_day
from assess.views.sheets import Book, Cell, Share, Sheet
from assess.words import terms
from assess.words.figures import decimals_of
from assess.words.language import unmarked

LONGEST = 32_767
"""The longest text in a cell, in UTF-16 units; Excel "repairs" a file with longer ones by cutting them."""

_A4 = 9
# characters that XML does not allow, and control characters, which have no use in a cell
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render_workbook(book: Book) -> bytes:
    """The spreadsheet: the same bytes for the same book. Every text stays text and never becomes a formula or a link.

    Raises:
        ReportError: `SOURCE_DATE_EPOCH` is no number of seconds.
    """
    out = io.BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, **literal})
    created = datetime.fromisoformat(document_day(book.day))  # otherwise the file would have the time of writing
    workbook.set_properties({"title": writable(book.title, 200), "comments": terms.preface(), "created": created})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})

    @cache
    def share(decimals: int) -> Format:
        return workbook.add_format({"num_format": f"0.{'0' * decimals}", "valign": "top"})

    for sheet in book.sheets:
        _write(workbook.add_worksheet(sheet.title), sheet, text, share)
    workbook.close()
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet, text: Format, share: Callable[[int], Format]) -> None:
    width = len(sheet.columns)
    rows = sheet.rows or (("",) * width,)  # Excel does not allow a table without rows
    for i, column in enumerate(sheet.columns):
        page.set_column(i, i, column.width)
    columns = [{"header": column.title, "header_format": text} for column in sheet.columns]
    style = "Table Style Light 1"  # black and grey
    page.add_table(0, 0, len(rows), width - 1, {"columns": columns, "name": sheet.name, "style": style})
    for i, row in enumerate(rows, 1):
        for j, cell in enumerate(row):
            _cell(page, i, j, cell, text, share)
    page.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(rows), width - 1)})  # an article is not a number
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")


def _cell(page: Worksheet, row: int, column: int, cell: Cell, text: Format, share: Callable[[int], Format]) -> None:
    if isinstance(cell, Share):
        page.write_number(row, column, float(cell.value), share(decimals_of(cell.value, cell.bounds)))
    elif isinstance(cell, int):
        page.write_number(row, column, cell, text)
    elif cell:
        page.write_string(row, column, writable(cell), text)
    else:
        page.write_blank(row, column, None, text)


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
