"""The language a document is written in: the toolkit's words from gettext catalogues, other texts from their language maps.

The language is that of the surrounding `speaking(...)`. A text that has no wording in it stands in the language it has, between
invisible marks that say which: renderers of HTML make them `lang` attributes (`parts`), all others take them out (`plain`).
"""

import gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from assess.cache import digest, remember
from assess.problems import UsageError, did_you_mean

ENGLISH = "en"
_LOCALE = Path(__file__).parent / "locale"
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# private-use characters, which the reader of files refuses: no input can hold them
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(!?)([^{_MIDDLE}]*){_MIDDLE}|{_CLOSE}")


class Tongue(NamedTuple):
    """A language that documents can be written in."""

    code: str
    words: gettext.NullTranslations

    @property
    def direction(self) -> str:
        return direction(self.code)


def direction(code: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return "rtl" if code.partition("_")[0] in _RIGHT_TO_LEFT else "ltr"


_spoken: ContextVar[Tongue] = ContextVar("spoken", default=Tongue(ENGLISH, gettext.NullTranslations()))  # noqa: B039


def languages(folder: Path = _LOCALE) -> list[str]:
    """Codes of the languages that the toolkit's own words are written in."""
    return sorted({ENGLISH, *(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/assess.[mp]o"))})


@contextmanager
def speaking(code: str, folder: Path = _LOCALE) -> Iterator[Tongue]:
    """Everything said inside is said in this language.

    Raises:
        UsageError: the toolkit has no words in it.
    """
    tongue = Tongue(code, _catalogue(code, folder))
    token = _spoken.set(tongue)
    try:
        yield tongue
    finally:
        _spoken.reset(token)


def spoken() -> Tongue:
    """The language of the surrounding `speaking`; English outside of one."""
    return _spoken.get()


def _catalogue(code: str, folder: Path) -> gettext.NullTranslations:
    if code == ENGLISH:
        return gettext.NullTranslations()
    source = folder / code / "LC_MESSAGES" / "assess.po"  # in a checkout; an installation has what was compiled from it
    compiled = source.with_suffix(".mo")
    known = re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", code) is not None
    if known and source.is_file():
        content = source.read_bytes()
        kept = remember(f"mo-{code}-{digest([('po', content)])}", lambda: _compiled(code, content, source))
        return gettext.GNUTranslations(io.BytesIO(kept or b""))
    if known and compiled.is_file():
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    there = languages(folder)
    hint = did_you_mean(code, there) or f"there are: {', '.join(there)}"
    raise UsageError(f"there are no words in the language {code!r}; {hint}")


def _compiled(code: str, content: bytes, path: Path) -> bytes:
    from babel.core import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, PoFileParser
    from babel.plural import PluralRule, to_gettext

    catalog = Catalog(locale=code)
    # What a catalogue without a head has: a form for one and a form for other numbers, where the language parts them.
    # Babel's own choice differs between its versions, in the number of forms too. A head that says it comes after and counts.
    with suppress(UnknownLocaleError):
        rules = Locale.parse(code).plural_form.rules
        one = PluralRule({name: rule for name, rule in rules.items() if name == "one"})
        catalog.mime_headers = [("Plural-Forms", to_gettext(one))]
    try:
        PoFileParser(catalog, abort_invalid=True).parse(io.BytesIO(content))
    except PoFileError as error:
        hint = (
            "; more than two forms of plurals need the line Plural-Forms in the head" if "plurals" in str(error) else ""
        )
        raise UsageError(f"{path}: {error}{hint}") from None
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


# The toolkit's own words


def _(message: str) -> str:
    """The message in the language spoken."""
    return _spoken.get().words.gettext(message)


def N_(message: str) -> str:
    """Marks a message that is translated where it is used."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things."""
    return _spoken.get().words.ngettext(one, many, n)


# Texts of frameworks and profiles


def say(text: str | Mapping[str, str] | None) -> str:
    """A text of a framework or the catalogue; one that is not translated is marked as such."""
    return _worded(text, "!")


def quote(text: str | Mapping[str, str] | None) -> str:
    """A text of a profile, in the words of its author."""
    return _worded(text, "")


def _worded(text: str | Mapping[str, str] | None, flag: str) -> str:
    if not text:
        return ""
    code = _spoken.get().code
    if isinstance(text, str):
        own, worded = ENGLISH, text
    elif code in text:
        return text[code]
    else:
        own, worded = next(iter(text.items()))
    return worded if own == code else f"{_OPEN}{flag}{own}{_MIDDLE}{worded}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text without marks of language."""
    return _MARKED.sub("", text) if is_marked(text) else text


def is_marked(text: str) -> bool:
    """Whether a part of the text is in another language than the one spoken."""
    return _OPEN in text or _CLOSE in text


def is_untranslated(text: str) -> bool:
    """Whether a translation of a part of the text is wanted and not there."""
    return f"{_OPEN}!" in text


def listed(texts: Iterable[str]) -> str:
    """Parts one after the other, with the sign that the language puts between them: "a; b"."""
    return _("; ").join(texts)


def headed(title: str, text: str) -> str:
    """A text under a title, on one line: "Status: signed"."""
    return _("{title}: {text}").format(title=title, text=text)


def lower(text: str) -> str:
    """The text to continue a sentence with: its first letter small, unless the word is a name or an abbreviation."""
    second = text.partition(" ")[2]
    name = second[:1].isupper() and not second[1:2].isupper()  # "United Nations", but "Use of INTERPOL"
    return text[:1].lower() + text[1:] if (text[1:2].islower() or text[1:2] in (" ", "’")) and not name else text


class Part(NamedTuple):
    """A stretch of text in one language; "" is the language spoken."""

    text: str
    language: str
    missing: bool
    """A translation is wanted and not there."""


def parts(text: str) -> list[Part]:
    """The text, cut at its marks; what a mark inside a mark says is in the inner one's language."""
    found: list[Part] = []
    stack: list[tuple[str, bool]] = [("", False)]
    at = 0
    for match in _MARKED.finditer(text):
        if match.start() > at:
            found.append(Part(text[at : match.start()], *stack[-1]))
        at = match.end()
        if match.group(0) == _CLOSE:
            stack = stack[:-1] or [("", False)]
        else:
            stack.append((match.group(2), bool(match.group(1))))
    if at < len(text):
        found.append(Part(text[at:], *stack[-1]))
    return found


# Numbers, dates and names, through Babel


def _locale() -> Any:
    from babel.core import Locale

    return Locale.parse(_spoken.get().code)


def number(value: Fraction, scale: Fraction | int = 1, decimals: int = 2, bounds: Iterable[Fraction] = ()) -> str:
    """A score from 0 to 1 as it is printed on a scale, rounded half up as readers expect (a float's half-even would surprise them).

    Args:
        scale: what 1 is printed as.
        decimals: more are printed where there would be no figure between the ends of the scale, or between two bounds.
        bounds: from which levels begin. A figure that does not reach a bound, or an end of the scale, is not printed as if it did.
    """
    steps = _steps(scale, decimals, tuple(bounds))
    return steps.text(steps.nearest(value))


def interval(
    low: Fraction, high: Fraction, scale: Fraction | int = 1, decimals: int = 2, bounds: Iterable[Fraction] = ()
) -> str:
    """ "0.42–0.75", or one number where both ends are the same; where they differ by less, with more decimals: see `number`."""
    kept = tuple(bounds)
    for more in range(_FLOAT):
        steps = _steps(scale, decimals + more, kept)
        ends = steps.nearest(low), steps.nearest(high)
        if low == high:
            return steps.text(ends[0])
        if ends[0] != ends[1]:
            break
    return f"{steps.text(ends[0])}–{steps.text(ends[1])}"


def decimals_of(value: Fraction, bounds: Iterable[Fraction] = (), decimals: int = 2) -> int:
    """The decimals that a score from 0 to 1 needs, where programs round it, to stay off a bound or end that it does not reach."""
    kept = (*bounds, Fraction(1))
    while decimals < _FLOAT:
        shown, *ends = (int(each * 10**decimals + Fraction(1, 2)) for each in (value, *kept))
        crossed = any(value < bound and shown >= end for bound, end in zip(kept, ends, strict=True))
        if not crossed and (shown or not value):
            break
        decimals += 1
    return decimals


_FLOAT = 15
"""Decimals that a number in a spreadsheet has at most."""


class _Steps(NamedTuple):
    """A scale cut into the steps that its decimals can print; in whole numbers, since a document has thousands of figures."""

    top: tuple[int, int]
    """How many steps there are from end to end, as a fraction."""
    last: int
    """The step that the upper end is printed as."""
    decimals: int
    bounds: tuple[tuple[int, int, int], ...]
    """Numerator and denominator of each, and the step that it is printed as."""

    def rounded(self, value: Fraction) -> int:
        up, down = value.numerator * self.top[0], value.denominator * self.top[1]
        return (2 * up + down) // (2 * down)

    def nearest(self, value: Fraction) -> int:
        """The step nearest to a value on the side of each bound and end on which the value lies."""
        step = self.rounded(value)
        up, down = value.numerator, value.denominator
        reached = 0
        for over, under, at in self.bounds:
            if up * under < over * down:
                step = min(step, at - 1)
            else:
                reached = max(reached, at)
        step = max(step, reached)
        if up < down:
            step = min(step, self.last - 1)
        return max(step, 1) if up > 0 else step

    def text(self, step: int) -> str:
        digits = f"{step:0{self.decimals + 1}d}"
        return f"{digits[: -self.decimals]}{_symbol()}{digits[-self.decimals :]}" if self.decimals else digits


@lru_cache(maxsize=64)
def _steps(scale: Fraction | int, decimals: int, bounds: tuple[Fraction, ...]) -> _Steps:
    inner = sorted({bound for bound in bounds if bound > 0})
    while True:
        top = Fraction(scale) * 10**decimals
        ends = _Steps(top.as_integer_ratio(), 0, decimals, ())
        ends = ends._replace(last=ends.rounded(Fraction(1)))
        steps = [1, *(ends.nearest(bound) for bound in inner)]
        # else nothing could be printed between the ends, or between a bound and what lies before it
        if top >= 2 and all(before < after for before, after in pairwise(steps)):
            return ends._replace(bounds=tuple((*bound.as_integer_ratio(), ends.nearest(bound)) for bound in bounds))
        decimals += 1


def _symbol() -> str:
    if _spoken.get().code == ENGLISH:
        return "."
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(_locale(), numbering_system="latn")


def quantity(value: int | float | Fraction) -> str:
    """A count, a value or a weight: nothing rounded, thousands parted: 1,234.5; 2/3 where no decimals would do."""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    if isinstance(value, Fraction) and Fraction(exact) != value:
        return str(value)
    if _spoken.get().code == ENGLISH:
        text = f"{exact:,f}"  # what Babel gives, without importing it
        return text.rstrip("0").removesuffix(".") if "." in text else text
    from babel.numbers import format_decimal

    return format_decimal(exact, locale=_locale(), decimal_quantization=False, numbering_system="latn")


def percent(value: Fraction) -> str:
    """A share in whole percent; never 0 % or 100 % unless it is exactly that."""
    whole = int(value * 100) if value in (0, 1) else min(max(int(value * 100 + Fraction(1, 2)), 1), 99)
    if _spoken.get().code == ENGLISH:
        return f"{whole}%"  # what Babel gives, without importing it
    from babel.numbers import format_percent

    return format_percent(whole / 100, locale=_locale(), numbering_system="latn")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_words(value: date, *, length: str = "long") -> str:
    """A date in words: 31 October 2026; shorter for tables: 31 Oct 2026."""
    if _spoken.get().code == ENGLISH:  # what Babel gives, without importing it
        month = _MONTHS[value.month - 1]
        return f"{value.day} {month if length == 'long' else month[:3]} {value.year}"
    from babel.dates import format_date

    text = format_date(value, length, locale=_locale())
    first = value.day == 1 and _spoken.get().code.partition("_")[0] == "fr"
    return text.replace("1", "1er", 1) if first else text  # as French writes the first of a month; Babel does not
