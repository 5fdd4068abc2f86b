"""`assess verify`: equal, what differs, what was not compared, and inputs written back without harm."""

import contextlib
import io
import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pypdf.annotations import FreeText

from assess.api import assess_file, document
from assess.formats.layout import Layout
from assess.problems import UsageError
from assess.resources import VERSION
from assess.run.extract import extract
from tests.cli.test_commands import exit_code
from tests.formats.briefings import Briefings
from tests.formats.unpack import carried, with_files, with_other_page

pytestmark = pytest.mark.documents  # whole briefings made twice

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
Verify = Callable[..., tuple[int, str, str]]


@pytest.fixture
def briefing(briefings: Briefings) -> bytes:
    return briefings["index"].path.read_bytes()


@pytest.fixture
def verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Runs the command on a PDF; returns its exit code and both outputs."""

    def run(pdf: bytes, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        Path("b.pdf").write_bytes(pdf)
        code = exit_code("verify", "b.pdf", *arguments, monkeypatch=monkeypatch)
        return (code, *capsys.readouterr())

    return run


def manifest(pdf: bytes, **changes: Any) -> dict[str, bytes]:
    """The manifest of a PDF with some keys changed, as a file."""
    return {"manifest.json": json.dumps(json.loads(carried(pdf)["manifest.json"]) | changes).encode()}


def changed_profile(pdf: bytes, old: str = "value: 17.3", new: str = "value: 18.9") -> bytes:
    before = carried(pdf)["profile.yaml"]
    after = before.replace(old.encode(), new.encode())
    assert after != before
    return after


def test_a_briefing_is_equal_to_what_its_data_give(briefing: bytes, verify: Verify) -> None:
    code, out, err = verify(briefing)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "b.pdf: equal"
    assert "the file with its pages is what the data give, byte for byte" in out
    assert "KEN, law as of 2025-12-31, release full" in out


def test_a_fact_changed_in_the_profile_is_named_with_what_it_changes(briefing: bytes, verify: Verify) -> None:
    code, out, err = verify(with_files(briefing, {"profile.yaml": changed_profile(briefing)}))
    assert (code, err) == (1, "")
    assert out.splitlines()[0] == "b.pdf: different"
    assert "different: profile.yaml: does not match its hash in the manifest" in out
    assert "criterion broadband: recorded partly met [173/500, 173/500], known 1, the data give partly met" in out
    assert "note: pages were not compared: the data differ already" in out


def test_pages_that_belong_to_other_data_are_found_even_when_all_hashes_fit(
    briefing: bytes, verify: Verify, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_bytes(changed_profile(briefing))
    forged = document(assess_file(other, [INDEX]), ".pdf")
    assert isinstance(forged, bytes)
    code, out, _ = verify(with_files(briefing, carried(forged)))
    assert code == 1
    assert [line for line in out.splitlines() if "different:" in line] == [
        "  different: the file is not what the data give, byte for byte: a page was changed, or another program saved it "
        "(to add a cover page, or to take a password away)"
    ]


def test_a_changed_page_is_found(briefing: bytes, verify: Verify) -> None:
    code, out, _ = verify(with_other_page(briefing))
    assert code == 1
    assert "files it carries match the manifest, findings and scores the record" in out
    assert (
        "different: the file is not what the data give, byte for byte: a page was changed, or another program saved it"
        in out
    )


def test_a_changed_record_is_named(briefing: bytes, verify: Verify) -> None:
    record = json.loads(carried(briefing)["assessment.json"])
    record[0]["findings"][0]["low"]["exact"] = "9/10"
    record[0]["findings"][1]["rating"] = "\x1b[31mmet"
    record[0]["totals"]["all"]["level"] = "high"
    raw = json.dumps(record).encode()
    files = json.loads(carried(briefing)["manifest.json"])["files"] | {"assessment.json": sha256(raw).hexdigest()}
    pdf = with_files(briefing, {"assessment.json": raw} | manifest(briefing, files=files))
    code, out, _ = verify(pdf)
    assert code == 1
    assert "criterion broadband: recorded partly met [9/10, 173/500]" in out
    assert "total all: recorded high [" in out
    assert "\x1b" not in out
    assert len([line for line in out.splitlines() if "different:" in line]) == 3


@pytest.mark.parametrize(
    "record", [b"[]", b"{}", b"[[[", b"[" * 100_000, b'[{"findings": 3, "scores": [1], "totals": []}]', b"\xff"]
)
def test_a_record_of_any_shape_is_no_trap(record: bytes, briefing: bytes, verify: Verify) -> None:
    code, out, err = verify(with_files(briefing, {"assessment.json": record}))
    assert (code, err) == (1, "")
    assert "assessment.json: does not match its hash in the manifest" in out


def test_files_that_are_missing_or_not_listed_are_named(briefing: bytes, verify: Verify) -> None:
    files = json.loads(carried(briefing)["manifest.json"])["files"]
    del files["facts/capacity.yaml"]
    files["facts/zzz.yaml"] = "0" * 64
    code, out, _ = verify(with_files(briefing, manifest(briefing, files=files)))
    assert code == 1
    assert "facts/capacity.yaml: not listed in the manifest" in out
    assert "facts/zzz.yaml: listed in the manifest, but missing" in out


def test_a_manifest_that_says_other_than_the_files_is_different(briefing: bytes, verify: Verify) -> None:
    frameworks = json.loads(carried(briefing)["manifest.json"])["frameworks"]
    frameworks[0]["version"] = "9.9"
    code, out, _ = verify(with_files(briefing, manifest(briefing, frameworks=frameworks, country="KHM")))
    assert code == 1
    assert "the manifest says KHM, the profile KEN" in out
    assert "framework: the manifest says digital_readiness_example 9.9" in out


@pytest.mark.parametrize("key", ["software", "made_with"])
def test_pages_of_another_version_are_not_compared_and_that_is_said(
    key: str, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        if key == "software":
            patch.setattr("assess.formats.carried.VERSION", "0.0.9")
            patch.setattr("assess.formats.data.VERSION", "0.0.9")
        else:
            own = Layout.made_with
            patch.setattr(Layout, "made_with", lambda layout: own(layout).replace("pango 1", "pango 0"))
        older = document(assess_file(INDEX / "profile.yaml", [INDEX]), ".pdf")
    assert isinstance(older, bytes)
    code, out, _ = verify(older)
    assert code == 0
    assert out.splitlines()[0] == "b.pdf: equal in its data"
    why = (
        f"they were made with assess 0.0.9, this is assess {VERSION}" if key == "software" else "laid out with pango 0"
    )
    assert "note: pages were not compared: " in out
    assert why in out


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("software", VERSION, "0.0.9"), ("software", "assess", "\x1b[31mother"), ("made_with", "pango 1", "pango 0"),
        ("made_with", "weasyprint ", "weasyprint 1"), ("made_with", "zlib", "zlob"), ("made_with", ", ", "; "),
    ],
)  # fmt: skip
def test_a_manifest_that_names_other_programs_is_different(
    key: str, old: str, new: str, briefing: bytes, verify: Verify
) -> None:
    known = json.loads(carried(briefing)["manifest.json"])[key]
    assert old in known
    code, out, _ = verify(with_files(briefing, manifest(briefing, **{key: known.replace(old, new)})))
    assert code == 1 and "\x1b" not in out
    assert out.splitlines()[0] == "b.pdf: different"
    if key == "software":
        assert f"assessment.json assess {VERSION}" in out
    else:
        assert "different: manifest.json: it is not the one that the document was made with; it says assess " in out


def test_another_framework_of_the_same_name_that_is_installed_is_noted(verify: Verify, tmp_path: Path) -> None:
    folder = tmp_path / "g20"
    folder.mkdir()
    for path in (ROOT / "frameworks/g20").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes() + b"\n")
    pdf = document(assess_file(ROOT / "examples/profiles/khm.yaml", [folder]), ".pdf")
    assert isinstance(pdf, bytes)
    code, out, _ = verify(pdf)
    assert code == 0
    assert "note: the framework g20 1.0.1 that is installed here (" in out


def test_a_release_is_verified_too_and_holds_only_what_was_released(verify: Verify, tmp_path: Path) -> None:
    text = (ROOT / "examples/index/profile.yaml").read_text()
    text = text.replace("{value: 17.3,", "{value: 17.3, handling: restricted, note: SECRETNOTE,")
    (tmp_path / "p.yaml").write_text(text)
    pdf = document(assess_file(tmp_path / "p.yaml", [INDEX], release="public"), ".pdf")
    assert isinstance(pdf, bytes)
    code, out, _ = verify(pdf, "--extract", "out")
    assert code == 0
    assert "release public" in out
    profile = (tmp_path / "out/profile.yaml").read_text()
    assert "  index.broadband_per_100: withheld\n" in profile
    assert "SECRET" not in profile


# Added to: signatures, stamps, annotations


def stamped(pdf: bytes, change: Callable[[pypdf.PdfWriter], None] | None = None, *, annotated: bool = True) -> bytes:
    """A PDF with something written after its end, as programs for signing or stamping do."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    if annotated:
        note = FreeText(text="Received", rect=(50, 550, 200, 650))
        writer.add_annotation(page_number=0, annotation=note)
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def _sign(writer: pypdf.PdfWriter) -> None:
    name, text = pypdf.generic.NameObject, pypdf.generic.TextStringObject
    numbers = pypdf.generic.ArrayObject([pypdf.generic.NumberObject(0)] * 4)
    held = pypdf.generic.DictionaryObject({name("/Type"): name("/Sig"), name("/ByteRange"): numbers})
    form = pypdf.generic.DictionaryObject({name("/Fields"): pypdf.generic.ArrayObject()})
    field = {name("/FT"): name("/Sig"), name("/T"): text("s"), name("/V"): writer._add_object(held)}
    form["/Fields"].append(writer._add_object(pypdf.generic.DictionaryObject(field)))  # type: ignore[attr-defined]
    writer.root_object[name("/AcroForm")] = writer._add_object(form)


