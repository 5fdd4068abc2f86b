"""Texts of frameworks and facts in other languages: finding them, translations, their faults, and what is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assess.model.base import Text
from assess.model.catalogue import Topic
from assess.model.framework import Domain, FrameworkFile
from assess.model.profile import Profile
from assess.reading.library import framework_folders, load_library, read_catalogue
from assess.reading.profiles import read_profile
from assess.reading.to_model import dotted, shape
from assess.reading.translations import in_language, missing, overlaid, texts, with_texts
from assess.reading.yamlfile import parse_yaml, read_yaml
from assess.run.validate import untranslated, validate

ROOT = Path(__file__).parent.parent
FOLDERS = framework_folders()
FILES = [
    *((FrameworkFile, folder / "framework.yaml") for folder in FOLDERS.values()),
    *((Domain, p) for f in FOLDERS.values() for p in sorted(f.glob("*.yaml")) if p.name != "framework.yaml"),
    *((Topic, path) for path in sorted((ROOT / "frameworks/facts").glob("*.yaml"))),
]

IN_FRENCH = [
    "cooperation",
    "budapest",
    "budapest_protocol_1",
    "budapest_protocol_2",
    "malabo",
    "un_convention",
    "eu_attacks_directive",
    "g20",
    "interpol",
    "un_guidance",
]

HEAD = """
schema: framework/v1
id: f
title: F
version: "1"
source: {title: S, note: N}
instruments: {i: {title: I}, j: {title: J, short: K, citation: No. 1}}
method: {levels: [{word: few, from: 0}, {word: most, from: 1/2}], gates: [{id: g, domain: d, cap: 0.5, unless: t.a, says: G}]}
background: {S1: B}
joining: {open_to: any_state, says: J, steps: [{id: one, title: O, authority: A}, {id: two, title: W, authority: A}],
  permitted: [{paragraph: "1", kind: declaration, says: P}, {paragraph: "2", kind: declaration, says: Q, due: D}]}
domains: [d, {domain: group, title: Group}]
"""
DOMAIN = """
domain: d
title: D
criteria:
  - {id: c1, title: C1, question: Q1, recommendation: {do: R, owner: O},
     elements: [{id: e1, says: E1}, {id: e2, says: E2, note: N2}]}
  - {id: c2, title: C2, question: Q2, elements: [{id: e1, says: E3}]}
"""
TOPIC = """
schema: catalogue/v1
topic: t
title: T
reform: {owner: ministry}
feature_sets: {set: {f1: {type: flag, question: F1}}}
facts:
  a: {kind: provision, title: A, question: QA, features: {f2: {type: number, unit: days, question: F2}}, reform: {do: R}}
  b: {kind: choice, title: B, question: QB, words: [not_so, so], labels: {so: So it is}}
