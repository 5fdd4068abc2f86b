"""The public functions behind the commands: each command parses, calls one of these, and prints."""

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from assess.engine.assessment import prepare
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.model.catalogue import Fact
from assess.model.results import Assessment
from assess.problems import InvalidInput, Problem, UsageError, chosen, one_line
from assess.reading.library import load_library
from assess.reading.profiles import load_profiles
from assess.run.asking import questions_document
from assess.run.cases import case_document, case_file
from assess.run.comparisons import comparison_document
from assess.run.difference import diff_document, diff_files
from assess.run.documents import assess_profile, document, read_day
from assess.run.explaining import explain_file, explanation_document, find_criterion
from assess.run.inputs import Names
from assess.run.inputs import library as _library
from assess.run.inputs import listed as _listed
from assess.run.merging import merge_document, merge_files
from assess.run.whatif import whatif_document, whatif_file
from assess.words.language import ENGLISH, languages

if TYPE_CHECKING:
    from assess.engine.comparison import Comparison
    from assess.run.refresh import Refreshed
    from assess.views.countries_view import Table

__all__ = [
    "FailOn", "Kind", "Release", "assess_file", "assess_profile", "case_document", "case_file", "compare_files",
    "comparison_document", "countries_document", "countries_table", "crossed", "diff_document", "diff_files",
    "document", "empty_profile", "explain_file", "explanation_document", "find_criterion", "merge_document",
    "merge_files", "questions_document", "read_day", "refresh_file", "status_warnings", "validate_files",
    "whatif_document", "whatif_file",
]  # fmt: skip

FailOn = Literal["gap", "unknown"]
"""What `crossed` looks for in duties: a known gap, or anything open."""


def assess_file(
    path: str | Path,
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
) -> list[Assessment]:
    """The profile in a file, assessed under each framework.

    Args:
        path: a profile in YAML; `-` is standard input.
        frameworks: ids, or folders that contain a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        as_of: an earlier law cut-off than the profile's own, as a date or as YYYY-MM-DD.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the frameworks' texts, such as "fr"; what is not translated stays in English.

    Returns:
        One assessment for each framework, in the order given. `findings` has one for each criterion; `totals` by axis ("law",
        "capacity", "practice", or "all") and `scores` by (domain, axis) have intervals: `low`, `high` and `coverage` are
        `Fraction`s from 0 to 1.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: no such framework, release or language, or a date that cannot be used.

    Example:
        >>> (result,) = assess_file("examples/profiles/ken.yaml", "budapest")
        >>> score = result.totals["law"]
        >>> 0 <= score.low <= score.high <= 1
        True
    """
    library = _library(frameworks, folders, chosen(language, languages(), "language"))
    (profile,) = load_profiles([path], library)
    return assess_profile(profile, library, as_of=read_day(as_of), release=release)


def validate_files(paths: Names, frameworks: Names = (), language: str | None = None) -> list[Problem]:
    """Everything wrong with these files or folders: profiles, brands, facts, frameworks and templates.

    Args:
        paths: files or folders; `-` is standard input.
        frameworks: ids or folders; their facts may be used beside those of the catalogue.
        language: also lists the texts that are missing in this language, in these frameworks or, if none is named, in all.

    Returns:
        The problems, by file, line and column (from 1), each with its code, a message and a hint; an empty list if there are none.

    Raises:
        UsageError: no such framework, or something that is not the code of a language.

    Example:
        >>> validate_files(["examples/profiles/ken.yaml"])
        []
    """
    from assess.formats.style import checked_templates, is_template_folder
    from assess.run.validate import untranslated, validate

    if language is not None and not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", language):
        raise UsageError(one_line(f"{language!r} is not the code of a language; write one such as fr or pt_BR"))
    paths, frameworks = _listed(paths), _listed(frameworks)
    folders = [path for path in paths if is_template_folder(path)]
    problems = validate([path for path in paths if path not in folders], load_library(frameworks))
    problems += [fault for folder in folders for fault in checked_templates(folder)[1]]
    if language:
        problems += untranslated(language, frameworks)
    return sorted(set(problems))


