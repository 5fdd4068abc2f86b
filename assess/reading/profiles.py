"""Profiles: files to models. All problems of all files are collected before any is raised."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess.model.catalogue import Catalogue
from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem
from assess.reading.library import Library
from assess.reading.to_model import model_or_problems, shape, wrong_schema
from assess.reading.yamlfile import Document, read_yaml
from assess.words.countries import country_codes

if TYPE_CHECKING:
    from pathlib import Path


def load_profile(path: "str | Path", library: Library) -> Profile:
    """The profile in a file, checked against the facts of a library.

    Args:
        path: a profile in YAML; `-` is standard input.
        library: as `load_library` gives it.

    Raises:
        InvalidInput: with everything that is wrong with it.

    Example:
        >>> profile = load_profile("examples/profiles/ken.yaml", load_library(["cooperation"]))
        >>> profile.country, profile.as_of.isoformat()
        ('KEN', '2026-10-31')
    """
    return load_profiles([path], library)[0]


def load_profiles(paths: "Sequence[str | Path]", library: Library) -> list[Profile]:
    """Several profiles, in the order of their files.

    Args:
        paths: profiles in YAML.
        library: as `load_library` gives it, for all of them.

    Raises:
        InvalidInput: with everything that is wrong with any of them.

    Example:
        >>> paths = ["examples/profiles/ken.yaml", "examples/profiles/khm.yaml"]
        >>> [profile.country for profile in load_profiles(paths, load_library(["cooperation"]))]
        ['KEN', 'KHM']
    """
    read_ones = [read_profile(read_yaml(path), library.catalogue) for path in paths]
    problems = [fault for _, faults in read_ones for fault in faults]
    profiles = [profile for profile, _ in read_ones if profile is not None]
    if problems:
        raise InvalidInput(problems)
    return profiles


def read_profile(document: Document, catalogue: Catalogue) -> tuple[Profile | None, list[Problem]]:
    """A profile, or all its problems."""
    from assess.reading.check_profile import check_profile
    from assess.reading.older import carried_over

    problems = list(document.problems)
    if document.data is None and problems:
        return None, problems
    if fault := wrong_schema(document, "profile/v1"):
        return None, [*problems, fault]
    carried_over(document, catalogue)
    profile, faults = shape(document, Profile, document.data)
    if profile is not None and profile.language != "en":
        from assess.reading.translations import in_language

        profile = in_language(profile, profile.language)
    if profile is not None:
        profile.read_from(document.raw, document.path)
    return model_or_problems(profile, problems, faults, check_profile(document, catalogue, country_codes()))