"""


def model(kind: Any, text: str) -> Any:
    """The model of a file; conditions can be left out, because they have no texts."""
    document = parse_yaml(text.strip().encode(), "x.yaml")
    data: Any = document.data
    for criterion in data.get("criteria", ()):
        for element in criterion["elements"]:
            element.setdefault("holds", "t.a")
    made, faults = shape(document, kind, data)
    assert made is not None, faults
    return made


def laid(kind: Any, text: str, translation: str, language: str = "fr") -> tuple[dict[str, Text], list[str]]:
    """The texts of a file under its translation, by place, and what is wrong with the translation."""
    document = parse_yaml(f"schema: translation/v1\n{translation}".encode(), "fr.yaml")
    made, faults = overlaid(model(kind, text), document, language)
    return {dotted(place.loc): place.text for place in texts(made)}, [str(fault) for fault in faults]


def changed(kind: Any, text: str, translation: str) -> dict[str, Text]:
    """The texts that a translation changes."""
    found, faults = laid(kind, text, translation)
    assert faults == []
    before = {dotted(place.loc): place.text for place in texts(model(kind, text))}
    assert found.keys() == before.keys()
    return {where: text for where, text in found.items() if text != before[where]}


# Which texts there are

NAMES = {
    "title", "short", "publisher", "question", "evidence", "unit", "note", "notes", "says", "do", "owner", "consult",
    "intro", "may_not_apply", "word", "entry_rule", "due", "matters", "citation",
}  # fmt: skip


def spelt(data: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Places of texts in a file as it is written, found by their keys."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        at = (*loc, key)
        feature = isinstance(value, dict) and "type" in value  # which may be called as a text is
        if (key in NAMES and not feature) or (key == "authority" and isinstance(value, str)):
            yield at
        elif key in ("background", "labels", "narrowings"):
            yield from ((*at, each) for each in value)
        elif key == "words":
            yield from ((*loc, "labels", word) for word in value)
        elif key in ("holds", "applies", "unless", "done", "narrowing", "measure"):
            continue
        elif isinstance(value, (dict, list)):
            yield from spelt(value, at)


@pytest.mark.parametrize(
    ("kind", "path"), FILES, ids=lambda each: each.parent.name + "/" + each.stem if isinstance(each, Path) else ""
)
def test_every_text_of_what_is_shipped_is_found(kind: Any, path: Path) -> None:
    document = read_yaml(path)
    made, faults = shape(document, kind, document.data)
    assert (made is None, faults) == (False, [])
    found = [place.loc for place in texts(made)]
    assert set(found) == set(spelt(document.data))
    assert len(found) == len(set(found))


def test_every_kind_of_text_is_found_where_it_stands() -> None:
    found = {dotted(place.loc): place.text for place in texts(model(FrameworkFile, HEAD))}
    assert found == {
        "title": "F", "source.title": "S", "source.note": "N", "instruments.i.title": "I", "instruments.j.title": "J",
        "instruments.j.short": "K", "instruments.j.citation": "No. 1", "method.levels[0].word": "few",
        "method.levels[1].word": "most", "method.gates[0].says": "G", "background.S1": "B", "joining.says": "J",
        "joining.steps[0].title": "O",
        "joining.steps[0].authority": "A", "joining.steps[1].title": "W", "joining.steps[1].authority": "A",
        "joining.permitted[0].says": "P", "joining.permitted[1].says": "Q", "joining.permitted[1].due": "D",
        "domains[1].title": "Group",
    }  # fmt: skip


def test_words_without_a_label_are_texts_too() -> None:
    found = {dotted(place.loc): place.text for place in texts(model(Topic, TOPIC))}
    assert found["facts.b.labels.not_so"] == "not so"
    assert found["facts.b.labels.so"] == "So it is"


# Overlays


def test_records_are_named_by_their_id_and_a_plain_text_is_their_first() -> None:
    assert changed(
        Domain, DOMAIN, "title: T\ncriteria: {c2: {elements: {e1: Z}}, c1: {question: Y, elements: {e1: X}}}"
    ) == {
        "title": {"en": "D", "fr": "T"},
        "criteria[0].question": {"en": "Q1", "fr": "Y"},
        "criteria[0].elements[0].says": {"en": "E1", "fr": "X"},
        "criteria[1].elements[0].says": {"en": "E3", "fr": "Z"},
    }
    text = "criteria: {c1: {elements: {e2: {says: X, note: Y}}, recommendation: Z}}"
    assert changed(Domain, DOMAIN, text) == {
        "criteria[0].elements[1].says": {"en": "E2", "fr": "X"},
        "criteria[0].elements[1].note": {"en": "N2", "fr": "Y"},
        "criteria[0].recommendation.do": {"en": "R", "fr": "Z"},
    }


def test_the_parts_of_a_head() -> None:
    translation = """
source: X
instruments: {j: {short: Y, citation: n° 1}, i: Z}
method: {levels: [peu, {word: beaucoup}], gates: {g: W}}
background: {S1: V}
domains: {group: Groupe}
joining: {says: U, steps: {two: {authority: T}}, permitted: [{says: S}, {says: R, due: Q}]}
"""
    assert changed(FrameworkFile, HEAD, translation) == {
        "source.title": {"en": "S", "fr": "X"},
        "instruments.i.title": {"en": "I", "fr": "Z"},
        "instruments.j.short": {"en": "K", "fr": "Y"},
        "instruments.j.citation": {"en": "No. 1", "fr": "n° 1"},
        "method.levels[0].word": {"en": "few", "fr": "peu"},
        "method.levels[1].word": {"en": "most", "fr": "beaucoup"},
        "method.gates[0].says": {"en": "G", "fr": "W"},
        "background.S1": {"en": "B", "fr": "V"},
        "joining.says": {"en": "J", "fr": "U"},
        "joining.steps[1].authority": {"en": "A", "fr": "T"},
        "joining.permitted[0].says": {"en": "P", "fr": "S"},
        "joining.permitted[1].says": {"en": "Q", "fr": "R"},
        "joining.permitted[1].due": {"en": "D", "fr": "Q"},
        "domains[1].title": {"en": "Group", "fr": "Groupe"},
    }


def test_the_parts_of_facts() -> None:
    translation = """
