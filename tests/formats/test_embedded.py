"""The files in a briefing: complete, dated as the document, nothing withheld in a release; and PDFs that are made to do harm."""

import io
import json
import os
import subprocess
import sys
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pikepdf
import pytest

from assess.api import assess_file, assess_profile, document
from assess.formats.carried import may_be_carried, provenance, read_manifest
from assess.formats.files import SUFFIXES
from assess.problems import InvalidInput, UsageError
from assess.reading.embedded import embedded_files, read_pdf
from assess.reading.library import Library, load_library, read_library
from tests.build import elements, library, profile
from tests.formats.briefings import Briefings
from tests.formats.unpack import carried, unpacked, with_files

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"


@pytest.fixture
def briefing(briefings: Briefings) -> bytes:
    return briefings["index"].path.read_bytes()


def test_profile_framework_facts_and_assessment_are_carried_as_they_were_read(briefing: bytes) -> None:
    files = carried(briefing)
    (result,) = assess_file(INDEX / "profile.yaml", [INDEX])
    assert files["profile.yaml"] == (INDEX / "profile.yaml").read_bytes()
    assert files["assessment.json"].decode() == document([result], ".json")
    name = result.framework.id
    for place, folder in {
        "facts": ROOT / "frameworks/facts", f"frameworks/{name}": INDEX, f"frameworks/{name}/facts": INDEX / "facts",
    }.items():  # fmt: skip
        for path in folder.glob("*.yaml"):
            # a profile that lies in the folder of a framework is no part of it
            assert (files.get(f"{place}/{path.name}") == path.read_bytes()) == (path != INDEX / "profile.yaml")
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert manifest["frameworks"] == [{"id": name, "version": "2025.1", "sha256": result.framework.hash}]
    assert (manifest["as_of"], manifest["release"], manifest["language"]) == ("2025-12-31", "full", "en")
    made = provenance([result])
    assert (made.software, made.profile) == (manifest["software"], manifest["files"]["profile.yaml"])
    assert made.frameworks == ((name, "2025.1", result.framework.hash),)


