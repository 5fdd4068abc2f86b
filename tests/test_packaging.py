"""Wheel, wheel from the source distribution, and editable installs all carry the data folders."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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


def test_both_wheels_hold_the_same_files_and_all_data(wheels: list[Path]) -> None:
    contents = [set(zipfile.ZipFile(wheel).namelist()) for wheel in wheels]
    assert contents[0] == contents[1]
    for name in (
        "assess/_data/frameworks/cooperation/framework.yaml",
        "assess/_data/frameworks/facts/powers.yaml",
        "assess/_data/frameworks/schema/profile.v1.json",
        "assess/_data/report_templates/briefing/briefing.html.jinja",
        "assess/_data/report_templates/fonts/NotoSans-Regular.ttf",
        "assess/_data/report_templates/fonts/OFL.txt",
    ):
        assert name in contents[0]
    assert not any(name.startswith(("tests/", "frameworks/", "examples/")) for name in contents[0])


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


def test_a_strangers_folder_is_not_picked_up(tmp_path: Path) -> None:
    package = tmp_path / "assess"
    package.mkdir()
    (package / "resources.py").write_bytes((ROOT / "assess/resources.py").read_bytes())
    (tmp_path / "frameworks").mkdir()
    code = "import importlib.util as u\ns = u.spec_from_file_location('r', 'assess/resources.py')\nm = u.module_from_spec(s)\n"
    code += "s.loader.exec_module(m)\nm.data_dir('frameworks')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert "FileNotFoundError: the data folder 'frameworks' is missing" in done.stderr
