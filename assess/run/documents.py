"""One profile or comparison to one document, of any kind."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assess.engine.assessment import assess, prepare
from assess.engine.release import released
from assess.model.profile import Profile
from assess.model.results import Assessment, Inputs
from assess.problems import UsageError
from assess.reading.library import Library
from assess.words.countries import country_codes, country_name
from assess.words.language import ENGLISH, speaking, spoken

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison
    from assess.formats.style import Style
    from assess.run.ahead import Ahead


def assess_profile(
    profile: Profile, library: Library, *, as_of: date | None = None, release: str = "full"
) -> list[Assessment]:
    """One assessment for each framework of the library.

    Raises:
        UsageError: `as_of` is later than the profile's own day.
    """
    if release == "public":
        profile, _ = released(profile)
    inputs = Inputs(library.files, release)
    try:
        return [
            assess(profile, prepare(framework, library.catalogue), as_of)._replace(inputs=inputs)
            for framework in library.frameworks
        ]
    except ValueError as error:
        raise UsageError(str(error)) from error


def read_day(value: str | date | None) -> date | None:
    """A date, also from text.

    Raises:
        UsageError: the text is no date.
    """
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(f"{value} is not a date; write YYYY-MM-DD") from error
    return value


def document(
    assessments: Sequence[Assessment], kind: str, style: "Style | None" = None, ahead: "Ahead | None" = None
) -> str | bytes:
    """A document of the assessments of one country: ".txt", ".json", ".csv", ".xlsx", ".html" or ".pdf".

    Args:
        style: language, brand and a reader's own templates, from `assess.formats.style.read_style`; English and plain without it.
            The frameworks are best read in the same language (`assess_file`, `load_library`).
        ahead: lays a PDF out in a process that is ready for it (`assess.run.ahead`).

    A PDF carries the data that it was made from, and the style with them, so that it can be made again.

    Raises:
        ReportError: the document could not be rendered, or the reader's templates make what it may not hold.
        UsageError: there are no words in that language, or the frameworks were not read by `load_library`, so that their files
            cannot be carried.
    """
    with speaking(style.language if style else ENGLISH):
        return _document(assessments, kind, style, ahead)


def _document(
    assessments: Sequence[Assessment], kind: str, style: "Style | None", ahead: "Ahead | None" = None
) -> str | bytes:
    if kind == ".txt":
        from assess.formats.scorecard import scorecard, shared

        cards = [scorecard(each, country_name(each.profile)) for each in assessments]
        return "\n".join([*cards, shared(assessments)] if len(cards) > 1 else cards)
    if kind in (".json", ".csv"):
        from assess.formats.data import as_data, findings_table, to_csv, to_json

        if kind == ".csv":
            return to_csv(findings_table(list(assessments)))
        return to_json([as_data(each) for each in assessments])
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook
        from assess.views.sheets import briefing_book

        return render_workbook(briefing_book(assessments, country_name(assessments[0].profile)))
    from assess.formats.carried import provenance
    from assess.formats.html import render_html
    from assess.formats.style import Style
    from assess.views.briefing_view import briefing_view

    style = style or Style()
    view = briefing_view(
        assessments,
        country=country_name(assessments[0].profile),
        countries=country_codes(spoken().code),
        profile_hash=provenance(assessments).profile[:12],
        brief=style.brief and style.templates is None,  # templates of readers may put anything on the two pages
        traces=kind == ".html" or style.templates is not None,
    )
    html = render_html(view, style.brand, style.templates, brief=style.brief, screen=kind == ".html")
    if kind == ".html":
        return html
    from assess.formats.carried import carry
    from assess.formats.pdf import document_day, made_with, render_pdf

    recorded = _document(assessments, ".json", style)
    assert isinstance(recorded, str)
    files = carry(
        assessments,
        recorded,
        language=style.language,
        options=style.options(),
        day=document_day(html),
        made_with=ahead.made_with() if ahead else made_with(),
    )
    if style.templates is not None:
        from assess.formats.templates.limited import pdf_of

        return pdf_of(html, files)
    return (ahead or render_pdf)(html, files)


def comparison_document(comparisons: "Sequence[Comparison]", kind: str) -> str | bytes:
    """A document of a comparison: ".txt", ".json", ".csv", ".xlsx", ".html" or ".pdf".

    Raises:
        ReportError: the document could not be rendered.
    """
    from assess.formats import comparison_texts as comparison
    from assess.formats.data import to_csv, to_json

    if kind == ".txt":
        return "\n".join(map(comparison.text, comparisons))
    if kind == ".json":
        return to_json([comparison.as_data(each) for each in comparisons])
    if kind == ".csv":
        return to_csv([row for each in comparisons for row in comparison.table(each)])
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook
        from assess.views.comparison_sheets import comparison_book

        return render_workbook(comparison_book(comparisons))
    from assess.formats.html import render_comparison
    from assess.views.comparison_view import comparison_view

    html = render_comparison([comparison_view(each) for each in comparisons], screen=kind == ".html")
    if kind == ".html":
        return html
    from assess.formats.pdf import render_pdf

    return render_pdf(html)
