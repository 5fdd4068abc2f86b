"""The modules to measure, and the tests that should notice a fault in them.

Golden outputs are left out on purpose: they notice much, but say little about what is wrong, and are rewritten by a command.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Area:
    """Modules, their tests, and the share of mutants that the tests should kill."""

    modules: list[str]
    tests: list[str]
    aim: float


def _modules(folder: str, *patterns: str) -> list[str]:
    found = {path.as_posix() for pattern in patterns for path in Path("assess", folder).glob(pattern)}
    return sorted(name for name in found if not name.endswith("__init__.py"))


_READING = ("yamlfile.py", "checking.py", "check_*.py", "to_model.py", "profiles.py", "library.py")
_SMALL = ["tests/test_conditions.py", "tests/test_dates.py"]

AREAS = {
    "engine": Area(_modules("engine", "*.py"), ["tests/engine", "tests/status", "tests/oracle/test_oracle.py", *_SMALL], 0.9),
    "model": Area(_modules("model", "*.py"), ["tests/model", *_SMALL], 0.9),
    "reading": Area(
        _modules("reading", *_READING),
        [*(f"tests/reading/test_{name}.py" for name in ("checks", "library", "profiles")), "tests/test_problems.py",
         "tests/test_yamlfile.py", "tests/test_meant.py", *_SMALL],
        0.9,
    ),
    "views": Area(
        _modules("views", "*.py"),
        ["tests/views", "tests/status", "tests/views/test_briefing.py", "tests/views/test_context.py", "tests/views/test_brief.py",
         "tests/views/test_roadmap.py", "tests/views/test_charts.py", "tests/views/test_brand.py"],
        0.75,
    ),
    "words": Area(_modules("words", "*.py"), ["tests/words", "tests/test_language.py"], 0.75),
}  # fmt: skip
