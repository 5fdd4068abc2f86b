"""The subset of SVG: what is accepted, and what is refused, with its name and line."""

import base64
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import ImageFile

from assess.formats.style import style_of
from assess.reading import drawings
from assess.reading.pictures import PictureError, inspect

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT.parent / "shared/cases/security"
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="urn:x" '
    'width="100" height="50" viewBox="0 0 100 50">\n'
)
GRADIENT = '<linearGradient id="a" x2="1"><stop offset="0"/><stop offset="1"/></linearGradient>'


def svg(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


def refusal(raw: bytes) -> str:
    with pytest.raises(PictureError) as raised:
        inspect(raw)
    return str(raised.value)


@pytest.mark.parametrize("inner", [
    '<rect width="4" height="4" rx="1"/><circle cx="1" cy="1" r="1"/><ellipse rx="1" ry="2"/><line x1="1" y2="2"/>',
    '<polyline points="1,2 3,4"/><polygon points="1 2-3-4.5.5,6e1"/>',
    '<path d="M14 34 24 14 34 34Z"/><path d="m1 1.5.5.5h2v-3c1 2 3 4 5 6s1 2 3 4q1 2 3 4t1 2a1 1 0 01.5 2A1,1,0,1,0,5,5z M1-1"/>',
    '<path d=""/><path d="  M 1 , 2 L 3 , 4 "/>',
    '<g transform="translate(1) scale(2,-1) rotate(45 1 2)"><g transform="matrix(1 0 0 -1 0 0),skewX(10)"><g/></g></g>',
    '<g fill="#fff" stroke="#ffffff80" stroke-width="2px" opacity=".5" stroke-dasharray="1 2, 3" fill-rule="evenodd"/>',
    '<g style="fill:rgb(1, 2, 3);stroke : none; -inkscape-font-specification:\'Sans, Bold\';stroke-miterlimit:4;marker:none"/>',
    f'<defs>{GRADIENT}</defs><rect fill="url(#a)" stroke="url( \'#a\' ) red" width="1" height="1"/>',
    '<radialGradient r="50%" gradientTransform="scale(2)" spreadMethod="pad"><stop style="stop-color:red"/></radialGradient>',
    '<clipPath id="c" clipPathUnits="userSpaceOnUse"><rect width="1" height="1"/></clipPath><g clip-path="url(#c)"/>',
    '<text x="1" y="2" font-family="\'Noto Sans\', serif" font-size="12px" text-anchor="middle">A <tspan dx="1">b</tspan></text>',
    '<title>T</title><desc>D</desc><metadata><x:RDF><x:Work x:about=""><x:title>t</x:title></x:Work></x:RDF></metadata>',
    '<g id="Layer_1" class="a b" data-name="Layer 1" aria-label="sign" role="img" xml:space="preserve"/>',
    "<!-- a comment --><g><![CDATA[text that is not drawn]]></g>",
])  # fmt: skip
def test_what_only_draws_is_taken(inner: str) -> None:
    assert inspect(svg(inner)) == ("image/svg+xml", 100, 50)


def test_the_sign_that_is_shipped_is_taken() -> None:
    assert inspect((ROOT / "examples/house/sign.svg").read_bytes()) == ("image/svg+xml", 120, 48)


@pytest.mark.parametrize(("width", "pixels"), [
    ("25.4mm", 96), ("2.54cm", 96), ("1in", 96), ("72pt", 96), ("6pc", 96), ("96px", 96), ("96", 96), ("95.1", 96), ("50%", 0),
])  # fmt: skip
def test_sizes_are_in_pixels(width: str, pixels: int) -> None:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" viewBox="0 0 1 1"/>'.encode()
    assert inspect(raw) == ("image/svg+xml", pixels, 0)


def test_a_doctype_that_declares_nothing_is_taken() -> None:
    doctype = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert inspect(doctype + svg("")).width == 100
    assert refusal(doctype + svg("<g>&nbsp;</g>")) == "line 2 of the SVG: the entity &nbsp; is not allowed"


TAKEN = ", ".join(drawings._ELEMENTS)


@pytest.mark.parametrize("name", [
    "script", "foreignObject", "image", "use", "symbol", "marker", "pattern", "mask", "filter", "style", "a", "switch", "animate",
    "set", "textPath", "tref", "view", "iframe", "SCRIPT",
])  # fmt: skip
def test_elements_that_do_more_than_draw_are_refused(name: str) -> None:
    told = f"line 3 of the SVG: the element <{name}> is not allowed; allowed elements: {TAKEN}"
    assert refusal(svg(f"<g/>\n<{name}/>")) == told


@pytest.mark.parametrize(("inner", "told"), [
    ("<x:rect/>", f"the element <rect>, which is not SVG, is not allowed; allowed elements: {TAKEN}"),
    ("<metadata><path d='M0 0'/></metadata>", "the element <path> within <metadata> is not allowed"),
    ("<metadata><x:RDF><x:use/></x:RDF></metadata>", "the element <use> within <metadata> is not allowed"),
    ("<metadata><x:RDF id='a'/></metadata>", "the element <RDF> within <metadata> is not allowed"),
    ("<svg/>", "the element <svg> within <svg> is not allowed"),
    ("<clipPath><g/></clipPath>", "the element <g> within <clipPath> is not allowed"),
    ("<rect><rect/></rect>", "the element <rect> within <rect> is not allowed"),
    ("<stop/>", "the element <stop> within <svg> is not allowed"),
    ("<rect onload='x()'/>", "the attribute onload of <rect> is not allowed"),
    ("<g xlink:href='#a'/>", "the attribute href of <g> is not allowed"),
    ("<g x:label='a'/>", "the attribute label of <g> is not allowed"),
    ("<g d='M0 0'><path/></g>", "the attribute d of <g> is not allowed"),
    ("<g points='1 2'/>", "the attribute points of <g> is not allowed"),
    ("<g filter='url(#f)'/>", 'filter="url(#f)": none is needed'),
    ("<path marker-mid='url(#f)'/>", 'marker-mid="url(#f)": none is needed'),
    ("<g style='fill:red;mask:url(#m)'/>", 'mask="url(#m)": none is needed'),
    ("<g style='d:path()'/>", 'style="d:path()" of <g> is not allowed'),
    ("<g style='fill: u\\72l(x)'/>", 'fill="u\\72l(x)": a colour is needed'),
    ("<g style='fill:red !important'/>", 'fill="red !important": a colour is needed'),
    ("<g style='fill:red/*;*/'/>", 'fill="red/*": a colour is needed'),
    ("<rect fill='url(http://x/#a)'/>", 'fill="url(http://x/#a)": url(#ID) is needed, with an ID in the same drawing'),
    ("<rect fill='url(#a)'/>", "there is no gradient 'a'"),
    ("<g fill='url(#a)'><rect/></g><rect id='a'/>", "there is no gradient 'a'"),
    ("<rect clip-path='url(#a)'/><path id='a'/>", "there is no clipPath 'a'"),
    ("<clipPath id='a'><rect clip-path='url(#a)'/></clipPath>", "clip-path within <clipPath> is not allowed"),
    ("<clipPath clipPathUnits='objectBoundingBox'/>", 'clipPathUnits="objectBoundingBox": userSpaceOnUse is needed'),
    ("<linearGradient spreadMethod='repeat'/>", 'spreadMethod="repeat": pad is needed'),
    ("<linearGradient xlink:href='#a'/>", "the attribute href of <linearGradient> is not allowed"),
    ("<linearGradient>" + "<stop/>" * 33 + "</linearGradient>", "more than 32 stops of a gradient are not allowed"),
    ("<g id='a&quot;b'/>", 'id="a"b": a name of letters, digits and _ . : - is needed'),
    ("<rect width='NaN'/>", 'width="NaN": a number is needed, alone or with px, pt, pc, mm, cm, in or %'),
    ("<rect width='1em'/>", 'width="1em": a number is needed, alone or with px, pt, pc, mm, cm, in or %'),
    ("<rect width='1e99'/>", 'width="1e99": a number is needed, alone or with px, pt, pc, mm, cm, in or %'),
    ("<rect width='-1'/>", 'width="-1": a number of at least 0 is needed'),
    ("<rect x='1000001'/>", 'x="1000001": at most 1,000,000 is allowed'),
    ("<g font-size='200%'/>", 'font-size="200%": a size from 0.1 to 10,000 is needed, not in %'),
    ("<g stroke-miterlimit='4px'/>", 'stroke-miterlimit="4px": a number is needed'),
    ("<g opacity='2'/>", 'opacity="2": a number from 0 to 1 is needed'),
    ("<g stroke-dasharray='0.001'/>", 'stroke-dasharray="0.001": none is needed, or up to 32 lengths with a sum of at least 0.1'),
    ("<g transform='scale(0)'/>", 'transform="scale(0)": a scale from 0.0001 to 10,000 is needed'),
    ("<g transform='skewX(90)'/>", 'transform="skewX(90)": an angle from -80 to 80 is needed'),
    ("<g transform='matrix(1 1 1 1 0 0)'/>",
     'transform="matrix(1 1 1 1 0 0)": a matrix is needed that does not flatten everything and has no number above 10,000'),
    ("<g transform='matrix(1)'/>", 'transform="matrix(1)": matrix takes 6 numbers'),
    ("<g transform='rotate(1 2)'/>", 'transform="rotate(1 2)": rotate takes 1 or 3 numbers'),
    ("<g transform='spin(1)'/>",
     'transform="spin(1)": matrix, translate, scale, rotate, skewX and skewY are allowed, with plain numbers'),
    ("<g transform='" + "scale(2)" * 17 + "'/>", "more than 16 transformations nested in each other are not allowed"),
    ("<path d='L1 1'/>", 'd="L1 1": there is no path command at character 1'),
    ("<path d='M1'/>", 'd="M1": a number is missing after character 2'),
    ("<path d='M1 1 C1 2 3'/>", 'd="M1 1 C1 2 3": a number is missing after character 11'),
    ("<path d='M1 1 A1 1 0 2 0 1 1'/>", 'd="M1 1 A1 1 0 2 0 1 1": a number is missing after character 11'),
    ("<path d='M1 1 X'/>", 'd="M1 1 X": there is no path command at character 6'),
    ("<path d='M1 9999999'/>", 'd="M1 9999999": at most 1,000,000 is allowed'),
    ("<path d='M1 1" + "L1 1" * 25_000 + "'/>", f'd="M1 1{"L1 1" * 9}": at most 100,000 characters are allowed'),
    ("<polygon points='1 2 3'/>", 'points="1 2 3": a number is missing'),
    ("<text>" + "a" * 1001 + "</text>", "more than 1,000 characters of text are not allowed"),
    ("<text rotate='1'/>", "the attribute rotate of <text> is not allowed"),
    ("<text x='1 2 3'/>", 'x="1 2 3": a number is needed, alone or with px, pt, pc, mm, cm, in or %'),
    ("<g>" * 20 + "</g>" * 20, "more than 20 levels are not allowed"),
    ("<g/>" * 5000, "more than 5,000 elements are not allowed"),
    ("<g>", "it is not well-formed XML"),
])  # fmt: skip
def test_what_is_refused_names_the_place(inner: str, told: str) -> None:
    assert refusal(svg(inner)) == f"line 2 of the SVG: {told}"


@pytest.mark.parametrize(("raw", "told"), [
    (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(""),
     "line 1 of the SVG: a DOCTYPE that declares something is not allowed; delete it"),
    (b'<?xml-stylesheet href="http://x"?>' + svg(""),
     "line 1 of the SVG: the processing instruction xml-stylesheet is not allowed"),
    (b"<g><svg/></g>", f"line 1 of the SVG: the element <g>, which is not SVG, is not allowed; allowed elements: {TAKEN}"),
    (b'<g xmlns="http://www.w3.org/2000/svg"><svg/></g>', "line 1 of the SVG: the first element is not <svg>"),
    (svg("").replace(b"0 0 100 50", b"0 0 x 1"), 'line 1 of the SVG: viewBox="0 0 x 1": a list of numbers is needed'),
    (svg("").replace(b"0 0 100 50", b"0 0 0.01 1"),
     'line 1 of the SVG: viewBox="0 0 0.01 1": four numbers are needed, the last two from 0.1 to 100,000'),
    (svg("").replace(b"0 0 100 50", b"0 0 1"),
     'line 1 of the SVG: viewBox="0 0 1": four numbers are needed, the last two from 0.1 to 100,000'),
    (b'<?xml version="1.0" encoding="x-none"?>' + svg(""), "the SVG: it is not well-formed XML"),
    (svg("<rect x='\xff'/>").replace(b"\xc3\xbf", b"\xff"), "line 2 of the SVG: it is not well-formed XML"),
])  # fmt: skip
def test_heads_that_are_refused(raw: bytes, told: str) -> None:
    assert refusal(raw) == told


def test_what_clips_and_paints_is_counted_each_time() -> None:
    clip = '<clipPath id="c">' + "<rect/>" * 100 + "</clipPath>"
    assert inspect(svg(clip + '<g clip-path="url(#c)"/>' * 40)).width == 100
    told = "the SVG has 5,152 elements, counting clip paths each time, of which at most 5,000 are allowed"
    assert refusal(svg(clip + '<g clip-path="url(#c)"/>' * 50)) == told
    stops = '<linearGradient id="a">' + "<stop/>" * 30 + "</linearGradient>"
    painted = refusal(svg(stops + '<g fill="url(#a)" stroke="url(#a)">' + "<rect/>" * 400 + "</g>"))
    assert (
        painted
        == "the SVG has 24,000 gradient stops, counted for each element that they paint, of which at most 10,000 are allowed"
    )
    path = '<clipPath id="c"><path d="M1 1' + "L1 1" * 20_000 + '"/></clipPath>'
    paths = refusal(svg(path + '<g clip-path="url(#c)"/>' * 6))
    assert paths == (
        "the SVG has 560,028 characters of paths, counting clip paths each time, of which at most 500,000 are allowed"
    )


def test_a_style_comes_after_the_attributes_it_overrides() -> None:
    """Otherwise a gradient could be painted that was not counted."""
    stops = '<linearGradient id="a">' + "<stop/>" * 30 + "</linearGradient>"
    for attributes in (
        'style="fill:url(#a)" fill="red"',
        'fill="red" style="fill:url(#a)"',
        'fill="url(#a)" style="fill:inherit"',
    ):
        assert "21,000 gradient stops" in refusal(svg(stops + f"<g {attributes}>" + "<rect/>" * 700 + "</g>"))
    assert inspect(svg(stops + '<g fill="url(#a)" style="fill:red">' + "<rect/>" * 700 + "</g>")).width == 100


BOMBS = {
    "gradient": GRADIENT.replace('x2="1"', 'x2="0.0000001" spreadMethod="repeat"')
    + '<rect width="9" height="9" fill="url(#a)"/>',
    "billion": "".join(f"<g id='a{i}'>" + f"<use href='#a{i + 1}'/>" * 10 + "</g>" for i in range(9)),
    "pattern": '<pattern id="p" width="0.0001" height="0.0001"><rect/></pattern><rect fill="url(#p)"/>',
    "nested sizes": "<g font-size='200em'>" * 15 + "</g>" * 15,
    "inherited path": "<g d='M0 0" + "L1 1" * 20_000 + "'>" + "<path/>" * 4000 + "</g>",
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_small_drawings_that_take_gigabytes_are_refused_at_once(name: str) -> None:
    start = time.process_time()
    refusal(svg(BOMBS[name]))
    assert time.process_time() - start < 1


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not at hand")
@pytest.mark.parametrize(("name", "told"), [
    ("svg_marker", "the element <marker> is not allowed; allowed elements:"),
    ("svg_viewbox", 'viewBox="0 0 x 1": a list of numbers is needed'),
])  # fmt: skip
def test_drawings_that_passed_validation_once(name: str, told: str) -> None:
    brand = CASES / name / "brand.yaml"
    command = [sys.executable, "-m", "assess", "validate", str(brand)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3
    where = f"{brand}:2:7: bad-picture: logo.svg cannot be used: line 1 of the SVG: "
    assert (done.stdout + done.stderr).startswith(where + told)


def address(raw: bytes, kind: str = "image/svg+xml") -> dict[str, dict[str, str]]:
    return {"brand": {"logo": f"data:{kind};base64,{base64.b64encode(raw).decode()}"}}


def test_the_logo_that_a_document_carries_is_checked_the_same() -> None:
    assert style_of(address(svg("<g/>")), "en").brand.logo
    assert style_of(address(svg("<g/>").replace(b'width="100" height="50"', b"")), "en").brand.logo
    with pytest.raises(ValueError, match="line 2 of the SVG: the element <use> is not allowed"):
        style_of(address(svg("<use/>")), "en")
    with pytest.raises(ValueError, match="not of the kind that it claims"):
        style_of(address(svg("<g/>"), "image/png"), "en")
    for logo in ("data:image/png;base64,#", "x", "http://x/", "data:image/svg+xml;base64,"):
        with pytest.raises(ValueError):
            style_of({"brand": {"logo": logo}}, "en")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_a_picture_of_billions_of_pixels_is_not_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    raw = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 1000)) + chunk(b"IEND", b"")
    assert refusal(raw) == "it has far more pixels than the 4000 x 4000 that are allowed"


def test_texts_in_a_picture_are_not_unpacked_without_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    text = chunk(b"zTXt", b"k\0\0" + zlib.compress(b"0" * 50_000_000))
    raw = b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    for lenient in (False, True):  # as WeasyPrint sets it for the whole process
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
        assert refusal(raw) == "the PNG is damaged or cut off"
        assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES
