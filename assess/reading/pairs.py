"""Frameworks about two States, from files to models."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assess.cache import digest
from assess.model.catalogue import Catalogue
from assess.model.pairs import PairFramework, PairHead, Stage
from assess.problems import InvalidInput, Problem, UsageError, did_you_mean, one_line, problem
from assess.reading.check_pairs import Declared, check_pair_head, check_stage, declared_in
from assess.reading.library import contents, framework_folders, load_library, subject_of, translations_in
from assess.reading.to_model import model_or_problems, shape, wrong_schema
from assess.reading.translations import stray_translations, translated
from assess.reading.yamlfile import parse_yaml
from assess.words.language import ENGLISH

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


class PairLibrary(NamedTuple):
    """The catalogue and a framework about two States.

    Example:
        >>> load_pairs("bilateral").framework.id
        'bilateral'
    """

    catalogue: Catalogue
    framework: PairFramework
    files: Mapping[str, bytes]
    """The files they were read from."""


def load_pairs(
    name: str | Path = "bilateral", extra: Sequence[str | Path] = (), language: str = ENGLISH
) -> PairLibrary:
    """The catalogue and a framework about two States, with their texts in `language`.

    Args:
        name: its id, or its folder.
        extra: folders in which frameworks are looked for too.
        language: such as "fr"; what is not translated stays in English.

    Raises:
        UsageError: no such framework, or one that is about a single State.
        InvalidInput: with everything that is wrong in the files.
    """
    folder = pair_folder(name, extra)
    library = load_library([], extra, language)
    files, texts = contents([folder]), translations_in([folder], language)
    framework, problems = read_pairs(folder, files, library.catalogue, texts, language)
    problems += stray_translations(texts, files, language)
    if problems or framework is None:
        raise InvalidInput(problems)
    own = {str(folder / each): each for each in framework.files}
    kept = {f"frameworks/{framework.id}/{own[path]}": raw for path, raw in files.items() if path in own}
    return PairLibrary(library.catalogue, framework, {**library.files, **kept})


def pair_folder(name: str | Path, extra: Sequence[str | Path] = ()) -> Path:
    """The folder of a framework about two States, given by id or as a folder.

    Raises:
        UsageError: there is none of that name.
    """
    known = framework_folders(extra, "pair")
    if isinstance(name, str) and name in known:
        return known[name]
    folder = Path(name)
    is_folder = (folder / "framework.yaml").is_file()
    if is_folder and subject_of(folder) == "pair":
        return folder
    if is_folder or name in framework_folders(extra):
        raise UsageError(
            f"the framework {one_line(str(name))} is about one State; two States are read under one with subject: pair "
            f"({', '.join(sorted(known))})"
        )
    hint = did_you_mean(str(name), known) or f"known frameworks about two States: {', '.join(sorted(known))}"
    raise UsageError(f"there is no framework {one_line(repr(str(name)))} about two States; {hint}")


def read_pairs(
    folder: Path,
    files: Mapping[str, bytes],
    catalogue: Catalogue,
    translations: dict[str, bytes] | None = None,
    language: str = ENGLISH,
) -> tuple[PairFramework | None, list[Problem]]:
    """The framework in `folder`, whose files have been read, or its problems."""
    path = str(folder / "framework.yaml")
    document = parse_yaml(files[path], path)
    if document.data is None and document.problems:
        return None, document.problems
    if fault := wrong_schema(document, "framework/v1"):
        return None, [fault]
    texts = (translations or {}, language)
    head, faults = shape(document, PairHead, document.data)
    _, problems = model_or_problems(head, document.problems, faults, check_pair_head(document, catalogue))
    own = head.language if head else ENGLISH
    head, faults = translated(head, path, *texts)
    problems += faults
    named = [name for name in _sequence(document.data.get("stages")) if isinstance(name, str)]
    read = {}
    for i, name in enumerate(named):
        path = str(folder / f"{name}.yaml")
        if not _NAME.match(name):
            continue
        if path not in files:
            place = document.place(("stages", i))
            problems.append(problem(place, "missing-domain", f"add {name}.yaml", where="stages", name=name))
            continue
        read[path] = parse_yaml(files[path], path)
    declared = declared_in(read.values())
    seen: dict[str, Declared] = {}
    stages: list[Stage] = []
    for path, chapter in read.items():
        if chapter.data is None and chapter.problems:
            problems += chapter.problems
            continue
        checked = check_stage(chapter, catalogue, document.data, declared, seen)
        stage, faults = shape(chapter, Stage, chapter.data)
        _, faults = model_or_problems(stage, chapter.problems, faults, checked)
        stage, stray = translated(stage, path, *texts, own)
        problems += faults + stray
        if stage:
            stages.append(stage)
    for path in sorted(set(files) - {str(folder / f"{name}.yaml") for name in ("framework", *named)}):
        chapter = parse_yaml(files[path], path)
        if isinstance(chapter.data, dict) and "schema" not in chapter.data:
            hint = "list it under `stages` in framework.yaml"
            stem = Path(path).stem
            problems.append(problem(chapter.place(()), "unknown-domain", hint, where="the file", name=stem))
    if problems or head is None:
        return None, problems
    made = PairFramework(head, stages)
    made.hash = digest((name, files[str(folder / name)]) for name in made.files)
    return made, []


def _sequence(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
