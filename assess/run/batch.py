"""Any number of profiles in one run: read and checked together, each written to its own file."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assess.engine.release import Release
from assess.formats.files import Kind, make_folder, suffix_of, write
from assess.model.profile import Profile
from assess.model.results import Assessment
from assess.problems import ReportError, UsageError
from assess.reading.library import Library, load_library
from assess.reading.profiles import load_profiles
from assess.run.documents import assess_profile, document, read_day
from assess.tuples import NamedTuple
from assess.words.language import ENGLISH

if TYPE_CHECKING:
    from concurrent.futures import Future

    from assess.formats.style import Style

R = TypeVar("R")
Task = tuple[Profile, bytes, str, Kind]
"""A profile, the bytes and the path of its file (which a model loses on the way to another process), and the kind of document."""
Made = tuple[str | bytes | ReportError, tuple[str, ...]]
"""A document, or why there is none; and what should be said of it."""
SLOW = (".html", ".docx", ".pdf")
"""Kinds of document that take longer to make than to hand over to another process."""


class Target(NamedTuple):
    """A file to write: the index of its profile among those given, and its path."""

    profile: int
    path: str
    folder: str = ""
    """The folder that was asked for; it is created if it does not exist."""


class Outcome(NamedTuple):
    """The result for a target; `failure` is empty if it was written."""

    path: str
    failure: str = ""
    notes: tuple[str, ...] = ()
    """What should be said of a document that was written."""


class Terms(NamedTuple):
    """The settings by which all profiles of a run are assessed."""

    library: Library
    as_of: date | None
    release: Release
    style: "Style | None" = None

    def assess(self, profile: Profile) -> list[Assessment]:
        """One assessment for each framework."""
        return assess_profile(profile, self.library, as_of=self.as_of, release=self.release)


class _Last:
    """Terms that keep the assessments of the last profile: its documents are made one after the other."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.style = terms, terms.style
        self.profile: Profile | None = None
        self.made: list[Assessment] = []

    def assess(self, profile: Profile) -> list[Assessment]:
        if profile is not self.profile:
            self.profile, self.made = profile, self.terms.assess(profile)
        return self.made


class Run(NamedTuple):
    """Profiles that were read and are valid."""

    terms: Terms
    profiles: tuple[Profile, ...]

    def assessments(self) -> Iterator[list[Assessment]]:
        """The assessments of each profile in turn; they are large, so none is kept."""
        return map(self.terms.assess, self.profiles)


# Which files


def plan(profiles: Sequence[str], outputs: Sequence[str], formats: Sequence[str] = ()) -> list[Target]:
    """The files that `outputs` ask for: a file for a single profile, or a folder for any number, in each of the formats.

    Raises:
        UsageError: several profiles would share a file, a profile would be overwritten, or a format is given without a folder.
    """
    folders = [path for path in outputs if _is_folder(path)]
    for path in outputs:
        if path not in folders:
            suffix_of(path)
            if len(profiles) > 1:
                raise UsageError(
                    f"{path} is one file, but {len(profiles)} profiles are given; "
                    "write -o FOLDER/ for one file each, or `assess compare` for one document of all"
                )
    if formats and not folders:
        raise UsageError("--format says what to write into a folder; write -o FOLDER/ too, or -o FILE with its ending")
    kinds = tuple(dict.fromkeys(formats)) or ("pdf",)
    names = _names(profiles, kinds[0]) if folders else []
    targets: list[Target] = []
    for i in range(len(profiles)):
        for path in outputs:
            if path in folders:
                targets += [Target(i, os.path.join(path, f"{names[i]}.{kind}"), path) for kind in kinds]
            else:
                targets.append(Target(i, path))
    given = {os.path.realpath(path) for path in profiles}
    for target in targets:
        if os.path.realpath(target.path) in given:
            raise UsageError(f"{target.path} is a profile that is read; give another folder, file or format")
    return list({target.path: target for target in targets}.values())


def _is_folder(path: str) -> bool:
    return path.endswith(("/", os.sep)) or os.path.isdir(path)


def _names(profiles: Sequence[str], kind: str) -> list[str]:
    """The names of the files in a folder: those of the profiles, without their endings."""
    seen: dict[str, str] = {}
    for path in profiles:
        if path == "-":
            raise UsageError("standard input has no name to write into a folder; write -o FILE")
        key = Path(path).stem.casefold()  # on some systems, Ken.pdf and ken.pdf are the same file
        if key in seen:
            raise UsageError(
                f"{seen[key]} and {path} would both be written to {Path(path).stem}.{kind}; "
                "rename one, or write them to different folders in two runs"
            )
        seen[key] = path
    return [Path(path).stem for path in profiles]


# Reading and writing


