"""A comparison of several countries to one document, of any kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assess.engine.assessment import assess, prepare
from assess.engine.release import Release
from assess.formats.files import COMPARED, Kind
from assess.model.base import exact
from assess.model.profile import Profile
from assess.model.results import Inputs
from assess.problems import InvalidInput, Problem, UsageError, chosen, one_line
from assess.reading.editions import passed_over
from assess.reading.library import Library
from assess.reading.profiles import load_profiles
from assess.run.documents import released_profile
from assess.run.grouping import grouping_of
from assess.words.alphabet import alphabetical
from assess.words.countries import country_name
from assess.words.figures import number
from assess.words.language import ENGLISH, _, say, speaking

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison
    from assess.engine.drawn import Setting
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
        from assess.formats.comparison_json import as_data

        return to_json([as_data(each) for each in comparisons])
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
                "a comparison takes different countries; leave one of the two out. What changed between two profiles of one "
                "country, assess diff says"
            )
        first[profile.country] = path


def settings_of(
    library: Library, draws: int | None, seed: int, concentration: float | Fraction, weights: Sequence[str | Path]
) -> "Mapping[str, Setting]":
    """What is to be drawn under each framework, by its id; nothing without draws.

    Raises:
        UsageError: a number that cannot be used, or weights without draws.
        InvalidInput: with everything that is wrong with the files of weights.
    """
    from assess.engine.drawn import LEAST_DRAWS, MOST_DRAWS, Expert, Setting
    from assess.engine.judgements import judged
    from assess.reading.comparing import load_weights

    if draws is None:
        if weights:
            raise UsageError("named sets of weights are for draws; say how many: --draws 10000")
        return {}
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise UsageError(
            f"{draws} draws are not possible; write a number from {LEAST_DRAWS} to {MOST_DRAWS}, such as 10000"
        )
    if not 0 <= seed < 1 << 63:
        raise UsageError(f"{seed} is not a seed; write a whole number from 0 on, such as 1")
    if not (isfinite(concentration) and Fraction(1, 100) <= concentration <= 10**6):
        raise UsageError(f"{concentration} is not a concentration; write a number from 0.01 to 1000000, such as 20")
    frameworks = {framework.id: framework for framework in library.frameworks}
    experts: dict[str, list[Expert]] = {}
    for path in weights:
        file = load_weights(path, frameworks)
        for each in file.sets:
            domains, criteria = ({k: exact(v) for k, v in own.items()} for own in (each.domains, each.criteria))
            name = say(each.name)
            if each.judgements:
                made = judged([[exact(v) for v in row] for row in each.judgements.table])
                domains = dict(zip(each.judgements.of, made.weights, strict=True))
                name = _("{name} (judged in pairs, consistency ratio {ratio})").format(
                    name=name, ratio=number(Fraction(round(made.ratio * 10000), 10000))
                )
            experts.setdefault(file.framework, []).append(Expert(name, domains, criteria))
    return {
        name: Setting(draws, seed, Fraction(str(concentration)), tuple(experts.get(name, ()))) for name in frameworks
    }


def compared(
    paths: Sequence[str | Path],
    library: Library,
    day: date | None,
    release: Release,
    language: str,
    settings: "Mapping[str, Setting]",
    groups: tuple[str | None, str | Path | None] = (None, None),
    left: "list[Problem] | None" = None,
) -> "list[Comparison]":
    """The profiles in these files side by side under each framework of a library, with draws where there are settings for it.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: fewer than two countries, one given twice, or a day that is later than a profile's own.
    """
    from assess.engine.comparison import compare

    paths, read = _readable(paths, library, left)
    profiles = [released_profile(profile, release)[0] for profile in read]
    refuse_too_few(profiles, paths)
    prepared = [prepare(framework, library.catalogue) for framework in library.frameworks]
    try:
        with speaking(language):
            named = [(country_name(profile), profile) for profile in profiles]
            inputs = Inputs(library.files, release)
            found = [
                compare(
                    [(name, assess(p, rules, day)._replace(inputs=inputs)) for name, p in named], alphabetical, rules
                )
                for rules in prepared
            ]
            grouping = grouping_of([country.code for country in found[0].countries], *groups)
    except ValueError as error:  # a day later than a profile's own
        raise UsageError(str(error)) from error
    passed = tuple(
        (p.country, topic, n) for p in profiles for topic, n in passed_over(p, library.catalogue.facts).items()
    )
    unread = len({fault.place.path for fault in left or ()})
    return [_drawn(each, settings)._replace(grouping=grouping, unread=unread, passed_over=passed) for each in found]


def _readable(
    paths: Sequence[str | Path], library: Library, left: "list[Problem] | None"
) -> tuple[Sequence[str | Path], list[Profile]]:
    """The profiles, with their paths; where there is a list, those with problems are left out and their problems added to it."""
    if left is None:
        return paths, load_profiles(paths, library)
    found = []
    for path in paths:
        try:
            found.append((path, load_profiles([path], library)[0]))
        except InvalidInput as error:
            left += error.problems
    if left and len(found) < 2:
        raise InvalidInput(left)
    return [path for path, _ in found], [profile for _, profile in found]


def _drawn(compared: "Comparison", settings: "Mapping[str, Setting]") -> "Comparison":
    if compared.framework.id not in settings:
        return compared
    from assess.engine.draws import draw

    return compared._replace(drawn=draw(compared, settings[compared.framework.id]))
