"""Documents of any number of profiles, made by any executor: local processes or those of a cluster."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from assess.cache import digest
from assess.engine.release import Release
from assess.formats.files import Kind
from assess.problems import AssessError, InvalidInput, ReportError, UsageError, chosen
from assess.reading.library import Library, framework_folders, load_library
from assess.reading.profiles import read_profile
from assess.reading.yamlfile import parse_yaml, read_bytes
from assess.run.batch import SLOW, fault_of, result_of
from assess.run.documents import assess_profile, document, read_day
from assess.words.language import ENGLISH

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from assess.formats.style import Style


class _Order(NamedTuple):
    """The documents that are asked for; kept small, because it is sent along with every profile."""

    frameworks: tuple[str | Path, ...]
    folders: tuple[str | Path, ...]
    known: str
    """The hash of the frameworks and facts to use."""
    kind: Kind
    as_of: date | None
    release: Release
    style: "Style | None"


def documents(
    paths: Iterable[str | Path] | str | Path,
    frameworks: Sequence[str | Path] | str | Path = ("cooperation",),
    folders: Sequence[str | Path] | str | Path = (),
    *,
    kind: Kind = ".pdf",
    as_of: str | date | None = None,
    release: Release = "full",
    style: "Style | None" = None,
    executor: "Executor | None" = None,
    ahead: int = 200,
) -> "Iterator[tuple[str | Path, bytes | AssessError]]":
    """Makes a document of each profile. Yields each path with its document, or with the reason why there is none, as they are
    ready.

    Args:
        paths: as many as there are; they are read here, a little ahead. One alone need not stand in a list.
        frameworks: ids, or folders that hold a `framework.yaml`.
        folders: folders in which frameworks are looked for too.
        kind: of document, as `assess.document` has them.
        as_of: an earlier law cut-off than those of the profiles, for all of them.
        release: "public" withholds what may not be published; "full" withholds nothing.
        style: as for `assess.document`.
        executor: makes the documents; any `concurrent.futures.Executor`, such as that of a cluster. It is left open. The frameworks
            and the program have to be found where it works. Without one as many processes are started here as there are processors.
        ahead: this many profiles are read before their documents are taken from here.

    Raises:
        InvalidInput: the frameworks or the facts are wrong.
        UsageError: there is no such framework, kind or release, or the date cannot be used.

    Example:
        >>> for path, made in documents(["examples/profiles/ken.yaml"], kind=".json"):
        ...     print(path, made if isinstance(made, AssessError) else "made")
        examples/profiles/ken.yaml made
    """
    chosen(kind, get_args(Kind), "kind of document")
    chosen(release, get_args(Release), "release")
    language = style.language if style else ENGLISH
    asked, extra = _listed(frameworks), [Path(folder).absolute() for folder in _listed(folders)]
    if not asked:
        raise UsageError("no framework is named; name one or more, such as cooperation")
    named = framework_folders(extra)
    places = (
        tuple(Path(name).absolute() if name not in named and Path(name).is_dir() else name for name in asked),
        tuple(extra),
        language,
    )
    known = _hash(_library(*places).files)
    order = _Order(*places[:2], known, kind, read_day(as_of), release, style)
    return _documents(_listed(paths), partial(_made_of, order), executor, kind in SLOW, ahead)


def _listed(names: Iterable[str | Path] | str | Path) -> Iterable[str | Path]:
    return [names] if isinstance(names, str | Path) else names


def _documents(
    paths: Iterable[str | Path],
    make: Callable[[str, bytes], bytes | AssessError],
    executor: "Executor | None",
    slow: bool,
    ahead: int,
) -> "Iterator[tuple[str | Path, bytes | AssessError]]":
    if executor is None and not slow:
        for path in paths:
            raw = read_bytes(path, str(path))
            yield path, make(str(path), raw) if isinstance(raw, bytes) else InvalidInput([raw])
        return
    from assess.run.workers import Processes, Results

    own = Processes(os.cpu_count() or 1) if executor is None else None
    pool = own or executor
    assert pool is not None
    results = Results()
    running: dict[Future[bytes | AssessError], str | Path] = {}

    def taken() -> tuple[str | Path, bytes | AssessError]:
        future = results.next()
        return running.pop(future), result_of(future)

    try:
        for path in paths:
            raw = read_bytes(path, str(path))
            if not isinstance(raw, bytes):
                yield path, InvalidInput([raw])
                continue
            future = pool.submit(make, str(path), raw)
            running[future] = path
            results.watch(future)
            while len(running) >= ahead:
                yield taken()
        while running:
            yield taken()
    finally:
        for future in running:
            future.cancel()
        if own:
            own.stop()


def _made_of(order: _Order, path: str, raw: bytes) -> bytes | AssessError:
    """Runs where the executor works: the document of one profile, or the reason why there is none."""
    try:
        library = _library(order.frameworks, order.folders, order.style.language if order.style else ENGLISH)
        if _hash(library.files) != order.known:
            return ReportError(
                "the frameworks where the document is made differ from those here; use the same in both places"
            )
        profile, problems = read_profile(parse_yaml(raw, path), library.catalogue)
        if profile is None:
            return InvalidInput(problems)
        if order.style and order.style.emblem:
            from assess.formats.style import emblem_problems

            if faults := emblem_problems(order.style, [profile]):
                return InvalidInput(faults)
        results = assess_profile(profile, library, as_of=order.as_of, release=order.release)
        made = document(results, order.kind, order.style)
        return made.encode("utf-8") if isinstance(made, str) else made
    except AssessError as error:
        return error
    except Exception as error:
        return fault_of(error)


@lru_cache(4)
def _library(frameworks: tuple[str | Path, ...], folders: tuple[str | Path, ...], language: str) -> Library:
    return load_library(frameworks, folders, language)


def _hash(files: Mapping[str, bytes]) -> str:
    return digest(sorted(files.items()))
