"""The library: the catalogue of facts, frameworks and their worked cases, from files to models."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from assess.cache import digest, fingerprint, remember
from assess.model.base import MOST
from assess.model.catalogue import Catalogue, Topic
from assess.model.framework import Case, CaseFile, Domain, Framework, FrameworkFile
from assess.problems import InvalidInput, Place, Problem, UsageError, did_you_mean, one_line, problem
from assess.reading.kept import packed, unpacked
from assess.reading.to_model import model_or_problems, shape, wrong_schema
from assess.reading.yamlfile import Document, parse_yaml, read_bytes
from assess.resources import data_dir
from assess.tuples import NamedTuple
from assess.words.language import ENGLISH

MAX_FOLDER = 4_000_000
"""Bytes of all YAML files of a framework, of its facts, its cases, or one of its translations; each file has its own limit too."""
MOST_CRITERIA = MOST["all_criteria"]
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


class Library(NamedTuple):
    """The catalogue and the frameworks that were asked for, in that order.

    Example:
        >>> library = load_library(["cooperation"])
        >>> library.catalogue.facts["offences.illegal_access"].kind
        'provision'
    """

    catalogue: Catalogue
    frameworks: tuple[Framework, ...]
    files: Mapping[str, bytes] = MappingProxyType({})
    """The files they were read from, under the names that documents carry them by: `facts/NAME`, `frameworks/ID/NAME`."""


# Frameworks


def framework_folders(extra: Sequence[str | Path] = ()) -> dict[str, Path]:
    """Every framework that can be named, by id: the shipped ones and those in the folders `extra`."""
    found: dict[str, Path] = {}
    for base in (data_dir("frameworks"), *map(Path, extra)):
        if not os.path.isdir(base):  # unlike `Path.is_dir`, this is false for an overlong name
            raise UsageError(f"{base} is not a folder")
        found |= {path.parent.name: path.parent for path in sorted(base.glob("*/framework.yaml"))}
    return found


def load_library(
    frameworks: Sequence[str | Path] = (), extra: Sequence[str | Path] = (), language: str = ENGLISH
) -> Library:
    """The catalogue and the named frameworks, with their texts in `language`.

    Args:
        frameworks: ids, or folders that contain a `framework.yaml`.
        extra: folders in which frameworks are looked for too.
        language: such as "fr"; what is not translated stays in English.

    Raises:
        UsageError: no framework has that name, or two have the same.
        InvalidInput: with everything that is wrong in the files.

    Example:
        >>> library = load_library(["budapest", "cooperation"])
        >>> [framework.id for framework in library.frameworks]
        ['budapest', 'cooperation']
    """
    known = framework_folders(extra)
    folders = list(dict.fromkeys(framework_folder(name, known) for name in frameworks))
    homes = [data_dir("frameworks") / "facts", *(folder / "facts" for folder in folders)]
    topics, files = _contents(homes), _contents(folders)
    translations = translations_in([*homes, *folders], language)

    def make() -> tuple[Catalogue, tuple[Framework, ...]]:
        return _read_library(topics, folders, files, translations, language)

    key = f"library-{fingerprint([*topics.items(), *files.items(), *translations.items()])}"
    catalogue, read_ones = remember(key, make, packed, unpacked)
    places = {str(data_dir("frameworks") / "facts"): "facts"}
    for folder, framework in zip(folders, read_ones, strict=True):
        name = f"frameworks/{framework.id}"
        if name in places.values():
            raise UsageError(f"two frameworks have the id {framework.id}; name only one of them, or change one id")
        places |= {str(folder): name, str(folder / "facts"): f"{name}/facts"}
    own = {str(folder / name) for folder, framework in zip(folders, read_ones, strict=True) for name in framework.files}
    kept_files = topics | {path: raw for path, raw in files.items() if path in own}
    carried = {f"{places[str(Path(path).parent)]}/{Path(path).name}": raw for path, raw in kept_files.items()}
    carried |= {
        f"{places[str(Path(path).parent)]}/translations/{language}/{Path(path).name}": raw
        for path, raw in translations.items()
    }
    return Library(catalogue, read_ones, carried)


def read_library(files: Mapping[str, bytes], ids: Sequence[str], name: str, language: str = ENGLISH) -> Library:
    """The library in `files` (as in `Library.files`), with frameworks in the order of `ids`. Problems name files as if in the
    folder `name`.

    Raises:
        InvalidInput: with everything that is wrong in the files.
    """
    folders = [Path(name) / "frameworks" / each for each in ids]
    heads = [folder / "framework.yaml" for folder in folders]
    placed = {str(Path(name) / path): raw for path, raw in files.items()}
    if absent := [str(head) for head in heads if str(head) not in placed]:
        raise InvalidInput([problem(Place(path, 1, 1), "file-not-found") for path in absent])
    topics = [Path(name) / "facts", *(folder / "facts" for folder in folders)]
    facts = {path: raw for folder in topics for path, raw in placed.items() if Path(path).parent == folder}
    translations = {
        str(Path(path).parents[2] / Path(path).name): raw
        for path, raw in placed.items()
        if Path(path).parts[-3:-1] == ("translations", language)
    }
    own = {path: raw for path, raw in placed.items() if Path(path).parent in folders}
    return Library(*_read_library(facts, folders, own, translations, language), files)


def translations_in(folders: Sequence[Path], language: str) -> dict[str, bytes]:
    """The files under `translations/<language>` of these folders, by the path of the file that each translates."""
    found = _contents([folder / "translations" / language for folder in folders])
    return {str(Path(path).parents[2] / Path(path).name): content for path, content in found.items()}


def framework_folder(name: str | Path, known: dict[str, Path]) -> Path:
    """The folder of a framework, given by id or as a folder; `known` has the folders by id.

    Raises:
        UsageError: no framework has that name.
    """
    if isinstance(name, str) and name in known:  # a Path is always a path, never an id
        return known[name]
    if os.path.isfile(Path(name) / "framework.yaml"):
        return Path(name)
    hint = did_you_mean(str(name), known) or f"known frameworks: {', '.join(sorted(known))}"
    raise UsageError(f"there is no framework {one_line(repr(str(name)))}; {hint}")


def _contents(folders: Sequence[Path]) -> dict[str, bytes]:
    """The content of the YAML files of these folders, by path; pipes and devices are never read."""
    paths = [str(path) for folder in dict.fromkeys(folders) for path in sorted(folder.glob("*.yaml"))]
    contents: dict[str, bytes | Problem] = {}
    total: Counter[str] = Counter()
    for path in paths:
        contents[path] = raw = read_bytes(path, path)
        home = os.path.dirname(path)
        total[home] += len(raw) if isinstance(raw, bytes) else 0
        if total[home] > MAX_FOLDER:
            hint = "remove what does not belong to it, or split it into several frameworks"
            limit = MAX_FOLDER // 1_000_000
            raise InvalidInput([problem(Place(path, 1, 1), "folder-too-large", hint, limit=limit)])
    if unread := [fault for fault in contents.values() if isinstance(fault, Problem)]:
        raise InvalidInput(unread)
    return {path: content for path, content in contents.items() if isinstance(content, bytes)}


def _read_library(
    topics: dict[str, bytes],
    folders: list[Path],
    files: dict[str, bytes],
    translations: dict[str, bytes],
    language: str,
) -> tuple[Catalogue, tuple[Framework, ...]]:
    texts = (translations, language)
    catalogue, problems = read_catalogue([parse_yaml(content, path) for path, content in topics.items()], (), *texts)
    frameworks = []
    for folder in folders:
        own = {path: content for path, content in files.items() if Path(path).parent == folder}
        framework, faults = read_framework(folder, own, catalogue, *texts)
        problems += faults
        if framework:
            frameworks.append(framework)
    from assess.reading.translations import stray_translations

    problems += stray_translations(translations, {*topics, *files}, language)
    if problems:
        raise InvalidInput(problems)
    return catalogue, tuple(frameworks)


def read_catalogue(
    documents: list[Document],
    known: Iterable[str] = (),
    translations: dict[str, bytes] | None = None,
    language: str = ENGLISH,
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in these files, as far as it can be read, and its problems; `known` has facts declared elsewhere."""
    from assess.reading.check_catalogue import check_catalogue, check_topic
    from assess.reading.translations import translated

    problems: list[Problem] = []
    topics = []
    for document in documents:
        topic: Topic | None = None
        found: list[Problem] = []
        if document.data is not None or not document.problems:
            fault = wrong_schema(document, "catalogue/v1")
            topic, found = (None, [fault]) if fault else shape(document, Topic, document.data)
        _, faults = model_or_problems(topic, document.problems, found, check_topic(document))
        topic, stray = translated(topic, document.path, translations or {}, language)
        problems += faults + stray
        if topic:
            topics.append(topic)
    if all(
        document.data is not None for document in documents
    ):  # otherwise facts in unreadable files would seem unknown
        problems += check_catalogue(documents, known)
    return Catalogue(topics), problems


