"""The pages on what to decide show what their commands print, for Kenya and Cambodia."""

import re
from pathlib import Path

import pytest

from docs.outputs import PAGES, ROOT, printed, shown

DOCS = ROOT / "docs"
SHOWN = [(name, *each) for name in PAGES if (DOCS / name).is_file() for each in shown(DOCS / name)]


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_page_shows_what_is_printed(page: str, command: str, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert printed(command) == output


@pytest.mark.parametrize("page", [name for name in PAGES if (DOCS / name).is_file()])
def test_a_page_has_both_countries(page: str) -> None:
    named = {
        Path(found).stem
        for found in re.findall(r"examples/profiles/\w+\.yaml", (DOCS / page).read_text(encoding="utf-8"))
    }
    assert named >= {"ken", "khm"}
    assert len([each for each in SHOWN if each[0] == page]) >= 2