reform: {owner: ministère}
feature_sets: {set: {f1: X}}
facts:
  a: {features: {f2: {unit: jours}}, reform: Y}
  b: {labels: {not_so: non}}
"""
    assert changed(Topic, TOPIC, translation) == {
        "reform.owner": {"en": "ministry", "fr": "ministère"},
        "feature_sets.set.f1.question": {"en": "F1", "fr": "X"},
        "facts.a.features.f2.unit": {"en": "days", "fr": "jours"},
        "facts.a.reform.do": {"en": "R", "fr": "Y"},
        "facts.b.labels.not_so": {"en": "not so", "fr": "non"},
    }


def test_a_translation_takes_the_place_of_an_older_one_and_leaves_others() -> None:
    text = "domain: d\ntitle: {en: D, es: E, fr: F}\n"
    assert changed(Domain, text, "title: T") == {"title": {"en": "D", "es": "E", "fr": "T"}}


def test_ids_conditions_and_numbers_are_as_before() -> None:
    one = load_library(["cooperation"]).frameworks[0]
    other = load_library(["cooperation"], language="fr").frameworks[0]
    assert (one.id, list(one.criteria), one.head.version, one.hash) == (
        other.id, list(other.criteria), other.head.version, other.hash,
    )  # fmt: skip
    for (_, left), (_, right) in zip(one.criteria.values(), other.criteria.values(), strict=True):
        assert left.title != right.title
        assert [e.holds for e in left.elements] == [e.holds for e in right.elements]
        assert with_texts(left, lambda _: "") == with_texts(right, lambda _: "")


# Faults, each with its place


@pytest.mark.parametrize(
    ("kind", "text", "translation", "faults"),
    [
        (Domain, DOMAIN, "titel: T",
         ["fr.yaml:2:1: unknown-key: the file: titel is not a known key\n    did you mean title?"]),
        (Domain, DOMAIN, "intro: T", ["fr.yaml:2:1: unknown-key: the file: intro is not a known key"]),
        (Domain, DOMAIN, "title: [T]", ["fr.yaml:2:8: wrong-type: title: expected text, found a list"]),
        (Domain, DOMAIN, "title: ''", ['fr.yaml:2:8: wrong-type: title: expected text, found ""']),
        (Domain, DOMAIN, "title: 1", ["fr.yaml:2:8: wrong-type: title: expected text, found 1"]),
        (Domain, DOMAIN, "criteria: [T]", ["fr.yaml:2:11: wrong-type: criteria: expected a mapping (key: value), found a list"]),
        (Domain, DOMAIN, "criteria: {c3: T}",
         ["fr.yaml:2:12: unknown-key: criteria: c3 is not a known key"]),
        (Domain, DOMAIN, "criteria: {c1: {weight: 3}}",
         ["fr.yaml:2:17: unknown-key: criteria.c1: weight is not a known key"]),
        (Domain, DOMAIN, "criteria:\n  c1:\n    elements:\n      e1: {says: {a: b}}",
         ["fr.yaml:5:18: wrong-type: criteria.c1.elements.e1.says: expected text, found a mapping"]),
        (Domain, DOMAIN, "criteria: {c2: {recommendation: T}}",
         ["fr.yaml:2:17: unknown-key: criteria.c2: recommendation is not a known key"]),
        (FrameworkFile, HEAD, "method: {levels: [peu]}",
         ["fr.yaml:2:18: wrong-type: method.levels: expected a list of 2, as in the original, found a list"]),
        (FrameworkFile, HEAD, "method: {levels: {few: peu}}",
         ["fr.yaml:2:18: wrong-type: method.levels: expected a list of 2, as in the original, found a mapping"]),
        (FrameworkFile, HEAD, "joining: {permitted: [P, {says: Q, due: 3}]}",
         ["fr.yaml:2:41: wrong-type: joining.permitted[1].due: expected text, found 3"]),
        (FrameworkFile, HEAD, "domains: {d: T}", ["fr.yaml:2:11: unknown-key: domains: d is not a known key"]),
        (FrameworkFile, HEAD, "background: {S2: T}",
         ["fr.yaml:2:14: unknown-key: background: S2 is not a known key"]),
        (Topic, TOPIC, "facts: {a: {labels: {x: y}}}", ["fr.yaml:2:13: unknown-key: facts.a: labels is not a known key"]),
        (Topic, TOPIC, "facts: {b: {labels: {s: y}}}",
         ["fr.yaml:2:22: unknown-key: facts.b.labels: s is not a known key\n    did you mean so?"]),
        (Topic, TOPIC, "feature_sets: {set: T}",
         ["fr.yaml:2:21: wrong-type: feature_sets.set: expected a mapping (key: value), found \"T\""]),
    ],
)  # fmt: skip
def test_what_the_original_lacks_is_refused_where_it_stands(
    kind: Any, text: str, translation: str, faults: list[str]
) -> None:
    assert laid(kind, text, translation)[1] == faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: T", "1:1: missing-key: the file: schema is missing"),
        ("schema: framework/v1\ntitle: T", '1:9: wrong-schema: "framework/v1" is not a schema'),
        ("- T", "1:1: wrong-type: the file: expected a mapping (key: value), found a list"),
        ("", "1:1: wrong-type: the file: expected a mapping (key: value), found nothing"),
        ("schema: translation/v1\ntitle: [", "2:9: yaml-syntax"),
    ],
)
def test_a_file_that_is_no_translation_changes_nothing(text: str, fault: str) -> None:
    one = model(Domain, DOMAIN)
    made, faults = overlaid(one, parse_yaml(text.encode(), "fr.yaml"), "fr")
    assert [str(each).startswith(f"fr.yaml:{fault}") for each in faults] == [True]
    assert made is one


def test_faults_of_the_text_of_a_translation_are_reported_with_the_others() -> None:
    faults = laid(Domain, DOMAIN, "title: T\ntitle: U\nintro: &a V")[1]
    assert [fault.splitlines()[0].split(": ")[:2] for fault in faults] == [
        ["fr.yaml:3:1", "duplicate-key"], ["fr.yaml:4:8", "yaml-alias"], ["fr.yaml:4:1", "unknown-key"],
    ]  # fmt: skip


def test_faults_of_a_translation_are_those_of_its_framework(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    (folder / "translations/fr").mkdir(parents=True)
    (folder / "framework.yaml").write_text(HEAD.split("joining")[0].replace("method:", "#") + "domains: [law]\n")
    element = "{id: e, says: S, holds: offences.illegal_access}"
    (folder / "law.yaml").write_text(
        f"domain: law\ntitle: L\ncriteria: [{{id: c, title: T, question: Q, elements: [{element}]}}]\n"
    )
    assert validate([folder], load_library()) == []
    translation = folder / "translations/fr/law.yaml"
    translation.write_text("schema: translation/v1\ncriteria: {d: {title: T}}\n")
    (folder / "translations/fr/lwa.yaml").write_text("schema: translation/v1\n")
    for path in (folder, folder / "law.yaml", translation):
        assert [(str(f.place).removeprefix(f"{folder}/translations/fr/"), f.code) for f in validate([path], load_library())] == [
            ("law.yaml:2:12", "unknown-key"), ("lwa.yaml:1:1", "stray-translation"),
        ]  # fmt: skip


@pytest.mark.parametrize("home", ["facts", "framework/facts"])
def test_translations_of_facts_of_ones_own_are_checked(home: str, tmp_path: Path) -> None:
    folder = tmp_path / home
    (folder / "translations/fr").mkdir(parents=True)
    if home == "framework/facts":
        (folder.parent / "framework.yaml").write_text(
            'schema: framework/v1\nid: x\ntitle: X\nversion: "1"\nsource: {title: S}\ndomains: [law]\n'
        )
        (folder.parent / "law.yaml").write_text("domain: law\ntitle: L\n")
    (folder / "t.yaml").write_text(TOPIC)
    translation = folder / "translations/fr/t.yaml"
    translation.write_text("schema: translation/v1\nfacts: {a: {titel: T}}\n")
    (folder / "translations/fr/u.yaml").write_text("schema: translation/v1\n")
    expected = [("t.yaml:2:13", "unknown-key"), ("u.yaml:1:1", "stray-translation")]
    for path in (folder, folder / "t.yaml", translation, *([folder.parent] if home == "framework/facts" else [])):
        found = validate([path], load_library())
        assert [(str(f.place).removeprefix(f"{folder}/translations/fr/"), f.code) for f in found] == expected, path


# Languages of files


def test_texts_that_name_no_language_are_in_that_of_their_file() -> None:
    one = in_language(model(Domain, DOMAIN.replace("title: D", "title: {es: E}")), "fr")
    found = {dotted(place.loc): place.text for place in texts(one)}
    assert found["title"] == {"es": "E"}
    assert found["criteria[0].elements[1].note"] == {"fr": "N2"}
    other = model(Domain, DOMAIN)
    assert in_language(other, "en") is other


def test_words_of_a_choice_are_in_the_language_of_their_file() -> None:
    document = parse_yaml(TOPIC.replace("topic: t\n", "topic: t\nlanguage: fr\n").strip().encode(), "t.yaml")
    catalogue, faults = read_catalogue([document])
    assert faults == []
    assert catalogue.facts["t.b"].labels == {"not_so": {"fr": "not so"}, "so": {"fr": "So it is"}}
    assert catalogue.facts["t.a"].reform.owner == {"fr": "ministry"}  # type: ignore[union-attr]


def test_texts_of_a_profile_are_in_its_language() -> None:
    text = """