def read_framework(
    folder: Path,
    files: dict[str, bytes],
    catalogue: Catalogue,
    translations: dict[str, bytes] | None = None,
    language: str = ENGLISH,
) -> tuple[Framework | None, list[Problem]]:
    """The framework in `folder`, whose files have been read, or its problems."""
    from assess.reading.check_framework import check_domain, check_head, check_inline_domains, domain_names
    from assess.reading.translations import translated

    document = parse_yaml(files[str(folder / "framework.yaml")], str(folder / "framework.yaml"))
    if document.data is None and document.problems:
        return None, document.problems
    if fault := wrong_schema(document, "framework/v1"):
        return None, [fault]
    ids: dict[str, str] = {}
    checked = check_head(document, catalogue.facts) + check_inline_domains(document, catalogue.facts, ids)
    head, faults = shape(document, FrameworkFile, document.data)
    _, problems = model_or_problems(head, document.problems, faults, checked)
    own = head.language if head else ENGLISH
    texts = (translations or {}, language)
    head, faults = translated(head, document.path, *texts)
    problems += faults
    domains: list[Domain] = []
    entries = document.data.get("domains")
    inline = {entry.domain: entry for entry in (head.domains if head else ()) if isinstance(entry, Domain)}
    for i, name in enumerate(domain_names(document.data)):
        if name in inline:
            domains.append(inline[name])
            continue
        path = str(folder / f"{name}.yaml")
        if not _NAME.match(name) or path not in files:
            if _NAME.match(name) and isinstance(entries, list) and isinstance(entries[i], str):
                place = document.place(("domains", i))
                problems.append(problem(place, "missing-domain", f"add {name}.yaml", where="domains", name=name))
            continue
        chapter = parse_yaml(files[path], path)
        if chapter.data is None and chapter.problems:
            problems += chapter.problems
            continue
        checked = check_domain(chapter, catalogue.facts, document.data, ids)
        domain, faults = shape(chapter, Domain, chapter.data)
        _, faults = model_or_problems(domain, chapter.problems, faults, checked)
        domain, stray = translated(domain, path, *texts, own)
        problems += faults + stray
        if domain:
            domains.append(domain)
    problems += _stray(folder, files, domain_names(document.data))
    if sum(len(domain.criteria) for domain in domains) > MOST_CRITERIA:
        hint, limit = "make several frameworks of it", f"{MOST_CRITERIA:,}"
        place = document.place(("domains",))
        problems.append(problem(place, "too-many-entries", hint, where="criteria of all domains", limit=limit))
    if problems or head is None:
        return None, problems
    made = Framework(head, domains)
    made.hash = digest((name, files[str(folder / name)]) for name in made.files)
    return made, []


def _stray(folder: Path, files: dict[str, bytes], names: list[str]) -> list[Problem]:
    """Files that look like domains but are not listed; otherwise they would be ignored silently."""
    problems = []
    for path in sorted(set(files) - {str(folder / f"{name}.yaml") for name in ("framework", *names)}):
        document = parse_yaml(files[path], path)
        if isinstance(document.data, dict) and "schema" not in document.data:
            hint = "list it under `domains` in framework.yaml"
            place = document.place(())
            problems.append(problem(place, "unknown-domain", hint, where="the file", name=Path(path).stem))
    return problems


def load_cases(framework: Framework, folder: str | Path, catalogue: Catalogue) -> list[tuple[str, Case]]:
    """The worked cases of a framework, each with the name of its file."""
    from assess.reading.check_framework import check_cases

    criteria = {name: {element.id for element in c.elements} for name, (_, c) in framework.criteria.items()}
    problems: list[Problem] = []
    cases: list[tuple[str, Case]] = []
    for path, raw in _contents([Path(folder) / "cases"]).items():
        document = parse_yaml(raw, path)
        fault = None if document.data is None and document.problems else wrong_schema(document, "cases/v1")
        checked = check_cases(document, catalogue.facts, criteria, framework.id)
        found, faults = (
            (None, [fault] if fault else [])
            if fault or document.data is None
            else shape(document, CaseFile, document.data)
        )
        _, faults = model_or_problems(found, document.problems, faults, checked)
        problems += faults
        cases += [(Path(path).name, case) for case in found.cases] if found else []
    if problems:
        raise InvalidInput(problems)
    return cases
