"""No output says "identified" of an element, or of a criterion, that the facts alone do not say, in any format."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from assess.api import assess_file, document
from assess.formats.scorecard import explanation
from assess.model.results import Assessment, Finding, Truth
from assess.reading.library import framework_folders
from assess.words import counting

ROOT = Path(__file__).parents[2]
PROFILES = sorted((ROOT / "examples/profiles").glob("*.yaml"))
FIRST = {
    (path, name) for path in PROFILES if path.stem in ("chl", "gha", "ken") for name in ("budapest", "un_convention")
}
"""States that are bound and that are not, under treaties with narrowings; all others are in the suite of documents."""
REST = {(path, name) for path in PROFILES for name in framework_folders()} - FIRST
_IDENTIFIED = re.compile(r"(?<!not )\bidentified\b(?! (?:at most )?in part)")


def in_full(finding: Finding) -> bool:
    """Whether "identified" may be said of the whole."""
    return all(one.holds is Truth.TRUE for one in finding.elements if one.scored)


def in_html(found: Assessment, text: str) -> list[tuple[str, str, str]]:
    """The elements of annex A, whose rows hold those together of which the same is found."""
    by_id = {finding.criterion.id: finding for finding in found.findings}
    said = []
    for body in text.split('<tbody class="finding" id="')[1:]:
        criterion = body.partition('"')[0].removeprefix(f"{found.framework.id}-")
        row = r'<tr><td class="status">(.*?)</td><td>(.*?)</td></tr>'
        rows = [
            [" ".join(unescape(re.sub("<[^>]*>", " ", cell)).split()) for cell in cells]
            for cells in re.findall(row, body.partition("</tbody>")[0], re.DOTALL)
        ]
        elements = [one.element for one in by_id[criterion].elements]
        for element in sorted(elements, key=lambda one: -len(str(one.says))):  # one may say what another begins with
            says = " ".join(str(element.says).split())
            place = next(cells for cells in rows if says in cells[1])
            place[1] = place[1].replace(says, "", 1)
            said.append((criterion, element.id, place[0]))
        left = " ".join(cells[1] for cells in rows)
        assert not re.search(r"(^|; )[A-Z][^;()]*(; |$)", re.sub(r"–.*", "", left)), left
    assert len(said) == sum(len(finding.elements) for finding in found.findings)
    return said


def elements_said(found: Assessment) -> dict[str, list[tuple[str, str, str]]]:
    """By format, each element (criterion, id) with what is said of it."""
    order = {f.criterion.id: [one.element.id for one in f.elements] for f in found.findings}
    rows = csv.DictReader(io.StringIO(str(document([found], ".csv")).removeprefix("\ufeff")))
    said = {"csv": [(row["criterion"], row["element"], row["status"]) for row in rows if row["row"] == "element"]}
    said["html"] = in_html(found, str(document([found], ".html")))
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(document([found], ".xlsx"))))  # type: ignore[arg-type]
    head, *sheet = book.get_sheet_by_name("Elements").to_python()
    columns = [list(map(str, head)).index(name) for name in ("Criterion", "Element", "Status")]
    said["xlsx"] = [(str(row[columns[0]]), str(row[columns[1]]), str(row[columns[2]])) for row in sheet]
    (data,) = json.loads(str(document([found], ".json")))
    said["json"] = [
        (each["criterion"], one["id"], "identified" if one["truth"] is True else "")
        for each in data["findings"]
        for one in each["elements"]
    ]
    said["text"] = []
    for finding in found.findings:
        lines = re.findall(r"^\[(.)\] ", explanation(found, finding, width=10_000), re.MULTILINE)
        marks = zip(order[finding.criterion.id], lines, strict=True)
        said["text"] += [(finding.criterion.id, name, "identified" if mark == "x" else "") for name, mark in marks]
    return said


def check(path: Path, name: str) -> None:
    (found,) = assess_file(path, [name])
    held = {
        (f.criterion.id, one.element.id)
        for f in found.findings
        for one in f.elements
        if one.holds is Truth.TRUE and one.counted == "identified"
    }
    for form, said in elements_said(found).items():
        wrong = [(c, e, words) for c, e, words in said if e and _IDENTIFIED.search(words) and (c, e) not in held]
        assert not wrong, (form, wrong[:5])
    by_id = {finding.criterion.id: finding for finding in found.findings}
    text = str(document([found], ".html"))
    for listed in re.findall(r'<p class="identified">(.*?)</p>', text, re.DOTALL):
        for link in re.findall(rf'href="#{name}-([a-z0-9_]+)"', listed):
            assert in_full(by_id[link]), link
    for criterion, rating in re.findall(
        rf'<tbody class="finding" id="{name}-(\w+)".*?<span class="figures"> – ([^<(]*)', text, re.DOTALL
    ):
        assert not _IDENTIFIED.search(rating) or "at least" in rating or in_full(by_id[criterion]), (criterion, rating)
    counts = counting.counts(found.findings).elements
    assert counts.identified == sum(
        (f.criterion.id, one.element.id) in held
        for f in found.findings
        if f.criterion.obligation != "may" and f.applies is not Truth.FALSE
        for one in f.elements
        if one.scored
    )


def pairs(chosen: set[tuple[Path, str]]) -> Any:
    return pytest.mark.parametrize(("path", "name"), sorted(chosen), ids=lambda one: getattr(one, "stem", one))


@pairs(FIRST)
def test_identified_is_said_of_what_holds(path: Path, name: str) -> None:
    check(path, name)


@pytest.mark.documents
@pairs(REST)
def test_everywhere_else(path: Path, name: str) -> None:
    check(path, name)