schema: profile/v1
country: SEN
as_of: 2026-01-01
language: fr
note: Une note.
sources: {s: {kind: act, title: Loi, short: {en: Act}}}
comments: {received: [{text: Vu., by: ministère}]}
facts: {offences.illegal_access: {status: unknown, note: Rien.}}
"""
    found, faults = read_profile(parse_yaml(text.strip().encode(), "p.yaml"), load_library().catalogue)
    assert isinstance(found, Profile), faults
    assert {dotted(place.loc): place.text for place in texts(found)} == {
        "note": {"fr": "Une note."},
        "comments.received[0].text": {"fr": "Vu."},
        "comments.received[0].by": {"fr": "ministère"},
        "sources.s.title": {"fr": "Loi"},
        "sources.s.short": {"en": "Act"},
        "facts.offences.illegal_access[0].note": {"fr": "Rien."},
    }


# What is missing


def test_what_is_missing_is_listed_where_it_stands() -> None:
    document = parse_yaml(DOMAIN.strip().encode(), "d.yaml")
    one, _ = overlaid(
        model(Domain, DOMAIN),
        parse_yaml(b"schema: translation/v1\ncriteria: {c1: {title: T, question: Q}}", "fr.yaml"),
        "fr",
    )
    found = [str(fault) for fault in missing(one, "fr", document)]
    assert found[:2] == [
        "d.yaml:2:8: missing-translation: title: no text in the language fr",
        "d.yaml:5:32: missing-translation: criteria[0].elements[0].says: no text in the language fr",
    ]
    assert len(found) == 9
    assert missing(one, "en", document) == []  # a plain text is English
    assert len(missing(one, "es", document)) == len(list(texts(one)))


def test_the_frameworks_translated_into_french_are_so_in_full() -> None:
    assert untranslated("fr", IN_FRENCH) == []
    assert untranslated("en") == []


def test_treaties_and_authorities_that_no_criterion_reads_are_wanted_too() -> None:
    catalogue = load_library().catalogue.facts
    read_or_printed = {name for name, fact in catalogue.items() if fact.kind == "treaty" or fact.authority}
    read_or_printed.add("offences.illegal_access")
    found = untranslated("es", [ROOT / "tests/problems/missing-translation/bad"])
    titles = {
        f"{Path(fault.place.path).stem}.{fault.message.split('.')[1]}" for fault in found if ".title: " in fault.message
    }
    assert {name for name in titles if name in catalogue} == read_or_printed


def test_a_reform_without_the_text_that_a_plain_text_stands_for() -> None:
    text = "schema: catalogue/v1\ntopic: t\ntitle: T\nreform: {owner: O}\nfacts:\n  a: {kind: yes_no, title: A, question: Q}\n"
    found, faults = laid(Topic, text, "reform: x\n")
    assert "reform.do" not in found
    assert faults == [
        "fr.yaml:2:9: unknown-key: reform: do is not a known key\n"
        "    the original has no `do` here, so there is nothing to translate"
    ]
