"""A profile compared with the status data: warnings with both sources, and a diff that leaves everything else as it is."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import assess
from assess.api import refresh_file, status_warnings
from assess.cli.main import cli
from assess.model.profile import Answer
from assess.problems import InvalidInput
from assess.reading.library import load_library
from assess.reading.profiles import load_profile
from assess.run.status_check import differs
from assess.views.status_answers import Given

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
HEAD = """schema: profile/v1
country: CHL
as_of: 2026-10-31   # kept
sources:
  a: {kind: press, title: A paper, date: 2016-01-01}
"""
LIBRARY = load_library()


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "p.yaml"


def run(*line: str) -> Result:
    return CliRunner().invoke(cli, list(line), standalone_mode=False)


def codes(text: str, path: Path) -> list[str]:
    path.write_text(HEAD + text, encoding="utf-8")
    assert assess.validate_files(path) == []
    return [each.message for each in status_warnings(path)]


def test_a_warning_names_both_answers_and_both_sources(profile: Path) -> None:
    (told,) = codes("facts:\n  treaties.budapest: {status: none, searched: [a]}\n", profile)
    assert told == (
        "facts.treaties.budapest: none here (A paper, 2016-01-01); party since 2017-08-01 in the status data (Netherlands treaty "
        "database, treaty 009852 (Convention on Cybercrime): party list as republished by inView; as of 2024-07-29)"
    )


@pytest.mark.parametrize(
    ("answer", "differ"),
    [
        ("treaties.budapest: {status: party, from: 2017-08-01, cite: [a]}", False),
        ("treaties.budapest: {status: party, from: 2017-08, cite: [a]}", False),  # as far as it is known
        ("treaties.budapest: {status: party, cite: [a]}", False),
        ("treaties.budapest: {status: party, from: 2017-04-20, cite: [a]}", True),
        ("treaties.budapest: unknown", False),
        ("treaties.budapest: {status: withheld, handling: restricted}", False),
        ("treaties.budapest: {status: signed, from: 2017-08-01, cite: [a]}", True),
        ("treaties.budapest: {status: withdrawn, from: 2026-03-01, cite: [a]}", False),  # later than the data
        ("treaties.malabo: {status: none, searched: [a]}", False),  # not open: the same outcome
        ("treaties.malabo: {status: party, cite: [a]}", True),
        ("treaties.harare_scheme: {value: true, cite: [a]}", True),
        ("treaties.lanzarote: {status: party, cite: [a]}", False),  # nothing in the data
        ("treaties.budapest: {status: not_party, cite: [a]}", True),
        (
            "treaties.budapest: [{status: invited, until: 2017-08-01, cite: [a]}, {status: party, from: 2017-08-01, cite: [a]}]",
            False,
        ),
    ],
)
def test_what_differs(answer: str, differ: bool, profile: Path) -> None:
    assert bool(codes(f"facts:\n  {answer}\n", profile)) is differ


def test_the_day_that_the_data_give_is_no_later_step() -> None:
    """Entry into force can be later than the date of the source; a different status from that day on does not make the data too
    old."""
    given = Given(
        fact="treaties.t", status="party", day=date(2007, 6, 24), since=date(2007, 7, 24), cite=("s",), searched=()
    )
    assert differs(Answer(status="signed", from_=date(2007, 7, 24)), given)
    assert not differs(Answer(status="withdrawn", from_=date(2009, 1, 1)), given)


def test_warnings_change_no_exit_code_and_stand_apart(profile: Path) -> None:
    profile.write_text(HEAD + "facts:\n  treaties.budapest: {status: none, searched: [a]}\n", encoding="utf-8")
    text = run("validate", "p.yaml")
    assert text.exception is None and not text.return_value
    assert "p.yaml:7:22: warning: status-differs: " in text.stderr and "no problem (1 warning)" in text.stderr
    data = json.loads(run("validate", "p.yaml", "--format", "json").stdout)
    assert (data["problems"], [each["severity"] for each in data["warnings"]]) == ([], ["warning"])
    sarif = json.loads(run("validate", "p.yaml", "--format", "sarif").stdout)
    assert [each["level"] for each in sarif["runs"][0]["results"]] == ["warning"]
    assert run("validate", "p.yaml", "--format", "github").stdout.startswith("::warning file=p.yaml,line=7")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_agree_with_the_data(path: Path) -> None:
    assert status_warnings(path) == []
    assert refresh_file(path).diff("x") == ""


OLD = """# a head
schema: profile/v1
country: CHL
as_of: 2026-10-31          # the day

sources:
  a: {kind: press, title: A paper, date: 2016-01-01}
  nl_185:                  # another one
    kind: press
    title: Something else

provisions:

facts:
  # Treaties
  treaties.budapest: {status: none, searched: [a]}   # old
  # of the protocol
  treaties.budapest_protocol_2: unknown

  # The rest
  institutions.cybercrime_unit: unknown
