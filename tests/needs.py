"""Tools that are no Python packages: without them a test is skipped, but never in CI."""

import os
import shutil
from collections.abc import Sequence

import pytest


def need(missing: Sequence[str]) -> None:
    """Skip when something is missing, each described with what to install; fail where the judges must be there."""
    if missing:
        say = f"not installed: {'; '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(say, pytrace=False)
        pytest.skip(say)


def need_pdftotext() -> None:
    need([] if shutil.which("pdftotext") else ["pdftotext (Debian: apt install poppler-utils)"])
