"""Files for other tools and people: commit hooks, editor settings, citation, security reports."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml

from assess.cli.main import COMMANDS
from assess.resources import VERSION

ROOT = Path(__file__).parent.parent


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run(command: list[str], *files: str) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    assert program in ("assess", ".venv/bin/assess", ".venv/bin/python")
    ours = [] if program.endswith("python") else ["-m", "assess"]
    return subprocess.run([sys.executable, *ours, *arguments, *files], cwd=ROOT, capture_output=True, text=True)


def test_the_hook_for_others_checks_profiles(tmp_path: Path) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["types"]) == ("assess-validate", "python", ["yaml"])
    command = hook["entry"].split()
    assert command[1] in COMMANDS
    assert run(command, "examples/profiles/ken.yaml", "examples/profiles/khm.yaml").returncode == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: profile/v1\n", encoding="utf-8")
    done = run(command, "examples/profiles/ken.yaml", str(bad))
    assert done.returncode == 3  # anything but 0 stops the commit
    assert "bad.yaml:1:1: missing-key" in done.stderr


def test_our_own_hooks_are_commands_that_pass() -> None:
    hooks = {hook["id"]: hook for repo in read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]}
    assert {"ruff-check", "ruff-format", "mypy", "assess-validate"} <= set(hooks)
    for name, files in {
        "ruff-check": ["assess/problems.py"], "ruff-format": ["assess/problems.py"],
        "assess-validate": ["examples/profiles/ken.yaml", "frameworks/facts/powers.yaml"], "assess-validate-frameworks": [],
    }.items():  # fmt: skip
        assert all(re.search(hooks[name].get("files", ""), file) for file in files), name
        done = run(hooks[name]["entry"].split(), *files)
        assert done.returncode == 0, done.stdout + done.stderr


def test_editors_are_told_the_same_as_the_linters() -> None:
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert f"max_line_length = {ruff['line-length']}\n" in text
    assert text.startswith("root = true\n")


def test_the_citation_names_this_version() -> None:
    citation = read("CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == VERSION
    assert citation["title"]
    assert citation["authors"]


def test_a_fault_says_what_security_says() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "ASSESS_DEBUG=1" in text
    assert "exit code 70" in text
