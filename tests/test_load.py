"""From files to models: files that belong together are checked together, and all problems of all files are raised at once."""

import copy
import io
import shutil
import sys
from pathlib import Path

import pytest

from assess.problems import InvalidInput, UsageError
from assess.reading.check_framework import check_domain
from assess.reading.library import framework_folders, load_library
from assess.reading.profiles import load_profile, load_profiles, read_profile
from assess.reading.yamlfile import parse_yaml, read_yaml
from assess.run.validate import validate

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "frameworks/facts"
HEAD = "schema: profile/v1\ncountry: KEN\nas_of: 2026-10-31\n"
SOURCE = HEAD + "sources:\n  a: {kind: act, title: T, unit: s.}\nprovisions:\n  a.1: {status: in_force}\nfacts:\n"


def said(paths: list[Path | str], base: Path = Path()) -> list[str]:
    return [str(fault).replace(f"{base}/", "") for fault in validate(paths, load_library())]


def faults(text: str) -> list[str]:
    """The problems of a profile, without the name of its file."""
    problems = read_profile(parse_yaml(text.encode(), "x"), load_library().catalogue)[1]
    return [str(fault).removeprefix("x:") for fault in sorted(problems)]


def framework(folder: Path, head: str = "", **domains: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "framework.yaml").write_text(
        f'schema: framework/v1\nid: x\ntitle: X\nversion: "1"\nsource: {{title: S}}\ndomains: [law]\n{head}'
    )
    element = "{id: e, says: S, holds: offences.illegal_access}"
    law = f"domain: law\ntitle: Law\ncriteria:\n  - {{id: c, title: T, question: Q, elements: [{element}]}}\n"
    for name, text in {"law": law, **domains}.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def topic(path: Path, *facts: str, name: str = "t") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"schema: catalogue/v1\ntopic: {name}\ntitle: T\nfacts:\n" + "".join(f"  {f}\n" for f in facts))
    return path


PLAIN = "{kind: provision, title: T, question: Q}"


def needing(*needs: str) -> str:
    return f"{{kind: provision, title: T, question: Q, reform: {{needs: [{', '.join(needs)}]}}}}"


# Frameworks


def test_a_folder_is_read_even_where_a_shipped_framework_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    framework(tmp_path / "malabo", law="domain: law\ntitle: [")
    monkeypatch.chdir(tmp_path)
    assert [fault.split(": ")[1] for fault in said(["malabo"])] == ["yaml-syntax"]
    assert [fault.split(": ")[1] for fault in said(["malabo/framework.yaml"])] == ["yaml-syntax"]
    assert load_library(["malabo"]).frameworks[0].head.title != "X"  # a name is a shipped framework, a Path a folder
    with pytest.raises(InvalidInput):
        load_library([Path("malabo")])


def test_no_such_framework() -> None:
    with pytest.raises(UsageError, match="'malbo'; did you mean malabo"):
        load_library(["malbo"])
    with pytest.raises(UsageError, match=r"known frameworks: .*cooperation"):
        load_library(["zzz"])
    with pytest.raises(UsageError, match="is not a folder"):
        framework_folders([ROOT / "nowhere"])


