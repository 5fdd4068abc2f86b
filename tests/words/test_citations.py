"""Citations of answers: each place once, sources named again after something else, statuses with their dates."""

from collections.abc import Iterator

import pytest

from assess.api import assess_profile
from assess.model.results import Assessment
from assess.words.citations import (
    Cited,
    citations,
    cited_in_turn,
    naming,
    places,
    provisions_begin,
    source_name,
    worded,
)
from assess.words.language import parts, refers, speaking, unmarked
from tests.build import elements, library, profile

FACTS = {name: {"kind": "provision", "title": name.upper()} for name in "abcd"} | {
    "n": {"kind": "yes_no", "title": "N"}
}
SOURCES = """
sources:
  x: {kind: act, title: An act on data, short: Act X, unit: s.}
  y: {kind: act, title: Act Y, unit: art.}
  z: {kind: press, title: A page}
  w: {kind: act, title: Act W}
provisions:
  x.1: {status: in_force}
  x.2: {status: in_force}
  x.3: {status: in_force}
  y.7: {status: in_force}
  x.9: {status: suspended, from: 2024-03-05, by: High Court}
"""


def assessed(facts: str, more: str = "") -> Assessment:
    made = library(FACTS, [{"id": "c", "elements": elements(*(f"t.{name}" for name in FACTS))}])
    (result,) = assess_profile(profile(made, f"{SOURCES}{more}facts:\n{facts}"), made)
    return result


def said(result: Assessment, *names: str) -> list[str]:
    return cited_in_turn((result.facts[f"t.{name}"] for name in names), result.profile.sources)


def test_a_place_is_data_before_it_is_words() -> None:
    result = assessed("  t.a: {by: {of: [x.1, y.7, x.2]}}\n")
    (place,) = places(result.facts["t.a"], result.profile.sources)
    assert place == (Cited("x", ("s. 1", "s. 2")), Cited("y", ("art. 7",)))
    assert worded(place, result.profile.sources) == "Act X, s. 1 with s. 2; read with Act Y, art. 7"
    assert worded(place, result.profile.sources, "x") == "s. 1 with s. 2; read with Act Y, art. 7"
    assert worded(place, result.profile.sources, "y") == "Act X, s. 1 with s. 2; read with Act Y, art. 7"


def test_a_source_is_not_named_again_right_after_itself() -> None:
    result = assessed("  t.a: {by: x.1}\n  t.b: {by: [x.2, x.3]}\n  t.c: {by: y.7}\n  t.d: {by: x.2}\n")
    assert said(result, *"abcd") == ["Act X, s. 1", "s. 2", "s. 3", "Act Y, art. 7"]  # s. 2 was there before
    assert said(result, *"ca") == ["Act Y, art. 7", "Act X, s. 1"]


def test_after_two_that_are_read_together_the_last_one_counts() -> None:
    result = assessed("  t.a: {by: {of: [x.1, y.7]}}\n  t.b: {by: x.2}\n  t.c: {by: y.7}\n")
    assert said(result, *"ab") == ["Act X, s. 1; read with Act Y, art. 7", "Act X, s. 2"]
    result = assessed("  t.a: {by: {of: [x.1, y.7]}}\n  t.b: {by: y.8}\n", "  y.8: {status: in_force}\n")
    assert said(result, *"ab") == ["Act X, s. 1; read with Act Y, art. 7", "art. 8"]


def test_what_a_wider_place_holds_is_not_said_again() -> None:
    result = assessed(
        "  t.a: {by: x.1}\n  t.b: {by: {of: [x.1, y.7]}}\n  t.c: {by: y.7}\n  t.d: {by: {of: [y.7, x.1]}}\n"
    )
    assert said(result, *"ab") == said(result, *"abc") == ["Act X, s. 1; read with Act Y, art. 7"]
    assert said(result, *"bd") == ["Act X, s. 1; read with Act Y, art. 7"]  # the same in another order, once
    assert said(result, *"ac") == ["Act X, s. 1", "Act Y, art. 7"]
    result = assessed("  t.n: {value: true, cite: [z p. 1, z]}\n")
    assert said(result, "n") == ["A page, p. 1", "A page"]  # all of a source is more than a pin of it


