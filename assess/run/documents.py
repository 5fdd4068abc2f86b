"""One profile or comparison to one document, of any kind."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from assess.engine.assessment import assess, prepare
from assess.engine.release import Release, released
from assess.formats.files import Kind
from assess.model.profile import Profile
from assess.model.results import Assessment, Inputs
from assess.problems import UsageError, chosen, one_line
from assess.reading.library import Library
from assess.words.countries import country_codes, country_name
from assess.words.language import ENGLISH, speaking, spoken

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison
    from assess.formats.layout import Layout
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


def document(assessments: Sequence[Assessment], kind: Kind, style: "Style | None" = None) -> str | bytes:
    """A document of the assessments of one country: text of ".txt", ".json", ".csv" and ".html", bytes of ".xlsx" and ".pdf".

    Args:
        assessments: of one profile, under one framework or several.
        kind: the ending of a file of this kind.
        style: language, brand and a reader's own templates, from `assess.formats.style.read_style`; English and plain without it.
            The frameworks are best read in the same language (`assess_file`, `load_library`).

    A PDF carries the data and the style that it was made from, so that it can be made again. It is laid out in a process with
    limits of time and memory (`assess.formats.layout`).

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
        return _document(assessments, kind, style)


def _document(assessments: Sequence[Assessment], kind: Kind, style: "Style | None") -> str | bytes:
    if kind == ".txt":
        from assess.formats.scorecard import scorecard, shared

        cards = [scorecard(each, country_name(each.profile)) for each in assessments]
        return "\n".join([*cards, shared(assessments)] if len(cards) > 1 else cards)
    if kind in (".json", ".csv"):
        if kind == ".csv":
            from assess.formats.tables import csv_file, findings_table

            return csv_file(findings_table(assessments))
        from assess.formats.data import as_data, to_json

        return to_json([as_data(each) for each in assessments])
    if kind == ".xlsx":
        from assess.formats.workbook import render_workbook
        from assess.views.record_sheets import record_sheets
        from assess.views.sheets import briefing_book

        book = briefing_book(assessments, country_name(assessments[0].profile))
        recorded = record_sheets(assessments, country_codes(spoken().code))
        return render_workbook(book._replace(sheets=(*book.sheets, *recorded)))
    from assess.formats.style import Style

    style = style or Style()
    if kind == ".html":
        return _pages(assessments, style, screen=True)[0]
    return _pdf(assessments, style)


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
        profile_hash=provenance(assessments).profile[:12],
        brief=style.brief and style.templates is None,  # readers' templates may put anything on the two pages
        traces=screen or style.templates is not None,
    )
    html = render_html(view, style.brand, style.templates, brief=style.brief, screen=screen)
    return html, date.fromisoformat(document_day(view.date))


def _pdf(assessments: Sequence[Assessment], style: "Style") -> bytes:
    from assess.formats.carried import carry
    from assess.formats.layout import laying_out

    with laying_out() as layout:  # the process gets ready while the document is worded
        html, day = _pages(assessments, style, screen=False)
        recorded = _document(assessments, ".json", style)
        assert isinstance(recorded, str)
        files = carry(
            assessments,
            recorded,
            language=style.language,
            options=style.options(),
            day=day,
            made_with=layout.made_with(),
        )
        return _laid_out(layout, html, files, day, [assessments[0].profile])


def _laid_out(
    layout: "Layout", html: str, files: Sequence[tuple[str, bytes, str]], day: date, profiles: Sequence[Profile]
) -> bytes:
    from assess.formats.layout import TooMuch

    try:
        return layout.lay_out(html, files, day)
    except TooMuch as error:
        raise TooMuch(f"{error}; {_large(html, profiles)}") from None


_USUAL = {"sources": 300, "provisions": 1_000, "agreements": 300, "comments": 300}


def _large(html: str, profiles: Sequence[Profile]) -> str:
    """What is unusually large in a document that was too much to lay out."""
    counts = dict.fromkeys(_USUAL, 0)
    for profile in profiles:
        counts["sources"] += len(profile.sources)
        counts["provisions"] += len(profile.provisions)
        counts["agreements"] += len(profile.agreements)
        counts["comments"] += len(profile.comments.received) if profile.comments else 0
    found = [f"{count:,} {name}" for name, count in counts.items() if count > _USUAL[name] * len(profiles)]
    longest = max(map(len, re.sub(_TAG, " ", html).split()), default=0)
    if longest > 200:
        found.append(f"a word of {longest:,} letters")
    if len(profiles) > 1:
        found.append(f"{len(profiles)} countries")
    return f"its text and marks are {len(html):,} letters{', with ' if found else ''}{', '.join(found)}"


_TAG = r"<[^>]*>"


def comparison_document(comparisons: "Sequence[Comparison]", kind: Kind) -> str | bytes:
    """A document of a comparison: text of ".txt", ".json", ".csv" and ".html", bytes of ".xlsx" and ".pdf".

    Args:
        comparisons: of the same countries, one for each framework, as `compare_files` gives them.
        kind: the ending of the file that it would be written to.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document, or nothing to compare.

    Example:
        >>> found = compare_files(["examples/profiles/ken.yaml", "examples/profiles/khm.yaml"])
        >>> "KEN" in comparison_document(found, ".json")
        True
    """
    chosen(kind, get_args(Kind), "kind of document")
    if not comparisons:
        raise UsageError("there is no comparison to make a document of")
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
    from assess.views.comparison_view import comparison_view

    if kind == ".html":
        return render_comparison([comparison_view(each) for each in comparisons], screen=True)
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out

    with laying_out() as layout:
        views = [comparison_view(each) for each in comparisons]
        day = date.fromisoformat(document_day(max(view.date for view in views)))
        profiles = [country.assessment.profile for country in comparisons[0].countries]
        return _laid_out(layout, render_comparison(views, screen=False), (), day, profiles)
