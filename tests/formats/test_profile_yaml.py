"""A profile that is written and read again is equal to the original."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assess.engine.release import released
from assess.formats.profile_yaml import profile_bytes, written
from assess.model.profile import Profile
from assess.problems import UsageError
from assess.reading.library import load_library
from assess.reading.profiles import load_profile, read_profile
from assess.reading.to_model import shape
from assess.reading.yamlfile import parse_yaml
from tests.build import library, profile

ROOT = Path(__file__).parent.parent.parent
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))

odd = st.sampled_from(
    ["true", "No", "~", "null", "2026-01-01", "1e3", "0x1", "- a", "a: b", "# x", "[", "{", "'", '"', "\\", "\t", "\n a\n",
     "\x85", "\u2028", "\ufeff", "\U000e0001", "|", ">", "&a", "*a", "!t", "%", "@", "`", "a #b", " a", "a ", "...", "---"]
)  # fmt: skip
# what the reader of files refuses cannot come back: controls, lone surrogates, no characters, our own marks
REFUSED = "\ufffe\uffff\ue000\ue001\ue002\ue003\ue004" + "".join(map(chr, range(0xFDD0, 0xFDF0)))
texts = odd | st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=REFUSED), min_size=1, max_size=40
)
names = texts.filter(lambda text: not re.search(r"[\s.]", text))
numbers = st.integers(-(10**14), 10**14) | st.floats(-1e14, 1e14, allow_nan=False)
scalars = texts | st.booleans() | numbers
days = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.integers(1000, 9999)
languages = st.dictionaries(st.sampled_from(["en", "fr", "pt_BR"]), texts, min_size=1, max_size=2)
says = texts | languages
cites = st.lists(texts, max_size=3)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping in which each key may be there or not."""
    return st.fixed_dictionaries({}, optional={name.rstrip("_"): each for name, each in fields.items()})


handling = st.sampled_from(["public", "official", "restricted"])
source = record(title=says, short=says, unit=texts, url=st.just("https://x.example/a#b"), date=days, note=says,
                handling=handling).map(lambda made: {"kind": "act", "title": "T", **made})  # fmt: skip
entry = record(from_=days, until=days, by=says, replaces=cites, cite=cites | texts, note=says).map(
    lambda made: {"status": "in_force", **made}
)
basis = record(route=st.sampled_from(["general", "dedicated"]), features=st.dictionaries(texts, scalars, max_size=2),
               reading=says).flatmap(
    lambda made: st.lists(texts, min_size=1, max_size=2).map(lambda of: {"of": of, **made})
)  # fmt: skip
reservation = record(reaches=cites, text=says, made=days, withdrawn=days, cite=cites).map(
    lambda made: {"paragraph": "1", **made}
)
answer = record(
    status=texts, value=scalars, by=texts | basis | st.lists(texts | basis, max_size=3), features=st.dictionaries(texts, scalars),
    route=st.just("general"), reading=says, cite=cites | texts, searched=cites, reason=says, handling=handling, note=says,
    confidence=st.sampled_from(["high", "low"]), from_=days, until=days, period=texts | st.integers(1900, 2100),
    definition=says,
    invited_until=days, reservations=st.lists(reservation, max_size=2),
    declarations=st.lists(reservation, max_size=1),
)  # fmt: skip
agreement = record(in_force=days | st.booleans(), cite=cites).map(
    lambda made: {"with": "GHA", "kind": "mla", "title": "T", **made}
)
profiles = record(
    name=says, note=says, review=st.sampled_from(["desk", "peer"]), system=record(structure=st.just("federal")),
    sources=st.dictionaries(names, source, max_size=3), agreements=st.lists(agreement, max_size=2),
    provisions=st.dictionaries(texts, entry | st.lists(entry, max_size=3), max_size=3),
    facts=st.dictionaries(texts, texts | answer | st.lists(answer | texts, max_size=3), max_size=4),
).map(lambda made: {"schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01", **made})  # fmt: skip


def made_of(data: Any) -> Profile:
    found, problems = shape(parse_yaml(b"", "p.yaml"), Profile, data)
    assert found is not None, problems
    return found


HEAD = {"schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01"}


@example({**HEAD, "facts": {"t.a": {"value": -(10**14)}}})
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(profiles)
def test_what_is_written_is_read_as_the_same(data: Any) -> None:
    one = made_of(data)
    text = written(one)
    document = parse_yaml(text.encode("utf-8"), "p.yaml")
    assert document.problems == []
    again = made_of(document.data)
    assert again == one
    assert written(again) == text


@pytest.mark.parametrize("refused", REFUSED)
def test_what_is_left_out_above_is_what_the_reader_refuses(refused: str) -> None:
    problems = parse_yaml(f"note: a{refused}b\n".encode(), "p.yaml").problems
    assert len(problems) == 1
    assert problems[0].code in ("control-character", "yaml-syntax")


