"""PDFs with attached files: built by hand, small, each wrong in its own way; and mutations of the objects of any PDF."""

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache
from random import Random

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj\n?", re.S)


def carrying(random: Random, files: Mapping[str, bytes], odd: float = 0.3) -> bytes:
    """A PDF with these files attached and without pages; with probability `odd`, something in it is wrong."""
    strange = random.random() < odd
    objects: list[bytes] = [b"", b""]
    pairs = []
    for name, content in files.items():
        packed = _packed(content)
        kinds = b"/Filter/FlateDecode"
        length = len(packed)
        if strange and random.random() < 0.2:
            kinds, packed = random.choice((
                (b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(packed)), (b"", content), (b"/Filter/LZWDecode", packed),
                (b"/Filter/ASCIIHexDecode", content.hex().encode()), (b"/Filter/DCTDecode", content), (b"/Filter 1 0 R", packed),
                (b"/Filter/FlateDecode", _zeros(random.choice((10**6, 9 * 10**6, 60 * 10**6)))),
                (b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 99999999>>", packed), (b"/Filter/FlateDecode",
                packed[:-5]),
                (b"/F(/etc/passwd)/Filter/FlateDecode", packed), (b"/Filter/FlateDecode", random.randbytes(200)),
            ))  # fmt: skip
            length = random.choice((len(packed), len(packed), 0, -1, 10**9, len(packed) - 3))
        number = len(objects) + 1
        objects.append(b"<</Type/EmbeddedFile%s/Length %d>>stream\n%s\nendstream" % (kinds, length, packed))
        title = _text(name)
        entry = b"%d 0 R" % number
        if strange and random.random() < 0.1:
            entry = random.choice(
                (b"1 0 R", b"999 0 R", b"null", b"[%s]" % entry, b"<</F %s>>" % entry, b"%d 0 R" % (number + 1))
            )
        objects.append(b"<</Type/Filespec/F%s/UF%s/EF<</F %s>>>>" % (title, title, entry))
        pairs.append(b"%s %d 0 R" % (title, len(objects)))
    tree = b"<</Names[%s]>>" % b" ".join(pairs)
    if strange and random.random() < 0.4:
        tree = random.choice((
            b"<</Kids[2 0 R]>>", b"<</Kids[2 0 R 2 0 R]/Names[%s]>>" % b" ".join(pairs),
            b"<</Names[%s]>>" % b" ".join(pairs * 300),
            b"<</Kids 2 0 R>>", b"[2 0 R]", b"<</Names 2 0 R>>", b"<</Names[%s" % b" ".join(pairs), b"[" * 2000, b"<<" * 2000,
            b"<</Names[%s]>>" % b" ".join(pairs[::-1]), b"<</Names[(a)]>>", b"<</Names[1 2 3]>>", b"(x)", b"2 0 R",
        ))  # fmt: skip
    objects[0] = b"<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>"
    objects[1] = tree
    return _file(objects, random if strange else None)


@lru_cache(64)
def _packed(content: bytes) -> bytes:
    """Most files are attached again and again."""
    return zlib.compress(content, 1)


@lru_cache
def _zeros(size: int) -> bytes:
    return zlib.compress(bytes(size), 9)


def _text(name: str) -> bytes:
    return b"<%s>" % (b"\xfe\xff" + name.encode("utf-16-be", errors="surrogatepass")).hex().encode()


def _file(objects: list[bytes], random: Random | None) -> bytes:
    raw = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, root, size = len(raw), 1, len(objects) + 1
    more = b""
    if random and random.random() < 0.3:
        start = random.choice((start, 0, start - 1, 10**12, -1, places[-1]))
        root = random.choice((1, 2, 3, 999))
        size = random.choice((size, 0, 1, 2**31, 10**15))
        more = random.choice(
            (
                b"",
                b"/Prev %d" % start,
                b"/Prev 0",
                b"/Encrypt 1 0 R",
                b"/XRefStm %d" % start,
                b"/Encrypt<</Filter/Standard>>",
            )
        )
        random.shuffle(places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + table + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, more, start)


def shaken(random: Random, raw: bytes) -> bytes:
    """A PDF whose objects were swapped, doubled, removed or renumbered, or whose compressed tables were compressed again."""
    found = [match.span() for match in _OBJECT.finditer(raw)]
    if len(found) < 2:
        return raw
    one, two = sorted(random.sample(found, 2))
    first, second = raw[slice(*one)], raw[slice(*two)]
    match random.randrange(6):
        case 0:
            return raw[: one[0]] + second + raw[one[1] : two[0]] + first + raw[two[1] :]
        case 1:
            return raw[: one[0]] + raw[one[1] :]
        case 2:
            return raw[: one[1]] + first + raw[one[1] :]
        case 3:
            head, _, rest = first.partition(b" 0 obj")
            return raw[: one[0]] + second.partition(b" 0 obj")[0] + b" 0 obj" + rest + raw[one[1] :] if head else raw
        case 4:
            return _repacked(random, raw)
    cut = random.randrange(len(raw))
    return raw[:cut] + raw[-random.choice((30, 300, 3_000)) :]


def _repacked(random: Random, raw: bytes) -> bytes:
    """A stream that is unpacked, damaged and packed again, so that readers get further."""
    streams = [match.span(1) for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.S)]
    random.shuffle(streams)
    for start, end in streams[:20]:
        try:
            content = bytearray(zlib.decompress(raw[start:end]))
        except zlib.error:
            continue
        for _ in range(random.choice((1, 3, 10))):
            if content:
                content[random.randrange(len(content))] = random.randrange(256)
        packed = zlib.compress(bytes(content))
        fitted = packed[: end - start].ljust(end - start, b"\0")  # so that no table has to follow
        return raw[:start] + fitted + raw[end:]
    return raw
