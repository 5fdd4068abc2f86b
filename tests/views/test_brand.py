"""Brands: what is accepted, what is refused and why, and what appears in a document."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assess.cli.main import cli
from assess.formats.html import render_html
from assess.formats.style import Style, emblem_problems, read_style
from assess.formats.templates.folder import shipped_templates
from assess.model.profile import Profile
from assess.problems import InvalidInput, Problem, UsageError
from assess.reading.brands import DEFAULTS
from assess.reading.pictures import PictureError, inspect
from assess.views.brand_view import BrandView, brand_view
from tests.build import library, profile
from tests.formats.test_templates import BRIEFING, png

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="8"><rect width="4" height="4"/></svg>'
FULL = """schema: brand/v1
ministry: {en: Ministry of Justice, fr: Ministère de la Justice}
logo: sign.svg
logo_alt: The sign
logo_kind: organisation
colours: {accent: "#0B3D66", attention: "#b45309"}
footer: Directorate
classification: OFFICIAL
draft: true
language: fr
"""


def about(review: str = "desk") -> Profile:
    made = library({"a": "yes_no"}, [{"id": "c", "elements": [{"id": "e", "says": "S", "holds": "t.a"}]}])
    return profile(made, f"review: {review}\n")


def write(folder: Path, text: str, **files: str | bytes) -> Path:
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(raw)
    path = folder / "brand.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def branded(path: Path, language: str = "") -> BrandView:
    return brand_view(path, language)[0]


def told(problems: Iterable[Problem]) -> list[str]:
    return [f"{each.place.line}:{each.place.column}: {each.code}: {each.message}" for each in problems]


def refused(path: Path) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        brand_view(path)
    return told(raised.value.problems)


def test_a_whole_brand(tmp_path: Path) -> None:
    path = write(tmp_path, FULL, sign__svg=SVG)
    logo = f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}"
    css = ":root { --accent: #0B3D66; --attention: #b45309; }\n"
    view = BrandView(
        "Ministère de la Justice",
        logo,
        "The sign",
        css,
        footer="Directorate",
        classification="OFFICIAL",
        draft=True,
        language="fr",
    )
    assert branded(path) == view
    assert branded(path, "en").ministry == "Ministry of Justice"


def test_author_and_date_of_issue_stand_on_the_cover_in_the_language_of_the_document(tmp_path: Path) -> None:
    path = write(tmp_path, "schema: brand/v1\nauthor: {en: A lawyer, fr: Une juriste}\nissued: 2026-11-28\n")
    view = branded(path, "fr")
    assert (view.author, view.issued) == ("Une juriste", "28 novembre 2026")
    view = branded(path, "en")
    assert (view.author, view.issued) == ("A lawyer", "28 November 2026")
    cover = render_html(BRIEFING, view).replace("\xa0", " ").partition("</header>")[0]
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', cover)
    assert ("Date of issue", "28 November 2026") in rows
    assert ("Author", "A lawyer") in rows
    without = render_html(BRIEFING).partition("</header>")[0]
    assert "Date of issue" not in without
    assert ">Author<" not in without


def test_the_date_of_issue_is_a_day(tmp_path: Path) -> None:
    (said,) = refused(write(tmp_path, "schema: brand/v1\nissued: 2026-11\n"))
    assert "issued" in said


def test_an_empty_brand_changes_nothing(tmp_path: Path) -> None:
    assert branded(write(tmp_path, "schema: brand/v1\n")) == BrandView()
    assert render_html(BRIEFING, BrandView()) == render_html(BRIEFING)


def test_the_example_and_that_of_the_documentation_are_valid(tmp_path: Path) -> None:
    assert branded(ROOT / "examples/house/brand.yaml").logo.startswith("data:image/svg+xml;base64,")
    (text,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/templates.md").read_text(encoding="utf-8"), re.S)
    assert branded(write(tmp_path, text, logo__svg=SVG)).classification == "OFFICIAL"


def test_the_default_colours_are_those_of_the_shipped_style() -> None:
    css = shipped_templates().shipped["briefing.css"].lower()
    assert all(colour.lower() in css for colour in DEFAULTS.values())


def test_the_colours_reach_the_style_and_its_policy(tmp_path: Path) -> None:
    brand = branded(write(tmp_path, 'schema: brand/v1\ncolours: {accent: "#0b3d66"}\n'))
    plain, coloured = render_html(BRIEFING), render_html(BRIEFING, brand)
    assert ":root { --accent: #0b3d66; }" in coloured
    policies = [next(line for line in each.splitlines() if "default-src" in line) for each in (plain, coloured)]
    assert policies[0] != policies[1]


@pytest.mark.parametrize(
    "colour", ["red", "#fff", "#12345g", "#123456; } body { display: none", "url(http://x)", "#１２３４５６"]
)
def test_nothing_but_a_colour_reaches_the_style(tmp_path: Path, colour: str) -> None:
    path = write(tmp_path, f'schema: brand/v1\ncolours: {{accent: "{colour}"}}\n')
    assert [each.split(": ")[1] for each in refused(path)] == ["bad-colour"]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """schema: brand/v1
ministery: X
logo: ../sign.svg
logo_kind: private
colours: {accent: "#ffff00", attention: "#eeee00"}
draft: yes
"""
    assert refused(write(tmp_path, text)) == [
        "2:1: unknown-key: the file: ministery is not a known key",
        "3:7: bad-picture: ../sign.svg cannot be used: it is outside the folder of this file",
        "3:7: missing-key: the file: logo_alt is missing",
        '4:12: unknown-word: logo_kind: "private" is not one of national, organisation',
        "5:19: low-contrast: colours.accent: #ffff00 on white has a contrast of 1.1:1, less than 4.5:1",
        "5:41: low-contrast: colours.attention: #eeee00 on white has a contrast of 1.2:1, less than 4.5:1",
        '6:8: wrong-type: draft: expected true or false, found "yes"',
    ]


@pytest.mark.parametrize(
    ("accent", "attention", "code"),
    [
        ("#0b3d66", "#b45309", ""),
        ("#0055aa", "#a03c00", "same-in-grey"),
        ("#004d00", "#d00000", "red-and-green"),
        ("#4d0000", "#008000", "red-and-green"),
        ("#767676", "#12304a", ""),
        ("#777777", "#12304a", "low-contrast"),
    ],
)
def test_colours_are_told_apart(tmp_path: Path, accent: str, attention: str, code: str) -> None:
    path = write(tmp_path, f'schema: brand/v1\ncolours: {{accent: "{accent}", attention: "{attention}"}}\n')
    if not code:
        assert accent in branded(path).css
    else:
        assert [each.split(": ")[1] for each in refused(path)] == [code]


def test_a_national_emblem_needs_a_review_by_the_authorities(tmp_path: Path) -> None:
    path = write(tmp_path, FULL.replace("organisation", "national"), sign__svg=SVG)
    one = style(brand=path)
    assert told(emblem_problems(one, [about(), about("authorities")])) == [
        "5:12: emblem-not-reviewed: logo: a national emblem needs a profile with `review: authorities`; "
        "this one has `review: desk`"
    ]
    assert len(emblem_problems(one, [about("peer")])) == 1
    assert emblem_problems(one, [about("authorities")]) == []
    assert emblem_problems(style(brand=write(tmp_path, FULL)), [about()]) == []
    out = tmp_path / "out.html"
    arguments = ["run", str(INDEX / "profile.yaml"), "-f", str(INDEX), "--brand", str(path), "-o", str(out)]
    path.write_text(FULL.replace("organisation", "national"), encoding="utf-8")
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "emblem-not-reviewed" in str(result.exception)
    assert not out.exists()


@pytest.mark.parametrize(
    "name",
    ["../sign.svg", "/etc/passwd", "a/../../sign.svg", "C:sign.svg", "..\\\\sign.svg", "link.svg", "none.svg", "."],
)
def test_a_logo_lies_in_the_folder_of_its_brand(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "brand"
    folder.mkdir()
    (tmp_path / "sign.svg").write_text(SVG)
    (folder / "link.svg").symlink_to(tmp_path / "sign.svg")
    text = FULL.replace("sign.svg", f'"{name}"')
    assert [each.split(": ")[1] for each in refused(write(folder, text))] == ["bad-picture"]


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffd9")


@pytest.mark.parametrize(
    ("raw", "kind", "size"),
    [(png(30, 20), "image/png", (30, 20)), (JPEG, "image/jpeg", (32, 16)), (SVG.encode(), "image/svg+xml", (10, 8))],
)
def test_pictures_are_known_by_their_first_bytes(raw: bytes, kind: str, size: tuple[int, int]) -> None:
    assert inspect(raw) == (kind, *size)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"GIF89a", "it is not PNG, JPEG or SVG"),
        (png(4001, 10), "it is 4001 x 10 pixels; at most 4000 x 4000 are allowed"),
        (png(4001, 10)[:40], "the PNG is damaged or cut off"),
        (png(30, 20)[:-1], "the PNG is damaged or cut off"),
        (png(30, 20).replace(b"IDAT", b"IDAX"), "the PNG is damaged or cut off"),
        (JPEG[:-2], "the JPEG is damaged or cut off"),
        (JPEG[:20], "the JPEG is damaged or cut off"),
        (png(1, 1) + b"0" * 2_000_000, "it is larger than 2 MB"),
        (SVG.replace('"10"', '"9000"'), "it is 9000 x 8 pixels; at most 4000 x 4000 are allowed"),
    ],
)
def test_pictures_that_are_refused(raw: bytes | str, why: str) -> None:
    with pytest.raises(PictureError) as raised:
        inspect(raw.encode() if isinstance(raw, str) else raw)
    assert str(raised.value) == why


# The options of a run


def style(**given: Any) -> Style:
    return read_style([".html"], **given)


def test_options_take_precedence_over_the_brand(tmp_path: Path) -> None:
    path = write(tmp_path, "schema: brand/v1\nclassification: OFFICIAL\n")
    assert style(brand=path, classification="RESTRICTED", draft=True).brand == BrandView(
        classification="RESTRICTED", draft=True
    )
    assert style(brand=path).brand.classification == "OFFICIAL"
    assert style() == Style()


@pytest.mark.parametrize("text", ["", "a\nb", "a\x1b[31m", "x" * 121])
def test_a_classification_is_one_line(text: str) -> None:
    with pytest.raises(UsageError, match="--classification takes one line"):
        style(classification=text)


def test_a_style_without_a_document_is_wrong_usage() -> None:
    with pytest.raises(
        UsageError, match=r"--draft is for documents; add -o briefing\.pdf, -o briefing\.docx or -o briefing\.html"
    ):
        read_style([".json"], draft=True)


def test_faults_of_brand_and_templates_are_told_together(tmp_path: Path) -> None:
    path = write(tmp_path, "schema: brand/v1\ndraft: 1\n")
    (tmp_path / "briefing.html.jinja").write_text("{{ nothing }}")
    with pytest.raises(InvalidInput) as raised:
        style(brand=path, template=tmp_path)
    assert [each.code for each in raised.value.problems] == ["wrong-type", "unknown-variable"]


def test_a_run_with_a_bad_brand_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, 'schema: brand/v1\ncolours: {accent: "#ffff00"}\n')
    out = tmp_path / "out.html"
    arguments = ["run", str(INDEX / "profile.yaml"), "-f", str(INDEX), "--brand", str(path), "-o", str(out)]
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert isinstance(result.exception, InvalidInput)
    assert "low-contrast" in str(result.exception)
    assert not out.exists()
