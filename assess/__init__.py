"""Policy gap assessment for international cooperation against cybercrime.

import assess
library = assess.load_library(["cooperation"])
profile = assess.load_profile("examples/profiles/ken.yaml", library)
(result,) = assess.assess_profile(profile, library)
"""

from typing import TYPE_CHECKING, Any

from assess.resources import VERSION as __version__

if TYPE_CHECKING:
    from assess.api import assess_file, assess_profile, document
    from assess.problems import AssessError, InvalidInput, ReportError
    from assess.reading.library import load_library
    from assess.reading.profiles import load_profile

__all__ = [
    "AssessError", "InvalidInput", "ReportError", "__version__", "assess_file", "assess_profile", "document",
    "load_library", "load_profile",
]  # fmt: skip

_HOMES = {
    "assess.api": ("assess_file", "assess_profile", "document"),
    "assess.reading.library": ("load_library", "load_profile"),
    "assess.problems": ("AssessError", "InvalidInput", "ReportError"),
}


def __getattr__(name: str) -> Any:
    """Public names are imported when first used, so that `assess --help` stays light."""
    import importlib

    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(module), name)
    raise AttributeError(f"module 'assess' has no attribute {name!r}")
