"""Values in SVG: numbers, lengths, colours, transformations and paths, within limits and in forms that all programs read alike.

Each function raises a ValueError that says what is needed instead.
"""

import re
from collections.abc import Callable

MAX_NUMBER = 1_000_000
MAX_PATH = 100_000
"""Characters of one path."""

_N = r"[+-]?(?:\d{1,15}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d)?"
_NUMBER = re.compile(_N)
_LENGTH = re.compile(rf"({_N})(px|pt|pc|mm|cm|in|%)?")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}|[A-Za-z]{3,30}|(?:rgb|hsl)a?\([\s\d.,%/]{1,60}\)")
_REFERENCE = re.compile(r"""url\(\s*(['"]?)#([\w.:-]{1,100})\1\s*\)(?:\s+[\w#]{3,30})?""")
_WORD = re.compile(r"[A-Za-z-]{1,40}(?:\s[A-Za-z-]{1,40})?")
_PLAIN = re.compile(r"""[\w\s.,:'"#/+-]{0,200}""")
_STEP = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]{0,200})\)\s*,?")
_COUNTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}
_SPACE = re.compile(r"\s*")
_SEPARATOR = re.compile(r"\s*,?\s*")
_COMMAND = re.compile("[MmLlHhVvCcSsQqTtAaZz]")
_FLAG = re.compile("[01]")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}


def number(text: str) -> float:
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError("a number is needed")
    value = float(text)
    if abs(value) > MAX_NUMBER:
        raise ValueError(f"at most {MAX_NUMBER:,} is allowed")
    return value


def numbers(text: str) -> list[float]:
    """Numbers separated by spaces, commas, or just the sign of the next one."""
    found: list[float] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _NUMBER.match(text, _after(_SEPARATOR if found else _SPACE, text, at))
        if not match:
            raise ValueError("a list of numbers is needed")
        found.append(number(match.group()))
        at = match.end()
    return found


def length(text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        raise ValueError("a number is needed, alone or with px, pt, pc, mm, cm, in or %")
    return number(match.group(1))


def pixels(text: str) -> float:
    """A length in pixels; 0 for a percentage."""
    match = _LENGTH.fullmatch(text.strip())
    return 0 if match is None or match.group(2) == "%" else float(match.group(1)) * _PIXELS[match.group(2)]


def positive(text: str) -> float:
    value = length(text)
    if value < 0:
        raise ValueError("a number of at least 0 is needed")
    return value


def limit(text: str) -> float:
    """A plain number above 0."""
    value = number(text)
    if value <= 0:
        raise ValueError("a number above 0 is needed")
    return value


def spacing(text: str) -> float:
    return 0 if text.strip() == "normal" else length(text.strip().removesuffix("em"))


def font_size(text: str) -> float:
    value = length(text)
    if "%" in text or not 0.1 <= value <= 10_000:
        raise ValueError("a size from 0.1 to 10,000 is needed, not in %")
    return value


def share(text: str) -> float:
    """A number from 0 to 1, or a percentage."""
    bare = text.strip()
    value = number(bare.removesuffix("%")) / (100 if bare.endswith("%") else 1)
    if not 0 <= value <= 1:
        raise ValueError("a number from 0 to 1 is needed")
    return value


def view(text: str) -> list[float]:
    box = numbers(text)
    if len(box) != 4 or not all(0.1 <= side <= 100_000 for side in box[2:]):
        raise ValueError("four numbers are needed, the last two from 0.1 to 100,000")
    return box


def dashes(text: str) -> list[float]:
    found = [] if text.strip() == "none" else [positive(each) for each in re.split(r"[\s,]+", text.strip())]
    if len(found) > 32 or (found and sum(found) < 0.1):
        raise ValueError("none is needed, or up to 32 lengths with a sum of at least 0.1")
    return found


def _matches(pattern: re.Pattern[str], wanted: str) -> Callable[[str], object]:
    def check(text: str) -> object:
        if not pattern.fullmatch(text.strip()):
            raise ValueError(f"{wanted} is needed")
        return None

    return check


colour = _matches(_COLOUR, "a colour")
word = _matches(_WORD, "a word")
plain = _matches(_PLAIN, "plain text")
name = _matches(re.compile(r"[\w.:-]{1,100}"), "a name of letters, digits and _ . : -")


def the_word(wanted: str) -> Callable[[str], object]:
    """A check that accepts only this word."""
    return _matches(re.compile(re.escape(wanted)), wanted)


def reference(text: str) -> str:
    """The id that is referred to."""
    match = _REFERENCE.fullmatch(text.strip())
    if not match:
        raise ValueError("url(#ID) is needed, with an ID in the same drawing")
    return match.group(2)


def turns(text: str) -> int:
    """The number of steps of a transformation; steps that flatten everything or scale without limit are refused."""
    at = count = 0
    while match := _STEP.match(text, at):
        name, values = match.group(1), numbers(match.group(2))
        if len(values) not in _COUNTS[name]:
            raise ValueError(f"{name} takes {' or '.join(map(str, _COUNTS[name]))} numbers")
        _bounded(name, values)
        at, count = match.end(), count + 1
    if text[at:].strip():
        raise ValueError("matrix, translate, scale, rotate, skewX and skewY are allowed, with plain numbers")
    return count


def _bounded(name: str, values: list[float]) -> None:
    if name == "scale" and not all(0.0001 <= abs(value) <= 10_000 for value in values):
        raise ValueError("a scale from 0.0001 to 10,000 is needed")
    if name.startswith("skew") and abs(values[0]) > 80:
        raise ValueError("an angle from -80 to 80 is needed")
    if name == "matrix":
        a, b, c, d = values[:4]
        if max(map(abs, values[:4])) > 10_000 or abs(a * d - b * c) < 1e-8:
            raise ValueError("a matrix is needed that does not flatten everything and has no number above 10,000")


def path(text: str) -> int:
    """The length of a path, once all its commands are known to have their arguments."""
    _short(text)
    at, first, end = 0, True, len(text.rstrip())
    while at < end:
        at = _after(_SEPARATOR, text, at)
        found = _COMMAND.match(text, at)
        if not found or (first and found.group() not in "Mm"):
            raise ValueError(f"there is no path command at character {at + 1}")
        at, first, letter, sets = found.end(), False, found.group().lower(), 0
        while _ARGUMENTS[letter] and (after := _arguments(text, at, letter)):
            at, sets = after, sets + 1
        if letter != "z" and not sets:
            raise ValueError(f"a number is missing after character {at}")
    return len(text)


def _arguments(text: str, at: int, letter: str) -> int:
    """The end of one set of arguments, or 0 if there is none."""
    for i in range(_ARGUMENTS[letter]):
        start = _after(_SEPARATOR, text, at)
        found = (_FLAG if letter == "a" and i in (3, 4) else _NUMBER).match(text, start)
        if not found:
            if i:
                raise ValueError(f"a number is missing after character {at}")
            return 0
        number(found.group())
        at = found.end()
    return at


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def points(text: str) -> int:
    """The length of a list of points."""
    _short(text)
    if len(numbers(text)) % 2:
        raise ValueError("a number is missing")
    return len(text)


def _short(text: str) -> None:
    if len(text) > MAX_PATH:
        raise ValueError(f"at most {MAX_PATH:,} characters are allowed")
