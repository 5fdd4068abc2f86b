"""What has changed, with its causes: the worked example, dated and undated changes, shares that add up, and refusals."""

import json
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.api import diff_document, diff_files
from assess.cli.main import main
from assess.engine.difference import CAUSES, Difference
from assess.engine.shapley import shares
from assess.formats.style import Style
from assess.problems import InvalidInput, UsageError

ROOT = Path(__file__).parent.parent.parent
KEN, KHM = (ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm"))
CASE = ROOT.parent / "shared/cases/same-country-two-dates"

PROFILE = """\
schema: profile/v1
country: KEN
as_of: AS_OF
sources:
  act: {kind: act, title: Act, unit: s.}
  list: {kind: official_page, title: List}
provisions:
  act.1: {status: in_force, from: 2010-01-01}
  act.2: {status: in_force, from: 2010-01-01}
facts:
  offences.illegal_access: {by: act.1, features: {intent: true}}
  offences.illegal_interception: unknown
  treaties.budapest: {status: none, cite: [list]}
"""


@pytest.fixture
def pair(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes the difference between the profile above and one in which texts are replaced."""

    def make(*replaced: tuple[str, str], frameworks: tuple[str, ...] = ("budapest",)) -> Difference:
        old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
        old.write_text(PROFILE.replace("AS_OF", "2025-10-31"))
        text = PROFILE.replace("AS_OF", "2026-10-31")
        for was, now in replaced:
            assert was in text
            text = text.replace(was, now)
        new.write_text(text)
        (found,) = diff_files(old, new, frameworks)
        return found

    return make


# The arithmetic


def test_the_worked_example_of_two_causes() -> None:
    """Example 17: performance, and framework."""
    value = {(0, 0): "0.60", (0, 1): "0.66", (1, 0): "0.53", (1, 1): "0.58"}
    found = shares(lambda some: Fraction(value["framework" in some, "law" in some]), ("law", "framework"))
    assert found == {"law": Fraction("0.055"), "framework": Fraction("-0.075")}
    assert sum(found.values()) == Fraction("-0.02")
    with_third = shares(lambda some: Fraction(value["framework" in some, "law" in some]), CAUSES)
    assert with_third == {**found, "knowledge": 0}


@given(st.lists(st.integers(-9, 9), min_size=8, max_size=8))
def test_shares_are_the_mean_over_all_orders_and_add_up(values: list[int]) -> None:
    def value(some: object) -> Fraction:
        return Fraction(values[sum(1 << i for i, cause in enumerate(CAUSES) if cause in some)])  # type: ignore[operator]

    found = shares(value, CAUSES)
    assert sum(found.values()) == values[7] - values[0]
    for cause in CAUSES:
        added = [
            value({*order[: order.index(cause) + 1]}) - value({*order[: order.index(cause)]})
            for order in permutations(CAUSES)
        ]
        assert found[cause] == sum(added) / 6


def adds_up(found: Difference) -> None:
    for each in found.scores:
        if each.shares and each.before and each.after:
            assert sum(low for low, _ in each.shares.values()) == each.after.low - each.before.low
            assert sum(high for _, high in each.shares.values()) == each.after.high - each.before.high


@pytest.mark.parametrize("path", sorted((ROOT / "examples/profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_profile_and_itself_differ_in_nothing(path: Path) -> None:
    assert all(each.empty for each in diff_files(path, path, ("cooperation", "budapest")))


@pytest.mark.parametrize("day", ["2017-01-01", "2020-01-31", "2025-06-30"])
def test_shares_add_up_to_what_each_end_has_moved_by(day: str) -> None:
    for path in (KEN, KHM):
        for found in diff_files(path, frameworks=("cooperation", "budapest"), as_of=day):
            adds_up(found)
            assert all(each.causes for each in found.findings)
            for each in found.scores:
                if each.shares:
                    assert each.shares["framework"] == (0, 0)


# Law, knowledge, framework


def causes(found: Difference) -> dict[str, tuple[str, ...]]:
    adds_up(found)
    return {each.name: each.causes for each in found.facts} | {each.name: (each.cause,) for each in found.provisions}


def test_what_begins_after_the_old_day_is_law(pair) -> None:  # type: ignore[no-untyped-def]
    found = pair(("{status: none, cite: [list]}", "{status: party, from: 2026-03-01, cite: [list]}"))
    assert causes(found) == {"treaties.budapest": ("law",)}


def test_what_began_before_is_knowledge(pair) -> None:  # type: ignore[no-untyped-def]
    found = pair(("{status: none, cite: [list]}", "{status: party, from: 2024-03-01, cite: [list]}"))
    assert causes(found) == {"treaties.budapest": ("knowledge",)}
    assert causes(pair(("{status: none, cite: [list]}", "unknown"))) == {"treaties.budapest": ("knowledge",)}


@pytest.mark.parametrize(
    ("start", "cause"), [("2026-03-06", "law"), ("2026", "law"), ("2025-10-31", "knowledge"), ("2025", "knowledge")]
)
def test_a_date_known_in_part_is_law_only_if_every_day_of_it_is_later(pair, start: str, cause: str) -> None:  # type: ignore[no-untyped-def]
    found = pair(
        ("act.1: {status: in_force, from: 2010-01-01}", f"act.1: {{status: struck_down, from: {start}, by: Court}}")
    )
    assert causes(found) == {"act.1": (cause,)}
    (finding,) = [each for each in found.findings if each.after.criterion.id == "art2"]
    assert (finding.causes, finding.apart) == ((cause,), 0 if finding.before.low <= finding.after.high else -1)


def test_a_basis_on_new_law_is_law_and_one_on_old_law_is_knowledge(pair) -> None:  # type: ignore[no-untyped-def]
    new = ("illegal_interception: unknown", "illegal_interception: {by: act.2}")
    assert causes(pair(new)) == {"offences.illegal_interception": ("knowledge",)}
    found = pair(new, ("act.2: {status: in_force, from: 2010-01-01}", "act.2: {status: in_force, from: 2026-01-01}"))
    assert causes(found) == {"offences.illegal_interception": ("law",)}


def test_a_fact_with_both_causes_has_a_share_of_each(pair) -> None:  # type: ignore[no-untyped-def]
    """A feature is looked up in old law, and a new act gives another."""
    found = pair(
        (
            "{by: act.1, features: {intent: true}}",
            "{by: [{of: [act.1], features: {intent: true, whole_or_part: true}}, {of: [act.3]}]}",
        ),
        ("  act.2:", "  act.3: {status: in_force, from: 2026-02-02}\n  act.2:"),
    )  # fmt: skip
    assert causes(found) == {"offences.illegal_access": ("law", "knowledge"), "act.3": ("law",)}


def test_a_reservation_made_after_the_old_day_is_law(tmp_path: Path) -> None:
    texts = []
    for day, made in (("2025-10-31", "[]"), ("2026-10-31", "[{paragraph: 22(2), made: 2026-05-05}]")):
        path = tmp_path / f"{day}.yaml"
        answer = f"{{status: party, from: 2020-01-01, cite: [list], reservations: {made}}}"
        path.write_text(PROFILE.replace("AS_OF", day).replace("{status: none, cite: [list]}", answer))
        texts.append(path)
    (found,) = diff_files(*texts, "budapest")
    assert causes(found) == {"treaties.budapest": ("law",)}


def test_what_has_no_date_is_open_before_and_counts_as_knowledge() -> None:
    (found,) = diff_files(KHM, as_of="2020-01-01")
    undated = [each for each in found.facts if each.undated]
    assert undated
    assert {each.causes for each in undated} == {("knowledge",)}
    text = str(diff_document([found], ".txt"))
    assert f"{len(undated)} answers carry no date" in " ".join(text.split())


def test_improvement_is_said_only_where_the_intervals_separate() -> None:
    (found,) = diff_files(KEN, as_of="2020-01-31", and_day="2025-10-31")
    for each in (*found.scores, *found.findings):
        assert (each.apart == 1) == bool(each.before and each.after and each.after.low > each.before.high)
    text = " ".join(str(diff_document([found], ".txt")).split())
    assert "higher on every reading" in text
    assert "improvement" not in text
    assert "; better" not in text


def test_a_framework_that_changed_has_a_share_of_its_own(tmp_path: Path) -> None:
    import shutil

    old = tmp_path / "g20"
    shutil.copytree(ROOT / "frameworks/g20", old)
    for path in old.glob("*.yaml"):
        path.write_text(path.read_text().replace("weight: 2", "weight: 1"))
    (found,) = diff_files(KEN, KEN, "g20", old_frameworks=old)
    adds_up(found)
    assert found.framework is not None
    assert found.framework.changed
    assert not (found.provisions or found.facts or found.empty)
    for each in found.scores:
        assert each.shares is not None
        assert each.shares["law"] == each.shares["knowledge"] == (0, 0)
    (three,) = diff_files(KEN, frameworks="g20", old_frameworks=old, as_of="2020-01-31")
    adds_up(three)
    assert "framework" in str(diff_document([found], ".txt"))
    with pytest.raises(UsageError, match="g20 has no later one here; name it too: -f g20"):
        diff_files(KEN, KEN, "budapest", old_frameworks=old)


# Bad input


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([KEN, KHM], 2), ([KEN], 2), ([KEN, "--as-of", "2030-01-01"], 2), ([KEN, "--as-of", "soon"], 2),
        ([KEN, KEN, "--as-of", "2026-01-01", "--and", "2025-01-01"], 2), ([KEN, "absent.yaml"], 3),
        ([KEN, KEN, "-f", "nothing"], 2),
        ([KEN, KEN, "--old-framework", "nothing"], 2), ([KEN, KEN, "-o", "x.csv"], 2), ([KEN, KEN], 0),
    ],
)  # fmt: skip
def test_the_command_ends_with_its_code_and_writes_nothing(
    arguments: list[object], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["assess", "diff", *map(str, arguments), "-o", "x.json"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == (["x.json"] if code == 0 else [])


def test_all_faults_of_both_profiles_are_told(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("schema: profile/v1\ncountry: KEN\n")
    with pytest.raises(InvalidInput) as raised:
        diff_files(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert {Path(fault.place.path).name for fault in raised.value.problems} == {"a.yaml", "b.yaml"}


def test_profiles_of_two_countries_are_both_named() -> None:
    with pytest.raises(UsageError, match=r"ken\.yaml is of KEN and .*khm\.yaml of KHM"):
        diff_files(KEN, KHM)


# What is printed


@pytest.mark.skipif(not CASE.is_dir(), reason="the cases are not here")
def test_two_profiles_that_differ_in_their_day_alone_differ_in_nothing() -> None:
    found = diff_files(CASE / "ken_2025.yaml", CASE / "ken_2026.yaml")
    assert all(each.empty for each in found)
    assert "between 31 October 2025 and 31 October 2026" in str(diff_document(found, ".txt"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_text_is_eighty_columns_wide(language: str) -> None:
    found = diff_files(KEN, frameworks=("cooperation", "budapest"), as_of="2017-01-01", language=language)
    text = str(diff_document(found, ".txt", Style(language=language)))
    assert max(map(len, text.splitlines())) <= 80
    assert ":  →" not in text


def test_the_data_fit_their_schema() -> None:
    schema = json.loads((ROOT / "frameworks/schema/diff.v1.json").read_text())
    for path in (KEN, KHM):
        data = json.loads(
            diff_document(diff_files(path, frameworks=("cooperation", "budapest"), as_of="2017-01-01"), ".json")
        )
        jsonschema.Draft7Validator(schema).validate(data)


@settings(max_examples=5, deadline=None)
@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 10, 31)))
def test_any_two_days_add_up(day) -> None:  # type: ignore[no-untyped-def]
    (found,) = diff_files(KEN, as_of=day)
    adds_up(found)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted((ROOT / "examples/profiles").glob("*.yaml"))))
def test_a_public_release_has_nothing_withheld_in_it(path: Path) -> None:
    (found,) = diff_files(path, as_of="2025-01-01", release="public")
    adds_up(found)


def test_every_change_is_told_whatever_the_framework_reads(pair) -> None:  # type: ignore[no-untyped-def]
    found = pair(
        ("facts:", "facts:\n  treaties.un_convention: {status: signed, from: 2026-01-01, cite: [list]}"),
        frameworks=("g20",),
    )  # fmt: skip
    assert causes(found) == {"treaties.un_convention": ("law",)}
    assert not found.empty


def test_agreements_are_told_too(pair) -> None:  # type: ignore[no-untyped-def]
    for day, cause in (("2026-02-01", "law"), ("2020-02-01", "knowledge"), ("true", "knowledge")):
        entry = f"agreements: [{{with: UGA, kind: mla, title: Treaty, in_force: {day}, cite: [list]}}]\nfacts:"
        found = pair(("facts:", entry))
        assert [each.cause for each in found.agreements] == [cause]
        assert "Agreement with Uganda: Treaty: not entered → in force" in " ".join(
            str(diff_document([found], ".txt")).split()
        )


def test_reservations_are_named(pair, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path, made in ((one, "[]"), (other, "[{paragraph: 22(2), made: 2019-05-05}]")):
        answer = f"{{status: party, from: 2019-01-01, cite: [list], reservations: {made}}}"
        path.write_text(PROFILE.replace("AS_OF", "2026-10-31").replace("{status: none, cite: [list]}", answer))
    (found,) = diff_files(one, other, "budapest")
    assert causes(found) == {"treaties.budapest": ("knowledge",)}
    assert "reservations: none → 22(2)" in " ".join(str(diff_document([found], ".txt")).split())


@pytest.mark.parametrize("name", ["khm", "gha", "chl", "lka"])
def test_shares_add_up_between_profiles_that_have_little_in_common(name: str, tmp_path: Path) -> None:
    """Another country's answers under this country's code: everything moves at once."""
    other = tmp_path / "other.yaml"
    other.write_text(
        (ROOT / f"examples/profiles/{name}.yaml").read_text().replace(f"country: {name.upper()}", "country: KEN")
    )
    for old, new in ((KEN, other), (other, KEN)):
        for found in diff_files(old, new, ("cooperation", "budapest", "malabo"), as_of="2024-01-01"):
            adds_up(found)
            assert not found.empty
            assert str(diff_document([found], ".txt"))


# What a reader of law took otherwise


def lines_of(day: str) -> str:
    (found,) = diff_files(KEN, as_of=day)
    return " ".join(str(diff_document([found], ".txt")).split())


def test_each_period_between_the_two_days_is_told() -> None:
    text = lines_of("2020-01-31")
    assert "17, 24, 27, 29" in text  # in force since 20 February 2020: that it was amended later begins nothing anew
    assert "suspended by High Court since 30 May 2018 → in force since 20 February 2020 → struck down" in text
    assert "s. 27(1)(b) of the Cybercrimes Act: suspended by High Court since 30 May 2018" in text
    assert "s. 6(1)(ja) of the Cybercrimes Act: not in force before 4 November 2025 → assented" in text
    assert "status not known from 6 November 2025" in text


def test_what_is_no_law_stands_apart() -> None:
    law, _sep, rest = lines_of("2020-01-31").partition("Treaties and agreements (1)")
    assert "Convention on Cybercrime" not in law and "National cybersecurity strategy" not in law
    assert "Other facts (1) - National cybersecurity strategy" in rest
    assert "the facts changed" in rest


@pytest.mark.parametrize("name", ["definitions.core", "definitions.technology_neutral", "penalties.natural_persons"])
def test_what_does_not_hang_on_a_suspended_section_was_there(name: str) -> None:
    (found,) = diff_files(KEN, as_of="2020-01-31")
    assert name not in [each.name for each in found.facts]
    (result,) = assess_states(name)
    assert result == "TRUE"


def assess_states(name: str) -> list[str]:
    from assess import load_library, load_profile
    from assess.engine.facts import fact_states

    library = load_library()
    profile = load_profile(KEN, library)
    return [fact_states(profile, {name: library.catalogue.facts[name]}, date(2020, 1, 31))[name].truth.name]


def test_a_paragraph_of_a_section_says_what_it_was_while_the_section_was() -> None:
    """A paragraph does not inherit the periods of its section, so a profile that enters both has to enter them."""
    from assess import load_library, load_profile
    from assess.engine.facts import provisions_on
    from assess.model.base import earliest

    library = load_library()
    for path in sorted((ROOT / "examples/profiles").glob("*.yaml")):
        profile = load_profile(path, library)
        for name in profile.provisions:
            section = name.partition("(")[0]
            begun = [earliest(each.from_) for each in profile.provisions.get(section, ()) if each.from_]
            if section != name and begun:
                on_day = provisions_on(profile, min(begun))
                assert on_day[name][1] is not None, f"{path.name}: {name} on {min(begun)}"