def test_a_key_longer_than_yaml_takes_unmarked_is_written() -> None:
    one = made_of({"schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01",
                   "facts": {"\U000e0001" * 100: {"value": 1}, "k" * 100: "none"}})  # fmt: skip
    assert made_of(parse_yaml(written(one).encode(), "p.yaml").data) == one


@pytest.mark.parametrize("half", ["\ud800", "a\udfff"])
def test_half_a_character_is_refused(half: str) -> None:
    one = made_of({"schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01", "facts": {"t.a": "unknown"}})
    for broken in (replace(one, note=half), replace(one, facts={half: one.facts["t.a"]})):
        with pytest.raises(UsageError, match="contains half of a surrogate pair"):
            profile_bytes(broken)


def test_the_short_forms_that_authors_use_are_written() -> None:
    one = made_of({
        "schema": "profile/v1", "country": "KEN", "as_of": "2026-01-01", "note": "- # \u2028é",
        "provisions": {"a.1": {"status": "in_force", "from": "2020-01-01", "cite": "a s. 1"}, "a.2": [{"status": "bill"}] * 2},
        "facts": {
            "t.a": "unknown", "t.b": {"by": "a.1", "features": {"x": 1.5}}, "t.c": {"by": [{"of": ["a.1", "a.2"]}]},
            "t.d": [{"status": "none", "until": "2025-01-01"}, "none"], "t.e": {"by": ["a.1", {"of": ["a.2"], "reading": "No"}]},
        },
    })  # fmt: skip
    assert (
        written(one)
        == """schema: profile/v1
country: KEN
as_of: 2026-01-01
note: "- # \\Lé"
provisions:
  a.1:
    status: in_force
    from: 2020-01-01
    cite: ["a s. 1"]
  a.2:
  - status: bill
  - status: bill
facts:
  t.a: unknown
  t.b:
    by: a.1
    features:
      x: 1.5
  t.c:
    by:
      of: [a.1, a.2]
  t.d:
  - status: none
    until: 2025-01-01
  - status: none
  t.e:
    by:
    - of: [a.1]
    - of: [a.2]
      reading: "No"
"""
    )


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_example_profiles_come_through_the_whole_reader(path: Path) -> None:
    known = load_library(["cooperation"])
    one = load_profile(path, known)
    again, problems = read_profile(parse_yaml(written(one).encode(), "p.yaml"), known.catalogue)
    assert problems == []
    assert again == one


def test_the_file_as_given_is_kept_until_something_changes() -> None:
    known = load_library(["cooperation"])
    one = load_profile(PROFILES[0], known)
    assert profile_bytes(one) == PROFILES[0].read_bytes()
    assert b"\n#" in one.raw
    cut, _ = released(one)
    assert cut == one  # nothing in it is closed, and yet the comments, which nobody has looked at, are gone
    assert (cut.raw, profile_bytes(cut)) == (b"", written(one).encode())


FACTS: dict[str, Any] = {name: {"kind": "provision"} for name in "abcdef"} | {"n": "yes_no"}
CLOSED = """
sources:
  open: {kind: act, title: Open Act, unit: s.}
  shut: {kind: policy, title: SHUT, handling: restricted}
  shut_twice: {kind: policy, title: SHUT, handling: official}
provisions:
  open.1: {status: in_force}
  open.2: {status: struck_down, by: SHUT court, cite: [shut p. 3]}
  open.3: {status: in_force, note: SHUT stands here only for what is withheld}
  open.4: {status: in_force}
  open.5: {status: bill, replaces: [shut.9, open.3, open.1], cite: [open s. 5]}
  shut.9: {status: in_force}
  shut_twice.SHUT: {status: in_force}
facts:
  t.a: {by: open.1}
  t.b: {by: open.2, note: SHUT}
  t.c: {by: open.3, handling: restricted, note: SHUT}
  t.d: {by: [open.1, shut.9], reading: SHUT}
  t.e: {by: shut_twice.SHUT, note: SHUT}
  t.f: {status: none, searched: [open, shut], note: SHUT}
  t.n: [{value: true, cite: [open s. 1], until: 2025-01-01}, {value: false, cite: [shut], note: SHUT, from: 2025-01-01}]
agreements:
  - {with: GHA, kind: mla, title: SHUT, cite: [shut]}
  - {with: NGA, kind: mla, title: Open treaty}
"""


def test_a_release_names_nothing_that_is_closed_or_that_leads_to_it() -> None:
    made = library(FACTS, [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.a"}]}])
    one = profile(made, CLOSED)
    cut, count = released(one)
    assert count == 6
    text = written(cut)
    assert "SHUT" not in text
    assert "shut" not in text
    assert list(cut.provisions) == ["open.1", "open.4", "open.5"]
    assert cut.provisions["open.5"][0].replaces == ("open.1",)
    assert [agreement.with_ for agreement in cut.agreements] == ["NGA"]
    assert cut.facts["t.a"] == one.facts["t.a"]
    assert released(cut) == (cut, 0)
    again, problems = read_profile(parse_yaml(text.encode(), "p.yaml"), made.catalogue)
    assert (again, problems) == (cut, [])
