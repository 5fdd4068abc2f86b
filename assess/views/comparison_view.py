"""The view of a comparison, for its template; and the words that its other forms share."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from assess.engine.comparison import Comparison, CriterionRow, Row
from assess.engine.score import level_of
from assess.model.results import Finding, Rating, Score
from assess.model.status import StatusData
from assess.resources import VERSION
from assess.views.comparison_status import (
    WORDS,
    ExchangeRow,
    StatusRow,
    authority_rows,
    operated_rows,
    states_of,
    treaty_rows,
)
from assess.views.country_groups import Group, groups_of
from assess.views.date_marks import date_marks, marks_note
from assess.views.divergence_view import DivergenceView, divergence_note, divergence_title, divergence_view
from assess.views.domains import branches
from assess.views.draw_view import DrawView, draw_view
from assess.views.order_view import OrderView, certain_note, order_view
from assess.views.rank_view import RankView, rank_views, rank_warning
from assess.views.shared_view import (
    GroupView,
    ReadingRow,
    group_note,
    group_view,
    reading_note,
    reading_rows,
    reading_title,
)  # fmt: skip
from assess.words import terms
from assess.words.figures import date_words, percent
from assess.words.language import N_, _, listed, ngettext, say, spoken


class ComparedRow(NamedTuple):
    """The scores of one domain on one axis."""

    title: str
    depth: int
    """How deep the domain is nested in others, whose rows come before it."""
    cells: tuple[tuple[str, ...], ...]
    """For each country: interval, share known, level if there is one; empty texts where nothing is known."""


class SignCell(NamedTuple):
    """One finding of one country."""

    mark: str
    """The name of its sign; empty where nobody looked."""
    share: str
    """The share known in per cent, where it is neither nothing nor all."""
    words: str
    """The finding in words."""


class SignRow(NamedTuple):
    """One criterion."""

    title: str
    cells: tuple[SignCell, ...]


class ComparedPart(NamedTuple):
    """The comparison under one framework."""

    id: str
    title: str
    short: str
    version: str
    summary: str
    axes: tuple[tuple[str, tuple[ComparedRow, ...]], ...]
    domains: tuple[tuple[str, tuple[SignRow, ...]], ...]
    """Criteria by domain, each with the finding of each country."""
    shared: tuple[str, ...]
    """Criteria that are a point for attention in every country."""
    exchange: tuple[ExchangeRow, ...]
    """Criteria that are identified in full in some countries and a point for attention in others."""
    order: OrderView
    """What is certain of the order of the countries."""
    divergence: DivergenceView | None
    """Offences in pairs of countries, where the framework has any."""
    ranks: tuple[RankView, ...]
    """Tiers of totals, where they were asked for."""
    warning: str
    """What these do not say."""
    differently: tuple[ReadingRow, ...]
    """Criteria that most of the countries read differently."""
    groups: GroupView | None
    """The countries by groups, where that was asked for."""
    draws: DrawView | None
    """Shares of draws, where they were asked for."""


class ComparisonView(NamedTuple):
    """A comparison under one framework or several."""

    title: str
    """The names of the countries, or how many there are."""
    countries: tuple[tuple[str, str], ...]
    """Name and code."""
    marks: tuple[str, ...]
    """Of each country, the mark of a law cut-off that differs from most; it stands at each figure."""
    marked: str
    """What the marks mean; empty where there are none."""
    passed: str
    """Answers that no framework in use declares; empty where there are none."""
    unread: int
    """Profiles that were given and could not be read."""
    dates: tuple[tuple[str, str], ...]
    """The law cut-off with the review, and the countries to which they apply."""
    groups: tuple[Group, ...]
    """What stands side by side on a page."""
    narrow: bool
    """Whether codes stand for names, and statuses are listed."""
    signs: tuple[tuple[str, str, str], ...]
    """The signs that are used: name, sign, meaning."""
    treaties: tuple[StatusRow, ...]
    authorities: tuple[StatusRow, ...]
    operated: tuple[ExchangeRow, ...]
    """Bodies and capabilities that some countries operate and others do not."""
    parts: tuple[ComparedPart, ...]
    note: str
    certain: str
    """How to read what is certain of the order."""
    differently: tuple[str, str]
    """The heading of criteria that most read differently, and how to read them."""
    pairs: tuple[str, str]
    """The heading of offences in pairs of countries, and how to read them."""
    grouped: str
    """How to read the tables of groups."""
    withheld: int
    software: str
    date: str
    language: str
    direction: str


SIGNS = {
    "yes": ("+", N_("identified, or target reached")),
    "narrow": ("≈", N_("no gap, though narrower (as declared, reserved or permitted)")),
    "least": ("≥", N_("identified at least in part, no gap known")),
    "part": ("±", N_("identified in part: point for attention")),
    "most": ("≤", N_("identified at most in part: point for attention")),
    "no": ("–", N_("not identified, or target not reached: point for attention")),
    "option": ("◊", N_("option not taken up in full")),
    "open": ("?", N_("open")),
    "na": ("·", N_("not applicable")),
}
"""Each sign means one thing, in every table; where nobody looked, there is none."""
_MARKS = {
    Rating.MET: "yes",
    Rating.AT_LEAST_PARTLY: "least",
    Rating.PARTLY: "part",
    Rating.AT_MOST_PARTLY: "most",
    Rating.NOT_MET: "no",
    Rating.UNKNOWN: "open",
    Rating.NOT_ASSESSED: "",
    Rating.NOT_APPLICABLE: "na",
}


def comparison_view(comparisons: Sequence[Comparison], status: StatusData | None = None) -> ComparisonView:
    """The view of comparisons of the same countries, one for each framework.

    Args:
        status: where countries lie, by which many of them are put into groups, and which treaties are not in force.
    """
    countries = comparisons[0].countries
    codes = [country.code for country in countries]
    states = states_of(countries)
    parts = tuple(map(_part, comparisons))
    used = {cell.mark for part in parts for _title, rows in part.domains for row in rows for cell in row.cells}
    many = len(countries) > WORDS
    return ComparisonView(
        title=_counted(len(countries)) if many else ", ".join(country.name for country in countries),
        countries=tuple((country.name, country.code) for country in countries),
        marks=date_marks(comparisons[0]),
        marked=marks_note(comparisons[0]),
        passed=passed_words(comparisons[0]),
        unread=comparisons[0].unread,
        dates=_dates(comparisons[0]),
        groups=groups_of(codes, status.regions if status else {}),
        narrow=many,
        signs=tuple((mark, sign, _(says)) for mark, (sign, says) in SIGNS.items() if mark in used),
        treaties=treaty_rows(codes, states, status),
        authorities=authority_rows(codes, states),
        operated=operated_rows(codes, [[c.assessment for c in each.countries] for each in comparisons], states),
        parts=parts,
        note=note(),
        certain=certain_note(),
        differently=(reading_title(), reading_note()),
        pairs=(divergence_title(), divergence_note()),
        grouped=group_note(),
        withheld=sum(country.assessment.withheld for country in countries),
        software=f"assess {VERSION}",
        date=max(str(country.assessment.as_of) for country in countries),
        language=spoken().code.replace("_", "-"),
        direction=spoken().direction,
    )


def _counted(n: int) -> str:
    return ngettext("{n} country", "{n} countries", n).format(n=n)


def _dates(compared: Comparison) -> tuple[tuple[str, str], ...]:
    found: dict[str, list[str]] = {}
    for country in sorted(compared.countries, key=lambda country: country.assessment.as_of, reverse=True):
        assessment = country.assessment
        said = _("law as of {date}, {review}").format(
            date=date_words(assessment.as_of), review=terms.review(assessment.profile.review)
        )
        found.setdefault(said, []).append(country.code)
    most = max(found, key=lambda said: len(found[said]))
    if len(found) == 1:
        return ((most, _("All countries")),)
    places = {country.code: i for i, country in enumerate(compared.countries)}
    some = [(said, ", ".join(sorted(those, key=places.__getitem__))) for said, those in found.items() if said != most]
    return (*some, (most, _("All others")))


def _part(compared: Comparison) -> ComparedPart:
    head, codes = compared.framework.head, [country.code for country in compared.countries]
    domains: dict[str, list[CriterionRow]] = {}
    for row in ordered(compared, compared.findings):
        domains.setdefault(row.domain.domain, []).append(row)
    exchange = tuple(filter(None, (_exchange(row, codes) for row in ordered(compared, compared.findings))))
    shared = tuple(say(row.criterion.title) for row in ordered(compared, compared.met_by_none))
    rows = [row for _axis, own in rows_by_axis(compared) for row, _depth in own]
    criteria, marks = ordered(compared, compared.findings), date_marks(compared)
    return ComparedPart(
        id=head.id,
        title=say(head.title),
        short=terms.framework_name(compared.framework),
        version=head.version,
        summary=_summary(len(compared.findings), len(shared), len(exchange)),
        axes=tuple(
            (
                terms.axis(axis),
                tuple(
                    ComparedRow(
                        row_title(row),
                        depth,
                        tuple(map(_marked, (_known_cells(compared, s) for s in row.scores), marks)),
                    )
                    for row, depth in rows
                ),
            )
            for axis, rows in rows_by_axis(compared)
        ),
        domains=tuple(
            (path, tuple(SignRow(say(r.criterion.title), tuple(map(_cell, r.findings))) for r in domains[name]))
            for name, path in ((branch.domain.domain, branch.path) for branch in branches(compared.framework))
            if name in domains
        ),
        shared=shared,
        exchange=exchange,
        divergence=divergence_view(compared),
        ranks=rank_views(compared),
        warning=rank_warning(compared) if compared.ranked else "",
        differently=reading_rows(compared, criteria),
        groups=group_view(compared, rows, criteria),
        draws=draw_view(compared),
        order=order_view(compared, rows),
    )


def _summary(criteria: int, shared: int, exchange: int) -> str:
    return _(
        "Criteria: {n}. Points for attention in every country: {shared}. Identified in full in some countries and points for "
        "attention in others: {exchange}."
    ).format(n=criteria, shared=shared, exchange=exchange)


def _known_cells(compared: Comparison, score: Score | None) -> tuple[str, ...]:
    """Interval, share known and level; nothing where nothing is known, so that ink stands for knowledge."""
    if score is not None and terms.nothing_known(score):
        return ("", "", "")
    interval, _known, level = score_cells(compared, score)
    if score is None:
        return (interval, "", "")
    rated = level_of(score, compared.framework.method_at(score.depth)).kind != "not_rated"
    return (interval, percent(score.coverage), level if rated else "")


def _marked(cells: tuple[str, ...], mark: str) -> tuple[str, ...]:
    """A figure of another day than most has its mark."""
    return (f"{cells[0]}{mark}", *cells[1:]) if cells[0] else cells


def mark_of(finding: Finding) -> str:
    """The name of a finding's sign; empty where nobody looked."""
    mark = _MARKS[finding.rating]
    if finding.narrower and finding.low and not finding.gap:
        return "narrow"
    if mark in ("part", "most", "no") and not finding.gap:
        return "option"
    return "no" if finding.measured is not None and mark == "part" else mark


