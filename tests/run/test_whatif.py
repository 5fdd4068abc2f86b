"""What a text, or an answer, would change: the overlay, its places, its refusals, and the properties of the effect."""

import json
import re
import tempfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.api import validate_files, whatif_document, whatif_file
from assess.cli.main import cli, main
from assess.engine.effect import Effect
from assess.formats.style import Style
from assess.problems import InvalidInput, UsageError
from assess.run.whatif import WhatIf

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
REFORM = ROOT / "examples/reforms/ken_preservation.yaml"
SEVERAL = ("cooperation", "budapest", "un_convention")


def moved(found: WhatIf) -> dict[str, tuple[str, str, str, str]]:
    """Each finding that moves, with its ends before and after."""
    return {
        f"{effect.framework.id}:{move.criterion.id}": (
            str(move.before.low), str(move.before.high), str(move.after.low), str(move.after.high),
        )
        for effect in found.effects
        for move in effect.findings
    }  # fmt: skip


def numbers(found: WhatIf) -> list[object]:
    """Everything that an assessment gives after, without its profile."""
    return [(e.after.findings, e.after.scores, e.after.totals) for e in found.effects]


PROFILE = """\
schema: profile/v1
country: KEN
as_of: 2026-10-31
sources:
  act: {kind: act, title: Act, unit: s.}
  bill: {kind: bill, title: Bill, unit: cl.}
provisions:
  act.1: {status: in_force, from: 2010-01-01}
  act.2: [{status: suspended, from: 2010, until: 2015-01-01}, {status: in_force, from: 2015-01-01}]
  bill.1: {status: bill, replaces: [act.1]}
  bill.2: {status: adopted, from: 2026-01-01}
facts:
  powers.expedited_preservation:
    by:
      - {of: [act.1], features: {any_data: false, traffic_data: true}}
      - {of: [bill.1], features: {any_data: true}}
  offences.illegal_access: {by: act.2}
  treaties.budapest: {status: invited, from: 2024, cite: [act s. 1], reservations: []}
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE)
    return path


# Scenarios


def test_what_is_pending_is_the_first_scenario(profile: Path) -> None:
    found = whatif_file(profile, frameworks=SEVERAL)
    assert (found.scenario.enacted, found.scenario.ended) == (("bill.1", "bill.2"), ("act.1",))
    assert found.offered == ("provisions.bill.*.status=in_force",)
    assert numbers(found) == numbers(whatif_file(profile, found.offered, frameworks=SEVERAL))


def test_what_is_pending_gives_what_a_finding_would_become() -> None:
    """The same as the assessment says by itself, of every example."""
    for path in sorted((ROOT / "examples/profiles").glob("*.yaml")):
        (effect,) = whatif_file(path).effects
        would = {move.criterion.id: (move.after.low, move.after.high) for move in effect.findings if move.moved}
        assert would == {name: (f.low, f.high) for name, f in effect.before.pending.items()}, path


def test_what_a_bill_replaces_is_out_of_force_once_it_is_law(profile: Path) -> None:
    before, after = (
        whatif_file(profile, each).effects[0].after for each in ([], ["provisions.bill.1.status=in_force"])
    )
    state = after.facts["powers.expedited_preservation"]
    assert [basis.truth.name for basis in state.bases] == ["FALSE", "TRUE"]
    assert before.facts["powers.expedited_preservation"].bases == state.bases


def test_a_later_entry_of_a_dated_provision_is_the_one_that_is_changed(profile: Path) -> None:
    found = whatif_file(profile, ["provisions.act.2.status=repealed"])
    assert found.effects[0].after.facts["offences.illegal_access"].truth.name == "FALSE"


def test_a_reform_adds_bases_and_ends_what_it_replaces() -> None:
    found = whatif_file(KEN, reforms=REFORM, frameworks=("cooperation", "budapest"))
    assert (found.scenario.enacted, found.scenario.ended) == (("draft.1",), ("cmca.51",))
    assert moved(found) == {
        "cooperation:preservation": ("6/7", "6/7", "3/7", "1"), "cooperation:partial_disclosure": ("1", "1", "0", "0"),
        "budapest:art16": ("8/9", "8/9", "5/9", "1"), "budapest:art17": ("1", "1", "0", "0"),
    }  # fmt: skip
    (narrowed, _) = [[each.criterion.id for each in effect.narrowed] for effect in found.effects]
    assert narrowed == ["preservation", "partial_disclosure"]


def test_a_feature_is_set_on_every_basis_and_cites_nothing_new(profile: Path) -> None:
    found = whatif_file(profile, ["powers.expedited_preservation.features.renewable=true"])
    answer = found.effects[0].after.profile.facts["powers.expedited_preservation"][0]
    assert [basis.features["renewable"] for basis in answer.by] == [True, True]
    assert "assumption" not in found.effects[0].after.profile.sources


def test_an_answer_that_is_supposed_cites_that_it_is(profile: Path) -> None:
    found = whatif_file(profile, ["treaties.budapest.status=party"])
    (answer,) = found.effects[0].after.profile.facts["treaties.budapest"]
    assert (answer.status, answer.cite, answer.invited_until) == ("party", ("assumption",), None)
    assert answer.reservations is not None  # what was made is not undone by joining


@pytest.mark.parametrize("release", ["full", "public"])
def test_an_earlier_day_and_a_release_hold_for_both_sides(release: str) -> None:
    sets = ["treaties.budapest.status=party"]
    (effect,) = whatif_file(KEN, sets, as_of="2025-01-01", release=release).effects  # type: ignore[arg-type]
    assert str(effect.before.as_of) == str(effect.after.as_of) == "2025-01-01"
    assert effect.after.facts["treaties.budapest"].truth.name == "TRUE"


# Properties


def test_what_if_of_nothing_changes_nothing() -> None:
    for path in sorted((ROOT / "examples/profiles").glob("*.yaml")):
        found = whatif_file(path)
        if not found.scenario.steps:
            assert all(not (e.touched or e.gates or any(s.moved for s in e.scores)) for e in found.effects)


def test_what_if_of_what_is_so_changes_nothing() -> None:
    found = whatif_file(KEN, ["provisions.cmca.51.status=in_force", "powers.expedited_preservation.any_data=false"])
    assert moved(found) == {}
    assert found.effects[0].touched == ()


SETTINGS = (
    "treaties.budapest.status=party", "treaties.budapest=none", "provisions.cmca.51.status=repealed",
    "powers.expedited_preservation.any_data=true",
    "institutions.cybercrime_unit=none", "institutions.cybercrime_unit=operational", "capacity.trained_prosecutors=0",
    "statistics.mla_median_days=30", "provisions.cmca.51.status=in_force",
)  # fmt: skip


@given(st.lists(st.sampled_from(SETTINGS), max_size=3, unique_by=lambda text: text.partition("=")[0]))
@settings(max_examples=8, deadline=None)
def test_what_if_of_a_fact_twice_equals_once(chosen: list[str]) -> None:
    once, twice = whatif_file(KEN, chosen), whatif_file(KEN, [*chosen, *chosen[-1:]])
    assert numbers(once) == numbers(twice)


def test_a_reform_laid_twice_equals_once() -> None:
    assert numbers(whatif_file(KEN, reforms=[REFORM])) == numbers(whatif_file(KEN, reforms=[REFORM, REFORM]))


@given(st.lists(st.sampled_from(SETTINGS), min_size=1, max_size=3, unique_by=lambda text: text.partition("=")[0]))
@settings(max_examples=8, deadline=None)
def test_what_moves_is_all_that_moves(chosen: list[str]) -> None:
    (effect,) = whatif_file(KEN, chosen).effects
    listed = {move.criterion.id for move in effect.findings}
    for old, new in zip(effect.before.findings, effect.after.findings, strict=True):
        if (old.low, old.high) != (new.low, new.high):
            assert new.criterion.id in listed
    for move in effect.findings:
        if move.after.low < move.before.low or move.after.high < move.before.high:
            assert move in effect.narrowed


# Bad input


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("treaties.budapst.status=party", ":1:1: unknown-fact: .* did you mean treaties.budapest"),
        ("powers.production_ordr.any_data=true", ":1:1: unknown-fact: .* did you mean powers.production_order"),
        ("nothing.of.the.kind=3", ":1:1: unknown-fact: .* write a fact of the catalogue"),
        ("country=UGA", ":1:1: unknown-fact: .* a fact or a provision can be set"),
        ("powers.expedited_preservation.anydata=true", ":1:1: unknown-feature: .* did you mean any_data"),
        ("treaties.budapest.any_data=true", ":1:1: unknown-feature: "),
        ("treaties.budapest.value=3", ":1:1: misplaced-key: .* reservations"),
        ("treaties.budapest=ratifed", ":1:19: unknown-word: "),
        ("powers.expedited_preservation.any_data=maybe", ":1:40: wrong-value: .* true or false"),
        ("capacity.trained_prosecutors=many", ":1:30: wrong-value: .* a number"),
        ("powers.expedited_preservation=true", ":1:1: wrong-answer: .* stands on provisions"),
        ("definitions.core.technology_neutral=true", ":1:1: unknown-feature: "),
        ("provisions.cmca.511.status=in_force", ":1:1: undeclared-provision: "),
        ("provisions.cmca.51.status=in_forc", ":1:27: unknown-word: .* did you mean in_force"),
        ("provisions.cmca.*.status=in_force", ":1:1: wrong-answer: .* waiting to become law"),
        ("treaties.budapest=[a", ":1:19: yaml-syntax: "),
        ("treaties.budapest={a: &b 1}", "yaml-alias: "),
        ("treaties.budapest=null", ":1:1: wrong-answer: .* there is no value"),
        ("treaties.budapest.reservations=3", ":1:32: wrong-type: "),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_its_place(argument: str, told: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KEN, [argument])
    (fault,) = raised.value.problems
    assert fault.place.path == f"--set {argument}"

    assert re.search(told, str(fault).replace("\n   ", "")), str(fault)


@pytest.mark.parametrize("argument", ["nonsense", "=party", "treaties.budapest=", " = ", ""])
def test_an_argument_without_its_form_is_wrong_usage(argument: str) -> None:
    with pytest.raises(UsageError, match="--set takes PATH=VALUE"):
        whatif_file(KEN, [argument])


def test_all_faults_of_all_arguments_are_told_together() -> None:
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KEN, ["treaties.x=1", "treaties.y=1"], reforms=[KHM])
    assert [fault.code for fault in raised.value.problems] == ["unknown-fact", "unknown-fact", "wrong-schema"]


def test_a_reform_for_another_country_is_refused_at_its_line() -> None:
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KHM, reforms=[REFORM])
    (fault,) = raised.value.problems
    assert (fault.place.path, fault.place.line, fault.place.column, fault.code) == (str(REFORM), 4, 10, "wrong-value")


def test_what_is_wrong_with_a_reform_is_told_in_its_own_lines(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    text = REFORM.read_text()
    for old, new in (
        ("any_data", "anydata"),
        ("draft.1]", "draft.2]"),
        ("[cmca.51]", "[nn]"),
        ("renewable: true", "renewable: 4"),
    ):
        text = text.replace(old, new)
    bad.write_text(text)
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KEN, reforms=[bad])
    assert [(f.place.path, f.place.line, f.code) for f in raised.value.problems] == [
        (str(bad), 13, "undeclared-provision"), (str(bad), 17, "undeclared-provision"), (str(bad), 18, "unknown-feature"),
        (str(bad), 18, "wrong-value"),
    ]  # fmt: skip
    alone = [(f.place.line, f.code) for f in validate_files([bad])]
    assert alone == [(13, "undeclared-provision"), (18, "unknown-feature"), (18, "wrong-value")]
    assert validate_files([REFORM]) == []


def test_a_source_with_another_content_under_the_same_name_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(REFORM.read_text().replace("  draft:\n", "  cmca:\n").replace("draft.1", "cmca.1"))
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KEN, reforms=[bad])
    assert [(fault.place.line, fault.code) for fault in raised.value.problems] == [(7, "duplicate-id")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--set", "treaties.budapst=party"], 3), (["--set", "nonsense"], 2), (["--with", "absent.yaml"], 3),
        (["--as-of", "2030-01-01"], 2), (["-f", "nothing"], 2), (["-o", "x.csv"], 2), ([], 0),
    ],
)  # fmt: skip
def test_the_command_ends_with_its_code_and_writes_nothing(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "x.json"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["assess", "whatif", str(KEN), "-o", str(out), *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == (["x.json"] if code == 0 else [])


# What is printed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_text_is_eighty_columns_wide_and_headed_as_the_effect_of_the_text(language: str) -> None:
    found = whatif_file(KEN, ["treaties.budapest.status=party"], [REFORM], SEVERAL, language=language)
    text = str(whatif_document(found, ".txt", Style(language=language)))
    assert max(map(len, text.splitlines())) <= 80
    first = text.splitlines()[0]
    assert first.endswith("Effect of the text as submitted" if language == "en" else "Effet du texte tel que présenté")


def test_what_is_pending_is_offered_beside_another_scenario(profile: Path) -> None:
    text = str(whatif_document(whatif_file(profile, ["treaties.budapest=party"]), ".txt"))
    assert "--set 'provisions.bill.*.status=in_force'" in text


def test_the_data_fit_their_schema() -> None:
    schema = json.loads((ROOT / "frameworks/schema/whatif.v1.json").read_text())
    for found in (
        whatif_file(KHM, frameworks=SEVERAL), whatif_file(KEN, ["provisions.cmca.14.status=repealed"], [REFORM], SEVERAL),
    ):  # fmt: skip
        data = json.loads(whatif_document(found, ".json"))
        jsonschema.Draft7Validator(schema).validate(data)
        assert [each["framework"]["id"] for each in data["effects"]] == list(SEVERAL)


def test_a_gate_that_fires_is_told() -> None:
    (effect,) = whatif_file(KEN, ["provisions.cmca.14.status=repealed"]).effects
    assert isinstance(effect, Effect)
    assert [(gate.after.fired.name, gate.domain) for gate in effect.gates if gate.after] == [
        ("TRUE", "harmonised_laws")
    ]


def test_a_change_smaller_than_the_last_decimal_is_printed_as_one() -> None:
    out = CliRunner().invoke(cli, ["whatif", str(KEN), "--set", "powers.expedited_preservation.any_data=true"]).stdout
    (line,) = [each for each in out.splitlines() if each.startswith("  Framework")]
    before, after = line.split()[-2:]
    assert before != after


@pytest.mark.documents
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pdf_has_two_pages_at_most_however_much_moves(language: str) -> None:
    import io

    from pypdf import PdfReader

    from assess.reading.library import framework_folders

    every = [
        f"provisions.{name}.status=repealed" for name in whatif_file(KEN).profile.provisions if name.startswith("cmca.")
    ]
    for sets, frameworks in (
        (every, sorted(framework_folders())),
        (every, ["cooperation"]),
        (SETTINGS[:1], ["budapest"]),
    ):
        found = whatif_file(KEN, sets, frameworks=frameworks, language=language)
        raw = whatif_document(found, ".pdf", Style(language=language))
        assert isinstance(raw, bytes)
        assert len(PdfReader(io.BytesIO(raw)).pages) <= 2


CLOSED = PROFILE.replace(
    "bill: {kind: bill, title: Bill, unit: cl.}", "bill: {kind: bill, title: Bill, unit: cl., handling: restricted}"
)


@pytest.mark.parametrize("sets", [[], ["treaties.budapest=party"], ["provisions.act.1.status=repealed"]])
def test_a_public_release_is_refused_where_something_is_withheld(sets: list[str], tmp_path: Path) -> None:
    """A text that is withheld would act all the same: what it replaces, what a setting keeps of an answer."""
    path = tmp_path / "closed.yaml"
    path.write_text(CLOSED)
    assert whatif_file(path, sets).effects
    with pytest.raises(UsageError, match="where nothing is withheld"):
        whatif_file(path, sets, release="public")


def test_a_public_release_of_a_closed_reform_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "reform.yaml"
    closed.write_text(REFORM.read_text().replace("    kind: bill\n", "    kind: bill\n    handling: restricted\n"))
    assert whatif_file(KEN, reforms=[closed]).effects
    assert whatif_file(KEN, reforms=[REFORM], release="public").effects
    with pytest.raises(UsageError, match="where nothing is withheld"):
        whatif_file(KEN, reforms=[closed], release="public")


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "amendment.yaml"
    path.write_text(REFORM.read_text())
    text = str(whatif_document(whatif_file(KEN, reforms=path), ".txt"))
    assert "amendment.yaml" in text
    assert tmp_path.name not in text


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("treaties.budapest=true", "wrong-type"), ("treaties.budapest=3", "wrong-type"),
        ("treaties.budapest=[party]", "wrong-type"),
        ("institutions.cybercrime_unit=party", "unknown-word"), ("institutions.cybercrime_unit=true", "wrong-type"),
        ("statistics.published=perhaps", "unknown-word"), ("capacity.trained_prosecutors=true", "wrong-value"),
        ("capacity.trained_prosecutors=-1", "wrong-value"), ("statistics.mla_median_days={a: 1}", "wrong-value"),
        ("provisions.cmca.51.stat=in_force", "unknown-key"), ("provisions.cmca.51.from=yesterday", "bad-date"),
        ("provisions.cmca.51.status=true", "unknown-word"), ("powers.expedited_preservation.max_days=long", "wrong-value"),
        ("powers.expedited_preservation.by=nn.1", "undeclared-provision"), ("treaties=party", "unknown-fact"),
        ("treaties.budapest.position=maybe", "unknown-word"), ("offences.misuse_of_devices=none", "unknown-fact"),
        ("treaties.budapest=\x07", "control-character"), ("treaties.budapest=a\u2028b", "unknown-word"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused(argument: str, code: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        whatif_file(KEN, [argument])
    assert {fault.code for fault in raised.value.problems} == {code} or code == "control-character"
    assert all(fault.place.path.startswith("--set ") for fault in raised.value.problems)
    assert all(line.isprintable() for fault in raised.value.problems for line in str(fault).split("\n"))


JUNK = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        3.5,
        "",
        "none",
        "party",
        "draft.1",
        [],
        {},
        [[]],
        [{}],
        [None],
        "2026-13-45",
        {"of": None},
        {"of": [None]},
    ]
)
PARTS = (
    ("country",), ("title",), ("sources",), ("sources", "draft"), ("sources", "draft", "kind"), ("provisions",),
    ("provisions", "draft.1"), ("provisions", "draft.1", "replaces"), ("facts",), ("facts", "powers.expedited_preservation"),
    ("facts", "powers.expedited_preservation", "by"), ("facts", "powers.expedited_preservation", "by", "of"),
    ("facts", "powers.expedited_preservation", "by", "features"), ("facts", "treaties.budapest"), ("facts", "nothing.such"),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(PARTS), JUNK), min_size=1, max_size=3))
@settings(max_examples=20, deadline=None)
def test_whatever_a_reform_holds_is_read_or_refused(changes: list[tuple[tuple[str, ...], object]]) -> None:
    data = yaml.safe_load(REFORM.read_text())
    for path, value in changes:
        owner = data
        for step in path[:-1]:
            owner = owner.get(step) if isinstance(owner, dict) else None
        if isinstance(owner, dict):
            owner[path[-1]] = value
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reform.yaml"
        file.write_text(json.dumps(data))
        alone = validate_files([file])
        try:
            whatif_document(whatif_file(KEN, reforms=file), ".json")
        except InvalidInput as error:
            assert all(fault.place.path in (str(file), str(KEN)) for fault in error.problems)
        else:
            assert alone == []


def test_suppositions_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(UsageError, match="contradict each other"):
        whatif_file(KEN, ["treaties.budapest=party", "treaties.budapest=none"])
    assert whatif_file(KEN, ["treaties.budapest=party", "treaties.budapest=party"]).effects