def test_a_stamp_after_the_end_leaves_the_briefing_equal(briefing: bytes, verify: Verify) -> None:
    pdf = stamped(stamped(briefing), _sign)
    code, out, err = verify(pdf)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "b.pdf: equal, with additions"
    first = f"the first {len(briefing)} bytes"
    assert f"  equal: {first} are what the data give, with its pages, byte for byte" in lines
    kinds = "2 annotations (FreeText), 1 signature"
    assert f"  added: {len(pdf) - len(briefing)} bytes after the briefing: {kinds}" in lines
    assert f"  note: what was added may cover the pages; {first} are the briefing without it" in lines


def _other_page(writer: pypdf.PdfWriter) -> None:
    page = writer.pages[1]
    content = pypdf.generic.DecodedStreamObject()
    content.set_data(b"")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(content)


def _other_content(writer: pypdf.PdfWriter) -> None:
    contents = writer.pages[1]["/Contents"]
    writer._replace_object(contents.indirect_reference, pypdf.generic.DecodedStreamObject())


def _open_script(writer: pypdf.PdfWriter) -> None:
    name = pypdf.generic.NameObject
    script = {name("/S"): name("/JavaScript"), name("/JS"): pypdf.generic.TextStringObject("app.alert('x')")}
    writer.root_object[name("/OpenAction")] = pypdf.generic.DictionaryObject(script)


