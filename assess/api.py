"""The public functions behind the commands: each command parses, calls one of these, and prints."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from assess.engine.assessment import assess, prepare
from assess.model.catalogue import Fact
from assess.model.results import Assessment, Finding
from assess.problems import Problem, UsageError, did_you_mean
from assess.reading.library import load_library
from assess.reading.profiles import load_profiles
from assess.run.documents import assess_profile, comparison_document, document, read_day
from assess.words.alphabet import alphabetical
from assess.words.countries import country_codes, country_name
from assess.words.language import ENGLISH

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison

__all__ = [
    "assess_file", "assess_profile", "compare_files", "comparison_document", "crossed", "document", "empty_profile",
    "find_criterion", "read_day", "validate_files",
]  # fmt: skip


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
        return [compare([(country_name(p), assess(p, rules)) for p in profiles], alphabetical) for rules in prepared]
    except ValueError as error:
        raise UsageError(str(error)) from error


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