def test_a_source_cited_as_a_whole_is_named_whatever_came_before() -> None:
    result = assessed("  t.n: {value: true, cite: [z, z p. 2, x s. 4, z]}\n")
    assert citations(result.facts["t.n"], result.profile.sources) == ["A page", "A page, p. 2", "Act X, s. 4"]
    assert said(result, "n") == ["A page", "p. 2", "Act X, s. 4"]


def test_a_pin_without_a_unit_stands_alone() -> None:
    result = assessed("  t.a: {by: {of: [w.5, z.6]}}\n", "  w.5: {status: in_force}\n  z.6: {status: bill}\n")
    assert said(result, "a") == ["Act W, 5; read with A page, 6 (a bill)"]


def test_what_was_searched_is_cited_only_for_what_is_not_there() -> None:
    result = assessed("  t.a: {status: none, searched: [x], cite: [z]}\n")
    assert said(result, "a") == ["A page", "Act X"]


def test_one_place_in_a_provision_and_in_a_citation_is_one() -> None:
    result = assessed("  t.a: {by: x.1, cite: [x s. 1]}\n")
    assert said(result, "a") == ["Act X, s. 1"]


def test_a_source_has_its_short_title_else_its_title_else_its_name() -> None:
    sources = assessed("  t.n: unknown\n").profile.sources
    assert [source_name(key, sources) for key in ("x", "y", "gone")] == ["Act X", "Act Y", "gone"]


@pytest.fixture
def statuses() -> Iterator[list[tuple[str, str, str]]]:
    yield [
        ("status: suspended, from: 2024-03-05, by: High Court", "suspended by High Court since 5 March 2024",
         "suspendu par High Court depuis le 5 mars 2024"),
        ("status: struck_down, from: 2026-01-01, by: High Court", "struck down by High Court on 1 January 2026",
         "invalidé par High Court le 1er janvier 2026"),
        ("status: repealed, from: 2020-02-03", "repealed on 3 February 2020", "abrogé le 3 février 2020"),
        ("status: expired, from: 2020-02-03", "expired on 3 February 2020", "expiré le 3 février 2020"),
        ("status: partly_in_force, from: 2020-02-03", "in force in part since 3 February 2020",
         "en vigueur en partie depuis le 3 février 2020"),
        ("status: adopted, from: 2025-04-30", "adopted on 30 April 2025; no commencement found in the sources consulted",
         "adopté le 30 avril 2025\u00a0; aucune entrée en vigueur trouvée dans les sources consultées"),
        ("status: published, from: 2021-06-01", "published on 1 June 2021; no commencement found in the sources consulted",
         "publié le 1er juin 2021\u00a0; aucune entrée en vigueur trouvée dans les sources consultées"),
        ("status: adopted, from: 2025-04-30, until: 2030-12-01", "adopted on 30 April 2025; not in force before 1 December 2030",
         "adopté le 30 avril 2025\u00a0; pas en vigueur avant le 1er décembre 2030"),
        ("status: struck_down, from: 2020-02-03, takes_effect: 2030-12-02",
         "struck down on 3 February 2020, in force until 2 December 2030",
         "invalidé le 3 février 2020, en vigueur jusqu’au 2 décembre 2030"),
        ("status: bill, from: 2025-04-30", "a bill of 30 April 2025", "projet de loi du 30 avril 2025"),
        ("status: suspended", "suspended", "suspendu"), ("status: bill", "a bill", "projet de loi"),
        ("status: adopted", "adopted; no commencement found in the sources consulted",
         "adopté\u00a0; aucune entrée en vigueur trouvée dans les sources consultées"), ("status: in_force", "", ""),
        ("status: in_force, from: 2030-01-02", "not yet in force, binds from 2 January 2030",
         "pas encore en vigueur, obligatoire à partir du 2 janvier 2030"),
        ("status: in_force, until: 2000-01-01", "status on that day not known", "statut à cette date non connu"),
    ]  # fmt: skip


