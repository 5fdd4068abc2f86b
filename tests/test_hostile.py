"""Hostile input ends in a clear problem, within a second and 200 MB."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from assess.reading.library import load_library
from assess.run.validate import validate

ROOT = Path(__file__).parent.parent
HEAD = "schema: profile/v1\ncountry: KEN\nas_of: 2026-10-31\n"
LAUGHS = "a0: &a0 [x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))

BODY = HEAD + "sources: {a: {kind: act, title: T, unit: s.}}\n"


def lines(count: int, line: str) -> str:
    return "".join(line.replace("#", str(i)) + "\n" for i in range(count))


PROFILES: dict[str, tuple[str | bytes, str]] = {
    # what the parser meets
    "laughs": (HEAD + LAUGHS, "yaml-alias"),
    "aliases": (HEAD + "note: [" + "*a," * 300_000 + "]\n", "too-many-problems"),
    "ten_megabytes": (b"a: " + b"x" * 10_000_000, "file-too-large"),
    "deep_flow": ("a: " + "[" * 10_000, "too-deep"),
    "deep_flow_closed": ("a: " + "{b: " * 10_000 + "}" * 10_000, "too-deep"),
    "deep_block": ("".join(" " * i + "a:\n" for i in range(1_900)), "too-deep"),
    "deep_dashes": ("a:\n  " + "- " * 10_000 + "x\n", "too-deep"),
    "deep_keys": ("a:\n  " + "? " * 10_000 + "x\n", "too-deep"),
    "duplicate_keys": (HEAD + "note: x\n" * 200_000, "too-many-problems"),
    "duplicate_key": (HEAD + "country: KHM\n", "duplicate-key"),
    "tag": (HEAD + "name: !!python/object/apply:os.system ['touch hacked']\n", "yaml-tag"),
    "tag_directive": ("%TAG ! tag:x,2000:\n---\n" + HEAD, "yaml-tag"),
    "nul": (HEAD + "name: a\x00b\n", "yaml-syntax"),
    "nul_escape": (HEAD + 'name: "a\\0b"\n', "control-character"),
    "bell": (HEAD + "name: a\x07b\n", "yaml-syntax"),
    "terminal_escape": (HEAD + '"\\e[31m\\a": 1\n', "control-character"),
    "utf16": (HEAD.encode("utf-16"), "not-utf8"),
    "utf16_without_mark": (HEAD.encode("utf-16-le"), "yaml-syntax"),
    "latin1": (HEAD.encode() + b"name: C\xf4te\n", "not-utf8"),
    "many_values": ("a: [" + "1," * 200_000 + "1]", "too-many-nodes"),
    "long_key": ("? " + "k" * 1_000_000 + "\n: 1\n", "missing-key"),
    "long_name": (BODY + "facts:\n  ? " + "k" * 1_000_000 + "\n  : {a: 1}\n", "text-too-long"),
    "merge_key": (HEAD + "<<: {name: x}\n", "unknown-key"),
    "second_document": (HEAD + "---\n" + HEAD, "second-document"),
    "two_marks": (b"\xef\xbb\xbf" + HEAD.replace("KEN", "KNE").encode(), "unknown-country"),
    "empty": ("", "wrong-type"),
    "list": ("- a\n- b\n", "wrong-type"),
    "number": ("42\n", "wrong-type"),
    # what its scalars say
    "norway": (HEAD.replace("KEN", "NO"), "unknown-country"),
    "norwegian_flag": (BODY + "provisions: {a.1: {status: in_force}}\n"
                       "facts: {offences.illegal_access: {by: a.1, features: {intent: NO}}}\n", "wrong-value"),
    "huge_integer": (BODY + "facts: {statistics.mla_median_days: {value: " + "9" * 5_000 + "}}\n", "number-out-of-range"),
    "huge_hexadecimal": (BODY + "facts: {statistics.mla_median_days: {value: 0x" + "f" * 5_000 + "}}\n", "number-out-of-range"),
    "huge_float": (BODY + "facts: {statistics.mla_median_days: {value: 1e999999999}}\n", "number-out-of-range"),
    "infinity": (BODY + "facts: {statistics.mla_median_days: {value: -.inf}}\n", "number-out-of-range"),
    "not_a_number": (BODY + "facts: {statistics.mla_median_days: {value: .nan}}\n", "number-out-of-range"),
    "infinities": (BODY + "note: [" + ".inf," * 90_000 + "]\n", "too-many-problems"),
    "no_such_day": (HEAD.replace("2026-10-31", "9999-99-99"), "bad-date"),
    "year_nought": (HEAD.replace("2026-10-31", "0000-01-01"), "bad-date"),
    "seconds_since_1970": (HEAD.replace("2026-10-31", "86400"), "bad-date"),
    "file_url": (HEAD + "sources: {s: {kind: act, title: T, url: 'file:///etc/passwd'}}\n", "bad-url"),
    "script_url": (HEAD + "sources: {s: {kind: act, title: T, url: 'javascript:alert(1)'}}\n", "bad-url"),
    "data_url": (HEAD + "sources: {s: {kind: act, title: T, url: 'data:text/html,x'}}\n", "bad-url"),
    # what its shape is, often
    "facts_list": (HEAD + "facts: [1, 2]\nsources: 3\nprovisions: text\n", "wrong-type"),
    "facts_odd": (HEAD + "facts: {offences.illegal_access: [1, [2], {by: {of: 3}}, {by: [4]}], treaties.budapest: 7}\n",
                  "wrong-type"),
    "unknown_keys": (BODY + lines(40_000, "a#: 1"), "too-many-problems"),
    "unknown_facts": (BODY + "facts:\n" + lines(20_000, "  offences.illegal_acces#: {by: a.#}"), "too-many-problems"),
    "wrong_facts": (BODY + "facts:\n" + lines(40_000, "  a#: 1"), "too-many-problems"),
    "wrong_bases": (BODY + "facts:\n  offences.illegal_access:\n    by:\n" + lines(20_000, "    - {of: [a.#], rout: x}"),
                    "too-many-problems"),
    "empty_agreements": (BODY + "agreements: [" + "{}," * 90_000 + "]\n", "too-many-problems"),
    "unknown_citations": (BODY + "facts:\n  institutions.cybercrime_unit: {status: operational, cite: ["
                          + "".join(f"zz{i}," for i in range(90_000)) + "]}\n", "too-many-problems"),
    "sources_much_alike": (HEAD + "sources:\n" + lines(3_000, "  a_source_of_the_law_#: {kind: act, title: T}") + "provisions:\n"
                           + lines(1_000, "  a_source_of_the_lav_#.1: {status: in_force}"), "too-many-problems"),
    "unusable_sources": (HEAD + "sources:\n" + lines(10_000, "  a.b#: {kind: act, title: T}") + "provisions:\n"
                         + lines(10_000, "  a.b#.1: {status: in_force, cite: a.b1 s. 2}"), "too-many-problems"),
    "undeclared_provisions": (BODY + "provisions:\n" + lines(9_000, "  a.1#: {status: in_force}")
                              + "facts:\n  offences.illegal_access: {by: ["
                              + "".join(f"a.9{i}," for i in range(20_000)) + "]}\n", "undeclared-provision"),
    "digits": (BODY + "provisions:\n  ? a." + "1" * 900_000 + "\n  : {status: in_force}\nfacts: {offences.illegal_access: {by: [a."
               + "12" * 300_000 + "]}}\n", "text-too-long"),
    "overlaps": (BODY + "provisions:\n  a.1:\n" + "  - {status: in_force}\n" * 20_000, "too-many-problems"),
}  # fmt: skip
"""Each hostile profile, with a problem that has to be among those reported."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The result for each hostile profile, all from one run of `tests.limits`."""
    folder, scratch = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("scratch")
    for name, (content, _) in PROFILES.items():
        (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    command = [sys.executable, "-m", "tests.limits", str(folder), str(scratch)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=300)
    assert not (ROOT / "hacked").exists()
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited as Linux does it")
@pytest.mark.parametrize("name", PROFILES)
def test_a_hostile_profile_is_refused_clearly(name: str, outcomes: dict[str, Any]) -> None:
    code, out, err, seconds = outcomes[name].values()
    assert code == 3, err[-2000:]
    assert out == ""
    assert "Traceback" not in err
    assert f"{name}.yaml:" in err.splitlines()[0]
    assert f": {PROFILES[name][1]}: " in err
    assert len(err) < 60_000
    assert max(map(len, err.splitlines())) < 1_000
    assert err.replace("\n", "").isprintable()
    assert seconds < 20  # a second on an idle machine; the limit only catches what hangs


def run(*arguments: str, cwd: Path | None = None) -> tuple[int, str, str, float]:
    """Exit code, both outputs and seconds of `assess` with these arguments."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "assess", *arguments], capture_output=True, cwd=cwd or ROOT, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode(), time.perf_counter() - start


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    text = json.dumps("{{7*7}} {% include '/etc/passwd' %} <script>alert(1)</script> ${x} `id` file:///etc/passwd")
    good = tmp_path / "good.yaml"
    good.write_text(HEAD + f"name: {text}\nnote: {text}\n", encoding="utf-8")
    code, out, err, _ = run("run", str(good))
    assert (code, err) == (0, "")
    assert "{{7*7}} {% include '/etc/passwd' %} <script>alert(1)</script>" in out


def framework(folder: Path, domains: str, criteria: str = "", extra: str = "") -> Path:
    folder.mkdir()
    (folder / "framework.yaml").write_text(
        f'schema: framework/v1\nid: x\ntitle: X\nversion: "1"\nsource: {{title: S}}\ndomains: {domains}\n{extra}'
    )
    (folder / "law.yaml").write_text(f"domain: law\ntitle: Law\ncriteria: {criteria or '[]'}\n")
    return folder


NOTS = "{not: " * 1000 + "offences.illegal_access" + "}" * 1000
ANY = ", ".join(["offences.illegal_access"] * 10_000)


def criterion(holds: str = "offences.illegal_access", weight: str = "1") -> str:
    return f"[{{id: c, title: T, question: Q, weight: {weight}, elements: [{{id: e, says: S, holds: {holds} }}]}}]"


@pytest.mark.parametrize(
    ("domains", "criteria", "code"),
    [
        ("[../../../../etc/passwd, law]", "", "bad-id"),
        ("[law, /etc/passwd]", "", "bad-id"),
        ("[law, law/../law]", "", "bad-id"),
        ("[law, '']", "", "bad-id"),
        ("[law, {domain: '../x', title: T}]", "", "bad-id"),
        ("[law]", criterion(f"{{any: [{ANY}]}}"), "bad-condition"),
        ("[law]", criterion(NOTS), "too-deep"),
        ("[law]", criterion("{not: " * 13 + "offences.illegal_access" + "}" * 13), "bad-condition"),
        ("[law]", criterion("a" * 50_000 + "!"), "bad-condition"),
        ("[law]", criterion("'powers.production_order in" + " " * 200 + "[" + "a," * 20 + "'"), "bad-condition"),
        ("[law]", criterion("\"__import__('os').system('ls')\""), "bad-condition"),
        ("[law]", criterion("offences.__class__"), "bad-condition"),
        ("[law]", criterion("offences.illegal_access.__class__"), "bad-condition"),
        ("[law]", criterion("{at_least: {n: 99999999999999, of: [offences.illegal_access]}}"), "bad-condition"),
        ("[law]", criterion(weight="1/0"), "wrong-type"),
        ("[law]", criterion(weight="-1"), "wrong-type"),
        ("[law]", criterion(weight="9/1e9"), "wrong-type"),
        ("[law]", criterion(weight="1e308"), "number-out-of-range"),
        ("[law]", criterion(weight=".inf"), "number-out-of-range"),
    ],
)  # fmt: skip
def test_a_hostile_framework_is_refused_clearly(domains: str, criteria: str, code: str, tmp_path: Path) -> None:
    problems = validate([framework(tmp_path / "x", domains, criteria)], load_library())
    assert {fault.code for fault in problems} == {code}
    assert all(len(str(fault)) < 1_000 and "root:" not in str(fault) for fault in problems)


def test_a_hostile_framework_ends_a_run(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x", "[../../../../etc/passwd, law]", criterion(NOTS))
    code, out, err, seconds = run("run", str(ROOT / "examples/profiles/khm.yaml"), "-f", str(folder))
    assert (code, out) == (3, "")
    assert "Traceback" not in err
    assert seconds < 20


@pytest.mark.parametrize("path", ["/dev/zero", "/etc", "/nowhere/at/all.yaml"])
def test_what_is_no_file(path: str) -> None:
    code, _, err, seconds = run("validate" if path != "/etc" else "run", path)
    assert code == 3
    assert ("file-not-readable: the file cannot be read: it is a folder" if path == "/etc" else "file-not-found") in err
    assert seconds < 20


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert run("run", str(pipe))[0] == 3


@pytest.mark.parametrize("kind", ["pipe", "folder", "endless", "dangling"])
@pytest.mark.parametrize("name", ["law.yaml", "facts/more.yaml", "cases/law.yaml"])
def test_what_is_no_file_in_a_framework(kind: str, name: str, tmp_path: Path) -> None:
    folder = framework(tmp_path / "x", "[law]")
    odd = folder / name
    odd.parent.mkdir(exist_ok=True)
    odd.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "folder":
        odd.mkdir()
    else:
        odd.symlink_to("/dev/zero" if kind == "endless" else "/nowhere/at/all")
    code = "file-not-readable" if kind == "folder" else "file-not-found"
    assert [(fault.code, fault.place.path) for fault in validate([folder], load_library())] == [(code, str(odd))]


def test_reforms_that_need_each_other_in_many_ways_are_followed_once(tmp_path: Path) -> None:
    facts = []
    for i in range(400):  # twenty layers of twenty, each needing all of the layer before: 20 to the 20th paths
        needs = [f"t.f{j}" for j in range(i // 20 * 20 - 20, i // 20 * 20) if j >= 0]
        facts.append(f"  f{i}: {{kind: provision, title: T, question: Q, reform: {{needs: [{', '.join(needs)}]}}}}")
    topic = tmp_path / "t.yaml"
    topic.write_text("schema: catalogue/v1\ntopic: t\ntitle: T\nfacts:\n" + "\n".join(facts) + "\n")
    assert validate([topic], load_library()) == []


def test_standard_input_may_be_closed() -> None:
    command = f"{sys.executable} -m assess run - <&-"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr.startswith("<stdin>:1:1: wrong-type: the file: expected a mapping (key: value), found nothing\n")
