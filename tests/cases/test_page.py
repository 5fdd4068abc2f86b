"""The page on cases is true: what it shows of outputs is what the commands print."""

import re
import shlex
from glob import glob

import pytest
from click.testing import CliRunner

from assess.cli.main import cli
from assess.engine.case_steps import ORDER
from assess.engine.grounds import GROUNDS
from assess.model.exercise import Roles
from assess.reading.exercises import LONGEST_CONDUCT
from assess.reading.pairs import load_pairs
from tests.cases.build import ROOT

PAGE = (ROOT / "docs/cases.md").read_text("utf-8")
BLOCKS = [
    re.sub("^    ", "", found, flags=re.M) for found in re.findall(r"(?:^(?:    .*)?\n)+", PAGE, re.M) if found.strip()
]


def printed(line: str) -> list[str]:
    words = [name for word in shlex.split(line)[1:] for name in sorted(glob(word)) or [word]]
    found = CliRunner().invoke(cli, words, standalone_mode=False)
    assert found.exception is None, found.exception
    return found.output.splitlines()


def test_every_block_of_output_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = "assess case examples/cases/ransomware/case.yaml examples/cases/ransomware/x*.yaml"
    outputs: dict[str, list[str]] = {}
    stretches = 0
    for block in BLOCKS:
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("assess "):
            continue
        if lines[0].startswith("$ "):
            command, lines = lines[0].removeprefix("$ "), lines[1:]
        if command not in outputs:
            outputs[command] = printed(command)
        out = outputs[command]
        for stretch in "\n".join(lines).split("..."):
            if stretch.strip():
                stretches += 1
                assert stretch.strip("\n") in "\n".join(out), stretch
    assert stretches >= 8


def test_every_role_has_its_word() -> None:
    assert [role for role in Roles.__dataclass_fields__ if f"`{role}`" not in PAGE and f"  {role}:" not in PAGE] == []


def test_every_ground_has_its_article() -> None:
    assert {ground.article for ground in GROUNDS} == {"22(1)(a)", "22(1)(b)", "22(1)(c)", "22(1)(d)", "22(4)"}
    assert f"{LONGEST_CONDUCT} years" in PAGE


def test_the_steps_are_there_in_the_rules() -> None:
    known = [step for _stage, step in load_pairs("bilateral").framework.steps.values()]
    assert {name for name, _purposes in ORDER} <= {step.id for step in known}
