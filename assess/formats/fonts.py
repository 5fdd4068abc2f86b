"""The fonts of a PDF: the shipped ones and, for characters that these lack, fonts that were given or are installed.

It runs in the process with limits, which alone opens fonts. A font is chosen for each script, by coverage and then by name, so that
the same installed fonts always give the same choice.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from assess.formats.lost import is_unseen
from assess.problems import ReportError
from assess.reading.fontfiles import MAX_FONT, MOST_FONTS
from assess.resources import data_dir

_REGULAR, _BOLD = 80, 200
"""Weights as fontconfig counts them."""
_FAMILIES = ("Noto Sans ", "Noto Serif ", "Noto ", "IBM Plex Sans ")
"""Families that are taken first, because they cover most scripts in one style; the others follow by name."""
_RESTRICTED = 0x0002
"""Of OS/2.fsType: the font's maker does not allow that it is embedded."""


class Choice(NamedTuple):
    """A font that a document needs beside the shipped ones."""

    name: str
    """The name of its file."""
    sha256: str
    path: str
    """Where it is installed; empty for a font that was given."""


class Lost(NamedTuple):
    """Characters of one script that no font can draw."""

    script: str
    characters: str


class _Installed(NamedTuple):
    """A file of the system with what fontconfig knows of it."""

    path: str
    family: str
    weight: int
    odd: int
    """How far it is from an upright, proportional font of normal width."""
    covers: frozenset[int]


def shipped_folder() -> Path:
    """Where the shipped fonts are."""
    return data_dir("report_templates") / "fonts"


@cache
def shipped() -> frozenset[int]:
    """The characters that the shipped fonts can draw."""
    found: set[int] = set()
    for path in sorted(shipped_folder().rglob("*.[ot]tf")):
        found |= _drawn(path.read_bytes())
    return frozenset(found)


def lacking(text: Iterable[str]) -> frozenset[int]:
    """The characters that need another font."""
    return frozenset(ord(c) for c in set(text) if ord(c) not in shipped() and not is_unseen(c) and not c.isspace())


def choose(characters: str, given: Sequence[tuple[str, bytes]], installed: bool = True) -> str:
    """The fonts that draw these characters beside the shipped ones, and what is left, as JSON (`assess.formats.layout` reads it).

    Fonts that were given come first, in their order. Then, if installed fonts may be used, each script takes the best of them, with
    its bold one.

    Raises:
        ReportError: a given font cannot be used.
    """
    made: list[Choice] = []
    wanted = lacking(characters)
    left = set(wanted)
    for name, content in given:
        covers = _given(name, content) & wanted
        if covers:
            made.append(Choice(name, sha256(content).hexdigest(), ""))
            left -= covers
    if left and installed:
        made += _from_installed(left, MOST_FONTS - len(made))
    lost = [Lost(_name_of(script), "".join(map(chr, sorted(those)))) for script, those in _by_script(left)]
    return json.dumps({"fonts": made, "lost": lost})


def installed_as(names: Sequence[str]) -> str:
    """The paths of installed fonts whose files have one of these names, as JSON."""
    wanted = set(names)
    paths = [path for path, _ in _packages()] + [face.path for face in _system(frozenset())]
    return json.dumps(sorted({path for path in paths if Path(path).name in wanted}))


def placed(fonts: Sequence[tuple[str, str, bytes]], folder: Path) -> frozenset[int]:
    """Writes the fonts into a folder, each from its content or its path, and returns the characters that they draw.

    Their names and the order of the folder depend on nothing but the fonts themselves.

    Raises:
        ReportError: an installed font has changed since it was chosen.
    """
    covered: set[int] = set()
    taken = set(_SHIPPED)
    for number, (known, path, content) in enumerate(fonts):
        raw = content or Path(path).read_bytes()
        if sha256(raw).hexdigest() != known:
            raise ReportError(f"the font {Path(path).name} was changed while the document was made")
        ending = {b"OTTO": "otf", b"ttcf": "ttc"}.get(raw[:4], "ttf")
        covered |= _drawn(raw)
        (folder / f"{number:02}.{ending}").write_bytes(raw if ending == "ttc" else _apart(raw, number, taken))
    return frozenset(covered)


_SHIPPED = frozenset({("Noto Sans", None, None), ("IBM Plex Sans Arabic", None, None)})