def _cell(finding: Finding) -> SignCell:
    known = finding.coverage
    whole = min(max(int(known * 100 + Fraction(1, 2)), 1), 99)
    mark = mark_of(finding)
    return SignCell(mark, str(whole) if mark and mark != "na" and 0 < known < 1 else "", terms.result(finding))


def _exchange(row: CriterionRow, codes: Sequence[str]) -> ExchangeRow | None:
    """A criterion that some countries meet in full and that is a point for attention in others."""
    pairs = list(zip(codes, row.findings, strict=True))
    have = [code for code, finding in pairs if mark_of(finding) == "yes"]
    part = [code for code, finding in pairs if mark_of(finding) == "part"]
    lack = [code for code, finding in pairs if mark_of(finding) in ("most", "no")]
    if not have or not (part or lack):
        return None
    return ExchangeRow(say(row.criterion.title), " ".join(have), " ".join(part), " ".join(lack))


def rows_in_order(compared: Comparison) -> list[tuple[Row, int]]:
    """The rows, the framework first, then each domain under its own parent, with its depth."""
    order = {branch.domain.domain: (i, branch.depth) for i, branch in enumerate(branches(compared.framework))}

    def place(row: Row) -> tuple[int, int]:
        return order[row.domain.domain] if row.domain else (-1, 0)

    return [(row, place(row)[1]) for row in sorted(compared.rows, key=place)]


