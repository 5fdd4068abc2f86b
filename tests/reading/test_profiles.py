"""Reading profiles: in the order of their files, texts in their own language, all problems of all files."""

from pathlib import Path

import pytest

from assess.model.base import text_in
from assess.problems import InvalidInput
from assess.reading.profiles import load_profile, load_profiles, read_profile
from assess.reading.yamlfile import parse_yaml
from tests.build import elements, library
from tests.reading import checks

LIBRARY = library(checks.FACTS, [{"id": "c1", "elements": elements("t.p")}])
HEAD = "schema: profile/v1\nas_of: 2026-01-01\ncountry: "


def test_profiles_come_in_the_order_of_their_files_and_keep_their_bytes(tmp_path: Path) -> None:
    paths = []
    for code in ("KEN", "GHA"):
        paths.append(tmp_path / f"{code}.yaml")
        paths[-1].write_text(f"{HEAD}{code}\n")
    assert [(one.country, one.raw.decode()) for one in load_profiles(paths, LIBRARY)] == [
        ("KEN", f"{HEAD}KEN\n"), ("GHA", f"{HEAD}GHA\n"),
    ]  # fmt: skip
    assert load_profile(paths[1], LIBRARY).country == "GHA"
    for path in paths:
        path.write_text(f"{HEAD}JJJ\n")
    with pytest.raises(InvalidInput) as fault:
        load_profiles(paths, LIBRARY)
    assert [(Path(one.place.path).name, one.code) for one in fault.value.problems] == [
        ("GHA.yaml", "unknown-country"), ("KEN.yaml", "unknown-country"),
    ]  # fmt: skip


def test_texts_stand_under_the_language_of_the_profile() -> None:
    french, problems = read_profile(
        parse_yaml(f"{HEAD}KEN\nlanguage: fr\nnote: Une note\n".encode(), "p.yaml"), LIBRARY.catalogue
    )
    assert (problems, french and french.note) == ([], {"fr": "Une note"})
    english, _ = read_profile(parse_yaml(f"{HEAD}KEN\nnote: A note\n".encode(), "p.yaml"), LIBRARY.catalogue)
    assert english is not None
    assert (english.note, text_in(english.note, "fr")) == ("A note", "A note")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: [", ["yaml-syntax"]),
        ("schema: cases/v1\n", ["wrong-schema"]),
        ("schema: cases/v1\na: &x 1\n", ["yaml-alias", "wrong-schema"]),
        (f"{HEAD}KEN\na: 1\nnote: &x N\nfacts: {{t.q: none}}\n", ["yaml-alias", "unknown-key", "unknown-fact"]),
    ],
)
def test_every_problem_is_told_and_no_profile_made(text: str, codes: list[str]) -> None:
    made, problems = read_profile(parse_yaml(text.encode(), "p.yaml"), LIBRARY.catalogue)
    assert made is None
    assert [one.code for one in problems] == codes
