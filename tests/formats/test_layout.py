"""Every PDF is laid out under limits, each with its own message; long words can be broken; nothing is tried twice."""

import ast
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.api import assess_file, assess_profile, compare_files, comparison_document, document
from assess.formats import layout
from assess.formats.layout import TooMuch
from assess.formats.pdf import breakable, render_pdf
from assess.problems import ReportError
from tests import tasks
from tests.build import elements, library, profile

pytestmark = pytest.mark.documents  # processes that are ended by their limits

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
FACTS = {"a": {"kind": "provision"}}


def index() -> str | bytes:
    return document(assess_file(INDEX / "profile.yaml", [INDEX]), ".pdf")


def test_the_writer_is_handed_the_date_with_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout.pdf, "render_pdf", tasks.echo)
    html, files, day = ast.literal_eval(str(index(), "utf-8"))  # type: ignore[arg-type]
    assert html.startswith("<!DOCTYPE html>")
    assert "profile.yaml" in [name for name, *_ in files]
    assert day == "2025-12-31"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    *_, day = ast.literal_eval(str(index(), "utf-8"))  # type: ignore[arg-type]
    assert day == "2026-01-02"


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"seconds": 0.3}, r"laying out the document takes longer than 0\.3 seconds of processor time"),
        ({"memory": 50_000_000}, r"laying out the document needs more than 50 MB of memory"),
        ({"output": 1_000}, r"the document is larger than 0 MB"),
    ],
)
def test_what_was_too_much_is_told(limits: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    index()  # so that the libraries are there, whose import would take up the time
    monkeypatch.setattr(layout, "LIMITS", layout.LIMITS._replace(**limits))
    monkeypatch.setattr(layout, "SECONDS_EACH", 0)
    with pytest.raises(TooMuch, match=rf"^{told}; its text and marks are [\d,]+ letters$"):
        index()


def test_what_is_large_in_the_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout.pdf, "render_pdf", tasks.out_of_memory)
    made = library(FACTS, [{"id": "c1", "title": "T", "elements": elements("t.a")}])
    sources = "".join(f"  s{i}: {{kind: act, title: T}}\n" for i in range(400))
    agreements = "".join("  - {with: KHM, kind: mla, title: T}\n" for _ in range(900))
    body = f"note: {'W' * 3_000}\nsources:\n  s: {{kind: act, title: T}}\n{sources}agreements:\n{agreements}"
    with pytest.raises(TooMuch) as raised:
        document(assess_profile(profile(made, body), made), ".pdf")
    assert re.search(r"letters, with 401 sources, 900 agreements, a word of 3,000 letters$", str(raised.value))
    with pytest.raises(TooMuch, match=r"letters, with 2 countries$"):
        comparison_document(compare_files([ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm")]), ".pdf")


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (tasks.killed, r"^the process that laid out the document was killed \(SIGKILL\), as systems do when memory runs out"),
        (tasks.crashed, r"^the process that laid out the document ended with SIGSEGV, without an explanation$"),
        (tasks.wrong, r"^the document cannot be laid out: ValueError: 7$"),
    ],
)  # fmt: skip
def test_a_process_that_ends_is_told_of_and_not_asked_again(
    task: Callable[..., bytes], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(layout.pdf, "render_pdf", task)
    monkeypatch.setenv("TASKS_TOLD", str(tmp_path / "told"))
    monkeypatch.setattr("assess.processes.IDLE", 0)  # a process that knows the variable
    with pytest.raises(ReportError, match=told):
        index()
    assert (tmp_path / "told").read_text() == "begun\n"


def test_where_pango_is_missing_the_way_through_a_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout.pdf, "made_with", tasks.no_pango)
    monkeypatch.setattr("assess.processes.IDLE", 0)  # a process that has not imported the libraries yet
    with pytest.raises(ReportError) as raised:
        index()
    for word in ("libpango-1.0-0", "-o briefing.html", "browser", "carries no data", "assess verify", "PDF/UA"):
        assert word in str(raised.value)


# Long words


def test_only_words_longer_than_any_real_one_are_given_places_to_break() -> None:
    address = "https://example.org/" + "a" * 180
    kept = (
        f"<title>{'t' * 300}</title><style>{'s' * 300}</style><!-- {'c' * 300} --><svg><text>{'g' * 300}</text></svg>"
        f"<p title=\"{'a>' * 300}\" data-x='{'b' * 300}'>{address} and {'w ' * 300}</p>"
    )
    assert breakable(kept) == kept
    assert breakable(f"<p>a {'w' * 205} b</p>") == "<p>a " + ("w" * 20 + "\u200b") * 10 + "wwwww b</p>"
    assert breakable(f"<p>{'w' * 300}").replace("\u200b", "") == f"<p>{'w' * 300}"


def test_a_place_to_break_comes_after_a_sign_and_never_within_a_letter() -> None:
    pieces = breakable("seg/" * 60).split("\u200b")
    assert {piece[-1] for piece in pieces} == {"/"}
    pieces = breakable("&amp;" * 250).split("\u200b")
    assert {piece.replace("&amp;", "") for piece in pieces} == {""}
    pieces = breakable("e\u0301" * 250).split("\u200b")
    assert not any(piece.startswith("\u0301") for piece in pieces)
    assert len(breakable("e" + "\u0301" * 250).split("\u200b")) > 5  # a letter without end is no letter


def test_the_time_of_a_long_word_grows_as_that_of_a_text_does() -> None:
    def seconds(text: str) -> float:
        page = f"<html lang=en><head><title>t</title></head><body style='overflow-wrap: anywhere'><p>{text}</p></body></html>"
        start = time.process_time()
        render_pdf(page)
        return time.process_time() - start

    seconds("x")
    assert seconds("W" * 20_000) < 4 * seconds("W" * 19 + " " + "wwww wwwww www wwwww " * 950)


@pytest.mark.documents
def test_a_long_word_is_read_and_copied_as_it_was_written(tmp_path: Path) -> None:
    import io

    import pypdf

    word = "".join(chr(97 + i % 26) for i in range(2_000))
    made = render_pdf(f"<html lang=en><head><title>t</title></head><body><p>Before {word} after</p></body></html>")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert "\u200b" not in text
    assert word in re.sub(r"\s", "", text)
