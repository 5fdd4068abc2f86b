"""The documentation is true: commands of the README run, everything is documented, nothing names a machine."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from glob import glob
from inspect import isclass, isfunction, signature
from pathlib import Path

import pytest
from click.testing import CliRunner

import assess
from assess import api
from assess.cli.main import COMMANDS, cli
from assess.problems import InvalidInput
from assess.reading.library import load_library
from assess.reading.translations import overlaid
from assess.reading.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page: Path) -> list[str]:
    """The command lines of a page: those in code blocks, without their comments."""
    found = re.findall(r"^(?:    )?(?:\$ )?(assess [^#\n]+)", _set_apart(page), re.M)
    return [line.strip() for line in found]


def _set_apart(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|shell|console|text)?\n(.*?)^```", text, re.S | re.M)
    return "\n".join([*re.findall(r"^    .*", text, re.M), *blocks])


COMMANDS_SHOWN = [(page.name, line) for page in PAGES for line in commands(page)]
PYTHON_SHOWN = [
    pytest.param(code, id=f"{page.name}:{n}")
    for page in PAGES
    for n, code in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M))
]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like that of a reader of the pages: the files of the checkout, and the reader's own under the names that the pages
    use."""
    for name in ("examples", "frameworks"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "profile.yaml").write_bytes((ROOT / "examples/profiles/ken.yaml").read_bytes())
    shutil.copytree(ROOT / "examples/house/templates", tmp_path / "house")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        # those that lay out pages take seconds each
        pytest.param(line, id=f"{page}: {line}", marks=pytest.mark.documents if ".pdf" in line else ())
        for page, line in COMMANDS_SHOWN
    ],
)
def test_the_commands_of_the_pages_run(line: str, reader: Path) -> None:
    if "gha.yaml" in line and "new" not in line:
        CliRunner().invoke(cli, ["new", "GHA", "-o", "gha.yaml"], standalone_mode=False)
    if "verify" in line:
        index = ["examples/index/profile.yaml", "-f", "examples/index"]
        CliRunner().invoke(cli, ["run", *index, "-o", "briefing.pdf"], standalone_mode=False)
    if "--settled list.yaml" in line:
        made = line.partition(" --settled")[0]
        CliRunner().invoke(cli, [*shlex.split(made)[1:], "--list", "list.yaml"], standalone_mode=False)
    if "geo.yaml" in line:
        Path("geo.yaml").write_bytes(Path("profile.yaml").read_bytes())
        for word in re.findall(r"\S+\.ttf", line):  # stands for a font of the reader's
            Path(word).write_bytes((ROOT / "report_templates/fonts/NotoSans-Regular.ttf").read_bytes())
    words = [name for word in shlex.split(line)[1:] for name in sorted(glob(word)) or [word]]  # as a shell would
    result = CliRunner().invoke(cli, words, standalone_mode=False)
    lacking = isinstance(result.exception, InvalidInput) and "--translations" in line  # which it is there to tell
    assert result.exception is None or lacking, result.exception
    assert not result.return_value


def test_the_pages_show_commands_and_python() -> None:
    assert len([page for page, _ in COMMANDS_SHOWN if page == "README.md"]) >= 20
    assert {page for page, _ in COMMANDS_SHOWN} >= {"README.md", "languages.md", "templates.md"}
    assert any(each.id.startswith("README.md") for each in PYTHON_SHOWN if each.id)


def test_the_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"assess {name}" not in README] == []


@pytest.mark.parametrize("code", PYTHON_SHOWN)
def test_the_python_of_the_pages_runs(code: str, reader: Path) -> None:
    exec(compile(code, "page", "exec"), {})


def test_the_python_of_the_readme_is_typed(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "page.py").write_text("\n".join(re.findall(r"```python\n(.*?)```", README, re.S)), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "page.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


PUBLIC = {name: getattr(assess, name) for name in assess.__all__} | {name: getattr(api, name) for name in api.__all__}
FUNCTIONS = [name for name, each in PUBLIC.items() if isfunction(each)]
CLASSES = [name for name, each in PUBLIC.items() if isclass(each) and not issubclass(each, Exception)]
"""Of what is raised, the functions say when."""


@pytest.mark.parametrize("name", [*FUNCTIONS, *CLASSES])
def test_every_public_name_has_an_example_that_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (found,) = doctest.DocTestFinder(recurse=False).find(PUBLIC[name], name, globs=dict(PUBLIC))
    assert found.examples, "no example"
    said: list[str] = []
    assert doctest.DocTestRunner().run(found, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_it_takes_gives_and_refuses(name: str) -> None:
    said = PUBLIC[name].__doc__ or ""
    assert "Raises:" in said
    about = said.partition("Example:")[0]
    assert [
        each for each in signature(PUBLIC[name]).parameters if f"{each}: " not in about and f"`{each}`" not in about
    ] == []


def test_a_public_name_that_is_no_function_says_what_it_is() -> None:
    for name in set(PUBLIC) - set(FUNCTIONS) - {"__version__", "FailOn", "Kind", "Release"}:
        assert PUBLIC[name].__doc__, name


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


def test_each_thing_is_where_the_architecture_says() -> None:
    """At least twenty things a newcomer looks for, each with its one file."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| .+ \| `(assess/[^`]+)` \|$", text, re.MULTILINE)
    assert len(named) >= 20
    assert len(set(named)) == len(named)
    assert [name for name in named if not (ROOT / name).is_file()] == []
    parts = re.findall(r"`((?:reading|engine|words|views|formats|run)/\w+\.py)`", text)
    assert [name for name in parts if not (ROOT / "assess" / name).is_file()] == []


def test_the_scorecard_that_the_readme_shows_is_the_one_that_is_printed() -> None:
    shown = re.search(r"\$ (assess run \S+)\n((?:    .+\n)+)", README)
    assert shown is not None
    printed = CliRunner().invoke(cli, shown[1].split()[1:], standalone_mode=False).stdout
    assert printed.startswith("".join(line.removeprefix("    ") + "\n" for line in shown[2].splitlines()))


COMPARED = re.findall(
    r"^```console\n\$ (assess [^\n]+)\n(.*?)^```",
    (ROOT / "docs/comparisons.md").read_text(encoding="utf-8"),
    re.S | re.M,
)


@pytest.mark.parametrize(("line", "shown"), COMPARED)
def test_the_page_of_comparisons_shows_what_is_printed(line: str, shown: str, reader: Path) -> None:
    result = CliRunner().invoke(cli, shlex.split(line)[1:], standalone_mode=False)
    assert result.exception is None, result.exception
    printed = [each.rstrip() for each in result.output.splitlines()]
    at = 0
    for each in shown.splitlines():  # in this order; other lines may stand between
        at = printed.index(each, at) + 1
