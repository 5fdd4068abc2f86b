"""Many profiles read against each other, and the documents made of that."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from assess.engine.corridors import corridors as corridors_of
from assess.engine.pair_matrix import Many, matrix_of
from assess.engine.pairs import prepare_pairs
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.formats.matrix_texts import Found
from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem, UsageError, chosen
from assess.reading.library import Library
from assess.reading.pairs import PairLibrary, load_pairs
from assess.reading.profiles import load_profiles
from assess.run.bilateral import refuse_same
from assess.run.documents import read_day, released_profile
from assess.words.language import ENGLISH, languages, speaking

TABLED: tuple[Kind, ...] = (".json", ".csv")
"""What a matrix is written as."""


def bilateral_matrix(
    paths: Sequence[str | Path],
    framework: str | Path = "bilateral",
    folders: Sequence[str | Path] = (),
    *,
    corridors: bool = False,
    keep_going: bool = False,
    as_of: str | date | None = None,
    release: Release = "full",
    language: str = ENGLISH,
    passed_over: list[Problem] | None = None,
) -> Found:
    """How many steps have a recorded basis, from each of several States to each other.

    Args:
        paths: profiles of two or more different countries.
        framework: the id or folder of a framework with `subject: pair`.
        folders: folders in which frameworks are looked for too.
        corridors: also which facts of each State's own would open most.
        keep_going: leave out profiles that cannot be read; what is wrong with them is added to `passed_over`.
        as_of: an earlier law cut-off than those of the profiles, for all of them.
        release: "public" withholds what may not be published; "full" withholds nothing.
        language: of the framework's texts.
        passed_over: a list to which the problems of profiles that were left out are added.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: fewer than two countries, one given twice, no such framework, release or language, or a date that cannot be
            used.

    Example:
        >>> found = bilateral_matrix(["examples/profiles/phl.yaml", "examples/profiles/chl.yaml"])
        >>> found.matrix.counted(0, 1).with_basis > 0
        True
    """
    library = load_pairs(framework, folders, chosen(language, languages(), "language"))
    kept, profiles = _read(paths, library, release, [] if passed_over is None else passed_over, keep_going=keep_going)
    if len(profiles) < 2:
        raise UsageError("a matrix takes two or more countries; give another profile too")
    refuse_same(profiles, kept)
    rules = prepare_pairs(library.framework, library.catalogue)
    try:
        many = Many(profiles, rules, read_day(as_of))
        made = matrix_of(many)
    except ValueError as error:  # a day later than a profile's own
        raise UsageError(str(error)) from error
    opened = tuple(tuple(each) for each in corridors_of(many, made)) if corridors else None
    return Found(made, opened, rules.read)


def _read(
    paths: Sequence[str | Path], library: PairLibrary, release: Release, passed_over: list[Problem], *, keep_going: bool
) -> tuple[list[str | Path], list[Profile]]:
    among = Library(library.catalogue, ())
    if not keep_going:
        return list(paths), [released_profile(each, release)[0] for each in load_profiles(paths, among)]
    kept: list[str | Path] = []
    profiles: list[Profile] = []
    for path in paths:
        try:
            profiles.append(released_profile(load_profiles([path], among)[0], release)[0])
            kept.append(path)
        except InvalidInput as error:
            passed_over += error.problems
    return kept, profiles


def matrix_document(found: Found, kind: Kind, language: str = ENGLISH) -> str:
    """A matrix as ".txt", ".json" or ".csv".

    Args:
        found: as `bilateral_matrix` gives it, best in the same language.
        kind: the ending of the file that it would be written to.
        language: of the document.

    Raises:
        UsageError: there is no such kind of document or language.

    Example:
        >>> found = bilateral_matrix(["examples/profiles/phl.yaml", "examples/profiles/chl.yaml"])
        >>> matrix_document(found, ".csv").splitlines()[1].split(",")[:3]
        ['bilateral', 'CHL', 'PHL']
    """
    from assess.formats import matrix_texts

    chosen(kind, get_args(Kind), "kind of document")
    if kind not in (*TABLED, ".txt"):
        raise UsageError(f"a matrix is not written as {kind}; there are: {', '.join(TABLED)}")
    with speaking(language):
        if kind == ".txt":
            return matrix_texts.text(found)
        if kind == ".json":
            from assess.formats.data import to_json

            return to_json(matrix_texts.as_data(found))
        from assess.formats.tables import csv_file

        return csv_file(matrix_texts.table(found))