def style(targets: Sequence[Target], **looks: Any) -> "Style":
    """How the documents look (`read_style` has the options).

    Raises:
        InvalidInput: with everything that is wrong with the brand and the templates.
        UsageError: none of the documents can have a style, or the language is not available.
    """
    from assess.formats.style import read_style

    return read_style([Path(target.path).suffix.lower() for target in targets], **looks)


def read(
    profiles: Sequence[str],
    frameworks: Sequence[str],
    folders: Sequence[str] = (),
    *,
    as_of: str | date | None = None,
    release: Release = "full",
    style: "Style | None" = None,
) -> Run:
    """The profiles, all of them read and checked.

    Raises:
        InvalidInput: with all problems of all files.
        UsageError: no such framework, or a date that cannot be used.
    """
    library = load_library(frameworks, folders, style.language if style else ENGLISH)
    cut_off = read_day(as_of)
    found = load_profiles(profiles, library)
    late = [
        f"{path} states the law as of {profile.as_of}"
        for path, profile in zip(profiles, found, strict=True)
        if cut_off and cut_off > profile.as_of
    ]
    if late:
        raise UsageError(f"{'; '.join(late)}; nothing is known of {cut_off}")
    if style and style.emblem:
        from assess.formats.style import refuse_emblem

        refuse_emblem(style, found)
    return Run(Terms(library, cut_off, release, style), tuple(found))


def write_all(run: Run, targets: Sequence[Target], jobs: int = 1) -> Generator[Outcome]:
    """Writes the targets and yields the outcome of each in turn. One that cannot be rendered does not stop the others.

    Args:
        jobs: the number of processes that make the slow kinds (`SLOW`).

    Raises:
        ReportError: the folder to write to cannot be made.
    """
    for folder in dict.fromkeys(target.folder for target in targets if target.folder):
        make_folder(folder)
    tasks = [
        (profile, profile.raw, profile.path, suffix_of(target.path))
        for target in targets
        for profile in [run.profiles[target.profile]]
    ]
    outcomes: dict[int, Outcome] = {}
    told = 0
    with closing(_made(run.terms, tasks, jobs)) as results:
        for number, result in results:
            outcomes[number] = _written(targets[number].path, result)
            while told in outcomes:
                yield outcomes.pop(told)
                told += 1


def _made(terms: Terms, tasks: Sequence[Task], jobs: int) -> Generator[tuple[int, Made]]:
    """The documents as they come, with their numbers."""
    several = len(tasks) > 1
    here = partial(_make, _Last(terms), several)
    slow = [number for number, (*_, kind) in enumerate(tasks) if kind in SLOW]
    if jobs == 1 or len(slow) < 2:
        yield from enumerate(map(here, tasks))
        return
    from assess.run.workers import Processes, Results  # slow to import, and not needed for one document

    there = partial(_make, terms, several)
    with Processes(jobs) as processes:
        results = Results()
        numbers = {}
        for number in slow:
            future = processes.submit(there, tasks[number])
            numbers[future] = number
            results.watch(future)
        yield from ((number, here(task)) for number, task in enumerate(tasks) if task[-1] not in SLOW)
        for _ in slow:
            future = results.next()
            made = result_of(future)
            yield numbers[future], (made, ()) if isinstance(made, ReportError) else made


def result_of(future: "Future[R]") -> R | ReportError:
    """The document, or the reason why the executor lost it."""
    from assess.processes import Ended

    try:
        return future.result()
    except Ended as end:
        why = "was killed" if end.why == "killed" else f"ended with {end.detail}"
        return ReportError(f"the process that made it {why}; is there memory enough?")
    except Exception as error:  # each executor raises its own errors
        return ReportError(f"the executor lost it: {type(error).__name__}: {error}")


def fault_of(error: Exception) -> ReportError:
    return ReportError(f"a fault of the program: {type(error).__name__}: {error}")


def _make(terms: Terms | _Last, several: bool, task: Task) -> Made:
    """One document, or why there is none."""
    profile, raw, path, kind = task
    profile.read_from(raw, path)
    told: list[str] = []
    try:
        return document(terms.assess(profile), kind, terms.style, told), tuple(told)
    except ReportError as error:
        return error, ()
    except Exception as error:
        if not several:
            raise
        return fault_of(error), ()


def _written(path: str, result: Made) -> Outcome:
    made, notes = result
    if isinstance(made, ReportError):
        return Outcome(path, f"{path}: {made}")
    try:
        write(path, made)
    except ReportError as error:
        return Outcome(path, str(error))
    return Outcome(path, "", notes)


def failed(outcomes: Sequence[Outcome]) -> None:
    """Names every document that could not be written.

    Raises:
        ReportError: there are such documents.
    """
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    if len(outcomes) == 1 and failures:
        raise ReportError(failures[0])
    if failures:
        lines = "".join(f"\n  {failure}" for failure in failures)
        raise ReportError(f"{len(failures)} of {len(outcomes)} documents could not be written:{lines}")
