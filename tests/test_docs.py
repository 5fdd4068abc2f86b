"""The documentation is true: commands of the README run, everything is documented, nothing names a machine."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from assess.cli.main import COMMANDS, cli
from assess.reading.library import load_library
from assess.reading.translations import overlaid
from assess.reading.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [line.split("#")[0].strip() for line in README.splitlines() if re.match(r"    (\$ )?assess ", line)]


@pytest.mark.parametrize(
    "line",
    [
        # those that lay out pages take seconds each
        pytest.param(line, marks=pytest.mark.documents) if ".pdf" in line else line
        for line in (line.removeprefix("$ ") for line in LINES)
    ],
)
def test_the_commands_of_the_readme_run(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("examples", "frameworks"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    if "gha.yaml" in line and "new" not in line:
        CliRunner().invoke(cli, ["new", "GHA", "-o", "gha.yaml"], standalone_mode=False)
    if "verify" in line:
        index = ["examples/index/profile.yaml", "-f", "examples/index"]
        CliRunner().invoke(cli, ["run", *index, "-o", "briefing.pdf"], standalone_mode=False)
    result = CliRunner().invoke(cli, shlex.split(line)[1:], standalone_mode=False)
    assert result.exception is None, result.exception


def test_the_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"assess {name}" not in README] == []


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(code, {})


def test_the_translation_in_the_formats_fits_what_it_translates() -> None:
    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(schema: translation/v1\n.*?)```", text, re.S)
    (framework,) = load_library(["cooperation"]).frameworks
    (domain,) = [each for each in framework.domains if each.domain == "jurisdiction"]
    changed, faults = overlaid(domain, parse_yaml(example.encode(), "formats.md"), "fr")
    assert faults == []
    assert changed != domain


def test_nothing_names_a_machine_or_the_place_it_was_written_at() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    if not tracked:
        pytest.skip("not a git checkout")
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".ttf", ".png") or not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for place in (Path.home(), ROOT):
            assert len(place.parts) < 2 or f"{place}/" not in text, name
