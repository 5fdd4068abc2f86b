"""The starting points of mutations: the shipped files, read once, and a small briefing as PDF."""

import struct
import subprocess
import sys
import tempfile
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from assess.reading.embedded import embedded_files
from assess.reading.yamlfile import parse_yaml
from tests import fonts
from tests.fuzz.mutate import vocabulary

ROOT = Path(__file__).parent.parent.parent
SMALL = ("budapest_protocol_1", "budapest_protocol_2", "g20", "interpol", "eu_attacks_directive", "cooperation")


@cache
def tree(path: str) -> Any:
    """The data in a YAML file of the checkout."""
    return parse_yaml((ROOT / path).read_bytes(), path).data


@cache
def profiles() -> tuple[str, ...]:
    return tuple(sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples/profiles").glob("*.yaml")))


def files_in(folder: str) -> dict[str, bytes]:
    """The YAML files of a folder and those under it, by their path from there."""
    base = ROOT / folder
    return {str(path.relative_to(base)): path.read_bytes() for path in sorted(base.rglob("*.yaml"))}


@cache
def words(kind: str) -> dict[str, list[Any]]:
    """The vocabulary of a kind of file."""
    home = ROOT / "frameworks"
    found = {
        "profile": [ROOT / each for each in profiles()],
        "facts": sorted((home / "facts").glob("*.yaml")),
        "framework": [path for path in sorted(home.glob("*/*.yaml")) if path.parent.name not in ("facts", "schema")],
        "cases": sorted(home.glob("*/cases/*.yaml")),
        "translation": sorted(home.glob("*/translations/fr/*.yaml")),
        "brand": [ROOT / "examples/house/brand.yaml"],
    }[kind]
    trees = [tree(str(path.relative_to(ROOT))) for path in found]
    if kind == "brand":
        trees.append(WHOLE_BRAND)
    return vocabulary(trees)


WHOLE_BRAND = {
    "schema": "brand/v1", "ministry": "Ministry", "logo": "logo.svg", "logo_alt": "A sign", "logo_kind": "organisation",
    "colours": {"accent": "#0b3d66", "attention": "#b45309", "heading": "#102030"}, "footer": "Foot",
    "classification": "OFFICIAL", "draft": True, "language": "fr",
}  # fmt: skip
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">
<title>T</title><defs>
<linearGradient id="a" x2="1"><stop offset="0" stop-color="red"/><stop offset="1" style="stop-color:#00f"/></linearGradient>
<radialGradient id="r" r="50%" gradientTransform="scale(2)"><stop offset=".5"/></radialGradient>
<clipPath id="c" clipPathUnits="userSpaceOnUse"><rect width="10" height="10"/></clipPath></defs>
<g transform="translate(1) scale(2,-1) rotate(45 1 2)" fill="url(#a)" clip-path="url(#c)">
<path d="M14 34 24 14 34 34Zm1 1.5.5.5a1 1 0 01.5 2"/></g>
<circle cx="1" cy="1" r="1" stroke="url(#r)" stroke-width="2px" stroke-dasharray="1 2, 3"/><polygon points="1,2 3,4 5,6"/>
<text x="1" y="2" font-family="serif" font-size="12px" text-anchor="middle">A <tspan dx="1">b</tspan></text>
</svg>"""


@cache
def pictures() -> dict[str, bytes]:
    """One of each kind, with the chunks that cameras and drawing programs add."""
    from PIL import Image, PngImagePlugin

    image = Image.new("RGBA", (24, 12), (10, 90, 200, 128))
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "x" * 50, zip=True)
    note.add_itxt("Title", "y" * 20, zip=True)
    png, jpeg = BytesIO(), BytesIO()
    image.save(png, "PNG", pnginfo=note, dpi=(300, 300), icc_profile=zlib.compress(b"z"), exif=Image.Exif())
    image.convert("RGB").save(jpeg, "JPEG", progressive=True, exif=Image.Exif(), comment=b"c", dpi=(72, 72))
    sign = (ROOT / "examples/house/sign.svg").read_bytes()
    return {"logo.png": png.getvalue(), "logo.jpg": jpeg.getvalue(), "logo.svg": DRAWING, "sign.svg": sign}


def png(width: int, height: int, chunks: tuple[tuple[bytes, bytes], ...] = ()) -> bytes:
    """A PNG that says it has this size, with more chunks, whose checksums are right."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


@cache
def font() -> bytes:
    """A small font with Georgian letters."""
    with tempfile.TemporaryDirectory() as folder:
        return fonts.font(Path(folder) / "own.ttf", fonts.GEORGIAN, "Own").read_bytes()


@cache
def briefing() -> bytes:
    """A small briefing in PDF form, made once a run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "assess",
            "run",
            "examples/index/profile.yaml",
            "-f",
            "examples/index",
            "-o",
            f"{folder}/x.pdf",
        ]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return (Path(folder) / "x.pdf").read_bytes()


@cache
def carried() -> dict[str, bytes]:
    """The files in that briefing."""
    return embedded_files(briefing(), "x.pdf")