def _another_file(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("facts/x.yaml", b"x")


def _fewer_pages(writer: pypdf.PdfWriter) -> None:
    pages = writer.root_object["/Pages"]
    del pages["/Kids"][-1]  # type: ignore[index]
    pages[pypdf.generic.NameObject("/Count")] = pypdf.generic.NumberObject(len(pages["/Kids"]))  # type: ignore[index, arg-type]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_other_page, "page 2 (/Contents)"),
        (_other_content, "object "),
        (_open_script, "the catalogue (/OpenAction)"),
        (_another_file, "the catalogue (/Names)"),
        (_fewer_pages, "the number of pages"),
    ],
)
def test_an_addition_that_changes_the_briefing_is_a_difference(
    change: Callable[[pypdf.PdfWriter], None], what: str, briefing: bytes, verify: Verify
) -> None:
    code, out, err = verify(stamped(briefing, change))
    assert (code, err) == (1, "")
    assert out.splitlines()[0] == "b.pdf: different"
    if change is not _another_file:  # which the manifest does not list
        assert f"the first {len(briefing)} bytes, which are the briefing, changes {what}" in out


@pytest.mark.parametrize("table", [True, False], ids=["table", "stream"])
def test_an_addition_that_takes_something_away_is_a_difference(table: bool, briefing: bytes, verify: Verify) -> None:
    reader = pypdf.PdfReader(io.BytesIO(briefing))
    number = reader.pages[1]["/Contents"].indirect_reference.idnum
    size, root, before = reader.trailer["/Size"], reader.trailer["/Root"].indirect_reference.idnum, reader._startxref
    head = f"/Size {size + 2} /Root {root} 0 R /Prev {before}"
    at = len(briefing)
    pdf = briefing + f"{size} 0 obj\n<</Rect [0 0 1 1] /Subtype /Text>>\nendobj\n".encode()
    start = len(pdf)
    if table:
        pdf += f"xref\n{number} 1\n0000000000 00001 f \n{size} 1\n{at:010} 00000 n \ntrailer\n<<{head}>>\n".encode()
    else:
        rows = bytes([0, 0, 0, 0, 1]) + b"\x01" + at.to_bytes(4, "big") + b"\x01" + start.to_bytes(4, "big")
        index = f"/Type /XRef /W [1 4 0] /Index [{number} 1 {size} 2] /Length {len(rows)}"
        pdf += f"{size + 1} 0 obj\n<<{head} {index}>>\nstream\n".encode() + rows + b"\nendstream\nendobj\n"
    code, out, err = verify(pdf + f"startxref\n{start}\n%%EOF\n".encode())
    assert (code, err) == (1, "")
    assert f"changes object {number}, which is removed" in out


