"""What all tests share: a cache of their own, so that no test reads or writes the user's."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("ASSESS_CACHE")
    os.environ["ASSESS_CACHE"] = before or str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["ASSESS_CACHE"]
