"""What can be wrong with an input: places, problems and exceptions."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from assess.problem_codes import CODES
from assess.tuples import NamedTuple


class Place(NamedTuple):
    """A position in a file; line and column count from 1.

    Example:
        >>> print(Place("ken.yaml", 12, 5))
        ken.yaml:12:5
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{one_line(self.path)}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault of an input, with what to write instead.

    Example:
        >>> print(Problem(Place("ken.yaml", 2, 10), "unknown-country", "there is no country KNE"))
        ken.yaml:2:10: unknown-country: there is no country KNE
    """

    place: Place
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.place}: {self.code}: {self.message}"
        return f"{line}\n    {self.hint}" if self.hint else line


def warning_lines(warnings: Iterable[Problem]) -> Iterator[str]:
    """Warnings as they are printed, each marked as a warning."""
    for each in warnings:
        yield f"{each.place}: warning: {each.code}: {each.message}"
        if each.hint:
            yield f"    {each.hint}"


MAX_PROBLEMS = 100
"""For one file and one kind of check; nobody would read more."""

_LONGEST = 600


def problem(place: Place, code: str, hint: str = "", **values: object) -> Problem:
    """A problem whose message is the template of `code` filled with `values`."""
    return Problem(place, code, one_line(CODES[code].template.format_map(values)), one_line(hint))


def one_line(text: str) -> str:
    """`text` as one line, shortened if it is long, in which control characters are shown as their codes."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 2 :]}"
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


# controls, direction marks, zero-width characters, surrogates, private use; but not the joiners of Persian and Indic scripts
_UNSEEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def visible(text: str) -> str:
    """`text`, of any number of lines, with control and invisible characters shown as their codes."""
    if text.replace("\n", "").isprintable():  # most texts; the pattern takes a millisecond to compile
        return text
    return re.sub(_UNSEEN, lambda found: ascii(found[0])[1:-1], text)


def chosen(value: Any, known: Iterable[str], what: str) -> Any:
    """`value`, if it is one of the words `known`; `what` is what the words are for, such as "language".

    Raises:
        UsageError: it is none of them; the message lists all.
    """
    words = list(known)
    if isinstance(value, str) and value in words:
        return value
    hint = did_you_mean(value.lower(), words) if isinstance(value, str) else ""
    there = f"there are: {', '.join(words)}"
    raise UsageError(one_line(f"there is no {what} {value!r}; {f'{hint} ' if hint else ''}{there}"))


class Enough(Exception):
    """Raised to stop checking when there are too many problems; carries them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__()


def gather(problems: list[Problem], fault: Problem) -> None:
    """Adds `fault` to `problems`.

    Raises:
        Enough: there are too many; the last of `problems` then says so.
    """
    if len(problems) >= MAX_PROBLEMS:
        problems.append(problem(fault.place, "too-many-problems", limit=MAX_PROBLEMS))
        raise Enough(problems)
    problems.append(fault)


def did_you_mean(word: str, known: Iterable[str], *, any_digits: bool = False) -> str:
    """A hint naming the closest known names, or nothing when none is close.

    Names with different digits are different articles, sections, protocols or years, so they are not suggested unless
    `any_digits`. For words with a legal meaning, which can look alike and mean different things, see `assess.reading.meant`.
    """
    from difflib import get_close_matches  # 20 ms to import, and needed only when something is wrong

    if len(word) > 80:
        return ""
    words = [each for each in islice(known, 500) if len(each) <= 80]  # in a hostile file comparing could take long
    if not any_digits:
        words = [each for each in words if digits(each) == digits(word)]
    close = get_close_matches(word, words, n=2, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else ""


def digits(text: str) -> str:
    """The digits of a name, in their order."""
    return "".join(filter(str.isdigit, text))


class AssessError(Exception):
    """Anything the toolkit refuses, with a message for its user."""


class UsageError(AssessError):
    """The call asks for something that does not exist or cannot be combined."""


class InvalidInput(AssessError):
    """One or more input files are wrong; `problems` has all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["InvalidInput"], tuple[list[Problem]]]:
        """Keeps `problems` when the exception comes back from another process."""
        return type(self), (self.problems,)


class ReportError(AssessError):
    """The document could not be rendered."""