agreements: []
"""


def test_the_diff_changes_the_answers_and_nothing_else(profile: Path) -> None:
    profile.write_text(OLD, encoding="utf-8")
    change = refresh_file(profile)
    gone = [line[1:] for line in change.diff("p").splitlines() if line.startswith("-") and not line.startswith("---")]
    assert gone == [line for line in OLD.splitlines() if line.lstrip().startswith("treaties.budapest")]
    assert change.before == OLD == profile.read_text(encoding="utf-8")
    assert (
        "-  treaties.budapest_protocol_2: unknown\n+  treaties.budapest_protocol_2:\n+    status: signed\n"
        in change.diff("p")
    )
    (tmp := profile.with_name("after.yaml")).write_text(change.after, encoding="utf-8")
    read = load_profile(tmp, LIBRARY)
    assert read.facts["treaties.budapest"][0].status == "party"
    assert read.facts["treaties.untoc"][0].status == "party"  # which had not been examined
    assert "nl_185_2" in read.facts["treaties.budapest"][0].cite  # the name was taken
    assert refresh_file(tmp).diff("x") == ""


def test_what_is_kept_of_an_answer(profile: Path) -> None:
    text = """facts:
  treaties.budapest:
    status: invited
    from: 2012-06-01
    # what they will declare
    declarations:
      - {paragraph: "2", text: Intent., cite: [a]}   # read there
    cite: [a]
    handling: official
"""
    profile.write_text(HEAD + text, encoding="utf-8")
    after = refresh_file(profile).after
    assert '    declarations:\n      - {paragraph: "2", text: Intent., cite: [a]}   # read there\n' in after
    assert "    handling: official\n" in after and "    status: party\n" in after
    assert "status: invited" not in after


def test_a_newer_source_and_dated_entries_are_left(profile: Path) -> None:
    text = """  b: {kind: press, title: News, date: 2026-09-01}
facts:
  treaties.budapest_protocol_2: {status: party, cite: [b]}
  treaties.untoc:
    - {status: signed, from: 2000-12-13, until: 2003-01-01, cite: [a]}
    - {status: none, from: 2003-01-01, searched: [a]}
"""
    profile.write_text(HEAD + text, encoding="utf-8")
    change = refresh_file(profile)
    assert "treaties.budapest_protocol_2: {status: party, cite: [b]}" in change.after
    assert any(
        line.startswith("treaties.budapest_protocol_2: the source of the profile (2026-09-01)") for line in change.left
    )
    assert any(line.startswith("treaties.untoc: please check it by hand") for line in change.left)
    told = {each.message.partition(":")[0]: each.hint for each in status_warnings(profile)}
    assert (
        "`assess refresh` leaves it; if it is right, the data are out of date"
        in told["facts.treaties.budapest_protocol_2"]
    )
    assert "by hand: `assess refresh` leaves answers that have several entries" in told["facts.treaties.untoc"]
    shown = run("refresh", "p.yaml").stderr
    assert "left as it is: treaties.untoc" in shown and "would change nothing\n" not in shown


def test_a_folder_is_called_one(profile: Path) -> None:
    (profile.parent / "d").mkdir()
    for line in (["run", "d"], ["refresh", "d"], ["verify", "d"], ["explain", "d", "x"]):
        with pytest.raises(InvalidInput, match="cannot be read: it is a folder"):
            raise run(*line).exception or AssertionError


PLAIN = "schema: profile/v1\ncountry: CHL\nas_of: 2026-10-31\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "schema: profile/v1\ncountry: CHL\nas_of: 2026-10-31\n",
        "schema: profile/v1\ncountry: CHL\nas_of: 2026-10-31\nfacts:\nsources:\n",
        "schema: profile/v1\ncountry: CHL\nas_of: 2026-10-31\nfacts: {}   # none\n",
        f"{PLAIN}sources:\n  a: {{kind: press, title: A}}\nfacts: {{treaties.untoc: unknown}}",
        f"facts:\n    treaties.untoc: unknown\nsources:\n      a: {{kind: press, title: A}}\n{PLAIN}",
        "schema: profile/v1\ncountry: GBR-SCT\nname: Scotland\nas_of: 2026-10-31\n",
    ],
)  # fmt: skip
def test_what_comes_out_is_a_valid_profile_whatever_the_form(text: str, ending: str, profile: Path) -> None:
    profile.write_bytes(text.replace("\n", ending).encode())
    change = refresh_file(profile)
    profile.write_bytes(change.after.encode())
    load_profile(profile, LIBRARY)
    assert change.after == change.before or change.diff("x")
    assert refresh_file(profile).diff("x") == ""  # once is enough
    assert ("\r\n" in change.after) is (ending == "\r\n")


def test_the_command_writes_only_where_it_is_told(profile: Path) -> None:
    profile.write_text(OLD, encoding="utf-8")
    shown = run("refresh", "p.yaml")
    assert shown.exception is None and shown.stdout.startswith("--- p.yaml\n+++ p.yaml (refreshed)\n")
    assert profile.read_text(encoding="utf-8") == OLD
    assert run("refresh", "p.yaml", "-o", "new.yaml").exception is None
    assert "exists" in str(run("refresh", "p.yaml", "-o", "new.yaml").exception)
    assert run("refresh", "p.yaml", "-o", "p.yaml").exception is None
    assert profile.read_text(encoding="utf-8") == Path("new.yaml").read_text(encoding="utf-8")
    assert "would change nothing" in run("refresh", "p.yaml").stderr


def test_an_invalid_profile_is_refused(profile: Path) -> None:
    profile.write_text("schema: profile/v1\ncountry: CHL\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        refresh_file(profile)
