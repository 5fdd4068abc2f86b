"""Unpacks everything in a document: text of pages, streams, strings, attachments, members of archives."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf


def unpacked(content: str | bytes) -> bytes:
    """All bytes of a document in which a word could be found."""
    raw = content.encode() if isinstance(content, str) else content
    if raw.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            parts = [part for one in pdf.objects for part in _strings(one)]
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages]
        return b"\n".join([raw, *parts, *(text.encode() for text in pages)])
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return b"\n".join([raw, *(f"{name}\n".encode() + archive.read(name) for name in archive.namelist())])
    return raw


def _strings(one: Any) -> Iterator[bytes]:
    """The content of an object, including direct objects within it."""
    if isinstance(one, pikepdf.Stream):
        yield one.read_bytes()
        one = one.stream_dict
    if isinstance(one, pikepdf.Dictionary):
        for key, value in one.items():
            yield key.encode()
            if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                yield from _strings(value)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                yield from _strings(value)
    elif isinstance(one, (pikepdf.String, pikepdf.Name, str)):
        yield str(one).encode()


def carried(pdf: bytes) -> dict[str, bytes]:
    """The attachments of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}


def with_files(pdf: bytes, files: dict[str, bytes]) -> bytes:
    """A PDF with other content in some of its attachments, or with attachments added."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name, content in files.items():
            if name in opened.attachments:
                opened.attachments[name].obj.EF.F.write(content)
            else:
                opened.attachments[name] = pikepdf.AttachedFileSpec(opened, content, filename=name)
        opened.save(out)
    return out.getvalue()


def with_other_page(pdf: bytes) -> bytes:
    """A PDF in which the letters of a word on the last page are in another order."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[-1]
        operations = list(pikepdf.parse_content_stream(page))
        word = next(each for each in operations if str(each.operator) == "TJ" and len(each.operands[0]) > 4)
        word.operands[0] = pikepdf.Array(list(word.operands[0])[::-1])
        page.Contents = opened.make_stream(pikepdf.unparse_content_stream(operations))
        opened.save(out)
    return out.getvalue()