def test_attachments_are_associated_dated_and_typed_the_same_on_every_machine(briefing: bytes) -> None:
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        names = [str(name) for name in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
        assert names == sorted(names)
        assert len(pdf.Root.AF) == len(names) == len({entry.objgen for entry in pdf.Root.AF})
        for entry in pdf.Root.AF:
            stream = entry.EF.F
            assert str(stream.Params.ModDate) == str(stream.Params.CreationDate) == "D:20251231000000Z"
            assert str(stream.Subtype) == ("/application/json" if "json" in str(entry.UF) else "/application/yaml")
            assert (str(entry.AFRelationship), bool(str(entry.Desc))) == ("/Data", True)


def test_the_library_is_read_again_from_what_was_carried() -> None:
    known = load_library(["un_convention", "cooperation"])
    again = read_library(known.files, ["un_convention", "cooperation"], "x.pdf")
    assert [f.hash for f in again.frameworks] == [f.hash for f in known.frameworks]
    assert again.catalogue.facts == known.catalogue.facts
    assert list(again.catalogue.facts) == list(known.catalogue.facts)


def test_two_frameworks_of_one_name_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "cooperation"
    other.mkdir()
    for path in (ROOT / "frameworks/cooperation").glob("*.yaml"):
        (other / path.name).write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(UsageError, match="two frameworks have the id cooperation"):
        load_library(["cooperation", other])
    assert len(load_library(["g20", "g20"]).frameworks) == 1


def test_what_cannot_be_carried_is_said() -> None:
    made = library({"a": "yes_no"}, [{"id": "c", "elements": elements("t.a")}])
    one = profile(made, "facts: {}\n")
    with pytest.raises(UsageError, match="not available; read it with load_library"):
        document(assess_profile(one, Library(made.catalogue, made.frameworks)), ".pdf")
    odd = made._replace(files={**made.files, "facts/a\nb.yaml": b""})
    with pytest.raises(UsageError, match="rename it"):
        document(assess_profile(one, odd), ".pdf")


@pytest.mark.parametrize(
    "name",
    ["../x.yaml", "/etc/x.yaml", "facts/../x.yaml", "frameworks/../../x.yaml", "C:\\x.yaml", "facts/.x.yaml", "x.yaml",
     "facts/a/b.yaml", "frameworks/a/b/c.yaml", "facts/x.exe", "facts//x.yaml", "profile.yaml\n", "facts/a:b.yaml", ""],
)  # fmt: skip
def test_names_that_no_briefing_gives(name: str) -> None:
    assert not may_be_carried(name)
    assert may_be_carried("frameworks/g20/facts/Über den Fluss (2).yaml")


# Releases

SECRETS = [f"SECRET{name}" for name in ("NOTE", "TITLE", "PIN", "CITED", "BY", "RESERVATION", "AGREEMENT", "READING", "COMMENT",
                                        "BILL", "OPENPIN", "URL")]  # fmt: skip
CLOSED = """
# SECRETCOMMENT
sources:
  open: {kind: act, title: Open Act, unit: s., url: "https://example.org/open"}
  shut: {kind: policy, title: SECRETTITLE, handling: restricted, url: "https://example.org/SECRETURL"}
provisions:
  open.1: {status: in_force}
  open.2: {status: struck_down, by: SECRETBY, cite: [shut p. SECRETCITED]}
  open.SECRETOPENPIN: {status: in_force}
  open.5: {status: bill, replaces: [shut.SECRETPIN, open.1], cite: [open s. 5]}
  shut.SECRETPIN: {status: in_force}
  shut.SECRETBILL: {status: bill, replaces: [open.1]}
facts:
  t.a:
    by:
      - {of: [open.1]}
      - {of: [open.5]}
  t.b: {by: shut.SECRETPIN, note: SECRETNOTE, reading: SECRETREADING}
  t.c: {by: open.2}
  t.d: {by: open.SECRETOPENPIN, handling: restricted, note: SECRETNOTE}
  t.e:
    status: party
    cite: [open s. 3]
    reservations: [{paragraph: "1", text: SECRETRESERVATION, cite: [shut p. SECRETCITED]}]
  t.f: {by: shut.SECRETBILL}
agreements:
  - {with: GHA, kind: mla, title: SECRETAGREEMENT, cite: [shut]}
"""
KINDS = (".txt", *SUFFIXES)


def released(release: str) -> list[Any]:
    facts: dict[str, Any] = {name: {"kind": "provision"} for name in "abcdf"} | {"e": "treaty"}
    made = library(facts, [{"id": f"c{name}", "elements": elements(f"t.{name}")} for name in "abcdef"], treaty="t.e")
    return assess_profile(profile(made, CLOSED), made, release=release)


@cache
def written(release: str, kind: str) -> str | bytes:
    """The document of a release, made once for all tests here."""
    return document(released(release), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_closed_is_in_any_document_of_a_release(kind: str) -> None:
    content = unpacked(written("public", kind))
    assert [secret for secret in SECRETS if secret.encode() in content] == []
    assert b"SECRET" not in content
    assert "SECRET".encode("utf-16-be") not in content


def test_the_search_finds_in_a_full_document_what_it_looks_for() -> None:
    pdf = written("full", ".pdf")
    assert isinstance(pdf, bytes)
    full = {kind: unpacked(written("full", kind)) for kind in KINDS}
    assert [secret for secret in SECRETS if secret.encode() not in full[".pdf"]] == []  # in the profile it carries
    shown = {kind for kind, content in full.items() if b"SECRET" in content}
    assert shown >= {".json", ".html", ".csv", ".pdf"}
    pages = unpacked(with_files(pdf, dict.fromkeys(carried(pdf), b"")))
    assert b"SECRETNOTE" in pages  # in the text of the pages, not only in the files


def test_the_manifest_says_for_whom_and_the_count_is_kept() -> None:
    results = released("public")
    files = carried(written("public", ".pdf"))  # type: ignore[arg-type]
    assert json.loads(files["manifest.json"])["release"] == "public"
    assert json.loads(files["assessment.json"])[0]["withheld"] == results[0].withheld == 5
    assert b"  t.b: withheld\n" in files["profile.yaml"]


# The same bytes on another day

CLOCK = """
import datetime, sys, time
then = float({clock})
time.time = lambda: then
time.gmtime = lambda at=None, real=time.gmtime: real(then if at is None else at)
time.localtime = lambda at=None, real=time.localtime: real(then if at is None else at)
class Real(type):  # what is a date stays one for who asks
    def __instancecheck__(cls, one): return isinstance(one, cls.__mro__[1])
class Day(datetime.date, metaclass=Real):
    @classmethod
    def today(cls): return cls.fromtimestamp(then)
class Moment(datetime.datetime, metaclass=Real):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(then, tz)
datetime.date, datetime.datetime = Day, Moment
"""
RUN = """
from assess import processes
processes._START = {clock!r} + processes._START  # the pages are laid out on that day too
from assess.cli.main import main
main()
"""


@pytest.mark.documents
def test_the_same_bytes_on_two_days_and_with_a_date_set_from_outside(tmp_path: Path) -> None:
    def run(name: str, clock: str, **extra: str) -> bytes:
        code = CLOCK.format(clock=clock) + RUN.format(clock=CLOCK.format(clock=clock))
        command = [sys.executable, "-c", code, "run", str(INDEX / "profile.yaml"), "-f", str(INDEX)]
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        subprocess.run([*command, "-o", str(tmp_path / name)], check=True, cwd=ROOT, env=environment | extra)
        return (tmp_path / name).read_bytes()

    assert run("a.pdf", "1000000000") == run("b.pdf", "2000000000", PYTHONHASHSEED="5")
    dated = run("c.pdf", "1000000000", SOURCE_DATE_EPOCH="1700000000")
    assert json.loads(carried(dated)["manifest.json"])["date"] == "2023-11-14"
    assert dated == run("d.pdf", "2000000000", SOURCE_DATE_EPOCH="1700000000")
    from assess.run.verify import carried_files, verify

    raw, files = carried_files(tmp_path / "c.pdf")
    assert verify(raw, files, "c.pdf").differences == ()
    assert verify(raw, files, "c.pdf").pages


# PDFs that are made to do harm


def pdf(objects: list[bytes], offset: int = 0) -> bytes:
    """A PDF of these objects, numbered from 1; `offset` makes its table of objects wrong."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out) + offset)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(content: bytes, keys: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(content), content)


def attached(*files: tuple[bytes, bytes]) -> list[bytes]:
    """The objects of a PDF that carries these streams by name."""
    listed = b" ".join(b"(%s) %d 0 R" % (name, 3 + 2 * i) for i, (name, _) in enumerate(files))
    objects = [b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>", b"<</Names[%s]>>" % listed]
    for i, (name, content) in enumerate(files):
        objects += [b"<</Type/Filespec/UF(%s)/EF<</F %d 0 R>>>>" % (name, 4 + 2 * i), content]
    return objects


def bomb(start: bytes = b"") -> bytes:
    """A few hundred kilobytes that unpack to a third of a gigabyte and more."""
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(start), *(packer.compress(b" " * 1_000_000) for _ in range(400)), packer.flush()])


def packed_objects() -> bytes:
    """A PDF whose catalogue is in an object stream that unpacks to a third of a gigabyte and more."""
    out = b"%PDF-1.7\n2 0 obj\n" + stream(
        bomb(b"1 0 <</Type/Catalog>>"), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    )
    table = len(out) + 8
    rows = ((0, 0, 0), (2, 2, 0), (1, 9, 0), (1, table, 0))
    packed = b"".join(bytes([kind]) + at.to_bytes(4, "big") + b"\0\0" for kind, at, _ in rows)
    out += b"\nendobj\n3 0 obj\n" + stream(packed, b"/Type/XRef/W[1 4 2]/Size 4/Root 1 0 R")
    return out + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table


def packed_table() -> bytes:
    out = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    table = stream(bomb(), b"/Type/XRef/W[1 4 2]/Size 70000000/Root 1 0 R/Filter/FlateDecode")
    return out + b"2 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def sections() -> bytes:
    out = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    table = b"xref\n" + b"0 1\n0000000000 65535 f \n" * 600_000
    return out + table + b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


SMALL = zlib.compress(b"x")
LIST = b"[" + (b"[" + b"0 " * 9_000 + b"]") * 800 + b"]"
HOSTILE: dict[str, tuple[Any, str]] = {
    "bomb": (lambda: pdf(attached((b"profile.yaml", stream(bomb())))), "larger than allowed"),
    "bomb_in_a_bomb": (
        lambda: pdf(attached((b"profile.yaml", stream(zlib.compress(bomb()), b"/Filter[/FlateDecode/FlateDecode]")))),
        "packed in an unusual way",
    ),
    "many_mid_sized": (
        lambda: pdf(attached(*((b"f%d" % i, stream(zlib.compress(b" " * 7_000_000))) for i in range(5)))),
        "larger than allowed",
    ),
    "ten_thousand": (lambda: pdf(attached(*((b"f%d" % i, stream(SMALL)) for i in range(10_000)))), "larger than"),
    "six_hundred": (lambda: pdf(attached(*((b"f%d" % i, stream(SMALL)) for i in range(600)))), "more than 500 files"),
    "twins": (lambda: pdf(attached((b"a", stream(SMALL)), (b"a", stream(SMALL)))), "two files are called 'a'"),
    "wide_rows": (
        lambda: pdf(
            attached((b"a", stream(SMALL, b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>")))
        ),
        "packed in an unusual way",
    ),
    "packed_objects": (packed_objects, "larger than allowed"),
    "packed_table": (packed_table, "damaged"),
    "sections": (sections, "larger than allowed"),
    "lists": (lambda: pdf([b"<</Type/Catalog/Names %s>>" % LIST]), "damaged"),
    "deep": (lambda: pdf([b"<</Type/Catalog/Names %s%s>>" % (b"[" * 200_000, b"]" * 200_000)]), "damaged"),
    "circle": (lambda: pdf([b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>", b"<</Kids[2 0 R 2 0 R]>>"]), "damaged"),
    "not_there": (lambda: pdf([b"<</Type/Catalog/Names 9 0 R>>"]), "damaged"),
    "broken_table": (
        lambda: pdf(attached((b"a", stream(SMALL))), offset=3_000_000).replace(b"/Root 1", b"/Root 7"),
        "damaged",
    ),
    "broken_stream": (lambda: pdf(attached((b"a", stream(b"\x78\x9cnothing of the kind")))), "damaged"),
    "cut": (lambda: pdf(attached((b"a", stream(SMALL))))[:-60], "its end is missing"),
    "objects_only": (lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 700_000, "its end is missing"),
    "no_pdf": (lambda: b"schema: profile/v1\n", "does not begin like a PDF"),
    "empty": (lambda: b"", "does not begin like a PDF"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 1_000 + b"\nstartxref\n12\n%%EOF\n", "damaged"),
    "seventeen_megabytes": (lambda: b"%PDF-1.7\n" + b" " * 17_000_000, "larger than 16 MB"),
}
ALONE = """
import sys, time
from assess.problems import InvalidInput
from assess.reading.embedded import embedded_files, read_pdf
try:
    print(len(embedded_files(read_pdf(sys.argv[1]), "x.pdf")), "files")
except InvalidInput as error:
    print(error)
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(time.process_time(), peak[0])
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_ends_in_one_clear_message(name: str, tmp_path: Path) -> None:
    make, message = HOSTILE[name]
    path = tmp_path / "x.pdf"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""
    *lines, last = done.stdout.splitlines()
    assert message in lines[0]
    assert len(lines) <= 2
    assert max(map(len, lines)) < 250
    seconds, kilobytes = map(float, last.split())
    assert seconds < 10
    assert kilobytes < 300_000


def test_files_in_a_tree_and_behind_references_are_found(tmp_path: Path, briefing: bytes) -> None:
    objects = attached((b"a", stream(SMALL)), (b"b", b"<</Length 1>>\nstream\ny\nendstream"))
    objects[0] = b"<</Type/Catalog/Names 8 0 R>>"
    objects[1] = b"<</Kids[7 0 R]>>"
    objects += [b"<</Names[(a) 3 0 R (b) 5 0 R]>>", b"<</EmbeddedFiles 2 0 R>>"]
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(objects))
    assert embedded_files(read_pdf(path), path) == {"a": b"x", "b": b"y"}
    assert embedded_files(briefing, "x.pdf") == carried(briefing)


def test_an_encrypted_pdf_is_refused(tmp_path: Path, briefing: bytes) -> None:
    path = tmp_path / "x.pdf"
    with pikepdf.open(io.BytesIO(briefing)) as opened:
        opened.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(InvalidInput, match="it is encrypted"):
        embedded_files(read_pdf(path), path)


@pytest.mark.parametrize("path", ["/dev/zero", "/nowhere/x.pdf", "bad\0name"])
def test_what_is_no_file(path: str) -> None:
    with pytest.raises(InvalidInput, match=r"file-not-(found|readable)"):
        read_pdf(path)


@pytest.mark.parametrize(("old", "new", "told"), [
    (b'"index"', rb'"\ud800"', "a text contains half of a surrogate pair"),
    (b'"full"', rb'"a\udfff"', "a text contains half of a surrogate pair"),
    (b'"options": {}', rb'"options": {"\ud800": 1}', "a text contains half of a surrogate pair"),
    (b'"options": {}', b'"options": {"x": NaN}', "NaN is not a JSON number"),
    (b'"options": {}', b'"options": {"x": -Infinity}', "-Infinity is not a JSON number"),
    (b'"options": {}', b'"options": {"x": ' + b"9" * 5000 + b"}", "Exceeds the limit"),
    (b'"options": {}', b'"options": {"x": [' + b"0," * 20_000 + b"0]}", "it is larger than allowed"),
    (b'"options": {}', b'"options": {"x": "' + b"x" * 4_000_000 + b'"}', "it is larger than allowed"),
    (b'"options": {}', b'"options": ' + b"[" * 19_000 + b"]" * 19_000, "it is nested too deeply"),
])  # fmt: skip
def test_a_manifest_that_is_no_plain_data(old: bytes, new: bytes, told: str, briefing: bytes) -> None:
    raw = carried(briefing)["manifest.json"]
    name = json.loads(raw)["frameworks"][0]["id"].encode()
    whole = raw.replace(b'"' + name + b'"', b'"index"', 1)
    assert read_manifest(whole).release == "full"
    assert old in whole
    with pytest.raises(ValueError, match=told) as raised:
        read_manifest(whole.replace(old, new, 1))
    str(raised.value).encode()


def mutated(raw: bytes, random: Random) -> bytes:
    """A PDF with a few bytes flipped, inserted, removed or copied from elsewhere, mostly in its structure."""
    words = (
        b"null",
        b"-1",
        b"99999999999",
        b"1 0 R",
        b"[",
        b"<<",
        b">>",
        b"/Kids",
        b"/EF",
        b"/F",
        b"/Length 9",
        b"endobj",
        b"xref",
    )
    made = bytearray(raw)
    start = max(0, len(made) - random.choice([600, 4_000, 20_000, len(made)]))
    for _ in range(random.choice([1, 2, 3, 10])):
        at = random.randrange(min(start, len(made) - 1), len(made))
        kind = random.randrange(5)
        if kind == 0:
            made[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            made[at:at] = random.choice(words)
        elif kind == 2:
            del made[at : at + random.choice([1, 10, 500])]
        elif kind == 3:
            made[at:at] = made[(other := random.randrange(len(made))) : other + 100]
        else:
            made[at : at + 4] = random.choice(words)
    return bytes(made[: random.randrange(1, len(made))] if random.random() < 0.1 else made)


@pytest.mark.parametrize("seed", range(4))
def test_pdfs_that_are_changed_anywhere_are_read_or_refused(briefing: bytes, seed: int) -> None:
    """16,000 of these were tried; none took more than 0.2 s."""
    random = Random(seed)
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    outcomes = set()
    start = process_time()
    for _ in range(100):
        try:
            outcomes.add(bool(embedded_files(mutated(random.choice([briefing, plain.getvalue()]), random), "x.pdf")))
        except InvalidInput as error:
            outcomes.add(error.problems[0].code)
    assert {True, "bad-pdf"} <= outcomes <= {True, False, "bad-pdf", "bad-embedded"}
    assert process_time() - start < 60