def test_what_follows_the_end_and_is_no_addition_is_a_difference(briefing: bytes, verify: Verify) -> None:
    for junk in (b"\n", b"%%EOF\n", b"junk" * 50, briefing[-60:]):
        code, out, err = verify(briefing + junk)
        assert (code, err) == (1, ""), junk
        assert "which are the briefing, changes what follows" in out, junk


def test_an_encrypted_copy_is_said_to_be_one(briefing: bytes, verify: Verify) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(briefing)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    code, _, err = verify(out.getvalue())
    assert code == 3
    assert "bad-pdf: the file cannot be read as a PDF: it is encrypted" in err
    assert "an encrypted copy is a different file, even after decryption: use the file that was published" in err


def test_a_copy_with_a_cover_page_is_said_to_carry_nothing(briefing: bytes, verify: Verify) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    for page in pypdf.PdfReader(io.BytesIO(briefing)).pages:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    code, _, err = verify(out.getvalue())
    assert code == 3
    assert "no-data: the PDF carries no data of an assessment" in err
    assert "a cover page" in err


# Written back


def test_inputs_are_written_back_and_never_over_other_files(
    briefing: bytes, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = verify(briefing, "--extract", "new/out")
    written = {
        str(path.relative_to(tmp_path / "new/out")): path.read_bytes() for path in (tmp_path / "new/out").rglob("*.*")
    }
    assert (code, written) == (0, carried(briefing))
    assert err == f"wrote {len(written)} files to new/out\n"
    assert exit_code("run", "new/out/profile.yaml", "-f", "new/out/frameworks/digital_readiness_example",
                     monkeypatch=monkeypatch) == 0  # fmt: skip
    capsys.readouterr()
    (tmp_path / "new/out/profile.yaml").unlink()
    _, _, err = verify(briefing, "--extract", "new/out")
    assert err == f"wrote 1 file to new/out; {len(written) - 1} identical files already there\n"
    (tmp_path / "new/out/profile.yaml").write_text("mine")
    (tmp_path / "new/out/manifest.json").unlink()
    code, out, err = verify(briefing, "--extract", "new/out")
    assert (code, out) == (2, "")
    assert err == "assess: new/out/profile.yaml is there already and differs; name another folder, or remove it first\n"
    assert (tmp_path / "new/out/profile.yaml").read_text() == "mine"
    assert not (tmp_path / "new/out/manifest.json").exists()


def test_a_link_out_of_the_folder_is_not_followed(briefing: bytes, verify: Verify, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out/frameworks").symlink_to(tmp_path / "elsewhere")
    code, _, err = verify(briefing, "--extract", "out")
    assert code == 2
    assert "out/frameworks is a link, or leads through one; name another folder" in err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["frameworks"]


def test_a_folder_that_is_a_link_is_not_written_to(briefing: bytes, verify: Verify, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to("elsewhere")
    code, _, err = verify(briefing, "--extract", "out")
    assert code == 2
    assert "out is a link" in err
    (tmp_path / "elsewhere").rmdir()
    assert verify(briefing, "--extract", "out")[0] == 2  # the link leads nowhere


@pytest.mark.parametrize("name", ["out", "out/frameworks", "out/profile.yaml"])
def test_links_in_a_circle_end_with_a_message(name: str, briefing: bytes, verify: Verify, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / f"{name}2")
    (tmp_path / f"{name}2").symlink_to(tmp_path / name)
    code, out, err = verify(briefing, "--extract", "out")
    assert (code, out) == (2, "")
    assert f"assess: {name} is a link, or leads through one; name another folder" in err


def test_a_folder_exchanged_for_a_link_meanwhile_is_not_followed(
    briefing: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time a folder or file is opened, the folder is first replaced by a link that leads out."""
    files, real = carried(briefing), os.open
    elsewhere = tmp_path / "elsewhere"
    for moment in range(12):
        root = tmp_path / f"out{moment}"
        (root / "facts").mkdir(parents=True)
        elsewhere.mkdir()
        left = [moment]

        def swapped(*args: Any, root: Path = root, left: list[int] = left, **kwargs: Any) -> int:
            left[0] -= 1
            if left[0] == -1:
                (root / "facts").rename(root / "facts-before")
                (root / "facts").symlink_to(elsewhere)
            return real(*args, **kwargs)

        monkeypatch.setattr(os, "open", swapped)
        with contextlib.suppress(UsageError):
            extract(files, root)
        monkeypatch.setattr(os, "open", real)
        assert list(elsewhere.iterdir()) == []
        elsewhere.rmdir()


def test_where_folders_cannot_be_named_by_number_links_are_refused_too(
    briefing: bytes, verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.run.extract._BY_FOLDER", False)
    test_a_link_out_of_the_folder_is_not_followed(briefing, verify, tmp_path)
    (tmp_path / "out/frameworks").unlink()
    assert verify(briefing, "--extract", "out")[0] == 0
    assert {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")} == set(
        carried(briefing)
    )


def test_a_file_where_the_folder_should_be(briefing: bytes, verify: Verify, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    code, _, err = verify(briefing, "--extract", "out")
    assert code == 4
    assert "out cannot be written to" in err


# What cannot be verified


@pytest.mark.parametrize("name", ["../x.yaml", "/tmp/x.yaml", "frameworks/../../x.yaml", "letter.txt"])
def test_names_that_no_briefing_gives_are_refused(name: str, briefing: bytes, verify: Verify, tmp_path: Path) -> None:
    code, out, err = verify(with_files(briefing, {name: b"x"}), "--extract", "out")
    assert (code, out) == (3, "")
    assert f"bad-embedded: the data in the PDF cannot be used: no briefing contains a file named '{name}'" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [b"schema: catalogue/v1\nfacts: [" + b"{}," * 60_000 + b"]\n", b"# " + b"x" * 1_500_000]
)
def test_many_files_that_are_each_small_enough_are_refused(content: bytes, briefing: bytes, verify: Verify) -> None:
    code, _, err = verify(with_files(briefing, {f"facts/f{i}.yaml": content for i in range(3)}))
    assert code == 3
    assert "profile, frameworks and facts are larger than allowed" in err


def test_names_that_some_machines_hold_for_the_same_are_refused(briefing: bytes, verify: Verify) -> None:
    code, _, err = verify(with_files(briefing, {"facts/CAPACITY.yaml": b"x"}))
    assert code == 3
    assert "no briefing contains a file named 'facts/capacity.yaml'" in err


def test_a_pdf_without_data(verify: Verify) -> None:
    out = io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(out)
    code, _, err = verify(out.getvalue())
    assert code == 3
    assert err.startswith("b.pdf:1:1: no-data: the PDF carries no data of an assessment\n    it has to be a briefing")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": "manifest/v9"}, "its schema is not manifest/v1"),
        ({"as_of": "soon"}, "Invalid isoformat string"),
        ({"as_of": "2999-01-01"}, "nothing is known of 2999-01-01"),
        ({"files": []}, "a key is missing, or has the wrong kind of value"),
        ({"options": None}, "a key is missing, or has the wrong kind of value"),
        ({"frameworks": [{"id": "x"}]}, "a framework lacks its id, version or hash"),
        ({"frameworks": [{"id": "../x", "version": "1", "sha256": ""}]}, "file-not-found"),
        ({"release": "secret"}, "there is no release 'secret'"),
    ],
)
def test_a_manifest_that_cannot_be_used(changes: dict[str, Any], message: str, briefing: bytes, verify: Verify) -> None:
    code, out, err = verify(with_files(briefing, manifest(briefing, **changes)))
    assert (code, out) == (3, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize("raw", [b"", b"[" * 100_000, b"\xff", b"null"])
def test_a_manifest_that_is_none(raw: bytes, briefing: bytes, verify: Verify) -> None:
    code, _, err = verify(with_files(briefing, {"manifest.json": raw}))
    assert code == 3
    assert "manifest.json: " in err


def test_what_is_carried_is_read_as_strictly_as_any_file(briefing: bytes, verify: Verify) -> None:
    bad = changed_profile(briefing, "value: 17.3", "value: &a 17.3")
    code, out, _ = verify(with_files(briefing, {"profile.yaml": bad}))
    assert code == 1
    assert "profile.yaml: does not match its hash in the manifest" in out
    assert "cannot be read: b.pdf/profile.yaml:9:36: yaml-alias" in out
    files = json.loads(carried(briefing)["manifest.json"])["files"] | {"profile.yaml": sha256(bad).hexdigest()}
    code, out, err = verify(with_files(briefing, {"profile.yaml": bad} | manifest(briefing, files=files)))
    assert (code, out) == (3, "")
    assert "b.pdf/profile.yaml:9:36: yaml-alias" in err