def test_what_is_not_in_force_has_its_status_in_words_with_its_date(statuses: list[tuple[str, str, str]]) -> None:
    for entry, english, french in statuses:
        result = assessed("  t.a: {by: x.5}\n", f"  x.5: {{{entry}}}\n")
        assert said(result, "a") == [f"Act X, s. 5 ({english})" if english else "Act X, s. 5"], entry
        with speaking("fr"):
            assert [unmarked(text) for text in said(result, "a")] == [
                f"Act X, art. 5 ({french})" if french else "Act X, art. 5"
            ]


def test_names_of_sources_and_courts_stay_in_their_authors_language() -> None:
    result = assessed("  t.a: {by: x.9}\n")
    with speaking("fr"):
        (text,) = said(result, "a")
        assert [part.text for part in parts(text) if part.language == "en"] == ["Act X", "High Court"]


# At the beginning of a sentence


WRITTEN = """  q: {kind: regulation, title: "Rules (on evidence), 2019", unit: r.}
  loi: {kind: act, title: Loi de 2010, unit: Art.}
  code: {kind: act, title: Code of Y, unit: Chapter}
"""


@pytest.mark.parametrize(
    ("names", "english", "french"),
    [
        ("x.1", "Section 1 of the Act X", "L’article 1 de la loi « Act X »"),
        ("x.1 x.2", "Sections 1 and 2 of the Act X", "Les articles 1 et 2 de la loi « Act X »"),
        ("x.1 x.2 x.3", "Sections 1, 2 and 3 of the Act X", "Les articles 1, 2 et 3 de la loi « Act X »"),
        ("y.7", "Article 7 of the Act Y", "L’article 7 de la loi « Act Y »"),
        ("y.7 y.8", "Articles 7 and 8 of the Act Y", "Les articles 7 et 8 de la loi « Act Y »"),
        ("loi.2", "Article 2 of Loi de 2010", "L’article 2 de la loi « Loi de 2010 »"),
        ("q.3", "R. 3 of the Rules (on evidence)", "La règle 3 du règlement « Rules (on evidence) »"),
        ("q.3 q.4", "Rr. 3 and 4 of the Rules (on evidence)", "Les règles 3 et 4 du règlement « Rules (on evidence) »"),
        ("code.4", "Chapter 4 of the Code of Y", "Chapter 4 (Code of Y)"),
        ("w.3", "3 of the Act W", "3 (Act W)"),
        ("x.1 x.2 y.7", "Sections 1 and 2 of the Act X and art. 7 of the Act Y",
            "Les articles 1 et 2 de la loi « Act X » et l’article 7 de la loi « Act Y »"),
    ],
)  # fmt: skip
def test_provisions_begin_a_sentence_with_the_word_for_their_unit(names: str, english: str, french: str) -> None:
    made = library(FACTS, [{"id": "c", "elements": elements("t.a")}])
    sources = profile(made, SOURCES.replace("provisions:\n", f"{WRITTEN}provisions:\n")).sources
    assert provisions_begin(names.split(), sources) == english
    with speaking("fr"):
        assert unmarked(provisions_begin(names.split(), sources)) == french


# Names of a document


def test_a_source_is_cited_by_its_number_or_name_only_inside_the_document() -> None:
    result = assessed("  t.a: {by: x.1}\n  t.n: {value: true, cite: [z, x 4]}\n")
    sources = result.profile.sources
    with naming({"z": refers("S3"), "y": "Y"}):
        assert [unmarked(text) for text in said(result, "a", "n")] == ["Act X, s. 1", "[S3]", "Act X, 4"]
        assert [unmarked(source_name(key, sources)) for key in "xyz"] == ["Act X", "Y", "[S3]"]
        with naming({}):
            assert source_name("z", sources) == "A page"
    assert said(result, "a", "n") == ["Act X, s. 1", "A page", "Act X, 4"]
