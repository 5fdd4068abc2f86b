"""Reads the files attached to a PDF with pypdf, which is imported only here. Nothing in the PDF is trusted."""

import io
import logging
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

from assess.problems import InvalidInput, Place, problem

MAX_PDF = 16_000_000
MAX_FILES = 500
MAX_BYTES = 16_000_000
"""Of all files together, unpacked."""
_MAX_ONE = 8_000_000
_MAX_TABLE = 500_000
"""For each stream that has to be unpacked to find the files; in briefings this is only a table of objects."""
_MAX_NODES = 200
_MAX_READS = 500_000
_MAX_SECONDS = 6

_IDENTIFIED = "manifest-sha256-"

AGAIN = "it has to be a briefing as `assess run -o NAME.pdf` wrote it: get the file again from where it was published"
SAVED_ANEW = f"{AGAIN}; a copy with a cover page, or one that was joined, cut or printed, is a different file and has lost its data"


def read_pdf(path: str | Path) -> bytes:
    """The content of a PDF file, up to the size limit; pipes and devices are never read.

    Raises:
        InvalidInput: there is no such file, or it cannot be a briefing.
    """
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode):
            if stat.S_ISDIR(mode):
                raise _refusal(path, "file-not-readable", "give the path of a PDF in it", why="it is a folder")
            raise _refusal(path, "file-not-found", "this is not a regular file; give the path of a PDF")
        with open(path, "rb") as file:
            raw = file.read(MAX_PDF + 1)
    except FileNotFoundError:
        raise _refusal(path, "file-not-found", "check the path") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the path is not valid"
        raise _refusal(path, "file-not-readable", why=why) from None
    if not raw.startswith(b"%PDF-"):
        raise _refusal(path, "bad-pdf", AGAIN, why="it does not begin like a PDF")
    if len(raw) > MAX_PDF:
        raise _refusal(path, "file-too-large", limit=MAX_PDF // 1_000_000)
    if b"%%EOF" not in raw[-1024:] or b"startxref" not in raw[-2048:]:
        raise _refusal(path, "bad-pdf", AGAIN, why="its end is missing")
    return raw


class _Metered(io.BytesIO):
    """Stops a parser that reads without end; a parser reads every token through this, and keeps what it makes of it."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > _MAX_READS:
            raise TimeoutError
        return super().read(size)


def _careful() -> AbstractContextManager[Any]:
    """Limits on what a PDF can make pypdf do."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # problems of a damaged file are reported here instead
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": _MAX_TABLE,
        "zlib_maximum_recovery_input_length": 0,
        "maximum_declared_stream_length": MAX_PDF,
        "stream_filters_maximum_length": 1,
        "array_maximum_element_count": 10_000,
        "dictionary_maximum_element_count": 10_000,
    }
    return pypdf.apply_configuration(**limits)


def _reader(raw: bytes) -> Any:
    import pypdf

    return pypdf.PdfReader(
        _Metered(raw), strict=True, root_object_recovery_limit=0, xref_stream_maximum_entries=200_000
    )


def embedded_files(raw: bytes, path: str | Path) -> dict[str, bytes]:
    """The files attached to a PDF, by name; `path` is used in messages. Names are not checked.

    Raises:
        InvalidInput: the PDF is damaged, encrypted, or carries more than is allowed.
    """
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    found: dict[str, bytes] = {}
    total = 0
    end = monotonic() + _MAX_SECONDS
    with _careful():
        try:
            reader = _reader(raw)
            if reader.is_encrypted:
                raise FileNotDecryptedError
            for name, stream in _streams(reader):
                if len(found) >= MAX_FILES:
                    raise _refusal(path, "bad-embedded", AGAIN, why=f"it carries more than {MAX_FILES} files")
                if name in found:
                    raise _refusal(path, "bad-embedded", AGAIN, why=f"two files are called {name[:100]!r}")
                if _at(stream, "/Filter") not in (None, "/FlateDecode") or "/DecodeParms" in stream:
                    raise _refusal(path, "bad-embedded", AGAIN, why=f"{name[:100]!r} is packed in an unusual way")
                with pypdf.apply_configuration(zlib_maximum_output_length=_MAX_ONE):
                    found[name] = stream.get_data()
                total += len(found[name])
                if total > MAX_BYTES:
                    raise LimitReachedError
                if monotonic() > end:
                    raise TimeoutError
        except InvalidInput:
            raise
        except (LimitReachedError, MemoryError, TimeoutError):
            why = "it is damaged, or larger than allowed"
            raise _refusal(path, "bad-embedded", AGAIN, why=why) from None
        except (DependencyError, FileNotDecryptedError):
            hint = "an encrypted copy is a different file, even after decryption: use the file that was published"
            raise _refusal(path, "bad-pdf", hint, why="it is encrypted") from None
        except Exception:  # a damaged file can make a parser fail in any way
            raise _refusal(path, "bad-pdf", AGAIN, why="it is damaged") from None
    return found


def identifier(manifest: bytes) -> str:
    """What a briefing is identified by: the first part of a PDF's ID stays when the file is changed later (ISO 32000-1, 14.4)."""
    return _IDENTIFIED + sha256(manifest).hexdigest()


def identified(raw: bytes) -> str:
    """What `identifier` gave when a PDF was made; empty where it is of another kind, or cannot be read."""
    try:
        with _careful():
            first = _reader(raw).trailer["/ID"][0]
    except Exception:  # a damaged file can make a parser fail in any way; what it carries is compared without this
        return ""
    text = first.decode("latin-1") if isinstance(first, bytes) else str(first)
    return text if text.startswith(_IDENTIFIED) else ""


def _streams(reader: Any) -> Iterator[tuple[str, Any]]:
    """Name and stream of each file in the tree of embedded files; a tree that never ends is cut off."""
    names = _at(reader.root_object, "/Names")
    root = _at(names, "/EmbeddedFiles") if names is not None else None
    nodes = [] if root is None else [root]
    for count in range(_MAX_NODES):
        if count >= len(nodes):
            return
        node = nodes[count].get_object()
        nodes += list(_at(node, "/Kids") or ())[:_MAX_NODES]
        for reference in list(_at(node, "/Names") or ())[1::2]:
            entry = reference.get_object()
            yield str(_at(entry, "/UF") or entry["/F"]), entry["/EF"]["/F"].get_object()
    raise ValueError("a tree without end")


def _at(mapping: Any, key: str) -> Any:
    """The value of a key; a reference to an object elsewhere in the file is followed, which `get` does not do."""
    return mapping[key] if key in mapping else None  # noqa: SIM401 - see above


def _refusal(path: str | Path, code: str, hint: str = "", **values: object) -> InvalidInput:
    return InvalidInput([problem(Place(str(path), 1, 1), code, hint, **values)])