def test_a_domain_that_is_not_listed_is_reported(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x", powers="domain: powers\ntitle: P\n")
    expected = [
        "x/powers.yaml:1:1: unknown-domain: the file: powers is not a domain of this framework\n"
        "    list it under `domains` in framework.yaml"
    ]
    assert said([folder], tmp_path) == expected
    assert said([folder / "powers.yaml"], tmp_path) == expected
    (folder / "powers.yaml").write_text(HEAD)  # a profile that lies beside a framework is no part of it
    assert said([folder, folder / "powers.yaml"], tmp_path) == []


def test_a_framework_without_its_head(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x")
    (folder / "framework.yaml").rename(folder / "head.yaml")
    expected = ["x/framework.yaml:1:1: file-not-found: there is no such file\n    each framework needs this file"]
    assert said([folder / "head.yaml"], tmp_path) == expected
    (tmp_path / "empty").mkdir()
    assert said([tmp_path / "empty"], tmp_path) == [expected[0].replace("x/", "empty/")]


def test_faults_of_all_files_of_a_framework_come_together(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x", "treaty: treaties.nothing\n", law="domain: law\ntitle: L\ncriteria: [{id: c}]\n")
    (folder / "framework.yaml").write_text((folder / "framework.yaml").read_text().replace("[law]", "[law, other]"))
    assert [fault.split(": ")[:2] for fault in said([folder], tmp_path)] == [
        ["x/framework.yaml:6:16", "missing-domain"],
        ["x/framework.yaml:7:9", "unknown-fact"],
        ["x/law.yaml:3:12", "elements-or-measure"],
        ["x/law.yaml:3:12", "missing-key"],
        ["x/law.yaml:3:12", "missing-key"],
    ]


def test_cases_are_checked_with_their_framework(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x")
    (folder / "cases").mkdir()
    case = folder / "cases/law.yaml"
    case.write_text(
        "schema: cases/v1\ncases:\n  - {name: N, facts: {offences.illegal_acces: none}, expect: {d: met}}\n"
    )
    expected = [["x/cases/law.yaml:3:23", "unknown-fact"], ["x/cases/law.yaml:3:63", "unknown-criterion"]]
    assert [fault.split(": ")[:2] for fault in said([folder], tmp_path)] == expected
    assert [fault.split(": ")[:2] for fault in said([case], tmp_path)] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{status: party, reservations: 5}", ["6:54: wrong-value"]),
        ("{status: party, declarations: {a: b}}", ["6:54: wrong-value"]),
        ("{status: party, reservations: ['2', 5]}", ["6:54: wrong-value"]),
        ("{status: party, reservations: ['2'], declarations: []}", []),
        ("{status: {}}", ["6:33: wrong-value"]),
        ("{status: ratified}", ["6:33: wrong-value"]),
        ("[party]", ["6:24: wrong-value"]),
    ],
)
def test_the_short_form_of_a_treaty(value: str, expected: list[str], tmp_path: Path) -> None:
    folder = framework(tmp_path / "x")
    (folder / "cases").mkdir()
    case = folder / "cases/law.yaml"
    head = "schema: cases/v1\ncases:\n- name: N\n  expect: {c: not_assessed}\n  facts:\n"
    case.write_text(f"{head}    treaties.budapest: {value}\n")
    assert [
        ": ".join(fault.split(": ")[:2]).removeprefix("x/cases/law.yaml:") for fault in said([case], tmp_path)
    ] == expected


def test_criteria_in_the_head_of_a_framework_are_checked_as_others_are(tmp_path: Path) -> None:
    inline = (
        "  - {domain: own, title: O, criteria: [{id: c, title: T, question: Q, "
        "elements: [{id: e, says: S, holds: offences.illegal_acces}, {id: e, says: S, holds: '>'}]}]}\n"
    )
    folder = framework(tmp_path / "x")
    head = folder / "framework.yaml"
    head.write_text(head.read_text().replace("domains: [law]\n", f"domains:\n  - law\n{inline}"))
    assert [fault.split(": ")[:2] for fault in said([folder], tmp_path)] == [
        ["x/framework.yaml:8:106", "unknown-fact"],
        ["x/framework.yaml:8:136", "duplicate-id"],
        ["x/framework.yaml:8:155", "bad-condition"],
        ["x/law.yaml:4:10", "duplicate-id"],
    ]


def test_what_was_read_is_not_changed_by_checks(tmp_path: Path) -> None:
    folder = framework(tmp_path / "x")
    document = read_yaml(folder / "law.yaml")
    before = copy.deepcopy(document.data)
    head = read_yaml(folder / "framework.yaml").data
    assert check_domain(document, load_library().catalogue.facts, head, {}) == []
    assert document.data == before


@pytest.mark.parametrize(
    "name", ["n" * 5_000, "x/" + "n" * 5_000 + ".yaml", "a\0b", "\udcff.yaml", "\u202e\x1b[31m.yaml"], ids=ascii
)
def test_odd_names_of_files_are_named_and_steer_no_terminal(name: str) -> None:
    (fault,) = validate([name], load_library())
    assert fault.code in ("file-not-found", "file-not-readable")
    assert all(line.isprintable() for line in str(fault).split("\n"))
    with pytest.raises(UsageError, match="there is no framework"):
        load_library([name])


def test_a_framework_may_bring_facts_of_its_own(tmp_path: Path) -> None:
    law = "domain: law\ntitle: L\ncriteria:\n  - {id: c, title: T, question: Q, elements: [{id: e, says: S, holds: t.one}]}\n"
    folder = framework(tmp_path / "x", law=law)
    facts = topic(folder / "facts/t.yaml", f"one: {needing('offences.illegal_access')}")
    assert said([folder, facts, folder / "law.yaml"]) == []
    again = topic(folder / "facts/offences.yaml", f"illegal_access: {PLAIN}", name="offences")
    (fault,) = said([again], tmp_path)
    assert fault.startswith("x/facts/offences.yaml:5:3: duplicate-id: facts.illegal_access: offences.illegal_access ")


# Facts


@pytest.mark.parametrize("path", sorted(FACTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_file_of_the_catalogue_is_valid_alone(path: Path) -> None:
    assert validate([path], load_library()) == []


def test_facts_are_checked_with_their_neighbours(tmp_path: Path) -> None:
    topic(tmp_path / "a.yaml", f"one: {needing('b.two', 'powers.production_order', 'b.three')}", name="a")
    second = topic(tmp_path / "b.yaml", f"two: {PLAIN}", name="b")
    (tmp_path / "other.yaml").write_text(HEAD)
    expected = ['a.yaml:5:98: unknown-fact: facts.one.reform.needs[2]: "b.three" is not a fact of the catalogue']
    assert [fault.splitlines()[0] for fault in said([second], tmp_path)] == expected
    assert said([tmp_path], tmp_path)[1].startswith("other.yaml:1:9: wrong-schema: ")


def test_names_are_checked_even_where_another_file_is_wrong(tmp_path: Path) -> None:
    topic(tmp_path / "a.yaml", f"one: {needing('b.two', 'b.three')}", name="a")
    topic(tmp_path / "b.yaml", "two: {kind: provision, title: T}", name="b")
    assert [fault.split(": ")[1] for fault in said([tmp_path])] == ["unknown-fact", "missing-key"]


def test_each_circle_is_told_once(tmp_path: Path) -> None:
    topic(
        tmp_path / "t.yaml",
        f"a: {needing('t.b')}", f"b: {needing('t.c', 't.d')}", f"c: {needing('t.a')}", f"d: {needing('t.d')}",
    )  # fmt: skip
    assert [fault.splitlines()[0].split("circle: ")[1] for fault in said([tmp_path])] == [
        "t.a -> t.b -> t.c -> t.a",
        "t.d -> t.d",
    ]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("{kind: choice, title: T, question: Q, words: [one, two], labels: {one: L, tow: M}}",
         ['5:80: unknown-word: facts.a.labels.tow: "tow" is not one of one, two\n    did you mean two?']),
        ("{kind: capability, title: T, question: Q, features: {f: {type: choice, question: Q, words: [one], labels: {x: L}}}}",
         ['5:113: unknown-word: facts.a.features.f.labels.x: "x" is not one of one']),
        ("{kind: number, title: T, question: Q, unit: u, labels: {one: L}}",
         ["5:53: misplaced-key: facts.a.labels: labels is not a key for a fact or feature of kind number\n"
          "    leave it out; it is for the kind choice"]),
        ("{kind: number, title: T, question: Q, unit: {en: days, fr: jours}}", []),
        ("{kind: number, title: T, question: Q}",
         ["5:6: missing-key: facts.a: unit is missing\n    say what is counted, such as days"]),
        ("{kind: treaty, title: T, question: Q, unit: {en: days}}",
         ["5:44: misplaced-key: facts.a.unit: unit is not a key for a fact or feature of kind treaty\n"
          "    leave it out; it is for the kind number"]),
        ("{kind: capability, title: T, question: Q, features: {f: {type: flag, question: Q, unit: {en: days}}}}",
         ["5:88: misplaced-key: facts.a.features.f.unit: unit is not a key for a fact or feature of kind flag\n"
          "    leave it out; it is for the kind number"]),
        ("{kind: capability, title: T, question: Q, authority: true}", []),
        ("{kind: provision, title: T, question: Q, authority: true}",
         ["5:47: misplaced-key: facts.a.authority: authority is not a key for a fact or feature of kind provision\n"
          "    leave it out; it is for the kind capability"]),
        ("{kind: provision, title: T, question: Q, reform: {do: D, consult: 3}}",
         ["5:72: wrong-type: facts.a.reform.consult: expected text or a mapping (key: value), found 3\n    put it in quotes"]),
    ],
)  # fmt: skip
def test_labels_units_and_authorities_stand_where_they_mean_something(
    fact: str, expected: list[str], tmp_path: Path
) -> None:
    path = topic(tmp_path / "t.yaml", f"a: {fact}")
    assert [fault.removeprefix("t.yaml:") for fault in said([path], tmp_path)] == expected


@pytest.mark.parametrize("language", ["fr", "pt_BR", "French", "fr-FR", "FR"])
def test_the_language_of_a_file_is_a_code(language: str, tmp_path: Path) -> None:
    facts = topic(tmp_path / "facts/t.yaml", f"a: {PLAIN}")
    facts.write_text(facts.read_text() + f"language: {language}\n")
    folder = framework(tmp_path / "x", f"language: {language}\n")
    good = language in ("fr", "pt_BR")
    assert [fault.split(": ")[:2] for fault in said([facts, folder], tmp_path)] == (
        [] if good else [["facts/t.yaml:6:11", "bad-language"], ["x/framework.yaml:7:11", "bad-language"]]
    )
    assert [fault.split(": ")[:2] for fault in faults(HEAD + f"language: {language}\n")] == (
        [] if good else [["4:11", "bad-language"]]
    )


# Profiles


def test_problems_of_several_profiles_are_raised_together(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.yaml", "b.yaml")]
    paths[0].write_text(HEAD + "nme: x\n")
    paths[1].write_text("{")
    with pytest.raises(InvalidInput) as raised:
        load_profiles([*paths, tmp_path / "absent.yaml", ROOT / "examples/profiles/ken.yaml"], load_library())
    assert [fault.code for fault in raised.value.problems] == ["unknown-key", "file-not-found", "yaml-syntax"]
    assert str(raised.value).startswith(f"{tmp_path}/a.yaml:4:1: unknown-key: ")


def test_a_profile_from_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(framework(tmp_path / "x"))  # a framework in the current folder has nothing to do with it
    for text, code in (
        (HEAD, []),
        ("country: KEN\n", ["<stdin>:1:1: missing-key"]),
        ("[1", ["<stdin>:1:1: yaml-syntax"]),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert [": ".join(fault.split(": ")[:2]) for fault in said(["-"])] == code
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HEAD.encode())))
    assert load_profile("-", load_library()).country == "KEN"


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    head = framework(tmp_path / "x") / "framework.yaml"
    with pytest.raises(InvalidInput, match="this is a framework file; a profile is needed here"):
        load_profile(head, load_library())
    assert faults("") == ["1:1: wrong-type: the file: expected a mapping (key: value), found nothing\n"
                          "    begin with schema: profile/v1"]  # fmt: skip


DATE = "    write YYYY-MM-DD, such as 2026-10-31"
WHEN = DATE + ", or YYYY-MM or YYYY if no more is known"
KNOWN = (
    "    known keys: schema, country, name, invented, as_of, system, review, note, language, comments, editions, sources, "
    "provisions, facts, agreements, agreements_searched"
)
MEANT = "is not an ISO 3166-1 alpha-3 code\n    did you mean KEN (Kenya)?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # keys are compared with those that have a place there, not with all that there are
        (HEAD + "titl: x\n", ["4:1: unknown-key: the file: titl is not a known key\n" + KNOWN]),
        (HEAD + "comments: {invited: 2026-01-01, received: [{text: T, date: 2026-01-02, by: B, on: access}]}\n", []),
        (HEAD + "comments: {invited: soon, received: [{on: Article 2}]}\n",
         [f'4:21: bad-date: comments.invited: "soon" is not a date\n{WHEN}',
          "4:38: missing-key: comments.received[0]: text is missing\n    add text: ...",
          '4:43: bad-id: comments.received[0].on: "Article 2" is not a valid name\n'
          "    use lower-case letters, digits and _, beginning with a letter"]),
        (SOURCE + "  offences.illegal_access: {by: a.1, reson: x}\n",
         ["9:38: unknown-key: facts.offences.illegal_access: reson is not a known key\n    did you mean reason?"]),
        (SOURCE + "  offences.illegal_access:\n    - by:\n        - {of: a.1, reding: x}\n",
         ["11:16: wrong-type: facts.offences.illegal_access[0].by[0].of: expected a list, found \"a.1\"\n    write [\"a.1\"]",
          "11:21: unknown-key: facts.offences.illegal_access[0].by[0]: reding is not a known key\n    did you mean reading?"]),
        # one value of a union: only the branch that suits is spoken of
        (HEAD + "name: {en: 5}\n", ["4:12: wrong-type: name.en: expected text, found 5\n    put it in quotes"]),
        (HEAD + "name: {}\n", ["4:7: empty: name: the value is empty\n    leave the key out"]),
        (HEAD + "name: [x]\n", ["4:7: wrong-type: name: expected text or a mapping (key: value), found a list"]),
        # dates
        (HEAD.replace("2026-10-31", "20261031"), ["3:8: bad-date: as_of: 20261031 is not a date\n    write 2026-10-31"]),
        (HEAD.replace("2026-10-31", "2026-02-30"), ["3:8: bad-date: as_of: \"2026-02-30\" is not a date\n" + DATE]),
        (HEAD.replace("2026-10-31", "86400"), ["3:8: bad-date: as_of: 86400 is not a date\n" + DATE]),
        (HEAD.replace("2026-10-31", "2026-10-31T00:00:00"),
         ["3:8: bad-date: as_of: \"2026-10-31T00:00:00\" is not a date\n    write 2026-10-31"]),
        # countries
        (HEAD.replace("KEN", "KNE"), ["2:10: unknown-country: country: \"KNE\" " + MEANT]),
        (HEAD.replace("KEN", "ken"),
         ["2:10: unknown-country: country: \"ken\" " + MEANT]),
        (HEAD.replace("KEN", "Kenya"),
         ["2:10: unknown-country: country: \"Kenya\" " + MEANT]),
        # nothing under a key is nothing
        (HEAD + "sources:\nprovisions:\nfacts:\n", []),
    ],
)  # fmt: skip
def test_messages_help(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_a_text_that_looks_like_a_template_stays_as_it_is() -> None:
    text = "{{7*7}} {% raw %} <script>alert(1)</script> ${x} %s {0} \\N"
    profile, problems = read_profile(parse_yaml(f"{HEAD}note: '{text}'\n".encode(), "x"), load_library().catalogue)
    assert problems == []
    assert profile is not None
    assert profile.note == text
    assert faults(HEAD + "'{where} {0.__class__} %s': 1\n") == [
        "4:1: unknown-key: the file: {where} {0.__class__} %s is not a known key\n" + KNOWN
    ]


def test_the_catalogue_copied_elsewhere_is_valid(tmp_path: Path) -> None:
    shutil.copytree(FACTS, tmp_path / "facts")
    assert validate([tmp_path / "facts"], load_library()) == []


@pytest.mark.parametrize("value", ["x", "'1/0'", "1e15x", "'1/2/3'", "'-1/2'"])
@pytest.mark.parametrize("key", ["from", "to", "target"])
def test_goalposts_are_numbers(key: str, value: str, tmp_path: Path) -> None:
    measure = {"from": "0", "to": "1"} | {key: value}
    written = ", ".join(f"{name}: {each}" for name, each in measure.items())
    law = (
        "domain: law\ntitle: L\ncriteria:\n"
        f"  - {{id: c, title: T, question: Q, measure: {{fact: statistics.mla_median_days, {written}}}}}\n"
    )
    assert [fault.split(": ")[1] for fault in said([framework(tmp_path / "x", law=law)])] == ["wrong-type"]


def test_the_bounds_of_a_number_are_in_order(tmp_path: Path) -> None:
    path = topic(tmp_path / "t.yaml", "a: {kind: number, title: T, question: Q, unit: u, min: 9, max: 1}")
    assert said([path], tmp_path) == [
        "t.yaml:5:58: bad-number: facts.a.min: 9 is more than max, 1\n    exchange the two"
    ]


@pytest.mark.parametrize(("start", "end"), [("'1/2'", "0.5"), ("1", "'2/2'"), ("0", "-0.0"), ("3", "3")])
def test_goalposts_are_apart(start: str, end: str, tmp_path: Path) -> None:
    measure = f"{{fact: statistics.mla_median_days, from: {start}, to: {end}}}"
    law = f"domain: law\ntitle: L\ncriteria:\n  - {{id: c, title: T, question: Q, measure: {measure}}}\n"
    assert [fault.split(": ")[1] for fault in said([framework(tmp_path / "x", law=law)])] == ["bad-measure"]


@pytest.mark.parametrize(
    "bound",
    ["'1e999999999'", "'1e-999999999'", "'9" + "9" * 5_000 + "/2'", "' 1/2'", "'1/2 '", "'.5'", "'1_0/2'", "'٣/٤'"],
)
def test_a_fraction_has_one_form_and_asks_for_no_billions_of_digits(bound: str, tmp_path: Path) -> None:
    head = f"method: {{levels: [{{word: low, from: 0}}, {{word: high, from: {bound}}}]}}\n"
    codes = {fault.split(": ")[1] for fault in said([framework(tmp_path / "x", head)])}
    assert codes in ({"wrong-type"}, {"text-too-long"}, {"wrong-type", "text-too-long"})
