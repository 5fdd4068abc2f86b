"""Numbers and dates as documents print them, in the document's language: scores, shares, counts, values, dates."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from assess.model.base import PartialDate, When
from assess.words.language import ENGLISH, N_, _, spoken


def _locale() -> Any:
    from babel.core import Locale

    return Locale.parse(spoken().code)


def number(value: Fraction, scale: Fraction | int = 1, decimals: int = 2, bounds: Iterable[Fraction] = ()) -> str:
    """A score from 0 to 1 as it is printed on a scale, rounded half up, as readers expect.

    Args:
        scale: what 1 is printed as. decimals: more are printed if there would be no figure between the ends of the scale, or
        between two bounds. bounds: the lower bounds of levels. A score that does not reach a bound, or an end of the scale, is not
        printed as if it did.
    """
    steps = _steps(scale, decimals, tuple(bounds))
    return steps.text(steps.nearest(value))


def interval(
    low: Fraction, high: Fraction, scale: Fraction | int = 1, decimals: int = 2, bounds: Iterable[Fraction] = ()
) -> str:
    """ "0.42–0.75", or one number if both ends are equal; ends that differ are printed with enough decimals to show it (see
    `number`)."""
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
    top, bottom = value.as_integer_ratio()
    if top == bottom:  # as most are
        return decimals
    above = [b for b in (*bounds, Fraction(1)) if top * b.denominator < b.numerator * bottom]
    while decimals < _FLOAT:
        shown = _half_up(value, 10**decimals)
        if (shown or not value) and all(shown < _half_up(bound, 10**decimals) for bound in above):
            break
        decimals += 1
    return decimals


def _half_up(value: Fraction, steps: int) -> int:
    return (2 * steps * value.numerator + value.denominator) // (2 * value.denominator)


_FLOAT = 15
"""The most decimals of a number in a spreadsheet."""


class _Steps(NamedTuple):
    """A scale divided into the steps that its decimals can print; in whole numbers for speed, because a document has thousands of
    figures."""

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
        """The step nearest to a value, on the same side of each bound and end as the value."""
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
        # otherwise nothing could be printed between the ends, or between a bound and the one before it
        if top >= 2 and all(before < after for before, after in pairwise(steps)):
            return ends._replace(bounds=tuple((*bound.as_integer_ratio(), ends.nearest(bound)) for bound in bounds))
        decimals += 1


def _symbol() -> str:
    if spoken().code == ENGLISH:
        return "."
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(_locale(), numbering_system="latn")


def quantity(value: int | float | Fraction) -> str:
    """A count, a value or a weight, not rounded and with thousands separators: 1,234.5; or 2/3 if no decimals are exact."""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    if isinstance(value, Fraction) and Fraction(exact) != value:
        return str(value)
    if spoken().code == ENGLISH:
        text = f"{exact:,f}"  # the same as Babel gives, without importing it
        return text.rstrip("0").removesuffix(".") if "." in text else text
    from babel.numbers import format_decimal

    return format_decimal(exact, locale=_locale(), decimal_quantization=False, numbering_system="latn")


def percent(value: Fraction) -> str:
    """A share in whole percent; 0 % and 100 % only if it is exactly that."""
    whole = int(value * 100) if value in (0, 1) else min(max(int(value * 100 + Fraction(1, 2)), 1), 99)
    if spoken().code == ENGLISH:
        return f"{whole}%"  # the same as Babel gives, without importing it
    from babel.numbers import format_percent

    return format_percent(whole / 100, locale=_locale(), numbering_system="latn")


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_words(value: When, *, length: str = "long") -> str:
    """A date in words, as far as it is known: 31 October 2026, October 2026, 2026; in short form for tables: 31 Oct 2026."""
    if isinstance(value, PartialDate) and not value.month:
        return str(value)
    if spoken().code == ENGLISH:  # the same as Babel gives, without importing it
        month = _MONTHS[value.month - 1]
        text = f"{month if length == 'long' else month[:3]} {value.year}"
        return text if isinstance(value, PartialDate) else f"{value.day} {text}"
    from babel.dates import format_date, format_skeleton

    if isinstance(value, PartialDate):
        return format_skeleton("yMMMM" if length == "long" else "yMMM", value.earliest, locale=_locale())
    text = format_date(value, length, locale=_locale())
    first = value.day == 1 and spoken().code.partition("_")[0] == "fr"
    return (
        text.replace("1", "1er", 1) if first else text
    )  # French writes the first of a month like this; Babel does not


def months() -> tuple[str, ...]:
    """The names of the months as dates have them in the document's language, long and short; and in English."""
    names = (*_MONTHS, *(month[:3] for month in _MONTHS))
    if spoken().code == ENGLISH:
        return names
    from babel.dates import get_month_names

    own = (get_month_names(width, locale=_locale()).values() for width in ("wide", "abbreviated"))
    return tuple(dict.fromkeys([*names, *(name for group in own for name in group)]))


