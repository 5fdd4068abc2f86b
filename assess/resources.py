"""Finds the bundled files (frameworks, report templates), installed or in a checkout."""

from pathlib import Path

VERSION = "0.1.0"
"""The version of the package; a literal, because asking the installation takes 60 ms at each start."""

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Folder `name` ("frameworks" or "report_templates") shipped with the toolkit.

    In an installation, it is in the package under `_data`; in a checkout, beside the package. There, a `pyproject.toml` has to mark
    the place, so that an unrelated folder of the same name is never used.

    Raises:
        FileNotFoundError: the data of the installation are missing.
    """
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    root = _PACKAGE.parent
    if (root / "pyproject.toml").is_file() and (root / name).is_dir():
        return root / name
    raise FileNotFoundError(f"the data folder {name!r} is missing; install the package again")