def rows_by_axis(compared: Comparison) -> list[tuple[str, list[tuple[Row, int]]]]:
    """The same rows, axis after axis."""
    rows = rows_in_order(compared)
    axes = dict.fromkeys(row.axis for row, _depth in rows)
    return [(axis, [(row, depth) for row, depth in rows if row.axis == axis]) for axis in axes]


def ordered(compared: Comparison, rows: Iterable[CriterionRow]) -> list[CriterionRow]:
    """The criteria in the order in which their domains are printed."""
    order = {branch.domain.domain: i for i, branch in enumerate(branches(compared.framework))}
    return sorted(rows, key=lambda row: order[row.domain.domain])


def note() -> str:
    """How to read a comparison."""
    return _(
        "Countries are in alphabetical order. Overlapping intervals are not a tie and not a difference: they say that "
        "the answers known so far do not settle the order."
    )


def passed_words(compared: Comparison) -> str:
    """The editions of which profiles have answers that were not read; empty where there are none."""
    if not compared.passed_over:
        return ""
    said = listed(
        ngettext("{topic} ({country}: {n} answer)", "{topic} ({country}: {n} answers)", n).format(
            topic=topic, country=code, n=n
        )
        for code, topic, n in compared.passed_over
    )
    return _("Passed over, as no framework in use declares its facts: {list}.").format(list=said)


def met_title() -> str:
    """The heading of criteria that no country meets."""
    return _("Identified in full in none of them")


def differing_title() -> str:
    """The heading of criteria whose intervals do not overlap."""
    return _("Different whatever the open answers are")


def row_title(row: Row) -> str:
    """The domain, or "Framework"."""
    return say(row.domain.title) if row.domain else _("Framework")


def score_cells(comparison: Comparison, score: Score | None) -> list[str]:
    """Interval, coverage and level of a score."""
    if score is None:
        return [_("not applicable"), "", ""]
    if nothing := terms.nothing_known(score):
        return [nothing, "", ""]
    method = comparison.framework.method_at(score.depth)
    interval = terms.figures(score.low, score.high, method) + ("*" if score.outer else "")
    known = _("{share} known").format(share=percent(score.coverage))
    return [interval, known, terms.level(level_of(score, method))]
