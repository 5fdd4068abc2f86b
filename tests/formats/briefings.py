"""The documents that every test of whole PDFs reads: one line each, rendered once per session."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest import mock

import pikepdf
from filelock import FileLock

from assess.api import (
    assess_file,
    assess_profile,
    case_document,
    case_file,
    compare_files,
    comparison_document,
    diff_document,
    diff_files,
    document,
    whatif_document,
    whatif_file,
)
from assess.formats.fonts import shipped
from assess.formats.html import render_html
from assess.formats.layout import Layout, laying_out
from assess.formats.lost import replaced
from assess.formats.style import Style
from assess.reading.fontfiles import read_fonts
from assess.reading.library import load_library
from assess.reading.profiles import load_profile
from assess.run.bilateral import bilateral_document, bilateral_files, outline_document
from assess.views.briefing_view import briefing_view
from assess.words.language import speaking
from tests import pseudo
from tests.build import elements, library, profile
from tests.fonts import GEORGIAN, font
from tests.formats import pdftree
from tests.formats.source import Source
from tests.pairs.build import SAMPLE
from tests.status.shipped import STATUS

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
INDEX = EXAMPLES / "index"
RANSOM, TAKEN = EXAMPLES / "cases/ransomware", EXAMPLES / "cases/accounts_taken_over"
KENYA, CAMBODIA = EXAMPLES / "profiles/ken.yaml", EXAMPLES / "profiles/khm.yaml"
REFORM = EXAMPLES / "reforms/ken_preservation.yaml"
PHILIPPINES, CHILE = EXAMPLES / "profiles/phl.yaml", EXAMPLES / "profiles/chl.yaml"
HOSTILE = "<script>alert(1)</script> {{7*7}} {% for x in y %} ]]> & \u202eabc\u202c \U0001f600 =1+1"


def small(text: str = HOSTILE) -> list[Any]:
    """A library and a profile with `text` wherever an author may write something."""
    facts: dict[str, Any] = {"a": {"kind": "provision"}, "b": "yes_no", "c": {"kind": "capability"}}
    criteria = [
        {"id": "c1", "title": text, "cites": [{"instrument": "i", "article": "1"}], "elements": elements("t.a", "t.b")},
        {"id": "c2", "axis": "capacity", "elements": elements("t.c")},
    ]
    # a title of one letter would stand so close to its number that pdftotext makes one word of them
    domains = {"d": {"title": "All domains together", "criteria": criteria}}
    made = library(facts, domains, instruments={"i": {"title": "An instrument"}})
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    body = f"""
note: {quoted}
sources:
  s: {{kind: act, title: {quoted}, unit: s., url: "http://127.0.0.1:9/x", note: {quoted}}}
  hidden: {{kind: policy, title: SECRETSOURCE, handling: restricted}}
provisions: {{s.1: {{status: in_force}}}}
facts:
  t.a: {{by: s.1, note: {quoted}}}
  t.b: {{value: true, cite: [hidden], note: SECRETNOTE}}
"""
    return [made, profile(made, body)]


def hostile() -> str | bytes:
    """The briefing of `small`; what the shipped fonts lack is lost, whatever is installed."""
    made, one = small()
    return document(assess_profile(one, made), ".pdf", Style(installed=False, lossy=True))


def georgian() -> str | bytes:
    """The briefing of `small` in letters that a font beside the shipped ones draws."""
    made, one = small("გამოგონილი კანონი კომპიუტერულ დანაშაულზე")
    with tempfile.TemporaryDirectory() as folder:
        fonts = read_fonts([font(Path(folder) / f"{face}.ttf", GEORGIAN, "Sans", face) for face in ("Regular", "Bold")])
    return document(assess_profile(one, made), ".pdf", Style(fonts=fonts, installed=False))


def french() -> str | bytes:
    """Kenya in French."""
    return document(assess_file(KENYA, language="fr"), ".pdf", Style(language="fr"))


def arabic() -> str | bytes:
    """Kenya's two pages in words that stand for Arabic, with those of the profile in English between them."""
    made = pseudo.library(load_library(["cooperation"]))
    results = assess_profile(load_profile(KENYA, made), made)
    with tempfile.TemporaryDirectory() as folder, speaking("ar", pseudo.locale(ROOT, Path(folder))):
        html = render_html(briefing_view(results, country="كينيا"))
    with laying_out() as layout:
        return layout.lay_out(html, (), date(2026, 10, 31))