def _apart(raw: bytes, number: int, taken: set[tuple[str, Any, Any]]) -> bytes:
    """The font, under another family name if a font that it is laid out beside has the same one: WeasyPrint tells fonts apart by
    family and style only, and a shipped family must stay what it is."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(raw), lazy=True, recalcTimestamp=False) as font:
        names = font["name"].names
        families = {record.toUnicode("replace") for record in names if record.nameID in (1, 16, 21)}
        style = (font["OS/2"].usWeightClass, bool(font["post"].italicAngle)) if "OS/2" in font else (400, False)
        if not any({(family, None, None), (family, *style)} & taken for family in families):
            taken |= {(family, *style) for family in families}
            return raw
        for record in names:
            if record.nameID in (1, 3, 4, 6, 16, 21):
                record.string = f"More{number:02}"
        made = io.BytesIO()
        font.save(made)
        return made.getvalue()


def _given(name: str, content: bytes) -> frozenset[int]:
    try:
        return _drawn(content)
    except Exception as error:  # a damaged file can make a parser fail in any way
        why = str(error)[:100] if isinstance(error, _Unusable) else "it is damaged or cut off"
        raise ReportError(f"the font {name} cannot be used: {why}") from None


class _Unusable(ValueError):
    """Why a font cannot be used."""


_covered: dict[bytes, frozenset[int]] = {}


def _drawn(content: bytes) -> frozenset[int]:
    """The characters that a font, or the fonts of a collection, can draw as outlines."""
    from fontTools.ttLib import TTFont  # WeasyPrint brings it

    key = sha256(content).digest()
    if key not in _covered:
        number = -1
        if content[:4] == b"ttcf":  # the fonts of a collection have the same characters, or nearly so
            number = 0
        with TTFont(io.BytesIO(content), lazy=True, fontNumber=number) as font:
            if not {"glyf", "CFF "} & set(font.keys()):
                raise _Unusable("it has no outlines (only pictures of letters, or a format that is not embedded)")
            glyphs = font.getBestCmap() or {}
            if ord(" ") not in glyphs:  # layout draws spaces with the font of the letters around them
                raise _Unusable("it has no space")
            _covered[key] = frozenset(code for code, glyph in glyphs.items() if glyph != ".notdef")
    return _covered[key]


# Installed fonts


def _from_installed(left: set[int], most: int) -> list[Choice]:
    """The best installed fonts for these characters, which are taken out of `left` as they are covered."""
    made: list[Choice] = []
    faces = [*_packaged(frozenset(left)), *_system(frozenset(left))]
    for _script, those in _by_script(left):
        needed = set(those) & left
        while needed and len(made) < most:
            best = min(
                (face for face in faces if face.covers & needed), key=lambda face: _rank(face, needed), default=None
            )
            if best is None:
                break
            if (choice := _usable(best, needed)) is None:
                faces.remove(best)
                continue
            made.append(choice)
            bold = [face for face in faces if _is_bold_of(face, best)]
            for face in sorted(bold, key=lambda face: (abs(face.weight - _BOLD), face.path))[:1]:
                if len(made) < most and (choice := _usable(face, best.covers & needed)):
                    made.append(choice)
            needed -= best.covers
            left -= best.covers
    return made


def _rank(face: _Installed, needed: set[int]) -> tuple[Any, ...]:
    """Which font is better: what covers more, then what looks more like the shipped ones, then by name."""
    kind = next((i for i, family in enumerate(_FAMILIES) if face.family.startswith(family)), len(_FAMILIES))
    return -len(face.covers & needed), face.odd, kind, abs(face.weight - _REGULAR), face.family, Path(face.path).name


def _is_bold_of(face: _Installed, regular: _Installed) -> bool:
    return (
        face.family == regular.family
        and face.odd == regular.odd
        and face.path != regular.path
        and 180 <= face.weight <= 210
        and regular.weight < 180
    )


def _usable(face: _Installed, needed: set[int] | frozenset[int]) -> Choice | None:
    """The font, if it may be embedded and draws what fontconfig says it draws."""
    from fontTools.ttLib import TTFont

    try:
        if Path(face.path).stat().st_size > MAX_FONT:
            return None
        raw = Path(face.path).read_bytes()
        with TTFont(io.BytesIO(raw), lazy=True, fontNumber=0 if raw[:4] == b"ttcf" else -1) as font:
            if "OS/2" in font and font["OS/2"].fsType & 0x000F == _RESTRICTED:
                return None
        if not face.covers & needed <= _drawn(raw):
            return None
    except Exception:  # not readable, damaged, or of a kind that is not embedded: the next one is taken
        return None
    return Choice(Path(face.path).name, sha256(raw).hexdigest(), face.path)


def _packages() -> Iterator[tuple[str, str]]:
    """Font files and families of installed Python packages (`fontpkg-...`); nothing of these packages is run."""
    from importlib.metadata import entry_points

    for point in entry_points(group="fontpkg.family"):
        for file in (point.dist and point.dist.files) or ():
            if file.suffix.lower() in (".ttf", ".otf"):
                yield str(file.locate()), point.name


def _packaged(wanted: frozenset[int]) -> list[_Installed]:
    made = []
    for path, _family in sorted(_packages()):
        with suppress(Exception):  # as above
            from fontTools.ttLib import TTFont

            with TTFont(path, lazy=True) as font:
                covers = frozenset(wanted & set(font.getBestCmap() or ()))
                family = str(font["name"].getBestFamilyName() or "")
                italic = bool(font["post"].italicAngle)
                weight = _weight(font["OS/2"].usWeightClass) if "fvar" not in font else _REGULAR
            if covers:
                made.append(_Installed(path, family, weight, int(italic), covers))
    return made


def _weight(css: int) -> int:
    """A weight of CSS (400 is regular, 700 is bold) as fontconfig counts it."""
    return round(_REGULAR + (css - 400) * (_BOLD - _REGULAR) / 300)


_DECLARED = """
    typedef struct _FcCharSet FcCharSet;
    FcResult FcPatternGetCharSet (const FcPattern *p, const char *object, int n, FcCharSet **c);
    FcResult FcPatternGetInteger (const FcPattern *p, const char *object, int n, int *i);
    FcResult FcPatternGetBool (const FcPattern *p, const char *object, int n, FcBool *b);
    FcBool FcCharSetHasChar (const FcCharSet *fcs, uint32_t ucs4);
