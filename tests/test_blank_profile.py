"""The profile that `assess new` writes: texts of a framework cannot answer anything in it, and it names its schema."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.formats.blank_profile import blank_profile
from assess.model.catalogue import Fact, Feature
from assess.reading.library import load_library
from assess.reading.yamlfile import parse_yaml, read_yaml
from assess.views.status_answers import answers
from tests.status.shipped import STATUS

ROOT = Path(__file__).parent.parent
EMPTY = {
    "schema": "profile/v1", "country": "KEN", "as_of": "2026-10-31", "review": "desk",
    "sources": None, "provisions": None, "facts": None,
}  # fmt: skip
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
LIVE = "  t.a: {status: none, searched: [x]}"
texts = st.text(st.sampled_from(f"{BREAKS}\t ab:#-{{}}[]'\"|>&*!%@`\\\u202e\u2066\u200d\x1b\x7f\ufeff"), max_size=30)
odd = st.builds(lambda before, one, after: f"{before}{one}{LIVE}{after}", texts, st.sampled_from(BREAKS), texts) | texts
said = odd | st.dictionaries(st.sampled_from(["en", "fr"]), odd, min_size=1)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Fact]:
    """One fact of each kind, with odd texts wherever a text can stand."""

    def feature(kind: Any) -> Feature:
        return Feature(type=kind, question=draw(said), unit=draw(said), words=tuple(draw(st.lists(odd, max_size=2))))

    return {
        f"t.{kind}": Fact(
            kind=kind, title=draw(said), question=draw(said), evidence=draw(said), unit=draw(said),
            words=tuple(draw(st.lists(odd, max_size=2))),
            features={"f": feature("flag"), "n": feature("number"), "w": feature("choice")},
        )
        for kind in ("provision", "capability", "treaty", "number", "choice", "yes_no")
    }  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(facts(), said, odd, odd)
def test_no_text_of_a_framework_answers_a_fact(made: dict[str, Fact], title: Any, name: str, schema: str) -> None:
    text = blank_profile("KEN", name, date(2026, 10, 31), made, {"t": title}, schema)
    document = parse_yaml(text.encode(), "x")
    assert document.problems == []
    assert document.data == EMPTY
    assert all(line.replace("\u200d", "").isprintable() for line in text.split("\n"))


def test_texts_stay_readable() -> None:
    fact = Fact(kind="number", title="T", question="How\nmany\u2028days\u202e?", unit={"fa": "می\u200cشود"})
    text = blank_profile("KEN", "Kenya", date(2026, 10, 31), {"t.n": fact}, {"t": "Time"})
    assert "  # How many days\\u202e?\n" in text
    assert "می\u200cشود" in text


CASE = ROOT.parent / "shared/cases/security/new_injection"


def assess(*arguments: str, cwd: Path) -> str:
    command = [sys.executable, "-m", "assess", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, check=True)
    return done.stdout


@pytest.mark.skipif(not CASE.is_dir(), reason="the case is not here")
def test_the_case_of_a_title_with_a_line_break(tmp_path: Path) -> None:
    text = assess("new", "KEN", "-f", str(CASE), cwd=tmp_path)
    given = answers(STATUS, load_library().catalogue, "KEN", date(2026, 10, 31))
    assert parse_yaml(text.encode(), "x").data["facts"].keys() == given.keys()


@pytest.mark.parametrize("output", ["gha.yaml", "profiles/of/gha.yaml"])
def test_the_first_line_names_a_schema_that_is_there(output: str, tmp_path: Path) -> None:
    (tmp_path / output).parent.mkdir(parents=True, exist_ok=True)
    assess("new", "GHA", "-o", output, cwd=tmp_path)
    assess("schema", "schemas", cwd=tmp_path)
    written = tmp_path / output
    named = written.read_text(encoding="utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((written.parent / named).read_text(encoding="utf-8"))  # editors look from the file on
    jsonschema.Draft7Validator(schema).validate(read_yaml(written).data)


def test_every_shipped_framework_gives_an_empty_profile() -> None:
    made = load_library(["cooperation", "budapest", "un_convention"])
    text = blank_profile("KEN", "Kenya", date(2026, 10, 31), made.catalogue.facts, made.catalogue.topics)
    assert parse_yaml(text.encode(), "x").data == EMPTY
