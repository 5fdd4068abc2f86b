"""What all tests share: a cache of their own, so that no test reads or writes the user's, and the rendered briefings."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.report.briefings import Briefings


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("ASSESS_CACHE")
    os.environ["ASSESS_CACHE"] = before or str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["ASSESS_CACHE"]


@pytest.fixture(scope="session")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> "Briefings":
    """The documents that tests of whole PDFs share; each is rendered when it is first asked for."""
    from tests.report.briefings import Briefings

    return Briefings(tmp_path_factory.mktemp("briefings"))