"""


@cache
def _fontconfig() -> tuple[Any, Any]:
    """cffi and fontconfig as WeasyPrint loads them, with the functions that tell what a font covers."""
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef(_DECLARED, override=True)
    return ffi, fontconfig


def _system(wanted: frozenset[int]) -> list[_Installed]:
    """The system's fonts that have some of these characters; all of its fonts if none are wanted."""
    ffi, fontconfig = _fontconfig()
    config = fontconfig.FcInitLoadConfigAndFonts()
    if config == ffi.NULL:
        return []
    try:
        fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        if fonts == ffi.NULL:
            return []
        found: dict[str, _Installed] = {}
        for i in range(fonts.nfont):
            face = _face(ffi, fontconfig, fonts.fonts[i], wanted)
            if face is None:
                continue
            known = found.get(face.path)
            if known is None:
                found[face.path] = face
            else:  # another font of a collection, or an instance of a variable font
                best = min(known, face, key=lambda each: (each.odd, abs(each.weight - _REGULAR), each.family))
                found[face.path] = best._replace(covers=known.covers | face.covers)
        return list(found.values())
    finally:
        fontconfig.FcConfigDestroy(config)


def _face(ffi: Any, fontconfig: Any, pattern: Any, wanted: frozenset[int]) -> _Installed | None:
    text, number, flag, charset = (ffi.new(kind) for kind in ("FcChar8 **", "int *", "FcBool *", "FcCharSet **"))

    def string(name: bytes) -> str:
        got = fontconfig.FcPatternGetString(pattern, name, 0, text)
        return ffi.string(text[0]).decode("utf-8", "replace") if got == fontconfig.FcResultMatch else ""

    def integer(name: bytes, otherwise: int) -> int:  # a variable font has ranges, which are no integers
        got = fontconfig.FcPatternGetInteger(pattern, name, 0, number)
        return int(number[0]) if got == fontconfig.FcResultMatch else otherwise

    def yes(name: bytes) -> bool:
        got = fontconfig.FcPatternGetBool(pattern, name, 0, flag)
        return bool(got == fontconfig.FcResultMatch and flag[0])

    path = string(b"file")
    if not path or not yes(b"outline") or yes(b"color") or string(b"fontformat") not in ("TrueType", "CFF"):
        return None
    covers: frozenset[int] = frozenset()
    if wanted:
        if fontconfig.FcPatternGetCharSet(pattern, b"charset", 0, charset) != fontconfig.FcResultMatch:
            return None
        covers = frozenset(code for code in wanted if fontconfig.FcCharSetHasChar(charset[0], code))
        if not covers:
            return None
    slant, spacing, width = integer(b"slant", 0), integer(b"spacing", 0), integer(b"width", 100)
    odd = (slant != 0) + (spacing >= 90) + (width != 100)
    return _Installed(path, string(b"family"), integer(b"weight", _REGULAR), odd, covers)


# Scripts


def _by_script(codes: Iterable[int]) -> list[tuple[str, list[int]]]:
    """The characters of each script, by its code; those that several scripts share come last, so that they find fonts chosen."""
    from fontTools import unicodedata

    found: dict[str, list[int]] = {}
    for code in sorted(codes):
        found.setdefault(unicodedata.script(chr(code)), []).append(code)
    return sorted(found.items(), key=lambda pair: (pair[0] in ("Zinh", "Zyyy", "Zzzz"), pair[0]))


def _name_of(script: str) -> str:
    """The English name of a script; nothing for characters that belong to none."""
    from fontTools import unicodedata

    if script in ("Zinh", "Zyyy", "Zzzz"):
        return ""
    return re.sub(r"[_\s]+", " ", str(unicodedata.script_name(script, default="")))