def status_warnings(paths: Names, frameworks: Names = ()) -> list[Problem]:
    """Warnings where treaty answers of profiles differ from the status data; they do not make a file invalid.

    Args:
        paths: files; those that are not valid profiles are skipped.
        frameworks: ids or folders; their facts may be used beside those of the catalogue.

    Returns:
        The warnings, by file, line and column, each naming both answers and both sources.

    Raises:
        UsageError: no such framework.

    Example:
        >>> status_warnings("examples/profiles/ken.yaml")
        []
    """
    from assess.run.validate import status_warnings as warnings

    return warnings(_listed(paths), load_library(_listed(frameworks)))


def refresh_file(path: str | Path, frameworks: Names = ()) -> "Refreshed":
    """What the status data would change in the treaty answers of a profile; nothing is written.

    Args:
        path: a profile in YAML.
        frameworks: ids or folders; their facts may be used beside those of the catalogue.

    Returns:
        The text before and after, a `diff` of the two, and in `left` the answers that stay as they are, with the reason.

    Raises:
        InvalidInput: with all problems of the file.
        UsageError: no such framework.

    Example:
        >>> refresh_file("examples/profiles/ken.yaml").diff("ken.yaml")
        ''
    """
    from assess.reading.profiles import read_profile
    from assess.reading.status import load_status
    from assess.reading.yamlfile import read_yaml
    from assess.run.refresh import refreshed

    library = load_library(_listed(frameworks))
    document = read_yaml(path)
    profile, problems = read_profile(document, library.catalogue)
    if profile is None or problems:
        raise InvalidInput(problems)
    return refreshed(document, profile, library.catalogue, load_status())


def crossed(
    assessments: Sequence[Assessment], fail_on: FailOn | None = None, min_coverage: float | Fraction | None = None
) -> bool:
    """Whether a threshold is crossed.

    Args:
        assessments: of one profile, as `assess_file` gives them.
        fail_on: "gap": a duty (`shall`) has a known gap; "unknown": a duty is open.
        min_coverage: a share from 0 to 1 that has to be known on each axis.

    Raises:
        UsageError: no such word, or not a share.

    Example:
        >>> results = assess_file("examples/profiles/ken.yaml")
        >>> crossed(results, "gap"), crossed(results, min_coverage=0)
        (True, False)
    """
    if fail_on is not None:
        chosen(fail_on, get_args(FailOn), "threshold")
    if min_coverage is not None and not (isfinite(min_coverage) and 0 <= min_coverage <= 1):
        raise UsageError(f"{min_coverage} is not a share from 0 to 1, such as 0.5")
    duties = [f for each in assessments for f in each.findings if f.criterion.obligation == "shall"]
    if fail_on == "gap" and any(f.gap for f in duties):
        return True
    if fail_on == "unknown" and any(f.low != f.high for f in duties):
        return True
    totals = [score for each in assessments for score in each.totals.values()]
    return min_coverage is not None and any(score.coverage < Fraction(str(min_coverage)) for score in totals)


def compare_files(
    paths: Sequence[str | Path],
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
    draws: int | None = None,
    seed: int = 1,
    concentration: float | Fraction = 20,
    weights: Names = (),
    group_by: str | None = None,
    groups: str | Path | None = None,
    rank: bool = False,
    left: list[Problem] | None = None,
) -> "list[Comparison]":
    """The profiles in these files side by side, once for each framework.

    Args:
        paths: profiles of two or more different countries.
        frameworks: ids, or folders that contain a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        as_of: an earlier law cut-off than those of the profiles, for all of them.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the names of countries, whose order it gives, and of the frameworks' texts.
        draws: so many settings of weights, aggregation, open answers and confidence are tried.
        seed: of the random numbers; the same gives the same.
        concentration: how close drawn weights are to those of the framework (of the Dirichlet distribution).
        weights: files of named sets of weights, of which each draw takes one.
        group_by: an attribute of the countries: region, subregion, income, un_group, or one in `groups`.
        groups: a file with groups of countries.
        rank: documents have tiers of totals too, with a warning.
        left: a list to which the problems of profiles are added that are then left out; without it, none may have any.

    Returns:
        One comparison for each framework, in the order given; `countries` are in alphabetical order, and each of `rows` has a
        score of each country in that order, or None where nothing applies. `comparison_document` writes them.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: fewer than two countries, one given twice, no such framework, release or language, or a date that cannot be
            used.

    Example:
        >>> (found,) = compare_files(["examples/profiles/khm.yaml", "examples/profiles/ken.yaml"])
        >>> [country.code for country in found.countries]
        ['KHM', 'KEN']
    """
    from assess.run.comparisons import compared, settings_of

    library = _library(frameworks, folders, chosen(language, languages(), "language"))
    settings = settings_of(library, draws, seed, concentration, _listed(weights))
    found = compared(_listed(paths), library, read_day(as_of), release, language, settings, (group_by, groups), left)
    return [each._replace(ranked=rank) for each in found]


