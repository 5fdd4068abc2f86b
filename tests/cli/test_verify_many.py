"""`assess verify` on a hundred briefings as they were made, and on a hundred that were altered."""

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from assess.api import assess_file, document
from assess.formats.style import Style
from assess.problems import InvalidInput
from assess.run.verify import carried_files, verify
from assess.views.brand_view import BrandView, marked
from tests.cli import test_verify as added
from tests.formats.unpack import carried, with_files, with_other_page

pytestmark = pytest.mark.documents

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
MANY = 100


def outcome(pdf: bytes, folder: Path) -> str:
    """The verdict in one word."""
    path = folder / "b.pdf"
    path.write_bytes(pdf)
    try:
        raw, files = carried_files(path)
        verdict = verify(raw, files, path)
    except InvalidInput:
        return "refused"
    if verdict.differences:
        return "different"
    return "added to" if verdict.additions else "equal" if verdict.pages else "equal in its data"


def briefing(number: int, folder: Path) -> bytes:
    """A short briefing that differs for each number: answers, language, markings, date and release."""
    chosen = random.Random(number)
    profile = folder / "profile.yaml"
    value = f"value: {chosen.randrange(1, 600) / 10}"
    handling = chosen.choice(["", ", handling: restricted"])
    text = (INDEX / "profile.yaml").read_text(encoding="utf-8")
    assert "{value: 17.3," in text
    profile.write_text(text.replace("{value: 17.3,", f"{{{value}{handling},"), encoding="utf-8")
    language = chosen.choice(["en", "fr"])
    release = chosen.choice(["full", "public"])
    results = assess_file(profile, [INDEX], language=language, release=release)  # type: ignore[arg-type, unused-ignore]
    brand = marked(BrandView(), chosen.choice([None, "OFFICIAL", "Ébauche"]), chosen.choice([True, False]))
    made = document(results, ".pdf", Style(brand, None, language, True))
    assert isinstance(made, bytes)
    return made


def test_every_genuine_briefing_is_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for number in range(MANY):
        day = 1_750_000_000 + 86_400 * number
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day)) if number % 2 else monkeypatch.delenv(
            "SOURCE_DATE_EPOCH", False
        )
        pdf = briefing(number, tmp_path)
        monkeypatch.delenv("SOURCE_DATE_EPOCH", False)
        found.append(outcome(pdf, tmp_path))
    assert found == ["equal"] * MANY


def test_a_briefing_made_with_one_hash_seed_is_equal_with_another(tmp_path: Path) -> None:
    profile = ROOT / "examples/profiles/cri.yaml"
    for seed in range(4):
        said = []
        for command, own in (
            (["run", str(profile), "-f", "budapest_protocol_1", "--brief", "-o", "b.pdf"], seed),
            (["verify", "b.pdf"], seed + 1),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "assess", *command],
                cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": str(own)}, capture_output=True, text=True, check=True,
            )  # fmt: skip
            said.append(done.stdout)
        assert said[1].startswith("b.pdf: equal\n"), seed


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], Any], **saving: Any) -> bytes:
    """A PDF after a change, as another program saves it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, **saving)
    return out.getvalue()


def _flipped(raw: bytes, chosen: random.Random) -> bytes:
    at = chosen.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << chosen.randrange(8)]) + raw[at + 1 :]


def _streams(pdf: pikepdf.Pdf, test: Callable[[Any], bool]) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and test(one)]


def _other_font(pdf: pikepdf.Pdf, chosen: random.Random) -> None:
    fonts = [one.FontFile2 for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
    fonts += [one.FontFile3 for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one]
    font = chosen.choice(fonts)
    font.write(_flipped(font.read_bytes(), chosen))


def _swap(pdf: bytes, chosen: random.Random) -> bytes:
    files = carried(pdf)
    one, two = chosen.sample(sorted(set(files) - {"manifest.json"}), 2)
    return with_files(pdf, {one: files[two], two: files[one]})


def _other_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Another title"


def _annotated(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="x")
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _without(pdf: pikepdf.Pdf, name: str) -> None:
    del pdf.attachments[name]


def altered(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """A hundred and more alterations, each with a name; damage comes last."""
    files = carried(pdf)
    manifest = json.loads(files["manifest.json"])
    for name, content in sorted(files.items()):
        yield f"a byte of {name}", with_files(pdf, {name: _flipped(content, random.Random(name))})
        yield f"a line more in {name}", with_files(pdf, {name: content + b"\n"})
        if name != "manifest.json":
            yield f"without {name}", edited(pdf, partial(_without, name=name))
    for key, value in {
        "country": "GHA", "as_of": "2025-01-01", "date": "2020-01-01", "release": "public", "language": "fr",
        "options": {"brief": True, "brand": {"draft": True}}, "files": {}, "extra": 1, "software": "assess 0.0.1",
        "made_with": manifest["made_with"].replace("pango 1", "pango 2"),
    }.items():  # fmt: skip
        raw = json.dumps(manifest | {key: value}, ensure_ascii=False, indent=1).encode() + b"\n"
        yield f"{key} in the manifest", with_files(pdf, {"manifest.json": raw})
    yield "saved anew", edited(pdf, lambda _: None)
    yield "made linear", edited(pdf, lambda _: None, linearize=True)
    yield "a word of a page", with_other_page(pdf)
    yield "another title", edited(pdf, _other_title)
    yield "another author", edited(pdf, lambda opened: opened.docinfo.__setitem__("/Author", "x"))
    yield "a page turned", edited(pdf, lambda opened: opened.pages[0].rotate(90, relative=True))
    yield "a page less", edited(pdf, lambda opened: opened.pages.__delitem__(-1))
    yield "a page more", edited(pdf, lambda opened: opened.add_blank_page())
    yield "pages in another order", edited(pdf, lambda opened: opened.pages.reverse())
    yield "an annotation", edited(pdf, _annotated)
    for change in (added._other_page, added._other_content, added._open_script, added._fewer_pages):
        yield f"added: {change.__name__}", added.stamped(pdf, change)
    for number in range(8):
        chosen = random.Random(number)
        yield f"font {number}", edited(pdf, partial(_other_font, chosen=chosen))
        yield f"two files exchanged {number}", _swap(pdf, chosen)
        yield f"{number} letters more at the end", pdf + b"x" * (number + 1)
    for number in range(40):
        yield f"damage: a bit {number}", _flipped(pdf, random.Random(number))


def test_every_altered_briefing_is_different(tmp_path: Path) -> None:
    made = document(assess_file(INDEX / "profile.yaml", [INDEX]), ".pdf")  # of several pages, which can change places
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) > 2
    assert outcome(made, tmp_path) == "equal"
    found = {name: outcome(pdf, tmp_path) for name, pdf in altered(made)}
    assert len(found) >= MANY
    wrong = {name: each for name, each in found.items() if each not in ("different", "refused")}
    assert wrong == {}
    # what cannot be read at all is refused, and that is only damage, and a manifest that is none
    refused = {name for name, each in found.items() if each == "refused"}
    assert {
        name for name in refused if "damage" not in name and "manifest" not in name and "profile" not in name
    } == set()
