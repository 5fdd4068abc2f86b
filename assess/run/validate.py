"""Checks files of every kind: profiles, frameworks, facts, cases; and lists what a translation still lacks."""

import os
from collections.abc import Sequence
from pathlib import Path

from assess.model.framework import Framework
from assess.model.profile import Profile
from assess.problems import InvalidInput, Place, Problem, problem
from assess.reading.brands import read_brand
from assess.reading.comparing import read_groups, read_weights
from assess.reading.disagreements import read_disagreements
from assess.reading.editions import passed_over
from assess.reading.library import (
    Library,
    framework_folder,
    framework_folders,
    load_cases,
    load_library,
    read_catalogue,
    subject_of,
    translations_in,
)
from assess.reading.profiles import read_profile
from assess.reading.reforms import check_reform
from assess.reading.yamlfile import Document, read_yaml
from assess.resources import data_dir


def validate(paths: Sequence[str | Path], library: Library) -> list[Problem]:
    """Everything wrong with these files or folders, whatever kind each is."""
    problems: list[Problem] = []
    for path in paths:
        problems += _validate_folder(Path(path), library) if os.path.isdir(path) else _validate_file(path, library)
    return sorted(set(problems))


def _validate_file(path: str | Path, library: Library) -> list[Problem]:
    """Checks a profile by itself; any other file is checked with the whole it belongs to, since names are checked across files."""
    document, folder = read_yaml(path), Path(path).parent
    schema = document.data.get("schema") if isinstance(document.data, dict) else None
    if str(path) == "-":
        if schema == "catalogue/v1":
            return read_catalogue([document], library.catalogue.facts)[1]
        if schema == "case/v1":
            return _validate_case(document, library)
    elif schema == "case/v1":
        return _validate_case(document, library)
    elif schema == "reform/v1":
        return check_reform(document, library.catalogue)
    elif schema == "brand/v1":
        return read_brand(document)[2]
    elif schema == "groups/v1":
        return read_groups(document)[1]
    elif schema == "weights/v1":
        return read_weights(document, _named_in(document, library))[1]
    elif schema == "catalogue/v1":
        owner = folder.name == "facts" and os.path.isfile(folder.parent / "framework.yaml")
        return _validate_folder(folder.parent, library) if owner else _validate_facts(folder, library, others=True)
    elif schema == "cases/v1":
        return _validate_framework(folder.parent)
    elif schema in ("status/v1", "status-sources/v1"):
        return _validate_status(folder)
    elif schema == "disagreements/v1":
        return read_disagreements(document)[1]
    elif schema == "translation/v1":
        return _validate_folder(folder.parent.parent, library)
    elif schema == "framework/v1" or (schema is None and os.path.isfile(folder / "framework.yaml")):
        return _validate_framework(folder)
    return read_profile(document, library.catalogue)[1]


def _named_in(document: Document, library: Library) -> dict[str, Framework]:
    """The frameworks that a file of weights may be for: those asked for, and the shipped one that it names."""
    found = {framework.id: framework for framework in library.frameworks}
    name = document.data.get("framework")
    if isinstance(name, str) and name not in found and name in framework_folders():
        found[name] = load_library([name]).frameworks[0]
    return found


def _validate_case(document: Document, library: Library) -> list[Problem]:
    """A case over invented States."""
    from assess.reading.exercises import read_exercise

    return read_exercise(document, library.catalogue)[1]


def _validate_folder(folder: Path, library: Library) -> list[Problem]:
    """A framework, a folder of frameworks, a folder of fact files, or a case with the profiles of its States."""
    if os.path.isfile(folder / "framework.yaml"):
        return _validate_framework(folder)
    if os.path.isfile(folder / "case.yaml"):
        return [fault for path in sorted(folder.glob("*.yaml")) for fault in _validate_file(path, library)]
    if os.path.isfile(folder / "instruments.yaml"):
        return _validate_status(folder)
    status = folder / "status"
    beside = _validate_status(status) if os.path.isfile(status / "instruments.yaml") else []
    heads = [path.parent for path in sorted(folder.glob("*/framework.yaml"))]
    if heads or not any(folder.glob("*.yaml")):
        return beside + [fault for head in heads or [folder] for fault in _validate_framework(head)]
    return beside + _validate_facts(folder, library)


def _validate_status(folder: Path) -> list[Problem]:
    """The status data in a folder."""
    from assess.reading.status import load_status

    try:
        load_status(folder)
    except InvalidInput as error:
        return error.problems
    return []


def status_warnings(paths: Sequence[str | Path], library: Library) -> list[Problem]:
    """Old names in profiles, and where treaty answers of the valid ones differ from the status data; nothing of it is a fault."""
    from assess.reading.older import carried_over, warnings
    from assess.reading.status import load_status
    from assess.run.status_check import differences

    found: list[Problem] = []
    data = None
    for path in paths:
        if str(path) == "-" or os.path.isdir(path):  # standard input can be read only once
            continue
        document = read_yaml(path)
        if not isinstance(document.data, dict) or document.data.get("schema") != "profile/v1":
            continue
        found += warnings(document, carried_over(document, library.catalogue))
        profile, problems = read_profile(document, library.catalogue)
        if profile is not None and not problems:
            found += _passed_over(document, profile, library)
            data = data or load_status()
            found += differences(document, profile, library.catalogue, data)
    return sorted(set(found))


def _passed_over(document: Document, profile: Profile, library: Library) -> list[Problem]:
    """A warning for each edition of which the profile has answers that no framework in use declares."""
    hint = "give the framework that declares them: -f DIR"
    return [
        problem(document.place(("editions",)), "passed-over", hint, where="editions", n=n, topic=topic)
        for topic, n in passed_over(profile, library.catalogue.facts).items()
    ]


def _validate_framework(folder: Path) -> list[Problem]:
    if not os.path.isfile(folder / "framework.yaml"):
        return [
            problem(Place(str(folder / "framework.yaml"), 1, 1), "file-not-found", "each framework needs this file")
        ]
    if subject_of(folder) == "pair":
        return _validate_pairs(folder)
    try:
        library = load_library([folder])
        load_cases(library.frameworks[0], folder, library.catalogue)
        for language in _languages(folder, folder / "facts"):
            load_library([folder], language=language)
    except InvalidInput as error:
        return error.problems
    return []


def _validate_pairs(folder: Path) -> list[Problem]:
    """A framework about two States."""
    from assess.reading.pairs import load_pairs

    problems: list[Problem] = []
    for language in ("en", *_languages(folder)):
        try:
            load_pairs(folder, language=language)
        except InvalidInput as error:
            problems += error.problems
    return sorted(set(problems))


def _languages(*folders: Path) -> list[str]:
    """The languages of the translations in these folders."""
    return sorted(
        {path.name for folder in folders for path in (folder / "translations").glob("*") if os.path.isdir(path)}
    )


def _validate_facts(folder: Path, library: Library, *, others: bool = False) -> list[Problem]:
    """Checks the fact files of a folder; `others` may be there too."""
    documents = [read_yaml(path) for path in sorted(folder.glob("*.yaml"))]
    if others:
        documents = [d for d in documents if isinstance(d.data, dict) and d.data.get("schema") == "catalogue/v1"]
    problems = read_catalogue(documents, library.catalogue.facts)[1]
    from assess.reading.translations import stray_translations

    for language in _languages(folder):
        try:
            texts = translations_in([folder], language)
        except InvalidInput as error:
            problems += error.problems
            continue
        problems += read_catalogue(documents, library.catalogue.facts, texts, language)[1]
        problems += stray_translations(texts, [document.path for document in documents], language)
    return problems


# Translations


def untranslated(
    language: str, frameworks: Sequence[str | Path] = (), extra: Sequence[str | Path] = ()
) -> list[Problem]:
    """Texts of these frameworks (of all, where none is named), and of facts that their briefings print, not there in `language`."""
    from assess.engine.assessment import prepare
    from assess.reading.translations import missing

    known = framework_folders(extra)
    names = list(frameworks) or sorted(known)
    library = load_library(names, extra, language)
    folders = [framework_folder(name, known) for name in names]
    prepared = [prepare(framework, library.catalogue) for framework in library.frameworks]
    printed = {name for rules in prepared for name in (*rules.base.facts, *rules.context)}
    problems: list[Problem] = []
    for folder, framework in zip(folders, library.frameworks, strict=True):
        problems += missing(framework.head, language, read_yaml(folder / "framework.yaml"))
        for domain in framework.domains:
            path = folder / f"{domain.domain}.yaml"
            if os.path.isfile(path):
                problems += missing(domain, language, read_yaml(path))
    homes = [data_dir("frameworks") / "facts", *(folder / "facts" for folder in folders)]
    for path in [path for home in homes for path in sorted(home.glob("*.yaml"))]:
        problems += _untranslated_facts(read_yaml(path), language, library, printed)
    return sorted(set(problems))


def _untranslated_facts(document: Document, language: str, library: Library, wanted: set[str]) -> list[Problem]:
    """What is missing of the facts of one file that are `wanted`."""
    from assess.reading.translations import missing

    topic = document.data["topic"]
    found: list[Problem] = []
    for name in document.data["facts"]:
        if f"{topic}.{name}" in wanted:
            found += missing(library.catalogue.facts[f"{topic}.{name}"], language, document, ("facts", name))
    return found
