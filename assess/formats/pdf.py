"""HTML to tagged PDF through WeasyPrint, which is imported here and only when a PDF is asked for.

It runs in a process with limits, which `assess.formats.layout` starts.
"""

import os
import re
import sys
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from assess.formats.fonts import placed, shipped, shipped_folder
from assess.formats.lost import replaced
from assess.formats.tying import led
from assess.problems import ReportError
from assess.reading.embedded import identifier

_NEEDS_PANGO = (
    "PDF needs the Pango library, which is not installed. Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; "
    "Fedora: dnf install pango; macOS: brew install pango; Windows: install MSYS2, then pacman -S mingw-w64-x86_64-pango. "
    "All other outputs work without it: write the HTML (-o briefing.html), open it in a browser and print it to a PDF. Such a PDF "
    "carries no data, so `assess verify` cannot check it, and it may not be PDF/UA or PDF/A."
)
# PDF/A requires a description of every schema that it does not know; this is the one of the PDF/UA-1 identifier
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li>"
    b"</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


_NO_DAY = date(2000, 1, 1)
# by the ending of the name, not by the machine's table of endings, which differs between machines
_TYPES = {".yaml": "/application#2fyaml", ".json": "/application#2fjson"}
# everything that decides where lines break and how bytes are packed
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "pillow", "jinja2",
              "babel")  # fmt: skip


def made_with() -> str:
    """The libraries that lay out a PDF, with their versions. The same bytes are promised only with the same versions.

    Raises:
        ReportError: Pango is missing.
    """
    try:
        from weasyprint.text.ffi import harfbuzz, pango
    except (ImportError, OSError) as error:
        raise ReportError(_NEEDS_PANGO) from error
    number = pango.pango_version()
    shaper = [0, 0, 0]
    for place in range(3):  # Pango only says whether it is at least a given version
        while harfbuzz.hb_version_atleast(*shaper[:place], shaper[place] + 1, *[0, 0, 0][place + 1 :]):
            shaper[place] += 1
    known = {name: version(name) for name in _LIBRARIES} | {
        "pango": f"{number // 10_000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": ".".join(map(str, shaper)),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return ", ".join(f"{name} {each}" for name, each in known.items())


def render_pdf(
    html: str,
    attachments: Sequence[tuple[str, bytes, str]] = (),
    day: date = _NO_DAY,
    more: Sequence[tuple[str, str, bytes]] = (),
) -> bytes:
    """The PDF of a document: PDF/A-3a and PDF/UA-1, the same bytes for the same HTML, attachments, day and fonts.

    Args:
        html: as made by `assess.formats.html`; addresses in it are never opened.
        day: the document's own date, also used for its attachments and fonts.
        attachments: name, content and description of associated files, sorted by name as PDF requires.
        more: fonts beside the shipped ones, each with its hash, and its path or its content. What no font can draw is replaced.

    Raises:
        ReportError: Pango is missing, the HTML asks for a file or an address, or a font cannot be used.
    """
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="assess-", ignore_cleanup_errors=True) as folder:
        # only the shipped fonts, and those that were chosen: any other would make pages differ between machines
        config, extra = Path(folder) / "fonts.conf", Path(folder) / "more"
        extra.mkdir()
        known = shipped() | placed(more, extra)
        places = "".join(f"<dir>{escape(str(place))}</dir>" for place in (shipped_folder(), extra))
        config.write_text(
            f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>{places}"
            f"<cachedir>{escape(folder)}</cachedir></fontconfig>",
            encoding="utf-8",
        )
        settings = {"FONTCONFIG_FILE": str(config), "SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        try:
            return _write(breakable(led(replaced(html, known))), attachments, moment)
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value


def _write(html: str, attachments: Sequence[tuple[str, bytes, str]], moment: datetime) -> bytes:
    try:
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError) as error:
        raise ReportError(_NEEDS_PANGO) from error

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Opens nothing but fonts of the shipped folder; everything else is in the document itself."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            raise ValueError(f"{url[:60]} is not opened")

    def finisher(document: Any, pdf: Any) -> None:
        _finish(document, pdf)
        _attach(pdf, attachments)

    fetcher = Fetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    files = [
        weasyprint.Attachment(
            string=content, name=name, description=about, relationship="Data", created=moment, modified=moment
        )
        for name, content, about in attachments
    ]
    # where there is no manifest, a hash of what is in the file
    known = next((identifier(content) for name, content, _ in attachments if name == "manifest.json"), True)
    try:
        with _no_picture_lost():
            made: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="about:blank").write_pdf(
                pdf_variant="pdf/a-3a", pdf_identifier=known, finisher=finisher, attachments=files
            )
    except FatalURLFetchingError as error:
        raise ReportError(f"the document asks for something outside it: {error}") from None
    return made


