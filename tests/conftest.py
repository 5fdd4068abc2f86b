"""Shared by all tests: a separate cache, so that no test reads or writes the user's, and the rendered briefings."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.formats.briefings import Briefings


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(autouse=True, scope="session")
def _own_cache(shared: Path) -> Iterator[None]:
    before = os.environ.get("ASSESS_CACHE")
    os.environ["ASSESS_CACHE"] = before or str(shared / "cache")
    yield
    if before is None:
        del os.environ["ASSESS_CACHE"]


@pytest.fixture(autouse=True, scope="session")
def _compiled_once(shared: Path) -> Iterator[None]:
    """Where nothing may be compiled beside the code (PYTHONDONTWRITEBYTECODE), each of hundreds of processes would compile all of
    it again; they share a folder for it instead."""
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            patch.delenv("PYTHONDONTWRITEBYTECODE")
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "compiled"))
        yield


@pytest.fixture(scope="session")
def briefings(shared: Path) -> "Briefings":
    """The documents that tests of whole PDFs share; each is rendered once, by the process that first asks for it."""
    from tests.formats.briefings import Briefings

    return Briefings(shared / "briefings")
