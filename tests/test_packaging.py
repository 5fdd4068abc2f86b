"""Wheel, wheel from the source distribution, and editable installs all carry the data folders."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def build(target: Path, *extra: str) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), *extra, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    if "No module named build" in done.stderr or "Cannot import 'hatchling" in done.stderr + done.stdout:
        pytest.skip("build or hatchling is not installed here; .ci/run builds and runs the wheel")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    direct, through = tmp_path_factory.mktemp("direct"), tmp_path_factory.mktemp("through")
    build(direct, "--wheel")
    build(through)  # a source distribution, then a wheel from it
    return [*direct.glob("*.whl"), *through.glob("*.whl")]


@pytest.mark.documents
def test_both_wheels_hold_the_same_files_and_all_data(wheels: list[Path]) -> None:
    contents = [set(zipfile.ZipFile(wheel).namelist()) for wheel in wheels]
    assert contents[0] == contents[1]
    for name in (
        "assess/py.typed",
        "assess/_data/frameworks/cooperation/framework.yaml",
        "assess/_data/frameworks/facts/powers.yaml",
        "assess/_data/frameworks/schema/profile.v1.json",
        "assess/_data/report_templates/briefing/briefing.html.jinja",
        "assess/_data/report_templates/fonts/NotoSans-Regular.ttf",
        "assess/_data/report_templates/fonts/OFL.txt",
        "assess/words/locale/fr/LC_MESSAGES/assess.mo",
    ):
        assert name in contents[0]
    assert not any(name.endswith(".po") for name in contents[0])
    assert not list(
        (ROOT / "assess").rglob("*.mo")
    )  # building leaves nothing behind that an editable install would read
    assert not any(name.startswith(("tests/", "frameworks/", "examples/")) for name in contents[0])


@pytest.mark.documents
def test_the_wheel_finds_its_data_outside_the_checkout(wheels: list[Path], tmp_path: Path) -> None:
    # its own files unpacked on a path of their own; the libraries are those of this environment
    zipfile.ZipFile(wheels[0]).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import assess, assess.resources as r\n"
        "assert r.__file__.startswith(sys.argv[1]), r.__file__\n"
        "print(assess.load_library(['cooperation']).frameworks[0].id, r.data_dir('report_templates'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.split() == ["cooperation", str(tmp_path / "site/assess/_data/report_templates")]


@pytest.mark.documents
def test_the_wheel_speaks_french_without_compiling(wheels: list[Path], tmp_path: Path) -> None:
    zipfile.ZipFile(wheels[0]).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['babel.messages'] = None\n"
        "from assess.words.language import languages, ngettext, speaking\n"
        "print(*languages())\n"
        "one, many = '{n} answer withheld from this release', '{n} answers withheld from this release'\n"
        "with speaking('fr'): print(*(ngettext(one, many, n).split()[1] for n in (0, 1, 2)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        capture_output=True, encoding="utf-8", check=True, cwd=tmp_path,
        env={**os.environ, "ASSESS_CACHE": "0", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["en fr", "réponse réponse réponses"]


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
ASKED = [
    *PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"],
    *(each for group in GROUPS.values() for each in group if isinstance(each, str)),
]  # fmt: skip


@pytest.mark.parametrize("requirement", ASKED)
def test_every_dependency_is_bounded_and_the_lock_lies_within(requirement: str) -> None:
    asked = Requirement(requirement)
    assert any(each.operator in ("<", "==") for each in asked.specifier)
    (locked,) = [
        each
        for each in map(Requirement, (ROOT / "constraints.txt").read_text().splitlines())
        if each.name == asked.name
    ]
    (pin,) = locked.specifier
    assert pin.operator == "=="
    assert asked.specifier.contains(pin.version)


def test_the_lock_names_no_place() -> None:
    assert not re.search(r"://|@|--|\bfile:", (ROOT / "constraints.txt").read_text())


def test_what_is_imported_is_declared() -> None:
    """Imports must not rely on packages that a dependency happens to bring."""
    distributions = metadata.packages_distributions()
    extras = PROJECT["project"]["optional-dependencies"].values()
    needed = [*PROJECT["project"]["dependencies"], *(each for extra in extras for each in extra)]
    for folder, requirements in (("assess", needed), ("tests", ASKED)):
        declared = {canonicalize_name(Requirement(each).name) for each in requirements}
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                for name in (
                    {each.partition(".")[0] for each in names} - {"assess", "tests", "docs"} - sys.stdlib_module_names
                ):
                    # of a group that is not installed here, by its own name
                    found = distributions.get(name, [name])
                    assert {canonicalize_name(each) for each in found} & declared, (path, name)


def test_a_strangers_folder_is_not_picked_up(tmp_path: Path) -> None:
    package = tmp_path / "assess"
    package.mkdir()
    (package / "resources.py").write_bytes((ROOT / "assess/resources.py").read_bytes())
    (tmp_path / "frameworks").mkdir()
    code = "import importlib.util as u\ns = u.spec_from_file_location('r', 'assess/resources.py')\nm = u.module_from_spec(s)\n"
    code += "s.loader.exec_module(m)\nm.data_dir('frameworks')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert "FileNotFoundError: the data folder 'frameworks' is missing" in done.stderr
