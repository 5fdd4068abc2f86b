"""Where the bundled files (frameworks, report templates) lie, installed or in a checkout."""

from pathlib import Path

VERSION = "0.1.0"
"""Of the package; a literal, since asking the installation costs 60 ms at each start."""

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Folder `name` ("frameworks" or "report_templates") shipped with the toolkit.

    Installed, it lies in the package under `_data`; in a checkout, beside the package, where a `pyproject.toml`
    marks the place, so that a stranger's folder of the same name is never picked up.

    Raises:
        FileNotFoundError: the installation lost its data.
    """
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    root = _PACKAGE.parent
    if (root / "pyproject.toml").is_file() and (root / name).is_dir():
        return root / name
    raise FileNotFoundError(f"the data folder {name!r} is missing; install the package again")
