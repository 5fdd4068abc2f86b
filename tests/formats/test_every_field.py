"""Every text that an author may write stands in every document: the fields are read off the models, so that none is forgotten."""

import dataclasses
import html
import io
import re
import types
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pypdf
import pytest

from assess.api import assess_file, document
from assess.formats.style import Style
from assess.model.profile import Profile

FRAMEWORKS = ("budapest", "cooperation")
WRITTEN = """\
schema: profile/v1
country: XKX
name: Namewrd
as_of: 2026-10-31
note: Notewrd of the profile
comments:
  invited: 2026-09-01
  received: [{text: Commentwrd, by: Officewrd, on: onwrd, date: 2026-09-20}]
sources:
  a: {kind: act, title: Titlewrd, short: Shortwrd, unit: unitwrd, url: "https://example.org/urlwrd", publisher: Publishwrd,
      language: langwrd, note: Sourcewrd}
  b: {kind: treaty, title: B}
provisions:
  a.14pinwrd: {status: in_force, from: 2018-05-30, cite: [b provcitewrd], note: Provnotewrd}
  a.15: {status: repealed, from: 2019-01-01, by: Bywrd}
  a.99: {status: bill, awaits: assent, authority: Authoritywrd, replaces: [a.replwrd]}
  a.replwrd: {status: in_force}
facts:
  offences.illegal_access: {by: {of: [a.14pinwrd], reading: Basiswrd}, note: Answerwrd}
  offences.data_interference: {by: a.14pinwrd, reading: Readwrd}
  offences.illegal_interception: {status: none, searched: [b searchwrd]}
  treaties.budapest:
    status: party
    from: 2025-01-01
    cite: [b factcitewrd]
    reservations: [{paragraph: "9(4)parwrd", reaches: [reachwrd], text: Reswrd, made: 2024-11-11,
                    withdrawn: 2025-12-01, withdraws: [withdrwrd], cite: [b rescitewrd]}]
    declarations: [{paragraph: "2decparwrd", reaches: [decreachwrd], text: Decwrd, withdrawn: 2025-12-02, withdraws: [decwithdrwrd],
                    cite: [b deccitewrd]}]
    territories:
      - {name: Terrname, code: XKX, applies: true, from: 2025-02-01, until: 2026-01-01, text: Terrtextwrd, cite: [b terrcitewrd]}
      - {name: Faroffwrd, applies: false, cite: [b]}
    objections: [{by: XKX, name: Objectorwrd, to: 9obtowrd,
                  made: 2025-03-01, text: Objwrd, excludes_relations: true, cite: [b objcitewrd]}]
    relations_excluded_with: [{with: XKX, name: Otherwrd, date: 2025-03-01, text: Exclwrd, cite: [b exclcitewrd]}]
  treaties.malabo: {status: not_applicable, reason: Reasonwrd}
  statistics.mla_median_days: {value: 45, period: periodwrd, definition: Defwrd, cite: [b]}
agreements_searched: [b searchedwrd]
agreements:
  - {with: XKX, name: Partnerwrd, kind: mla, title: Agreewrd, in_force: 2011-01-01, cite: [b agrcitewrd]}
"""
NO_TEXT = {
    "country": "printed as the name",
    "language": "a code that marks texts",
    "facts.status": "a word of the catalogue",
    "facts.value": "a number or a word of the catalogue",
    "facts.features": "words of the catalogue",
    "facts.reservations.listed.narrows": "words of the catalogue",
    "facts.declarations.listed.narrows": "words of the catalogue",
    "facts.by.features": "words of the catalogue",
    "agreements.with_": "a code, printed as a name",
    "facts.territories.code": "a code, printed as a name",
    "facts.objections.by": "a code, printed as a name",
    "facts.relations_excluded_with.with_": "a code, printed as a name",
}
"""Fields of text that no author is free to fill; everything else has to have a word above."""


def fields(record: Any, at: str = "") -> Iterator[str]:
    """The path of each field that takes a text."""
    hints = get_type_hints(record, include_extras=True)
    for field in dataclasses.fields(record):
        yield from leaves(hints[field.name], f"{at}{field.name}")


def leaves(hint: Any, path: str) -> Iterator[str]:
    if get_origin(hint) is Annotated:
        yield from leaves(get_args(hint)[0], path)
    elif get_origin(hint) is dict:
        yield from leaves(get_args(hint)[1], path)
    elif get_origin(hint) in (Union, types.UnionType, tuple, list):
        yield from {found: None for each in get_args(hint) if each is not ... for found in leaves(each, path)}
    elif dataclasses.is_dataclass(hint) and hint.__name__ != "PartialDate":
        yield from fields(hint, f"{path}.")
    elif hint is str and get_origin(hint) is not Literal:
        yield path


def values(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a model with the path of its field; of mappings, their keys too."""
    if dataclasses.is_dataclass(value) and type(value).__name__ != "PartialDate":
        for field in dataclasses.fields(value):
            yield from values(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, dict):
        for each in value.values():
            yield from values(each, path)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from values(each, path)
    elif isinstance(value, str):
        yield path, value


@cache
def assessed(language: str = "en") -> Any:
    return assess_file(WHERE[0], FRAMEWORKS, language=language)


WHERE: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("fields") / "p.yaml"
    path.write_text(WRITTEN, encoding="utf-8")
    WHERE[:] = [path]


def words() -> list[str]:
    return sorted(set(re.findall(r"[A-Za-z]+wrd", WRITTEN)))


def lost(text: str) -> list[str]:
    return [word for word in words() if word.casefold() not in text.casefold()]


def plain(page: str) -> str:
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page)
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_every_field_of_text_has_a_word_of_its_own() -> None:
    found = {path for path, text in values(assessed()[0].profile) if "wrd" in text}
    wanted = set(fields(Profile))
    assert NO_TEXT.keys() <= wanted
    assert wanted - NO_TEXT.keys() - found == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_has_every_text(language: str) -> None:
    page = document(assessed(language), ".html", Style(language=language))
    assert isinstance(page, str)
    assert lost(plain(page)) == []
    assert {"en": "made on 11 November 2024", "fr": "faite le 11 novembre 2024"}[language] in plain(page)


def test_data_have_every_text() -> None:
    data = document(assessed(), ".json")
    assert isinstance(data, str)
    assert lost(data) == []


def test_a_spreadsheet_has_every_text() -> None:
    book = document(assessed(), ".xlsx")
    assert isinstance(book, bytes)
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        assert lost("".join(opened.read(name).decode("utf-8", "ignore") for name in opened.namelist())) == []


@pytest.mark.documents
def test_a_document_on_paper_has_every_text() -> None:
    made = document(assessed(), ".pdf")
    assert isinstance(made, bytes)
    pages = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert lost(re.sub(r"[\s\u00ad-]", "", pages)) == []
