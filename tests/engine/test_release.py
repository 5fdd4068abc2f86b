"""Public releases contain nothing that is withheld, and nothing that only withheld answers lead to."""

from pathlib import Path

import pytest

import assess
from assess.engine.release import released
from tests.build import elements, library, profile

CASE = Path(__file__).parent.parent.parent.parent / "shared/cases/security/leak_uncited_source.yaml"
FACTS = {"unit": "capability", "law": "provision", "treaty": "treaty", "open": "capability"}


def public(text: str) -> tuple[assess.Profile, int]:
    made = library(FACTS, [{"id": "c", "elements": elements("t.unit", "t.law", "t.open")}])
    return released(profile(made, text))


SOURCES = (
    "sources:\n  seen: {kind: official_page, title: SEEN}\n  hidden: {kind: official_page, title: HIDDEN}\n"
    "  nowhere: {kind: official_page, title: NOWHERE}\n  act: {kind: act, title: ACT}\n"
)


@pytest.mark.parametrize(
    ("rest", "stays"),
    [
        # cited by a withheld answer alone
        ("facts:\n  t.unit: {status: operational, cite: hidden, handling: restricted}\n", False),
        ("facts:\n  t.unit: {status: none, searched: hidden, handling: restricted}\n", False),
        # and by one that is published too
        (
            "facts:\n  t.unit: {status: operational, cite: hidden, handling: restricted}\n"
            "  t.open: {status: operational, cite: hidden 5}\n",
            True,
        ),
        ("facts:\n  t.unit: {status: operational, cite: hidden, handling: restricted}\n"
         "  t.open: {status: none, searched: hidden}\n", True),
        # by a piece of law that only a withheld answer stands on
        ("provisions: {act.1: {status: in_force, cite: hidden}}\nfacts:\n  t.law: {by: act.1, handling: restricted}\n", False),
        ("provisions: {act.1: {status: in_force, cite: hidden}}\nfacts:\n  t.law: {by: act.1}\n", True),
        # by an agreement
        ("agreements: [{with: GBR, kind: mla, title: X, cite: hidden}]\n"
         "facts:\n  t.unit: {status: operational, cite: hidden, handling: restricted}\n", True),
        # by a reservation
        ("facts:\n  t.treaty: {status: party, cite: seen, handling: restricted,"
         " reservations: [{paragraph: '1', cite: hidden}]}\n", False),
        ("facts:\n  t.treaty: {status: party, cite: seen, reservations: [{paragraph: '1', cite: hidden}]}\n", True),
    ],
)  # fmt: skip
def test_a_source_leaves_with_the_last_that_cites_it(rest: str, stays: bool) -> None:
    cut, _ = public(SOURCES + rest)
    assert ("hidden" in cut.sources) == stays
    assert "nowhere" in cut.sources  # declared public, and cited for nothing that is withheld


def test_the_count_of_what_is_withheld_stays() -> None:
    cut, withheld = public(SOURCES + "facts:\n  t.unit: {status: operational, cite: hidden, handling: restricted}\n")
    assert withheld == 1
    assert cut.facts["t.unit"][0].status == "withheld"


def test_an_act_whose_only_section_is_withheld_leaves_too() -> None:
    law = "provisions: {act.1: {status: in_force}}\nfacts:\n  t.law: {by: act.1, handling: restricted}\n"
    assert "act" not in public(SOURCES + law)[0].sources
    assert "act" in public(SOURCES + law.replace(", handling: restricted", ""))[0].sources


def test_nothing_that_cites_a_source_that_left_is_left(tmp_path: Path) -> None:
    text = (
        "schema: profile/v1\ncountry: KEN\nas_of: 2026-01-01\n"
        + SOURCES.replace("title: HIDDEN", "title: ZHIDDEN")
        + ("facts:\n  institutions.cybercrime_unit: {status: operational, cite: hidden, handling: restricted}\n")
    )
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    (result,) = assess.assess_file(tmp_path / "p.yaml", release="public")
    for kind in (".txt", ".json", ".csv", ".html"):
        made = str(assess.document([result], kind))
        assert "ZHIDDEN" not in made
    assert result.withheld == 1


@pytest.mark.skipif(not CASE.exists(), reason="the case lies beside the checkout")
def test_the_case_of_a_source_that_only_a_withheld_answer_cites() -> None:
    (full,), (result,) = assess.assess_file(CASE), assess.assess_file(CASE, release="public")
    for kind in (".txt", ".json", ".csv", ".html"):
        assert "ZONLYHIDDENSOURCE" not in str(assess.document([result], kind))
    assert "ZONLYHIDDENSOURCE" in str(assess.document([full], ".html"))


def test_law_of_a_closed_source_goes_whether_or_not_an_answer_stands_on_it() -> None:
    text = (
        "sources:\n  shut: {kind: act, title: X, handling: restricted}\n  act: {kind: act, title: A}\n"
        "provisions:\n  shut.1: {status: in_force}\n  act.2: {status: in_force, replaces: [shut.1, act.3]}\n"
        "  act.3: {status: repealed}\n"
    )
    shown, withheld = public(text)
    assert (list(shown.provisions), withheld) == (["act.2", "act.3"], 0)
    assert shown.provisions["act.2"][0].replaces == ("act.3",)
