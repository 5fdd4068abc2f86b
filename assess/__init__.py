"""Policy gap assessment for international cooperation against cybercrime.

import assess
library = assess.load_library(["cooperation"])
profile = assess.load_profile("examples/profiles/ken.yaml", library)
(result,) = assess.assess_profile(profile, library)
"""

from typing import TYPE_CHECKING

from assess.resources import VERSION as __version__

__all__ = [
    "AssessError", "Assessment", "Comparison", "FailOn", "Finding", "Framework", "InvalidInput", "Kind", "Library",
    "PairResult", "PairStatus", "Place", "Problem", "Profile", "Rating", "Readers", "Release", "ReportError",
    "Score", "Style", "Truth", "UsageError", "WholeCase", "__version__", "assess_file", "assess_profile",
    "bilateral_document", "bilateral_files", "bilateral_matrix", "case_document", "case_file", "compare_files",
    "comparison_document", "countries_document", "countries_table", "crossed", "diff_document", "diff_files",
    "document", "documents", "empty_profile", "explain_file", "explanation_document", "find_criterion",
    "load_library", "load_profile", "load_profiles", "matrix_document", "merge_document", "merge_files",
    "outline_document", "questions_document", "read_style", "refresh_file", "status_warnings", "validate_files",
    "whatif_document", "whatif_file",
]  # fmt: skip

if TYPE_CHECKING:  # a type checker sees exactly these names, so a misspelt one is an error
    from assess.api import FailOn as FailOn
    from assess.api import assess_file as assess_file
    from assess.api import assess_profile as assess_profile
    from assess.api import case_document as case_document
    from assess.api import case_file as case_file
    from assess.api import compare_files as compare_files
    from assess.api import comparison_document as comparison_document
    from assess.api import countries_document as countries_document
    from assess.api import countries_table as countries_table
    from assess.api import crossed as crossed
    from assess.api import diff_document as diff_document
    from assess.api import diff_files as diff_files
    from assess.api import document as document
    from assess.api import empty_profile as empty_profile
    from assess.api import explain_file as explain_file
    from assess.api import explanation_document as explanation_document
    from assess.api import find_criterion as find_criterion
    from assess.api import merge_document as merge_document
    from assess.api import merge_files as merge_files
    from assess.api import questions_document as questions_document
    from assess.api import refresh_file as refresh_file
    from assess.api import status_warnings as status_warnings
    from assess.api import validate_files as validate_files
    from assess.api import whatif_document as whatif_document
    from assess.api import whatif_file as whatif_file
    from assess.engine.case_steps import WholeCase as WholeCase
    from assess.engine.comparison import Comparison as Comparison
    from assess.engine.pairs import PairResult as PairResult
    from assess.engine.pairs import PairStatus as PairStatus
    from assess.engine.release import Release as Release
    from assess.formats.files import Kind as Kind
    from assess.formats.style import Style as Style
    from assess.formats.style import read_style as read_style
    from assess.model.framework import Framework as Framework
    from assess.model.profile import Profile as Profile
    from assess.model.results import Assessment as Assessment
    from assess.model.results import Finding as Finding
    from assess.model.results import Rating as Rating
    from assess.model.results import Score as Score
    from assess.model.results import Truth as Truth
    from assess.problems import AssessError as AssessError
    from assess.problems import InvalidInput as InvalidInput
    from assess.problems import Place as Place
    from assess.problems import Problem as Problem
    from assess.problems import ReportError as ReportError
    from assess.problems import UsageError as UsageError
    from assess.reading.library import Library as Library
    from assess.reading.library import load_library as load_library
    from assess.reading.profiles import load_profile as load_profile
    from assess.reading.profiles import load_profiles as load_profiles
    from assess.run.bilateral import bilateral_document as bilateral_document
    from assess.run.bilateral import bilateral_files as bilateral_files
    from assess.run.bilateral import outline_document as outline_document
    from assess.run.bilateral_matrix import bilateral_matrix as bilateral_matrix
    from assess.run.bilateral_matrix import matrix_document as matrix_document
    from assess.run.many import documents as documents
    from assess.run.merging import Readers as Readers
else:
    _HOMES = {
        "api": (
            "FailOn", "assess_file", "assess_profile", "case_document", "case_file", "compare_files",
            "comparison_document", "countries_document", "countries_table", "crossed", "diff_document",
            "diff_files", "document", "empty_profile", "explain_file", "explanation_document", "find_criterion",
            "merge_document", "merge_files", "questions_document", "refresh_file", "status_warnings",
            "validate_files", "whatif_document", "whatif_file",
        ),
        "engine.case_steps": ("WholeCase",),
        "engine.comparison": ("Comparison",),
        "engine.pairs": ("PairResult", "PairStatus"),
        "engine.release": ("Release",),
        "formats.files": ("Kind",),
        "formats.style": ("Style", "read_style"),
        "model.framework": ("Framework",),
        "model.profile": ("Profile",),
        "model.results": ("Assessment", "Finding", "Rating", "Score", "Truth"),
        "problems": ("AssessError", "InvalidInput", "Place", "Problem", "ReportError", "UsageError"),
        "reading.library": ("Library", "load_library"),
        "reading.profiles": ("load_profile", "load_profiles"),
        "run.bilateral": ("bilateral_document", "bilateral_files", "outline_document"),
        "run.bilateral_matrix": ("bilateral_matrix", "matrix_document"),
        "run.many": ("documents",),
        "run.merging": ("Readers",),
    }  # fmt: skip

    def __getattr__(name):
        """Public names are imported when first used, so that `assess --help` stays light."""
        import importlib

        for module, names in _HOMES.items():
            if name in names:
                return getattr(importlib.import_module(f"assess.{module}"), name)
        raise AttributeError(f"module 'assess' has no attribute {name!r}")

    def __dir__():
        return sorted({*globals(), *__all__})