def dated(message: str, when: When, **values: str) -> str:
    """A message with a {date} in it, or, if only a month or a year is known, the one with a {month} instead."""
    words = _(_MONTHLY[message] if isinstance(when, PartialDate) else message)
    return words.format(date=date_words(when), month=date_words(when), **values)


_MONTHLY = {
    N_("{status} since {date}"): N_("{status} since {month}"),
    N_("{status} on {date}"): N_("{status} in {month}"),
    N_("a bill of {date}"): N_("a bill of {month}"),
    N_("not yet in force, binds from {date}"): N_("not yet in force, binds from {month} on"),
    N_("{status}, in force until {date}"): N_("{status}, in force until {month}"),
    N_("{status}; not in force before {date}"): N_("{status}; not in force before {month}"),
    N_("not in force before {date}"): N_("not in force before {month}"),
    N_("status not known from {date}"): N_("status not known from {month} on"),
    N_("{status}; no commencement found in the sources consulted as at {date}"): N_(
        "{status}; no commencement found in the sources consulted as at {month}"
    ),
    N_("binds from {date}"): N_("binds from {month} on"),
    N_("{country} has been a Party since {date}."): N_("{country} has been a Party since {month}."),
    N_("{country} was invited to accede on {date}."): N_("{country} was invited to accede in {month}."),
    N_("The invitation ends on {date}."): N_("The invitation ends in {month}."),
    N_("The invitation ended on {date}."): N_("The invitation ended in {month}."),
    N_("{country} signed on {date}."): N_("{country} signed in {month}."),
    N_("It enters into force for the State on {date}."): N_("It enters into force for the State in {month}."),
    N_("not bound on that day; {status} on {date}"): N_("not bound on that day; {status} in {month}"),
    N_("as at {date}"): N_("as at {month}"),
    N_("text as at {date}"): N_("text as at {month}"),
    N_("in force in part since {date}"): N_("in force in part since {month}"),
    N_("instrument deposited on {date}, not yet in force for the State"): N_(
        "instrument deposited in {month}, not yet in force for the State"
    ),
    N_("{status}, invitation open until {date}"): N_("{status}, invitation open until {month}"),
    N_("in force for {country} since {date}"): N_("in force for {country} since {month}"),
    N_("binding on {country} since {date}"): N_("binding on {country} since {month}"),
    N_("binds {country} since {date}, through transposition"): N_(
        "binds {country} since {month}, through transposition"
    ),
    N_("not yet binding; binds {country} from {date}"): N_("not yet binding; binds {country} from {month} on"),
    N_("consent deposited on {date}"): N_("consent deposited in {month}"),
    N_("consent deposited, in force on {date}"): N_("consent deposited, in force in {month}"),
    N_("contracting State since {date}; the treaty is not in force"): N_(
        "contracting State since {month}; the treaty is not in force"
    ),
    N_("signed on {date}"): N_("signed in {month}"),
    N_("invited to join on {date}"): N_("invited to join in {month}"),
    N_("not a Party; said on {date} that it pursues joining"): N_(
        "not a Party; said in {month} that it pursues joining"
    ),
    N_("said on {date} that it pursues joining"): N_("said in {month} that it pursues joining"),
    N_("said on {date} that it does not pursue joining"): N_("said in {month} that it does not pursue joining"),
    N_("said on {date} that joining is undecided"): N_("said in {month} that joining is undecided"),
    N_("{country} said on {date} that it pursues joining"): N_("{country} said in {month} that it pursues joining"),
    N_("{country} said on {date} that it does not pursue joining"): N_(
        "{country} said in {month} that it does not pursue joining"
    ),
    N_("{country} said on {date} that joining is undecided"): N_("{country} said in {month} that joining is undecided"),
    N_("denounced, effective {date}"): N_("denounced, effective {month}"),
    N_("dated {date}"): N_("dated {month}"),
    N_("retrieved {date}"): N_("retrieved {month}"),
    N_("{paragraph} (withdrawn {date})"): N_("{paragraph} (withdrawn {month})"),
    N_("made on {date}"): N_("made in {month}"),
    N_("withdrawn on {date}"): N_("withdrawn in {month}"),
    N_("until {date}"): N_("until {month}"),
    N_("since {date}"): N_("since {month}"),
    N_("Since {date}."): N_("Since {month}."),
    N_("Until {date}."): N_("Until {month}."),
    N_("confirmed on {date}"): N_("confirmed in {month}"),
    N_("effective {date}"): N_("effective {month}"),
    N_("Comments of the country’s authorities were invited on {date}."): N_(
        "Comments of the country’s authorities were invited in {month}."
    ),
}
"""Messages in two forms, because prepositions and articles differ: on 5 March, in March; depuis le 5 mars, depuis mars."""