def empty_profile(
    country: str,
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    schema: str = "schemas/profile.v1.json",
    *,
    name: str | None = None,
) -> str:
    """A valid profile in YAML with every fact that the frameworks read; facts in the status data, such as treaties, are answered.

    Its first line tells editors the path of the schema of profiles, relative to the folder of the profile.

    Args:
        country: an alpha-3 or alpha-2 code, or a name in one of several languages. EUU is the European Union, GBR-SCT a unit of a
            State; XKX and others are codes that ISO 3166 leaves to its users.
        frameworks: ids, or folders that contain a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        schema: the path from the profile to the schema of profiles.
        name: the name to print, if it should differ from the standard one or there is none.

    Raises:
        UsageError: no such country or framework, a name that more than one country has, or a code without a name.

    Example:
        >>> "country: GHA" in empty_profile("Ghana")
        True
    """
    from assess.formats.blank_profile import blank_profile
    from assess.reading.status import load_status
    from assess.views.status_answers import answers, is_state, used_sources
    from assess.words.countries import subject_name
    from assess.words.country_search import find_subject

    subject = find_subject(str(country))
    library = _library(frameworks, folders)
    today = date.today()  # only where the author starts from: results depend on what the file says
    data = load_status()
    own = name or subject.name or ""
    if not own and subject_name(subject.code) == subject.code:
        raise UsageError(f"{subject.code} has no name that is known here; say what it stands for: --name TEXT")
    own = "" if own == subject_name(subject.code) else own
    given = answers(data, library.catalogue, subject.code, today)
    facts: dict[str, Fact] = {each: library.catalogue.facts[each] for each in given}
    for framework in library.frameworks:
        facts |= prepare(framework, library.catalogue).base.facts
    return blank_profile(
        subject.code, own or subject_name(subject.code), today, facts, library.catalogue.topics, schema,
        own_name=own, given=given, sources={each: data.sources[each] for each in used_sources(given)},
        neutral=not is_state(data, subject.code),
    )  # fmt: skip


def countries_table(instruments: Names = (), groups: Names = (), *, as_of: str | date | None = None) -> "Table":
    """The status of each State under treaties and in organisations, as read in sources.

    Args:
        instruments: such as "budapest"; by default, all treaties and schemes. groups: regions ("africa"), groups of the United
        Nations or the World Bank, organisations ("coe"); only States in all of them. as_of: what came later is left out; by
        default, the last day covered by a source.

    Returns:
        The table: `lines` have one State each, with a cell for each of `instruments`. `countries_document` writes it.

    Raises:
        UsageError: no such instrument or group, or not a date.
        InvalidInput: the status data are damaged.

    Example:
        >>> found = countries_table("budapest", "asean")
        >>> [line.code for line in found.lines if line.cells[0].status == "party"]
        ['PHL']
    """
    from assess.reading.status import load_status
    from assess.views.countries_view import table

    return table(load_status(), [*map(str, _listed(instruments))], [*map(str, _listed(groups))], read_day(as_of))


def countries_document(table: "Table", kind: Kind) -> str | bytes:
    """A table of countries as a document: text of ".txt", ".csv", ".json" and ".html", bytes of ".xlsx".

    Args:
        table: as `countries_table` gives it.
        kind: the ending of the file that it would be written to.

    Raises:
        UsageError: another kind.

    Example:
        >>> countries_document(countries_table("malabo", "ecowas"), ".csv").splitlines()[1][:9]
        'BEN,Benin'
    """
    from assess.formats.countries_texts import document as made

    return made(table, kind)