def regions() -> str | bytes:
    """Twenty countries in two regions; they have the figures of the example index."""
    codes = [code for code, where in sorted(STATUS.regions.items()) if where.region in ("Africa", "Oceania")][:20]
    text = (INDEX / "profile.yaml").read_text("utf-8").replace("name: Example State\n", "")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{code}.yaml" for code in codes]
        for path, code in zip(paths, codes, strict=True):
            path.write_text(text.replace("country: KEN", f"country: {code}"), "utf-8")
        return comparison_document(compare_files(paths, [INDEX]), ".pdf")


def drawn() -> str | bytes:
    """Five countries with everything that a comparison can be asked for: a diagram, draws, groups, tiers, pairs."""
    paths = [EXAMPLES / f"profiles/{code}.yaml" for code in ("ken", "khm", "est", "lka", "zwe")]
    return comparison_document(compare_files(paths, ["budapest"], draws=200, rank=True, group_by="region"), ".pdf")


# each renders one PDF, in 2 to 20 seconds: add what is new in kind, not one more country
BRIEFINGS: dict[str, Callable[[], str | bytes]] = {
    "kenya": lambda: document(assess_file(KENYA), ".pdf"),
    "cambodia": lambda: document(assess_file(CAMBODIA), ".pdf"),
    "treaty": lambda: document(assess_file(KENYA, ["budapest"]), ".pdf"),
    "two-treaties": lambda: document(assess_file(KENYA, ["budapest", "un_convention"]), ".pdf"),
    "brief": lambda: document(assess_file(CAMBODIA), ".pdf", Style(brief=True)),
    "french": french,
    "arabic": arabic,
    "index": lambda: document(assess_file(INDEX / "profile.yaml", [INDEX]), ".pdf"),
    "comparison": lambda: comparison_document(compare_files([KENYA, CAMBODIA]), ".pdf"),
    "comparison-french": lambda: comparison_document(
        compare_files([KENYA, CAMBODIA], ["budapest"], language="fr"), ".pdf", Style(language="fr")
    ),
    "effect": lambda: whatif_document(
        whatif_file(KENYA, reforms=REFORM, frameworks=["cooperation", "budapest"]), ".pdf"
    ),
    "difference-french": lambda: diff_document(
        diff_files(KENYA, as_of="2020-01-31", language="fr"), ".pdf", Style(language="fr")
    ),
    "comparison-drawn": drawn,
    "case": lambda: case_document(case_file(RANSOM / "case.yaml", sorted(RANSOM.glob("x*.yaml"))), ".pdf"),
    "case-french": lambda: case_document(
        case_file(TAKEN / "case.yaml", sorted(TAKEN.glob("x*.yaml")), language="fr"), ".pdf", Style(language="fr")
    ),
    "regions": regions,
    "pair": lambda: bilateral_document(bilateral_files(PHILIPPINES, CHILE, SAMPLE), ".pdf"),
    "outline-french": lambda: outline_document(
        bilateral_files(KENYA, PHILIPPINES, language="fr")[0], "preservation", ".pdf", Style(language="fr")
    ),
    "hostile": hostile,
    "georgian": georgian,
}


@dataclass(frozen=True)
class Rendered:
    """A document of the set: the HTML that was handed to the PDF writer, and the file that came of it."""

    name: str
    html: str
    path: Path

    @cached_property
    def source(self) -> Source:
        # what no font can draw is printed as the replacement character; only the hostile text may hold any
        return Source(replaced(self.html, shipped()) if self.name == "hostile" else self.html)

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def tree(self) -> pdftree.Element:
        return pdftree.read(self.pdf)


class Briefings:
    """The set; a document is rendered when it is first asked for, once for all processes that share the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, Rendered] = {}
        folder.mkdir(exist_ok=True)

    def __getitem__(self, name: str) -> Rendered:
        if name not in self._made:
            path, source = self.folder / f"{name}.pdf", self.folder / f"{name}.html"
            with FileLock(self.folder / f"{name}.lock"):
                if not path.exists():
                    with mock.patch.object(Layout, "lay_out", autospec=True, side_effect=Layout.lay_out) as called:
                        content = BRIEFINGS[name]()
                    assert isinstance(content, bytes)
                    source.write_bytes(called.call_args.args[1].encode("utf-8"))
                    path.write_bytes(content)
            self._made[name] = Rendered(name, source.read_bytes().decode("utf-8"), path)
        return self._made[name]

    def __iter__(self) -> Iterator[Rendered]:
        return (self[name] for name in BRIEFINGS)
