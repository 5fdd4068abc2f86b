"""One finding explained: assessed, tried with other answers, and looked up in every other framework."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from assess.engine.assessment import prepare
from assess.engine.release import Release
from assess.engine.turning import moved, turns
from assess.model.results import Assessment, Finding
from assess.problems import UsageError, chosen, did_you_mean, one_line
from assess.reading.library import framework_folders
from assess.reading.profiles import load_profile
from assess.run.documents import assess_profile, read_day
from assess.run.inputs import Names, listed
from assess.run.inputs import library as loaded
from assess.views.explained_view import Explained
from assess.words.language import ENGLISH, languages, speaking


def find_criterion(assessments: Sequence[Assessment], name: str) -> list[tuple[Assessment, Finding]]:
    """The finding of a criterion in each framework that has it.

    Args:
        assessments: of one profile, as `assess_file` gives them.
        name: of the criterion, as ID or FRAMEWORK:ID.

    Returns:
        Pairs of an assessment and its finding. `low`, `high` and `coverage` of a finding are `Fraction`s from 0 to 1, `rating`
        is a `Rating`, and `elements` has the trace of each element.

    Raises:
        UsageError: no framework has it.

    Example:
        >>> ((assessment, finding),) = find_criterion(assess_file("examples/profiles/ken.yaml"), "preservation")
        >>> finding.criterion.id, finding.rating.value
        ('preservation', 'partly_met')
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
        listed = ", ".join(f"assess frameworks show {assessment.framework.id}" for assessment in assessments)
        hint = did_you_mean(criterion, known) or f"list them with: {listed}"
        raise UsageError(f"there is no criterion {one_line(repr(name))} here; {hint}")
    return found


def explain_file(
    path: str | Path,
    criterion: str,
    frameworks: Names = ("cooperation",),
    folders: Names = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
) -> list[Explained]:
    """The finding of a criterion explained: what would turn it, and what moves with it in every other shipped framework.

    Args:
        path: a profile in YAML; `-` is standard input. criterion: ID or FRAMEWORK:ID.
        frameworks: ids, or folders that contain a `framework.yaml`; the criterion is looked for in these.
        folders: folders in which frameworks are looked for too.
        as_of: an earlier law cut-off than the profile's own. release: "public" withholds what may not be published.
        language: of the frameworks' texts.

    Returns:
        One for each framework that has the criterion: `finding`, `turns` (each answer that would turn it by itself, tried) and
        `moved` (each criterion of another framework that reads the same facts). `explanation_document` writes them.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: no such criterion, framework, release or language, or a date that cannot be used.

    Example:
        >>> import assess
        >>> (found,) = assess.explain_file("examples/profiles/ken.yaml", "preservation")
        >>> [each.before.criterion.id for each in found.moved if each.moves and each.assessment.framework.id == "budapest"]
        ['art16']
    """
    chosen(language, languages(), "language")
    named = [*listed(frameworks)]
    asked = {each.id for each in loaded(named, folders, language).frameworks}  # some may be named by their folders
    others = [each for each in sorted(framework_folders()) if each not in asked]
    library = loaded([*named, *others], folders, language)
    profile = load_profile(path, library)
    own = assess_profile(profile, library, as_of=read_day(as_of), release=release)
    rules = [prepare(framework, library.catalogue) for framework in library.frameworks]
    both = list(zip(own, rules, strict=True))
    by_framework = {each.framework.id: prepared for each, prepared in both}
    return [
        Explained(
            assessment,
            finding,
            turns(assessment, finding, by_framework[assessment.framework.id]),
            moved(assessment, finding, both),
        )
        for assessment, finding in find_criterion(own[: len(named)], criterion)
    ]


def explanation_document(
    found: Sequence[Explained], kind: Literal[".txt", ".json"] = ".txt", language: str = ENGLISH
) -> str:
    """Findings explained, as text for a terminal of 80 columns or as JSON.

    Args:
        found: as `explain_file` gives it.
        kind: ".txt" or ".json".
        language: best the same as that of `explain_file`.

    Raises:
        UsageError: there is no such kind or language, or nothing to explain.

    Example:
        >>> import assess
        >>> found = assess.explain_file("examples/profiles/ken.yaml", "preservation")
        >>> explanation_document(found).splitlines()[0]
        'Expedited preservation of stored data [preservation]'
    """
    from assess.formats import explained_texts as texts

    chosen(kind, (".txt", ".json"), "kind of document")
    chosen(language, languages(), "language")
    if not found:
        raise UsageError("there is no finding to explain")
    with speaking(language):
        if kind == ".txt":
            return "\n".join(map(texts.text, found))
        from assess.formats.data import to_json

        return to_json([*map(texts.as_data, found)])
