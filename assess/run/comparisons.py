"""A comparison of several countries to one document, of any kind."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assess.formats.files import COMPARED, Kind
from assess.model.profile import Profile
from assess.problems import UsageError, chosen, one_line
from assess.words.language import ENGLISH, speaking

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison
    from assess.formats.style import Style


def comparison_document(
    comparisons: "Sequence[Comparison]", kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """A document of a comparison: text of ".txt", ".json", ".csv" and ".html", bytes of ".xlsx" and ".pdf".

    Args:
        comparisons: of the same countries, one for each framework, as `compare_files` gives them.
        kind: the ending of the file that it would be written to.
        style: language, brand and fonts, from `assess.formats.style.read_style`; English and plain without it. The comparison is
            best made in the same language (`compare_files`).
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document or language, or nothing to compare.

    Example:
        >>> found = compare_files(["examples/profiles/ken.yaml", "examples/profiles/khm.yaml"])
        >>> "KEN" in comparison_document(found, ".json")
        True
    """
    chosen(kind, get_args(Kind), "kind of document")
    if kind == ".docx":
        raise UsageError(f"a comparison is not written as Word; there are: {', '.join(COMPARED)}")
    if not comparisons:
        raise UsageError("there is no comparison to make a document of")
    with speaking(style.language if style else ENGLISH):
        return _document(comparisons, kind, style, told)


def _document(
    comparisons: "Sequence[Comparison]", kind: Kind, style: "Style | None", told: list[str] | None
) -> str | bytes:
    from assess.formats import comparison_texts as comparison
    from assess.formats.data import to_json
    from assess.formats.tables import csv_file

    if kind == ".txt":
        return "\n".join(map(comparison.text, comparisons))
    if kind == ".json":
        return to_json([comparison.as_data(each) for each in comparisons])
    if kind == ".csv":
        return csv_file(comparison.table(comparisons))
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook
        from assess.views.comparison_sheets import comparison_book

        return render_workbook(comparison_book(comparisons))
    from assess.formats.html import render_comparison
    from assess.formats.style import Style
    from assess.reading.status import load_status
    from assess.views.comparison_view import comparison_view

    style = style or Style()
    if kind == ".html":
        return render_comparison(comparison_view(comparisons, load_status()), style.brand, screen=True)
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out
    from assess.run.laying_out import fonts_for, laid_out

    with laying_out() as layout:  # the process gets ready while the document is worded
        view = comparison_view(comparisons, load_status())
        html = render_comparison(view, style.brand)
        day = date.fromisoformat(document_day(view.date))
        assessments = [country.assessment for each in comparisons for country in each.countries]
        fonts = fonts_for(layout, html, style, assessments, told)
        profiles = [country.assessment.profile for country in comparisons[0].countries]
        return laid_out(layout, html, (), day, profiles, fonts)


def refuse_too_few(profiles: Sequence[Profile], paths: Sequence[str | Path]) -> None:
    """Refuses fewer than two countries, and one given twice.

    Raises:
        UsageError: there are.
    """
    if len(profiles) < 2:
        raise UsageError("a comparison takes two or more countries; give another profile too")
    first: dict[str, str | Path] = {}
    for profile, path in zip(profiles, paths, strict=True):
        if profile.country in first:
            raise UsageError(
                f"{profile.country} is given twice: {one_line(str(first[profile.country]))} and {one_line(str(path))}; "
                "a comparison takes different countries; leave one of the two out"
            )
        first[profile.country] = path
