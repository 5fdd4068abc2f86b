"""Pictures in inputs: kind and size are read from headers, pixels are never decoded; SVG has to be a plain drawing."""

import warnings
from io import BytesIO
from typing import NamedTuple

MAX_PICTURE = 2_000_000
MAX_SIDE = 4_000
_END = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}


class PictureError(ValueError):
    """Why a picture cannot be used."""


class Picture(NamedTuple):
    """A picture that may be printed."""

    kind: str
    """Its media type."""
    width: int
    height: int
    """In pixels; 0 for a drawing that does not give its size."""


def inspect(raw: bytes) -> Picture:
    """Kind and size of a picture, after its limits have been checked.

    Raises:
        PictureError: it is of another kind, damaged, too large, or an SVG that does more than draw.
    """
    if len(raw) > MAX_PICTURE:
        raise PictureError(f"it is larger than {MAX_PICTURE // 1_000_000} MB")
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        picture = Picture("image/png", *_header(raw, "PNG"))
    elif raw.startswith(b"\xff\xd8"):
        picture = Picture("image/jpeg", *_header(raw, "JPEG"))
    elif b"<svg" in raw[:4096]:
        from assess.reading.drawings import drawing_size

        picture = Picture("image/svg+xml", *drawing_size(raw))
    else:
        raise PictureError("it is not PNG, JPEG or SVG")
    if max(picture.width, picture.height) > MAX_SIDE:
        raise PictureError(
            f"it is {picture.width} x {picture.height} pixels; at most {MAX_SIDE} x {MAX_SIDE} are allowed"
        )
    return picture


def _header(raw: bytes, kind: str) -> tuple[int, int]:
    """Width and height. The end of the file is checked too, and in a PNG the checksums. No pixel is decoded."""
    from PIL import Image, ImageFile  # slow to import and rarely needed

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = (
        ImageFile.LOAD_TRUNCATED_IMAGES,
        False,
    )  # because WeasyPrint sets it globally
    try:
        with warnings.catch_warnings(action="error"), Image.open(BytesIO(raw), formats=[kind]) as image:
            size = image.size
            image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(f"it has far more pixels than the {MAX_SIDE} x {MAX_SIDE} that are allowed") from None
    except Exception:  # a damaged file can make a parser fail in any way
        raise PictureError(f"the {kind} is damaged or cut off") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    if min(size) < 1 or _END[kind] not in raw[-64:]:
        raise PictureError(f"the {kind} is damaged or cut off")
    return size
