"""Two profiles read against each other, and the documents made of that."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assess.engine.pairs import PairResult, assess_pair, prepare_pairs
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.model.profile import Profile
from assess.model.results import Inputs
from assess.problems import UsageError, chosen, one_line
from assess.reading.library import Library
from assess.reading.pairs import PairLibrary, load_pairs
from assess.reading.profiles import load_profiles
from assess.run.documents import read_day, released_profile
from assess.words.language import ENGLISH, languages, speaking

if TYPE_CHECKING:
    from assess.formats.style import Style

WRITTEN: tuple[Kind, ...] = (".pdf", ".html", ".json", ".csv")
"""What the two directions are written as."""


def bilateral_files(
    first: str | Path,
    second: str | Path,
    framework: str | Path = "bilateral",
    folders: Sequence[str | Path] = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
) -> list[PairResult]:
    """On which recorded basis each of two States could ask the other for each step of cooperation.

    Args:
        first: a profile.
        second: a profile of another country.
        framework: the id or folder of a framework with `subject: pair`.
        folders: folders in which frameworks are looked for too.
        as_of: an earlier law cut-off than those of the profiles, for both.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the framework's texts.

    Returns:
        Requests from the first to the second State, and from the second to the first. `bilateral_document` writes them.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: one country twice, no such framework, release or language, or a date that cannot be used.

    Example:
        >>> there, back = bilateral_files("examples/profiles/phl.yaml", "examples/profiles/chl.yaml")
        >>> there.requesting.country, there.requested.country, back.requesting.country
        ('PHL', 'CHL', 'CHL')
    """
    library = load_pairs(framework, folders, chosen(language, languages(), "language"))
    profiles = read_profiles([first, second], library, release)
    refuse_same(profiles, [first, second])
    day, rules = read_day(as_of), prepare_pairs(library.framework, library.catalogue)
    inputs = Inputs(library.files, release)
    days = dict.fromkeys(("conduct", "request", "measure", "decision"), day) if day else None
    try:
        made = [assess_pair(profiles[i], profiles[1 - i], rules, days) for i in range(2)]  # type: ignore[arg-type]
    except ValueError as error:  # a day later than a profile's own
        raise UsageError(str(error)) from error
    return [each._replace(inputs=inputs) for each in made]


def read_profiles(paths: Sequence[str | Path], library: PairLibrary, release: Release) -> list[Profile]:
    """The profiles, as they are released."""
    read = load_profiles(paths, Library(library.catalogue, ()))
    return [released_profile(profile, release)[0] for profile in read]


def refuse_same(profiles: Sequence[Profile], paths: Sequence[str | Path]) -> None:
    """Refuses one country given twice.

    Raises:
        UsageError: one is.
    """
    first: dict[str, str | Path] = {}
    for profile, path in zip(profiles, paths, strict=True):
        if profile.country in first:
            raise UsageError(
                f"{profile.country} is given twice: {one_line(str(first[profile.country]))} and {one_line(str(path))}; "
                "two different States are read against each other. What changed between two profiles of one country, "
                "assess diff says"
            )
        first[profile.country] = path


def bilateral_document(
    results: Sequence[PairResult], kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """A document of both directions: text of ".txt", ".json", ".csv" and ".html", bytes of ".pdf".

    Args:
        results: both directions, as `bilateral_files` gives them, best in the same language.
        kind: the ending of the file that it would be written to.
        style: language, brand and fonts, from `assess.formats.style.read_style`; English and plain without it.
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document or language, or nothing to make it of.

    Example:
        >>> found = bilateral_files("examples/profiles/phl.yaml", "examples/profiles/chl.yaml")
        >>> bilateral_document(found, ".txt").splitlines()[0]
        'Philippines and Chile'
    """
    chosen(kind, get_args(Kind), "kind of document")
    if kind not in (*WRITTEN, ".txt"):
        raise UsageError(
            f"what is recorded between two States is not written as {kind}; there are: {', '.join(WRITTEN)}"
        )
    if not results:
        raise UsageError("there is nothing to make a document of")
    with speaking(style.language if style else ENGLISH):
        return _document(results, kind, style, told)


def _document(results: Sequence[PairResult], kind: Kind, style: "Style | None", told: list[str] | None) -> str | bytes:
    from assess.formats import pair_texts

    if kind == ".txt":
        return pair_texts.text(results)
    if kind == ".json":
        from assess.formats.data import to_json

        return to_json(pair_texts.as_data(results))
    if kind == ".csv":
        from assess.formats.tables import csv_file

        return csv_file(pair_texts.table(results))
    from assess.formats.html import render_bilateral
    from assess.formats.style import Style
    from assess.views.pair_view import pair_view

    style = style or Style()
    if kind == ".html":
        return render_bilateral(pair_view(results), style.brand, screen=True)
    return printed(lambda: render_bilateral(pair_view(results), style.brand), results[0], style, told)


OUTLINED: tuple[Kind, ...] = (".pdf", ".html", ".docx")
"""What the outline of a request is written as."""


def outline_document(
    result: PairResult, measure: str, kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """The outline of a request for one measure: text of ".txt" and ".html", bytes of ".docx" and ".pdf".

    The half that public law fills in is filled; the half on the case stays blank, with what has to be said there.

    Args:
        result: the direction, one of the two that `bilateral_files` gives.
        measure: the id of a step that has an outline, such as "preservation".
        kind: the ending of the file that it would be written to.
        style: language, brand and fonts; English and plain without it.
        told: a list to which it is added what should be said of the document.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such measure, kind of document or language.

    Example:
        >>> there, _ = bilateral_files("examples/profiles/phl.yaml", "examples/profiles/chl.yaml")
        >>> outline_document(there, "preservation", ".txt").splitlines()[0]
        'OUTLINE, TO BE COMPLETED BY THE COMPETENT AUTHORITY'
    """
    chosen(kind, get_args(Kind), "kind of document")
    known = [each.step.id for each in result.steps if each.step.outline]
    step = next(
        (each for each in result.steps if each.step.id == chosen(measure, known, "measure with an outline")), None
    )
    if kind not in (*OUTLINED, ".txt"):
        raise UsageError(f"an outline is not written as {kind}; there are: {', '.join(OUTLINED)}")
    assert step is not None
    assert step.step.outline is not None
    from assess.formats.style import Style
    from assess.views.outline_view import outline_view

    style = style or Style()
    with speaking(style.language):
        view = outline_view(result, step, step.step.outline)
        if kind == ".txt":
            from assess.formats.outline_texts import text

            return text(view)
        from assess.formats.html import render_outline

        if kind == ".html":
            return render_outline(view, style.brand, screen=True)
        if kind == ".docx":
            from assess.formats.document_date import document_day
            from assess.formats.word import render_word

            return render_word(render_outline(view, style.brand), date.fromisoformat(document_day(view.date)))
        return printed(lambda: render_outline(view, style.brand), result, style, told)


def printed(made: Callable[[], str], result: PairResult, style: "Style", told: list[str] | None) -> bytes:
    """The PDF of a page about two States."""
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out
    from assess.run.laying_out import Read, fonts_for, laid_out

    with laying_out() as layout:  # the process gets ready while the document is worded
        html = made()
        profiles = [result.requesting, result.requested]
        origins = [Read(profile, result.inputs) for profile in profiles]
        day = date.fromisoformat(document_day(str(max(result.days["request"]))))
        return laid_out(layout, html, (), day, profiles, fonts_for(layout, html, style, origins, told))
