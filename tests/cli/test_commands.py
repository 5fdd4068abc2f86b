"""The command line as a new user meets it: exit codes, streams, messages, a terminal 80 wide."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assess.cli.main import COMMANDS, cli

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (str(ROOT / f"examples/profiles/{name}.yaml") for name in ("ken", "khm"))


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, standalone_mode=False)


def exit_code(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    import sys

    from assess.cli.main import main

    monkeypatch.setattr(sys, "argv", ["assess", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_every_command_has_help() -> None:
    for name in COMMANDS:
        assert call(name, "--help").output.startswith("Usage:")


def test_the_scorecard_fits_eighty_columns_and_keeps_axes_apart() -> None:
    out = call("run", KEN).output
    assert max(map(len, out.splitlines())) <= 88  # the header line names country and framework in full
    assert sum(len(line) > 80 for line in out.splitlines()) <= 1
    assert all(word in out for word in ("Law", "Capacity", "Practice", "known", "First questions to ask"))


@pytest.mark.parametrize("word", ["fails", "weak", "complian", "breach", "rank", "better than", "worse"])
def test_no_verdict_words(word: str) -> None:
    for path in (KEN, KHM):
        assert word not in call("run", path).output.lower()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("run", KHM), 0),
        (("run", KHM, "--fail-on", "gap"), 1),
        (("run", KHM, "--min-coverage", "0.5"), 1),
        (("run", KHM, "--min-coverage", "0"), 0),
        (("run", KHM, "-f", "budpest"), 2),
        (("run", KHM, "-o", "x.odt"), 2),
        (("run", KHM, "--as-of", "2030-01-01"), 2),
        (("run", KHM, "--as-of", "soon"), 2),
        (("run",), 2),
        (("rnu", KHM), 2),
        (("run", "absent.yaml"), 3),
        (("run", KHM, "-o", "/nowhere/x.json"), 4),
        (("explain", KHM, "no_such"), 2),
        (("compare", KHM), 2),
        (("compare", KHM, KHM), 2),
        (("new", "XYZ"), 2),
        (("validate", KHM), 0),
        (("frameworks", "list"), 0),
        (("--version",), 0),
        (("--help",), 0),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert exit_code(*arguments, monkeypatch=monkeypatch) == code


def test_data_goes_to_standard_output_and_the_rest_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    exit_code("run", KHM, "-o", str(tmp_path / "x.json"), monkeypatch=monkeypatch)
    out, err = capsys.readouterr()
    assert out == ""
    assert "wrote" in err
    data = json.loads((tmp_path / "x.json").read_text())
    assert data[0]["country"] == "KHM"
    exit_code("run", "absent.yaml", monkeypatch=monkeypatch)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "absent.yaml:1:1: file-not-found: there is no such file\n    check the path\n1 problem\n"


def test_standard_input() -> None:
    assert call("run", "-", stdin=Path(KHM).read_text(encoding="utf-8")).output == call("run", KHM).output


def test_a_typo_in_a_command_or_framework_is_met_with_a_suggestion(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code("exlain", KHM, monkeypatch=monkeypatch)
    assert "did you mean explain?" in capsys.readouterr().err
    exit_code("run", KHM, "-f", "coperation", monkeypatch=monkeypatch)
    assert "did you mean cooperation" in capsys.readouterr().err


def test_questions_are_printed_or_written_by_authority(tmp_path: Path) -> None:
    out = call("questions", KEN, "--authority", "foreign").output
    assert out.startswith("Kenya (KEN): what each authority is asked\n")
    assert "\nMinistry of foreign affairs\n===========================\n\nQuestions to answer\n" in out
    assert "Ministry of justice" not in out
    assert max(map(len, out.splitlines())) <= 80
    for kind in ("txt", "html", "json", "csv"):
        call("questions", KEN, "--language", "fr", "-o", str(tmp_path / f"q.{kind}"))
        assert "Ministère de la justice" in (tmp_path / f"q.{kind}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("-o", "q.xlsx"),
            "q.xlsx: questions are written to one file, and its ending says how: .txt, .html, .json, .csv",
        ),
        (("-o", "folder/"), "folder/: questions are written to one file"),
        (("--authority", "polise"), "no authority is called 'polise' here; did you mean police? there are: "),
    ],
)
def test_questions_say_what_to_write_instead(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code("questions", KEN, *arguments, monkeypatch=monkeypatch) == 2
    assert said in capsys.readouterr().err


def test_explain_says_why_and_what_would_change_it() -> None:
    out = call("explain", KEN, "preservation").output
    assert "[ ] not identified: The power reaches any stored computer data" in out
    assert "s. 51" in out
    assert "Smallest change that would meet it" in out
    assert "change: Expedited preservation" in out


def test_a_new_profile_is_valid_and_answers_treaties_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "gha.yaml"
    assert exit_code("new", "GHA", "-o", str(target), monkeypatch=monkeypatch) == 0
    assert exit_code("validate", str(target), monkeypatch=monkeypatch) == 0
    assert "0 of" in call("run", str(target), "-f", "eu_attacks_directive").output  # which reads no treaty
    assert exit_code("new", "GHA", "-o", str(target), monkeypatch=monkeypatch) == 2  # never over a file


def test_an_answer_uncommented_in_a_new_profile_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = call("new", "GHA").output
    text = text.replace("#  act1:", "  act1:").replace("#  act1.14:", "  act1.14:")
    text = text.replace(
        "  # offences.illegal_access:\n  #   by: act1.14", "  offences.illegal_access:\n    by: act1.14"
    )
    target = tmp_path / "gha.yaml"
    target.write_text(text, encoding="utf-8")
    assert exit_code("validate", str(target), monkeypatch=monkeypatch) == 0
    assert "act1" not in call("explain", str(target), "illegal_access").output
    assert "[x] identified (essential)" in call("explain", str(target), "illegal_access").output


def test_an_earlier_day_makes_undated_facts_unknown() -> None:
    now, then = (call("run", KEN, *extra).output for extra in ((), ("--as-of", "2017-01-01")))
    assert now != then
    assert "law as of 1 January 2017" in then


TYPOS = (
    ("status: in_force", "status: inforce", "did you mean in_force"),
    ("offences.illegal_access:", "offences.ilegal_access:", "did you mean offences.illegal_access"),
    ("of: [cmca.47, cmca.51", "of: [cmca.47, cmca.511", "did you mean cmca.51"),
)


def test_three_typing_mistakes_each_say_where_and_what_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                               capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    text = Path(KEN).read_text(encoding="utf-8")
    lines = []
    for right, wrong, _ in TYPOS:
        assert right in text, right
        lines.append(text.count("\n", 0, text.index(right)) + 1)
        text = text.replace(right, wrong, 1)
    bad = tmp_path / "bad.yaml"
    bad.write_text(text, encoding="utf-8")
    assert exit_code("run", str(bad), monkeypatch=monkeypatch) == 3
    err = capsys.readouterr().err
    for line, (_, _, hint) in zip(lines, TYPOS, strict=True):
        assert f"bad.yaml:{line}:" in err
        assert hint in err
