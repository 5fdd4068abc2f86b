"""One profile or comparison to one document, of any kind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from assess.engine.assessment import assess, prepare
from assess.engine.release import Release, released
from assess.formats.files import Kind
from assess.model.profile import Profile
from assess.model.results import Assessment, Inputs
from assess.problems import UsageError, chosen, one_line
from assess.reading.library import Library, framework_folders, load_library
from assess.words.countries import country_codes, country_name
from assess.words.language import ENGLISH, speaking, spoken

if TYPE_CHECKING:
    from assess.formats.style import Style


def assess_profile(
    profile: Profile, library: Library, *, as_of: date | None = None, release: Release = "full"
) -> list[Assessment]:
    """One assessment for each framework of the library, in its order; what it holds is said at `Assessment`.

    Args:
        profile: as `load_profile` gives it, read against the same library.
        library: with one framework or more, as `load_library` gives it.
        as_of: an earlier law cut-off than the profile's own.
        release: "public" withholds what may not be published; "full" withholds nothing.

    Raises:
        UsageError: `as_of` is later than the profile's own day, or there is no such release.

    Example:
        >>> library = load_library(["cooperation"])
        >>> profile = load_profile("examples/profiles/ken.yaml", library)
        >>> (result,) = assess_profile(profile, library, release="public")
        >>> result.framework.id, len(result.findings)
        ('cooperation', 70)
    """
    profile, _ = released_profile(profile, release)
    inputs = Inputs(library.files, release)
    try:
        return [
            assess(profile, prepare(framework, library.catalogue), as_of)._replace(inputs=inputs)
            for framework in library.frameworks
        ]
    except ValueError as error:
        raise UsageError(str(error)) from error


def released_profile(profile: Profile, release: Release) -> tuple[Profile, int]:
    """The profile as it is released, and how many answers were withheld.

    Raises:
        UsageError: there is no such release.
    """
    chosen(release, get_args(Release), "release")  # a misspelt word must not publish anything
    return (profile, 0) if release == "full" else released(profile)


def read_day(value: str | date | None) -> date | None:
    """A date, also from text.

    Args:
        value: a date, or a text as YYYY-MM-DD; None stays None.

    Raises:
        UsageError: it is no date.

    Example:
        >>> read_day("2026-10-31")
        datetime.date(2026, 10, 31)
    """
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(f"{one_line(value)} is not a date; write YYYY-MM-DD") from error
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise UsageError(f"{one_line(repr(value))} is not a date; give a datetime.date, or text as YYYY-MM-DD")
    return value


def document(
    assessments: Sequence[Assessment], kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """A document of the assessments of one country: text of ".txt", ".json", ".csv", ".html", bytes of ".xlsx", ".docx", ".pdf".

    Args:
        assessments: of one profile, under one framework or several.
        kind: the ending of a file of this kind.
        style: language, brand and a reader's own templates, from `assess.formats.style.read_style`; English and plain without it.
            The frameworks are best read in the same language (`assess_file`, `load_library`).
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    A PDF carries the data and the style that it was made from, so that it can be made again. It is laid out in a process with
    limits of time and memory (`assess.formats.layout`). Characters that the shipped fonts lack are drawn with fonts of the style or
    of this machine, which the PDF names; if no font can draw them, there is no PDF, unless the style is lossy.

    Raises:
        ReportError: the document could not be rendered, or a reader's templates put something into it that is not allowed.
        UsageError: the language is not available; the frameworks were not read by `load_library`, so that their files cannot be
            carried; there is no such kind of document; there is no assessment, or there are some of several countries.

    Example:
        >>> document(assess_file("examples/profiles/ken.yaml"), ".txt").splitlines()[0]
        'Kenya (KEN) — International cooperation against cybercrime'
    """
    chosen(kind, get_args(Kind), "kind of document")
    if not assessments:
        raise UsageError("there is no assessment to make a document of")
    if len({each.profile.country for each in assessments}) > 1:
        raise UsageError("a document is about one country; compare_files puts several side by side")
    with speaking(style.language if style else ENGLISH):
        return _document(assessments, kind, style, told)


def _document(
    assessments: Sequence[Assessment], kind: Kind, style: "Style | None", told: list[str] | None = None
) -> str | bytes:
    if kind == ".txt":
        from assess.formats.scorecard import scorecard, shared

        cards = [scorecard(each, country_name(each.profile)) for each in assessments]
        return "\n".join([*cards, shared(assessments)] if len(cards) > 1 else cards)
    if kind in (".json", ".csv"):
        if kind == ".csv":
            from assess.formats.tables import csv_file, findings_table

            return csv_file(findings_table(assessments, treaties_of(assessments[0]) if assessments else ()))
        from assess.formats.data import all_as_data, to_json

        return to_json(all_as_data(assessments))
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook
        from assess.views.sheets import briefing_book

        name, codes = country_name(assessments[0].profile), country_codes(spoken().code)
        return render_workbook(briefing_book(assessments, name, codes, treaties_of(assessments[0])))
    from assess.formats.style import Style

    style = style or Style()
    if kind == ".html":
        return _pages(assessments, style, screen=True)[0]
    if kind == ".docx":
        from assess.formats.word import render_word
        from assess.views.confidence_view import low_confidence

        html, day = _pages(assessments, style, screen=False)
        return render_word(html, day, low_confidence(assessments))
    return _pdf(assessments, style, told)


def _pages(assessments: Sequence[Assessment], style: "Style", *, screen: bool) -> tuple[str, date]:
    """The briefing as HTML, and its date."""
    from assess.formats.carried import provenance
    from assess.formats.document_date import document_day
    from assess.formats.html import render_html
    from assess.views.briefing_view import briefing_view

    view = briefing_view(
        assessments,
        country=country_name(assessments[0].profile),
        countries=country_codes(spoken().code),
        treaties=treaties_of(assessments[0]),
        profile_hash=provenance(assessments).profile[:12],
        brief=style.brief and style.templates is None,  # readers' templates may put anything on the two pages
        traces=screen or style.templates is not None,
    )
    html = render_html(view, style.brand, style.templates, brief=style.brief, screen=screen)
    return html, date.fromisoformat(document_day(view.date))


def treaties_of(assessment: Assessment) -> list[Assessment]:
    """The same profile, on the same day, under every treaty that comes with the toolkit: for the treaty page."""
    library = load_library(list(framework_folders()), language=spoken().code)
    as_of = assessment.as_of if assessment.as_of != assessment.profile.as_of else None
    return [
        assess(assessment.profile, prepare(framework, library.catalogue), as_of)
        for framework in library.frameworks
        if framework.head.treaty and framework.head.joining
    ]


def _pdf(assessments: Sequence[Assessment], style: "Style", told: list[str] | None) -> bytes:
    from assess.formats.carried import carry
    from assess.formats.layout import laying_out
    from assess.run.laying_out import fonts_for, laid_out

    with laying_out() as layout:  # the process gets ready while the document is worded
        html, day = _pages(assessments, style, screen=False)
        fonts = fonts_for(layout, html, style, assessments, told)
        recorded = _document(assessments, ".json", style)
        assert isinstance(recorded, str)
        files = carry(
            assessments,
            recorded,
            language=style.language,
            options=style.options() | ({"lossy": True} if fonts.lost else {}),
            day=day,
            made_with=layout.made_with(),
            fonts=fonts.recorded,
        )
        return laid_out(layout, html, files, day, [assessments[0].profile], fonts)
