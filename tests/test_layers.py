"""Imports point downwards only, and each heavy library has its one module."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "assess"

# each module or package with its layer; the longest prefix counts
LAYERS = {
    "__main__": 10,
    "cli": 9,
    "": 8,  # the package itself: public names, exposed lazily
    "api": 7,
    "run": 6,
    "formats": 5,
    "views": 4,
    "reading": 3,
    "words": 2,
    "engine": 2,
    "model": 1,
    "child": 0.6,
    "cache": 0.5,
    "processes": 0.5,
    "problems": 0,
    "problem_codes": -1,
    "resources": 0,
}
THIRD_PARTY = {
    "click": ("cli",),
    "platformdirs": ("cache",),
    "pydantic": ("reading.json_schema",),
    "pydantic_core": ("reading.to_model", "reading.kept"),
    "yaml": ("reading.yamlfile", "formats.profile_yaml"),
    "jinja2": ("formats.html", "formats.templates"),
    "markupsafe": ("formats.html",),
    "weasyprint": ("formats.pdf", "formats.fonts"),
    "babel": ("words.countries", "words.figures", "words.language"),
    "xlsxwriter": ("formats.workbook",),
    "docx": ("formats.word",),
    "pydyf": ("formats.pdf",),
    "tinycss2": ("formats.templates.allowed",),
    "PIL": ("reading.pictures",),
    "fontTools": ("formats.fonts",),
    "pypdf": ("reading.embedded", "reading.additions"),
    "orjson": ("formats.data",),
    "numpy": ("engine.draws", "engine.necessary", "engine.spreads"),
}
MODULES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def layer(name: str) -> float:
    best = max((k for k in LAYERS if name == k or name.startswith(f"{k}.")), key=len, default="")
    return LAYERS[best]


def imports(path: Path) -> list[str]:
    """Everything imported anywhere in a module, inside functions and under TYPE_CHECKING too."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{a.name}" if node.module == "assess" else node.module for a in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    name = name_of(path)
    for target in imports(path):
        root, _, inner = target.partition(".")
        if root == "assess":
            same = name.split(".")[0] == inner.split(".")[0]
            if inner in ("problems", "resources", "VERSION", "__version__") or same:
                continue
            assert layer(inner) < layer(name), f"{name} imports {target}"
        elif root in THIRD_PARTY:
            assert any(name == home or name.startswith(f"{home}.") for home in THIRD_PARTY[root]), f"{name}: {target}"


def test_packages_of_one_layer_do_not_import_each_other() -> None:
    for package, other in (("engine", "words"), ("words", "engine"), ("engine", "reading"), ("reading", "engine")):
        for path in (ROOT / package).glob("*.py"):
            assert not any(target.startswith(f"assess.{other}") for target in imports(path)), path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert ast.get_docstring(ast.parse(text))


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assess.cli.main import main\nsys.argv = ['assess', '--help']\n"
        "try:\n main()\nexcept SystemExit:\n pass\n"
        "heavy = {'pydantic', 'pydantic_core', 'PIL', 'jinja2', 'numpy', 'weasyprint', 'pypdf', 'yaml', 'babel', 'xlsxwriter', "
        "'docx', 'orjson'}\n"
        "heavy &= set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert "Usage: assess" in done.stdout
    assert done.stdout.endswith("heavy: []\n")


def test_the_engine_is_pure() -> None:
    refused = {"os", "io", "pathlib", "random", "locale", "socket", "time", "subprocess", "sys"}
    for path in (ROOT / "engine").glob("*.py"):
        assert not refused & {target.split(".")[0] for target in imports(path)}, path
        assert "open(" not in path.read_text(encoding="utf-8").replace("_open(", "")