@contextmanager
def _no_picture_lost() -> Iterator[None]:
    """Raises errors that WeasyPrint only logs when it skips a picture: a time limit, lack of memory, any fault."""
    import logging

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = sys.exc_info()[1]
            if error is None or not str(record.msg).startswith(("Failed to render SVG image", "Failed to load image")):
                return
            if isinstance(error, Exception) and not isinstance(error, MemoryError):
                raise ReportError(f"a picture cannot be drawn: {type(error).__name__}: {str(error)[:200]}") from error
            raise error

    handler = Handler()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


_LONGEST = 200
"""The longest run of letters without a place to break; longer addresses are rare, and time grows with the square of the length."""
_STRETCH = 20
_BREAK = "\N{ZERO WIDTH SPACE}"
# parts of the HTML that are not text of the page; then a run without a space
_WORD = re.compile(
    r"""<!--.*?-->|<(style|script|title|svg)\b.*?</\1\s*>|<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>"""
    rf"""|([^\s<]{{{_LONGEST + 1},}})""",
    re.S,
)
_LETTER = re.compile(r"&[#\w]{1,10};|.", re.S)


def breakable(html: str) -> str:
    """The document with places to break in overlong words; they are invisible and not copied with the text."""

    def word(found: re.Match[str]) -> str:
        text = found[2]
        return found[0] if text is None else _BREAK.join(_stretches(text))

    return _WORD.sub(word, html)


def _stretches(text: str) -> Iterator[str]:
    """A word in pieces. They end after a punctuation mark if there is one, and never before a mark that belongs to a letter."""
    letters: list[str] = _LETTER.findall(text)
    start = 0
    while len(letters) - start > _STRETCH:
        signs = [i for i in range(start + 1, start + _STRETCH) if letters[i] in "/.-_?=,;:)"]
        end = (signs[-1] if signs else start + _STRETCH - 1) + 1
        while end < min(start + 2 * _STRETCH, len(letters)) and unicodedata.category(letters[end][0]) in _ATTACHED:
            end += 1
        yield "".join(letters[start:end])
        start = end
    yield "".join(letters[start:])


_ATTACHED = ("Mn", "Mc", "Me", "Cf")


def _finish(document: Any, pdf: Any) -> None:
    """Adds what WeasyPrint leaves out: the identifier of PDF/UA, the text of links, and the headers of table cells."""
    import pydyf  # WeasyPrint brings it

    def at(reference: bytes) -> Any:
        return pdf.objects[int(reference.split()[0])]

    stream = at(pdf.catalog["Metadata"])
    stream.stream[0] = stream.stream[0].replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>", 1)
    for page in document.pages:
        for *_, box in page.links:
            if box.link_annotation and (text := " ".join("".join(box.element.itertext()).split())):
                box.link_annotation["Contents"] = pydyf.String(text)  # instead of the name of its target
    identified = []
    elements = [
        each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"
    ]
    for element in elements:
        if element["S"] == "/TH":
            group = at(at(element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        elif element["S"] in ("/THead", "/TBody", "/TFoot"):  # a group without rows has empty boxes
            element["K"][:] = [kid for kid in element["K"] if at(kid)["S"] == "/TR"]
        if "ID" in element:
            identified.append((element["ID"], element.reference))
    if identified:  # cells refer to their headers by identifier, and readers look identifiers up here
        identified.sort(key=lambda pair: pair[0].data)
        names = pydyf.Array(each for pair in identified for each in pair)
        at(pdf.catalog["StructTreeRoot"])["IDTree"] = pydyf.Dictionary({"Names": names})


def _attach(pdf: Any, attachments: Sequence[tuple[str, bytes, str]]) -> None:
    """Gives the attached files their types, and keeps them where they can be found without reading the pages."""
    import pydyf  # WeasyPrint brings it

    class Apart(pydyf.Dictionary):  # type: ignore[misc]
        """An object that is not packed into the stream of small objects."""

        compressible = False

    embedded = [each for each in pdf.objects if getattr(each, "extra", {}).get("Type") == "/EmbeddedFile"]
    for (name, _, _), each in zip(attachments, embedded, strict=True):
        each.extra["Subtype"] = _TYPES[Path(name).suffix]
    apart = [pdf.catalog]
    if attachments:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # each is listed twice
        names = (pdf.catalog["Names"]["EmbeddedFiles"], *pdf.catalog["AF"])
        apart += [pdf.objects[int(name.split()[0])] for name in names]
    for each in apart:
        each.__class__ = Apart
