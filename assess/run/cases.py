"""`assess case`: a case file and the profiles of its States to what is said of them, and that to a document of any kind."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assess.engine.case_steps import WholeCase, whole_case
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.model.exercise import Exercise, Roles
from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem, UsageError, chosen, one_line, problem
from assess.reading.yamlfile import Document
from assess.run.documents import released_profile
from assess.words.language import ENGLISH, languages, speaking

if TYPE_CHECKING:
    from assess.formats.style import Style

WRITTEN: tuple[Kind, ...] = (".pdf", ".html", ".json")
"""What a case is written as."""


def case_file(
    path: str | Path,
    profiles: Sequence[str | Path],
    roles: Sequence[str] = (),
    framework: str | Path = "bilateral",
    folders: Sequence[str | Path] = (),
    *,
    release: Release = "full",
    language: str = ENGLISH,
) -> WholeCase:
    """A case over several States, read against the law of each: an exercise on public law, not for use in proceedings.

    Args:
        path: a case in YAML (`case/v1`), over invented States.
        profiles: the profile of each State that has a role; the order changes nothing.
        roles: "ROLE=COUNTRY" for real States, in place of what the file says of the role; they are marked as hypothetical.
        framework: the rules about two States with which steps are read, by id or folder.
        folders: folders in which frameworks are looked for too.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the rules' texts, such as "fr".

    Returns:
        The case with everything that is said of it; `case_document` writes it.

    Raises:
        InvalidInput: with all problems of all files, and with the days of the case that are later than a profile's law.
        UsageError: a State with a role has no profile, a real State has none, no such role, framework, release or language.

    Example:
        >>> found = case_file("examples/cases/across_a_border/case.yaml", ["examples/cases/across_a_border/xaa.yaml",
        ...     "examples/cases/across_a_border/xbb.yaml"])
        >>> [(claim.code, claim.found.word) for claim in found.reading.offences[0].claims]
        [('XAA', 'yes'), ('XBB', 'yes')]
    """
    from assess.engine.pairs import prepare_pairs
    from assess.reading.exercises import read_exercise, with_roles
    from assess.reading.pairs import load_pairs
    from assess.reading.profiles import read_profile
    from assess.reading.yamlfile import read_yaml

    rules = load_pairs(framework, folders, chosen(language, languages(), "language"))
    document = read_yaml(path)
    exercise, problems = read_exercise(document, rules.catalogue)
    read = [read_profile(read_yaml(each), rules.catalogue) for each in profiles]
    problems += [fault for _, faults in read for fault in faults]
    if problems or exercise is None:
        raise InvalidInput(problems)
    exercise, real = with_roles(exercise, roles)
    kept = [released_profile(profile, release)[0] for profile, _ in read if profile is not None]
    found = checked_profiles(exercise, kept, profiles, real)
    if late := late_days(document, exercise, found):
        raise InvalidInput(late)
    return whole_case(exercise, found, rules.catalogue, prepare_pairs(rules.framework, rules.catalogue), real)


def case_document(
    case: WholeCase, kind: Kind, style: "Style | None" = None, told: list[str] | None = None
) -> str | bytes:
    """A document of a case: text of ".txt", ".json" and ".html", bytes of ".pdf".

    Args:
        case: as `case_file` gives it.
        kind: the ending of the file that it would be written to.
        style: language, brand and fonts, from `assess.formats.style.read_style`; English and plain without it. The case is best
            read in the same language (`case_file`).
        told: a list to which it is added what should be said of the document: characters that a lossy style loses.

    Raises:
        ReportError: the document could not be rendered.
        UsageError: there is no such kind of document or language.

    Example:
        >>> found = case_file("examples/cases/across_a_border/case.yaml", ["examples/cases/across_a_border/xaa.yaml",
        ...     "examples/cases/across_a_border/xbb.yaml"])
        >>> print(case_document(found, ".txt").splitlines()[1])
        Exercise on public law; not for use in proceedings.
    """
    chosen(kind, get_args(Kind), "kind of document")
    if kind != ".txt" and kind not in WRITTEN:
        raise UsageError(f"a case is not written as {kind}; there are: {', '.join(WRITTEN)}")
    with speaking(style.language if style else ENGLISH):
        return _document(case, kind, style, told)


def _document(case: WholeCase, kind: Kind, style: "Style | None", told: list[str] | None) -> str | bytes:
    from assess.views.case_view import case_view

    if kind == ".json":
        from assess.formats.case_data import as_data
        from assess.formats.data import to_json

        return to_json(as_data(case))
    view = case_view(case)
    if kind == ".txt":
        from assess.formats.case_texts import text

        return text(view)
    from assess.formats.html import render_case
    from assess.formats.style import Style

    style = style or Style()
    if kind == ".html":
        return render_case(view, style.brand, screen=True)
    from assess.formats.document_date import document_day
    from assess.formats.layout import laying_out
    from assess.run.laying_out import fonts_for, laid_out

    with laying_out() as layout:
        html = render_case(view, style.brand)
        fonts = fonts_for(layout, html, style, (), told)
        day = date.fromisoformat(document_day(view.date))
        return laid_out(layout, html, (), day, [*case.reading.profiles.values()], fonts)


def checked_profiles(
    exercise: Exercise, profiles: Sequence[Profile], paths: Sequence[str | Path], real: frozenset[str]
) -> dict[str, Profile]:
    """The profiles by their codes: one for each State that has a role, real ones only where the command line gave them a role.

    Raises:
        UsageError: one is missing, is given twice, or is of a real State that has no role.
    """
    found: dict[str, Profile] = {}
    first: dict[str, str | Path] = {}
    for profile, path in zip(profiles, paths, strict=True):
        code = profile.country
        if code in found:
            raise UsageError(
                f"{code} is given twice: {one_line(str(first[code]))} and {one_line(str(path))}; leave one out"
            )
        if not profile.invented and code not in real:
            raise UsageError(
                f"{one_line(str(path))}: {code} is a real State and has no role in this case; give it one on the command line, "
                f'which is printed as hypothetical: --role "victims in={code}"; or leave its profile out'
            )
        found[code], first[code] = profile, path
    needed = [(code, role) for role in Roles.__dataclass_fields__ for code in getattr(exercise.roles, role) or ()]
    if missing := {
        code: [role.replace("_", " ") for each, role in needed if each == code]
        for code, _ in needed
        if code not in found
    }:
        said = "; ".join(
            f"the case gives {code} a role ({', '.join(roles)})" for code, roles in sorted(missing.items())
        )
        raise UsageError(
            f"{said}, and there is no profile of it; name its file too, or give the role to another State: "
            '--role "victims in=CODE"'
        )
    if not found:
        raise UsageError(
            "no profile is given; name those of the States of the case: assess case case.yaml xaa.yaml xbb.yaml"
        )
    return found


def late_days(document: Document, exercise: Exercise, profiles: dict[str, Profile]) -> list[Problem]:
    """Days of the case that are later than the law of some State is known."""
    dates = exercise.dates
    named = [
        (("dates", "conduct", "end"), dates.conduct.end), (("dates", "conduct", "start"), dates.conduct.start),
        (("dates", "measure"), dates.measure), (("dates", "request"), dates.request), (("dates", "decision"), dates.decision),
    ]  # fmt: skip
    problems = []
    for loc, day in named:
        short = {code: profile.as_of for code, profile in profiles.items() if day is not None and day > profile.as_of}
        if short:
            known = ", ".join(f"{code} until {as_of}" for code, as_of in sorted(short.items()))
            why = f"{day} is later than the law that the profiles state ({known})"
            hint = "write an earlier day, or bring the profiles up to date (as_of)"
            problems.append(problem(document.place(loc), "bad-case", hint, where=".".join(loc), why=why))
    return problems
