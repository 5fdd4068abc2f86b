"""Brand files: checks that colours can be read and distinguished, and that the logo is only a picture."""

import colorsys
import re
from pathlib import Path, PurePosixPath
from typing import Any

from assess.model.brand import Brand
from assess.problems import Problem, problem
from assess.reading.pictures import PictureError, inspect
from assess.reading.to_model import model_or_problems, shape, wrong_schema
from assess.reading.yamlfile import Document, read_bytes

MIN_CONTRAST = 4.5
"""Of text on white: WCAG 2.2, success criterion 1.4.3."""
MIN_APART = 15
"""The least difference in lightness (L*, 0 to 100) between accent and attention that can be seen in grey print at small sizes."""
DEFAULTS = {"accent": "#0072B2", "attention": "#E69F00", "heading": "#12304a"}
"""The colours of the shipped style."""
MAX_LINE = 120
"""Characters of a text that is printed on one line of each page."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def check_brand(document: Document) -> list[Problem]:
    """Everything wrong with the colours, marks and keys of a brand; its shape is checked elsewhere."""
    data = document.data if isinstance(document.data, dict) else {}
    problems = []
    for key in ("footer", "classification"):
        texts = data[key] if isinstance(data.get(key), dict) else {None: data.get(key)}
        for language, text in texts.items():
            if isinstance(text, str) and (len(text) > MAX_LINE or "\n" in text):
                loc = (key,) if language is None else (key, language)
                problems.append(problem(document.place(loc), "too-long", "shorten it", where=key, limit=MAX_LINE))
    if isinstance(data.get("logo"), str):
        for key in ("logo_alt", "logo_kind"):
            if data.get(key) is None:
                hint = {"logo_alt": "describe the logo in words", "logo_kind": "write national or organisation"}[key]
                problems.append(problem(document.place(("logo",)), "missing-key", hint, where="the file", name=key))
    return problems + _colours(document, data.get("colours"))


def _colours(document: Document, given: Any) -> list[Problem]:
    known = (
        {k: v for k, v in given.items() if isinstance(v, str) and _COLOUR.match(v)} if isinstance(given, dict) else {}
    )
    problems = []
    for key, value in known.items():
        ratio = contrast(value)
        if ratio < MIN_CONTRAST:
            place, where = document.place(("colours", key)), f"colours.{key}"
            hint = f"choose a darker colour, such as {_darker(value)}"
            problems.append(problem(place, "low-contrast", hint, where=where, value=value, ratio=f"{ratio:.1f}"))
    if {"accent", "attention"} & set(known):
        key = "attention" if "attention" in known else "accent"
        pair = [known.get(name, DEFAULTS[name]) for name in ("accent", "attention")]
        place = document.place(("colours", key))
        apart = abs(_lightness(pair[0]) - _lightness(pair[1]))
        values = {"where": "colours", "accent": pair[0], "attention": pair[1]}
        if apart < MIN_APART:
            hint = "make one of them darker, or the other lighter"
            problems.append(problem(place, "same-in-grey", hint, **values, apart=f"{apart:.0f}", least=MIN_APART))
        elif {_hue(each) for each in pair} == {"red", "green"}:
            hint = "choose, for example, blue and orange, which nearly everybody can tell apart"
            problems.append(problem(place, "red-and-green", hint, **values))
    return problems


def logo_of(document: Document) -> tuple[bytes, list[Problem]]:
    """The content of the logo's file (empty if no logo is named), and the reasons why it cannot be used."""
    name = document.data.get("logo") if isinstance(document.data, dict) else None
    if not isinstance(name, str) or not name:
        return b"", []
    place = document.place(("logo",))
    path, folder = PurePosixPath(name), Path(document.path).parent
    inside = (
        not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name and "\0" not in name
    )
    try:
        if not inside or not (folder / name).resolve().is_relative_to(folder.resolve()):
            hint = "put the file beside the brand file"
            return b"", [problem(place, "bad-picture", hint, name=name, why="it is outside the folder of this file")]
        raw = read_bytes(folder / name, str(folder / name))
    except (OSError, RuntimeError):  # a circle of links
        return b"", [problem(place, "bad-picture", name=name, why="its path cannot be followed")]
    if isinstance(raw, Problem):
        return b"", [problem(place, "bad-picture", name=name, why=raw.message)]
    try:
        inspect(raw)
    except PictureError as error:
        hint = "save it as PNG, JPEG or plain SVG; docs/formats.md says what is accepted"
        return b"", [problem(place, "bad-picture", hint, name=name, why=error)]
    return raw, []


def _channels(colour: str) -> list[float]:
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour: WCAG 2.2, definitions."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str) -> float:
    """The contrast of a colour against white, 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _lightness(colour: str) -> float:
    """L* of CIE 1976."""
    y = _luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def _hue(colour: str) -> str:
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    degrees = hue * 360
    if saturation < 0.25:
        return "grey"
    return "red" if degrees < 25 or degrees > 335 else "green" if 75 < degrees < 165 else "other"


def _darker(colour: str) -> str:
    """The colour, darkened until it has enough contrast with white."""
    for percent in range(98, 0, -2):
        made = "#" + "".join(f"{round(c * 255 * percent / 100):02x}" for c in _channels(colour))
        if contrast(made) >= MIN_CONTRAST:
            return made
    return "#000000"


def read_brand(document: Document) -> tuple[Brand | None, bytes, list[Problem]]:
    """A brand with the content of its logo's file, or all problems."""
    if document.data is None and document.problems:
        return None, b"", document.problems
    if fault := wrong_schema(document, "brand/v1"):
        return None, b"", [*document.problems, fault]
    brand, faults = shape(document, Brand, document.data)
    logo, others = logo_of(document)
    brand, problems = model_or_problems(brand, document.problems, faults, others, check_brand(document))
    return brand, logo, problems
