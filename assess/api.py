"""The public functions behind the commands: each command parses, calls one of these, and prints."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from assess.engine.assessment import assess, prepare
from assess.engine.release import released
from assess.model.catalogue import Fact
from assess.model.profile import Profile
from assess.model.results import Assessment, Finding, Inputs
from assess.problems import Problem, UsageError, did_you_mean
from assess.reading.library import Library, load_library
from assess.reading.profiles import load_profiles
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


def assess_file(
    path: str | Path,
    frameworks: Sequence[str | Path] = ("cooperation",),
    folders: Sequence[str | Path] = (),
    *,
    as_of: str | date | None = None,
    release: str = "full",
    language: str = ENGLISH,
) -> list[Assessment]:
    """The profile in a file, assessed under each framework (ids or folders), whose texts are read in `language` too.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: no such framework, or a date that cannot be used.
    """
    library = load_library(frameworks, folders, language)
    (profile,) = load_profiles([path], library)
    return assess_profile(profile, library, as_of=read_day(as_of), release=release)


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


def validate_files(
    paths: Sequence[str | Path], frameworks: Sequence[str | Path] = (), language: str | None = None
) -> list[Problem]:
    """Everything wrong with these files or folders: profiles, brands, facts, frameworks and templates.

    With a language also the texts of the frameworks (of all, where none is named) that are not in it.

    Raises:
        UsageError: no such framework.
    """
    from assess.formats.style import checked_templates, is_template_folder
    from assess.run.validate import untranslated, validate

    folders = [path for path in paths if is_template_folder(path)]
    problems = validate([path for path in paths if path not in folders], load_library(frameworks))
    problems += [fault for folder in folders for fault in checked_templates(folder)[1]]
    if language:
        problems += untranslated(language, frameworks)
    return sorted(set(problems))


def find_criterion(assessments: Sequence[Assessment], name: str) -> list[tuple[Assessment, Finding]]:
    """The finding of a criterion, `ID` or `FRAMEWORK:ID`, in each framework that has it.

    Raises:
        UsageError: no framework has it.
    """
    framework, _, criterion = name.rpartition(":")
    found = [
        (assessment, finding)
        for assessment in assessments
        for finding in assessment.findings
        if finding.criterion.id == criterion and framework in ("", assessment.framework.id)
    ]
    if not found:
        known = [finding.criterion.id for assessment in assessments for finding in assessment.findings]
        hint = did_you_mean(criterion, known) or f"list them with: assess frameworks show {assessments[0].framework.id}"
        raise UsageError(f"there is no criterion {name!r} here; {hint}")
    return found


def crossed(assessments: Sequence[Assessment], fail_on: str | None, min_coverage: float | None) -> bool:
    """Whether a threshold is crossed: a duty with a gap ("gap") or open ("unknown"), or too little known on an axis."""
    duties = [f for each in assessments for f in each.findings if f.criterion.obligation == "shall"]
    if fail_on == "gap" and any(f.gap for f in duties):
        return True
    if fail_on == "unknown" and any(f.low != f.high for f in duties):
        return True
    totals = [score for each in assessments for score in each.totals.values()]
    return min_coverage is not None and any(score.coverage < Fraction(str(min_coverage)) for score in totals)


def compare_files(
    paths: Sequence[str | Path], frameworks: Sequence[str | Path] = ("cooperation",), folders: Sequence[str | Path] = ()
) -> "list[Comparison]":
    """The profiles in these files side by side, once for each framework.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: fewer than two countries, or one given twice.
    """
    from assess.engine.comparison import compare

    library = load_library(frameworks, folders)
    profiles = load_profiles(paths, library)
    prepared = [prepare(framework, library.catalogue) for framework in library.frameworks]
    try:
        return [compare([(country_name(p), assess(p, rules)) for p in profiles]) for rules in prepared]
    except ValueError as error:
        raise UsageError(str(error)) from error


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


def empty_profile(
    country: str, frameworks: Sequence[str | Path] = ("cooperation",), folders: Sequence[str | Path] = ()
) -> str:
    """A valid profile of `country` (alpha-3 code), all facts that the frameworks read unanswered.

    Raises:
        UsageError: no such country or framework.
    """
    from assess.formats.blank_profile import blank_profile

    names = country_codes()
    if country not in names:
        raise UsageError(
            f"{country!r} is not an ISO 3166-1 alpha-3 code; {did_you_mean(country.upper(), names) or 'such as KEN'}"
        )
    library = load_library(frameworks, folders)
    facts: dict[str, Fact] = {}
    for framework in library.frameworks:
        facts |= prepare(framework, library.catalogue).base.facts
    # the day on which it is written is only where the author starts from: results depend on what the file says
    return blank_profile(country, names[country], date.today(), facts, library.catalogue.topics)
