"""Tools that are not Python packages: without them a test is skipped, except in CI."""

import os
import shutil
from collections.abc import Sequence

import pytest


def need(missing: Sequence[str]) -> None:
    """Skip if something is missing and say what to install; in CI, fail."""
    if missing:
        say = f"not installed: {'; '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(say, pytrace=False)
        pytest.skip(say)


def need_pdftotext() -> None:
    need([] if shutil.which("pdftotext") else ["pdftotext (Debian: apt install poppler-utils)"])
